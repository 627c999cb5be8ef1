#include "cmdlets/core/core.h"
#include "cmdlets/core/groups.h"

#include <string.h>
#include <sys/random.h>
#include <unistd.h>

#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/runtime/session.h"

struct random_args {
    struct opt_int set_seed;
    struct value maximum;
    struct value minimum;
    struct opt_int count;
    struct value_list input_object;
    bool shuffle;
};
static const struct param random_params[] = {
    PARAM(struct random_args, set_seed, .name = "SetSeed", .help = "Makes the numbers repeatable."),
    PARAM(struct random_args, maximum, .name = "Maximum", .sets = "RandomNumberParameterSet",
          .position = 1, .help = "The numbers lie below this."),
    PARAM(struct random_args, minimum, .name = "Minimum", .sets = "RandomNumberParameterSet",
          .help = "The smallest number there may be."),
    PARAM(struct random_args, count, .name = "Count",
          .sets = "RandomNumberParameterSet,RandomListItemParameterSet", PARAM_RANGE(1, INT32_MAX),
          .help = "How many numbers or objects."),
    PARAM(struct random_args, input_object, .name = "InputObject",
          .sets = "RandomListItemParameterSet,ShuffleParameterSet", .position = 1,
          .mandatory = true, .from_pipeline = true, .allow_null = true,
          .help = "The objects to pick from."),
    PARAM(struct random_args, shuffle, .name = "Shuffle", .sets = "ShuffleParameterSet",
          .mandatory = true, .help = "All the objects in random order."),
};
static const struct example random_examples[] = {
    { .code = "Get-Random -Maximum 1", .remarks = "Below the maximum.", .output = "0" },
};
struct secure_random_args {
    struct value maximum;
    struct value minimum;
    struct opt_int count;
    struct value_list input_object;
    bool shuffle;
};
static const struct param secure_random_params[] = {
    PARAM(struct secure_random_args, maximum, .name = "Maximum", .sets = "RandomNumberParameterSet",
          .position = 1, .help = "The numbers lie below this."),
    PARAM(struct secure_random_args, minimum, .name = "Minimum", .sets = "RandomNumberParameterSet",
          .help = "The smallest number there may be."),
    PARAM(struct secure_random_args, count, .name = "Count",
          .sets = "RandomNumberParameterSet,RandomListItemParameterSet", PARAM_RANGE(1, INT32_MAX),
          .help = "How many numbers or objects."),
    PARAM(struct secure_random_args, input_object, .name = "InputObject",
          .sets = "RandomListItemParameterSet,ShuffleParameterSet", .position = 1,
          .mandatory = true, .from_pipeline = true, .allow_null = true,
          .help = "The objects to pick from."),
    PARAM(struct secure_random_args, shuffle, .name = "Shuffle", .sets = "ShuffleParameterSet",
          .mandatory = true, .help = "All the objects in random order."),
};
static const struct example secure_random_examples[] = {
    { .code = "Get-SecureRandom -Maximum 1", .remarks = "Below the maximum.", .output = "0" },
};

/* Both cmdlets read this; Get-SecureRandom has no seed. */
struct random_request {
    struct value minimum, maximum;
    struct opt_int count;
    const struct value_list *input;
    bool shuffle, seeded;
};

struct random_state {
    struct array *items;
};

/* The state of a seeded sequence lives in the session, out of scripts' sight. */
#define SEED "\001random"

static uint64_t next_random(struct session *s, bool seeded)
{
    AUTO_VALUE seed = value_null();
    uint64_t x;

    if (seeded && session_get_variable(s, SEED, &seed) && seed.kind == V_INT64) {
        x = (uint64_t)seed.i;
        x ^= x >> 12;
        x ^= x << 25;
        x ^= x >> 27;
        session_set_variable_take(s, SEED, value_long((int64_t)x));
        return x * UINT64_C(0x2545F4914F6CDD1D);
    }
    while (getrandom(&x, sizeof(x), 0) != (ssize_t)sizeof(x))
        continue; /* a signal came */
    return x;
}

