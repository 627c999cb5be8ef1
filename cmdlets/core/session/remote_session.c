#include <string.h>

#include "cmdlets/core/core.h"
#include "cmdlets/core/groups.h"
#include "cmdlets/vm/direct/ps_session.h"
#include "cmdlets/vm/direct/terminal.h"
#include "cmdlets/vm/select.h"
#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/guid.h"
#include "shell/runtime/session.h"

static const char *const get_session_authentication_values[] = {
    "Default", "Basic",  "Negotiate", "NegotiateWithImplicitCredential",
    "Credssp", "Digest", "Kerberos",  NULL
};
static const char *const get_session_state_values[] = { "All",    "Opened", "Disconnected",
                                                        "Closed", "Broken", NULL };
struct get_session_args {
    struct str_list name;
    struct str_list computer_name;
    struct str *application_name;
    struct str *configuration_name;
    struct value authentication;
    struct str *certificate_thumbprint;
    struct opt_int port;
    bool use_ssl;
    struct opt_int throttle_limit;
    struct value state;
    struct value session_option;
    struct value_list instance_id;
    struct value_list connection_uri;
    bool allow_redirection;
    struct str_list vm_name;
    struct str_list container_id;
    struct value_list vm_id;
    struct int_list id;
};
static const struct param get_session_params[] = {
    PARAM(struct get_session_args, name, .name = "Name",
          .sets = "Name,ComputerName,ConnectionUri,ContainerId,VMId,VMName", .from_property = true,
          .wildcards = true, .help = "The names of the sessions."),
    PARAM(struct get_session_args, computer_name, .name = "ComputerName",
          .sets = "ComputerName,ComputerInstanceId", .aliases = "Cn", .position = 1,
          .mandatory = true, .from_property = true, .help = "The machines."),
    PARAM(struct get_session_args, application_name, .name = "ApplicationName",
          .sets = "ComputerName,ComputerInstanceId", .from_property = true,
          .help = "Of the connection: as PowerShell has it."),
    PARAM(struct get_session_args, configuration_name, .name = "ConfigurationName",
          .sets = "ComputerName,ComputerInstanceId,ConnectionUri,ConnectionUriInstanceId,"
                  "VMNameInstanceId,ContainerId,ContainerIdInstanceId,VMId,VMIdInstanceId,VMName",
          .from_property = true, .help = "The session configuration there."),
    PARAM(struct get_session_args, authentication, .name = "Authentication",
          .sets = "ComputerName,ComputerInstanceId,ConnectionUri,ConnectionUriInstanceId",
          .type_name = "AuthenticationMechanism", .values = get_session_authentication_values,
          .help = "Of the connection: as PowerShell has it."),
    PARAM(struct get_session_args, certificate_thumbprint, .name = "CertificateThumbprint",
          .sets = "ComputerName,ComputerInstanceId,ConnectionUri,ConnectionUriInstanceId",
          .help = "Of the connection: as PowerShell has it."),
    PARAM(struct get_session_args, port, .name = "Port", .sets = "ComputerName,ComputerInstanceId",
          .help = "The port there."),
    PARAM(struct get_session_args, use_ssl, .name = "UseSSL",
          .sets = "ComputerName,ComputerInstanceId",
          .help = "Of the connection: as PowerShell has it."),
    PARAM(struct get_session_args, throttle_limit, .name = "ThrottleLimit",
          .sets = "ComputerName,ComputerInstanceId,ConnectionUri,ConnectionUriInstanceId",
          .help = "How many at a time."),
    PARAM(struct get_session_args, state, .name = "State",
          .sets = "ComputerName,ComputerInstanceId,ConnectionUri,ConnectionUriInstanceId,"
                  "VMNameInstanceId,ContainerId,ContainerIdInstanceId,VMId,VMIdInstanceId,VMName",
          .type_name = "SessionFilterState", .values = get_session_state_values,
          .help = "Only sessions in this state."),
    PARAM(struct get_session_args, session_option, .name = "SessionOption",
          .sets = "ComputerName,ComputerInstanceId,ConnectionUri,ConnectionUriInstanceId",
          .type_name = "PSSessionOption", .help = "Of the connection: as PowerShell has it."),
    PARAM(struct get_session_args, instance_id, .name = "InstanceId",
          .sets = "ComputerInstanceId,ConnectionUriInstanceId,VMNameInstanceId,"
                  "ContainerIdInstanceId,VMIdInstanceId",
          .mandatory = true, .type_name = "Guid", .help = "The GUIDs of the sessions."),
    PARAM(struct get_session_args, instance_id, .name = "InstanceId", .sets = "InstanceId",
          .type_name = "Guid", .help = "The GUIDs of the sessions."),
    PARAM(struct get_session_args, connection_uri, .name = "ConnectionUri",
          .sets = "ConnectionUri,ConnectionUriInstanceId", .aliases = "URI,CU", .position = 1,
          .mandatory = true, .from_property = true, .type_name = "Uri",
          .help = "Of the connection: as PowerShell has it."),
    PARAM(struct get_session_args, allow_redirection, .name = "AllowRedirection",
          .sets = "ConnectionUri,ConnectionUriInstanceId",
          .help = "Of the connection: as PowerShell has it."),
    PARAM(struct get_session_args, vm_name, .name = "VMName", .sets = "VMNameInstanceId,VMName",
          .mandatory = true, .from_property = true, .help = "The virtual machines."),
    PARAM(struct get_session_args, container_id, .name = "ContainerId",
          .sets = "ContainerId,ContainerIdInstanceId", .mandatory = true, .from_property = true,
          .help = "The containers."),
    PARAM(struct get_session_args, vm_id, .name = "VMId", .sets = "VMId,VMIdInstanceId",
          .aliases = "VMGuid", .mandatory = true, .from_property = true, .type_name = "Guid",
          .help = "The GUIDs of the virtual machines."),
    PARAM(struct get_session_args, id, .name = "Id", .sets = "Id", .position = 1, .mandatory = true,
          .from_property = true, .help = "The numbers of the sessions."),
};
static const char *const get_session_aliases[] = { "gsn", NULL };
static const struct example get_session_examples[] = {
    { .code = "Get-PSSession", .remarks = "All sessions with virtual machines." },
};
static const char *const new_session_authentication_values[] = {
    "Default", "Basic",  "Negotiate", "NegotiateWithImplicitCredential",
    "Credssp", "Digest", "Kerberos",  NULL
};
struct new_session_args {
    struct str_list computer_name;
    struct str_list name;
    bool enable_network_access;
    struct str *configuration_name;
    struct opt_int port;
    bool use_ssl;
    struct str *application_name;
    struct opt_int throttle_limit;
    struct value session_option;
    struct value authentication;
    struct str *certificate_thumbprint;
    struct value_list connection_uri;
    bool allow_redirection;
    struct value_list vm_id;
    struct str_list vm_name;
    struct value credential;
    struct value_list session;
    struct str_list container_id;
    bool run_as_administrator;
    bool use_windows_power_shell;
    struct str_list host_name;
    struct str *user_name;
    struct str *key_file_path;
    struct str *subsystem;
    struct opt_int connecting_timeout;
    bool ssh_transport;
    struct hash *options;
    struct value_list ssh_connection;
};
static const struct param new_session_params[] = {
    PARAM(struct new_session_args, computer_name, .name = "ComputerName", .sets = "ComputerName",
          .aliases = "Cn", .position = 1, .from_pipeline = true, .from_property = true,
          .help = "The machines."),
    PARAM(struct new_session_args, name, .name = "Name", .help = "The names of the sessions."),
    PARAM(struct new_session_args, enable_network_access, .name = "EnableNetworkAccess",
          .sets = "ComputerName,Uri,Session", .help = "Of the connection: as PowerShell has it."),
    PARAM(struct new_session_args, configuration_name, .name = "ConfigurationName",
          .sets = "ComputerName,Uri,VMId,VMName,ContainerId", .from_property = true,
          .help = "The session configuration there."),
    PARAM(struct new_session_args, port, .name = "Port", .sets = "ComputerName,SSHHost",
          .help = "The port there."),
    PARAM(struct new_session_args, use_ssl, .name = "UseSSL", .sets = "ComputerName",
          .help = "Of the connection: as PowerShell has it."),
    PARAM(struct new_session_args, application_name, .name = "ApplicationName",
          .sets = "ComputerName", .from_property = true,
          .help = "Of the connection: as PowerShell has it."),
    PARAM(struct new_session_args, throttle_limit, .name = "ThrottleLimit",
          .sets = "ComputerName,Uri,VMId,VMName,Session,ContainerId",
          .help = "How many at a time."),
    PARAM(struct new_session_args, session_option, .name = "SessionOption",
          .sets = "ComputerName,Uri", .type_name = "PSSessionOption",
          .help = "Of the connection: as PowerShell has it."),
    PARAM(struct new_session_args, authentication, .name = "Authentication",
          .sets = "ComputerName,Uri", .type_name = "AuthenticationMechanism",
          .values = new_session_authentication_values,
          .help = "Of the connection: as PowerShell has it."),
    PARAM(struct new_session_args, certificate_thumbprint, .name = "CertificateThumbprint",
          .sets = "ComputerName,Uri", .help = "Of the connection: as PowerShell has it."),
    PARAM(struct new_session_args, connection_uri, .name = "ConnectionUri", .sets = "Uri",
          .aliases = "URI,CU", .position = 1, .mandatory = true, .from_property = true,
          .type_name = "Uri", .help = "Of the connection: as PowerShell has it."),
    PARAM(struct new_session_args, allow_redirection, .name = "AllowRedirection", .sets = "Uri",
          .help = "Of the connection: as PowerShell has it."),
    PARAM(struct new_session_args, vm_id, .name = "VMId", .sets = "VMId", .aliases = "VMGuid",
          .position = 1, .mandatory = true, .from_property = true, .type = &type_guid,
          .help = "The GUIDs of the virtual machines."),
    PARAM(struct new_session_args, vm_name, .name = "VMName", .sets = "VMName", .mandatory = true,
          .from_property = true, .complete = complete_vm_name, .help = "The virtual machines."),
    PARAM(struct new_session_args, credential, .name = "Credential", .sets = "VMId,VMName",
          .from_property = true, .type = &type_pscredential,
          .help = "A user of the guest; without it the session is that of hvsh's service there."),
    PARAM(struct new_session_args, session, .name = "Session", .sets = "Session", .position = 1,
          .from_pipeline = true, .from_property = true, .type_name = "PSSession",
          .help = "The sessions."),
    PARAM(struct new_session_args, container_id, .name = "ContainerId", .sets = "ContainerId",
          .mandatory = true, .from_property = true, .help = "The containers."),
    PARAM(struct new_session_args, run_as_administrator, .name = "RunAsAdministrator",
          .sets = "ContainerId", .help = "Of the connection: as PowerShell has it."),
    PARAM(struct new_session_args, use_windows_power_shell, .name = "UseWindowsPowerShell",
          .sets = "UseWindowsPowerShellParameterSet",
          .help = "Of the connection: as PowerShell has it."),
    PARAM(struct new_session_args, host_name, .name = "HostName", .sets = "SSHHost", .position = 1,
          .mandatory = true, .help = "The machines, reached by ssh."),
    PARAM(struct new_session_args, user_name, .name = "UserName", .sets = "SSHHost",
          .help = "The user there."),
    PARAM(struct new_session_args, key_file_path, .name = "KeyFilePath", .sets = "SSHHost",
          .aliases = "IdentityFilePath", .help = "The private key of ssh."),
    PARAM(struct new_session_args, subsystem, .name = "Subsystem", .sets = "SSHHost",
          .from_property = true, .help = "Of the connection: as PowerShell has it."),
    PARAM(struct new_session_args, connecting_timeout, .name = "ConnectingTimeout",
          .sets = "SSHHost", .help = "Of the connection: as PowerShell has it."),
    PARAM(struct new_session_args, ssh_transport, .name = "SSHTransport", .sets = "SSHHost",
          .help = "Of the connection: as PowerShell has it."),
    PARAM(struct new_session_args, options, .name = "Options", .sets = "SSHHost",
          .help = "Options of ssh."),
    PARAM(struct new_session_args, ssh_connection, .name = "SSHConnection",
          .sets = "SSHHostHashParam", .mandatory = true, .type_name = "Hashtable",
          .help = "Of the connection: as PowerShell has it."),
};
static const char *const new_session_aliases[] = { "nsn", NULL };
static const struct example new_session_examples[] = {
    { .code = "$s = New-PSSession -VMName web1; Invoke-Command $s { uname -a }",
      .remarks = "A session with a virtual machine that needs no network." },
};
static const char *const enter_session_authentication_values[] = {
    "Default", "Basic",  "Negotiate", "NegotiateWithImplicitCredential",
    "Credssp", "Digest", "Kerberos",  NULL
};
struct enter_session_args {
    struct str *computer_name;
    bool enable_network_access;
    struct str *configuration_name;
    struct opt_int port;
    bool use_ssl;
    struct str *application_name;
    struct value session_option;
    struct value authentication;
    struct str *certificate_thumbprint;
    struct str *host_name;
    struct hash *options;
    struct str *user_name;
    struct str *key_file_path;
    struct str *subsystem;
    struct opt_int connecting_timeout;
    bool ssh_transport;
    struct value session;
    struct value connection_uri;
    bool allow_redirection;
    struct value instance_id;
    struct opt_int id;
    struct str *name;
    struct value vm_id;
    struct str *vm_name;
    struct value credential;
    struct str *container_id;
    bool run_as_administrator;
};
static const struct param enter_session_params[] = {
    PARAM(struct enter_session_args, computer_name, .name = "ComputerName", .sets = "ComputerName",
          .aliases = "Cn", .position = 1, .mandatory = true, .from_pipeline = true,
          .from_property = true, .help = "The machines."),
    PARAM(struct enter_session_args, enable_network_access, .name = "EnableNetworkAccess",
          .sets = "ComputerName,Uri", .help = "Of the connection: as PowerShell has it."),
    PARAM(struct enter_session_args, configuration_name, .name = "ConfigurationName",
          .sets = "ComputerName,Uri,VMId,VMName,ContainerId", .from_property = true,
          .help = "The session configuration there."),
    PARAM(struct enter_session_args, port, .name = "Port", .sets = "ComputerName,SSHHost",
          .help = "The port there."),
    PARAM(struct enter_session_args, use_ssl, .name = "UseSSL", .sets = "ComputerName",
          .help = "Of the connection: as PowerShell has it."),
    PARAM(struct enter_session_args, application_name, .name = "ApplicationName",
          .sets = "ComputerName", .from_property = true,
          .help = "Of the connection: as PowerShell has it."),
    PARAM(struct enter_session_args, session_option, .name = "SessionOption",
          .sets = "ComputerName,Uri", .type_name = "PSSessionOption",
          .help = "Of the connection: as PowerShell has it."),
    PARAM(struct enter_session_args, authentication, .name = "Authentication",
          .sets = "ComputerName,Uri", .type_name = "AuthenticationMechanism",
          .values = enter_session_authentication_values,
          .help = "Of the connection: as PowerShell has it."),
    PARAM(struct enter_session_args, certificate_thumbprint, .name = "CertificateThumbprint",
          .sets = "ComputerName,Uri", .help = "Of the connection: as PowerShell has it."),
    PARAM(struct enter_session_args, host_name, .name = "HostName", .sets = "SSHHost",
          .position = 1, .mandatory = true, .from_pipeline = true,
          .help = "The machines, reached by ssh."),
    PARAM(struct enter_session_args, options, .name = "Options", .sets = "SSHHost",
          .help = "Options of ssh."),
    PARAM(struct enter_session_args, user_name, .name = "UserName", .sets = "SSHHost",
          .help = "The user there."),
    PARAM(struct enter_session_args, key_file_path, .name = "KeyFilePath", .sets = "SSHHost",
          .aliases = "IdentityFilePath", .help = "The private key of ssh."),
    PARAM(struct enter_session_args, subsystem, .name = "Subsystem", .sets = "SSHHost",
          .from_property = true, .help = "Of the connection: as PowerShell has it."),
    PARAM(struct enter_session_args, connecting_timeout, .name = "ConnectingTimeout",
          .sets = "SSHHost", .help = "Of the connection: as PowerShell has it."),
    PARAM(struct enter_session_args, ssh_transport, .name = "SSHTransport", .sets = "SSHHost",
          .help = "Of the connection: as PowerShell has it."),
    PARAM(struct enter_session_args, session, .name = "Session", .sets = "Session", .position = 1,
          .from_pipeline = true, .from_property = true, .type = &type_ps_session,
          .not_null_or_empty = true, .help = "The sessions."),
    PARAM(struct enter_session_args, connection_uri, .name = "ConnectionUri", .sets = "Uri",
          .aliases = "URI,CU", .position = 2, .from_property = true, .type = &type_uri,
          .help = "Of the connection: as PowerShell has it."),
    PARAM(struct enter_session_args, allow_redirection, .name = "AllowRedirection", .sets = "Uri",
          .help = "Of the connection: as PowerShell has it."),
    PARAM(struct enter_session_args, instance_id, .name = "InstanceId", .sets = "InstanceId",
          .from_property = true, .type = &type_guid, .help = "The GUIDs of the sessions."),
    PARAM(struct enter_session_args, id, .name = "Id", .sets = "Id", .position = 1,
          .from_property = true, .help = "The numbers of the sessions."),
    PARAM(struct enter_session_args, name, .name = "Name", .sets = "Name", .from_property = true,
          .help = "The names of the sessions."),
    PARAM(struct enter_session_args, vm_id, .name = "VMId", .sets = "VMId", .aliases = "VMGuid",
          .position = 1, .mandatory = true, .from_pipeline = true, .from_property = true,
          .type = &type_guid, .help = "The GUIDs of the virtual machines."),
    PARAM(struct enter_session_args, vm_name, .name = "VMName", .sets = "VMName", .position = 1,
          .mandatory = true, .from_pipeline = true, .from_property = true,
          .complete = complete_vm_name, .help = "The virtual machine."),
    PARAM(struct enter_session_args, credential, .name = "Credential", .sets = "VMId,VMName",
          .position = 2, .from_property = true, .type = &type_pscredential,
          .help = "A user of the guest; without it the session is that of hvsh's service there."),
    PARAM(struct enter_session_args, container_id, .name = "ContainerId", .sets = "ContainerId",
          .position = 1, .mandatory = true, .from_pipeline = true, .from_property = true,
          .help = "The containers."),
    PARAM(struct enter_session_args, run_as_administrator, .name = "RunAsAdministrator",
          .sets = "ContainerId", .help = "Of the connection: as PowerShell has it."),
};
static const char *const enter_session_aliases[] = { "etsn", NULL };
static const struct example enter_session_examples[] = {
    { .code = "Enter-PSSession -VMName web1",
      .remarks = "A terminal in the guest; exit, or Ctrl-] three times, leaves it." },
};
static const char *const exit_session_aliases[] = { "exsn", NULL };
static const struct example exit_session_examples[] = {
    { .code = "Exit-PSSession", .remarks = "Leaves the guest's PowerShell that was entered." },
};
struct remove_session_args {
    struct int_list id;
    struct value_list session;
    struct str_list container_id;
    struct value_list vm_id;
    struct str_list vm_name;
    struct value_list instance_id;
    struct str_list name;
    struct str_list computer_name;
};
static const struct param remove_session_params[] = {
    PARAM(struct remove_session_args, id, .name = "Id", .sets = "Id", .position = 1,
          .mandatory = true, .from_property = true, .help = "The numbers of the sessions."),
    PARAM(struct remove_session_args, session, .name = "Session", .sets = "Session", .position = 1,
          .mandatory = true, .from_pipeline = true, .from_property = true, .type = &type_ps_session,
          .not_null_or_empty = true, .help = "The sessions."),
    PARAM(struct remove_session_args, container_id, .name = "ContainerId", .sets = "ContainerId",
          .mandatory = true, .from_property = true, .help = "The containers."),
    PARAM(struct remove_session_args, vm_id, .name = "VMId", .sets = "VMId", .aliases = "VMGuid",
          .mandatory = true, .from_property = true, .type_name = "Guid",
          .help = "The GUIDs of the virtual machines."),
    PARAM(struct remove_session_args, vm_name, .name = "VMName", .sets = "VMName",
          .mandatory = true, .from_property = true, .help = "The virtual machines."),
    PARAM(struct remove_session_args, instance_id, .name = "InstanceId", .sets = "InstanceId",
          .mandatory = true, .from_property = true, .type_name = "Guid",
          .help = "The GUIDs of the sessions."),
    PARAM(struct remove_session_args, name, .name = "Name", .sets = "Name", .mandatory = true,
          .from_property = true, .wildcards = true, .help = "The names of the sessions."),
    PARAM(struct remove_session_args, computer_name, .name = "ComputerName", .sets = "ComputerName",
          .aliases = "Cn", .position = 1, .mandatory = true, .from_property = true,
          .wildcards = true, .help = "The machines."),
};
static const char *const remove_session_aliases[] = { "rsn", NULL };
static const struct example remove_session_examples[] = {
    { .code = "Get-PSSession | Remove-PSSession", .remarks = "Closes all sessions." },
};

