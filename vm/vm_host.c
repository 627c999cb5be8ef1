#include "vm/vm_host.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <libvirt/virterror.h>
#include <libxml/parser.h>
#include <poll.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/utsname.h>

#include "shell/base/alloc.h"
#include "shell/base/strbuf.h"
#include "shell/base/text.h"
#include "vm/vm_core.h"
#include "vm/vm_disk_server.h"

enum { CONNECT_LOCAL_MS = 5000, CONNECT_REMOTE_MS = 15000 };

/* ---- libvirt as a process-wide library ---- */
static void quiet(void *data, virErrorPtr error)
{
    (void)data;
    (void)error;
}

/* libvirt's own state is per process, so this is the one place with process-wide state: its
 * event loop runs while there are hosts. */
static struct {
    pthread_once_t once;
    pthread_mutex_t lock; /* guards the rest */
    unsigned hosts;
    pthread_t thread;
    bool running;
    int wake; /* a timer that is off */
    atomic_bool over;
} loop = { .once = PTHREAD_ONCE_INIT, .lock = PTHREAD_MUTEX_INITIALIZER, .wake = -1 };

static void *event_loop(void *unused)
{
    (void)unused;
    while (!atomic_load(&loop.over)) {
        if (virEventRunDefaultImpl() < 0)
            poll(NULL, 0, 100);
    }
    return NULL;
}

static void woken(int timer, void *unused)
{
    (void)unused;
    virEventUpdateTimeout(timer, -1);
}

/* libvirt reads its logging from the environment, once, at its start. Inside this
 * process (the embedded driver) it would write warnings onto the user's terminal. */
static void start_libvirt_quietly(void)
{
    bool ours = !getenv("LIBVIRT_LOG_OUTPUTS");
    if (ours)
        setenv("LIBVIRT_LOG_OUTPUTS", "4:file:/dev/null", 1);
    virInitialize();
    if (ours)
        unsetenv("LIBVIRT_LOG_OUTPUTS");
}

static void start_libvirt(void)
{
    virSetErrorFunc(NULL, quiet);
    xmlInitParser(); /* its own beginnings are not safe between threads */
    start_libvirt_quietly();
    if (!virEventRegisterDefaultImpl())
        loop.wake = virEventAddTimeout(-1, woken, NULL, NULL);
}

/* Each host enters the loop and leaves it. */
static int enter_loop(struct err **err)
{
    int rc = pthread_once(&loop.once, start_libvirt);
    if (rc)
        return err_set_errno(err, rc, "Cannot start libvirt's event loop");
    pthread_mutex_lock(&loop.lock);
    if (!loop.hosts++ && loop.wake >= 0) {
        sigset_t all, old;
        sigfillset(&all);
        pthread_sigmask(SIG_SETMASK, &all, &old);
        atomic_store(&loop.over, false);
        loop.running = pthread_create(&loop.thread, NULL, event_loop, NULL) == 0;
        pthread_sigmask(SIG_SETMASK, &old, NULL);
    }
    pthread_mutex_unlock(&loop.lock);
    return 0;
}

/* No thread is alive any more when a process ends: what looks at its memory then (a leak checker)
 * must not find one half gone. */
static void leave_loop(void)
{
    pthread_mutex_lock(&loop.lock);
    if (!--loop.hosts && loop.running) {
        atomic_store(&loop.over, true);
        virEventUpdateTimeout(loop.wake, 0);
        pthread_join(loop.thread, NULL);
        loop.running = false;
    }
    pthread_mutex_unlock(&loop.lock);
}

