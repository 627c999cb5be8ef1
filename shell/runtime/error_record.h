/* Error records: what $Error, catch blocks and the error view see. The object
 * type is type_error_record (System.Management.Automation.ErrorRecord). */
#ifndef HVSH_RUNTIME_ERROR_RECORD_H
#define HVSH_RUNTIME_ERROR_RECORD_H

#include <stdint.h>

#include "shell/object/object.h"
#include "shell/runtime/status.h"

struct ast;
struct session;

enum error_category { /* PowerShell's ErrorCategory, same order and values */
    EC_NOT_SPECIFIED, EC_OPEN_ERROR, EC_CLOSE_ERROR, EC_DEVICE_ERROR, EC_DEADLOCK_DETECTED,
    EC_INVALID_ARGUMENT, EC_INVALID_DATA, EC_INVALID_OPERATION, EC_INVALID_RESULT, EC_INVALID_TYPE,
    EC_METADATA_ERROR, EC_NOT_IMPLEMENTED, EC_NOT_INSTALLED, EC_OBJECT_NOT_FOUND,
    EC_OPERATION_STOPPED, EC_OPERATION_TIMEOUT, EC_SYNTAX_ERROR, EC_PARSER_ERROR,
    EC_PERMISSION_DENIED, EC_RESOURCE_BUSY, EC_RESOURCE_EXISTS, EC_RESOURCE_UNAVAILABLE,
    EC_READ_ERROR, EC_WRITE_ERROR, EC_FROM_STDERR, EC_SECURITY_ERROR, EC_PROTOCOL_ERROR,
    EC_CONNECTION_ERROR, EC_AUTHENTICATION_ERROR, EC_LIMITS_EXCEEDED, EC_QUOTA_EXCEEDED,
    EC_NOT_ENABLED,
};
extern const struct enum_info enum_error_category;

/* Where in the source something stands; ast is borrowed. */
struct position {
    struct ast *ast;
    uint32_t start, end;
};

/* What a caller says of an error; every member but message may be zero. */
struct error_spec {
    const char *message;
    const char *id;             /* FullyQualifiedErrorId; ",Cmdlet-Name" is appended */
    enum error_category category;
    const char *exception;      /* .NET type name; NULL: System.Exception */
    struct value exception_object; /* instead of message and exception; borrowed */
    struct value target;        /* borrowed */
    const char *target_name;    /* CategoryInfo's text for the target when target is null */
    const char *advice;         /* recommended action */
    const char *activity;       /* NULL: the running command's name */
};

/* An owned ErrorRecord object. position and command may be those of the
 * running statement (session->position). */
struct value error_record_new(struct session *s, const struct error_spec *spec);
/* The spec that a low-layer error maps to: kind -> category and id. The strings
 * belong to err. */
struct error_spec error_spec_of(const struct err *err);
const char *error_record_message(struct value record); /* borrowed */
/* As ConciseView (for scripts with position lines) shows it; NormalView when
 * $ErrorView says so. Ends with a newline. color: VT sequences. */
void error_record_view(struct session *s, struct value record, bool color, struct strbuf *out);

/* Raises a terminating error: sets the session's pending record, returns
 * ST_FAIL. */
enum status throw_error(struct session *s, const struct error_spec *spec);
enum status throw_record_take(struct session *s, struct value record);
/* Frees and clears *err. */
enum status throw_err(struct session *s, struct err **err);

#endif
