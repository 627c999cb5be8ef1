#include "vm/pool/vm_group.h"

#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "vm/pool/vm_host_store.h"
#include "vm/vm_build.h"
#include "vm/vm_edit.h"
#include "vm/vm_names.h"
#include "vm/xml_map.h"

static const char *const type_names[] = { "VMCollection", "ManagementCollection" };

/* What a call is about; which members matter depends on the work. */
struct work {
    char *name;
    char id[VM_UUID_SIZE], member[VM_UUID_SIZE];
    enum vm_group_type type;
    bool by_id, add;
    /* results */
    struct vm_group *list;
    size_t count;
};

void vm_group_release(struct vm_group *g)
{
    free(g->name);
    free(g->vms);
    free(g->groups);
    *g = (struct vm_group){ 0 };
}

void vm_group_list_free(struct vm_group *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        vm_group_release(&list[i]);
    free(list);
}

static void work_release(void *opaque)
{
    struct work *w = opaque;
    if (!w)
        return;
    free(w->name);
    vm_group_list_free(w->list, w->count);
    free(w);
}

static void copy_id(char to[VM_UUID_SIZE], const char *from)
{
    if (strlen(from) < VM_UUID_SIZE)
        memcpy(to, from, strlen(from) + 1);
}

/* ---- reading ---- */
static void add_member(struct vm_group_member **members, size_t *n, const char *id)
{
    *members = xreallocarray(*members, *n + 1, sizeof(**members));
    (*members)[*n] = (struct vm_group_member){ 0 };
    copy_id((*members)[(*n)++].id, id);
}

static void read_group(xmlNodePtr node, struct vm_group *g)
{
    *g = (struct vm_group){ .name = vm_xml_text(node, "@name") };
    if (!g->name)
        g->name = xstrdup("");
    AUTO_FREE char *id = vm_xml_text(node, "@id");
    copy_id(g->id, id ? id : "");
    g->type = vm_xml_is(node, "@type", type_names[VM_GROUP_MANAGEMENT]) ? VM_GROUP_MANAGEMENT
                                                                        : VM_GROUP_MACHINES;
    xmlNodePtr *nodes;
    size_t n = vm_xml_find_all(node, "member", &nodes);
    for (size_t i = 0; i < n; i++) {
        AUTO_FREE char *member = vm_xml_text(nodes[i], "@id");
        if (member)
            add_member(&g->groups, &g->group_count, member);
    }
    free(nodes);
}

static int group_cmp(const void *a, const void *b)
{
    const struct vm_group *x = a, *y = b;
    int c = text_casecmp(x->name, strlen(x->name), y->name, strlen(y->name));
    return c ? c : strcmp(x->id, y->id);
}

/* The groups that one machine says it is in. */
static void add_machine(struct work *w, virDomainPtr dom)
{
    char uuid[VM_UUID_SIZE];
    char *text =
        virDomainGetMetadata(dom, VIR_DOMAIN_METADATA_ELEMENT, VM_XML_NS, VIR_DOMAIN_AFFECT_CONFIG);
    if (!text)
        return;
    AUTO_ERR *ignored = NULL;
    AUTO_XMLDOC doc = vm_xml_parse(text, NULL, &ignored);
    free(text);
    if (!doc || virDomainGetUUIDString(dom, uuid) < 0)
        return;
    xmlNodePtr *nodes; /* libvirt takes our namespace away */
    size_t n = vm_xml_find_all(xmlDocGetRootElement(doc), "group", &nodes);
    for (size_t i = 0; i < n; i++) {
        AUTO_FREE char *id = vm_xml_text(nodes[i], "@id");
        for (size_t k = 0; id && k < w->count; k++) {
            if (text_caseeq(w->list[k].id, id))
                add_member(&w->list[k].vms, &w->list[k].vm_count, uuid);
        }
    }
    free(nodes);
}

