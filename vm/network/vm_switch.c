#include "vm/network/vm_switch.h"

#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "vm/network/vm_switch_work.h"
#include "vm/vm.h"

static struct vm_switch_work *work_new(const char *id)
{
    struct vm_switch_work *w = xcalloc(1, sizeof(*w));
    w->id = xstrdup(id);
    return w;
}

/* Runs fn; *w is NULL afterwards when the call was left behind. */
static int run(struct vm_host *host, const char *activity, unsigned flags, vm_call_fn *fn,
               struct vm_switch_work **w, struct err **err)
{
    void *arg = *w;
    int rc = vm_call_run(host, activity, flags, 0, fn, &arg, vm_switch_work_release, err);
    *w = arg;
    return rc;
}

static void work_cleanup(struct vm_switch_work **w)
{
    if (*w)
        vm_switch_work_release(*w);
}
#define AUTO_WORK CLEANUP(work_cleanup) struct vm_switch_work

void vm_switch_info_release(struct vm_switch_info *info)
{
    free(info->name);
    free(info->notes);
    free(info->bridge);
    free(info->net_adapter);
    free(info->team);
    free(info->adapter_description);
    free(info->forward_mode);
    free(info->host_address);
    *info = (struct vm_switch_info){ 0 };
}

void vm_switch_list_free(struct vm_switch_info *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        vm_switch_info_release(&list[i]);
    free(list);
}

int vm_switch_list(struct vm_host *host, struct vm_switch_info **list, size_t *n, struct err **err)
{
    *list = NULL;
    *n = 0;
    AUTO_WORK *w = work_new(NULL);
    if (run(host, "Reading virtual switches", VM_CALL_READ, vm_switch_work_list, &w, err))
        return -1;
    *list = STEAL(w->list);
    *n = w->count;
    w->count = 0;
    return 0;
}

int vm_switch_get(struct vm_host *host, const char *name, const char *id,
                  struct vm_switch_info *info, struct err **err)
{
    struct vm_switch_info *list;
    size_t n, at = 0;
    *info = (struct vm_switch_info){ 0 };
    if (vm_switch_list(host, &list, &n, err))
        return -1;
    while (at < n && !(name ? text_caseeq(list[at].name, name) : text_caseeq(list[at].id, id)))
        at++;
    if (at < n) {
        *info = list[at];
        list[at] = (struct vm_switch_info){ 0 };
    }
    vm_switch_list_free(list, n);
    if (at < n)
        return 0;
    return err_set(err, ERR_OBJECT_NOT_FOUND,
                   "Hyper-V was unable to find a virtual switch with %s \"%s\".",
                   name ? "name" : "id", name ? name : id);
}

static void take_result(struct vm_switch_work *w, struct vm_switch_info *info, char **notice)
{
    if (notice)
        *notice = STEAL(w->notice);
    if (info && w->count) {
        *info = w->list[0];
        w->list[0] = (struct vm_switch_info){ 0 };
    }
}

int vm_switch_create(struct vm_host *host, const struct vm_switch_create *spec,
                     struct vm_switch_info *info, char **notice, struct err **err)
{
    if (info)
        *info = (struct vm_switch_info){ 0 };
    if (notice)
        *notice = NULL;
    AUTO_WORK *w = work_new(NULL);
    w->spec = *spec;
    w->spec.name = xstrdup(spec->name);
    w->spec.notes = xstrdup(spec->notes);
    w->spec.net_adapter = xstrdup(spec->net_adapter);
    w->spec.team = xstrdup(spec->team);
    w->spec.host_address = xstrdup(spec->host_address);
    w->spec.id = xstrdup(spec->id);
    if (run(host, "Creating the virtual switch", VM_CALL_CHANGE, vm_switch_work_create, &w, err))
        return -1;
    take_result(w, info, notice);
    return 0;
}

