/* System.TimeZoneInfo over /usr/share/zoneinfo. */
#include "shell/object/types/timezone.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/datetime.h"
#include "shell/object/interfaces.h"
#include "shell/object/library_types.h"
#include "shell/object/members.h"
#include "shell/object/type_decls.h"
#include "shell/object/types/culture.h"
#include "shell/object/types/enum.h"
#include "shell/object/tzif.h"

#define ZONE_FOLDER "/usr/share/zoneinfo"
enum { MAX_FILE = 256 * 1024 };

struct zone {
    struct tzif data;
    char *id;
    bool windows; /* asked for by the name that Windows has */
};

static struct zone *zone_of(struct value v)
{
    return object_payload(v.object);
}

static void zone_destroy(struct object *o)
{
    struct zone *z = object_payload(o);
    tzif_release(&z->data);
    free(z->id);
}

bool value_is_zone(struct value v)
{
    return v.kind == V_OBJECT && v.object->type == &type_time_zone;
}

/* ---- names ---- */

/* Windows' names of zones and the city that CLDR says for each (windowsZones.xml, 001). */
static const struct {
    const char *windows, *iana;
} windows_zones[] = {
    { "Dateline Standard Time", "Etc/GMT+12" },
    { "Hawaiian Standard Time", "Pacific/Honolulu" },
    { "Alaskan Standard Time", "America/Anchorage" },
    { "Pacific Standard Time", "America/Los_Angeles" },
    { "US Mountain Standard Time", "America/Phoenix" },
    { "Mountain Standard Time", "America/Denver" },
    { "Central Standard Time", "America/Chicago" },
    { "Central America Standard Time", "America/Guatemala" },
    { "Canada Central Standard Time", "America/Regina" },
    { "Central Standard Time (Mexico)", "America/Mexico_City" },
    { "Eastern Standard Time", "America/New_York" },
    { "US Eastern Standard Time", "America/Indiana/Indianapolis" },
    { "SA Pacific Standard Time", "America/Bogota" },
    { "Atlantic Standard Time", "America/Halifax" },
    { "Newfoundland Standard Time", "America/St_Johns" },
    { "E. South America Standard Time", "America/Sao_Paulo" },
    { "Argentina Standard Time", "America/Buenos_Aires" },
    { "Pacific SA Standard Time", "America/Santiago" },
    { "Azores Standard Time", "Atlantic/Azores" },
    { "Greenwich Standard Time", "Atlantic/Reykjavik" },
    { "GMT Standard Time", "Europe/London" },
    { "W. Europe Standard Time", "Europe/Berlin" },
    { "Romance Standard Time", "Europe/Paris" },
    { "Central Europe Standard Time", "Europe/Budapest" },
    { "Central European Standard Time", "Europe/Warsaw" },
    { "W. Central Africa Standard Time", "Africa/Lagos" },
    { "South Africa Standard Time", "Africa/Johannesburg" },
    { "Egypt Standard Time", "Africa/Cairo" },
    { "FLE Standard Time", "Europe/Kiev" },
    { "GTB Standard Time", "Europe/Bucharest" },
    { "E. Europe Standard Time", "Europe/Chisinau" },
    { "Israel Standard Time", "Asia/Jerusalem" },
    { "Turkey Standard Time", "Europe/Istanbul" },
    { "Arabic Standard Time", "Asia/Baghdad" },
    { "Arab Standard Time", "Asia/Riyadh" },
    { "Russian Standard Time", "Europe/Moscow" },
    { "E. Africa Standard Time", "Africa/Nairobi" },
    { "Iran Standard Time", "Asia/Tehran" },
    { "Arabian Standard Time", "Asia/Dubai" },
    { "Pakistan Standard Time", "Asia/Karachi" },
    { "India Standard Time", "Asia/Calcutta" },
    { "Bangladesh Standard Time", "Asia/Dhaka" },
    { "SE Asia Standard Time", "Asia/Bangkok" },
    { "China Standard Time", "Asia/Shanghai" },
    { "Singapore Standard Time", "Asia/Singapore" },
    { "Taipei Standard Time", "Asia/Taipei" },
    { "W. Australia Standard Time", "Australia/Perth" },
    { "Tokyo Standard Time", "Asia/Tokyo" },
    { "Korea Standard Time", "Asia/Seoul" },
    { "Cen. Australia Standard Time", "Australia/Adelaide" },
    { "AUS Central Standard Time", "Australia/Darwin" },
    { "E. Australia Standard Time", "Australia/Brisbane" },
    { "AUS Eastern Standard Time", "Australia/Sydney" },
    { "New Zealand Standard Time", "Pacific/Auckland" },
};

