#include "shell/format/custom_control.h"

#include <stdlib.h>
#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/format/entry_select.h"
#include "shell/format/text_lines.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/object.h"

enum item_kind { ITEM_TEXT, ITEM_NEWLINE, ITEM_FRAME, ITEM_VALUE };

struct frame {
    int left, right;
    int first; /* of the first line; negative: the others are indented by so much */
};

struct custom_item {
    enum item_kind kind;
    char *text;          /* ITEM_TEXT */
    struct frame frame;  /* ITEM_FRAME */
    struct items *items; /* ITEM_FRAME */
    /* ITEM_VALUE */
    struct format_expression value, condition;
    bool enumerate;
    char *format;
    char *control_name;
    const struct custom_control *control;
};
struct items {
    VEC(struct custom_item) list;
};

struct custom_entry {
    struct entry_selection by;
    struct items items;
};

struct custom_control {
    const struct control_set *set;
    char *name; /* NULL: it stands where it is used */
    VEC(struct custom_entry) entries;
};

/* ---- ownership ---- */

static void items_release(struct items *items)
{
    for (size_t i = 0; i < items->list.len; i++) {
        struct custom_item *item = &items->list.items[i];
        free(item->text);
        free(item->format);
        free(item->control_name);
        format_expression_release(&item->value);
        format_expression_release(&item->condition);
        if (item->items)
            items_release(item->items);
        free(item->items);
    }
    vec_release(&items->list);
}

struct control_set *control_set_new(const char *file)
{
    struct control_set *set = xcalloc(1, sizeof(*set));

    set->file = xstrdup(file);
    return set;
}

void control_set_free(struct control_set *set)
{
    if (!set)
        return;
    for (size_t i = 0; i < set->all.len; i++) {
        struct custom_control *c = set->all.items[i];
        for (size_t k = 0; k < c->entries.len; k++) {
            struct custom_entry *e = &c->entries.items[k];
            entry_selection_release(&e->by);
            items_release(&e->items);
        }
        vec_release(&c->entries);
        free(c->name);
        free(c);
    }
    vec_release(&set->all);
    free(set->file);
    free(set);
}

static const struct custom_control *find_control(const struct control_set *set, const char *name)
{
    for (size_t i = 0; i < set->all.len; i++)
        if (set->all.items[i]->name && text_caseeq(set->all.items[i]->name, name))
            return set->all.items[i];
    return NULL;
}

/* ---- reading ---- */

static int read_items(struct control_set *set, const struct format_load *l,
                      const struct xml_node *n, struct items *out, struct err **err);

static int read_count(const struct format_load *l, const struct xml_node *n, const char *name,
                      int *out, struct err **err)
{
    AUTO_FREE char *text = format_xml_child_text(n, name);
    char *end;

    if (!text)
        return 0;
    long count = strtol(text, &end, 10);
    if (!*text || *end || count < 0 || count > INT16_MAX)
        return format_xml_bad(err, l, "a Frame's indentations are counts of columns.");
    *out = (int)count;
    return 0;
}

static int read_frame(struct control_set *set, const struct format_load *l,
                      const struct xml_node *n, struct custom_item *item, struct err **err)
{
    const struct xml_node *content = xml_child(n, "CustomItem");
    int hanging = 0;

    item->kind = ITEM_FRAME;
    if (read_count(l, n, "LeftIndent", &item->frame.left, err) < 0 ||
        read_count(l, n, "RightIndent", &item->frame.right, err) < 0 ||
        read_count(l, n, "FirstLineIndent", &item->frame.first, err) < 0 ||
        read_count(l, n, "FirstLineHanging", &hanging, err) < 0)
        return -1;
    if (hanging)
        item->frame.first = -hanging;
    if (!content)
        return format_xml_bad(err, l, "a Frame needs a CustomItem.");
    item->items = xcalloc(1, sizeof(*item->items));
    return read_items(set, l, content, item->items, err);
}

static int read_control(struct control_set *set, const struct format_load *l,
                        const struct xml_node *n, char *name, const struct custom_control **out,
                        struct err **err);

