/* What Format-* cmdlets put into the pipeline: the shape of a document, its
 * groups and its entries, laid out later for the width of whoever shows them
 * (Out-Default, Out-String, Out-File). */
#ifndef HVSH_FORMAT_FORMAT_DATA_H
#define HVSH_FORMAT_FORMAT_DATA_H

#include <stdbool.h>

#include "shell/object/object.h"
#include "shell/object/str.h"

enum format_shape { SHAPE_DEFAULT, SHAPE_TABLE, SHAPE_LIST, SHAPE_WIDE, SHAPE_CUSTOM };

enum format_kind { FORMAT_START, FORMAT_GROUP_START, FORMAT_ENTRY, FORMAT_GROUP_END, FORMAT_END };

struct format_head {
    struct str *label;
    int width; /* 0: by content */
    enum column_align align;
    bool matches; /* the label is the name of a property */
};

/* The payload of every format object. */
struct format_data {
    enum format_kind kind;
    /* FORMAT_START */
    enum format_shape shape;
    struct format_head *heads; /* table columns */
    size_t nheads;
    bool wrap, hide_headers, autosize, repeat_header;
    int wide_columns; /* of a wide view; 0: as many as fit */
    /* FORMAT_GROUP_START: the heading or NULL. FORMAT_ENTRY: text shown as it is
     * (out of band, custom view), else NULL. */
    struct str *text;
    bool raw;   /* of text: a string or the like, shown as it is; else decoration may go */
    int indent; /* of a group heading */
    /* FORMAT_ENTRY: cells of a table row, the items of a list (with labels), or
     * the one cell of a wide view; NULL cells are empty. */
    struct str **cells;
    struct str **labels;
    size_t n;
};

extern const struct type_info type_format_start, type_format_group_start, type_format_entry,
    type_format_group_end, type_format_end;

/* An owned, empty format object of this kind. */
struct value format_data_new(enum format_kind kind);
/* The payload when v is a format object, else NULL. */
struct format_data *format_data_of(struct value v);

#endif
