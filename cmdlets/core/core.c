#include "cmdlets/core/core.h"

#include "cmdlets/core/enums.h"

#include <string.h>

#include "cmdlets/core/files/match_info.h"
#include "cmdlets/core/session/help_object.h"
#include "shell/base/text.h"
#include "shell/format/format_db.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/wrap.h"
#include "shell/runtime/error_detail.h"
#include "shell/runtime/scriptblock.h"
#include "shell/runtime/session.h"
#include "shell/runtime/sink.h"
#include "shell/runtime/type_data.h"

bool has_input(const struct invocation *inv)
{
    return inv->expects_input || is_bound(inv, "InputObject");
}

void drop_failure(struct session *s)
{
    value_clear(&s->failure);
}

/* ST_FAIL means an empty value; the rest has to travel on. */
static int settle(struct core_env *e, enum status st)
{
    if (st == ST_OK)
        return 0;
    if (st == ST_FAIL)
        drop_failure(e->session);
    else
        e->pending = st;
    return -1;
}

static int env_get(void *data, struct value v, const char *name, struct value *out)
{
    struct core_env *e = data;

    *out = value_null();
    return settle(e, get_property(e->session, v, name, out));
}

/* Outside of any cmdlet: the end of a pipeline shows by a view with script blocks. */
static enum status block_value(struct session *s, struct value block, struct value v,
                               struct value *out)
{
    struct array_sink sink;
    struct array *list = array_new(1);

    array_sink_init(&sink, list);
    s->try_depth++;
    enum status st =
        scriptblock_invoke(s, scriptblock_of(block), BLOCK_NEW_SCOPE, v, NULL, 0, &sink.sink);
    s->try_depth--;
    *out = array_as_value_take(list);
    return st;
}

static int env_eval(void *data, struct value block, struct value v, struct value *out)
{
    struct core_env *e = data;

    *out = value_null();
    if (!e->inv)
        return settle(e, block_value(e->session, block, v, out));
    /* what fails in there makes an empty value and is no one's error */
    e->session->try_depth++;
    int rc = settle(e, eval_scriptblock(e->inv, scriptblock_of(block), v, out));
    e->session->try_depth--;
    return rc;
}

static int env_text(void *data, struct value v, struct strbuf *out)
{
    struct core_env *e = data;

    if (value_is_match_info(v)) {
        match_info_display(v, out);
        return 2;
    }
    if (value_is_error_detail(v)) {
        error_detail_text(e->session, v, out);
        return 2;
    }
    if (v.kind == V_OBJECT && v.object->type_names && help_object_text(v, out))
        return 2;
    if (!error_record_of(v))
        return 0;
    error_record_view(e->session, v, true, out);
    if (out->len > 0 && out->buf[out->len - 1] == '\n')
        strbuf_truncate(out, out->len - 1);
    return 1;
}

static const struct array *env_display_set(void *data, struct value v)
{
    const struct core_env *e = data;

    return type_display_set(e->session, v);
}

static const char *env_type_member(void *data, struct value v, size_t *at)
{
    const struct core_env *e = data;
    const struct type_member *m;

    while ((m = type_member_next(e->session, v, at)))
        if (m->kind != TYPE_SCRIPT_METHOD && m->kind != TYPE_PROPERTY_SET)
            return m->name.str->data;
    return NULL;
}

static const struct view *env_loaded_view(void *data, struct value v, char shape, const char *name,
                                          char *shape_out)
{
    static const enum format_shape shapes[] = {
        ['t'] = SHAPE_TABLE, ['l'] = SHAPE_LIST, ['w'] = SHAPE_WIDE, ['c'] = SHAPE_CUSTOM
    };
    const struct core_env *e = data;

    if (!e->session->formats)
        return NULL;
    const struct loaded_view *found =
        format_db_find(e->session->formats, v, shape ? shapes[(int)shape] : SHAPE_DEFAULT, name);
    if (!found)
        return NULL;
    *shape_out = found->shape == SHAPE_TABLE  ? 't'
                 : found->shape == SHAPE_LIST ? 'l'
                 : found->shape == SHAPE_WIDE ? 'w'
                                              : 'c';
    return &found->view;
}

static int enumeration_limit(struct session *s)
{
    AUTO_VALUE v = value_null();

    if (session_get_variable(s, "FormatEnumerationLimit", &v) && value_is_integer(v))
        return v.i < 0 || v.i > 1000000 ? -1 : (int)v.i;
    return 4;
}

void core_env_init(struct core_env *e, struct session *s, struct invocation *inv)
{
    *e = (struct core_env){
        .env = { .get = env_get,
                 .eval = env_eval,
                 .text = env_text,
                 .display_set = env_display_set,
                 .type_member = env_type_member,
                 .loaded_view = env_loaded_view,
                 .enumeration_limit = enumeration_limit(s) },
        .session = s,
        .inv = inv,
        .pending = ST_OK,
    };
    e->env.data = e;
}

static const struct type_info *find_type(void *data, const char *name, size_t len)
{
    return session_find_type_using(data, name, len);
}

struct op_context core_op_context(struct session *s)
{
    return (struct op_context){
        .regexes = s->regex, .shapes = s->shapes, .find_type = find_type, .data = s
    };
}

