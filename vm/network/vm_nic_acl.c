#include "vm/network/vm_nic_acl.h"

#include <string.h>

#include "shell/base/alloc.h"
#include "vm/network/vm_nic_filter.h"

/* What the priorities of one filter have room for. */
enum { PLAIN_MAX = 800, EXTENDED_MAX = 400 };

bool vm_nic_acls_given(const struct vm_nic_change *c)
{
    return c->add_acl_count || c->remove_acl_count || c->add_extended_count ||
           c->remove_extended_count;
}

static int too_many(size_t most, struct err **err)
{
    return err_set(err, ERR_NOT_SUPPORTED,
                   "A network adapter cannot have more than %zu entries in this access control "
                   "list.",
                   most);
}

static int change_plain(xmlNodePtr record, const struct vm_nic_change *c, struct err **err)
{
    AUTO_FREE struct vm_acl *now = NULL;
    size_t n, kept = 0;
    vm_acls_read(record, &now, &n);
    for (size_t i = 0; i < c->remove_acl_count; i++) {
        size_t k = 0;
        while (k < n && !vm_acl_equal(&now[k], &c->remove_acls[i]))
            k++;
        if (k == n)
            return err_set(err, ERR_OBJECT_NOT_FOUND,
                           "The network adapter has no such entry in its access control list: %s "
                           "%s.",
                           c->remove_acls[i].remote ? "remote" : "local",
                           c->remove_acls[i].address);
        now[k].direction = VM_ACL_BOTH; /* marked */
    }
    struct vm_acl *all = xcalloc(n + c->add_acl_count + 1, sizeof(*all));
    for (size_t i = 0; i < n; i++)
        if (now[i].direction != VM_ACL_BOTH)
            all[kept++] = now[i];
    free(now);
    now = all;
    for (size_t i = 0; i < c->add_acl_count; i++) {
        for (size_t k = 0; k < kept; k++)
            if (vm_acl_equal(&now[k], &c->add_acls[i]))
                return err_set(err, ERR_OBJECT_EXISTS,
                               "The network adapter already has this entry in its access control "
                               "list: %s %s.",
                               now[k].remote ? "remote" : "local", now[k].address);
        now[kept++] = c->add_acls[i];
    }
    if (kept > PLAIN_MAX)
        return too_many(PLAIN_MAX, err);
    vm_acls_write(record, now, kept);
    return 0;
}

static bool same_place(const struct vm_extended_acl *a, const struct vm_extended_acl *b)
{
    return a->direction == b->direction && a->weight == b->weight;
}

static int change_extended(xmlNodePtr record, const struct vm_nic_change *c, struct err **err)
{
    AUTO_FREE struct vm_extended_acl *now = NULL;
    size_t n, kept = 0;
    vm_extended_acls_read(record, &now, &n);
    for (size_t i = 0; i < c->remove_extended_count; i++) {
        size_t k = 0;
        while (k < n && !same_place(&now[k], &c->remove_extended[i]))
            k++;
        if (k == n)
            return err_set(err, ERR_OBJECT_NOT_FOUND,
                           "The network adapter has no extended entry of weight %d in this "
                           "direction.",
                           c->remove_extended[i].weight);
        now[k].direction = VM_ACL_BOTH; /* marked */
    }
    struct vm_extended_acl *all = xcalloc(n + c->add_extended_count + 1, sizeof(*all));
    for (size_t i = 0; i < n; i++)
        if (now[i].direction != VM_ACL_BOTH)
            all[kept++] = now[i];
    free(now);
    now = all;
    for (size_t i = 0; i < c->add_extended_count; i++) {
        for (size_t k = 0; k < kept; k++)
            if (same_place(&now[k], &c->add_extended[i]))
                return err_set(err, ERR_OBJECT_EXISTS,
                               "The network adapter already has an extended entry of weight %d in "
                               "this direction.",
                               now[k].weight);
        now[kept++] = c->add_extended[i];
    }
    if (kept > EXTENDED_MAX)
        return too_many(EXTENDED_MAX, err);
    vm_extended_acls_write(record, now, kept);
    return 0;
}

int vm_nic_acls_change(xmlNodePtr record, const struct vm_nic_change *c, struct err **err)
{
    if ((c->add_acl_count || c->remove_acl_count) && change_plain(record, c, err) < 0)
        return -1;
    return c->add_extended_count || c->remove_extended_count ? change_extended(record, c, err) : 0;
}

static void *copy(const void *from, size_t n, size_t size)
{
    void *to = xcalloc(n + 1, size);
    if (n)
        memcpy(to, from, n * size);
    return to;
}

void vm_nic_acls_own(struct vm_nic_change *c)
{
    c->add_acls = copy(c->add_acls, c->add_acl_count, sizeof(*c->add_acls));
    c->remove_acls = copy(c->remove_acls, c->remove_acl_count, sizeof(*c->remove_acls));
    c->add_extended = copy(c->add_extended, c->add_extended_count, sizeof(*c->add_extended));
    c->remove_extended =
        copy(c->remove_extended, c->remove_extended_count, sizeof(*c->remove_extended));
}

void vm_nic_acls_free(struct vm_nic_change *c)
{
    free((void *)c->add_acls);
    free((void *)c->remove_acls);
    free((void *)c->add_extended);
    free((void *)c->remove_extended);
}
