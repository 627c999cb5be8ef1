/* Inside vm/: the network filter of an adapter. What its record in the domain's metadata asks for
 * (access control lists, DHCP and router guard) becomes a libvirt network filter of its own, which
 * the adapter's <filterref> names; a filter that was there before (no-mac-spoofing, one of the
 * administrator's) goes on as a part of it. Redefining a filter changes running machines at once.
 */
#ifndef HVSH_VM_VM_NIC_FILTER_H
#define HVSH_VM_VM_NIC_FILTER_H

#include "vm/vm_device.h"
#include "vm/vm_edit.h"

/* What a change did to a filter, to take it back. */
struct vm_filter_change {
    char *name;
    char *old_xml; /* what it was; NULL: it was not there */
    bool unused;   /* it is not needed any more: undefine once nothing names it */
};
void vm_filter_change_release(struct vm_filter_change *change);
#define AUTO_FILTER_CHANGE CLEANUP(vm_filter_change_release) struct vm_filter_change

/* The filter behind the adapter's own one, or its only one; NULL: none. The caller frees. */
char *vm_nic_filter_base(xmlNodePtr nic, xmlNodePtr record);
void vm_nic_filter_set_base(xmlNodePtr nic, xmlNodePtr record, const char *base);
/* The adapter names no filter of its own any more: it comes from another machine. record may be
 * NULL. */
void vm_nic_filter_forget(xmlNodePtr nic, xmlNodePtr record);
/* Defines (or gives up) the adapter's own filter as the record says, and points <filterref> at
 * what holds. ERR_NOT_SUPPORTED where the adapter's switch cannot be filtered. */
int vm_nic_filter_apply(struct vm_edit *e, xmlNodePtr nic, xmlNodePtr record, const char *nic_id,
                        struct vm_filter_change *change, struct err **err) MUST_CHECK;
/* The domain was defined: what is not needed goes. */
void vm_nic_filter_done(struct vm_call *call, const struct vm_filter_change *change);
void vm_nic_filter_undo(struct vm_call *call, const struct vm_filter_change *change);

/* Before a start, or where the domain comes to: the host's filters that it names are what its
 * records ask for. */
int vm_nic_filters_restore(struct vm_call *call, xmlNodePtr domain, struct err **err) MUST_CHECK;
/* After the domain or the adapter went: removes its own filters. */
/* The domain was exchanged for another state of itself: removes filters that only the old one
 * names. */
void vm_nic_filters_drop_others(struct vm_call *call, xmlNodePtr was, xmlNodePtr is);
void vm_nic_filters_drop(struct vm_call *call, xmlNodePtr domain);
void vm_nic_filter_drop(struct vm_call *call, xmlNodePtr nic);

/* The lists in an adapter's record (NULL: none), both ways. Entries that make no sense are left
 * out. Arrays are the caller's to free. */
void vm_acls_read(xmlNodePtr record, struct vm_acl **acls, size_t *n);
void vm_extended_acls_read(xmlNodePtr record, struct vm_extended_acl **acls, size_t *n);
void vm_acls_write(xmlNodePtr record, const struct vm_acl *acls, size_t n);
void vm_extended_acls_write(xmlNodePtr record, const struct vm_extended_acl *acls, size_t n);

/* The filter's document; uuid and base may be NULL. */
struct vm_filter_plan {
    const char *name, *uuid, *base;
    bool dhcp_guard, router_guard;
    const struct vm_acl *acls;
    size_t acl_count;
    const struct vm_extended_acl *extended;
    size_t extended_count;
};
xmlDocPtr vm_filter_xml(const struct vm_filter_plan *plan);
/* Does an entry need connection tracking? */
bool vm_filter_is_stateful(const struct vm_extended_acl *acls, size_t n);

#endif
