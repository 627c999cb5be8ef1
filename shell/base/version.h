/* The program's version (-Version, the greeting) and those it answers scripts with. */
#ifndef HVSH_BASE_VERSION_H
#define HVSH_BASE_VERSION_H

#define HVSH_VERSION "0.1.0"
#define HVSH_LANGUAGE_VERSION "7.6.0" /* the PowerShell whose language it speaks */
#define HVSH_LIBRARY_MAJOR 10         /* the .NET that this PowerShell is built on */
#define HVSH_LIBRARY_VERSION "10.0.0"

#endif
