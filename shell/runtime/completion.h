/* Completion candidates, as completers collect them and the prompt or a shell's
 * completion script shows them. */
#ifndef HVSH_RUNTIME_COMPLETION_H
#define HVSH_RUNTIME_COMPLETION_H

#include "shell/base/vec.h"

enum completion_kind {
    COMPLETE_TEXT,
    COMPLETE_COMMAND,
    COMPLETE_PARAMETER,
    COMPLETE_VALUE,
    COMPLETE_VARIABLE,
    COMPLETE_MEMBER,
    COMPLETE_METHOD,
    COMPLETE_TYPE,
    COMPLETE_FILE,
    COMPLETE_FOLDER
};

struct completion_item {
    char *text;    /* what is inserted, unquoted; the engine quotes where needed */
    char *tooltip; /* one line, or NULL */
    enum completion_kind kind;
};

struct completion {
    VEC(struct completion_item) items;
};

/* Copies both texts. */
void completion_add(struct completion *c, enum completion_kind kind, const char *text,
                    const char *tooltip);
void completion_release(struct completion *c);

#endif
