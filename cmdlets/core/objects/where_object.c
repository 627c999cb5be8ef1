#include "cmdlets/core/common_params.h"
#include "cmdlets/core/core.h"
#include "cmdlets/core/groups.h"

#include <string.h>

#include "shell/object/convert.h"
#include "shell/object/slot_cache.h"
#include "shell/runtime/session.h"

struct where_args {
    struct value input_object;
    struct str *property;
    struct value value;
    bool eq;
    struct scriptblock *filter_script;
    bool match;
    bool ceq;
    bool ne;
    bool cne;
    bool gt;
    bool cgt;
    bool lt;
    bool clt;
    bool ge;
    bool cge;
    bool le;
    bool cle;
    bool like;
    bool c_like;
    bool not_like;
    bool c_not_like;
    bool c_match;
    bool not_match;
    bool c_not_match;
    bool contains;
    bool c_contains;
    bool not_contains;
    bool c_not_contains;
    bool in;
    bool c_in;
    bool not_in;
    bool c_not_in;
    bool is;
    bool is_not;
    bool not ;
};
/* The sets that compare a property with a value. */
#define VALUE_SETS                                                                        \
    "EqualSet,MatchSet,CaseSensitiveEqualSet,NotEqualSet,CaseSensitiveNotEqualSet,"       \
    "GreaterThanSet,CaseSensitiveGreaterThanSet,LessThanSet,CaseSensitiveLessThanSet,"    \
    "GreaterOrEqualSet,CaseSensitiveGreaterOrEqualSet,LessOrEqualSet,"                    \
    "CaseSensitiveLessOrEqualSet,LikeSet,CaseSensitiveLikeSet,NotLikeSet,"                \
    "CaseSensitiveNotLikeSet,CaseSensitiveMatchSet,NotMatchSet,CaseSensitiveNotMatchSet," \
    "ContainsSet,CaseSensitiveContainsSet,NotContainsSet,CaseSensitiveNotContainsSet,"    \
    "InSet,CaseSensitiveInSet,NotInSet,CaseSensitiveNotInSet,IsSet,IsNotSet"

