/* The program's command line, read as pwsh reads its own: names without regard
 * to case, shortened as far as pwsh allows, with one dash or two. */
#ifndef HVSH_SHELL_OPTIONS_H
#define HVSH_SHELL_OPTIONS_H

#include <stdbool.h>

enum run_mode {
    RUN_INTERACTIVE,
    RUN_COMMAND,
    RUN_FILE,
    RUN_STDIN,
    RUN_VERSION,
    RUN_HELP,
    RUN_COMPLETE,
    RUN_BAD_USAGE
};

/* -InputFormat and -OutputFormat */
enum data_format { FORMAT_TEXT, FORMAT_XML, FORMAT_NONE };

struct options {
    enum run_mode mode;
    bool no_profile, non_interactive, no_logo, no_exit, interactive;
    bool login;         /* the login profile of sh is wanted first */
    bool command_takes; /* -CommandWithArgs: args are the command's */
    bool by_line;       /* RUN_STDIN: -Command -, lines are commands of their own */
    char *command;      /* owned; RUN_COMMAND, RUN_COMPLETE: the line */
    const char *file;   /* borrowed from argv; RUN_FILE */
    char **args;        /* of the file or command, borrowed */
    int nargs;
    char *encoded_args; /* owned; of -EncodedArguments, decoded: Clixml. NULL: none */
    enum data_format input_format, output_format;
    const char *working_directory;
    const char *settings_file; /* there is one; or NULL */
    char *message;             /* owned; RUN_BAD_USAGE: what is wrong */
};

/* stdin_is_terminal decides between a prompt and a script on stdin. */
void options_parse(struct options *o, int argc, char **argv, bool stdin_is_terminal);
void options_release(struct options *o);

#endif
