/* System.TimeZone, which TimeZoneInfo has replaced: the local zone alone. */
#include <string.h>

#include "shell/object/datetime.h"
#include "shell/object/library_types.h"
#include "shell/object/members.h"
#include "shell/object/types/timezone.h"

/* A method or property of TimeZoneInfo's for the local zone. */
static int of_local(const char *name, const struct value *args, size_t n, struct value *out,
                    struct err **err)
{
    AUTO_VALUE zone = zone_local();
    const struct method *m = type_find_method(&type_time_zone, name, strlen(name));

    return m ? m->call(zone, args, n, out, err) : member_get(zone, name, out, err);
}

GETTER(zone_name)
{
    (void)self;
    return of_local(p->name, NULL, 0, out, err);
}

CALL(zone_offset)
{
    (void)self;
    return of_local("GetUtcOffset", args, n, out, err);
}

CALL(zone_summer)
{
    (void)self;
    return of_local("IsDaylightSavingTime", args, n, out, err);
}

static int moved(struct value v, bool local, struct value *out, struct err **err)
{
    struct value date;

    if (value_convert(v, &type_datetime, &date, err) < 0)
        return -1;
    *out = local ? date_to_local(date) : date_to_utc(date);
    return 0;
}

CALL(zone_to_local)
{
    (void)self;
    (void)n;
    return moved(args[0], true, out, err);
}

CALL(zone_to_utc)
{
    (void)self;
    (void)n;
    return moved(args[0], false, out, err);
}

static const struct type_info type_current_zone;

GETTER(zone_current)
{
    UNUSED_GETTER();
    *out = value_of_object(object_new(&type_current_zone));
    return 0;
}

static const struct property zone_props[] = {
    PROPERTY("StandardName", "string", zone_name),
    PROPERTY("DaylightName", "string", zone_name),
};
static const struct method zone_methods[] = {
    METHOD("GetUtcOffset", 1, 1, zone_offset, "timespan GetUtcOffset(datetime time)"),
    METHOD("IsDaylightSavingTime", 1, 1, zone_summer, "bool IsDaylightSavingTime(datetime time)"),
    METHOD("ToLocalTime", 1, 1, zone_to_local, "datetime ToLocalTime(datetime time)"),
    METHOD("ToUniversalTime", 1, 1, zone_to_utc, "datetime ToUniversalTime(datetime time)"),
};
static const struct property zone_statics[] = {
    PROPERTY("CurrentTimeZone", "System.TimeZone", zone_current),
};
const struct type_info type_old_time_zone = {
    .name = "System.TimeZone",
    .base = &type_object,
    PROPS(zone_props),
    METHODS(zone_methods),
    STATIC_PROPS(zone_statics),
};
static const struct type_info type_current_zone = {
    .name = "System.CurrentSystemTimeZone",
    .base = &type_old_time_zone,
};
