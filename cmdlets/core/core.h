/* What the core cmdlets share: evaluation of properties for the formatter,
 * result types made of named values, enumerations. */
#ifndef HVSH_CMDLETS_CORE_CORE_H
#define HVSH_CMDLETS_CORE_CORE_H

#include "shell/format/cell.h"
#include "shell/format/property_spec.h"
#include "shell/object/object.h"
#include "shell/object/operators.h"
#include "shell/object/record.h"
#include "shell/object/str.h"
#include "shell/runtime/invocation.h"

/* Is there something to work on: pipeline input, or -InputObject? */
bool has_input(const struct invocation *inv);

/* A format_env that reads properties and runs script blocks through the
 * runtime. Script errors give empty values; what must travel on (Ctrl-C, exit)
 * is kept in pending, to be looked at after each use. */
struct core_env {
    struct format_env env;
    struct session *session;
    struct invocation *inv; /* NULL: no script blocks */
    enum status pending;
};
void core_env_init(struct core_env *e, struct session *s, struct invocation *inv);
/* Forgets the pending error record of a failed script. */
void drop_failure(struct session *s);

/* What operators borrow of a session. */
struct op_context core_op_context(struct session *s);

static inline struct value value_str(const struct str *s)
{
    return s ? value_string_len(s->data, s->len) : value_null();
}

/* The date as -DisplayHint (0 Date, 1 Time, 2 DateTime) says to show it; owned. */
struct value date_with_hint(struct session *s, struct value date, int32_t hint);

/* The values of a string[] parameter matched against name; an empty list matches all. */
bool matches_any(const struct str_list *patterns, const char *name, size_t len);

/* Non-terminating errors in one line. */
enum status core_error(struct invocation *inv, const char *id, enum error_category category,
                       struct value target, const char *fmt, ...)
    PRINTF_LIKE(5, 6) MUST_CHECK_STATUS;
enum status core_throw(struct invocation *inv, const char *id, enum error_category category,
                       struct value target, const char *fmt, ...) PRINTF_LIKE(5, 6);

#endif
