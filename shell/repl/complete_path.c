/* File names. */
#include <dirent.h>
#include <glob.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shell/base/strbuf.h"
#include "shell/base/text.h"
#include "shell/object/str.h"
#include "shell/repl/complete.h"

/* What is typed, taken apart. */
struct typed_path {
    char *folder; /* up to the last slash, for the system: ~ is expanded; "." when none */
    char *name;   /* behind it */
    char *shown;  /* what stands before names when the path is not relative; else NULL */
    bool is_wild; /* folder is a pattern */
};

static void typed_path_release(struct typed_path *t)
{
    free(t->folder);
    free(t->name);
    free(t->shown);
}

/* Backslashes are slashes too; a backtick takes the meaning from what follows it. */
static void split(const char *typed, struct complete_path_how how, struct typed_path *out)
{
    AUTO_STRBUF all = STRBUF_INIT;
    AUTO_STRBUF pattern = STRBUF_INIT;
    const char *home = getenv("HOME");
    for (const char *p = typed; *p; p++) {
        if (*p == '`' && p[1] && !how.literal)
            strbuf_addch(&pattern, '\\');
        else if (!how.literal && strchr("*?[", *p))
            out->is_wild |= strpbrk(p, "/\\") != NULL;
        if (*p == '`' && p[1] && !how.literal)
            p++;
        strbuf_addch(&all, *p == '\\' ? '/' : *p);
        strbuf_addch(&pattern, *p == '\\' ? '/' : *p);
    }
    const char *text = out->is_wild ? pattern.buf : all.buf;
    const char *slash = strrchr(text, '/');
    out->name = xstrdup(slash ? slash + 1 : text);
    if (!slash) {
        out->folder = xstrdup(".");
        return;
    }
    AUTO_FREE char *folder = xstrndup(text, (size_t)(slash - text) + 1);
    bool in_home = !strncmp(folder, "~/", 2) && home;
    out->folder = in_home ? xasprintf("%s/%s", home, folder + 2) : xstrdup(folder);
    if (in_home)
        out->shown = xstrdup(folder);
}

/* Without "." and "..", as text alone; absolute. */
static char *normalized(const char *path)
{
    AUTO_STRBUF out = STRBUF_INIT;
    AUTO_FREE char *here = *path == '/' ? NULL : getcwd(NULL, 0);
    AUTO_FREE char *all = xasprintf("%s/%s", here ? here : "", path);
    for (char *p = all, *part; (part = strsep(&p, "/"));) {
        if (!strcmp(part, "..")) {
            char *last = out.len ? strrchr(out.buf, '/') : NULL;
            strbuf_truncate(&out, last ? (size_t)(last - out.buf) : 0);
        } else if (*part && strcmp(part, ".")) {
            strbuf_addf(&out, "/%s", part);
        }
    }
    return out.len ? strbuf_detach(&out, NULL) : xstrdup("/");
}

/* "./", "../" … : how one folder is reached from the current one. */
static char *relative(const char *folder)
{
    AUTO_FREE char *to = normalized(folder), *from = normalized(".");
    AUTO_STRBUF out = STRBUF_INIT;
    const char *a = from, *b = to;
    size_t common = 0;
    for (size_t i = 0;; i++) {
        bool a_ends = !a[i] || a[i] == '/', b_ends = !b[i] || b[i] == '/';
        if (a_ends && b_ends)
            common = i;
        if (a[i] != b[i] || !a[i])
            break;
    }
    for (const char *p = a + common; *p; p++)
        if (*p == '/' && p[1])
            strbuf_adds(&out, "../");
    const char *rest = b + common;
    rest += *rest == '/';
    if (!out.len)
        strbuf_adds(&out, "./");
    if (*rest)
        strbuf_addf(&out, "%s/", rest);
    return strbuf_detach(&out, NULL);
}

/* A name as it stands within quotes of this kind; *quotes: it needs some. */
static void escape(const char *name, char quote, bool literal, struct strbuf *out, bool *quotes)
{
    bool bare = !quote, is_double = quote == '"';
    if (bare && strchr("#-@", *name))
        *quotes = true;
    for (const char *p = name; *p; p++) {
        bool after_tick = out->len && out->buf[out->len - 1] == '`';
        if (bare && strchr(" ,;(){}|&\"", *p))
            *quotes = true;
        if (strchr("[]", *p) && !literal) {
            strbuf_adds(out, !is_double ? "`" : after_tick ? "````" : "``");
            *quotes = true;
        } else if (*p == '`') {
            if (is_double)
                strbuf_adds(out, !literal && after_tick ? "```" : "`");
            else if (!literal)
                strbuf_addch(out, '`');
            *quotes = true;
        } else if (*p == '$' || (is_double && *p == '"')) {
            if (is_double)
                strbuf_addch(out, '`');
            *quotes = true;
        } else if (!is_double && *p == '\'') {
            strbuf_addch(out, '\'');
            *quotes = true;
        } else if (!strncmp(p, "\xE2\x80\x9C", 3) || !strncmp(p, "\xE2\x80\x9D", 3) ||
                   !strncmp(p, "\xE2\x80\x9E", 3)) { /* quotes of typographers are quotes too */
            if (is_double)
                strbuf_addch(out, '`');
            *quotes = true;
        }
        strbuf_addch(out, *p);
    }
}

