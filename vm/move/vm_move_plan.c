#include "vm/move/vm_move_plan.h"

#include <string.h>

#include "shell/base/alloc.h"
#include "vm/move/vm_migration_work.h"
#include "vm/vm_build.h"
#include "vm/vm_served.h"
#include "vm/xml_map.h"

/* sun_path holds 108 bytes with the NUL; the longest name of a socket in the folder. */
#define LONGEST_SOCKET "/com1-2.sock"
enum { SOCKET_PATH_MAX = 107 };

void vm_move_plan_release(struct vm_move_plan *plan)
{
    for (size_t i = 0; i < plan->disk_count; i++) {
        struct vm_move_item *d = &plan->disks[i];
        free(d->target);
        free(d->from);
        free(d->to);
        free(d->format);
    }
    for (size_t i = 0; i < plan->file_count; i++)
        free(plan->files[i]);
    for (size_t i = 0; i < plan->lost_count; i++) {
        free(plan->lost[i].id);
        free(plan->lost[i].network);
    }
    free(plan->lost);
    free(plan->disks);
    free(plan->files);
    free(plan->folder);
    free(plan->new_folder);
    free(plan->snapshot_path);
    free(plan->smart_paging_path);
    vm_migration_settings_release(&plan->from);
    vm_migration_settings_release(&plan->to);
    free(plan->host);
    free(plan->source_host);
    *plan = (struct vm_move_plan){ 0 };
}

static const char *name_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static char *without_end(const char *path)
{
    size_t len = strlen(path);
    while (len > 1 && path[len - 1] == '/')
        len--;
    return xstrndup(path, len);
}

static void add_file(struct vm_move_plan *plan, char *path)
{
    plan->files = xreallocarray(plan->files, plan->file_count + 1, sizeof(*plan->files));
    plan->files[plan->file_count++] = path;
}

/* ---- disks ---- */
static void read_disk(xmlNodePtr node, struct vm_move_item *d)
{
    struct vm_served served;
    d->target = vm_xml_text(node, "target/@dev");
    d->format = vm_xml_text(node, "driver/@type");
    if (vm_served_read(node, &served)) {
        d->from = STEAL(served.path);
        d->served = d->file = true;
        vm_served_release(&served);
        return;
    }
    d->from = vm_xml_text(node, "source/@file");
    d->file = d->from != NULL;
    if (!d->from)
        d->from = vm_xml_text(node, "source/@dev");
    if (!d->from)
        d->from = vm_xml_text(node, "source/@name");
    if (!d->from)
        d->from = vm_xml_text(node, "source/@volume");
}

static void find_disks(struct vm_move_plan *plan, xmlNodePtr root)
{
    xmlNodePtr *nodes;
    size_t n = vm_xml_find_all(root, "devices/disk", &nodes);
    plan->disks = xcalloc(n + 1, sizeof(*plan->disks));
    for (size_t i = 0; i < n; i++) {
        if (vm_xml_is(nodes[i], "@device", "disk") || !vm_xml_find(nodes[i], "@device")) {
            read_disk(nodes[i], &plan->disks[plan->disk_count++]);
        } else {
            char *medium = vm_xml_text(nodes[i], "source/@file");
            if (medium)
                add_file(plan, medium);
        }
    }
    free(nodes);
    static const char *const others[] = { "os/kernel", "os/initrd" };
    for (size_t i = 0; i < ARRAY_SIZE(others); i++) {
        char *path = vm_xml_text(root, others[i]);
        if (path)
            add_file(plan, path);
    }
}

/* ---- switches ---- */
static void find_switches(struct vm_edit *e, xmlNodePtr root, virConnectPtr destination,
                          struct vm_move_plan *plan)
{
    xmlNodePtr *nodes;
    size_t n = vm_xml_find_all(root, "devices/interface[source/@network]", &nodes);
    plan->lost = xcalloc(n + 1, sizeof(*plan->lost));
    for (size_t i = 0; i < n; i++) {
        AUTO_FREE char *name = vm_xml_text(nodes[i], "source/@network");
        AUTO_NETWORK there = virNetworkLookupByName(destination, name);
        if (there)
            continue;
        struct vm_move_adapter *lost = &plan->lost[plan->lost_count++];
        lost->id = vm_xml_text(nodes[i], "alias/@name");
        lost->network = STEAL(name);
        /* What runs may have been started under other settings. */
        xmlNodePtr record = lost->id ? vm_build_find_record(e->root, "adapter", lost->id) : NULL;
        lost->connected = !record || !vm_xml_bool(record, "@disconnected", false);
    }
    free(nodes);
}