/* What CLDR calls the zones that share an abbreviation and an offset. */
static const struct {
    const char *abbreviation;
    int hours;
    const char *generic, *standard, *daylight;
} long_names[] = {
    { "PST", -8, "Pacific Time", "Pacific Standard Time", "Pacific Daylight Time" },
    { "MST", -7, "Mountain Time", "Mountain Standard Time", "Mountain Daylight Time" },
    { "CST", -6, "Central Time", "Central Standard Time", "Central Daylight Time" },
    { "EST", -5, "Eastern Time", "Eastern Standard Time", "Eastern Daylight Time" },
    { "AST", -4, "Atlantic Time", "Atlantic Standard Time", "Atlantic Daylight Time" },
    { "GMT", 0, "Greenwich Mean Time", "Greenwich Mean Time", "British Summer Time" },
    { "WET", 0, "Western European Time", "Western European Standard Time",
      "Western European Summer Time" },
    { "CET", 1, "Central European Time", "Central European Standard Time",
      "Central European Summer Time" },
    { "EET", 2, "Eastern European Time", "Eastern European Standard Time",
      "Eastern European Summer Time" },
    { "MSK", 3, "Moscow Time", "Moscow Standard Time", "Moscow Summer Time" },
    { "JST", 9, "Japan Time", "Japan Standard Time", "Japan Daylight Time" },
    { "CST", 8, "China Time", "China Standard Time", "China Daylight Time" },
    { "IST", 5, "India Standard Time", "India Standard Time", "India Standard Time" },
    { "AEST", 10, "Eastern Australia Time", "Australian Eastern Standard Time",
      "Australian Eastern Daylight Time" },
    { "UTC", 0, "Coordinated Universal Time", "Coordinated Universal Time",
      "Coordinated Universal Time" },
};

/* ---- finding ---- */

static bool name_is_sound(const char *id)
{
    return *id && *id != '/' && !strstr(id, "..") && strlen(id) < 100;
}

static int load(const char *path, struct zone *z)
{
    AUTO_FD int fd = open(path, O_RDONLY | O_CLOEXEC);
    AUTO_STRBUF data = STRBUF_INIT;
    if (fd < 0)
        return -1;
    for (;;) {
        strbuf_grow(&data, 16384);
        ssize_t n = read(fd, data.buf + data.len, 16384);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0 || data.len > MAX_FILE)
            return -1;
        if (n == 0)
            break;
        data.len += (size_t)n;
    }
    return tzif_read((const unsigned char *)data.buf, data.len, &z->data);
}

/* id: as tzdata or as Windows names it. Owned. */
static bool zone_find(const char *id, struct value *out)
{
    const char *file = id;
    bool windows = false;
    for (size_t i = 0; i < ARRAY_SIZE(windows_zones); i++) {
        if (text_caseeq(windows_zones[i].windows, id)) {
            file = windows_zones[i].iana;
            windows = true;
        }
    }
    if (!name_is_sound(file))
        return false;
    AUTO_FREE char *path = xasprintf(ZONE_FOLDER "/%s", file);
    AUTO_VALUE v = value_of_object(object_new(&type_time_zone));
    struct zone *z = zone_of(v);
    if (load(path, z) < 0) {
        if (!text_caseeq(id, "UTC"))
            return false;
        z->data = (struct tzif){ .has_rule = true, .standard = { 0, false, "UTC" } };
    }
    z->id = xstrdup(text_caseeq(id, "UTC") ? "UTC" : id);
    z->windows = windows;
    *out = STEAL_VALUE(v);
    return true;
}