static const struct param where_params[] = {
    INPUT_OBJECT_PARAM(struct where_args),
    PARAM(struct where_args, property, .name = "Property", .sets = VALUE_SETS ",Not", .position = 1,
          .mandatory = true, .help = "The property to look at."),
    PARAM(struct where_args, value, .name = "Value", .sets = VALUE_SETS, .position = 2,
          .type_name = "PSObject", .wildcards = true,
          .help = "The value to compare the property with."),
    PARAM(struct where_args, eq, .name = "EQ", .sets = "EqualSet", .aliases = "IEQ",
          .help = "Equal."),
    PARAM(struct where_args, filter_script, .name = "FilterScript", .sets = "ScriptBlockSet",
          .position = 1, .mandatory = true,
          .help = "A script block that answers true for the objects to keep."),
    PARAM(struct where_args, match, .name = "Match", .sets = "MatchSet", .mandatory = true,
          .aliases = "IMatch", .help = "Matches a regular expression."),
    PARAM(struct where_args, ceq, .name = "CEQ", .sets = "CaseSensitiveEqualSet", .mandatory = true,
          .help = "Equal, upper and lower case told apart."),
    PARAM(struct where_args, ne, .name = "NE", .sets = "NotEqualSet", .mandatory = true,
          .aliases = "INE", .help = "Not equal."),
    PARAM(struct where_args, cne, .name = "CNE", .sets = "CaseSensitiveNotEqualSet",
          .mandatory = true, .help = "Not equal, upper and lower case told apart."),
    PARAM(struct where_args, gt, .name = "GT", .sets = "GreaterThanSet", .mandatory = true,
          .aliases = "IGT", .help = "Greater than."),
    PARAM(struct where_args, cgt, .name = "CGT", .sets = "CaseSensitiveGreaterThanSet",
          .mandatory = true, .help = "Greater than, upper and lower case told apart."),
    PARAM(struct where_args, lt, .name = "LT", .sets = "LessThanSet", .mandatory = true,
          .aliases = "ILT", .help = "Less than."),
    PARAM(struct where_args, clt, .name = "CLT", .sets = "CaseSensitiveLessThanSet",
          .mandatory = true, .help = "Less than, upper and lower case told apart."),
    PARAM(struct where_args, ge, .name = "GE", .sets = "GreaterOrEqualSet", .mandatory = true,
          .aliases = "IGE", .help = "Greater than or equal."),
    PARAM(struct where_args, cge, .name = "CGE", .sets = "CaseSensitiveGreaterOrEqualSet",
          .mandatory = true, .help = "Greater than or equal, upper and lower case told apart."),
    PARAM(struct where_args, le, .name = "LE", .sets = "LessOrEqualSet", .mandatory = true,
          .aliases = "ILE", .help = "Less than or equal."),
    PARAM(struct where_args, cle, .name = "CLE", .sets = "CaseSensitiveLessOrEqualSet",
          .mandatory = true, .help = "Less than or equal, upper and lower case told apart."),
    PARAM(struct where_args, like, .name = "Like", .sets = "LikeSet", .mandatory = true,
          .aliases = "ILike", .help = "Matches a wildcard pattern."),
    PARAM(struct where_args, c_like, .name = "CLike", .sets = "CaseSensitiveLikeSet",
          .mandatory = true,
          .help = "Matches a wildcard pattern, upper and lower case told apart."),
    PARAM(struct where_args, not_like, .name = "NotLike", .sets = "NotLikeSet", .mandatory = true,
          .aliases = "INotLike", .help = "Does not match a wildcard pattern."),
    PARAM(struct where_args, c_not_like, .name = "CNotLike", .sets = "CaseSensitiveNotLikeSet",
          .mandatory = true,
          .help = "Does not match a wildcard pattern, upper and lower case told apart."),
    PARAM(struct where_args, c_match, .name = "CMatch", .sets = "CaseSensitiveMatchSet",
          .mandatory = true,
          .help = "Matches a regular expression, upper and lower case told apart."),
    PARAM(struct where_args, not_match, .name = "NotMatch", .sets = "NotMatchSet",
          .mandatory = true, .aliases = "INotMatch",
          .help = "Does not match a regular expression."),
    PARAM(struct where_args, c_not_match, .name = "CNotMatch", .sets = "CaseSensitiveNotMatchSet",
          .mandatory = true,
          .help = "Does not match a regular expression, upper and lower case told apart."),
    PARAM(struct where_args, contains, .name = "Contains", .sets = "ContainsSet", .mandatory = true,
          .aliases = "IContains", .help = "The property is a list that holds the value."),
    PARAM(struct where_args, c_contains, .name = "CContains", .sets = "CaseSensitiveContainsSet",
          .mandatory = true,
          .help = "The property is a list that holds the value, upper and lower case told apart."),
    PARAM(struct where_args, not_contains, .name = "NotContains", .sets = "NotContainsSet",
          .mandatory = true, .aliases = "INotContains",
          .help = "The property is a list without the value."),
    PARAM(struct where_args, c_not_contains, .name = "CNotContains",
          .sets = "CaseSensitiveNotContainsSet", .mandatory = true,
          .help = "The property is a list without the value, upper and lower case told apart."),
    PARAM(struct where_args, in, .name = "In", .sets = "InSet", .mandatory = true, .aliases = "IIn",
          .help = "The value is a list that holds the property."),
    PARAM(struct where_args, c_in, .name = "CIn", .sets = "CaseSensitiveInSet", .mandatory = true,
          .help = "The value is a list that holds the property, upper and lower case told apart."),
    PARAM(struct where_args, not_in, .name = "NotIn", .sets = "NotInSet", .mandatory = true,
          .aliases = "INotIn", .help = "The value is a list without the property."),
    PARAM(struct where_args, c_not_in, .name = "CNotIn", .sets = "CaseSensitiveNotInSet",
          .mandatory = true,
          .help = "The value is a list without the property, upper and lower case told apart."),
    PARAM(struct where_args, is, .name = "Is", .sets = "IsSet", .mandatory = true,
          .help = "The property is of this type."),
    PARAM(struct where_args, is_not, .name = "IsNot", .sets = "IsNotSet", .mandatory = true,
          .help = "The property is not of this type."),
    PARAM(struct where_args, not, .name = "Not", .sets = "Not", .mandatory = true,
          .help = "The property is false or missing."),
};
static const char *const where_aliases[] = { "?", "where", NULL };
static const struct example where_examples[] = {
    { .code = "1..5 | Where-Object { $_ -gt 3 }",
      .remarks = "Keeps what is greater than three.",
      .output = "4\n5" },
    { .code = "Get-VM | Where-Object State -eq Running",
      .remarks = "The running virtual machines." },
};

