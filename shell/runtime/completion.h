/* Completion candidates, as completers collect them and the prompt or a shell's
 * completion script shows them. */
#ifndef HVSH_RUNTIME_COMPLETION_H
#define HVSH_RUNTIME_COMPLETION_H

#include <stdbool.h>

#include "shell/base/vec.h"

enum completion_kind {
    COMPLETE_TEXT,
    COMPLETE_HISTORY,
    COMPLETE_COMMAND,
    COMPLETE_PARAMETER,
    COMPLETE_VALUE,
    COMPLETE_VARIABLE,
    COMPLETE_MEMBER,
    COMPLETE_METHOD,
    COMPLETE_TYPE,
    COMPLETE_NAMESPACE,
    COMPLETE_KEYWORD,
    COMPLETE_FILE,
    COMPLETE_FOLDER
};

struct completion_item {
    char *text;    /* what is inserted, unquoted; the engine quotes where needed */
    char *list;    /* what a list of candidates shows, or NULL: the text */
    char *tooltip; /* or NULL */
    enum completion_kind kind;
    bool verbatim; /* fits already, and is inserted as it stands */
};

struct completion {
    VEC(struct completion_item) items;
    bool ordered; /* the order of the items is meant: they are not sorted */
};

/* Copies both texts. */
void completion_add(struct completion *c, enum completion_kind kind, const char *text,
                    const char *tooltip);
/* The same for one that is inserted as it stands; list and tooltip may be NULL. */
void completion_add_verbatim(struct completion *c, enum completion_kind kind, const char *text,
                             const char *list, const char *tooltip);
void completion_item_release(struct completion_item *item);
void completion_release(struct completion *c);

#endif
