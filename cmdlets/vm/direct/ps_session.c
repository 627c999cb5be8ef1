#include "cmdlets/vm/direct/ps_session.h"

#include <string.h>

#include "cmdlets/vm/select.h"
#include "cmdlets/vm/virtual_machine.h"
#include "shell/base/alloc.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/credential.h"
#include "shell/object/guid.h"
#include "shell/object/named_types.h"
#include "shell/object/str.h"

#define BAD_ARGUMENT "System.ArgumentException"

/* ---- life ---------------------------------------------------------------------------- */
struct direct *direct_ref(struct direct *d)
{
    d->refs++;
    return d;
}

static void close_streams(struct direct *d)
{
    int *const ends[] = { &d->streams.in, &d->streams.out, &d->streams.err };
    for (size_t i = 0; i < ARRAY_SIZE(ends); i++) {
        if (*ends[i] >= 0)
            close(*ends[i]);
        *ends[i] = -1;
    }
}

void direct_end_program(struct direct *d)
{
    AUTO_ERR *ignored = NULL;
    int code;
    close_streams(d);
    d->runs = false;
    if (!d->shell || !vm_shell_is_running(d->shell))
        return;
    vm_shell_stop(d->shell);
    (void)vm_shell_end(d->shell, &code, &ignored);
}

static void shut(struct direct *d, enum direct_state state)
{
    direct_end_program(d);
    vm_shell_close(STEAL(d->shell));
    d->state = state;
}

void direct_unref(struct direct *d)
{
    if (!d || --d->refs)
        return;
    shut(d, DIRECT_CLOSED);
    if (d->password)
        explicit_bzero(d->password, strlen(d->password));
    free(d->password);
    free(d->user);
    free(d->name);
    free(d->vm_name);
    free(d);
}

struct direct *direct_first(struct session *s)
{
    return s->vm_state ? *hv_sessions(s) : NULL;
}

void direct_close(struct direct *d)
{
    shut(d, DIRECT_CLOSED);
    if (!d->listed)
        return;
    struct direct **at = hv_sessions(d->host->session);
    while (*at && *at != d)
        at = &(*at)->next;
    if (*at)
        *at = d->next;
    d->listed = false;
    direct_unref(d);
}

/* ---- which machines ------------------------------------------------------------------ */
static enum status refuse(struct invocation *inv, const char *id, const char *message)
{
    return cmdlet_error(inv, &(struct error_spec){ .message = message,
                                                   .id = id,
                                                   .category = EC_INVALID_ARGUMENT,
                                                   .exception = BAD_ARGUMENT });
}

static enum status one_machine(struct invocation *inv, struct hv_host *host, struct value wanted,
                               bool by_id, struct array *out)
{
    AUTO_VALUE text = value_to_string(wanted);
    AUTO_STRBUF message = STRBUF_INIT;
    const char *name = text.str->data;
    struct vm_filter filter = { .names = by_id ? NULL : &name,
                                .name_count = by_id ? 0 : 1,
                                .uuid = by_id ? name : NULL };
    struct vm_list list = { 0 };
    struct err *err = NULL;
    enum status st = ST_OK;
    if (vm_list(host->host, &filter, &list, &err))
        return cmdlet_err(inv, &err, wanted);
    if (list.len != 1) {
        strbuf_addf(&message, "The input %s %s does not resolve to a single virtual machine.",
                    by_id ? "VMId" : "VMName", name);
        st = refuse(inv, by_id ? "InvalidVMIdNotSingle" : "InvalidVMNameNotSingle", message.buf);
    } else if (list.items[0].state != VM_STATE_RUNNING) {
        strbuf_addf(&message, "The virtual machine %s is not in running state.",
                    list.items[0].name);
        st = refuse(inv, "InvalidVMState", message.buf);
    } else {
        array_push_take(out, hv_vm_new_take(host, &list.items[0]));
    }
    vm_list_release(&list);
    return st;
}

enum status direct_machines(struct invocation *inv, const struct value *wanted, size_t n,
                            bool by_id, struct array *out)
{
    struct hv_host *host;
    enum status st = hv_host_open(inv, NULL, &host);
    for (size_t i = 0; st == ST_OK && host && i < n; i++)
        st = one_machine(inv, host, wanted[i], by_id, out);
    return st;
}

