/* System.Management.Automation.SemanticVersion (Semantic Versioning 2.0.0). */
#include <ctype.h>
#include <string.h>

#include "shell/object/guid.h"
#include "shell/object/interfaces.h"
#include "shell/object/library_types.h"
#include "shell/object/members.h"

struct semver {
    int32_t parts[3];
    struct value label, build; /* strings, or $null */
};

static struct semver *semver_of(struct value v)
{
    return object_payload(v.object);
}

static void semver_destroy(struct object *o)
{
    struct semver *s = object_payload(o);
    value_unref(s->label);
    value_unref(s->build);
}

static bool all_digits(const char *s, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (!isdigit((unsigned char)s[i]))
            return false;
    return len > 0;
}

/* Identifiers of letters, digits and hyphens between dots; numbers of a pre-release label have
 * no leading zeros. */
static bool valid_label(const char *s, size_t len, bool build)
{
    for (;;) {
        const char *dot = memchr(s, '.', len);
        size_t n = dot ? (size_t)(dot - s) : len;
        if (!n)
            return false;
        for (size_t i = 0; i < n; i++)
            if (!isalnum((unsigned char)s[i]) && s[i] != '-')
                return false;
        if (!build && n > 1 && s[0] == '0' && all_digits(s, n))
            return false;
        if (!dot)
            return true;
        s += n + 1;
        len -= n + 1;
    }
}

static bool parse_numbers(const char *s, size_t len, int32_t parts[3])
{
    for (int i = 0; i < 3; i++) {
        const char *dot = memchr(s, '.', len);
        size_t n = dot ? (size_t)(dot - s) : len;
        int64_t value = 0;
        if (!all_digits(s, n) || n > 10)
            return false;
        for (size_t k = 0; k < n; k++)
            value = value * 10 + (s[k] - '0');
        if (value > INT32_MAX)
            return false;
        parts[i] = (int32_t)value;
        if (!dot)
            return true;
        s += n + 1;
        len -= n + 1;
    }
    return false;
}

static struct value make(const int32_t parts[3], const char *label, size_t label_len,
                         const char *build, size_t build_len)
{
    struct object *o = object_new(&type_semver);
    struct semver *s = object_payload(o);
    memcpy(s->parts, parts, sizeof(s->parts));
    s->label = label_len ? value_string_len(label, label_len) : value_null();
    s->build = build_len ? value_string_len(build, build_len) : value_null();
    return value_of_object(o);
}

static bool parse(const char *s, size_t len, struct value *out)
{
    int32_t parts[3] = { 0 };
    if (!len || s[len - 1] == '-' || s[len - 1] == '+' || s[len - 1] == '.')
        return false;
    const char *plus = memchr(s, '+', len);
    size_t main_len = plus ? (size_t)(plus - s) : len;
    const char *build = plus ? plus + 1 : "";
    size_t build_len = plus ? len - main_len - 1 : 0;
    const char *dash = memchr(s, '-', main_len);
    const char *label = dash ? dash + 1 : "";
    size_t label_len = dash ? main_len - (size_t)(dash - s) - 1 : 0;
    if (dash)
        main_len = (size_t)(dash - s);
    if ((dash && !label_len) || (plus && !build_len) || !parse_numbers(s, main_len, parts) ||
        (label_len && !valid_label(label, label_len, false)) ||
        (build_len && !valid_label(build, build_len, true)))
        return false;
    *out = make(parts, label, label_len, build, build_len);
    return true;
}

/* Int32.Parse() of nothing is how PowerShell words what is no version. */
static int bad_version(struct err **err)
{
    return fail_format_text(err, "", 0);
}

CALL(semver_parse)
{
    (void)self;
    (void)n;
    if (args[0].kind == V_NULL)
        return fail_with(err, "System.Management.Automation.PSArgumentNullException",
                         "PSArgumentNullException",
                         "Cannot process argument because the value of argument \"version\" is "
                         "null. Change the value of argument \"version\" to a non-null value.");
    AUTO_VALUE text = arg_string(args[0]);
    if (!text.str->len)
        return fail_with(err, "System.FormatException", "FormatException", "version");
    return parse(text.str->data, text.str->len, out) ? 0 : bad_version(err);
}

CALL(semver_try_parse)
{
    (void)self;
    (void)n;
    AUTO_VALUE text = arg_string(args[0]), made = value_null();
    bool ok = parse(text.str->data, text.str->len, &made);
    *out = value_bool(ok);
    return arg_set_ref(args[1], made, err);
}

