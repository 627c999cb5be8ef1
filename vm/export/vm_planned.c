#include "vm/export/vm_planned.h"

#include <string.h>

#include "shell/base/alloc.h"

/* An export's configuration may be of the size that XML may have: only a few are kept. */
enum { KEPT = 64, MARK = 32 };

bool vm_is_planned(const char *uuid)
{
    return strlen(uuid) == VM_UUID_SIZE - 1 && uuid[MARK] == '.';
}

void vm_import_paths_release(struct vm_import_paths *p)
{
    char *const owned[] = { p->file,    p->root, p->state,     p->vhd_source,
                            p->machine, p->vhds, p->snapshots, p->paging };
    for (size_t i = 0; i < ARRAY_SIZE(owned); i++)
        free(owned[i]);
    *p = (struct vm_import_paths){ 0 };
}

static void planned_free(struct vm_planned *p)
{
    vm_import_paths_release(&p->paths);
    free(p->xml);
    free(p);
}

/* With the lock held. */
static struct vm_planned **find(struct vm_core *core, const char *key)
{
    for (struct vm_planned **p = &core->planned; *p; p = &(*p)->next)
        if (strcmp((*p)->key, key) == 0)
            return p;
    return NULL;
}

void vm_planned_add(struct vm_core *core, const char *xml, const char *uuid,
                    struct vm_import_paths *paths, char key[VM_UUID_SIZE])
{
    struct vm_planned *p = xcalloc(1, sizeof(*p));
    size_t n = 0;
    for (const char *s = uuid; *s && n < MARK; s++)
        if (*s != '-')
            p->key[n++] = *s;
    p->xml = xstrdup(xml);
    p->paths = *paths;
    *paths = (struct vm_import_paths){ 0 };
    pthread_mutex_lock(&core->lock);
    snprintf(p->key + n, sizeof(p->key) - n, ".%03x", core->planned_count++ & 0xfffu);
    p->next = core->planned;
    core->planned = p;
    struct vm_planned **end = &core->planned;
    for (size_t i = 0; *end && i < KEPT; i++)
        end = &(*end)->next;
    struct vm_planned *old = STEAL(*end);
    pthread_mutex_unlock(&core->lock);
    memcpy(key, p->key, VM_UUID_SIZE);
    if (old)
        planned_free(old);
}

static int forgotten(struct err **err)
{
    return err_set(err, ERR_OBJECT_NOT_FOUND,
                   "The virtual machine that was to be imported is not known any more. Compare-VM "
                   "reads it again.");
}

char *vm_planned_get(struct vm_core *core, const char *key, struct vm_import_paths *paths,
                     struct err **err)
{
    char *xml = NULL;
    pthread_mutex_lock(&core->lock);
    struct vm_planned **p = find(core, key);
    if (p) {
        const struct vm_import_paths *from = &(*p)->paths;
        xml = xstrdup((*p)->xml);
        if (paths)
            *paths = (struct vm_import_paths){ xstrdup(from->file),
                                               xstrdup(from->root),
                                               xstrdup(from->state),
                                               xstrdup(from->vhd_source),
                                               xstrdup(from->machine),
                                               xstrdup(from->vhds),
                                               xstrdup(from->snapshots),
                                               xstrdup(from->paging),
                                               from->copy,
                                               from->new_id };
    }
    pthread_mutex_unlock(&core->lock);
    if (!xml)
        forgotten(err);
    return xml;
}

static void replace(char **place, const char *text)
{
    if (!text)
        return;
    free(*place);
    *place = xstrdup(text);
}

int vm_planned_set(struct vm_core *core, const char *key, const char *xml, const char *machine,
                   const char *snapshots, struct err **err)
{
    pthread_mutex_lock(&core->lock);
    struct vm_planned **p = find(core, key);
    if (p) {
        replace(&(*p)->xml, xml);
        replace(&(*p)->paths.machine, machine);
        replace(&(*p)->paths.snapshots, snapshots);
    }
    pthread_mutex_unlock(&core->lock);
    return p ? 0 : forgotten(err);
}

void vm_planned_drop(struct vm_core *core, const char *key)
{
    pthread_mutex_lock(&core->lock);
    struct vm_planned **p = find(core, key), *gone = p ? *p : NULL;
    if (gone)
        *p = gone->next;
    pthread_mutex_unlock(&core->lock);
    if (gone)
        planned_free(gone);
}

void vm_planned_free_all(struct vm_core *core)
{
    while (core->planned) {
        struct vm_planned *next = core->planned->next;
        planned_free(core->planned);
        core->planned = next;
    }
}
