#include "cmdlets/core/files/match_info.h"

#include <string.h>
#include <unistd.h>

#include "cmdlets/core/core.h"
#include "shell/object/array.h"

enum {
    MI_IGNORE_CASE,
    MI_NUMBER,
    MI_LINE,
    MI_FILENAME,
    MI_PATH,
    MI_PATTERN,
    MI_CONTEXT,
    MI_MATCHES,
    MI_FIELDS
};
enum { MC_PRE, MC_POST, MC_FIELDS };

static const struct property context_props[] = {
    RECORD_FIELD("PreContext", "string[]", MC_PRE),
    RECORD_FIELD("PostContext", "string[]", MC_POST),
    RECORD_FIELD("DisplayPreContext", "string[]", MC_PRE),
    RECORD_FIELD("DisplayPostContext", "string[]", MC_POST),
};
static const struct type_info type_match_context = {
    .name = "Microsoft.PowerShell.Commands.MatchInfoContext",
    .base = &type_object,
    .props = context_props,
    .nprops = ARRAY_SIZE(context_props),
    .payload_size = MC_FIELDS * sizeof(struct value),
    .destroy = record_destroy,
};

static const struct property match_props[] = {
    RECORD_FIELD("IgnoreCase", "bool", MI_IGNORE_CASE),
    RECORD_FIELD("LineNumber", "int", MI_NUMBER),
    RECORD_FIELD("Line", "string", MI_LINE),
    RECORD_FIELD("Filename", "string", MI_FILENAME),
    RECORD_FIELD("Path", "string", MI_PATH),
    RECORD_FIELD("Pattern", "string", MI_PATTERN),
    RECORD_FIELD("Context", "Microsoft.PowerShell.Commands.MatchInfoContext", MI_CONTEXT),
    RECORD_FIELD("Matches", "System.Text.RegularExpressions.Match[]", MI_MATCHES),
};

/* The path as seen from the current location. */
static const char *short_path(const char *path)
{
    static const char stream[] = "InputStream";
    AUTO_FREE char *cwd = getcwd(NULL, 0);
    size_t n = cwd ? strlen(cwd) : 0;

    if (strcmp(path, stream) == 0)
        return path;
    if (n > 1 && strncmp(path, cwd, n) == 0 && path[n] == '/')
        return path + n + 1;
    return path;
}

static void add_line(struct strbuf *out, const char *mark, const char *path, int64_t number,
                     const struct str *line)
{
    strbuf_adds(out, mark);
    if (strcmp(path, "InputStream") != 0)
        strbuf_addf(out, "%s:%lld:", path, (long long)number);
    strbuf_add(out, line->data, line->len);
}

static int match_to_string(struct value self, struct strbuf *out)
{
    struct object *o = self.object;
    const char *path = short_path(record_field(o, MI_PATH)->str->data);
    int64_t number = record_field(o, MI_NUMBER)->i;
    struct value context = *record_field(o, MI_CONTEXT);
    struct str *line = record_field(o, MI_LINE)->str;

    if (context.kind != V_OBJECT) {
        add_line(out, "", path, number, line);
        return 0;
    }
    const struct array *pre = record_field(context.object, MC_PRE)->array;
    const struct array *post = record_field(context.object, MC_POST)->array;
    for (size_t i = 0; i < pre->len; i++) {
        add_line(out, "  ", path, number - (int64_t)(pre->len - i), pre->items[i].str);
        strbuf_addch(out, '\n');
    }
    add_line(out, "> ", path, number, line);
    for (size_t i = 0; i < post->len; i++) {
        strbuf_addch(out, '\n');
        add_line(out, "  ", path, number + 1 + (int64_t)i, post->items[i].str);
    }
    return 0;
}

const struct type_info type_match_info = {
    .name = "Microsoft.PowerShell.Commands.MatchInfo",
    .base = &type_object,
    .props = match_props,
    .nprops = ARRAY_SIZE(match_props),
    .payload_size = MI_FIELDS * sizeof(struct value),
    .destroy = record_destroy,
    .to_string = match_to_string,
};

struct value match_info_new(const struct match_info *m)
{
    struct object *o = object_new(&type_match_info);
    const char *path = m->path ? m->path : "InputStream";
    const char *slash = strrchr(path, '/');

    *record_field(o, MI_IGNORE_CASE) = value_bool(m->ignore_case);
    *record_field(o, MI_NUMBER) = value_int((int32_t)m->number);
    *record_field(o, MI_LINE) = value_str(m->line);
    *record_field(o, MI_FILENAME) = value_string(slash ? slash + 1 : path);
    *record_field(o, MI_PATH) = value_string(path);
    *record_field(o, MI_PATTERN) = value_str(m->pattern);
    *record_field(o, MI_MATCHES) = value_ref(value_of_array(m->matches));
    if (m->before.kind == V_ARRAY) {
        struct object *c = object_new(&type_match_context);
        *record_field(c, MC_PRE) = value_ref(m->before);
        *record_field(c, MC_POST) = value_ref(m->after);
        *record_field(o, MI_CONTEXT) = value_of_object(c);
    }
    return value_of_object(o);
}
