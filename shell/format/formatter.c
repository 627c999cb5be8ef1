#include "shell/format/formatter.h"

#include <string.h>

#include "shell/base/cancel.h"
#include "shell/base/text.h"
#include "shell/base/vec.h"
#include "shell/format/columns.h"
#include "shell/format/custom_control.h"
#include "shell/format/custom_view.h"
#include "shell/format/views.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/hash.h"
#include "shell/object/nesting.h"
#include "shell/object/types/hash.h"

enum { MAX_AUTO_COLUMNS = 10, MAX_TABLE_PROPERTIES = 4, CUSTOM_DEPTH = 5 };

struct formatter {
    struct format_request *request;
    const struct format_env *env;
    int (*emit)(void *data, struct value v);
    void *data;
    bool open, group_open;
    enum format_shape shape; /* of the open document */
    const struct view *view; /* of the open document; NULL: by properties */
    column_vec columns;      /* of an open table */
    struct value group;      /* the open group's key as text */
    struct value first;      /* the object that opened the document; borrowed while it does */
    struct strbuf scratch, failures;
};

struct formatter *formatter_new(struct format_request *request, const struct format_env *env,
                                int (*emit)(void *data, struct value v), void *data)
{
    struct formatter *f = xcalloc(1, sizeof(*f));

    f->request = request;
    f->env = env;
    f->emit = emit;
    f->data = data;
    f->scratch = (struct strbuf)STRBUF_INIT;
    f->failures = (struct strbuf)STRBUF_INIT;
    return f;
}

void formatter_free(struct formatter *f)
{
    if (!f)
        return;
    columns_clear(&f->columns);
    value_clear(&f->group);
    strbuf_release(&f->scratch);
    strbuf_release(&f->failures);
    free(f);
}

static int emit_take(struct formatter *f, struct value v)
{
    int rc = f->emit(f->data, v);
    value_unref(v);
    return rc;
}

/* ---- views ---- */

static const struct view *loaded_view(const struct formatter *f, struct value v, char shape,
                                      const char *name, char *found)
{
    char ignored;

    if (!f->env || !f->env->loaded_view)
        return NULL;
    return f->env->loaded_view(f->env->data, v, shape, name, found ? found : &ignored);
}

static const struct view *table_of(const struct formatter *f, struct value v)
{
    const struct view *view = loaded_view(f, v, 't', NULL, NULL);
    return view ? view : view_table_of(value_type_of(v));
}

static const struct view *list_of(const struct formatter *f, struct value v)
{
    const struct view *view = loaded_view(f, v, 'l', NULL, NULL);
    return view ? view : view_list_of(value_type_of(v));
}

/* ---- columns ---- */

/* -1: its getter or script block failed. */
static int column_value(struct formatter *f, const struct column *c, struct value v,
                        struct value *out)
{
    struct err *err = NULL;

    *out = value_null();
    if (c->spec)
        return property_spec_get(f->env, c->spec, v, out);
    if (c->view && c->view->script.kind != V_NULL)
        return f->env->eval ? f->env->eval(f->env->data, c->view->script, v, out) : -1;
    if (!c->view || !c->view->get)
        return format_get(f->env, v, c->view ? c->view->property : c->name->data, out);
    if (c->view->get(v, out, &err) == 0)
        return 0;
    err_clear(&err);
    *out = value_null();
    return -1;
}

static struct str *failed_cell(struct formatter *f, const struct column *c)
{
    if (f->request->show_error)
        strbuf_addf(&f->failures, "InvalidArgument: Failed to evaluate expression \"%s\".\n",
                    c->label->data);
    return f->request->display_error ? str_new("#ERR", 4) : NULL;
}

static struct str *column_text(struct formatter *f, const struct column *c, struct value v,
                               bool in_table)
{
    AUTO_VALUE value = value_null();

    if (column_value(f, c, v, &value) < 0)
        return failed_cell(f, c);
    if (value.kind == V_NULL)
        return NULL;
    const char *format = c->spec && c->spec->format ? c->spec->format->data
                         : c->view                  ? c->view->format
                                                    : NULL;
    if (value.kind == V_STRING && !format)
        return value_ref(value).str;
    strbuf_reset(&f->scratch);
    if (in_table && !format && !c->view)
        cell_text_of_table(f->env, value, &f->scratch);
    else
        cell_text(f->env, value, format, &f->scratch);
    return str_new(f->scratch.buf, f->scratch.len);
}

