#include "disk/qemu_img.h"

#include <stdio.h>
#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/spawn.h"

struct progress {
    const struct disk_control *ctl;
    char line[32];
    size_t len;
};

/* qemu-img -p writes "    (12.34/100%)\r". */
static void on_progress(void *ctx, const char *data, size_t len)
{
    struct progress *p = ctx;
    for (size_t i = 0; i < len; i++) {
        if (data[i] == '(') {
            p->len = 0;
        } else if (data[i] == '/' && p->len) {
            p->line[p->len] = '\0';
            char *end;
            double percent = strtod(p->line, &end);
            if (!*end && percent >= 0 && percent <= 100)
                p->ctl->progress(p->ctl->ctx, percent);
            p->len = 0;
        } else if (p->len < sizeof(p->line) - 1) {
            p->line[p->len++] = data[i];
        }
    }
}

int qemu_img_run(const char *const *args, const struct disk_control *ctl, int timeout_ms,
                 struct strbuf *out, int *status, const int *ok_status, struct err **err)
{
    const char *argv[32] = { "qemu-img" };
    size_t n = 1;
    bool shows_progress = false;
    for (; args[n - 1] && n < ARRAY_SIZE(argv) - 1; n++) {
        argv[n] = args[n - 1];
        shows_progress |= strcmp(argv[n], "-p") == 0;
    }
    struct progress p = { .ctl = ctl };
    struct spawn sp = {
        .argv = argv,
        .timeout_ms = timeout_ms,
        .interrupt_fd = ctl ? ctl->interrupt_fd : -1,
        .ok_status = ok_status,
    };
    if (shows_progress && ctl && ctl->progress) {
        sp.on_output = on_progress;
        sp.ctx = &p;
    }
    return spawn_run(&sp, out, status, err);
}

static void add_escaped(struct strbuf *sb, const char *path)
{
    for (; *path; path++) {
        if (*path == ',')
            strbuf_addch(sb, ',');
        strbuf_addch(sb, *path);
    }
}

char *qemu_img_options(const char *path, enum disk_format format, uint64_t limit)
{
    AUTO_STRBUF sb = STRBUF_INIT;
    const char *in = "";
    if (limit) {
        strbuf_addf(&sb, "driver=raw,offset=0,size=%llu,", (unsigned long long)limit);
        in = "file.";
    }
    strbuf_addf(&sb, "%sdriver=%s,", in, disk_format_qemu(format));
    /* The size of a VHD is its size field, not the product of its geometry. */
    if (format == DISK_FORMAT_VHD)
        strbuf_addf(&sb, "%sforce_size_calc=current_size,", in);
    strbuf_addf(&sb, "%sfile.driver=file,%sfile.filename=", in, in);
    add_escaped(&sb, path);
    return strbuf_detach(&sb, NULL);
}
