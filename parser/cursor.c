#include "parser/parse_internal.h"

bool noting(const struct parser *p, uint32_t end)
{
    return p->cursor && !p->noted && !p->panic && end == p->lex.len;
}

static struct ast_str prefix_of(struct parser *p, enum parse_cursor_kind kind, uint32_t start)
{
    const char *s = p->lex.s + start;
    uint32_t len = p->lex.len - start, skip = 0;
    if (kind == CURSOR_PARAMETER || kind == CURSOR_OPERATOR)
        skip = lex_dash(&p->lex, start);
    if (kind == CURSOR_VARIABLE && len)
        skip = len > 1 && s[1] == '{' ? 2 : 1;
    if (kind != CURSOR_COMMAND && kind != CURSOR_ARGUMENT && kind != CURSOR_REDIRECT)
        return arena_str(p->ast->arena, s + skip, len - skip);
    AUTO_STRBUF text = STRBUF_INIT;
    for (uint32_t i = 0; i < len; i++) {
        if (s[i] == '`' && i + 1 < len)
            i++;
        strbuf_addch(&text, s[i]);
    }
    return arena_str(p->ast->arena, text.buf, text.len);
}

/* Is the comment list's last one open at the end of the text? */
static bool in_comment(const struct parser *p)
{
    if (!p->lex.comments.len)
        return false;
    const struct lex_comment *c = &p->lex.comments.items[p->lex.comments.len - 1];
    return c->end == p->lex.len && (!c->block || p->lex.open_comment);
}

void note(struct parser *p, enum parse_cursor_kind kind, uint32_t start)
{
    if (!p->cursor || p->noted || p->panic)
        return;
    if (in_comment(p)) {
        p->noted = true;
        return;
    }
    /* Only the last thing before the cursor counts: no blank, and nothing that
     * ends a word, may follow it. Quoted text reports itself. */
    for (uint32_t i = start; i < p->lex.len && kind != CURSOR_STRING && kind != CURSOR_VARIABLE;
         i++) {
        bool quote = lex_squote(&p->lex, i) || lex_dquote(&p->lex, i);
        bool escaped = p->lex.s[i] == '`' && i + 1 < p->lex.len;
        if (escaped)
            i++;
        else if (quote || p->lex.s[i] == '$' || lex_ends_word(&p->lex, i))
            return;
    }
    p->noted = true;
    p->cursor->kind = kind;
    p->cursor->start = start;
    p->cursor->end = p->lex.len;
    p->cursor->prefix = prefix_of(p, kind, start);
}

static void describe_argument(struct parser *p, const struct ast_command *command)
{
    struct parse_cursor *c = p->cursor;
    const struct ast_command_parameter *before = NULL;
    for (uint32_t i = 1; i < command->nelements; i++) {
        const struct ast_node *e = command->elements[i];
        if (e->kind == AST_COMMAND_PARAMETER) {
            const struct ast_command_parameter *param =
                (const struct ast_command_parameter *)(const void *)e;
            bool inside = param->argument || (c->start >= e->start && c->start < e->end) ||
                          (param->text.len && param->text.s[param->text.len - 1] == ':');
            if (inside && e->end == p->lex.len && param->text.s[param->text.len - 1] == ':') {
                c->parameter = param->name;
                c->parameter_colon = true;
                return;
            }
            before = inside ? NULL : param;
            continue;
        }
        if ((e->end >= c->start && e->end == p->lex.len) ||
            (c->hashtable_owner && e->end >= c->hashtable_owner->start))
            break; /* the one being typed */
        if (!before)
            c->position++;
        before = NULL;
    }
    if (before)
        c->parameter = before->name;
}

void note_command(struct parser *p, struct ast_command *command, struct ast_node **upstream,
                  uint32_t nupstream)
{
    struct parse_cursor *c = p->cursor;
    if (!c || !p->noted || c->command || c->kind == CURSOR_NONE || c->start < command->node.start)
        return;
    if (c->kind == CURSOR_STRING) {
        /* A quoted argument, unless it stands deeper, in parentheses. */
        const struct ast_node *last =
            command->nelements ? command->elements[command->nelements - 1] : NULL;
        if (last && last->end == p->lex.len &&
            (last->start == c->start || last->kind == AST_ARRAY_LITERAL ||
             last->kind == AST_COMMAND_PARAMETER))
            c->kind = command->nelements > 1 ? CURSOR_ARGUMENT : CURSOR_COMMAND;
        if (c->kind == CURSOR_COMMAND)
            c->after_call = command->invocation != AST_INVOKE_NONE;
        for (uint32_t i = 0; i < command->nredirects; i++)
            if (command->redirects[i]->target && command->redirects[i]->target->start == c->start)
                c->kind = CURSOR_REDIRECT;
    }
    if (!c->upstream && nupstream) {
        c->upstream = arena_copy(p->ast->arena, upstream, nupstream * sizeof(upstream[0]));
        c->nupstream = nupstream;
    }
    if (c->kind == CURSOR_COMMAND)
        return;
    c->command = command;
    if (c->kind == CURSOR_ARGUMENT || c->kind == CURSOR_VARIABLE || c->kind == CURSOR_STRING ||
        c->kind == CURSOR_HASH_KEY)
        describe_argument(p, command);
}
