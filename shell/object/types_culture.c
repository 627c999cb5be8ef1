#include "shell/object/types_culture.h"
#include "shell/object/types_calendar.h"

#include <string.h>

#include "shell/base/text.h"
#include "shell/base/utf8.h"
#include "shell/object/array.h"
#include "shell/object/interfaces.h"
#include "shell/object/library_types.h"
#include "shell/object/members.h"
#include "shell/object/type_decls.h"
#include "shell/object/types_enum.h"

/* ---- NumberFormatInfo and DateTimeFormatInfo: a culture's facts, of a copy writable ---- */

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

static void format_destroy(struct object *o)
{
    struct format_info *f = object_payload(o);
    for (size_t i = 0; i < MAX_KEPT; i++)
        value_unref(f->kept[i]);
}

static struct value format_info_new(const struct type_info *type, const struct culture *c,
                                    bool writable)
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

CALL(format_clone)
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

enum { DAYS, SHORT_DAYS, MONTHS, SHORT_MONTHS, GENITIVE_MONTHS };

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

GETTER(culture_calendar)
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
    PROPERTY("IsReadOnly", "bool", format_read_only),
};
static const struct method number_methods[] = {
    METHOD("Clone", 0, 0, format_clone, "System.Object Clone()"),
};
static const struct method date_methods[] = {
    METHOD("Clone", 0, 0, format_clone, "System.Object Clone()"),
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

/* ---- TextInfo ---- */

struct text_info {
    const struct culture *c;
    struct value owner; /* the CultureInfo */
};

static const struct culture *text_culture(struct value self)
{
    return ((struct text_info *)object_payload(self.object))->c;
}

static void text_destroy(struct object *o)
{
    value_unref(((struct text_info *)object_payload(o))->owner);
}

static struct value *separator_of(struct value self, bool *writable);

static int text_set_separator(struct value self, const struct property *p, struct value v,
                              struct err **err)
{
    bool writable;
    struct value *separator = separator_of(self, &writable);

    (void)p;
    if (!writable)
        return fail_with(err, "System.InvalidOperationException", "InvalidOperationException",
                         "Instance is read-only.");
    if (v.kind == V_NULL)
        return fail_null_argument(err, "value");
    value_replace_take(separator, arg_string(v));
    return 0;
}

GETTER(text_get)
{
    (void)err;
    const struct culture *c = text_culture(self);
    bool writable;
    const struct value *separator = separator_of(self, &writable);
    *out = p->data == 2                  ? value_int(c->lcid)
           : p->data == 0                ? value_string(c->name)
           : separator->kind == V_STRING ? value_ref(*separator)
                                         : value_string(c->list_separator);
    return 0;
}

static bool is_letter(uint32_t r)
{
    return rune_upper(r) != rune_lower(r) || r > 0x2E80 || (r >= 'a' && r <= 'z');
}

static uint32_t upper(const struct culture *c, uint32_t r)
{
    return r == 'i' && strcmp(c->two, "tr") == 0 ? 0x130 : rune_upper(r);
}

static uint32_t lower(const struct culture *c, uint32_t r)
{
    return r == 'I' && strcmp(c->two, "tr") == 0 ? 0x131 : rune_lower(r);
}

static int mapped(struct value self, struct value arg,
                  uint32_t (*map)(const struct culture *, uint32_t), struct value *out,
                  struct err **err)
{
    struct strbuf text = STRBUF_INIT;
    if (arg.kind == V_NULL)
        return fail_null_argument(err, "str");
    AUTO_VALUE s = arg_string(arg);
    for (size_t i = 0, used; i < s.str->len; i += used)
        strbuf_addrune(
            &text, map(text_culture(self), utf8_decode(s.str->data + i, s.str->len - i, &used)));
    *out = value_string_take(&text);
    return 0;
}

CALL(text_upper)
{
    (void)n;
    return mapped(self, args[0], upper, out, err);
}

CALL(text_lower)
{
    (void)n;
    return mapped(self, args[0], lower, out, err);
}

/* A word of capitals only is an acronym and stays. */
CALL(text_title)
{
    (void)n;
    struct strbuf text = STRBUF_INIT;
    if (args[0].kind == V_NULL)
        return fail_null_argument(err, "str");
    AUTO_VALUE s = arg_string(args[0]);
    const char *at = s.str->data, *end = at + s.str->len;
    while (at < end) {
        size_t used, letters = 0;
        bool capitals = true;
        const char *stop = at;
        while (stop < end) {
            uint32_t r = utf8_decode(stop, (size_t)(end - stop), &used);
            if (!is_letter(r) && !(letters && r == '\'') && !(letters && r >= '0' && r <= '9'))
                break;
            capitals = capitals && (!is_letter(r) || rune_lower(r) != r);
            letters++;
            stop += used;
        }
        if (!letters) {
            utf8_decode(at, (size_t)(end - at), &used);
            strbuf_add(&text, at, used);
            at += used;
            continue;
        }
        for (bool first = true; at < stop; at += used, first = false) {
            uint32_t r = utf8_decode(at, (size_t)(stop - at), &used);
            strbuf_addrune(&text, first                     ? upper(text_culture(self), r)
                                  : capitals && letters > 1 ? r
                                                            : lower(text_culture(self), r));
        }
    }
    *out = value_string_take(&text);
    return 0;
}

static const struct property text_props[] = {
    PROPERTY_DATA("CultureName", "string", text_get, 0),
    { .name = "ListSeparator",
      .type_name = "string",
      .get = text_get,
      .set = text_set_separator,
      .data = 1 },
    PROPERTY_DATA("LCID", "int", text_get, 2),
};
static const struct method text_methods[] = {
    METHOD("ToTitleCase", 1, 1, text_title, "string ToTitleCase(string str)"),
    METHOD("ToUpper", 1, 1, text_upper, "string ToUpper(string str)"),
    METHOD("ToLower", 1, 1, text_lower, "string ToLower(string str)"),
};
const struct type_info type_text_info = { .name = "System.Globalization.TextInfo",
                                          .base = &type_object,
                                          PROPS(text_props),
                                          METHODS(text_methods),
                                          .payload_size = sizeof(struct text_info),
                                          .destroy = text_destroy };

/* ---- CultureInfo ---- */

struct culture_info {
    const struct culture *c;
    bool neutral;              /* a language without a country: "de" */
    bool writable;             /* made by new() or Clone() */
    struct value number, date; /* NumberFormat and DateTimeFormat, when they were asked for */
    struct value separator;    /* of lists, when it was set */
    struct culture mixed;      /* of both */
};

static struct culture_info *info_of(struct value v)
{
    return object_payload(v.object);
}

static void info_destroy(struct object *o)
{
    struct culture_info *i = object_payload(o);
    value_unref(i->number);
    value_unref(i->date);
    value_unref(i->separator);
}

static struct value *separator_of(struct value self, bool *writable)
{
    struct text_info *t = object_payload(self.object);
    struct culture_info *i = info_of(t->owner);
    *writable = i->writable;
    return &i->separator;
}

struct value culture_value(const struct culture *c)
{
    struct object *o = object_new(&type_culture_info);
    ((struct culture_info *)object_payload(o))->c = c;
    return value_of_object(o);
}

bool culture_value_named(const char *name, size_t len, struct value *out)
{
    const struct culture *c = culture_find(name, len);
    bool neutral = !c;
    for (size_t i = 1; neutral && len == 2 && !c && (c = culture_at(i)); i++)
        if (!text_caseeqn(c->two, 2, name, 2))
            c = NULL;
    if (!c)
        return false;
    *out = culture_value(c);
    info_of(*out)->neutral = neutral;
    return true;
}

int fail_culture(struct err **err, const char *name)
{
    return fail_with(err, "System.Globalization.CultureNotFoundException",
                     "CultureNotFoundException",
                     "Culture is not supported. (Parameter 'name')\n%s is an invalid culture "
                     "identifier.",
                     name);
}

static void add_bare_name(const struct culture_info *i, const char *full, struct strbuf *out)
{
    const char *country = strstr(full, " (");
    strbuf_add(out, full, i->neutral && country ? (size_t)(country - full) : strlen(full));
}

enum { NAME, DISPLAY, ENGLISH, NATIVE, TWO, THREE, TAG };

GETTER(culture_text)
{
    (void)err;
    const struct culture_info *i = info_of(self);
    struct strbuf text = STRBUF_INIT;
    switch (p->data) {
    case NAME:
    case TAG:
        strbuf_adds(&text, i->neutral ? i->c->two : i->c->name);
        break;
    case NATIVE:
        add_bare_name(i, i->c->native_name, &text);
        break;
    case TWO:
        strbuf_adds(&text, i->c->two);
        break;
    case THREE:
        strbuf_adds(&text, i->c->three);
        break;
    default:
        add_bare_name(i, i->c->english_name, &text);
        break;
    }
    *out = value_string_take(&text);
    return 0;
}

GETTER(culture_lcid)
{
    (void)p;
    (void)err;
    const struct culture_info *i = info_of(self);
    *out = value_int(i->neutral ? i->c->lcid & 0x3FF : i->c->lcid);
    return 0;
}

GETTER(culture_parent)
{
    (void)p;
    (void)err;
    const struct culture_info *i = info_of(self);
    *out = culture_value(i->neutral || !*i->c->name ? &culture_invariant : i->c);
    info_of(*out)->neutral = info_of(*out)->c == i->c && *i->c->name;
    return 0;
}

GETTER(culture_flag)
{
    (void)err;
    const struct culture_info *i = info_of(self);
    *out = value_bool(p->data ? !i->writable : i->neutral);
    return 0;
}

GETTER(culture_format)
{
    (void)err;
    struct culture_info *i = info_of(self);
    struct value *slot = p->data ? &i->date : &i->number;
    if (slot->kind == V_NULL)
        *slot = format_info_new(p->data ? &type_date_format_info : &type_number_format_info, i->c,
                                i->writable);
    *out = value_ref(*slot);
    return 0;
}

SETTER(culture_set_format)
{
    struct culture_info *i = info_of(self);
    const struct type_info *type = p->data ? &type_date_format_info : &type_number_format_info;
    if (!i->writable)
        return fail_with(err, "System.InvalidOperationException", "InvalidOperationException",
                         "Instance is read-only.");
    if (v.kind != V_OBJECT || v.object->type != type)
        return fail_null_argument(err, "value");
    value_replace_take(p->data ? &i->date : &i->number, value_ref(v));
    return 0;
}

GETTER(culture_text_info)
{
    (void)p;
    (void)err;
    struct object *o = object_new(&type_text_info);
    struct text_info *t = object_payload(o);
    t->c = info_of(self)->c;
    t->owner = value_ref(self);
    *out = value_of_object(o);
    return 0;
}

static const struct culture *provider_culture(struct culture_info *i)
{
    if (i->number.kind == V_NULL && i->date.kind == V_NULL && i->separator.kind == V_NULL)
        return i->c;
    i->mixed = i->date.kind == V_OBJECT ? format_of(i->date)->c : *i->c;
    if (i->number.kind == V_OBJECT) {
        const struct culture *n = &format_of(i->number)->c;
        i->mixed.decimal = n->decimal;
        i->mixed.group = n->group;
        i->mixed.negative = n->negative;
        i->mixed.currency = n->currency;
        i->mixed.percent = n->percent;
        i->mixed.currency_positive = n->currency_positive;
        i->mixed.currency_negative = n->currency_negative;
        i->mixed.percent_positive = n->percent_positive;
        i->mixed.percent_negative = n->percent_negative;
        i->mixed.decimal_digits = n->decimal_digits;
        i->mixed.currency_digits = n->currency_digits;
    }
    if (i->separator.kind == V_STRING)
        i->mixed.list_separator = i->separator.str->data;
    return &i->mixed;
}

const struct culture *culture_of_provider(struct value v)
{
    if (v.kind != V_OBJECT)
        return NULL;
    if (v.object->type == &type_culture_info)
        return provider_culture(info_of(v));
    bool is_format =
        v.object->type == &type_number_format_info || v.object->type == &type_date_format_info;
    return is_format ? &format_of(v)->c : NULL;
}

const struct culture *culture_argument(const struct value *args, size_t n)
{
    const struct culture *c = NULL;
    for (size_t i = 0; i < n && !c; i++)
        c = culture_of_provider(args[i]);
    return c;
}

const struct culture *culture_swap(const struct culture *c)
{
    const struct culture *before = culture_current();
    if (c)
        culture_set_current(c);
    return before;
}

void culture_restore(const struct culture **before)
{
    culture_set_current(*before);
}

GETTER(culture_static)
{
    (void)self;
    (void)err;
    *out = culture_value(p->data ? &culture_invariant : culture_current());
    return 0;
}

/* A CultureInfo, or a culture's name. */
static int named_culture(struct value v, struct value *out, struct err **err)
{
    if (v.kind == V_OBJECT && v.object->type == &type_culture_info) {
        *out = value_ref(v);
        return 0;
    }
    AUTO_VALUE name = arg_string(v);
    if (value_is_integer(v)) {
        const struct culture *c;
        for (size_t i = 0; (c = culture_at(i)); i++)
            if (c->lcid == v.i)
                *out = culture_value(c);
        if (out->kind == V_OBJECT)
            return 0;
    }
    return culture_value_named(name.str->data, name.str->len, out)
               ? 0
               : fail_culture(err, name.str->data);
}

static int set_current(struct value self, const struct property *p, struct value v,
                       struct err **err)
{
    (void)self;
    (void)p;
    AUTO_VALUE c = value_null();
    if (v.kind == V_NULL)
        return fail_null_argument(err, "value");
    if (named_culture(v, &c, err) < 0)
        return -1;
    struct culture_info *i = info_of(c);
    culture_set_current(i->writable ? culture_keep(provider_culture(i)) : i->c);
    return 0;
}

/* The user interface speaks one language. */
static int set_ui(struct value self, const struct property *p, struct value v, struct err **err)
{
    (void)self;
    (void)p;
    AUTO_VALUE c = value_null();
    return named_culture(v, &c, err);
}

GETTER(culture_ui)
{
    UNUSED_GETTER();
    return culture_value_named("en-US", 5, out) ? 0 : -1;
}

CALL(culture_get_info)
{
    (void)self;
    (void)n;
    *out = value_null();
    return named_culture(args[0], out, err);
}

CALL(culture_new)
{
    AUTO_VALUE c = value_null();
    if (culture_get_info(self, args, n, &c, err) < 0)
        return -1;
    *out = culture_value(info_of(c)->c);
    info_of(*out)->neutral = info_of(c)->neutral;
    info_of(*out)->writable = true;
    return 0;
}

CALL(culture_clone)
{
    UNUSED_CALL();
    struct culture_info *from = info_of(self);
    *out = culture_value(from->c);
    struct culture_info *to = info_of(*out);
    to->neutral = from->neutral;
    to->writable = true;
    if (from->number.kind == V_OBJECT)
        format_clone(from->number, NULL, 0, &to->number, err);
    if (from->date.kind == V_OBJECT)
        format_clone(from->date, NULL, 0, &to->date, err);
    return 0;
}

CALL(culture_get_all)
{
    UNUSED_CALL();
    struct array *a = array_new(16);
    const struct culture *c;
    for (size_t i = 0; (c = culture_at(i)); i++)
        array_push_take(a, culture_value(c));
    *out = value_of_array(a);
    return 0;
}

static int culture_to_string(struct value self, struct strbuf *out)
{
    const struct culture_info *i = info_of(self);
    strbuf_adds(out, i->neutral ? i->c->two : i->c->name);
    return 0;
}

static bool culture_equals(struct value a, struct value b)
{
    return b.kind == V_OBJECT && b.object->type == &type_culture_info &&
           info_of(a)->c == info_of(b)->c && info_of(a)->neutral == info_of(b)->neutral;
}

static int culture_convert(struct value v, struct value *out, struct err **err)
{
    struct err *why = NULL;
    if (v.kind != V_STRING && !value_is_integer(v))
        return fail_no_cast(err, v, &type_culture_info);
    *out = value_null();
    if (named_culture(v, out, &why) == 0)
        return 0;
    *err = why;
    return fail_cast(err, v, &type_culture_info, "InvalidCastParseTargetInvocation");
}

static const struct property culture_props[] = {
    PROPERTY("Parent", "cultureinfo", culture_parent),
    PROPERTY("LCID", "int", culture_lcid),
    PROPERTY("KeyboardLayoutId", "int", culture_lcid),
    PROPERTY_DATA("Name", "string", culture_text, NAME),
    PROPERTY_DATA("IetfLanguageTag", "string", culture_text, TAG),
    PROPERTY_DATA("DisplayName", "string", culture_text, DISPLAY),
    PROPERTY_DATA("NativeName", "string", culture_text, NATIVE),
    PROPERTY_DATA("EnglishName", "string", culture_text, ENGLISH),
    PROPERTY_DATA("TwoLetterISOLanguageName", "string", culture_text, TWO),
    PROPERTY_DATA("ThreeLetterISOLanguageName", "string", culture_text, THREE),
    PROPERTY("TextInfo", "System.Globalization.TextInfo", culture_text_info),
    PROPERTY_DATA("IsNeutralCulture", "bool", culture_flag, 0),
    { .name = "NumberFormat",
      .type_name = "System.Globalization.NumberFormatInfo",
      .get = culture_format,
      .set = culture_set_format,
      .data = 0 },
    { .name = "DateTimeFormat",
      .type_name = "System.Globalization.DateTimeFormatInfo",
      .get = culture_format,
      .set = culture_set_format,
      .data = 1 },
    PROPERTY("Calendar", "System.Globalization.Calendar", culture_calendar),
    PROPERTY_DATA("IsReadOnly", "bool", culture_flag, 1),
};
static const struct property culture_static_props[] = {
    PROPERTY_RW("CurrentCulture", "cultureinfo", culture_static, set_current),
    PROPERTY_RW("CurrentUICulture", "cultureinfo", culture_ui, set_ui),
    PROPERTY("InstalledUICulture", "cultureinfo", culture_ui),
    PROPERTY_RW("DefaultThreadCurrentCulture", "cultureinfo", culture_static, set_current),
    PROPERTY_DATA("InvariantCulture", "cultureinfo", culture_static, 1),
};
static const struct method culture_methods[] = {
    METHOD("Clone", 0, 0, culture_clone, "System.Object Clone()"),
};
static const struct method culture_statics[] = {
    METHOD("GetCultureInfo", 1, 2, culture_get_info, "cultureinfo GetCultureInfo(string name)"),
    METHOD("CreateSpecificCulture", 1, 1, culture_get_info,
           "cultureinfo CreateSpecificCulture(string name)"),
    METHOD("GetCultures", 1, 1, culture_get_all,
           "cultureinfo[] GetCultures(System.Globalization.CultureTypes types)"),
    METHOD("new", 1, 2, culture_new, "cultureinfo new(string name)"),
};
static const struct view_column culture_columns[] = {
    { .property = "LCID", .width = 16 },
    { .property = "Name", .width = 16 },
    { .property = "DisplayName" },
};
static const struct view culture_view = { .columns = culture_columns,
                                          .ncolumns = ARRAY_SIZE(culture_columns) };
const struct type_info type_culture_info = { .name = "System.Globalization.CultureInfo",
                                             .accelerator = "cultureinfo",
                                             .base = &type_object,
                                             .interfaces = implements_format_provider,
                                             .table = &culture_view,
                                             PROPS(culture_props),
                                             METHODS(culture_methods),
                                             STATIC_PROPS(culture_static_props),
                                             STATICS(culture_statics),
                                             .payload_size = sizeof(struct culture_info),
                                             .destroy = info_destroy,
                                             .equals = culture_equals,
                                             .convert_from = culture_convert,
                                             .to_string = culture_to_string };
