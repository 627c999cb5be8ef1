/* Inside vm/: the kernel and the first file system of vm_appliance.h's small system. */
#ifndef HVSH_VM_VM_APPLIANCE_IMAGE_H
#define HVSH_VM_VM_APPLIANCE_IMAGE_H

#include "disk/fs_info.h"

struct appliance_image {
    char *kernel;     /* a file of this host; owned */
    int initrd;       /* descriptor of a file in memory; owned */
    const char *type; /* what the small system is told to mount */
};

/* ERR_NOT_SUPPORTED: no kernel here that can be read has the file system. */
int appliance_image_make(enum fs_type type, struct appliance_image *image, struct err **err);
void appliance_image_release(struct appliance_image *image);
#define AUTO_APPLIANCE_IMAGE CLEANUP(appliance_image_release) struct appliance_image

#endif