int direct_who_of(struct value v, struct direct_who *who)
{
    *who = (struct direct_who){ 0 };
    if (value_is_null(v))
        return 0;
    who->user = pscredential_user(v);
    if (!who->user)
        return -1;
    size_t len;
    who->password = securestring_text(pscredential_password(v), &len);
    return 0;
}

/* ---- opening ------------------------------------------------------------------------- */
/* On a thread of the host's pool. */
struct opening {
    struct vm_shell_options options;
    struct vm_shell *shell;
};

static int open_one(struct vm_host *host, void *item, void *data, struct err **err)
{
    struct opening *o = item;
    (void)data;
    return vm_shell_open(host, &o->options, &o->shell, err);
}

struct opened {
    struct invocation *inv;
    const struct array *vms;
    const struct direct_who *who;
    bool listed;
    struct direct **out;
    size_t *count;
    enum status st;
};

static int next_id(struct session *s)
{
    int id = 0;
    for (const struct direct *d = direct_first(s); d; d = d->next)
        if (d->id > id)
            id = d->id;
    int *last = hv_session_counter(s);
    *last = (id > *last ? id : *last) + 1;
    return *last;
}

static struct direct *new_session(const struct opened *o, struct hv_vm *vm, struct vm_shell *shell)
{
    struct session *s = o->inv->session;
    struct direct *d = xcalloc(1, sizeof(*d));
    AUTO_VALUE guid = guid_random();
    *d = (struct direct){ .refs = 1,
                          .id = o->listed ? next_id(s) : 0,
                          .vm_name = xstrdup(vm->info.name),
                          .user = xstrdup(o->who->user),
                          .password = xstrdup(o->who->password),
                          .host = vm->host,
                          .shell = shell,
                          .state = DIRECT_OPENED,
                          .streams = { -1, -1, -1 } };
    d->name = o->listed ? xasprintf("Runspace%d", d->id) : xstrdup(vm->info.name);
    memcpy(d->uuid, vm->info.uuid, sizeof(d->uuid));
    memcpy(d->instance, guid_bytes(guid), sizeof(d->instance));
    if (!o->listed)
        return d;
    struct direct **at = hv_sessions(s);
    while (*at)
        at = &(*at)->next;
    *at = direct_ref(d);
    d->listed = true;
    return d;
}

/* PowerShell says of any failure which machine it was. */
static bool on_open(void *data, size_t index, void *item, struct err *err)
{
    struct opened *o = data;
    struct opening *opening = item;
    struct value vm = o->vms->items[index];
    if (err) {
        AUTO_STRBUF id = STRBUF_INIT;
        struct error_spec spec = error_spec_of(err);
        AUTO_VALUE target = value_string(hv_vm_of(vm)->info.name);
        strbuf_adds(&id, err->id ? err->id : "PSSessionOpenFailed");
        spec.id = id.buf;
        spec.target = target;
        if (!err->exception)
            spec.exception = "System.Management.Automation.Remoting.PSRemotingTransportException";
        if (!err->id)
            spec.category = EC_OPEN_ERROR;
        o->st = cmdlet_error(o->inv, &spec);
        err_free(err);
        return o->st == ST_OK;
    }
    if (vm_shell_info(opening->shell).by_agent)
        o->st = write_verbose(o->inv,
                              "Virtual machine \"%s\": QEMU guest agent, as hvsh's guest services "
                              "do not answer.",
                              hv_vm_of(vm)->info.name);
    o->out[(*o->count)++] = new_session(o, hv_vm_of(vm), STEAL(opening->shell));
    return o->st == ST_OK;
}

