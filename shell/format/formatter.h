/* Turns objects into format data: decides the shape of the document by its
 * first object, resolves properties, groups. */
#ifndef HVSH_FORMAT_FORMATTER_H
#define HVSH_FORMAT_FORMATTER_H

#include "shell/format/cell.h"
#include "shell/format/format_data.h"
#include "shell/format/property_spec.h"

/* What is done with collections: their items are shown, themselves, or both. */
enum format_expand { EXPAND_ENUM_ONLY, EXPAND_CORE_ONLY, EXPAND_BOTH };

struct format_request {
    enum format_shape shape;
    const struct property_specs *props; /* NULL or empty: by view */
    const struct property_spec *group_by;
    bool autosize, wrap, hide_headers, repeat_header, force;
    int wide_columns;
    int depth; /* of a custom view; 0: 5 */
    enum format_expand expand;
    const char *view;           /* by its name; NULL: the first that fits */
    struct str *const *exclude; /* patterns of properties that are left out */
    size_t nexclude;
    bool show_error;                 /* errors of expressions are shown behind their object */
    bool display_error;              /* and stand as #ERR in its place */
    const struct type_info *no_view; /* set when view is not found: the type it was wanted for */
};

struct formatter;

/* emit gets each format object, borrowed; what it returns other than 0 ends the
 * call that led there. request and env are borrowed and must outlive. */
struct formatter *formatter_new(struct format_request *request, const struct format_env *env,
                                int (*emit)(void *data, struct value v), void *data);
int formatter_write(struct formatter *f, struct value v);
/* Closes the open document; the formatter may go on with another. */
int formatter_end(struct formatter *f);
void formatter_free(struct formatter *f);

#endif
