/* NumberFormatInfo and DateTimeFormatInfo: a culture's facts, of a copy writable. */
#include "shell/object/types/culture.h"

#include <string.h>

#include "shell/object/array.h"
#include "shell/object/interfaces.h"
#include "shell/object/library_types.h"
#include "shell/object/members.h"
#include "shell/object/types/calendar.h"
#include "shell/object/types/enum.h"

enum { MAX_KEPT = 24 };

struct format_info {
    struct culture c;
    bool writable;
    struct value kept[MAX_KEPT]; /* the texts that were set, by property */
};

static struct format_info *format_of(struct value v)
{
    return object_payload(v.object);
}

const struct culture *format_info_culture(struct value v)
{
    return &format_of(v)->c;
}

static void format_destroy(struct object *o)
{
    struct format_info *f = object_payload(o);
    for (size_t i = 0; i < MAX_KEPT; i++)
        value_unref(f->kept[i]);
}

struct value format_info_new(const struct type_info *type, const struct culture *c, bool writable)
{
    struct object *o = object_new(type);
    struct format_info *f = object_payload(o);
    f->c = *c;
    f->writable = writable;
    return value_of_object(o);
}

enum { TEXT_FIELD, NUMBER_FIELD };
#define FIELD(name_, type_, field)                                                 \
    {                                                                              \
        .name = (name_), .type_name = (type_), .get = field_get, .set = field_set, \
        .data = (intptr_t)offsetof(struct culture, field)                          \
    }

static bool is_number(const struct property *p)
{
    return p->type_name[0] == 'i' || strcmp(p->type_name, "System.DayOfWeek") == 0;
}

GETTER(field_get)
{
    (void)err;
    const char *at = (const char *)&format_of(self)->c + p->data;
    if (!is_number(p)) {
        *out = value_string(*(const char *const *)at);
        return 0;
    }
    int n = *(const int *)at;
    *out = p->type_name[0] == 'i' ? value_int(n) : value_enum(&enum_day_of_week, n);
    return 0;
}

SETTER(field_set)
{
    struct format_info *f = format_of(self);
    char *at = (char *)&f->c + p->data;
    if (!f->writable)
        return fail_with(err, "System.InvalidOperationException", "InvalidOperationException",
                         "Instance is read-only.");
    if (is_number(p)) {
        int32_t n;
        int r =
            p->type_name[0] == 'i' ? arg_int(v, &n, err) : arg_enum(v, &enum_day_of_week, &n, err);
        if (r < 0)
            return -1;
        /* no pattern has more than 17 forms, no number more than 99 decimals */
        int most = strstr(p->name, "Digits")                         ? 99
                   : strcmp(p->name, "CurrencyNegativePattern") == 0 ? 16
                   : strcmp(p->name, "PercentNegativePattern") == 0  ? 11
                   : strcmp(p->name, "FirstDayOfWeek") == 0          ? 6
                                                                     : 3;
        if (n < 0 || n > most)
            return fail_range(err, "value", "The value is out of range.");
        *(int *)at = n;
        return 0;
    }
    if (v.kind == V_NULL)
        return fail_null_argument(err, "value");
    struct value text = arg_string(v);
    size_t slot = (size_t)p->data / sizeof(char *) % MAX_KEPT;
    value_replace_take(&f->kept[slot], text);
    *(const char **)at = text.str->data;
    return 0;
}
_Static_assert(offsetof(struct culture, year_month) - offsetof(struct culture, decimal) <
                   MAX_KEPT * sizeof(char *),
               "each text of a culture has a place of its own");

GETTER(format_constant)
{
    UNUSED_GETTER();
    static const char *const texts[] = { "NaN",
                                         "\xE2\x88\x9E",
                                         "-\xE2\x88\x9E",
                                         "+",
                                         "\xE2\x80\xB0",
                                         "ddd, dd MMM yyyy HH':'mm':'ss 'GMT'",
                                         "yyyy'-'MM'-'dd'T'HH':'mm':'ss",
                                         "yyyy'-'MM'-'dd HH':'mm':'ss'Z'" };
    static const char *const invariant[] = { "NaN", "Infinity", "-Infinity" };
    *out = value_string(p->data < 3 && !*format_of(self)->c.name ? invariant[p->data]
                                                                 : texts[p->data]);
    return 0;
}

GETTER(format_read_only)
{
    UNUSED_GETTER();
    *out = value_bool(!format_of(self)->writable);
    return 0;
}

GETTER(group_sizes)
{
    UNUSED_GETTER();
    struct value three = value_int(3);
    struct array *a = array_from(&three, 1);
    a->type = &type_int32_array;
    a->element = &type_int32;
    *out = value_of_array(a);
    return 0;
}

SHARED_CALL(format_info_clone)
{
    UNUSED_CALL();
    struct format_info *from = format_of(self);
    *out = format_info_new(self.object->type, &from->c, true);
    for (size_t i = 0; i < MAX_KEPT; i++)
        format_of(*out)->kept[i] = value_ref(from->kept[i]);
    return 0;
}

