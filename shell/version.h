/* The program's version: -Version, $PSVersionTable, the greeting. */
#ifndef HVSH_SHELL_VERSION_H
#define HVSH_SHELL_VERSION_H

#define HVSH_VERSION "0.1.0"
#define HVSH_LANGUAGE_VERSION "7.5.0" /* the PowerShell whose language it speaks */

#endif
