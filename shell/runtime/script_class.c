#include "shell/object/convert.h"
#include "shell/runtime/script_class.h"

const struct type_info *script_class_find(struct session *s, const char *name, size_t len)
{
    (void)s; (void)name; (void)len;
    return NULL;
}
bool script_class_is(const struct type_info *type)
{
    (void)type;
    return false;
}
int script_class_convert(struct session *s, struct value v, const struct type_info *type,
                         struct value *out, struct err **err)
{
    (void)s;
    return value_convert(v, type, out, err);
}
enum status script_class_new(struct frame *f, const struct node *n, const struct type_info *type,
                             const struct value *args, size_t nargs, struct value *out)
{
    (void)f; (void)n; (void)type; (void)args; (void)nargs; (void)out;
    return ST_FAIL;
}
enum status script_class_call(struct frame *f, const struct node *n,
                              const struct type_info *type, struct value self,
                              struct value name, const struct value *args, size_t nargs,
                              struct value *out, bool *found)
{
    (void)f; (void)n; (void)type; (void)self; (void)name; (void)args; (void)nargs; (void)out;
    *found = false;
    return ST_OK;
}
void script_classes_free(struct session *s)
{
    (void)s;
}
#include "shell/runtime/compile.h"
struct node *compile_type_def(struct compiler *c, const struct ast_type_def *a)
{
    return node_constant(c, &a->node, value_nothing());
}
