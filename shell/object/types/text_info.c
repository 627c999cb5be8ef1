/* TextInfo: a culture's letters. */
#include "shell/object/types/culture.h"

#include <string.h>

#include "shell/base/utf8.h"
#include "shell/object/library_types.h"
#include "shell/object/members.h"

struct text_info {
    const struct culture *c;
    struct value owner; /* the CultureInfo */
};

static const struct culture *text_culture(struct value self)
{
    return ((struct text_info *)object_payload(self.object))->c;
}

static struct value text_owner(struct value self)
{
    return ((struct text_info *)object_payload(self.object))->owner;
}

static void text_destroy(struct object *o)
{
    value_unref(((struct text_info *)object_payload(o))->owner);
}

static int text_set_separator(struct value self, const struct property *p, struct value v,
                              struct err **err)
{
    bool writable;
    struct value *separator = culture_separator(text_owner(self), &writable);

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
    const struct value *separator = culture_separator(text_owner(self), &writable);
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

enum { ANSI, OEM, MAC, EBCDIC };

static const struct {
    const char *culture;
    int32_t pages[4];
} code_pages[] = {
    { "", { 1252, 437, 10000, 37 } },         { "en-US", { 1252, 437, 10000, 37 } },
    { "en-GB", { 1252, 850, 10000, 20285 } }, { "en-AU", { 1252, 850, 10000, 500 } },
    { "de-DE", { 1252, 850, 10000, 20273 } }, { "fr-FR", { 1252, 850, 10000, 20297 } },
    { "es-ES", { 1252, 850, 10000, 20284 } }, { "it-IT", { 1252, 850, 10000, 20280 } },
    { "nl-NL", { 1252, 850, 10000, 500 } },   { "pt-BR", { 1252, 850, 10000, 500 } },
    { "ru-RU", { 1251, 866, 10007, 20880 } }, { "ja-JP", { 932, 932, 10001, 20290 } },
    { "zh-CN", { 936, 936, 10008, 500 } },    { "sv-SE", { 1252, 850, 10000, 20278 } },
    { "da-DK", { 1252, 850, 10000, 20277 } }, { "tr-TR", { 1254, 857, 10081, 20905 } },
};

GETTER(text_code_page)
{
    (void)err;
    const char *name = text_culture(self)->name;
    size_t i = 0;
    while (i + 1 < ARRAY_SIZE(code_pages) && strcmp(code_pages[i].culture, name) != 0)
        i++;
    *out = value_int(code_pages[i].pages[p->data]);
    return 0;
}

/* None of the known cultures writes from right to left. */
GETTER(text_right_to_left)
{
    UNUSED_GETTER();
    *out = value_bool(false);
    return 0;
}

GETTER(text_read_only)
{
    UNUSED_GETTER();
    bool writable;
    culture_separator(text_owner(self), &writable);
    *out = value_bool(!writable);
    return 0;
}

static const struct property text_props[] = {
    PROPERTY_DATA("ANSICodePage", "int", text_code_page, ANSI),
    PROPERTY_DATA("OEMCodePage", "int", text_code_page, OEM),
    PROPERTY_DATA("MacCodePage", "int", text_code_page, MAC),
    PROPERTY_DATA("EBCDICCodePage", "int", text_code_page, EBCDIC),
    PROPERTY("IsReadOnly", "bool", text_read_only),
    PROPERTY("IsRightToLeft", "bool", text_right_to_left),
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
static int text_info_text(struct value self, struct strbuf *out)
{
    const struct text_info *t = object_payload(self.object);
    strbuf_addf(out, "TextInfo - %s", t->c->name);
    return 0;
}

const struct type_info type_text_info = { .name = "System.Globalization.TextInfo",
                                          .base = &type_object,
                                          PROPS(text_props),
                                          METHODS(text_methods),
                                          .payload_size = sizeof(struct text_info),
                                          .to_string = text_info_text,
                                          .destroy = text_destroy };

struct value text_info_new(const struct culture *c, struct value owner)
{
    struct object *o = object_new(&type_text_info);
    struct text_info *t = object_payload(o);
    t->c = c;
    t->owner = value_ref(owner);
    return value_of_object(o);
}
