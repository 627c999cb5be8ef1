/* Statements and pipelines of the syntax tree. */
#include <string.h>

#include "shell/object/array.h"
#include "shell/object/hash.h"
#include "shell/object/tuple.h"
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

/* Tuples of what a clause tests and its body. */
static struct value clause_list(struct value self, const struct ast_clause *clauses, uint32_t n)
{
    struct array *list = array_new(n);
    for (uint32_t i = 0; i < n; i++) {
        AUTO_VALUE test = node(self, clauses[i].test);
        AUTO_VALUE body = node(self, NODE_OF(clauses[i].body));
        array_push_take(list, tuple_pair(test, body));
    }
    return value_of_array(list);
}

/* ---- what could not be parsed ---- */

enum { ERROR_BODIES, ERROR_CONDITIONS, ERROR_FLAGS, ERROR_KIND, ERROR_NESTED };

static const struct ast_switch *failed_switch(struct value self)
{
    const struct ast_node *partial = AST_OF(ast_error, self)->partial;
    return partial && partial->kind == AST_SWITCH ? (const void *)partial : NULL;
}

static struct value switch_flags(struct value self, const struct ast_switch *n)
{
    if (!n->nflags)
        return value_null();
    struct value flags = value_of_hash(hash_new(0));
    for (uint32_t i = 0; i < n->nflags; i++) {
        const struct ast_switch_flag *f = &n->flags[i];
        AUTO_VALUE value = node(self, f->value);
        AUTO_VALUE token = language_token_new(tree(self), f->start, f->end, "Parameter");
        hash_sets_take(flags.hash, f->name.s, tuple_pair(token, value));
    }
    return flags;
}

GETTER(error_get)
{
    (void)err;
    const struct ast_switch *n = failed_switch(self);
    *out = value_null();
    if (!n) {
        if (p->data != ERROR_NESTED)
            return 0;
        *out = ast_object_children(self);
        if (!out->array->len)
            value_clear(out);
        return 0;
    }
    if (p->data == ERROR_FLAGS) {
        *out = switch_flags(self, n);
    } else if (p->data == ERROR_KIND) {
        *out = language_token_new(tree(self), n->keyword, n->keyword + 6, "Switch");
    } else if (p->data == ERROR_CONDITIONS && n->condition && n->condition->kind == AST_PIPELINE) {
        *out = ast_object_list(tree(self), &n->condition, 1, ROLE_NODE);
    } else if (p->data == ERROR_BODIES && n->nread) {
        *out = ast_object_list(tree(self), n->read, n->nread, ROLE_NODE);
    }
    return 0;
}

static const struct property error_statement_props[] = {
    PROPERTY_DATA("Bodies", LIST("Ast"), error_get, ERROR_BODIES),
    PROPERTY_DATA("Conditions", LIST("Ast"), error_get, ERROR_CONDITIONS),
    PROPERTY_DATA("Flags",
                  "System.Collections.Generic.Dictionary[string,System.Tuple[" AST_NAMESPACE
                  "Token," AST_NAMESPACE "Ast]]",
                  error_get, ERROR_FLAGS),
    PROPERTY_DATA("Kind", ONE("Token"), error_get, ERROR_KIND),
    PROPERTY_DATA("NestedAst", LIST("Ast"), error_get, ERROR_NESTED),
};
static const struct property error_expression_props[] = {
    PROPERTY_DATA("NestedAst", LIST("Ast"), error_get, ERROR_NESTED),
};

/* ---- pipelines ---- */

GETTER(pipeline_get)
{
    (void)err;
    const struct ast_pipeline *n = AST_OF(ast_pipeline, self);
    *out = p->data ? value_bool(n->background)
                   : ast_object_list(tree(self), n->elements, n->nelements, ROLE_NODE);
    return 0;
}

CALL(pure_expression)
{
    (void)args;
    (void)n;
    (void)err;
    *out = node(self, ast_pure_expression(ast_part_of(self)->node));
    return 0;
}

