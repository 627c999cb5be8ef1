/* Arguments of every shape against cmdlets with sets, lists, ranges and pipeline
 * parameters. The bytes choose the cmdlet, the arguments and the input objects;
 * no script runs. */
#include <string.h>

#include "shell/base/alloc.h"
#include "shell/object/array.h"
#include "shell/object/hash.h"
#include "shell/object/object.h"
#include "shell/object/str.h"
#include "shell/runtime/invocation.h"
#include "shell/runtime/pipeline.h"
#include "shell/runtime/session.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum color { RED, GREEN, BLUE };
static const struct enum_member color_members[] = { { "Red", RED },
                                                    { "Green", GREEN },
                                                    { "Blue", BLUE } };
static const struct enum_info enum_color = { .name = "Test.Color",
                                             .members = color_members,
                                             .nmembers = 3 };
static const char *const modes[] = { "Fast", "Slow", NULL };

struct fuzz_args {
    struct str *name;
    struct str_list path;
    struct opt_int count;
    struct opt_enum color;
    struct enum_list colors;
    struct int_list numbers;
    struct opt_double ratio;
    struct opt_bool flag;
    bool force;
    struct value any;
    struct value_list rest;
    struct hash *table;
};

static const struct param params[] = {
    PARAM(struct fuzz_args, name, .name = "Name", .aliases = "VMName,n", .position = 1,
          .sets = "A,B", .mandatory = true, .from_property = true),
    PARAM(struct fuzz_args, name, .name = "Name", .sets = "C", .from_pipeline = true),
    PARAM(struct fuzz_args, path, .name = "Path", .position = 2, .sets = "A",
          .not_null_or_empty = true),
    PARAM(struct fuzz_args, count, .name = "Count", PARAM_RANGE(1, 10), .position = 2, .sets = "B",
          .from_pipeline = true),
    PARAM(struct fuzz_args, color, .name = "Color", .enum_info = &enum_color),
    PARAM(struct fuzz_args, colors, .name = "Colors", .enum_info = &enum_color,
          PARAM_RARE(.min_count = 1, .max_count = 2)),
    PARAM(struct fuzz_args, numbers, .name = "Numbers", .type = &type_int64),
    PARAM(struct fuzz_args, ratio, .name = "Ratio", .from_property = true),
    PARAM(struct fuzz_args, flag, .name = "Flag"),
    PARAM(struct fuzz_args, force, .name = "Force", .sets = "B,C"),
    PARAM(struct fuzz_args, any, .name = "InputObject", .from_pipeline = true, .sets = "C",
          .allow_null = true),
    PARAM(struct fuzz_args, rest, .name = "Rest", .remaining = true, .sets = "C", .values = modes),
    PARAM(struct fuzz_args, table, .name = "Table"),
};

static enum status read_all(struct invocation *inv)
{
    const struct fuzz_args *a = ARGS(inv, struct fuzz_args);
    size_t sum = a->name ? a->name->len : 0;
    for (size_t i = 0; i < a->path.len; i++)
        sum += a->path.items[i]->len;
    for (size_t i = 0; i < a->numbers.len; i++)
        sum += (size_t)a->numbers.items[i];
    for (size_t i = 0; i < a->colors.len; i++)
        sum += (size_t)a->colors.items[i];
    for (size_t i = 0; i < a->rest.len; i++)
        sum += a->rest.items[i].kind;
    sum += a->table ? a->table->count : 0;
    bool yes;
    enum status st = should_process(inv, "x", NULL, &yes);
    return st == ST_OK ? emit_take(inv, value_long((int64_t)sum)) : st;
}

static const struct cmdlet cmdlets[] = {
    { .verb = "Test",
      .noun = "Binder",
      .params = params,
      .nparams = ARRAY_SIZE(params),
      .default_set = "A",
      .should_process = true,
      .args_size = sizeof(struct fuzz_args),
      .process = read_all },
    { .verb = "Test",
      .noun = "NoDefault",
      .params = params,
      .nparams = ARRAY_SIZE(params),
      .args_size = sizeof(struct fuzz_args),
      .process = read_all,
      .should_process = true },
};
static const struct cmdlet_group group = { cmdlets, ARRAY_SIZE(cmdlets) };
static const struct cmdlet_group *const groups[] = { &group };
static const struct cmdlet_registry registry = { .groups = groups, .len = 1 };

static int drop(void *host, const char *text, size_t len)
{
    (void)host;
    (void)text;
    (void)len;
    return 0;
}
static void drop_error(void *host, enum host_color color, const char *text, size_t len)
{
    (void)host;
    (void)color;
    (void)text;
    (void)len;
}
static const struct host_ops ops = { .write = drop, .write_error = drop_error };

