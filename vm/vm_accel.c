/* KVM or TCG. Capabilities claim kvm on hosts where guests then hang, so three
 * questions are asked: does libvirt offer kvm, does the host CPU show vmx or svm,
 * and (locally) does a thousandfold ioctl on /dev/kvm come back quickly. The answer
 * is kept until the next boot. */
#include <errno.h>
#include <fcntl.h>
#include <linux/kvm.h>
#include <poll.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "shell/base/alloc.h"
#include "shell/base/clock.h"
#include "shell/base/strbuf.h"
#include "vm/vm_core.h"
#include "vm/xml.h"

enum { PROBE_LIMIT_MS = 100, PROBE_KILL_MS = 1500 };
enum probe { PROBE_FAST, PROBE_SLOW, PROBE_NO_ACCESS };

/* A loop of 10^6 turns, then halt: "mov ecx, 1000000; dec ecx; jnz; hlt" in 16-bit
 * code with 32-bit operands. */
static const unsigned char guest_code[] = { 0x66, 0xb9, 0x40, 0x42, 0x0f, 0x00,
                                            0x66, 0x49, 0x75, 0xfc, 0xf4 };

/* In the child: runs the loop, exits 0 when the guest halted. Only plain system
 * calls, since the parent has threads. */
static void probe_child(void)
{
    int kvm = open("/dev/kvm", O_RDWR | O_CLOEXEC);
    int vm = kvm < 0 ? -1 : ioctl(kvm, KVM_CREATE_VM, 0L);
    int cpu = vm < 0 ? -1 : ioctl(vm, KVM_CREATE_VCPU, 0L);
    int size = kvm < 0 ? -1 : ioctl(kvm, KVM_GET_VCPU_MMAP_SIZE, 0L);
    if (cpu < 0 || size < (int)sizeof(struct kvm_run))
        _exit(2);
    unsigned char *mem =
        mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    struct kvm_run *run = mmap(NULL, (size_t)size, PROT_READ | PROT_WRITE, MAP_SHARED, cpu, 0);
    if (mem == MAP_FAILED || run == MAP_FAILED)
        _exit(2);
    memcpy(mem, guest_code, sizeof(guest_code));
    struct kvm_userspace_memory_region region = { .guest_phys_addr = 0x1000,
                                                  .memory_size = 4096,
                                                  .userspace_addr = (uintptr_t)mem };
    struct kvm_sregs sregs;
    if (ioctl(vm, KVM_SET_USER_MEMORY_REGION, &region) < 0 || ioctl(cpu, KVM_GET_SREGS, &sregs) < 0)
        _exit(2);
    sregs.cs.base = 0;
    sregs.cs.selector = 0;
    struct kvm_regs regs = { .rip = 0x1000, .rflags = 2 };
    if (ioctl(cpu, KVM_SET_SREGS, &sregs) < 0 || ioctl(cpu, KVM_SET_REGS, &regs) < 0)
        _exit(2);
    while (ioctl(cpu, KVM_RUN, 0L) < 0) {
        if (errno != EINTR)
            _exit(2);
    }
    _exit(run->exit_reason == KVM_EXIT_HLT ? 0 : 2);
}

/* Cannot hang: the child is killed, and left for init when even that does not end it. */
static enum probe probe_kvm(void)
{
    if (access("/dev/kvm", R_OK | W_OK) < 0)
        return PROBE_NO_ACCESS;
    int64_t start = clock_ms();
    pid_t pid = fork();
    if (pid == 0)
        probe_child();
    if (pid < 0)
        return PROBE_NO_ACCESS;
    for (;;) {
        int status;
        pid_t got = waitpid(pid, &status, WNOHANG);
        int64_t took = clock_ms() - start;
        if (got == pid) {
            bool ok = WIFEXITED(status) && WEXITSTATUS(status) == 0;
            return ok && took <= PROBE_LIMIT_MS ? PROBE_FAST : PROBE_SLOW;
        }
        if (got < 0 && errno != EINTR)
            return PROBE_SLOW;
        if (took > PROBE_KILL_MS) {
            kill(pid, SIGKILL);
            poll(NULL, 0, 50);
            waitpid(pid, &status, WNOHANG);
            return PROBE_SLOW;
        }
        poll(NULL, 0, took < 20 ? 1 : 5);
    }
}

static bool cpu_has(virConnectPtr conn, const char *feature)
{
    AUTO_XMLDOC doc = vm_xml_new("cpu");
    xmlNodePtr cpu = xmlDocGetRootElement(doc);
    vm_xml_add(cpu, "arch", "x86_64");
    vm_xml_add(cpu, "model", "kvm64");
    vm_xml_set_attr(vm_xml_add(cpu, "feature", NULL), "name", feature);
    AUTO_FREE char *text = vm_xml_dump(doc);
    int rc = virConnectCompareCPU(conn, text, 0);
    return rc == VIR_CPU_COMPARE_IDENTICAL || rc == VIR_CPU_COMPARE_SUPERSET;
}

