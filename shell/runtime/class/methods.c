/* The methods of script classes as others list them: Get-Member, reflection, completion. */
#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/fail.h"
#include "shell/runtime/class/script_class.h"
#include "shell/runtime/class/type.h"

static void add_type(const struct script_class *c, const struct ast_type_name *name,
                     const char *none, struct strbuf *out)
{
    const struct type_info *type = name ? class_type_named(c, name->text) : NULL;
    if (type && type->element && type->rank < 2) {
        const struct type_info *of = type->element;
        strbuf_addf(out, "%s[]",
                    of->accelerator && of != &type_object ? of->accelerator : of->name);
    } else if (type)
        strbuf_adds(out,
                    type->accelerator && type != &type_object ? type->accelerator : type->name);
    else if (name)
        strbuf_add(out, name->text.s, name->text.len);
    else
        strbuf_adds(out, none);
}

static void add_signature(const struct script_class *c, const struct ast_method *m,
                          struct strbuf *out)
{
    const struct ast_param_block *params = m->body->params;
    if (out->len)
        strbuf_adds(out, ", ");
    if (m->is_constructor)
        strbuf_addf(out, "%s new(", c->name);
    else {
        add_type(c, m->return_type, "void", out);
        strbuf_addf(out, " %.*s(", (int)m->name.len, m->name.s);
    }
    for (uint32_t i = 0; params && i < params->nparameters; i++) {
        const struct ast_parameter *p = params->parameters[i];
        strbuf_adds(out, i ? ", " : "");
        add_type(c, p->type, "System.Object", out);
        strbuf_addf(out, " %.*s", (int)p->name.len, p->name.s);
    }
    strbuf_addch(out, ')');
}

/* All that share the name of the k-th method, as one. */
static struct method group_of(const struct script_class *c, size_t k)
{
    const struct ast_method *first = c->methods[k].ast;
    bool constructor = first->is_constructor;
    struct method out = { .name = constructor ? "new" : first->name.s, .min_args = 255 };
    AUTO_STRBUF text = STRBUF_INIT;
    for (size_t i = k; i < c->nmethods; i++) {
        const struct ast_method *m = c->methods[i].ast;
        if (m->is_constructor != constructor || m->is_static != first->is_static || m->is_hidden ||
            (!constructor && !text_caseeqn(m->name.s, m->name.len, first->name.s, first->name.len)))
            continue;
        int n = m->body->params ? (int)m->body->params->nparameters : 0;
        out.min_args = n < out.min_args ? n : out.min_args;
        out.max_args = n > out.max_args ? n : out.max_args;
        add_signature(c, m, &text);
    }
    out.signature = strbuf_detach(&text, NULL);
    return out;
}

static bool is_listed(const struct class_methods *list, const char *name)
{
    for (size_t i = 0; i < list->n; i++)
        if (text_caseeq(list->items[i].name, name))
            return true;
    return false;
}

static void make_list(struct script_class *c, bool is_static)
{
    struct class_methods *list = &c->listed[is_static];
    list->made = true;
    list->items = xcalloc(c->nmethods + 1, sizeof(*list->items));
    for (size_t i = 0; i < c->nmethods; i++) {
        const struct ast_method *m = c->methods[i].ast;
        bool among = m->is_constructor ? is_static && !m->is_static : m->is_static == is_static;
        if (among && !m->is_hidden && !is_listed(list, m->is_constructor ? "new" : m->name.s))
            list->items[list->n++] = group_of(c, i);
    }
    if (is_static && !c->has_constructor)
        list->items[list->n++] =
            (struct method){ .name = "new", .signature = xasprintf("%s new()", c->name) };
}

const struct method *class_method_at(const struct type_info *type, bool is_static, size_t i)
{
    struct script_class *c = (struct script_class *)(uintptr_t)type;
    struct class_methods *list = &c->listed[is_static];
    if (!list->made)
        make_list(c, is_static);
    return i < list->n ? &list->items[i] : NULL;
}

void class_methods_release(struct script_class *c)
{
    for (int k = 0; k < 2; k++) {
        for (size_t i = 0; i < c->listed[k].n; i++)
            free((char *)(uintptr_t)c->listed[k].items[i].signature);
        free(c->listed[k].items);
    }
}

int class_call_by_name(const struct type_info *type, struct value self, const char *name,
                       const struct value *args, size_t n, struct value *out, struct err **err)
{
    struct session *s = ((const struct script_class *)type)->session;
    struct frame none = { .session = s, .scope = s->global };
    struct frame *f = s->frame ? s->frame : &none;
    struct node at = { 0 };
    bool found = true;
    none.underbar = &none.own_underbar;
    AUTO_VALUE called = value_string(name);
    enum status st =
        text_caseeq(name, "new") && self.kind == V_TYPE
            ? script_class_new(f, &at, type, args, n, out)
            : script_class_call(f, &at, type, self.kind == V_TYPE ? value_null() : self, called,
                                args, n, out, &found);
    if (found)
        return st == ST_OK ? 0 : -1;
    return fail_with(
        err, "System.Management.Automation.MethodException", "MethodCountCouldNotFindBest",
        "Cannot find an overload for \"%s\" and the argument count: \"%zu\".", name, n);
}
