#include "cmdlets/core/core.h"
#include "cmdlets/core/files/encoding_arg.h"
#include "cmdlets/core/files/file_info.h"
#include "cmdlets/core/files/fs_path.h"
#include "cmdlets/core/files/match_context.h"
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
#include "shell/object/culture.h"
#include "shell/object/regex.h"
#include "shell/runtime/ps_drive.h"
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
          .help =
              "With -SimpleMatch: Ordinal, Invariant, Current or the name of a culture. Cultures "
              "differ in whether an i matches an I."),
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
          PARAM_RARE(.has_range = true, .max = INT32_MAX, .min_count = 1, .max_count = 2),
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
    VEC(struct regex_span) marks; /* the matches of the line looked at */
    size_t before, after;
    struct match_context input; /* of pipeline input */
    int64_t line;
    bool done; /* -Quiet has answered */
};

static enum status bad_culture(struct invocation *inv, const struct str *name)
{
    AUTO_STRBUF known = STRBUF_INIT;
    const struct culture *c;

    strbuf_adds(&known, "Ordinal,Invariant,Current");
    for (size_t i = 0; (c = culture_at(i)); i++)
        strbuf_addf(&known, ",%s", c->name);
    return core_throw(inv, "ParameterArgumentValidationError", EC_INVALID_DATA, value_null(),
                      "Cannot validate argument on parameter 'Culture'. The argument \"%s\" does "
                      "not belong to the set \"%s\" specified by the ValidateSet attribute. Supply "
                      "an argument that is in the set and then try the command again.",
                      name->data, known.buf);
}

/* In Turkish and Azeri the dotted letters are one pair and the dotless another. */
static bool dotted_i(const struct select_string_args *args)
{
    const char *name = args->culture ? args->culture->data : "Current";

    if (text_casecmp(name, strlen(name), "Current", 7) == 0)
        name = culture_current()->name;
    return args->simple_match && !args->case_sensitive &&
           (text_casestarts(name, "tr") || text_casestarts(name, "az")) &&
           (name[2] == '-' || !name[2]);
}

/* The text as an expression that matches just that. */
static void add_literal(struct strbuf *out, const struct str *text, bool dotted)
{
    static const struct {
        const char *letter, *pair;
    } letters[] = { { "i", "[i\u0130]" },
                    { "\u0130", "[i\u0130]" },
                    { "I", "[I\u0131]" },
                    { "\u0131", "[I\u0131]" } };

    for (size_t k = 0; k < text->len;) {
        size_t i = dotted ? 0 : ARRAY_SIZE(letters), len = 1;
        while (i < ARRAY_SIZE(letters) &&
               strncmp(text->data + k, letters[i].letter, strlen(letters[i].letter)) != 0)
            i++;
        if (i < ARRAY_SIZE(letters)) {
            strbuf_addf(out, "(?-i:%s)", letters[i].pair);
            len = strlen(letters[i].letter);
        } else {
            if (text->data[k] && strchr("\\^$.|?*+()[]{}# ", text->data[k]))
                strbuf_addch(out, '\\');
            strbuf_addch(out, text->data[k]);
        }
        k += len;
    }
}

static enum status bad_pattern(struct invocation *inv, const struct str *pattern, struct err **err)
{
    AUTO_VALUE target = value_str(pattern);
    AUTO_STRBUF message = STRBUF_INIT;

    regex_tell_cause(err);
    strbuf_addf(&message, "The string %s is not a valid regular expression: %s", pattern->data,
                (*err)->message);
    err_clear(err);
    return cmdlet_throw(inv, &(struct error_spec){ .message = message.buf,
                                                   .id = "InvalidRegex",
                                                   .category = EC_INVALID_ARGUMENT,
                                                   .exception = "System.ArgumentException",
                                                   .target = target });
}

static enum status string_begin(struct invocation *inv)
{
    const struct select_string_args *args = ARGS(inv, struct select_string_args);
    struct string_state *st = STATE(inv, struct string_state);