/* Drops the columns that -ExcludeProperty names. */
static void exclude(struct formatter *f, column_vec *columns)
{
    size_t kept = 0;

    for (size_t i = 0; i < columns->len; i++) {
        struct column c = columns->items[i];
        bool out = false;
        for (size_t k = 0; k < f->request->nexclude && !out; k++) {
            struct str *p = f->request->exclude[k];
            struct str *name =
                c.spec && c.spec->expression.kind == V_STRING ? c.spec->expression.str : c.label;
            out = text_wildcard_match(p->data, p->len, name->data, name->len, true);
        }
        if (!out) {
            columns->items[kept++] = c;
            continue;
        }
        if (c.name)
            value_unref(value_of_str(c.name));
        value_unref(value_of_str(c.label));
    }
    columns->len = kept;
}

/* ---- documents and groups ---- */

static int close_group(struct formatter *f)
{
    if (!f->group_open)
        return 0;
    f->group_open = false;
    value_clear(&f->group);
    return emit_take(f, format_data_new(FORMAT_GROUP_END));
}

int formatter_end(struct formatter *f)
{
    if (!f->open)
        return 0;
    int rc = close_group(f);
    f->open = false;
    f->view = NULL;
    columns_clear(&f->columns);
    if (rc)
        return rc;
    return emit_take(f, format_data_new(FORMAT_END));
}

static void group_key(struct formatter *f, struct value v, struct strbuf *text, int *indent)
{
    AUTO_VALUE key = value_null();
    const struct property_spec *by = f->request->group_by;

    if (by) {
        AUTO_VALUE heading = value_of_str(property_spec_heading(by));
        property_spec_get(f->env, by, v, &key);
        *indent = 3;
        strbuf_addf(text, "%s: ", heading.str->data);
        cell_text(f->env, key, by->format ? by->format->data : NULL, text);
    } else if (f->view && f->view->group_script.kind != V_NULL) {
        if (f->env->eval)
            f->env->eval(f->env->data, f->view->group_script, v, &key);
        *indent = 3;
        strbuf_addf(text, "%s: ", f->view->group_label ? f->view->group_label : "");
        cell_text(f->env, key, NULL, text);
    } else if (f->view && f->view->group_get) {
        AUTO_ERR *err = NULL;
        if (f->view->group_get(v, &key, &err) < 0)
            key = value_null();
        *indent = 3;
        strbuf_addf(text, "%s: ", f->view->group_label);
        cell_text(f->env, key, NULL, text);
    } else if (f->view && f->view->group_by) {
        format_get(f->env, v, f->view->group_by, &key);
        *indent = f->view->group_label && text_caseeq(f->view->group_label, "Directory") ? 4 : 3;
        strbuf_addf(text, "%s: ", f->view->group_label ? f->view->group_label : f->view->group_by);
        cell_text(f->env, key, NULL, text);
    }
}

static int enter_group(struct formatter *f, struct value v)
{
    AUTO_STRBUF text = STRBUF_INIT;
    AUTO_STRBUF heading = STRBUF_INIT;
    int indent = 0;
    int rc;

    if (f->request->group_by || (f->view && (f->view->group_by || f->view->group_get ||
                                             f->view->group_script.kind != V_NULL))) {
        group_key(f, v, &text, &indent);
        if (f->group_open && f->group.str->len == text.len &&
            memcmp(f->group.str->data, text.buf, text.len) == 0)
            return 0;
        if ((rc = close_group(f)))
            return rc;
    } else if (f->group_open) {
        return 0;
    }
    f->group_open = true;
    value_replace_take(&f->group, value_string_len(text.buf, text.len));
    struct value start = format_data_new(FORMAT_GROUP_START);
    struct format_data *d = format_data_of(start);
    bool controlled = !f->request->group_by && f->view && f->view->group_control;
    if (controlled)
        custom_control_text(f->view->group_control, f->env, v, CUSTOM_GROUP_DEPTH, &heading);
    if (text.len > 0)
        d->text = controlled ? str_new(heading.len ? heading.buf : "", heading.len)
                             : str_new(text.buf, text.len);
    d->indent = controlled ? 0 : indent;
    return emit_take(f, start);
}

