/* Comma-separated values (RFC 4180, any delimiter): rows to text, and text in
 * pieces of any size to rows. */
#ifndef HVSH_FORMAT_CSV_H
#define HVSH_FORMAT_CSV_H

#include <stdbool.h>

#include "shell/base/strbuf.h"
#include "shell/base/vec.h"

enum csv_quotes { CSV_QUOTE_NEVER, CSV_QUOTE_ALWAYS, CSV_QUOTE_AS_NEEDED };

/* One field with its quotes; s NULL: an absent value, nothing at all. delimiter
 * is an ASCII character or any other text. */
void csv_write_field(const char *s, size_t len, const char *delimiter, enum csv_quotes quotes,
                     struct strbuf *out);

struct csv_field {
    size_t start, len; /* within csv_reader.text */
    bool quoted;
};
struct csv_reader {
    char delimiter;
    bool ends_run[256]; /* what a field without quotes does not simply go on with */
    struct strbuf text; /* the fields of the row being read, unescaped */
    VEC(struct csv_field) fields;
    enum { CSV_START, CSV_PLAIN, CSV_QUOTED, CSV_QUOTE_SEEN, CSV_REST } state;
    /* CSV_REST: from here on the field is taken as it stands; all of it goes away when it must
     * (trims) and nothing solid came, only blanks. */
    size_t rest_start;
    bool rest_trims, rest_solid;
    bool skip_newline; /* the row ended with a carriage return */
    bool row_open;
    size_t field_start;
    bool field_quoted;
    /* Gets each row; the fields are valid during the call. What it returns other
     * than 0 ends the reading. */
    int (*row)(void *data, const struct csv_reader *r);
    void *data;
};
void csv_reader_init(struct csv_reader *r, char delimiter,
                     int (*row)(void *data, const struct csv_reader *r), void *data);
/* Empty lines are no rows. */
int csv_reader_feed(struct csv_reader *r, const char *text, size_t len);
/* Ends the last row (an open quote ends with the text; an empty field is none). */
int csv_reader_end(struct csv_reader *r);
void csv_reader_release(struct csv_reader *r);

#endif
