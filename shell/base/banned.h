/* Functions with no safe use here become compile errors. Included by the
 * compiler's command line after the system headers of every file. */
#ifndef HVSH_BASE_BANNED_H
#define HVSH_BASE_BANNED_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#pragma GCC poison strcpy strcat strncpy strncat sprintf vsprintf strtok gets localtime gmtime \
    ctime asctime tmpnam mktemp

#endif
