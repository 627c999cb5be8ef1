/* Files into and out of virtual machines without a network. What comes over the pipeline is
 * gathered, so that many files share one session with the guest; over many machines the
 * copies overlap. */
#include "cmdlets/vm/vm_file.h"

#include <string.h>

#include "cmdlets/core/files/fs_path.h"
#include "cmdlets/vm/common_params.h"
#include "cmdlets/vm/enums.h"
#include "cmdlets/vm/paths.h"
#include "shell/base/alloc.h"
#include "shell/object/array.h"
#include "shell/object/str.h"
#include "vm/guest/vm_guest.h"

enum { SOURCE_HOST = 0, SOURCE_GUEST = 1 };

struct copy_args {
    HV_HOST_FIELDS
    struct str_list name;
    struct value_list vm;
    struct str *source, *destination;
    struct opt_enum file_source;
    bool create_full_path, force, as_job, recurse, resume, verify, strict, offline;
};

/* Gathered over the pipeline. */
struct copy_batch {
    struct array *vms;
    struct path_list sources; /* on the host, absolute; or the guest's as they are */
};

/* One machine's copy; runs on a thread of the host's pool. */
struct copy_step {
    struct vm_guest_put *put; /* the one or the other */
    struct vm_guest_get *get;
};

/* ---- gathering --------------------------------------------------------------------------- */
static enum status copy_begin(struct invocation *inv)
{
    STATE(inv, struct copy_batch)->vms = array_new(4);
    return ST_OK;
}

static void copy_cleanup(struct invocation *inv)
{
    struct copy_batch *batch = STATE(inv, struct copy_batch);
    if (batch->vms)
        value_unref(value_of_array(STEAL(batch->vms)));
    path_list_release(&batch->sources);
}

static enum status note_vm(struct invocation *inv, struct value vm, void *data)
{
    struct array *vms = STATE(inv, struct copy_batch)->vms;
    (void)data;
    for (size_t i = 0; i < vms->len; i++)
        if (!strcmp(hv_vm_of(vms->items[i])->info.uuid, hv_vm_of(vm)->info.uuid))
            return ST_OK; /* the same machine, with the next file */
    array_push(vms, vm);
    return ST_OK;
}

static enum status note_sources(struct invocation *inv)
{
    const struct copy_args *args = ARGS(inv, struct copy_args);
    struct copy_batch *batch = STATE(inv, struct copy_batch);
    if (args->file_source.value == SOURCE_GUEST) {
        *vec_push(&batch->sources.paths) = xstrdup(args->source->data);
        return ST_OK;
    }
    struct str *const one[] = { args->source };
    struct str_list list = { .items = (struct str **)one, .len = 1 };
    return paths_resolve(inv, &list, false, &batch->sources);
}

static enum status copy_process(struct invocation *inv)
{
    const struct copy_args *args = ARGS(inv, struct copy_args);
    struct hv_selection selection = { .names = &args->name,
                                      .vms = &args->vm,
                                      .computers = &args->computer_name };
    if (args->strict && args->file_source.value == SOURCE_GUEST)
        return hv_refuse_param(inv, "Strict", "Hyper-V's own protocol copies to the guest only.");
    if (args->offline && (args->strict || args->resume))
        return hv_refuse_param(inv, "Offline",
                               "It needs no protocol, and leaves no copy half done.");
    enum status st = hv_for_each(inv, &selection, note_vm, NULL);
    return st == ST_OK ? note_sources(inv) : st;
}

/* ---- one copy ---------------------------------------------------------------------------- */
static struct vm_guest_put *new_put(const struct copy_args *args, const struct path_list *sources,
                                    const char *uuid)
{
    struct vm_guest_put *put = xcalloc(1, sizeof(*put));
    snprintf(put->uuid, sizeof(put->uuid), "%s", uuid);
    put->sources = xcalloc(sources->paths.len + 1, sizeof(*put->sources));
    for (; put->source_count < sources->paths.len; put->source_count++)
        put->sources[put->source_count] = xstrdup(sources->paths.items[put->source_count]);
    put->destination = xstrdup(args->destination->data);
    put->overwrite = args->force;
    put->create_path = args->create_full_path;
    put->recurse = args->recurse;
    put->resume = args->resume;
    put->verify = args->verify;
    put->strict = args->strict;
    put->offline = args->offline;
    return put;
}

