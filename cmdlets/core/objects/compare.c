#include "cmdlets/core/common_params.h"
#include "cmdlets/core/core.h"
#include "cmdlets/core/files/encoding_arg.h"
#include "cmdlets/core/files/fs_path.h"
#include "cmdlets/core/files/text_file.h"
#include "cmdlets/core/groups.h"
#include "cmdlets/core/objects/same.h"
#include "cmdlets/core/objects/sort_keys.h"
#include "cmdlets/core/output/out_writer.h"

#include "shell/base/alloc.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/wrap.h"
#include "shell/runtime/session.h"

struct compare_args {
    struct value_list reference_object;
    struct value_list difference_object;
    struct opt_int sync_window;
    struct value_list property;
    bool exclude_different;
    bool include_equal;
    bool pass_thru;
    struct str *culture;
    bool case_sensitive;
};
static const struct param compare_params[] = {
    PARAM(struct compare_args, reference_object, .name = "ReferenceObject", .position = 1,
          .mandatory = true, .type_name = "PSObject", .allow_empty = true,
          .help = "The objects to compare with."),
    PARAM(struct compare_args, difference_object, .name = "DifferenceObject", .position = 2,
          .mandatory = true, .from_pipeline = true, .type_name = "PSObject", .allow_empty = true,
          .help = "The objects compared."),
    PARAM(struct compare_args, sync_window, .name = "SyncWindow",
          .help = "How many objects around to look at for an equal one; all by default."),
    PARAM(struct compare_args, property, .name = "Property",
          .help = "The properties to use: names (wildcards work), script blocks or hashtables with "
                  "Name and Expression."),
    PARAM(struct compare_args, exclude_different, .name = "ExcludeDifferent",
          .help = "Shows only what is equal."),
    PARAM(struct compare_args, include_equal, .name = "IncludeEqual",
          .help = "Shows also what is equal."),
    PARAM(struct compare_args, pass_thru, .name = "PassThru",
          .help = "Emits the objects themselves, with SideIndicator added where possible."),
    PARAM(struct compare_args, culture, .name = "Culture",
          .help = "The culture to compare in. Only the invariant culture is known."),
    PARAM(struct compare_args, case_sensitive, .name = "CaseSensitive",
          .help = "Tells upper and lower case apart."),
};
static const struct example compare_examples[] = {
    { .code = "Compare-Object 1, 2 2, 3",
      .remarks = "What only one side has.",
      .output =
          "InputObject SideIndicator\n----------- -------------\n          3 =>\n          1 <=" },
};
struct tee_args {
    struct value input_object;
    struct str *file_path;
    bool append;
    struct value encoding;
    struct str *literal_path;
    struct str *variable;
};
static const struct param tee_params[] = {
    INPUT_OBJECT_PARAM(struct tee_args),
    PARAM(struct tee_args, file_path, .name = "FilePath", .sets = "File", .position = 1,
          .mandatory = true, .aliases = "Path", .wildcards = true, .help = "The file."),
    PARAM(struct tee_args, append, .name = "Append", .sets = "File",
          .help = "Adds to the file or variable."),
    PARAM(struct tee_args, encoding, .name = "Encoding", .sets = "File,LiteralFile",
          .type_name = "System.Text.Encoding",
          .help = "The text encoding: utf8 (the default), utf8BOM, utf8NoBOM, ascii, unicode, "
                  "bigendianunicode, utf32, latin1, oem, ansi."),
    PARAM(struct tee_args, literal_path, .name = "LiteralPath", .sets = "LiteralFile",
          .mandatory = true, .aliases = "PSPath,LP",
          .help = "The file, as a path taken as it is written."),
    PARAM(struct tee_args, variable, .name = "Variable", .sets = "Variable", .mandatory = true,
          .help = "The variable to store into."),
};
static const struct example tee_examples[] = {
    { .code = "1..3 | Tee-Object -Variable all | Measure-Object", .remarks = "Counts and keeps." },
};

