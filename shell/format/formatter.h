/* Turns objects into format data: decides the shape of the document by its
 * first object, resolves properties, groups. */
#ifndef HVSH_FORMAT_FORMATTER_H
#define HVSH_FORMAT_FORMATTER_H

#include "shell/format/cell.h"
#include "shell/format/format_data.h"
#include "shell/format/property_spec.h"

struct format_request {
    enum format_shape shape;
    const struct property_specs *props; /* NULL or empty: by view */
    const struct property_spec *group_by;
    bool autosize, wrap, hide_headers, repeat_header, force;
    int wide_columns;
    int depth;      /* of a custom view; 0: 5 */
    bool core_only; /* -Expand CoreOnly: collections are shown as objects */
};

struct formatter;

/* emit gets each format object, borrowed; what it returns other than 0 ends the
 * call that led there. request and env are borrowed and must outlive. */
struct formatter *formatter_new(const struct format_request *request, const struct format_env *env,
                                int (*emit)(void *data, struct value v), void *data);
int formatter_write(struct formatter *f, struct value v);
/* Closes the open document; the formatter may go on with another. */
int formatter_end(struct formatter *f);
void formatter_free(struct formatter *f);

#endif
