/* What stands to the right of =, of a comparison or in brackets, where the left side says what it
 * can be: an enum's names, the values of [ValidateSet], a table's keys. */
#include <ctype.h>
#include <string.h>

#include "shell/base/strbuf.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/hash.h"
#include "shell/object/str.h"
#include "shell/repl/complete_infer.h"
#include "shell/runtime/binding/binder.h"
#include "shell/runtime/binding/validation.h"
#include "shell/runtime/scope.h"

/* The expression that ends at an offset of the text: what would be asked for its members. */
struct left_side {
    struct ast *ast;
    struct parse_cursor at;
    struct completing c;
};

static bool left_side_parse(struct completing *c, size_t end, struct left_side *out)
{
    AUTO_STRBUF text = STRBUF_INIT;
    while (end && strchr(" \t\r\n", c->text[end - 1]))
        end--;
    strbuf_add(&text, c->text, end);
    strbuf_addch(&text, '.');
    parse_for_completion(text.buf, text.len, text.len, &out->ast, &out->at);
    out->c = *c;
    out->c.ast = out->ast;
    out->c.at = &out->at;
    if (out->at.kind == CURSOR_MEMBER && out->at.target)
        return true;
    ast_unref(out->ast);
    return false;
}

static void add_quoted(struct completing *c, const char *name)
{
    char quote = c->at->quote && !c->out->ordered ? c->at->quote : '\'';
    AUTO_FREE char *text = complete_quoted(name, quote);
    if (text_casestarts(name, c->typed))
        completion_add_verbatim(c->out, COMPLETE_VALUE, text, name, name);
}

static void add_enum(struct completing *c, const struct enum_info *e)
{
    for (size_t i = 0; i < e->nmembers; i++)
        add_quoted(c, e->members[i].name);
}

/* Members of an enum that the text itself defines. False: it is none. */
static bool add_text_enum(struct completing *c, const struct ast_type_def *def)
{
    if (!def || def->def != AST_ENUM)
        return false;
    for (uint32_t k = 0; k < def->nmembers; k++)
        add_quoted(c, ((const struct ast_property *)(const void *)def->members[k])->name.s);
    return true;
}

static bool add_enum_named(struct completing *c, const struct ast *ast, const char *name)
{
    const struct type_info *type = session_find_type(c->s, name, strlen(name));
    if (type && type->enum_info)
        add_enum(c, type->enum_info);
    return (type && type->enum_info) ||
           add_text_enum(c,
                         complete_text_type(ast, (struct ast_str){ name, (uint32_t)strlen(name) }));
}

/* The names of the enum that an expression is of. False: it is of none. */
static bool add_guessed_enum(struct completing *c, const struct guess *g)
{
    const struct type_info *type = guess_type(g);
    if (!type || !type->enum_info)
        return add_text_enum(c, g->def);
    add_enum(c, type->enum_info);
    return true;
}

/* One value of a set: a text in quotes, a number without. */
static void add_set_value(struct completing *c, const char *text, bool is_text)
{
    if (is_text)
        add_quoted(c, text);
    else if (text_casestarts(text, c->typed))
        completion_add_verbatim(c->out, COMPLETE_VALUE, text, text, text);
}

/* [ValidateSet('a', 2)] in front of the variable. */
static bool add_written_set(struct completing *c, const char *attribute)
{
    size_t n = strcspn(attribute, "(");
    if (!attribute[n] || !text_caseeqn(attribute, n, "ValidateSet", 11))
        return false;
    for (const char *p = attribute + n + 1; *p && *p != ')';) {
        p += strspn(p, " ,");
        char quote = *p == '\'' || *p == '"' ? *p : 0;
        const char *end = p + (quote ? 1 : 0);
        end += quote ? strcspn(end, quote == '"' ? "\"" : "'") : strcspn(end, ",) ");
        AUTO_FREE char *value = xstrndup(p + (quote != 0), (size_t)(end - p) - (quote != 0));
        add_set_value(c, value, quote != 0);
        p = end + (quote && *end ? 1 : 0);
    }
    return true;
}

