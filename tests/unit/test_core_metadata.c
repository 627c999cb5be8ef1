/* The core cmdlets' descriptors against Microsoft's published facts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <jansson.h>
#include <string.h>

#include "cmdlets/registry.h"
#include "shell/base/alloc.h"
#include "shell/base/cleanup.h"
#include "shell/base/text.h"
#include "shell/runtime/command.h"
#include "tests/unit/metadata_check.h"

static void check(const char *module, const struct metadata_difference *intended, size_t n)
{
    AUTO_FREE char *path = xasprintf("tests/golden/%s.json", module);

    assert_int_equal(metadata_check_reference(path, &cmdlet_registry, module, intended, n), 0);
}
#define CHECK(module, table) check(module, table, ARRAY_SIZE(table))

static const struct metadata_difference core[] = {
    { "* -Credential: missing", "remote sessions are not to be had here" },
    { "* -Credential: not mandatory",
      "sessions with guests are their service's user's unless another one is named" },
    { "* -ThrottleLimit: range added", "the page states the range in prose" },
    { "* -TimeoutSeconds: range added", "the page states the range in prose" },
    { "* -Timeout: range added", "the page states the range in prose" },
    { "* -ShowWindow: missing", "a Windows dialogue" },
    { "Get-Command -ParameterType: type String[], not PSTypeName[]",
      "type names are strings here" },
    { "Import-Module/PSSession -*", "remote sessions of PowerShell" },
    { "Import-Module/UseWindowsPowerShell -*", "the page names the set in two ways" },
    { "Import-Module/CimSession -*", "no CIM sessions on Linux" },
    { "Import-Module/FullyQualifiedNameAndPSSession -*", "remote sessions of PowerShell" },
    { "Import-Module/Assembly -*", "there are no .NET assemblies" },
    { "Remove-Module: default set name, not __AllParameterSets", "the page marks none" },
    { "New-Module/ScriptBlock -ScriptBlock: position 0, not 1",
      "the page gives one position for both sets" },
    { "New-ModuleManifest/__AllParameterSets -Path: position 0, not 1",
      "the first position, counted from 1 on the page" },
    { "New-ModuleManifest -ProcessorArchitecture: type String, not ProcessorArchitecture",
      "an enumeration of .NET's" },
    { "Get-Module/PsSession -*",
      "remote sessions of PowerShell: hosts are named by -ComputerName of the Hyper-V cmdlets" },
    { "Get-Module/CimSession -*", "no CIM sessions on Linux" },
    { "Set-StrictMode -Version: type Object, not Version", "takes the word Latest too" },
    { "Invoke-Command/FilePathComputerName -*",
      "remote sessions of PowerShell: hosts are named by -ComputerName of the Hyper-V cmdlets" },
    { "Invoke-Command/ComputerName -*",
      "remote sessions of PowerShell: hosts are named by -ComputerName of the Hyper-V cmdlets" },
    { "Invoke-Command/Uri -*",
      "remote sessions of PowerShell: hosts are named by -ComputerName of the Hyper-V cmdlets" },
    { "Invoke-Command/FilePathUri -*",
      "remote sessions of PowerShell: hosts are named by -ComputerName of the Hyper-V cmdlets" },
    { "Invoke-Command/SSHHost -*",
      "remote sessions of PowerShell: hosts are named by -ComputerName of the Hyper-V cmdlets" },
    { "Invoke-Command/ContainerId -*",
      "remote sessions of PowerShell: hosts are named by -ComputerName of the Hyper-V cmdlets" },
    { "Invoke-Command/FilePathContainerId -*",
      "remote sessions of PowerShell: hosts are named by -ComputerName of the Hyper-V cmdlets" },
    { "Invoke-Command/SSHHostHashParam -*",
      "remote sessions of PowerShell: hosts are named by -ComputerName of the Hyper-V cmdlets" },
    { "Invoke-Command/FilePathSSHHost -*",
      "remote sessions of PowerShell: hosts are named by -ComputerName of the Hyper-V cmdlets" },
    { "Invoke-Command/FilePathSSHHostHash -*",
      "remote sessions of PowerShell: hosts are named by -ComputerName of the Hyper-V cmdlets" },
    { "Get-History -Count: range added", "the page states the range in prose" },
    { "Clear-History -Count: range added", "the page states the range in prose" },
    { "Get-History -Id: range added", "the page states the range in prose" },
    { "Clear-History -Id: range added", "the page states the range in prose" },
};

static void test_core(void **state)
{
    (void)state;
    CHECK("Microsoft.PowerShell.Core", core);
}

static const struct metadata_difference thread_job[] = {
    { "* -ThrottleLimit: range added", "the page states the range in prose" },
};

static void test_thread_job(void **state)
{
    (void)state;
    CHECK("Microsoft.PowerShell.ThreadJob", thread_job);
}

static void test_archive(void **state)
{
    (void)state;
    check("Microsoft.PowerShell.Archive", NULL, 0);
}

static const struct metadata_difference management[] = {
    { "Get-TimeZone: not in the reference", "its page says Windows only; zoneinfo serves here" },
    { "New-PSDrive/__AllParameterSets -Credential: missing",
      "network drives are mapped on Windows only" },
    { "Stop-Computer/__AllParameterSets -Credential: missing", "it stops this computer only" },
    { "* -Stream: missing", "no alternate data streams on Linux" },
    { "Join-Path/__AllParameterSets -Extension: added", "of the version after 7.5" },
    { "* -Persist: missing", "network drives are mapped on Windows only" },
    { "Test-Connection -BufferSize: range added", "the page states the range in prose" },
    { "Get-Content -Tail: range added", "PowerShell's source states the range" },
    { "Get-Content -TotalCount: range added", "PowerShell's source states the range" },
    { "Test-Connection -Count: range added", "the page states the range in prose" },
    { "Test-Connection -Delay: range added", "the page states the range in prose" },
    { "Test-Connection -MaxHops: range added", "the page states the range in prose" },
    { "Test-Connection -TcpPort: range added", "the page states the range in prose" },
    { "Test-Connection -TimeoutSeconds: range added", "the page states the range in prose" },
    { "* -WsmanAuthentication: missing", "Windows only" },
    { "Restart-Computer/__AllParameterSets -*", "these wait for another machine" },
};

static void test_management(void **state)
{
    (void)state;
    CHECK("Microsoft.PowerShell.Management", management);
}

static const struct metadata_difference security[] = {
    { "Get-Credential -Credential: type Object, not PSCredential", "takes a user name too" },
};

static void test_security(void **state)
{
    (void)state;
    CHECK("Microsoft.PowerShell.Security", security);
}

static const struct metadata_difference utility[] = {
    { "Invoke-WebRequest -ConnectionTimeoutSeconds: range added", "its source states the range" },
    { "Invoke-WebRequest -OperationTimeoutSeconds: range added", "its source states the range" },
    { "Invoke-WebRequest -MaximumRedirection: range added", "its source states the range" },
    { "Invoke-WebRequest -MaximumRetryCount: range added", "its source states the range" },
    { "Invoke-WebRequest -RetryIntervalSec: range added", "its source states the range" },
    { "Invoke-WebRequest -Form: type Hashtable, not IDictionary",
      "every dictionary here is a hashtable" },
    { "Invoke-WebRequest -Headers: type Hashtable, not IDictionary",
      "every dictionary here is a hashtable" },
    { "Invoke-RestMethod -ConnectionTimeoutSeconds: range added", "its source states the range" },
    { "Invoke-RestMethod -OperationTimeoutSeconds: range added", "its source states the range" },
    { "Invoke-RestMethod -MaximumRedirection: range added", "its source states the range" },
    { "Invoke-RestMethod -MaximumRetryCount: range added", "its source states the range" },
    { "Invoke-RestMethod -RetryIntervalSec: range added", "its source states the range" },
    { "Invoke-RestMethod -MaximumFollowRelLink: range added", "its source states the range" },
    { "Invoke-RestMethod -Form: type Hashtable, not IDictionary",
      "every dictionary here is a hashtable" },
    { "Invoke-RestMethod -Headers: type Hashtable, not IDictionary",
      "every dictionary here is a hashtable" },
    { "Invoke-WebRequest -SslProtocol: accepts Tls13", "the page says so in prose" },
    { "Set-Variable/__AllParameterSets -Append: added", "newer than the page" },
    { "Write-Output -InputObject: type PSObject, not PSObject[]",
      "-NoEnumerate hands on the collection itself; the cmdlet takes one object, whatever its "
      "page says" },
    { "Select-String -Context: range added", "its source states the range" },
    { "Write-Progress -Id: range added", "its source states the range" },
    { "Write-Progress -ParentId: range added", "its source states the range" },
    { "Set-Alias -Scope: accepts 0 values, not 5",
      "numbers are scopes too, and what is none is an argument error" },
    { "Wait-Event -Timeout: range added", "the page states the range in prose" },
    { "Format-Hex -Offset: range added", "the page states the range in prose" },
    { "Add-Member -NotePropertyMembers: type Hashtable, not IDictionary",
      "hashtables of every kind are one type here" },
    { "New-Object -Property: type Hashtable, not IDictionary",
      "hashtables of every kind are one type here" },
    { "New-Object/Com -*", "COM is Windows only" },
    { "Import-PowerShellDataFile/ByPath -SkipLimitCheck: position -1, not 0",
      "a switch takes no position" },
    { "Import-PowerShellDataFile/ByLiteralPath -SkipLimitCheck: position -1, not 0",
      "a switch takes no position" },
    { "Import-PowerShellDataFile -SkipLimitCheck: type SwitchParameter, not Switch",
      "the page abbreviates" },
    { "* -Column: range added", "the page states the range in prose" },
    { "* -Depth: range added", "the page states the range in prose" },
    { "* -Newest: range added", "the page states the range in prose" },
    { "* -Count: range added", "the page states the range in prose" },
    { "* -Width: range added", "the page states the range in prose" },
    { "* -First: range added", "the page states the range in prose" },
    { "* -Last: range added", "the page states the range in prose" },
    { "* -Skip: range added", "the page states the range in prose" },
    { "* -SkipLast: range added", "the page states the range in prose" },
    { "Update-TypeData -MemberType: *", "the whole enumeration; the cmdlet refuses the others" },
    { "Update-TypeData -SerializationMethod: accepts *", "the page states the values in prose" },
    { "Update-TypeData -InheritPropertySerializationSet: type Boolean, not "
      "System.Nullable`1[System.Boolean]",
      "a Boolean that may be left out" },
    { "Update-TypeData -TargetTypeForDeserialization: type RuntimeType, not Type",
      "the only kind of Type" },
    { "Update-TypeData -TypeAdapter: type RuntimeType, not Type", "the only kind of Type" },
    { "Update-TypeData -TypeConverter: type RuntimeType, not Type", "the only kind of Type" },
    { "* -Bottom: range added", "the page states the range in prose" },
    { "* -Top: range added", "the page states the range in prose" },
    { "* -Milliseconds: range added", "the page states the range in prose" },
    { "* -Seconds: range added", "the page states the range in prose" },
    { "* -PercentComplete: range added", "the page states the range in prose" },
};

static void test_utility(void **state)
{
    (void)state;
    CHECK("Microsoft.PowerShell.Utility", utility);
}

/* Real cmdlets that break the rules, as many as there are: the reserved verbs ForEach, Where,
 * Sort and Tee; -WhatIf that PowerShell does not have either (Start-Job,
 * Set-StrictMode, Set-PSDebug, Switch-Process, Import-Module, Export-ModuleMember, New-Module,
 * Set-Location, Convert-Path, Remove-Alias, Import-Csv, Import-Clixml, Add-Member, New-Object,
 * New-Guid, New-TimeSpan, Start-Sleep, Add-History, New-Event, Update-List, Set-PSBreakpoint,
 * Set-MarkdownOption, Set-TraceSource, Add-Type). */
