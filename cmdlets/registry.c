#include "cmdlets/registry.h"

#include "shell/base/cleanup.h"

/* NULL closes the list and is not counted. */
static const struct cmdlet_group *const groups[] = {
    NULL,
};

/* Aliases that belong to no descriptor of ours; a cmdlet's own aliases stand in
 * its descriptor. */
static const struct alias_entry aliases[] = {
    { NULL, NULL },
};

static const struct type_info *const types[] = {
    NULL,
};

const struct cmdlet_registry cmdlet_registry = {
    .groups = groups,
    .len = ARRAY_SIZE(groups) - 1,
    .aliases = aliases,
    .naliases = ARRAY_SIZE(aliases) - 1,
    .types = types,
    .ntypes = ARRAY_SIZE(types) - 1,
};