/* Sessions with other machines than guests speak PowerShell's own protocol, which only
 * PowerShell has. */
static enum status no_remoting(struct invocation *inv)
{
    return cmdlet_throw(
        inv,
        &(struct error_spec){ .message = "Sessions are to be had with virtual machines (-VMName, "
                                         "-VMId). Hosts are named by -ComputerName of the Hyper-V "
                                         "cmdlets; any command runs there as: ssh HOST hvsh -c "
                                         "'COMMAND'.",
                              .id = "RemotingNotSupported",
                              .category = EC_NOT_IMPLEMENTED,
                              .exception = "System.PlatformNotSupportedException" });
}

/* ---- which sessions ------------------------------------------------------------------ */
/* What all of the cmdlets select by; what is not given selects all. */
struct choice {
    const struct str_list *names, *vm_names;
    const struct int_list *ids;
    const struct value_list *instances, *vm_ids;
};

static bool in_values(const struct value_list *list, struct value v)
{
    for (size_t i = 0; i < list->len; i++)
        if (value_equals(list->items[i], v, true))
            return true;
    return !list->len;
}

static bool is_chosen(const struct choice *c, struct direct *d)
{
    AUTO_VALUE instance = guid_new(d->instance);
    uint8_t bytes[16];
    AUTO_VALUE vm = guid_parse(d->uuid, strlen(d->uuid), bytes) ? value_null() : guid_new(bytes);
    bool id = !c->ids || !c->ids->len;
    for (size_t i = 0; !id && i < c->ids->len; i++)
        id = c->ids->items[i] == d->id;
    return id && (!c->names || matches_any(c->names, d->name, strlen(d->name))) &&
           (!c->vm_names || matches_any(c->vm_names, d->vm_name, strlen(d->vm_name))) &&
           (!c->instances || in_values(c->instances, instance)) &&
           (!c->vm_ids || in_values(c->vm_ids, vm));
}

