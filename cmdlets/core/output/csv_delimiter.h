/* -Delimiter and -UseCulture of the CSV cmdlets. */
#ifndef HVSH_CMDLETS_CORE_CSV_DELIMITER_H
#define HVSH_CMDLETS_CORE_CSV_DELIMITER_H

#include "shell/object/value.h"

/* The text between fields: v, or the culture's list separator, or a comma. -1: v is no single
 * character. */
int csv_delimiter(char out[8], struct value v, bool use_culture);

#endif