int vm_switch_set(struct vm_host *host, const char *id, const struct vm_switch_change *change,
                  struct vm_switch_info *info, char **notice, struct err **err)
{
    if (info)
        *info = (struct vm_switch_info){ 0 };
    if (notice)
        *notice = NULL;
    AUTO_WORK *w = work_new(id);
    w->has_notes = change->notes != NULL;
    w->spec.notes = xstrdup(change->notes);
    w->has_type = change->type != NULL;
    if (change->type)
        w->spec.type = *change->type;
    w->has_adapter = change->net_adapter != NULL;
    w->spec.net_adapter = xstrdup(change->net_adapter);
    w->has_allow = change->allow_management_os != NULL;
    if (change->allow_management_os)
        w->spec.allow_management_os = *change->allow_management_os;
    w->spec.team = xstrdup(change->team);
    w->has_balance = change->balance != NULL;
    if (change->balance)
        w->balance = *change->balance;
    if (run(host, "Changing the virtual switch", VM_CALL_CHANGE, vm_switch_work_set, &w, err))
        return -1;
    take_result(w, info, notice);
    return 0;
}

/* Disconnects every adapter of these VMs that is on the switch. The rest goes on after a
 * failure; the first error is reported. */
static int disconnect_users(struct vm_host *host, const struct vm_switch_work *w, const char *name,
                            struct err **err)
{
    struct vm_nic_change change = { .switch_name = "" };
    for (size_t i = 0; i < w->user_count; i++) {
        struct vm_config config;
        AUTO_ERR *failed = NULL;
        if (vm_read_config(host, w->users[i], &config, &failed) == 0) {
            for (size_t k = 0; k < config.nic_count && !failed; k++) {
                const struct vm_nic *nic = &config.nics[k];
                if (nic->switch_name && strcmp(nic->switch_name, name) == 0 &&
                    vm_set_nic(host, w->users[i], nic->id, &change, &failed))
                    break;
            }
            vm_config_release(&config);
        }
        if (failed && !*err && failed->kind != ERR_OBJECT_NOT_FOUND)
            err_move(err, &failed);
    }
    return *err ? -1 : 0;
}

/* The switch's name, and in w->users who uses it. */
static int find_users(struct vm_host *host, struct vm_switch_work **w, char **name,
                      struct err **err)
{
    struct vm_switch_info info;
    if (vm_switch_get(host, NULL, (*w)->id, &info, err))
        return -1;
    *name = STEAL(info.name);
    vm_switch_info_release(&info);
    free((*w)->new_name);
    (*w)->new_name = xstrdup(*name);
    return run(host, "Looking for connected virtual machines", VM_CALL_READ, vm_switch_work_users,
               w, err);
}

int vm_switch_rename(struct vm_host *host, const char *id, const char *new_name, struct err **err)
{
    AUTO_WORK *w = work_new(id);
    AUTO_FREE char *old = NULL;
    if (find_users(host, &w, &old, err))
        return -1;
    if (strcmp(old, new_name) == 0)
        return 0;
    if (w->used_by_running) {
        err_set(err, ERR_INVALID_STATE,
                "The virtual switch '%s' cannot be renamed while running "
                "virtual machines are connected to it.",
                old);
        return err_advise(err, "Turn them off or disconnect them with "
                               "Disconnect-VMNetworkAdapter.");
    }
    free(w->new_name);
    w->new_name = xstrdup(new_name);
    return run(host, "Renaming the virtual switch", VM_CALL_CHANGE, vm_switch_work_rename, &w, err);
}

int vm_switch_remove(struct vm_host *host, const char *id, char **notice, struct err **err)
{
    if (notice)
        *notice = NULL;
    AUTO_WORK *w = work_new(id);
    AUTO_FREE char *name = NULL;
    if (find_users(host, &w, &name, err))
        return -1;
    /* Adapters first: a VM that names a missing network would no longer start. */
    if (disconnect_users(host, w, name, err))
        return err_wrap(err,
                        "A network adapter cannot be disconnected from the virtual switch "
                        "'%s'",
                        name);
    if (run(host, "Removing the virtual switch", VM_CALL_CHANGE, vm_switch_work_remove, &w, err))
        return -1;
    take_result(w, NULL, notice);
    return 0;
}
