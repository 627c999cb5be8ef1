#include "cmdlets/core/core.h"
#include "cmdlets/core/files/encoding_arg.h"
#include "cmdlets/core/files/fs_path.h"
#include "cmdlets/core/files/match_info.h"
#include "cmdlets/core/files/path_params.h"
#include "cmdlets/core/files/text_file.h"
#include "cmdlets/core/groups.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/base/vec.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/regex.h"
#include "shell/runtime/session.h"

struct select_string_args {
    struct str *culture;
    struct str_list pattern;
    struct str_list path;
    bool simple_match;
    bool case_sensitive;
    bool quiet;
    bool list;
    bool no_emphasis;
    struct str_list include;
    struct str_list exclude;
    bool not_match;
    bool all_matches;
    struct value encoding;
    struct int_list context;
    struct value input_object;
    bool raw;
    struct str_list literal_path;
};
static const struct param select_string_params[] = {
    PARAM(struct select_string_args, culture, .name = "Culture",
          .help = "The culture to compare in. Only the invariant culture is known."),
    PARAM(struct select_string_args, pattern, .name = "Pattern", .position = 1, .mandatory = true,
          .help = "The regular expressions, or texts with -SimpleMatch."),
    PARAM(struct select_string_args, path, .name = "Path", .sets = "File,FileRaw", .position = 2,
          .mandatory = true, .from_property = true, .wildcards = true,
          .help = "The items, as paths; wildcards work where several items may be meant."),
    PARAM(struct select_string_args, simple_match, .name = "SimpleMatch",
          .help = "Takes the patterns as they are written."),
    PARAM(struct select_string_args, case_sensitive, .name = "CaseSensitive",
          .help = "Tells upper and lower case apart."),
    PARAM(struct select_string_args, quiet, .name = "Quiet", .sets = "File,Object,LiteralFile",
          .help = "Only tells whether there is a match."),
    PARAM(struct select_string_args, list, .name = "List",
          .help = "Only the first match of each file."),
    PARAM(struct select_string_args, no_emphasis, .name = "NoEmphasis",
          .help = "Does not highlight the matches."),
    PARAM(struct select_string_args, include, .name = "Include", .wildcards = true,
          .help = "Only items whose names match one of these patterns."),
    PARAM(struct select_string_args, exclude, .name = "Exclude", .wildcards = true,
          .help = "Leaves out what matches one of these patterns."),
    PARAM(struct select_string_args, not_match, .name = "NotMatch",
          .help = "The lines without a match."),
    PARAM(struct select_string_args, all_matches, .name = "AllMatches",
          .help = "All matches in each line, not only the first."),
    ENCODING_PARAM(struct select_string_args),
    PARAM(struct select_string_args, context, .name = "Context",
          .help = "How many lines before and after are kept with each match."),
    PARAM(struct select_string_args, input_object, .name = "InputObject",
          .sets = "ObjectRaw,Object", .mandatory = true, .from_pipeline = true,
          .type_name = "PSObject", .allow_null = true, .allow_empty = true,
          .help = "The objects to work on; they usually come through the pipeline."),
    PARAM(struct select_string_args, raw, .name = "Raw", .sets = "ObjectRaw,FileRaw,LiteralFileRaw",
          .mandatory = true, .help = "Emits the lines instead of match objects."),
    LITERAL_PATH_PARAM(struct select_string_args, "LiteralFileRaw,LiteralFile"),
};
static const char *const select_string_aliases[] = { "sls", NULL };
static const struct example select_string_examples[] = {
    { .code = "'one', 'two' | Select-String -Pattern '^t' -Raw",
      .remarks = "Lines that begin with t.",
      .output = "two" },
};

struct string_state {
    VEC(struct regex *) patterns;
    size_t before, after;
    int64_t line;      /* of pipeline input */
    struct value kept; /* its lines, for -Context; $null: none */
    bool quiet_done;   /* -Quiet has answered */
    bool any;
};

