#include "shell/options.h"

#include <stdlib.h>
#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/strbuf.h"
#include "shell/base/text.h"

enum option {
    OPT_NONE,
    OPT_COMMAND,
    OPT_COMMAND_WITH_ARGS,
    OPT_FILE,
    OPT_NO_PROFILE,
    OPT_NON_INTERACTIVE,
    OPT_NO_LOGO,
    OPT_NO_EXIT,
    OPT_INTERACTIVE,
    OPT_VERSION,
    OPT_HELP,
    OPT_WORKING_DIRECTORY,
    OPT_ENCODED,
    OPT_COMPLETE,
    OPT_LOGIN,
    OPT_FORMAT,
    OPT_POLICY,
    OPT_APARTMENT,
    OPT_WINDOW_STYLE,
    OPT_IGNORED,
    OPT_IGNORED_VALUE
};

/* shortest is the fewest letters that stand for the name. */
static const struct {
    const char *name, *shortest;
    enum option option;
} option_names[] = {
    { "command", "c", OPT_COMMAND },
    { "commandwithargs", "commandw", OPT_COMMAND_WITH_ARGS },
    { "cwa", "cwa", OPT_COMMAND_WITH_ARGS },
    { "file", "f", OPT_FILE },
    { "noprofile", "nop", OPT_NO_PROFILE },
    { "noninteractive", "noni", OPT_NON_INTERACTIVE },
    { "nologo", "nol", OPT_NO_LOGO },
    { "noexit", "noe", OPT_NO_EXIT },
    { "interactive", "i", OPT_INTERACTIVE },
    { "version", "v", OPT_VERSION },
    { "help", "h", OPT_HELP },
    { "?", "?", OPT_HELP },
    { "workingdirectory", "wo", OPT_WORKING_DIRECTORY },
    { "wd", "wd", OPT_WORKING_DIRECTORY },
    { "encodedcommand", "e", OPT_ENCODED },
    { "ec", "ec", OPT_ENCODED },
    { "complete", "complete", OPT_COMPLETE },
    { "executionpolicy", "ex", OPT_POLICY },
    { "ep", "ep", OPT_POLICY },
    { "outputformat", "o", OPT_FORMAT },
    { "of", "of", OPT_FORMAT },
    { "inputformat", "inp", OPT_FORMAT },
    { "if", "if", OPT_FORMAT },
    { "configurationname", "config", OPT_IGNORED_VALUE },
    { "settingsfile", "settings", OPT_IGNORED_VALUE },
    { "custompipename", "cus", OPT_IGNORED_VALUE },
    { "noprofileloadtime", "noprofileloadtime", OPT_IGNORED },
    { "windowstyle", "w", OPT_WINDOW_STYLE },
    { "login", "l", OPT_LOGIN },
    { "sta", "sta", OPT_APARTMENT },
    { "mta", "mta", OPT_APARTMENT },
};

static enum option option_of(const char *arg)
{
    if (arg[0] != '-' || arg[1] == '\0')
        return OPT_NONE;
    const char *name = arg + 1;
    if (*name == '-')
        name++;
    size_t len = strlen(name);
    for (size_t i = 0; i < ARRAY_SIZE(option_names); i++) {
        if (len >= strlen(option_names[i].shortest) && len <= strlen(option_names[i].name) &&
            text_caseeqn(option_names[i].name, len, name, len))
            return option_names[i].option;
    }
    return OPT_NONE;
}

static char *join(char **words, int n)
{
    struct strbuf text = STRBUF_INIT;
    for (int i = 0; i < n; i++)
        strbuf_addf(&text, "%s%s", i ? " " : "", words[i]);
    return strbuf_detach(&text, NULL);
}

static int base64_digit(char c)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const char *at = c ? strchr(digits, c) : NULL;
    return at ? (int)(at - digits) : -1;
}

