/* Expressions of the syntax tree. */
#include <string.h>

#include "parser/parser.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/tuple.h"
#include "shell/runtime/compile.h"
#include "shell/runtime/syntax/language_object.h"
#include "shell/runtime/syntax/object.h"

#define LIST(of) "System.Collections.ObjectModel.ReadOnlyCollection[" AST_NAMESPACE of "]"
#define ONE(of) AST_NAMESPACE of
#define NODE_OF(p) ((p) ? &(p)->node : NULL)

static struct ast *tree(struct value self)
{
    return ast_part_of(self)->ast;
}

static struct value node(struct value self, const struct ast_node *n)
{
    return ast_object_new(tree(self), n);
}

/* ---- what type an expression has, as far as its form tells ---- */

static const struct type_info *named(const struct ast_type_name *name)
{
    const struct type_info *t = type_find(name->text.s, name->text.len);
    return t ? t : &type_object;
}

GETTER(static_type)
{
    (void)p;
    (void)err;
    const struct ast_part *part = ast_part_of(self);
    const struct ast_node *n = part->node;
    const struct type_info *type = &type_object;
    switch (part->role == ROLE_NODE ? n->kind : AST_ERROR) {
    case AST_STRING:
    case AST_EXPANDABLE:
        type = &type_string;
        break;
    case AST_NUMBER: {
        AUTO_VALUE v = number_literal((const struct ast_number *)(const void *)n);
        type = value_type_of(v);
        break;
    }
    case AST_HASHTABLE:
        type = &type_hashtable;
        break;
    case AST_ARRAY_LITERAL:
    case AST_ARRAY_EXPR:
        type = &type_object_array;
        break;
    case AST_SCRIPT_BLOCK_EXPR:
        type = &type_scriptblock;
        break;
    case AST_TYPE_EXPR:
        type = &type_type;
        break;
    case AST_CONVERT:
        type = named(AST_OF(ast_convert, self)->type);
        break;
    case AST_UNARY: {
        enum ast_unary_op op = AST_OF(ast_unary, self)->op;
        type = op == AST_OP_NOT ? &type_bool : &type_object;
        break;
    }
    default:
        break;
    }
    *out = value_type(type);
    return 0;
}

static const struct property expression_props[] = {
    PROPERTY("StaticType", "type", static_type),
};

const struct type_info type_ast_expression = {
    .name = AST_NAMESPACE "ExpressionAst",
    .base = &type_ast_command_element,
    PROPS(expression_props),
};

/* ---- constants and variables ---- */

static struct value quote_name(enum ast_quote quote)
{
    static const char *const names[] = {
        [AST_BARE] = "BareWord",
        [AST_SINGLE] = "SingleQuoted",
        [AST_DOUBLE] = "DoubleQuoted",
        [AST_HERE_SINGLE] = "SingleQuotedHereString",
        [AST_HERE_DOUBLE] = "DoubleQuotedHereString",
        [AST_VERBATIM] = "BareWord",
    };
    return ast_enum("StringConstantType", names[quote]);
}

GETTER(constant_get)
{
    (void)p;
    (void)err;
    const struct ast_node *n = ast_part_of(self)->node;
    *out = n->kind == AST_NUMBER ? number_literal(AST_OF(ast_number, self))
                                 : ast_text_value(AST_OF(ast_string, self)->value);
    return 0;
}

static const struct property constant_props[] = {
    PROPERTY("Value", "System.Object", constant_get),
};

GETTER(string_constant_get)
{
    (void)p;
    (void)err;
    *out = quote_name(AST_OF(ast_string, self)->quote);
    return 0;
}

static const struct property string_constant_props[] = {
    PROPERTY("StringConstantType", ONE("StringConstantType"), string_constant_get),
    PROPERTY("Value", "string", constant_get),
};

enum { EXPANDABLE_NESTED, EXPANDABLE_QUOTE, EXPANDABLE_VALUE };

/* The text between the quotes with its variables as written. */
static struct value expandable_value(const struct ast *ast, const struct ast_expandable *n)
{
    AUTO_STRBUF text = STRBUF_INIT;
    for (uint32_t i = 0; i < n->nparts; i++) {
        const struct ast_node *part = n->parts[i];
        struct ast_str s = part->kind == AST_STRING
                               ? ((const struct ast_string *)(const void *)part)->value
                               : ast_source(ast, part);
        strbuf_add(&text, s.s, s.len);
    }
    return value_string_take(&text);
}

