/* Errors of the layers below the shell: int f(..., struct err **err) returns 0,
 * or -1 with *err set. err may never be NULL, and *err is NULL before the call.
 * kind is the Hyper-V meaning, from which the shell derives category and
 * FullyQualifiedErrorId; domain and code keep the origin. */
#ifndef HVSH_BASE_ERR_H
#define HVSH_BASE_ERR_H

#include <stdarg.h>

#include "shell/base/cleanup.h"

enum err_domain {
    ERR_DOMAIN_HVSH,
    ERR_DOMAIN_ERRNO,
    ERR_DOMAIN_LIBVIRT,
    ERR_DOMAIN_XML,
    ERR_DOMAIN_DISK,
    ERR_DOMAIN_AGENT,
    ERR_DOMAIN_TOOL
};

/* The names are those of Hyper-V's error identifiers where it has one. */
enum err_kind {
    ERR_INVALID_PARAMETER, /* InvalidArgument */
    ERR_OBJECT_NOT_FOUND,  /* no such VM, switch, file … */
    ERR_OBJECT_EXISTS,     /* ResourceExists */
    ERR_INVALID_STATE,     /* not in the VM's current state */
    ERR_NOT_SUPPORTED,     /* cannot work on this host or generation */
    ERR_ACCESS_DENIED,
    ERR_TIMEOUT,          /* OperationTimeout */
    ERR_CANCELLED,        /* Ctrl-C */
    ERR_OUT_OF_MEMORY,    /* host resources */
    ERR_CONNECTION,       /* virtualization service unreachable */
    ERR_OPERATION_FAILED, /* everything else */
};

/* What a layer above hangs on an error; counted, as copies of the error share it. */
struct err_extra {
    unsigned refs;
    void (*destroy)(struct err_extra *);
};

struct err {
    enum err_domain domain;
    enum err_kind kind;
    int code;                /* errno, virErrorNumber, exit status …; 0 when none */
    const char *exception;   /* .NET exception type the shell shall show (static), or NULL */
    const char *id;          /* FullyQualifiedErrorId the shell shall show (static), or NULL */
    char *message;           /* a sentence for the user, without trailing newline */
    char *advice;            /* recommended action, or NULL */
    struct err *cause;       /* owned, or NULL */
    struct err_extra *extra; /* one of its owners, or NULL */
};

#define AUTO_ERR CLEANUP(err_cleanup) struct err

/* Each sets *err, which must be NULL, and returns -1. */
int err_set(struct err **err, enum err_kind kind, const char *fmt, ...) PRINTF_LIKE(3, 4);
int err_set_code(struct err **err, enum err_domain domain, enum err_kind kind, int code,
                 const char *fmt, ...) PRINTF_LIKE(5, 6);
/* errnum decides the kind; ": " and strerror follow the message. */
int err_set_errno(struct err **err, int errnum, const char *fmt, ...) PRINTF_LIKE(3, 4);
/* Puts a message in front: the old error becomes the cause, kind stays. */
int err_wrap(struct err **err, const char *fmt, ...) PRINTF_LIKE(2, 3);
/* Adds a recommended action to a set error. Returns -1. */
int err_advise(struct err **err, const char *fmt, ...) PRINTF_LIKE(2, 3);
/* Names the .NET exception type and error id of a set error (static strings,
 * either may be NULL). Returns -1. */
int err_type(struct err **err, const char *exception, const char *id);
/* With its causes; owned. */
struct err *err_copy(const struct err *err);
/* Moves *from to *to (which is NULL). Returns -1. */
int err_move(struct err **to, struct err **from);
void err_free(struct err *err);
/* Frees and clears. */
void err_clear(struct err **err);

static inline void err_cleanup(struct err **err)
{
    err_free(*err);
}

#endif
