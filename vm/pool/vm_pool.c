#include "vm/pool/vm_pool.h"

#include <string.h>
#include <sys/stat.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "vm/pool/vm_host_store.h"
#include "vm/pool/vm_pool_member.h"
#include "vm/vm_build.h"
#include "vm/vm_core.h"
#include "vm/vm_names.h"

static const char *const type_names[VM_POOL_TYPES] = {
    "Memory",     "Processor", "Ethernet",         "VHD",
    "ISO",        "VFD",       "FibreChannelPort", "FibreChannelConnection",
    "PciExpress",
};

const char *vm_pool_type_name(enum vm_pool_type type)
{
    return type_names[type < VM_POOL_TYPES ? type : 0];
}

bool vm_pool_has_paths(enum vm_pool_type type)
{
    return type == VM_POOL_VHD || type == VM_POOL_ISO || type == VM_POOL_VFD;
}

enum vm_pool_type vm_pool_type_of(enum vm_disk_kind kind)
{
    return kind == VM_DISK_DVD ? VM_POOL_ISO : kind == VM_DISK_FLOPPY ? VM_POOL_VFD : VM_POOL_VHD;
}

static void texts_free(char **texts, size_t n)
{
    for (size_t i = 0; i < n; i++)
        free(texts[i]);
    free(texts);
}

void vm_pool_list_free(struct vm_pool *list, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        free(list[i].name);
        texts_free(list[i].parents, list[i].parent_count);
        texts_free(list[i].paths, list[i].path_count);
        texts_free(list[i].switches, list[i].switch_count);
    }
    free(list);
}

/* ---- reading ---- */
static char **read_texts(xmlNodePtr node, const char *element, const char *attr, size_t *n)
{
    xmlNodePtr *nodes;
    size_t found = vm_xml_find_all(node, element, &nodes);
    char **texts = xcalloc(found + 1, sizeof(*texts));
    *n = 0;
    for (size_t i = 0; i < found; i++) {
        texts[*n] = vm_xml_text(nodes[i], attr);
        if (texts[*n])
            ++*n;
    }
    free(nodes);
    return texts;
}

static bool type_of_name(const char *name, enum vm_pool_type *type)
{
    for (int t = 0; name && t < VM_POOL_TYPES; t++) {
        if (strcmp(name, type_names[t]) == 0) {
            *type = (enum vm_pool_type)t;
            return true;
        }
    }
    return false;
}

static bool read_pool(xmlNodePtr node, struct vm_pool *p)
{
    AUTO_FREE char *id = vm_xml_text(node, "@id");
    AUTO_FREE char *type = vm_xml_text(node, "@type");
    *p = (struct vm_pool){ 0 };
    if (!id || strlen(id) >= sizeof(p->id) || !type_of_name(type, &p->type))
        return false;
    memcpy(p->id, id, strlen(id) + 1);
    p->name = vm_xml_text(node, "@name");
    p->primordial = !p->name;
    if (!p->name)
        p->name = xstrdup(VM_POOL_PRIMORDIAL);
    p->metered_since = vm_xml_number(node, "@metered", 0);
    p->parents = read_texts(node, "parent", "@id", &p->parent_count);
    p->paths = read_texts(node, "path", ".", &p->path_count);
    p->switches = read_texts(node, "switch", "@id", &p->switch_count);
    return true;
}

/* The primordial pool's id follows from its type. */
static void primordial_id(enum vm_pool_type type, char id[VM_UUID_SIZE])
{
    snprintf(id, VM_UUID_SIZE, "primordial-%s", type_names[type]);
}

static int pool_cmp(const void *a, const void *b)
{
    const struct vm_pool *x = a, *y = b;
    if (x->type != y->type)
        return x->type < y->type ? -1 : 1;
    if (x->primordial != y->primordial)
        return x->primordial ? -1 : 1;
    return text_casecmp(x->name, strlen(x->name), y->name, strlen(y->name));
}

/* Parents are kept as ids and shown as names; one that is gone is no parent. */
static void name_parents(struct vm_pool *list, size_t n, struct vm_pool *p)
{
    size_t kept = 0;
    for (size_t i = 0; i < p->parent_count; i++) {
        const struct vm_pool *parent = vm_pool_find(list, n, p->type, NULL, p->parents[i]);
        free(p->parents[i]);
        if (parent)
            p->parents[kept++] = xstrdup(parent->name);
    }
    p->parent_count = kept;
    if (!kept && !p->primordial) {
        free(p->parents);
        p->parents = xcalloc(2, sizeof(*p->parents));
        p->parents[p->parent_count++] = xstrdup(VM_POOL_PRIMORDIAL);
    }
}

