/* The columns of a table, or the items of a list: where each one's value comes from and how it is
 * headed. */
#ifndef HVSH_FORMAT_COLUMNS_H
#define HVSH_FORMAT_COLUMNS_H

#include "shell/base/vec.h"
#include "shell/format/property_spec.h"
#include "shell/format/views.h"

/* Exactly one of spec, view and name says where the value comes from. */
struct column {
    const struct property_spec *spec;
    const struct view_column *view;
    struct str *name;
    struct str *label;
    int width;
    enum column_align align;
};
typedef VEC(struct column) column_vec;

void columns_clear(column_vec *columns);
/* A property by its name. */
void columns_add_name(column_vec *columns, const char *name, size_t len);
/* Those asked for of v; a wildcard stands for the names it matches that are not there yet. */
void columns_add_specs(const struct format_env *env, column_vec *columns,
                       const struct property_specs *specs, struct value v);
/* Those of the view that are for v. */
void columns_add_view(const struct format_env *env, column_vec *columns, const struct view *view,
                      struct value v);
/* What the iterator meets, up to max columns in all. */
void columns_add_members(struct member_iter it, column_vec *columns, size_t max);
/* DefaultDisplayPropertySet that scripts gave the type; borrowed, NULL: none. */
const struct array *columns_display_set(const struct format_env *env, struct value v);
/* What is shown of v when nothing is asked for: its display set, else up to max members. */
void columns_add_default(const struct format_env *env, column_vec *columns, struct value v,
                         size_t max);
void columns_add_all(const struct format_env *env, column_vec *columns, struct value v);
/* Is there such a property? A script block always is. */
bool property_spec_exists(const struct format_env *env, const struct property_spec *spec,
                          struct value v);

#endif
