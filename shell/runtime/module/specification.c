#include "shell/runtime/module/specification.h"

#include <string.h>

#include "shell/base/text.h"
#include "shell/object/hash.h"
#include "shell/object/members.h"
#include "shell/runtime/module/load.h"
#include "shell/runtime/session_handle.h"

enum { SPEC_NAME, SPEC_GUID, SPEC_VERSION, SPEC_MAXIMUM, SPEC_REQUIRED };

const struct module_specification *module_specification_of(struct value v)
{
    if (v.kind != V_OBJECT || v.object->type != &type_module_specification)
        return NULL;
    return object_payload(v.object);
}

static struct value *field_of(const struct object *o, int field)
{
    struct module_specification *s = object_payload((struct object *)(uintptr_t)o);
    struct value *const fields[] = { &s->name, &s->guid, &s->version, &s->maximum, &s->required };
    return fields[field];
}

static void spec_destroy(struct object *o)
{
    for (int i = SPEC_NAME; i <= SPEC_REQUIRED; i++)
        value_unref(*field_of(o, i));
}

static struct value empty(void)
{
    struct object *o = object_new(&type_module_specification);
    for (int i = SPEC_NAME; i <= SPEC_REQUIRED; i++)
        *field_of(o, i) = value_null();
    return value_of_object(o);
}

int module_maximum_version(struct value text, struct value *out, struct err **err)
{
    static const char most[] = "999999999";
    AUTO_VALUE given = value_to_string(text);
    AUTO_STRBUF wide = STRBUF_INIT;
    strbuf_add(&wide, given.str->data, given.str->len);
    if (wide.len > 1 && wide.buf[wide.len - 1] == '*') {
        strbuf_truncate(&wide, wide.len - 1);
        strbuf_adds(&wide, most);
        int dots = 0;
        for (size_t i = 0; i < wide.len; i++)
            dots += wide.buf[i] == '.';
        for (; dots < 3; dots++)
            strbuf_addf(&wide, ".%s", most);
    }
    AUTO_VALUE full = value_string_len(wide.buf, wide.len);
    return value_convert(full, &type_version, out, err);
}

/* ---- of a hashtable ---- */

static int take_version(struct value v, struct value *out, struct err **err)
{
    return v.kind == V_NULL ? 0 : value_convert(v, &type_version, out, err);
}

static int take_key(struct object *o, const char *key, struct value v, struct strbuf *bad,
                    struct err **err)
{
    AUTO_VALUE maximum = value_null();
    if (text_caseeq(key, "ModuleName")) {
        *field_of(o, SPEC_NAME) = arg_string(v);
    } else if (text_caseeq(key, "ModuleVersion")) {
        return take_version(v, field_of(o, SPEC_VERSION), err);
    } else if (text_caseeq(key, "RequiredVersion")) {
        return take_version(v, field_of(o, SPEC_REQUIRED), err);
    } else if (text_caseeq(key, "MaximumVersion")) {
        if (v.kind == V_NULL)
            return 0;
        *field_of(o, SPEC_MAXIMUM) = value_to_string(v);
        return module_maximum_version(v, &maximum, err);
    } else if (text_caseeq(key, "GUID")) {
        return v.kind == V_NULL ? 0 : value_convert(v, &type_guid, field_of(o, SPEC_GUID), err);
    } else {
        strbuf_addf(bad, "%s'%s'", bad->len ? ", " : "", key);
    }
    return 0;
}

static int both(struct err **err, const char *one)
{
    return fail_with(err, "System.ArgumentException", "ArgumentException",
                     "The parameters %s and RequiredVersion cannot be used together. Please "
                     "specify only one parameter.",
                     one);
}

static int check(const struct module_specification *s, const struct strbuf *bad, struct err **err)
{
    static const char missing[] = "System.MissingMemberException", id[] = "MissingMemberException";
    if (bad->len)
        return fail_with(err, "System.ArgumentException", "ArgumentException",
                         "The hashtable describing a module contains one or more members that are "
                         "not valid. The valid members are (ModuleName, ModuleVersion, "
                         "RequiredVersion, GUID). Remove the members that are not valid (%s), then "
                         "try again.",
                         bad->buf);
    if (s->name.kind != V_STRING || !s->name.str->len)
        return fail_with(err, missing, id,
                         "The 'ModuleName' member does not exist in the hashtable that describes "
                         "this module.");
    bool required = s->required.kind != V_NULL;
    if (!required && s->version.kind == V_NULL && s->maximum.kind == V_NULL)
        return fail_with(err, missing, id,
                         "The 'ModuleVersion', 'MaximumVersion' and 'RequiredVersion' members do "
                         "not exist in the hashtable that describes this module. One of these "
                         "three members must exist, and be assigned a version number in the "
                         "format 'n.n.n.n'.");
    if (required && s->version.kind != V_NULL)
        return both(err, "ModuleVersion");
    if (required && s->maximum.kind != V_NULL)
        return both(err, "MaximumVersion");
    return 0;
}

