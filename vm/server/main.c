/* hvsh-disk: keeps the virtual hard disks of machines served, and is libvirt's hook that starts and
 * ends the servers with the machine.
 *
 *   hvsh-disk start --socket S --file F [--readonly] [--uri U --domain D --target T]
 *   hvsh-disk stop --socket S
 *   hvsh-disk hook GUEST OPERATION SUB-OPERATION …     the domain's XML on stdin
 *
 * A hook must not ask libvirt for anything while it runs. */
#include <stdio.h>
#include <string.h>

#include "disk/served.h"
#include "disk/server/server.h"
#include "shell/base/alloc.h"
#include "shell/base/strbuf.h"
#include "vm/vm_served.h"

static int usage(void)
{
    fputs("usage: hvsh-disk start --socket SOCKET --file IMAGE [--readonly]\n"
          "                       [--uri URI --domain DOMAIN --target DEVICE]\n"
          "       hvsh-disk stop --socket SOCKET\n"
          "       hvsh-disk hook GUEST OPERATION SUB-OPERATION EXTRA <DOMAIN-XML\n",
          stderr);
    return 2;
}

static int fail(const struct err *err)
{
    fprintf(stderr, "%s\n", err->message);
    return 1;
}

/* ---- the hook ---- */
static int start_all(const char *domain, const struct vm_served *served, size_t n, struct err **err)
{
    for (size_t i = 0; i < n; i++) {
        struct disk_server server = { .socket = served[i].socket,
                                      .path = served[i].path,
                                      .readonly = served[i].readonly,
                                      .uri = "qemu:///system",
                                      .domain = domain,
                                      .target = served[i].target };
        if (disk_server_start(&server, err)) {
            AUTO_ERR *ignored = NULL;
            (void)(vm_served_stop(served, i, &ignored) == 0);
            return -1;
        }
    }
    return 0;
}

static int hook(const char *operation, const char *sub)
{
    bool start = strcmp(operation, "prepare") == 0 && strcmp(sub, "begin") == 0;
    bool stop = strcmp(operation, "release") == 0 && strcmp(sub, "end") == 0;
    AUTO_STRBUF text = STRBUF_INIT;
    AUTO_ERR *err = NULL;
    char buf[4096];
    size_t n;
    if (!start && !stop)
        return 0;
    while ((n = fread(buf, 1, sizeof(buf), stdin)) > 0 && text.len <= VM_XML_MAX)
        strbuf_add(&text, buf, n);
    AUTO_XMLDOC doc = vm_xml_parse(text.buf, "domain", &err);
    if (!doc)
        return fail(err);
    xmlNodePtr root = xmlDocGetRootElement(doc);
    AUTO_FREE char *uuid = vm_xml_text(root, "uuid");
    struct vm_served *served;
    size_t count = vm_served_of(root, &served);
    int r = start ? start_all(uuid, served, count, &err) : vm_served_stop(served, count, &err);
    vm_served_free(served, count);
    return r ? fail(err) : 0;
}

/* ---- by hand ---- */
int main(int argc, char **argv)
{
    struct disk_server server = { .uri = "qemu:///system" };
    AUTO_ERR *err = NULL;
    if (argc >= 5 && strcmp(argv[1], "hook") == 0)
        return hook(argv[3], argv[4]);
    const struct {
        const char *name, **value;
    } options[] = { { "--socket", &server.socket },
                    { "--file", &server.path },
                    { "--uri", &server.uri },
                    { "--domain", &server.domain },
                    { "--target", &server.target } };
    for (int i = 2; i < argc; i++) {
        const char **value = NULL;
        for (size_t k = 0; k < ARRAY_SIZE(options); k++)
            if (strcmp(argv[i], options[k].name) == 0)
                value = options[k].value;
        if (strcmp(argv[i], "--readonly") == 0)
            server.readonly = true;
        else if (value && i + 1 < argc)
            *value = argv[++i];
        else
            return usage();
    }
    if (argc < 2 || !server.socket)
        return usage();
    if (strcmp(argv[1], "start") == 0 && server.path)
        return disk_server_start(&server, &err) ? fail(err) : 0;
    if (strcmp(argv[1], "stop") == 0)
        return disk_served_stop(&server.socket, 1, &err) ? fail(err) : 0;
    return usage();
}
