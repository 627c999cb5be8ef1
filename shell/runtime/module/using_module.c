#include "shell/runtime/module/using_module.h"

#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/str.h"
#include "shell/runtime/class/script_class.h"
#include "shell/runtime/module/load.h"
#include "shell/runtime/syntax/safe_value.h"

/* A path that is not absolute is one beside the file of the text. */
static struct value beside(const struct ast *ast, const struct ast_str *name)
{
    AUTO_FREE char *path = xstrndup(name->s, name->len);
    const char *slash = ast->file ? strrchr(ast->file, '/') : NULL;
    bool is_path = strpbrk(path, "/\\") != NULL || strcmp(path, "..") == 0;
    for (char *c = path; *c; c++)
        if (*c == '\\')
            *c = '/';
    if (slash && is_path && path[0] != '/' && path[0] != '~')
        return value_stringf("%.*s/%s", (int)(slash - ast->file), ast->file, path);
    return value_string(path);
}

/* A name, a path or a hashtable; owned. False: there are no constants. */
static bool what_is_used(const struct ast *ast, const struct ast_using *u, struct value *out)
{
    if (u->module)
        return ast_constant_value(&u->module->node, out);
    *out = beside(ast, &u->name);
    return true;
}

/* The file that is found by its name, whatever is loaded already. */
static char *file_of(struct session *s, const struct module_wish *wish)
{
    AUTO_VALUE builtin = module_builtin(s, wish->name, strlen(wish->name));
    return value_is_null(builtin) ? module_find_file(s, wish) : NULL;
}

enum status using_module_import(struct frame *f, const struct node *n, const struct ast_using *u)
{
    struct session *s = f->session;
    AUTO_VALUE what = value_null(), keep = value_of_array(array_new(4)), module = value_null();
    struct module_wish wish;
    struct err *err = NULL;
    if (!what_is_used(f->code->ast, u, &what))
        return fail_invalid(f, n, "RequiresArgumentMustBeConstant", "Argument must be constant.");
    if (module_wish_of(s, what, &wish, keep.array, &err) < 0)
        return fail_err(f, n, &err);
    AUTO_FREE char *file = file_of(s, &wish);
    if (file)
        wish.name = file;
    struct module_import how = { 0 };
    enum status st = module_import(s, &wish, &how, &module);
    if (st != ST_OK)
        s->failure_final = true;
    else
        script_class_use(s, f->code->ast, f->scope, module);
    return st;
}

static void check(struct session *s, const struct ast *ast, const struct ast_using *u,
                  struct parse_diag *diag)
{
    uint32_t start = u->node.start, end = u->node.end;
    AUTO_VALUE what = value_null(), keep = value_of_array(array_new(4));
    struct module_wish wish;
    AUTO_ERR *err = NULL;
    if (!what_is_used(ast, u, &what)) {
        parse_diag_add(diag, ast, "RequiresArgumentMustBeConstant", start, end,
                       "Argument must be constant.");
        return;
    }
    if (module_wish_of(s, what, &wish, keep.array, &err) < 0) {
        parse_diag_add(diag, ast, "RequiresModuleInvalid", start, end,
                       "The argument for the Module parameter is not valid. %s", err->message);
        return;
    }
    if (text_has_wildcard(wish.name, strlen(wish.name))) {
        parse_diag_add(diag, ast, "WildCardModuleNameError", start, end,
                       "Wildcard characters are not supported for module names.");
        return;
    }
    AUTO_FREE char *file = file_of(s, &wish);
    AUTO_VALUE builtin = file ? value_null() : module_builtin(s, wish.name, strlen(wish.name));
    if (file || !value_is_null(builtin))
        return;
    struct ast_str shown = u->module ? ast_source(ast, &u->module->node) : u->name;
    parse_diag_add(diag, ast, "ModuleNotFoundDuringParse", start, end,
                   "Could not find the module '%.*s'.", (int)shown.len, shown.s);
}

void using_modules_check(struct session *s, const struct ast *ast, struct parse_diag *diag)
{
    for (uint32_t i = 0; i < ast->root->nusings; i++)
        if (ast->root->usings[i]->what == AST_USING_MODULE)
            check(s, ast, ast->root->usings[i], diag);
}