static int of_table(const struct hash *h, struct value *out, struct err **err)
{
    AUTO_VALUE made = empty();
    AUTO_STRBUF bad = STRBUF_INIT;
    const struct hash_entry *e;
    for (size_t i = 0; (e = hash_next(h, &i));) {
        AUTO_VALUE key = value_to_string(e->key);
        if (take_key(made.object, key.str->data, e->value, &bad, err) < 0)
            return -1;
    }
    if (check(module_specification_of(made), &bad, err) < 0)
        return -1;
    *out = STEAL_VALUE(made);
    return 0;
}

int module_specification_from(struct value v, struct value *out, struct err **err)
{
    if (module_specification_of(v)) {
        *out = value_ref(v);
        return 0;
    }
    if (v.kind == V_HASH)
        return of_table(v.hash, out, err);
    AUTO_VALUE name = arg_string(v);
    if (!name.str->len)
        return fail_with(err, "System.ArgumentException", "ArgumentException",
                         "The value cannot be an empty string. (Parameter 'moduleName')");
    *out = empty();
    *field_of(out->object, SPEC_NAME) = STEAL_VALUE(name);
    return 0;
}

static int spec_convert(struct value v, struct value *out, struct err **err)
{
    AUTO_ERR *why = NULL;
    if (v.kind != V_STRING && v.kind != V_HASH)
        return fail_no_cast(err, v, &type_module_specification);
    if (module_specification_from(v, out, &why) == 0)
        return 0;
    err_move(err, &why);
    return fail_cast(err, v, &type_module_specification, "InvalidCastConstructorException");
}

/* ---- members ---- */

static int spec_text(struct value self, struct strbuf *out)
{
    const struct module_specification *s = module_specification_of(self);
    AUTO_VALUE name = arg_string(s->name), guid = value_to_string(s->guid),
               version = value_to_string(s->version), maximum = value_to_string(s->maximum),
               required = value_to_string(s->required);
    bool plain = !guid.str->len && !version.str->len && !maximum.str->len && !required.str->len;
    if (plain) {
        strbuf_adds(out, name.str->data);
        return 0;
    }
    strbuf_addf(out, "@{ ModuleName = '%s'", name.str->data);
    if (guid.str->len)
        strbuf_addf(out, "; Guid = '{%s}' ", guid.str->data);
    if (required.str->len) {
        strbuf_addf(out, "; RequiredVersion = '%s'", required.str->data);
    } else {
        if (version.str->len)
            strbuf_addf(out, "; ModuleVersion = '%s'", version.str->data);
        if (maximum.str->len)
            strbuf_addf(out, "; MaximumVersion = '%s'", maximum.str->data);
    }
    strbuf_adds(out, " }");
    return 0;
}

GETTER(spec_get)
{
    (void)err;
    *out = value_ref(*field_of(self.object, (int)p->data));
    return 0;
}

CALL(spec_new)
{
    (void)self;
    if (n == 0) {
        *out = empty();
        return 0;
    }
    AUTO_ERR *why = NULL;
    if (module_specification_from(args[0], out, &why) == 0)
        return 0;
    /* A version's conversion that fails is thrown as it is, without what a script's cast puts
     * around it. */
    if (why->cause && why->exception &&
        strcmp(why->exception, "System.Management.Automation.RuntimeException") == 0) {
        struct err *inner = why->cause;
        why->cause = NULL;
        return err_move(err, &inner);
    }
    return err_move(err, &why);
}

CALL(spec_try_parse)
{
    (void)n;
    AUTO_VALUE text = arg_string(args[0]), table = value_null(), made = value_null();
    AUTO_ERR *why = NULL;
    bool ok =
        data_text_read(session_of_handle(self), text.str->data, text.str->len, &table, &why) == 0 &&
        of_table(table.hash, &made, &why) == 0;
    *out = value_bool(ok);
    return arg_set_ref(args[1], made, err);
}

static const struct property spec_props[] = {
    PROPERTY_DATA("Name", "string", spec_get, SPEC_NAME),
    PROPERTY_DATA("Guid", "guid", spec_get, SPEC_GUID),
    PROPERTY_DATA("Version", "version", spec_get, SPEC_VERSION),
    PROPERTY_DATA("MaximumVersion", "string", spec_get, SPEC_MAXIMUM),
    PROPERTY_DATA("RequiredVersion", "version", spec_get, SPEC_REQUIRED),
};
static const struct method spec_statics[] = {
    METHOD("new", 0, 1, spec_new,
           "Microsoft.PowerShell.Commands.ModuleSpecification new(string moduleName)"),
    METHOD("TryParse", 2, 2, spec_try_parse,
           "bool TryParse(string input, [ref] Microsoft.PowerShell.Commands.ModuleSpecification "
           "result)"),
};
const struct type_info type_module_specification = {
    .name = "Microsoft.PowerShell.Commands.ModuleSpecification",
    .base = &type_object,
    PROPS(spec_props),
    STATICS(spec_statics),
    .wants_session = true,
    .payload_size = sizeof(struct module_specification),
    .destroy = spec_destroy,
    .to_string = spec_text,
    .convert_from = spec_convert,
};