/* The chosen ones as PSSession objects. */
static void choose(struct session *s, const struct choice *c, struct array *out)
{
    for (struct direct *d = direct_first(s); d; d = d->next)
        if (is_chosen(c, d))
            array_push_take(out, direct_object(d));
}

static enum status missing(struct invocation *inv, const char *id, const char *fmt,
                           struct value given)
{
    AUTO_VALUE text = value_to_string(given);
    AUTO_STRBUF message = STRBUF_INIT;
    strbuf_addf(&message, fmt, text.str->data);
    return cmdlet_error(inv, &(struct error_spec){ .message = message.buf,
                                                   .id = id,
                                                   .category = EC_INVALID_ARGUMENT,
                                                   .exception = "System.ArgumentException",
                                                   .target = given });
}

/* Names without wildcards and numbers that choose nothing are told. */
static enum status tell_missing(struct invocation *inv, const struct str_list *names,
                                const struct int_list *ids)
{
    enum status st = ST_OK;
    for (size_t i = 0; st == ST_OK && i < names->len; i++) {
        struct str_list one = { .items = names->items + i, .len = 1, .set = true };
        AUTO_VALUE found = value_of_array(array_new(1));
        choose(inv->session, &(struct choice){ .names = &one }, found.array);
        AUTO_VALUE given = value_str(names->items[i]);
        if (!found.array->len && !text_has_wildcard(names->items[i]->data, names->items[i]->len))
            st = missing(inv, "RemoteRunspaceNotAvailableForSpecifiedName",
                         "The remote session with the name %s  is not available.", given);
    }
    for (size_t i = 0; st == ST_OK && i < ids->len; i++) {
        struct int_list one = { .items = ids->items + i, .len = 1 };
        AUTO_VALUE found = value_of_array(array_new(1));
        choose(inv->session, &(struct choice){ .ids = &one }, found.array);
        if (!found.array->len)
            st = missing(inv, "RemoteRunspaceNotAvailableForSpecifiedSessionId",
                         "The remote session with the session ID %s is not available.",
                         value_int((int32_t)ids->items[i]));
    }
    return st;
}