static const struct where_op {
    const char *set;
    enum binary_op op;
    bool case_sensitive;
} where_ops[] = {
    { "EqualSet", OP_EQ, false },
    { "CaseSensitiveEqualSet", OP_EQ, true },
    { "NotEqualSet", OP_NE, false },
    { "CaseSensitiveNotEqualSet", OP_NE, true },
    { "GreaterThanSet", OP_GT, false },
    { "CaseSensitiveGreaterThanSet", OP_GT, true },
    { "LessThanSet", OP_LT, false },
    { "CaseSensitiveLessThanSet", OP_LT, true },
    { "GreaterOrEqualSet", OP_GE, false },
    { "CaseSensitiveGreaterOrEqualSet", OP_GE, true },
    { "LessOrEqualSet", OP_LE, false },
    { "CaseSensitiveLessOrEqualSet", OP_LE, true },
    { "LikeSet", OP_LIKE, false },
    { "CaseSensitiveLikeSet", OP_LIKE, true },
    { "NotLikeSet", OP_NOTLIKE, false },
    { "CaseSensitiveNotLikeSet", OP_NOTLIKE, true },
    { "MatchSet", OP_MATCH, false },
    { "CaseSensitiveMatchSet", OP_MATCH, true },
    { "NotMatchSet", OP_NOTMATCH, false },
    { "CaseSensitiveNotMatchSet", OP_NOTMATCH, true },
    { "ContainsSet", OP_CONTAINS, false },
    { "CaseSensitiveContainsSet", OP_CONTAINS, true },
    { "NotContainsSet", OP_NOTCONTAINS, false },
    { "CaseSensitiveNotContainsSet", OP_NOTCONTAINS, true },
    { "InSet", OP_IN, false },
    { "CaseSensitiveInSet", OP_IN, true },
    { "NotInSet", OP_NOTIN, false },
    { "CaseSensitiveNotInSet", OP_NOTIN, true },
    { "IsSet", OP_IS, false },
    { "IsNotSet", OP_ISNOT, false },
};

struct where_state {
    struct slot_cache cache; /* of -Property */
    enum { WHERE_SCRIPT, WHERE_TRUTH, WHERE_NOT, WHERE_COMPARE } mode;
    const struct where_op *op;
    struct op_context context;
    struct value value; /* what is compared with; borrowed */
};

/* -EQ:$false names a parameter set and yet asks for nothing. */
static bool any_operator(const struct where_args *args)
{
    for (size_t i = 0; i < ARRAY_SIZE(where_params); i++)
        if (where_params[i].kind == PARAM_SWITCH &&
            *(const bool *)((const char *)args + where_params[i].offset))
            return true;
    return false;
}

/* -Is takes a type's name too, in brackets as a script writes it or without. */
static struct value compared_with(struct session *s, const struct where_op *op, struct value v)
{
    if ((op->op != OP_IS && op->op != OP_ISNOT) || v.kind != V_STRING)
        return v;
    const char *name = v.str->data;
    size_t len = v.str->len;
    if (len > 2 && name[0] == '[' && name[len - 1] == ']') {
        name++;
        len -= 2;
    }
    const struct type_info *type = session_find_type(s, name, len);
    return type ? value_type(type) : v;
}

static enum status where_begin(struct invocation *inv)
{
    struct where_state *st = STATE(inv, struct where_state);
    const struct where_args *args = ARGS(inv, struct where_args);