enum { CORE_BREAKERS = 11, MANAGEMENT_BREAKERS = 2, UTILITY_BREAKERS = 18 };

static void test_rules(void **state)
{
    (void)state;
    assert_int_equal(metadata_check_rules(&cmdlet_registry, "Microsoft.PowerShell.Core"),
                     CORE_BREAKERS);
    assert_int_equal(metadata_check_rules(&cmdlet_registry, "Microsoft.PowerShell.Management"),
                     MANAGEMENT_BREAKERS);
    assert_int_equal(metadata_check_rules(&cmdlet_registry, "Microsoft.PowerShell.Security"), 0);
    assert_int_equal(metadata_check_rules(&cmdlet_registry, "Microsoft.PowerShell.Utility"),
                     UTILITY_BREAKERS);
}

static const struct cmdlet *find_cmdlet(const char *name)
{
    for (size_t g = 0; g < cmdlet_registry.len; g++) {
        const struct cmdlet_group *group = cmdlet_registry.groups[g];
        for (size_t i = 0; i < group->len; i++) {
            AUTO_FREE char *own = cmdlet_name(&group->cmdlets[i]);
            if (text_caseeq(own, name))
                return &group->cmdlets[i];
        }
    }
    return NULL;
}

static bool has_alias(const struct cmdlet *c, const char *alias)
{
    for (const char *const *a = c->aliases; a && *a; a++)
        if (text_caseeq(*a, alias))
            return true;
    return false;
}

