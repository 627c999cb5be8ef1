#include "vm/export/vm_import.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shell/base/alloc.h"
#include "vm/export/vm_export.h"
#include "vm/export/vm_import_clean.h"
#include "vm/export/vm_import_files.h"
#include "vm/export/vm_planned.h"
#include "vm/vm_build.h"
#include "vm/vm_names.h"
#include "vm/xml_map.h"

struct plan_arg {
    struct vm_import_paths paths;
    char key[VM_UUID_SIZE]; /* result */
};

static void plan_arg_release(void *opaque)
{
    struct plan_arg *a = opaque;
    if (a)
        vm_import_paths_release(&a->paths);
    free(a);
}

static int not_ours(const char *path, struct err **err)
{
    err_set(err, ERR_INVALID_PARAMETER,
            "'%s' is no configuration of a virtual machine that Export-VM made here.", path);
    return err_advise(err, "The binary files that Hyper-V makes on Windows cannot be read: make a "
                           "new virtual machine with New-VM -VHDPath and the exported disk.");
}

static char *read_file(const char *path, struct err **err)
{
    struct stat st;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0) {
        err_set_errno(err, errno, "Cannot read '%s'", path);
        return NULL;
    }
    if (fstat(fd, &st) < 0 || !S_ISREG(st.st_mode) || st.st_size > VM_XML_MAX || st.st_size < 1) {
        close(fd);
        not_ours(path, err);
        return NULL;
    }
    char *text = xcalloc((size_t)st.st_size + 1, 1);
    size_t len = 0;
    for (ssize_t n;
         len < (size_t)st.st_size && (n = read(fd, text + len, (size_t)st.st_size - len)) > 0;)
        len += (size_t)n;
    close(fd);
    if (len == (size_t)st.st_size && strlen(text) == len)
        return text;
    free(text);
    not_ours(path, err);
    return NULL;
}

static char *parent_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash && slash > path ? xstrndup(path, (size_t)(slash - path)) : xstrdup("/");
}

/* Where the parts of the export are, seen from its configuration. */
static void find_parts(struct vm_import_paths *p)
{
    AUTO_FREE char *folder = parent_of(p->file);
    const char *name = strrchr(folder, '/'), *dot = strrchr(p->file, '.');
    bool usual = name && strcmp(name + 1, VM_EXPORT_MACHINES) == 0;
    size_t stem = dot && dot > strrchr(p->file, '/') ? (size_t)(dot - p->file) : strlen(p->file);
    p->root = usual ? parent_of(folder) : xstrdup(folder);
    p->state = xstrndup(p->file, stem);
    if (!p->vhd_source)
        p->vhd_source = xasprintf("%s/" VM_EXPORT_DISKS, p->root);
}

static void set_identity(xmlNodePtr root, bool new_id, char uuid[VM_UUID_SIZE])
{
    AUTO_FREE char *had = vm_xml_text(root, "uuid");
    bool good = had && strlen(had) == VM_UUID_SIZE - 1 &&
                strspn(had, "0123456789abcdefABCDEF-") == VM_UUID_SIZE - 1;
    vm_build_uuid(uuid);
    for (size_t i = 0; good && i < VM_UUID_SIZE; i++)
        good = i == 8 || i == 13 || i == 18 || i == 23 ? had[i] == '-' : had[i] != '-';
    for (size_t i = 0; good && !new_id && had[i]; i++)
        uuid[i] = (char)tolower((unsigned char)had[i]);
    vm_xml_set(root, "uuid", uuid);
    if (!new_id || !good)
        return;
    char generation[VM_UUID_SIZE];
    vm_build_uuid(generation);
    if (vm_xml_child(root, "genid"))
        vm_xml_set(root, "genid", generation);
}

static void rename_device(xmlNodePtr root, xmlNodePtr node, const char *record)
{
    AUTO_FREE char *old = vm_xml_text(node, "alias/@name");
    AUTO_FREE char *made = vm_build_id();
    xmlNodePtr known = old ? vm_build_find_record(root, record, old) : NULL;
    vm_xml_set(node, "alias/@name", made);
    if (known)
        vm_xml_set_attr(known, "id", made);
}

