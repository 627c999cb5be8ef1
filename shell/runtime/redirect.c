#include "shell/runtime/redirect.h"

#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/str.h"
#include "shell/runtime/ps_drive.h"
#include "shell/runtime/session.h"
#include "shell/runtime/stage.h"

/* One open file: a pipeline of its own that ends in Out-File. For variable:name instead
 * what comes is kept and becomes the variable's value. */
struct redirected_file {
    struct pipeline *pipeline; /* NULL: a variable */
    struct command_call call;
    struct call_arg args[3];
    struct array_sink values;
    struct value variable; /* its name */
    bool append;
};

struct redirection {
    struct session *session;
    struct sink nowhere;
    struct sink end; /* Out-File writes nothing */
    size_t n;
    struct redirected_file files[];
};

static enum status open_file(struct redirection *r, const struct redirect *d, struct sink **out)
{
    if (value_is_null(d->file)) {
        *out = &r->nowhere;
        return ST_OK;
    }
    struct redirected_file *f = &r->files[r->n];
    const char *name;
    AUTO_VALUE target = value_to_string(d->file);
    if (path_drive(r->session, target.str->data, &name) == DRIVE_VARIABLE) {
        f->variable = value_string(name);
        f->append = d->kind == REDIRECT_APPEND;
        array_sink_init(&f->values, array_new(1));
        r->n++;
        *out = &f->values.sink;
        return ST_OK;
    }
    f->args[0] = (struct call_arg){ .kind = CALL_ARG_NAME_VALUE,
                                    .name = "FilePath",
                                    .value = value_to_string(d->file) };
    if (d->kind == REDIRECT_APPEND)
        f->args[1] = (struct call_arg){ .kind = CALL_ARG_NAME_VALUE,
                                        .name = "Append",
                                        .value = value_bool(true) };
    f->call = (struct command_call){ .command = value_string("Out-File"),
                                     .args = f->args,
                                     .nargs = d->kind == REDIRECT_APPEND ? 2 : 1,
                                     .position = r->session->position };
    enum status st;
    f->pipeline = pipeline_start(r->session, &f->call, 1, true, &r->end, &st);
    if (!f->pipeline)
        return st;
    r->n++;
    *out = pipeline_input_sink(f->pipeline);
    return st == ST_STOP ? ST_OK : st;
}

bool redirection_is_to_file(struct session *s, const struct redirect *d)
{
    const char *rest;
    if (d->kind == REDIRECT_MERGE || value_is_null(d->file))
        return true;
    AUTO_VALUE target = value_to_string(d->file);
    return path_drive(s, target.str->data, &rest) == DRIVE_FILE;
}

enum status redirection_open(struct session *s, const struct redirect *redirects, size_t n,
                             struct sink **out, struct sink *streams[7],
                             struct redirection **result)
{
    struct redirection *r = xcalloc(1, sizeof(*r) + n * sizeof(struct redirected_file));
    *result = r;
    r->session = s;
    null_sink_init(&r->nowhere);
    null_sink_init(&r->end);
    /* Files first: a merge into the output follows the output. A stream's own file comes after
     * that of all streams, however they are written. */
    for (size_t i = 0; i < 2 * n; i++) {
        const struct redirect *d = &redirects[i % n];
        bool of_all = i < n;
        if (d->kind == REDIRECT_MERGE || (d->from == 0) != of_all)
            continue;
        struct sink *target = NULL;
        enum status st = open_file(r, d, &target);
        if (st != ST_OK)
            return st;
        if (d->from <= 1)
            *out = target;
        for (int k = 2; k <= 6; k++) {
            if (d->from == 0 || d->from == k)
                streams[k] = target;
        }
    }
    for (size_t i = 0; i < n; i++) {
        const struct redirect *d = &redirects[i];
        for (int k = 2; d->kind == REDIRECT_MERGE && k <= 6; k++) {
            if (d->from == 0 || d->from == k)
                streams[k] = *out;
        }
    }
    return ST_OK;
}

/* What was there before stays in front when it is appended to. */
static void close_variable(struct session *s, struct redirected_file *f)
{
    struct array *values = f->values.array;
    struct str *name = f->variable.str;
    AUTO_VALUE before = value_null();
    if (f->append && session_lookup_variable(s, name->data, name->len, &before) &&
        !value_is_null(before)) {
        struct array *all = array_new(values->len + 1);
        if (before.kind == V_ARRAY)
            for (size_t i = 0; i < before.array->len; i++)
                array_push(all, before.array->items[i]);
        else
            array_push(all, before);
        for (size_t i = 0; i < values->len; i++)
            array_push(all, values->items[i]);
        value_unref(value_of_array(values));
        values = all;
    }
    session_assign_variable_take(s, name->data, name->len, array_as_value_take(values));
    value_unref(f->variable);
}

enum status redirection_close(struct redirection *r, enum status st)
{
    if (!r)
        return st;
    for (size_t i = 0; i < r->n; i++) {
        bool ok = r->session->ok;
        if (!r->files[i].pipeline) {
            close_variable(r->session, &r->files[i]);
            continue;
        }
        /* what came before a failure is kept */
        enum status end = pipeline_finish(r->files[i].pipeline, st == ST_INTERRUPT ? st : ST_OK);
        r->session->ok = ok && r->session->ok;
        if (st == ST_OK)
            st = end;
    }
    free(r);
    return st;
}
