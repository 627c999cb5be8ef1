#include "vm/vm_disk_server.h"

#include <dlfcn.h>
#include <string.h>

#include "disk/served.h"
#include "shell/base/alloc.h"
#include "shell/base/spawn.h"
#include "vm/vm_core.h"

#define PROGRAM "hvsh-disk"
enum { START_TIMEOUT_MS = 150000 };

char *vm_disk_server_dir(enum vm_driver driver)
{
    return driver == VM_DRIVER_SYSTEM || driver == VM_DRIVER_REMOTE
               ? xstrdup(DISK_SERVED_SYSTEM_DIR)
               : disk_served_dir();
}

/* May this process start servers that QEMU of this connection reaches? */
static bool is_for_us(const struct vm_core *core)
{
    return vm_core_is_local(core) && core->driver != VM_DRIVER_TEST &&
           (core->driver != VM_DRIVER_SYSTEM || geteuid() == 0);
}

/* The program stands beside this module. */
static char *program_path(void)
{
    Dl_info info;
    const char *slash = NULL;
    if (dladdr((const void *)(uintptr_t)&vm_disk_server_start, &info) && info.dli_fname)
        slash = strrchr(info.dli_fname, '/');
    return slash ? xasprintf("%.*s/" PROGRAM, (int)(slash - info.dli_fname), info.dli_fname)
                 : xstrdup(PROGRAM);
}

static int start(struct vm_call *call, const struct vm_served *served, const char *uuid,
                 struct err **err)
{
    AUTO_FREE char *program = program_path();
    AUTO_FREE char *uri = NULL;
    char *said = virConnectGetURI(call->conn);
    uri = xstrdup(said ? said : call->core->uri);
    free(said);
    const char *argv[] = { program,
                           "start",
                           "--socket",
                           served->socket,
                           "--file",
                           served->path,
                           "--uri",
                           uri,
                           "--domain",
                           uuid,
                           "--target",
                           served->target,
                           served->readonly ? "--readonly" : NULL,
                           NULL };
    struct spawn sp = { .argv = argv, .timeout_ms = START_TIMEOUT_MS };
    AUTO_ERR *why = NULL;
    if (spawn_run(&sp, NULL, NULL, &why) == 0)
        return 0;
    err_set(err, ERR_OPERATION_FAILED, "The virtual hard disk '%s' cannot be served: %s",
            served->path, why->message);
    return why->kind == ERR_OBJECT_NOT_FOUND
               ? err_advise(err, "Install hvsh whole: " PROGRAM " stands beside its modules.")
               : -1;
}

int vm_disk_server_start(struct vm_call *call, const struct vm_served *served, const char *uuid,
                         struct err **err)
{
    if (is_for_us(call->core))
        return start(call, served, uuid, err);
    err_set(err, ERR_NOT_SUPPORTED,
            "The virtual hard disk '%s' cannot be added while the virtual machine runs: that "
            "starts a server on its host.",
            served->path);
    return err_advise(err, "Run hvsh as root on that host, or turn the virtual machine off first.");
}

void vm_disk_server_stop(struct vm_call *call, const struct vm_served *served)
{
    AUTO_ERR *ignored = NULL;
    if (served->socket && is_for_us(call->core))
        (void)(vm_served_stop(served, 1, &ignored) == 0);
}

static size_t served_of(virDomainPtr dom, struct vm_served **served)
{
    AUTO_ERR *ignored = NULL;
    char *xml = virDomainGetXMLDesc(dom, VIR_DOMAIN_XML_INACTIVE);
    AUTO_XMLDOC doc = xml ? vm_xml_parse(xml, "domain", &ignored) : NULL;
    free(xml);
    *served = NULL;
    return doc ? vm_served_of(xmlDocGetRootElement(doc), served) : 0;
}

int vm_disk_server_start_all(struct vm_call *call, virDomainPtr dom, struct err **err)
{
    char uuid[VIR_UUID_STRING_BUFLEN];
    struct vm_served *served;
    if (!is_for_us(call->core) || virDomainGetUUIDString(dom, uuid))
        return 0;
    AUTO_ERR *ignored = NULL;
    size_t n = served_of(dom, &served), i = 0;
    while (i < n && start(call, &served[i], uuid, err) == 0)
        i++;
    int r = i < n ? -1 : 0;
    if (r)
        (void)(vm_served_stop(served, i, &ignored) == 0);
    vm_served_free(served, n);
    return r;
}

void vm_disk_server_stop_all(struct vm_call *call, virDomainPtr dom)
{
    struct vm_served *served;
    if (!is_for_us(call->core) || virDomainIsActive(dom) != 0)
        return;
    AUTO_ERR *ignored = NULL;
    size_t n = served_of(dom, &served);
    (void)(vm_served_stop(served, n, &ignored) == 0);
    vm_served_free(served, n);
}
