#include "cmdlets/core/core.h"
#include "cmdlets/core/groups.h"

#include <string.h>

#include "shell/base/alloc.h"
#include "shell/object/array.h"
#include "shell/object/hash.h"

struct update_list_args {
    struct value_list add;
    struct value_list remove;
    struct value_list replace;
    struct value input_object;
    struct str *property;
};
static const struct param update_list_params[] = {
    PARAM(struct update_list_args, add, .name = "Add", .sets = "AddRemoveSet",
          .not_null_or_empty = true, .help = "What is added at the end."),
    PARAM(struct update_list_args, remove, .name = "Remove", .sets = "AddRemoveSet",
          .not_null_or_empty = true, .help = "What is taken out."),
    PARAM(struct update_list_args, replace, .name = "Replace", .sets = "ReplaceSet",
          .mandatory = true, .not_null_or_empty = true, .help = "What the list holds instead."),
    PARAM(struct update_list_args, input_object, .name = "InputObject", .from_pipeline = true,
          .type_name = "PSObject", .not_null_or_empty = true,
          .help = "The objects to work on; they usually come through the pipeline."),
    PARAM(struct update_list_args, property, .name = "Property", .position = 1,
          .not_null_or_empty = true, .help = "The property that holds the list."),
};
static const struct example update_list_examples[] = {
    { .code = "$o = @{ l = [Collections.ArrayList](1, 2) }; "
              "(Update-List -InputObject $o -Property l -Add 3).l -join ','",
      .remarks = "Adds to the list in a property.",
      .output = "1,2,3" },
};

static enum status refused(struct invocation *inv, const char *id, const char *exception,
                           const char *message, bool ends)
{
    struct error_spec spec = {
        .message = message, .id = id, .category = EC_INVALID_OPERATION, .exception = exception
    };

    return ends ? cmdlet_throw(inv, &spec) : cmdlet_error(inv, &spec);
}

/* Calls a method of the list for each item. */
static int each(struct value list, const char *name, const struct value_list *items,
                struct err **err)
{
    const struct method *m = type_find_method(list.array->type, name, strlen(name));

    for (size_t i = 0; m && i < items->len; i++) {
        AUTO_VALUE out = value_nothing();
        if (m->call(list, &items->items[i], 1, &out, err) < 0)
            return -1;
    }
    return 0;
}

static int apply(const struct update_list_args *args, struct value list, struct err **err)
{
    if (args->replace.len == 0) {
        if (each(list, "Remove", &args->remove, err) < 0)
            return -1;
        return each(list, "Add", &args->add, err);
    }
    const struct method *clear = type_find_method(list.array->type, "Clear", 5);
    AUTO_VALUE out = value_nothing();
    if (clear && clear->call(list, NULL, 0, &out, err) < 0)
        return -1;
    return each(list, "Add", &args->replace, err);
}

static enum status update_list_process(struct invocation *inv)
{
    const struct update_list_args *args = ARGS(inv, struct update_list_args);
    AUTO_VALUE list = value_null();
    struct err *err = NULL;

    if (!args->property)
        return ST_OK;
    if (value_is_null(args->input_object) || !has_input(inv))
        return refused(inv, "MissingInputObjectParameter", "System.InvalidOperationException",
                       "You must specify the InputObject parameter when the Property parameter is "
                       "specified.",
                       false);
    enum status rc = get_property(inv->session, args->input_object, args->property->data, &list);
    if (rc != ST_OK)
        return rc;
    if (value_is_null(list)) {
        AUTO_FREE char *text =
            xasprintf("The property '%s' cannot be found on this object", args->property->data);
        return refused(inv, "MemberDoesntExist", "System.InvalidOperationException", text, false);
    }
    if (list.kind != V_ARRAY || !list.array->is_list)
        return refused(inv, "ApplyFailed",
                       "System.Management.Automation.PSInvalidOperationException",
                       "Cannot apply the update because the object is not a supported collection "
                       "type.",
                       false);
    if (apply(args, list, &err) < 0)
        return cmdlet_throw_err(inv, &err);
    return emit(inv, args->input_object);
}

static void put(struct hash *h, const char *key, const struct value_list *items)
{
    if (items->len)
        hash_sets_take(h, key, value_of_array(array_from(items->items, items->len)));
}

/* Without a property: what is to be done, as a table for a parameter that takes it. */
static enum status update_list_end(struct invocation *inv)
{
    const struct update_list_args *args = ARGS(inv, struct update_list_args);

    if (args->property)
        return ST_OK;
    if (has_input(inv))
        return refused(inv, "MissingPropertyParameter", "System.InvalidOperationException",
                       "You must specify the Property parameter when the InputObject parameter is "
                       "specified.",
                       true);
    struct hash *h = hash_new(0);
    put(h, "Add", &args->add);
    put(h, "Remove", &args->remove);
    put(h, "Replace", &args->replace);
    return emit_take(inv, value_of_hash(h));
}

static const struct cmdlet cmdlets[] = {
    {
        .verb = "Update",
        .noun = "List",
        .synopsis = "Adds to, takes out of and replaces what a list in a property holds.",
        .params = update_list_params,
        .nparams = ARRAY_SIZE(update_list_params),
        .default_set = "AddRemoveSet",
        .module = "Microsoft.PowerShell.Utility",
        .args_size = sizeof(struct update_list_args),
        .process = update_list_process,
        .end = update_list_end,
        .examples = update_list_examples,
        .nexamples = ARRAY_SIZE(update_list_examples),
    },
};
const struct cmdlet_group cmdlets_update_list = { cmdlets, ARRAY_SIZE(cmdlets) };
