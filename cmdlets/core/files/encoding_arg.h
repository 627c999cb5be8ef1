/* -Encoding: a name, a code page's number, or a [System.Text.Encoding]. */
#ifndef HVSH_CMDLETS_CORE_ENCODING_ARG_H
#define HVSH_CMDLETS_CORE_ENCODING_ARG_H

#include "cmdlets/core/core.h"
#include "cmdlets/core/files/text_file.h"

/* $null: UTF-8. Warns of UTF-7; throws for what is no encoding. */
enum status encoding_argument(struct invocation *inv, struct value v,
                              enum text_encoding *out) MUST_CHECK_STATUS;

#endif