size_t vm_pools_read(xmlNodePtr root, struct vm_pool **out)
{
    xmlNodePtr *nodes;
    size_t found = vm_xml_find_all(root, "pool", &nodes), n = 0;
    struct vm_pool *list = xcalloc(found + VM_POOL_TYPES, sizeof(*list));
    for (size_t i = 0; i < found; i++) {
        if (read_pool(nodes[i], &list[n]))
            n++;
    }
    free(nodes);
    for (int t = 0; t < VM_POOL_TYPES; t++) {
        char id[VM_UUID_SIZE];
        primordial_id((enum vm_pool_type)t, id);
        if (vm_pool_find(list, n, (enum vm_pool_type)t, NULL, id))
            continue;
        list[n] = (struct vm_pool){ .type = (enum vm_pool_type)t,
                                    .name = xstrdup(VM_POOL_PRIMORDIAL),
                                    .primordial = true };
        memcpy(list[n++].id, id, sizeof(id));
    }
    for (size_t i = 0; i < n; i++)
        name_parents(list, n, &list[i]);
    qsort(list, n, sizeof(*list), pool_cmp);
    *out = list;
    return n;
}

const struct vm_pool *vm_pool_find(const struct vm_pool *list, size_t n, enum vm_pool_type type,
                                   const char *name, const char *id)
{
    for (size_t i = 0; i < n; i++) {
        if (list[i].type == type &&
            (name ? text_caseeq(list[i].name, name) : id && strcmp(list[i].id, id) == 0))
            return &list[i];
    }
    return NULL;
}

static bool is_under(const struct vm_pool *list, size_t n, const struct vm_pool *pool,
                     const char *id, size_t depth)
{
    if (strcmp(pool->id, id) == 0)
        return true;
    for (size_t i = 0; depth && i < pool->parent_count; i++) {
        const struct vm_pool *parent = vm_pool_find(list, n, pool->type, pool->parents[i], NULL);
        if (parent && is_under(list, n, parent, id, depth - 1))
            return true;
    }
    return false;
}

bool vm_pool_is_under(const struct vm_pool *list, size_t n, const struct vm_pool *pool,
                      const char *id)
{
    return is_under(list, n, pool, id, n);
}

int vm_pool_not_found(enum vm_pool_type type, const char *name, struct err **err)
{
    return err_set(err, ERR_OBJECT_NOT_FOUND,
                   "Hyper-V was unable to find a resource pool of type %s with name \"%s\".",
                   vm_pool_type_name(type), name);
}

/* ---- work ---- */
enum action {
    LIST,
    CREATE,
    REMOVE,
    RENAME,
    SET_PARENTS,
    ADD_PATH,
    REMOVE_PATH,
    ADD_SWITCH,
    REMOVE_SWITCH,
    SET_METERED
};
struct work {
    enum action action;
    enum vm_pool_type type;
    char *name, *new_name; /* new_name: or a path, or a switch's id */
    char **parents, **paths;
    size_t parent_count, path_count;
    int64_t since;
    /* result */
    struct vm_pool *list;
    size_t count;
};

static void work_release(void *opaque)
{
    struct work *w = opaque;
    if (!w)
        return;
    free(w->name);
    free(w->new_name);
    texts_free(w->parents, w->parent_count);
    texts_free(w->paths, w->path_count);
    vm_pool_list_free(w->list, w->count);
    free(w);
}

static char **copy_texts(const char *const *texts, size_t n)
{
    char **copy = xcalloc(n + 1, sizeof(*copy));
    for (size_t i = 0; i < n; i++)
        copy[i] = xstrdup(texts[i]);
    return copy;
}

static xmlNodePtr node_of(xmlNodePtr root, const struct vm_pool *p)
{
    xmlNodePtr *nodes, found = NULL;
    size_t n = vm_xml_find_all(root, "pool", &nodes);
    for (size_t i = 0; i < n; i++) {
        if (vm_xml_is(nodes[i], "@id", p->id))
            found = nodes[i];
    }
    free(nodes);
    if (!found) { /* a primordial pool that nothing was said of yet */
        found = vm_xml_add(root, "pool", NULL);
        vm_xml_set_attr(found, "id", p->id);
        vm_xml_set_attr(found, "type", type_names[p->type]);
    }
    return found;
}

