/* A -Property argument of Select-Object, Sort-Object, Format-* and friends: a
 * name (wildcards allowed), a script block, or a hashtable with Name/Label,
 * Expression and what else the cmdlet takes; key names may be shortened. */
#ifndef HVSH_FORMAT_PROPERTY_SPEC_H
#define HVSH_FORMAT_PROPERTY_SPEC_H

#include "shell/format/cell.h"
#include "shell/object/slot_cache.h"
#include "shell/object/str.h"

enum { /* which keys a hashtable may have */
       SPEC_NAME = 1,
       SPEC_WIDTH = 2,
       SPEC_ALIGN = 4,
       SPEC_FORMAT = 8,
       SPEC_ORDER = 16, /* Ascending, Descending */
       SPEC_DEPTH = 32,
};

struct property_spec {
    struct value expression; /* a string or a script block; owned */
    struct str *label;       /* NULL: the name, or the script's text */
    struct str *format;
    int width;
    enum column_align align;
    struct slot_cache *cache; /* of a name; owned, or NULL */
    bool wildcard;
    bool has_order, descending;
    bool has_depth;
    int depth;
};

struct property_specs {
    struct property_spec *items;
    size_t len;
};

/* out is released by the caller also on failure. cmdlet: for messages. */
int property_specs_parse(const struct value_list *args, unsigned allowed,
                         struct property_specs *out, struct err **err);
void property_specs_release(struct property_specs *specs);
/* Evaluates a spec without wildcards; *out owned. -1: failed, *out is $null. */
int property_spec_get(const struct format_env *env, const struct property_spec *spec,
                      struct value v, struct value *out);
/* The slot in which v has the note property that the spec names; -1: it names something else. */
int property_spec_note(const struct property_spec *spec, struct value v);
/* The heading: its label, name or script text; owned. */
struct str *property_spec_heading(const struct property_spec *spec);
/* A property of v by name through env; *out owned. */
int format_get(const struct format_env *env, struct value v, const char *name, struct value *out);

/* The properties of v with those that scripts gave its types (env may be NULL). */
struct member_iter format_members(const struct format_env *env, struct value v);

#endif
