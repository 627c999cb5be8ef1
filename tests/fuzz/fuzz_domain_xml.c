/* Domain XML from outside: as the stored document, as the live one, and edited. */
#include <stdint.h>

#include "shell/base/alloc.h"
#include "vm/pool/vm_meter_count.h"
#include "vm/pool/vm_pool_member.h"
#include "vm/vm_build.h"
#include "vm/vm_config.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A record of metering and the pools that a document may hold. */
static void meter(xmlNodePtr root)
{
    struct vm_meter_disk disk = { .id = (char *)"ua-d", .ops = 5, .read = 1 << 20 };
    struct vm_counters now = { .running = true,
                               .run = "1-a",
                               .now_ms = 1764000000000,
                               .started_ms = 1763000000000,
                               .cpu_ns = 1u << 30,
                               .memory = 1u << 30,
                               .disks = &disk,
                               .disk_count = 1 };
    xmlNodePtr record = vm_meter_find(root, NULL);
    struct vm_meter sums;
    struct vm_pool *pools;
    if (record) {
        vm_meter_add(record, &now);
        vm_meter_device_from_zero(record, "ua-d");
        vm_meter_sums(record, &sums);
        (void)vm_meter_average_mhz(&sums);
        (void)vm_meter_average_mib(&sums);
        vm_meter_release(&sums);
    }
    vm_pool_forget(root, "ua-d");
    size_t n = vm_pools_read(root, &pools);
    vm_pool_list_free(pools, n);
}

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
    meter(root);
    AUTO_FREE char *out = vm_xml_dump(doc);
    if (vm_config_parse(out, NULL, &config, &err) == 0)
        vm_config_release(&config);
    return 0;
}