static const struct property pipeline_props[] = {
    PROPERTY_DATA("Background", "bool", pipeline_get, 1),
    PROPERTY_DATA("PipelineElements", LIST("CommandBaseAst"), pipeline_get, 0),
};

enum { CHAIN_BACKGROUND, CHAIN_LEFT, CHAIN_OPERATOR, CHAIN_RIGHT };

GETTER(chain_get)
{
    (void)err;
    const struct ast_chain *n = AST_OF(ast_chain, self);
    uint32_t last = ast_part_of(self)->index;
    if (p->data == CHAIN_BACKGROUND)
        *out = value_bool(n->background && last + 1 == n->nitems);
    else if (p->data == CHAIN_OPERATOR)
        *out = ast_enum("TokenKind",
                        last && n->operators[last - 1] == AST_CHAIN_OR ? "OrOr" : "AndAnd");
    else if (p->data == CHAIN_RIGHT)
        *out = node(self, n->items[last]);
    else if (last > 1)
        *out = ast_role_object(tree(self), &n->node, ROLE_CHAIN, last - 1);
    else
        *out = node(self, n->items[0]);
    return 0;
}

static const struct property pipeline_chain_props[] = {
    PROPERTY_DATA("Background", "bool", chain_get, CHAIN_BACKGROUND),
    PROPERTY_DATA("LhsPipelineChain", ONE("ChainableAst"), chain_get, CHAIN_LEFT),
    PROPERTY_DATA("Operator", ONE("TokenKind"), chain_get, CHAIN_OPERATOR),
    PROPERTY_DATA("RhsPipeline", ONE("PipelineAst"), chain_get, CHAIN_RIGHT),
};

enum { COMMAND_ELEMENTS, COMMAND_OPERATOR, COMMAND_REDIRECTIONS, COMMAND_KEYWORD };

GETTER(command_get)
{
    (void)err;
    const struct ast_command *n = AST_OF(ast_command, self);
    static const char *const operators[] = { "Unknown", "Ampersand", "Dot" };
    if (p->data == COMMAND_ELEMENTS)
        *out = ast_object_list(tree(self), n->elements, n->nelements, ROLE_NODE);
    else if (p->data == COMMAND_REDIRECTIONS)
        *out = ast_object_list(tree(self), n->redirects, n->nredirects, ROLE_NODE);
    else if (p->data == COMMAND_OPERATOR)
        *out = ast_enum("TokenKind", operators[n->invocation]);
    else
        *out = value_null();
    return 0;
}

CALL(command_name)
{
    (void)args;
    (void)n;
    (void)err;
    const struct ast_command *c = AST_OF(ast_command, self);
    const struct ast_node *name = c->nelements ? c->elements[0] : NULL;
    *out = value_null();
    if (name && name->kind == AST_STRING)
        *out = ast_text_value(((const struct ast_string *)(const void *)name)->value);
    else if (name && name->kind == AST_NUMBER)
        *out = ast_text_value(((const struct ast_number *)(const void *)name)->text);
    return 0;
}

static const struct property command_props[] = {
    PROPERTY_DATA("CommandElements", LIST("CommandElementAst"), command_get, COMMAND_ELEMENTS),
    PROPERTY_DATA("DefiningKeyword", ONE("DynamicKeyword"), command_get, COMMAND_KEYWORD),
    PROPERTY_DATA("InvocationOperator", ONE("TokenKind"), command_get, COMMAND_OPERATOR),
    PROPERTY_DATA("Redirections", LIST("RedirectionAst"), command_get, COMMAND_REDIRECTIONS),
};

GETTER(command_expression_get)
{
    (void)err;
    const struct ast_command_expr *n = AST_OF(ast_command_expr, self);
    *out = p->data ? node(self, n->expr)
                   : ast_object_list(tree(self), n->redirects, n->nredirects, ROLE_NODE);
    return 0;
}

static const struct property command_expression_props[] = {
    PROPERTY_DATA("Expression", ONE("ExpressionAst"), command_expression_get, 1),
    PROPERTY_DATA("Redirections", LIST("RedirectionAst"), command_expression_get, 0),
};

