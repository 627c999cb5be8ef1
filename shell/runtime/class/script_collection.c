#include "shell/runtime/class/script_collection.h"

#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/interfaces.h"
#include "shell/runtime/class/script_class.h"
#include "shell/runtime/loop_enumerator.h"
#include "shell/runtime/member.h"

static bool is_script(struct value v, const struct type_info *interface)
{
    return v.kind == V_OBJECT && script_class_is(v.object->type) &&
           type_implements(v.object->type, interface);
}

bool script_collection_is(struct value v)
{
    return is_script(v, &interface_enumerator) || is_script(v, &interface_enumerable);
}

static enum status call(struct frame *f, const struct node *n, struct value self, const char *name,
                        struct value *out, bool *found)
{
    AUTO_VALUE method = value_string(name);
    *out = value_null();
    return script_class_call(f, n, self.object->type, self, method, NULL, 0, out, found);
}

enum status script_collection_begin(struct frame *f, const struct node *n, struct value v,
                                    struct value *enumerator)
{
    AUTO_VALUE made = value_null();
    bool found;
    if (is_script(v, &interface_enumerator)) {
        *enumerator = value_ref(v);
        return ST_OK;
    }
    enum status st = call(f, n, v, "GetEnumerator", &made, &found);
    if (st != ST_OK)
        return st;
    if (is_script(made, &interface_enumerator) ||
        (made.kind == V_ARRAY && type_is_a(value_type_of(made), &interface_enumerator)))
        *enumerator = STEAL_VALUE(made);
    else
        *enumerator = loop_enumerator(made);
    return ST_OK;
}

static enum status current(struct frame *f, const struct node *n, struct value enumerator,
                           struct value *item)
{
    bool found;
    enum status st = call(f, n, enumerator, "get_Current", item, &found);
    if (st != ST_OK || found)
        return st;
    AUTO_VALUE name = value_string("Current");
    return member_read(f, n, enumerator, name, NULL, item);
}

enum status script_collection_next(struct frame *f, const struct node *n, struct value enumerator,
                                   struct value *item, bool *more)
{
    AUTO_VALUE moved = value_null();
    bool found;
    if (enumerator.kind == V_ARRAY) {
        *more = loop_enumerator_next(enumerator, item);
        return ST_OK;
    }
    enum status st = call(f, n, enumerator, "MoveNext", &moved, &found);
    *more = st == ST_OK && value_truth(moved);
    return *more ? current(f, n, enumerator, item) : st;
}

enum status script_collection_write(struct frame *f, const struct node *n, struct value v,
                                    struct sink *out)
{
    AUTO_VALUE enumerator = value_null();
    bool more = true;
    enum status st = script_collection_begin(f, n, v, &enumerator);
    while (st == ST_OK && more) {
        AUTO_VALUE item = value_null();
        st = script_collection_next(f, n, enumerator, &item, &more);
        if (st == ST_OK && more)
            st = out->write(out, item);
        if (st == ST_OK)
            st = check_interrupt(f->session);
    }
    return st;
}
