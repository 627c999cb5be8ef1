/* Types of .NET's library that scripts name and C code does not: one list makes their
 * declarations and their entries in the table of built-in types. */
#ifndef HVSH_OBJECT_LIBRARY_TYPES_H
#define HVSH_OBJECT_LIBRARY_TYPES_H

#include "shell/object/type_info.h"

/* clang-format off */
#define LIBRARY_TYPES(X)         \
    X(queue)                     \
    X(stack)                     \
    X(string_collection)         \
    X(sorted_list)               \
    X(delegate)                  \
    X(multicast_delegate)        \
    X(action)                    \
    X(event_handler)             \
    X(match_evaluator)           \
    X(thread_start)              \
    X(tuple)                     \
    X(value_tuple)               \
    X(pair)                      \
    X(utf8_encoding)             \
    X(ascii_encoding)            \
    X(unicode_encoding)          \
    X(utf32_encoding)            \
    X(utf8_sealed)               \
    X(ascii_sealed)              \
    X(latin1_sealed)             \
    X(utf7_encoding)             \
    X(single_byte_encoding)      \
    X(double_byte_encoding)      \
    X(stream)                    \
    X(memory_stream)             \
    X(file_stream)               \
    X(text_reader_base)          \
    X(stream_reader)             \
    X(string_reader)             \
    X(text_writer_base)          \
    X(stream_writer)             \
    X(string_writer)             \
    X(file_mode)                 \
    X(file_access)               \
    X(file_share)                \
    X(seek_origin)               \
    X(unix_file_mode)            \
    X(binding_flags)             \
    X(sort_direction)            \
    X(type_code)                 \
    X(architecture)              \
    X(http_status_code)          \
    X(compare_options)           \
    X(wildcard_options)          \
    X(md5)                       \
    X(sha1)                      \
    X(sha256)                    \
    X(sha384)                    \
    X(sha512)                    \
    X(hash_algorithm)            \
    X(random_generator)          \
    X(md5_managed)               \
    X(sha1_managed)              \
    X(sha256_managed)            \
    X(sha384_managed)            \
    X(sha512_managed)            \
    X(md5_implementation)        \
    X(sha1_implementation)       \
    X(sha256_implementation)     \
    X(sha384_implementation)     \
    X(sha512_implementation)     \
    X(bit_converter)             \
    X(buffer)                    \
    X(gc)                        \
    X(thread)                    \
    X(interlocked)               \
    X(runtime_information)       \
    X(os_platform)               \
    X(dns)                       \
    X(app_context)               \
    X(dbnull)                    \
    X(event_args)                \
    X(null_string)               \
    X(automation_null)           \
    X(int_ptr)                   \
    X(semver)                    \
    X(wildcard_pattern)          \
    X(bigint)                    \
    X(linq)                      \
    X(ordered_hashtable)         \
    X(number_format_info)        \
    X(date_format_info)          \
    X(text_info)                 \
    X(binary_reader)             \
    X(binary_writer)             \
    X(drive_info)                \
    X(drive_type)                \
    X(time_zone)                 \
    X(date_only)                 \
    X(time_only)                 \
    X(marshal)                   \
    X(http_utility)              \
    X(hmac_md5)                  \
    X(hmac_sha1)                 \
    X(hmac_sha256)               \
    X(hmac_sha384)               \
    X(hmac_sha512)               \
    X(network_credential)        \
    X(uri_builder)               \
    X(name_values)               \
    X(gzip_stream)               \
    X(deflate_stream)            \
    X(zlib_stream)               \
    X(aes)                       \
    X(aes_managed)               \
    X(aes_provider)              \
    X(rijndael)                  \
    X(crypto_stream)             \
    X(rfc2898)                   \
    X(hash_name)                 \
    X(mail_address)              \
    X(ip_network)                \
    X(mutex)                     \
    X(semaphore)                 \
    X(semaphore_slim)            \
    X(auto_event)                \
    X(manual_event)              \
    X(manual_event_slim)         \
    X(monitor)                   \
    X(cancellation_token)        \
    X(cancellation_source)       \
    X(task)
/* clang-format on */

#define LIBRARY_DECLARE(id) extern const struct type_info type_##id;
LIBRARY_TYPES(LIBRARY_DECLARE)
#undef LIBRARY_DECLARE

#endif