enum { PARAMETER_ARGUMENT, PARAMETER_POSITION, PARAMETER_NAME };

GETTER(command_parameter_get)
{
    (void)err;
    const struct ast_command_parameter *n = AST_OF(ast_command_parameter, self);
    if (p->data == PARAMETER_ARGUMENT)
        *out = node(self, n->argument);
    else if (p->data == PARAMETER_NAME)
        *out = ast_text_value(n->name);
    else
        *out = script_extent_new(tree(self), n->node.start, n->node.start + n->text.len);
    return 0;
}

static const struct property command_parameter_props[] = {
    PROPERTY_DATA("Argument", ONE("ExpressionAst"), command_parameter_get, PARAMETER_ARGUMENT),
    PROPERTY_DATA("ErrorPosition", ONE("IScriptExtent"), command_parameter_get, PARAMETER_POSITION),
    PROPERTY_DATA("ParameterName", "string", command_parameter_get, PARAMETER_NAME),
};

enum { REDIRECT_APPEND, REDIRECT_FROM, REDIRECT_LOCATION, REDIRECT_TO };

GETTER(redirection_get)
{
    (void)err;
    const struct ast_redirect *n = AST_OF(ast_redirect, self);
    static const char *const streams[] = { "All",     "Output", "Error",      "Warning",
                                           "Verbose", "Debug",  "Information" };
    if (p->data == REDIRECT_APPEND)
        *out = value_bool(n->append);
    else if (p->data == REDIRECT_LOCATION)
        *out = node(self, n->target);
    else
        *out = ast_enum("RedirectionStream", streams[p->data == REDIRECT_TO ? 1 : n->from]);
    return 0;
}

static const struct property file_redirection_props[] = {
    PROPERTY_DATA("Append", "bool", redirection_get, REDIRECT_APPEND),
    PROPERTY_DATA("FromStream", ONE("RedirectionStream"), redirection_get, REDIRECT_FROM),
    PROPERTY_DATA("Location", ONE("ExpressionAst"), redirection_get, REDIRECT_LOCATION),
};
static const struct property merging_redirection_props[] = {
    PROPERTY_DATA("FromStream", ONE("RedirectionStream"), redirection_get, REDIRECT_FROM),
    PROPERTY_DATA("ToStream", ONE("RedirectionStream"), redirection_get, REDIRECT_TO),
};

enum { ASSIGN_POSITION, ASSIGN_LEFT, ASSIGN_OPERATOR, ASSIGN_RIGHT };

GETTER(assignment_get)
{
    (void)err;
    const struct ast_assign *n = AST_OF(ast_assign, self);
    const char *op = ast_assign_name(n->op);
    if (p->data == ASSIGN_LEFT)
        *out = node(self, n->left);
    else if (p->data == ASSIGN_RIGHT)
        *out = node(self, ast_assigned(n->right));
    else if (p->data == ASSIGN_OPERATOR)
        *out = ast_operator_kind((struct ast_str){ op, (uint32_t)strlen(op) });
    else
        *out = script_extent_new(tree(self), n->op_start, n->op_end);
    return 0;
}

static const struct property assignment_props[] = {
    PROPERTY_DATA("ErrorPosition", ONE("IScriptExtent"), assignment_get, ASSIGN_POSITION),
    PROPERTY_DATA("Left", ONE("ExpressionAst"), assignment_get, ASSIGN_LEFT),
    PROPERTY_DATA("Operator", ONE("TokenKind"), assignment_get, ASSIGN_OPERATOR),
    PROPERTY_DATA("Right", ONE("StatementAst"), assignment_get, ASSIGN_RIGHT),
};

/* ---- choices and loops ---- */

GETTER(if_get)
{
    (void)err;
    const struct ast_if *n = AST_OF(ast_if, self);
    *out = p->data ? node(self, NODE_OF(n->otherwise)) : clause_list(self, n->clauses, n->nclauses);
    return 0;
}

