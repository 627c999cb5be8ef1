#include "shell/base/err.h"

#include <assert.h>
#include <errno.h>
#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/strbuf.h"

static int set(struct err **err, enum err_domain domain, enum err_kind kind, int code,
               const char *fmt, va_list ap)
{
    assert(err && !*err);
    struct strbuf message = STRBUF_INIT;
    strbuf_vaddf(&message, fmt, ap);
    *err = xcalloc(1, sizeof(**err));
    (*err)->domain = domain;
    (*err)->kind = kind;
    (*err)->code = code;
    (*err)->message = strbuf_detach(&message, NULL);
    return -1;
}

int err_set(struct err **err, enum err_kind kind, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    set(err, ERR_DOMAIN_HVSH, kind, 0, fmt, ap);
    va_end(ap);
    return -1;
}

int err_set_code(struct err **err, enum err_domain domain, enum err_kind kind, int code,
                 const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    set(err, domain, kind, code, fmt, ap);
    va_end(ap);
    return -1;
}

static enum err_kind kind_of_errno(int errnum)
{
    switch (errnum) {
    case ENOENT:
    case ENOTDIR:
        return ERR_OBJECT_NOT_FOUND;
    case EEXIST:
        return ERR_OBJECT_EXISTS;
    case EACCES:
    case EPERM:
    case EROFS:
        return ERR_ACCESS_DENIED;
    case EINVAL:
    case ENAMETOOLONG:
        return ERR_INVALID_PARAMETER;
    case ENOMEM:
        return ERR_OUT_OF_MEMORY;
    case ETIMEDOUT:
        return ERR_TIMEOUT;
    case EINTR:
    case ECANCELED:
        return ERR_CANCELLED;
    case ENOTSUP:
    case ENOSYS:
        return ERR_NOT_SUPPORTED;
    default:
        return ERR_OPERATION_FAILED;
    }
}

int err_set_errno(struct err **err, int errnum, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    set(err, ERR_DOMAIN_ERRNO, kind_of_errno(errnum), errnum, fmt, ap);
    va_end(ap);
    char text[128];
    char *full = xasprintf("%s: %s", (*err)->message, strerror_r(errnum, text, sizeof(text)));
    free((*err)->message);
    (*err)->message = full;
    return -1;
}

int err_wrap(struct err **err, const char *fmt, ...)
{
    assert(err && *err);
    struct err *cause = *err;
    struct strbuf message = STRBUF_INIT;
    va_list ap;
    va_start(ap, fmt);
    strbuf_vaddf(&message, fmt, ap);
    va_end(ap);
    strbuf_addf(&message, ": %s", cause->message);
    *err = xcalloc(1, sizeof(**err));
    (*err)->domain = cause->domain;
    (*err)->kind = cause->kind;
    (*err)->code = cause->code;
    (*err)->exception = cause->exception;
    (*err)->id = cause->id;
    (*err)->message = strbuf_detach(&message, NULL);
    (*err)->advice = STEAL(cause->advice);
    (*err)->cause = cause;
    return -1;
}

int err_advise(struct err **err, const char *fmt, ...)
{
    assert(err && *err);
    struct strbuf advice = STRBUF_INIT;
    va_list ap;
    va_start(ap, fmt);
    strbuf_vaddf(&advice, fmt, ap);
    va_end(ap);
    free((*err)->advice);
    (*err)->advice = strbuf_detach(&advice, NULL);
    return -1;
}

int err_type(struct err **err, const char *exception, const char *id)
{
    assert(err && *err);
    (*err)->exception = exception;
    (*err)->id = id;
    return -1;
}

int err_move(struct err **to, struct err **from)
{
    assert(to && !*to && *from);
    *to = STEAL(*from);
    return -1;
}

struct err *err_copy(const struct err *err)
{
    struct err *copy = xcalloc(1, sizeof(*copy));
    *copy = *err;
    copy->message = xstrdup(err->message);
    copy->advice = xstrdup(err->advice);
    copy->cause = err->cause ? err_copy(err->cause) : NULL;
    if (copy->extra)
        copy->extra->refs++;
    return copy;
}

void err_free(struct err *err)
{
    while (err) {
        struct err *cause = err->cause;
        if (err->extra && --err->extra->refs == 0)
            err->extra->destroy(err->extra);
        free(err->message);
        free(err->advice);
        free(err);
        err = cause;
    }
}

void err_clear(struct err **err)
{
    err_free(*err);
    *err = NULL;
}
