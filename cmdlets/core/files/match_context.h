/* The lines around matches, gathered while lines come: a match is ready as soon as the lines after
 * it are known, so that nothing waits for the end of the input. Lines that one match has shown
 * already are not shown again with the next. Source: Select-String's -Context. */
#ifndef HVSH_CMDLETS_CORE_MATCH_CONTEXT_H
#define HVSH_CMDLETS_CORE_MATCH_CONTEXT_H

#include <stdbool.h>

#include "shell/base/vec.h"
#include "shell/object/value.h"

/* The last lines, or matches in their place: values, oldest at first. */
struct line_ring {
    VEC(struct value) kept;
    size_t first, capacity;
};

struct match_context {
    size_t before, after;
    struct line_ring around; /* both sides of the match in the middle */
    bool begun;              /* around has been full once */
    struct line_ring shown;  /* before the next match, not shown yet */
    VEC(struct value) post;  /* shown after the last match */
    struct value last;       /* the match that waits for them; or $null */
    VEC(struct value) ready; /* owned, from next on */
    size_t next;
};

void match_context_init(struct match_context *c, size_t before, size_t after);
void match_context_release(struct match_context *c);
/* A line without a match (a string), or a MatchInfo. Borrowed. */
void match_context_line(struct match_context *c, struct value line);
void match_context_match(struct match_context *c, struct value match);
/* No more lines come. */
void match_context_end(struct match_context *c);
/* The oldest match that has its lines; owned. False: none is ready. */
bool match_context_take(struct match_context *c, struct value *out);

#endif