static int read_value(struct control_set *set, const struct format_load *l,
                      const struct xml_node *n, struct custom_item *item, struct err **err)
{
    const struct xml_node *condition = xml_child(n, "ItemSelectionCondition");
    const struct xml_node *control = xml_child(n, "CustomControl");
    AUTO_FREE char *enumerate = format_xml_child_text(n, "EnumerateCollection");

    item->kind = ITEM_VALUE;
    item->enumerate = enumerate && !text_caseeq(enumerate, "false");
    item->format = format_xml_child_text(n, "FormatString");
    item->control_name = format_xml_child_text(n, "CustomControlName");
    if (format_expression_read(&item->value, l, n, err) < 0)
        return -1;
    if (condition && format_expression_read(&item->condition, l, condition, err) < 0)
        return -1;
    return control ? read_control(set, l, control, NULL, &item->control, err) : 0;
}

static int read_items(struct control_set *set, const struct format_load *l,
                      const struct xml_node *n, struct items *out, struct err **err)
{
    for (const struct xml_node *c = format_xml_first(n); c; c = xml_next_element(c)) {
        struct custom_item item = { .kind = ITEM_NEWLINE };
        int rc = 0;
        if (strcmp(c->name, "Text") == 0) {
            AUTO_STRBUF text = STRBUF_INIT;
            xml_text(c, &text);
            item.kind = ITEM_TEXT;
            item.text = xstrndup(text.buf ? text.buf : "", text.len);
        } else if (strcmp(c->name, "Frame") == 0) {
            rc = read_frame(set, l, c, &item, err);
        } else if (strcmp(c->name, "ExpressionBinding") == 0) {
            rc = read_value(set, l, c, &item, err);
        } else if (strcmp(c->name, "NewLine") != 0) {
            rc = format_xml_bad(err, l,
                                "a CustomItem holds Text, NewLine, Frame and ExpressionBinding.");
        }
        *vec_push(&out->list) = item;
        if (rc < 0)
            return -1;
    }
    return out->list.len > 0 ? 0 : format_xml_bad(err, l, "a CustomItem holds nothing.");
}

static int read_entry(struct control_set *set, const struct format_load *l,
                      const struct xml_node *n, struct custom_entry *out, struct err **err)
{
    const struct xml_node *content = xml_child(n, "CustomItem");

    if (entry_selection_read(&out->by, l, n, err) < 0)
        return -1;
    if (!content)
        return format_xml_bad(err, l, "a CustomEntry needs a CustomItem.");
    return read_items(set, l, content, &out->items, err);
}

/* Takes name. */
static int read_control(struct control_set *set, const struct format_load *l,
                        const struct xml_node *n, char *name, const struct custom_control **out,
                        struct err **err)
{
    const struct xml_node *entry = format_xml_path(n, "CustomEntries", "CustomEntry");
    struct custom_control *c = xcalloc(1, sizeof(*c));
    bool for_all = false;

    c->set = set;
    c->name = name;
    *vec_push(&set->all) = c;
    for (; entry; entry = xml_next_element(entry)) {
        struct custom_entry own = { 0 };
        int rc = read_entry(set, l, entry, &own, err);
        *vec_push(&c->entries) = own;
        if (rc < 0)
            return -1;
        for_all = for_all || !own.by.given;
    }
    if (out)
        *out = c;
    return for_all ? 0
                   : format_xml_bad(err, l,
                                    "a CustomControl needs a CustomEntry without EntrySelectedBy.");
}

int control_set_read(struct control_set *set, const struct format_load *l, const struct xml_node *n,
                     struct err **err)
{
    const struct xml_node *c = format_xml_path(n, "Controls", "Control");

    for (; c; c = xml_next_element(c)) {
        const struct xml_node *control = xml_child(c, "CustomControl");
        if (!control)
            return format_xml_bad(err, l, "a Control needs a CustomControl.");
        if (read_control(set, l, control, format_xml_child_text(c, "Name"), NULL, err) < 0)
            return -1;
    }
    return 0;
}

int control_set_read_use(struct control_set *set, const struct format_load *l,
                         const struct xml_node *n, const struct custom_control **out,
                         struct err **err)
{
    const struct xml_node *control = xml_child(n, "CustomControl");
    AUTO_FREE char *name = format_xml_child_text(n, "CustomControlName");

    *out = name ? find_control(set, name) : NULL;
    return control ? read_control(set, l, control, NULL, out, err) : 0;
}

/* ---- showing ---- */

struct writer {
    const struct format_env *env;
    int max_depth;
    struct strbuf line; /* what is pending */
    struct strbuf *out;
    bool begun; /* a line is out */
};