/* The types and attributes written in front of an assigned variable. */
static bool add_by_constraints(struct completing *c, const struct ast *ast, const char *from,
                               const char *to)
{
    while (to > from) {
        while (to > from && strchr(" \t", to[-1]))
            to--;
        if (to == from || to[-1] != ']')
            return false;
        const char *open = to - 1;
        for (int depth = 0; open >= from; open--) {
            depth += *open == ']';
            depth -= *open == '[';
            if (!depth)
                break;
        }
        if (open < from)
            return false;
        AUTO_FREE char *name = xstrndup(open + 1, (size_t)(to - open) - 2);
        if (add_written_set(c, name) || add_enum_named(c, ast, name))
            return true;
        to = open;
    }
    return false;
}

/* What the variable holds, or must hold by its attributes. */
static bool add_by_variable(struct completing *c, const struct ast_variable *v)
{
    static const char *const scopes[] = {
        [AST_SCOPE_GLOBAL] = "global", [AST_SCOPE_SCRIPT] = "script"
    };
    const char *of = v->scope < ARRAY_SIZE(scopes) ? scopes[v->scope] : NULL;
    struct scope *scope = of ? scope_named(c->s, of, strlen(of)) : scope_current(c->s);
    struct name *name = names_find(c->s->names, v->name.s, v->name.len);
    struct variable *var = name && scope ? scope_find(scope, name) : NULL;
    static const char *const preferences[] = { "ErrorActionPreference", "WarningPreference",
                                               "VerbosePreference",     "DebugPreference",
                                               "InformationPreference", "ProgressPreference" };
    for (size_t i = 0; i < ARRAY_SIZE(preferences); i++)
        if (text_caseeq(preferences[i], v->name.s)) {
            add_enum(c, &enum_action_preference);
            return true;
        }
    if (var && var->validation) {
        AUTO_VALUE set = validation_set(c->s, var->validation);
        for (size_t i = 0; set.kind == V_ARRAY && i < set.array->len; i++) {
            struct value item = set.array->items[i];
            AUTO_VALUE text = value_to_string(item);
            add_set_value(c, text.str->data, item.kind == V_STRING && var->type != &type_int32);
        }
        c->out->ordered |= set.kind == V_ARRAY;
        if (set.kind == V_ARRAY)
            return true;
    }
    if (var && var->type && var->type->enum_info) {
        add_enum(c, var->type->enum_info);
        return true;
    }
    AUTO_VALUE value = value_null();
    if (!complete_variable_value(c->s, &v->node, &value) || value.kind != V_ENUM)
        return false;
    add_enum(c, value.enum_info);
    return true;
}

/* The variable that ends at `end`: its start. */
static size_t variable_start(const char *text, size_t end)
{
    size_t i = end;
    while (i && (isalnum((unsigned char)text[i - 1]) || strchr("_:", text[i - 1])))
        i--;
    return i && text[i - 1] == '$' ? i - 1 : end;
}

static bool complete_assigned_value(struct completing *c, size_t equals)
{
    struct left_side left;
    size_t end = equals;
    while (end && strchr(" \t", c->text[end - 1]))
        end--;
    size_t start = variable_start(c->text, end);
    if (!left_side_parse(c, end, &left))
        return false;
    bool done = start < end && add_by_constraints(c, c->ast, c->text, c->text + start);
    if (!done && left.at.target->kind == AST_VARIABLE)
        done = add_by_variable(c, (const struct ast_variable *)left.at.target);
    AUTO_VALUE now = value_null();
    if (!done && complete_variable_value(c->s, left.at.target, &now) && now.kind == V_ENUM) {
        add_enum(c, now.enum_info);
        done = true;
    }
    if (!done) {
        struct guess g = guess_of(&left.c, left.at.target);
        done = add_guessed_enum(c, &g);
    }
    ast_unref(left.ast);
    return done;
}

static bool complete_compared(struct completing *c, size_t operator_start)
{
    struct left_side left;
    if (!left_side_parse(c, operator_start, &left))
        return false;
    struct guess g = guess_of(&left.c, left.at.target);
    bool ordered = c->out->ordered;
    c->out->ordered = true;
    bool is_enum = add_guessed_enum(c, &g);
    c->out->ordered = ordered || is_enum;
    ast_unref(left.ast);
    return is_enum;
}

