/* Time zones from compiled files (RFC 9636, TZif), as /usr/share/zoneinfo has them. */
#ifndef HVSH_OBJECT_TZIF_H
#define HVSH_OBJECT_TZIF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { TZIF_ABBREVIATION = 10 };

struct tzif_type {
    int32_t offset; /* seconds east of UTC */
    bool dst;
    char abbreviation[TZIF_ABBREVIATION];
};

/* When a rule's half of the year begins. */
struct tzif_date {
    char kind; /* 'M': month, week, day; 'J': day of the year without 29 February; 'n': with it */
    int month, week, day;
    int32_t time; /* seconds after midnight of the clock until then */
};

struct tzif {
    int64_t *at; /* seconds since 1970, ascending; owned */
    uint8_t *to; /* the type from then on; owned */
    size_t count;
    struct tzif_type types[256];
    size_t ntypes;
    /* the rule after the last of them */
    bool has_rule, rule_has_dst;
    struct tzif_type standard, daylight;
    struct tzif_date start, end; /* of daylight saving */
};

/* Reads a file's content. -1: it is none, or a damaged one. */
int tzif_read(const unsigned char *data, size_t len, struct tzif *out);
void tzif_release(struct tzif *z);
/* What the zone's clocks show at a moment, in seconds since 1970. Borrowed of z. */
const struct tzif_type *tzif_at(const struct tzif *z, int64_t moment);

#endif