GETTER(expandable_get)
{
    (void)err;
    const struct ast_expandable *n = AST_OF(ast_expandable, self);
    if (p->data == EXPANDABLE_NESTED)
        *out = ast_object_children(self);
    else if (p->data == EXPANDABLE_QUOTE)
        *out = quote_name(n->quote);
    else
        *out = expandable_value(tree(self), n);
    return 0;
}

static const struct property expandable_string_props[] = {
    PROPERTY_DATA("NestedExpressions", LIST("ExpressionAst"), expandable_get, EXPANDABLE_NESTED),
    PROPERTY_DATA("StringConstantType", ONE("StringConstantType"), expandable_get,
                  EXPANDABLE_QUOTE),
    PROPERTY_DATA("Value", "string", expandable_get, EXPANDABLE_VALUE),
};

enum { VARIABLE_PATH, VARIABLE_SPLATTED };

GETTER(variable_get)
{
    (void)err;
    const struct ast_part *part = ast_part_of(self);
    if (p->data == VARIABLE_PATH)
        *out = ast_variable_path(part->ast, part->node, part->role);
    else
        *out = value_bool(part->node->kind == AST_VARIABLE && AST_OF(ast_variable, self)->splatted);
    return 0;
}

static const struct property variable_props[] = {
    PROPERTY_DATA("Splatted", "bool", variable_get, VARIABLE_SPLATTED),
    PROPERTY_DATA("VariablePath", "System.Management.Automation.VariablePath", variable_get,
                  VARIABLE_PATH),
};

GETTER(using_get)
{
    (void)p;
    (void)err;
    *out = ast_role_object(tree(self), ast_part_of(self)->node, ROLE_USING_VARIABLE, 0);
    return 0;
}

static const struct property using_expression_props[] = {
    PROPERTY("SubExpression", ONE("ExpressionAst"), using_get),
};

/* ---- operators ---- */

struct value ast_operator_kind(struct ast_str text)
{
    return ast_enum("TokenKind", parse_operator_kind(text.s, text.len));
}

GETTER(unary_get)
{
    (void)err;
    const struct ast_unary *n = AST_OF(ast_unary, self);
    if (p->data) {
        *out = node(self, n->operand);
        return 0;
    }
    if (n->op == AST_OP_POST_INC || n->op == AST_OP_POST_DEC)
        *out = ast_enum("TokenKind",
                        n->op == AST_OP_POST_INC ? "PostfixPlusPlus" : "PostfixMinusMinus");
    else if (tree(self)->text[n->node.start] == '!')
        *out = ast_enum("TokenKind", "Exclaim");
    else if (n->op == AST_OP_USPLIT)
        *out = ast_enum("TokenKind", n->case_sensitive ? "Csplit" : "Isplit");
    else {
        const char *name = ast_unary_name(n->op);
        *out = ast_operator_kind((struct ast_str){ name, (uint32_t)strlen(name) });
    }
    return 0;
}

static const struct property unary_props[] = {
    PROPERTY_DATA("Child", ONE("ExpressionAst"), unary_get, 1),
    PROPERTY_DATA("TokenKind", ONE("TokenKind"), unary_get, 0),
};

enum { BINARY_POSITION, BINARY_LEFT, BINARY_OPERATOR, BINARY_RIGHT };

GETTER(binary_get)
{
    (void)err;
    const struct ast_binary *n = AST_OF(ast_binary, self);
    const char *op = ast_binary_name(n->op, n->case_sensitive);
    if (p->data == BINARY_LEFT)
        *out = node(self, n->left);
    else if (p->data == BINARY_RIGHT)
        *out = node(self, n->right);
    else if (p->data == BINARY_OPERATOR)
        *out = ast_operator_kind((struct ast_str){ op, (uint32_t)strlen(op) });
    else
        *out = script_extent_new(tree(self), n->op_start, n->op_end);
    return 0;
}

static const struct property binary_props[] = {
    PROPERTY_DATA("ErrorPosition", ONE("IScriptExtent"), binary_get, BINARY_POSITION),
    PROPERTY_DATA("Left", ONE("ExpressionAst"), binary_get, BINARY_LEFT),
    PROPERTY_DATA("Operator", ONE("TokenKind"), binary_get, BINARY_OPERATOR),
    PROPERTY_DATA("Right", ONE("ExpressionAst"), binary_get, BINARY_RIGHT),
};

