/* $PSStyle: the escape sequences that output is decorated with, and whether it is at all. One
 * object per session; what shows text reads it through ps_style_text(). */
#ifndef HVSH_OBJECT_PS_STYLE_H
#define HVSH_OBJECT_PS_STYLE_H

#include "shell/object/object.h"

enum output_rendering { RENDER_HOST, RENDER_PLAIN_TEXT, RENDER_ANSI };
enum progress_view { PROGRESS_MINIMAL, PROGRESS_CLASSIC };

enum style {
    STYLE_FORMAT_ACCENT,
    STYLE_TABLE_HEADER,
    STYLE_CUSTOM_TABLE_HEADER,
    STYLE_ERROR_ACCENT,
    STYLE_ERROR,
    STYLE_WARNING,
    STYLE_VERBOSE,
    STYLE_DEBUG,
    STYLE_FEEDBACK_NAME,
    STYLE_FEEDBACK_TEXT,
    STYLE_FEEDBACK_ACTION,
    STYLE_PROGRESS,
    STYLE_DIRECTORY,
    STYLE_SYMBOLIC_LINK,
    STYLE_EXECUTABLE,
    STYLE_COUNT
};

struct ps_style {
    enum output_rendering rendering;
    enum progress_view progress_view;
    int32_t progress_max_width;
    bool progress_osc;
    struct str *texts[STYLE_COUNT]; /* NULL: the default */
    struct hash *extensions;        /* ".zip" to its sequence */
};

/* A new object with the defaults; owned. */
struct value ps_style_new(enum output_rendering rendering);
/* Its payload; NULL when v is no PSStyle. */
struct ps_style *ps_style_of(struct value v);
/* The sequence in use; style may be NULL: the default. Borrowed. */
const char *ps_style_text(const struct ps_style *style, enum style which);
/* The default sequence of files that end in ext (".zip"); NULL: they have none. Borrowed. */
const char *ps_style_default_of_extension(const char *ext);
/* The sequence of a ConsoleColor, 0 to 15. */
const char *ps_style_color(int color, bool background);

extern const struct enum_info enum_output_rendering, enum_progress_view;
extern const struct type_info type_ps_style, type_output_rendering, type_progress_view,
    type_string_decorated;

#endif