static struct vm_guest_get *new_get(const struct copy_args *args, const char *source,
                                    const char *uuid)
{
    struct vm_guest_get *get = xcalloc(1, sizeof(*get));
    snprintf(get->uuid, sizeof(get->uuid), "%s", uuid);
    get->source = xstrdup(source);
    const struct str *to = args->destination;
    AUTO_FREE char *path = hv_absolute_path(to, NULL);
    bool folder = to->len && to->data[to->len - 1] == '/' && path[1];
    get->destination = xasprintf("%s%s", path, folder ? "/" : "");
    get->overwrite = args->force;
    get->create_path = args->create_full_path;
    get->recurse = args->recurse;
    get->resume = args->resume;
    get->verify = args->verify;
    get->offline = args->offline;
    return get;
}

static int run_step(struct vm_host *host, void *item, void *data, struct err **err)
{
    struct copy_step *step = item;
    (void)data;
    return step->put ? vm_guest_put(host, &step->put, err) : vm_guest_get(host, &step->get, err);
}

struct report {
    struct invocation *inv;
    struct array *vms;
    size_t base, per_vm; /* steps of a machine */
    enum status st;
};

static bool on_result(void *data, size_t index, void *item, struct err *err)
{
    struct report *r = data;
    const struct copy_step *step = item;
    struct value vm = r->vms->items[r->base + index / r->per_vm];
    struct vm_guest_copied *copied = step->put   ? step->put->copied
                                     : step->get ? step->get->copied
                                                 : NULL;
    size_t n = step->put ? step->put->copied_count : step->get ? step->get->copied_count : 0;
    const char *how = step->put ? step->put->how : step->get ? step->get->how : NULL;
    if (how)
        r->st = write_verbose(r->inv, "Virtual machine \"%s\": %s.", hv_vm_of(vm)->info.name, how);
    for (size_t i = 0; i < n && r->st == ST_OK; i++) {
        if (copied[i].err)
            r->st = cmdlet_err(r->inv, &copied[i].err, vm);
        else
            r->st = write_verbose(r->inv, "Copied \"%s\" to \"%s\" (%llu bytes).", copied[i].source,
                                  copied[i].target, (unsigned long long)copied[i].size);
    }
    if (err && r->st == ST_OK)
        r->st = cmdlet_err(r->inv, &err, vm);
    err_free(err);
    return r->st == ST_OK;
}

static enum status run_host(struct invocation *inv, struct report *report, struct hv_host *host,
                            struct copy_step *steps, size_t n)
{
    struct err *err = NULL;
    if (!vm_bulk(host->host, "Copying files", run_step, steps, sizeof(*steps), n, report, on_result,
                 &err))
        return report->st;
    if (report->st != ST_OK) {
        err_clear(&err);
        return report->st;
    }
    if (interrupted(inv->session)) {
        err_clear(&err);
        return ST_INTERRUPT;
    }
    return cmdlet_throw_err(inv, &err);
}

static void add_steps(const struct copy_args *args, const struct copy_batch *batch,
                      const char *uuid, struct copy_step *steps)
{
    if (args->file_source.value == SOURCE_HOST) {
        steps->put = new_put(args, &batch->sources, uuid);
        return;
    }
    for (size_t i = 0; i < batch->sources.paths.len; i++)
        steps[i].get = new_get(args, batch->sources.paths.items[i], uuid);
}

static enum status confirm_all(struct invocation *inv, struct array *agreed)
{
    const struct copy_args *args = ARGS(inv, struct copy_args);
    const struct copy_batch *batch = STATE(inv, struct copy_batch);
    for (size_t i = 0; i < batch->vms->len; i++) {
        AUTO_STRBUF action = STRBUF_INIT;
        bool yes;
        strbuf_addf(&action, "Copy %s\"%s\" to \"%s\"",
                    args->file_source.value == SOURCE_GUEST ? "from the guest " : "",
                    batch->sources.paths.len == 1 ? batch->sources.paths.items[0] : "files",
                    args->destination->data);
        enum status st =
            should_process(inv, hv_vm_of(batch->vms->items[i])->info.name, action.buf, &yes);
        if (st != ST_OK)
            return st;
        if (yes)
            array_push(agreed, batch->vms->items[i]);
    }
    return ST_OK;
}