GETTER(ternary_get)
{
    (void)err;
    const struct ast_ternary *n = AST_OF(ast_ternary, self);
    *out = node(self, p->data == 0 ? n->condition : p->data == 1 ? n->if_false : n->if_true);
    return 0;
}

static const struct property ternary_props[] = {
    PROPERTY_DATA("Condition", ONE("ExpressionAst"), ternary_get, 0),
    PROPERTY_DATA("IfFalse", ONE("ExpressionAst"), ternary_get, 1),
    PROPERTY_DATA("IfTrue", ONE("ExpressionAst"), ternary_get, 2),
};

GETTER(attributed_get)
{
    (void)err;
    const struct ast_attributed *n = AST_OF(ast_attributed, self);
    *out = node(self, p->data ? n->operand : NODE_OF(n->attribute));
    return 0;
}

static const struct property attributed_props[] = {
    PROPERTY_DATA("Attribute", ONE("AttributeBaseAst"), attributed_get, 0),
    PROPERTY_DATA("Child", ONE("ExpressionAst"), attributed_get, 1),
};

GETTER(convert_get)
{
    (void)err;
    const struct ast_convert *n = AST_OF(ast_convert, self);
    *out = p->data ? node(self, n->operand)
                   : ast_role_object(tree(self), NODE_OF(n->type), ROLE_TYPE_CONSTRAINT, 0);
    return 0;
}

static const struct property convert_props[] = {
    PROPERTY_DATA("Attribute", ONE("AttributeBaseAst"), convert_get, 0),
    PROPERTY_DATA("Child", ONE("ExpressionAst"), convert_get, 1),
    PROPERTY_DATA("Type", ONE("TypeConstraintAst"), convert_get, 0),
};

/* ---- members, indexes, types ---- */

GETTER(type_expression_get)
{
    (void)p;
    (void)err;
    *out = ast_type_name_object(tree(self), AST_OF(ast_type_expr, self)->type);
    return 0;
}

static const struct property type_expression_props[] = {
    PROPERTY("TypeName", ONE("ITypeName"), type_expression_get),
};

enum { MEMBER_EXPRESSION, MEMBER_NAME, MEMBER_NULL, MEMBER_STATIC };

GETTER(member_part)
{
    (void)err;
    const struct ast_member *n = AST_OF(ast_member, self);
    *out = p->data == MEMBER_EXPRESSION ? node(self, n->target)
           : p->data == MEMBER_NAME
               ? node(self, n->name)
               : value_bool(p->data == MEMBER_NULL ? n->null_conditional : n->is_static);
    return 0;
}

static const struct property member_expression_props[] = {
    PROPERTY_DATA("Expression", ONE("ExpressionAst"), member_part, MEMBER_EXPRESSION),
    PROPERTY_DATA("Member", ONE("CommandElementAst"), member_part, MEMBER_NAME),
    PROPERTY_DATA("NullConditional", "bool", member_part, MEMBER_NULL),
    PROPERTY_DATA("Static", "bool", member_part, MEMBER_STATIC),
};

enum { INVOKE_ARGUMENTS, INVOKE_EXPRESSION, INVOKE_TYPES, INVOKE_NAME, INVOKE_NULL, INVOKE_STATIC };

GETTER(invoke_get)
{
    (void)err;
    const struct ast_invoke *n = AST_OF(ast_invoke, self);
    switch (p->data) {
    case INVOKE_ARGUMENTS:
        *out = n->nargs ? ast_object_list(tree(self), n->args, n->nargs, ROLE_NODE) : value_null();
        break;
    case INVOKE_EXPRESSION:
        *out = node(self, n->target);
        break;
    case INVOKE_NAME:
        *out = node(self, n->name);
        break;
    case INVOKE_TYPES: {
        struct array *list = n->ntype_args ? array_new(n->ntype_args) : NULL;
        for (uint32_t i = 0; i < n->ntype_args; i++)
            array_push_take(list, ast_type_name_object(tree(self), n->type_args[i]));
        *out = list ? value_of_array(list) : value_null();
        break;
    }
    default:
        *out = value_bool(p->data == INVOKE_NULL ? n->null_conditional : n->is_static);
        break;
    }
    return 0;
}

