#include "vm/vm_machine.h"

#include <ctype.h>

#include "shell/base/alloc.h"
#include "shell/base/strbuf.h"
#include "vm/vm_core.h"
#include "vm/vm_edit.h"

enum { MAX_MACHINES = 1000 };

#define MACHINES "guest[os_type='hvm']/arch[@name='x86_64']/machine"

char *vm_machine_version(const char *machine)
{
    const char *tail = machine ? strrchr(machine, '-') : NULL;
    if (tail)
        tail += strcspn(tail, "0123456789");
    size_t len = tail ? strspn(tail, "0123456789.") : 0;
    return len && isdigit((unsigned char)tail[len - 1]) && memchr(tail, '.', len)
               ? xstrndup(tail, len)
               : NULL;
}

/* Length of a type without its version: 6 for "pc-q35-7.2". */
static size_t family_len(const char *machine)
{
    const char *tail = strrchr(machine, '-');
    return tail ? (size_t)(tail - machine) : strlen(machine);
}

static bool same_family(const char *a, const char *b)
{
    size_t n = family_len(a);
    return n == family_len(b) && strncmp(a, b, n) == 0;
}

/* The newest type of the family of machine, a type or an alias; NULL when there is none. */
static char *newest(xmlNodePtr caps, const char *machine)
{
    xmlNodePtr *nodes;
    char *found = NULL;
    size_t n = vm_xml_find_all(caps, MACHINES "[@canonical]", &nodes);
    for (size_t i = 0; i < n && !found; i++) {
        AUTO_FREE char *canonical = vm_xml_text(nodes[i], "@canonical");
        if (vm_xml_is(nodes[i], ".", machine) || same_family(canonical, machine))
            found = STEAL(canonical);
    }
    free(nodes);
    return found;
}

static xmlDocPtr capabilities(struct vm_call *call, struct err **err)
{
    char *text = virConnectGetCapabilities(call->conn);
    if (!text) {
        vm_err_libvirt(err, "Cannot read the host's capabilities");
        return NULL;
    }
    xmlDocPtr doc = vm_xml_parse(text, "capabilities", err);
    free(text);
    return doc;
}

/* ---- the host's versions ---- */
struct versions_arg {
    struct vm_version *list;
    size_t n;
};

void vm_versions_free(struct vm_version *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        free(list[i].version);
    free(list);
}

static void versions_arg_release(void *opaque)
{
    struct versions_arg *a = opaque;
    if (a)
        vm_versions_free(a->list, a->n);
    free(a);
}

static int version_cmp(const void *a, const void *b)
{
    return strverscmp(((const struct vm_version *)a)->version,
                      ((const struct vm_version *)b)->version);
}

static void add_version(struct versions_arg *a, const char *machine, const char *best)
{
    AUTO_FREE char *version = same_family(machine, best) ? vm_machine_version(machine) : NULL;
    for (size_t i = 0; version && i < a->n; i++) {
        if (strcmp(a->list[i].version, version) == 0)
            return;
    }
    if (version)
        a->list[a->n++] = (struct vm_version){ STEAL(version), strcmp(machine, best) == 0 };
}

static void list_versions(xmlNodePtr caps, const char *alias, struct versions_arg *a)
{
    AUTO_FREE char *best = newest(caps, alias);
    xmlNodePtr *nodes;
    size_t n = best ? vm_xml_find_all(caps, MACHINES, &nodes) : 0;
    a->list = xcalloc((n > MAX_MACHINES ? MAX_MACHINES : n) * 2 + 1, sizeof(*a->list));
    for (size_t i = 0; i < n && i < MAX_MACHINES; i++) {
        AUTO_FREE char *machine = vm_xml_text(nodes[i], ".");
        AUTO_FREE char *canonical = vm_xml_text(nodes[i], "@canonical");
        add_version(a, machine, best);
        if (canonical)
            add_version(a, canonical, best);
    }
    if (best)
        free(nodes);
    if (a->n)
        qsort(a->list, a->n, sizeof(*a->list), version_cmp);
}

static int versions_work(struct vm_call *call, void *opaque, struct err **err)
{
    AUTO_XMLDOC doc = capabilities(call, err);
    if (!doc)
        return -1;
    list_versions(xmlDocGetRootElement(doc), "q35", opaque);
    return 0;
}

int vm_host_versions(struct vm_host *host, struct vm_version **list, size_t *n, struct err **err)
{
    struct versions_arg *a = xcalloc(1, sizeof(*a));
    void *p = a;
    int rc = vm_call_run(host, "Reading the host's versions", VM_CALL_READ, 0, versions_work, &p,
                         versions_arg_release, err);
    if (rc == 0) {
        *list = STEAL(a->list);
        *n = a->n;
        a->n = 0;
    }
    versions_arg_release(p);
    return rc;
}

char *vm_machine_of_version(struct vm_call *call, const char *alias, const char *version,
                            struct err **err)
{
    AUTO_XMLDOC doc = capabilities(call, err);
    if (!doc)
        return NULL;
    AUTO_FREE char *best = newest(xmlDocGetRootElement(doc), alias);
    struct versions_arg known = { 0 };
    list_versions(xmlDocGetRootElement(doc), alias, &known);
    char *machine = NULL;
    AUTO_STRBUF there = STRBUF_INIT;
    for (size_t i = 0; i < known.n; i++) {
        strbuf_addf(&there, "%s%s", i ? ", " : "", known.list[i].version);
        if (strcmp(known.list[i].version, version) == 0)
            machine = xasprintf("%.*s-%s", (int)family_len(best), best, version);
    }
    vm_versions_free(known.list, known.n);
    if (machine)
        return machine;
    err_set(err, ERR_NOT_SUPPORTED, "The version %s is not supported on this host.", version);
    err_advise(err,
               "A configuration version is here the version of QEMU's machine type. This host "
               "has %s.",
               there.len ? there.buf : "none");
    return NULL;
}

/* ---- Update-VMVersion ---- */
struct update_arg {
    char uuid[VM_UUID_SIZE];
    bool changed;
};

static int update_work(struct vm_call *call, void *opaque, struct err **err)
{
    struct update_arg *a = opaque;
    AUTO_EDIT e = { 0 };
    AUTO_XMLDOC doc = capabilities(call, err);
    if (!doc || vm_edit_begin(call, a->uuid, &e, err) < 0)
        return -1;
    AUTO_FREE char *machine = vm_xml_text(e.root, "os/type/@machine");
    AUTO_FREE char *best = machine ? newest(xmlDocGetRootElement(doc), machine) : NULL;
    if (!best)
        return err_set(err, ERR_NOT_SUPPORTED,
                       "The machine type '%s' of '%s' has no newer versions on this host.",
                       machine ? machine : "", e.name);
    if (strcmp(best, machine) == 0)
        return 0;
    if (vm_edit_require_off(&e, "update the version of", err) < 0)
        return -1;
    vm_xml_set(e.root, "os/type/@machine", best);
    a->changed = true;
    return vm_edit_commit(&e, err);
}

int vm_update_version(struct vm_host *host, const char *uuid, bool *changed, struct err **err)
{
    struct update_arg *a = xcalloc(1, sizeof(*a));
    snprintf(a->uuid, sizeof(a->uuid), "%s", uuid);
    void *p = a;
    int rc = vm_call_run(host, "Updating the version", VM_CALL_CHANGE, 60000, update_work, &p, free,
                         err);
    *changed = rc == 0 && a->changed;
    free(p);
    return rc;
}
