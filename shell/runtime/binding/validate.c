/* Validation attributes of a script block's parameters, while its arguments are bound. */
#include <string.h>

#include "shell/object/exception.h"
#include "shell/runtime/binding/private.h"
#include "shell/runtime/binding/validation.h"
#include "shell/runtime/block_value.h"
#include "shell/runtime/frame.h"

/* Validation scripts see the parameters that were bound before. */
static int check_in_scope(struct binding *b, const struct param *p, struct value v,
                          struct err **err)
{
    struct session *s = b->session;
    struct frame f = { .session = s, .code = b->block->code, .up = s->frame };
    struct scope scope = { 0 };
    struct scope *outer = frame_outer_scope(s, f.code, b->block, &f.state);
    scope_init(&scope, s, SCOPE_LOCAL, outer);
    f.scope = &scope;
    f.underbar = s->frame ? s->frame->underbar : &f.own_underbar;
    for (size_t i = 0; i < b->plan->nparams; i++) {
        const char *name = b->plan->params[i].p->name;
        if (b->slots[i].bound)
            variable_put_take(s, scope_cell(&scope, names_intern(s->names, name, strlen(name))),
                              value_ref(b->slots[i].value));
    }
    struct frame *saved = frame_enter(&f);
    int rc = validation_check_parameter(s, param_rare(p)->validation, p->name, v, err);
    s->frame = saved;
    scope_release(&scope);
    return rc;
}

enum bind_result bind_check_declared(struct binding *b, const struct param *p, struct value v)
{
    AUTO_ERR *err = NULL;
    const struct validation *validation = param_rare(p)->validation;
    int rc = validation_runs_script(validation)
                 ? check_in_scope(b, p, v, &err)
                 : validation_check_parameter(b->session, validation, p->name, v, &err);
    if (rc == 0)
        return BIND_OK;
    AUTO_VALUE exception = exception_from_err(err);
    struct error_spec spec = { .exception_object = exception,
                               .id = err->id,
                               .category = EC_INVALID_DATA,
                               .activity = b->command };
    throw_error(b->session, &spec);
    return BIND_ERROR;
}