/* A second machine out of one export shares no names with the first. */
static void rename_devices(xmlNodePtr root)
{
    static const char *const kinds[][2] = { { "devices/disk", "drive" },
                                            { "devices/interface", "adapter" } };
    for (size_t k = 0; k < ARRAY_SIZE(kinds); k++) {
        xmlNodePtr *nodes;
        size_t n = vm_xml_find_all(root, kinds[k][0], &nodes);
        for (size_t i = 0; i < n; i++)
            rename_device(root, nodes[i], kinds[k][1]);
        free(nodes);
    }
}

/* Names of the export become the files that they mean; those that are not there name the place
 * where they were looked for. */
static void find_disks(xmlNodePtr root, const struct vm_import_paths *p)
{
    xmlNodePtr *nodes;
    size_t n = vm_xml_find_all(root, "devices/disk[not(@device) or @device='disk']", &nodes);
    for (size_t i = 0; i < n; i++) {
        AUTO_ERR *missing = NULL;
        AUTO_FREE char *name = vm_xml_text(nodes[i], "source/@file");
        if (!name)
            continue;
        const char *slash = strrchr(name, '/'), *leaf = slash ? slash + 1 : name;
        AUTO_FREE char *place = xasprintf("%s/%s", p->vhd_source, leaf);
        /* What the file says of other places of this host counts for nothing. */
        AUTO_FREE char *found = vm_import_file(p, name[0] == '/' ? leaf : name, &missing);
        vm_xml_set(nodes[i], "source/@file", found ? found : place);
    }
    free(nodes);
}

static int check_name(xmlNodePtr root, struct err **err)
{
    struct vm_config config;
    vm_config_from_xml(root, NULL, &config);
    int rc = vm_name_check(config.name, err);
    vm_config_release(&config);
    return rc;
}

/* The accelerator is the host's matter. */
static int adapt(struct vm_call *call, xmlNodePtr root, struct err **err)
{
    const char *type;
    if (vm_core_domain_type(call, &type, NULL, err) < 0)
        return -1;
    vm_xml_set_attr(root, "type", type);
    xmlNodePtr cpu = vm_xml_child(root, "cpu");
    if (cpu &&
        (vm_xml_is(cpu, "@mode", "host-passthrough") || vm_xml_is(cpu, "@mode", "maximum"))) {
        vm_xml_remove_all(cpu, "feature[@name='erms']");
        vm_build_cpu(cpu, strcmp(type, "kvm") == 0);
    }
    return 0;
}

static int plan_work(struct vm_call *call, void *opaque, struct err **err)
{
    struct plan_arg *a = opaque;
    struct vm_import_paths *p = &a->paths;
    char uuid[VM_UUID_SIZE];
    if (!vm_core_is_local(call->core) || call->core->driver == VM_DRIVER_TEST)
        return err_set(err, ERR_NOT_SUPPORTED,
                       "'%s' cannot be imported over this connection: the host cannot reach the "
                       "files of this one. Run hvsh there.",
                       p->file);
    AUTO_FREE char *text = read_file(p->file, err);
    if (!text)
        return -1;
    AUTO_ERR *malformed = NULL;
    AUTO_XMLDOC doc = text[0] == '<' ? vm_xml_parse(text, "domain", &malformed) : NULL;
    if (!doc)
        return not_ours(p->file, err);
    xmlNodePtr root = xmlDocGetRootElement(doc);
    if (root->ns)
        return not_ours(p->file, err);
    find_parts(p);
    if (vm_import_clean(root, err) || check_name(root, err) || adapt(call, root, err))
        return -1;
    set_identity(root, p->new_id, uuid);
    if (p->new_id)
        rename_devices(root);
    find_disks(root, p);
    AUTO_FREE char *clean = vm_xml_dump(doc);
    vm_planned_add(call->core, clean, uuid, p, a->key);
    return 0;
}

