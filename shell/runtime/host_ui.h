/* $Host.UI and its RawUI. */
#ifndef HVSH_RUNTIME_HOST_UI_H
#define HVSH_RUNTIME_HOST_UI_H

#include "shell/object/value.h"

struct session;

/* Owned; the session outlives it. */
struct value host_ui_new(struct session *s);

#endif
