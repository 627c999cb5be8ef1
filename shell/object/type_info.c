#include "shell/object/type_info.h"

#include <string.h>

#include "shell/base/text.h"
#include "shell/object/interfaces.h"
#include "shell/object/types/hash.h"

static bool same_name(const char *candidate, const char *name, size_t len)
{
    /* most candidates differ in their first letter */
    return ((candidate[0] ^ name[0]) & 0x5F) == 0 && strlen(candidate) == len &&
           text_caseeqn(candidate, len, name, len);
}

const struct property *type_find_property(const struct type_info *type, const char *name,
                                          size_t len)
{
    if (!len)
        return NULL;
    for (const struct type_info *t = type; t; t = t->base) {
        for (size_t i = 0; i < t->nprops; i++) {
            const struct property *p = &t->props[i];
            if (!same_name(p->name, name, len))
                continue;
            if (p->alias_of)
                return type_find_property(type, p->alias_of, strlen(p->alias_of));
            return p;
        }
    }
    return NULL;
}

const struct event_info *type_find_event(const struct type_info *type, const char *name, size_t len)
{
    for (const struct type_info *t = type; len && t; t = t->base)
        for (size_t i = 0; i < t->nevents; i++)
            if (same_name(t->events[i].name, name, len))
                return &t->events[i];
    return NULL;
}

const struct method *type_find_method(const struct type_info *type, const char *name, size_t len)
{
    for (const struct type_info *t = type; len && t; t = t->base)
        for (size_t i = 0; i < t->nmethods; i++)
            if (same_name(t->methods[i].name, name, len))
                return &t->methods[i];
    return NULL;
}

const struct property *type_find_static_property(const struct type_info *type, const char *name,
                                                 size_t len)
{
    for (const struct type_info *t = type; len && t; t = t->base)
        for (size_t i = 0; i < t->nstatic_props; i++)
            if (same_name(t->static_props[i].name, name, len))
                return &t->static_props[i];
    return NULL;
}

const struct method *type_find_static_method(const struct type_info *type, const char *name,
                                             size_t len)
{
    for (const struct type_info *t = type; len && t; t = t->base) {
        /* constructors are not inherited */
        if (t != type && len == 3 && text_caseeqn(name, len, "new", 3))
            return NULL;
        for (size_t i = 0; i < t->nstatics; i++)
            if (same_name(t->statics[i].name, name, len))
                return &t->statics[i];
    }
    return NULL;
}

bool type_is_a(const struct type_info *type, const struct type_info *base)
{
    if (base == &type_object && type != &type_null)
        return true;
    if (base && base->is_interface)
        return type_implements(type, base);
    if (type_definition(base) == &type_nullable)
        base = type_argument(base, 0);
    for (; type; type = type->base)
        if (type == base || (base && base->by_name && strcmp(type->name, base->name) == 0))
            return true;
    return false;
}

const struct type_info *type_definition(const struct type_info *type)
{
    return type && type->base && type->base->arity && !type->arity ? type->base : NULL;
}

const struct type_info *type_argument(const struct type_info *type, size_t i)
{
    const struct type_info *open = type_definition(type);
    if (!open || i >= open->arity)
        return NULL;
    if (type->arguments)
        return type->arguments[i];
    if (open == &type_dictionary) {
        const struct type_info *t = i ? dictionary_value_type(type) : dictionary_key_type(type);
        return t ? t : &type_object;
    }
    return type->element;
}

const char *enum_name(const struct enum_info *info, int32_t value)
{
    for (size_t i = 0; i < info->nmembers; i++)
        if (info->members[i].value == value)
            return info->members[i].name;
    return NULL;
}

void enum_to_string(const struct enum_info *info, int32_t value, struct strbuf *out)
{
    const char *name = enum_name(info, value);
    if (name) {
        strbuf_adds(out, name);
        return;
    }
    if (info->flags && value) {
        /* the largest members first, listed in ascending order */
        const char *found[32];
        size_t n = 0;
        uint32_t rest = (uint32_t)value;
        while (rest && n < ARRAY_SIZE(found)) {
            const struct enum_member *best = NULL;
            for (size_t i = 0; i < info->nmembers; i++) {
                uint32_t bits = (uint32_t)info->members[i].value;
                if (bits && (bits & rest) == bits && (!best || bits > (uint32_t)best->value))
                    best = &info->members[i];
            }
            if (!best)
                break;
            found[n++] = best->name;
            rest &= ~(uint32_t)best->value;
        }
        if (!rest) {
            while (n) {
                strbuf_adds(out, found[--n]);
                if (n)
                    strbuf_adds(out, ", ");
            }
            return;
        }
    }
    strbuf_addf(out, "%d", value);
}

static int parse_number(const char *s, size_t len, int32_t *out)
{
    char text[16];
    if (!len || len >= sizeof(text) || (s[0] != '-' && (s[0] < '0' || s[0] > '9')))
        return -1;
    memcpy(text, s, len);
    text[len] = '\0';
    char *end;
    long long n = strtoll(text, &end, 10);
    if (*end || n < INT32_MIN || n > INT32_MAX)
        return -1;
    *out = (int32_t)n;
    return 0;
}

static int parse_one(const struct enum_info *info, const char *s, size_t len, int32_t *out)
{
    while (len && (*s == ' ' || *s == '\t'))
        s++, len--;
    while (len && (s[len - 1] == ' ' || s[len - 1] == '\t'))
        len--;
    if (parse_number(s, len, out) == 0)
        return 0;
    for (size_t i = 0; i < info->nmembers; i++)
        if (text_caseeqn(info->members[i].name, strlen(info->members[i].name), s, len)) {
            *out = info->members[i].value;
            return 0;
        }
    return -1;
}

int enum_parse(const struct enum_info *info, const char *s, size_t len, int32_t *out)
{
    int32_t sum = 0;
    for (;;) {
        const char *comma = memchr(s, ',', len);
        size_t n = comma ? (size_t)(comma - s) : len;
        int32_t one;
        if (parse_one(info, s, n, &one) < 0)
            return -1;
        sum |= one;
        if (!comma)
            break;
        s += n + 1;
        len -= n + 1;
    }
    *out = sum;
    return 0;
}

static bool begins_with(const char *name, const char *s, size_t len)
{
    return strlen(name) >= len && text_caseeqn(name, len, s, len);
}

int enum_by_prefix(const struct enum_info *info, const char *s, size_t len, int32_t *out,
                   struct strbuf *similar)
{
    /* So that one letter is enough for what everybody looks for. */
    static const char *const preferred[] = { "Directory", "ReadOnly", "System" };
    size_t found = 0;
    if (enum_parse(info, s, len, out) == 0)
        return 0;
    for (size_t i = 0; i < info->nmembers; i++)
        if (begins_with(info->members[i].name, s, len)) {
            strbuf_addf(similar, "%s%s", found++ ? ", " : "", info->members[i].name);
            *out = info->members[i].value;
        }
    if (found == 1)
        return 0;
    bool attributes = strcmp(info->name, "System.IO.FileAttributes") == 0;
    for (size_t i = 0; attributes && found && i < ARRAY_SIZE(preferred); i++)
        if (begins_with(preferred[i], s, len))
            return enum_parse(info, preferred[i], strlen(preferred[i]), out);
    return -1;
}
