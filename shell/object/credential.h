/* SecureString and PSCredential. The secret is wiped when its last owner goes. */
#ifndef HVSH_OBJECT_CREDENTIAL_H
#define HVSH_OBJECT_CREDENTIAL_H

#include "shell/object/value.h"

/* Copies; owned. */
struct value securestring_new(const char *text, size_t len);
/* The secret of a SecureString, NUL-terminated; borrowed. NULL: v is none. */
const char *securestring_text(struct value v, size_t *len);
/* password is a SecureString or $null; owned. */
struct value pscredential_new(const char *user, struct value password);
/* NULL: v is no PSCredential. Borrowed. */
const char *pscredential_user(struct value v);
/* The password as a SecureString value; borrowed, $null when v is no PSCredential. */
struct value pscredential_password(struct value v);

#endif
