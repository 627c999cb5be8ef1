/* Names of types and namespaces. */
#include <string.h>

#include "shell/base/strbuf.h"
#include "shell/base/text.h"
#include "shell/object/named_types.h"
#include "shell/object/type_list.h"
#include "shell/repl/complete.h"
#include "shell/runtime/runtime_types.h"

static size_t dots_of(const char *text, size_t len)
{
    size_t n = 0;
    for (size_t i = 0; i < len; i++)
        n += text[i] == '.';
    return n;
}

/* One search: each type's full name goes through it. */
struct type_search {
    struct completing *c;
    const char *typed;  /* what is completed, perhaps the argument of a generic type */
    const char *before; /* stands in front of every candidate */
    bool namespaces_only;
};

static bool allowed(const char *name)
{
    return !strpbrk(name, "`[<,") || strchr(name, '`');
}

/* What a namespace that `using` names leaves of a type's name. */
static const char *without_namespace(const struct completing *c, const char *name)
{
    const char *rest = name;
    const struct ast_script_block *root = c->ast->root;
    for (uint32_t i = 0; root && i < root->nusings; i++) {
        struct ast_str ns = root->usings[i]->name;
        if (root->usings[i]->what == AST_USING_NAMESPACE && ns.s && strlen(name) > ns.len + 1 &&
            text_caseeqn(name, ns.len, ns.s, ns.len) && name[ns.len] == '.' &&
            name + ns.len + 1 > rest)
            rest = name + ns.len + 1;
    }
    return rest;
}

static void add(struct type_search *t, enum completion_kind kind, const char *text,
                const char *list, const char *tip)
{
    AUTO_FREE char *whole = xasprintf("%s%s", t->before, text);
    if (t->c->at->kind == CURSOR_ARGUMENT) {
        AUTO_FREE char *quoted = complete_quoted(whole, t->c->at->quote);
        completion_add_verbatim(t->c->out, kind, quoted, list, tip);
    } else {
        completion_add_verbatim(t->c->out, kind, whole, list, tip);
    }
}

static const char *what_is(const struct type_info *type)
{
    return type->enum_info       ? "Enum"
           : type->is_interface  ? "Interface"
           : type->is_value_type ? "Struct"
                                 : "Class";
}

/* Is the part with as many dots as what is typed the name itself, or a namespace? */
static void try_name(struct type_search *t, const char *full, const char *what,
                     const char *accelerator)
{
    size_t dots = dots_of(t->typed, strlen(t->typed));
    if (!allowed(full))
        return;
    const char *end = strchr(full, '`');
    AUTO_FREE char *name = xstrndup(full, end ? (size_t)(end - full) : strlen(full));
    const char *stop = name;
    for (size_t i = 0; stop && i <= dots; i++)
        stop = i ? strchr(stop + 1, '.') : strchr(stop, '.');
    if (stop) {
        AUTO_FREE char *ns = xstrndup(name, (size_t)(stop - name));
        if (complete_fits(t->typed, ns)) {
            AUTO_FREE char *tip = xasprintf("Namespace %s", ns);
            const char *last = strrchr(ns, '.');
            add(t, COMPLETE_NAMESPACE, ns, last ? last + 1 : ns, tip);
        }
    }
    if (t->namespaces_only)
        return;
    const char *last = strrchr(name, '.');
    const char *leaf = last ? last + 1 : name;
    const char *nested = strrchr(leaf, '+');
    bool fits =
        dots ? complete_fits(t->typed, name) && dots_of(name, strlen(name)) == dots
             : complete_fits(t->typed, leaf) || (nested && complete_fits(t->typed, nested + 1));
    if (!fits || (dots && stop))
        return;
    const struct type_info *type =
        accelerator ? NULL : session_find_type(t->c->s, full, strlen(full));
    if (type && type->accelerator)
        accelerator = type->accelerator;
    AUTO_FREE char *tip = xasprintf("%s %s", what, full);
    add(t, COMPLETE_TYPE, accelerator ? accelerator : without_namespace(t->c, name),
        nested ? nested + 1 : leaf, tip);
}

static void try_type(struct type_search *t, const struct type_info *type)
{
    try_name(t, type->name, what_is(type), type->accelerator);
    if (t->namespaces_only || !type->accelerator || !complete_fits(t->typed, type->accelerator))
        return;
    AUTO_FREE char *tip = xasprintf("%s %s", what_is(type), type->name);
    add(t, COMPLETE_TYPE, type->accelerator, type->accelerator, tip);
}