static enum status get_session_process(struct invocation *inv)
{
    const struct get_session_args *args = ARGS(inv, struct get_session_args);
    struct choice c = { &args->name, &args->vm_name, &args->id, &args->instance_id, &args->vm_id };
    AUTO_VALUE found = value_of_array(array_new(4));
    if (args->computer_name.len || args->container_id.len || args->connection_uri.len)
        return no_remoting(inv);
    enum status st = tell_missing(inv, &args->name, &args->id);
    choose(inv->session, &c, found.array);
    for (size_t i = 0; st == ST_OK && i < found.array->len; i++)
        st = emit(inv, found.array->items[i]);
    return st;
}

static enum status remove_session_process(struct invocation *inv)
{
    const struct remove_session_args *args = ARGS(inv, struct remove_session_args);
    struct choice c = { &args->name, &args->vm_name, &args->id, &args->instance_id, &args->vm_id };
    AUTO_VALUE found = value_of_array(array_new(4));
    enum status st = tell_missing(inv, &args->name, &args->id);
    if (args->session.len)
        for (size_t i = 0; i < args->session.len; i++)
            array_push(found.array, args->session.items[i]);
    else
        choose(inv->session, &c, found.array);
    for (size_t i = 0; st == ST_OK && i < found.array->len; i++) {
        struct direct *d = direct_of(found.array->items[i]);
        bool yes;
        st = should_process(inv, d->name, "Remove", &yes);
        if (st == ST_OK && yes)
            direct_close(d);
    }
    return st;
}