static void decide(struct vm_call *call, const char *caps, char **type, char **reason)
{
    AUTO_ERR *ignored = NULL;
    AUTO_XMLDOC doc = vm_xml_parse(caps, "capabilities", &ignored);
    xmlNodePtr root = doc ? xmlDocGetRootElement(doc) : NULL;
    AUTO_FREE char *arch = vm_xml_text(root, "host/cpu/arch");
    bool x86 = !arch || strcmp(arch, "x86_64") == 0;
    *type = xstrdup("qemu");
    if (!vm_xml_find(root, "guest/arch[@name='x86_64']/domain[@type='kvm']")) {
        *reason = xstrdup("TCG: libvirt offers no KVM for x86_64 on this host (no /dev/kvm, or the "
                          "kvm module is not loaded)");
        return;
    }
    if (x86 && !cpu_has(call->conn, "svm") && !cpu_has(call->conn, "vmx")) {
        *reason = xstrdup("TCG: the host CPU shows neither vmx nor svm (switched off in the "
                          "firmware, or no nested virtualization)");
        return;
    }
    enum probe probe = vm_core_is_local(call->core) ? probe_kvm() : PROBE_NO_ACCESS;
    if (probe == PROBE_SLOW) {
        *reason = xstrdup("TCG: /dev/kvm does not work: a tiny test guest took too long");
        return;
    }
    free(*type);
    *type = xstrdup("kvm");
    *reason = xstrdup(probe == PROBE_FAST ? "KVM: hardware virtualization works on this host"
                                          : "KVM: offered by libvirt, and the host CPU has it");
}

/* ---- the cache: one line per connection, "boot id and device<TAB>uri<TAB>type<TAB>reason" ---- */

/* The device node is part of the key: loading the module or changing its rights asks anew. */
static char *boot_id(void)
{
    struct stat st = { 0 };
    if (stat("/dev/kvm", &st) < 0)
        st.st_mode = 0;
    AUTO_FILE FILE *f = fopen("/proc/sys/kernel/random/boot_id", "re");
    char line[64];
    if (!f || !fgets(line, sizeof(line), f))
        return NULL;
    line[strcspn(line, "\n")] = '\0';
    return xasprintf("%s:%llx:%o:%u", line, (unsigned long long)st.st_rdev, (unsigned)st.st_mode,
                     (unsigned)st.st_gid);
}

static char *cache_file(void)
{
    AUTO_FREE char *dir = vm_cache_dir();
    if (!dir || (mkdir(dir, 0755) < 0 && errno != EEXIST))
        return NULL;
    return xasprintf("%s/accelerator", dir);
}

static bool cache_read(const char *uri, char **type, char **reason)
{
    AUTO_FREE char *file = cache_file();
    AUTO_FREE char *boot = boot_id();
    AUTO_FILE FILE *f = file ? fopen(file, "re") : NULL;
    AUTO_FREE char *line = NULL;
    size_t cap = 0;
    bool found = false;
    while (f && boot && getline(&line, &cap, f) > 0) {
        char *save = NULL;
        line[strcspn(line, "\n")] = '\0';
        const char *b = strtok_r(line, "\t", &save), *u = strtok_r(NULL, "\t", &save);
        const char *t = strtok_r(NULL, "\t", &save), *r = strtok_r(NULL, "\t", &save);
        if (!r || strcmp(b, boot) != 0 || strcmp(u, uri) != 0 ||
            (strcmp(t, "kvm") != 0 && strcmp(t, "qemu") != 0))
            continue;
        free(*type);
        free(*reason);
        *type = xstrdup(t);
        *reason = xstrdup(r);
        found = true;
    }
    return found;
}

static void cache_write(const char *uri, const char *type, const char *reason)
{
    AUTO_FREE char *file = cache_file();
    AUTO_FREE char *boot = boot_id();
    if (!file || !boot)
        return;
    AUTO_STRBUF text = STRBUF_INIT;
    AUTO_FILE FILE *old = fopen(file, "re");
    AUTO_FREE char *line = NULL;
    size_t cap = 0;
    while (old && text.len < 65536 && getline(&line, &cap, old) > 0) {
        if (strncmp(line, boot, strcspn(boot, ":")) == 0)
            strbuf_adds(&text, line);
    }
    strbuf_addf(&text, "%s\t%s\t%s\t%s\n", boot, uri, type, reason);
    AUTO_FREE char *temp = xasprintf("%s.XXXXXX", file);
    AUTO_FD int fd = mkostemp(temp, O_CLOEXEC);
    if (fd < 0)
        return;
    if (write(fd, text.buf, text.len) != (ssize_t)text.len || rename(temp, file) < 0)
        unlink(temp);
}

static int find_out(struct vm_call *call, char **type, char **reason, struct err **err)
{
    const char *wanted = call->core->settings.domain_type;
    if (wanted && strcmp(wanted, "auto") != 0) {
        *type = xstrdup(wanted);
        *reason = xasprintf("%s: set by domain_type in the configuration",
                            strcmp(wanted, "kvm") == 0 ? "KVM" : "TCG");
        return 0;
    }
    if (call->core->driver == VM_DRIVER_TEST) {
        *type = xstrdup("test");
        *reason = xstrdup("libvirt's test driver runs no guests");
        return 0;
    }
    if (cache_read(call->core->uri, type, reason))
        return 0;
    char *caps = virConnectGetCapabilities(call->conn);
    if (!caps)
        return vm_err_libvirt(err, "Cannot read the host's capabilities");
    decide(call, caps, type, reason);
    free(caps);
    cache_write(call->core->uri, *type, *reason);
    return 0;
}

int vm_core_domain_type(struct vm_call *call, const char **type, const char **reason,
                        struct err **err)
{
    struct vm_core *core = call->core;
    pthread_mutex_lock(&core->lock);
    bool known = core->domain_type != NULL;
    pthread_mutex_unlock(&core->lock);
    if (!known) {
        AUTO_FREE char *t = NULL;
        AUTO_FREE char *r = NULL;
        if (find_out(call, &t, &r, err) < 0)
            return -1;
        pthread_mutex_lock(&core->lock);
        if (!core->domain_type) {
            core->domain_type = STEAL(t);
            core->domain_type_reason = STEAL(r);
        }
        pthread_mutex_unlock(&core->lock);
    }
    *type = core->domain_type;
    if (reason)
        *reason = core->domain_type_reason;
    return 0;
}
