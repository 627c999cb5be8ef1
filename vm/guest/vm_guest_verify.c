/* What came of a copy: a guest's refusals in words, and whether both files are the same. */
#include <errno.h>
#include <inttypes.h>

#include "shell/base/alloc.h"
#include "shell/base/digest.h"
#include "vm/guest/vm_guest.h"
#include "vm/guest/vm_guest_route.h"

void vm_guest_refused(struct err **err, enum vm_guest_way way, const char *source, uint32_t status)
{
    const char *text = wire_status_text(status);
    enum err_kind kind =
        status == (uint32_t)WIRE_E_FILE_EXISTS ? ERR_OBJECT_EXISTS
        : status == (uint32_t)WIRE_E_PATH_NOT_FOUND || status == (uint32_t)WIRE_E_FILE_NOT_FOUND
            ? ERR_OBJECT_NOT_FOUND
        : status == (uint32_t)WIRE_E_ACCESS_DENIED ? ERR_ACCESS_DENIED
                                                   : ERR_OPERATION_FAILED;
    err_set_code(err, ERR_DOMAIN_AGENT, kind, (int)status,
                 "Failed to initiate copying '%s' %s the guest: %s (0x%08" PRIX32 ")", source,
                 way == VM_GUEST_TO ? "to" : "from", text ? text : "Unknown error.", status);
    if (status == (uint32_t)WIRE_E_FILE_EXISTS)
        err_advise(err, "-Force overwrites it");
    else if (status == (uint32_t)WIRE_E_PATH_NOT_FOUND && way == VM_GUEST_TO)
        err_advise(err, "-CreateFullPath makes the folders that are missing");
}

static int host_digest(const char *path, uint8_t digest[DIGEST_MAX], struct err **err)
{
    AUTO_FILE FILE *f = fopen(path, "rbe");
    AUTO_FREE uint8_t *buf = xmalloc(1 << 16);
    struct digest d;
    if (!f)
        return err_set_errno(err, errno, "Cannot read '%s'", path);
    digest_begin(&d, DIGEST_SHA256);
    for (size_t n; (n = fread(buf, 1, 1 << 16, f));)
        digest_add(&d, buf, n);
    if (ferror(f))
        return err_set_errno(err, EIO, "Cannot read '%s'", path);
    digest_end(&d, digest);
    return 0;
}

int vm_guest_verify(struct vm_guest_route *route, enum vm_guest_way way, struct vm_guest_copied *c,
                    struct err **err)
{
    uint8_t here[DIGEST_MAX], there[FCOPY_DIGEST_SIZE];
    const char *host = way == VM_GUEST_TO ? c->source : c->target;
    const char *guest = way == VM_GUEST_TO ? c->target : c->source;
    uint32_t status;
    if (c->err || host_digest(host, here, &c->err))
        return 0;
    if (route->is_offline ? vm_offline_digest(&route->offline, guest, c->size, &status, there, err)
        : route->by_agent
            ? vm_agent_digest(&route->agent, guest, c->size, &status, there, err)
            : guest_client_digest(&route->channel.client, guest, c->size, &status, there, err))
        return -1;
    if (status)
        vm_guest_refused(&c->err, way, c->source, status);
    else if (memcmp(here, there, sizeof(there)))
        err_set(&c->err, ERR_OPERATION_FAILED,
                "'%s' in the guest and '%s' here differ: their SHA-256 are not the same", guest,
                host);
    return 0;
}
