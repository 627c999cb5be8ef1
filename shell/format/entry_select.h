/* What an entry of a view in a format file is for: types and conditions. */
#ifndef HVSH_FORMAT_ENTRY_SELECT_H
#define HVSH_FORMAT_ENTRY_SELECT_H

#include "shell/format/cell.h"
#include "shell/format/format_xml.h"

/* A property or a script block; neither: nothing is asked. */
struct format_expression {
    char *property;
    struct value script;
};
void format_expression_release(struct format_expression *e);
int format_expression_read(struct format_expression *e, const struct format_load *l,
                           const struct xml_node *n, struct err **err);
bool format_expression_is_given(const struct format_expression *e);
/* *out owned; false: it failed, or there is none. */
bool format_expression_get(const struct format_expression *e, const struct format_env *env,
                           struct value v, struct value *out);
/* Is it true of v, or not given? */
bool format_expression_holds(const struct format_expression *e, const struct format_env *env,
                             struct value v);

struct entry_selection {
    bool given; /* else the entry is for all that no other is for */
    format_names types;
    struct format_expression condition;
};
void entry_selection_release(struct entry_selection *s);
/* Reads <EntrySelectedBy> below n. */
int entry_selection_read(struct entry_selection *s, const struct format_load *l,
                         const struct xml_node *n, struct err **err);
/* How well the entry fits: 0 best; SIZE_MAX - 1: it is for all; SIZE_MAX: not at all. */
size_t entry_selection_fits(const struct entry_selection *s, const struct format_env *env,
                            struct value v);

#endif
