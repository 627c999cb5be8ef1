/* Built-in types that only the room itself names. */
#ifndef HVSH_OBJECT_TYPE_DECLS_H
#define HVSH_OBJECT_TYPE_DECLS_H

#include "shell/object/type_info.h"

extern const struct type_info type_value_type, type_match, type_group, type_math, type_convert,
    type_environment, type_path, type_file, type_directory, type_string_builder, type_encoding,
    type_random, type_stopwatch, type_culture_info, type_datetime_offset, type_operating_system,
    type_web_utility;

/* Exceptions but System.Exception (type_exception): id, full name, base. */
#define EXCEPTION_TYPES(X)                                                                         \
    X(ex_system, "System.SystemException", exception)                                              \
    X(ex_data, "System.Data.DataException", ex_system)                                             \
    X(ex_data_expression, "System.Data.InvalidExpressionException", ex_data)                       \
    X(ex_data_syntax, "System.Data.SyntaxErrorException", ex_data_expression)                      \
    X(ex_data_evaluate, "System.Data.EvaluateException", ex_data_expression)                       \
    X(ex_data_duplicate, "System.Data.DuplicateNameException", ex_data)                            \
    X(ex_data_constraint, "System.Data.ConstraintException", ex_data)                              \
    X(ex_data_no_null, "System.Data.NoNullAllowedException", ex_data)                              \
    X(ex_data_read_only, "System.Data.ReadOnlyException", ex_data)                                 \
    X(ex_data_key, "System.Data.MissingPrimaryKeyException", ex_data)                              \
    X(ex_array_mismatch, "System.ArrayTypeMismatchException", ex_system)                           \
    X(ex_rank, "System.RankException", ex_system)                                                  \
    X(ex_member_access, "System.MemberAccessException", ex_system)                                 \
    X(ex_application, "System.ApplicationException", exception)                                    \
    X(ex_argument_null, "System.ArgumentNullException", ex_argument)                               \
    X(ex_regex_parse, "System.Text.RegularExpressions.RegexParseException", ex_argument)           \
    X(ex_decoder, "System.Text.DecoderFallbackException", ex_argument)                             \
    X(ex_arithmetic, "System.ArithmeticException", ex_system)                                      \
    X(ex_divide, "System.DivideByZeroException", ex_arithmetic)                                    \
    X(ex_overflow, "System.OverflowException", ex_arithmetic)                                      \
    X(ex_format, "System.FormatException", ex_system)                                              \
    X(ex_uri_format, "System.UriFormatException", ex_format)                                       \
    X(ex_index, "System.IndexOutOfRangeException", ex_system)                                      \
    X(ex_invalid_cast, "System.InvalidCastException", ex_system)                                   \
    X(ex_invalid_op, "System.InvalidOperationException", ex_system)                                \
    X(ex_key_not_found, "System.Collections.Generic.KeyNotFoundException", ex_system)              \
    X(ex_not_implemented, "System.NotImplementedException", ex_system)                             \
    X(ex_not_supported, "System.NotSupportedException", ex_system)                                 \
    X(ex_platform, "System.PlatformNotSupportedException", ex_not_supported)                       \
    X(ex_null_reference, "System.NullReferenceException", ex_system)                               \
    X(ex_out_of_memory, "System.OutOfMemoryException", ex_system)                                  \
    X(ex_stack_overflow, "System.StackOverflowException", ex_system)                               \
    X(ex_time_zone, "System.TimeZoneNotFoundException", exception)                                 \
    X(ex_culture, "System.Globalization.CultureNotFoundException", ex_argument)                    \
    X(ex_timeout, "System.TimeoutException", ex_system)                                            \
    X(ex_regex_timeout, "System.Text.RegularExpressions.RegexMatchTimeoutException", ex_timeout)   \
    X(ex_unauthorized, "System.UnauthorizedAccessException", ex_system)                            \
    X(ex_cancelled, "System.OperationCanceledException", ex_system)                                \
    X(ex_task_cancelled, "System.Threading.Tasks.TaskCanceledException", ex_cancelled)             \
    X(ex_io, "System.IO.IOException", ex_system)                                                   \
    X(ex_dir_not_found, "System.IO.DirectoryNotFoundException", ex_io)                             \
    X(ex_path_too_long, "System.IO.PathTooLongException", ex_io)                                   \
    X(ex_end_of_stream, "System.IO.EndOfStreamException", ex_io)                                   \
    X(ex_drive_not_found, "System.IO.DriveNotFoundException", ex_io)                               \
    X(ex_invalid_data, "System.IO.InvalidDataException", ex_system)                                \
    X(ex_external, "System.Runtime.InteropServices.ExternalException", ex_system)                  \
    X(ex_socket, "System.Net.Sockets.SocketException", ex_win32)                                   \
    X(ex_security, "System.Security.SecurityException", ex_system)                                 \
    X(ex_cryptographic, "System.Security.Cryptography.CryptographicException", ex_system)          \
    X(ex_authentication, "System.Security.Authentication.AuthenticationException", ex_system)      \
    X(ex_xml, "System.Xml.XmlException", ex_system)                                                \
    X(ex_xpath, "System.Xml.XPath.XPathException", ex_system)                                      \
    X(ex_json, "System.Text.Json.JsonException", exception)                                        \
    X(ex_target_invocation, "System.Reflection.TargetInvocationException", exception)              \
    X(ex_type_load, "System.TypeLoadException", ex_system)                                         \
    X(ex_type_initialization, "System.TypeInitializationException", ex_system)                     \
    X(ex_missing_member, "System.MissingMemberException", ex_system)                               \
    X(ex_missing_method, "System.MissingMethodException", ex_missing_member)                       \
    X(ex_runtime, "System.Management.Automation.RuntimeException", ex_system)                      \
    X(ex_parent_errors, "System.Management.Automation.ParentContainsErrorRecordException",         \
      ex_system)                                                                                   \
    X(ex_ps_cast, "System.Management.Automation.PSInvalidCastException", ex_invalid_cast)          \
    X(ex_ps_argument, "System.Management.Automation.PSArgumentException", ex_argument)             \
    X(ex_ps_argument_null, "System.Management.Automation.PSArgumentNullException",                 \
      ex_argument_null)                                                                            \
    X(ex_ps_argument_range, "System.Management.Automation.PSArgumentOutOfRangeException",          \
      ex_argument_range)                                                                           \
    X(ex_ps_invalid_op, "System.Management.Automation.PSInvalidOperationException", ex_invalid_op) \
    X(ex_ps_not_supported, "System.Management.Automation.PSNotSupportedException",                 \
      ex_not_supported)                                                                            \
    X(ex_ps_not_implemented, "System.Management.Automation.PSNotImplementedException",             \
      ex_not_implemented)                                                                          \
    X(ex_ps_security, "System.Management.Automation.PSSecurityException", ex_runtime)              \
    X(ex_incomplete_parse, "System.Management.Automation.IncompleteParseException", ex_parse)      \
    X(ex_binding_validation, "System.Management.Automation.ParameterBindingValidationException",   \
      ex_binding)                                                                                  \
    X(ex_binding_argument,                                                                         \
      "System.Management.Automation.ParameterBindingArgumentTransformationException", ex_binding)  \
    X(ex_validation_metadata, "System.Management.Automation.ValidationMetadataException",          \
      ex_runtime)                                                                                  \
    X(ex_transformation, "System.Management.Automation.ArgumentTransformationMetadataException",   \
      ex_runtime)                                                                                  \
    X(ex_metadata, "System.Management.Automation.MetadataException", ex_runtime)                   \
    X(ex_application_failed, "System.Management.Automation.ApplicationFailedException",            \
      ex_runtime)                                                                                  \
    X(ex_cmdlet_invocation, "System.Management.Automation.CmdletInvocationException", ex_runtime)  \
    X(ex_provider_invocation, "System.Management.Automation.ProviderInvocationException",          \
      ex_runtime)                                                                                  \
    X(ex_cmdlet_provider, "System.Management.Automation.CmdletProviderInvocationException",        \
      ex_cmdlet_invocation)                                                                        \
    X(ex_action_stop, "System.Management.Automation.ActionPreferenceStopException", ex_runtime)    \
    X(ex_script_calls, "System.Management.Automation.ScriptCallDepthException", ex_system)         \
    X(ex_script_requires, "System.Management.Automation.ScriptRequiresException", ex_runtime)      \
    X(ex_pipeline_stopped, "System.Management.Automation.PipelineStoppedException", ex_runtime)    \
    X(ex_halt, "System.Management.Automation.HaltCommandException", ex_system)                     \
    X(ex_extended_type, "System.Management.Automation.ExtendedTypeSystemException", ex_runtime)    \
    X(ex_get_value, "System.Management.Automation.GetValueException", ex_extended_type)            \
    X(ex_set_value, "System.Management.Automation.SetValueException", ex_extended_type)            \
    X(ex_get_invocation, "System.Management.Automation.GetValueInvocationException", ex_get_value) \
    X(ex_set_invocation, "System.Management.Automation.SetValueInvocationException", ex_set_value) \
    X(ex_method, "System.Management.Automation.MethodException", ex_extended_type)                 \
    X(ex_method_invocation, "System.Management.Automation.MethodInvocationException", ex_method)   \
    X(ex_property_not_found, "System.Management.Automation.PropertyNotFoundException",             \
      ex_extended_type)                                                                            \
    X(ex_session_state, "System.Management.Automation.SessionStateException", ex_runtime)          \
    X(ex_unauthorized_state,                                                                       \
      "System.Management.Automation.SessionStateUnauthorizedAccessException", ex_session_state)    \
    X(ex_item_not_found, "System.Management.Automation.ItemNotFoundException", ex_session_state)   \
    X(ex_ps_drive_not_found, "System.Management.Automation.DriveNotFoundException",                \
      ex_session_state)                                                                            \
    X(ex_provider_not_found, "System.Management.Automation.ProviderNotFoundException",             \
      ex_session_state)                                                                            \
    X(ex_remote, "System.Management.Automation.RemoteException", ex_runtime)                       \
    X(ex_wildcard, "System.Management.Automation.WildcardPatternException", ex_runtime)            \
    X(ex_write_error, "Microsoft.PowerShell.Commands.WriteErrorException", ex_system)              \
    X(ex_ping, "System.Net.NetworkInformation.PingException", ex_invalid_op)                       \
    X(ex_process_command, "Microsoft.PowerShell.Commands.ProcessCommandException", ex_system)      \
    X(ex_file_load, "System.IO.FileLoadException", ex_io)                                          \
    X(ex_bad_image, "System.BadImageFormatException", ex_system)                                   \
    X(ex_entry_point, "System.EntryPointNotFoundException", ex_type_load)                          \
    X(ex_dll, "System.DllNotFoundException", ex_type_load)                                         \
    X(ex_com, "System.Runtime.InteropServices.COMException", ex_external)                          \
    X(ex_seh, "System.Runtime.InteropServices.SEHException", ex_external)                          \
    X(ex_abandoned, "System.Threading.AbandonedMutexException", ex_system)                         \
    X(ex_synchronization, "System.Threading.SynchronizationLockException", ex_system)              \
    X(ex_lock_recursion, "System.Threading.LockRecursionException", exception)                     \
    X(ex_semaphore, "System.Threading.SemaphoreFullException", ex_system)                          \
    X(ex_thread_abort, "System.Threading.ThreadAbortException", ex_system)                         \
    X(ex_missing_field, "System.MissingFieldException", ex_missing_member)                         \
    X(ex_field_access, "System.FieldAccessException", ex_member_access)                            \
    X(ex_method_access, "System.MethodAccessException", ex_member_access)                          \
    X(ex_not_finite, "System.NotFiniteNumberException", ex_arithmetic)                             \
    X(ex_duplicate_wait, "System.DuplicateWaitObjectException", ex_argument)                       \
    X(ex_little_memory, "System.InsufficientMemoryException", ex_out_of_memory)                    \
    X(ex_little_stack, "System.InsufficientExecutionStackException", ex_system)                    \
    X(ex_invalid_program, "System.InvalidProgramException", ex_system)                             \
    X(ex_invalid_zone, "System.InvalidTimeZoneException", exception)                               \
    X(ex_multicast, "System.MulticastNotSupportedException", ex_system)                            \
    X(ex_misaligned, "System.DataMisalignedException", ex_system)                                  \
    X(ex_access_violation, "System.AccessViolationException", ex_system)                           \
    X(ex_buffer_overflow, "System.IO.InternalBufferOverflowException", ex_system)                  \
    X(ex_protocol, "System.Net.ProtocolViolationException", ex_invalid_op)                         \
    X(ex_cookie, "System.Net.CookieException", ex_format)                                          \
    X(ex_listener, "System.Net.HttpListenerException", ex_win32)                                   \
    X(ex_smtp, "System.Net.Mail.SmtpException", exception)                                         \
    X(ex_serialization, "System.Runtime.Serialization.SerializationException", ex_system)          \
    X(ex_missing_manifest, "System.Resources.MissingManifestResourceException", ex_system)         \
    X(ex_ambiguous, "System.Reflection.AmbiguousMatchException", ex_system)                        \
    X(ex_reflection_load, "System.Reflection.ReflectionTypeLoadException", ex_system)              \
    X(ex_target, "System.Reflection.TargetException", ex_application)                              \
    X(ex_target_count, "System.Reflection.TargetParameterCountException", ex_application)          \
    X(ex_encoder, "System.Text.EncoderFallbackException", ex_argument)                             \
    X(ex_database, "System.Data.Common.DbException", ex_external)                                  \
    X(ex_sql, "System.Data.SqlClient.SqlException", ex_database)                                   \
    X(ex_invalid_enum, "System.ComponentModel.InvalidEnumArgumentException", ex_argument)          \
    X(ex_warning, "System.ComponentModel.WarningException", ex_system)                             \
    X(ex_xml_schema, "System.Xml.Schema.XmlSchemaException", ex_system)                            \
    X(ex_xslt, "System.Xml.Xsl.XsltException", ex_system)                                          \
    X(ex_cim, "Microsoft.Management.Infrastructure.CimException", exception)                       \
    X(ex_service_command, "Microsoft.PowerShell.Commands.ServiceCommandException", ex_system)      \
    X(ex_state_overflow, "System.Management.Automation.SessionStateOverflowException",             \
      ex_session_state)                                                                            \
    X(ex_help_not_found, "Microsoft.PowerShell.Commands.HelpNotFoundException", ex_system)         \
    X(ex_virtualization, "Microsoft.HyperV.PowerShell.VirtualizationException", exception)

