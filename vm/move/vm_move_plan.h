/* Inside vm/: what a move does, decided before anything is done. */
#ifndef HVSH_VM_VM_MOVE_PLAN_H
#define HVSH_VM_VM_MOVE_PLAN_H

#include "vm/move/vm_migration.h"
#include "vm/move/vm_move.h"
#include "vm/vm_core.h"
#include "vm/vm_edit.h"

struct vm_move_item {
    char *target;    /* libvirt's name: "sda" */
    char *from, *to; /* to NULL: it stays where both hosts see it */
    bool served;     /* a VHD or VHDX that hvsh serves */
    bool file;       /* else a block device, or something on a network */
    char *format;    /* libvirt's, of disks that it opens itself */
};
struct vm_move_plan {
    struct vm_move_item *disks;
    size_t disk_count;
    char **files; /* others that must be on the destination: DVDs, kernels */
    size_t file_count;
    /* Adapters on a switch that is not there; one that is not connected only remembers it. */
    struct vm_move_adapter {
        char *id, *network;
        bool connected;
    } * lost;
    size_t lost_count;
    char *folder, *new_folder; /* the machine's own; NULL: it has none. new_folder may be equal */
    char *snapshot_path, *smart_paging_path; /* new ones, or NULL */
    struct vm_migration_settings from, to;   /* what the hosts say about migration */
    char *host;                              /* the destination's name */
    char *source_host;                       /* the source's */
};

void vm_move_plan_release(struct vm_move_plan *plan);
#define AUTO_MOVE_PLAN CLEANUP(vm_move_plan_release) struct vm_move_plan

/* e: the machine on its source; root: the document that tells its disks (the running one's when it
 * runs). */
int vm_move_plan_make(struct vm_edit *e, xmlNodePtr root, struct vm_call *destination,
                      const struct vm_move_spec *spec, struct vm_move_plan *plan, struct err **err);
/* The name by which the user reaches a host, without user and port, IPv6 without brackets; NULL:
 * the host is this one. The caller frees. */
char *vm_move_server_of(const struct vm_core *core);
/* Makes a document of the machine one for the destination. live: of the running machine.
 * shared_folder: both hosts see the machine's folder, so its sockets get other names there. */
void vm_move_plan_apply(const struct vm_move_plan *plan, xmlNodePtr root, bool live,
                        bool shared_folder);
/* What stands in the way of it. Appends. */
int vm_move_plan_check(struct vm_edit *e, xmlNodePtr root, struct vm_call *destination,
                       const struct vm_move_plan *plan, struct vm_incompatibilities *found,
                       struct err **err);

#endif
