#include "vm/pool/vm_store.h"

#include <errno.h>
#include <libvirt/virterror.h>
#include <string.h>
#include <sys/stat.h>

#include "shell/base/alloc.h"
#include "shell/base/clock.h"
#include "vm/vm_build.h"
#include "vm/vm_core.h"

#define POOL_PREFIX "hvsh-folder-"
enum { CHUNK = 1 << 20, CONFLICT_MS = 10000, CONFLICT_POLL_MS = 100 };

static void cleanup_vol(virStorageVolPtr *vol)
{
    if (*vol)
        virStorageVolFree(*vol);
}
#define AUTO_VOL CLEANUP(cleanup_vol) virStorageVolPtr

static void cleanup_stream(virStreamPtr *stream)
{
    if (*stream)
        virStreamFree(*stream);
}
#define AUTO_STREAM CLEANUP(cleanup_stream) virStreamPtr

void vm_store_init(struct vm_store *store, struct vm_call *call)
{
    *store = (struct vm_store){ .call = call };
}

void vm_store_release(struct vm_store *store)
{
    for (size_t i = 0; i < store->made_count; i++)
        free(store->made[i].path);
    free(store->made);
    *store = (struct vm_store){ 0 };
}

static void note_made(struct vm_store *store, const char *path, bool folder)
{
    store->made = xreallocarray(store->made, store->made_count + 1, sizeof(*store->made));
    store->made[store->made_count++] =
        (struct vm_store_made){ .path = xstrdup(path), .folder = folder };
}

/* ---- pools ---- */
struct pool {
    struct vm_store *store;
    virStoragePoolPtr pool; /* NULL: there is no such folder */
    bool stop;              /* it was not active before */
};

static void pool_close(struct pool *p)
{
    if (p->pool && p->stop)
        virStoragePoolDestroy(p->pool);
    if (p->pool)
        virStoragePoolFree(p->pool);
    if (p->store)
        pthread_mutex_unlock(&p->store->call->core->store_lock);
    *p = (struct pool){ 0 };
}
#define AUTO_POOL CLEANUP(pool_close) struct pool

static char *parent_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash && slash > path ? xstrndup(path, (size_t)(slash - path)) : xstrdup("/");
}

static const char *name_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static char *pool_xml(const char *folder)
{
    AUTO_XMLDOC doc = vm_xml_new("pool");
    xmlNodePtr root = xmlDocGetRootElement(doc);
    char uuid[37];
    vm_build_uuid(uuid);
    vm_xml_set(root, "@type", "dir");
    vm_xml_setf(root, "name", POOL_PREFIX "%s", uuid);
    vm_xml_set(root, "uuid", uuid);
    vm_xml_set(root, "target/path", folder);
    vm_xml_set(root, "target/permissions/mode", "0755");
    return vm_xml_dump(doc);
}

static bool has_target(virStoragePoolPtr pool, const char *folder)
{
    AUTO_ERR *ignored = NULL;
    char *xml = virStoragePoolGetXMLDesc(pool, 0);
    AUTO_XMLDOC doc = xml ? vm_xml_parse(xml, "pool", &ignored) : NULL;
    free(xml);
    AUTO_FREE char *path = doc ? vm_xml_text(xmlDocGetRootElement(doc), "target/path") : NULL;
    size_t len = path ? strlen(path) : 0;
    while (len > 1 && path[len - 1] == '/')
        path[--len] = '\0';
    return path && strcmp(path, folder) == 0;
}

/* A pool that has the folder, of the host's own or for a moment of somebody else's move. */
static virStoragePoolPtr pool_of_host(virConnectPtr conn, const char *folder)
{
    virStoragePoolPtr *all = NULL, found = NULL;
    int n = virConnectListAllStoragePools(conn, &all, 0);
    for (int i = 0; i < n; i++) {
        if (!found && has_target(all[i], folder))
            found = all[i];
        else
            virStoragePoolFree(all[i]);
    }
    free(all);
    return found;
}