static const struct property if_statement_props[] = {
    PROPERTY_DATA("Clauses",
                  "System.Collections.ObjectModel.ReadOnlyCollection[System.Tuple[" AST_NAMESPACE
                  "PipelineBaseAst," AST_NAMESPACE "StatementBlockAst]]",
                  if_get, 0),
    PROPERTY_DATA("ElseClause", ONE("StatementBlockAst"), if_get, 1),
};

enum { LOOP_BODY, LOOP_CONDITION, LOOP_LABEL };

GETTER(loop_get)
{
    (void)err;
    const struct ast_loop *n = AST_OF(ast_loop, self);
    *out = p->data == LOOP_BODY        ? node(self, NODE_OF(n->body))
           : p->data == LOOP_CONDITION ? node(self, n->condition)
                                       : ast_text_value(n->label);
    return 0;
}

#define LOOP_PROPS                                                                        \
    {                                                                                     \
        PROPERTY_DATA("Body", ONE("StatementBlockAst"), loop_get, LOOP_BODY),             \
            PROPERTY_DATA("Condition", ONE("PipelineBaseAst"), loop_get, LOOP_CONDITION), \
            PROPERTY_DATA("Label", "string", loop_get, LOOP_LABEL),                       \
    }
static const struct property while_statement_props[] = LOOP_PROPS;
static const struct property do_while_props[] = LOOP_PROPS;
static const struct property do_until_props[] = LOOP_PROPS;

enum { FOR_BODY, FOR_CONDITION, FOR_INITIALIZER, FOR_ITERATOR, FOR_LABEL };

GETTER(for_get)
{
    (void)err;
    const struct ast_for *n = AST_OF(ast_for, self);
    *out = p->data == FOR_BODY          ? node(self, NODE_OF(n->body))
           : p->data == FOR_CONDITION   ? node(self, n->condition)
           : p->data == FOR_INITIALIZER ? node(self, n->init)
           : p->data == FOR_ITERATOR    ? node(self, n->step)
                                        : ast_text_value(n->label);
    return 0;
}

static const struct property for_statement_props[] = {
    PROPERTY_DATA("Body", ONE("StatementBlockAst"), for_get, FOR_BODY),
    PROPERTY_DATA("Condition", ONE("PipelineBaseAst"), for_get, FOR_CONDITION),
    PROPERTY_DATA("Initializer", ONE("PipelineBaseAst"), for_get, FOR_INITIALIZER),
    PROPERTY_DATA("Iterator", ONE("PipelineBaseAst"), for_get, FOR_ITERATOR),
    PROPERTY_DATA("Label", "string", for_get, FOR_LABEL),
};

enum { EACH_BODY, EACH_CONDITION, EACH_FLAGS, EACH_LABEL, EACH_LIMIT, EACH_VARIABLE };

GETTER(foreach_get)
{
    (void)err;
    const struct ast_foreach *n = AST_OF(ast_foreach, self);
    *out = p->data == EACH_BODY        ? node(self, NODE_OF(n->body))
           : p->data == EACH_CONDITION ? node(self, n->source)
           : p->data == EACH_FLAGS     ? ast_enum("ForEachFlags", n->parallel ? "Parallel" : "None")
           : p->data == EACH_LABEL     ? ast_text_value(n->label)
           : p->data == EACH_VARIABLE  ? node(self, NODE_OF(n->variable))
                                       : value_null();
    return 0;
}

static const struct property foreach_statement_props[] = {
    PROPERTY_DATA("Body", ONE("StatementBlockAst"), foreach_get, EACH_BODY),
    PROPERTY_DATA("Condition", ONE("PipelineBaseAst"), foreach_get, EACH_CONDITION),
    PROPERTY_DATA("Flags", ONE("ForEachFlags"), foreach_get, EACH_FLAGS),
    PROPERTY_DATA("Label", "string", foreach_get, EACH_LABEL),
    PROPERTY_DATA("ThrottleLimit", ONE("ExpressionAst"), foreach_get, EACH_LIMIT),
    PROPERTY_DATA("Variable", ONE("VariableExpressionAst"), foreach_get, EACH_VARIABLE),
};

