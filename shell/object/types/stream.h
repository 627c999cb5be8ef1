/* Streams over files and memory, for readers and writers. */
#ifndef HVSH_OBJECT_TYPES_STREAM_H
#define HVSH_OBJECT_TYPES_STREAM_H

#include "shell/object/type_info.h"

extern const struct type_info type_stream, type_memory_stream, type_file_stream;

enum {
    FILE_CREATE_NEW = 1,
    FILE_CREATE,
    FILE_OPEN,
    FILE_OPEN_OR_CREATE,
    FILE_TRUNCATE,
    FILE_APPEND
};
enum { ACCESS_READ = 1, ACCESS_WRITE, ACCESS_BOTH };

/* A FileStream by .NET's FileMode and FileAccess numbers. *out is owned. */
int stream_open(const char *path, int mode, int access, struct value *out, struct err **err);
/* The same over a copy of an open descriptor. */
int stream_of_descriptor(int fd, int access, struct value *out, struct err **err);
/* A MemoryStream with a copy of these bytes, standing at the first. Owned. */
struct value memory_stream_new(const char *bytes, size_t len);
bool value_is_stream(struct value v);
/* The descriptor of a file's stream, borrowed; -1: it has none. */
int stream_descriptor(struct value stream);
/* Up to len bytes from where it stands; the number, 0 at the end, -1 with *err. */
int stream_read(struct value stream, char *buf, size_t len, size_t *got, struct err **err);
int stream_write(struct value stream, const char *buf, size_t len, struct err **err);
/* What becomes of all that was written, when a stream over another one is closed: appended to out
 * and written there. */
typedef int (*stream_finish)(struct value context, const char *data, size_t len, struct strbuf *out,
                             struct err **err);
/* A stream of this type (whose base is Stream) over base: written to when finish is set, else
 * read from what stream_fill_take() gives it. Owned. */
struct value stream_over(const struct type_info *type, struct value base, bool leave_open,
                         stream_finish finish, struct value context);
void stream_fill_take(struct value stream, struct strbuf *data);
/* Runs finish now; once. */
int stream_finish_now(struct value stream, struct err **err);
int stream_close(struct value stream, struct err **err);
/* Readers and writers of text over a path (owned results). */
int stream_reader_open(struct value path_or_stream, struct value encoding, struct value *out,
                       struct err **err);
int stream_writer_open(struct value path_or_stream, bool append, struct value encoding,
                       struct value *out, struct err **err);

#endif