static int open_document(struct formatter *f, enum format_shape shape)
{
    struct value start = format_data_new(FORMAT_START);
    struct format_data *d = format_data_of(start);
    const struct format_request *r = f->request;

    d->shape = shape;
    d->wrap = r->wrap || (f->view && f->view->wrap);
    d->hide_headers = r->hide_headers || (f->view && f->view->hide_headers);
    d->autosize = r->autosize || (f->view && f->view->autosize);
    d->repeat_header = r->repeat_header;
    d->wide_columns = r->wide_columns;
    if (shape == SHAPE_TABLE && f->columns.len > 0) {
        d->nheads = f->columns.len;
        d->heads = xcalloc(d->nheads, sizeof(*d->heads));
        for (size_t i = 0; i < d->nheads; i++) {
            struct column *c = &f->columns.items[i];
            d->heads[i].label = value_ref(value_of_str(c->label)).str;
            d->heads[i].width = r->autosize && !c->spec ? 0 : c->width;
            d->heads[i].align = c->align;
            d->heads[i].matches =
                !c->view ||
                member_find(f->first, c->label->data, c->label->len).found != FOUND_NONE;
        }
    }
    f->open = true;
    f->shape = shape;
    return emit_take(f, start);
}

static int write_text(struct formatter *f, const char *s, size_t len, bool raw)
{
    if (cancel_wanted())
        return -1;
    struct value entry = format_data_new(FORMAT_ENTRY);

    format_data_of(entry)->raw = raw;

    format_data_of(entry)->text = str_new(s, len);
    return emit_take(f, entry);
}

static int write_row(struct formatter *f, const column_vec *columns, struct value v, bool labels)
{
    struct value entry = format_data_new(FORMAT_ENTRY);
    struct format_data *d = format_data_of(entry);

    d->n = columns->len;
    d->cells = xcalloc(d->n ? d->n : 1, sizeof(*d->cells));
    if (labels)
        d->labels = xcalloc(d->n ? d->n : 1, sizeof(*d->labels));
    for (size_t i = 0; i < d->n; i++) {
        d->cells[i] = column_text(f, &columns->items[i], v, !labels);
        if (labels)
            d->labels[i] = value_ref(value_of_str(columns->items[i].label)).str;
    }
    int rc = emit_take(f, entry);
    if (rc || f->failures.len == 0)
        return rc;
    AUTO_STRBUF failures = f->failures;
    f->failures = (struct strbuf)STRBUF_INIT;
    return write_text(f, failures.buf, failures.len - 1, false);
}

/* ---- tables ---- */

static bool by_all(const struct formatter *f)
{
    return f->request->nexclude > 0 && f->request->props->len == 0;
}

static bool has_props(const struct formatter *f)
{
    return f->request->props && f->request->props->len > 0;
}

/* The named view of this shape, else the default one; NULL: by properties. */
static const struct view *find_view(struct formatter *f, struct value v)
{
    static const char letters[] = {
        [SHAPE_TABLE] = 't', [SHAPE_LIST] = 'l', [SHAPE_WIDE] = 'w', [SHAPE_CUSTOM] = 'c'
    };
    const struct type_info *type = value_type_of(v);
    enum format_shape shape = f->request->shape;

    if (f->request->view) {
        const struct view *view = loaded_view(f, v, letters[shape], f->request->view, NULL);
        if (!view)
            view = view_named(type, f->request->view, shape);
        if (!view)
            f->request->no_view = type;
        return view;
    }
    return shape == SHAPE_LIST ? list_of(f, v) : table_of(f, v);
}

static void plan_table(struct formatter *f, struct value v)
{
    columns_clear(&f->columns);
    f->view = NULL;
    if (has_props(f)) {
        columns_add_specs(f->env, &f->columns, f->request->props, v);
    } else if (by_all(f)) {
        columns_add_all(f->env, &f->columns, v);
    } else if ((f->view = find_view(f, v))) {
        columns_add_view(f->env, &f->columns, f->view, v);
    } else {
        columns_add_default(f->env, &f->columns, v, MAX_AUTO_COLUMNS);
    }
    exclude(f, &f->columns);
    for (size_t i = 0; i < f->columns.len; i++) {
        struct column *c = &f->columns.items[i];
        if (c->align != ALIGN_DEFAULT)
            continue;
        AUTO_VALUE value = value_null();
        column_value(f, c, v, &value);
        c->align = cell_default_align(value);
    }
}