    if (args->filter_script) {
        st->mode = WHERE_SCRIPT;
        return ST_OK;
    }
    bool active = any_operator(args);
    if (active && strcmp(inv->set, "Not") == 0) {
        st->mode = WHERE_NOT;
        return ST_OK;
    }
    for (size_t i = 0; i < ARRAY_SIZE(where_ops); i++)
        if (strcmp(inv->set, where_ops[i].set) == 0)
            st->op = &where_ops[i];
    bool has_value = is_bound(inv, "Value");
    if (!st->op || (!active && !has_value)) {
        st->mode = WHERE_TRUTH;
        return ST_OK;
    }
    if (!has_value)
        return core_throw(
            inv, "ValueNotSpecifiedForWhereObject", EC_INVALID_ARGUMENT, value_null(),
            "The specified operator requires both the -Property and -Value parameters. "
            "Provide values for both parameters, and then try again.");
    if (!active)
        return core_throw(
            inv, "OperatorNotSpecified", EC_INVALID_ARGUMENT, value_null(),
            "The Where-Object parameters need an operator. Include an operator such as "
            "-EQ, -Like or -Match, and try the command again.");
    st->mode = WHERE_COMPARE;
    st->context = core_op_context(inv->session);
    st->value = compared_with(inv->session, st->op, args->value);
    return ST_OK;
}

static enum status by_script(struct invocation *inv, const struct where_args *args)
{
    struct value v;
    enum status rc = eval_scriptblock(inv, args->filter_script, args->input_object, &v);
    if (rc != ST_OK)
        return rc;
    bool keep = value_truth(v);
    value_unref(v);
    return keep ? emit(inv, args->input_object) : ST_OK;
}

static enum status get_operand(struct invocation *inv, const struct where_args *args,
                               struct value *out)
{
    struct where_state *st = STATE(inv, struct where_state);
    struct value v = args->input_object;
    int note = slot_cache_get(&st->cache, v, args->property->data, args->property->len);
    if (note < 0 || v.object->slots[note].kind == V_NULL)
        return get_property(inv->session, v, args->property->data, out);
    *out = value_ref(v.object->slots[note]);
    return ST_OK;
}

static enum status where_process(struct invocation *inv)
{
    const struct where_args *args = ARGS(inv, struct where_args);
    struct where_state *st = STATE(inv, struct where_state);

    if (!has_input(inv))
        return ST_OK;
    if (st->mode == WHERE_SCRIPT)
        return by_script(inv, args);
    AUTO_VALUE v = value_null();
    bool keep = false;
    enum status rc = get_operand(inv, args, &v);
    if (rc != ST_OK)
        return rc;
    if (st->mode == WHERE_COMPARE) {
        struct op_result result = { value_null(), value_null() };
        struct err *err = NULL;
        if (op_binary(&st->context, st->op->op, v, st->value, st->op->case_sensitive, &result,
                      &err))
            return cmdlet_err(inv, &err, args->input_object);
        keep = value_truth(result.value);
        value_unref(result.value);
        value_unref(result.matches);
    } else {
        keep = value_truth(v) == (st->mode == WHERE_TRUTH);
    }
    return keep ? emit(inv, args->input_object) : ST_OK;
}

static void where_cleanup(struct invocation *inv)
{
    slot_cache_release(&STATE(inv, struct where_state)->cache);
}

static const struct cmdlet cmdlets[] = {
    {
        .verb = "Where",
        .noun = "Object",
        .aliases = where_aliases,
        .synopsis = "Lets only the objects pass that meet a condition.",
        .description = "The condition is a script block over $_, or a property compared with a "
                       "value by one of the operators.",
        .params = where_params,
        .nparams = ARRAY_SIZE(where_params),
        .default_set = "EqualSet",
        .output = "System.Object",
        .module = "Microsoft.PowerShell.Core",
        .dot_sources = true,
        .args_size = sizeof(struct where_args),
        .state_size = sizeof(struct where_state),
        .begin = where_begin,
        .process = where_process,
        .cleanup = where_cleanup,
        .examples = where_examples,
        .nexamples = ARRAY_SIZE(where_examples),
    },
};
const struct cmdlet_group cmdlets_where_object = { cmdlets, ARRAY_SIZE(cmdlets) };