struct compare_state {
    struct core_env env;
    struct property_specs specs;
    struct array *difference;
    struct sorter sorter; /* keys of both sides */
    bool ready;
};

static enum status compare_begin(struct invocation *inv)
{
    struct compare_args *args = ARGS(inv, struct compare_args);
    struct compare_state *st = STATE(inv, struct compare_state);
    struct err *err = NULL;

    core_env_init(&st->env, inv->session, inv);
    if (property_specs_parse(&args->property, SPEC_NAME, &st->specs, &err))
        return cmdlet_throw_err(inv, &err);
    sorter_init(&st->sorter, &st->specs, false, args->case_sensitive);
    st->difference = array_new(8);
    st->ready = true;
    return ST_OK;
}

static enum status compare_process(struct invocation *inv)
{
    struct compare_args *args = ARGS(inv, struct compare_args);
    struct compare_state *st = STATE(inv, struct compare_state);

    for (size_t i = 0; i < args->difference_object.len; i++)
        array_push(st->difference, args->difference_object.items[i]);
    return ST_OK;
}

static bool rows_equal(const struct compare_state *st, size_t a, size_t b)
{
    const struct sorter *s = &st->sorter;

    for (size_t i = 0; i < (s->nkeys ? s->nkeys : 1); i++)
        if (!values_same(sorter_key(s, a, i), sorter_key(s, b, i), s->case_sensitive))
            return false;
    return true;
}

static enum status report(struct invocation *inv, size_t row, const char *side)
{
    struct compare_args *args = ARGS(inv, struct compare_args);
    struct compare_state *st = STATE(inv, struct compare_state);
    struct shapes *shapes = inv->session->shapes;
    struct value v = sorter_object(&st->sorter, row);

    if (args->pass_thru) {
        AUTO_VALUE marked = value_wrapped(v);
        struct object *members = value_members(marked);
        if (members)
            object_set_note_take(members, shapes, "SideIndicator", value_string(side));
        return emit(inv, marked);
    }
    struct object *o = object_new_custom(shapes);
    if (st->specs.len == 0)
        object_set_note_take(o, shapes, "InputObject", value_ref(v));
    for (size_t i = 0; i < st->specs.len; i++) {
        AUTO_VALUE name = value_of_str(property_spec_heading(&st->specs.items[i]));
        object_set_note_take(o, shapes, name.str->data, value_ref(sorter_key(&st->sorter, row, i)));
    }
    object_set_note_take(o, shapes, "SideIndicator", value_string(side));
    return emit_take(inv, value_of_object(o));
}

/* ---- pairing: both sides are walked in step; what finds no partner waits ---- */

/* Rows of one side that wait, oldest first, and perhaps by the hash of their first key. All
 * links are row + 1; 0: none. */
struct backlog {
    size_t len;
    uint32_t first, last, *next, *before;
    uint32_t *heads, *tails, *chain; /* chains in order of age; heads NULL: not hashed */
    size_t mask;
};

/* What kinds of keys are hashed alike: only a column of one of them may be indexed. */
static int hash_class(struct value v)
{
    return v.kind == V_STRING ? 1 : value_is_number(v) ? 2 : 0;
}

static bool can_hash(const struct sorter *s, size_t n)
{
    int class = n ? hash_class(sorter_key(s, 0, 0)) : 0;

    for (size_t i = 0; i < n && class; i++)
        if (hash_class(sorter_key(s, i, 0)) != class)
            class = 0;
    return class != 0;
}

static void backlog_init(struct backlog *b, size_t rows, bool hashed)
{
    size_t size = 64;

    *b = (struct backlog){ .next = xcalloc(rows + 1, sizeof(uint32_t)),
                           .before = xcalloc(rows + 1, sizeof(uint32_t)) };
    if (!hashed)
        return;
    while (size < rows)
        size *= 2;
    b->mask = size - 1;
    b->heads = xcalloc(size, sizeof(uint32_t));
    b->tails = xcalloc(size, sizeof(uint32_t));
    b->chain = xcalloc(rows + 1, sizeof(uint32_t));
}