struct input {
    const uint8_t *p;
    size_t left;
    char *names[32]; /* freed at the end */
    size_t nnames;
    struct session *s;
};

static uint8_t byte(struct input *in)
{
    if (!in->left)
        return 0;
    in->left--;
    return *in->p++;
}

static struct value text(struct input *in)
{
    size_t len = byte(in) % 24;
    if (len > in->left)
        len = in->left;
    struct value v = value_string_len((const char *)in->p, len);
    in->p += len;
    in->left -= len;
    return v;
}

static struct value any_value(struct input *in, int depth)
{
    switch (byte(in) % 10) {
    case 0:
        return value_null();
    case 1:
        return value_bool(byte(in) & 1);
    case 2:
        return value_int((int8_t)byte(in));
    case 3:
        return value_double((int8_t)byte(in) / 4.0);
    case 4:
        return value_enum(&enum_color, byte(in) % 4);
    case 5: {
        struct array *a = array_new(0);
        for (int n = byte(in) % 4; n > 0 && depth < 3; n--)
            array_push_take(a, any_value(in, depth + 1));
        return value_of_array(a);
    }
    case 6: {
        struct hash *h = hash_new(HASH_ORDERED);
        for (int n = byte(in) % 4; n > 0 && depth < 3; n--) {
            struct value key = text(in);
            hash_set_take(h, key, any_value(in, depth + 1));
            value_unref(key);
        }
        return value_of_hash(h);
    }
    case 7: {
        struct object *o = object_new_custom(in->s->shapes);
        static const char *const names[] = { "Name", "VMName", "Ratio", "Other" };
        for (int n = byte(in) % 4; n > 0 && depth < 3; n--)
            object_set_note_take(o, in->s->shapes, names[byte(in) % 4], any_value(in, depth + 1));
        return value_of_object(o);
    }
    default:
        return text(in);
    }
}

static const char *a_name(struct input *in)
{
    static const char *const known[] = { "Name",        "VMName",  "Path",   "Co",      "Color",
                                         "Colors",      "Numbers", "r",      "Force",   "f",
                                         "ErrorAction", "ov",      "WhatIf", "Confirm", "Table",
                                         "InputObject", "?",       "Rest",   "" };
    uint8_t b = byte(in);
    if (b < 200 || in->nnames == ARRAY_SIZE(in->names))
        return known[b % ARRAY_SIZE(known)];
    struct value v = text(in);
    AUTO_STRBUF name = STRBUF_INIT;
    strbuf_add(&name, v.str->data, strlen(v.str->data));
    value_unref(v);
    return in->names[in->nnames++] = strbuf_detach(&name, NULL);
}

struct feed {
    struct input *in;
};

static enum status feed_objects(void *data, struct sink *first)
{
    struct feed *f = data;
    for (int n = byte(f->in) % 5; n > 0; n--) {
        AUTO_VALUE v = any_value(f->in, 0);
        enum status st = sink_write(first, v);
        if (st != ST_OK)
            return st;
    }
    return ST_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct host host = { .ops = &ops };
    struct session *s = session_new(&registry, &host);
    struct input in = { .p = data, .left = size, .s = s };
    uint8_t how = byte(&in);
    struct call_arg args[12] = { 0 };
    size_t nargs = byte(&in) % ARRAY_SIZE(args);
    for (size_t i = 0; i < nargs; i++) {
        args[i].kind = (enum call_arg_kind)(byte(&in) % CALL_ARG_RAW);
        if (args[i].kind == CALL_ARG_NAME || args[i].kind == CALL_ARG_NAME_VALUE)
            args[i].name = a_name(&in);
        if (args[i].kind == CALL_ARG_SPLAT && (how & 4))
            args[i].name = "args";
        if (args[i].kind != CALL_ARG_NAME && args[i].kind != CALL_ARG_END_OF_NAMES)
            args[i].value = any_value(&in, 0);
    }
    struct command_call call = {
        .command = value_string(how & 1 ? "Test-Binder" : "Test-NoDefault"),
        .args = args,
        .nargs = nargs,
    };
    struct sink nowhere;
    null_sink_init(&nowhere);
    struct feed feed = { &in };
    struct pipeline_input input = { feed_objects, &feed };
    (void)pipeline_run(s, &call, 1, how & 2 ? &input : NULL, &nowhere);
    session_free(s);
    for (size_t i = 0; i < in.nnames; i++)
        free(in.names[i]);
    return 0;
}
