#include "cmdlets/vm/direct/copy.h"

#include <string.h>

#include "shell/base/alloc.h"
#include "vm/guest/vm_guest.h"

static enum status closed(struct invocation *inv, struct direct *d)
{
    AUTO_STRBUF text = STRBUF_INIT;
    AUTO_VALUE target = direct_object(d);
    strbuf_addf(&text,
                "The runspace cannot be used to copy items to or from '%s': the session is "
                "not open.",
                d->vm_name);
    return cmdlet_throw(inv,
                        &(struct error_spec){ .message = text.buf,
                                              .id = "SessionIsNotOpened",
                                              .category = EC_INVALID_OPERATION,
                                              .exception = "System.Management.Automation.Runspaces."
                                                           "InvalidRunspaceStateException",
                                              .target = target });
}

static struct vm_guest_user user_of(const struct direct *d)
{
    return (struct vm_guest_user){ .session = true,
                                   .name = xstrdup(d->user),
                                   .password = xstrdup(d->password) };
}

/* A copy to a session makes folders only for a tree. */
static void advise(struct err *err)
{
    if (!err->advice || !strstr(err->advice, "-CreateFullPath"))
        return;
    free(err->advice);
    err->advice = xstrdup("Make the folder with Invoke-Command -Session and mkdir first");
}

/* What failed of the copied files, then what broke the whole. */
static enum status report(struct invocation *inv, struct vm_guest_copied *copied, size_t n,
                          const char *path, struct err **err)
{
    enum status st = ST_OK;
    for (size_t i = 0; i < n && st == ST_OK; i++) {
        AUTO_VALUE target = value_string(copied[i].source);
        if (copied[i].err) {
            advise(copied[i].err);
            st = cmdlet_err(inv, &copied[i].err, target);
        }
    }
    AUTO_VALUE target = value_string(path);
    if (*err && st == ST_OK)
        st = cmdlet_err(inv, err, target);
    err_clear(err);
    return st == ST_OK && interrupted(inv->session) ? ST_INTERRUPT : st;
}

enum status direct_copy_to(struct invocation *inv, struct direct *d, const struct direct_copy *c)
{
    if (d->state != DIRECT_OPENED)
        return closed(inv, d);
    struct err *err = NULL;
    struct vm_guest_put *put = xcalloc(1, sizeof(*put));
    memcpy(put->uuid, d->uuid, sizeof(put->uuid));
    put->user = user_of(d);
    put->sources = xcalloc(c->n + 1, sizeof(*put->sources));
    for (; put->source_count < c->n; put->source_count++)
        put->sources[put->source_count] = xstrdup(c->paths[put->source_count]);
    put->destination = xstrdup(c->destination);
    put->recurse = c->recurse;
    put->overwrite = true;
    put->create_path = c->recurse;
    (void)vm_guest_put(d->host->host, &put, &err);
    enum status st =
        report(inv, put ? put->copied : NULL, put ? put->copied_count : 0, c->destination, &err);
    vm_guest_put_free(put);
    return st;
}

static enum status copy_one_from(struct invocation *inv, const struct direct *d, const char *path,
                                 const struct direct_copy *c)
{
    struct err *err = NULL;
    struct vm_guest_get *get = xcalloc(1, sizeof(*get));
    memcpy(get->uuid, d->uuid, sizeof(get->uuid));
    get->user = user_of(d);
    get->source = xstrdup(path);
    get->destination = xstrdup(c->destination);
    get->recurse = c->recurse;
    get->literal = c->literal;
    get->overwrite = true;
    get->create_path = c->recurse;
    (void)vm_guest_get(d->host->host, &get, &err);
    enum status st = report(inv, get ? get->copied : NULL, get ? get->copied_count : 0, path, &err);
    vm_guest_get_free(get);
    return st;
}

enum status direct_copy_from(struct invocation *inv, struct direct *d, const struct direct_copy *c)
{
    if (d->state != DIRECT_OPENED)
        return closed(inv, d);
    enum status st = ST_OK;
    for (size_t i = 0; i < c->n && st == ST_OK; i++)
        st = copy_one_from(inv, d, c->paths[i], c);
    return st;
}
