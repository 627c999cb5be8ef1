#include "parser/ast.h"

#include <string.h>

#include "parser/parse_internal.h"
#include "shell/base/alloc.h"
#include "shell/base/utf8.h"

#define CHUNK_MIN 4000u
#define CHUNK_MAX (256u * 1024)

struct chunk {
    struct chunk *next;
    size_t used, size;
    max_align_t data[];
};

struct ast_arena {
    struct chunk *chunks;
    size_t next_size;
};

void *arena_alloc(struct ast_arena *arena, size_t size)
{
    size = (size + 7) & ~(size_t)7;
    struct chunk *c = arena->chunks;
    if (!c || c->size - c->used < size) {
        size_t want = size > arena->next_size ? size : arena->next_size;
        c = xmalloc(sizeof(*c) + want);
        c->used = 0;
        c->size = want;
        if (arena->chunks && size > arena->next_size / 2) {
            /* A big one must not end the current chunk. */
            c->next = arena->chunks->next;
            arena->chunks->next = c;
        } else {
            c->next = arena->chunks;
            arena->chunks = c;
        }
        if (arena->next_size < CHUNK_MAX)
            arena->next_size *= 2;
    }
    void *p = (char *)c->data + c->used;
    c->used += size;
    memset(p, 0, size);
    return p;
}

void *arena_copy(struct ast_arena *arena, const void *data, size_t size)
{
    if (!size)
        return NULL;
    return memcpy(arena_alloc(arena, size), data, size);
}

struct ast_str arena_str(struct ast_arena *arena, const char *s, size_t len)
{
    char *copy = arena_alloc(arena, len + 1);
    if (len)
        memcpy(copy, s, len);
    return (struct ast_str){ copy, (uint32_t)len };
}

static void index_lines(struct ast *ast)
{
    VEC(uint32_t) lines = VEC_INIT;
    *vec_push(&lines) = 0;
    for (uint32_t i = 0; i < ast->len; i++) {
        char c = ast->text[i];
        if (c == '\n' || (c == '\r' && ast->text[i + 1] != '\n'))
            *vec_push(&lines) = i + 1;
    }
    ast->lines = lines.items;
    ast->nlines = (uint32_t)lines.len;
}

struct ast *ast_new(const char *text, size_t len, const char *file)
{
    struct ast *ast = xcalloc(1, sizeof(*ast));
    ast->refs = 1;
    char *copy = xmalloc(len + 1);
    if (len)
        memcpy(copy, text, len);
    copy[len] = '\0';
    ast->text = copy;
    ast->len = (uint32_t)len;
    ast->arena = xcalloc(1, sizeof(*ast->arena));
    ast->arena->next_size = CHUNK_MIN;
    ast->file = file ? arena_str(ast->arena, file, strlen(file)).s : NULL;
    index_lines(ast);
    return ast;
}

struct ast *ast_ref(struct ast *ast)
{
    ast->refs++;
    return ast;
}

void ast_unref(struct ast *ast)
{
    if (!ast || --ast->refs)
        return;
    for (struct chunk *c = ast->arena->chunks, *next; c; c = next) {
        next = c->next;
        free(c);
    }
    free(ast->arena);
    free(ast->lines);
    free((char *)(uintptr_t)ast->text);
    free(ast);
}

struct ast_pos ast_position(const struct ast *ast, uint32_t offset)
{
    if (offset > ast->len)
        offset = ast->len;
    uint32_t lo = 0, hi = ast->nlines;
    while (hi - lo > 1) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (ast->lines[mid] <= offset)
            lo = mid;
        else
            hi = mid;
    }
    size_t units = utf8_utf16_len(ast->text + ast->lines[lo], offset - ast->lines[lo]);
    return (struct ast_pos){ lo + 1, (uint32_t)units + 1 };
}