    if (args->culture && !args->simple_match)
        return core_throw(inv, "CannotSpecifyCultureWithoutSimpleMatch", EC_INVALID_DATA,
                          value_null(),
                          "You must specify -Culture parameter only with -SimpleMatch parameter.");
    if (args->culture) {
        static const char *const special[] = { "Ordinal", "Invariant", "Current" };
        size_t i = 0;
        while (i < ARRAY_SIZE(special) && text_casecmp(args->culture->data, args->culture->len,
                                                       special[i], strlen(special[i])) != 0)
            i++;
        if (i == ARRAY_SIZE(special) && !culture_find(args->culture->data, args->culture->len))
            return bad_culture(inv, args->culture);
    }
    bool dotted = dotted_i(args);
    for (size_t i = 0; i < args->pattern.len; i++) {
        struct str *p = args->pattern.items[i];
        AUTO_STRBUF text = STRBUF_INIT;
        struct err *err = NULL;
        if (args->simple_match)
            add_literal(&text, p, dotted);
        else
            strbuf_add(&text, p->data, p->len);
        struct regex *re = regex_cached(inv->session->regex, text.buf ? text.buf : "", text.len,
                                        args->case_sensitive ? 0 : REGEX_IGNORE_CASE, &err);
        if (!re)
            return bad_pattern(inv, p, &err);
        *vec_push(&st->patterns) = re;
    }
    if (args->context.len > 0)
        st->before = st->after = (size_t)args->context.items[0];
    if (args->context.len > 1)
        st->after = (size_t)args->context.items[1];
    match_context_init(&st->input, st->before, st->after);
    return ST_OK;
}

/* The first pattern that is found in a line goes to *hit, where to st->marks, and what to matches
 * unless the patterns are plain texts. */
static enum status find(struct invocation *inv, struct str *line, struct array *matches,
                        size_t *hit, bool *found)
{
    const struct select_string_args *args = ARGS(inv, struct select_string_args);
    struct string_state *st = STATE(inv, struct string_state);
    bool all = args->all_matches && !args->not_match && !args->simple_match;

    *found = false;
    st->marks.len = 0;
    for (size_t i = 0; i < st->patterns.len && !*found; i++) {
        struct regex *re = st->patterns.items[i];
        AUTO_FREE struct regex_span *spans = xcalloc(regex_group_count(re), sizeof(*spans));
        size_t at = 0;
        while (at <= line->len) {
            struct err *err = NULL;
            int rc = regex_exec(re, line->data, line->len, at, spans, &err);
            if (rc < 0)
                return cmdlet_throw_err(inv, &err);
            if (rc == 0)
                break;
            *found = true;
            *hit = i;
            *vec_push(&st->marks) = spans[0];
            if (!args->simple_match && !args->not_match && !args->quiet && !args->raw)
                array_push_take(matches, regex_match_value(re, value_of_str(line), spans));
            if (!all)
                break;
            at = regex_next_offset(line->data, line->len, &spans[0]);
        }
    }
    return ST_OK;
}

/* A line of a file or of the pipeline (path NULL) goes to its context, with what was found. */
static enum status look_at(struct invocation *inv, struct match_context *context, struct value line,
                           const char *path, int64_t number)
{
    const struct select_string_args *args = ARGS(inv, struct select_string_args);
    struct string_state *st = STATE(inv, struct string_state);
    AUTO_VALUE text = match_info_line(line);
    AUTO_VALUE matches = value_of_array(array_new(0));
    size_t hit = 0;
    bool found;

    enum status rc = find(inv, text.str, matches.array, &hit, &found);
    if (rc != ST_OK)
        return rc;
    if (found == args->not_match) {
        match_context_line(context, text);
        return ST_OK;
    }
    AUTO_VALUE match = value_is_match_info(line)
                           ? match_info_filtered(line)
                           : match_info_new(&(struct match_info){
                                 .path = path,
                                 .line = text.str,
                                 .number = number,
                                 .matches = matches.array,
                                 .pattern = args->pattern.items[args->not_match ? 0 : hit],
                                 .ignore_case = !args->case_sensitive,
                                 .context = st->before || st->after,
                                 .emphasize = !args->no_emphasis && inv->session->host.color_output,
                                 .marks = st->marks.items,
                                 .nmarks = st->marks.len });
    match_context_match(context, match);
    return ST_OK;
}