static int check_type(enum vm_pool_type type, struct err **err)
{
    if (type < VM_POOL_FIBRE_CHANNEL_PORT)
        return 0;
    err_set(err, ERR_NOT_SUPPORTED,
            "Resource pools of type %s cannot be made on this host: virtual machines have nothing "
            "that could be in them.",
            vm_pool_type_name(type));
    return err_advise(err, type == VM_POOL_PCI_EXPRESS
                               ? "Devices of the host are given to machines one by one."
                               : "A LUN of a host's adapter can be a drive: give its block device "
                                 "to Add-VMHardDiskDrive -Path.");
}

static int check_name(struct work *w, const char *name, struct err **err)
{
    if (vm_name_check(name, err) < 0)
        return -1;
    if (!vm_pool_find(w->list, w->count, w->type, name, NULL))
        return 0;
    return err_set(err, ERR_OBJECT_EXISTS,
                   "A resource pool of type %s with the name \"%s\" already exists.",
                   vm_pool_type_name(w->type), name);
}

static int check_folder(struct vm_call *call, const struct work *w, const char *path,
                        struct err **err)
{
    struct stat st;
    if (!vm_pool_has_paths(w->type))
        return err_set(err, ERR_INVALID_PARAMETER,
                       "A resource pool of type %s has no storage paths.",
                       vm_pool_type_name(w->type));
    if (path[0] != '/')
        return err_set(err, ERR_INVALID_PARAMETER, "The path '%s' is not an absolute path.", path);
    if (vm_core_is_local(call->core) && (stat(path, &st) < 0 || !S_ISDIR(st.st_mode)))
        return err_set(err, ERR_OBJECT_NOT_FOUND, "The folder '%s' was not found.", path);
    return 0;
}

/* Replaces the parents; self NULL: of a new pool. */
static int write_parents(struct work *w, xmlNodePtr node, const struct vm_pool *self,
                         struct err **err)
{
    vm_xml_remove_all(node, "parent");
    for (size_t i = 0; i < w->parent_count; i++) {
        const struct vm_pool *parent =
            vm_pool_find(w->list, w->count, w->type, w->parents[i], NULL);
        if (!parent)
            return vm_pool_not_found(w->type, w->parents[i], err);
        if (self && vm_pool_is_under(w->list, w->count, parent, self->id))
            return err_set(err, ERR_INVALID_PARAMETER,
                           "The resource pool \"%s\" cannot be the parent of \"%s\", which it is "
                           "in.",
                           parent->name, self->name);
        if (!parent->primordial)
            vm_xml_set_attr(vm_xml_add(node, "parent", NULL), "id", parent->id);
    }
    return 0;
}

static int add_path(struct vm_call *call, const struct work *w, xmlNodePtr node, const char *path,
                    struct err **err)
{
    if (check_folder(call, w, path, err) < 0)
        return -1;
    xmlNodePtr *nodes;
    size_t n = vm_xml_find_all(node, "path", &nodes);
    bool there = false;
    for (size_t i = 0; i < n; i++)
        there = there || vm_xml_is(nodes[i], ".", path);
    free(nodes);
    if (there)
        return err_set(err, ERR_OBJECT_EXISTS,
                       "The path '%s' is already in the resource pool \"%s\".", path, w->name);
    vm_xml_add(node, "path", path);
    return 0;
}

static int create(struct vm_call *call, struct work *w, xmlNodePtr root, struct err **err)
{
    char id[VM_UUID_SIZE];
    if (check_type(w->type, err) < 0 || check_name(w, w->name, err) < 0)
        return -1;
    vm_build_uuid(id);
    xmlNodePtr node = vm_xml_add(root, "pool", NULL);
    vm_xml_set_attr(node, "id", id);
    vm_xml_set_attr(node, "type", type_names[w->type]);
    vm_xml_set_attr(node, "name", w->name);
    for (size_t i = 0; i < w->path_count; i++) {
        if (add_path(call, w, node, w->paths[i], err) < 0)
            return -1;
    }
    return write_parents(w, node, NULL, err);
}

