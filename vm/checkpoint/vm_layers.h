/* Inside vm/: the files that a machine's disks consist of. Each checkpoint freezes one file per
 * disk, the machine writes into an overlay (qcow2) on the last one; restored checkpoints make
 * branches. The tree is what the machine's and the checkpoints' XML say, where every disk has its
 * whole chain. Only overlays that we made are ever deleted, and only what no checkpoint freezes is
 * merged. */
#ifndef HVSH_VM_VM_LAYERS_H
#define HVSH_VM_VM_LAYERS_H

#include "vm/checkpoint/vm_snapshot.h"

struct vm_layer {
    char *path;
    char *below;       /* the path of what it lies on, NULL: the disk's own file */
    char *type;        /* of a <disk>: "file", "block", "network" */
    char *format;      /* "qcow2", "raw" */
    xmlNodePtr source; /* a copy, owned */
    bool used;         /* frozen by a checkpoint, or written by the machine */
};
struct vm_layers {
    struct vm_layer *items;
    size_t len;
};
#define AUTO_LAYERS CLEANUP(vm_layers_release) struct vm_layers

/* Adds the chains of a domain's disks. */
void vm_layers_add(struct vm_layers *layers, xmlNodePtr domain);
/* Marks what a domain's disks name themselves as used. */
void vm_layers_use(struct vm_layers *layers, xmlNodePtr domain);
/* All of the machine and its checkpoints, with what is used marked. */
int vm_layers_read(virDomainPtr dom, struct vm_snaps *snaps, struct vm_layers *layers,
                   struct err **err);
/* Marks anew what is used. */
int vm_layers_mark(virDomainPtr dom, struct vm_snaps *snaps, struct vm_layers *layers,
                   struct err **err);
void vm_layers_release(struct vm_layers *layers);
struct vm_layer *vm_layers_find(struct vm_layers *layers, const char *path);
/* A new overlay, as a layer only. Borrowed until the next one. */
struct vm_layer *vm_layers_push_overlay(struct vm_layers *layers, const char *path,
                                        const char *below);
/* Makes a <disk> name this layer and its whole chain. */
void vm_layers_write(struct vm_layers *layers, xmlNodePtr disk, const char *path);
/* The path that a <disk> (or <backingStore>) names itself, or NULL. Owned. */
char *vm_layer_path(xmlNodePtr disk);
/* Was the file made by us as an overlay? By its name, NAME_<id>.ext on NAME: a differencing disk
 * on another's parent is not. */
bool vm_layer_is_overlay(const struct vm_layer *layer);
/* Where the overlay of a new checkpoint on that file is; disks that differ in their extension or
 * folder alone get a number. folder: for what has none of its own. */
char *vm_layer_overlay_path(struct vm_layers *layers, const struct vm_layer *below,
                            const char *folder, const char *id);
/* What names the layer in the header of an overlay on it. Owned. */
char *vm_layer_backing(const struct vm_layer *l);
/* Makes the overlay's file on its layer below. */
int vm_layer_create(struct vm_layers *layers, const struct vm_layer *overlay, struct err **err);

/* The machine's stored settings name the chains as they are; so does a saved state. */
int vm_layers_record(struct vm_call *call, virDomainPtr dom, struct vm_layers *layers,
                     struct err **err);
/* Merges and deletes what nobody needs any more: layers that are not used and have one child take
 * the child's content in, overlays without children go. While the machine runs it goes on.
 * What was changed is recorded in the machine and the checkpoints. */
int vm_layers_tidy(struct vm_call *call, virDomainPtr dom, struct vm_snaps *snaps,
                   struct vm_layers *layers, struct err **err);

#endif