static struct value utc_zone(void)
{
    struct value v;
    if (zone_find("UTC", &v))
        return v;
    return value_null();
}

/* The zone of the machine: TZ, /etc/localtime's target, else UTC. */
static struct value local_zone(void)
{
    char target[PATH_MAX];
    const char *tz = getenv("TZ");
    struct value v;
    if (tz && *tz == ':')
        tz++;
    if (tz && *tz && zone_find(tz, &v))
        return v;
    ssize_t n = tz && *tz ? -1 : readlink("/etc/localtime", target, sizeof(target) - 1);
    if (n > 0) {
        target[n] = '\0';
        const char *at = strstr(target, "zoneinfo/");
        if (at && zone_find(at + 9, &v))
            return v;
    }
    return utc_zone();
}

static int zone_error(struct err **err, const char *id)
{
    return fail_with(err, "System.TimeZoneNotFoundException", "TimeZoneNotFoundException",
                     "The time zone ID '%s' was not found on the local computer.", id);
}

static int zone_named(struct value v, struct value *out, struct err **err)
{
    if (v.kind == V_NULL)
        return fail_null_argument(err, "id");
    AUTO_VALUE id = arg_string(v);
    return zone_find(id.str->data, out) ? 0 : zone_error(err, id.str->data);
}

/* ---- offsets ---- */

static const struct tzif_type *at_utc(struct value zone, int64_t utc_ticks)
{
    int64_t since = utc_ticks - UNIX_EPOCH_TICKS, seconds = since / TICKS_PER_SECOND;
    return tzif_at(&zone_of(zone)->data, seconds - (since % TICKS_PER_SECOND < 0));
}

static int64_t offset_ticks(const struct tzif_type *t)
{
    return t->offset * TICKS_PER_SECOND;
}

/* What the clock's reading means: twice at the end of summer (standard time is taken), never in
 * the hour that its beginning leaps over. */
struct reading {
    const struct tzif_type *type;
    bool ambiguous, invalid;
};

static struct reading at_local(struct value zone, int64_t local)
{
    const struct tzif_type *before = at_utc(zone, local - TICKS_PER_DAY);
    const struct tzif_type *after = at_utc(zone, local + TICKS_PER_DAY);
    bool is_before = at_utc(zone, local - offset_ticks(before))->offset == before->offset;
    bool is_after = at_utc(zone, local - offset_ticks(after))->offset == after->offset;
    if (before->offset == after->offset)
        return (struct reading){ before, false, false };
    if (is_before && is_after)
        return (struct reading){ after->offset < before->offset ? after : before, true, false };
    if (is_after)
        return (struct reading){ after, false, false };
    return (struct reading){ before, false, !is_before };
}

static int64_t base_offset(struct value zone)
{
    const struct tzif *z = &zone_of(zone)->data;
    if (z->has_rule)
        return offset_ticks(&z->standard);
    const struct tzif_type *now = at_utc(zone, date_now_utc());
    if (!now->dst)
        return offset_ticks(now);
    for (size_t i = z->count; i > 0; i--)
        if (!z->types[z->to[i - 1]].dst)
            return offset_ticks(&z->types[z->to[i - 1]]);
    return offset_ticks(now);
}

static const char *standard_name(struct value zone)
{
    const struct tzif *z = &zone_of(zone)->data;
    return z->has_rule ? z->standard.abbreviation : at_utc(zone, date_now_utc())->abbreviation;
}

static bool has_daylight(struct value zone)
{
    const struct tzif *z = &zone_of(zone)->data;
    return z->has_rule ? z->rule_has_dst : at_utc(zone, date_now_utc())->dst;
}

/* ---- properties ---- */

enum { ZONE_ID, ZONE_IANA, ZONE_DISPLAY, ZONE_STANDARD, ZONE_DAYLIGHT, ZONE_BASE, ZONE_SUPPORTS };

