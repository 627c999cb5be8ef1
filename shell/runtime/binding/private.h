/* Shared by the binder's files only. */
#ifndef HVSH_RUNTIME_BIND_PRIVATE_H
#define HVSH_RUNTIME_BIND_PRIVATE_H

#include "shell/runtime/binding/binder.h"

#define MAX_SETS 64

/* One distinct parameter: the union of all descriptor entries of its name. */
struct plan_param {
    const struct param *p; /* the first entry: kind, type, offset, validation */
    uint64_t sets;         /* it belongs to */
    uint64_t mandatory, by_value, by_property, remaining; /* sets in which */
    bool is_switch;
};

struct plan_position {
    uint16_t param;
    uint16_t position;
    uint64_t sets;
};

struct bind_plan {
    size_t nparams, npositions, nsets;
    uint64_t all, default_set; /* masks; default_set 0: none */
    const char *set_names[MAX_SETS];
    char *names; /* owned text behind set_names */
    struct plan_param *params;
    struct plan_position *positions; /* sorted by position */
    bool has_remaining, has_pipeline;
    bool shared_position; /* two of one set have the same */
};

enum bind_result { BIND_OK, BIND_MISFIT, BIND_ERROR };
enum { BIND_COERCE = 1, BIND_FROM_PIPELINE = 2, BIND_DEFAULT = 4 };

/* Converts, validates and stores. BIND_MISFIT: without BIND_COERCE the type is
 * another. BIND_ERROR: the session holds the failure. */
enum bind_result bind_value(struct binding *b, size_t param, struct value v, unsigned flags);
/* The attributes that a script block's parameter was declared with, asked about v. */
enum bind_result bind_check_declared(struct binding *b, const struct param *p, struct value v);
/* Forgets what a parameter was bound to: the field is zero again. */
void bind_slot_reset(struct binding *b, size_t param);
/* Does v fit the parameter without conversion? */
bool bind_fits(const struct param *p, struct value v);

/* What a name means: a parameter's index, BIND_COMMON + enum common_param, or one of the others. */
enum { BIND_NO_MATCH = -1, BIND_AMBIGUOUS = -2, BIND_COMMON = 100000 };
int bind_find(const struct binding *b, const char *name, size_t len);
/* The message about an ambiguous one, appended. */
void bind_ambiguous_text(const struct binding *b, const char *name, size_t len, struct strbuf *out);

/* Common parameters. -1: no such name; else enum common_param. exact: no prefixes. */
int common_find(const struct binding *b, const char *name, size_t len, bool exact);
bool common_is_switch(enum common_param c);
enum status common_bind(struct binding *b, enum common_param c, struct value v);
void common_release(struct common_values *c);

/* Raises a ParameterBindingException. Returns ST_FAIL. */
enum status bind_fail(struct binding *b, const char *id, enum error_category category,
                      const char *exception, const char *fmt, ...) PRINTF_LIKE(5, 6);
#define BINDING_EXCEPTION "System.Management.Automation.ParameterBindingException"
#define VALIDATION_EXCEPTION "System.Management.Automation.ParameterBindingValidationException"
#define TRANSFORMATION_EXCEPTION \
    "System.Management.Automation.ParameterBindingArgumentTransformationException"

/* The .NET name of a parameter's type, for messages. */
void param_type_name(const struct param *p, struct strbuf *out);
enum status bind_resolve_sets(struct binding *b);
enum status bind_ask_mandatory(struct binding *b, uint64_t set);
void bind_pipeline_prepare(struct binding *b);
enum status bind_defaults(struct binding *b);
void bind_choose_set_name(struct binding *b);

#endif