static int read_all(struct vm_call *call, xmlNodePtr groups, struct work *w, struct err **err)
{
    xmlNodePtr *nodes;
    w->count = vm_xml_find_all(groups, "group", &nodes);
    w->list = xcalloc(w->count + 1, sizeof(*w->list));
    for (size_t i = 0; i < w->count; i++)
        read_group(nodes[i], &w->list[i]);
    free(nodes);
    if (!w->count)
        return 0;
    qsort(w->list, w->count, sizeof(*w->list), group_cmp);
    virDomainPtr *doms = NULL;
    int n = virConnectListAllDomains(call->conn, &doms, VIR_CONNECT_LIST_DOMAINS_PERSISTENT);
    if (n < 0)
        return vm_err_libvirt(err, "Cannot list the virtual machines");
    for (int i = 0; i < n; i++) {
        add_machine(w, doms[i]);
        virDomainFree(doms[i]);
    }
    free(doms);
    return 0;
}

static int list_work(struct vm_call *call, void *opaque, struct err **err)
{
    AUTO_XMLDOC doc = vm_host_store_read(call, "groups", err);
    return doc ? read_all(call, xmlDocGetRootElement(doc), opaque, err) : -1;
}

static struct vm_group *find(struct work *w, const char *name, const char *id)
{
    for (size_t i = 0; i < w->count; i++) {
        if (name ? text_caseeq(w->list[i].name, name) : text_caseeq(w->list[i].id, id))
            return &w->list[i];
    }
    return NULL;
}

static int not_found(const char *name, const char *id, struct err **err)
{
    return err_set(err, ERR_OBJECT_NOT_FOUND,
                   "Hyper-V was unable to find a virtual machine group with %s \"%s\".",
                   name ? "name" : "id", name ? name : id);
}

static int run(struct vm_host *host, const char *activity, unsigned flags, vm_call_fn *fn,
               struct work **w, struct err **err)
{
    void *p = *w;
    int rc = vm_call_run(host, activity, flags, 0, fn, &p, work_release, err);
    *w = p;
    return rc;
}

static void work_cleanup(struct work **w)
{
    work_release(*w);
}
#define AUTO_WORK CLEANUP(work_cleanup) struct work

int vm_group_list(struct vm_host *host, struct vm_group **list, size_t *n, struct err **err)
{
    AUTO_WORK *w = xcalloc(1, sizeof(*w));
    *list = NULL;
    *n = 0;
    if (run(host, "Reading groups", VM_CALL_READ, list_work, &w, err) < 0)
        return -1;
    *list = STEAL(w->list);
    *n = w->count;
    w->count = 0;
    return 0;
}

int vm_group_get(struct vm_host *host, const char *name, const char *id, struct vm_group *group,
                 struct err **err)
{
    AUTO_WORK *w = xcalloc(1, sizeof(*w));
    *group = (struct vm_group){ 0 };
    if (run(host, "Reading groups", VM_CALL_READ, list_work, &w, err) < 0)
        return -1;
    struct vm_group *g = find(w, name, id);
    if (!g)
        return not_found(name, id, err);
    *group = *g;
    *g = (struct vm_group){ 0 };
    return 0;
}

/* ---- changes: all under the store's lock ---- */
/* Opens the store, and reads all groups. *node and *g: of the group w->id. */
static int open_group(struct vm_call *call, struct work *w, struct vm_host_store *store,
                      xmlNodePtr *node, struct vm_group **g, struct err **err)
{
    if (vm_host_store_begin(call, "groups", store, err) < 0 ||
        read_all(call, store->root, w, err) < 0)
        return -1;
    *g = find(w, NULL, w->id);
    *node = NULL;
    xmlNodePtr *nodes;
    size_t n = vm_xml_find_all(store->root, "group", &nodes);
    for (size_t i = 0; i < n; i++) {
        AUTO_FREE char *id = vm_xml_text(nodes[i], "@id");
        if (id && text_caseeq(id, w->id))
            *node = nodes[i];
    }
    free(nodes);
    return *g && *node ? 0 : not_found(NULL, w->id, err);
}

static int check_name(struct work *w, const char *but_id, struct err **err)
{
    if (vm_name_check(w->name, err) < 0)
        return -1;
    const struct vm_group *same = find(w, w->name, NULL);
    if (same && !(but_id && text_caseeq(same->id, but_id)))
        return err_set(err, ERR_OBJECT_EXISTS,
                       "A virtual machine group with the name \"%s\" already exists.", same->name);
    return 0;
}

