/* A cmdlet is declared once, as constant data: binding, Get-Command, Get-Help,
 * completion, shell completions and the metadata tests all derive from it.
 * Every default is zero: positions count from 1, no flag is on unless written. */
#ifndef HVSH_RUNTIME_CMDLET_H
#define HVSH_RUNTIME_CMDLET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "shell/object/type_info.h"
#include "shell/object/value.h"
#include "shell/runtime/status.h"

struct session;
struct invocation;
struct scriptblock;
struct completion;
struct validation;
struct class_attribute;

/* ---- the field types of an args struct ---- */
struct opt_bool {
    bool set, value;
};
struct opt_int {
    bool set;
    int64_t value;
}; /* UInt64 values above INT64_MAX keep their bits */
struct opt_double {
    bool set;
    double value;
};
struct opt_enum {
    bool set;
    int32_t value;
};
struct str_list {
    struct str **items;
    size_t len;
    bool set;
};
struct int_list {
    int64_t *items;
    size_t len;
    bool set;
};
struct enum_list {
    int32_t *items;
    size_t len;
    bool set;
};

enum param_kind {
    PARAM_SWITCH,      /* bool; -Name:$false gives false */
    PARAM_BOOL,        /* struct opt_bool: [bool] or [Nullable[bool]] */
    PARAM_INT,         /* struct opt_int; .type says which .NET integer, NULL: Int32 */
    PARAM_DOUBLE,      /* struct opt_double */
    PARAM_STRING,      /* struct str *; NULL: not given */
    PARAM_STRING_LIST, /* struct str_list: [string[]] */
    PARAM_INT_LIST,    /* struct int_list; .type is the element's */
    PARAM_ENUM,        /* struct opt_enum with .enum_info */
    PARAM_ENUM_LIST,   /* struct enum_list with .enum_info */
    PARAM_ANY,         /* struct value, converted to .type unless NULL (Object) */
    PARAM_LIST,        /* struct value_list: array of .type, NULL: Object[] */
    PARAM_SCRIPTBLOCK, /* struct scriptblock * */
    PARAM_HASH,        /* struct hash * */
};

#define PARAM_KIND_OF(field) \
    _Generic((field),                             \
        bool: PARAM_SWITCH,                       \
        struct opt_bool: PARAM_BOOL,              \
        struct opt_int: PARAM_INT,                \
        struct opt_double: PARAM_DOUBLE,          \
        struct str *: PARAM_STRING,               \
        struct str_list: PARAM_STRING_LIST,       \
        struct int_list: PARAM_INT_LIST,          \
        struct opt_enum: PARAM_ENUM,              \
        struct enum_list: PARAM_ENUM_LIST,        \
        struct value: PARAM_ANY,                  \
        struct value_list: PARAM_LIST,            \
        struct scriptblock *: PARAM_SCRIPTBLOCK,  \
        struct hash *: PARAM_HASH)

/* Offers candidates for an argument: never prints, tolerates a dead host,
 * returns all and lets the engine filter. See shell/runtime/completion.h. */
typedef void (*param_completer)(struct session *, struct completion *, const char *word);

/* What few parameters have: every byte of struct param is in memory some two thousand times. */
struct param_rare {
    int64_t min, max;         /* [ValidateRange] */
    int min_count, max_count; /* [ValidateCount]; 0: none */
    bool has_range;
    bool checks_itself;             /* a function's: values is for completion alone */
    const char *const *completions; /* [ArgumentCompletions]: NULL-terminated */
    const char *completer;          /* [ArgumentCompleter]: the text of its script block */
    struct class_attribute
        *completer_class;                /* one that may make a completer; class/own_attribute.h */
    const struct validation *validation; /* a function's attributes; NULL: none */
};
#define PARAM_RARE(...)                \
    .rare = &(const struct param_rare) \
    {                                  \
        __VA_ARGS__                    \
    }
#define PARAM_RANGE(low, high) PARAM_RARE(.has_range = true, .min = low, .max = high)

