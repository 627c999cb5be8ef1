#include "shell/format/format_db.h"

#include <stdlib.h>
#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/object.h"
#include "shell/object/wrap.h"
#include "shell/object/xml.h"

static void view_free(struct loaded_view *v)
{
    if (!v)
        return;
    for (size_t i = 0; i < v->types.len; i++)
        free(v->types.items[i]);
    for (size_t i = 0; i < v->columns.len; i++) {
        struct view_column *c = &v->columns.items[i];
        free((char *)(uintptr_t)c->label);
        free((char *)(uintptr_t)c->property);
        free((char *)(uintptr_t)c->format);
        value_unref(c->script);
    }
    value_unref(v->view.group_script);
    free((char *)(uintptr_t)v->view.group_by);
    free((char *)(uintptr_t)v->view.group_label);
    vec_release(&v->types);
    vec_release(&v->columns);
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
    free(db);
}

/* ---- reading ---- */

struct load {
    const struct xml_node *root;
    const char *file;
    format_compile compile;
    void *data;
};

static char *text_of(const struct xml_node *n)
{
    AUTO_STRBUF text = STRBUF_INIT;

    xml_text(n, &text);
    const char *s = text.buf ? text.buf : "";
    size_t len = text.len;
    while (len > 0 && (unsigned char)*s <= ' ')
        s++, len--;
    while (len > 0 && (unsigned char)s[len - 1] <= ' ')
        len--;
    return xstrndup(s, len);
}

static char *child_text(const struct xml_node *n, const char *name)
{
    const struct xml_node *c = n ? xml_child(n, name) : NULL;
    return c ? text_of(c) : NULL;
}

static const struct xml_node *path(const struct xml_node *n, const char *a, const char *b)
{
    n = n ? xml_child(n, a) : NULL;
    return n ? xml_child(n, b) : NULL;
}

static int bad(struct err **err, const struct load *l, const char *what)
{
    return err_set(err, ERR_INVALID_PARAMETER, "%s: %s", l->file, what);
}

static void add_type(struct loaded_view *v, const struct xml_node *n)
{
    *vec_push(&v->types) = text_of(n);
}

/* <SelectionSetName>: the types of a <SelectionSet> of this file. */
static void add_set(const struct load *l, struct loaded_view *v, const char *name)
{
    const struct xml_node *set = path(l->root, "SelectionSets", "SelectionSet");

    for (; set; set = xml_next_element(set)) {
        AUTO_FREE char *own = child_text(set, "Name");
        const struct xml_node *t = path(set, "Types", "TypeName");
        if (!own || !text_caseeq(own, name))
            continue;
        for (; t; t = xml_next_element(t))
            add_type(v, t);
    }
}

static int read_selection(const struct load *l, const struct xml_node *n, struct loaded_view *v,
                          struct err **err)
{
    const struct xml_node *by = xml_child(n, "ViewSelectedBy");
    const struct xml_node *t = by ? xml_child(by, NULL) : NULL;

    for (; t; t = xml_next_element(t)) {
        if (strcmp(t->name, "TypeName") == 0) {
            add_type(v, t);
        } else if (strcmp(t->name, "SelectionSetName") == 0) {
            AUTO_FREE char *name = text_of(t);
            add_set(l, v, name);
        }
    }
    return v->types.len > 0 ? 0 : bad(err, l, "a View needs a ViewSelectedBy with types.");
}

/* What a cell or item shows: <PropertyName> or <ScriptBlock>, and <FormatString>. */
static int read_expression(const struct load *l, const struct xml_node *n, struct view_column *c,
                           struct err **err)
{
    AUTO_FREE char *script = child_text(n, "ScriptBlock");

    c->property = child_text(n, "PropertyName");
    c->format = child_text(n, "FormatString");
    if (script && l->compile(l->data, script, &c->script, err) < 0)
        return -1;
    if (!c->property && !script)
        return bad(err, l, "an item needs a PropertyName or a ScriptBlock.");
    if (!c->property) /* the heading of a column without a label */
        c->property = STEAL(script);
    return 0;
}

static enum column_align read_align(const struct xml_node *n)
{
    AUTO_FREE char *text = child_text(n, "Alignment");

    if (text && text_caseeq(text, "Right"))
        return ALIGN_RIGHT;
    if (text && text_caseeq(text, "Center"))
        return ALIGN_CENTER;
    return text && text_caseeq(text, "Left") ? ALIGN_LEFT : ALIGN_DEFAULT;
}

