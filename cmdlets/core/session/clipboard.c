/* Get-Clipboard and Set-Clipboard: through the desktop's own program (wl-clipboard on Wayland,
 * xclip on X). Where neither does it, the text is kept for this session. */
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cmdlets/core/core.h"
#include "cmdlets/core/groups.h"
#include "shell/base/alloc.h"
#include "shell/base/base64.h"
#include "shell/base/spawn.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/runtime/session.h"

enum { SHOWN_CHARACTERS = 20 };

struct get_clipboard_args {
    bool raw;
    struct str_list delimiter;
};
static const char *const line_ends[] = { "\"`r`n\"", "\"`n\"", NULL };
static const struct param get_clipboard_params[] = {
    PARAM(struct get_clipboard_args, raw, .name = "Raw", .help = "The text as one string."),
    PARAM(struct get_clipboard_args, delimiter, .name = "Delimiter",
          PARAM_RARE(.completions = line_ends),
          .help = "What separates the strings; a newline unless given."),
};
static const struct example get_clipboard_examples[] = {
    { .code = "Get-Clipboard", .remarks = "The lines of the clipboard's text." },
};
struct set_clipboard_args {
    struct value_list value;
    bool append;
    bool pass_thru;
    bool as_osc52;
};
static const struct param set_clipboard_params[] = {
    PARAM(struct set_clipboard_args, value, .name = "Value", .position = 1, .mandatory = true,
          .from_pipeline = true, .from_property = true, .type = &type_string, .allow_null = true,
          .allow_empty = true, .help = "The text; several strings become lines."),
    PARAM(struct set_clipboard_args, append, .name = "Append",
          .help = "Adds a line to what is there."),
    PARAM(struct set_clipboard_args, pass_thru, .name = "PassThru",
          .help = "Emits the strings, too."),
    PARAM(struct set_clipboard_args, as_osc52, .name = "AsOSC52", .aliases = "ToLocalhost",
          .help = "Sets the clipboard of the terminal, also through ssh."),
};
static const struct example set_clipboard_examples[] = {
    { .code = "'a', 'b' | Set-Clipboard; Get-Clipboard -Raw",
      .remarks = "Two lines.",
      .output = "a\nb" },
};

/* ---- the desktop's programs ---- */

static bool wayland(void)
{
    const char *display = getenv("WAYLAND_DISPLAY");

    return display && *display;
}

static bool read_desktop(struct invocation *inv, struct strbuf *out)
{
    static const char *const xclip[] = { "xclip", "-selection", "clipboard", "-out", NULL };
    static const char *const wl_paste[] = { "wl-paste", "--no-newline", NULL };
    struct spawn sp = { .argv = wayland() ? wl_paste : xclip,
                        .interrupt_fd = interrupt_fd(inv->session) };
    AUTO_ERR *err = NULL;

    return spawn_run(&sp, out, NULL, &err) == 0;
}

/* The program goes on in the background to serve the text: nothing of ours may stay open in it,
 * so what it reads is a file and what it writes goes nowhere. */
