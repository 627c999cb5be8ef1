/* CultureInfo; cultures as arguments. */
#include "shell/object/types/culture.h"

#include <string.h>

#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/interfaces.h"
#include "shell/object/library_types.h"
#include "shell/object/members.h"
#include "shell/object/type_decls.h"
#include "shell/object/types/calendar.h"
#include "shell/object/types/enum.h"

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

struct value *culture_separator(struct value self, bool *writable)
{
    struct culture_info *i = info_of(self);
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
    *out = text_info_new(info_of(self)->c, self);
    return 0;
}

GETTER(culture_compare_info)
{
    UNUSED_GETTER();
    *out = compare_info_new(info_of(self)->c);
    return 0;
}

static const struct culture *provider_culture(struct culture_info *i)
{
    if (i->number.kind == V_NULL && i->date.kind == V_NULL && i->separator.kind == V_NULL)
        return i->c;
    i->mixed = i->date.kind == V_OBJECT ? *format_info_culture(i->date) : *i->c;
    if (i->number.kind == V_OBJECT) {
        const struct culture *n = format_info_culture(i->number);
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
    return is_format ? format_info_culture(v) : NULL;
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
        format_info_clone(from->number, NULL, 0, &to->number, err);
    if (from->date.kind == V_OBJECT)
        format_info_clone(from->date, NULL, 0, &to->date, err);
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
    PROPERTY("CompareInfo", "System.Globalization.CompareInfo", culture_compare_info),
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