static int read_table(const struct load *l, const struct xml_node *n, struct loaded_view *v,
                      struct err **err)
{
    const struct xml_node *entry = path(n, "TableRowEntries", "TableRowEntry");
    const struct xml_node *item = path(entry, "TableColumnItems", "TableColumnItem");
    const struct xml_node *head = path(n, "TableHeaders", "TableColumnHeader");

    if (!item)
        return bad(err, l, "a TableControl needs a TableRowEntry with TableColumnItems.");
    v->view.autosize = xml_child(n, "AutoSize") != NULL;
    v->view.hide_headers = xml_child(n, "HideTableHeaders") != NULL;
    v->view.wrap = xml_child(entry, "Wrap") != NULL;
    for (; item; item = xml_next_element(item)) {
        struct view_column *c = vec_push(&v->columns);
        *c = (struct view_column){ .align = read_align(item) };
        if (read_expression(l, item, c, err) < 0)
            return -1;
        if (!head)
            continue;
        AUTO_FREE char *width = child_text(head, "Width");
        enum column_align align = read_align(head);
        c->label = child_text(head, "Label");
        if (c->label && !*c->label) { /* as if there were none */
            free((char *)(uintptr_t)c->label);
            c->label = NULL;
        }
        c->width = width ? atoi(width) : 0;
        c->align = align != ALIGN_DEFAULT ? align : c->align;
        head = xml_next_element(head);
    }
    return 0;
}

static int read_list(const struct load *l, const struct xml_node *n, struct loaded_view *v,
                     struct err **err)
{
    const struct xml_node *item =
        path(path(n, "ListEntries", "ListEntry"), "ListItems", "ListItem");

    if (!item)
        return bad(err, l, "a ListControl needs a ListEntry with ListItems.");
    for (; item; item = xml_next_element(item)) {
        struct view_column *c = vec_push(&v->columns);
        *c = (struct view_column){ .label = child_text(item, "Label") };
        if (read_expression(l, item, c, err) < 0)
            return -1;
    }
    return 0;
}

static int read_wide(const struct load *l, const struct xml_node *n, struct loaded_view *v,
                     struct err **err)
{
    const struct xml_node *item = path(path(n, "WideEntries", "WideEntry"), "WideItem", NULL);

    if (!item)
        return bad(err, l, "a WideControl needs a WideEntry with a WideItem.");
    struct view_column *c = vec_push(&v->columns);
    *c = (struct view_column){ 0 };
    v->view.autosize = xml_child(n, "AutoSize") != NULL;
    return read_expression(l, item->parent, c, err);
}

static int read_group(const struct load *l, const struct xml_node *n, struct loaded_view *v,
                      struct err **err)
{
    const struct xml_node *g = xml_child(n, "GroupBy");

    if (!g)
        return 0;
    AUTO_FREE char *script = child_text(g, "ScriptBlock");
    v->view.group_by = child_text(g, "PropertyName");
    v->view.group_label = child_text(g, "Label");
    if (script && l->compile(l->data, script, &v->view.group_script, err) < 0)
        return -1;
    return 0;
}

static int read_view(const struct load *l, const struct xml_node *n, struct loaded_view *v,
                     struct err **err)
{
    const struct xml_node *control;

    v->file = xstrdup(l->file);
    v->name = child_text(n, "Name");
    if (!v->name)
        return bad(err, l, "a View needs a Name.");
    if (read_selection(l, n, v, err) < 0 || read_group(l, n, v, err) < 0)
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
    return bad(err, l,
               "a View needs a TableControl, ListControl or WideControl; custom controls "
               "cannot be shown.");
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
}

int format_db_load(struct format_db *db, const char *file, const char *text, size_t len,
                   bool prepend, format_compile compile, void *data, struct err **err)
{
    AUTO_XML *doc = xml_read(text, len, false, err);
    if (!doc)
        return -1;
    struct load l = { xml_root_element(doc), file, compile, data };
    struct format_db found = { .views = VEC_INIT };
    const struct xml_node *n = NULL;
    int rc = 0;

    if (!l.root || strcmp(l.root->name, "Configuration") != 0)
        rc = bad(err, &l, "the root element must be Configuration.");
    else
        n = path(l.root, "ViewDefinitions", "View");
    for (; n && rc == 0; n = xml_next_element(n)) {
        struct loaded_view *v = xcalloc(1, sizeof(*v));
        *vec_push(&found.views) = v;
        rc = read_view(&l, n, v, err);
        v->view.columns = v->columns.items;
        v->view.ncolumns = v->columns.len;
    }
    if (rc < 0) {
        for (size_t i = 0; i < found.views.len; i++)
            view_free(found.views.items[i]);
        vec_release(&found.views);
        return -1;
    }
    drop_views_of(db, file);
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
