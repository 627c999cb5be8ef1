/* The classes behind cmdlets, as reflection shows them: a type of the class's name per
 * descriptor, with the attributes that the descriptor stands for. Of the process, made when first
 * asked for. */
#ifndef HVSH_RUNTIME_CMDLET_TYPE_H
#define HVSH_RUNTIME_CMDLET_TYPE_H

#include <stddef.h>

struct array;
struct cmdlet;
struct cmdlet_registry;
struct type_info;

const struct type_info *cmdlet_type(const struct cmdlet_registry *registry, const struct cmdlet *c);
/* The types that come with cmdlets, and the classes behind these; case-insensitive, System. may
 * be left out; NULL: unknown. */
const struct type_info *registry_find_type(const struct cmdlet_registry *registry, const char *name,
                                           size_t len);
/* Adds the types of what the cmdlet gives, as PSTypeName objects. */
void cmdlet_output_types(const struct cmdlet_registry *registry, const struct cmdlet *c,
                         struct array *list);

#endif
