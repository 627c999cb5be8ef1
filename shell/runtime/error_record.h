/* Error records: what $Error, catch blocks and the error view see. The object
 * type is type_error_record (System.Management.Automation.ErrorRecord). */
#ifndef HVSH_RUNTIME_ERROR_RECORD_H
#define HVSH_RUNTIME_ERROR_RECORD_H

#include <stdint.h>

#include "shell/object/object.h"
#include "shell/runtime/status.h"

#define VIRTUALIZATION_EXCEPTION "Microsoft.HyperV.PowerShell.VirtualizationException"
#define PARAMETER_BINDING_EXCEPTION "System.Management.Automation.ParameterBindingException"

struct ast;
struct session;
struct cmdlet;
struct command_call;
struct stage;
struct strbuf;

enum error_category { /* PowerShell's ErrorCategory, same order and values */
                      EC_NOT_SPECIFIED,
                      EC_OPEN_ERROR,
                      EC_CLOSE_ERROR,
                      EC_DEVICE_ERROR,
                      EC_DEADLOCK_DETECTED,
                      EC_INVALID_ARGUMENT,
                      EC_INVALID_DATA,
                      EC_INVALID_OPERATION,
                      EC_INVALID_RESULT,
                      EC_INVALID_TYPE,
                      EC_METADATA_ERROR,
                      EC_NOT_IMPLEMENTED,
                      EC_NOT_INSTALLED,
                      EC_OBJECT_NOT_FOUND,
                      EC_OPERATION_STOPPED,
                      EC_OPERATION_TIMEOUT,
                      EC_SYNTAX_ERROR,
                      EC_PARSER_ERROR,
                      EC_PERMISSION_DENIED,
                      EC_RESOURCE_BUSY,
                      EC_RESOURCE_EXISTS,
                      EC_RESOURCE_UNAVAILABLE,
                      EC_READ_ERROR,
                      EC_WRITE_ERROR,
                      EC_FROM_STDERR,
                      EC_SECURITY_ERROR,
                      EC_PROTOCOL_ERROR,
                      EC_CONNECTION_ERROR,
                      EC_AUTHENTICATION_ERROR,
                      EC_LIMITS_EXCEEDED,
                      EC_QUOTA_EXCEEDED,
                      EC_NOT_ENABLED,
};
extern const struct enum_info enum_error_category;
extern const struct type_info type_error_category;

/* $ErrorView */
enum error_view { ERROR_VIEW_NORMAL, ERROR_VIEW_CATEGORY, ERROR_VIEW_CONCISE, ERROR_VIEW_DETAILED };
extern const struct enum_info enum_error_view;
extern const struct type_info type_error_view;

/* Where in the source something stands; ast is borrowed. */
struct position {
    struct ast *ast;
    uint32_t start, end;
};

/* What a caller says of an error; every member but message may be zero. */
struct error_spec {
    const char *message;
    const char *id; /* FullyQualifiedErrorId; the command's class is appended */
    enum error_category category;
    const char *exception;            /* .NET type name; NULL: System.Exception */
    struct value exception_object;    /* instead of message and exception; borrowed */
    struct value target;              /* borrowed */
    const char *target_name;          /* CategoryInfo's text for the target when target is null */
    const char *advice;               /* recommended action */
    const char *activity;             /* NULL: the running command's name */
    const char *reason, *target_type; /* CategoryInfo's, instead of what follows; or NULL */
    const char *invocation_name;      /* InvocationInfo.InvocationName when no command runs */
    bool as_caller;  /* the running function says it, not the command (Write-Error) */
    bool no_command; /* id stands as it is: no class is appended */
};

/* The payload of an ErrorRecord object. */
struct error_record {
    struct value exception, target, details; /* details: string or $null */
    struct value invocation;                 /* InvocationInfo object, or $null */
    enum error_category category;
    char *activity, *reason, *target_name, *target_type;
    char *id; /* whole FullyQualifiedErrorId */
    char *advice, *stack_trace;
    size_t depth;  /* of the call that raised it (frame_depth) */
    bool thrown;   /* by a throw statement */
    bool stopped;  /* an error like others, but for the error action Stop */
    bool reported; /* stands in $Error already */
    bool broke;    /* the debugger has stopped at it */
};
/* NULL when v is no ErrorRecord. */
struct error_record *error_record_of(struct value v);
/* The record's exception remembers the id, for its own ErrorRecord. */
void error_record_name_exception(struct value record, const char *id);
/* A record around an exception value, as catch blocks see it; owned. The
 * exception may carry its record already. */
struct value error_record_from_exception(struct session *s, struct value exception);
/* What the ErrorRecord property of an exception gives: a record with its id; owned. */
struct value error_record_behind(struct session *s, struct value exception);
/* What a handler of the exception inside sees: the record with that one as its exception; owned. */
struct value error_record_of_inner(struct value record);
/* As the host shows what nothing caught: the language's own exceptions stand for their record.
 * Owned. */
struct value error_record_uncaught(struct value record);
/* The record, or, when a command stands for it, a copy that none does: neither behind its id nor
 * in its category. Owned. */
struct value error_record_without_command(struct value record);
/* As thrown or written by a function: its name stands behind the id and in the category. */
void error_record_by_command(struct session *s, struct value record, const struct stage *stage);
/* The same by a cmdlet, for what code in its hands raised and no command has said. */
void error_record_by_cmdlet(struct session *s, struct value record, const struct stage *stage);
/* What follows the id: "Microsoft.PowerShell.Commands.GetItemCommand"; caller frees. */
char *error_class_of_cmdlet(const struct cmdlet *c);

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
/* Raises what ended a method of nargs arguments; record is its cause. id NULL: the name of the
 * cause's type. */
enum status throw_by_method(struct session *s, const char *method, size_t nargs,
                            struct value record, const char *id);
/* The same of the setter of a script property; the cause is the pending error. */
enum status throw_by_setter(struct session *s, const char *property);
/* Frees and clears *err. */
enum status throw_err(struct session *s, struct err **err);

/* InvocationInfo objects ($MyInvocation, ErrorRecord.InvocationInfo); owned. */
struct invocation_details {
    struct value command;        /* CommandInfo, or $null; borrowed */
    const char *name;            /* InvocationName; NULL: "" */
    struct value bound, unbound; /* BoundParameters, UnboundArguments; borrowed */
    struct position position;
    int pipeline_length, pipeline_position;
    bool expecting_input;
};
struct value invocation_info_new(const struct invocation_details *d);
extern const struct type_info type_invocation_info;
/* Of such an object; false when v is none. */
bool invocation_info_position(struct value v, struct position *out);
bool invocation_info_has_command(struct value v);
const char *invocation_info_name(struct value v); /* MyCommand's or InvocationName; or NULL */
/* "At line:1 char:1\n+ code\n+ ~~~~" without final newline. */
void position_message(const struct position *p, struct strbuf *out);

#endif