struct param {
    const char *name;
    const char *aliases; /* "VMName,Vm": comma-separated; NULL: none */
    enum param_kind kind;
    uint16_t offset;
    uint8_t position; /* from 1; 0: by name only */
    bool mandatory, from_pipeline, from_property, remaining;
    bool allow_null, allow_empty; /* mandatory parameters refuse both otherwise */
    bool not_null_or_empty;       /* [ValidateNotNullOrEmpty()] */
    bool not_null;                /* [ValidateNotNull()]; a cmdlet's */
    bool wildcards;               /* documented as accepting wildcards */
    bool hidden;                  /* bound, but not listed (our alias spellings) */
    bool not_completed;           /* DontShow: completion leaves it out, nothing else does */
    /* Parameter sets this entry belongs to, comma-separated; NULL: all. One
     * parameter may have several entries with the same name, one per group of
     * sets in which mandatory, position or pipeline differ. */
    const char *sets;
    const struct type_info *type;
    const char *type_name; /* as help shows it when type is NULL and kind does not say it */
    const struct enum_info *enum_info;
    const char *const *values; /* [ValidateSet]: NULL-terminated */
    param_completer complete;
    const char *help;
    const struct param_rare *rare; /* NULL: none of that; param_rare() */
};

static inline const struct param_rare *param_rare(const struct param *p)
{
    static const struct param_rare none;
    return p->rare ? p->rare : &none;
}

#define PARAM(args_struct, field_name, ...)                                \
    {                                                                      \
        .kind = PARAM_KIND_OF(((args_struct *)0)->field_name),             \
        .offset = (uint16_t)offsetof(args_struct, field_name), __VA_ARGS__ \
    }

enum impact { IMPACT_NONE, IMPACT_LOW, IMPACT_MEDIUM, IMPACT_HIGH };

struct example {
    const char *code;
    const char *remarks;
    const char *output; /* expected; NULL: not checked */
};

struct cmdlet {
    const char *verb, *noun;
    const char *const *aliases; /* NULL-terminated; or NULL */
    const char *synopsis, *description;
    const struct param *params;
    size_t nparams;
    const char *default_set; /* NULL: the only set, "__AllParameterSets" */
    const char *output;      /* output type names, comma-separated; for help and completion */
    const struct type_info *output_type; /* for completion of members down the pipeline */
    bool should_process;                 /* -WhatIf and -Confirm */
    enum impact impact;                  /* IMPACT_NONE counts as medium when should_process */
    const char *module;   /* "Hyper-V", "Microsoft.PowerShell.Utility" …; for Get-Command */
    bool needs_vm_module; /* hvsh-vm.so is loaded before begin */
    bool little_memory;   /* and that, with its libraries, keeps little of itself in memory */
    bool dot_sources;     /* its script blocks run in the caller's scope (ForEach-Object) */
    size_t args_size;
    size_t state_size; /* zeroed memory for the cmdlet's own use, invocation->state */
    /* Called in this order; any may be NULL. process runs once per pipeline
     * object, once when there is no input. cleanup always runs. */
    enum status (*begin)(struct invocation *);
    enum status (*process)(struct invocation *);
    enum status (*end)(struct invocation *);
    void (*cleanup)(struct invocation *);
    const struct example *examples;
    size_t nexamples;
};

/* One noun file's cmdlets. */
struct cmdlet_group {
    const struct cmdlet *cmdlets;
    size_t len;
};
/* All of them; cmdlets/registry.c is the only list. */
struct cmdlet_registry {
    const struct cmdlet_group *const *groups;
    size_t len;
    const struct alias_entry {
        const char *name, *target;
    } * aliases; /* built-in aliases */
    size_t naliases;
    const struct type_info *const *types; /* types beyond the built-in ones, for type literals */
    size_t ntypes;
    struct value (*make_file_info)(const char *path, bool folder); /* types/file.h */
};

#endif