/* ---- what each kind of connection has ---- */
static const struct {
    enum vm_driver driver;
    bool has[VM_FEATURE_COUNT]; /* networks, CPU tuning, pools, host interfaces */
    const char *name;
    const char *notice;
} drivers[] = {
    { VM_DRIVER_SYSTEM, { true, true, true, true }, "the system's libvirt", NULL },
    { VM_DRIVER_REMOTE, { true, true, true, true }, "the remote libvirt", NULL },
    { VM_DRIVER_OTHER, { true, true, true, true }, "this libvirt connection", NULL },
    { VM_DRIVER_TEST, { true, false, true, true }, "libvirt's test driver", NULL },
    { VM_DRIVER_SESSION,
      { false, false, true, false },
      "the user's own libvirt session",
      "Connected to your own libvirt session (qemu:///session): virtual switches and CPU limits "
      "need the system service. Join the group 'libvirt' or run as root for qemu:///system." },
    { VM_DRIVER_EMBEDDED,
      { false, false, false, false },
      "the embedded QEMU driver",
      "No libvirt service answers: using the embedded QEMU driver. Virtual switches and storage "
      "pools need the service: install and start libvirtd (package libvirt-daemon-system)." },
};

static size_t driver_row(enum vm_driver driver)
{
    for (size_t i = 0; i < ARRAY_SIZE(drivers); i++) {
        if (drivers[i].driver == driver)
            return i;
    }
    return 0;
}

bool vm_core_has(const struct vm_core *core, enum vm_feature feature)
{
    bool has = drivers[driver_row(core->driver)].has[feature];
    return has || (feature == VM_FEATURE_CPU_TUNING && core->driver == VM_DRIVER_EMBEDDED &&
                   geteuid() == 0);
}

int vm_core_require(const struct vm_core *core, enum vm_feature feature, struct err **err)
{
    static const char *const what[] = { "virtual switches", "CPU limits and weights",
                                        "storage pools", "the host's network interfaces" };
    if (vm_core_has(core, feature))
        return 0;
    err_set(err, ERR_NOT_SUPPORTED, "The host cannot offer %s: %s (%s) does not have them.",
            what[feature], drivers[driver_row(core->driver)].name, core->uri);
    return err_advise(err, core->driver == VM_DRIVER_SESSION
                               ? "Join the group 'libvirt' or run as root to use qemu:///system."
                               : "Install and start libvirtd (package libvirt-daemon-system), then "
                                 "use qemu:///system.");
}

int vm_host_require(struct vm_host *host, enum vm_feature feature, struct err **err)
{
    return vm_core_require(host->core, feature, err);
}

static enum vm_driver driver_of(const char *uri)
{
    if (strncmp(uri, "test:", 5) == 0)
        return VM_DRIVER_TEST;
    if (strncmp(uri, "qemu:///embed", 13) == 0)
        return VM_DRIVER_EMBEDDED;
    if (strncmp(uri, "qemu:///session", 15) == 0 && geteuid() != 0)
        return VM_DRIVER_SESSION;
    const char *authority = strstr(uri, "://");
    bool local = authority && authority[3] == '/';
    if (!local)
        return VM_DRIVER_REMOTE;
    if (strncmp(uri, "qemu:///", 8) == 0 || strncmp(uri, "qemu+unix:///", 13) == 0)
        return strstr(uri, "///session") && geteuid() != 0 ? VM_DRIVER_SESSION : VM_DRIVER_SYSTEM;
    return VM_DRIVER_OTHER;
}

bool vm_core_is_local(const struct vm_core *core)
{
    return core->driver != VM_DRIVER_REMOTE;
}

/* ---- opening ---- */
/* The embedded driver's folder. Its own configuration says not to ask for virtlogd, which
 * does not run where no service runs, and to leave /dev as it is: a guest's own view of it
 * cannot be made where files are mounted there, as in containers. */