/* ---- opening ------------------------------------------------------------------------- */
static void add_names(struct array *wanted, const struct str_list *names)
{
    for (size_t i = 0; i < names->len; i++)
        array_push_take(wanted, value_str(names->items[i]));
}

static enum status new_session_process(struct invocation *inv)
{
    const struct new_session_args *args = ARGS(inv, struct new_session_args);
    bool by_id = args->vm_id.len;
    if (!by_id && !args->vm_name.len)
        return no_remoting(inv);
    AUTO_VALUE wanted = value_of_array(array_from(args->vm_id.items, args->vm_id.len));
    AUTO_VALUE vms = value_of_array(array_new(4));
    struct direct_who who;
    size_t n = 0;
    direct_who_of(args->credential, &who);
    add_names(wanted.array, &args->vm_name);
    enum status st = direct_machines(inv, wanted.array->items, wanted.array->len, by_id, vms.array);
    struct direct **sessions = xcalloc(vms.array->len + 1, sizeof(struct direct *));
    if (st == ST_OK)
        st = direct_open_all(inv, vms.array, &who, true, sessions, &n);
    for (size_t i = 0; i < n; i++) {
        if (i < args->name.len) {
            free(sessions[i]->name);
            sessions[i]->name = xstrdup(args->name.items[i]->data);
        }
        if (st == ST_OK)
            st = emit_take(inv, direct_object(sessions[i]));
        direct_unref(sessions[i]);
    }
    free(sessions);
    return st;
}