static void put_line(struct writer *w, int indent, const char *s, size_t len)
{
    if (w->begun)
        strbuf_addch(w->out, '\n');
    w->begun = true;
    strbuf_fill(w->out, ' ', (size_t)indent);
    strbuf_add(w->out, s, len);
}

static void end_line(struct writer *w, struct frame at)
{
    int columns = w->env->columns > 0 ? w->env->columns : 120;
    int width = columns - at.left - at.right;
    AUTO_TEXT_LINES lines = TEXT_LINES_INIT;

    if (width <= 0) {
        strbuf_reset(&w->line);
        width = 1;
    }
    if (abs(at.first) >= width)
        at.first = 0;
    text_lines_wrap(w->line.len ? w->line.buf : "", w->line.len, (size_t)(width - abs(at.first)),
                    &lines);
    for (size_t i = 0; i < lines.ends.len; i++) {
        size_t len;
        const char *s = text_line(&lines, i, &len);
        int more = i == 0 ? (at.first > 0 ? at.first : 0) : (at.first < 0 ? -at.first : 0);
        put_line(w, at.left + more, s, len);
    }
    strbuf_reset(&w->line);
}

static const struct custom_entry *entry_for(const struct writer *w,
                                            const struct custom_control *control, struct value v)
{
    const struct custom_entry *best = NULL;
    size_t best_at = SIZE_MAX;

    for (size_t i = 0; i < control->entries.len; i++) {
        size_t at = entry_selection_fits(&control->entries.items[i].by, w->env, v);
        if (at < best_at) {
            best = &control->entries.items[i];
            best_at = at;
        }
    }
    return best;
}

static void show(struct writer *w, const struct custom_control *control, struct value v, int depth,
                 struct frame at);

static void show_one(struct writer *w, const struct custom_item *item,
                     const struct custom_control *control, struct value v, int depth,
                     struct frame at)
{
    if (control)
        show(w, control, v, depth + 1, at);
    else
        cell_text(w->env, v, item->format && *item->format ? item->format : NULL, &w->line);
}

static void show_value(struct writer *w, const struct control_set *set,
                       const struct custom_item *item, struct value v, int depth, struct frame at)
{
    const struct custom_control *control = item->control;
    AUTO_VALUE value = value_null();

    if (!control && item->control_name && !(control = find_control(set, item->control_name)))
        return;
    if (format_expression_is_given(&item->value)) {
        if (!format_expression_holds(&item->condition, w->env, v))
            return;
        format_expression_get(&item->value, w->env, v, &value);
    } else {
        value = value_ref(v);
    }
    if (item->enumerate && value.kind == V_ARRAY) {
        for (size_t i = 0; i < value.array->len; i++)
            if (value.array->items[i].kind != V_NULL)
                show_one(w, item, control, value.array->items[i], depth, at);
    } else if (value.kind != V_NULL) {
        show_one(w, item, control, value, depth, at);
    }
}

static void show_items(struct writer *w, const struct control_set *set, const struct items *items,
                       struct value v, int depth, struct frame at)
{
    for (size_t i = 0; i < items->list.len; i++) {
        const struct custom_item *item = &items->list.items[i];
        switch (item->kind) {
        case ITEM_TEXT:
            strbuf_adds(&w->line, item->text);
            break;
        case ITEM_NEWLINE:
            end_line(w, at);
            break;
        case ITEM_VALUE:
            show_value(w, set, item, v, depth, at);
            break;
        case ITEM_FRAME: {
            struct frame inner = { at.left + item->frame.left, at.right + item->frame.right,
                                   item->frame.first };
            show_items(w, set, item->items, v, depth, inner);
            break;
        }
        }
    }
}

static void show(struct writer *w, const struct custom_control *control, struct value v, int depth,
                 struct frame at)
{
    const struct custom_entry *e = depth < w->max_depth ? entry_for(w, control, v) : NULL;

    if (e)
        show_items(w, control->set, &e->items, v, depth, at);
}

void custom_control_text(const struct custom_control *control, const struct format_env *env,
                         struct value v, int depth, struct strbuf *out)
{
    struct writer w = { .env = env, .max_depth = depth, .line = STRBUF_INIT, .out = out };

    show(&w, control, v, 0, (struct frame){ 0 });
    end_line(&w, (struct frame){ 0 });
    strbuf_release(&w.line);
}
