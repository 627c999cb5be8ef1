#include "shell/runtime/transcript.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "shell/base/alloc.h"
#include "shell/base/vt.h"
#include "shell/object/convert.h"
#include "shell/object/hash.h"
#include "shell/object/str.h"
#include "shell/runtime/host_object.h"

#define STARS "**********************\n"

struct transcript {
    struct transcript *next; /* began earlier */
    FILE *file;
    char *path;
    bool invocation_header;
};

/* What stands before the host: its place in session->host. */
struct transcripts {
    struct host_ops ops;
    struct host inner;
    struct transcript *first;
};

static void record(struct transcripts *t, const char *text, size_t len)
{
    AUTO_STRBUF plain = STRBUF_INIT;

    vt_strip(text, len, &plain);
    for (struct transcript *one = t->first; one; one = one->next) {
        fwrite(plain.buf, 1, plain.len, one->file);
        fflush(one->file);
    }
}

static int tee_write(void *host, const char *text, size_t len)
{
    struct transcripts *t = host;

    record(t, text, len);
    return t->inner.ops->write(t->inner.data, text, len);
}

static void tee_write_error(void *host, enum host_color color, const char *text, size_t len)
{
    struct transcripts *t = host;

    record(t, text, len);
    t->inner.ops->write_error(t->inner.data, color, text, len);
}

static char *tee_read_line(void *host, const char *prompt, bool masked)
{
    struct transcripts *t = host;
    char *line = t->inner.ops->read_line(t->inner.data, prompt, masked);

    record(t, prompt, strlen(prompt));
    if (line && !masked)
        record(t, line, strlen(line));
    record(t, "\n", 1);
    return line;
}

static int tee_choose(void *host, const char *caption, const char *message,
                      const char *const *choices, const char *const *help, size_t n, int preset)
{
    struct transcripts *t = host;
    int answer = t->inner.ops->choose(t->inner.data, caption, message, choices, help, n, preset);
    AUTO_FREE char *text = xasprintf("%s\n%s\n", caption ? caption : "", message ? message : "");

    record(t, text, strlen(text));
    return answer;
}

static void tee_progress(void *host, const struct progress *p)
{
    struct transcripts *t = host;

    t->inner.ops->progress(t->inner.data, p);
}

static void tee_size(void *host, int *columns, int *rows)
{
    struct transcripts *t = host;

    t->inner.ops->size(t->inner.data, columns, rows);
}

static void tee_flush(void *host)
{
    struct transcripts *t = host;

    if (t->inner.ops->flush)
        t->inner.ops->flush(t->inner.data);
}

static struct transcripts *open_ones(const struct session *s)
{
    return s->host.ops && s->host.ops->write == tee_write ? s->host.data : NULL;
}

static void interpose(struct session *s)
{
    struct transcripts *t = xcalloc(1, sizeof(*t));

    t->inner = s->host;
    t->ops = (struct host_ops){ .write = tee_write,
                                .write_error = tee_write_error,
                                .read_line = s->host.ops->read_line ? tee_read_line : NULL,
                                .choose = s->host.ops->choose ? tee_choose : NULL,
                                .progress = s->host.ops->progress ? tee_progress : NULL,
                                .size = s->host.ops->size ? tee_size : NULL,
                                .flush = tee_flush };
    s->host.ops = &t->ops;
    s->host.data = t;
}

static void stamp(char *out, size_t size)
{
    time_t now = time(NULL);
    struct tm tm;

    localtime_r(&now, &tm);
    strftime(out, size, "%Y%m%d%H%M%S", &tm);
}

static void command_line(struct strbuf *out)
{
    char text[4096];
    int fd = open("/proc/self/cmdline", O_RDONLY | O_CLOEXEC);
    ssize_t n = fd >= 0 ? read(fd, text, sizeof(text)) : 0;

    if (fd >= 0)
        close(fd);
    for (ssize_t i = 0; i + 1 < n; i++)
        strbuf_addch(out, text[i] ? text[i] : ' ');
}

