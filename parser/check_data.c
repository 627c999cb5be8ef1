/* What may stand in a data section: values and the commands it names. */
#include <string.h>
#include <strings.h>

#include "parser/parse_internal.h"

struct data_check {
    struct parser *p;
    const struct ast_data *data;
};

/* The kinds of nodes that are refused as a whole. */
static const struct {
    enum ast_kind kind;
    const char *id, *message;
} refused[] = {
#define REFUSED(kind, name, text)                                          \
    {                                                                      \
        kind, name "NotSupportedInDataSection",                            \
            text " allowed in restricted language mode or a Data section." \
    }
    REFUSED(AST_SCRIPT_BLOCK, "ScriptBlock", "Script block literals are not"),
    REFUSED(AST_SCRIPT_BLOCK_EXPR, "ScriptBlock", "Script block literals are not"),
    REFUSED(AST_FUNCTION, "FunctionDeclaration", "Function declarations are not"),
    REFUSED(AST_TRAP, "TrapStatement", "The Trap statement is not"),
    REFUSED(AST_SWITCH, "SwitchStatement", "The switch statement is not"),
    REFUSED(AST_FOREACH, "ForeachStatement", "Foreach statements are not"),
    REFUSED(AST_DO_WHILE, "DoWhileStatement", "The Do and While statements are not"),
    REFUSED(AST_DO_UNTIL, "DoWhileStatement", "The Do and While statements are not"),
    REFUSED(AST_FOR, "ForWhileStatement", "For and While statements are not"),
    REFUSED(AST_WHILE, "ForWhileStatement", "For and While statements are not"),
    REFUSED(AST_TRY, "TryStatement", "The Try statement is not"),
    REFUSED(AST_ASSIGN, "AssignmentStatement", "Assignment statements are not"),
    REFUSED(AST_REDIRECT, "Redirection", "Redirection is not"),
    REFUSED(AST_EXPANDABLE, "ExpandableString", "Expandable strings are not"),
    REFUSED(AST_MEMBER, "PropertyReference", "Property references are not"),
    REFUSED(AST_INVOKE, "MethodCall", "Method calls are not"),
    REFUSED(AST_INDEX, "ArrayReference", "Array references are not"),
    REFUSED(AST_ATTRIBUTE, "Attribute", "Attributes are not"),
#define JUMP "Flow control statements such as Break, Continue, Return, Exit, and Throw are not"
    REFUSED(AST_BREAK, "FlowControlStatement", JUMP),
    REFUSED(AST_CONTINUE, "FlowControlStatement", JUMP),
    REFUSED(AST_RETURN, "FlowControlStatement", JUMP),
    REFUSED(AST_EXIT, "FlowControlStatement", JUMP),
    REFUSED(AST_THROW, "FlowControlStatement", JUMP),
};

static bool is_one_of(const struct ast_str *s, const char *const *names)
{
    for (; *names; names++)
        if (strlen(*names) == s->len && strncasecmp(*names, s->s, s->len) == 0)
            return true;
    return false;
}

static void check_command(struct data_check *c, const struct ast_command *command)
{
    static const char *const always[] = { "ConvertFrom-StringData", NULL };
    const struct ast_node *node = &command->node;
    const struct ast_string *name = (const void *)command->elements[0];

    if (command->invocation == AST_INVOKE_DOT) {
        complain(c->p, "DotSourcingNotSupportedInDataSection", node->start, node->end,
                 "Dot sourcing is not allowed in restricted language mode or a Data section.");
        return;
    }
    if (name->node.kind != AST_STRING) {
        complain(c->p, "OperatorNotSupportedInDataSection", node->start, node->end,
                 "The '&' operator is not allowed in restricted language mode or a Data section.");
        return;
    }
    if (is_one_of(&name->value, always))
        return;
    for (uint32_t i = 0; i < c->data->ncommands; i++) {
        const struct ast_string *allowed = (const void *)c->data->commands[i];
        if (allowed->node.kind != AST_STRING || /* said when it runs */
            (allowed->value.len == name->value.len &&
             strncasecmp(allowed->value.s, name->value.s, name->value.len) == 0))
            return;
    }
    complain(c->p, "CmdletNotInAllowedListForDataSection", node->start, node->end,
             "The command '%.*s' is not allowed in restricted language mode or a Data section.",
             (int)name->value.len, name->value.s);
}

static void check_operator(struct data_check *c, const struct ast_binary *b)
{
    const char *name = ast_binary_name(b->op, b->case_sensitive);

    switch (b->op) {
    case AST_OP_MATCH:
    case AST_OP_NOTMATCH:
    case AST_OP_REPLACE:
    case AST_OP_SPLIT:
    case AST_OP_JOIN:
    case AST_OP_AS:
    case AST_OP_FORMAT:
    case AST_OP_RANGE:
        complain(c->p, "OperatorNotSupportedInDataSection", b->op_start, b->op_end,
                 "The '%s' operator is not allowed in restricted language mode or a Data section.",
                 name);
        break;
    default:
        break;
    }
}

static bool check_node(const struct ast_node *node, void *data)
{
    static const char *const variables[] = { "PSCulture", "PSUICulture", "true",
                                             "false",     "null",        NULL };
    struct data_check *c = data;

    for (size_t i = 0; i < sizeof(refused) / sizeof(refused[0]); i++) {
        if (refused[i].kind == node->kind) {
            complain(c->p, refused[i].id, node->start, node->end, "%s", refused[i].message);
            return true;
        }
    }
    switch (node->kind) {
    case AST_DATA:
        complain(c->p, "DataSectionStatementNotSupportedInDataSection", node->start, node->end,
                 "The data statement is not allowed in restricted language mode or another Data "
                 "section.");
        return true;
    case AST_VARIABLE:
        if (!is_one_of(&((const struct ast_variable *)node)->name, variables))
            complain(c->p, "VariableReferenceNotSupportedInDataSection", node->start, node->end,
                     "A variable that cannot be referenced in restricted language mode or a Data "
                     "section is being referenced. Variables that can be referenced include the "
                     "following: $PSCulture, $PSUICulture, $true, $false, $null.");
        break;
    case AST_COMMAND:
        check_command(c, (const void *)node);
        break;
    case AST_BINARY:
        check_operator(c, (const void *)node);
        break;
    default:
        break;
    }
    return ast_each_child(node, check_node, data);
}

void check_data_section(struct parser *p, const struct ast_data *data)
{
    struct data_check c = { p, data };
    ast_each_child(&data->body->node, check_node, &c);
}