/* Base64 of UTF-16LE, as -EncodedCommand takes it. NULL: it is not that. */
static char *decode_command(const char *text)
{
    AUTO_STRBUF bytes = STRBUF_INIT;
    uint32_t bits = 0;
    int have = 0;
    for (; *text && *text != '='; text++) {
        int d = base64_digit(*text);
        if (d < 0)
            return NULL;
        bits = bits << 6 | (uint32_t)d;
        have += 6;
        if (have >= 8) {
            have -= 8;
            strbuf_addch(&bytes, (char)(bits >> have & 0xFF));
        }
    }
    if (bytes.len % 2)
        return NULL;
    struct strbuf out = STRBUF_INIT;
    for (size_t i = 0; i < bytes.len; i += 2) {
        const unsigned char *b = (const unsigned char *)bytes.buf + i;
        uint32_t c = b[0] | (uint32_t)b[1] << 8;
        if (c >= 0xD800 && c < 0xDC00 && i + 3 < bytes.len) {
            uint32_t d = b[2] | (uint32_t)b[3] << 8;
            if (d >= 0xDC00 && d < 0xE000) {
                c = 0x10000 + ((c - 0xD800) << 10) + (d - 0xDC00);
                i += 2;
            }
        }
        strbuf_addrune(&out, c);
    }
    return strbuf_detach(&out, NULL);
}

static void bad(struct options *o, char *message)
{
    free(o->message);
    o->message = message;
    o->mode = RUN_BAD_USAGE;
}

static void use_file(struct options *o, char **argv, int n)
{
    o->mode = strcmp(argv[0], "-") == 0 ? RUN_STDIN : RUN_FILE;
    o->file = argv[0];
    o->args = argv + 1;
    o->nargs = n - 1;
}

static void use_command(struct options *o, char **argv, int n)
{
    if (n == 1 && strcmp(argv[0], "-") == 0) {
        o->mode = RUN_STDIN;
        o->by_line = true;
        return;
    }
    o->mode = RUN_COMMAND;
    o->command = join(argv, n);
}

static bool is_one_of(const char *word, const char *const *list)
{
    for (; *list; list++)
        if (text_caseeq(word, *list))
            return true;
    return false;
}

/* False, with the message set, when an option's value is none that pwsh takes. */
static bool check_value(struct options *o, enum option option, const char *value)
{
    static const char *const formats[] = { "text", "xml", "none", NULL };
    static const char *const policies[] = { "Restricted",   "AllSigned", "RemoteSigned",
                                            "Unrestricted", "Bypass",    "Undefined",
                                            "Default",      NULL };
    if (option == OPT_FORMAT && !is_one_of(value, formats)) {
        bad(o, xasprintf("Cannot process the command because of an incorrect parameter value. "
                         "\"%s\" is not a valid format.\nSpecify a valid format argument for this "
                         "parameter.\nValid formats are:\n    Text\n    XML",
                         value));
        return false;
    }
    if (option == OPT_POLICY && !is_one_of(value, policies)) {
        bad(o, xasprintf("Invalid ExecutionPolicy value '%s'.", value));
        return false;
    }
    return true;
}

/* What is said of a word that begins with a dash and is no option. */
static char *unknown_option(const char *word)
{
    static const char *const known[] = {
        "sta",
        "mta",
        "command",
        "commandwithargs",
        "configurationname",
        "custompipename",
        "encodedcommand",
        "executionpolicy",
        "file",
        "help",
        "inputformat",
        "login",
        "noexit",
        "nologo",
        "noninteractive",
        "noprofile",
        "noprofileloadtime",
        "outputformat",
        "settingsfile",
        "version",
        "workingdirectory",
    };
    AUTO_STRBUF likely = STRBUF_INIT;
    for (size_t i = 0; i < ARRAY_SIZE(known); i++)
        if (strcasestr(known[i], word + 1))
            strbuf_addf(&likely, "\n  -%s", known[i]);
    return likely.len ? xasprintf("Invalid argument '%s', did you mean:\n%s", word, likely.buf)
                      : xasprintf("The argument '%s' is not recognized as the name of a script "
                                  "file. Check the spelling of the name, or if a path was "
                                  "included, verify that the path is correct and try again.",
                                  word);
}