enum { SWITCH_CLAUSES, SWITCH_CONDITION, SWITCH_DEFAULT, SWITCH_FLAGS, SWITCH_LABEL };

static struct value switch_flag_names(const struct ast_switch *n)
{
    static const char *const modes[] = { NULL, "Wildcard", "Regex" };
    AUTO_STRBUF text = STRBUF_INIT;
    if (n->is_file)
        strbuf_adds(&text, "File");
    if (modes[n->mode])
        strbuf_addf(&text, "%s%s", text.len ? "," : "", modes[n->mode]);
    if (n->case_sensitive)
        strbuf_addf(&text, "%sCaseSensitive", text.len ? "," : "");
    return ast_enum("SwitchFlags", text.len ? text.buf : "None");
}

/* The file's name is a pipeline too. */
static const struct ast_node *switch_condition(const struct ast_switch *n)
{
    for (uint32_t i = 0; i < n->nflags; i++)
        if (n->flags[i].value && n->flags[i].value->kind == AST_PIPELINE && n->is_file)
            return n->flags[i].value;
    return n->condition;
}

GETTER(switch_get)
{
    (void)err;
    const struct ast_switch *n = AST_OF(ast_switch, self);
    *out = p->data == SWITCH_CLAUSES     ? clause_list(self, n->clauses, n->nclauses)
           : p->data == SWITCH_CONDITION ? node(self, switch_condition(n))
           : p->data == SWITCH_DEFAULT   ? node(self, NODE_OF(n->otherwise))
           : p->data == SWITCH_FLAGS     ? switch_flag_names(n)
                                         : ast_text_value(n->label);
    return 0;
}

static const struct property switch_statement_props[] = {
    PROPERTY_DATA("Clauses",
                  "System.Collections.ObjectModel.ReadOnlyCollection[System.Tuple[" AST_NAMESPACE
                  "ExpressionAst," AST_NAMESPACE "StatementBlockAst]]",
                  switch_get, SWITCH_CLAUSES),
    PROPERTY_DATA("Condition", ONE("PipelineBaseAst"), switch_get, SWITCH_CONDITION),
    PROPERTY_DATA("Default", ONE("StatementBlockAst"), switch_get, SWITCH_DEFAULT),
    PROPERTY_DATA("Flags", ONE("SwitchFlags"), switch_get, SWITCH_FLAGS),
    PROPERTY_DATA("Label", "string", switch_get, SWITCH_LABEL),
};

/* ---- flow ---- */

GETTER(jump_get)
{
    (void)err;
    const struct ast_jump *n = AST_OF(ast_jump, self);
    *out = p->data ? value_bool(!n->operand) : node(self, n->operand);
    return 0;
}

#define LABEL_PROPS                                                \
    {                                                              \
        PROPERTY_DATA("Label", ONE("ExpressionAst"), jump_get, 0), \
    }
#define OPERAND_PROPS                                                   \
    {                                                                   \
        PROPERTY_DATA("Pipeline", ONE("PipelineBaseAst"), jump_get, 0), \
    }
static const struct property break_statement_props[] = LABEL_PROPS;
static const struct property continue_statement_props[] = LABEL_PROPS;
static const struct property return_statement_props[] = OPERAND_PROPS;
static const struct property exit_statement_props[] = OPERAND_PROPS;
static const struct property throw_statement_props[] = {
    PROPERTY_DATA("IsRethrow", "bool", jump_get, 1),
    PROPERTY_DATA("Pipeline", ONE("PipelineBaseAst"), jump_get, 0),
};

enum { TRY_BODY, TRY_CATCHES, TRY_FINALLY };