struct ast_str ast_line(const struct ast *ast, uint32_t line)
{
    if (line < 1 || line > ast->nlines)
        return (struct ast_str){ "", 0 };
    uint32_t start = ast->lines[line - 1];
    uint32_t end = line < ast->nlines ? ast->lines[line] : ast->len;
    while (end > start && (ast->text[end - 1] == '\n' || ast->text[end - 1] == '\r'))
        end--;
    return (struct ast_str){ ast->text + start, end - start };
}

struct ast_str ast_source(const struct ast *ast, const struct ast_node *node)
{
    return (struct ast_str){ ast->text + node->start, node->end - node->start };
}

struct ast_node *ast_pure_expression(const struct ast_node *statement)
{
    if (!statement || statement->kind != AST_PIPELINE)
        return NULL;
    const struct ast_pipeline *p = (const struct ast_pipeline *)(const void *)statement;
    if (p->nelements != 1 || p->background || p->elements[0]->kind != AST_COMMAND_EXPR)
        return NULL;
    const struct ast_command_expr *e =
        (const struct ast_command_expr *)(const void *)p->elements[0];
    return e->nredirects ? NULL : e->expr;
}

struct ast_node *ast_assigned(const struct ast_node *right)
{
    const struct ast_pipeline *p = (const struct ast_pipeline *)(const void *)right;
    if (right && right->kind == AST_PIPELINE && p->nelements == 1 && !p->background &&
        p->elements[0]->kind == AST_COMMAND_EXPR)
        return p->elements[0];
    return (struct ast_node *)(uintptr_t)right;
}

static const char *const binary_names[][2] = {
    [AST_OP_AND] = { "-and", NULL },
    [AST_OP_OR] = { "-or", NULL },
    [AST_OP_XOR] = { "-xor", NULL },
    [AST_OP_BAND] = { "-band", NULL },
    [AST_OP_BOR] = { "-bor", NULL },
    [AST_OP_BXOR] = { "-bxor", NULL },
    [AST_OP_SHL] = { "-shl", NULL },
    [AST_OP_SHR] = { "-shr", NULL },
    [AST_OP_EQ] = { "-eq", "-ceq" },
    [AST_OP_NE] = { "-ne", "-cne" },
    [AST_OP_GT] = { "-gt", "-cgt" },
    [AST_OP_GE] = { "-ge", "-cge" },
    [AST_OP_LT] = { "-lt", "-clt" },
    [AST_OP_LE] = { "-le", "-cle" },
    [AST_OP_LIKE] = { "-like", "-clike" },
    [AST_OP_NOTLIKE] = { "-notlike", "-cnotlike" },
    [AST_OP_MATCH] = { "-match", "-cmatch" },
    [AST_OP_NOTMATCH] = { "-notmatch", "-cnotmatch" },
    [AST_OP_REPLACE] = { "-replace", "-creplace" },
    [AST_OP_SPLIT] = { "-split", "-csplit" },
    [AST_OP_JOIN] = { "-join", NULL },
    [AST_OP_CONTAINS] = { "-contains", "-ccontains" },
    [AST_OP_NOTCONTAINS] = { "-notcontains", "-cnotcontains" },
    [AST_OP_IN] = { "-in", "-cin" },
    [AST_OP_NOTIN] = { "-notin", "-cnotin" },
    [AST_OP_IS] = { "-is", NULL },
    [AST_OP_ISNOT] = { "-isnot", NULL },
    [AST_OP_AS] = { "-as", NULL },
    [AST_OP_ADD] = { "+", NULL },
    [AST_OP_SUB] = { "-", NULL },
    [AST_OP_MUL] = { "*", NULL },
    [AST_OP_DIV] = { "/", NULL },
    [AST_OP_REM] = { "%", NULL },
    [AST_OP_FORMAT] = { "-f", NULL },
    [AST_OP_RANGE] = { "..", NULL },
    [AST_OP_COALESCE] = { "??", NULL },
};

const char *ast_binary_name(enum ast_binary_op op, bool case_sensitive)
{
    const char *cased = case_sensitive ? binary_names[op][1] : NULL;
    return cased ? cased : binary_names[op][0];
}