static const struct property invoke_member_props[] = {
    PROPERTY_DATA("Arguments", LIST("ExpressionAst"), invoke_get, INVOKE_ARGUMENTS),
    PROPERTY_DATA("Expression", ONE("ExpressionAst"), invoke_get, INVOKE_EXPRESSION),
    PROPERTY_DATA("GenericTypeArguments", LIST("ITypeName"), invoke_get, INVOKE_TYPES),
    PROPERTY_DATA("Member", ONE("CommandElementAst"), invoke_get, INVOKE_NAME),
    PROPERTY_DATA("NullConditional", "bool", invoke_get, INVOKE_NULL),
    PROPERTY_DATA("Static", "bool", invoke_get, INVOKE_STATIC),
};

GETTER(index_get)
{
    (void)err;
    const struct ast_index *n = AST_OF(ast_index, self);
    *out = p->data == 0   ? node(self, n->index)
           : p->data == 1 ? value_bool(n->null_conditional)
                          : node(self, n->target);
    return 0;
}

static const struct property index_props[] = {
    PROPERTY_DATA("Index", ONE("ExpressionAst"), index_get, 0),
    PROPERTY_DATA("NullConditional", "bool", index_get, 1),
    PROPERTY_DATA("Target", ONE("ExpressionAst"), index_get, 2),
};

/* ---- what brackets enclose ---- */

GETTER(array_literal_get)
{
    (void)p;
    (void)err;
    const struct ast_array_literal *n = AST_OF(ast_array_literal, self);
    *out = ast_object_list(tree(self), n->items, n->nitems, ROLE_NODE);
    return 0;
}

static const struct property array_literal_props[] = {
    PROPERTY("Elements", LIST("ExpressionAst"), array_literal_get),
};

GETTER(sub_expression_get)
{
    (void)p;
    (void)err;
    *out = node(self, NODE_OF(AST_OF(ast_sub_expr, self)->block));
    return 0;
}

static const struct property array_expression_props[] = {
    PROPERTY("SubExpression", ONE("StatementBlockAst"), sub_expression_get),
};
static const struct property sub_expression_props[] = {
    PROPERTY("SubExpression", ONE("StatementBlockAst"), sub_expression_get),
};

GETTER(paren_get)
{
    (void)p;
    (void)err;
    *out = node(self, AST_OF(ast_paren, self)->pipeline);
    return 0;
}

static const struct property paren_props[] = {
    PROPERTY("Pipeline", ONE("PipelineBaseAst"), paren_get),
};

GETTER(hashtable_get)
{
    (void)p;
    (void)err;
    const struct ast_hashtable *n = AST_OF(ast_hashtable, self);
    struct array *list = array_new(n->npairs);
    for (uint32_t i = 0; i < n->npairs; i++) {
        AUTO_VALUE key = node(self, n->pairs[i].key), value = node(self, n->pairs[i].value);
        array_push_take(list, tuple_pair(key, value));
    }
    *out = value_of_array(list);
    return 0;
}

static const struct property hashtable_props[] = {
    PROPERTY("KeyValuePairs",
             "System.Collections.ObjectModel.ReadOnlyCollection[System.Tuple[" AST_NAMESPACE
             "ExpressionAst," AST_NAMESPACE "StatementAst]]",
             hashtable_get),
};

GETTER(script_block_expression_get)
{
    (void)p;
    (void)err;
    *out = node(self, NODE_OF(AST_OF(ast_script_block_expr, self)->body));
    return 0;
}

static const struct property script_block_expression_props[] = {
    PROPERTY("ScriptBlock", ONE("ScriptBlockAst"), script_block_expression_get),
};

AST_EXPRESSION_TYPES(AST_TYPE_OF)

/* ---- paths of variables ---- */

enum {
    PATH_USER,
    PATH_DRIVE,
    PATH_GLOBAL,
    PATH_LOCAL,
    PATH_PRIVATE,
    PATH_SCRIPT,
    PATH_UNSCOPED,
    PATH_UNQUALIFIED,
    PATH_VARIABLE,
    PATH_FUNCTION,
    PATH_DRIVE_QUALIFIED
};

