/* Members of what stands in front of a dot or ::. */
#include <ctype.h>
#include <string.h>

#include "shell/base/strbuf.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/hash.h"
#include "shell/object/object.h"
#include "shell/object/str.h"
#include "shell/repl/complete_infer.h"

static bool needs_quotes(const char *name)
{
    for (const char *p = name; *p; p++)
        if (!isalnum((unsigned char)*p) && *p != '_' && (unsigned char)*p < 0x80)
            return true;
    return !*name;
}

static void add_property(struct completion *out, const char *name, const char *tip)
{
    AUTO_FREE char *text = needs_quotes(name) ? xasprintf("'%s'", name) : xstrdup(name);
    completion_add(out, COMPLETE_MEMBER, text, tip);
    struct completion_item *item = &out->items.items[out->items.len - 1];
    item->list = xstrdup(name);
}

static void add_declared(struct completion *out, const struct property *p)
{
    AUTO_FREE char *tip =
        xasprintf("%s %s { get; %s}", p->type_name ? p->type_name : "System.Object", p->name,
                  p->set ? "set; " : "");
    add_property(out, p->name, tip);
}

void complete_properties(const struct type_info *type, struct completion *out)
{
    for (; type; type = type->base)
        for (size_t i = 0; i < type->nprops; i++)
            if (!type->props[i].hidden)
                add_declared(out, &type->props[i]);
}

static void add_method(const char *name, const char *signature, struct completion *out)
{
    AUTO_FREE char *text = xasprintf("%s(", name);
    if (!strncmp(name, "op_", 3) || !strncmp(name, "get_", 4) || !strncmp(name, "set_", 4))
        return;
    completion_add(out, COMPLETE_METHOD, text, signature ? signature : name);
    out->items.items[out->items.len - 1].list = xstrdup(name);
}

static void add_methods(const struct type_info *type, struct completion *out)
{
    const struct method *m;
    for (; type; type = type->base)
        for (size_t i = 0; (m = type_method_at(type, false, i)); i++)
            add_method(m->name, m->signature, out);
}

static void add_static_members(const struct type_info *type, struct completion *out)
{
    for (size_t i = 0; type->enum_info && i < type->enum_info->nmembers; i++)
        add_property(out, type->enum_info->members[i].name, type->enum_info->members[i].name);
    for (const struct type_info *t = type; t; t = t->base) {
        for (size_t i = 0; i < t->nstatic_props; i++)
            add_declared(out, &t->static_props[i]);
        const struct method *m;
        for (size_t i = 0; (m = type_method_at(t, true, i)); i++)
            if (t == type || strcmp(m->name, "new"))
                add_method(m->name, m->signature, out);
    }
}

static void add_value_members(struct value v, struct completion *out)
{
    struct member_iter it = member_iter_begin(v);
    struct member_entry entry;
    while (member_iter_next(&it, &entry)) {
        AUTO_FREE char *name = xstrndup(entry.name, entry.len);
        add_property(out, name, name);
    }
}

static void add_keys(struct value v, struct completion *out)
{
    size_t i = 0;
    for (struct hash_entry *e; (e = hash_next(v.hash, &i));)
        if (e->key.kind == V_STRING)
            add_property(out, e->key.str->data, e->key.str->data);
}

/* The keys that a literal table gets in the text. */
static void add_literal_keys(const struct ast_hashtable *table, struct completion *out)
{
    for (uint32_t i = 0; table && i < table->npairs; i++)
        if (table->pairs[i].key->kind == AST_STRING) {
            const char *key =
                ((const struct ast_string *)(const void *)table->pairs[i].key)->value.s;
            add_property(out, key, key);
        }
}

/* Every object has these two, collections or not. */
static void add_magic_methods(struct completion *out)
{
    static const struct {
        const char *name, *tip;
    } methods[] = {
        { "Where", "Where({ expression } [, mode [, numberToReturn]])" },
        { "ForEach", "ForEach(expression [, arguments...])" },
        { "PSWhere", "PSWhere({ expression } [, mode [, numberToReturn]])" },
        { "PSForEach", "PSForEach(expression [, arguments...])" },
    };
    for (size_t i = 0; i < ARRAY_SIZE(methods); i++)
        add_method(methods[i].name, methods[i].tip, out);
}

static bool is_collection(const struct type_info *type)
{
    return type->element || type_is_a(type, &type_array) || type_is_a(type, &type_array_list) ||
           type_is_a(type, &type_list) || type_is_a(type, &type_hashtable);
}

