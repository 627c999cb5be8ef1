#include "cmdlets/core/core.h"
#include "cmdlets/core/files/fs_path.h"
#include "cmdlets/core/files/text_file.h"
#include "cmdlets/core/groups.h"
#include "cmdlets/core/objects/same.h"
#include "cmdlets/core/objects/sort_keys.h"
#include "cmdlets/core/output/out_writer.h"

#include "shell/base/alloc.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
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
    struct str *encoding;
    struct str *literal_path;
    struct str *variable;
};
static const struct param tee_params[] = {
    PARAM(struct tee_args, input_object, .name = "InputObject", .from_pipeline = true,
          .type_name = "PSObject",
          .help = "The objects to work on; they usually come through the pipeline."),
    PARAM(struct tee_args, file_path, .name = "FilePath", .sets = "File", .position = 1,
          .mandatory = true, .aliases = "Path", .wildcards = true, .help = "The file."),
    PARAM(struct tee_args, append, .name = "Append", .sets = "File",
          .help = "Adds to the file or variable."),
    PARAM(struct tee_args, encoding, .name = "Encoding", .sets = "File,LiteralFile",
          .type_name = "Encoding",
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
        if (v.kind == V_OBJECT)
            object_set_note_take(v.object, shapes, "SideIndicator", value_string(side));
        return emit(inv, v);
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

/* Reference rows by the hash of their first key, each chain in order. */
struct row_index {
    uint32_t *heads, *next; /* row + 1; 0: none */
    size_t mask;
};

/* What kinds of keys are hashed alike: only a column of one of them may be indexed. */
static int hash_class(struct value v)
{
    return v.kind == V_STRING ? 1 : value_is_number(v) ? 2 : 0;
}

static void index_rows(const struct compare_state *st, size_t nref, size_t n, struct row_index *ix)
{
    const struct sorter *s = &st->sorter;
    int class = n ? hash_class(sorter_key(s, 0, 0)) : 0;
    size_t size = 64;

    for (size_t i = 0; i < n && class; i++)
        if (hash_class(sorter_key(s, i, 0)) != class)
            class = 0;
    if (!class || nref >= UINT32_MAX)
        return;
    while (size < nref * 2)
        size *= 2;
    ix->mask = size - 1;
    ix->heads = xcalloc(size, sizeof(*ix->heads));
    ix->next = xcalloc(nref + 1, sizeof(*ix->next));
    for (size_t r = nref; r-- > 0;) {
        size_t at = values_hash(sorter_key(s, r, 0), s->case_sensitive) & ix->mask;
        ix->next[r] = ix->heads[at];
        ix->heads[at] = (uint32_t)r + 1;
    }
}

struct pairing {
    size_t nref, ndiff;
    int64_t window;
    bool *ref_used, *diff_used;
    struct row_index index; /* heads NULL: none */
};

/* The first free reference row equal to difference row d, or SIZE_MAX. */
static size_t partner(const struct compare_state *st, struct pairing *p, size_t d)
{
    const struct sorter *s = &st->sorter;

    if (p->index.heads) {
        uint32_t h = values_hash(sorter_key(s, p->nref + d, 0), s->case_sensitive);
        uint32_t *link = &p->index.heads[h & p->index.mask];
        for (; *link; link = &p->index.next[*link - 1]) {
            size_t r = *link - 1;
            if (!rows_equal(st, r, p->nref + d))
                continue;
            *link = p->index.next[r];
            return r;
        }
        return SIZE_MAX;
    }
    for (size_t r = 0; r < p->nref; r++) {
        int64_t distance = (int64_t)r - (int64_t)d;
        if (!p->ref_used[r] && distance <= p->window && -distance <= p->window &&
            rows_equal(st, r, p->nref + d))
            return r;
    }
    return SIZE_MAX;
}

/* Each object of one side finds the nearest equal one of the other that has no
 * partner yet, within the window. */
static enum status compare_end(struct invocation *inv)
{
    struct compare_args *args = ARGS(inv, struct compare_args);
    struct compare_state *st = STATE(inv, struct compare_state);
    size_t nref = args->reference_object.len, ndiff = st->difference->len;
    AUTO_FREE bool *ref_used = xcalloc(nref + 1, sizeof(bool));
    AUTO_FREE bool *diff_used = xcalloc(ndiff + 1, sizeof(bool));
    struct pairing p = { .nref = nref,
                         .ndiff = ndiff,
                         .window = args->sync_window.set ? args->sync_window.value : INT32_MAX,
                         .ref_used = ref_used,
                         .diff_used = diff_used };
    bool equal = args->include_equal || args->exclude_different;
    enum status rc = ST_OK;

    for (size_t i = 0; i < nref; i++)
        sorter_add(&st->sorter, &st->env.env, args->reference_object.items[i]);
    for (size_t i = 0; i < ndiff; i++)
        sorter_add(&st->sorter, &st->env.env, st->difference->items[i]);
    if (st->env.pending != ST_OK)
        return st->env.pending;
    if (p.window >= (int64_t)(nref > ndiff ? nref : ndiff))
        index_rows(st, nref, nref + ndiff, &p.index);
    AUTO_FREE uint32_t *heads = p.index.heads;
    AUTO_FREE uint32_t *next = p.index.next;
    for (size_t d = 0; d < ndiff && rc == ST_OK; d++) {
        size_t r = partner(st, &p, d);
        if (interrupted(inv->session))
            return ST_INTERRUPT;
        if (r == SIZE_MAX)
            continue;
        ref_used[r] = diff_used[d] = true;
        if (equal)
            rc = report(inv, r, "==");
    }
    for (size_t d = 0; d < ndiff && rc == ST_OK && !args->exclude_different; d++)
        if (!diff_used[d])
            rc = report(inv, nref + d, "=>");
    for (size_t r = 0; r < nref && rc == ST_OK && !args->exclude_different; r++)
        if (!ref_used[r])
            rc = report(inv, r, "<=");
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
    AUTO_FREE char *path = path_absolute(inv->session, name->data);
    if (text_encoding_parse(args->encoding, &encoding, &err) ||
        text_writer_open(&st->file, path, encoding, args->append ? TEXT_APPEND : 0, &err))
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
