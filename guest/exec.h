/* Bodies of the program service (IC message type WIRE_EXEC, version 1.0; ours): programs in the
 * guest, with streams and, if wanted, a terminal.
 *
 * Every body begins {operation:4, id:4} and ends with the session's nonce:4, so that one which
 * was cut off and completed by other bytes is dropped. `id` numbers the programs of a session
 * (0: the session itself). Strings are {length:2, bytes}, without NUL.
 *   LOGIN   user, password          the session is this user's from now on; answered
 *   INFO    -                       answered by the strings of enum exec_info
 *   OPEN    flags:4 rows:2 columns:2 argc:2 envc:2 cwd argv... env...     answered
 *   DATA    stream:4 bytes...       0 to the guest, 1 and 2 to the host; none: the end
 *   CREDIT  stream:4 length:4       so much of the stream was taken in; more may come
 *   RESIZE  rows:2 columns:2
 *   SIGNAL  number:4                to the program's process group
 *   CLOSE   -                       the program is to end; nothing more of it is told
 *   EXIT    code:4 signal:4         the program is over (signal 0) or was killed; from the guest
 *   PING    -                       answered
 * Answers are the request's IC header with a status, and {operation:4, id:4} plus what the
 * operation says. A sender never has more than EXEC_WINDOW bytes of a stream under way that
 * were not credited. */
#ifndef HVSH_GUEST_EXEC_H
#define HVSH_GUEST_EXEC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "guest/wire.h"
#include "shell/base/strbuf.h"

enum {
    EXEC_DATA_MAX = 16384,     /* bytes of one DATA: nobody else waits long for the port */
    EXEC_WINDOW = 256 << 10,   /* bytes of a stream under way */
    EXEC_STRINGS_MAX = 60000,  /* all strings of a message */
    EXEC_ARGS_MAX = 1024,      /* argv and env together */
    EXEC_TERMINAL_MAX = 10000, /* rows and columns */
};

enum exec_operation {
    EXEC_LOGIN = 0,
    EXEC_INFO = 1,
    EXEC_OPEN = 2,
    EXEC_DATA = 3,
    EXEC_CREDIT = 4,
    EXEC_RESIZE = 5,
    EXEC_SIGNAL = 6,
    EXEC_CLOSE = 7,
    EXEC_EXIT = 8,
    EXEC_PING = 9,
};

enum exec_flags { EXEC_TERMINAL = 1, EXEC_FLAGS = 1 };

/* The strings of INFO's answer; empty: there is none. */
enum exec_info {
    EXEC_INFO_USER,  /* whom programs run as */
    EXEC_INFO_HOME,  /* his folder */
    EXEC_INFO_SHELL, /* his shell */
    EXEC_INFO_PWSH,  /* paths of PowerShells */
    EXEC_INFO_HVSH,
    EXEC_INFO_COUNT,
};

/* One decoded body. */
struct exec_body {
    uint32_t operation, id;
    uint32_t flags;       /* OPEN */
    uint32_t stream;      /* DATA, CREDIT */
    uint32_t length;      /* CREDIT */
    uint16_t rows, cols;  /* OPEN, RESIZE */
    int32_t code, signal; /* EXIT, SIGNAL */
    const uint8_t *data;  /* DATA: into the message */
    size_t data_len;
    /* LOGIN: user, password; OPEN: cwd, argv, env. Each NUL-terminated, in `text`. */
    char *text; /* owned: exec_body_release */
    size_t text_len;
    const char **strings;
    size_t nstrings, argc, envc;
};

/* An answer. */
struct exec_answer {
    uint32_t operation, id;
    const uint8_t *more; /* into the message */
    size_t more_len;
};

/* Appends a request with what its operation needs of body; false when the strings do not fit. */
bool exec_put(struct strbuf *out, const struct wire_header *h, const struct exec_body *body,
              uint32_t nonce);
/* Decodes, and checks sizes, counts and the nonce; false when anything is off. */
bool exec_read(const struct wire_message *m, uint32_t nonce, struct exec_body *body);
void exec_body_release(struct exec_body *body);
/* Answers m, whose operation and id stand in body. more: strings as they travel, or NULL. */
void exec_answer(struct strbuf *out, const struct wire_message *m, uint32_t status,
                 const struct exec_body *body, const void *more, size_t more_len);
bool exec_read_answer(const struct wire_message *m, struct exec_answer *answer);
/* A string as it travels, and back: false when it does not fit, or is not whole. *s is the
 * caller's copy. */
bool exec_put_string(struct strbuf *out, const char *s);
bool exec_get_string(const uint8_t **p, size_t *len, char **s);

#define AUTO_EXEC_BODY CLEANUP(exec_body_release) struct exec_body

#endif
