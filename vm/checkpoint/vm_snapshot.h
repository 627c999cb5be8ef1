/* Inside vm/: a machine's checkpoints as libvirt keeps them: one domain snapshot each, named by the
 * checkpoint's id, whose description is the checkpoint's name and whose configuration (the disks
 * with their whole backing chains) is rewritten whenever layers are merged. Snapshots that others
 * made have other names; their ids are made of those. */
#ifndef HVSH_VM_VM_SNAPSHOT_H
#define HVSH_VM_VM_SNAPSHOT_H

#include "vm/vm.h"
#include "vm/vm_call.h"
#include "vm/xml.h"

struct vm_snap {
    virDomainSnapshotPtr ptr;
    xmlDocPtr doc;
    xmlNodePtr root;   /* <domainsnapshot> */
    xmlNodePtr config; /* the machine's settings then; NULL: none are recorded */
    char *name;        /* libvirt's */
    char *parent;      /* libvirt's name of it, or NULL */
    char id[VM_UUID_SIZE];
    bool named; /* by an id: its description is the name that users see */
    bool own;   /* made by us, files and all */
    bool current;
    bool gone; /* removed meanwhile */
};
struct vm_snaps {
    struct vm_snap *items; /* oldest first */
    size_t len;
};
#define AUTO_SNAPS CLEANUP(vm_snaps_release) struct vm_snaps

int vm_snaps_read(virDomainPtr dom, struct vm_snaps *snaps, struct err **err);
void vm_snaps_release(struct vm_snaps *snaps);
/* By id; NULL with ERR_OBJECT_NOT_FOUND. */
struct vm_snap *vm_snaps_find(struct vm_snaps *snaps, const char *id, struct err **err);
/* By libvirt's name; NULL: none. */
struct vm_snap *vm_snaps_named(struct vm_snaps *snaps, const char *name);
/* Is it, or the parent of its parents, the other? */
bool vm_snap_is_below(struct vm_snaps *snaps, const struct vm_snap *snap,
                      const struct vm_snap *other);

/* The name that users see. Owned. */
char *vm_snap_title(const struct vm_snap *snap);
/* The file of the memory, or NULL: none. Owned. */
char *vm_snap_memory(const struct vm_snap *snap);
/* The folder of its files, NULL when unknown. Owned. */
char *vm_snap_folder(const struct vm_snap *snap);
/* FOLDER/ID + suffix. Owned. */
char *vm_snap_file(const char *folder, const char *id, const char *suffix);
/* Is it kept inside the disks' own files, as only libvirt itself can handle? */
bool vm_snap_is_internal(const struct vm_snap *snap);
/* A copy of its configuration as a <domain>. The caller frees. */
xmlDocPtr vm_snap_domain(const struct vm_snap *snap);

/* Stores what was changed in the document; current: the machine's state comes after it (of one that
 * is current that must be said again). */
int vm_snap_store(virDomainPtr dom, xmlDocPtr doc, bool current, struct err **err);

#endif
