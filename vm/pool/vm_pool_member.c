#include "vm/pool/vm_pool_member.h"

#include <limits.h>
#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "vm/pool/vm_host_store.h"
#include "vm/pool/vm_meter_watch.h"
#include "vm/pool/vm_pool_meter.h"
#include "vm/vm_build.h"
#include "vm/vm_core.h"
#include "vm/xml_map.h"

/* ---- a machine's references ---- */
static xmlNodePtr find_ref(xmlNodePtr domain, enum vm_pool_type type, const char *device)
{
    xmlNodePtr *nodes, found = NULL;
    size_t n = vm_xml_find_all(domain, XML_HV "/hv:pool", &nodes);
    for (size_t i = 0; i < n && !found; i++) {
        AUTO_FREE char *of = vm_xml_text(nodes[i], "@device");
        if (vm_xml_is(nodes[i], "@type", vm_pool_type_name(type)) &&
            (device ? of && strcmp(of, device) == 0 : !of))
            found = nodes[i];
    }
    free(nodes);
    return found;
}

void vm_pool_forget(xmlNodePtr domain, const char *device)
{
    xmlNodePtr *nodes;
    size_t n = vm_xml_find_all(domain, XML_HV "/hv:pool", &nodes);
    for (size_t i = 0; i < n; i++) {
        if (vm_xml_is(nodes[i], "@device", device))
            vm_xml_remove(nodes[i]);
    }
    free(nodes);
}

bool vm_pool_is_used(xmlNodePtr metadata, const char *id)
{
    xmlNodePtr *nodes;
    size_t n = vm_xml_find_all(metadata, "pool", &nodes); /* libvirt takes our namespace away */
    bool used = false;
    for (size_t i = 0; i < n; i++)
        used = used || vm_xml_is(nodes[i], "@id", id);
    free(nodes);
    return used;
}

/* ---- paths ---- */
static bool below(const char *folder, const char *path)
{
    size_t len = strlen(folder);
    while (len > 1 && folder[len - 1] == '/')
        len--;
    return strncmp(folder, path, len) == 0 && (len == 1 || path[len] == '/');
}

/* Links are followed where the files are ours to see. */
static bool is_below(const struct vm_edit *e, const char *folder, const char *path)
{
    bool local = vm_core_is_local(e->call->core);
    AUTO_FREE char *real_folder = local ? realpath(folder, NULL) : NULL;
    AUTO_FREE char *real_path = local ? realpath(path, NULL) : NULL;
    /* A file that is yet to come is where its name says. */
    return below(real_folder ? real_folder : folder, real_path ? real_path : path) ||
           (!real_path && below(folder, path));
}

static int check_path(const struct vm_edit *e, const struct vm_pool *pool, const char *path,
                      struct err **err)
{
    for (size_t i = 0; i < pool->path_count; i++) {
        if (is_below(e, pool->paths[i], path))
            return 0;
    }
    err_set(err, ERR_INVALID_PARAMETER,
            "The file '%s' is not in a storage path of the resource pool \"%s\".", path,
            pool->name);
    return err_advise(err, "Get-VMStoragePath lists its paths, Add-VMStoragePath adds one.");
}

/* Records of metered pools begin and end with what is in them. */
static int follow_metering(struct vm_edit *e, const struct vm_pool *list, size_t n,
                           enum vm_pool_type type, const char *device, struct err **err)
{
    struct vm_config config;
    struct vm_counters now = { 0 };
    int rc = 0;
    vm_config_from_xml(e->root, NULL, &config);
    for (size_t i = 0; rc == 0 && i < n; i++) {
        if (list[i].type != type || !list[i].metered_since)
            continue;
        bool member = vm_pool_has_member(list, n, &list[i], &config);
        xmlNodePtr record = vm_meter_find(e->root, list[i].id);
        if (record && !member)
            vm_xml_remove(record);
        if (record && member && device)
            vm_meter_device_from_zero(record, device);
        if (record || !member)
            continue;
        if (!now.now_ms)
            rc = vm_counters_read(e->call, e->dom, e->root, &now, err);
        if (rc == 0)
            vm_meter_begin(e->root, list[i].id, &now);
    }
    vm_counters_release(&now);
    vm_config_release(&config);
    return rc;
}

int vm_pool_put(struct vm_edit *e, enum vm_pool_type type, const char *name, const char *device,
                const char *path, struct err **err)
{
    xmlNodePtr ref = find_ref(e->root, type, device);
    if (!name && !(ref && path))
        return 0;
    AUTO_XMLDOC doc = vm_host_store_read(e->call, "pools", err);
    if (!doc)
        return -1;
    AUTO_FREE char *id = name ? NULL : vm_xml_text(ref, "@id");
    struct vm_pool *list;
    size_t n = vm_pools_read(xmlDocGetRootElement(doc), &list);
    const struct vm_pool *pool = vm_pool_find(list, n, type, name, id);
    int rc = 0;
    if (!pool && name)
        rc = vm_pool_not_found(type, name, err);
    else if (pool && path && vm_pool_has_paths(type) && !pool->primordial)
        rc = check_path(e, pool, path, err);
    if (rc == 0 && name) {
        vm_xml_remove(ref);
        if (!pool->primordial) {
            xmlNodePtr node = vm_xml_add(vm_build_metadata(e->root), "hv:pool", NULL);
            vm_xml_set_attr(node, "type", vm_pool_type_name(type));
            vm_xml_set_attr(node, "id", pool->id);
            vm_xml_set_attr(node, "device", device);
        }
    }
    if (rc == 0 && name)
        rc = follow_metering(e, list, n, type, device, err);
    vm_pool_list_free(list, n);
    return rc;
}
