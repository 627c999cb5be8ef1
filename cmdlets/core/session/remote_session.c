#include "cmdlets/core/core.h"
#include "cmdlets/core/groups.h"

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
    { .code = "Get-PSSession", .remarks = "As a script of PowerShell has it." },
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
          .position = 1, .mandatory = true, .from_property = true, .type_name = "Guid",
          .help = "The GUIDs of the virtual machines."),
    PARAM(struct new_session_args, vm_name, .name = "VMName", .sets = "VMName", .mandatory = true,
          .from_property = true, .help = "The virtual machines."),
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
    { .code = "New-PSSession host1", .remarks = "As a script of PowerShell has it." },
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
          .from_pipeline = true, .from_property = true, .type_name = "PSSession",
          .help = "The sessions."),
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
          .help = "The virtual machines."),
    PARAM(struct enter_session_args, container_id, .name = "ContainerId", .sets = "ContainerId",
          .position = 1, .mandatory = true, .from_pipeline = true, .from_property = true,
          .help = "The containers."),
    PARAM(struct enter_session_args, run_as_administrator, .name = "RunAsAdministrator",
          .sets = "ContainerId", .help = "Of the connection: as PowerShell has it."),
};
static const char *const enter_session_aliases[] = { "etsn", "ssh", "ssh", "ssh_config", NULL };
static const struct example enter_session_examples[] = {
    { .code = "Enter-PSSession host1", .remarks = "As a script of PowerShell has it." },
};
static const char *const exit_session_aliases[] = { "exsn", NULL };
static const struct example exit_session_examples[] = {
    { .code = "Exit-PSSession", .remarks = "As a script of PowerShell has it." },
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
          .mandatory = true, .from_pipeline = true, .from_property = true, .type_name = "PSSession",
          .help = "The sessions."),
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
    { .code = "Get-PSSession | Remove-PSSession", .remarks = "As a script of PowerShell has it." },
};

/* Sessions on other machines speak PowerShell's own protocol, which only PowerShell has. */
static enum status no_remoting(struct invocation *inv)
{
    return cmdlet_throw(
        inv,
        &(struct error_spec){ .message = "Sessions of PowerShell on other machines are not to be "
                                         "had here. Hosts are named by -ComputerName of the "
                                         "Hyper-V cmdlets; any command runs there as: ssh HOST "
                                         "hvsh -c 'COMMAND'.",
                              .id = "RemotingNotSupported",
                              .category = EC_NOT_IMPLEMENTED,
                              .exception = "System.PlatformNotSupportedException" });
}

/* There never is one. */
static enum status get_session_process(struct invocation *inv)
{
    const struct get_session_args *args = ARGS(inv, struct get_session_args);

    return args->computer_name.len > 0 || args->vm_name.len > 0 || args->container_id.len > 0 ||
                   args->vm_id.len > 0 || args->connection_uri.len > 0
               ? no_remoting(inv)
               : ST_OK;
}

static enum status remove_session_process(struct invocation *inv)
{
    (void)inv;
    return ST_OK;
}

/* Outside of a session there is nothing to leave. */
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
        .synopsis = "Lists sessions on other machines: there are none.",
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
        .synopsis = "Would open a session on another machine; says what does that here.",
        .params = new_session_params,
        .nparams = ARRAY_SIZE(new_session_params),
        .default_set = "ComputerName",
        .output = "System.Management.Automation.Runspaces.PSSession",
        .module = "Microsoft.PowerShell.Core",
        .args_size = sizeof(struct new_session_args),
        .process = no_remoting,
        .examples = new_session_examples,
        .nexamples = ARRAY_SIZE(new_session_examples),
    },
    {
        .verb = "Enter",
        .noun = "PSSession",
        .aliases = enter_session_aliases,
        .synopsis = "Would go into a session on another machine; says what does that here.",
        .params = enter_session_params,
        .nparams = ARRAY_SIZE(enter_session_params),
        .default_set = "ComputerName",
        .module = "Microsoft.PowerShell.Core",
        .args_size = sizeof(struct enter_session_args),
        .process = no_remoting,
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
        .synopsis = "Closes sessions on other machines: there are none.",
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