static bool complete_indexed(struct completing *c, size_t bracket)
{
    struct left_side left;
    bool done = false;
    if (!left_side_parse(c, bracket, &left))
        return false;
    c->out->ordered = true;
    AUTO_VALUE v = value_null();
    if (complete_variable_value(c->s, left.at.target, &v) && v.kind == V_HASH) {
        size_t i = 0;
        for (struct hash_entry *e; (e = hash_next(v.hash, &i));)
            if (e->key.kind == V_STRING)
                add_quoted(c, e->key.str->data);
        done = true;
    } else {
        struct guess g = guess_of(&left.c, left.at.target);
        const struct ast_hashtable *t = g.keys;
        done = t && !g.is_object;
        for (uint32_t i = 0; done && i < t->npairs; i++)
            if (t->pairs[i].key->kind == AST_STRING)
                add_quoted(c, ((const struct ast_string *)(const void *)t->pairs[i].key)->value.s);
    }
    ast_unref(left.ast);
    c->out->ordered &= done;
    return done;
}

/* [type]: its static members come with the :: */
static bool complete_after_type(struct completing *c, size_t *start)
{
    AUTO_STRBUF text = STRBUF_INIT;
    struct ast *ast;
    struct parse_cursor at;
    if (!c->cursor || c->text[c->cursor - 1] != ']' || c->at->kind == CURSOR_STRING)
        return false;
    strbuf_add(&text, c->text, c->cursor);
    strbuf_adds(&text, "::");
    parse_for_completion(text.buf, text.len, text.len, &ast, &at);
    bool is_type =
        at.kind == CURSOR_MEMBER && at.is_static && at.target && at.target->kind == AST_TYPE_EXPR;
    if (is_type) {
        struct completing own = *c;
        own.at = &at;
        own.typed = "";
        complete_member(&own);
        for (size_t i = 0; i < c->out->items.len; i++) {
            struct completion_item *item = &c->out->items.items[i];
            char *whole = xasprintf("::%s", item->text);
            free(item->text);
            item->text = whole;
            item->verbatim = true;
        }
        *start = c->cursor;
    }
    ast_unref(ast);
    return is_type && c->out->items.len;
}

bool complete_right_side(struct completing *c, size_t *start)
{
    const char *text = c->text;
    size_t at = c->at->start;
    if (complete_after_type(c, start))
        return true;
    if (c->at->kind == CURSOR_ARGUMENT || c->at->kind == CURSOR_PARAMETER ||
        c->at->kind == CURSOR_MEMBER || c->at->kind == CURSOR_VARIABLE)
        return false;
    /* Within a number, or where a value is still to come, nothing counts as typed. */
    bool nothing = c->at->kind == CURSOR_NONE || (c->at->kind == CURSOR_COMMAND && !*c->typed);
    if (nothing)
        while (at && (isalnum((unsigned char)text[at - 1]) || text[at - 1] == '_'))
            at--;
    size_t i = at;
    while (i && strchr(" \t\r\n", text[i - 1]))
        i--;
    if (!i)
        return false;
    AUTO_FREE char *word = xstrndup(text + at, c->cursor - at);
    struct completing own = *c;
    if (nothing || c->at->kind == CURSOR_TYPE)
        own.typed = word;
    bool done = false;
    if (text[i - 1] == '=' && i > 1 && !strchr("=+-*/%!", text[i - 2])) {
        done = complete_assigned_value(&own, i - 1);
    } else if (text[i - 1] == '[' && i > 1 && !strchr(" \t\r\n(,;=", text[i - 2])) {
        done = complete_indexed(&own, i - 1);
    } else if (isalpha((unsigned char)text[i - 1]) && i < at + (c->at->quote != 0)) {
        size_t word_start = i;
        while (word_start && isalpha((unsigned char)text[word_start - 1]))
            word_start--;
        if (word_start > 1 && text[word_start - 1] == '-' && strchr(" \t)", text[word_start - 2]))
            done = complete_compared(&own, word_start - 1);
    }
    if (done && (nothing || c->at->kind == CURSOR_TYPE))
        *start = at;
    return done;
}
