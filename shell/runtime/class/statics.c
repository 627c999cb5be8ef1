/* The static members of classes: their first values and the static constructor run when the class
 * is first used, once. */
#include "shell/base/alloc.h"
#include "shell/object/exception.h"
#include "shell/runtime/class/script_class.h"
#include "shell/runtime/class/type.h"
#include "shell/runtime/error_record.h"

void class_statics_note(struct script_class *c)
{
    for (size_t i = 0; i < c->nfields; i++)
        c->statics_wait |= c->fields[i].is_static;
    for (size_t i = 0; i < c->nmethods; i++)
        c->statics_wait |= c->methods[i].ast->is_static && c->methods[i].ast->is_constructor;
}

static enum status run(struct frame *f, struct script_class *c)
{
    enum status st = ST_OK;
    for (size_t i = 0; i < c->nfields && st == ST_OK; i++)
        if (c->fields[i].is_static)
            st = class_set_initial(f, &c->fields[i], &c->fields[i].value, NULL);
    for (size_t i = 0; i < c->nmethods && st == ST_OK; i++) {
        const struct class_method *m = &c->methods[i];
        if (!m->ast->is_static || !m->ast->is_constructor)
            continue;
        struct value ignored;
        st = code_call(f->session, m->code, NULL, NULL, NULL, 0, &ignored);
        if (st == ST_OK)
            value_unref(ignored);
    }
    return st;
}

enum status class_statics_ready(struct frame *f, struct script_class *c)
{
    struct session *s = f->session;
    if (c->statics_wait) {
        c->statics_wait = false;
        s->try_depth++; /* what fails is said around it */
        enum status st = run(f, c);
        s->try_depth--;
        if (st != ST_OK && st != ST_FAIL)
            return st;
        const struct error_record *r = st == ST_FAIL ? error_record_of(s->failure) : NULL;
        if (r) {
            AUTO_FREE char *message =
                xasprintf("The type initializer for '%s' threw an exception.", c->name);
            c->statics_failed =
                exception_new("System.TypeInitializationException", message, r->exception);
            value_clear(&s->failure);
            s->failure_final = false;
        }
    }
    if (c->statics_failed.kind == V_NULL)
        return ST_OK;
    struct error_spec spec = { .exception_object = c->statics_failed,
                               .id = "System.TypeInitializationException",
                               .category = EC_OPERATION_STOPPED,
                               .activity = "" };
    return throw_error(s, &spec);
}

enum status class_statics_for(struct frame *f, const struct property *p)
{
    if (p->get != class_field_property.get)
        return ST_OK;
    struct class_field *field = (struct class_field *)p->data;
    return field->is_static ? class_statics_ready(f, field->owner) : ST_OK;
}
