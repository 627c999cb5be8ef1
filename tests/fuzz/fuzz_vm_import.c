/* A configuration that is to be imported: what is left of it names nothing of the host. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "shell/base/alloc.h"
#include "vm/export/vm_import_clean.h"
#include "vm/vm_config.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void demand_nothing(xmlNodePtr root, const char *path)
{
    if (vm_xml_find(root, path))
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    AUTO_FREE char *text = xstrndup((const char *)data, size);
    AUTO_ERR *err = NULL;
    AUTO_XMLDOC doc = vm_xml_parse(text, "domain", &err);
    if (!doc || vm_import_clean(xmlDocGetRootElement(doc), &err))
        return 0;
    xmlNodePtr root = xmlDocGetRootElement(doc);
    static const char *const never[] = {
        "devices/hostdev",
        "devices/filesystem",
        "devices/emulator",
        "devices/shmem",
        "devices/disk/source/@dev",
        "devices/disk/backingStore",
        "devices/serial/source",
        "devices/channel/source",
        "devices/interface/script",
        "os/loader",
        "os/nvram",
        "seclabel",
        "*[namespace-uri()!='']",
        "devices/*[namespace-uri()!='']",
        "sysinfo/entry/@file",
        "metadata/*[namespace-uri()!='" VM_XML_NS "']",
    };
    for (size_t i = 0; i < sizeof(never) / sizeof(never[0]); i++)
        demand_nothing(root, never[i]);
    AUTO_FREE char *out = vm_xml_dump(doc);
    struct vm_config config;
    if (vm_config_parse(out, NULL, &config, &err) == 0)
        vm_config_release(&config);
    return 0;
}