static enum status string_begin(struct invocation *inv)
{
    const struct select_string_args *args = ARGS(inv, struct select_string_args);
    struct string_state *st = STATE(inv, struct string_state);

    if (args->culture && !args->simple_match)
        return core_throw(inv, "CannotSpecifyCultureWithoutSimpleMatch", EC_INVALID_DATA,
                          value_null(),
                          "You must specify -Culture parameter only with -SimpleMatch parameter.");
    for (size_t i = 0; i < args->pattern.len; i++) {
        struct str *p = args->pattern.items[i];
        AUTO_STRBUF text = STRBUF_INIT;
        struct err *err = NULL;
        for (size_t k = 0; k < p->len; k++) {
            if (args->simple_match && strchr("\\^$.|?*+()[]{}# ", p->data[k]) && p->data[k])
                strbuf_addch(&text, '\\');
            strbuf_addch(&text, p->data[k]);
        }
        struct regex *re = regex_cached(inv->session->regex, text.buf, text.len,
                                        args->case_sensitive ? 0 : REGEX_IGNORE_CASE, &err);
        if (!re) {
            AUTO_VALUE target = value_str(p);
            AUTO_STRBUF message = STRBUF_INIT;
            strbuf_addf(&message, "The string %s is not a valid regular expression: %s", p->data,
                        err->message);
            err_clear(&err);
            return cmdlet_throw(inv, &(struct error_spec){ .message = message.buf,
                                                           .id = "InvalidRegex",
                                                           .category = EC_INVALID_ARGUMENT,
                                                           .exception = "System.ArgumentException",
                                                           .target = target });
        }
        *vec_push(&st->patterns) = re;
    }
    if (args->context.len > 0 && args->context.items[0] > 0)
        st->before = st->after = (size_t)args->context.items[0];
    if (args->context.len > 1)
        st->after = args->context.items[1] > 0 ? (size_t)args->context.items[1] : 0;
    return ST_OK;
}

/* The matches of one line; *hit is the pattern that matched. */
static enum status find(struct invocation *inv, struct str *line, struct array *matches,
                        size_t *hit, bool *found)
{
    const struct select_string_args *args = ARGS(inv, struct select_string_args);
    struct string_state *st = STATE(inv, struct string_state);

    const char *s = line->data;
    size_t len = line->len;

    *found = false;
    for (size_t i = 0; i < st->patterns.len && !*found; i++) {
        struct regex *re = st->patterns.items[i];
        AUTO_FREE struct regex_span *spans = xcalloc(regex_group_count(re), sizeof(*spans));
        size_t at = 0;
        while (at <= len) {
            struct err *err = NULL;
            int rc = regex_exec(re, s, len, at, spans, &err);
            if (rc < 0)
                return cmdlet_throw_err(inv, &err);
            if (rc == 0)
                break;
            *found = true;
            *hit = i;
            array_push_take(matches, regex_match_value(re, value_of_str(line), spans));
            if (!args->all_matches)
                break;
            at = regex_next_offset(s, len, &spans[0]);
        }
    }
    return ST_OK;
}

/* One input line with its surroundings. */
struct line_context {
    const char *path; /* NULL: pipeline input */
    const struct value_list *lines;
    size_t index;
};

static struct value context_lines(const struct line_context *c, size_t from, size_t to)
{
    struct array *a = array_new(to - from);

    for (size_t i = from; i < to; i++)
        array_push(a, c->lines->items[i]);
    return value_of_array(a);
}

static enum status report(struct invocation *inv, struct str *line, int64_t number, size_t hit,
                          struct array *matches, const struct line_context *c)
{
    const struct select_string_args *args = ARGS(inv, struct select_string_args);
    struct string_state *st = STATE(inv, struct string_state);

