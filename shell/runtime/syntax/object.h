/* The syntax tree as scripts see it: System.Management.Automation.Language.*Ast. An object is a
 * view of one node of a struct ast and keeps that alive; two views of one node are equal. Some
 * objects of PowerShell's tree are no nodes of ours: a role says which part of the node is meant.
 */
#ifndef HVSH_RUNTIME_AST_OBJECT_H
#define HVSH_RUNTIME_AST_OBJECT_H

#include "parser/ast.h"
#include "shell/object/members.h"

enum ast_role {
    ROLE_NODE,            /* the node itself */
    ROLE_NAMED_BLOCK,     /* AST_BLOCK: begin, process … of a script block */
    ROLE_CATCH,           /* AST_TRY: its catch clause number index */
    ROLE_NAMED_ARGUMENT,  /* AST_ATTRIBUTE: its named argument number index */
    ROLE_TYPE_CONSTRAINT, /* AST_TYPE_NAME: in its brackets; with index set without them */
    ROLE_CHAIN,           /* AST_CHAIN: its first index + 1 pipelines */
    ROLE_USING_VARIABLE,  /* AST_VARIABLE: the x of $using:x */
    ROLE_PARAMETER_NAME,  /* AST_PARAMETER: its name as a variable */
    ROLE_METHOD_FUNCTION, /* AST_METHOD: the function it holds */
};

struct ast_part {
    struct ast *ast; /* reference, when in an object */
    const struct ast_node *node;
    enum ast_role role;
    uint32_t index;
};

/* AST_OF(ast_for, self) is the node of an object. */
#define AST_OF(type, self) ((const struct type *)(const void *)ast_part_of(self)->node)

const struct ast_part *ast_part_of(struct value self);
/* The object; $null without a node. Owned. */
struct value ast_object_new(struct ast *ast, const struct ast_node *node);
struct value ast_role_object(struct ast *ast, const struct ast_node *node, enum ast_role role,
                             uint32_t index);
/* Objects of n nodes (pointers to any kind of node) in an array. Owned. */
struct value ast_object_list(struct ast *ast, const void *nodes, uint32_t n, enum ast_role role);
/* The same of the direct children of a part, in the order in which they are searched. */
struct value ast_object_children(struct value self);
/* A member of the language's enumeration Language.TYPE or, with a dot in it, of that type. */
struct value ast_enum(const char *type, const char *member);
/* The name of TokenKind of an operator's text. */
struct value ast_operator_kind(struct ast_str text);
/* Copied text, $null when there is none. */
struct value ast_text_value(struct ast_str s);
/* What stands for a type's name, ITypeName; $null without one. Owned. */
struct value ast_type_name_object(struct ast *ast, const struct ast_type_name *name);
/* VariablePath. Owned. */
struct value ast_variable_path(struct ast *ast, const struct ast_node *node, enum ast_role role);
/* The type of a node's object. */
const struct type_info *ast_object_type(const struct ast_part *part);

/* id, name, base's id */
/* clang-format off */
#define AST_ABSTRACT_TYPES(X)                          \
    X(statement, "StatementAst", any)                  \
    X(chainable, "ChainableAst", pipeline_base)        \
    X(labeled, "LabeledStatementAst", statement)       \
    X(loop, "LoopStatementAst", labeled)               \
    X(command_element, "CommandElementAst", any)       \
    X(command_base, "CommandBaseAst", statement)       \
    X(redirection, "RedirectionAst", any)              \
    X(attribute_base, "AttributeBaseAst", any)         \
    X(member, "MemberAst", any)
#define AST_STRUCTURE_TYPES(X)                                   \
    X(script_block, "ScriptBlockAst", any)                       \
    X(param_block, "ParamBlockAst", any)                         \
    X(named_block, "NamedBlockAst", any)                         \
    X(statement_block, "StatementBlockAst", any)                 \
    X(parameter, "ParameterAst", any)                            \
    X(attribute, "AttributeAst", attribute_base)                 \
    X(named_argument, "NamedAttributeArgumentAst", any)          \
    X(type_constraint, "TypeConstraintAst", attribute_base)      \
    X(function, "FunctionDefinitionAst", statement)              \
    X(type_definition, "TypeDefinitionAst", statement)           \
    X(property_member, "PropertyMemberAst", member)              \
    X(function_member, "FunctionMemberAst", member)              \
    X(using_statement, "UsingStatementAst", statement)
