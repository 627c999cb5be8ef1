/* Views that .ps1xml files bring: what Update-FormatData loads. */
#ifndef HVSH_FORMAT_FORMAT_DB_H
#define HVSH_FORMAT_FORMAT_DB_H

#include "shell/base/err.h"
#include "shell/base/vec.h"
#include "shell/format/custom_control.h"
#include "shell/format/entry_select.h"
#include "shell/format/format_data.h"

struct view_entry {
    struct entry_selection by;
    VEC(struct view_column) columns;
};
struct view_entries {
    VEC(struct view_entry) list;
};

struct loaded_view {
    char *name, *file;
    enum format_shape shape;
    format_names types; /* of the objects it is for */
    struct view_entries entries;
    struct view view; /* over the columns of the entry for all, or the first */
};

/* The columns of a view that are for this object. */
const struct view_column *view_columns_for(const struct view *view, const struct format_env *env,
                                           struct value v, size_t *n);

struct format_db {
    VEC(struct loaded_view *) views; /* the first that fits counts */
    VEC(struct control_set *) controls;
};

void format_db_free(struct format_db *db);
/* Reads a file's text and puts its views in front of or behind the others; views that the same
 * file brought before go. Nothing changes when it fails. */
int format_db_load(struct format_db *db, const char *file, const char *text, size_t len,
                   bool prepend, format_compile compile, void *data, struct err **err);
/* The view for an object: of this shape (SHAPE_DEFAULT: any) and name (NULL: any); or NULL. */
const struct loaded_view *format_db_find(const struct format_db *db, struct value v,
                                         enum format_shape shape, const char *name);
/* Is it for objects of this type? */
bool loaded_view_is_for(const struct loaded_view *view, const struct type_info *type);
/* Is this one of the object's type names? */
bool value_has_type_name(struct value v, const char *name);

#endif
