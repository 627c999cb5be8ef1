/* Copy-Item within the file system: what is copied where, in which order, and what its errors
 * are, as PowerShell's provider of files does it. */
#ifndef HVSH_CMDLETS_CORE_COPY_TREE_H
#define HVSH_CMDLETS_CORE_COPY_TREE_H

#include "shell/runtime/cmdlet.h"

struct copy_wish {
    const struct str *filter;       /* of the files in folders; NULL: all */
    const struct str_list *exclude; /* files that stay behind, at any depth */
    bool recurse, force, pass_thru;
    bool flat; /* -Container:$false: all files go into one folder */
};

/* path to to, both absolute; into to when that is a folder. Errors are written and do not end it.
 */
enum status copy_item_tree(struct invocation *inv, const char *path, const char *to,
                           const struct copy_wish *wish) MUST_CHECK_STATUS;

#endif
