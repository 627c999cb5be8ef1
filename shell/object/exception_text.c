#include "shell/object/exception_text.h"

#include <string.h>

#include "shell/object/array.h"
#include "shell/object/exception.h"
#include "shell/object/members.h"
#include "shell/object/type_decls.h"

struct value exception_default_message(const struct type_info *type)
{
    static const struct {
        const struct type_info *type;
        const char *text;
    } texts[] = {
        { &type_ex_system, "System error." },
        { &type_ex_application, "Error in the application." },
        { &type_ex_aggregate, "One or more errors occurred." },
        { &type_ex_argument, "Value does not fall within the expected range." },
        { &type_ex_argument_null, "Value cannot be null." },
        { &type_ex_argument_range, "Specified argument was out of the range of valid values." },
        { &type_ex_arithmetic, "Overflow or underflow in the arithmetic operation." },
        { &type_ex_array_mismatch,
          "Attempted to access an element as a type incompatible with the array." },
        { &type_ex_rank, "Attempted to operate on an array with the incorrect number of "
                         "dimensions." },
        { &type_ex_member_access, "Cannot access member." },
        { &type_ex_divide, "Attempted to divide by zero." },
        { &type_ex_overflow, "Arithmetic operation resulted in an overflow." },
        { &type_ex_format, "One of the identified items was in an invalid format." },
        { &type_ex_index, "Index was outside the bounds of the array." },
        { &type_ex_invalid_cast, "Specified cast is not valid." },
        { &type_ex_invalid_op, "Operation is not valid due to the current state of the object." },
        { &type_ex_key_not_found, "The given key was not present in the dictionary." },
        { &type_ex_not_implemented, "The method or operation is not implemented." },
        { &type_ex_not_supported, "Specified method is not supported." },
        { &type_ex_platform, "Operation is not supported on this platform." },
        { &type_ex_null_reference, "Object reference not set to an instance of an object." },
        { &type_ex_out_of_memory, "Insufficient memory to continue the execution of the program." },
        { &type_ex_stack_overflow, "Operation caused a stack overflow." },
        { &type_ex_timeout, "The operation has timed out." },
        { &type_ex_unauthorized, "Attempted to perform an unauthorized operation." },
        { &type_ex_cancelled, "The operation was canceled." },
        { &type_ex_task_cancelled, "A task was canceled." },
        { &type_ex_io, "I/O error occurred." },
        { &type_ex_file_not_found, "Unable to find the specified file." },
        { &type_ex_dir_not_found, "Attempted to access a path that is not on the disk." },
        { &type_ex_path_too_long,
          "The specified file name or path is too long, or a component of the specified path is "
          "too long." },
        { &type_ex_end_of_stream, "Attempted to read past the end of the stream." },
        { &type_ex_drive_not_found, "Attempted to access a drive that is not available." },
        { &type_ex_invalid_data, "Found invalid data while decoding." },
        { &type_ex_external, "External component has thrown an exception." },
        { &type_ex_security, "Security error." },
        { &type_ex_cryptographic, "Error occurred during a cryptographic operation." },
        { &type_ex_type_load, "Failure has occurred while loading a type." },
        { &type_ex_missing_member, "Attempted to access a missing member." },
        { &type_ex_missing_method, "Attempted to access a missing method." },
    };
    for (size_t i = 0; i < ARRAY_SIZE(texts); i++)
        if (texts[i].type == type)
            return value_string(texts[i].text);
    return value_stringf("Exception of type '%s' was thrown.", type->name);
}

static struct value with_extra(const struct type_info *type, const char *message,
                               struct value inner, struct value extra)
{
    struct value v = exception_new_of(type, message, inner);
    exception_of(v)->extra = extra;
    return v;
}

/* AggregateException: the inner messages stand behind its own, in parentheses. */
static struct value aggregate(const struct value *args, size_t n)
{
    AUTO_STRBUF text = STRBUF_INIT;
    struct array *inner = array_new(2);
    for (size_t i = 0; i < n; i++) {
        if (value_is_exception(args[i]))
            array_push(inner, args[i]);
        for (size_t j = 0; args[i].kind == V_ARRAY && j < args[i].array->len; j++)
            if (value_is_exception(args[i].array->items[j]))
                array_push(inner, args[i].array->items[j]);
    }
    if (args[0].kind == V_STRING)
        strbuf_add(&text, args[0].str->data, args[0].str->len);
    else
        strbuf_adds(&text, "One or more errors occurred.");
    for (size_t i = 0; i < inner->len; i++) {
        strbuf_adds(&text, " (");
        value_to_strbuf(exception_of(inner->items[i])->message, &text);
        strbuf_addch(&text, ')');
    }
    struct value first = inner->len ? inner->items[0] : value_null();
    return with_extra(&type_ex_aggregate, text.buf, first, value_of_array(inner));
}

bool exception_construct_special(const struct type_info *type, const struct value *args, size_t n,
                                 struct value *out)
{
    bool texts = n == 2 && args[0].kind == V_STRING && args[1].kind == V_STRING;
    if (type == &type_ex_aggregate) {
        *out = aggregate(args, n);
    } else if (type == &type_ex_file_not_found && texts) {
        *out = with_extra(type, args[0].str->data, value_null(), value_ref(args[1]));
    } else if (type == &type_ex_argument_range && n == 3 && args[0].kind == V_STRING) {
        AUTO_VALUE said = arg_string(args[2]), actual = arg_string(args[1]);
        AUTO_VALUE text = value_stringf("%s (Parameter '%s')\nActual value was %s.", said.str->data,
                                        args[0].str->data, actual.str->data);
        *out = with_extra(type, text.str->data, value_null(), value_ref(args[1]));
    } else if (type == &type_ex_disposed && (n == 1 || texts)) {
        AUTO_VALUE name = arg_string(args[0]);
        AUTO_VALUE text = value_stringf(
            "%s\nObject name: '%s'.",
            n == 1 ? "Cannot access a disposed object." : args[1].str->data, name.str->data);
        *out = with_extra(type, text.str->data, value_null(), value_ref(name));
    } else if (type == &type_ex_win32 && n == 1 && value_is_integer(args[0])) {
        *out = with_extra(type, strerror((int)args[0].i), value_null(), value_ref(args[0]));
    } else {
        return false;
    }
    return true;
}