static const struct property number_props[] = {
    FIELD("CurrencyDecimalDigits", "int", currency_digits),
    FIELD("CurrencyDecimalSeparator", "string", decimal),
    PROPERTY("IsReadOnly", "bool", format_read_only),
    PROPERTY("CurrencyGroupSizes", "int[]", group_sizes),
    PROPERTY("NumberGroupSizes", "int[]", group_sizes),
    PROPERTY("PercentGroupSizes", "int[]", group_sizes),
    FIELD("CurrencyGroupSeparator", "string", group),
    FIELD("CurrencySymbol", "string", currency),
    PROPERTY_DATA("NaNSymbol", "string", format_constant, 0),
    FIELD("CurrencyNegativePattern", "int", currency_negative),
    FIELD("PercentPositivePattern", "int", percent_positive),
    FIELD("PercentNegativePattern", "int", percent_negative),
    PROPERTY_DATA("NegativeInfinitySymbol", "string", format_constant, 2),
    FIELD("NegativeSign", "string", negative),
    FIELD("NumberDecimalDigits", "int", decimal_digits),
    FIELD("NumberDecimalSeparator", "string", decimal),
    FIELD("NumberGroupSeparator", "string", group),
    FIELD("CurrencyPositivePattern", "int", currency_positive),
    PROPERTY_DATA("PositiveInfinitySymbol", "string", format_constant, 1),
    PROPERTY_DATA("PositiveSign", "string", format_constant, 3),
    FIELD("PercentDecimalDigits", "int", decimal_digits),
    FIELD("PercentDecimalSeparator", "string", decimal),
    FIELD("PercentGroupSeparator", "string", group),
    FIELD("PercentSymbol", "string", percent),
    PROPERTY_DATA("PerMilleSymbol", "string", format_constant, 4),
};

static struct value words(const char *list, int n, bool thirteenth)
{
    struct array *a = array_new((size_t)n + 1);
    a->type = &type_string_array;
    a->element = &type_string;
    for (int i = 0; i < n; i++) {
        size_t len;
        const char *word = culture_word(list, i, &len);
        array_push_take(a, value_string_len(word, len));
    }
    if (thirteenth) /* some calendars have that many months */
        array_push_take(a, value_string(""));
    return value_of_array(a);
}

enum { DAYS, SHORT_DAYS, MONTHS, SHORT_MONTHS, GENITIVE_MONTHS, SHORT_GENITIVE_MONTHS };

static const char *name_list(const struct culture *c, intptr_t which)
{
    switch (which) {
    case DAYS:
        return c->days;
    case SHORT_DAYS:
        return c->short_days;
    case MONTHS:
        return c->months;
    case GENITIVE_MONTHS:
        return c->genitive_months ? c->genitive_months : c->months;
    case SHORT_GENITIVE_MONTHS:
        return c->short_genitive_months ? c->short_genitive_months : c->short_months;
    default:
        return c->short_months;
    }
}

GETTER(date_names)
{
    (void)err;
    bool months = p->data >= MONTHS;
    *out = words(name_list(&format_of(self)->c, p->data), months ? 12 : 7, months);
    return 0;
}

GETTER(full_pattern)
{
    (void)p;
    (void)err;
    struct strbuf text = STRBUF_INIT;
    culture_date_pattern(&format_of(self)->c, 'F', &text);
    *out = value_string_take(&text);
    return 0;
}

static int day_name(struct value self, struct value day, intptr_t which, struct value *out,
                    struct err **err)
{
    int32_t i;
    if (arg_enum(day, &enum_day_of_week, &i, err) < 0)
        return -1;
    if (i < 0 || i > 6)
        return fail_range(err, "dayofweek",
                          "Valid values are between Sunday and Saturday, "
                          "inclusive.");
    size_t len;
    const char *word = culture_word(name_list(&format_of(self)->c, which), i, &len);
    *out = value_string_len(word, len);
    return 0;
}

static int month_name(struct value self, struct value month, intptr_t which, struct value *out,
                      struct err **err)
{
    int32_t i;
    if (arg_int(month, &i, err) < 0)
        return -1;
    if (i < 1 || i > 13)
        return fail_range(err, "month", "Valid values are between 1 and 13, inclusive.");
    size_t len = 0;
    const char *word =
        i == 13 ? "" : culture_word(name_list(&format_of(self)->c, which), i - 1, &len);
    *out = value_string_len(word, len);
    return 0;
}

#define NAME_CALL(fn, of, which)                   \
    CALL(fn)                                       \
    {                                              \
        (void)n;                                   \
        return of(self, args[0], which, out, err); \
    }
NAME_CALL(date_day_name, day_name, DAYS)
NAME_CALL(date_short_day_name, day_name, SHORT_DAYS)
NAME_CALL(date_month_name, month_name, MONTHS)
NAME_CALL(date_short_month_name, month_name, SHORT_MONTHS)