/* Emits what is ready; *any: something was. With -Quiet or -List that is one thing. */
static enum status flush(struct invocation *inv, struct match_context *context, bool *any)
{
    const struct select_string_args *args = ARGS(inv, struct select_string_args);
    enum status rc = ST_OK;
    bool first = true;
    struct value match;

    while (match_context_take(context, &match)) {
        AUTO_VALUE held = match;
        *any = true;
        if (rc != ST_OK || (!first && !args->raw && (args->quiet || args->list)))
            continue;
        first = false;
        if (args->raw)
            rc = emit_take(inv, match_info_line(held));
        else if (args->quiet && !args->list)
            rc = emit(inv, value_bool(true));
        else
            rc = emit(inv, held);
    }
    return rc;
}

static enum status search_text(struct invocation *inv, struct match_context *context,
                               const struct strbuf *text, const char *path, bool *any)
{
    const struct select_string_args *args = ARGS(inv, struct select_string_args);
    enum status rc = ST_OK;
    int64_t number = 0;

    for (const char *s = text->buf, *end = s + text->len; s < end && rc == ST_OK;) {
        const char *nl = memchr(s, '\n', (size_t)(end - s));
        size_t len = (size_t)((nl ? nl : end) - s);
        AUTO_VALUE line = value_string_len(s, len > 0 && s[len - 1] == '\r' ? len - 1 : len);
        rc = look_at(inv, context, line, path, ++number);
        if (rc == ST_OK && context->ready.len > context->next) {
            *any = true;
            if (args->quiet || args->list)
                break;
            rc = flush(inv, context, any);
        }
        s = nl ? nl + 1 : end;
        if (interrupted(inv->session))
            rc = ST_INTERRUPT;
    }
    if (rc != ST_OK)
        return rc;
    match_context_end(context);
    return flush(inv, context, any);
}

static enum status search_file(struct invocation *inv, const char *path,
                               enum text_encoding encoding, bool *any)
{
    const struct select_string_args *args = ARGS(inv, struct select_string_args);
    const struct string_state *st = STATE(inv, struct string_state);
    AUTO_STRBUF bytes = STRBUF_INIT;
    AUTO_STRBUF text = STRBUF_INIT;
    struct err *err = NULL;
    size_t len = strlen(path);

    if (!matches_any(&args->include, path, len) ||
        (args->exclude.len > 0 && matches_any(&args->exclude, path, len)))
        return ST_OK;
    if (file_read_all(path, &bytes, &err)) {
        enum status rc = core_error(inv, "ProcessingFile", EC_INVALID_ARGUMENT, value_null(),
                                    "The file %s cannot be read: %s", path, err->message);
        err_clear(&err);
        return rc;
    }
    text_decode(encoding, bytes.buf, bytes.len, &text);
    strbuf_release(&bytes);
    struct match_context context;
    match_context_init(&context, st->before, st->after);
    enum status rc = search_text(inv, &context, &text, path, any);
    match_context_release(&context);
    return rc;
}

/* -Quiet says of each file, or all that a path means, when nothing was found. */
static enum status search_list(struct invocation *inv, const struct path_list *files)
{
    const struct select_string_args *args = ARGS(inv, struct select_string_args);
    enum text_encoding encoding;
    bool any = false;
    enum status rc = encoding_argument(inv, args->encoding, &encoding);

    for (size_t i = 0; i < files->paths.len && rc == ST_OK && !(args->quiet && any); i++) {
        struct stat st;
        if (stat(files->paths.items[i], &st) != 0 || !S_ISDIR(st.st_mode))
            rc = search_file(inv, files->paths.items[i], encoding, &any);
    }
    if (rc != ST_OK || !args->quiet || any)
        return rc;
    return emit(inv, args->list ? value_null() : value_bool(false));
}