enum status direct_open_all(struct invocation *inv, const struct array *vms,
                            const struct direct_who *who, bool listed, struct direct **out,
                            size_t *count)
{
    struct opened o = { inv, vms, who, listed, out, count, ST_OK };
    *count = 0;
    if (!vms->len)
        return ST_OK;
    AUTO_FREE struct opening *steps = xcalloc(vms->len, sizeof(*steps));
    for (size_t i = 0; i < vms->len; i++)
        steps[i].options = (struct vm_shell_options){ .uuid = hv_vm_of(vms->items[i])->info.uuid,
                                                      .user = who->user,
                                                      .password = who->password,
                                                      .agent = !listed };
    struct err *err = NULL;
    struct vm_host *host = hv_vm_of(vms->items[0])->host->host;
    int rc = vm_bulk(host, "Connecting to the guests", open_one, steps, sizeof(*steps), vms->len,
                     &o, on_open, &err);
    for (size_t i = 0; i < vms->len; i++)
        vm_shell_close(steps[i].shell);
    if (!rc || o.st != ST_OK) {
        err_clear(&err);
        return o.st;
    }
    if (interrupted(inv->session)) {
        err_clear(&err);
        return ST_INTERRUPT;
    }
    return cmdlet_throw_err(inv, &err);
}

enum direct_kind direct_kind_of(const struct direct *d)
{
    struct vm_shell_info info = vm_shell_info(d->shell);
    return *info.hvsh || *info.pwsh ? DIRECT_POWERSHELL : DIRECT_SH;
}

/* ---- the object ---------------------------------------------------------------------- */
#define RUNSPACES "System.Management.Automation.Runspaces."

static struct value enum_value(const char *type, int32_t v)
{
    return value_enum(named_type_find(type, strlen(type))->enum_info, v);
}

enum session_property {
    SESSION_ID,
    SESSION_NAME,
    SESSION_COMPUTER,
    SESSION_TYPE,
    SESSION_STATE,
    SESSION_CONFIGURATION,
    SESSION_AVAILABILITY,
    SESSION_INSTANCE,
    SESSION_VM_ID,
    SESSION_VM_NAME,
    SESSION_TRANSPORT,
    SESSION_NULL,
};

struct direct *direct_of(struct value v)
{
    return v.kind == V_OBJECT && v.object->type == &type_ps_session
               ? *(struct direct **)object_payload(v.object)
               : NULL;
}

struct value direct_object(struct direct *d)
{
    struct object *o = object_new(&type_ps_session);
    *(struct direct **)object_payload(o) = direct_ref(d);
    return value_of_object(o);
}

static int session_get(struct value self, const struct property *p, struct value *out,
                       struct err **err)
{
    struct direct *d = direct_of(self);
    (void)err;
    switch (p->data) {
    case SESSION_ID:
        *out = value_int(d->id);
        break;
    case SESSION_NAME:
        *out = value_string(d->name);
        break;
    case SESSION_COMPUTER:
    case SESSION_VM_NAME:
        *out = value_string(d->vm_name);
        break;
    case SESSION_TYPE:
        *out = enum_value(RUNSPACES "TargetMachineType", 1);
        break;
    case SESSION_STATE:
        *out = enum_value(RUNSPACES "RunspaceState", d->state);
        break;
    case SESSION_CONFIGURATION:
        *out = value_string("");
        break;
    case SESSION_AVAILABILITY:
        *out = enum_value(RUNSPACES "RunspaceAvailability", d->state == DIRECT_OPENED);
        break;
    case SESSION_INSTANCE:
        *out = guid_new(d->instance);
        break;
    case SESSION_VM_ID: {
        uint8_t bytes[16];
        *out = guid_parse(d->uuid, strlen(d->uuid), bytes) ? value_null() : guid_new(bytes);
        break;
    }
    case SESSION_TRANSPORT:
        *out = value_string("VMBus");
        break;
    default:
        *out = value_null();
    }
    return 0;
}

static int session_set_name(struct value self, const struct property *p, struct value v,
                            struct err **err)
{
    struct direct *d = direct_of(self);
    AUTO_VALUE text = value_to_string(v);
    (void)p;
    (void)err;
    free(d->name);
    d->name = xstrdup(text.str->data);
    return 0;
}

#define SESSION(name_, type_, id_)                                         \
    {                                                                      \
        .name = name_, .type_name = type_, .get = session_get, .data = id_ \
    }
