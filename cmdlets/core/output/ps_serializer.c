#include "cmdlets/core/output/ps_serializer.h"

#include "shell/format/clixml.h"
#include "shell/object/array.h"
#include "shell/object/members.h"

/* Script properties need a session, which methods of types have none of: they are written as
 * null. Export-Clixml and ConvertTo-CliXml write them. */
CALL(serialize)
{
    int32_t depth = 1;
    struct strbuf text = STRBUF_INIT;

    (void)self;
    if (n > 1 && arg_int(args[1], &depth, err))
        return -1;
    if (depth < 1)
        return fail_argument(err, "The depth must be at least 1. (Parameter 'depth')");
    clixml_write(NULL, args, 1, depth, &text);
    *out = value_string_take(&text);
    return 0;
}

static int read_all(struct value text, struct value *out, struct err **err)
{
    AUTO_VALUE s = arg_string(text);
    struct shapes *shapes = shapes_new();
    int rc = clixml_read(s.str->data, s.str->len, shapes, out, err);

    shapes_free(shapes);
    return rc;
}

CALL(deserialize)
{
    AUTO_VALUE all = value_null();

    (void)self;
    (void)n;
    if (args[0].kind == V_NULL)
        return fail_null_argument(err, "source");
    if (read_all(args[0], &all, err))
        return -1;
    *out = value_ref(all.array->len == 1 ? all.array->items[0] : all);
    return 0;
}

CALL(deserialize_list)
{
    (void)self;
    (void)n;
    if (args[0].kind == V_NULL)
        return fail_null_argument(err, "source");
    return read_all(args[0], out, err);
}

static const struct method serializer_statics[] = {
    METHOD("Serialize", 1, 2, serialize,
           "static string Serialize(System.Object source, int depth)"),
    METHOD("Deserialize", 1, 1, deserialize, "static System.Object Deserialize(string source)"),
    METHOD("DeserializeAsList", 1, 1, deserialize_list,
           "static System.Object[] DeserializeAsList(string source)"),
};
const struct type_info type_ps_serializer = {
    .name = "System.Management.Automation.PSSerializer",
    .base = &type_object,
    STATICS(serializer_statics),
};
