#include "cmdlets/core/core.h"
#include "cmdlets/core/groups.h"

#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/object.h"
#include "shell/object/str.h"
#include "shell/object/types/timezone.h"

struct time_zone_args {
    struct str_list id, name;
    bool list_available;
};
static const struct param time_zone_params[] = {
    PARAM(struct time_zone_args, id, .name = "Id", .sets = "Id", .mandatory = true,
          .from_property = true, .help = "Names as tzdata or Windows has them: Europe/Berlin."),
    PARAM(struct time_zone_args, list_available, .name = "ListAvailable", .sets = "ListAvailable",
          .mandatory = true, .help = "All time zones that there are."),
    PARAM(struct time_zone_args, name, .name = "Name", .sets = "Name", .position = 1,
          .from_pipeline = true, .wildcards = true,
          .help = "Standard or daylight names, such as *European*."),
};
static const struct example time_zone_examples[] = {
    { .code = "(Get-TimeZone -Id Europe/Berlin).BaseUtcOffset.Hours",
      .remarks = "How far Berlin's standard time is from UTC.",
      .output = "1" },
};

static const char *const time_zone_aliases[] = { "gtz", NULL };

static enum status emit_by_id(struct invocation *inv, const struct str_list *ids)
{
    enum status rc = ST_OK;

    for (size_t i = 0; i < ids->len && rc == ST_OK; i++) {
        const struct str *id = ids->items[i];
        AUTO_VALUE target = value_string("Id");
        struct value zone;
        if (zone_by_name(id->data, &zone))
            rc = emit_take(inv, zone);
        else
            rc = core_error(inv, "TimeZoneNotFound", EC_INVALID_ARGUMENT, target,
                            "The time zone ID '%s' was not found on the local computer.", id->data);
    }
    return rc;
}

static bool matches(struct value zone, const char *property, const struct str *pattern)
{
    AUTO_VALUE v = value_null();
    AUTO_ERR *err = NULL;

    return member_get(zone, property, &v, &err) == 0 && v.kind == V_STRING &&
           text_wildcard_match(pattern->data, pattern->len, v.str->data, v.str->len, true);
}

static enum status emit_by_name(struct invocation *inv, const struct str *pattern)
{
    AUTO_VALUE all = value_null(), target = value_string("Name");
    enum status rc = ST_OK;
    bool any = false;

    zone_list(&all);
    for (size_t i = 0; i < all.array->len && rc == ST_OK; i++) {
        struct value zone = all.array->items[i];
        if (!matches(zone, "StandardName", pattern) && !matches(zone, "DaylightName", pattern))
            continue;
        any = true;
        rc = emit(inv, zone);
    }
    if (any || rc != ST_OK)
        return rc;
    return core_error(inv, "TimeZoneNotFound", EC_INVALID_ARGUMENT, target,
                      "The time zone name '%s' was not found on the local computer.",
                      pattern->data);
}

static enum status time_zone_process(struct invocation *inv)
{
    const struct time_zone_args *args = ARGS(inv, struct time_zone_args);
    enum status rc = ST_OK;

    if (args->id.set)
        return emit_by_id(inv, &args->id);
    if (args->list_available) {
        AUTO_VALUE all = value_null();
        zone_list(&all);
        for (size_t i = 0; i < all.array->len && rc == ST_OK; i++)
            rc = emit(inv, all.array->items[i]);
        return rc;
    }
    if (!args->name.set)
        return emit_take(inv, zone_local());
    for (size_t i = 0; i < args->name.len && rc == ST_OK; i++)
        rc = emit_by_name(inv, args->name.items[i]);
    return rc;
}

static const struct cmdlet cmdlets[] = {
    {
        .verb = "Get",
        .noun = "TimeZone",
        .aliases = time_zone_aliases,
        .synopsis = "Gets the machine's time zone, or others.",
        .params = time_zone_params,
        .nparams = ARRAY_SIZE(time_zone_params),
        .default_set = "Name",
        .output = "System.TimeZoneInfo",
        .module = "Microsoft.PowerShell.Management",
        .args_size = sizeof(struct time_zone_args),
        .process = time_zone_process,
        .examples = time_zone_examples,
        .nexamples = ARRAY_SIZE(time_zone_examples),
    },
};
const struct cmdlet_group cmdlets_time_zone = { cmdlets, ARRAY_SIZE(cmdlets) };