static void backlog_release(struct backlog *b)
{
    free(b->next);
    free(b->before);
    free(b->heads);
    free(b->tails);
    free(b->chain);
}

static size_t slot_of(const struct compare_state *st, const struct backlog *b, size_t row)
{
    return values_hash(sorter_key(&st->sorter, row, 0), st->sorter.case_sensitive) & b->mask;
}

static void backlog_add(const struct compare_state *st, struct backlog *b, size_t row)
{
    uint32_t link = (uint32_t)row + 1;

    b->next[row] = 0;
    b->before[row] = b->last;
    *(b->last ? &b->next[b->last - 1] : &b->first) = link;
    b->last = link;
    b->len++;
    if (!b->heads)
        return;
    size_t slot = slot_of(st, b, row);
    b->chain[row] = 0;
    *(b->heads[slot] ? &b->chain[b->tails[slot] - 1] : &b->heads[slot]) = link;
    b->tails[slot] = link;
}

/* Takes row out of the order of age. */
static void unlink_row(struct backlog *b, size_t row)
{
    *(b->before[row] ? &b->next[b->before[row] - 1] : &b->first) = b->next[row];
    *(b->next[row] ? &b->before[b->next[row] - 1] : &b->last) = b->before[row];
    b->len--;
}

/* The oldest waiting row equal to row, taken out; SIZE_MAX: none. */
static size_t backlog_match(const struct compare_state *st, struct backlog *b, size_t row)
{
    if (!b->heads) {
        for (uint32_t link = b->first; link; link = b->next[link - 1])
            if (rows_equal(st, link - 1, row)) {
                unlink_row(b, link - 1);
                return link - 1;
            }
        return SIZE_MAX;
    }
    size_t slot = slot_of(st, b, row);
    uint32_t before = 0;
    for (uint32_t link = b->heads[slot]; link; before = link, link = b->chain[link - 1]) {
        if (!rows_equal(st, link - 1, row))
            continue;
        *(before ? &b->chain[before - 1] : &b->heads[slot]) = b->chain[link - 1];
        if (b->tails[slot] == link)
            b->tails[slot] = before;
        unlink_row(b, link - 1);
        return link - 1;
    }
    return SIZE_MAX;
}

static size_t backlog_oldest(const struct compare_state *st, struct backlog *b)
{
    size_t row = b->first - 1;

    if (b->heads) {
        size_t slot = slot_of(st, b, row);
        b->heads[slot] = b->chain[row]; /* the oldest of all is the oldest of its chain */
    }
    unlink_row(b, row);
    return row;
}

struct pairing {
    struct backlog reference, difference;
    size_t window;
    bool equal, different; /* what is reported */
};

static enum status report_if(struct invocation *inv, bool wanted, size_t row, const char *side)
{
    return wanted ? report(inv, row, side) : ST_OK;
}

/* A row without partner waits until the window is full. */
static enum status wait_for_partner(struct invocation *inv, struct pairing *p, struct backlog *b,
                                    size_t row, const char *side)
{
    struct compare_state *st = STATE(inv, struct compare_state);
    enum status rc = ST_OK;

    if (p->window == 0)
        return report_if(inv, p->different, row, side);
    while (b->len >= p->window && rc == ST_OK)
        rc = report_if(inv, p->different, backlog_oldest(st, b), side);
    backlog_add(st, b, row);
    return rc;
}

/* One row of each side; SIZE_MAX: that side has come to its end. */
static enum status pair_rows(struct invocation *inv, struct pairing *p, size_t r, size_t d)
{
    struct compare_state *st = STATE(inv, struct compare_state);
    enum status rc = ST_OK;

