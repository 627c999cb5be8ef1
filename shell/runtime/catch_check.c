/* Catch clauses that can never run: an earlier one of the same try has their exceptions. */
#include "parser/parser.h"
#include "shell/object/type_decls.h"
#include "shell/runtime/class/script_class.h"
#include "shell/runtime/session.h"

struct catch_check {
    struct session *session; /* or NULL */
    const struct ast *ast;
    struct parse_diag *diag;
};

static const struct type_info *caught(const struct catch_check *c, const struct ast_type_name *name)
{
    return c->session ? session_find_type(c->session, name->text.s, name->text.len)
                      : type_find(name->text.s, name->text.len);
}

static void check_type(const struct catch_check *c, const struct ast_catch *earlier,
                       const struct ast_type_name *name)
{
    const struct type_info *type = caught(c, name);

    for (uint32_t i = 0; type && i < earlier->ntypes; i++) {
        const struct type_info *first = caught(c, earlier->types[i]);
        if (first && type_is_a(type, first))
            parse_diag_add(
                c->diag, c->ast, "ExceptionTypeAlreadyCaught", name->node.start, name->node.end,
                "Exception type %s is already handled by a previous handler.", type->name);
    }
}

static bool check_node(const struct ast_node *node, void *data)
{
    const struct ast_try *t = (const void *)(node->kind == AST_TRY ? node : NULL);

    for (uint32_t later = 1; t && later < t->ncatches; later++)
        for (uint32_t i = 0; i < t->catches[later].ntypes; i++)
            for (uint32_t earlier = 0; earlier < later; earlier++)
                check_type(data, &t->catches[earlier], t->catches[later].types[i]);
    return ast_each_child(node, check_node, data);
}

void catch_check(struct session *s, const struct ast *ast, struct parse_diag *diag)
{
    struct catch_check c = { s, ast, diag };

    if (ast->has_catches)
        check_node(&ast->root->node, &c);
}