bool matches_any(const struct str_list *patterns, const char *name, size_t len)
{
    if (patterns->len == 0)
        return true;
    for (size_t i = 0; i < patterns->len; i++) {
        struct str *p = patterns->items[i];
        if (text_wildcard_match(p->data, p->len, name, len, true))
            return true;
    }
    return false;
}

/* The .NET type of an error that says no more than its category. */
/* Where the category does not tell. */
static const struct {
    const char *id, *exception;
} exceptions[] = {
    { "AmbiguousPropertyOrMethodName", "System.Management.Automation.PSArgumentException" },
    { "Argument", "System.Management.Automation.PSArgumentException" },
    { "CannotAppendCsvWithMismatchedPropertyNames", "System.InvalidOperationException" },
    { "CannotSpecifyBothAppendAndNoHeader", "System.InvalidOperationException" },
    { "CannotSpecifyCultureWithoutSimpleMatch", "System.InvalidOperationException" },
    { "CannotSpecifyPathAndLiteralPath", "System.InvalidOperationException" },
    { "CannotSpecifyQuoteFieldsAndUseQuotes", "System.InvalidOperationException" },
    { "DictionaryKeyIllegal", "System.NotSupportedException" },
    { "DictionaryKeyMandatoryEntry", "System.NotSupportedException" },
    { "ExpandPropertyNotFound", "System.Management.Automation.PSArgumentException" },
    { "GetLocationNoMatchingDrive", "System.Management.Automation.DriveNotFoundException" },
    { "InputObjectIsNull", "System.Management.Automation.PSArgumentException" },
    { "InvalidOperation", "System.Management.Automation.PSInvalidOperationException" },
    { "InvokeMethodOnNull", "System.Management.Automation.PSArgumentException" },
    { "MaximumDurationExceeded", "System.Management.Automation.PSArgumentException" },
    { "MethodNotFound", "System.Management.Automation.PSArgumentException" },
    { "Modules_CantUseAsCustomObjectWithBinaryModule", "System.InvalidOperationException" },
    { "Modules_ModuleIsConstant", "System.InvalidOperationException" },
    { "Modules_ModuleIsReadOnly", "System.InvalidOperationException" },
    { "Modules_ModuleIsRequired", "System.InvalidOperationException" },
    { "NoObjectInGetMember", "System.InvalidOperationException" },
    { "NotSupported", "System.Management.Automation.PSNotSupportedException" },
    { "OperatorNotSpecified", "System.Management.Automation.PSArgumentException" },
    { "ParameterArgumentValidationError",
      "System.Management.Automation.ParameterBindingValidationException" },
    { "ParameterBindingFailed", "System.Management.Automation.ParameterBindingException" },
    { "ParsePathFormatError", "System.FormatException" },
    { "PrivateDataValueTypeShouldBeHashTable", "System.InvalidOperationException" },
    { "PropertyOrMethodNotFound", "System.Management.Automation.PSArgumentException" },
    { "ProviderNotFound", "System.Management.Automation.ProviderNotFoundException" },
    { "ReadWriteMultipleFilesNotSupported",
      "System.Management.Automation.PSInvalidOperationException" },
    { "TimeZoneNotFound", "System.TimeZoneNotFoundException" },
    { "ValueNotSpecifiedForWhereObject", "System.Management.Automation.PSArgumentException" },
};

static const char *exception_for(const char *id, enum error_category category)
{
    for (size_t i = 0; i < ARRAY_SIZE(exceptions); i++)
        if (strcmp(exceptions[i].id, id) == 0)
            return exceptions[i].exception;
    return category == EC_INVALID_OPERATION  ? "System.InvalidOperationException"
           : category == EC_INVALID_ARGUMENT ? "System.ArgumentException"
                                             : NULL;
}

struct value date_with_hint(struct session *s, struct value date, int32_t hint)
{
    static const char name[] = "Microsoft.PowerShell.Commands.DisplayHintType";
    const struct type_info *type = type_find(name, sizeof(name) - 1);
    struct value v = value_wrapped(date);

    object_set_note_take(value_members(v), s->shapes, "DisplayHint",
                         value_enum(type ? type->enum_info : &enum_display_hint, hint));
    return v;
}

enum status core_error(struct invocation *inv, const char *id, enum error_category category,
                       struct value target, const char *fmt, ...)
{
    AUTO_STRBUF text = STRBUF_INIT;
    va_list ap;

    va_start(ap, fmt);
    strbuf_vaddf(&text, fmt, ap);
    va_end(ap);
    return cmdlet_error(inv, &(struct error_spec){ .message = text.buf,
                                                   .exception = exception_for(id, category),
                                                   .id = id,
                                                   .category = category,
                                                   .target = target });
}

enum status core_throw(struct invocation *inv, const char *id, enum error_category category,
                       struct value target, const char *fmt, ...)
{
    AUTO_STRBUF text = STRBUF_INIT;
    va_list ap;

    va_start(ap, fmt);
    strbuf_vaddf(&text, fmt, ap);
    va_end(ap);
    return cmdlet_throw(inv, &(struct error_spec){ .message = text.buf,
                                                   .exception = exception_for(id, category),
                                                   .id = id,
                                                   .category = category,
                                                   .target = target });
}