static int prepare_embedded(const char *root, struct err **err)
{
    AUTO_FREE char *path = xasprintf("%s/etc/", root);
    for (char *p = strchr(path + 1, '/'); p; p = strchr(p + 1, '/')) {
        *p = '\0';
        if (mkdir(path, 0755) < 0 && errno != EEXIST)
            return err_set_errno(err, errno, "Cannot create the folder '%s'", path);
        *p = '/';
    }
    AUTO_FREE char *conf = xasprintf("%s/etc/qemu.conf", root);
    AUTO_FD int fd = open(conf, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    if (fd < 0)
        return errno == EEXIST ? 0 : err_set_errno(err, errno, "Cannot write '%s'", conf);
    static const char text[] = "stdio_handler = \"file\"\nnamespaces = []\n";
    return write(fd, text, sizeof(text) - 1) == (ssize_t)sizeof(text) - 1
               ? 0
               : err_set_errno(err, errno, "Cannot write '%s'", conf);
}

static int connect_work(struct vm_call *call, void *arg, struct err **err)
{
    const char *uri = arg;
    if (strncmp(uri, "qemu:///embed?root=", 19) == 0 && prepare_embedded(uri + 19, err) < 0)
        return -1;
    virConnectPtr conn = virConnectOpen(uri);
    if (!conn) {
        vm_err_libvirt(err, "Cannot connect to the virtualization service at '%s'", uri);
        if ((*err)->kind != ERR_ACCESS_DENIED)
            (*err)->kind = ERR_CONNECTION;
        return -1;
    }
    virConnectSetKeepAlive(conn, 5, 3);
    if (vm_call_check(call, err) < 0) {
        virConnectClose(conn);
        return -1;
    }
    pthread_mutex_lock(&call->core->lock);
    virConnectPtr old = call->core->conn;
    call->core->conn = conn;
    pthread_mutex_unlock(&call->core->lock);
    if (old)
        virConnectClose(old);
    return 0;
}

static int try_uri(struct vm_host *host, const char *uri, int timeout_ms, struct err **err)
{
    AUTO_FREE void *arg = xstrdup(uri);
    free(host->core->uri);
    host->core->uri = xstrdup(uri);
    host->core->driver = driver_of(uri);
    free(host->core->served_dir);
    host->core->served_dir = vm_disk_server_dir(host->core->driver);
    if (timeout_ms <= 0)
        timeout_ms = host->core->driver == VM_DRIVER_REMOTE ? CONNECT_REMOTE_MS : CONNECT_LOCAL_MS;
    return vm_call_run(host, "Connecting", VM_CALL_NO_CONNECTION, timeout_ms, connect_work, &arg,
                       free, err);
}

static char *embed_uri(void)
{
    if (geteuid() == 0)
        return xstrdup("qemu:///embed?root=/var/lib/hvsh/embed");
    const char *home = getenv("HOME");
    return home && *home == '/' ? xasprintf("qemu:///embed?root=%s/.local/share/hvsh/embed", home)
                                : NULL;
}

static int open_first_that_answers(struct vm_host *host, const struct vm_host_options *options,
                                   struct err **err)
{
    AUTO_FREE char *embed = options->services_only ? NULL : embed_uri();
    const char *const choices[] = { "qemu:///system", geteuid() ? "qemu:///session" : NULL, embed };
    AUTO_STRBUF tried = STRBUF_INIT;
    for (size_t i = 0; i < ARRAY_SIZE(choices); i++) {
        if (!choices[i])
            continue;
        AUTO_ERR *one = NULL;
        if (try_uri(host, choices[i], options->connect_timeout_ms, &one) == 0) {
            const char *notice = drivers[driver_row(host->core->driver)].notice;
            host->core->notice = xstrdup(notice);
            return 0;
        }
        if (one->kind == ERR_CANCELLED)
            return err_move(err, &one);
        if (one->kind == ERR_TIMEOUT) { /* a service is there and hangs: its VMs must not vanish */
            err_move(err, &one);
            (*err)->kind = ERR_CONNECTION;
            return err_advise(err, "Restart the service (systemctl restart libvirtd), or name "
                                   "another connection in HVSH_URI.");
        }
        strbuf_addf(&tried, "%s%s", tried.len ? "; " : "", one->message);
    }
    err_set(err, ERR_CONNECTION, "The virtualization service on this computer is unreachable. %s",
            tried.buf);
    return err_advise(err, "Install and start libvirtd (packages libvirt-daemon-system and "
                           "qemu-system-x86), or name another host with -ComputerName.");
}

static bool means_here(const char *name)
{
    struct utsname un;
    if (!name || !*name || strcmp(name, ".") == 0 || text_caseeq(name, "localhost") ||
        strcmp(name, "127.0.0.1") == 0 || strcmp(name, "::1") == 0)
        return true;
    return uname(&un) == 0 && text_caseeq(name, un.nodename);
}

static int computer_uri(const char *name, char **uri, struct err **err)
{
    if (strstr(name, "://")) {
        *uri = xstrdup(name);
        return 0;
    }
    /* It becomes part of a URI and of an ssh command line. */
    bool ok = name[0] != '-';
    for (const char *s = name; *s; s++)
        ok = ok && (isalnum((unsigned char)*s) || strchr("-._:@[]", *s));
    if (!ok)
        return err_set(err, ERR_INVALID_PARAMETER, "'%s' is not a valid computer name.", name);
    *uri = xasprintf("qemu+ssh://%s/system", name);
    return 0;
}

static int open_chosen(struct vm_host *host, const struct vm_host_options *options,
                       struct err **err)
{
    const char *uri = options->uri;
    AUTO_FREE char *remote = NULL;
    if (!uri && !means_here(options->computer_name)) {
        if (computer_uri(options->computer_name, &remote, err) < 0)
            return -1;
        uri = remote;
    }
    if (!uri || !*uri)
        uri = getenv("HVSH_URI");
    if (!uri || !*uri)
        uri = getenv("LIBVIRT_DEFAULT_URI");
    if (!uri || !*uri)
        uri = host->core->settings.uri;
    if (!uri || !*uri)
        return open_first_that_answers(host, options, err);
    if (try_uri(host, uri, options->connect_timeout_ms, err) < 0)
        return -1;
    host->core->notice = xstrdup(drivers[driver_row(host->core->driver)].notice);
    return 0;
}

static void copy_settings(struct vm_settings *to, const struct vm_settings *from)
{
    *to = (struct vm_settings){
        .uri = xstrdup(from->uri),
        .domain_type = xstrdup(from->domain_type),
        .vm_path = xstrdup(from->vm_path),
        .vhd_path = xstrdup(from->vhd_path),
        .legacy_nic = xstrdup(from->legacy_nic),
        .mac_min = xstrdup(from->mac_min),
        .mac_max = xstrdup(from->mac_max),
    };
}

int vm_host_open(const struct vm_host_options *options, struct vm_host **host, struct err **err)
{
    *host = NULL;
    if (enter_loop(err) < 0)
        return -1;
    struct vm_host *h = xcalloc(1, sizeof(*h));
    h->core = vm_core_new();
    h->wait = options->wait;
    if (options->settings)
        copy_settings(&h->core->settings, options->settings);
    else if (vm_settings_read(NULL, &h->core->settings, err) < 0) {
        vm_host_close(h);
        return -1;
    }
    if (open_chosen(h, options, err) < 0) {
        vm_host_close(h);
        return -1;
    }
    *host = h;
    return 0;
}

void vm_host_close(struct vm_host *host)
{
    if (!host)
        return;
    vm_core_end_workers(host->core);
    vm_core_unref(host->core);
    free(host);
    leave_loop();
}

void vm_host_set_wait(struct vm_host *host, const struct vm_wait *wait)
{
    host->wait = *wait;
}

const char *vm_host_uri(const struct vm_host *host)
{
    return host->core->uri;
}

enum vm_driver vm_host_driver(const struct vm_host *host)
{
    return host->core->driver;
}

/* ---- what the host is ---- */
struct info_arg {
    bool with_type;
    struct vm_host_info info;
};

static void info_arg_release(void *opaque)
{
    struct info_arg *arg = opaque;
    if (arg)
        vm_host_info_release(&arg->info);
    free(arg);
}

static char *version_text(unsigned long v)
{
    return xasprintf("%lu.%lu.%lu", v / 1000000, v / 1000 % 1000, v % 1000);
}

static char *take_libvirt_string(char *s)
{
    char *copy = xstrdup(s);
    free(s);
    return copy;
}

/* The statistics count all memory; virNodeGetInfo misses what was added while the
 * host ran. */
static void memory_facts(virConnectPtr conn, struct vm_host_info *info)
{
    int n = 0;
    if (virNodeGetMemoryStats(conn, VIR_NODE_MEMORY_STATS_ALL_CELLS, NULL, &n, 0) < 0 || n <= 0)
        return;
    AUTO_FREE virNodeMemoryStatsPtr stats = xcalloc((size_t)n, sizeof(*stats));
    if (virNodeGetMemoryStats(conn, VIR_NODE_MEMORY_STATS_ALL_CELLS, stats, &n, 0) < 0)
        return;
    for (int i = 0; i < n; i++) {
        const char *f = stats[i].field;
        if (strcmp(f, VIR_NODE_MEMORY_STATS_FREE) == 0 ||
            strcmp(f, VIR_NODE_MEMORY_STATS_BUFFERS) == 0 ||
            strcmp(f, VIR_NODE_MEMORY_STATS_CACHED) == 0)
            info->memory_available += (uint64_t)stats[i].value * 1024;
        else if (strcmp(f, VIR_NODE_MEMORY_STATS_TOTAL) == 0)
            info->memory_capacity = (uint64_t)stats[i].value * 1024;
    }
}

static int info_work(struct vm_call *call, void *opaque, struct err **err)
{
    struct info_arg *arg = opaque;
    struct vm_host_info *info = &arg->info;
    virNodeInfo node;
    if (virNodeGetInfo(call->conn, &node) < 0)
        return vm_err_libvirt(err, "Cannot read the host's properties");
    info->name = take_libvirt_string(virConnectGetHostname(call->conn));
    info->uri = xstrdup(call->core->uri);
    info->driver = call->core->driver;
    info->notice = xstrdup(call->core->notice);
    unsigned long v = 0;
    if (virConnectGetLibVersion(call->conn, &v) == 0)
        info->libvirt_version = version_text(v);
    if (virConnectGetVersion(call->conn, &v) == 0 && v) {
        AUTO_FREE char *number = version_text(v);
        const char *type = virConnectGetType(call->conn);
        info->hypervisor_version = xasprintf("%s %s", type ? type : "", number);
    }
    info->cpu_arch = xstrdup(node.model);
    info->logical_processors = node.cpus;
    info->numa_nodes = node.nodes;
    info->memory_capacity = (uint64_t)node.memory * 1024;
    memory_facts(call->conn, info);
    info->vm_path = vm_core_vm_path(call->core);
    info->vhd_path = vm_core_vhd_path(call->core);
    const struct vm_settings *set = &call->core->settings;
    info->mac_min = xstrdup(set->mac_min ? set->mac_min : "00155D000000");
    info->mac_max = xstrdup(set->mac_max ? set->mac_max : "00155DFFFFFF");
    for (int i = 0; i < VM_FEATURE_COUNT; i++)
        info->has[i] = vm_core_has(call->core, (enum vm_feature)i);
    if (arg->with_type) {
        const char *type, *reason;
        if (vm_core_domain_type(call, &type, &reason, err) < 0)
            return -1;
        info->domain_type = xstrdup(type);
        info->domain_type_reason = xstrdup(reason);
    }
    return 0;
}

int vm_host_info(struct vm_host *host, bool with_domain_type, struct vm_host_info *info,
                 struct err **err)
{
    *info = (struct vm_host_info){ 0 };
    struct info_arg *arg = xcalloc(1, sizeof(*arg));
    arg->with_type = with_domain_type;
    void *p = arg;
    int rc = vm_call_run(host, "Reading the host", VM_CALL_READ, 0, info_work, &p, info_arg_release,
                         err);
    if (rc == 0) {
        *info = arg->info;
        arg->info = (struct vm_host_info){ 0 };
    }
    info_arg_release(p);
    return rc;
}

void vm_host_info_release(struct vm_host_info *info)
{
    free(info->name);
    free(info->uri);
    free(info->notice);
    free(info->libvirt_version);
    free(info->hypervisor_version);
    free(info->cpu_model);
    free(info->cpu_arch);
    free(info->vm_path);
    free(info->vhd_path);
    free(info->mac_min);
    free(info->mac_max);
    free(info->domain_type);
    free(info->domain_type_reason);
    *info = (struct vm_host_info){ 0 };
}
