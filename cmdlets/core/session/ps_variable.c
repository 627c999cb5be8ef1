#include "cmdlets/core/session/ps_variable.h"
#include "cmdlets/core/result_types.h"

#include <stdlib.h>
#include <string.h>

#include "cmdlets/core/core.h"
#include "cmdlets/core/enums.h"
#include "shell/base/alloc.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/runtime/reference.h"
#include "shell/runtime/scope.h"
#include "shell/runtime/session.h"

/* PV_LINK: a [ref] to the variable, so that the object shows and sets what it is now. */
enum {
    PV_NAME,
    PV_DESCRIPTION,
    PV_LINK,
    PV_VISIBILITY,
    PV_MODULE,
    PV_MODULE_NAME,
    PV_OPTIONS,
    PV_ATTRIBUTES,
    PV_FIELDS
};

static int variable_value(struct value self, const struct property *p, struct value *out,
                          struct err **err)
{
    (void)p;
    return member_get(*record_field(self.object, PV_LINK), "Value", out, err);
}

static int variable_set_value(struct value self, const struct property *p, struct value v,
                              struct err **err)
{
    const struct property *value = type_find_property(&type_reference, p->name, strlen(p->name));
    return value->set(*record_field(self.object, PV_LINK), value, v, err);
}

static int variable_set_description(struct value self, const struct property *p, struct value v,
                                    struct err **err)
{
    (void)p;
    (void)err;
    struct variable *var = reference_variable(*record_field(self.object, PV_LINK));
    struct value *field = record_field(self.object, PV_DESCRIPTION);

    value_replace_take(field, value_to_string(v));
    if (var) {
        free(var->description);
        var->description = xstrdup(field->str->data);
    }
    return 0;
}

static const struct property variable_props[] = {
    RECORD_FIELD("Name", "string", PV_NAME),
    { .name = "Description",
      .type_name = "string",
      .get = record_get,
      .set = variable_set_description,
      .data = PV_DESCRIPTION },
    { .name = "Value",
      .type_name = "System.Object",
      .get = variable_value,
      .set = variable_set_value },
    RECORD_FIELD("Visibility", "System.Management.Automation.SessionStateEntryVisibility",
                 PV_VISIBILITY),
    RECORD_FIELD("Module", "psmoduleinfo", PV_MODULE),
    RECORD_FIELD("ModuleName", "string", PV_MODULE_NAME),
    RECORD_FIELD("Options", "System.Management.Automation.ScopedItemOptions", PV_OPTIONS),
    RECORD_FIELD("Attributes", "System.Collections.ObjectModel.Collection[System.Attribute]",
                 PV_ATTRIBUTES),
};
static const struct view_column variable_columns[] = {
    { .property = "Name", .width = 30 },
    { .property = "Value" },
};
static const struct view variable_view = { .columns = variable_columns,
                                           .ncolumns = ARRAY_SIZE(variable_columns) };
const struct type_info type_ps_variable = {
    .name = "System.Management.Automation.PSVariable",
    .accelerator = "psvariable",
    .base = &type_object,
    .props = variable_props,
    .nprops = ARRAY_SIZE(variable_props),
    .table = &variable_view,
    .payload_size = PV_FIELDS * sizeof(struct value),
    .destroy = record_destroy,
};

static int32_t options_of(uint32_t flags)
{
    return (flags & VAR_READ_ONLY ? OPTION_READ_ONLY : 0) |
           (flags & VAR_CONSTANT ? OPTION_CONSTANT : 0) |
           (flags & VAR_PRIVATE ? OPTION_PRIVATE : 0) |
           (flags & VAR_ALL_SCOPE ? OPTION_ALL_SCOPE : 0);
}

/* Takes name and link. */
static struct value new_ps_variable(struct value name, struct value link, const char *description,
                                    int32_t options, bool hidden)
{
    struct object *o = object_new(&type_ps_variable);
    *record_field(o, PV_NAME) = name;
    *record_field(o, PV_LINK) = link;
    *record_field(o, PV_DESCRIPTION) = value_string(description);
    *record_field(o, PV_OPTIONS) = value_enum(&enum_scoped_options, options);
    *record_field(o, PV_VISIBILITY) = value_enum(&enum_visibility, hidden);
    *record_field(o, PV_MODULE_NAME) = value_string("");
    *record_field(o, PV_ATTRIBUTES) = value_of_array(array_new(0));
    return value_of_object(o);
}

struct value ps_variable_new(struct session *s, struct variable *var)
{
    struct scope *scope = scope_current(s);
    struct value v = value_null();

    while (scope && scope_find_own(scope, var->name) != var)
        scope = scope->parent;
    if (!scope)
        variable_read(s, var, &v);
    return new_ps_variable(
        value_string(var->name->text), reference_new(s, scope, scope ? var : NULL, v),
        var->description ? var->description : "", options_of(var->flags), var->flags & VAR_HIDDEN);
}

static struct variable *visible(struct session *s, const char *name)
{
    struct name *n = names_find(s->names, name, strlen(name));
    struct variable *var = n ? scope_find(scope_current(s), n) : NULL;

    return var && (var->flags & VAR_SET) ? var : NULL;
}

struct value ps_variable_named(struct session *s, const char *name)
{
    struct variable *var = visible(s, name);
    struct value v = value_null();

    if (var)
        return ps_variable_new(s, var);
    if (!session_lookup_variable(s, name, strlen(name), &v))
        return value_nothing();
    return new_ps_variable(value_string(name), reference_new(s, NULL, NULL, v), "", 0, false);
}

int32_t ps_variable_options(struct session *s, const char *name)
{
    struct variable *var = visible(s, name);

    return var ? options_of(var->flags) : 0;
}

void ps_variable_remove(struct session *s, const char *name)
{
    struct variable *var = visible(s, name);

    if (var)
        variable_unset(s, var);
}

struct value ps_variable_value(struct value v)
{
    bool is_variable = v.kind == V_OBJECT && v.object->type == &type_ps_variable;
    struct value now = value_null();
    AUTO_ERR *err = NULL;

    if (!is_variable)
        return value_ref(v);
    return variable_value(v, NULL, &now, &err) < 0 ? value_null() : now;
}