/* ---- Enter-PSSession
 * -------------------------------------------------------------------------------------- */
/* A machine is entered by a session of its own, which ends with it. */
static enum status enter_machine(struct invocation *inv, struct value wanted, bool by_id,
                                 const struct direct_who *who)
{
    AUTO_VALUE vms = value_of_array(array_new(1));
    struct direct *d = NULL;
    size_t n = 0;
    enum status st = direct_machines(inv, &wanted, 1, by_id, vms.array);
    if (st == ST_OK)
        st = direct_open_all(inv, vms.array, who, false, &d, &n);
    if (st == ST_OK && n)
        st = direct_enter(inv, d);
    direct_unref(d);
    return st;
}

static enum status enter_session_process(struct invocation *inv)
{
    const struct enter_session_args *args = ARGS(inv, struct enter_session_args);
    struct direct_who who;
    direct_who_of(args->credential, &who);
    if (args->vm_name) {
        AUTO_VALUE name = value_str(args->vm_name);
        return enter_machine(inv, name, false, &who);
    }
    if (!value_is_null(args->vm_id))
        return enter_machine(inv, args->vm_id, true, &who);
    struct direct *given = direct_of(args->session);
    if (given)
        return direct_enter(inv, given);
    if (!args->id.set && !args->name && value_is_null(args->instance_id))
        return no_remoting(inv);
    struct str *name = args->name;
    struct int_list ids = { .items = (int64_t *)(uintptr_t)&args->id.value, .len = args->id.set };
    struct str_list names = { .items = &name, .len = name != NULL, .set = name != NULL };
    struct value instance = args->instance_id;
    struct value_list instances = { &instance, !value_is_null(instance) };
    AUTO_VALUE found = value_of_array(array_new(1));
    enum status st = tell_missing(inv, &names, &ids);
    choose(inv->session, &(struct choice){ &names, NULL, &ids, &instances, NULL }, found.array);
    if (st != ST_OK || !found.array->len)
        return st;
    return direct_enter(inv, direct_of(found.array->items[0]));
}