static bool has_extension(const char *name, const char *list)
{
    const char *dot = strrchr(name, '.');
    return dot && complete_list_has(list, dot, strlen(dot));
}

struct folder_scan {
    struct completing *c;
    struct complete_path_how how;
    const char *before; /* of each name */
    bool before_quotes;
};

static void add_entry(struct folder_scan *scan, const char *folder, const char *name)
{
    AUTO_FREE char *path =
        xasprintf("%s%s%s", folder, folder[strlen(folder) - 1] == '/' ? "" : "/", name);
    AUTO_FREE char *full = normalized(path);
    struct stat st;
    bool is_folder = stat(path, &st) == 0 && S_ISDIR(st.st_mode);
    char quote = scan->c->at->quote;
    bool quotes = scan->before_quotes;
    if (!is_folder &&
        (scan->how.folders || (scan->how.extensions && !has_extension(name, scan->how.extensions))))
        return;
    AUTO_STRBUF text = STRBUF_INIT;
    strbuf_adds(&text, scan->before);
    escape(name, quote, scan->how.literal || scan->how.command, &text, &quotes);
    if (!quote && quotes)
        quote = '\'';
    AUTO_STRBUF whole = STRBUF_INIT;
    if (quote)
        strbuf_addf(&whole, "%s%c%s%c", scan->how.amper && !scan->c->at->quote ? "& " : "", quote,
                    text.buf, quote);
    else
        strbuf_adds(&whole, text.buf);
    completion_add_verbatim(scan->c->out, is_folder ? COMPLETE_FOLDER : COMPLETE_FILE, whole.buf,
                            name, full);
}

static void scan_folder(struct completing *c, const struct typed_path *typed, const char *folder,
                        struct complete_path_how how)
{
    AUTO_STRBUF before = STRBUF_INIT;
    bool quotes = false;
    bool is_absolute = *typed->folder == '/' && !typed->shown;
    AUTO_FREE char *shown = typed->shown  ? xstrdup(typed->shown)
                            : is_absolute ? normalized(folder)
                                          : relative(folder);
    escape(shown, c->at->quote, how.literal || how.command, &before, &quotes);
    if (!before.len || before.buf[before.len - 1] != '/')
        strbuf_addch(&before, '/');
    struct folder_scan scan = { .c = c, .how = how, .before = before.buf, .before_quotes = quotes };
    DIR *dir = opendir(folder);
    if (!dir)
        return;
    for (struct dirent *e; (e = readdir(dir));) {
        bool fits = how.literal ? text_casestarts(e->d_name, typed->name)
                                : complete_fits(typed->name, e->d_name);
        if (fits && strcmp(e->d_name, ".") && strcmp(e->d_name, ".."))
            add_entry(&scan, folder, e->d_name);
    }
    closedir(dir);
}

static int by_tooltip(const void *a, const void *b)
{
    const struct completion_item *x = a, *y = b;
    AUTO_VALUE a_text = value_string(x->tooltip), b_text = value_string(y->tooltip);
    int order = str_compare(a_text.str, b_text.str, false);
    return order ? order : strcmp(x->tooltip, y->tooltip);
}

void complete_path(struct completing *c, struct complete_path_how how)
{
    struct typed_path typed = { 0 };
    size_t first = c->out->items.len;
    split(c->typed, how, &typed);
    glob_t found = { 0 };
    if (!typed.is_wild)
        scan_folder(c, &typed, typed.folder, how);
    else if (glob(typed.folder, GLOB_ONLYDIR, NULL, &found) == 0)
        for (size_t i = 0; i < found.gl_pathc; i++)
            scan_folder(c, &typed, found.gl_pathv[i], how);
    globfree(&found);
    typed_path_release(&typed);
    if (c->out->items.len - first > 1)
        qsort(c->out->items.items + first, c->out->items.len - first, sizeof(*c->out->items.items),
              by_tooltip);
    c->out->ordered = true;
}