/* The name without $, @ or braces, with its scope or drive. */
static void user_path(const struct ast_part *part, struct strbuf *out)
{
    static const char *const scopes[] = {
        "", "global:", "local:", "script:", "private:", "using:"
    };
    if (part->role == ROLE_PARAMETER_NAME) {
        struct ast_str name = ((const struct ast_parameter *)(const void *)part->node)->name;
        strbuf_add(out, name.s, name.len);
        return;
    }
    const struct ast_variable *v = (const struct ast_variable *)(const void *)part->node;
    if (v->scope == AST_SCOPE_DRIVE)
        strbuf_addf(out, "%s:", v->drive.s);
    else if (part->role != ROLE_USING_VARIABLE && v->scope != AST_SCOPE_NONE) {
        const char *text = part->ast->text + v->node.start + 1 + v->braced;
        const char *colon = strchr(text, ':');
        size_t len = strlen(scopes[v->scope]);
        if (colon && (size_t)(colon - text) + 1 == len)
            strbuf_add(out, text, len);
        else
            strbuf_adds(out, scopes[v->scope]);
    }
    strbuf_add(out, v->name.s, v->name.len);
}

GETTER(path_get)
{
    (void)err;
    const struct ast_part *part = ast_part_of(self);
    const struct ast_variable *v =
        part->role == ROLE_PARAMETER_NAME ? NULL : (const void *)part->node;
    enum ast_scope scope = v && part->role != ROLE_USING_VARIABLE ? v->scope : AST_SCOPE_NONE;
    AUTO_STRBUF text = STRBUF_INIT;
    switch (p->data) {
    case PATH_USER:
        user_path(part, &text);
        *out = value_string_take(&text);
        break;
    case PATH_DRIVE:
        *out = scope == AST_SCOPE_DRIVE ? ast_text_value(v->drive) : value_null();
        break;
    default: {
        bool function =
            scope == AST_SCOPE_DRIVE && text_caseeqn(v->drive.s, v->drive.len, "function", 8);
        bool variable =
            scope != AST_SCOPE_DRIVE || text_caseeqn(v->drive.s, v->drive.len, "variable", 8);
        bool yes = p->data == PATH_GLOBAL    ? scope == AST_SCOPE_GLOBAL
                   : p->data == PATH_LOCAL   ? scope == AST_SCOPE_LOCAL
                   : p->data == PATH_PRIVATE ? scope == AST_SCOPE_PRIVATE
                   : p->data == PATH_SCRIPT  ? scope == AST_SCOPE_SCRIPT
                   : p->data == PATH_UNSCOPED
                       ? variable && (scope == AST_SCOPE_NONE || scope == AST_SCOPE_DRIVE)
                   : p->data == PATH_UNQUALIFIED ? scope == AST_SCOPE_NONE
                   : p->data == PATH_VARIABLE    ? variable
                   : p->data == PATH_FUNCTION    ? function
                                              : scope == AST_SCOPE_DRIVE && !variable && !function;
        *out = value_bool(yes);
        break;
    }
    }
    return 0;
}

static int path_text(struct value self, struct strbuf *out)
{
    user_path(ast_part_of(self), out);
    return 0;
}

static const struct property path_props[] = {
    PROPERTY_DATA("DriveName", "string", path_get, PATH_DRIVE),
    PROPERTY_DATA("IsDriveQualified", "bool", path_get, PATH_DRIVE_QUALIFIED),
    PROPERTY_DATA("IsGlobal", "bool", path_get, PATH_GLOBAL),
    PROPERTY_DATA("IsLocal", "bool", path_get, PATH_LOCAL),
    PROPERTY_DATA("IsPrivate", "bool", path_get, PATH_PRIVATE),
    PROPERTY_DATA("IsScript", "bool", path_get, PATH_SCRIPT),
    PROPERTY_DATA("IsUnqualified", "bool", path_get, PATH_UNQUALIFIED),
    PROPERTY_DATA("IsUnscopedVariable", "bool", path_get, PATH_UNSCOPED),
    PROPERTY_DATA("IsVariable", "bool", path_get, PATH_VARIABLE),
    PROPERTY_DATA("UserPath", "string", path_get, PATH_USER),
};

const struct type_info type_variable_path = {
    .name = "System.Management.Automation.VariablePath",
    .base = &type_object,
    PROPS(path_props),
    .payload_size = sizeof(struct ast_part),
    .destroy = ast_part_destroy,
    .to_string = path_text,
};

struct value ast_variable_path(struct ast *ast, const struct ast_node *node, enum ast_role role)
{
    struct object *o = object_new(&type_variable_path);
    *(struct ast_part *)object_payload(o) = (struct ast_part){ ast_ref(ast), node, role, 0 };
    return value_of_object(o);
}
