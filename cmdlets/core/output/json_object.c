#include "cmdlets/core/output/json_object.h"

#include <string.h>

#include "shell/format/json_read.h"
#include "shell/object/members.h"
#include "shell/runtime/error_record.h"
#include "shell/runtime/session.h"
#include "shell/runtime/session_handle.h"

/* Keys that only a hashtable can hold are told by an error record instead of an exception. */
static bool is_told(const struct err *err)
{
    return err->id && (strcmp(err->id, "EmptyKeyInJsonString") == 0 ||
                       strcmp(err->id, "KeysWithDifferentCasingInJsonString") == 0 ||
                       strcmp(err->id, "DuplicateKeysInJsonString") == 0);
}

/* (input[, returnHashtable[, maxDepth]], [ref]error) */
CALL(convert_from)
{
    struct session *s = session_of_handle(self);
    struct json_options options = { .as_hashtable = n > 2 && value_truth(args[1]) };
    struct err *why = NULL;
    int32_t depth = 0;

    *out = value_null();
    if (n > 3 && args[2].kind != V_NULL && arg_int(args[2], &depth, err) < 0)
        return -1;
    options.max_depth = depth;
    if (arg_set_ref(args[n - 1], value_null(), err) < 0)
        return -1;
    AUTO_VALUE text = arg_string(args[0]);
    if (strspn(text.str->data, " \t\r\n") == text.str->len)
        return 0;
    if (json_read(text.str->data, text.str->len, &options, s->shapes, out, &why) == 0)
        return 0;
    value_clear(out);
    if (!is_told(why)) {
        err_move(err, &why);
        return -1;
    }
    AUTO_VALUE record =
        error_record_new(s, &(struct error_spec){ .message = why->message,
                                                  .exception = why->exception,
                                                  .id = why->id,
                                                  .activity = "",
                                                  .category = EC_INVALID_OPERATION });
    err_clear(&why);
    return arg_set_ref(args[n - 1], record, err);
}

static const struct method json_statics[] = {
    METHOD("ConvertFromJson", 2, 4, convert_from,
           "static System.Object ConvertFromJson(string input, "
           "[ref] System.Management.Automation.ErrorRecord error), "
           "static System.Object ConvertFromJson(string input, bool returnHashtable, "
           "[ref] System.Management.Automation.ErrorRecord error), "
           "static System.Object ConvertFromJson(string input, bool returnHashtable, "
           "System.Nullable[int] maxDepth, "
           "[ref] System.Management.Automation.ErrorRecord error)"),
};
const struct type_info type_json_object = {
    .name = "Microsoft.PowerShell.Commands.JsonObject",
    .base = &type_object,
    STATICS(json_statics),
    .wants_session = true,
};