/* 0 … bound - 1, all equally likely. */
static uint64_t random_below(struct session *s, bool seeded, uint64_t bound)
{
    uint64_t limit = UINT64_MAX - UINT64_MAX % bound;
    uint64_t x;

    do {
        x = next_random(s, seeded);
    } while (x >= limit);
    return x % bound;
}

/* ---- numbers ---- */

/* A bound as the number that its text means: '1kb', '+8', '2.5'. */
static int to_number(struct invocation *inv, struct value v, struct value *out, struct err **err)
{
    struct op_context context = core_op_context(inv->session);
    struct op_result result = { value_null(), value_null() };

    if (v.kind != V_STRING) {
        *out = value_ref(v);
        return 0;
    }
    if (op_binary(&context, OP_ADD, value_int(0), v, false, &result, err))
        return -1;
    *out = result.value;
    return 0;
}

static bool is_real(struct value v)
{
    return v.kind == V_DOUBLE || v.kind == V_SINGLE || v.kind == V_DECIMAL;
}

/* Wider than an Int32. */
static bool is_long(struct value v)
{
    return v.kind == V_INT64 || v.kind == V_UINT64 || v.kind == V_UINT32;
}

static enum status bad_range(struct invocation *inv, struct value lo, struct value hi)
{
    AUTO_VALUE low = value_to_string(lo);
    AUTO_VALUE high = value_to_string(hi);
    AUTO_STRBUF text = STRBUF_INIT;

    strbuf_addf(&text,
                "The Minimum value (%s) cannot be greater than or equal to the Maximum value (%s).",
                low.str->data, high.str->data);
    return cmdlet_throw(inv, &(struct error_spec){ .message = text.buf,
                                                   .id = "MinGreaterThanOrEqualMax",
                                                   .category = EC_INVALID_ARGUMENT,
                                                   .exception = "System.ArgumentException" });
}

static enum status emit_reals(struct invocation *inv, const struct random_request *r,
                              struct value minimum, struct value maximum, int64_t count)
{
    struct err *err = NULL;
    double lo = 0, hi = 1.7976931348623157e308;
    enum status rc = ST_OK;

    if ((minimum.kind != V_NULL && value_to_double(minimum, &lo, &err)) ||
        (maximum.kind != V_NULL && value_to_double(maximum, &hi, &err)))
        return cmdlet_throw_err(inv, &err);
    if (lo >= hi)
        return bad_range(inv, value_double(lo), value_double(hi));
    for (int64_t i = 0; i < count && rc == ST_OK; i++) {
        double x = (double)(next_random(inv->session, r->seeded) >> 11) * 0x1p-53;
        rc = emit(inv, value_double(lo * (1 - x) + hi * x)); /* hi - lo might be too large */
    }
    return rc;
}

static enum status emit_numbers(struct invocation *inv, const struct random_request *r)
{
    AUTO_VALUE minimum = value_null();
    AUTO_VALUE maximum = value_null();
    struct err *err = NULL;
    int64_t count = r->count.set ? r->count.value : 1;
    enum status rc = ST_OK;

    if (to_number(inv, r->minimum, &minimum, &err) || to_number(inv, r->maximum, &maximum, &err))
        return cmdlet_throw_err(inv, &err);
    if (is_real(minimum) || is_real(maximum))
        return emit_reals(inv, r, minimum, maximum, count);
    bool wide = is_long(minimum) || is_long(maximum);
    int64_t lo = 0, hi = wide ? INT64_MAX : INT32_MAX;
    if ((minimum.kind != V_NULL && value_to_int64(minimum, &lo, &err)) ||
        (maximum.kind != V_NULL && value_to_int64(maximum, &hi, &err)))
        return cmdlet_throw_err(inv, &err);
    if (lo >= hi)
        return bad_range(inv, value_long(lo), value_long(hi));
    for (int64_t i = 0; i < count && rc == ST_OK; i++) {
        uint64_t x = random_below(inv->session, r->seeded, (uint64_t)hi - (uint64_t)lo);
        int64_t n = (int64_t)((uint64_t)lo + x);
        rc = emit(inv, wide ? value_long(n) : value_int((int32_t)n));
    }
    return rc;
}

/* ---- picking among objects ---- */

