#include "shell/runtime/runtime_types.h"

#include "shell/runtime/error_parts.h"

#include <string.h>

#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/members.h"
#include "shell/object/types/observable.h"
#include "shell/runtime/binding/parameter_attributes.h"
#include "shell/runtime/binding/parameter_info.h"
#include "shell/runtime/class/script_class.h"
#include "shell/runtime/command.h"
#include "shell/runtime/event/component.h"
#include "shell/runtime/event/watcher.h"
#include "shell/runtime/frame.h"
#include "shell/runtime/host_types.h"
#include "shell/runtime/initial_state.h"
#include "shell/runtime/member.h"
#include "shell/runtime/member_info.h"
#include "shell/runtime/module/specification.h"
#include "shell/runtime/progress_record.h"
#include "shell/runtime/proxy_command.h"
#include "shell/runtime/psobject.h"
#include "shell/runtime/reference.h"
#include "shell/runtime/session.h"
#include "shell/runtime/session_handle.h"
#include "shell/runtime/type_accelerators.h"

/* ---- Activator ---- */

/* An object by the constructor of a native type, or by none: its default value. */
static int make_native(const struct type_info *type, const struct value *args, size_t n,
                       struct value *out, struct err **err)
{
    const struct method *m = type_find_static_method(type, "new", 3);
    if (m && n >= (size_t)m->min_args && (m->max_args < 0 || n <= (size_t)m->max_args))
        return m->call(value_type(type), args, n, out, err);
    if (n == 0 && type->is_value_type)
        return value_convert(value_int(0), type, out, err);
    return fail_with(err, "System.MissingMethodException", "MissingMethodException",
                     "Constructor on type '%s' not found.", type->name);
}

CALL(activator_create)
{
    struct session *s = session_of_handle(self);
    if (args[0].kind != V_TYPE)
        return fail_null_argument(err, "type");
    const struct type_info *type = args[0].type;
    const struct value *rest = args + 1;
    size_t nrest = n - 1;
    if (nrest == 1 && rest[0].kind == V_ARRAY) {
        nrest = rest[0].array->len;
        rest = rest[0].array->items;
    }
    if (!script_class_is(type))
        return make_native(type, rest, nrest, out, err);
    struct node at = { 0 };
    if (!s->frame)
        return fail_argument(err, "There is no script that runs.");
    return script_class_new(s->frame, &at, type, rest, nrest, out) == ST_OK ? 0 : -1;
}

static const struct method activator_statics[] = {
    METHOD("CreateInstance", 1, -1, activator_create,
           "System.Object CreateInstance(type type, Params System.Object[] args)"),
};
const struct type_info type_activator = { .name = "System.Activator",
                                          .base = &type_object,
                                          STATICS(activator_statics),
                                          .wants_session = true };

/* ---- LanguagePrimitives ---- */

CALL(primitives_convert_to)
{
    (void)n;
    if (args[1].kind != V_TYPE)
        return fail_null_argument(err, "resultType");
    return eval_convert(session_of_handle(self), args[0], args[1].type, out, err);
}

CALL(primitives_try_convert_to)
{
    const struct value *target = &args[n - 1];
    AUTO_VALUE v = value_null();
    AUTO_ERR *why = NULL;
    if (args[1].kind != V_TYPE)
        return fail_null_argument(err, "resultType");
    bool ok = eval_convert(session_of_handle(self), args[0], args[1].type, &v, &why) == 0;
    *out = value_bool(ok);
    return arg_set_ref(*target, ok ? v : value_null(), err);
}

CALL(primitives_is_true)
{
    (void)self;
    (void)n;
    (void)err;
    *out = value_bool(value_truth(args[0]));
    return 0;
}

CALL(primitives_equals)
{
    (void)self;
    (void)err;
    *out = value_bool(value_equals(args[0], args[1], n > 2 && value_truth(args[2])));
    return 0;
}

CALL(primitives_compare)
{
    (void)self;
    int order;
    if (value_compare(args[0], args[1], n > 2 && value_truth(args[2]), &order, err) < 0)
        return -1;
    *out = value_int(order < 0 ? -1 : order > 0);
    return 0;
}