    if (r != SIZE_MAX && d != SIZE_MAX && rows_equal(st, r, d))
        return report_if(inv, p->equal, r, "==");
    size_t match = d == SIZE_MAX ? SIZE_MAX : backlog_match(st, &p->reference, d);
    if (match != SIZE_MAX) {
        rc = report_if(inv, p->equal, match, "==");
        d = SIZE_MAX;
    }
    if (rc == ST_OK && r != SIZE_MAX && backlog_match(st, &p->difference, r) != SIZE_MAX) {
        rc = report_if(inv, p->equal, r, "==");
        r = SIZE_MAX;
    }
    if (rc == ST_OK && d != SIZE_MAX)
        rc = wait_for_partner(inv, p, &p->difference, d, "=>");
    if (rc == ST_OK && r != SIZE_MAX)
        rc = wait_for_partner(inv, p, &p->reference, r, "<=");
    return rc;
}

static enum status compare_end(struct invocation *inv)
{
    struct compare_args *args = ARGS(inv, struct compare_args);
    struct compare_state *st = STATE(inv, struct compare_state);
    size_t nref = args->reference_object.len, ndiff = st->difference->len;
    bool equal_said = is_bound(inv, "IncludeEqual");
    struct pairing p = {
        .window = args->sync_window.set ? (size_t)args->sync_window.value : INT32_MAX,
        .equal = args->include_equal || (args->exclude_different && !equal_said),
        .different = !args->exclude_different,
    };
    enum status rc = ST_OK;

    for (size_t i = 0; i < nref; i++)
        sorter_add(&st->sorter, &st->env.env, args->reference_object.items[i]);
    for (size_t i = 0; i < ndiff; i++)
        sorter_add(&st->sorter, &st->env.env, st->difference->items[i]);
    if (st->env.pending != ST_OK)
        return st->env.pending;
    bool hashed = can_hash(&st->sorter, nref + ndiff);
    backlog_init(&p.reference, nref + ndiff, hashed);
    backlog_init(&p.difference, nref + ndiff, hashed);
    for (size_t i = 0; i < (nref > ndiff ? nref : ndiff) && rc == ST_OK; i++) {
        rc = pair_rows(inv, &p, i < nref ? i : SIZE_MAX, i < ndiff ? nref + i : SIZE_MAX);
        if (interrupted(inv->session))
            rc = ST_INTERRUPT;
    }
    while (rc == ST_OK && p.difference.len > 0)
        rc = report_if(inv, p.different, backlog_oldest(st, &p.difference), "=>");
    while (rc == ST_OK && p.reference.len > 0)
        rc = report_if(inv, p.different, backlog_oldest(st, &p.reference), "<=");
    backlog_release(&p.reference);
    backlog_release(&p.difference);
    return rc;
}

static void compare_cleanup(struct invocation *inv)
{
    struct compare_state *st = STATE(inv, struct compare_state);

    if (!st->ready)
        return;
    sorter_release(&st->sorter);
    property_specs_release(&st->specs);
    value_unref(value_of_array(st->difference));
}

/* ---- Tee-Object ---- */

struct tee_state {
    struct text_sink sink;
    struct text_writer file;
    struct out_writer writer;
    struct array *kept;
    struct err *err;
    bool ready;
};

static int tee_write(struct text_sink *sink, const char *text, size_t len)
{
    struct tee_state *st = (struct tee_state *)((char *)sink - offsetof(struct tee_state, sink));

    return text_writer_add(&st->file, text, len, &st->err);
}

static enum status tee_begin(struct invocation *inv)
{
    struct tee_args *args = ARGS(inv, struct tee_args);
    struct tee_state *st = STATE(inv, struct tee_state);
    struct str *name = args->file_path ? args->file_path : args->literal_path;
    enum text_encoding encoding;
    struct err *err = NULL;

    st->file.fd = -1;
    if (args->variable) {
        st->kept = array_new(8);
        return ST_OK;
    }
    enum status is_file = path_must_be_file(inv, name->data);
    if (is_file != ST_OK)
        return is_file;
    AUTO_FREE char *path = path_absolute(inv->session, name->data);
    enum status encoded = encoding_argument(inv, args->encoding, &encoding);
    if (encoded != ST_OK)
        return encoded;
    if (text_writer_open(&st->file, path, encoding, args->append ? TEXT_APPEND : 0, &err))
        return cmdlet_throw_err(inv, &err);
    st->sink.write = tee_write;
    out_writer_init(&st->writer, inv->session, inv, &st->sink, host_columns(inv->session), false);
    st->ready = true;
    return ST_OK;
}

