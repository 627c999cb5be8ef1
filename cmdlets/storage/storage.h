/* The Storage module's nouns over disks that Mount-VHD attached and, for looking, the host's:
 * finding them, and the objects MSFT_Disk, MSFT_Partition and MSFT_Volume, which are what was
 * seen at one moment. */
#ifndef HVSH_CMDLETS_STORAGE_H
#define HVSH_CMDLETS_STORAGE_H

#include "disk/drive.h"
#include "disk/host_disk.h"
#include "disk/partition.h"
#include "shell/object/object.h"
#include "shell/runtime/cmdlet.h"
#include "shell/runtime/invocation.h"

extern const struct type_info type_storage_disk, type_storage_partition, type_storage_volume;
extern const struct enum_info enum_partition_style, enum_mbr_type;
extern const struct type_info type_partition_style, type_mbr_type;
extern const struct cmdlet_group storage_disk_cmdlets, storage_partition_cmdlets,
    storage_volume_cmdlets, vhd_mount_cmdlets;

/* One disk as it is; its layout is read when somebody asks. */
struct storage_disk {
    uint32_t number;
    const struct mount *mount;    /* attached by Mount-VHD, or NULL: */
    const struct host_disk *host; /* the host's */
};
/* All of them; attached ones keep their number, the host's take those that are free. */
struct storage {
    struct mounts mounts;
    struct host_disks host;
    struct storage_disk *disks; /* by number */
    size_t count;
};
int storage_read(struct storage *s, struct err **err) MUST_CHECK;
void storage_release(struct storage *s);
#define AUTO_STORAGE CLEANUP(storage_release) struct storage
/* How many numbers the host's disks take. */
uint32_t storage_host_count(void);

/* Opens it for reading. */
int storage_open(const struct storage_disk *d, struct vdisk **disk, struct err **err) MUST_CHECK;
/* Opens a mounted disk that is online and writable for changes; the host's are refused. */
int storage_open_write(const struct storage_disk *d, struct vdisk **disk,
                       struct err **err) MUST_CHECK;

/* Objects; owned. An unreadable disk shows without what its bytes would tell. */
struct value storage_disk_object(const struct storage_disk *d);
struct value storage_partition_object(const struct storage_disk *d, const struct vdisk *disk,
                                      const struct disk_layout *layout,
                                      const struct disk_partition *p);
struct value storage_volume_object(const struct storage_disk *d, const struct vdisk *disk,
                                   const struct disk_partition *p);
uint32_t storage_disk_number(struct value disk);
/* Of a volume object; borrowed. */
const char *storage_volume_id(struct value volume);
void storage_partition_key(struct value partition_or_volume, uint32_t *disk, uint32_t *partition);

/* Emits one as it is now. */
enum status storage_emit_disk(struct invocation *inv, uint32_t number) MUST_CHECK_STATUS;
enum status storage_emit_partition(struct invocation *inv, uint32_t disk,
                                   uint32_t partition) MUST_CHECK_STATUS;
enum status storage_emit_volume(struct invocation *inv, uint32_t disk,
                                uint32_t partition) MUST_CHECK_STATUS;

/* ---- what parameters select ---- */
struct disk_pick {
    struct int_list numbers;
    struct str_list unique_ids, names, paths, serials;
    struct value_list objects;
};
typedef enum status (*storage_on_disk)(struct invocation *inv, const struct storage_disk *d,
                                       void *data);
/* Nothing selected: all. What is named and not there is a non-terminating error. */
enum status storage_each_disk(struct invocation *inv, const struct disk_pick *pick,
                              storage_on_disk on, void *data) MUST_CHECK_STATUS;

struct partition_pick {
    struct int_list disks, numbers, offsets;
    struct str_list disk_ids, ids; /* UniqueId of the disks, and of the partitions */
    struct str_list letters;
    struct value_list partitions; /* partition or volume objects */
    struct value_list of_disks;   /* disk objects */
};
typedef enum status (*storage_on_partition)(struct invocation *inv, const struct storage_disk *d,
                                            const struct vdisk *disk,
                                            const struct disk_layout *layout,
                                            const struct disk_partition *p, void *data);
enum status storage_each_partition(struct invocation *inv, const struct partition_pick *pick,
                                   storage_on_partition on, void *data) MUST_CHECK_STATUS;

/* A GUID with or without braces. */
bool storage_parse_guid(const char *text, uint8_t guid[16]);
/* UniqueId of a partition; the caller frees. */
char *storage_partition_id(const struct disk_layout *layout, const struct disk_partition *p);

/* ---- drive letters ---- */
/* letter 0: the next free one. Mounts what is there when it can and tells by a warning when it
 * cannot; the letter is kept in any case. */
enum status storage_give_letter(struct invocation *inv, const struct storage_disk *d,
                                uint32_t partition, char letter) MUST_CHECK_STATUS;
/* Mounts a partition that has a letter already (after formatting). */
enum status storage_mount_letter(struct invocation *inv, const struct storage_disk *d,
                                 uint32_t partition) MUST_CHECK_STATUS;
/* keep: it stays the partition's letter, only unmounted. */
int storage_drop_letter(struct invocation *inv, const struct storage_disk *d, uint32_t partition,
                        bool keep, struct err **err) MUST_CHECK;

#define STORAGE_COMMON(args_)                                                                     \
    PARAM(args_, cim_session, .name = "CimSession", .aliases = "Session",                         \
          .type_name = "CimSession", .help = "Has no meaning here: run hvsh on the other host."), \
        PARAM(args_, throttle, .name = "ThrottleLimit", .help = "Has no meaning here."),          \
        PARAM(args_, as_job, .name = "AsJob", .help = "Runs in the background as a job.")
#define STORAGE_COMMON_FIELDS      \
    struct value_list cim_session; \
    struct opt_int throttle;       \
    bool as_job;

#endif