static const struct property properties[] = {
    SESSION("State", RUNSPACES "RunspaceState", SESSION_STATE),
    SESSION("ComputerType", RUNSPACES "TargetMachineType", SESSION_TYPE),
    SESSION("ComputerName", "string", SESSION_COMPUTER),
    SESSION("ContainerId", "string", SESSION_NULL),
    SESSION("VMName", "string", SESSION_VM_NAME),
    SESSION("VMId", "guid", SESSION_VM_ID),
    SESSION("ConfigurationName", "string", SESSION_CONFIGURATION),
    SESSION("InstanceId", "guid", SESSION_INSTANCE),
    SESSION("Id", "int", SESSION_ID),
    { .name = "Name",
      .type_name = "string",
      .get = session_get,
      .set = session_set_name,
      .data = SESSION_NAME },
    SESSION("Availability", RUNSPACES "RunspaceAvailability", SESSION_AVAILABILITY),
    SESSION("Transport", "string", SESSION_TRANSPORT),
};

static const struct view_column columns[] = {
    { .property = "Id", .width = 3, .align = ALIGN_RIGHT },
    { .property = "Name", .width = 15, .align = ALIGN_LEFT },
    { .property = "Transport", .width = 9, .align = ALIGN_LEFT },
    { .property = "ComputerName", .width = 15, .align = ALIGN_LEFT },
    { .property = "ComputerType", .width = 15, .align = ALIGN_LEFT },
    { .property = "State", .width = 13, .align = ALIGN_LEFT },
    { .property = "ConfigurationName", .width = 20, .align = ALIGN_LEFT },
    { .property = "Availability", .width = 13, .align = ALIGN_RIGHT },
};
static const struct view table = { .columns = columns, .ncolumns = ARRAY_SIZE(columns) };

static int session_text(struct value self, struct strbuf *out)
{
    strbuf_addf(out, "[PSSession]%s", direct_of(self)->name);
    return 0;
}

/* In a job, a session is another one with the same machine, as the same user: one cannot be used
 * by two at once. */
static int session_pack(struct value self, struct value *out, struct err **err)
{
    const struct direct *d = direct_of(self);
    struct array *a = array_new(7);
    (void)err;
    array_push_take(a, value_string(d->host->computer));
    array_push_take(a, value_string(d->uuid));
    array_push_take(a, value_string(d->vm_name));
    array_push_take(a, value_string(d->name));
    array_push_take(a, value_int(d->state == DIRECT_OPENED ? d->id : -1));
    array_push_take(a, d->user ? value_string(d->user) : value_null());
    array_push_take(a, d->password ? value_string(d->password) : value_null());
    *out = value_of_array(a);
    return 0;
}

static const char *text_or_null(struct value v)
{
    return value_is_null(v) ? NULL : v.str->data;
}

static int session_unpack(void *session, struct value packed, struct value *out, struct err **err)
{
    const struct value *v = packed.array->items;
    struct hv_host *host;
    struct vm_shell_options options = { .uuid = v[1].str->data,
                                        .user = text_or_null(v[5]),
                                        .password = text_or_null(v[6]) };
    struct vm_shell *shell = NULL;
    AUTO_VALUE guid = guid_random();
    if (hv_host_get(session, v[0].str->data, &host, err) ||
        (v[4].i >= 0 && vm_shell_open(host->host, &options, &shell, err)))
        return -1;
    struct direct *d = xcalloc(1, sizeof(*d));
    *d = (struct direct){ .refs = 1,
                          .id = (int)v[4].i,
                          .name = xstrdup(v[3].str->data),
                          .vm_name = xstrdup(v[2].str->data),
                          .user = xstrdup(options.user),
                          .password = xstrdup(options.password),
                          .host = host,
                          .shell = shell,
                          .state = shell ? DIRECT_OPENED : DIRECT_CLOSED,
                          .streams = { -1, -1, -1 } };
    snprintf(d->uuid, sizeof(d->uuid), "%s", v[1].str->data);
    memcpy(d->instance, guid_bytes(guid), sizeof(d->instance));
    *out = direct_object(d);
    direct_unref(d);
    return 0;
}

static void session_destroy(struct object *o)
{
    direct_unref(*(struct direct **)object_payload(o));
}

const struct type_info type_ps_session = {
    .name = RUNSPACES "PSSession",
    .base = &type_object,
    .props = properties,
    .nprops = ARRAY_SIZE(properties),
    .table = &table,
    .payload_size = sizeof(struct direct *),
    .destroy = session_destroy,
    .to_string = session_text,
    .pack = session_pack,
    .unpack = session_unpack,
};
