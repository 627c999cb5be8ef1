/* What is said to the program that runs a session's blocks in the guest, and what it says.
 *
 * /bin/sh reads commands from its input: each request sets $1 …, evaluates the block's text with
 * the pipeline input as its standard input, and prints a mark with the exit code on stdout and
 * stderr, so that both are known to be complete.
 *
 * PowerShell (hvsh or pwsh) runs a loop that reads requests and prints records, each a line:
 * \001hv:KIND:BASE64 of Clixml. KIND is O output, R error, T terminating error, W warning,
 * V verbose, D debug, I information and E the end. All other lines are what programs print past
 * the pipeline. */
#ifndef HVSH_CMDLETS_VM_DIRECT_PROTOCOL_H
#define HVSH_CMDLETS_VM_DIRECT_PROTOCOL_H

#include <stdbool.h>

#include "shell/base/strbuf.h"
#include "shell/object/object.h"

struct array;
struct format_env;

enum { PROTOCOL_MARK_SIZE = 34 };

/* The loop that a PowerShell in the guest runs. */
extern const char protocol_loop[];

/* What a block is run with. */
struct protocol_request {
    const char *text;
    const struct value *args;
    size_t nargs;
    const struct array *input; /* pipeline input; NULL: none */
    struct value using_values; /* hashtable behind $using:; or $null */
    const struct format_env *env;
};

/* A mark that no output holds by accident. */
void protocol_mark(char mark[PROTOCOL_MARK_SIZE]);
void protocol_put_sh(struct strbuf *out, const struct protocol_request *r, const char *mark);
/* The texts of the values as lines; NULL: none. */
void protocol_put_lines(struct strbuf *out, const struct array *input);
void protocol_put_powershell(struct strbuf *out, const struct protocol_request *r);
/* The text's $using:name as PowerShell in the guest can run it. The caller frees. */
char *protocol_without_using(const char *text);
/* 'text' as one word for sh. */
void protocol_quote_sh(struct strbuf *out, const char *text, size_t len);

/* Output on its way to lines. */
struct protocol_lines {
    struct strbuf data;
    size_t at; /* bytes of data that were handed out */
    bool over; /* the mark came */
    int code;  /* what stood behind it */
};
void protocol_lines_add(struct protocol_lines *lines, const void *data, size_t len);
void protocol_lines_release(struct protocol_lines *lines);
/* The next line without its line feed (and \r before it): true, *line and *len, which last until
 * more is added. mark: NULL, or what ends the output; what stands before it without a line feed
 * is a line, too. at_end: nothing more will come, the rest is a line. */
bool protocol_next_line(struct protocol_lines *lines, const char *mark, bool at_end,
                        const char **line, size_t *len);
/* A record's line? Its kind, and the value (owned) when it can be read; 0: it is none. */
char protocol_record(const char *line, size_t len, struct shapes *shapes, struct value *v);

#endif
