#include "disk/image.h"

#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/strbuf.h"
#include "shell/base/text.h"

int disk_corrupt(struct err **err, const char *fmt, ...)
{
    AUTO_STRBUF what = STRBUF_INIT;
    va_list ap;
    va_start(ap, fmt);
    strbuf_vaddf(&what, fmt, ap);
    va_end(ap);
    return err_set_code(err, ERR_DOMAIN_DISK, ERR_OPERATION_FAILED, 0,
                        "The virtual hard disk is corrupted: %s.", what.buf);
}

const char *disk_format_name(enum disk_format format)
{
    switch (format) {
    case DISK_FORMAT_RAW:
        return "RAW";
    case DISK_FORMAT_VHD:
        return "VHD";
    case DISK_FORMAT_VHDX:
        return "VHDX";
    case DISK_FORMAT_QCOW2:
        return "QCOW2";
    case DISK_FORMAT_UNKNOWN:
        break;
    }
    return "Unknown";
}

const char *disk_type_name(enum disk_type type)
{
    switch (type) {
    case DISK_TYPE_FIXED:
        return "Fixed";
    case DISK_TYPE_DYNAMIC:
        return "Dynamic";
    case DISK_TYPE_DIFFERENCING:
        return "Differencing";
    case DISK_TYPE_UNKNOWN:
        break;
    }
    return "Unknown";
}

const char *disk_format_qemu(enum disk_format format)
{
    switch (format) {
    case DISK_FORMAT_RAW:
        return "raw";
    case DISK_FORMAT_VHD:
        return "vpc";
    case DISK_FORMAT_VHDX:
        return "vhdx";
    case DISK_FORMAT_QCOW2:
        return "qcow2";
    case DISK_FORMAT_UNKNOWN:
        break;
    }
    return NULL;
}

int disk_format_of_name(const char *path, enum disk_format *format, struct err **err)
{
    static const struct {
        const char *extension;
        enum disk_format format;
    } known[] = {
        { ".vhdx", DISK_FORMAT_VHDX },   { ".vhd", DISK_FORMAT_VHD },
        { ".qcow2", DISK_FORMAT_QCOW2 }, { ".qcow", DISK_FORMAT_QCOW2 },
        { ".avhdx", DISK_FORMAT_QCOW2 }, { ".avhd", DISK_FORMAT_QCOW2 },
        { ".raw", DISK_FORMAT_RAW },     { ".img", DISK_FORMAT_RAW },
    };
    const char *base = strrchr(path, '/');
    base = base ? base + 1 : path;
    const char *dot = strrchr(base, '.');
    for (size_t i = 0; dot && i < ARRAY_SIZE(known); i++) {
        if (text_caseeq(dot, known[i].extension)) {
            *format = known[i].format;
            return 0;
        }
    }
    err_set(err, ERR_INVALID_PARAMETER, "'%s' does not end in a known virtual disk extension.",
            path);
    return err_advise(err, "Use .vhdx, .vhd, .qcow2, .img or .raw.");
}

char *disk_absolute(const char *path)
{
    if (*path == '/')
        return xstrdup(path);
    AUTO_FREE char *cwd = get_current_dir_name();
    return xasprintf("%s/%s", cwd ? cwd : "", path);
}
