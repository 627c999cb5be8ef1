#include "cmdlets/vm/select.h"

#include <string.h>

#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/str.h"
#include "shell/runtime/completion.h"
#include "vm/network/vm_switch.h"

/* Names of the user as vm_list takes them; borrowed strings. */
static const char **c_names(const struct str_list *names)
{
    const char **out = xcalloc(names->len + 1, sizeof(*out));
    for (size_t i = 0; i < names->len; i++)
        out[i] = names->items[i]->data;
    return out;
}

enum status hv_bad_name(struct invocation *inv, struct err **err, struct value target)
{
    if ((*err)->kind == ERR_OBJECT_NOT_FOUND)
        (*err)->kind = ERR_INVALID_PARAMETER;
    return cmdlet_err(inv, err, target);
}

static enum status report_missing(struct invocation *inv, const struct hv_selection *sel,
                                  const struct vm_list *list)
{
    for (size_t i = 0; sel->names && i < sel->names->len; i++) {
        struct str *name = sel->names->items[i];
        if (text_has_wildcard(name->data, name->len) || vm_list_find(list, name->data))
            continue;
        struct err *err = NULL;
        vm_not_found(name->data, &err);
        AUTO_VALUE target = value_string(name->data);
        enum status st = hv_bad_name(inv, &err, target);
        if (st != ST_OK)
            return st;
    }
    return ST_OK;
}

/* The machines in the order of the names that were given, each once; taken ones
 * leave the list without a name. */
static void take_in_order(struct hv_host *host, const struct str_list *names, struct vm_list *list,
                          struct array *out)
{
    for (size_t n = 0; n < (names ? names->len : 1); n++) {
        for (size_t i = 0; i < list->len; i++) {
            const char *name = list->items[i].name;
            if (name && (!names || text_wildcard_match(names->items[n]->data, names->items[n]->len,
                                                       name, strlen(name), true)))
                array_push_take(out, hv_vm_new_take(host, &list->items[i]));
        }
    }
}

static enum status select_on_host(struct invocation *inv, const struct hv_selection *sel,
                                  const char *computer, struct array *out)
{
    struct hv_host *host;
    enum status st = hv_host_open(inv, computer, &host);
    if (st != ST_OK || !host)
        return st;
    AUTO_FREE const char **names = sel->names ? c_names(sel->names) : NULL;
    struct vm_filter filter = { .names = names,
                                .name_count = sel->names ? sel->names->len : 0,
                                .uuid = sel->uuid };
    struct vm_list list = { 0 };
    struct err *err = NULL;
    if (vm_list(host->host, &filter, &list, &err)) {
        AUTO_VALUE target = value_string(host->name);
        return cmdlet_err(inv, &err, target);
    }
    st = report_missing(inv, sel, &list);
    if (st == ST_OK && sel->uuid && !list.len) {
        AUTO_STRBUF text = STRBUF_INIT;
        strbuf_addf(&text, "Hyper-V was unable to find a virtual machine with ID \"%s\".",
                    sel->uuid);
        st = cmdlet_error(inv,
                          &(struct error_spec){
                              .message = text.buf,
                              .id = "InvalidParameter",
                              .category = EC_INVALID_ARGUMENT,
                              .exception = "Microsoft.HyperV.PowerShell.VirtualizationException",
                              .target_name = sel->uuid,
                          });
    }
    if (st == ST_OK)
        take_in_order(host, sel->names, &list, out);
    vm_list_release(&list);
    return st;
}

enum status hv_select(struct invocation *inv, const struct hv_selection *sel, struct array *out)
{
    enum status st = hv_refuse_sessions(inv);
    if (st != ST_OK)
        return st;
    for (size_t i = 0; sel->vms && i < sel->vms->len; i++)
        array_push(out, sel->vms->items[i]);
    bool by_name = sel->names && sel->names->len;
    if (!by_name && !sel->uuid && (!sel->all_when_empty || (sel->vms && sel->vms->len)))
        return ST_OK;
    struct hv_selection hosted = *sel;
    hosted.names = by_name ? sel->names : NULL;
    if (!sel->computers || !sel->computers->len)
        return select_on_host(inv, &hosted, NULL, out);
    for (size_t i = 0; st == ST_OK && i < sel->computers->len; i++)
        st = select_on_host(inv, &hosted, sel->computers->items[i]->data, out);
    return st;
}

enum status hv_for_each(struct invocation *inv, const struct hv_selection *sel, hv_vm_fn *fn,
                        void *data)
{
    AUTO_VALUE chosen = value_of_array(array_new(4));
    enum status st = hv_select(inv, sel, chosen.array);
    for (size_t i = 0; st == ST_OK && i < chosen.array->len; i++)
        st = fn(inv, chosen.array->items[i], data);
    return st;
}

void complete_vm_name(struct session *s, struct completion *c, const char *word)
{
    AUTO_ERR *err = NULL;
    struct hv_host *host = hv_host_quick(s);
    struct vm_list list = { 0 };
    (void)word;
    if (!host || vm_list(host->host, NULL, &list, &err))
        return;
    for (size_t i = 0; i < list.len; i++)
        completion_add(c, COMPLETE_VALUE, list.items[i].name, vm_state_name(list.items[i].state));
    vm_list_release(&list);
}

void complete_switch_name(struct session *s, struct completion *c, const char *word)
{
    AUTO_ERR *err = NULL;
    struct hv_host *host = hv_host_quick(s);
    struct vm_switch_info *list;
    size_t n;
    (void)word;
    if (!host || vm_switch_list(host->host, &list, &n, &err))
        return;
    for (size_t i = 0; i < n; i++)
        completion_add(c, COMPLETE_VALUE, list[i].name, list[i].notes);
    vm_switch_list_free(list, n);
}
