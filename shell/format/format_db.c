#include "shell/format/format_db.h"

#include <stdlib.h>
#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/object.h"
#include "shell/object/wrap.h"
#include "shell/object/xml.h"

static void entry_free(struct view_entry *e)
{
    for (size_t i = 0; i < e->columns.len; i++) {
        struct view_column *c = &e->columns.items[i];
        free((char *)(uintptr_t)c->label);
        free((char *)(uintptr_t)c->property);
        free((char *)(uintptr_t)c->format);
        value_unref(c->script);
        struct format_expression *condition = (struct format_expression *)(uintptr_t)c->condition;
        if (condition)
            format_expression_release(condition);
        free(condition);
    }
    vec_release(&e->columns);
    entry_selection_release(&e->by);
}

static void view_free(struct loaded_view *v)
{
    if (!v)
        return;
    for (size_t i = 0; i < v->entries.list.len; i++)
        entry_free(&v->entries.list.items[i]);
    vec_release(&v->entries.list);
    value_unref(v->view.group_script);
    free((char *)(uintptr_t)v->view.group_by);
    free((char *)(uintptr_t)v->view.group_label);
    format_names_release(&v->types);
    free(v->name);
    free(v->file);
    free(v);
}

void format_db_free(struct format_db *db)
{
    if (!db)
        return;
    for (size_t i = 0; i < db->views.len; i++)
        view_free(db->views.items[i]);
    vec_release(&db->views);
    for (size_t i = 0; i < db->controls.len; i++)
        control_set_free(db->controls.items[i]);
    vec_release(&db->controls);
    free(db);
}

/* ---- reading ---- */

static int read_selection(const struct format_load *l, const struct xml_node *n,
                          struct loaded_view *v, struct err **err)
{
    format_xml_types(l, xml_child(n, "ViewSelectedBy"), &v->types);
    return v->types.len > 0 ? 0
                            : format_xml_bad(err, l, "a View needs a ViewSelectedBy with types.");
}

/* What a cell or item shows: <PropertyName> or <ScriptBlock>, and <FormatString>. */
static int read_expression(const struct format_load *l, const struct xml_node *n,
                           struct view_column *c, struct err **err)
{
    AUTO_FREE char *script = format_xml_child_text(n, "ScriptBlock");

    c->property = format_xml_child_text(n, "PropertyName");
    c->format = format_xml_child_text(n, "FormatString");
    if (script && l->compile(l->data, script, &c->script, err) < 0)
        return -1;
    if (!c->property && !script)
        return format_xml_bad(err, l, "an item needs a PropertyName or a ScriptBlock.");
    if (!c->property) /* the heading of a column without a label */
        c->property = STEAL(script);
    return 0;
}

static enum column_align read_align(const struct xml_node *n)
{
    AUTO_FREE char *text = format_xml_child_text(n, "Alignment");

    if (text && text_caseeq(text, "Right"))
        return ALIGN_RIGHT;
    if (text && text_caseeq(text, "Center"))
        return ALIGN_CENTER;
    return text && text_caseeq(text, "Left") ? ALIGN_LEFT : ALIGN_DEFAULT;
}

/* Another entry; its columns are to come. */
static struct view_entry *add_entry(const struct format_load *l, const struct xml_node *n,
                                    struct loaded_view *v, struct err **err)
{
    struct view_entry *e = vec_push(&v->entries.list);

    *e = (struct view_entry){ 0 };
    return entry_selection_read(&e->by, l, n, err) < 0 ? NULL : e;
}

static int read_heads(const struct xml_node *head, struct view_entry *e)
{
    for (size_t i = 0; head && i < e->columns.len; i++, head = xml_next_element(head)) {
        struct view_column *c = &e->columns.items[i];
        AUTO_FREE char *width = format_xml_child_text(head, "Width");
        enum column_align align = read_align(head);
        c->label = format_xml_child_text(head, "Label");
        if (c->label && !*c->label) { /* as if there were none */
            free((char *)(uintptr_t)c->label);
            c->label = NULL;
        }
        c->width = width ? atoi(width) : 0;
        c->align = align != ALIGN_DEFAULT ? align : c->align;
    }
    return 0;
}

static int read_table(const struct format_load *l, const struct xml_node *n, struct loaded_view *v,
                      struct err **err)
{
    const struct xml_node *entry = format_xml_path(n, "TableRowEntries", "TableRowEntry");
    const struct xml_node *head = format_xml_path(n, "TableHeaders", "TableColumnHeader");