/* QEMU goes on with the kind of connection that it has: a tap, on no bridge. */
static void move_adapters(const struct vm_move_plan *plan, xmlNodePtr root, bool live)
{
    static const char *const gone[] = { "source", "target", "virtualport", "filterref" };
    xmlNodePtr *nodes;
    size_t n = vm_xml_find_all(root, "devices/interface", &nodes);
    for (size_t i = 0; i < n; i++) {
        AUTO_FREE char *id = vm_xml_text(nodes[i], "alias/@name");
        bool lost = false;
        for (size_t j = 0; id && j < plan->lost_count; j++)
            lost = lost || (plan->lost[j].id && strcmp(plan->lost[j].id, id) == 0);
        if (!lost)
            continue;
        for (size_t j = 0; j < ARRAY_SIZE(gone); j++)
            vm_xml_remove_all(nodes[i], gone[j]);
        vm_build_nic_source(nodes[i], NULL);
        if (live)
            vm_xml_set_attr(nodes[i], "type", "ethernet");
    }
    free(nodes);
}

static int must_be_absolute(const char *path, struct err **err)
{
    return !path || path[0] == '/' ? 0
                                   : err_set(err, ERR_INVALID_PARAMETER,
                                             "The path '%s' is not an absolute path.", path);
}

static int check_paths(const struct vm_move_spec *spec, struct err **err)
{
    const char *const paths[] = { spec->storage_path, spec->vm_path, spec->snapshot_path,
                                  spec->smart_paging_path };
    for (size_t i = 0; i < ARRAY_SIZE(paths); i++)
        if (must_be_absolute(paths[i], err) < 0)
            return -1;
    for (size_t i = 0; i < spec->disk_count; i++)
        if (must_be_absolute(spec->disks[i].destination, err) < 0)
            return -1;
    return 0;
}

static int send_disks(struct vm_edit *e, struct vm_call *destination,
                      const struct vm_move_spec *spec, struct vm_move_plan *plan, struct err **err)
{
    for (size_t i = 0; i < spec->disk_count; i++) {
        const struct vm_move_disk *wanted = &spec->disks[i];
        struct vm_move_item *found = NULL;
        for (size_t j = 0; j < plan->disk_count; j++)
            if (plan->disks[j].from && strcmp(plan->disks[j].from, wanted->source) == 0)
                found = &plan->disks[j];
        if (!found)
            return err_set(err, ERR_OBJECT_NOT_FOUND,
                           "The virtual hard disk '%s' is not attached to '%s'.", wanted->source,
                           e->name);
        free(found->to);
        found->to = xstrdup(wanted->destination);
    }
    if (!spec->include_storage)
        return 0;
    AUTO_FREE char *folder = NULL;
    if (spec->storage_path) {
        AUTO_FREE char *base = without_end(spec->storage_path);
        folder = xasprintf("%s/Virtual Hard Disks", strcmp(base, "/") ? base : "");
    } else {
        folder = vm_core_vhd_path(destination->core);
    }
    for (size_t i = 0; i < plan->disk_count; i++) {
        struct vm_move_item *d = &plan->disks[i];
        if (!d->to && d->from && d->file)
            d->to = xasprintf("%s/%s", folder, name_of(d->from));
    }
    return 0;
}

char *vm_move_server_of(const struct vm_core *core)
{
    const char *at = strstr(core->uri, "://");
    if (!at || at[3] == '/' || !at[3])
        return NULL;
    at += 3;
    size_t len = strcspn(at, "/?");
    const char *user = memchr(at, '@', len);
    if (user) {
        len -= (size_t)(user + 1 - at);
        at = user + 1;
    }
    if (*at == '[')
        return xstrndup(at + 1, strcspn(at + 1, "]"));
    size_t name = strcspn(at, ":/?");
    return xstrndup(at, name < len ? name : len);
}

/* ---- the machine's folder ---- */
static int plan_folder(struct vm_edit *e, struct vm_call *destination,
                       const struct vm_move_spec *spec, struct vm_move_plan *plan, struct err **err)
{
    plan->folder = vm_xml_text(e->root, XML_HV "/@path");
    if (plan->folder && plan->folder[0] != '/') {
        free(plan->folder);
        plan->folder = NULL;
    }
    AUTO_FREE char *defaults =
        spec->include_storage && !spec->storage_path ? vm_core_vm_path(destination->core) : NULL;
    const char *parent = spec->vm_path            ? spec->vm_path
                         : !spec->include_storage ? NULL
                         : spec->storage_path     ? spec->storage_path
                                                  : defaults;
    if (!plan->folder || !parent) {
        plan->new_folder = xstrdup(plan->folder);
        return 0;
    }
    const char *name = virDomainGetName(e->dom);
    AUTO_FREE char *base = without_end(parent);
    AUTO_FREE char *own = strcmp(name_of(base), name) == 0
                              ? xstrdup(base)
                              : xasprintf("%s/%s", strcmp(base, "/") ? base : "", name);
    if (strlen(own) + strlen(LONGEST_SOCKET) > SOCKET_PATH_MAX) {
        char uuid[VIR_UUID_STRING_BUFLEN] = "";
        virDomainGetUUIDString(e->dom, uuid);
        free(own);
        own = xasprintf("%s/%.8s", base, uuid);
    }
    if (strlen(own) + strlen(LONGEST_SOCKET) > SOCKET_PATH_MAX)
        return err_set(
            err, ERR_INVALID_PARAMETER,
            "The path '%s' is too long: a machine's COM ports are sockets in its folder.", parent);
    plan->new_folder = STEAL(own);
    return 0;
}

