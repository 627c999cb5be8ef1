/* CompletionResult: a candidate as scripts see and make it. */
#ifndef HVSH_RUNTIME_COMPLETION_RESULT_H
#define HVSH_RUNTIME_COMPLETION_RESULT_H

#include "shell/object/object.h"
#include "shell/runtime/completion.h"

enum completion_result_type {
    RESULT_TEXT,
    RESULT_HISTORY,
    RESULT_COMMAND,
    RESULT_PROVIDER_ITEM,
    RESULT_PROVIDER_CONTAINER,
    RESULT_PROPERTY,
    RESULT_METHOD,
    RESULT_PARAMETER,
    RESULT_PARAMETER_VALUE,
    RESULT_VARIABLE,
    RESULT_NAMESPACE,
    RESULT_TYPE,
    RESULT_KEYWORD,
    RESULT_DYNAMIC_KEYWORD
};
extern const struct enum_info enum_completion_result_type;
extern const struct type_info type_completion_result_type, type_completion_result;

/* Copies the texts; owned. */
struct value completion_result_new(const char *text, const char *list_text,
                                   enum completion_result_type type, const char *tooltip);
/* A candidate as one; owned. */
struct value completion_result_of(const struct completion_item *item);
/* Adds a CompletionResult as it stands; false: v is none. */
bool completion_add_result(struct completion *c, struct value v);

#endif
