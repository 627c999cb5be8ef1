#include "disk/findings.h"

#include "shell/base/alloc.h"
#include "shell/base/strbuf.h"

void disk_findings_release(struct disk_findings *f)
{
    for (size_t i = 0; i < f->faults.len; i++)
        err_free(f->faults.items[i]);
    for (size_t i = 0; i < f->notes.len; i++)
        free(f->notes.items[i]);
    vec_release(&f->faults);
    vec_release(&f->notes);
}

void finding_take(struct disk_findings *f, struct err **err)
{
    if (f->faults.len < FINDINGS_MAX) {
        *vec_push(&f->faults) = STEAL(*err);
    } else {
        f->more_faults++;
        err_clear(err);
    }
}

int finding_fault(struct disk_findings *f, struct err **err, const char *fmt, ...)
{
    AUTO_STRBUF what = STRBUF_INIT;
    va_list ap;
    va_start(ap, fmt);
    strbuf_vaddf(&what, fmt, ap);
    va_end(ap);
    if (!f)
        return disk_corrupt(err, "%s", what.buf);
    struct err *found = NULL;
    disk_corrupt(&found, "%s", what.buf);
    finding_take(f, &found);
    return 0;
}

void finding_note(struct disk_findings *f, const char *fmt, ...)
{
    if (!f || f->notes.len == FINDINGS_MAX)
        return;
    AUTO_STRBUF what = STRBUF_INIT;
    va_list ap;
    va_start(ap, fmt);
    strbuf_addf(&what, "The virtual hard disk '%s': ", f->path);
    strbuf_vaddf(&what, fmt, ap);
    va_end(ap);
    strbuf_addch(&what, '.');
    *vec_push(&f->notes) = strbuf_detach(&what, NULL);
}
