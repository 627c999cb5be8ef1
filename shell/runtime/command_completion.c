#include "shell/runtime/command_completion.h"

#include "shell/base/strbuf.h"
#include "shell/base/utf8.h"
#include "shell/object/array.h"
#include "shell/object/members.h"
#include "shell/runtime/completion.h"
#include "shell/runtime/completion_result.h"
#include "shell/runtime/session_handle.h"

#define MANAGEMENT "System.Management.Automation."

enum field { FIELD_INDEX, FIELD_START, FIELD_LENGTH, FIELD_MATCHES, FIELDS };

struct completed {
    struct value fields[FIELDS];
};

static struct completed *completed_of(struct value v)
{
    return object_payload(v.object);
}

GETTER(completed_get)
{
    (void)err;
    *out = value_ref(completed_of(self)->fields[p->data]);
    return 0;
}

SETTER(completed_set)
{
    AUTO_VALUE number = value_null();
    if (value_convert(v, &type_int32, &number, err) < 0)
        return -1;
    completed_of(self)->fields[p->data] = value_int((int32_t)number.i);
    return 0;
}

static void completed_destroy(struct object *o)
{
    struct completed *c = object_payload(o);
    for (size_t i = 0; i < FIELDS; i++)
        value_clear(&c->fields[i]);
}

/* The candidate after the current one, or before it; round and round. */
CALL(completed_next)
{
    struct completed *c = completed_of(self);
    const struct array *matches = c->fields[FIELD_MATCHES].array;
    AUTO_VALUE forward = value_null();
    (void)n;
    if (value_convert(args[0], &type_bool, &forward, err) < 0)
        return -1;
    *out = value_null();
    if (!matches->len)
        return 0;
    int32_t len = (int32_t)matches->len;
    int32_t at = (int32_t)c->fields[FIELD_INDEX].i + (forward.b ? 1 : -1);
    at = at >= len ? 0 : at < 0 ? len - 1 : at;
    c->fields[FIELD_INDEX] = value_int(at);
    *out = value_ref(matches->items[at]);
    return 0;
}

static struct array *matches_of(const struct completion *c)
{
    struct array *matches = array_new(c->items.len);
    for (size_t i = 0; i < c->items.len; i++)
        array_push_take(matches, completion_result_of(&c->items.items[i]));
    return matches;
}

struct value command_completion_new(struct session *s, const char *text, size_t len, size_t cursor)
{
    struct completion c = { .items = VEC_INIT };
    size_t start = cursor, end = cursor;
    struct object *o = object_new(&type_command_completion);
    struct completed *done = object_payload(o);

    if (s->complete)
        s->complete(s, text, len, cursor, &c, &start, &end);
    done->fields[FIELD_INDEX] = value_int(-1);
    done->fields[FIELD_START] = value_int((int32_t)utf8_utf16_len(text, start));
    done->fields[FIELD_LENGTH] =
        value_int((int32_t)(end > start ? utf8_utf16_len(text + start, end - start) : 0));
    done->fields[FIELD_MATCHES] = value_of_array(matches_of(&c));
    completion_release(&c);
    return value_of_object(o);
}

static int fail_no_argument(struct err **err, const char *name)
{
    return fail_with(err, MANAGEMENT "PSArgumentNullException", "PSArgumentNullException",
                     "Cannot process argument because the value of argument \"%s\" is null. Change "
                     "the value of argument \"%s\" to a non-null value.",
                     name, name);
}

/* A cursor in UTF-16 units within a text, as an offset in bytes. */
static int cursor_in(const struct str *text, struct value v, size_t *out, struct err **err)
{
    AUTO_VALUE number = value_null();
    if (value_convert(v, &type_int32, &number, err) < 0)
        return -1;
    if (number.i < 0 || (size_t)number.i > utf8_utf16_len(text->data, text->len))
        return fail_with(err, MANAGEMENT "PSArgumentException", "PSArgumentException",
                         "Cannot process argument because the value of argument \"cursorIndex\" is "
                         "not valid. Change the value of the \"cursorIndex\" argument and run the "
                         "operation again.");
    *out = utf8_utf16_offset(text->data, text->len, (size_t)number.i);
    return 0;
}

int command_completion_of_ast(struct session *s, struct value tree, struct value position,
                              struct value *out, struct err **err)
{
    AUTO_VALUE extent = value_null(), text = value_null(), start = value_null(), at = value_null();
    if (member_get(tree, "Extent", &extent, err) < 0 ||
        member_get(extent, "Text", &text, err) < 0 ||
        member_get(extent, "StartOffset", &start, err) < 0 ||
        member_get(position, "Offset", &at, err) < 0)
        return -1;
    if (text.kind != V_STRING || at.kind != V_INT32)
        return fail_argument(err, "A syntax tree and a position in it are needed.");
    int64_t offset = at.i - (start.kind == V_INT32 ? start.i : 0);
    size_t cursor =
        utf8_utf16_offset(text.str->data, text.str->len, offset > 0 ? (size_t)offset : 0);
    *out = command_completion_new(s, text.str->data, text.str->len, cursor);
    return 0;
}

