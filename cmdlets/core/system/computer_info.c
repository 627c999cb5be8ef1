#include "cmdlets/core/core.h"
#include "cmdlets/core/groups.h"

#include <stdlib.h>
#include <string.h>
#include <sys/sysinfo.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "shell/base/text.h"
#include "shell/object/convert.h"
#include "shell/object/datetime.h"
#include "shell/runtime/session.h"

struct computer_info_args {
    struct str_list property;
};
static const struct param computer_info_params[] = {
    PARAM(struct computer_info_args, property, .name = "Property", .position = 1,
          .from_pipeline = true, .from_property = true, .wildcards = true,
          .help = "Only these facts; wildcards work."),
};
static const struct example computer_info_examples[] = {
    { .code = "Get-ComputerInfo Os*", .remarks = "What there is to say of the system." },
};

/* One line of a text file: what follows "key=" or "key:", quotes and blanks taken off. */
static struct value value_in_file(const char *path, const char *key)
{
    AUTO_FILE FILE *f = fopen(path, "re");
    char line[512];
    size_t n = strlen(key);

    while (f && fgets(line, sizeof(line), f)) {
        char *from = line + n;
        if (strncmp(line, key, n) != 0)
            continue;
        from += strspn(from, " \t=:");
        from += *from == '"';
        size_t len = strcspn(from, "\"\n");
        return value_string_len(from, len);
    }
    return value_null();
}

static struct value whole_file(const char *path)
{
    AUTO_FILE FILE *f = fopen(path, "re");
    char line[512];

    if (!f || !fgets(line, sizeof(line), f))
        return value_null();
    return value_string_len(line, strcspn(line, "\n"));
}

static struct value boot_time(const struct sysinfo *si)
{
    int64_t ticks = date_now_utc() - (int64_t)si->uptime * TICKS_PER_SECOND;

    return date_to_local(value_datetime(ticks - ticks % TICKS_PER_SECOND, DATETIME_UTC));
}

static struct value kilobytes(const struct sysinfo *si, uint64_t units)
{
    return value_ulong(units * si->mem_unit / 1024);
}

/* The facts that Linux tells; what only Windows knows is left out. */
static struct value machine(struct session *s)
{
    struct object *o = object_new_custom(s->shapes);
    static const char *const names[] = { "Microsoft.PowerShell.Management.ComputerInfo", NULL };
    struct utsname u;
    struct sysinfo si;
    char *zone = getenv("TZ");

    object_set_type_names(o, names);
    if (uname(&u) != 0 || sysinfo(&si) != 0)
        return value_of_object(o);
    struct value local = whole_file("/etc/timezone");
    const struct {
        const char *name;
        struct value v;
    } facts[] = {
        { "BiosBIOSVersion", whole_file("/sys/class/dmi/id/bios_version") },
        { "BiosManufacturer", whole_file("/sys/class/dmi/id/bios_vendor") },
        { "CsDNSHostName", value_string(u.nodename) },
        { "CsManufacturer", whole_file("/sys/class/dmi/id/sys_vendor") },
        { "CsModel", whole_file("/sys/class/dmi/id/product_name") },
        { "CsName", value_string(u.nodename) },
        { "CsNumberOfLogicalProcessors", value_long(sysconf(_SC_NPROCESSORS_ONLN)) },
        { "CsProcessors", value_in_file("/proc/cpuinfo", "model name") },
        { "CsSystemType", value_string(u.machine) },
        { "CsTotalPhysicalMemory", value_ulong((uint64_t)si.totalram * si.mem_unit) },
        { "CsUserName", value_string(getenv("USER") ? getenv("USER") : "") },
        { "OsName", value_in_file("/etc/os-release", "PRETTY_NAME") },
        { "OsVersion", value_string(u.release) },
        { "OsBuildNumber", value_string(u.version) },
        { "OsArchitecture", value_string(u.machine) },
        { "OsLastBootUpTime", boot_time(&si) },
        { "OsUptime", value_timespan((int64_t)si.uptime * TICKS_PER_SECOND) },
        { "OsLocalDateTime", date_to_local(value_datetime(date_now_utc(), DATETIME_UTC)) },
        { "OsTotalVisibleMemorySize", kilobytes(&si, si.totalram) },
        { "OsFreePhysicalMemory", kilobytes(&si, si.freeram) },
        { "OsTotalVirtualMemorySize", kilobytes(&si, si.totalram + si.totalswap) },
        { "OsNumberOfProcesses", value_ulong(si.procs) },
        { "TimeZone", zone ? value_string(zone) : value_ref(local) },
    };
    for (size_t i = 0; i < ARRAY_SIZE(facts); i++)
        object_set_note_take(o, s->shapes, facts[i].name, facts[i].v);
    value_unref(local);
    return value_of_object(o);
}

static enum status computer_info_process(struct invocation *inv)
{
    const struct computer_info_args *args = ARGS(inv, struct computer_info_args);
    AUTO_VALUE all = machine(inv->session);

    if (args->property.len == 0)
        return emit(inv, all);
    struct object *o = object_new_custom(inv->session->shapes);
    AUTO_VALUE some = value_of_object(o);
    struct member_iter it = member_iter_begin(all);
    struct member_entry e;
    while (member_iter_next(&it, &e)) {
        AUTO_VALUE name = value_string_len(e.name, e.len);
        struct value v = value_null();
        if (!matches_any(&args->property, e.name, e.len))
            continue;
        enum status rc = get_property(inv->session, all, name.str->data, &v);
        if (rc != ST_OK)
            return rc;
        object_set_note_take(o, inv->session->shapes, name.str->data, v);
    }
    return emit(inv, some);
}

static const struct cmdlet cmdlets[] = {
    {
        .verb = "Get",
        .noun = "ComputerInfo",
        .synopsis = "Tells what the machine and its system are.",
        .params = computer_info_params,
        .nparams = ARRAY_SIZE(computer_info_params),
        .output = "Microsoft.PowerShell.Management.ComputerInfo",
        .module = "Microsoft.PowerShell.Management",
        .args_size = sizeof(struct computer_info_args),
        .process = computer_info_process,
        .examples = computer_info_examples,
        .nexamples = ARRAY_SIZE(computer_info_examples),
    },
};
const struct cmdlet_group cmdlets_computer_info = { cmdlets, ARRAY_SIZE(cmdlets) };