    st->any = true;
    if (args->quiet)
        return ST_OK;
    if (args->raw)
        return emit_take(inv, value_str(line));
    struct match_info m = {
        .path = c->path,
        .line = line,
        .number = number,
        .matches = matches,
        .pattern = args->pattern.items[hit],
        .ignore_case = !args->case_sensitive,
    };
    AUTO_VALUE before = value_null();
    AUTO_VALUE after = value_null();
    if ((st->before || st->after) && c->lines) {
        size_t from = c->index > st->before ? c->index - st->before : 0;
        size_t to =
            c->index + 1 + st->after < c->lines->len ? c->index + 1 + st->after : c->lines->len;
        before = context_lines(c, from, c->index);
        after = context_lines(c, c->index + 1, to);
        m.before = before;
        m.after = after;
    }
    return emit_take(inv, match_info_new(&m));
}

static enum status search_line(struct invocation *inv, struct str *line, int64_t number,
                               const struct line_context *c, bool *found)
{
    const struct select_string_args *args = ARGS(inv, struct select_string_args);
    AUTO_VALUE matches = value_of_array(array_new(0));
    size_t hit = 0;
    enum status rc = find(inv, line, matches.array, &hit, found);

    if (rc != ST_OK)
        return rc;
    if (args->not_match)
        *found = !*found;
    return *found ? report(inv, line, number, hit, matches.array, c) : ST_OK;
}

static enum status search_file(struct invocation *inv, const char *path,
                               enum text_encoding encoding)
{
    const struct select_string_args *args = ARGS(inv, struct select_string_args);
    AUTO_STRBUF bytes = STRBUF_INIT;
    AUTO_STRBUF text = STRBUF_INIT;
    AUTO_VALUE lines = value_of_array(array_new(16));
    struct err *err = NULL;
    enum status rc = ST_OK;
    struct stat st;

    if (stat(path, &st) == 0 && S_ISDIR(st.st_mode))
        return ST_OK;
    if (file_read_all(path, &bytes, &err)) {
        AUTO_VALUE target = value_string(path);
        return cmdlet_err(inv, &err, target);
    }
    text_decode(encoding, bytes.buf, bytes.len, &text);
    for (const char *s = text.buf, *end = s + text.len; s < end;) {
        const char *nl = memchr(s, '\n', (size_t)(end - s));
        size_t len = (size_t)((nl ? nl : end) - s);
        array_push_take(lines.array,
                        value_string_len(s, len > 0 && s[len - 1] == '\r' ? len - 1 : len));
        s = nl ? nl + 1 : end;
        if (interrupted(inv->session))
            return ST_INTERRUPT;
    }
    struct value_list list = { lines.array->items, lines.array->len };
    for (size_t i = 0; i < list.len && rc == ST_OK; i++) {
        struct line_context c = { path, &list, i };
        bool found;
        rc = search_line(inv, list.items[i].str, (int64_t)i + 1, &c, &found);
        if (rc == ST_OK && found && (args->list || args->quiet))
            break;
        if (interrupted(inv->session))
            rc = ST_INTERRUPT;
    }
    return rc;
}

static enum status answer(struct invocation *inv)
{
    struct string_state *st = STATE(inv, struct string_state);

    if (!ARGS(inv, struct select_string_args)->quiet || st->quiet_done || !st->any)
        return ST_OK;
    st->quiet_done = true;
    return emit(inv, value_bool(true));
}

static bool quiet_found(const struct invocation *inv)
{
    return ARGS(inv, struct select_string_args)->quiet && STATE(inv, struct string_state)->any;
}

/* -Quiet says of each file, or all that a path means, whether anything was found. */
static enum status answer_files(struct invocation *inv)
{
    const struct select_string_args *args = ARGS(inv, struct select_string_args);
    bool any = STATE(inv, struct string_state)->any;

    if (!args->quiet)
        return ST_OK;
    return emit(inv, any || !args->list ? value_bool(any) : value_null());
}

static enum status search_files(struct invocation *inv)
{
    const struct select_string_args *args = ARGS(inv, struct select_string_args);
    bool literal = args->literal_path.len > 0;
    struct path_list files = { VEC_INIT };
    enum text_encoding encoding;