    v->view.autosize = xml_child(n, "AutoSize") != NULL;
    v->view.hide_headers = xml_child(n, "HideTableHeaders") != NULL;
    v->view.wrap = entry && xml_child(entry, "Wrap") != NULL;
    for (; entry; entry = xml_next_element(entry)) {
        const struct xml_node *item = format_xml_path(entry, "TableColumnItems", "TableColumnItem");
        struct view_entry *e = add_entry(l, entry, v, err);
        if (!e)
            return -1;
        for (; item; item = xml_next_element(item)) {
            struct view_column *c = vec_push(&e->columns);
            *c = (struct view_column){ .align = read_align(item) };
            if (read_expression(l, item, c, err) < 0)
                return -1;
        }
        if (!e->columns.len)
            break;
        read_heads(head, e);
    }
    return v->entries.list.len && !entry
               ? 0
               : format_xml_bad(err, l,
                                "a TableControl needs a TableRowEntry with TableColumnItems.");
}

static int read_list(const struct format_load *l, const struct xml_node *n, struct loaded_view *v,
                     struct err **err)
{
    const struct xml_node *entry = format_xml_path(n, "ListEntries", "ListEntry");

    for (; entry; entry = xml_next_element(entry)) {
        const struct xml_node *item = format_xml_path(entry, "ListItems", "ListItem");
        struct view_entry *e = add_entry(l, entry, v, err);
        if (!e)
            return -1;
        for (; item; item = xml_next_element(item)) {
            const struct xml_node *condition = xml_child(item, "ItemSelectionCondition");
            struct view_column *c = vec_push(&e->columns);
            *c = (struct view_column){ .label = format_xml_child_text(item, "Label") };
            if (read_expression(l, item, c, err) < 0)
                return -1;
            if (!condition)
                continue;
            struct format_expression *own = xcalloc(1, sizeof(*own));
            c->condition = own;
            if (format_expression_read(own, l, condition, err) < 0)
                return -1;
        }
        if (!e->columns.len)
            break;
    }
    return v->entries.list.len && !entry
               ? 0
               : format_xml_bad(err, l, "a ListControl needs a ListEntry with ListItems.");
}

static int read_wide(const struct format_load *l, const struct xml_node *n, struct loaded_view *v,
                     struct err **err)
{
    const struct xml_node *entry = format_xml_path(n, "WideEntries", "WideEntry");

    v->view.autosize = xml_child(n, "AutoSize") != NULL;
    for (; entry; entry = xml_next_element(entry)) {
        const struct xml_node *item = xml_child(entry, "WideItem");
        struct view_entry *e = item ? add_entry(l, entry, v, err) : NULL;
        if (!item)
            break;
        if (!e)
            return -1;
        struct view_column *c = vec_push(&e->columns);
        *c = (struct view_column){ 0 };
        if (read_expression(l, item, c, err) < 0)
            return -1;
    }
    return v->entries.list.len && !entry
               ? 0
               : format_xml_bad(err, l, "a WideControl needs a WideEntry with a WideItem.");
}

/* Once all entries are read: what the view is when none is asked for. */
static void settle(struct loaded_view *v)
{
    struct view_entry *e = v->entries.list.len ? &v->entries.list.items[0] : NULL;

    for (size_t i = v->entries.list.len; i-- > 0;)
        if (!v->entries.list.items[i].by.given)
            e = &v->entries.list.items[i];
    if (e) {
        v->view.columns = e->columns.items;
        v->view.ncolumns = e->columns.len;
    }
    v->view.entries = v->entries.list.len > 1 ? &v->entries : NULL;
}

const struct view_column *view_columns_for(const struct view *view, const struct format_env *env,
                                           struct value v, size_t *n)
{
    const struct view_entry *best = NULL;
    size_t best_at = SIZE_MAX;

    for (size_t i = 0; view->entries && i < view->entries->list.len; i++) {
        const struct view_entry *e = &view->entries->list.items[i];
        size_t at = entry_selection_fits(&e->by, env, v);
        if (at < best_at) {
            best = e;
            best_at = at;
        }
    }
    *n = best ? best->columns.len : view->ncolumns;
    return best ? best->columns.items : view->columns;
}

static int read_group(const struct format_load *l, const struct xml_node *n, struct loaded_view *v,
                      struct err **err)
{
    const struct xml_node *g = xml_child(n, "GroupBy");

    if (!g)
        return 0;
    AUTO_FREE char *script = format_xml_child_text(g, "ScriptBlock");
    v->view.group_by = format_xml_child_text(g, "PropertyName");
    v->view.group_label = format_xml_child_text(g, "Label");
    if (script && l->compile(l->data, script, &v->view.group_script, err) < 0)
        return -1;
    return 0;
}

