#include "shell/runtime/completion_result.h"

#include "shell/object/convert.h"
#include "shell/object/members.h"
#include "shell/object/types/enum.h"

static const struct enum_member type_members[] = {
    { "Text", RESULT_TEXT },
    { "History", RESULT_HISTORY },
    { "Command", RESULT_COMMAND },
    { "ProviderItem", RESULT_PROVIDER_ITEM },
    { "ProviderContainer", RESULT_PROVIDER_CONTAINER },
    { "Property", RESULT_PROPERTY },
    { "Method", RESULT_METHOD },
    { "ParameterName", RESULT_PARAMETER },
    { "ParameterValue", RESULT_PARAMETER_VALUE },
    { "Variable", RESULT_VARIABLE },
    { "Namespace", RESULT_NAMESPACE },
    { "Type", RESULT_TYPE },
    { "Keyword", RESULT_KEYWORD },
    { "DynamicKeyword", RESULT_DYNAMIC_KEYWORD },
};
ENUM_TYPE(completion_result_type, "System.Management.Automation.CompletionResultType", type_members,
          false);

enum field { FIELD_TEXT, FIELD_LIST, FIELD_TYPE, FIELD_TOOLTIP, FIELDS };

struct result {
    struct value fields[FIELDS];
};

static struct result *result_of(struct value v)
{
    return object_payload(v.object);
}

GETTER(result_get)
{
    (void)err;
    *out = value_ref(result_of(self)->fields[p->data]);
    return 0;
}

static void result_destroy(struct object *o)
{
    struct result *r = object_payload(o);

    for (size_t i = 0; i < FIELDS; i++)
        value_clear(&r->fields[i]);
}

static int result_to_string(struct value self, struct strbuf *out)
{
    value_to_strbuf(result_of(self)->fields[FIELD_TEXT], out);
    return 0;
}

CALL(result_make)
{
    (void)self;
    AUTO_VALUE text = value_to_string(args[0]), list = value_to_string(args[n > 1 ? 1 : 0]);
    AUTO_VALUE tooltip = value_to_string(args[n > 3 ? 3 : 0]);
    int32_t type = RESULT_TEXT;

    if (n == 2 || n == 3)
        return fail_argument(err, "A CompletionResult is made of a text alone, or of a text, a "
                                  "text for lists, a type and a tool tip.");
    if (n > 2 && value_to_enum(args[2], &enum_completion_result_type, &type, err) < 0)
        return -1;
    *out = completion_result_new(text.str->data, list.str->data, (enum completion_result_type)type,
                                 tooltip.str->data);
    return 0;
}

static const struct property result_props[] = {
    PROPERTY_DATA("CompletionText", "string", result_get, FIELD_TEXT),
    PROPERTY_DATA("ListItemText", "string", result_get, FIELD_LIST),
    PROPERTY_DATA("ResultType", "System.Management.Automation.CompletionResultType", result_get,
                  FIELD_TYPE),
    PROPERTY_DATA("ToolTip", "string", result_get, FIELD_TOOLTIP),
};
static const struct method result_statics[] = {
    METHOD("new", 1, 4, result_make, NULL),
};
const struct type_info type_completion_result = {
    .name = "System.Management.Automation.CompletionResult",
    .base = &type_object,
    PROPS(result_props),
    STATICS(result_statics),
    .payload_size = sizeof(struct result),
    .destroy = result_destroy,
    .to_string = result_to_string,
};

struct value completion_result_new(const char *text, const char *list_text,
                                   enum completion_result_type type, const char *tooltip)
{
    struct object *o = object_new(&type_completion_result);
    struct result *r = object_payload(o);

    r->fields[FIELD_TEXT] = value_string(text);
    r->fields[FIELD_LIST] = value_string(list_text);
    r->fields[FIELD_TYPE] = value_enum(&enum_completion_result_type, (int32_t)type);
    r->fields[FIELD_TOOLTIP] = value_string(tooltip);
    return value_of_object(o);
}

static const enum completion_result_type result_types[] = {
    [COMPLETE_TEXT] = RESULT_TEXT,
    [COMPLETE_HISTORY] = RESULT_HISTORY,
    [COMPLETE_COMMAND] = RESULT_COMMAND,
    [COMPLETE_PARAMETER] = RESULT_PARAMETER,
    [COMPLETE_VALUE] = RESULT_PARAMETER_VALUE,
    [COMPLETE_VARIABLE] = RESULT_VARIABLE,
    [COMPLETE_MEMBER] = RESULT_PROPERTY,
    [COMPLETE_METHOD] = RESULT_METHOD,
    [COMPLETE_TYPE] = RESULT_TYPE,
    [COMPLETE_NAMESPACE] = RESULT_NAMESPACE,
    [COMPLETE_KEYWORD] = RESULT_KEYWORD,
    [COMPLETE_FILE] = RESULT_PROVIDER_ITEM,
    [COMPLETE_FOLDER] = RESULT_PROVIDER_CONTAINER,
};

struct value completion_result_of(const struct completion_item *item)
{
    const char *list = item->list ? item->list : item->text;
    return completion_result_new(item->text, list, result_types[item->kind],
                                 item->tooltip ? item->tooltip : list);
}

bool completion_add_result(struct completion *c, struct value v)
{
    enum completion_kind kind = COMPLETE_TEXT;
    if (v.kind != V_OBJECT || v.object->type != &type_completion_result)
        return false;
    const struct value *fields = result_of(v)->fields;
    for (size_t i = 0; i < ARRAY_SIZE(result_types); i++)
        if ((int32_t)result_types[i] == (int32_t)fields[FIELD_TYPE].aux)
            kind = (enum completion_kind)i;
    completion_add_verbatim(c, kind, fields[FIELD_TEXT].str->data, fields[FIELD_LIST].str->data,
                            fields[FIELD_TOOLTIP].str->data);
    return true;
}