static int of_version(struct value v, struct value *out, struct err **err)
{
    static const char pre_note[] = "PSSemVerPreReleaseLabel", build_note[] = "PSSemVerBuildLabel";
    const int *p = version_parts(v);
    AUTO_VALUE label = value_null(), build = value_null();
    if (p[3] > 0)
        return fail_with(err, "System.Management.Automation.PSArgumentException",
                         "PSArgumentException",
                         "Cannot process argument because the value of argument \"version\" is not "
                         "valid. Change the value of the \"version\" argument and run the "
                         "operation again.");
    int32_t parts[3] = { p[0], p[1], p[2] < 0 ? 0 : p[2] };
    if (member_get(v, pre_note, &label, err) < 0 || member_get(v, build_note, &build, err) < 0)
        return -1;
    bool has_label = label.kind == V_STRING, has_build = build.kind == V_STRING;
    *out = make(parts, has_label ? label.str->data : "", has_label ? label.str->len : 0,
                has_build ? build.str->data : "", has_build ? build.str->len : 0);
    return 0;
}

/* new(text), new(version), new(major [, minor [, patch [, label [, build]]]]) */
CALL(semver_new)
{
    static const char *const names[] = { "major", "minor", "patch" };
    int32_t parts[3] = { 0 };
    if (n == 1 && version_parts(args[0]))
        return of_version(args[0], out, err);
    if (n == 1 && !value_is_integer(args[0]))
        return semver_parse(self, args, n, out, err);
    for (size_t i = 0; i < n && i < 3; i++) {
        if (arg_int(args[i], &parts[i], err) < 0)
            return -1;
        if (parts[i] < 0)
            return fail_with(err, "System.Management.Automation.PSArgumentException",
                             "PSArgumentException",
                             "Cannot process argument because the value of argument \"%s\" is not "
                             "valid. Change the value of the \"%s\" argument and run the operation "
                             "again.",
                             names[i], names[i]);
    }
    AUTO_VALUE label = n > 3 ? arg_string(args[3]) : value_string(""),
               build = n > 4 ? arg_string(args[4]) : value_string("");
    const char *l = label.str->data, *b = build.str->data;
    size_t ln = label.str->len, bn = build.str->len;
    if (n == 4) { /* the label may have the build's behind a plus sign */
        const char *plus = memchr(l, '+', ln);
        if (plus) {
            b = plus + 1;
            bn = ln - (size_t)(plus - l) - 1;
            ln = (size_t)(plus - l);
        }
    }
    if (ln && !valid_label(l, ln, false))
        return fail_with(err, "System.FormatException", "FormatException", "%s",
                         n == 4 ? "label" : "preReleaseLabel");
    if (bn && !valid_label(b, bn, true))
        return fail_with(err, "System.FormatException", "FormatException", "%s",
                         n == 4 ? "label" : "buildLabel");
    *out = make(parts, l, ln, b, bn);
    return 0;
}

GETTER(semver_get)
{
    (void)err;
    const struct semver *s = semver_of(self);
    *out = p->data < 3    ? value_int(s->parts[p->data])
           : p->data == 3 ? value_ref(s->label)
                          : value_ref(s->build);
    return 0;
}

static int semver_text(struct value self, struct strbuf *out)
{
    const struct semver *s = semver_of(self);
    strbuf_addf(out, "%d.%d.%d", s->parts[0], s->parts[1], s->parts[2]);
    if (s->label.kind == V_STRING)
        strbuf_addf(out, "-%s", s->label.str->data);
    if (s->build.kind == V_STRING)
        strbuf_addf(out, "+%s", s->build.str->data);
    return 0;
}

/* Numbers below texts, numbers by value, texts by their bytes; more identifiers win. */
static int compare_labels(const char *a, const char *b)
{
    for (;;) {
        size_t n = strcspn(a, "."), m = strcspn(b, ".");
        bool x = all_digits(a, n), y = all_digits(b, m);
        int order = 0;
        if (x && y)
            order = n != m ? (n < m ? -1 : 1) : strncmp(a, b, n);
        else if (x != y)
            order = x ? -1 : 1;
        else
            order = strncmp(a, b, n < m ? n : m) ? strncmp(a, b, n < m ? n : m) : (n > m) - (n < m);
        if (order)
            return order < 0 ? -1 : 1;
        if (!a[n] || !b[m])
            return (a[n] != 0) - (b[m] != 0);
        a += n + 1;
        b += m + 1;
    }
}