/* A guest's own PowerShell has this command; here there is nothing to leave. */
static enum status exit_session_process(struct invocation *inv)
{
    (void)inv;
    return ST_OK;
}

static const struct cmdlet cmdlets[] = {
    {
        .verb = "Get",
        .noun = "PSSession",
        .aliases = get_session_aliases,
        .synopsis = "Lists sessions with virtual machines.",
        .params = get_session_params,
        .nparams = ARRAY_SIZE(get_session_params),
        .default_set = "Name",
        .output = "System.Management.Automation.Runspaces.PSSession",
        .module = "Microsoft.PowerShell.Core",
        .args_size = sizeof(struct get_session_args),
        .process = get_session_process,
        .examples = get_session_examples,
        .nexamples = ARRAY_SIZE(get_session_examples),
    },
    {
        .verb = "New",
        .noun = "PSSession",
        .aliases = new_session_aliases,
        .synopsis = "Opens sessions with virtual machines, which need no network for it.",
        .params = new_session_params,
        .nparams = ARRAY_SIZE(new_session_params),
        .default_set = "ComputerName",
        .output = "System.Management.Automation.Runspaces.PSSession",
        .module = "Microsoft.PowerShell.Core",
        .args_size = sizeof(struct new_session_args),
        .process = new_session_process,
        .examples = new_session_examples,
        .nexamples = ARRAY_SIZE(new_session_examples),
    },
    {
        .verb = "Enter",
        .noun = "PSSession",
        .aliases = enter_session_aliases,
        .synopsis = "Goes into a virtual machine: a terminal in its guest.",
        .params = enter_session_params,
        .nparams = ARRAY_SIZE(enter_session_params),
        .default_set = "ComputerName",
        .module = "Microsoft.PowerShell.Core",
        .args_size = sizeof(struct enter_session_args),
        .process = enter_session_process,
        .examples = enter_session_examples,
        .nexamples = ARRAY_SIZE(enter_session_examples),
    },
    {
        .verb = "Exit",
        .noun = "PSSession",
        .aliases = exit_session_aliases,
        .synopsis = "Leaves a session that was entered: outside of one nothing happens.",
        .module = "Microsoft.PowerShell.Core",
        .process = exit_session_process,
        .examples = exit_session_examples,
        .nexamples = ARRAY_SIZE(exit_session_examples),
    },
    {
        .verb = "Remove",
        .noun = "PSSession",
        .aliases = remove_session_aliases,
        .synopsis = "Closes sessions with virtual machines.",
        .params = remove_session_params,
        .nparams = ARRAY_SIZE(remove_session_params),
        .default_set = "Id",
        .should_process = true,
        .module = "Microsoft.PowerShell.Core",
        .args_size = sizeof(struct remove_session_args),
        .process = remove_session_process,
        .examples = remove_session_examples,
        .nexamples = ARRAY_SIZE(remove_session_examples),
    },
};
const struct cmdlet_group cmdlets_remote_session = { cmdlets, ARRAY_SIZE(cmdlets) };
