/* Automatic variables: computed when read, so that entering a frame costs
 * nothing for them. */
#ifndef HVSH_RUNTIME_AUTOMATIC_H
#define HVSH_RUNTIME_AUTOMATIC_H

#include "shell/runtime/frame.h"

enum automatic {
    AUTO_NONE,
    AUTO_TRUE,
    AUTO_FALSE,
    AUTO_NULL,
    AUTO_UNDERBAR,
    AUTO_THIS,
    AUTO_ARGS,
    AUTO_INPUT,
    AUTO_ERROR,
    AUTO_OK,
    AUTO_LAST_EXIT_CODE,
    AUTO_BOUND_PARAMETERS,
    AUTO_MY_INVOCATION,
    AUTO_CMDLET,
    AUTO_SCRIPT_ROOT,
    AUTO_COMMAND_PATH,
    AUTO_PWD,
    AUTO_VERSION_TABLE,
    AUTO_HOST,
    AUTO_PROFILE,
    AUTO_EXECUTION_CONTEXT,
    AUTO_FIRST_TOKEN,
    AUTO_LAST_TOKEN,
    AUTO_STACK_TRACE,
    AUTO_NESTED_LEVEL,
    AUTO_PS_STYLE,
    AUTO_CULTURE,
};

/* Marks the names and makes the global variables every session starts with. */
void automatic_init(struct session *s);
/* *out owned; false: not set here. f may be NULL. */
bool automatic_get(struct session *s, struct frame *f, enum automatic which, struct value *out);
/* $MyInvocation of the function that runs as stage; owned. $null: it has not begun. */
struct value automatic_invocation(struct session *s, const struct stage *stage);
/* Calls fn with the name of each computed variable. */
void automatic_each(void (*fn)(const char *name, void *data), void *data);
/* Is it $_ or $PSItem, which belongs to a pipeline and is no variable of the session? */
bool automatic_is_item(const struct session *s, const char *name);
/* The one type an assignment may give it, as in [string]$PSScriptRoot = …; NULL: any. */
const char *automatic_type_name(enum automatic which);
/* Takes v. False: it cannot be assigned. */
bool automatic_set_take(struct session *s, struct frame *f, enum automatic which, struct value v);

#endif