static int use_pool_of_host(struct pool *p, virStoragePoolPtr pool, const char *folder,
                            struct err **err)
{
    p->pool = pool;
    if (virStoragePoolIsActive(pool) == 1)
        return virStoragePoolRefresh(pool, 0) < 0
                   ? vm_err_libvirt(err, "Cannot read the folder '%s'", folder)
                   : 0;
    if (virStoragePoolCreate(pool, 0) < 0)
        return vm_err_libvirt(err, "Cannot read the folder '%s'", folder);
    p->stop = true;
    return 0;
}

static bool of_ours(virStoragePoolPtr pool)
{
    return strncmp(virStoragePoolGetName(pool), POOL_PREFIX, strlen(POOL_PREFIX)) == 0;
}

/* p->pool stays NULL without an error when the folder is not there. */
static int pool_open(struct vm_store *store, const char *folder, struct pool *p, struct err **err)
{
    *p = (struct pool){ .store = store };
    pthread_mutex_lock(&store->call->core->store_lock);
    virConnectPtr conn = store->call->conn;
    AUTO_FREE char *xml = pool_xml(folder);
    for (int64_t until = clock_ms() + CONFLICT_MS;;) {
        p->pool = virStoragePoolCreateXML(conn, xml, 0);
        p->stop = p->pool != NULL;
        if (p->pool)
            return 0;
        int code = vm_last_code();
        AUTO_ERR *why = NULL;
        vm_err_libvirt(&why, "Cannot read the folder '%s'", folder);
        virStoragePoolPtr other = pool_of_host(conn, folder);
        bool passing = other && of_ours(other);
        if (other && !passing)
            return use_pool_of_host(p, other, folder, err);
        if (other)
            virStoragePoolFree(other);
        if (!passing && (code == VIR_ERR_SYSTEM_ERROR || code == VIR_ERR_INTERNAL_ERROR) &&
            strstr(why->message, "No such file"))
            return 0;
        if (!passing || clock_ms() > until)
            return err_move(err, &why);
        if (vm_call_sleep(store->call, CONFLICT_POLL_MS, err) < 0)
            return -1;
    }
}

/* ---- looking ---- */
static virStorageVolPtr lookup(struct pool *p, const char *path)
{
    return p->pool ? virStorageVolLookupByName(p->pool, name_of(path)) : NULL;
}

static int missing(const char *path, struct err **err)
{
    return err_set(err, ERR_OBJECT_NOT_FOUND, "The file '%s' is not there.", path);
}

int vm_store_has(struct vm_store *store, const char *path, bool *has, struct err **err)
{
    AUTO_FREE char *folder = parent_of(path);
    AUTO_POOL pool = { 0 };
    if (pool_open(store, folder, &pool, err) < 0)
        return -1;
    AUTO_VOL vol = lookup(&pool, path);
    virStorageVolInfo info;
    *has = vol && virStorageVolGetInfo(vol, &info) == 0 && info.type != VIR_STORAGE_VOL_DIR;
    return 0;
}

int vm_store_look(struct vm_store *store, const char *path, uint64_t *size, char **parent,
                  struct err **err)
{
    AUTO_FREE char *folder = parent_of(path);
    AUTO_POOL pool = { 0 };
    *parent = NULL;
    if (pool_open(store, folder, &pool, err) < 0)
        return -1;
    AUTO_VOL vol = lookup(&pool, path);
    if (!vol)
        return missing(path, err);
    char *xml = virStorageVolGetXMLDesc(vol, 0);
    if (!xml)
        return vm_err_libvirt(err, "Cannot read '%s'", path);
    AUTO_XMLDOC doc = vm_xml_parse(xml, "volume", err);
    free(xml);
    if (!doc)
        return -1;
    xmlNodePtr root = xmlDocGetRootElement(doc);
    *parent = vm_xml_text(root, "backingStore/path");
    *size = (uint64_t)vm_xml_number(root, "physical", vm_xml_number(root, "capacity", 0));
    return 0;
}