static int create_work(struct vm_call *call, void *opaque, struct err **err)
{
    struct work *w = opaque;
    AUTO_HOST_STORE store = { 0 };
    if (vm_host_store_begin(call, "groups", &store, err) < 0 ||
        read_all(call, store.root, w, err) < 0 || check_name(w, NULL, err) < 0)
        return -1;
    if (w->by_id && find(w, NULL, w->id))
        return err_set(err, ERR_OBJECT_EXISTS,
                       "A virtual machine group with the id \"%s\" already exists.", w->id);
    if (!w->by_id)
        vm_build_uuid(w->id);
    xmlNodePtr node = vm_xml_add(store.root, "group", NULL);
    vm_xml_set_attr(node, "id", w->id);
    vm_xml_set_attr(node, "name", w->name);
    vm_xml_set_attr(node, "type", type_names[w->type]);
    return vm_host_store_commit(&store, err);
}

int vm_group_create(struct vm_host *host, const char *name, enum vm_group_type type, const char *id,
                    struct vm_group *group, struct err **err)
{
    AUTO_WORK *w = xcalloc(1, sizeof(*w));
    *group = (struct vm_group){ 0 };
    w->name = xstrdup(name);
    w->type = type;
    w->by_id = id != NULL;
    copy_id(w->id, id ? id : "");
    if (run(host, "Creating the group", VM_CALL_CHANGE, create_work, &w, err) < 0)
        return -1;
    *group = (struct vm_group){ .name = STEAL(w->name), .type = type };
    copy_id(group->id, w->id);
    return 0;
}

static int remove_work(struct vm_call *call, void *opaque, struct err **err)
{
    struct work *w = opaque;
    AUTO_HOST_STORE store = { 0 };
    xmlNodePtr node;
    struct vm_group *g;
    if (open_group(call, w, &store, &node, &g, err) < 0)
        return -1;
    if (g->vm_count || g->group_count) {
        err_set(err, ERR_INVALID_STATE,
                "The virtual machine group \"%s\" cannot be removed: it is not empty.", g->name);
        return err_advise(err, "Remove its members with Remove-VMGroupMember first.");
    }
    vm_xml_remove(node);
    xmlNodePtr *nodes;
    size_t n = vm_xml_find_all(store.root, "group/member", &nodes);
    for (size_t i = 0; i < n; i++) {
        if (vm_xml_is(nodes[i], "@id", g->id))
            vm_xml_remove(nodes[i]);
    }
    free(nodes);
    return vm_host_store_commit(&store, err);
}

int vm_group_remove(struct vm_host *host, const char *id, struct err **err)
{
    AUTO_WORK *w = xcalloc(1, sizeof(*w));
    copy_id(w->id, id);
    return run(host, "Removing the group", VM_CALL_CHANGE, remove_work, &w, err);
}

static int rename_work(struct vm_call *call, void *opaque, struct err **err)
{
    struct work *w = opaque;
    AUTO_HOST_STORE store = { 0 };
    xmlNodePtr node;
    struct vm_group *g;
    if (open_group(call, w, &store, &node, &g, err) < 0 || check_name(w, w->id, err) < 0)
        return -1;
    vm_xml_set_attr(node, "name", w->name);
    return vm_host_store_commit(&store, err);
}

int vm_group_rename(struct vm_host *host, const char *id, const char *new_name, struct err **err)
{
    AUTO_WORK *w = xcalloc(1, sizeof(*w));
    copy_id(w->id, id);
    w->name = xstrdup(new_name);
    return run(host, "Renaming the group", VM_CALL_CHANGE, rename_work, &w, err);
}

static int wrong_type(const struct vm_group *g, const char *what, const char *holds,
                      struct err **err)
{
    return err_set(err, ERR_INVALID_PARAMETER,
                   "%s cannot be a member of the virtual machine group \"%s\": it holds %s.", what,
                   g->name, holds);
}

