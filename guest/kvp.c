#include "guest/kvp.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "shell/base/alloc.h"
#include "shell/base/cleanup.h"
#include "shell/base/utf8.h"

#define POOLS "/var/lib/hyperv"

enum { RECORD = KVP_KEY_MAX + KVP_VALUE_MAX, RECORDS_MAX = 1024 };

/* ---- what the guest tells of itself --------------------------------------------------------- */
/* A field of os-release, without its quotes. */
static void os_release(const char *name, char *out, size_t size)
{
    AUTO_FILE FILE *f = fopen("/etc/os-release", "re");
    char line[512];
    size_t n = strlen(name);
    if (!f)
        f = fopen("/usr/lib/os-release", "re");
    while (f && fgets(line, sizeof(line), f)) {
        if (strncmp(line, name, n) != 0 || line[n] != '=')
            continue;
        char *p = line + n + 1 + strspn(line + n + 1, "\"'");
        p[strcspn(p, "\"'\n")] = '\0';
        snprintf(out, size, "%s", p);
        return;
    }
}

static void add_addresses(int family, char *out, size_t size)
{
    struct ifaddrs *all = NULL;
    char text[INET6_ADDRSTRLEN];
    size_t len = 0;
    if (getifaddrs(&all))
        return;
    for (struct ifaddrs *a = all; a; a = a->ifa_next) {
        if (!a->ifa_addr || a->ifa_addr->sa_family != family || (a->ifa_flags & IFF_LOOPBACK) ||
            !(a->ifa_flags & IFF_UP))
            continue;
        const void *at =
            family == AF_INET
                ? (const void *)&((const struct sockaddr_in *)(const void *)a->ifa_addr)->sin_addr
                : &((const struct sockaddr_in6 *)(const void *)a->ifa_addr)->sin6_addr;
        if (!inet_ntop(family, at, text, sizeof(text)) || len + strlen(text) + 2 > size)
            continue;
        len += (size_t)snprintf(out + len, size - len, "%s%s", len ? ";" : "", text);
    }
    freeifaddrs(all);
}

static bool own_fact(uint32_t index, char *key, char *value)
{
    /* Index and name are Hyper-V's. */
    static const char *const names[] = {
        "FullyQualifiedDomainName",
        "IntegrationServicesVersion",
        "NetworkAddressIPv4",
        "NetworkAddressIPv6",
        "OSBuildNumber",
        "OSName",
        "OSMajorVersion",
        "OSMinorVersion",
        "OSVersion",
        "ProcessorArchitecture",
    };
    struct utsname u;
    if (index >= ARRAY_SIZE(names) || uname(&u))
        return false;
    snprintf(key, KVP_KEY_MAX, "%s", names[index]);
    value[0] = '\0';
    char version[64] = "";
    switch (index) {
    case 0:
        snprintf(value, KVP_VALUE_MAX, "%s", u.nodename);
        break;
    case 1:
        snprintf(value, KVP_VALUE_MAX, "%d.%d", KVP_SERVICES_MAJOR, KVP_SERVICES_MINOR);
        break;
    case 2:
        add_addresses(AF_INET, value, KVP_VALUE_MAX);
        break;
    case 3:
        add_addresses(AF_INET6, value, KVP_VALUE_MAX);
        break;
    case 4:
    case 8:
        snprintf(value, KVP_VALUE_MAX, "%s", u.release);
        break;
    case 5:
        snprintf(value, KVP_VALUE_MAX, "%s", u.sysname);
        os_release("NAME", value, KVP_VALUE_MAX);
        break;
    case 6:
    case 7:
        os_release("VERSION_ID", version, sizeof(version));
        size_t major = strcspn(version, ".");
        snprintf(value, KVP_VALUE_MAX, "%.*s", index == 6 ? (int)major : 63,
                 index == 6       ? version
                 : version[major] ? version + major + 1
                                  : "");
        break;
    default:
        snprintf(value, KVP_VALUE_MAX, "%s", u.machine);
    }
    return true;
}

/* ---- pools ------------------------------------------------------------------------------------
 */
