/* Which view a value is shown by when nobody asked for another. */
#ifndef HVSH_FORMAT_VIEWS_H
#define HVSH_FORMAT_VIEWS_H

#include "shell/format/format_data.h"
#include "shell/object/type_info.h"

/* The type's table (list) view, along its bases; NULL when there is none. */
const struct view *view_table_of(const struct type_info *type);
const struct view *view_list_of(const struct type_info *type);
/* The first of its further views that is wide. */
const struct view *view_wide_of(const struct type_info *type);
/* Is it a view of the type or of one of its bases? */
bool view_applies(const struct view *view, const struct type_info *type);
/* The view of this name and shape, or NULL. */
const struct view *view_named(const struct type_info *type, const char *name,
                              enum format_shape shape);
/* Its DefaultDisplayPropertySet, NULL-terminated, or NULL. */
const char *const *view_default_display(const struct type_info *type);
/* Values that are shown as text though they have properties: dates, script
 * blocks, exceptions. Appends it and returns true. */
bool view_text_of(struct value v, struct strbuf *out);
/* One entry of a hashtable as an object with Name, Key and Value; owned. */
struct value view_dictionary_entry(struct value key, struct value value);

#endif