static void collect(struct invocation *inv, const struct value_list *input)
{
    struct random_state *st = STATE(inv, struct random_state);

    if (!st->items)
        st->items = array_new(input->len);
    for (size_t i = 0; i < input->len; i++)
        array_push(st->items, input->items[i]);
}

static enum status finish(struct invocation *inv, const struct random_request *r)
{
    struct array *items = STATE(inv, struct random_state)->items;
    size_t count = r->count.set ? (size_t)r->count.value : 1;
    enum status rc = ST_OK;

    if (strcmp(inv->set, "RandomNumberParameterSet") == 0)
        return emit_numbers(inv, r);
    size_t n = items ? items->len : 0;
    if (r->shuffle || count > n)
        count = n;
    for (size_t i = 0; i < count && rc == ST_OK; i++) {
        size_t k = i + (size_t)random_below(inv->session, r->seeded, n - i);
        struct value swap = items->items[i];
        items->items[i] = items->items[k];
        items->items[k] = swap;
        if (interrupted(inv->session))
            return ST_INTERRUPT;
        rc = emit(inv, items->items[i]);
    }
    return rc;
}

static void random_cleanup(struct invocation *inv)
{
    struct random_state *st = STATE(inv, struct random_state);

    if (st->items)
        value_unref(value_of_array(st->items));
}

/* ---- the two cmdlets ---- */

static enum status random_begin(struct invocation *inv)
{
    const struct random_args *args = ARGS(inv, struct random_args);

    if (args->set_seed.set) {
        uint64_t x = (uint64_t)args->set_seed.value * UINT64_C(0x9E3779B97F4A7C15) + 1;
        session_set_variable_take(inv->session, SEED, value_long((int64_t)(x ? x : 1)));
    }
    return ST_OK;
}

static enum status random_process(struct invocation *inv)
{
    collect(inv, &ARGS(inv, struct random_args)->input_object);
    return ST_OK;
}

static enum status random_end(struct invocation *inv)
{
    const struct random_args *args = ARGS(inv, struct random_args);

    return finish(inv, &(struct random_request){ args->minimum, args->maximum, args->count,
                                                 &args->input_object, args->shuffle, true });
}

static enum status secure_random_process(struct invocation *inv)
{
    collect(inv, &ARGS(inv, struct secure_random_args)->input_object);
    return ST_OK;
}

static enum status secure_random_end(struct invocation *inv)
{
    const struct secure_random_args *args = ARGS(inv, struct secure_random_args);

    return finish(inv, &(struct random_request){ args->minimum, args->maximum, args->count,
                                                 &args->input_object, args->shuffle, false });
}

static const struct cmdlet cmdlets[] = {
    {
        .verb = "Get",
        .noun = "Random",
        .synopsis = "Gives random numbers, or some of the input objects by chance.",
        .params = random_params,
        .nparams = ARRAY_SIZE(random_params),
        .default_set = "RandomNumberParameterSet",
        .output = "System.Int32,System.Int64,System.Double,System.Management.Automation.PSObject",
        .module = "Microsoft.PowerShell.Utility",
        .args_size = sizeof(struct random_args),
        .state_size = sizeof(struct random_state),
        .begin = random_begin,
        .end = random_end,
        .cleanup = random_cleanup,
        .process = random_process,
        .examples = random_examples,
        .nexamples = ARRAY_SIZE(random_examples),
    },
    {
        .verb = "Get",
        .noun = "SecureRandom",
        .synopsis = "Gives random numbers that cannot be foretold, or some of the input objects.",
        .params = secure_random_params,
        .nparams = ARRAY_SIZE(secure_random_params),
        .default_set = "RandomNumberParameterSet",
        .output = "System.Int32,System.Int64,System.Double,System.Management.Automation.PSObject",
        .module = "Microsoft.PowerShell.Utility",
        .args_size = sizeof(struct secure_random_args),
        .state_size = sizeof(struct random_state),
        .end = secure_random_end,
        .cleanup = random_cleanup,
        .process = secure_random_process,
        .examples = secure_random_examples,
        .nexamples = ARRAY_SIZE(secure_random_examples),
    },
};
const struct cmdlet_group cmdlets_random = { cmdlets, ARRAY_SIZE(cmdlets) };