void options_parse(struct options *o, int argc, char **argv, bool stdin_is_terminal)
{
    *o = (struct options){ .mode = stdin_is_terminal ? RUN_INTERACTIVE : RUN_STDIN };
    for (int i = 1; i < argc; i++) {
        enum option option = option_of(argv[i]);
        int left = argc - i - 1;
        bool wants = option == OPT_COMMAND || option == OPT_FILE || option == OPT_ENCODED ||
                     option == OPT_COMPLETE || option == OPT_WORKING_DIRECTORY ||
                     option == OPT_COMMAND_WITH_ARGS || option == OPT_FORMAT ||
                     option == OPT_POLICY || option == OPT_IGNORED_VALUE;
        if (wants && left == 0) {
            bad(o, xasprintf("Cannot process the command because of a missing parameter. A value "
                             "must follow %s.",
                             argv[i]));
            return;
        }
        switch (option) {
        case OPT_COMMAND:
            use_command(o, argv + i + 1, left);
            return;
        case OPT_COMMAND_WITH_ARGS:
            o->mode = RUN_COMMAND;
            o->command_takes = true;
            o->command = xstrdup(argv[i + 1]);
            o->args = argv + i + 2;
            o->nargs = left - 1;
            return;
        case OPT_FILE:
            use_file(o, argv + i + 1, left);
            return;
        case OPT_ENCODED:
            o->command = decode_command(argv[++i]);
            o->mode = RUN_COMMAND;
            if (!o->command)
                bad(o, xstrdup("Cannot process the command because the value specified with "
                               "-EncodedCommand is not properly encoded. The value must be Base64 "
                               "encoded."));
            if (!o->command)
                return;
            break;
        case OPT_COMPLETE:
            o->mode = RUN_COMPLETE;
            o->command = xstrdup(argv[i + 1]);
            return;
        case OPT_NO_PROFILE:
            o->no_profile = true;
            break;
        case OPT_NON_INTERACTIVE:
            o->non_interactive = true;
            break;
        case OPT_NO_LOGO:
            o->no_logo = true;
            break;
        case OPT_NO_EXIT:
            o->no_exit = true;
            break;
        case OPT_INTERACTIVE:
            o->interactive = true;
            break;
        case OPT_VERSION:
            o->mode = RUN_VERSION;
            return;
        case OPT_HELP:
            o->mode = RUN_HELP;
            return;
        case OPT_WORKING_DIRECTORY:
            o->working_directory = argv[++i];
            break;
        case OPT_LOGIN:
            o->login = o->login || i == 1;
            break;
        case OPT_FORMAT:
        case OPT_POLICY:
            if (!check_value(o, option, argv[++i]))
                return;
            break;
        case OPT_APARTMENT:
            bad(o, xasprintf("Parameter -%s is not supported on this platform.",
                             text_caseeq(argv[i] + strspn(argv[i], "-"), "sta") ? "STA" : "MTA"));
            return;
        case OPT_WINDOW_STYLE:
            bad(o, xstrdup("Parameter -WindowStyle is not implemented on this platform."));
            return;
        case OPT_IGNORED:
            break;
        case OPT_IGNORED_VALUE:
            i++;
            break;
        case OPT_NONE:
            if (argv[i][0] == '-' && argv[i][1] != '\0') {
                bad(o, unknown_option(argv[i]));
                return;
            }
            use_file(o, argv + i, argc - i);
            return;
        }
    }
    if (o->interactive && o->mode == RUN_STDIN)
        o->mode = RUN_INTERACTIVE;
}

void options_release(struct options *o)
{
    free(o->command);
    free(o->message);
}
