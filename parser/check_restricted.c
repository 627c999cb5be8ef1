#include "parser/check_restricted.h"

#include <strings.h>

#include "parser/parse_internal.h"

struct check {
    const struct restricted_rules *rules;
    restricted_report report;
    void *data;
};

static void report(struct check *c, const char *id, uint32_t start, uint32_t end, const char *fmt,
                   ...) PRINTF_LIKE(5, 6);

static void report(struct check *c, const char *id, uint32_t start, uint32_t end, const char *fmt,
                   ...)
{
    AUTO_STRBUF text = STRBUF_INIT;
    va_list ap;
    va_start(ap, fmt);
    strbuf_vaddf(&text, fmt, ap);
    va_end(ap);
    c->report(c->data, id, start, end, text.buf);
}

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

static bool listed(const struct ast_str *name, const struct ast_str *names, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        if (names[i].len == name->len && strncasecmp(names[i].s, name->s, name->len) == 0)
            return true;
    return false;
}

static bool variable_is_allowed(const struct check *c, const struct ast_variable *v)
{
    static const struct ast_str always[] = {
        { "PSCulture", 9 }, { "PSUICulture", 11 }, { "true", 4 }, { "false", 5 }, { "null", 4 }
    };
    static const struct ast_str env = { "env", 3 };
    if (v->scope == AST_SCOPE_DRIVE)
        return (c->rules->environment || c->rules->any_variable) && listed(&v->drive, &env, 1);
    return c->rules->any_variable || listed(&v->name, always, sizeof(always) / sizeof(always[0])) ||
           listed(&v->name, c->rules->variables, c->rules->nvariables);
}

static void check_command(struct check *c, const struct ast_command *command)
{
    const struct ast_node *node = &command->node;
    const struct ast_string *name = (const void *)command->elements[0];

    if (command->invocation == AST_INVOKE_DOT) {
        report(c, "DotSourcingNotSupportedInDataSection", node->start, node->end,
               "Dot sourcing is not allowed in restricted language mode or a Data section.");
        return;
    }
    if (name->node.kind != AST_STRING) {
        report(c, "OperatorNotSupportedInDataSection", node->start, node->end,
               "The '&' operator is not allowed in restricted language mode or a Data section.");
        return;
    }
    if (c->rules->any_command || listed(&name->value, c->rules->commands, c->rules->ncommands))
        return;
    report(c, "CmdletNotInAllowedListForDataSection", node->start, node->end,
           "The command '%.*s' is not allowed in restricted language mode or a Data section.",
           (int)name->value.len, name->value.s);
}

static void check_operator(struct check *c, const struct ast_binary *b)
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
        report(c, "OperatorNotSupportedInDataSection", b->op_start, b->op_end,
               "The '%s' operator is not allowed in restricted language mode or a Data section.",
               name);
        break;
    default:
        break;
    }
}

static bool check_node(const struct ast_node *node, void *data)
{
    struct check *c = data;

    for (size_t i = 0; i < sizeof(refused) / sizeof(refused[0]); i++) {
        if (refused[i].kind == node->kind) {
            report(c, refused[i].id, node->start, node->end, "%s", refused[i].message);
            return true;
        }
    }
    switch (node->kind) {
    case AST_DATA:
        report(c, "DataSectionStatementNotSupportedInDataSection", node->start, node->end,
               "The data statement is not allowed in restricted language mode or another Data "
               "section.");
        return true;
    case AST_VARIABLE:
        if (!variable_is_allowed(c, (const void *)node))
            report(c, "VariableReferenceNotSupportedInDataSection", node->start, node->end,
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

void ast_check_restricted(const struct ast_node *node, const struct restricted_rules *rules,
                          restricted_report tell, void *data)
{
    struct check c = { rules, tell, data };
    ast_each_child(node, check_node, &c);
}

static void complain_of(void *parser, const char *id, uint32_t start, uint32_t end,
                        const char *message)
{
    complain(parser, id, start, end, "%s", message);
}

void check_data_section(struct parser *p, const struct ast_data *data)
{
    struct ast_str *names = arena_alloc(p->ast->arena, (data->ncommands + 1) * sizeof(*names));
    struct restricted_rules rules = { .commands = names };
    names[rules.ncommands++] = (struct ast_str){ "ConvertFrom-StringData", 22 };
    for (uint32_t i = 0; i < data->ncommands; i++) {
        const struct ast_node *command = data->commands[i];
        if (command->kind == AST_STRING)
            names[rules.ncommands++] = AST_AS(ast_string, command)->value;
        else
            rules.any_command = true; /* said when it runs */
    }
    ast_check_restricted(&data->body->node, &rules, complain_of, p);
}
