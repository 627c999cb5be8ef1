#include "vm/guest/vm_guest_route.h"

#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/program_text.h"
#include "vm/guest/vm_direct.h"
#include "vm/guest/vm_guest.h"

/* The channel is there, and nobody answers on it. */
static int open_agent(struct vm_call *call, const char *uuid, struct vm_guest_route *r,
                      struct err **err)
{
    AUTO_ERR *why = STEAL(*err);
    r->dom = vm_call_domain(call, uuid, err);
    if (!r->dom)
        return -1;
    if (vm_agent_open(call, r->dom, r->channel.name, &r->agent, err)) {
        if ((*err)->kind != ERR_CONNECTION)
            return -1;
        err_clear(err);
        return err_move(err, &why);
    }
    r->by_agent = true;
    r->how = xasprintf("QEMU guest agent, as hvsh's guest services do not answer%s",
                       r->agent.programs ? ""
                                         : "; it starts no programs, so files are written in "
                                           "place, readable and writable by everybody");
    return 0;
}

void vm_guest_user_release(struct vm_guest_user *user)
{
    if (user->password)
        explicit_bzero(user->password, strlen(user->password));
    free(user->name);
    free(user->password);
    *user = (struct vm_guest_user){ 0 };
}

int vm_guest_route_open(struct vm_call *call, const char *uuid, bool strict,
                        const struct vm_guest_user *user, struct vm_guest_route *r,
                        struct err **err)
{
    *r = (struct vm_guest_route){ 0 };
    program_text_release(); /* a copy needs little of it, and may take long */
    if (user->session)
        return vm_direct_files(call, uuid, user->name, user->password, &r->channel, err);
    if (!vm_guest_channel_open(call, uuid, strict ? VM_GUEST_STRICT : 0, &r->channel, err)) {
        r->how = xasprintf("guest services, file copy protocol %u.%u",
                           r->channel.client.version.major, r->channel.client.version.minor);
        return 0;
    }
    return strict || (*err)->kind != ERR_CONNECTION ? -1 : open_agent(call, uuid, r, err);
}

int vm_guest_route_offline(struct vm_call *call, const char *uuid, const char *path, bool write,
                           struct vm_guest_route *r, struct err **err)
{
    *r = (struct vm_guest_route){ .is_offline = true };
    if (vm_offline_open(call, uuid, path, write, &r->offline, err))
        return -1;
    AUTO_FREE char *where = vm_offline_where(&r->offline);
    r->how = xasprintf("%s, as it is off", where);
    return 0;
}

int vm_guest_route_end(struct vm_guest_route *r, struct err **err)
{
    return r->is_offline ? vm_offline_close(&r->offline, err) : 0;
}

void vm_guest_route_close(struct vm_guest_route *r)
{
    if (r->is_offline)
        vm_offline_abandon(&r->offline);
    if (r->channel.call)
        vm_guest_channel_close(&r->channel);
    if (r->dom)
        virDomainFree(r->dom);
    free(r->how);
    *r = (struct vm_guest_route){ 0 };
}

int vm_guest_route_put(struct vm_guest_route *r, const struct client_put *put, struct err **err)
{
    return r->is_offline ? vm_offline_put(&r->offline, put, err)
           : r->by_agent ? vm_agent_put(&r->agent, put, err)
                         : guest_client_put(&r->channel.client, put, err);
}

int vm_guest_route_list(struct vm_guest_route *r, const char *path, uint32_t *status,
                        int (*entry)(void *ctx, const struct client_entry *e, struct err **err),
                        void *ctx, struct err **err)
{
    return r->is_offline ? vm_offline_list(&r->offline, path, status, entry, ctx, err)
           : r->by_agent ? vm_agent_list(&r->agent, path, status, entry, ctx, err)
                         : guest_client_list(&r->channel.client, path, status, entry, ctx, err);
}

int vm_guest_route_get(struct vm_guest_route *r, const char *path, const struct walk_root *root,
                       const char *to, uint32_t flags, uint32_t *status,
                       void (*progress)(void *ctx, uint64_t bytes, uint64_t size), void *ctx,
                       struct err **err)
{
    if (r->is_offline)
        return vm_offline_get(&r->offline, path, root, to, flags, status, progress, ctx, err);
    return r->by_agent ? vm_agent_get(&r->agent, path, root, to, flags, status, progress, ctx, err)
                       : guest_client_get(&r->channel.client, path, root, to, flags, status,
                                          progress, ctx, err);
}
