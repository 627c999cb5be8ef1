#include <libvirt/virterror.h>

#include "shell/base/alloc.h"
#include "shell/base/strbuf.h"
#include "vm/vm.h"
#include "vm/vm_call.h"

static const struct {
    int code;
    enum err_kind kind;
} kinds[] = {
    { VIR_ERR_NO_SUPPORT, ERR_NOT_SUPPORTED },
    { VIR_ERR_CONFIG_UNSUPPORTED, ERR_NOT_SUPPORTED },
    { VIR_ERR_OPERATION_UNSUPPORTED, ERR_NOT_SUPPORTED },
    { VIR_ERR_ARGUMENT_UNSUPPORTED, ERR_NOT_SUPPORTED },
    { VIR_ERR_INVALID_ARG, ERR_INVALID_PARAMETER },
    { VIR_ERR_XML_ERROR, ERR_INVALID_PARAMETER },
    { VIR_ERR_XML_DETAIL, ERR_INVALID_PARAMETER },
    { VIR_ERR_NO_DOMAIN, ERR_OBJECT_NOT_FOUND },
    { VIR_ERR_NO_NETWORK, ERR_OBJECT_NOT_FOUND },
    { VIR_ERR_NO_DOMAIN_SNAPSHOT, ERR_OBJECT_NOT_FOUND },
    { VIR_ERR_NO_DOMAIN_CHECKPOINT, ERR_OBJECT_NOT_FOUND },
    { VIR_ERR_NO_STORAGE_POOL, ERR_OBJECT_NOT_FOUND },
    { VIR_ERR_NO_STORAGE_VOL, ERR_OBJECT_NOT_FOUND },
    { VIR_ERR_NO_NODE_DEVICE, ERR_OBJECT_NOT_FOUND },
    { VIR_ERR_NO_INTERFACE, ERR_OBJECT_NOT_FOUND },
    { VIR_ERR_NO_NWFILTER, ERR_OBJECT_NOT_FOUND },
    { VIR_ERR_DEVICE_MISSING, ERR_OBJECT_NOT_FOUND },
    { VIR_ERR_DOM_EXIST, ERR_OBJECT_EXISTS },
    { VIR_ERR_NETWORK_EXIST, ERR_OBJECT_EXISTS },
    { VIR_ERR_OPERATION_INVALID, ERR_INVALID_STATE },
    { VIR_ERR_RESOURCE_BUSY, ERR_INVALID_STATE },
    { VIR_ERR_OPERATION_TIMEOUT, ERR_TIMEOUT },
    { VIR_ERR_AGENT_UNRESPONSIVE, ERR_TIMEOUT },
    { VIR_ERR_AGENT_UNSYNCED, ERR_TIMEOUT },
    { VIR_ERR_OPERATION_DENIED, ERR_ACCESS_DENIED },
    { VIR_ERR_ACCESS_DENIED, ERR_ACCESS_DENIED },
    { VIR_ERR_AUTH_FAILED, ERR_ACCESS_DENIED },
    { VIR_ERR_AUTH_CANCELLED, ERR_ACCESS_DENIED },
    { VIR_ERR_AUTH_UNAVAILABLE, ERR_ACCESS_DENIED },
    { VIR_ERR_NO_CONNECT, ERR_CONNECTION },
    { VIR_ERR_INVALID_CONN, ERR_CONNECTION },
    { VIR_ERR_RPC, ERR_CONNECTION },
    { VIR_ERR_UNKNOWN_HOST, ERR_CONNECTION },
    { VIR_ERR_LIBSSH, ERR_CONNECTION },
    { VIR_ERR_SSH, ERR_CONNECTION },
    { VIR_ERR_NO_MEMORY, ERR_OUT_OF_MEMORY },
    { VIR_ERR_OPERATION_ABORTED, ERR_CANCELLED },
};

int vm_last_code(void)
{
    const virError *last = virGetLastError();
    return last ? last->code : 0;
}

int vm_err_libvirt(struct err **err, const char *fmt, ...)
{
    /* Copied first: later libvirt calls of this thread overwrite it. */
    const virError *last = virGetLastError();
    int code = last ? last->code : VIR_ERR_INTERNAL_ERROR;
    AUTO_FREE char *text = xstrdup(last && last->message ? last->message : "unknown error");
    enum err_kind kind = ERR_OPERATION_FAILED;
    for (size_t i = 0; i < ARRAY_SIZE(kinds); i++) {
        if (kinds[i].code == code)
            kind = kinds[i].kind;
    }
    AUTO_STRBUF message = STRBUF_INIT;
    va_list ap;
    va_start(ap, fmt);
    strbuf_vaddf(&message, fmt, ap);
    va_end(ap);
    return err_set_code(err, ERR_DOMAIN_LIBVIRT, kind, code, "%s: %s", message.buf, text);
}

virDomainPtr vm_call_domain(struct vm_call *call, const char *uuid, struct err **err)
{
    if (vm_is_planned(uuid)) {
        err_set(err, ERR_INVALID_STATE,
                "The virtual machine is not on the host yet: Import-VM brings it there.");
        return NULL;
    }
    virDomainPtr dom = virDomainLookupByUUIDString(call->conn, uuid);
    if (dom)
        return dom;
    if (vm_last_code() == VIR_ERR_NO_DOMAIN)
        err_set_code(err, ERR_DOMAIN_LIBVIRT, ERR_OBJECT_NOT_FOUND, VIR_ERR_NO_DOMAIN,
                     "Hyper-V was unable to find a virtual machine with id \"%s\".", uuid);
    else
        vm_err_libvirt(err, "Cannot look up the virtual machine '%s'", uuid);
    return NULL;
}