#define AST_STATEMENT_TYPES(X)                                   \
    X(error_statement, "ErrorStatementAst", pipeline_base)       \
    X(error_expression, "ErrorExpressionAst", expression)        \
    X(pipeline, "PipelineAst", chainable)                        \
    X(pipeline_chain, "PipelineChainAst", chainable)             \
    X(command_expression, "CommandExpressionAst", command_base)  \
    X(command_parameter, "CommandParameterAst", command_element) \
    X(file_redirection, "FileRedirectionAst", redirection)       \
    X(merging_redirection, "MergingRedirectionAst", redirection) \
    X(assignment, "AssignmentStatementAst", pipeline_base)       \
    X(if_statement, "IfStatementAst", statement)                 \
    X(while_statement, "WhileStatementAst", loop)                \
    X(do_while, "DoWhileStatementAst", loop)                     \
    X(do_until, "DoUntilStatementAst", loop)                     \
    X(for_statement, "ForStatementAst", loop)                    \
    X(foreach_statement, "ForEachStatementAst", loop)            \
    X(switch_statement, "SwitchStatementAst", labeled)           \
    X(break_statement, "BreakStatementAst", statement)           \
    X(continue_statement, "ContinueStatementAst", statement)     \
    X(return_statement, "ReturnStatementAst", statement)         \
    X(throw_statement, "ThrowStatementAst", statement)           \
    X(exit_statement, "ExitStatementAst", statement)             \
    X(try_statement, "TryStatementAst", statement)               \
    X(catch_clause, "CatchClauseAst", any)                       \
    X(trap_statement, "TrapStatementAst", statement)             \
    X(data_statement, "DataStatementAst", statement)
#define AST_EXPRESSION_TYPES(X)                                           \
    X(constant, "ConstantExpressionAst", expression)                      \
    X(string_constant, "StringConstantExpressionAst", constant)           \
    X(expandable_string, "ExpandableStringExpressionAst", expression)     \
    X(variable, "VariableExpressionAst", expression)                      \
    X(using_expression, "UsingExpressionAst", expression)                 \
    X(unary, "UnaryExpressionAst", expression)                            \
    X(binary, "BinaryExpressionAst", expression)                          \
    X(ternary, "TernaryExpressionAst", expression)                        \
    X(attributed, "AttributedExpressionAst", expression)                  \
    X(convert, "ConvertExpressionAst", attributed)                        \
    X(type_expression, "TypeExpressionAst", expression)                   \
    X(member_expression, "MemberExpressionAst", expression)               \
    X(invoke_member, "InvokeMemberExpressionAst", member_expression)      \
    X(index, "IndexExpressionAst", expression)                            \
    X(array_literal, "ArrayLiteralAst", expression)                       \
    X(array_expression, "ArrayExpressionAst", expression)                 \
    X(sub_expression, "SubExpressionAst", expression)                     \
    X(paren, "ParenExpressionAst", expression)                            \
    X(hashtable, "HashtableAst", expression)                              \
    X(script_block_expression, "ScriptBlockExpressionAst", expression)
/* clang-format on */

#define AST_TYPE_DECLARE(id, name, base) extern const struct type_info type_ast_##id;
AST_ABSTRACT_TYPES(AST_TYPE_DECLARE)
AST_STRUCTURE_TYPES(AST_TYPE_DECLARE)
AST_STATEMENT_TYPES(AST_TYPE_DECLARE)
AST_EXPRESSION_TYPES(AST_TYPE_DECLARE)
#undef AST_TYPE_DECLARE
extern const struct type_info type_ast_any, type_ast_expression, type_ast_pipeline_base,
    type_ast_command, type_ast_type_name, type_ast_generic_type_name, type_ast_array_type_name,
    type_variable_path;

/* Shared by every type of the tree. */
void ast_part_destroy(struct object *o);
int ast_part_text(struct value self, struct strbuf *out);
bool ast_part_equals(struct value a, struct value b);
#define AST_NAMESPACE "System.Management.Automation.Language."
#define AST_TYPE_OF(id, short_name, base_id)     \
    const struct type_info type_ast_##id = {     \
        .name = AST_NAMESPACE short_name,        \
        .base = &type_ast_##base_id,             \
        PROPS(id##_props),                       \
        .payload_size = sizeof(struct ast_part), \
        .destroy = ast_part_destroy,             \
        .to_string = ast_part_text,              \
        .equals = ast_part_equals,               \
    };

#endif
