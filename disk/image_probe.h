/* What a virtual disk file is: by its signature, never by its name. VHD and VHDX
 * are opened by the engine; qcow2 and the
 * formats only QEMU knows are asked of qemu-img. Files are hostile: every
 * field may lie, every read is bounded.
 *
 * A guest owns the bytes of a raw disk and may write any signature into it: a disk
 * already attached keeps the format its configuration names. */
#ifndef HVSH_DISK_IMAGE_PROBE_H
#define HVSH_DISK_IMAGE_PROBE_H

#include "disk/vdisk.h"

/* The fields of Get-VHD. Strings are owned; release with disk_info_release(). */
struct disk_info {
    char *path; /* absolute */
    enum disk_format format;
    char *format_name; /* "VHDX", …; for DISK_FORMAT_UNKNOWN QEMU's own name, "vmdk" */
    enum disk_type type;
    uint64_t file_size;       /* length of the file, bytes */
    uint64_t allocated;       /* bytes it takes on the host's disk */
    uint64_t size;            /* of the virtual disk, bytes */
    int64_t min_size;         /* bytes up to the end of the last partition; -1 unknown/none */
    uint32_t logical_sector;  /* 512 or 4096 */
    uint32_t physical_sector; /* 512 or 4096 */
    uint32_t block_size;      /* bytes; 0 where there is none (fixed VHD, raw) */
    char *parent_path;        /* differencing: resolved when found, else as recorded; or NULL */
    enum disk_format parent_format; /* as recorded; UNKNOWN when not */
    char disk_id[37];               /* upper case, no braces; "" for raw and qcow2 */
    int fragmentation;              /* percent; -1 blank */
    int alignment;                  /* 1: data is 4 KiB aligned, else 0 */
    bool attached;  /* a process holds it open for a VM or as a server (best effort) */
    bool log_dirty; /* VHDX not closed cleanly; everything is as it will be after replay */
};

/* Fills *info, which needs no initialisation; on failure there is nothing to release.
 * ERR_OBJECT_NOT_FOUND when there is no file; ERR_OPERATION_FAILED when it is corrupt. */
int disk_probe(const char *path, struct disk_info *info, struct err **err) MUST_CHECK;
void disk_info_release(struct disk_info *info);

/* Does a file hold what its name promises? A raw file named .vhdx, .vhd or .qcow2 is corrupted;
 * a file named .raw that begins like another format was written by a guest, whose
 * bytes decide nothing. Other names promise nothing. ERR_INVALID_PARAMETER. */
int disk_check_name(const char *path, enum disk_format found, struct err **err) MUST_CHECK;

/* The file behind a parent that an overlay names by its server ("json:…", a VHD or VHDX that QEMU
 * reads over NBD), or NULL for any other. Owned. */
char *disk_served_parent(const char *parent);

/* The format alone, from at most three small reads; no process is started. */
int disk_detect(const char *path, enum disk_format *format, struct err **err) MUST_CHECK;

/* The part of disk_probe() that an open VHD, VHDX or raw disk tells; path, allocated and attached
 * are not set. */
void disk_describe(struct vdisk *disk, struct disk_info *info);

#endif