static int order_of(struct value a, struct value b)
{
    const struct semver *x = semver_of(a), *y = semver_of(b);
    for (int i = 0; i < 3; i++)
        if (x->parts[i] != y->parts[i])
            return x->parts[i] < y->parts[i] ? -1 : 1;
    bool p = x->label.kind == V_STRING, q = y->label.kind == V_STRING;
    if (p != q)
        return p ? -1 : 1;
    return p ? compare_labels(x->label.str->data, y->label.str->data) : 0;
}

static int semver_compare(struct value a, struct value b, int *out, struct err **err)
{
    AUTO_VALUE other = value_null();
    if (b.kind == V_NULL) {
        *out = 1;
        return 0;
    }
    if (value_convert(b, &type_semver, &other, err) < 0)
        return -1;
    *out = order_of(a, other);
    return 0;
}

static bool semver_equals(struct value a, struct value b)
{
    AUTO_VALUE other = value_null();
    AUTO_ERR *err = NULL;
    if (b.kind == V_NULL || value_convert(b, &type_semver, &other, &err) < 0)
        return false;
    return order_of(a, other) == 0;
}

int semver_to_version(struct value v, struct value *out)
{
    static const char *const names[] = { "System.Version#IncludeLabel", NULL };
    const struct semver *s = semver_of(v);
    *out = version_new(s->parts[0], s->parts[1], s->parts[2], -1);
    if (value_is_null(s->label) && value_is_null(s->build))
        return 0;
    struct shapes *shapes = shapes_new();
    if (!value_is_null(s->label))
        object_set_note_take(out->object, shapes, "PSSemVerPreReleaseLabel", value_ref(s->label));
    if (!value_is_null(s->build))
        object_set_note_take(out->object, shapes, "PSSemVerBuildLabel", value_ref(s->build));
    object_set_type_names(out->object, names);
    shapes_free(shapes);
    return 0;
}

static int semver_convert(struct value v, struct value *out, struct err **err)
{
    if (version_parts(v))
        return of_version(v, out, err);
    if (v.kind == V_STRING || value_is_integer(v)) {
        AUTO_ERR *why = NULL;
        if (semver_new(value_null(), &v, 1, out, &why) == 0)
            return 0;
        err_move(err, &why);
        return fail_cast(err, v, &type_semver, "InvalidCastParseTargetInvocation");
    }
    return fail_no_cast(err, v, &type_semver);
}

CALL(semver_compare_call)
{
    (void)self;
    (void)n;
    int order;
    if (args[0].kind == V_NULL || args[1].kind == V_NULL) {
        *out = value_int((args[0].kind != V_NULL) - (args[1].kind != V_NULL));
        return 0;
    }
    if (semver_compare(args[0], args[1], &order, err) < 0)
        return -1;
    *out = value_int(order);
    return 0;
}

static const struct property semver_props[] = {
    PROPERTY_DATA("Major", "int", semver_get, 0),
    PROPERTY_DATA("Minor", "int", semver_get, 1),
    PROPERTY_DATA("Patch", "int", semver_get, 2),
    PROPERTY_DATA("PreReleaseLabel", "string", semver_get, 3),
    PROPERTY_DATA("BuildLabel", "string", semver_get, 4),
};
static const struct method semver_statics[] = {
    METHOD("new", 1, 5, semver_new, NULL),
    METHOD("Parse", 1, 1, semver_parse, "semver Parse(string version)"),
    METHOD("TryParse", 2, 2, semver_try_parse,
           "bool TryParse(string version, [ref] semver result)"),
    METHOD("Compare", 2, 2, semver_compare_call, "int Compare(semver versionA, semver versionB)"),
};
const struct type_info type_semver = { .name = "System.Management.Automation.SemanticVersion",
                                       .accelerator = "semver",
                                       .base = &type_object,
                                       .interfaces = implements_comparable_class,
                                       PROPS(semver_props),
                                       .methods = compare_to_method,
                                       .nmethods = 1,
                                       STATICS(semver_statics),
                                       .payload_size = sizeof(struct semver),
                                       .destroy = semver_destroy,
                                       .to_string = semver_text,
                                       .equals = semver_equals,
                                       .compare = semver_compare,
                                       .convert_from = semver_convert };