CALL(date_all_patterns)
{
    (void)err;
    AUTO_STRBUF scratch = STRBUF_INIT;
    const struct culture *c = &format_of(self)->c;
    AUTO_VALUE letters = n ? arg_string(args[0]) : value_string("dDfFgGmorstTuUy");
    struct array *a = array_new(letters.str->len);
    a->type = &type_string_array;
    a->element = &type_string;
    for (const char *p = letters.str->data; *p; p++) {
        const char *pattern = culture_date_pattern(c, *p, &scratch);
        if (pattern)
            array_push_take(a, value_string(pattern));
    }
    *out = value_of_array(a);
    return 0;
}

SHARED_GETTER(culture_calendar)
{
    UNUSED_GETTER();
    *out = gregorian_calendar_new();
    return 0;
}

static const struct property date_props[] = {
    FIELD("AMDesignator", "string", am),
    PROPERTY("Calendar", "System.Globalization.Calendar", culture_calendar),
    FIELD("DateSeparator", "string", date_separator),
    FIELD("FirstDayOfWeek", "System.DayOfWeek", first_day),
    PROPERTY("FullDateTimePattern", "string", full_pattern),
    FIELD("LongDatePattern", "string", long_date),
    FIELD("LongTimePattern", "string", long_time),
    FIELD("MonthDayPattern", "string", month_day),
    FIELD("PMDesignator", "string", pm),
    PROPERTY_DATA("RFC1123Pattern", "string", format_constant, 5),
    FIELD("ShortDatePattern", "string", short_date),
    FIELD("ShortTimePattern", "string", short_time),
    PROPERTY_DATA("SortableDateTimePattern", "string", format_constant, 6),
    FIELD("TimeSeparator", "string", time_separator),
    PROPERTY_DATA("UniversalSortableDateTimePattern", "string", format_constant, 7),
    FIELD("YearMonthPattern", "string", year_month),
    PROPERTY_DATA("AbbreviatedDayNames", "string[]", date_names, SHORT_DAYS),
    PROPERTY_DATA("DayNames", "string[]", date_names, DAYS),
    PROPERTY_DATA("AbbreviatedMonthNames", "string[]", date_names, SHORT_MONTHS),
    PROPERTY_DATA("MonthNames", "string[]", date_names, MONTHS),
    PROPERTY_DATA("MonthGenitiveNames", "string[]", date_names, GENITIVE_MONTHS),
    PROPERTY_DATA("AbbreviatedMonthGenitiveNames", "string[]", date_names, SHORT_GENITIVE_MONTHS),
    PROPERTY("IsReadOnly", "bool", format_read_only),
};
static const struct method number_methods[] = {
    METHOD("Clone", 0, 0, format_info_clone, "System.Object Clone()"),
};
static const struct method date_methods[] = {
    METHOD("Clone", 0, 0, format_info_clone, "System.Object Clone()"),
    METHOD("GetDayName", 1, 1, date_day_name, "string GetDayName(System.DayOfWeek dayofweek)"),
    METHOD("GetAbbreviatedDayName", 1, 1, date_short_day_name,
           "string GetAbbreviatedDayName(System.DayOfWeek dayofweek)"),
    METHOD("GetMonthName", 1, 1, date_month_name, "string GetMonthName(int month)"),
    METHOD("GetAbbreviatedMonthName", 1, 1, date_short_month_name,
           "string GetAbbreviatedMonthName(int month)"),
    METHOD("GetAllDateTimePatterns", 0, 1, date_all_patterns, "string[] GetAllDateTimePatterns()"),
};

GETTER(format_static)
{
    (void)err;
    *out = format_info_new(self.type, p->data ? &culture_invariant : culture_current(), false);
    return 0;
}

CALL(format_new)
{
    UNUSED_CALL();
    *out = format_info_new(self.type, &culture_invariant, true);
    return 0;
}

#define FORMAT_INFO(id, full, props_, methods_)                                            \
    static const struct property id##_static_props[] = {                                   \
        PROPERTY_DATA("CurrentInfo", full, format_static, 0),                              \
        PROPERTY_DATA("InvariantInfo", full, format_static, 1),                            \
    };                                                                                     \
    static const struct method id##_statics[] = { METHOD("new", 0, 0, format_new, NULL) }; \
    const struct type_info type_##id = { .name = full,                                     \
                                         .base = &type_object,                             \
                                         .interfaces = implements_format_provider,         \
                                         PROPS(props_),                                    \
                                         METHODS(methods_),                                \
                                         STATIC_PROPS(id##_static_props),                  \
                                         STATICS(id##_statics),                            \
                                         .payload_size = sizeof(struct format_info),       \
                                         .destroy = format_destroy }
FORMAT_INFO(number_format_info, "System.Globalization.NumberFormatInfo", number_props,
            number_methods);
FORMAT_INFO(date_format_info, "System.Globalization.DateTimeFormatInfo", date_props, date_methods);