/* All records of a pool; whole ones only. */
static void read_pool(enum kvp_pool pool, struct strbuf *records)
{
    AUTO_FREE char *path = xasprintf(POOLS "/.kvp_pool_%d", (int)pool);
    AUTO_FD int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    char record[RECORD];
    for (size_t i = 0; fd >= 0 && i < RECORDS_MAX; i++) {
        if (read(fd, record, sizeof(record)) != (ssize_t)sizeof(record))
            break;
        record[KVP_KEY_MAX - 1] = record[RECORD - 1] = '\0';
        if (record[0] && utf8_valid(record, strlen(record)) &&
            utf8_valid(record + KVP_KEY_MAX, strlen(record + KVP_KEY_MAX)))
            strbuf_add(records, record, sizeof(record));
    }
}

static int write_pool(enum kvp_pool pool, const struct strbuf *records)
{
    AUTO_FREE char *path = xasprintf(POOLS "/.kvp_pool_%d", (int)pool);
    AUTO_FREE char *part = xasprintf("%s.new", path);
    /* In an initramfs not even /var need be there. */
    static const char *const folders[] = { "/var", "/var/lib", POOLS };
    for (size_t i = 0; i < ARRAY_SIZE(folders); i++)
        if (mkdir(folders[i], 0755) && errno != EEXIST)
            return errno;
    unlink(part);
    AUTO_FD int fd = open(part, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644);
    if (fd < 0)
        return errno;
    for (size_t at = 0; at < records->len;) {
        ssize_t n = write(fd, records->buf + at, records->len - at);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0) {
            int failed = n ? errno : EIO;
            unlink(part);
            return failed;
        }
        at += (size_t)n;
    }
    if (fsync(fd) || rename(part, path)) {
        int failed = errno;
        unlink(part);
        return failed;
    }
    return 0;
}

bool kvp_at(enum kvp_pool pool, uint32_t index, char key[KVP_KEY_MAX], char value[KVP_VALUE_MAX])
{
    AUTO_STRBUF records = STRBUF_INIT;
    if (pool == KVP_AUTO && own_fact(index, key, value))
        return true;
    if (pool == KVP_AUTO || pool >= KVP_POOLS)
        return false;
    read_pool(pool, &records);
    if (index >= records.len / RECORD)
        return false;
    memcpy(key, records.buf + (size_t)index * RECORD, KVP_KEY_MAX);
    memcpy(value, records.buf + (size_t)index * RECORD + KVP_KEY_MAX, KVP_VALUE_MAX);
    return true;
}

bool kvp_get(enum kvp_pool pool, const char *key, char value[KVP_VALUE_MAX])
{
    char name[KVP_KEY_MAX];
    for (uint32_t i = 0; kvp_at(pool, i, name, value); i++)
        if (!strcmp(name, key))
            return true;
    return false;
}

int kvp_set(enum kvp_pool pool, const char *key, const char *value)
{
    AUTO_STRBUF records = STRBUF_INIT;
    char record[RECORD] = { 0 };
    if (pool == KVP_AUTO || pool == KVP_GUEST)
        return EROFS;
    if (pool >= KVP_POOLS || !*key || strlen(key) >= KVP_KEY_MAX ||
        (value && strlen(value) >= KVP_VALUE_MAX))
        return EINVAL;
    read_pool(pool, &records);
    memcpy(record, key, strlen(key));
    if (value)
        memcpy(record + KVP_KEY_MAX, value, strlen(value));
    for (size_t at = 0; at < records.len; at += RECORD) {
        if (strcmp(records.buf + at, key) != 0)
            continue;
        if (value) {
            memcpy(records.buf + at, record, RECORD);
        } else {
            memmove(records.buf + at, records.buf + at + RECORD, records.len - at - RECORD);
            strbuf_truncate(&records, records.len - RECORD);
        }
        return write_pool(pool, &records);
    }
    if (!value)
        return ENOENT;
    if (records.len >= (size_t)RECORDS_MAX * RECORD)
        return ENOSPC;
    strbuf_add(&records, record, RECORD);
    return write_pool(pool, &records);
}
