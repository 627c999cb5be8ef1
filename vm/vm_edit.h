/* Inside vm/: changing a defined domain. The stored (inactive) XML is fetched, its tree
 * edited, and defined again; unknown nodes survive and the running state is never
 * stored. What has to happen live as well is done by the caller between begin and
 * commit, so that the commit is the last step that can fail. */
#ifndef HVSH_VM_VM_EDIT_H
#define HVSH_VM_VM_EDIT_H

#include "vm/generation.h"
#include "vm/vm.h"
#include "vm/vm_config.h"

struct vm_edit {
    struct vm_call *call;
    virDomainPtr dom;           /* NULL of a planned machine, which is off */
    char planned[VM_UUID_SIZE]; /* its key, or "" */
    xmlDocPtr doc;
    xmlNodePtr root;
    char *old_xml;
    char *name; /* as the user knows it */
    enum vm_state state;
    bool active; /* has a running QEMU */
    const struct generation *gen;
};

#define AUTO_EDIT CLEANUP(vm_edit_release) struct vm_edit

int vm_edit_begin(struct vm_call *call, const char *uuid, struct vm_edit *edit, struct err **err);
/* Defines the edited tree. */
int vm_edit_commit(struct vm_edit *edit, struct err **err);
/* The same where there is no way back: also when the caller has given up. */
int vm_edit_define(struct vm_edit *edit, struct err **err) MUST_CHECK;
/* Defines what was there before; errors are ignored (there is nothing more to do). */
void vm_edit_undo(struct vm_edit *edit);
void vm_edit_release(struct vm_edit *edit);
/* The running domain's document, or NULL with *err. */
xmlDocPtr vm_edit_live(struct vm_edit *edit, struct err **err);
/* Refuses unless the VM is off (or saved when that is allowed). what: "change the … of". */
int vm_edit_require_off(struct vm_edit *edit, const char *what, struct err **err);

#endif