/* Paths on other drives than the file system's are refused one by one. */
static enum status search_paths(struct invocation *inv)
{
    const struct select_string_args *args = ARGS(inv, struct select_string_args);
    bool literal = args->literal_path.len > 0;
    const struct str_list *paths = literal ? &args->literal_path : &args->path;
    struct path_list files = { VEC_INIT };
    enum status rc = ST_OK;

    for (size_t i = 0; i < paths->len && rc == ST_OK; i++) {
        const char *rest;
        enum drive drive = path_drive(inv->session, paths->items[i]->data, &rest);
        struct str_list one = { &paths->items[i], 1, true };
        if (drive == DRIVE_FILE || drive == DRIVE_UNKNOWN)
            rc = paths_resolve(inv, &one, literal, &files);
        else
            rc = core_error(inv, "ProcessingFile", EC_INVALID_ARGUMENT, value_null(),
                            "Cannot open the file because the current provider "
                            "(Microsoft.PowerShell.Core\\%s) cannot open files.",
                            provider_name(drive));
    }
    if (rc == ST_OK)
        rc = search_list(inv, &files);
    path_list_release(&files);
    return rc;
}

/* The path of a FileInfo, owned; NULL: v is none. */
static enum status file_of(struct invocation *inv, struct value v, char **path)
{
    AUTO_VALUE full = value_null();

    *path = NULL;
    if (v.kind != V_OBJECT || v.object->type != &type_file_info)
        return ST_OK;
    enum status rc = get_property(inv->session, v, "FullName", &full);
    if (rc == ST_OK)
        *path = xstrdup(full.str->data);
    return rc;
}

/* Matches that another Select-String found have no lines around them to be looked for. */
static enum status without_context(struct invocation *inv)
{
    struct string_state *st = STATE(inv, struct string_state);

    if (!st->before && !st->after)
        return ST_OK;
    st->before = st->after = 0;
    match_context_release(&st->input);
    match_context_init(&st->input, 0, 0);
    return write_warning(inv, "The option \"Context\" is not valid when searching results that are "
                              "piped from Select-String output.");
}

static enum status string_process(struct invocation *inv)
{
    const struct select_string_args *args = ARGS(inv, struct select_string_args);
    struct string_state *st = STATE(inv, struct string_state);
    struct value v = args->input_object;
    bool any = false;

    if (st->done)
        return ST_OK;
    if (args->path.len > 0 || args->literal_path.len > 0)
        return search_paths(inv);
    if (!has_input(inv))
        return ST_OK;
    AUTO_FREE char *file = NULL;
    enum status rc = file_of(inv, v, &file);
    if (rc != ST_OK)
        return rc;
    if (file)
        return search_list(inv, &(struct path_list){ { &file, 1, 1 } });
    if (value_is_match_info(v) && (rc = without_context(inv)) != ST_OK)
        return rc;
    AUTO_VALUE line =
        v.kind == V_STRING || value_is_match_info(v) ? value_ref(v) : value_to_string(v);
    rc = look_at(inv, &st->input, line, NULL, ++st->line);
    if (rc == ST_OK)
        rc = flush(inv, &st->input, &any);
    st->done = any && args->quiet;
    return rc;
}

static enum status string_end(struct invocation *inv)
{
    struct string_state *st = STATE(inv, struct string_state);
    bool any = false;

    if (st->done)
        return ST_OK;
    match_context_end(&st->input);
    return flush(inv, &st->input, &any);
}

static void string_cleanup(struct invocation *inv)
{
    struct string_state *st = STATE(inv, struct string_state);

    for (size_t i = 0; i < st->patterns.len; i++)
        regex_unref(st->patterns.items[i]);
    vec_release(&st->patterns);
    vec_release(&st->marks);
    match_context_release(&st->input);
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
