/* Domain XML from outside: as the stored document, as the live one, and edited. */
#include <stdint.h>

#include "shell/base/alloc.h"
#include "vm/vm_build.h"
#include "vm/vm_config.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    AUTO_FREE char *text = xstrndup((const char *)data, size);
    AUTO_ERR *err = NULL;
    struct vm_config config;
    if (vm_config_parse(text, text, &config, &err) < 0)
        return 0;
    vm_config_release(&config);
    AUTO_XMLDOC doc = vm_xml_parse(text, "domain", &err);
    xmlNodePtr root = xmlDocGetRootElement(doc);
    AUTO_FREE char *id = vm_build_id();
    vm_build_disk(root, VM_DISK_HARD, VM_BUS_SCSI, 0, 1,
                  &(struct vm_medium){ .path = "/x.vhdx",
                                       .format = DISK_FORMAT_VHDX,
                                       .served_dir = "/run/hvsh/disk" },
                  id);
    vm_build_nic(root, generation_get(2), "virtio", "00155D000001", NULL, id);
    vm_build_record(root, "adapter", id);
    vm_build_boot_order(root, generation_get(vm_generation_of(root)));
    AUTO_FREE char *out = vm_xml_dump(doc);
    if (vm_config_parse(out, NULL, &config, &err) == 0)
        vm_config_release(&config);
    return 0;
}