static bool write_desktop(const char *text, size_t len)
{
    char x[] = "xclip", selection[] = "-selection", clipboard[] = "clipboard", in[] = "-in",
         wl[] = "wl-copy";
    char *const xclip[] = { x, selection, clipboard, in, NULL }, *const wl_copy[] = { wl, NULL };
    char *const *argv = wayland() ? wl_copy : xclip;
    AUTO_FD int fd = memfd_create("clipboard", MFD_CLOEXEC);
    posix_spawn_file_actions_t actions;
    pid_t pid;
    int status = -1;

    if (fd < 0 || write(fd, text, len) != (ssize_t)len || lseek(fd, 0, SEEK_SET) < 0)
        return false;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, fd, STDIN_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    int rc = posix_spawnp(&pid, argv[0], &actions, NULL, argv, environ);
    posix_spawn_file_actions_destroy(&actions);
    if (rc != 0)
        return false;
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
        continue;
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static void read_clipboard(struct invocation *inv, struct strbuf *out)
{
    struct value kept = inv->session->clipboard;

    if (kept.kind != V_STRING && read_desktop(inv, out))
        return;
    strbuf_reset(out);
    if (kept.kind == V_STRING)
        strbuf_add(out, kept.str->data, kept.str->len);
}

static void write_clipboard(struct invocation *inv, const char *text, size_t len)
{
    struct value *kept = &inv->session->clipboard;

    if (kept->kind == V_STRING || !write_desktop(text, len))
        value_replace_take(kept, value_string_len(text, len));
}

/* ---- Get-Clipboard ---- */

/* Where the next separator is, and how long; NULL: there is none. */
static const char *find_separator(const char *s, size_t n, const struct str_list *separators,
                                  size_t *len)
{
    for (size_t at = 0; at < n; at++)
        for (size_t i = 0; i < separators->len; i++) {
            const struct str *sep = separators->items[i];
            if (sep->len && sep->len <= n - at && memcmp(s + at, sep->data, sep->len) == 0) {
                *len = sep->len;
                return s + at;
            }
        }
    return NULL;
}

static enum status get_clipboard_begin(struct invocation *inv)
{
    const struct get_clipboard_args *args = ARGS(inv, struct get_clipboard_args);
    AUTO_STRBUF text = STRBUF_INIT;
    AUTO_VALUE newline = value_string("\n");
    const struct str_list lines = { &newline.str, 1, true };
    const struct str_list *separators = args->delimiter.set ? &args->delimiter : &lines;
    const char *found;
    size_t len;

    read_clipboard(inv, &text);
    if (args->raw)
        return emit_take(inv, value_string_take(&text));
    const char *at = text.buf ? text.buf : "", *end = at + text.len;
    while ((found = find_separator(at, (size_t)(end - at), separators, &len))) {
        enum status rc = emit_take(inv, value_string_len(at, (size_t)(found - at)));
        if (rc != ST_OK)
            return rc;
        at = found + len;
    }
    return emit_take(inv, value_string_len(at, (size_t)(end - at)));
}

/* ---- Set-Clipboard ---- */

struct set_clipboard_state {
    struct array *values;
};

static enum status set_clipboard_begin(struct invocation *inv)
{
    STATE(inv, struct set_clipboard_state)->values = array_new(4);
    return ST_OK;
}

static enum status set_clipboard_process(struct invocation *inv)
{
    const struct set_clipboard_args *args = ARGS(inv, struct set_clipboard_args);
    struct array *values = STATE(inv, struct set_clipboard_state)->values;

    for (size_t i = 0; i < args->value.len; i++)
        array_push_take(values, value_to_string(args->value.items[i]));
    if (!args->pass_thru || args->value.len == 0)
        return ST_OK;
    return emit_take(inv, value_of_array(array_from(args->value.items, args->value.len)));
}

/* The beginning of the text, for ShouldProcess. */
static char *described(const struct array *values, bool append)
{
    const struct str *first = values->len ? values->items[0].str : NULL;
    const char *text = first ? first->data : "";
    size_t n = 0, left = SHOWN_CHARACTERS;

    if (values->len == 0 && !append)
        return xstrdup("The Clipboard has been cleared.");
    while (first && n < first->len && left > 0) {
        n++;
        while (n < first->len && ((unsigned char)text[n] & 0xC0) == 0x80)
            n++;
        left--;
    }
    return xasprintf("%s string '%.*s%s' to the clipboard.", append ? "Append" : "Set", (int)n,
                     text, left == 0 ? " ..." : "");
}

/* ESC ] 52 ; ; BASE64 BEL. */
static enum status tell_terminal(struct invocation *inv, const char *text, size_t len)
{
    struct host *h = &inv->session->host;
    AUTO_STRBUF sequence = STRBUF_INIT;

    strbuf_adds(&sequence, "\x1b]52;;");
    base64_encode(&sequence, text, len);
    strbuf_addch(&sequence, '\a');
    h->ops->write(h->data, sequence.buf, sequence.len);
    return ST_OK;
}

static enum status set_clipboard_end(struct invocation *inv)
{
    const struct set_clipboard_args *args = ARGS(inv, struct set_clipboard_args);
    const struct array *values = STATE(inv, struct set_clipboard_state)->values;
    AUTO_STRBUF text = STRBUF_INIT;
    AUTO_FREE char *target = described(values, args->append);
    bool yes = true;
    enum status rc = should_process(inv, target, NULL, &yes);

    if (rc != ST_OK || !yes)
        return rc;
    if (args->append) {
        read_clipboard(inv, &text);
        strbuf_addch(&text, '\n');
    }
    for (size_t i = 0; i < values->len; i++) {
        if (i > 0)
            strbuf_addch(&text, '\n');
        value_to_strbuf(values->items[i], &text);
    }
    const char *content = text.buf ? text.buf : "";
    if (args->as_osc52)
        return tell_terminal(inv, content, text.len);
    write_clipboard(inv, content, text.len);
    return ST_OK;
}

static void set_clipboard_cleanup(struct invocation *inv)
{
    struct array *values = STATE(inv, struct set_clipboard_state)->values;

    if (values)
        value_unref(value_of_array(values));
}

static const char *const get_aliases[] = { "gcb", NULL };
static const char *const set_aliases[] = { "scb", NULL };
static const struct cmdlet cmdlets[] = {
    {
        .verb = "Get",
        .noun = "Clipboard",
        .aliases = get_aliases,
        .synopsis = "Gives the text of the clipboard.",
        .params = get_clipboard_params,
        .nparams = ARRAY_SIZE(get_clipboard_params),
        .output = "System.String",
        .module = "Microsoft.PowerShell.Management",
        .args_size = sizeof(struct get_clipboard_args),
        .begin = get_clipboard_begin,
        .examples = get_clipboard_examples,
        .nexamples = ARRAY_SIZE(get_clipboard_examples),
    },
    {
        .verb = "Set",
        .noun = "Clipboard",
        .aliases = set_aliases,
        .synopsis = "Puts text on the clipboard.",
        .params = set_clipboard_params,
        .nparams = ARRAY_SIZE(set_clipboard_params),
        .should_process = true,
        .output = "System.String",
        .module = "Microsoft.PowerShell.Management",
        .args_size = sizeof(struct set_clipboard_args),
        .state_size = sizeof(struct set_clipboard_state),
        .begin = set_clipboard_begin,
        .process = set_clipboard_process,
        .end = set_clipboard_end,
        .cleanup = set_clipboard_cleanup,
        .examples = set_clipboard_examples,
        .nexamples = ARRAY_SIZE(set_clipboard_examples),
    },
};
const struct cmdlet_group cmdlets_clipboard = { cmdlets, ARRAY_SIZE(cmdlets) };