static void display_name(struct value zone, const char *generic, struct strbuf *out)
{
    int minutes = (int)(base_offset(zone) / TICKS_PER_MINUTE);
    const char *id = zone_of(zone)->id, *city = strrchr(id, '/');
    strbuf_adds(out, "(UTC");
    if (minutes)
        strbuf_addf(out, "%c%02d:%02d", minutes < 0 ? '-' : '+', abs(minutes) / 60,
                    abs(minutes) % 60);
    strbuf_addf(out, ") %s", generic ? generic : id);
    if (generic && city) {
        strbuf_adds(out, " (");
        for (const char *p = city + 1; *p; p++)
            strbuf_addch(out, *p == '_' ? ' ' : *p);
        strbuf_addch(out, ')');
    }
}

GETTER(zone_get)
{
    (void)err;
    const char *abbreviation = standard_name(self);
    int hours = (int)(base_offset(self) / TICKS_PER_HOUR);
    const char *generic = NULL, *standard = abbreviation, *summer = NULL;
    for (size_t i = 0; i < ARRAY_SIZE(long_names); i++) {
        if (strcmp(long_names[i].abbreviation, abbreviation) == 0 && long_names[i].hours == hours) {
            generic = long_names[i].generic;
            standard = long_names[i].standard;
            summer = long_names[i].daylight;
        }
    }
    struct strbuf text = STRBUF_INIT;
    switch (p->data) {
    case ZONE_ID:
        *out = value_string(zone_of(self)->id);
        break;
    case ZONE_IANA:
        *out = value_bool(!zone_of(self)->windows);
        break;
    case ZONE_DISPLAY:
        display_name(self, generic, &text);
        *out = value_string_take(&text);
        break;
    case ZONE_STANDARD:
        *out = value_string(standard);
        break;
    case ZONE_DAYLIGHT:
        if (!summer)
            summer = has_daylight(self) ? zone_of(self)->data.daylight.abbreviation : standard;
        *out = value_string(summer);
        break;
    case ZONE_BASE:
        *out = value_timespan(base_offset(self));
        break;
    default:
        *out = value_bool(has_daylight(self));
        break;
    }
    return 0;
}

static int zone_text(struct value self, struct strbuf *out)
{
    AUTO_VALUE v = value_null();
    struct err *err = NULL;
    struct property display = { .data = ZONE_DISPLAY };
    if (zone_get(self, &display, &v, &err) == 0)
        value_to_strbuf(v, out);
    return 0;
}

static bool zone_equals(struct value a, struct value b)
{
    return value_is_zone(b) && text_caseeq(zone_of(a)->id, zone_of(b)->id);
}

static bool is_utc(struct value zone)
{
    return text_caseeq(zone_of(zone)->id, "UTC") || text_caseeq(zone_of(zone)->id, "Etc/UTC");
}

/* ---- methods ---- */

static int date_arg(struct value v, struct value *out, struct err **err)
{
    if (v.kind == V_OBJECT && v.object->type == &type_datetime_offset)
        return member_get(v, "UtcDateTime", out, err);
    return value_convert(v, &type_datetime, out, err);
}

/* A date's reading in the zone: local and universal times are converted to it first. */
static struct reading reading_of(struct value zone, struct value date)
{
    if (date.aux == DATETIME_UNSPECIFIED)
        return at_local(zone, date.i);
    return (struct reading){ at_utc(zone, date_to_utc(date).i), false, false };
}

enum { ASK_OFFSET, ASK_DST, ASK_AMBIGUOUS, ASK_INVALID };

static int ask(struct value self, struct value v, int what, struct value *out, struct err **err)
{
    struct value date;
    if (date_arg(v, &date, err) < 0)
        return -1;
    struct reading r = reading_of(self, date);
    *out = what == ASK_OFFSET ? value_timespan(offset_ticks(r.type))
                              : value_bool(what == ASK_DST         ? r.type->dst
                                           : what == ASK_AMBIGUOUS ? r.ambiguous
                                                                   : r.invalid);
    return 0;
}

#define ASK(fn, what)                              \
    CALL(fn)                                       \
    {                                              \
        (void)n;                                   \
        return ask(self, args[0], what, out, err); \
    }