/* Those with properties of their own: the last word names their table (exception.c). */
#define EXCEPTION_TYPES_WITH_PROPS(X)                                                            \
    X(ex_native_exit, "System.Management.Automation.NativeCommandExitException", ex_runtime,     \
      exit_props)                                                                                \
    X(ex_http, "System.Net.Http.HttpRequestException", exception, http_props)                    \
    X(ex_http_response, "Microsoft.PowerShell.Commands.HttpResponseException", ex_http,          \
      response_props)                                                                            \
    X(ex_web, "System.Net.WebException", ex_invalid_op, web_props)                               \
    X(ex_aggregate, "System.AggregateException", exception, aggregate_props)                     \
    X(ex_argument_range, "System.ArgumentOutOfRangeException", ex_argument, range_props)         \
    X(ex_disposed, "System.ObjectDisposedException", ex_invalid_op, disposed_props)              \
    X(ex_file_not_found, "System.IO.FileNotFoundException", ex_io, file_props)                   \
    X(ex_win32, "System.ComponentModel.Win32Exception", ex_external, win32_props)                \
    X(ex_argument, "System.ArgumentException", ex_system, argument_props)                        \
    X(ex_parse, "System.Management.Automation.ParseException", ex_runtime, parse_props)          \
    X(ex_binding, "System.Management.Automation.ParameterBindingException", ex_runtime,          \
      binding_props)                                                                             \
    X(ex_command_not_found, "System.Management.Automation.CommandNotFoundException", ex_runtime, \
      command_props)

#define EXCEPTION_DECLARE(id, ...) extern const struct type_info type_##id;
EXCEPTION_TYPES(EXCEPTION_DECLARE)
EXCEPTION_TYPES_WITH_PROPS(EXCEPTION_DECLARE)
#undef EXCEPTION_DECLARE

#endif
