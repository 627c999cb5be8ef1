/* Items of the drives env:, variable:, function: and alias:. */
#ifndef HVSH_CMDLETS_CORE_DRIVE_ITEMS_H
#define HVSH_CMDLETS_CORE_DRIVE_ITEMS_H

#include "cmdlets/core/files/fs_path.h"

/* Writes the items whose names match the pattern; empty: all. */
enum status drive_items_emit(struct invocation *inv, enum drive drive, const char *pattern);

/* Gives the item another name on its drive, as a copy or, with move, instead of the old one;
 * emits it with pass. path: what the user wrote. */
enum status drive_item_copy(struct invocation *inv, enum drive drive, const char *name,
                            const char *path, const char *to, bool move, bool pass);

#endif