static int check_change(const struct vm_group *g, bool is_member, const struct work *w,
                        const char *who, struct err **err)
{
    if (is_member == w->add)
        return err_set(err, ERR_INVALID_PARAMETER,
                       "'%s' is %s a member of the virtual machine group \"%s\".", who,
                       w->add ? "already" : "not", g->name);
    return 0;
}

static int vm_work(struct vm_call *call, void *opaque, struct err **err)
{
    struct work *w = opaque;
    AUTO_HOST_STORE store = { 0 };
    AUTO_EDIT e = { 0 };
    xmlNodePtr node, there = NULL;
    struct vm_group *g;
    if (open_group(call, w, &store, &node, &g, err) < 0)
        return -1;
    if (w->add && g->type != VM_GROUP_MACHINES)
        return wrong_type(g, "A virtual machine", "groups", err);
    if (vm_edit_begin(call, w->member, &e, err) < 0)
        return -1;
    xmlNodePtr *nodes;
    size_t n = vm_xml_find_all(e.root, XML_HV "/hv:group", &nodes);
    for (size_t i = 0; i < n; i++) {
        if (vm_xml_is(nodes[i], "@id", g->id))
            there = nodes[i];
    }
    free(nodes);
    if (check_change(g, there != NULL, w, e.name, err) < 0)
        return -1;
    if (w->add)
        vm_xml_set_attr(vm_xml_add(vm_build_metadata(e.root), "hv:group", NULL), "id", g->id);
    else
        vm_xml_remove(there);
    return vm_edit_commit(&e, err);
}

int vm_group_set_vm(struct vm_host *host, const char *id, const char *vm_uuid, bool member,
                    struct err **err)
{
    AUTO_WORK *w = xcalloc(1, sizeof(*w));
    copy_id(w->id, id);
    copy_id(w->member, vm_uuid);
    w->add = member;
    return run(host, "Changing the group", VM_CALL_CHANGE, vm_work, &w, err);
}

/* Is the group inner in outer, or in a group in it? depth ends what a damaged store could. */
static bool contains(struct work *w, const struct vm_group *outer, const char *inner, size_t depth)
{
    for (size_t i = 0; depth && i < outer->group_count; i++) {
        const struct vm_group *next = find(w, NULL, outer->groups[i].id);
        if (text_caseeq(outer->groups[i].id, inner) ||
            (next && contains(w, next, inner, depth - 1)))
            return true;
    }
    return false;
}

static int nest_work(struct vm_call *call, void *opaque, struct err **err)
{
    struct work *w = opaque;
    AUTO_HOST_STORE store = { 0 };
    xmlNodePtr node, there = NULL;
    struct vm_group *g;
    if (open_group(call, w, &store, &node, &g, err) < 0)
        return -1;
    const struct vm_group *inner = find(w, NULL, w->member);
    if (!inner)
        return not_found(NULL, w->member, err);
    if (w->add && g->type != VM_GROUP_MANAGEMENT)
        return wrong_type(g, "A group", "virtual machines", err);
    if (w->add && (inner == g || contains(w, inner, g->id, w->count)))
        return err_set(err, ERR_INVALID_PARAMETER,
                       "The group \"%s\" cannot be a member of \"%s\", which is in it.",
                       inner->name, g->name);
    xmlNodePtr *nodes;
    size_t n = vm_xml_find_all(node, "member", &nodes);
    for (size_t i = 0; i < n; i++) {
        if (vm_xml_is(nodes[i], "@id", inner->id))
            there = nodes[i];
    }
    free(nodes);
    if (check_change(g, there != NULL, w, inner->name, err) < 0)
        return -1;
    if (w->add)
        vm_xml_set_attr(vm_xml_add(node, "member", NULL), "id", inner->id);
    else
        vm_xml_remove(there);
    return vm_host_store_commit(&store, err);
}

int vm_group_set_group(struct vm_host *host, const char *id, const char *member_id, bool member,
                       struct err **err)
{
    AUTO_WORK *w = xcalloc(1, sizeof(*w));
    copy_id(w->id, id);
    copy_id(w->member, member_id);
    w->add = member;
    return run(host, "Changing the group", VM_CALL_CHANGE, nest_work, &w, err);
}
