/* Key-value pairs of a guest, as Hyper-V exchanges them: pools of records {key:512, value:2048}
 * in files that hv_kvp_daemon uses as well (tools/hv/hv_kvp_daemon.c), and what a guest tells of
 * itself. */
#ifndef HVSH_GUEST_KVP_H
#define HVSH_GUEST_KVP_H

#include <stdbool.h>
#include <stdint.h>

#include "shell/base/strbuf.h"

enum { KVP_KEY_MAX = 512, KVP_VALUE_MAX = 2048 }; /* bytes, the NUL included */

/* Hyper-V's numbers. */
/* What the guest tells as IntegrationServicesVersion. */
#define KVP_SERVICES_MAJOR 2
#define KVP_SERVICES_MINOR 0

enum kvp_pool {
    KVP_EXTERNAL = 0,      /* the host writes, the guest reads */
    KVP_GUEST = 1,         /* the guest writes, the host reads */
    KVP_AUTO = 2,          /* what the guest tells of itself */
    KVP_AUTO_EXTERNAL = 3, /* what the host tells of itself */
    KVP_POOLS = 4
};

/* The pair of that number; false at the end. Both are NUL-terminated. */
bool kvp_at(enum kvp_pool pool, uint32_t index, char key[KVP_KEY_MAX], char value[KVP_VALUE_MAX]);
/* The value of a key. */
bool kvp_get(enum kvp_pool pool, const char *key, char value[KVP_VALUE_MAX]);
/* Sets, or with value NULL removes: 0 or an errno (ENOENT: there is no such key; EROFS: the pool
 * is the guest's own). The pool's file is replaced as a whole. */
int kvp_set(enum kvp_pool pool, const char *key, const char *value);

#endif
