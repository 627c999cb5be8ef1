/* Any bytes through the parser: twice, as a script and, cut at a place that
 * the first byte chooses, for completion. The tree's promises are checked. */
#include <stdint.h>
#include <stdlib.h>

#include "parser/parser.h"
#include "shell/base/strbuf.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool condition)
{
    if (!condition)
        abort();
}

struct parent {
    const struct ast *ast;
    const struct ast_node *node;
};

static bool check(const struct ast_node *child, void *context)
{
    const struct parent *p = context;
    require(child->kind >= AST_NUMBER && child->kind <= AST_TYPE_NAME);
    require(child->height < p->node->height);
    require(child->start <= child->end && child->end <= p->ast->len);
    struct parent own = { p->ast, child };
    return ast_each_child(child, check, &own);
}

static void as_script(const char *text, size_t size)
{
    struct ast *ast = NULL;
    struct parse_diag diag = PARSE_DIAG_INIT;
    enum parse_status status = parse_script(text, size, "fuzz", &ast, &diag);
    require(ast && ast->root && (status == PARSE_OK) == (diag.len == 0));
    if (status == PARSE_OK) {
        AUTO_STRBUF dump = STRBUF_INIT;
        struct parent root = { ast, &ast->root->node };
        require(ast->root->node.height <= AST_MAX_HEIGHT);
        ast_each_child(&ast->root->node, check, &root);
        ast_dump(ast, &dump);
    }
    for (size_t i = 0; i < diag.len; i++) {
        require(diag.errors[i].message && diag.errors[i].end <= size);
        require(diag.errors[i].start <= diag.errors[i].end);
        ast_line(ast, diag.errors[i].line);
    }
    ast_unref(ast);
    parse_diag_release(&diag);
}

static void for_completion(const char *text, size_t size, size_t cursor)
{
    struct ast *ast = NULL;
    struct parse_cursor c;
    parse_for_completion(text, size, cursor, &ast, &c);
    require(c.end == cursor && c.start <= c.end && c.prefix.s);
    if (c.command)
        for (uint32_t i = 0; i < c.command->nelements; i++)
            require(c.command->elements[i]->start <= size);
    for (uint32_t i = 0; i < c.nupstream; i++)
        require(c.upstream[i]->start <= size);
    if (c.target)
        require(c.target->start <= size);
    if (c.type)
        require(c.type->text.len <= size);
    ast_unref(ast);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 1)
        return 0;
    const char *text = (const char *)data + 1;
    size--;
    as_script(text, size);
    for_completion(text, size, size);
    for_completion(text, size, size * data[0] / 255);
    struct ast *ast;
    parse_expandable(text, size, &ast, NULL);
    ast_unref(ast);
    parse_type_name(text, size, &ast);
    ast_unref(ast);
    return 0;
}
