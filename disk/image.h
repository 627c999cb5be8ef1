/* What all of disk/ shares: formats, types, and the control a caller keeps
 * over long work. */
#ifndef HVSH_DISK_IMAGE_H
#define HVSH_DISK_IMAGE_H

#include <stdbool.h>
#include <stdint.h>

#include "shell/base/err.h"

#define DISK_KIB 1024ull
#define DISK_MIB (1024ull * DISK_KIB)
#define DISK_GIB (1024ull * DISK_MIB)
#define DISK_TIB (1024ull * DISK_GIB)

enum disk_format {
    DISK_FORMAT_UNKNOWN, /* a format of QEMU's that Hyper-V does not know (vmdk, vdi …) */
    DISK_FORMAT_RAW,
    DISK_FORMAT_VHD,
    DISK_FORMAT_VHDX,
    DISK_FORMAT_QCOW2,
};

/* The numbers are those of Hyper-V's VhdType and of the VHD footer. */
enum disk_type {
    DISK_TYPE_UNKNOWN = 0,
    DISK_TYPE_FIXED = 2,
    DISK_TYPE_DYNAMIC = 3,
    DISK_TYPE_DIFFERENCING = 4,
};

/* May be NULL wherever it is taken. */
struct disk_control {
    int interrupt_fd; /* readable -> stop, ERR_CANCELLED, nothing left behind; <= 0: none */
    /* 0 to 100, on the calling thread; or NULL. */
    void (*progress)(void *ctx, double percent);
    void *ctx;
};

/* "The virtual hard disk is corrupted: …." with what is wrong. Returns -1. */
int disk_corrupt(struct err **err, const char *fmt, ...) PRINTF_LIKE(2, 3);

/* "VHD", "VHDX", "QCOW2", "RAW", "Unknown". */
const char *disk_format_name(enum disk_format format);
/* "Fixed", "Dynamic", "Differencing", "Unknown". */
const char *disk_type_name(enum disk_type type);
/* QEMU's name: "vpc", "vhdx", "qcow2", "raw"; NULL for unknown. */
const char *disk_format_qemu(enum disk_format format);
/* The format that a file to be made should have, by its extension: .vhd .vhdx .qcow2 .qcow
 * .avhdx .avhd (overlays, qcow2 inside) .raw .img. For existing files ask disk_probe().
 * Fails with ERR_INVALID_PARAMETER on any other extension. */
int disk_format_of_name(const char *path, enum disk_format *format, struct err **err);

/* Absolute form of path; the file need not exist. The caller frees. */
char *disk_absolute(const char *path);

#endif