ASK(zone_offset, ASK_OFFSET)
ASK(zone_is_dst, ASK_DST)
ASK(zone_is_ambiguous, ASK_AMBIGUOUS)
ASK(zone_is_invalid, ASK_INVALID)

CALL(zone_same_rules)
{
    (void)n;
    if (!value_is_zone(args[0]))
        return fail_null_argument(err, "other");
    const struct tzif *a = &zone_of(self)->data, *b = &zone_of(args[0])->data;
    bool same = a->count == b->count;
    for (size_t i = 0; same && i < a->count; i++)
        same = a->at[i] == b->at[i] && a->types[a->to[i]].offset == b->types[b->to[i]].offset;
    *out = value_bool(same && base_offset(self) == base_offset(args[0]));
    return 0;
}

/* ---- converting ---- */

static int to_utc(struct value date, struct value source, int64_t *out, struct err **err)
{
    if (date.aux == DATETIME_UTC) {
        *out = date.i;
        return 0;
    }
    struct reading r = at_local(source, date.i);
    if (r.invalid)
        return fail_argument(err, "The supplied DateTime represents an invalid time.  For example, "
                                  "when the clock is adjusted forward, any time in the period that "
                                  "is skipped is invalid. (Parameter 'dateTime')");
    *out = date.i - offset_ticks(r.type);
    return 0;
}

static int from_utc(int64_t utc, struct value zone, struct value *out, struct err **err)
{
    int64_t local = utc + offset_ticks(at_utc(zone, utc));
    if (local < 0 || local > DATETIME_MAX_TICKS)
        return fail_range(err, "dateTime", "The DateTime is out of range.");
    AUTO_VALUE here = local_zone();
    enum datetime_kind kind = is_utc(zone)              ? DATETIME_UTC
                              : zone_equals(here, zone) ? DATETIME_LOCAL
                                                        : DATETIME_UNSPECIFIED;
    *out = value_datetime(local, kind);
    return 0;
}

/* The kind of a date must agree with the zone that it is said to be of. */
static int check_kind(struct value date, struct value source, struct err **err)
{
    AUTO_VALUE here = local_zone();
    bool fits = date.aux == DATETIME_UNSPECIFIED || (date.aux == DATETIME_UTC && is_utc(source)) ||
                (date.aux == DATETIME_LOCAL && zone_equals(here, source));
    if (fits)
        return 0;
    return fail_argument(err, "The conversion could not be completed because the supplied DateTime "
                              "did not have the Kind property set correctly.  For example, when "
                              "the Kind property is DateTimeKind.Local, the source time zone must "
                              "be TimeZoneInfo.Local. (Parameter 'sourceTimeZone')");
}

static int convert(struct value v, struct value source, struct value target, struct value *out,
                   struct err **err)
{
    struct value date;
    int64_t utc;
    if (v.kind == V_OBJECT && v.object->type == &type_datetime_offset) {
        const struct method *m = type_find_method(v.object->type, "ToOffset", 8);
        if (date_arg(v, &date, err) < 0)
            return -1;
        struct value offset = value_timespan(offset_ticks(at_utc(target, date.i)));
        return m->call(v, &offset, 1, out, err);
    }
    if (date_arg(v, &date, err) < 0)
        return -1;
    if (value_is_zone(source)) {
        if (check_kind(date, source, err) < 0 || to_utc(date, source, &utc, err) < 0)
            return -1;
    } else {
        utc = date_to_utc(date).i;
    }
    return from_utc(utc, target, out, err);
}

static int zone_arg(struct value v, const char *parameter, struct err **err)
{
    return value_is_zone(v) ? 0 : fail_null_argument(err, parameter);
}

/* ConvertTime(date, target), ConvertTime(date, source, target) */
CALL(convert_time)
{
    (void)self;
    if (zone_arg(args[n - 1], "destinationTimeZone", err) < 0 ||
        (n == 3 && zone_arg(args[1], "sourceTimeZone", err) < 0))
        return -1;
    return convert(args[0], n == 3 ? args[1] : value_null(), args[n - 1], out, err);
}