/* Classes and enums that the text defines. */
static void try_definitions(struct type_search *t, const struct ast_block *block)
{
    for (uint32_t i = 0; block && i < block->nstatements; i++) {
        if (block->statements[i]->kind != AST_TYPE_DEF)
            continue;
        const struct ast_type_def *def = (const void *)block->statements[i];
        AUTO_FREE char *tip =
            xasprintf("%s %s", def->def == AST_ENUM ? "Enum" : "Class", def->name.s);
        if (complete_fits(t->typed, def->name.s))
            add(t, COMPLETE_TYPE, def->name.s, def->name.s, tip);
    }
}

static int by_list(const void *a, const void *b)
{
    const struct completion_item *x = a, *y = b;
    int order = text_casecmp(x->list, strlen(x->list), y->list, strlen(y->list));
    return order ? order : strcmp(x->text, y->text);
}

static void search(struct completing *c, bool namespaces_only)
{
    /* Of List[da only da is completed. */
    size_t open = strlen(c->typed);
    while (open && !strchr("[,", c->typed[open - 1]))
        open--;
    AUTO_FREE char *before = xstrndup(c->typed, open);
    struct type_search t = {
        .c = c, .typed = c->typed + open, .before = before, .namespaces_only = namespaces_only
    };
    for (size_t i = 0; i < builtin_type_count; i++)
        try_type(&t, builtin_types[i]);
    for (size_t i = 0; i < c->s->registry->ntypes; i++)
        try_type(&t, c->s->registry->types[i]);
    const struct type_info *type;
    for (size_t i = 0; (type = runtime_type_at(i)); i++)
        try_type(&t, type);
    static const char *const generics[] = {
        "System.Collections.Generic.Dictionary`2",
        "System.Collections.Generic.HashSet`1",
        "System.Collections.Generic.KeyValuePair`2",
        "System.Collections.Generic.LinkedList`1",
        "System.Collections.Generic.LinkedListNode`1",
        "System.Collections.Generic.List`1",
        "System.Collections.Generic.Queue`1",
        "System.Collections.Generic.SortedDictionary`2",
        "System.Collections.Generic.SortedList`2",
        "System.Collections.Generic.SortedSet`1",
        "System.Collections.Generic.Stack`1",
        "System.Collections.Concurrent.ConcurrentBag`1",
        "System.Collections.Concurrent.ConcurrentDictionary`2",
        "System.Collections.Concurrent.ConcurrentQueue`1",
        "System.Collections.Concurrent.ConcurrentStack`1",
        "System.Collections.ObjectModel.Collection`1",
    };
    for (size_t i = 0; i < ARRAY_SIZE(generics); i++)
        if (session_find_type(c->s, generics[i], strlen(generics[i])))
            try_name(&t, generics[i], "Class", NULL);
    for (size_t i = 0; i < named_type_count; i++)
        if (!(named_types[i].flags & (NAMED_INTERNAL | NAMED_NESTED | NAMED_NESTED_PROTECTED)))
            try_name(&t, named_types[i].name, "Class", named_accelerator_of(named_types[i].name));
    for (size_t i = 0; i < named_enum_count; i++)
        try_name(&t, named_enums[i].name, "Enum", NULL);
    if (!namespaces_only) {
        static const char *const words[] = { "pscustomobject", "ordered", "ref", "void" };
        for (size_t i = 0; i < ARRAY_SIZE(words); i++)
            if (complete_fits(t.typed, words[i]))
                add(&t, COMPLETE_TYPE, words[i], words[i], words[i]);
        try_definitions(&t, c->ast->root ? c->ast->root->end : NULL);
    }
    if (open && c->at->kind == CURSOR_ARGUMENT) { /* a whole type's name: List[datetime] */
        for (size_t i = 0; i < c->out->items.len; i++) {
            struct completion_item *item = &c->out->items.items[i];
            size_t n = strlen(item->text);
            bool quoted = n && item->text[n - 1] == '\'';
            char *closed = quoted ? xasprintf("%.*s]'", (int)n - 1, item->text)
                                  : xasprintf("'%s]'", item->text);
            free(item->text);
            item->text = closed;
        }
    }
    if (c->out->items.len > 1)
        qsort(c->out->items.items, c->out->items.len, sizeof(*c->out->items.items), by_list);
    c->out->ordered = true;
}

void complete_type(struct completing *c)
{
    search(c, false);
}

void complete_namespace(struct completing *c)
{
    search(c, true);
}
