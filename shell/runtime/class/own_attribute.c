#include "shell/runtime/class/own_attribute.h"

#include <string.h>

#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/fail.h"
#include "shell/object/hash.h"
#include "shell/object/named_types.h"
#include "shell/runtime/attribute.h"
#include "shell/runtime/attribute_object.h"
#include "shell/runtime/attribute_types.h"
#include "shell/runtime/class/script_class.h"
#include "shell/runtime/error_record.h"
#include "shell/runtime/frame.h"
#include "shell/runtime/host_object.h"

#define SMA "System.Management.Automation."
#define METADATA_EXCEPTION SMA "ValidationMetadataException"

bool attribute_is_of_class(const struct ast_attribute *a)
{
    /* Those that have neither objects nor names here, but are known to .NET. */
    static const char *const silent[] = { "Credential",     "DebuggerHidden", "DebuggerStepThrough",
                                          "NonUserCode",    "NonSerialized",  "Experimental",
                                          "DebuggerNonUser" };
    for (size_t i = 0; i < ARRAY_SIZE(silent); i++)
        if (attribute_is(a, silent[i]))
            return false;
    if (attribute_type(NULL, a))
        return false;
    AUTO_STRBUF full = STRBUF_INIT;
    strbuf_addf(&full, SMA "%.*s", (int)a->type->name.len, a->type->name.s);
    if (named_type_flags(full.buf) >= 0)
        return false;
    strbuf_adds(&full, "Attribute");
    return named_type_flags(full.buf) < 0;
}

enum attribute_role attribute_role_of(const struct type_info *type)
{
    if (!script_class_is(type))
        return ROLE_NONE;
    return type_is_a(type, &type_validate_enumerated_attribute)  ? ROLE_CHECKS_EACH
           : type_is_a(type, &type_validate_arguments_attribute) ? ROLE_CHECKS
           : type_is_a(type, &type_transformation_attribute)     ? ROLE_CHANGES
                                                                 : ROLE_NONE;
}

/* What is pending, as an error of the layers below. */
static int fail_pending(struct session *s, struct err **err)
{
    const struct error_record *r = error_record_of(s->failure);
    if (!r)
        return err_set(err, ERR_CANCELLED, "The pipeline has been stopped.");
    const struct name *id = names_intern(s->names, r->id ? r->id : "", r->id ? strlen(r->id) : 0);
    fail_with(err, value_type_of(r->exception)->name, id->text, "%s",
              error_record_message(s->failure));
    value_clear(&s->failure);
    s->failure_final = false;
    return -1;
}

int class_attribute_get(struct session *s, struct class_attribute *a, struct err **err)
{
    if (a->role != ROLE_UNKNOWN)
        return 0;
    const struct ast_attribute *written = a->written;
    struct compiler c = { .code = a->code, .session = s };
    if (!attribute_type_in(s, a->code->ast, written))
        return fail_with(err, SMA "RuntimeException", "CustomAttributeTypeNotFound",
                         "Cannot find the type for custom attribute '%.*s'. Make sure that the "
                         "assembly that contains this type is loaded.",
                         (int)written->type->text.len, written->type->text.s);
    struct value made = value_null();
    bool ok = attribute_make(&c, written, &made);
    free(c.reads);
    if (!ok) {
        if (c.err)
            return err_move(err, &c.err);
        if (!value_is_null(s->failure))
            return fail_pending(s, err);
        return fail_with(err, SMA "MethodException", "MethodCountCouldNotFindBest",
                         "Cannot find an overload for \"%.*s\" and the argument count: \"%u\".",
                         (int)written->type->name.len, written->type->name.s, written->nargs);
    }
    a->made = code_keep(a->code, made);
    a->role = attribute_role_of(value_type_of(made));
    return 0;
}

int class_object_call(struct session *s, struct value self, const char *method,
                      const struct value *args, size_t n, struct value *out, struct err **err)
{
    struct frame none = { .session = s, .scope = s->global };
    struct node at = { 0 };
    bool found = false;
    none.underbar = &none.own_underbar;
    AUTO_VALUE name = value_string(method);
    *out = value_null();
    s->try_depth++; /* what it throws is said by whoever asked */
    enum status st = script_class_call(s->frame ? s->frame : &none, &at, value_type_of(self), self,
                                       name, args, n, out, &found);
    s->try_depth--;
    if (!found)
        return fail_with(err, "System.NotImplementedException", "NotImplementedException",
                         "The method or operation is not implemented.");
    return st == ST_OK ? 0 : fail_pending(s, err);
}

static int check_each(struct session *s, struct value attribute, struct value v, struct err **err)
{
    const struct value *items = v.kind == V_ARRAY ? v.array->items : &v;
    size_t n = v.kind == V_ARRAY ? v.array->len : 1;
    if (value_is_null(v))
        return fail_with(err, METADATA_EXCEPTION, "ArgumentIsEmpty",
                         "The argument is null, empty, or an element of the argument collection "
                         "contains a null value. Supply a collection that does not contain any "
                         "null values and then try the command again.");
    for (size_t i = 0; i < n; i++) {
        AUTO_VALUE ignored = value_null(), item = value_ref(items[i]);
        if (class_object_call(s, attribute, "ValidateElement", &item, 1, &ignored, err) < 0)
            return -1;
    }
    return 0;
}

int attribute_object_check(struct session *s, struct value attribute, struct value v,
                           struct err **err)
{
    if (attribute_role_of(value_type_of(attribute)) == ROLE_CHECKS_EACH)
        return check_each(s, attribute, v, err);
    AUTO_VALUE context = execution_context_new(s), ignored = value_null();
    const struct value args[] = { v, context };
    return class_object_call(s, attribute, "Validate", args, ARRAY_SIZE(args), &ignored, err);
}

int attribute_object_change(struct session *s, struct value attribute, struct value v,
                            struct value *out, struct err **err)
{
    AUTO_VALUE context = execution_context_new(s);
    const struct value args[] = { context, v };
    return class_object_call(s, attribute, "Transform", args, ARRAY_SIZE(args), out, err);
}

int attribute_object_completer(struct session *s, struct value attribute, struct value *completer,
                               struct value *block, struct err **err)
{
    const struct type_info *type = value_type_of(attribute);
    if (!type_is_a(type, &type_argument_completer_attribute))
        return 0;
    if (script_class_is(type) && script_class_has_method(type, "Create", 6, false))
        return class_object_call(s, attribute, "Create", NULL, 0, completer, err);
    const struct value *f = attribute_fields(attribute);
    if (f[0].kind == V_TYPE && f[0].type->call_by_name)
        return f[0].type->call_by_name(f[0].type, f[0], "new", NULL, 0, completer, err);
    *block = value_ref(f[1]);
    return 0;
}