int vm_move_plan_make(struct vm_edit *e, xmlNodePtr root, struct vm_call *destination,
                      const struct vm_move_spec *spec, struct vm_move_plan *plan, struct err **err)
{
    char *host = virConnectGetHostname(destination->conn);
    char *here = virConnectGetHostname(e->call->conn);
    plan->host = xstrdup(host ? host : destination->core->uri);
    plan->source_host = xstrdup(here ? here : e->call->core->uri);
    free(host);
    free(here);
    plan->snapshot_path = xstrdup(spec->snapshot_path);
    plan->smart_paging_path = xstrdup(spec->smart_paging_path);
    if (vm_migration_load(e->call, &plan->from, err) < 0 ||
        vm_migration_load(destination, &plan->to, err) < 0)
        return -1;
    find_switches(e, root, destination->conn, plan);
    find_disks(plan, root);
    if (check_paths(spec, err) < 0 || send_disks(e, destination, spec, plan, err) < 0)
        return -1;
    return plan_folder(e, destination, spec, plan, err);
}

/* ---- the document ---- */

/* An attribute or element with a path below the old folder. */
static void rebase(xmlNodePtr node, const char *attribute, const char *from, const char *to)
{
    AUTO_FREE char *path = vm_xml_text(node, attribute);
    size_t len = strlen(from);
    if (!path || strncmp(path, from, len) != 0 || path[len] != '/')
        return;
    AUTO_FREE char *moved = xasprintf("%s%s", to, path + len);
    vm_xml_set(node, attribute, moved);
}

/* com1.sock and com1-2.sock take turns. */
static void rename_socket(xmlNodePtr node)
{
    AUTO_FREE char *path = vm_xml_text(node, "source/@path");
    char *end = path && strlen(path) > 7 ? path + strlen(path) - 5 : NULL;
    if (!end || strcmp(end, ".sock") != 0)
        return;
    bool second = strncmp(end - 2, "-2", 2) == 0;
    *(second ? end - 2 : end) = '\0';
    vm_xml_setf(node, "source/@path", "%s%s.sock", path, second ? "" : "-2");
}

static void move_ports(const struct vm_move_plan *plan, xmlNodePtr root, bool shared_folder)
{
    xmlNodePtr *nodes;
    size_t n = vm_xml_find_all(
        root, "devices/*[self::serial or self::console or self::parallel or self::channel]",
        &nodes);
    for (size_t i = 0; i < n; i++) {
        AUTO_FREE char *path = vm_xml_text(nodes[i], "source/@path");
        size_t len = strlen(plan->folder);
        bool ours = path && strncmp(path, plan->folder, len) == 0 && path[len] == '/';
        if (ours && shared_folder)
            rename_socket(nodes[i]);
        rebase(nodes[i], "source/@path", plan->folder, plan->new_folder);
        rebase(nodes[i], "log/@file", plan->folder, plan->new_folder);
    }
    free(nodes);
}

static void move_disk(const struct vm_move_plan *plan, xmlNodePtr node)
{
    struct vm_move_item d = { 0 };
    read_disk(node, &d);
    for (size_t i = 0; i < plan->disk_count; i++) {
        const struct vm_move_item *p = &plan->disks[i];
        if (!p->to || !d.from || strcmp(p->from, d.from) != 0)
            continue;
        vm_xml_set(node, d.served ? "source/@name" : "source/@file", p->to);
        vm_xml_remove_all(node, "backingStore");
        break;
    }
    free(d.target);
    free(d.from);
    free(d.format);
}

void vm_move_plan_apply(const struct vm_move_plan *plan, xmlNodePtr root, bool live,
                        bool shared_folder)
{
    xmlNodePtr *nodes;
    size_t n = vm_xml_find_all(root, "devices/disk[not(@device) or @device='disk']", &nodes);
    for (size_t i = 0; i < n; i++)
        move_disk(plan, nodes[i]);
    free(nodes);
    move_adapters(plan, root, live);
    if (plan->folder) {
        move_ports(plan, root, shared_folder);
        rebase(root, "os/nvram", plan->folder, plan->new_folder);
        vm_xml_set(root, XML_HV "/@path", plan->new_folder);
    }
    if (plan->snapshot_path)
        vm_xml_set(root, XML_HV "/hv:checkpoints/@path", plan->snapshot_path);
    if (plan->smart_paging_path)
        vm_xml_set(root, XML_HV "/@smartPagingPath", plan->smart_paging_path);
}