static int read_view(struct control_set *controls, const struct format_load *l,
                     const struct xml_node *n, struct loaded_view *v, struct err **err)
{
    const struct xml_node *control, *group = xml_child(n, "GroupBy");

    v->file = xstrdup(l->file);
    v->name = format_xml_child_text(n, "Name");
    if (!v->name)
        return format_xml_bad(err, l, "a View needs a Name.");
    if (read_selection(l, n, v, err) < 0 || read_group(l, n, v, err) < 0 ||
        control_set_read(controls, l, n, err) < 0)
        return -1;
    if (group && control_set_read_use(controls, l, group, &v->view.group_control, err) < 0)
        return -1;
    if ((control = xml_child(n, "TableControl"))) {
        v->shape = SHAPE_TABLE;
        return read_table(l, control, v, err);
    }
    if ((control = xml_child(n, "ListControl"))) {
        v->shape = SHAPE_LIST;
        return read_list(l, control, v, err);
    }
    if ((control = xml_child(n, "WideControl"))) {
        v->shape = SHAPE_WIDE;
        return read_wide(l, control, v, err);
    }
    if (xml_child(n, "CustomControl")) {
        v->shape = SHAPE_CUSTOM;
        return control_set_read_use(controls, l, n, &v->view.control, err);
    }
    return format_xml_bad(
        err, l, "a View needs a TableControl, ListControl, WideControl or CustomControl.");
}

static void drop_views_of(struct format_db *db, const char *file)
{
    size_t kept = 0;

    for (size_t i = 0; i < db->views.len; i++) {
        if (strcmp(db->views.items[i]->file, file) == 0)
            view_free(db->views.items[i]);
        else
            db->views.items[kept++] = db->views.items[i];
    }
    db->views.len = kept;
    kept = 0;
    for (size_t i = 0; i < db->controls.len; i++) {
        if (strcmp(db->controls.items[i]->file, file) == 0)
            control_set_free(db->controls.items[i]);
        else
            db->controls.items[kept++] = db->controls.items[i];
    }
    db->controls.len = kept;
}

int format_db_load(struct format_db *db, const char *file, const char *text, size_t len,
                   bool prepend, format_compile compile, void *data, struct err **err)
{
    AUTO_XML *doc = xml_read(text, len, false, err);
    if (!doc)
        return -1;
    struct format_load l = { xml_root_element(doc), file, compile, data };
    struct format_db found = { .views = VEC_INIT };
    const struct xml_node *n = NULL;
    struct control_set *controls = control_set_new(file);
    int rc = 0;

    if (!l.root || strcmp(l.root->name, "Configuration") != 0)
        rc = format_xml_bad(err, &l, "the root element must be Configuration.");
    else
        rc = control_set_read(controls, &l, l.root, err);
    if (rc == 0)
        n = format_xml_path(l.root, "ViewDefinitions", "View");
    for (; n && rc == 0; n = xml_next_element(n)) {
        struct loaded_view *v = xcalloc(1, sizeof(*v));
        *vec_push(&found.views) = v;
        rc = read_view(controls, &l, n, v, err);
        settle(v);
    }
    if (rc < 0) {
        for (size_t i = 0; i < found.views.len; i++)
            view_free(found.views.items[i]);
        vec_release(&found.views);
        control_set_free(controls);
        return -1;
    }
    drop_views_of(db, file);
    *vec_push(&db->controls) = controls;
    size_t old = db->views.len, more = found.views.len;
    vec_reserve(&db->views, more);
    if (prepend && old > 0 && more > 0)
        memmove(db->views.items + more, db->views.items, old * sizeof(db->views.items[0]));
    if (more > 0)
        memcpy(db->views.items + (prepend ? 0 : old), found.views.items,
               more * sizeof(db->views.items[0]));
    db->views.len += more;
    vec_release(&found.views);
    return 0;
}

/* ---- finding ---- */

bool value_has_type_name(struct value v, const char *name)
{
    const char *const *own = value_type_names(v);

    for (; own && *own; own++)
        if (text_caseeq(*own, name))
            return true;
    for (const struct type_info *t = value_type_of(v); t; t = t->base)
        if (text_caseeq(t->name, name))
            return true;
    return false;
}

bool loaded_view_is_for(const struct loaded_view *view, const struct type_info *type)
{
    for (; type; type = type->base)
        for (size_t i = 0; i < view->types.len; i++)
            if (text_caseeq(view->types.items[i], type->name))
                return true;
    return false;
}

const struct loaded_view *format_db_find(const struct format_db *db, struct value v,
                                         enum format_shape shape, const char *name)
{
    for (size_t i = 0; db && i < db->views.len; i++) {
        const struct loaded_view *one = db->views.items[i];
        if ((shape != SHAPE_DEFAULT && one->shape != shape) ||
            (name && !text_caseeq(name, one->name)))
            continue;
        for (size_t k = 0; k < one->types.len; k++)
            if (value_has_type_name(v, one->types.items[k]))
                return one;
    }
    return NULL;
}
