/* Items of the drives env:, variable:, function: and alias:, by name. */
#ifndef HVSH_CMDLETS_CORE_DRIVE_ITEMS_H
#define HVSH_CMDLETS_CORE_DRIVE_ITEMS_H

#include "cmdlets/core/files/fs_path.h"

/* Adds the names that match the wildcard pattern ("": all), in order. */
void drive_item_names(struct session *s, enum drive drive, const char *pattern,
                      struct path_list *out);
bool drive_item_exists(struct session *s, enum drive drive, const char *name);
/* The object that stands for it; owned, or nothing. */
struct value drive_item(struct session *s, enum drive drive, const char *name);

/* What Get-Content gives: the value, the definition, the script block; owned. */
struct value drive_item_content(struct session *s, enum drive drive, const char *name);

/* The items that a path's rest (path_drive) means, names selected as by name_selected; an empty
 * rest means all when root is true. A name without wildcards that is not there is reported. */
struct drive_query {
    enum drive drive;
    const char *path; /* as an error tells it */
    const char *rest;
    bool literal, root;
    const struct str *filter;
    const struct str_list *include, *exclude;
};
enum status drive_items_find(struct invocation *inv, const struct drive_query *q,
                             struct path_list *out) MUST_CHECK_STATUS;

struct drive_setting {
    struct value value;      /* $null: an environment variable, function or alias goes */
    struct opt_enum options; /* ScopedItemOptions of functions and aliases */
    bool force, emit;
};
enum status drive_item_set(struct invocation *inv, enum drive drive, const char *name,
                           const struct drive_setting *set) MUST_CHECK_STATUS;
enum status drive_item_remove(struct invocation *inv, enum drive drive, const char *name,
                              bool force) MUST_CHECK_STATUS;
enum status drive_item_copy(struct invocation *inv, enum drive drive, const char *name,
                            const char *to, bool emit) MUST_CHECK_STATUS;
enum status drive_item_rename(struct invocation *inv, enum drive drive, const char *name,
                              const char *to, bool force, bool emit) MUST_CHECK_STATUS;
/* "The item at path 'x' already exists." */
enum status drive_item_in_the_way(struct invocation *inv, const char *path) MUST_CHECK_STATUS;

#endif