static void add_type_members(const struct type_info *type, struct completion *out)
{
    if (type == &type_void)
        return;
    complete_properties(type, out);
    add_methods(type, out);
    if (type->enum_info)
        add_property(out, "value__", "int value__");
    if (is_collection(type))
        add_magic_methods(out);
}

/* ---- classes and enums that the text defines ---- */

static void signature_of(const struct ast_type_def *def, const struct ast_method *m,
                         struct strbuf *out)
{
    const struct ast_param_block *params = m->body ? m->body->params : NULL;
    if (m->is_static)
        strbuf_adds(out, "static ");
    if (!m->is_constructor)
        strbuf_addf(out, "%s ", m->return_type ? m->return_type->text.s : "void");
    strbuf_addf(out, "%s(", m->is_constructor ? def->name.s : m->name.s);
    for (uint32_t i = 0; params && i < params->nparameters; i++) {
        const struct ast_parameter *p = params->parameters[i];
        strbuf_addf(out, "%s%s %s", i ? ", " : "", p->type ? p->type->text.s : "Object", p->name.s);
    }
    strbuf_addch(out, ')');
}

/* All of one name, a line each; that of constructors is new. */
static void add_text_methods(const struct ast_type_def *def, const char *name, bool constructors,
                             struct completion *out)
{
    AUTO_STRBUF tip = STRBUF_INIT;
    for (uint32_t i = 0; i < def->nmembers; i++) {
        const struct ast_method *m = (const void *)def->members[i];
        if (m->node.kind != AST_METHOD || m->is_constructor != constructors ||
            (!constructors && !text_caseeq(m->name.s, name)))
            continue;
        if (tip.len)
            strbuf_addch(&tip, '\n');
        signature_of(def, m, &tip);
    }
    if (!tip.len)
        strbuf_addf(&tip, "%s()", def->name.s);
    add_method(name, tip.buf, out);
}

static void add_members_of_def(struct completing *c, const struct ast_type_def *def, bool is_static,
                               int depth);

/* What a class inherits, of the text or of ours. depth keeps circles from going round. */
static void add_base_members(struct completing *c, const struct ast_type_name *base, bool is_static,
                             int depth)
{
    const struct ast_type_def *def = complete_text_type(c->ast, base->text);
    const struct type_info *type =
        def ? NULL : session_find_type(c->s, base->text.s, base->text.len);
    if (def && depth < 16)
        add_members_of_def(c, def, is_static, depth + 1);
    else if (type && is_static)
        add_static_members(type, c->out);
    else if (type)
        add_type_members(type, c->out);
}

static void add_members_of_def(struct completing *c, const struct ast_type_def *def, bool is_static,
                               int depth)
{
    for (uint32_t i = 0; i < def->nmembers; i++) {
        const struct ast_property *p = (const void *)def->members[i];
        const struct ast_method *m = (const void *)def->members[i];
        bool is_enum = def->def == AST_ENUM;
        if (p->node.kind == AST_PROPERTY && (is_enum ? is_static : p->is_static == is_static)) {
            AUTO_FREE char *tip =
                xasprintf("[%s] $%s", p->type ? p->type->text.s : "Object", p->name.s);
            add_property(c->out, p->name.s, is_enum ? p->name.s : tip);
        } else if (m->node.kind == AST_METHOD && !m->is_constructor && m->is_static == is_static) {
            add_text_methods(def, m->name.s, false, c->out);
        }
    }
    for (uint32_t i = 0; def->def == AST_CLASS && i < def->nbases; i++)
        add_base_members(c, def->bases[i], is_static, depth);
    if (depth)
        return;
    if (is_static && def->def == AST_CLASS)
        add_text_methods(def, "new", true, c->out);
    if (is_static)
        add_static_members(&type_object, c->out);
    else
        add_methods(def->def == AST_ENUM ? &type_enum : &type_object, c->out);
    if (!is_static && def->def == AST_ENUM)
        add_property(c->out, "value__", "int value__");
}

static void add_text_members(struct completing *c, const struct ast_type_def *def, bool is_static)
{
    add_members_of_def(c, def, is_static, 0);
}

static void complete_static(struct completing *c)
{
    if (!c->at->target || c->at->target->kind != AST_TYPE_EXPR)
        return;
    struct ast_str name = ((const struct ast_type_expr *)c->at->target)->type->text;
    const struct ast_type_def *def = complete_text_type(c->ast, name);
    if (def) {
        add_text_members(c, def, true);
        return;
    }
    const struct type_info *type = session_find_type(c->s, name.s, name.len);
    if (type)
        add_static_members(type, c->out);
}