/* TryCompare(first, second [, ignoreCase [, culture]], [ref] result) */
CALL(primitives_try_compare)
{
    (void)self;
    int order = 0;
    AUTO_ERR *why = NULL;
    bool ok = value_compare(args[0], args[1], n > 3 && value_truth(args[2]), &order, &why) == 0;
    *out = value_bool(ok);
    return arg_set_ref(args[n - 1], value_int(ok ? (order > 0) - (order < 0) : 0), err);
}

CALL(primitives_enumerable)
{
    (void)self;
    (void)n;
    (void)err;
    *out = args[0].kind == V_ARRAY ? value_ref(args[0]) : value_null();
    return 0;
}

static const struct method primitives_statics[] = {
    METHOD("ConvertTo", 2, 3, primitives_convert_to,
           "System.Object ConvertTo(System.Object valueToConvert, type resultType)"),
    METHOD("TryConvertTo", 3, 4, primitives_try_convert_to,
           "bool TryConvertTo(System.Object valueToConvert, type resultType, [ref] System.Object "
           "result)"),
    METHOD("IsTrue", 1, 1, primitives_is_true, "bool IsTrue(System.Object obj)"),
    METHOD("Equals", 2, 4, primitives_equals,
           "bool Equals(System.Object first, System.Object second)"),
    METHOD("Compare", 2, 4, primitives_compare,
           "int Compare(System.Object first, System.Object second)"),
    METHOD("TryCompare", 3, 5, primitives_try_compare,
           "bool TryCompare(System.Object first, System.Object second, [ref] int result)"),
    METHOD("GetEnumerable", 1, 1, primitives_enumerable,
           "System.Collections.IEnumerable GetEnumerable(System.Object obj)"),
};
const struct type_info type_language_primitives = {
    .name = "System.Management.Automation.LanguagePrimitives",
    .base = &type_object,
    STATICS(primitives_statics),
    .wants_session = true,
};

/* ---- by name ---- */

static bool same(const char *name, const char *s, size_t len)
{
    return strlen(name) == len && text_caseeqn(name, len, s, len);
}

static bool names(const struct type_info *type, const char *s, size_t len)
{
    static const char *const spaces[] = { "System.", "System.Management.Automation." };
    if (same(type->name, s, len) || (type->accelerator && same(type->accelerator, s, len)))
        return true;
    for (size_t i = 0; i < ARRAY_SIZE(spaces); i++) {
        size_t n = strlen(spaces[i]);
        if (strncmp(type->name, spaces[i], n) == 0 && same(type->name + n, s, len))
            return true;
    }
    return false;
}

static const struct type_info *const types[] = {
    &type_accelerators,
    &type_console,
    &type_activator,
    &type_language_primitives,
    &type_reference,
    &type_command_types,
    &type_progress_record,
    &type_progress_record_type,
    &type_choice_description,
    &type_field_description,
    &type_host_size,
    &type_host_coordinates,
    &type_ps_type_name,
    &type_module_specification,
    &type_error_details,
    &type_command_metadata,
    &type_parameter_metadata,
    &type_parameter_set_metadata,
    &type_command_parameter_info,
    &type_command_parameter_set_info,
    &type_proxy_command,
    &type_component,
    &type_timer,
    &type_elapsed_args,
    &type_watcher,
    &type_file_event_args,
    &type_renamed_args,
    &type_watch_error_args,
    &type_wait_changed_result,
    &type_notify_filters,
    &type_watcher_changes,
    &type_collection_changed_args,
    &type_collection_changed_action,
};

const struct type_info *runtime_type_at(size_t i)
{
    return i < ARRAY_SIZE(types) ? types[i] : initial_state_type(i - ARRAY_SIZE(types));
}

const struct type_info *runtime_type_find(const char *name, size_t len)
{
    const struct type_info *type;
    for (size_t i = 0; (type = runtime_type_at(i)); i++)
        if (names(type, name, len))
            return type;
    const struct type_info *info = command_info_type(name, len);
    return info ? info : psobject_find_type(name, len);
}