static int write_table(struct formatter *f, struct value v)
{
    int rc;

    if (!f->open) {
        plan_table(f, v);
        if (f->request->no_view)
            return -1;
        if (f->columns.len == 0)
            return 0;
        if ((rc = open_document(f, SHAPE_TABLE)))
            return rc;
    }
    if ((rc = enter_group(f, v)))
        return rc;
    if (!f->view || !f->view->entries || f->request->nexclude)
        return write_row(f, &f->columns, v, false);
    /* A row of its own entry, under the first one's headings. */
    column_vec own = VEC_INIT;
    columns_add_view(f->env, &own, f->view, v);
    rc = write_row(f, own.len == f->columns.len ? &own : &f->columns, v, false);
    columns_clear(&own);
    return rc;
}

/* ---- lists ---- */

static void add_existing_specs(struct formatter *f, column_vec *columns, struct value v)
{
    for (size_t i = 0; i < f->request->props->len; i++) {
        struct property_spec *spec = &f->request->props->items[i];
        if (spec->wildcard || property_spec_exists(f->env, spec, v))
            columns_add_specs(f->env, columns, &(struct property_specs){ spec, 1 }, v);
    }
}

static void plan_list(struct formatter *f, column_vec *columns, struct value v, bool by_view)
{
    const struct view *view = !by_view                      ? NULL
                              : f->request->view && f->view ? f->view
                                                            : list_of(f, v);

    if (has_props(f))
        add_existing_specs(f, columns, v);
    else if (by_all(f))
        columns_add_all(f->env, columns, v);
    else if (view)
        columns_add_view(f->env, columns, view, v);
    else
        columns_add_default(f->env, columns, v, SIZE_MAX);
    exclude(f, columns);
}

static int write_list(struct formatter *f, struct value v)
{
    column_vec columns = VEC_INIT;
    bool opening = !f->open;
    int rc = 0;

    if (opening) {
        f->view = NULL;
        if (!has_props(f) && !by_all(f))
            f->view = f->request->view ? find_view(f, v) : list_of(f, v);
        if (f->request->no_view)
            return -1;
    }
    plan_list(f, &columns, v, true);
    if (opening)
        rc = open_document(f, SHAPE_LIST);
    if (!rc)
        rc = enter_group(f, v);
    if (!rc && columns.len > 0)
        rc = write_row(f, &columns, v, true);
    columns_clear(&columns);
    return rc;
}

/* An object that the open document's view is not for: a list of its own, which leaves the
 * document open. */
static int write_list_aside(struct formatter *f, struct value v)
{
    column_vec columns = VEC_INIT;
    int rc = 0;

    plan_list(f, &columns, v, false);
    if (columns.len > 0)
        rc = write_row(f, &columns, v, true);
    columns_clear(&columns);
    return rc;
}

/* ---- wide and custom ---- */

/* The property that names an object, guessed by what names usually are. */
static bool add_display_name(column_vec *columns, struct value v)
{
    static const char *const patterns[] = { "name", "id", "key", "*key", "*name", "*id" };

    for (size_t i = 0; i < ARRAY_SIZE(patterns); i++) {
        struct member_iter it = member_iter_begin(v);
        struct member_entry m;
        while (member_iter_next(&it, &m)) {
            if (!text_wildcard_match(patterns[i], strlen(patterns[i]), m.name, m.len, true))
                continue;
            columns_add_name(columns, m.name, m.len);
            return true;
        }
    }
    return false;
}

static const struct view *wide_view(struct formatter *f, struct value v)
{
    if (f->request->view)
        return find_view(f, v);
    const struct view *view = loaded_view(f, v, 'w', NULL, NULL);
    return view ? view : view_wide_of(value_type_of(v));
}

static int write_wide(struct formatter *f, struct value v)
{
    struct value entry;
    struct format_data *d;
    int rc;

    if (!f->open) {
        columns_clear(&f->columns);
        const struct view *view = wide_view(f, v);
        if (f->request->no_view)
            return -1;
        if (has_props(f)) {
            columns_add_specs(f->env, &f->columns, f->request->props, v);
        } else if (by_all(f)) {
            columns_add_all(f->env, &f->columns, v);
        } else {
            const struct view *table = view_table_of(value_type_of(v));
            f->view = view;
            if (view)
                columns_add_view(f->env, &f->columns, view, v);
            else if (add_display_name(&f->columns, v))
                ;
            else if (table)
                columns_add_view(f->env, &f->columns, table, v);
            else
                columns_add_default(f->env, &f->columns, v, 1);
        }
        exclude(f, &f->columns);
        if (f->columns.len == 0)
            return 0;
        if ((rc = open_document(f, SHAPE_WIDE)))
            return rc;
    }
    if ((rc = enter_group(f, v)))
        return rc;
    entry = format_data_new(FORMAT_ENTRY);
    d = format_data_of(entry);
    d->n = 1;
    d->cells = xcalloc(1, sizeof(*d->cells));
    d->cells[0] = column_text(f, &f->columns.items[0], v, false);
    return emit_take(f, entry);
}