    enum status encoded = encoding_argument(inv, args->encoding, &encoding);
    if (encoded != ST_OK)
        return encoded;
    enum status rc =
        paths_resolve(inv, literal ? &args->literal_path : &args->path, literal, &files);
    STATE(inv, struct string_state)->any = false;
    for (size_t i = 0; i < files.paths.len && rc == ST_OK && !quiet_found(inv); i++) {
        const char *path = files.paths.items[i];
        if (name_selected(strrchr(path, '/') + 1, NULL, &args->include, &args->exclude))
            rc = search_file(inv, path, encoding);
    }
    path_list_release(&files);
    return rc != ST_OK ? rc : answer_files(inv);
}

static enum status string_process(struct invocation *inv)
{
    const struct select_string_args *args = ARGS(inv, struct select_string_args);
    struct string_state *st = STATE(inv, struct string_state);
    struct line_context c = { NULL, NULL, 0 };
    bool found;

    if (args->path.len > 0 || args->literal_path.len > 0)
        return search_files(inv);
    if (!has_input(inv))
        return ST_OK;
    if (st->quiet_done || (args->list && st->any))
        return ST_OK;
    AUTO_VALUE full = value_null();
    if (args->input_object.kind == V_OBJECT &&
        member_find(args->input_object, "PSIsContainer", 13).found == FOUND_NATIVE) {
        enum status rc = get_property(inv->session, args->input_object, "FullName", &full);
        enum text_encoding encoding;
        if (rc != ST_OK)
            return rc;
        enum status encoded = encoding_argument(inv, args->encoding, &encoding);
        if (encoded != ST_OK)
            return encoded;
        st->any = false;
        rc = search_file(inv, full.str->data, encoding);
        return rc != ST_OK ? rc : answer_files(inv);
    }
    AUTO_VALUE text = value_to_string(args->input_object);
    if (st->before || st->after) { /* what comes after is not known yet */
        if (st->kept.kind != V_ARRAY)
            st->kept = value_of_array(array_new(16));
        array_push(st->kept.array, text);
        return ST_OK;
    }
    enum status rc = search_line(inv, text.str, ++st->line, &c, &found);
    return rc != ST_OK ? rc : answer(inv);
}

static enum status string_end(struct invocation *inv)
{
    const struct select_string_args *args = ARGS(inv, struct select_string_args);
    struct string_state *st = STATE(inv, struct string_state);

    if (st->kept.kind != V_ARRAY)
        return ST_OK;
    struct value_list lines = { st->kept.array->items, st->kept.array->len };
    for (size_t i = 0; i < lines.len; i++) {
        struct line_context c = { NULL, &lines, i };
        bool found;
        enum status rc = search_line(inv, lines.items[i].str, (int64_t)i + 1, &c, &found);
        if (rc != ST_OK)
            return rc;
        if (found && (args->list || args->quiet))
            break;
    }
    return answer(inv);
}

static void string_cleanup(struct invocation *inv)
{
    struct string_state *st = STATE(inv, struct string_state);

    for (size_t i = 0; i < st->patterns.len; i++)
        regex_unref(st->patterns.items[i]);
    vec_release(&st->patterns);
    value_clear(&st->kept);
}

static const struct cmdlet cmdlets[] = {
    {
        .verb = "Select",
        .noun = "String",
        .aliases = select_string_aliases,
        .synopsis = "Finds lines of text and of files by regular expressions.",
        .params = select_string_params,
        .nparams = ARRAY_SIZE(select_string_params),
        .default_set = "File",
        .output = "Microsoft.PowerShell.Commands.MatchInfo,System.Boolean,System.String",
        .module = "Microsoft.PowerShell.Utility",
        .args_size = sizeof(struct select_string_args),
        .state_size = sizeof(struct string_state),
        .begin = string_begin,
        .process = string_process,
        .end = string_end,
        .cleanup = string_cleanup,
        .examples = select_string_examples,
        .nexamples = ARRAY_SIZE(select_string_examples),
    },
};
const struct cmdlet_group cmdlets_select_string = { cmdlets, ARRAY_SIZE(cmdlets) };