int vm_import_plan(struct vm_host *host, const struct vm_import *i, char key[VM_UUID_SIZE],
                   struct err **err)
{
    struct plan_arg *a = xcalloc(1, sizeof(*a));
    a->paths = (struct vm_import_paths){ .file = xstrdup(i->path),
                                         .vhd_source = xstrdup(i->vhd_source),
                                         .machine = xstrdup(i->machine_path),
                                         .vhds = xstrdup(i->vhd_path),
                                         .snapshots = xstrdup(i->snapshot_path),
                                         .paging = xstrdup(i->paging_path),
                                         .copy = i->copy,
                                         .new_id = i->new_id };
    void *p = a;
    int rc = vm_call_run(host, "Reading the configuration", VM_CALL_READ, 60000, plan_work, &p,
                         plan_arg_release, err);
    if (rc == 0)
        memcpy(key, a->key, VM_UUID_SIZE);
    plan_arg_release(p);
    return rc;
}

/* ---- what is planned ---- */
int vm_import_places(struct vm_host *host, const char *key, struct vm_import_places *places,
                     struct err **err)
{
    struct vm_import_paths p;
    *places = (struct vm_import_places){ 0 };
    AUTO_FREE char *xml = vm_planned_get(host->core, key, &p, err);
    if (!xml)
        return -1;
    places->path = STEAL(p.file);
    places->snapshots =
        p.snapshots ? STEAL(p.snapshots) : xasprintf("%s/" VM_EXPORT_SNAPSHOTS, p.root);
    if (p.copy) {
        places->vhds = p.vhds ? STEAL(p.vhds) : vm_core_vhd_path(host->core);
        places->vhd_source = STEAL(p.vhd_source);
    }
    vm_import_paths_release(&p);
    return 0;
}

void vm_import_places_release(struct vm_import_places *p)
{
    free(p->path);
    free(p->snapshots);
    free(p->vhds);
    free(p->vhd_source);
    *p = (struct vm_import_places){ 0 };
}

int vm_import_repair(struct vm_host *host, const char *key, const char *machine_path,
                     const char *snapshot_path, struct err **err)
{
    return vm_planned_set(host->core, key, NULL, machine_path, snapshot_path, err);
}

/* ---- as text: an element whose attributes are the paths, and in it the document ---- */
#define PATHS(x) x(file) x(root) x(state) x(vhd_source) x(machine) x(vhds) x(snapshots) x(paging)

char *vm_import_pack(struct vm_host *host, const char *key, struct err **err)
{
    struct vm_import_paths p;
    AUTO_FREE char *xml = vm_planned_get(host->core, key, &p, err);
    if (!xml)
        return NULL;
    AUTO_XMLDOC doc = vm_xml_new("planned");
    xmlNodePtr root = xmlDocGetRootElement(doc);
#define PACK(name_) vm_xml_set_attr(root, #name_, p.name_);
    PATHS(PACK)
    vm_xml_set_attr(root, "copy", p.copy ? "yes" : "no");
    vm_xml_set_attr(root, "new_id", p.new_id ? "yes" : "no");
    vm_xml_add(root, "domain", xml);
    vm_import_paths_release(&p);
    return vm_xml_dump(doc);
}

int vm_import_unpack(struct vm_host *host, const char *text, char key[VM_UUID_SIZE],
                     struct err **err)
{
    AUTO_XMLDOC doc = vm_xml_parse(text, "planned", err);
    if (!doc)
        return -1;
    xmlNodePtr root = xmlDocGetRootElement(doc);
    AUTO_FREE char *xml = vm_xml_text(root, "domain");
    AUTO_XMLDOC inner = xml ? vm_xml_parse(xml, "domain", err) : NULL;
    AUTO_FREE char *uuid = inner ? vm_xml_text(xmlDocGetRootElement(inner), "uuid") : NULL;
    if (!uuid)
        return *err ? -1 : err_set(err, ERR_OPERATION_FAILED, "The report is damaged.");
    struct vm_import_paths p = { .copy = vm_xml_bool(root, "@copy", false),
                                 .new_id = vm_xml_bool(root, "@new_id", false) };
#define UNPACK(name_) p.name_ = vm_xml_text(root, "@" #name_);
    PATHS(UNPACK)
    vm_planned_add(host->core, xml, uuid, &p, key);
    return 0;
}
