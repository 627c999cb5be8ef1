/* [powershell], and the statics of [runspacefactory]. */
#ifndef HVSH_RUNTIME_POWERSHELL_OBJECT_H
#define HVSH_RUNTIME_POWERSHELL_OBJECT_H

#include "shell/runtime/session.h"

extern const struct type_info type_powershell, type_ps_command;

/* The script or the name of a PSCommand's only command; owned. $null: v is none, or has more. */
struct value powershell_commands_text(struct value v);

/* Their statics, which need the session. False: name is none of them; else *rc is 0, or -1 with
 * *err or a pending failure. *out owned. */
bool powershell_static_call(struct session *s, const struct type_info *type, struct value name,
                            const struct value *args, size_t nargs, struct value *out, int *rc,
                            struct err **err);

#endif
