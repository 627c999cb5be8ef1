#include "cmdlets/vm/vm_security.h"

#include <string.h>

#include "cmdlets/vm/settings.h"
#include "shell/base/alloc.h"
#include "shell/object/array.h"
#include "shell/object/types/encoding.h"
#include "vm/vm_key_protector.h"

/* ---- Microsoft.HyperV.PowerShell.VMSecurity ---- */
struct security {
    struct hv_component component;
    bool tpm, vbs_opt_out;
};

enum security_property { SECURITY_TPM, SECURITY_VBS, SECURITY_NEVER };

static int get(struct value self, const struct property *p, struct value *out, struct err **err)
{
    const struct security *s = object_payload(self.object);
    (void)err;
    switch ((enum security_property)p->data) {
    case SECURITY_TPM:
        *out = value_bool(s->tpm);
        break;
    case SECURITY_VBS:
        *out = value_bool(s->vbs_opt_out);
        break;
    case SECURITY_NEVER: /* what cannot be switched on here */
        *out = value_bool(false);
        break;
    }
    return 0;
}

#define OWN(name_, id_)                                             \
    {                                                               \
        .name = name_, .type_name = "bool", .get = get, .data = id_ \
    }
static const struct property properties[] = {
    OWN("TpmEnabled", SECURITY_TPM),
    OWN("KsdEnabled", SECURITY_NEVER),
    OWN("Shielded", SECURITY_NEVER),
    OWN("EncryptStateAndVmMigrationTraffic", SECURITY_NEVER),
    OWN("VirtualizationBasedSecurityOptOut", SECURITY_VBS),
    OWN("BindToHostTpm", SECURITY_NEVER),
    HV_COMPONENT_PROPERTIES,
};

HV_SETTING(make)

const struct type_info type_vm_security = {
    .pack = setting_pack,
    .unpack = setting_unpack,
    .name = "Microsoft.HyperV.PowerShell.VMSecurity",
    .base = &type_object,
    .props = properties,
    .nprops = ARRAY_SIZE(properties),
    .payload_size = sizeof(struct security),
    .destroy = hv_component_destroy,
};

static int make(struct value vm, const struct vm_config *c, struct value *out, struct err **err)
{
    struct object *o = hv_component_new(&type_vm_security, vm);
    struct security *s = object_payload(o);
    (void)err;
    s->tpm = c->tpm;
    s->vbs_opt_out = c->security.vbs_opt_out;
    *out = value_of_object(o);
    return 0;
}

/* ---- what all of them share ---- */
struct security_args {
    HV_HOST_FIELDS
    struct str_list vm_name;
    struct value_list vm;
    struct opt_bool encrypt, vbs_opt_out, shielded;
    struct int_list key_protector;
    bool new_local, restore, passthru;
};
#define A struct security_args

static enum status each_vm(struct invocation *inv, hv_vm_fn *fn, void *data)
{
    const A *args = ARGS(inv, A);
    struct hv_selection selection = { .names = &args->vm_name,
                                      .vms = &args->vm,
                                      .computers = &args->computer_name };
    return hv_for_each(inv, &selection, fn, data);
}

#define SECURITY_PARAMS \
    HV_HOST_PARAMS(A, "VMName"), HV_VM_NAME_PARAM(A, "VMName"), HV_VM_PARAM(A, "VMObject")
static const struct param get_params[] = {
    HV_HOST_PARAMS(struct hv_get_args, "VMName"),
    HV_VM_NAME_PARAM(struct hv_get_args, "VMName"),
    HV_VM_PARAM(struct hv_get_args, "VMObject"),
};
static const struct example get_examples[] = {
    { .code = "Get-VMSecurity web1", .remarks = "Whether it has a TPM, and the like." },
};

/* ---- Set-VMSecurity ---- */
static enum status set_one(struct invocation *inv, struct value vm, void *data)
{
    bool done;
    enum status st = hv_apply(inv, vm, data, &done);
    return st == ST_OK && done && ARGS(inv, A)->passthru ? emit(inv, vm) : st;
}