static int by_kind_and_name(const void *a, const void *b)
{
    const struct completion_item *x = a, *y = b;
    if ((x->kind == COMPLETE_METHOD) != (y->kind == COMPLETE_METHOD))
        return x->kind == COMPLETE_METHOD ? 1 : -1;
    return text_casecmp(x->list, strlen(x->list), y->list, strlen(y->list));
}

/* What the whole chain of members begins with. */
static const struct ast_node *root_of(const struct ast_node *node)
{
    for (;;) {
        if (node && node->kind == AST_MEMBER)
            node = ((const struct ast_member *)(const void *)node)->target;
        else if (node && node->kind == AST_INVOKE)
            node = ((const struct ast_invoke *)(const void *)node)->target;
        else if (node && node->kind == AST_INDEX)
            node = ((const struct ast_index *)(const void *)node)->target;
        else
            return node;
    }
}

static bool is_set_by_text(struct completing *c, const struct ast_node *node)
{
    const struct ast_node *root = root_of(node);
    return root && root->kind == AST_VARIABLE &&
           flow_of_variable(c->ast, (const struct ast_variable *)root).kind != FLOW_NONE;
}

static void add_guessed(struct completing *c, const struct guess *g)
{
    add_literal_keys(g->keys, c->out);
    if (g->def)
        add_text_members(c, g->def, false);
    for (uint32_t i = 0; i < g->n; i++)
        add_type_members(g->types[i], c->out);
}

void complete_guessed_properties(struct completing *c, const struct guess *g)
{
    add_literal_keys(g->keys, c->out);
    for (uint32_t i = 0; g->def && i < g->def->nmembers; i++) {
        const struct ast_property *p = (const void *)g->def->members[i];
        if (p->node.kind == AST_PROPERTY && !p->is_static && !p->is_hidden)
            add_property(c->out, p->name.s, p->name.s);
    }
    for (uint32_t i = 0; i < g->n; i++)
        complete_properties(g->types[i], c->out);
}

/* Of a value that is there; of an array those of its first item as well. */
static void add_members_of(struct value v, struct completion *out)
{
    if (v.kind == V_HASH)
        add_keys(v, out);
    else
        add_value_members(v, out);
    if (!value_is_null(v))
        add_type_members(value_type_of(v), out);
    if (v.kind == V_ARRAY && v.array->len) {
        complete_properties(value_type_of(v.array->items[0]), out);
        add_methods(value_type_of(v.array->items[0]), out);
    }
}

/* $_ behind a variable whose value is there: members that were added to it show. */
static void add_upstream_members(struct completing *c)
{
    AUTO_VALUE v = value_null();
    const struct ast_node *first = c->at->nupstream == 1 ? c->at->upstream[0] : NULL;
    if (first && first->kind == AST_COMMAND_EXPR &&
        complete_variable_value(c->s, ((const struct ast_command_expr *)(const void *)first)->expr,
                                &v))
        add_value_members(v.kind == V_ARRAY && v.array->len ? v.array->items[0] : v, c->out);
}

static void add_members(struct completing *c)
{
    const struct ast_node *target = c->at->target;
    AUTO_VALUE v = value_null();
    bool piped = c->at->nupstream && complete_is_underbar(target);
    struct guess g = guess_of(c, target);
    if (!piped && !(is_set_by_text(c, target) && guess_known(&g)) &&
        complete_variable_value(c->s, target, &v)) {
        add_members_of(v, c->out);
        return;
    }
    if (piped)
        add_upstream_members(c);
    add_guessed(c, &g);
}

void complete_member(struct completing *c)
{
    const struct ast_node *target = c->at->target;
    if (target && target->kind == AST_VARIABLE && ((const struct ast_variable *)target)->splatted)
        return;
    if (c->at->is_static)
        complete_static(c);
    else
        add_members(c);
    if (c->out->items.len > 1)
        qsort(c->out->items.items, c->out->items.len, sizeof(*c->out->items.items),
              by_kind_and_name);
    c->out->ordered = true;
}

void complete_settable(struct completing *c, const struct type_info *type, const char *except)
{
    for (; type; type = type->base)
        for (size_t i = 0; i < type->nprops; i++)
            if (type->props[i].set &&
                !complete_list_has(except, type->props[i].name, strlen(type->props[i].name)))
                add_declared(c->out, &type->props[i]);
}
