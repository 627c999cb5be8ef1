#include "shell/base/program_text.h"

#include <link.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

/* Segments that nobody can write to hold nothing but what their file holds: what was relocated
 * lies in writable ones, those that became read-only afterwards too. */
static int release_object(struct dl_phdr_info *object, size_t size, void *ctx)
{
    uintptr_t page = *(const uintptr_t *)ctx;
    (void)size;
    for (int i = 0; i < object->dlpi_phnum; i++) {
        const ElfW(Phdr) *p = &object->dlpi_phdr[i];
        if (p->p_type != PT_LOAD || p->p_flags & PF_W)
            continue;
        uintptr_t from = object->dlpi_addr + p->p_vaddr;
        uintptr_t to = (from + p->p_filesz) & ~(page - 1);
        from &= ~(page - 1);
        if (to > from)
            madvise((void *)from, to - from, MADV_DONTNEED); /* NOLINT(performance-no-int-to-ptr) */
    }
    return 0;
}

void program_text_release(void)
{
    uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    dl_iterate_phdr(release_object, &page);
}