static enum status set_process(struct invocation *inv)
{
    const A *args = ARGS(inv, A);
    struct vm_change change = { 0 };
    if (args->encrypt.set && args->encrypt.value)
        return hv_refuse_param(
            inv, "EncryptStateAndVmMigrationTraffic",
            "QEMU writes saved memory as it is. Keep machines and saved states "
            "on an encrypted file system (LUKS), and move machines through ssh.");
    if (args->vbs_opt_out.set)
        change.vbs_opt_out = VM_OPT(args->vbs_opt_out.value);
    return each_vm(inv, set_one, &change);
}

static const struct param set_params[] = {
    SECURITY_PARAMS,
    PARAM(A, encrypt, .name = "EncryptStateAndVmMigrationTraffic",
          .help = "Only $false is supported on this host: saved memory is not encrypted."),
    PARAM(A, vbs_opt_out, .name = "VirtualizationBasedSecurityOptOut",
          .help = "Whether the guest gets no virtualization extensions, so that it can have no "
                  "virtualization-based security."),
    HV_PASSTHRU(A),
};
static const struct example set_examples[] = {
    { .code = "Set-VMSecurity web1 -VirtualizationBasedSecurityOptOut $true",
      .remarks = "Its guest sees a processor without vmx and svm." },
};

/* ---- Set-VMSecurityPolicy ---- */
static enum status policy_process(struct invocation *inv)
{
    const A *args = ARGS(inv, A);
    struct vm_change change = { 0 };
    if (args->shielded.set && args->shielded.value)
        return hv_refuse_param(inv, "Shielded",
                               "shielding needs a Host Guardian Service, which only Windows hosts "
                               "have. Set-VMKeyProtector -NewLocalKeyProtector with Enable-VMTPM "
                               "gives a TPM whose state is encrypted, Set-VMFirmware "
                               "-EnableSecureBoot On checks what boots.");
    return each_vm(inv, set_one, &change);
}

static const struct param policy_params[] = {
    SECURITY_PARAMS,
    PARAM(A, shielded, .name = "Shielded",
          .help = "Only $false is supported on this host: there is no Host Guardian Service."),
    HV_PASSTHRU(A),
};
static const struct example policy_examples[] = {
    { .code = "Set-VMSecurityPolicy web1 -Shielded $false",
      .remarks = "Machines are not shielded." },
};

/* ---- key protectors: bytes that name the secret; four bytes are none, as in Hyper-V ---- */
static const char none_protector[4] = { 0, 0, 0, 4 };
#define PREFIX "hvsh local key protector "

static enum status get_key_one(struct invocation *inv, struct value v, void *data)
{
    const struct vm_config *config;
    bool yes;
    (void)data;
    enum status st = should_process(inv, hv_vm_of(v)->info.name, NULL, &yes);
    if (st != ST_OK || !yes)
        return st;
    st = hv_read_config(inv, v, &config);
    if (st != ST_OK || !config)
        return st;
    const char *secret = config->security.key_protector;
    AUTO_STRBUF text = STRBUF_INIT;
    if (secret)
        strbuf_addf(&text, PREFIX "%s", secret);
    return emit_take(inv, value_of_array(secret ? bytes_array(text.buf, text.len)
                                                : bytes_array(none_protector, 4)));
}

static enum status get_key_process(struct invocation *inv)
{
    return each_vm(inv, get_key_one, NULL);
}

/* What set_key_one() does: a new key (fresh), that of secret, or none. */
struct key_change {
    bool fresh;
    const char *secret;
};

static enum status set_key_one(struct invocation *inv, struct value v, void *data)
{
    const struct key_change *change = data;
    struct hv_vm *vm = hv_vm_of(v);
    struct err *err = NULL;
    bool yes;
    enum status st = should_process(inv, vm->info.name, NULL, &yes);
    if (st != ST_OK || !yes)
        return st;
    int rc = change->fresh
                 ? vm_new_key_protector(vm->host->host, vm->info.uuid, &err)
                 : vm_copy_key_protector(vm->host->host, vm->info.uuid, change->secret, &err);
    if (rc)
        return cmdlet_err(inv, &err, v);
    hv_host_changed(vm->host);
    return ARGS(inv, A)->passthru ? emit(inv, v) : ST_OK;
}

static enum status bad_parameter(struct invocation *inv, const char *message)
{
    return cmdlet_throw(inv, &(struct error_spec){ .message = message,
                                                   .id = "InvalidParameter",
                                                   .category = EC_INVALID_ARGUMENT,
                                                   .exception = HV_EXCEPTION });
}