/* The name of a machine that has something in the pool, or NULL. */
static int find_member(struct vm_call *call, const char *id, char **name, struct err **err)
{
    virDomainPtr *doms = NULL;
    int n = virConnectListAllDomains(call->conn, &doms, VIR_CONNECT_LIST_DOMAINS_PERSISTENT);
    *name = NULL;
    if (n < 0)
        return vm_err_libvirt(err, "Cannot list the virtual machines");
    for (int i = 0; i < n; i++) {
        char *text = virDomainGetMetadata(doms[i], VIR_DOMAIN_METADATA_ELEMENT, VM_XML_NS,
                                          VIR_DOMAIN_AFFECT_CONFIG);
        AUTO_ERR *ignored = NULL;
        AUTO_XMLDOC doc = text ? vm_xml_parse(text, NULL, &ignored) : NULL;
        free(text);
        if (!*name && doc && vm_pool_is_used(xmlDocGetRootElement(doc), id)) {
            char uuid[VM_UUID_SIZE] = "";
            virDomainGetUUIDString(doms[i], uuid);
            *name = vm_name_of(doms[i], uuid);
        }
        virDomainFree(doms[i]);
    }
    free(doms);
    return 0;
}

static int remove_pool(struct vm_call *call, struct work *w, const struct vm_pool *p,
                       xmlNodePtr node, struct err **err)
{
    AUTO_FREE char *member = NULL;
    for (size_t i = 0; i < w->count; i++) {
        if (&w->list[i] != p && vm_pool_is_under(w->list, w->count, &w->list[i], p->id))
            return err_set(err, ERR_INVALID_STATE,
                           "The resource pool \"%s\" cannot be removed: it is the parent of "
                           "\"%s\".",
                           p->name, w->list[i].name);
    }
    if (find_member(call, p->id, &member, err) < 0)
        return -1;
    if (member)
        return err_set(err, ERR_INVALID_STATE,
                       "The resource pool \"%s\" cannot be removed: something of the virtual "
                       "machine '%s' is in it.",
                       p->name, member);
    vm_xml_remove(node);
    return 0;
}

static int remove_path(struct work *w, xmlNodePtr node, struct err **err)
{
    xmlNodePtr *nodes, found = NULL;
    size_t n = vm_xml_find_all(node, "path", &nodes);
    for (size_t i = 0; i < n; i++) {
        if (vm_xml_is(nodes[i], ".", w->new_name))
            found = nodes[i];
    }
    free(nodes);
    if (!found)
        return err_set(err, ERR_OBJECT_NOT_FOUND,
                       "The path '%s' is not in the resource pool \"%s\".", w->new_name, w->name);
    vm_xml_remove(found);
    return 0;
}

static int change_switch(struct work *w, xmlNodePtr node, struct err **err)
{
    xmlNodePtr *nodes, found = NULL;
    bool add = w->action == ADD_SWITCH;
    size_t n = vm_xml_find_all(node, "switch", &nodes);
    for (size_t i = 0; i < n; i++) {
        if (vm_xml_is(nodes[i], "@id", w->new_name))
            found = nodes[i];
    }
    free(nodes);
    if (add == (found != NULL))
        return err_set(err, add ? ERR_OBJECT_EXISTS : ERR_OBJECT_NOT_FOUND,
                       "The virtual switch is %s in the resource pool \"%s\".",
                       add ? "already" : "not", w->name);
    if (add)
        vm_xml_set_attr(vm_xml_add(node, "switch", NULL), "id", w->new_name);
    else
        vm_xml_remove(found);
    return 0;
}

static int refuse_primordial(enum action action, const struct vm_pool *p, struct err **err)
{
    if (!p->primordial || action == SET_METERED)
        return 0;
    return err_set(err, ERR_INVALID_PARAMETER,
                   "The primordial resource pool of type %s cannot be changed.",
                   vm_pool_type_name(p->type));
}

static int change(struct vm_call *call, struct work *w, xmlNodePtr root, struct err **err)
{
    if (w->action == CREATE)
        return create(call, w, root, err);
    const struct vm_pool *p = vm_pool_find(w->list, w->count, w->type, w->name, NULL);
    if (!p)
        return vm_pool_not_found(w->type, w->name, err);
    if (refuse_primordial(w->action, p, err) < 0)
        return -1;
    xmlNodePtr node = node_of(root, p);
    switch (w->action) {
    case REMOVE:
        return remove_pool(call, w, p, node, err);
    case RENAME:
        if (!text_caseeq(w->name, w->new_name) && check_name(w, w->new_name, err) < 0)
            return -1;
        vm_xml_set_attr(node, "name", w->new_name);
        return 0;
    case SET_PARENTS:
        return write_parents(w, node, p, err);
    case ADD_PATH:
        return add_path(call, w, node, w->new_name, err);
    case REMOVE_PATH:
        return remove_path(w, node, err);
    case ADD_SWITCH:
    case REMOVE_SWITCH:
        return change_switch(w, node, err);
    case SET_METERED:
        if (w->since)
            vm_xml_set_attrf(node, "metered", "%lld", (long long)w->since);
        else
            vm_xml_set_attr(node, "metered", NULL);
        if (p->primordial && !w->since)
            vm_xml_remove(node);
        return 0;
    case LIST:
    case CREATE:
        break;
    }
    return 0;
}

