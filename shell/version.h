/* The program's version: -Version, $PSVersionTable, the greeting. */
#ifndef HVSH_SHELL_VERSION_H
#define HVSH_SHELL_VERSION_H

#define HVSH_VERSION "0.1.0"

#endif
