/* Values as the text of table cells and list items, and text fitted to a
 * number of terminal columns. */
#ifndef HVSH_FORMAT_CELL_H
#define HVSH_FORMAT_CELL_H

#include <stdbool.h>

#include "shell/object/type_info.h"
#include "shell/object/value.h"

/* What the formatter needs of whoever runs script blocks. Any function may
 * be NULL: then native and note properties only. */
struct format_env {
    void *data;
    /* A property of any value, script properties included; *out owned, $null
     * when absent. -1: the getter failed (shown as an empty cell). */
    int (*get)(void *data, struct value v, const char *name, struct value *out);
    /* A script block with $_ = v; -1 as above. */
    int (*eval)(void *data, struct value block, struct value v, struct value *out);
    /* 1 with the text of values that are shown by other means (error records); 2:
     * the text is a document of its own, with blank lines around; else 0. */
    int (*text)(void *data, struct value v, struct strbuf *out);
    /* The names that Update-TypeData says v is shown by, or NULL; borrowed. */
    const struct array *(*display_set)(void *data, struct value v);
    /* The next property that the types' data give v, for member_iter; NULL: no more. */
    const char *(*type_member)(void *data, struct value v, size_t *at);
    /* The view that a file brought for v, of this shape ('t', 'l', 'w', 'c'; 0: any) and name
     * (NULL: any); or NULL. *shape_out gets its shape. */
    const struct view *(*loaded_view)(void *data, struct value v, char shape, const char *name,
                                      char *shape_out);
    int enumeration_limit; /* $FormatEnumerationLimit; -1: all */
    int columns;           /* that custom controls fill; 0: unknown */
};

/* Lists print as {a, b, c…}, $null as nothing, everything else as its text;
 * format: a .NET format, alone ("N2") or composite ("{0:N2}"), or NULL. */
void cell_text(const struct format_env *env, struct value v, const char *format,
               struct strbuf *out);
/* The same in a table's cell, where broken numbers have two decimals. */
void cell_text_of_table(const struct format_env *env, struct value v, struct strbuf *out);
/* Numbers, booleans, characters and enumerations stand right, the rest left. */
enum column_align cell_default_align(struct value v);
/* Is v shown as one line of text instead of by its properties? */
bool value_is_scalar(struct value v);

#endif
