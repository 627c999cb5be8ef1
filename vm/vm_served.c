#include "vm/vm_served.h"

#include <string.h>

#include "disk/served.h"
#include "shell/base/alloc.h"

/* Others may use NBD as well: ours is known by the folder's name. */
static bool is_ours(const char *socket)
{
    return socket && socket[0] == '/' && strstr(socket, "/hvsh") && strstr(socket, "/disk/");
}

/* node: the <disk> itself, or the <backingStore> at the end of its chain. */
static bool read_node(xmlNodePtr node, xmlNodePtr disk, struct vm_served *served)
{
    *served = (struct vm_served){ .socket = vm_xml_text(node, "source/host/@socket"),
                                  .path = vm_xml_text(node, "source/@name"),
                                  .target = vm_xml_text(disk, "target/@dev"),
                                  .readonly = vm_xml_find(disk, "readonly") != NULL };
    if (vm_xml_is(node, "@type", "network") && vm_xml_is(node, "source/@protocol", "nbd") &&
        vm_xml_is(node, "source/host/@transport", "unix") && is_ours(served->socket) &&
        served->path && served->path[0] == '/')
        return true;
    vm_served_release(served);
    return false;
}

bool vm_served_read(xmlNodePtr disk, struct vm_served *served)
{
    return read_node(disk, disk, served);
}

size_t vm_served_of(xmlNodePtr domain, struct vm_served **served)
{
    xmlNodePtr *nodes;
    size_t n = vm_xml_find_all(domain, "devices/disk", &nodes), found = 0;
    *served = xcalloc(n + 1, sizeof(**served));
    for (size_t i = 0; i < n; i++) {
        xmlNodePtr node = nodes[i], below = vm_xml_child(node, "backingStore");
        for (; below; below = vm_xml_child(below, "backingStore"))
            node = below;
        found += read_node(node, nodes[i], &(*served)[found]);
    }
    free(nodes);
    return found;
}

int vm_served_stop(const struct vm_served *served, size_t n, struct err **err)
{
    AUTO_FREE const char **sockets = xcalloc(n + 1, sizeof(*sockets));
    for (size_t i = 0; i < n; i++)
        sockets[i] = served[i].socket;
    return disk_served_stop(sockets, n, err);
}

void vm_served_release(struct vm_served *served)
{
    free(served->socket);
    free(served->path);
    free(served->target);
    *served = (struct vm_served){ 0 };
}

void vm_served_free(struct vm_served *served, size_t n)
{
    for (size_t i = 0; i < n; i++)
        vm_served_release(&served[i]);
    free(served);
}