static int write_custom(struct formatter *f, struct value v)
{
    int rc;

    if (!f->open) {
        f->view = NULL;
        if (f->request->view && !(f->view = find_view(f, v)))
            return -1;
        if (!f->request->view && !has_props(f) && !by_all(f))
            f->view = loaded_view(f, v, 'c', NULL, NULL);
        if ((rc = open_document(f, SHAPE_CUSTOM)))
            return rc;
    }
    if ((rc = enter_group(f, v)))
        return rc;
    AUTO_STRBUF text = STRBUF_INIT;
    if (f->view && f->view->control) {
        int depth = f->request->depth ? f->request->depth : CUSTOM_DEPTH;
        custom_control_text(f->view->control, f->env, v, depth, &text);
        return write_text(f, text.len ? text.buf : "", text.len, false);
    }
    column_vec columns = VEC_INIT;
    plan_list(f, &columns, v, false);
    custom_view_text(f->env, v, &columns, f->request->depth ? f->request->depth : CUSTOM_DEPTH,
                     &text);
    columns_clear(&columns);
    return write_text(f, text.buf, text.len, false); /* the last newline: an empty line */
}

/* ---- the choice ---- */

static size_t count_members(const struct formatter *f, struct value v, size_t max)
{
    const struct array *own = columns_display_set(f->env, v);

    if (own)
        return own->len;
    const char *const *names = view_default_display(value_type_of(v));
    size_t n = 0;

    if (names) {
        while (names[n])
            n++;
        return n;
    }
    struct member_iter it = format_members(f->env, v);
    struct member_entry m;
    while (n < max && member_iter_next(&it, &m))
        n++;
    return n;
}

static enum format_shape shape_for(const struct formatter *f, struct value v)
{
    const struct type_info *type = value_type_of(v);

    char shape = 0;
    if (loaded_view(f, v, 0, NULL, &shape))
        return shape == 't'   ? SHAPE_TABLE
               : shape == 'l' ? SHAPE_LIST
               : shape == 'w' ? SHAPE_WIDE
                              : SHAPE_CUSTOM;
    if (view_table_of(type))
        return SHAPE_TABLE;
    if (view_list_of(type))
        return SHAPE_LIST;
    return count_members(f, v, MAX_TABLE_PROPERTIES + 1) <= MAX_TABLE_PROPERTIES ? SHAPE_TABLE
                                                                                 : SHAPE_LIST;
}

/* A view of one type fits those that derive from it, and no other: they follow as lists. */
static bool fits_view(const struct formatter *f, struct value v)
{
    const struct type_info *type = value_type_of(v);

    if (!f->open || !f->view)
        return true;
    return table_of(f, v) == f->view || list_of(f, v) == f->view || view_applies(f->view, type) ||
           loaded_view(f, v, 'w', NULL, NULL) == f->view || view_wide_of(type) == f->view ||
           loaded_view(f, v, 'c', NULL, NULL) == f->view ||
           (f->request->view && loaded_view(f, v, 0, f->request->view, NULL) == f->view) ||
           (f->request->view && view_named(type, f->request->view, f->request->shape) == f->view);
}

static int write_default(struct formatter *f, struct value v)
{
    if (f->open && f->shape == SHAPE_CUSTOM && !f->view) {
        int rc = formatter_end(f);
        return rc ? rc : write_list(f, v);
    }
    enum format_shape shape = f->open ? f->shape : shape_for(f, v);
    if (shape == SHAPE_WIDE)
        return write_wide(f, v);
    if (shape == SHAPE_CUSTOM)
        return write_custom(f, v);
    return shape == SHAPE_TABLE ? write_table(f, v) : write_list(f, v);
}

/* How a value is shown when not by its properties. */
enum text_mode { TEXT_NOT, TEXT_LINE, TEXT_DOCUMENT };

static enum text_mode text_mode_of(struct formatter *f, struct value v)
{
    int hook;