static int work(struct vm_call *call, void *opaque, struct err **err)
{
    struct work *w = opaque;
    if (w->action == LIST) {
        AUTO_XMLDOC doc = vm_host_store_read(call, "pools", err);
        if (!doc)
            return -1;
        w->count = vm_pools_read(xmlDocGetRootElement(doc), &w->list);
        return 0;
    }
    AUTO_HOST_STORE store = { 0 };
    if (vm_host_store_begin(call, "pools", &store, err) < 0)
        return -1;
    w->count = vm_pools_read(store.root, &w->list);
    return change(call, w, store.root, err) < 0 ? -1 : vm_host_store_commit(&store, err);
}

/* Takes w. */
static int run(struct vm_host *host, struct work *w, struct err **err)
{
    void *p = w;
    int rc = vm_call_run(host, "Changing resource pools", VM_CALL_CHANGE, 0, work, &p, work_release,
                         err);
    work_release(p);
    return rc;
}

static struct work *work_new(enum action action, enum vm_pool_type type, const char *name)
{
    struct work *w = xcalloc(1, sizeof(*w));
    w->action = action;
    w->type = type;
    w->name = xstrdup(name);
    return w;
}

int vm_pool_list(struct vm_host *host, struct vm_pool **list, size_t *n, struct err **err)
{
    struct work *w = work_new(LIST, VM_POOL_MEMORY, NULL);
    void *p = w;
    *list = NULL;
    *n = 0;
    int rc =
        vm_call_run(host, "Reading resource pools", VM_CALL_READ, 0, work, &p, work_release, err);
    if (rc == 0) {
        *list = STEAL(w->list);
        *n = w->count;
        w->count = 0;
    }
    work_release(p);
    return rc;
}

int vm_pool_create(struct vm_host *host, enum vm_pool_type type, const char *name,
                   const char *const *parents, size_t parent_count, const char *const *paths,
                   size_t path_count, struct err **err)
{
    struct work *w = work_new(CREATE, type, name);
    w->parents = copy_texts(parents, parent_count);
    w->parent_count = parent_count;
    w->paths = copy_texts(paths, path_count);
    w->path_count = path_count;
    return run(host, w, err);
}

int vm_pool_remove(struct vm_host *host, enum vm_pool_type type, const char *name, struct err **err)
{
    return run(host, work_new(REMOVE, type, name), err);
}

int vm_pool_rename(struct vm_host *host, enum vm_pool_type type, const char *name,
                   const char *new_name, struct err **err)
{
    struct work *w = work_new(RENAME, type, name);
    w->new_name = xstrdup(new_name);
    return run(host, w, err);
}

int vm_pool_set_parents(struct vm_host *host, enum vm_pool_type type, const char *name,
                        const char *const *parents, size_t parent_count, struct err **err)
{
    struct work *w = work_new(SET_PARENTS, type, name);
    w->parents = copy_texts(parents, parent_count);
    w->parent_count = parent_count;
    return run(host, w, err);
}

int vm_pool_add_path(struct vm_host *host, enum vm_pool_type type, const char *name,
                     const char *path, struct err **err)
{
    struct work *w = work_new(ADD_PATH, type, name);
    w->new_name = xstrdup(path);
    return run(host, w, err);
}

int vm_pool_remove_path(struct vm_host *host, enum vm_pool_type type, const char *name,
                        const char *path, struct err **err)
{
    struct work *w = work_new(REMOVE_PATH, type, name);
    w->new_name = xstrdup(path);
    return run(host, w, err);
}

int vm_pool_set_switch(struct vm_host *host, const char *name, const char *switch_id, bool member,
                       struct err **err)
{
    struct work *w = work_new(member ? ADD_SWITCH : REMOVE_SWITCH, VM_POOL_ETHERNET, name);
    w->new_name = xstrdup(switch_id);
    return run(host, w, err);
}

int vm_pool_set_metered(struct vm_host *host, enum vm_pool_type type, const char *name,
                        int64_t since, struct err **err)
{
    struct work *w = work_new(SET_METERED, type, name);
    w->since = since;
    return run(host, w, err);
}