GETTER(try_get)
{
    (void)err;
    const struct ast_try *n = AST_OF(ast_try, self);
    if (p->data == TRY_CATCHES) {
        struct array *list = array_new(n->ncatches);
        for (uint32_t i = 0; i < n->ncatches; i++)
            array_push_take(list, ast_role_object(tree(self), &n->node, ROLE_CATCH, i));
        *out = value_of_array(list);
    } else {
        *out = node(self, p->data == TRY_BODY ? NODE_OF(n->body) : NODE_OF(n->finally));
    }
    return 0;
}

static const struct property try_statement_props[] = {
    PROPERTY_DATA("Body", ONE("StatementBlockAst"), try_get, TRY_BODY),
    PROPERTY_DATA("CatchClauses", LIST("CatchClauseAst"), try_get, TRY_CATCHES),
    PROPERTY_DATA("Finally", ONE("StatementBlockAst"), try_get, TRY_FINALLY),
};

enum { CATCH_BODY, CATCH_TYPES, CATCH_ALL };

GETTER(catch_get)
{
    (void)err;
    const struct ast_catch *c = &AST_OF(ast_try, self)->catches[ast_part_of(self)->index];
    *out = p->data == CATCH_BODY ? node(self, NODE_OF(c->body))
           : p->data == CATCH_TYPES
               ? ast_object_list(tree(self), c->types, c->ntypes, ROLE_TYPE_CONSTRAINT)
               : value_bool(!c->ntypes);
    return 0;
}

static const struct property catch_clause_props[] = {
    PROPERTY_DATA("Body", ONE("StatementBlockAst"), catch_get, CATCH_BODY),
    PROPERTY_DATA("CatchTypes", LIST("TypeConstraintAst"), catch_get, CATCH_TYPES),
    PROPERTY_DATA("IsCatchAll", "bool", catch_get, CATCH_ALL),
};

GETTER(trap_get)
{
    (void)err;
    const struct ast_trap *n = AST_OF(ast_trap, self);
    *out = p->data ? ast_role_object(tree(self), NODE_OF(n->type), ROLE_TYPE_CONSTRAINT, 0)
                   : node(self, NODE_OF(n->body));
    return 0;
}

static const struct property trap_statement_props[] = {
    PROPERTY_DATA("Body", ONE("StatementBlockAst"), trap_get, 0),
    PROPERTY_DATA("TrapType", ONE("TypeConstraintAst"), trap_get, 1),
};

enum { DATA_BODY, DATA_COMMANDS, DATA_VARIABLE };

GETTER(data_get)
{
    (void)err;
    const struct ast_data *n = AST_OF(ast_data, self);
    *out = p->data == DATA_BODY ? node(self, NODE_OF(n->body))
           : p->data == DATA_COMMANDS
               ? ast_object_list(tree(self), n->commands, n->ncommands, ROLE_NODE)
               : ast_text_value(n->variable);
    return 0;
}

static const struct property data_statement_props[] = {
    PROPERTY_DATA("Body", ONE("StatementBlockAst"), data_get, DATA_BODY),
    PROPERTY_DATA("CommandsAllowed", LIST("ExpressionAst"), data_get, DATA_COMMANDS),
    PROPERTY_DATA("Variable", "string", data_get, DATA_VARIABLE),
};

static const struct method command_methods[] = {
    METHOD("GetCommandName", 0, 0, command_name, "string GetCommandName()"),
};
const struct type_info type_ast_command = {
    .name = AST_NAMESPACE "CommandAst",
    .base = &type_ast_command_base,
    PROPS(command_props),
    METHODS(command_methods),
    .payload_size = sizeof(struct ast_part),
    .destroy = ast_part_destroy,
    .to_string = ast_part_text,
    .equals = ast_part_equals,
};

static const struct method pipeline_methods[] = {
    METHOD("GetPureExpression", 0, 0, pure_expression,
           AST_NAMESPACE "ExpressionAst GetPureExpression()"),
};

const struct type_info type_ast_pipeline_base = {
    .name = AST_NAMESPACE "PipelineBaseAst",
    .base = &type_ast_statement,
    METHODS(pipeline_methods),
};

AST_STATEMENT_TYPES(AST_TYPE_OF)
