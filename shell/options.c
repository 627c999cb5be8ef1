#include "shell/options.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "shell/base/alloc.h"
#include "shell/base/base64.h"
#include "shell/base/strbuf.h"
#include "shell/base/text.h"
#include "shell/base/utf16.h"

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
    OPT_ENCODED_ARGUMENTS,
    OPT_OUTPUT_FORMAT,
    OPT_INPUT_FORMAT,
    OPT_SETTINGS,
    OPT_CONFIGURATION,
    OPT_CONFIGURATION_FILE,
    OPT_PIPE_NAME,
    OPT_POLICY,
    OPT_APARTMENT,
    OPT_WINDOW_STYLE,
    OPT_IGNORED
};

/* shortest is the fewest letters that stand for the name. */
static const struct {
    const char *name, *shortest;
    enum option option;
} option_names[] = {
    { "command", "c", OPT_COMMAND },
    { "commandwithargs", "commandwithargs", OPT_COMMAND_WITH_ARGS },
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
    { "encodedarguments", "encodeda", OPT_ENCODED_ARGUMENTS },
    { "ea", "ea", OPT_ENCODED_ARGUMENTS },
    { "outputformat", "o", OPT_OUTPUT_FORMAT },
    { "of", "of", OPT_OUTPUT_FORMAT },
    { "inputformat", "inp", OPT_INPUT_FORMAT },
    { "if", "if", OPT_INPUT_FORMAT },
    { "configurationfile", "configurationfile", OPT_CONFIGURATION_FILE },
    { "configurationname", "config", OPT_CONFIGURATION },
    { "settingsfile", "settings", OPT_SETTINGS },
    { "custompipename", "cus", OPT_PIPE_NAME },
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

/* Base64 of UTF-16LE, as -EncodedCommand takes it. NULL: it is not that. */
static char *decode(const char *text)
{
    AUTO_STRBUF bytes = STRBUF_INIT;
    AUTO_STRBUF out = STRBUF_INIT;
    if (!base64_decode(&bytes, text, strlen(text)) ||
        !utf16le_decode(&out, bytes.buf ? bytes.buf : "", bytes.len))
        return NULL;
    return xstrndup(out.buf ? out.buf : "", out.len);
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

#define FORMATS "Text\nXML\nNone\n"
enum { LONGEST_PIPE_NAME = 103 }; /* with /tmp/ what a Unix socket's address holds */

/* What is said of an option without its value; NULL: it has none. */
static const char *missing_value(enum option option)
{
    static const char *const missing[] = {
        [OPT_COMMAND] = "Cannot process the command because of a missing parameter. A command must "
                        "follow -Command.",
        [OPT_FILE] = "The command cannot be run because the File parameter requires a file path. "
                     "Supply a path for the File parameter and then try the command again.",
        [OPT_COMPLETE] = "Cannot process the command because --complete requires a line.",
        [OPT_WORKING_DIRECTORY] = "Cannot process the command because -WorkingDirectory requires "
                                  "an argument that is a directory path.",
        [OPT_ENCODED_ARGUMENTS] =
            "Cannot process the command because -EncodedArguments requires a value. Specify a "
            "value for the -EncodedArguments parameter.",
        [OPT_OUTPUT_FORMAT] = "The command cannot be run because no argument has been supplied for "
                              "the OutputFormat parameter.\nSpecify one of the following formats "
                              "for this parameter:\n" FORMATS,
        [OPT_INPUT_FORMAT] = "Cannot process the command because the -InputFormat parameter "
                             "requires an argument. Specify a valid format argument for this "
                             "parameter.\nValid formats are:\n" FORMATS,
        [OPT_POLICY] = "Cannot process the execution policy because of a missing policy name. A "
                       "policy name must follow -ExecutionPolicy.",
        [OPT_SETTINGS] = "Cannot process the command because -SettingsFile requires an argument "
                         "that is a file path.",
        [OPT_CONFIGURATION] = "Cannot process the command because -ConfigurationName requires an "
                              "argument that is a remote endpoint configuration name. Specify this "
                              "argument and try again.",
        [OPT_CONFIGURATION_FILE] =
            "Cannot process the command because -ConfigurationFile requires an argument that is a "
            "session configuration (.pssc) file path. Specify this argument and try again.",
        [OPT_PIPE_NAME] = "Cannot process the command because -CustomPipeName requires an argument "
                          "that is a name of the pipe you want to use. Specify this argument and "
                          "try again.",
    };
    if (option == OPT_ENCODED || option == OPT_COMMAND_WITH_ARGS)
        option = OPT_COMMAND;
    return (size_t)option < ARRAY_SIZE(missing) ? missing[option] : NULL;
}

/* What is wrong with an option's value; NULL: nothing. Owned. */
static char *wrong_value(enum option option, const char *value)
{
    static const char *const formats[] = { "text", "xml", "none", "0", "1", "2", NULL };
    static const char *const policies[] = { "Restricted",   "AllSigned", "RemoteSigned",
                                            "Unrestricted", "Bypass",    "Undefined",
                                            "Default",      NULL };
    switch (option) {
    case OPT_OUTPUT_FORMAT:
    case OPT_INPUT_FORMAT:
        return is_one_of(value, formats)
                   ? NULL
                   : xasprintf("Cannot process the command because of an incorrect parameter "
                               "value. \"%s\" is not a valid format.\nValid formats are:\n" FORMATS,
                               value);
    case OPT_POLICY:
        return is_one_of(value, policies) ? NULL
                                          : xasprintf("Invalid ExecutionPolicy value '%s'.", value);
    case OPT_SETTINGS:
        return access(value, F_OK) == 0
                   ? NULL
                   : xasprintf("The argument '%s' passed to the -SettingsFile does not exist. "
                               "Provide the path to an existing json file as an argument to the "
                               "-SettingsFile parameter.",
                               value);
    case OPT_CONFIGURATION:
    case OPT_CONFIGURATION_FILE:
        return xasprintf("A session cannot be made from the configuration '%s': hvsh has no remote "
                         "endpoints. A profile or a module sets a session up.",
                         value);
    case OPT_PIPE_NAME:
        return strlen(value) <= LONGEST_PIPE_NAME
                   ? NULL
                   : xasprintf("Cannot process the command because -CustomPipeName specified is "
                               "too long. Pipe names on this platform can be up to %d characters "
                               "long. Your pipe name '%s' is %zu characters.",
                               LONGEST_PIPE_NAME, value, strlen(value));
    default:
        return NULL;
    }
}

static enum data_format format_of(const char *value)
{
    return text_caseeq(value, "xml") || strcmp(value, "1") == 0    ? FORMAT_XML
           : text_caseeq(value, "none") || strcmp(value, "2") == 0 ? FORMAT_NONE
                                                                   : FORMAT_TEXT;
}

static char *not_encoded(const char *what)
{
    return xasprintf("Cannot process the command because the value specified with -Encoded%s is "
                     "not properly encoded. The value must be Base64 encoded.",
                     what);
}

/* An option with a value that means something. */
static void take_value(struct options *o, enum option option, const char *value)
{
    switch (option) {
    case OPT_ENCODED:
        free(o->command);
        o->command = decode(value);
        o->mode = RUN_COMMAND;
        if (!o->command)
            bad(o, not_encoded("Command"));
        break;
    case OPT_ENCODED_ARGUMENTS:
        free(o->encoded_args);
        o->encoded_args = decode(value);
        if (!o->encoded_args)
            bad(o, not_encoded("Arguments"));
        break;
    case OPT_OUTPUT_FORMAT:
        o->output_format = format_of(value);
        break;
    case OPT_INPUT_FORMAT:
        o->input_format = format_of(value);
        break;
    case OPT_SETTINGS:
        o->settings_file = value;
        break;
    case OPT_WORKING_DIRECTORY:
        o->working_directory = value;
        break;
    default:
        break;
    }
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
        const char *missing = missing_value(option);
        if (missing && left == 0) {
            bad(o, xstrdup(missing));
            return;
        }
        bool commands =
            option == OPT_COMMAND || option == OPT_COMMAND_WITH_ARGS || option == OPT_ENCODED;
        if (commands && o->command) {
            bad(o, xstrdup("Cannot process command because a command is already specified with "
                           "-Command, -CommandWithArgs, or -EncodedCommand."));
            return;
        }
        char *wrong = missing ? wrong_value(option, argv[i + 1]) : NULL;
        if (wrong) {
            bad(o, wrong);
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
        case OPT_ENCODED:
        case OPT_ENCODED_ARGUMENTS:
        case OPT_OUTPUT_FORMAT:
        case OPT_INPUT_FORMAT:
        case OPT_POLICY:
        case OPT_SETTINGS:
        case OPT_CONFIGURATION:
        case OPT_CONFIGURATION_FILE:
        case OPT_PIPE_NAME:
        case OPT_WORKING_DIRECTORY:
            take_value(o, option, argv[++i]);
            if (o->mode == RUN_BAD_USAGE)
                return;
            break;
        case OPT_LOGIN:
            o->login = o->login || i == 1;
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
    free(o->encoded_args);
    free(o->message);
}