CALL(convert_from_utc)
{
    (void)self;
    (void)n;
    struct value date;
    if (zone_arg(args[1], "destinationTimeZone", err) < 0 || date_arg(args[0], &date, err) < 0)
        return -1;
    AUTO_VALUE utc = utc_zone();
    if (check_kind(date, utc, err) < 0)
        return -1;
    return from_utc(date.i, args[1], out, err);
}

CALL(convert_to_utc)
{
    (void)self;
    struct value date;
    int64_t ticks;
    if ((n > 1 && zone_arg(args[1], "sourceTimeZone", err) < 0) ||
        date_arg(args[0], &date, err) < 0)
        return -1;
    if (n > 1 && (check_kind(date, args[1], err) < 0 || to_utc(date, args[1], &ticks, err) < 0))
        return -1;
    *out = n > 1 ? value_datetime(ticks, DATETIME_UTC) : date_to_utc(date);
    return 0;
}

CALL(convert_by_id)
{
    (void)self;
    AUTO_VALUE source = value_null(), target = value_null();
    if ((n == 3 && zone_named(args[1], &source, err) < 0) ||
        zone_named(args[n - 1], &target, err) < 0)
        return -1;
    return convert(args[0], source, target, out, err);
}

GETTER(zone_static)
{
    UNUSED_GETTER();
    *out = p->data ? utc_zone() : local_zone();
    return 0;
}

CALL(zone_by_id)
{
    (void)self;
    (void)n;
    return zone_named(args[0], out, err);
}

CALL(zone_try_by_id)
{
    (void)self;
    (void)n;
    AUTO_VALUE id = arg_string(args[0]), zone = value_null();
    *out = value_bool(zone_find(id.str->data, &zone));
    return arg_set_ref(args[1], zone, err);
}

int zone_list(struct value *out)
{
    AUTO_FILE FILE *table = fopen(ZONE_FOLDER "/tzdata.zi", "re");
    AUTO_FREE char *line = NULL;
    size_t cap = 0;
    struct array *a = array_new(400);
    if (!table)
        table = fopen(ZONE_FOLDER "/zone1970.tab", "re");
    if (!table)
        table = fopen(ZONE_FOLDER "/zone.tab", "re");
    while (table && getline(&line, &cap, table) > 0) {
        /* "Z Europe/Berlin …" of tzdata.zi, the third column of the tables */
        char *id = line[0] == 'Z' && line[1] == ' ' ? line + 2 : NULL;
        char *tab = id || line[0] == '#' ? NULL : strchr(line, '\t');
        tab = tab ? strchr(tab + 1, '\t') : NULL;
        id = tab ? tab + 1 : id;
        if (!id)
            continue;
        id[strcspn(id, " \t\n")] = '\0';
        struct value zone;
        if (zone_find(id, &zone))
            array_push_take(a, zone);
    }
    *out = value_of_array(a);
    return 0;
}

CALL(zone_get_all)
{
    UNUSED_CALL();
    return zone_list(out);
}

CALL(zone_clear_cache)
{
    UNUSED_CALL();
    return 0;
}

/* One name for the other; $null when there is none. */
static int other_name(const struct value *args, bool to_iana, struct value *out, struct err **err)
{
    AUTO_VALUE id = arg_string(args[0]), found = value_null();
    for (size_t i = 0; i < ARRAY_SIZE(windows_zones) && found.kind == V_NULL; i++) {
        const char *from = to_iana ? windows_zones[i].windows : windows_zones[i].iana;
        if (text_caseeq(from, id.str->data))
            found = value_string(to_iana ? windows_zones[i].iana : windows_zones[i].windows);
    }
    *out = value_bool(found.kind == V_STRING);
    return arg_set_ref(args[1], found, err);
}

CALL(zone_to_iana)
{
    (void)self;
    (void)n;
    return other_name(args, true, out, err);
}

CALL(zone_to_windows)
{
    (void)self;
    (void)n;
    return other_name(args, false, out, err);
}