int vm_store_list(struct vm_store *store, const char *folder, char ***names, size_t *count,
                  struct err **err)
{
    AUTO_POOL pool = { 0 };
    *names = NULL;
    *count = 0;
    if (pool_open(store, folder, &pool, err) < 0)
        return -1;
    virStorageVolPtr *vols = NULL;
    int n = pool.pool ? virStoragePoolListAllVolumes(pool.pool, &vols, 0) : 0;
    if (n < 0)
        return vm_err_libvirt(err, "Cannot read the folder '%s'", folder);
    *names = xcalloc((size_t)n + 1, sizeof(**names));
    for (int i = 0; i < n; i++) {
        virStorageVolInfo info;
        if (virStorageVolGetInfo(vols[i], &info) == 0 && info.type == VIR_STORAGE_VOL_FILE)
            (*names)[(*count)++] = xstrdup(virStorageVolGetName(vols[i]));
        virStorageVolFree(vols[i]);
    }
    free(vols);
    return 0;
}

/* ---- making ---- */
static int folder_there(struct vm_store *store, const char *folder, bool *there, struct err **err)
{
    AUTO_POOL pool = { 0 };
    if (pool_open(store, folder, &pool, err) < 0)
        return -1;
    *there = pool.pool != NULL;
    return 0;
}

/* Calls virStoragePoolBuild or -Delete of a pool that is not active. */
static int build(struct vm_store *store, const char *folder, bool make, struct err **err)
{
    virConnectPtr conn = store->call->conn;
    AUTO_FREE char *xml = pool_xml(folder);
    pthread_mutex_lock(&store->call->core->store_lock);
    virStoragePoolPtr pool = virStoragePoolDefineXML(conn, xml, 0);
    int rc = !pool  ? -1
             : make ? virStoragePoolBuild(pool, VIR_STORAGE_POOL_BUILD_NEW)
                    : virStoragePoolDelete(pool, VIR_STORAGE_POOL_DELETE_NORMAL);
    if (rc < 0)
        vm_err_libvirt(
            err, make ? "Cannot create the folder '%s'" : "Cannot remove the folder '%s'", folder);
    if (pool) {
        virStoragePoolUndefine(pool);
        virStoragePoolFree(pool);
    }
    pthread_mutex_unlock(&store->call->core->store_lock);
    return rc;
}

int vm_store_make_folder(struct vm_store *store, const char *folder, bool *existing,
                         struct err **err)
{
    bool there;
    if (folder_there(store, folder, &there, err) < 0)
        return -1;
    if (existing)
        *existing = there;
    if (there)
        return 0;
    AUTO_FREE char *parent = parent_of(folder);
    if (vm_store_make_folder(store, parent, NULL, err) < 0)
        return -1;
    if (build(store, folder, true, err) < 0) {
        /* Another move to the same place may have been quicker. */
        AUTO_ERR *ignored = NULL;
        if (folder_there(store, folder, &there, &ignored) < 0 || !there)
            return -1;
        err_clear(err);
        return 0;
    }
    note_made(store, folder, true);
    return 0;
}

static virStorageVolPtr make_volume(struct vm_store *store, const char *path, const char *format,
                                    uint64_t capacity, struct err **err)
{
    AUTO_FREE char *folder = parent_of(path);
    AUTO_XMLDOC doc = vm_xml_new("volume");
    xmlNodePtr root = xmlDocGetRootElement(doc);
    vm_xml_set(root, "name", name_of(path));
    vm_xml_setf(root, "capacity", "%llu", (unsigned long long)capacity);
    vm_xml_set(root, "allocation", "0");
    vm_xml_set(root, "target/format/@type", format);
    AUTO_FREE char *xml = vm_xml_dump(doc);
    AUTO_POOL pool = { 0 };
    if (pool_open(store, folder, &pool, err) < 0)
        return NULL;
    if (!pool.pool) {
        err_set(err, ERR_OBJECT_NOT_FOUND, "The folder '%s' is not there.", folder);
        return NULL;
    }
    virStorageVolPtr taken = lookup(&pool, path);
    if (taken) {
        virStorageVolFree(taken);
        err_set(err, ERR_OBJECT_EXISTS, "The file '%s' is there already.", path);
        return NULL;
    }
    virStorageVolPtr vol = virStorageVolCreateXML(pool.pool, xml, 0);
    if (vol)
        note_made(store, path, false);
    else
        vm_err_libvirt(err, "Cannot create '%s'", path);
    return vol;
}