/* Exactly the aliases that PowerShell has on Linux: ls, cat, sort … stay native. */
static void check_aliases(const char *module)
{
    AUTO_FREE char *path = xasprintf("tests/golden/%s.json", module);
    json_error_t error;
    json_t *root = json_load_file(path, 0, &error), *facts, *alias;
    const char *name;
    size_t i;

    assert_non_null(root);
    json_object_foreach(json_object_get(root, "cmdlets"), name, facts)
    {
        const struct cmdlet *c = find_cmdlet(name);
        const json_t *wanted = json_object_get(facts, "aliases");
        size_t n = 0;
        assert_non_null(c);
        json_array_foreach(wanted, i, alias)
        {
            if (!has_alias(c, json_string_value(alias)))
                fail_msg("%s lacks the alias %s", name, json_string_value(alias));
        }
        while (c->aliases && c->aliases[n])
            n++;
        if (n != json_array_size(wanted))
            fail_msg("%s has %zu aliases, not %zu", name, n, json_array_size(wanted));
    }
    json_decref(root);
}

static void test_aliases(void **state)
{
    (void)state;
    check_aliases("Microsoft.PowerShell.Core");
    check_aliases("Microsoft.PowerShell.Management");
    check_aliases("Microsoft.PowerShell.Security");
    check_aliases("Microsoft.PowerShell.Utility");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_core),     cmocka_unit_test(test_thread_job),
        cmocka_unit_test(test_archive),  cmocka_unit_test(test_management),
        cmocka_unit_test(test_security), cmocka_unit_test(test_utility),
        cmocka_unit_test(test_rules),    cmocka_unit_test(test_aliases),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
