#include "shell/object/zip_place.h"

#include <string.h>

#include "shell/base/strbuf.h"

char *zip_place(const char *folder, const char *name)
{
    AUTO_STRBUF path = STRBUF_INIT;
    size_t base;

    strbuf_adds(&path, folder);
    if (path.len == 0 || path.buf[path.len - 1] != '/')
        strbuf_addch(&path, '/');
    base = path.len;
    for (const char *at = name; *at;) {
        size_t n = strcspn(at, "/\\");
        const char *part = at;
        size_t len = n;
        at += n + (at[n] != '\0');
        if (n == 2 && part[0] == '.' && part[1] == '.') {
            if (path.len <= base)
                return NULL;
            size_t cut = path.len - 1;
            while (cut > base && path.buf[cut - 1] != '/')
                cut--;
            strbuf_truncate(&path, cut);
            continue;
        }
        while (len > 0 && (*part == ' ' || *part == '\t'))
            part++, len--;
        while (len > 0 && (part[len - 1] == ' ' || part[len - 1] == '\t'))
            len--;
        if (len == 0 || (len == 1 && *part == '.'))
            continue;
        strbuf_add(&path, part, len);
        strbuf_addch(&path, '/');
    }
    if (path.len <= base)
        return NULL;
    strbuf_truncate(&path, path.len - 1);
    return strbuf_detach(&path, NULL);
}
