/* MatchInfo objects of Select-String. */
#ifndef HVSH_CMDLETS_CORE_MATCH_INFO_H
#define HVSH_CMDLETS_CORE_MATCH_INFO_H

#include <stdbool.h>

#include "shell/object/object.h"

struct regex_span;
extern const struct type_info type_match_info;

struct match_info {
    const char *path; /* NULL: from the pipeline */
    struct str *line, *pattern;
    int64_t number;
    struct array *matches;
    bool ignore_case;
    bool context;                   /* lines around it will be told */
    bool emphasize;                 /* the marks are shown inverted */
    const struct regex_span *marks; /* in bytes of line */
    size_t nmarks;
};
struct value match_info_new(const struct match_info *m);
/* v is a MatchInfo. */
bool value_is_match_info(struct value v);
/* The line of a MatchInfo, or the string itself; owned. */
struct value match_info_line(struct value v);
/* The lines around a MatchInfo that has a context: all, and those that are shown. Arrays of
 * strings, taken. */
void match_info_set_around(struct value v, struct value before, struct value after);
void match_info_set_shown(struct value v, struct value before, struct value after);
/* As it passes a second Select-String: its lines around are kept but not shown. Owned. */
struct value match_info_filtered(struct value v);
/* As it is displayed: the path as seen from the current location, the marks inverted. */
void match_info_display(struct value v, struct strbuf *out);

#endif