static void version_lines(struct strbuf *out)
{
    AUTO_VALUE table = version_table_new();
    struct hash_entry *e;

    for (size_t i = 0; (e = hash_next(table.hash, &i));) {
        value_to_strbuf(e->key, out);
        strbuf_adds(out, ": ");
        if (e->value.kind == V_ARRAY)
            value_join(e->value, ", ", out);
        else
            value_to_strbuf(e->value, out);
        strbuf_addch(out, '\n');
    }
}

static void put_header(struct transcript *t, bool minimal)
{
    AUTO_STRBUF text = STRBUF_INIT;
    char when[32], machine[256] = "";
    const char *user = getenv("USER");

    stamp(when, sizeof(when));
    strbuf_addf(&text, STARS "PowerShell transcript start\nStart time: %s\n", when);
    if (!minimal) {
        if (gethostname(machine, sizeof(machine) - 1) < 0)
            machine[0] = '\0';
        AUTO_VALUE table = version_table_new();
        struct value *os = hash_gets(table.hash, "OS");
        AUTO_VALUE os_text = os ? value_to_string(*os) : value_string("");
        strbuf_addf(&text, "Username: %s\\%s\nRunAs User: %s\\%s\nConfiguration Name: \n", machine,
                    user ? user : "", machine, user ? user : "");
        strbuf_addf(&text, "Machine: %s (%s)\nHost Application: ", machine, os_text.str->data);
        command_line(&text);
        strbuf_addf(&text, "\nProcess ID: %d\n", (int)getpid());
        version_lines(&text);
    }
    strbuf_adds(&text, STARS);
    fwrite(text.buf, 1, text.len, t->file);
    fflush(t->file);
}

int transcript_start(struct session *s, const char *path, const struct transcript_options *o,
                     struct err **err)
{
    int flags = O_WRONLY | O_CREAT | O_CLOEXEC | (o->append ? O_APPEND : O_TRUNC);
    int fd = open(path, flags, 0600);

    if (fd < 0)
        return err_set_errno(err, errno, "%s", path);
    struct transcript *t = xcalloc(1, sizeof(*t));
    t->file = fdopen(fd, o->append ? "a" : "w");
    if (!t->file) {
        close(fd);
        free(t);
        return err_set_errno(err, errno, "%s", path);
    }
    t->path = xstrdup(path);
    t->invocation_header = o->invocation_header;
    put_header(t, o->minimal_header);
    if (!open_ones(s))
        interpose(s);
    struct transcripts *all = open_ones(s);
    t->next = all->first;
    all->first = t;
    return 0;
}

char *transcript_stop(struct session *s)
{
    struct transcripts *all = open_ones(s);
    char when[32];

    if (!all)
        return NULL;
    struct transcript *t = all->first;
    all->first = t->next;
    stamp(when, sizeof(when));
    fprintf(t->file, STARS "PowerShell transcript end\nEnd time: %s\n" STARS, when);
    fclose(t->file);
    char *path = STEAL(t->path);
    free(t);
    if (!all->first) {
        s->host = all->inner;
        free(all);
    }
    return path;
}

void transcript_stop_all(struct session *s)
{
    char *path;

    while ((path = transcript_stop(s)))
        free(path);
}

void transcript_command(struct session *s, const char *prompt, const char *command)
{
    struct transcripts *all = open_ones(s);

    if (!all)
        return;
    AUTO_STRBUF text = STRBUF_INIT;
    char when[32];
    stamp(when, sizeof(when));
    for (struct transcript *t = all->first; t; t = t->next) {
        if (t->invocation_header)
            fprintf(t->file, STARS "Command start time: %s\n" STARS, when);
    }
    strbuf_addf(&text, "%s%s\n", prompt, command);
    record(all, text.buf, text.len);
}

bool transcript_is_open(const struct session *s)
{
    return open_ones(s) != NULL;
}

void transcript_result(struct session *s, const char *text, size_t len)
{
    struct transcripts *all = open_ones(s);

    if (all)
        record(all, text, len);
}