/* The secret's UUID into out, "" for no protector; false: not one of ours. */
static bool protector_secret(const struct int_list *bytes, char out[VM_UUID_SIZE])
{
    static const size_t prefix = sizeof(PREFIX) - 1;
    char text[sizeof(PREFIX) + VM_UUID_SIZE] = { 0 };
    out[0] = '\0';
    if (bytes->len == sizeof(none_protector) && bytes->items[3] == 4 && !bytes->items[0])
        return true;
    if (bytes->len != prefix + VM_UUID_SIZE - 1)
        return false;
    for (size_t i = 0; i < bytes->len; i++)
        text[i] = (char)bytes->items[i];
    if (strncmp(text, PREFIX, prefix) ||
        strspn(text + prefix, "0123456789abcdef-") != VM_UUID_SIZE - 1)
        return false;
    memcpy(out, text + prefix, VM_UUID_SIZE);
    return true;
}

static enum status set_key_process(struct invocation *inv)
{
    const A *args = ARGS(inv, A);
    char secret[VM_UUID_SIZE];
    struct key_change change = { .fresh = args->new_local };
    if (args->restore)
        return hv_refuse_param(inv, "RestoreLastKnownGoodKeyProtector",
                               "a key protector that was replaced is not kept.");
    if (args->new_local == args->key_protector.set)
        return bad_parameter(inv, "Set-VMKeyProtector takes either -NewLocalKeyProtector or "
                                  "-KeyProtector.");
    if (args->key_protector.set) {
        if (!protector_secret(&args->key_protector, secret))
            return bad_parameter(inv, "The key protector cannot be unlocked on this host: it is "
                                      "not a local key protector that Get-VMKeyProtector returned "
                                      "here, and there is no Host Guardian Service.");
        change.secret = *secret ? secret : NULL;
    }
    return each_vm(inv, set_key_one, &change);
}

static const struct param get_key_params[] = { SECURITY_PARAMS };
static const struct param set_key_params[] = {
    SECURITY_PARAMS,
    PARAM(A, key_protector, .name = "KeyProtector", .type = &type_byte,
          .help = "What Get-VMKeyProtector returned for another machine of this host: its key is "
                  "copied."),
    PARAM(A, new_local, .name = "NewLocalKeyProtector",
          .help = "Makes a random key, kept as a secret of libvirt, that encrypts the TPM's state "
                  "on disk."),
    PARAM(A, restore, .name = "RestoreLastKnownGoodKeyProtector",
          .help = "Not supported on this host."),
    HV_PASSTHRU(A),
};
static const struct example get_key_examples[] = {
    { .code = "(Get-VMKeyProtector web1).Length -gt 4",
      .remarks = "Whether it has a key protector." },
};
static const struct example set_key_examples[] = {
    { .code = "Set-VMKeyProtector web1 -NewLocalKeyProtector; Enable-VMTPM web1",
      .remarks = "Gives it a TPM whose state is encrypted on disk." },
};

static const struct cmdlet cmdlets[] = {
    HV_CMDLET("Get", "VMSecurity", "VMName", struct hv_get_args, get, "VMSecurity",
              "Shows the security settings of virtual machines.", false),
    HV_CMDLET("Set", "VMSecurity", "VMName", A, set, "VirtualMachine",
              "Changes the security settings of virtual machines.", true),
    HV_CMDLET("Set", "VMSecurityPolicy", "VMName", A, policy, "VirtualMachine",
              "Changes whether virtual machines are shielded.", true),
    HV_CMDLET("Set", "VMKeyProtector", "VMName", A, set_key, "VirtualMachine",
              "Gives virtual machines a key that encrypts their TPM.", true),
    { .verb = "Get",
      .noun = "VMKeyProtector",
      .synopsis = "Gets the key protectors of virtual machines.",
      .params = get_key_params,
      .nparams = ARRAY_SIZE(get_key_params),
      .default_set = "VMName",
      .module = "Hyper-V",
      .needs_vm_module = true,
      .args_size = sizeof(A),
      .process = get_key_process,
      .output = "System.Byte[]",
      .examples = get_key_examples,
      .nexamples = ARRAY_SIZE(get_key_examples),
      .should_process = true },
};
const struct cmdlet_group vm_security_cmdlets = { cmdlets, ARRAY_SIZE(cmdlets) };