int vm_store_make_disk(struct vm_store *store, const char *path, const char *format,
                       uint64_t capacity, struct err **err)
{
    AUTO_VOL vol = make_volume(store, path, format, capacity, err);
    return vol ? 0 : -1;
}

/* ---- copying ---- */

/* A stream of the volume's bytes; the pool is needed for its beginning only. */
static virStreamPtr stream_open(struct vm_store *store, const char *path, bool upload, uint64_t off,
                                uint64_t len, struct err **err)
{
    AUTO_FREE char *folder = parent_of(path);
    AUTO_POOL pool = { 0 };
    if (pool_open(store, folder, &pool, err) < 0)
        return NULL;
    AUTO_VOL vol = lookup(&pool, path);
    if (!vol) {
        missing(path, err);
        return NULL;
    }
    AUTO_STREAM stream = virStreamNew(store->call->conn, 0);
    int rc = !stream ? -1
             : upload
                 ? virStorageVolUpload(vol, stream, off, len, VIR_STORAGE_VOL_UPLOAD_SPARSE_STREAM)
                 : virStorageVolDownload(vol, stream, off, len,
                                         len ? 0 : VIR_STORAGE_VOL_DOWNLOAD_SPARSE_STREAM);
    if (rc < 0) {
        vm_err_libvirt(err, upload ? "Cannot write '%s'" : "Cannot read '%s'", path);
        return NULL;
    }
    return STEAL(stream);
}

int vm_store_read(struct vm_store *store, const char *path, uint64_t off, void *buffer, size_t len,
                  struct err **err)
{
    AUTO_STREAM in = stream_open(store, path, false, off, len, err);
    if (!in)
        return -1;
    for (size_t got = 0; got < len;) {
        int n = virStreamRecv(in, (char *)buffer + got, len - got);
        if (n <= 0) {
            vm_err_libvirt(err, "Cannot read '%s'", path);
            virStreamAbort(in);
            return -1;
        }
        got += (size_t)n;
    }
    virStreamAbort(in); /* all is here: what its end would tell is not waited for */
    return 0;
}

static int send_all(virStreamPtr stream, const char *bytes, size_t n, const char *path,
                    struct err **err)
{
    for (size_t sent = 0; sent < n;) {
        int w = virStreamSend(stream, bytes + sent, n - sent);
        if (w < 0)
            return vm_err_libvirt(err, "Cannot write '%s'", path);
        sent += (size_t)w;
    }
    return 0;
}

static int pump(struct vm_call *call, virStreamPtr in, const char *source, virStreamPtr out,
                const char *path, vm_store_progress *progress, void *data, struct err **err)
{
    AUTO_FREE char *buffer = xmalloc(CHUNK);
    for (;;) {
        if (vm_call_check(call, err) < 0)
            return -1;
        int n = virStreamRecvFlags(in, buffer, CHUNK, VIR_STREAM_RECV_STOP_AT_HOLE);
        if (n == -3) {
            long long hole = 0;
            if (virStreamRecvHole(in, &hole, 0) < 0)
                return vm_err_libvirt(err, "Cannot read '%s'", source);
            if (virStreamSendHole(out, hole, 0) < 0)
                return vm_err_libvirt(err, "Cannot write '%s'", path);
            if (progress)
                progress(data, (uint64_t)hole);
            continue;
        }
        if (n < 0)
            return vm_err_libvirt(err, "Cannot read '%s'", source);
        if (n == 0)
            break;
        if (send_all(out, buffer, (size_t)n, path, err) < 0)
            return -1;
        if (progress)
            progress(data, (uint64_t)n);
    }
    if (virStreamFinish(in) < 0)
        return vm_err_libvirt(err, "Cannot read '%s'", source);
    return virStreamFinish(out) < 0 ? vm_err_libvirt(err, "Cannot write '%s'", path) : 0;
}

