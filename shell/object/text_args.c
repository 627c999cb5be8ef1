#include "shell/object/text_args.h"

#include "shell/object/array.h"
#include "shell/object/members.h"

int text_of_args(const struct value *args, size_t n, struct strbuf *out, struct err **err)
{
    if (n == 0 || (n == 1 && args[0].kind == V_NULL))
        return 0;
    if (n > 1 && args[0].kind == V_STRING) {
        const struct value *items = args + 1;
        size_t count = n - 1;
        if (n == 2 && args[1].kind == V_ARRAY) {
            items = args[1].array->items;
            count = args[1].array->len;
        }
        return value_format(args[0].str->data, args[0].str->len, items, count, out, err);
    }
    if (args[0].kind == V_ARRAY && args[0].array->element == &type_char) {
        int32_t from = 0, count = (int32_t)args[0].array->len;
        if (n == 3 && (arg_int(args[1], &from, err) < 0 || arg_int(args[2], &count, err) < 0))
            return -1;
        if (from < 0 || count < 0 || (size_t)from + (size_t)count > args[0].array->len)
            return fail_argument(err, "Offset and length were out of bounds for the array or count "
                                      "is greater than the number of elements from index to the "
                                      "end of the source collection.");
        for (int32_t i = from; i < from + count; i++)
            value_to_strbuf(args[0].array->items[i], out);
        return 0;
    }
    value_method_string(args[0], out);
    return 0;
}
