#include "shell/object/fail.h"

#include <ctype.h>
#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/convert.h"
#include "shell/object/str.h"
#include "shell/object/type_decls.h"

#define RUNTIME_EXCEPTION "System.Management.Automation.RuntimeException"
#define CAST_EXCEPTION "System.Management.Automation.PSInvalidCastException"

static void set(struct err **err, const char *exception, const char *id, const char *fmt,
                va_list ap)
{
    struct strbuf text = STRBUF_INIT;
    strbuf_vaddf(&text, fmt, ap);
    err_set(err, ERR_INVALID_PARAMETER, "%s", text.buf);
    strbuf_release(&text);
    err_type(err, exception, id);
}

int(fail_with)(struct err **err, const char *exception, const char *id, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    set(err, exception, id, fmt, ap);
    va_end(ap);
    return -1;
}

int(fail_outer)(struct err **err, const char *exception, const char *id, const char *fmt, ...)
{
    struct err *cause = STEAL(*err);
    va_list ap;
    va_start(ap, fmt);
    set(err, exception, id, fmt, ap);
    va_end(ap);
    (*err)->kind = cause->kind;
    (*err)->cause = cause;
    return -1;
}

int(fail_runtime)(struct err **err, const char *id)
{
    AUTO_FREE char *message = xstrdup((*err)->message);
    return fail_outer(err, RUNTIME_EXCEPTION, id, "%s", message);
}

int(fail_cast)(struct err **err, struct value v, const struct type_info *to, const char *id)
{
    AUTO_STRBUF text = STRBUF_INIT;
    if ((*err)->kind == ERR_CANCELLED)
        return -1; /* no failure of the value, whose text may be long */
    value_to_strbuf(v, &text);
    AUTO_FREE char *why = xstrdup((*err)->message);
    fail_outer(err, CAST_EXCEPTION, id, "Cannot convert value \"%s\" to type \"%s\". Error: \"%s\"",
               text.buf, to->name, why);
    return fail_runtime(err, id);
}

int(fail_wildcard)(struct err **err, const char *pattern)
{
    return fail_with(err, "System.Management.Automation.WildcardPatternException",
                     "WildcardPattern_Invalid",
                     "The specified wildcard character pattern is not valid: %s", pattern);
}

int(fail_bool_argument)(struct err **err, struct value v, const char *to)
{
    return fail_with(err, CAST_EXCEPTION, "InvalidCastExceptionForBooleanArgumentValue",
                     "Cannot convert value \"%s\" to type \"%s\". Boolean parameters accept only "
                     "Boolean values and numbers, such as $True, $False, 1 or 0.",
                     v.kind == V_NULL ? "" : value_type_of(v)->name, to);
}

int(fail_no_cast)(struct err **err, struct value v, const struct type_info *to)
{
    if (v.kind == V_NULL)
        return fail_null_cast(err, to);
    AUTO_STRBUF text = STRBUF_INIT;
    bool secret = to == &type_securestring || to == &type_pscredential;
    if (!secret && v.kind == V_ARRAY && !v.wrap)
        value_method_string(v, &text);
    else if (!secret)
        value_to_strbuf(v, &text);
    if (secret)
        fail_with(err, CAST_EXCEPTION, "ConvertToFinalInvalidCastException",
                  "Cannot convert the value of type \"%s\" to type \"%s\".", value_type_of(v)->name,
                  to->name);
    else
        fail_with(err, CAST_EXCEPTION, "ConvertToFinalInvalidCastException",
                  "Cannot convert the \"%s\" value of type \"%s\" to type \"%s\".", text.buf,
                  value_type_of(v)->name, to->name);
    return fail_runtime(err, "ConvertToFinalInvalidCastException");
}

int(fail_null_cast)(struct err **err, const struct type_info *to)
{
    fail_with(err, CAST_EXCEPTION, "nullToObjectInvalidCast", "Cannot convert null to type \"%s\".",
              to->name);
    return fail_runtime(err, "nullToObjectInvalidCast");
}

int(fail_divide_by_zero)(struct err **err)
{
    fail_with(err, "System.DivideByZeroException", NULL, "Attempted to divide by zero.");
    return fail_runtime(err, "RuntimeException");
}

/* Month and day names go by their first three letters. */
static bool is_date_word(const char *s, size_t len)
{
    static const char *const whole[] = { "am", "pm", "a", "p", "t", "z", "gmt" };
    static const char *const names[] = { "jan", "feb", "mar", "apr", "may", "jun", "jul",
                                         "aug", "sep", "oct", "nov", "dec", "sun", "mon",
                                         "tue", "wed", "thu", "fri", "sat" };
    for (size_t i = 0; i < ARRAY_SIZE(whole); i++)
        if (text_caseeqn(s, len, whole[i], strlen(whole[i])))
            return true;
    for (size_t i = 0; len >= 3 && i < ARRAY_SIZE(names); i++)
        if (text_caseeqn(s, 3, names[i], 3))
            return true;
    return false;
}

int(fail_date)(struct err **err, const char *s, size_t len)
{
    for (size_t i = 0, end; i < len; i = end) {
        for (end = i; end < len && isalpha((unsigned char)s[end]);)
            end++;
        if (end > i && !is_date_word(s + i, end - i))
            return fail_with(err, "System.FormatException", "FormatException",
                             "The string '%s' was not recognized as a valid DateTime. There is an "
                             "unknown word starting at index '%zu'.",
                             s, i);
        end += end == i;
    }
    return fail_with(err, "System.FormatException", "FormatException",
                     "String '%s' was not recognized as a valid DateTime.", s);
}

int(fail_format_text)(struct err **err, const char *s, size_t len)
{
    return fail_with(err, "System.FormatException", NULL,
                     "The input string '%.*s' was not in a correct format.", (int)len, s);
}

int(fail_argument)(struct err **err, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    set(err, "System.ArgumentException", "ArgumentException", fmt, ap);
    va_end(ap);
    return -1;
}

int(fail_range)(struct err **err, const char *parameter, const char *message)
{
    return fail_with(err, "System.ArgumentOutOfRangeException", "ArgumentOutOfRangeException",
                     "%s (Parameter '%s')", message, parameter);
}

int(fail_null_argument)(struct err **err, const char *parameter)
{
    return fail_with(err, "System.ArgumentNullException", "ArgumentNullException",
                     "Value cannot be null. (Parameter '%s')", parameter);
}

int(fail_text_too_long)(struct err **err)
{
    return fail_with(err, "System.OutOfMemoryException", NULL,
                     "String length exceeded supported range.");
}

int(fail_array_too_long)(struct err **err)
{
    return fail_with(err, "System.OutOfMemoryException", NULL,
                     "Array dimensions exceeded supported range.");
}

int text_result_take(struct strbuf *text, struct value *out, struct err **err)
{
    if (text->len > STR_MAX_LEN) {
        strbuf_release(text);
        return fail_text_too_long(err);
    }
    *out = value_string_take(text);
    return 0;
}

struct extra_value {
    struct err_extra head;
    struct value v;
};

static void extra_destroy(struct err_extra *e)
{
    value_unref(((struct extra_value *)e)->v);
    free(e);
}

int fail_extra(struct err **err, struct value extra)
{
    struct extra_value *e = xcalloc(1, sizeof(*e));
    e->head = (struct err_extra){ 1, extra_destroy };
    e->v = value_ref(extra);
    (*err)->extra = &e->head;
    return -1;
}

struct value err_extra_value(const struct err *err)
{
    return err->extra ? ((const struct extra_value *)err->extra)->v : value_null();
}