static enum status copy_end(struct invocation *inv)
{
    const struct copy_args *args = ARGS(inv, struct copy_args);
    const struct copy_batch *batch = STATE(inv, struct copy_batch);
    AUTO_VALUE agreed = value_of_array(array_new(batch->vms->len));
    if (!batch->sources.paths.len)
        return ST_OK;
    enum status st = confirm_all(inv, agreed.array);
    const struct array *vms = agreed.array;
    struct report report = { .inv = inv, .vms = agreed.array, .st = st };
    report.per_vm = args->file_source.value == SOURCE_GUEST ? batch->sources.paths.len : 1;
    for (size_t i = 0; i < vms->len && report.st == ST_OK;) {
        struct hv_host *host = hv_vm_of(vms->items[i])->host;
        size_t n = 0;
        struct copy_step *steps = xcalloc((vms->len - i) * report.per_vm, sizeof(*steps));
        report.base = i;
        for (; i < vms->len && hv_vm_of(vms->items[i])->host == host; i++, n += report.per_vm)
            add_steps(args, batch, hv_vm_of(vms->items[i])->info.uuid, steps + n);
        report.st = run_host(inv, &report, host, steps, n);
        for (size_t k = 0; k < n; k++) {
            vm_guest_put_free(steps[k].put);
            vm_guest_get_free(steps[k].get);
        }
        free(steps);
    }
    return report.st;
}

/* ---- declaration -------------------------------------------------------------------------- */
#define A struct copy_args
static const struct param copy_params[] = {
    HV_HOST_PARAMS(A, "Name"),
    PARAM(A, name, .name = "Name", .aliases = "VMName", .sets = "Name", .position = 1,
          .mandatory = true, .complete = complete_vm_name,
          .help = "The names of the virtual machines; wildcards work."),
    HV_VM_PARAM(A, "VMObject"),
    PARAM(A, source, .name = "SourcePath", .position = 2, .mandatory = true, .from_pipeline = true,
          .help = "The file to copy; wildcards work."),
    PARAM(A, destination, .name = "DestinationPath", .position = 3, .mandatory = true,
          .help = "Where it goes: a file, or a folder that exists. %NAME% is expanded in the "
                  "guest."),
    PARAM(A, file_source, .name = "FileSource", .mandatory = true,
          .enum_info = &enum_copy_file_source_type,
          .help = "Host copies to the guest; Guest brings files out of it."),
    PARAM(A, create_full_path, .name = "CreateFullPath",
          .help = "Makes the folders of the destination that are missing."),
    PARAM(A, force, .name = "Force", .help = "Overwrites files that exist."),
    HV_AS_JOB(A),
    PARAM(A, recurse, .name = "Recurse",
          .help = "Copies folders with all that is in them, their modes and times."),
    PARAM(A, resume, .name = "Resume",
          .help = "Goes on where a broken copy of the same file ended."),
    PARAM(A, verify, .name = "Verify",
          .help = "Compares the SHA-256 of both files when they are copied."),
    PARAM(A, strict, .name = "Strict",
          .help = "Uses nothing but Hyper-V's own protocol 1.1, as towards its Linux daemon."),
    PARAM(A, offline, .name = "Offline",
          .help =
              "Works on the disks of a virtual machine that is off, on the volume that the guest "
              "mounts there. ext2 to ext4 and FAT are written as they are; XFS, btrfs and NTFS, "
              "and a btrfs that is read, by a kernel of this host. Reading changes no disk."),
};
#undef A
static const struct example copy_examples[] = {
    { .code = "Copy-VMFile web1 ./setup.sh /root/ -FileSource Host -Force",
      .remarks = "Puts a file into a guest that needs no network for it." },
    { .code = "Copy-VMFile web* ./conf /etc/app -FileSource Host -Recurse -CreateFullPath",
      .remarks = "A folder to many machines at once." },
    { .code = "Copy-VMFile web1 /var/log/syslog ./logs/ -FileSource Guest",
      .remarks = "Brings a file out." },
    { .code = "Copy-VMFile web1 ./interfaces /etc/network/ -FileSource Host -Offline -Force",
      .remarks = "Into the disk of a machine that is off." },
    { .code = "Copy-VMFile web1 /var/log ./logs/ -FileSource Guest -Offline -Recurse",
      .remarks = "Out of the disk of a machine that does not start any more." },
};

static const struct cmdlet cmdlets[] = {
    { .verb = "Copy",
      .noun = "VMFile",
      .synopsis = "Copies files to virtual machines, and from them, without a network.",
      .params = copy_params,
      .nparams = ARRAY_SIZE(copy_params),
      .default_set = "Name",
      .module = "Hyper-V",
      .needs_vm_module = true,
      .little_memory = true,
      .should_process = true,
      .args_size = sizeof(struct copy_args),
      .state_size = sizeof(struct copy_batch),
      .begin = copy_begin,
      .process = copy_process,
      .end = copy_end,
      .cleanup = copy_cleanup,
      .examples = copy_examples,
      .nexamples = ARRAY_SIZE(copy_examples) },
};
const struct cmdlet_group vm_file_cmdlets = { cmdlets, ARRAY_SIZE(cmdlets) };
