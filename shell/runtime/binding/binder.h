/* The parameter binder: turns the arguments of a call into bound parameters,
 * for cmdlets (values land in the args struct) and for functions (values land
 * in an array, one per parameter). Names, unique prefixes, aliases, positions,
 * splatting, sets, defaults ($PSDefaultParameterValues), prompts, pipeline
 * binding and common parameters. Texts and ids are PowerShell 7's. */
#ifndef HVSH_RUNTIME_BINDER_H
#define HVSH_RUNTIME_BINDER_H

#include "shell/runtime/cmdlet.h"
#include "shell/runtime/pipeline.h"
#include "shell/runtime/scriptblock.h"

struct bind_plan; /* what binding needs of a parameter list, made once */
struct command;

/* The plan of a cmdlet or of a script block with param(). implicit_positions: when no parameter
 * has a position, they count in order (functions). Owned by the caller. */
struct bind_plan *bind_plan_new(const struct param *params, size_t n, const char *default_set,
                                bool implicit_positions);
void bind_plan_free(struct bind_plan *plan); /* NULL allowed */
/* The plan of a cmdlet, made at its first call and kept by the session. */
const struct bind_plan *bind_plan_of_cmdlet(struct session *s, const struct cmdlet *c);
struct cmdlet_plans;
void cmdlet_plans_free(struct cmdlet_plans *plans); /* NULL allowed */

/* The common parameters, bound by the binder itself. */
enum common_param {
    COMMON_VERBOSE,
    COMMON_DEBUG,
    COMMON_ERROR_ACTION,
    COMMON_WARNING_ACTION,
    COMMON_INFORMATION_ACTION,
    COMMON_PROGRESS_ACTION,
    COMMON_ERROR_VARIABLE,
    COMMON_WARNING_VARIABLE,
    COMMON_INFORMATION_VARIABLE,
    COMMON_OUT_VARIABLE,
    COMMON_OUT_BUFFER,
    COMMON_PIPELINE_VARIABLE,
    COMMON_WHAT_IF,
    COMMON_CONFIRM,
    COMMON_COUNT,
};
struct common_info {
    const char *name, *alias, *type_name;
};
/* Indexed by enum common_param; for Get-Command, help and completion. */
extern const struct common_info common_params[COMMON_COUNT];

enum action { /* ActionPreference, its values */
              ACTION_SILENTLY_CONTINUE,
              ACTION_STOP,
              ACTION_CONTINUE,
              ACTION_INQUIRE,
              ACTION_IGNORE,
              ACTION_SUSPEND,
              ACTION_BREAK,
};
extern const struct enum_info enum_action_preference;
/* What is said of ACTION_SUSPEND, which nothing takes. */
extern const char action_suspend_reserved[];
extern const struct type_info type_action_preference;

struct common_values {
    uint32_t set; /* bit per enum common_param */
    bool verbose, debug, what_if, confirm;
    int32_t out_buffer;
    int8_t actions[COMMON_COUNT];     /* enum action for the …Action parameters */
    struct value names[COMMON_COUNT]; /* strings for the …Variable parameters; owned */
};
static inline bool common_is_set(const struct common_values *c, enum common_param p)
{
    return (c->set >> p) & 1;
}

/* One bound parameter. */
struct bind_slot {
    struct value value;   /* converted; owned */
    void *memory;         /* list items of the args struct; owned */
    struct value delayed; /* a script block that computes the value per input object; owned */
    bool bound, from_pipeline, by_default;
};

/* One call's binding; zeroed, then binding_begin. */
struct binding {
    struct session *session;
    const struct bind_plan *plan;
    struct bind_plan *own_plan; /* when nobody keeps it */
    const char *command;        /* name for messages */
    const char *module;
    struct scriptblock *block; /* function: borrowed */
    struct bind_slot *slots;   /* one per distinct parameter */
    void *args;                /* cmdlet: its args struct; else NULL */
    struct value *bound;       /* function: by param.offset; borrowed from the slots */
    size_t nbound;
    struct value *rest; /* function: $args; owned */
    size_t nrest, rest_cap;
    uint64_t sets;        /* parameter sets still possible */
    const char *set_name; /* the one in use */
    struct common_values common;
    bool takes_common, should_process, positional, simple, expects_input;
    bool has_help;    /* -? asks for it */
    bool help_wanted; /* -? was given */
    bool partial;     /* bind_target.partial */
    uint64_t sets_before_pipeline;
    uint16_t *candidates; /* parameters that pipeline input may still bind */
    size_t ncandidates;
    struct bind_slot *object_slot; /* of the only candidate where it takes any object by value */
    struct value *object_place;    /* and where that is put; or NULL */
    bool has_delayed;
    struct position position; /* of the call */
};

/* What is bound to. cmdlet or block is set. */
struct bind_target {
    const char *name;
    const struct cmdlet *cmdlet;
    struct scriptblock *block;
    void *args; /* cmdlet: args_size zeroed bytes */
    bool expects_input;
    /* A block with dynamic parameters: all of them; and, partial, the first look at the arguments,
     * which leaves alone what it does not know. */
    const struct param *params;
    size_t nparams;
    bool partial;
};

/* Binds everything but pipeline input. ST_FAIL: the session holds the error. */
enum status binding_begin(struct binding *b, struct session *s, const struct bind_target *target,
                          const struct command_call *call);
/* Binds one pipeline object. *bound false: it fits no parameter (a
 * non-terminating error was made in *error, owned). */
enum status binding_input(struct binding *b, struct value input, bool *bound, struct value *error);
/* The short way of the same, for bindings with an object_slot and what is not $null. */
static inline void binding_take_object(struct binding *b, struct value input)
{
    struct bind_slot *slot = b->object_slot;
    value_replace_take(&slot->value, value_ref(input));
    slot->bound = slot->from_pipeline = true;
    *b->object_place = input;
}
void binding_release(struct binding *b);

/* Was the parameter bound? Name without dash, case-insensitive, common ones too. */
bool binding_is_bound(const struct binding *b, const char *name);
/* $PSBoundParameters: a new hashtable of what is bound; owned. */
struct value binding_bound_table(const struct binding *b);
/* Puts what an object of the pipeline has bound into that table. */
void binding_refresh_table(const struct binding *b, struct hash *table);
/* The preference variables that common parameters of a function set in its own
 * scope: name (static) and value (owned) per entry; returns how many. */
struct preference {
    const char *name;
    struct value value;
};
#define MAX_PREFERENCES 8
size_t binding_preferences(const struct binding *b, struct preference out[MAX_PREFERENCES]);

#endif