struct value zone_local(void)
{
    return local_zone();
}

bool zone_by_name(const char *id, struct value *out)
{
    return zone_find(id, out);
}

static const struct property zone_props[] = {
    PROPERTY_DATA("Id", "string", zone_get, ZONE_ID),
    PROPERTY_DATA("HasIanaId", "bool", zone_get, ZONE_IANA),
    PROPERTY_DATA("DisplayName", "string", zone_get, ZONE_DISPLAY),
    PROPERTY_DATA("StandardName", "string", zone_get, ZONE_STANDARD),
    PROPERTY_DATA("DaylightName", "string", zone_get, ZONE_DAYLIGHT),
    PROPERTY_DATA("BaseUtcOffset", "timespan", zone_get, ZONE_BASE),
    PROPERTY_DATA("SupportsDaylightSavingTime", "bool", zone_get, ZONE_SUPPORTS),
};
static const struct method zone_methods[] = {
    METHOD("GetUtcOffset", 1, 1, zone_offset, "timespan GetUtcOffset(datetime dateTime)"),
    METHOD("IsDaylightSavingTime", 1, 1, zone_is_dst,
           "bool IsDaylightSavingTime(datetime dateTime)"),
    METHOD("IsAmbiguousTime", 1, 1, zone_is_ambiguous, "bool IsAmbiguousTime(datetime dateTime)"),
    METHOD("IsInvalidTime", 1, 1, zone_is_invalid, "bool IsInvalidTime(datetime dateTime)"),
    METHOD("HasSameRules", 1, 1, zone_same_rules, "bool HasSameRules(System.TimeZoneInfo other)"),
};
static const struct property zone_static_props[] = {
    PROPERTY_DATA("Local", "System.TimeZoneInfo", zone_static, 0),
    PROPERTY_DATA("Utc", "System.TimeZoneInfo", zone_static, 1),
};
static const struct method zone_statics[] = {
    METHOD("FindSystemTimeZoneById", 1, 1, zone_by_id,
           "System.TimeZoneInfo FindSystemTimeZoneById(string id)"),
    METHOD("TryFindSystemTimeZoneById", 2, 2, zone_try_by_id,
           "bool TryFindSystemTimeZoneById(string id, [ref] System.TimeZoneInfo timeZoneInfo)"),
    METHOD("GetSystemTimeZones", 0, 1, zone_get_all,
           "System.Collections.ObjectModel.ReadOnlyCollection[System.TimeZoneInfo] "
           "GetSystemTimeZones()"),
    METHOD("ConvertTime", 2, 3, convert_time,
           "datetime ConvertTime(datetime dateTime, System.TimeZoneInfo destinationTimeZone)"),
    METHOD("ConvertTimeFromUtc", 2, 2, convert_from_utc,
           "datetime ConvertTimeFromUtc(datetime dateTime, System.TimeZoneInfo "
           "destinationTimeZone)"),
    METHOD("ConvertTimeToUtc", 1, 2, convert_to_utc,
           "datetime ConvertTimeToUtc(datetime dateTime)"),
    METHOD("ConvertTimeBySystemTimeZoneId", 2, 3, convert_by_id,
           "datetime ConvertTimeBySystemTimeZoneId(datetime dateTime, string "
           "destinationTimeZoneId)"),
    METHOD("TryConvertWindowsIdToIanaId", 2, 2, zone_to_iana, NULL),
    METHOD("TryConvertIanaIdToWindowsId", 2, 2, zone_to_windows, NULL),
    METHOD("ClearCachedData", 0, 0, zone_clear_cache, "void ClearCachedData()"),
};
const struct type_info type_time_zone = { .name = "System.TimeZoneInfo",
                                          .base = &type_object,
                                          PROPS(zone_props),
                                          METHODS(zone_methods),
                                          STATIC_PROPS(zone_static_props),
                                          STATICS(zone_statics),
                                          .payload_size = sizeof(struct zone),
                                          .destroy = zone_destroy,
                                          .equals = zone_equals,
                                          .to_string = zone_text };