static enum status tee_process(struct invocation *inv)
{
    struct tee_state *st = STATE(inv, struct tee_state);
    struct value v = ARGS(inv, struct tee_args)->input_object;

    if (!has_input(inv))
        return ST_OK;
    if (st->kept)
        array_push(st->kept, v);
    if (st->ready) {
        enum status rc = out_writer_write(&st->writer, v);
        if (st->err)
            return cmdlet_throw_err(inv, &st->err);
        if (rc != ST_OK)
            return rc;
    }
    return emit(inv, v);
}

static void keep_in_variable(struct invocation *inv)
{
    struct tee_args *args = ARGS(inv, struct tee_args);
    struct tee_state *st = STATE(inv, struct tee_state);
    struct str *name = args->variable;
    struct value v = value_null();

    if (args->append && session_lookup_variable(inv->session, name->data, name->len, &v) &&
        v.kind != V_NULL) {
        struct array *all = array_new(st->kept->len + 1);
        if (v.kind == V_ARRAY)
            for (size_t i = 0; i < v.array->len; i++)
                array_push(all, v.array->items[i]);
        else
            array_push(all, v);
        for (size_t i = 0; i < st->kept->len; i++)
            array_push(all, st->kept->items[i]);
        value_unref(v);
        v = value_of_array(all);
    } else {
        v = st->kept->len == 1 ? value_ref(st->kept->items[0])
                               : value_ref(value_of_array(st->kept));
    }
    session_assign_variable_take(inv->session, name->data, name->len, v);
}

static enum status tee_end(struct invocation *inv)
{
    struct tee_state *st = STATE(inv, struct tee_state);
    struct err *err = NULL;

    if (st->kept) {
        keep_in_variable(inv);
        return ST_OK;
    }
    enum status rc = out_writer_end(&st->writer);
    if (st->err)
        return cmdlet_throw_err(inv, &st->err);
    if (rc != ST_OK)
        return rc;
    return text_writer_close(&st->file, &err) ? cmdlet_throw_err(inv, &err) : ST_OK;
}

static void tee_cleanup(struct invocation *inv)
{
    struct tee_state *st = STATE(inv, struct tee_state);

    if (st->kept)
        value_unref(value_of_array(st->kept));
    if (!st->ready)
        return;
    out_writer_release(&st->writer);
    text_writer_close(&st->file, NULL);
    err_clear(&st->err);
}

static const struct cmdlet cmdlets[] = {
    {
        .verb = "Compare",
        .noun = "Object",
        .synopsis = "Compares two sets of objects.",
        .params = compare_params,
        .nparams = ARRAY_SIZE(compare_params),
        .module = "Microsoft.PowerShell.Utility",
        .dot_sources = true,
        .args_size = sizeof(struct compare_args),
        .state_size = sizeof(struct compare_state),
        .begin = compare_begin,
        .process = compare_process,
        .end = compare_end,
        .cleanup = compare_cleanup,
        .examples = compare_examples,
        .nexamples = ARRAY_SIZE(compare_examples),
    },
    {
        .verb = "Tee",
        .noun = "Object",
        .synopsis = "Passes objects on, and keeps them in a file or a variable too.",
        .params = tee_params,
        .nparams = ARRAY_SIZE(tee_params),
        .default_set = "File",
        .output = "System.Management.Automation.PSObject",
        .module = "Microsoft.PowerShell.Utility",
        .args_size = sizeof(struct tee_args),
        .state_size = sizeof(struct tee_state),
        .begin = tee_begin,
        .process = tee_process,
        .end = tee_end,
        .cleanup = tee_cleanup,
        .examples = tee_examples,
        .nexamples = ARRAY_SIZE(tee_examples),
    },
};
const struct cmdlet_group cmdlets_compare = { cmdlets, ARRAY_SIZE(cmdlets) };
