/* The classes and enums of a module's file: PSModuleInfo.GetExportedTypeDefinitions(). */
#include "shell/runtime/module/types.h"

#include <string.h>
#include <unistd.h>

#include "parser/parser.h"
#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/hash.h"
#include "shell/object/str.h"
#include "shell/runtime/class/script_class.h"
#include "shell/runtime/module/info.h"
#include "shell/runtime/script_file.h"
#include "shell/runtime/syntax/object.h"

enum { MAX_NESTING = 16 };

static void add_of_file(const char *path, struct hash *out)
{
    AUTO_STRBUF text = STRBUF_INIT;
    AUTO_ERR *err = NULL;
    struct ast *ast = NULL;
    size_t len = strlen(path);
    if (len < 5 || !text_caseeqn(path + len - 5, 5, ".psm1", 5) || access(path, R_OK) != 0 ||
        script_file_read(path, &text, &err) < 0)
        return;
    (void)parse_script(text.buf, text.len, path, &ast, NULL);
    const struct ast_block *body = ast && ast->root ? ast->root->end : NULL;
    for (uint32_t i = 0; body && i < body->nstatements; i++) {
        const struct ast_type_def *def = (const void *)body->statements[i];
        if (def->node.kind != AST_TYPE_DEF)
            continue;
        AUTO_VALUE name = value_string_len(def->name.s, def->name.len);
        hash_set_take(out, name, ast_object_new(ast, &def->node));
    }
    ast_unref(ast);
}

/* The last one of a name counts: a module's own after those of its nested modules. */
static void add_types(const struct module *m, struct hash *out, unsigned depth)
{
    for (size_t i = 0; i < m->nested->len && depth < MAX_NESTING; i++) {
        const struct module *nested = module_of(m->nested->items[i]);
        if (nested && nested != m)
            add_types(nested, out, depth + 1);
    }
    if (m->root_module.kind == V_STRING && m->root_module.str->len) {
        AUTO_FREE char *path = xasprintf("%s/%s", m->base, m->root_module.str->data);
        add_of_file(path, out);
    } else {
        add_of_file(m->path, out);
    }
}

SHARED_CALL(module_type_definitions)
{
    (void)args;
    (void)n;
    (void)err;
    struct hash *h = hash_new(HASH_ORDERED);
    add_types(module_of(self), h, 0);
    *out = value_of_hash(h);
    return 0;
}

int module_implementing_assembly(struct value self, struct value *out, struct err **err)
{
    const struct module *m = module_of(self);
    const struct type_info *type = m->scope ? script_class_of_scope(m->session, m->scope) : NULL;
    const struct property *p = type_find_property(&type_type, "Assembly", 8);
    *out = value_null();
    return type && p ? p->get(value_type(type), p, out, err) : 0;
}
