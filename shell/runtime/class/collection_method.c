#include "shell/runtime/class/collection_method.h"

#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/hash.h"
#include "shell/object/str.h"
#include "shell/runtime/member.h"

enum where_mode {
    WHERE_DEFAULT,
    WHERE_FIRST,
    WHERE_LAST,
    WHERE_SKIP_UNTIL,
    WHERE_UNTIL,
    WHERE_SPLIT
};

static enum status run(struct frame *f, struct scriptblock *sb, struct value item,
                       const struct value *args, size_t nargs, struct array *out)
{
    struct array_sink sink;
    array_sink_init(&sink, out);
    enum status st = scriptblock_invoke(f->session, sb, BLOCK_DOT, item, args, nargs, &sink.sink);
    return st == ST_OK ? check_interrupt(f->session) : st;
}

static enum status test(struct frame *f, struct scriptblock *sb, struct value item, bool *yes)
{
    struct array *list = array_new(1);
    enum status st = run(f, sb, item, NULL, 0, list);
    if (st != ST_OK) {
        value_unref(value_of_array(list));
        return st;
    }
    AUTO_VALUE v = array_as_value_take(list);
    *yes = value_truth(v);
    return ST_OK;
}

static bool parse_mode(struct value v, enum where_mode *out)
{
    static const char *const names[] = {
        "Default", "First", "Last", "SkipUntil", "Until", "Split"
    };
    AUTO_STRBUF text = STRBUF_INIT;
    value_to_strbuf(v, &text);
    for (size_t i = 0; i < ARRAY_SIZE(names); i++)
        if (v.kind == V_INT32 ? v.i == (int64_t)i : text_caseeq(text.buf, names[i])) {
            *out = (enum where_mode)i;
            return true;
        }
    return false;
}

static enum status where(struct frame *f, const struct value *items, size_t n,
                         struct scriptblock *sb, enum where_mode mode, int64_t limit,
                         struct array *yes, struct array *no)
{
    bool open = mode == WHERE_UNTIL;
    for (size_t i = 0; i < n; i++) {
        bool match = false;
        if (mode == WHERE_SKIP_UNTIL && open) {
            match = true;
        } else {
            enum status st = test(f, sb, items[i], &match);
            if (st != ST_OK)
                return st;
        }
        switch (mode) {
        case WHERE_UNTIL:
            if (match)
                return ST_OK;
            array_push(yes, items[i]);
            break;
        case WHERE_SKIP_UNTIL:
            open |= match;
            if (match)
                array_push(yes, items[i]);
            break;
        case WHERE_LAST:
            if (match) {
                array_push(yes, items[i]);
                if (yes->len > (size_t)(limit ? limit : 1))
                    array_remove_range(yes, 0, 1);
            }
            continue;
        case WHERE_SPLIT:
            if (match && (!limit || yes->len < (size_t)limit))
                array_push(yes, items[i]);
            else
                array_push(no, items[i]);
            continue;
        default:
            if (match)
                array_push(yes, items[i]);
            if (mode == WHERE_FIRST && !limit && match)
                return ST_OK;
        }
        if (limit && yes->len >= (size_t)limit)
            return ST_OK;
    }
    return ST_OK;
}

static enum status for_each(struct frame *f, const struct node *n, struct value item,
                            const struct value *args, size_t nargs, struct array *out)
{
    struct scriptblock *sb = scriptblock_of(args[0]);
    struct value v;
    enum status st;
    if (sb)
        return run(f, sb, item, args + 1, nargs - 1, out);
    if (args[0].kind == V_TYPE) {
        struct err *err = NULL;
        if (eval_convert(f->session, item, args[0].type, &v, &err) < 0)
            return fail_err(f, n, &err);
        array_push_take(out, v);
        return ST_OK;
    }
    AUTO_VALUE name = value_to_string(args[0]);
    const struct method *m =
        item.kind == V_NULL ? NULL
                            : type_find_method(value_type_of(item), name.str->data, name.str->len);
    if (m) {
        struct err *err = NULL;
        v = value_nothing();
        if (m->call(item, args + 1, nargs - 1, &v, &err) < 0)
            return fail_err(f, n, &err);
    } else if (nargs > 1) {
        return member_write(f, n, item, name, NULL, value_ref(args[1]));
    } else {
        st = member_read(f, n, item, name, NULL, &v);
        if (st != ST_OK)
            return st;
    }
    if (v.kind == V_NULL && v.aux == VALUE_NOTHING)
        return ST_OK;
    array_push_take(out, v);
    return ST_OK;
}

enum status collection_method(struct frame *f, const struct node *n, struct value target,
                              bool is_where, const struct value *args, size_t nargs,
                              struct value *out)
{
    AUTO_VALUE keep = value_ref(target);
    const struct value *items = &keep;
    size_t count = keep.kind != V_NULL;
    if (keep.kind == V_ARRAY) {
        if (keep.array->is_list) /* it may grow under way */
            value_replace_take(&keep,
                               value_of_array(array_from(target.array->items, target.array->len)));
        items = keep.array->items;
        count = keep.array->len;
    }
    struct scriptblock *sb = nargs ? scriptblock_of(args[0]) : NULL;
    enum where_mode mode = WHERE_DEFAULT;
    int64_t limit = 0;
    struct err *err = NULL;
    if (nargs == 0 || (is_where && !sb))
        return fail_at(f, n, "System.Management.Automation.MethodException",
                       "MethodCountCouldNotFindBest", EC_NOT_SPECIFIED,
                       "Cannot find an overload for \"%s\" and the argument count: \"%zu\".",
                       is_where ? "Where" : "ForEach", nargs);
    if (is_where && nargs > 1 && !parse_mode(args[1], &mode))
        return fail_at(f, n, "System.Management.Automation.MethodException",
                       "MethodArgumentConversionInvalidCastArgument", EC_NOT_SPECIFIED,
                       "Cannot convert argument \"selectionMode\" of \"Where\" to "
                       "WhereOperatorSelectionMode.");
    if (is_where && nargs > 2 && value_to_int64(args[2], &limit, &err) < 0)
        return fail_err(f, n, &err);
    static const char result[] = "System.Collections.ObjectModel.Collection["
                                 "System.Management.Automation.PSObject]";
    const struct type_info *type = session_find_type(f->session, result, sizeof(result) - 1);
    struct array *yes = list_new(type ? type : &type_object_list, NULL), *no = NULL;
    enum status st = ST_OK;
    if (is_where) {
        no = list_new(yes->type, NULL);
        st = where(f, items, count, sb, mode, limit, yes, no);
    } else {
        for (size_t i = 0; i < count && st == ST_OK; i++)
            st = for_each(f, n, items[i], args, nargs, yes);
    }
    if (st != ST_OK) {
        value_unref(value_of_array(yes));
        if (no)
            value_unref(value_of_array(no));
        return st;
    }
    if (mode == WHERE_SPLIT) {
        struct array *both = array_new(2);
        array_push_take(both, value_of_array(yes));
        array_push_take(both, value_of_array(no));
        *out = value_of_array(both);
        return ST_OK;
    }
    if (no)
        value_unref(value_of_array(no));
    *out = value_of_array(yes);
    return ST_OK;
}