/* The options of PowerShell's change nothing here; the shell that is given last is the one whose
 * variables count, and this session stands for it. */
CALL(completion_complete_input)
{
    static const char *const names[] = { "ast", "tokens", "positionOfCursor" };
    size_t cursor;
    if (value_is_null(args[0]))
        return fail_no_argument(err, "input");
    if (args[0].kind != V_STRING) {
        for (size_t i = 1; i < 3 && i < n; i++)
            if (value_is_null(args[i]))
                return fail_no_argument(err, names[i]);
        if (n > 4 && value_is_null(args[4]))
            return fail_no_argument(err, "powershell");
        return command_completion_of_ast(session_of_handle(self), args[0], args[2], out, err);
    }
    if (cursor_in(args[0].str, args[1], &cursor, err) < 0)
        return -1;
    if (n > 3 && value_is_null(args[3]))
        return fail_no_argument(err, "powershell");
    *out = command_completion_new(session_of_handle(self), args[0].str->data, args[0].str->len,
                                  cursor);
    return 0;
}

static const struct property completed_props[] = {
    { .name = "CurrentMatchIndex",
      .type_name = "int",
      .get = completed_get,
      .set = completed_set,
      .data = FIELD_INDEX },
    { .name = "ReplacementIndex",
      .type_name = "int",
      .get = completed_get,
      .set = completed_set,
      .data = FIELD_START },
    { .name = "ReplacementLength",
      .type_name = "int",
      .get = completed_get,
      .set = completed_set,
      .data = FIELD_LENGTH },
    PROPERTY_DATA("CompletionMatches",
                  "System.Collections.ObjectModel.Collection[" MANAGEMENT "CompletionResult]",
                  completed_get, FIELD_MATCHES),
};
static const struct method completed_methods[] = {
    METHOD("GetNextResult", 1, 1, completed_next,
           MANAGEMENT "CompletionResult GetNextResult(bool forward)"),
};
static const struct method completed_statics[] = {
    METHOD("CompleteInput", 3, 5, completion_complete_input,
           MANAGEMENT "CommandCompletion CompleteInput(string input, int cursorIndex, "
                      "hashtable options)"),
};
const struct type_info type_command_completion = {
    .name = MANAGEMENT "CommandCompletion",
    .base = &type_object,
    PROPS(completed_props),
    METHODS(completed_methods),
    STATICS(completed_statics),
    .payload_size = sizeof(struct completed),
    .destroy = completed_destroy,
    .wants_session = true,
};

/* ---- CompletionCompleters: one source each ---- */

static int complete_after(struct value self, const char *before, struct value typed,
                          struct value *out, struct err **err)
{
    AUTO_STRBUF text = STRBUF_INIT;
    (void)err;
    AUTO_VALUE word = value_to_string(typed);
    strbuf_addf(&text, "%s%s", before, word.str->data);
    AUTO_VALUE done = command_completion_new(session_of_handle(self), text.buf, text.len, text.len);
    *out = value_ref(completed_of(done)->fields[FIELD_MATCHES]);
    return 0;
}

CALL(completers_command)
{
    (void)n;
    return complete_after(self, "", args[0], out, err);
}

CALL(completers_filename)
{
    (void)n;
    return complete_after(self, "a >", args[0], out, err);
}

CALL(completers_operator)
{
    AUTO_VALUE word = value_to_string(args[0]);
    (void)n;
    return complete_after(self, word.str->data[0] == '-' ? "1 " : "1 -", word, out, err);
}

CALL(completers_type)
{
    (void)n;
    return complete_after(self, "[", args[0], out, err);
}

CALL(completers_variable)
{
    (void)n;
    return complete_after(self, "$", args[0], out, err);
}

static const struct method completers_statics[] = {
    METHOD("CompleteCommand", 1, 3, completers_command, NULL),
    METHOD("CompleteFilename", 1, 1, completers_filename, NULL),
    METHOD("CompleteOperator", 1, 1, completers_operator, NULL),
    METHOD("CompleteType", 1, 1, completers_type, NULL),
    METHOD("CompleteVariable", 1, 1, completers_variable, NULL),
};
const struct type_info type_completion_completers = {
    .name = MANAGEMENT "CompletionCompleters",
    .base = &type_object,
    STATICS(completers_statics),
    .wants_session = true,
};