const char *ast_unary_name(enum ast_unary_op op)
{
    static const char *const names[] = {
        [AST_OP_NOT] = "-not",    [AST_OP_BNOT] = "-bnot",  [AST_OP_PLUS] = "+",
        [AST_OP_NEGATE] = "-",    [AST_OP_PRE_INC] = "++",  [AST_OP_PRE_DEC] = "--",
        [AST_OP_POST_INC] = "++", [AST_OP_POST_DEC] = "--", [AST_OP_USPLIT] = "-split",
        [AST_OP_UJOIN] = "-join",
    };
    return names[op];
}

const char *ast_assign_name(enum ast_assign_op op)
{
    static const char *const names[] = {
        [AST_ASSIGN_SET] = "=",          [AST_ASSIGN_ADD] = "+=", [AST_ASSIGN_SUB] = "-=",
        [AST_ASSIGN_MUL] = "*=",         [AST_ASSIGN_DIV] = "/=", [AST_ASSIGN_REM] = "%=",
        [AST_ASSIGN_COALESCE] = "\?\?=",
    };
    return names[op];
}

const char *ast_kind_name(enum ast_kind kind)
{
    static const char *const names[] = {
        [AST_NUMBER] = "number",
        [AST_STRING] = "string",
        [AST_EXPANDABLE] = "expandable string",
        [AST_VARIABLE] = "variable",
        [AST_UNARY] = "unary",
        [AST_BINARY] = "binary",
        [AST_TERNARY] = "ternary",
        [AST_CONVERT] = "convert",
        [AST_ATTRIBUTED] = "attributed expression",
        [AST_TYPE_EXPR] = "type",
        [AST_MEMBER] = "member",
        [AST_INVOKE] = "method call",
        [AST_INDEX] = "index",
        [AST_ARRAY_LITERAL] = "array",
        [AST_ARRAY_EXPR] = "array expression",
        [AST_SUB_EXPR] = "subexpression",
        [AST_PAREN] = "parenthesis",
        [AST_HASHTABLE] = "hashtable",
        [AST_SCRIPT_BLOCK_EXPR] = "script block expression",
        [AST_PIPELINE] = "pipeline",
        [AST_CHAIN] = "chain",
        [AST_COMMAND] = "command",
        [AST_COMMAND_EXPR] = "command expression",
        [AST_COMMAND_PARAMETER] = "command parameter",
        [AST_REDIRECT] = "redirection",
        [AST_ASSIGN] = "assignment",
        [AST_IF] = "if",
        [AST_WHILE] = "while",
        [AST_DO_WHILE] = "do-while",
        [AST_DO_UNTIL] = "do-until",
        [AST_FOR] = "for",
        [AST_FOREACH] = "foreach",
        [AST_SWITCH] = "switch",
        [AST_BREAK] = "break",
        [AST_CONTINUE] = "continue",
        [AST_RETURN] = "return",
        [AST_THROW] = "throw",
        [AST_EXIT] = "exit",
        [AST_TRY] = "try",
        [AST_TRAP] = "trap",
        [AST_DATA] = "data",
        [AST_FUNCTION] = "function",
        [AST_TYPE_DEF] = "type definition",
        [AST_PROPERTY] = "property",
        [AST_METHOD] = "method",
        [AST_USING] = "using",
        [AST_BLOCK] = "block",
        [AST_SCRIPT_BLOCK] = "script block",
        [AST_PARAM_BLOCK] = "param block",
        [AST_PARAMETER] = "parameter",
        [AST_ATTRIBUTE] = "attribute",
        [AST_TYPE_CONSTRAINT] = "type constraint",
        [AST_TYPE_NAME] = "type name",
        [AST_ERROR] = "error",
    };
    return (size_t)kind < ARRAY_SIZE(names) && names[kind] ? names[kind] : "none";
}