    strbuf_reset(&f->scratch);
    if (f->request->force && has_props(f))
        return TEXT_NOT;
    hook = f->env && f->env->text ? f->env->text(f->env->data, v, &f->scratch) : 0;
    if (hook == 1)
        return TEXT_LINE;
    if (hook == 2 && f->request->shape == SHAPE_DEFAULT)
        return TEXT_DOCUMENT;
    strbuf_reset(&f->scratch);
    if (value_is_scalar(v)) {
        value_to_strbuf(v, &f->scratch);
        return TEXT_LINE;
    }
    if (f->request->shape == SHAPE_DEFAULT && view_text_of(v, &f->scratch))
        return v.kind == V_DATETIME ? TEXT_DOCUMENT : TEXT_LINE;
    /* nothing to show but its name */
    if (v.kind == V_OBJECT && !has_props(f) && !table_of(f, v) && count_members(f, v, 1) == 0) {
        value_to_strbuf(v, &f->scratch);
        return TEXT_LINE;
    }
    return TEXT_NOT;
}

static int write_one(struct formatter *f, struct value v)
{
    if (v.kind == V_NULL)
        return 0;
    enum text_mode mode = text_mode_of(f, v);
    if (mode != TEXT_NOT) {
        AUTO_STRBUF text = f->scratch;
        int rc = 0;
        bool raw = mode == TEXT_LINE && value_is_scalar(v);
        f->scratch = (struct strbuf)STRBUF_INIT;
        if (mode == TEXT_DOCUMENT && !f->open)
            rc = open_document(f, SHAPE_CUSTOM);
        if (rc == 0 && mode == TEXT_DOCUMENT && f->shape == SHAPE_CUSTOM)
            rc = enter_group(f, v);
        return rc ? rc : write_text(f, text.buf, text.len, raw);
    }
    f->first = v;
    if (!fits_view(f, v) && f->shape != SHAPE_WIDE)
        return write_list_aside(f, v);
    switch (f->request->shape) {
    case SHAPE_TABLE:
        return write_table(f, v);
    case SHAPE_LIST:
        return write_list(f, v);
    case SHAPE_WIDE:
        return write_wide(f, v);
    case SHAPE_CUSTOM:
        return write_custom(f, v);
    default:
        return write_default(f, v);
    }
}

/* -Expand Both: the collection itself, then how many items follow. */
static int write_collection(struct formatter *f, struct value v)
{
    static const char header[] = "The following object supports IEnumerable:";
    size_t n = v.kind == V_ARRAY ? v.array->len : v.hash->count;
    AUTO_STRBUF text = STRBUF_INIT;
    int rc = write_text(f, header, sizeof(header) - 1, true);

    if (n == 0)
        strbuf_adds(&text, "The IEnumerable contains no objects.");
    else if (n == 1)
        strbuf_adds(&text, "The IEnumerable contains the following object:");
    else
        strbuf_addf(&text, "The IEnumerable contains the following %zu objects:", n);
    if (rc == 0)
        rc = write_list_aside(f, v);
    return rc ? rc : write_text(f, text.buf, text.len, true);
}

static int write_nested(struct formatter *f, struct value v, const struct nesting *outer)
{
    struct nesting level;
    if (f->request->expand == EXPAND_CORE_ONLY || (outer && outer->depth > 64))
        return write_one(f, v);
    if (f->request->expand == EXPAND_BOTH && !outer && (v.kind == V_ARRAY || v.kind == V_HASH)) {
        int rc = write_collection(f, v);
        if (rc)
            return rc;
    }
    if (v.kind == V_ARRAY) {
        if (!nesting_enter(&level, outer, v.array))
            return 0;
        for (size_t i = 0; i < v.array->len; i++) {
            int rc = write_nested(f, v.array->items[i], &level);
            if (rc)
                return rc;
        }
        return 0;
    }
    if (v.kind == V_HASH && hash_gives_pairs(v.hash)) {
        AUTO_VALUE pairs = hash_entries(v.hash);
        return write_nested(f, pairs, outer);
    }
    if (v.kind == V_HASH) {
        struct hash_entry *e;
        for (size_t i = 0; (e = hash_next(v.hash, &i));) {
            AUTO_VALUE entry = view_dictionary_entry(e->key, e->value);
            int rc = write_one(f, entry);
            if (rc)
                return rc;
        }
        return 0;
    }
    return write_one(f, v);
}

int formatter_write(struct formatter *f, struct value v)
{
    return write_nested(f, v, NULL);
}
