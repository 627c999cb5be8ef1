/* powershell.config.json: of it hvsh takes PSModulePath, folders of modules to look in first. */
#ifndef HVSH_SHELL_SETTINGS_FILE_H
#define HVSH_SHELL_SETTINGS_FILE_H

/* The value of PSModulePath in a settings file, with its environment variables (%NAME%) put in;
 * owned. NULL: it has none, or cannot be read as JSON. */
char *settings_file_module_path(const char *path);

#endif
