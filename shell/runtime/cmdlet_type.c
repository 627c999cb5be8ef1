#include "shell/runtime/cmdlet_type.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/members.h"
#include "shell/object/named_types.h"
#include "shell/runtime/attribute_types.h"
#include "shell/runtime/binding/parameter_attributes.h"
#include "shell/runtime/cmdlet.h"
#include "shell/runtime/error_record.h"
#include "shell/runtime/runtime_types.h"

/* ---- the types, made once for all sessions ---- */

struct made {
    struct type_info type; /* first: a type's hooks find the rest by it */
    const struct cmdlet_registry *registry;
    const struct cmdlet *cmdlet;
    struct made *next;
};
static struct made *all_made;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void set(struct value attribute, const char *name, struct value v)
{
    const struct property *p = type_find_property(attribute.object->type, name, strlen(name));
    AUTO_ERR *err = NULL;
    AUTO_VALUE owned = v;
    (void)p->set(attribute, p, owned, &err);
}

static struct value made_by(const struct type_info *type, const struct value *args, size_t n)
{
    struct value v = value_null();
    AUTO_ERR *err = NULL;
    (void)type_find_static_method(type, "new", 3)->call(value_type(type), args, n, &v, &err);
    return v;
}

static struct value cmdlet_attribute(const struct cmdlet *c)
{
    static const char *const impacts[] = { "Medium", "Low", "Medium", "High" };
    AUTO_VALUE verb = value_string(c->verb), noun = value_string(c->noun);
    struct value names[] = { verb, noun };
    struct value v = made_by(&type_cmdlet_attribute, names, 2);
    if (c->default_set)
        set(v, "DefaultParameterSetName", value_string(c->default_set));
    set(v, "SupportsShouldProcess", value_bool(c->should_process));
    set(v, "ConfirmImpact", value_string(impacts[c->impact]));
    return v;
}

/* What the class of a cmdlet says of it. */
static struct array *attributes(const struct type_info *type, const char *name, int nparams)
{
    (void)nparams;
    const struct made *m = (const void *)type;
    struct array *list = array_new(2);
    if (name)
        return list;
    array_push_take(list, cmdlet_attribute(m->cmdlet));
    struct array *types = array_new(1);
    AUTO_VALUE owned = value_of_array(types);
    cmdlet_output_types(m->registry, m->cmdlet, types);
    if (types->len)
        array_push_take(list, made_by(&type_output_type_attribute, types->items, types->len));
    return list;
}

static const struct type_info *base_of(const char *name)
{
    static const char usual[] = "System.Management.Automation.PSCmdlet";
    const struct type_info *base = named_type_base(name);
    return base ? base : named_type_find(usual, sizeof(usual) - 1);
}

const struct type_info *cmdlet_type(const struct cmdlet_registry *registry, const struct cmdlet *c)
{
    AUTO_FREE char *name = error_class_of_cmdlet(c);
    const struct type_info *base = base_of(name);
    pthread_mutex_lock(&lock);
    struct made *m = all_made;
    while (m && m->cmdlet != c)
        m = m->next;
    if (!m) {
        m = xcalloc(1, sizeof(*m));
        *m = (struct made){ .registry = registry, .cmdlet = c, .next = all_made };
        m->type.name = STEAL(name);
        m->type.base = base;
        m->type.attributes = attributes;
        all_made = m;
    }
    pthread_mutex_unlock(&lock);
    return &m->type;
}

/* ---- by name ---- */

static const struct type_info *of_cmdlet(const struct cmdlet_registry *registry, const char *name,
                                         size_t len)
{
    const char *class = name + len;
    while (class > name && class[-1] != '.')
        class --;
    for (size_t g = 0; g < registry->len; g++)
        for (size_t i = 0; i < registry->groups[g]->len; i++) {
            const struct cmdlet *c = &registry->groups[g]->cmdlets[i];
            size_t n = strlen(c->verb);
            if ((size_t)(name + len - class) < n || strncasecmp(class, c->verb, n) != 0)
                continue;
            AUTO_FREE char *full = error_class_of_cmdlet(c);
            if (text_caseeqn(full, strlen(full), name, len))
                return cmdlet_type(registry, c);
        }
    return NULL;
}

/* The first letter decides against nearly all of them. */
static bool is_spelled(const char *known, const char *name, size_t len)
{
    return ((known[0] ^ name[0]) & ~0x20) == 0 && text_caseeqn(known, strlen(known), name, len);
}

const struct type_info *registry_find_type(const struct cmdlet_registry *registry, const char *name,
                                           size_t len)
{
    for (size_t i = 0; len && i < registry->ntypes; i++) {
        const struct type_info *type = registry->types[i];
        if (is_spelled(type->name, name, len) ||
            (strncmp(type->name, "System.", 7) == 0 && is_spelled(type->name + 7, name, len)) ||
            (type->accelerator && is_spelled(type->accelerator, name, len)))
            return type;
    }
    return len > 10 && strncasecmp(name, "Microsoft.", 10) == 0 ? of_cmdlet(registry, name, len)
                                                                : NULL;
}

void cmdlet_output_types(const struct cmdlet_registry *registry, const struct cmdlet *c,
                         struct array *list)
{
    for (const char *at = c->output; at && *at;) {
        size_t n = strcspn(at, ",");
        AUTO_FREE char *name = xstrndup(at, n);
        const struct type_info *type = registry_find_type(registry, name, n);
        if (!type)
            type = runtime_type_find(name, n);
        array_push_take(list, ps_type_name_new(name, type ? type : type_find(name, n)));
        at += n + (at[n] == ',');
        at += strspn(at, " ");
    }
}