int vm_store_copy(struct vm_store *from, const char *source, struct vm_store *to, const char *path,
                  vm_store_progress *progress, void *data, struct err **err)
{
    uint64_t size;
    AUTO_FREE char *parent = NULL;
    if (vm_store_look(from, source, &size, &parent, err) < 0 ||
        vm_store_make_disk(to, path, "raw", size, err) < 0)
        return -1;
    AUTO_STREAM in = stream_open(from, source, false, 0, 0, err);
    if (!in)
        return -1;
    AUTO_STREAM out = stream_open(to, path, true, 0, 0, err);
    if (!out) {
        virStreamAbort(in);
        return -1;
    }
    int rc = pump(to->call, in, source, out, path, progress, data, err);
    if (rc < 0) {
        virStreamAbort(in);
        virStreamAbort(out);
    }
    return rc;
}

static int put_bytes(struct vm_call *call, virStreamPtr out, int fd, off_t size, const char *path,
                     struct err **err)
{
    AUTO_FREE char *buffer = xmalloc(CHUNK);
    for (off_t at = 0; at < size;) {
        if (vm_call_check(call, err) < 0)
            return -1;
        off_t from = lseek(fd, at, SEEK_DATA);
        if (from < 0)
            from = errno == ENXIO ? size : at;
        if (from > at && virStreamSendHole(out, from - at, 0) < 0)
            return vm_err_libvirt(err, "Cannot write '%s'", path);
        at = from;
        off_t end = at < size ? lseek(fd, at, SEEK_HOLE) : size;
        if (end < at)
            end = size;
        while (at < end) {
            size_t want = end - at > CHUNK ? CHUNK : (size_t)(end - at);
            ssize_t n = pread(fd, buffer, want, at);
            if (n <= 0)
                return err_set_errno(err, n < 0 ? errno : EIO, "Cannot read a new disk");
            if (send_all(out, buffer, (size_t)n, path, err) < 0)
                return -1;
            at += n;
        }
    }
    return virStreamFinish(out) < 0 ? vm_err_libvirt(err, "Cannot write '%s'", path) : 0;
}

int vm_store_put(struct vm_store *store, int fd, const char *path, struct err **err)
{
    struct stat st;
    if (fstat(fd, &st) < 0)
        return err_set_errno(err, errno, "Cannot read a new disk");
    if (vm_store_make_disk(store, path, "raw", (uint64_t)st.st_size, err) < 0)
        return -1;
    AUTO_STREAM out = stream_open(store, path, true, 0, 0, err);
    if (!out)
        return -1;
    int rc = put_bytes(store->call, out, fd, st.st_size, path, err);
    if (rc < 0)
        virStreamAbort(out);
    return rc;
}

/* ---- removing ---- */
int vm_store_delete(struct vm_store *store, const char *path, struct err **err)
{
    AUTO_FREE char *folder = parent_of(path);
    AUTO_POOL pool = { 0 };
    if (pool_open(store, folder, &pool, err) < 0)
        return -1;
    AUTO_VOL vol = lookup(&pool, path);
    return vol && virStorageVolDelete(vol, 0) < 0 ? vm_err_libvirt(err, "Cannot remove '%s'", path)
                                                  : 0;
}

void vm_store_remove_folder(struct vm_store *store, const char *folder)
{
    AUTO_ERR *ignored = NULL;
    (void)(build(store, folder, false, &ignored) == 0);
}

/* The work was given up, so what it calls must not ask whether it is. */
void vm_store_undo(struct vm_store *store)
{
    struct vm_call calm = { .conn = store->call->conn, .core = store->call->core };
    struct vm_call *call = store->call;
    store->call = &calm;
    for (size_t i = store->made_count; i-- > 0;) {
        AUTO_ERR *ignored = NULL;
        if (store->made[i].folder)
            vm_store_remove_folder(store, store->made[i].path);
        else
            (void)(vm_store_delete(store, store->made[i].path, &ignored) == 0);
    }
    store->call = call;
}
