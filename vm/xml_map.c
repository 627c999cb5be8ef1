#include "vm/xml_map.h"

#include <stddef.h>

#include "shell/base/alloc.h"

enum kind { TEXT, INT, BOOL, ENUM, U64 };
enum part { PROCESSOR, MEMORY, FIRMWARE, BIOS, OPTIONS };

static const char *const start_actions[] = { "Nothing", "StartIfRunning", "Start", NULL };
static const char *const stop_actions[] = { "TurnOff", "Save", "ShutDown", NULL };
static const char *const critical_actions[] = { "None", "Pause", NULL };
static const char *const checkpoint_types[] = { "Disabled", "Production", "ProductionOnly",
                                                "Standard", NULL };
static const char *const protocols[] = { "IPv4", "IPv6", NULL };
static const char *const console_modes[] = { "Default", "COM1", "COM2", "None", NULL };

#define CFG(member) offsetof(struct vm_config, member)
#define AUTOMATIC XML_HV "/hv:automatic/"
#define PROC XML_HV "/hv:processor/"
#define MEM XML_HV "/hv:memory/"
#define FW XML_HV "/hv:firmware/"

/* config: where the value goes; change: the vm_opt (or string) in the part's change. */
static const struct prop {
    enum part part;
    enum kind kind;
    size_t config, change;
    const char *path;
    int64_t fallback;
    const char *const *names;
} props[] = {
    { OPTIONS, TEXT, CFG(options.notes), offsetof(struct vm_options_change, notes), "description",
      0, NULL },
    { OPTIONS, TEXT, CFG(options.smart_paging_path),
      offsetof(struct vm_options_change, smart_paging_path), XML_HV "/@smartPagingPath", 0, NULL },
    { OPTIONS, TEXT, CFG(options.snapshot_path), offsetof(struct vm_options_change, snapshot_path),
      XML_HV "/hv:checkpoints/@path", 0, NULL },
    { OPTIONS, ENUM, CFG(options.start_action), offsetof(struct vm_options_change, start_action),
      AUTOMATIC "@startAction", VM_START_IF_RUNNING, start_actions },
    { OPTIONS, INT, CFG(options.start_delay), offsetof(struct vm_options_change, start_delay),
      AUTOMATIC "@startDelay", 0, NULL },
    { OPTIONS, ENUM, CFG(options.stop_action), offsetof(struct vm_options_change, stop_action),
      AUTOMATIC "@stopAction", VM_STOP_SAVE, stop_actions },
    { OPTIONS, ENUM, CFG(options.critical_action),
      offsetof(struct vm_options_change, critical_action), AUTOMATIC "@criticalAction",
      VM_CRITICAL_PAUSE, critical_actions },
    { OPTIONS, INT, CFG(options.critical_timeout),
      offsetof(struct vm_options_change, critical_timeout), AUTOMATIC "@criticalTimeout", 30,
      NULL },
    { OPTIONS, ENUM, CFG(options.checkpoint_type),
      offsetof(struct vm_options_change, checkpoint_type), XML_HV "/hv:checkpoints/@type",
      VM_CHECKPOINT_PRODUCTION, checkpoint_types },
    { OPTIONS, BOOL, CFG(options.automatic_checkpoints),
      offsetof(struct vm_options_change, automatic_checkpoints),
      XML_HV "/hv:checkpoints/@automatic", 0, NULL },
    { OPTIONS, BOOL, CFG(options.guest_controlled_cache),
      offsetof(struct vm_options_change, guest_controlled_cache), XML_HV "/@guestControlledCache",
      0, NULL },
    { OPTIONS, BOOL, CFG(options.lock_on_disconnect),
      offsetof(struct vm_options_change, lock_on_disconnect), XML_HV "/@lockOnDisconnect", 0,
      NULL },
    { OPTIONS, U64, CFG(options.high_mmio), offsetof(struct vm_options_change, high_mmio),
      XML_HV "/@highMmio", 512ll << 20, NULL },
    { OPTIONS, U64, CFG(options.low_mmio), offsetof(struct vm_options_change, low_mmio),
      XML_HV "/@lowMmio", 128ll << 20, NULL },
    { PROCESSOR, INT, CFG(processor.maximum), offsetof(struct vm_processor_change, maximum),
      PROC "@maximum", 100, NULL },
    { PROCESSOR, INT, CFG(processor.reserve), offsetof(struct vm_processor_change, reserve),
      PROC "@reserve", 0, NULL },
    { PROCESSOR, INT, CFG(processor.relative_weight),
      offsetof(struct vm_processor_change, relative_weight), PROC "@weight", 100, NULL },
    { PROCESSOR, BOOL, CFG(processor.compatibility_migration),
      offsetof(struct vm_processor_change, compatibility_migration), PROC "@forMigration", 0,
      NULL },
    { PROCESSOR, BOOL, CFG(processor.compatibility_older_os),
      offsetof(struct vm_processor_change, compatibility_older_os), PROC "@forOlderSystems", 0,
      NULL },
    { PROCESSOR, BOOL, CFG(processor.nested), offsetof(struct vm_processor_change, nested),
      PROC "@nested", 0, NULL },
    { PROCESSOR, INT, CFG(processor.threads_per_core),
      offsetof(struct vm_processor_change, threads_per_core), PROC "@threadsPerCore", 0, NULL },
    { PROCESSOR, BOOL, CFG(processor.resource_protection),
      offsetof(struct vm_processor_change, resource_protection), PROC "@resourceProtection", 0,
      NULL },
    { MEMORY, BOOL, CFG(memory.dynamic), offsetof(struct vm_memory_change, dynamic), MEM "@dynamic",
      0, NULL },
    { MEMORY, U64, CFG(memory.minimum), offsetof(struct vm_memory_change, minimum), MEM "@minimum",
      0, NULL },
    { MEMORY, U64, CFG(memory.maximum), offsetof(struct vm_memory_change, maximum), MEM "@maximum",
      0, NULL },
    { MEMORY, INT, CFG(memory.buffer), offsetof(struct vm_memory_change, buffer), MEM "@buffer", 20,
      NULL },
    { MEMORY, INT, CFG(memory.priority), offsetof(struct vm_memory_change, priority),
      MEM "@priority", 50, NULL },
    { FIRMWARE, TEXT, CFG(firmware.secure_boot_template),
      offsetof(struct vm_firmware_change, secure_boot_template), FW "@template", 0, NULL },
    { FIRMWARE, ENUM, CFG(firmware.preferred_protocol),
      offsetof(struct vm_firmware_change, preferred_protocol), FW "@networkProtocol",
      VM_PROTOCOL_IPV4, protocols },
    { FIRMWARE, ENUM, CFG(firmware.console_mode), offsetof(struct vm_firmware_change, console_mode),
      FW "@consoleMode", VM_CONSOLE_DEFAULT, console_modes },
    { FIRMWARE, BOOL, CFG(firmware.pause_after_boot_failure),
      offsetof(struct vm_firmware_change, pause_after_boot_failure), FW "@pauseAfterBootFailure", 0,
      NULL },
    { BIOS, BOOL, CFG(bios.numlock), offsetof(struct vm_bios_change, numlock),
      XML_HV "/hv:bios/@numLock", 0, NULL },
};

static int64_t read_enum(xmlNodePtr domain, const struct prop *p)
{
    AUTO_FREE char *text = vm_xml_text(domain, p->path);
    for (int i = 0; text && p->names[i]; i++) {
        if (strcmp(text, p->names[i]) == 0)
            return i;
    }
    return p->fallback;
}

void vm_xml_map_read(xmlNodePtr domain, struct vm_config *config)
{
    for (size_t i = 0; i < ARRAY_SIZE(props); i++) {
        const struct prop *p = &props[i];
        void *to = (char *)config + p->config;
        switch (p->kind) {
        case TEXT:
            *(char **)to = vm_xml_text(domain, p->path);
            break;
        case INT: {
            int64_t v = vm_xml_number(domain, p->path, p->fallback);
            *(int *)to = v < 0 || v > INT32_MAX ? (int)p->fallback : (int)v;
            break;
        }
        case BOOL:
            *(bool *)to = vm_xml_bool(domain, p->path, p->fallback != 0);
            break;
        case ENUM:
            *(int *)to = (int)read_enum(domain, p);
            break;
        case U64: {
            int64_t v = vm_xml_number(domain, p->path, p->fallback);
            *(uint64_t *)to = v < 0 ? (uint64_t)p->fallback : (uint64_t)v;
            break;
        }
        }
    }
}

static void write_prop(xmlNodePtr domain, const struct prop *p, const void *part)
{
    const char *from = (const char *)part + p->change;
    if (p->kind == TEXT) {
        const char *text = *(const char *const *)(const void *)from;
        if (text)
            vm_xml_set(domain, p->path, *text ? text : NULL);
        return;
    }
    const struct vm_opt *opt = (const void *)from;
    if (!opt->set)
        return;
    if (p->kind == ENUM) {
        int count = 0;
        while (p->names[count])
            count++;
        if (opt->value >= 0 && opt->value < count)
            vm_xml_set(domain, p->path, p->names[opt->value]);
    } else if (p->kind == BOOL) {
        vm_xml_set(domain, p->path, opt->value ? "yes" : "no");
    } else {
        vm_xml_setf(domain, p->path, "%lld", (long long)opt->value);
    }
}

void vm_xml_map_write(xmlNodePtr domain, const struct vm_change *change)
{
    const void *const parts[] = {
        [PROCESSOR] = change->processor, [MEMORY] = change->memory,   [FIRMWARE] = change->firmware,
        [BIOS] = change->bios,           [OPTIONS] = change->options,
    };
    for (size_t i = 0; i < ARRAY_SIZE(props); i++) {
        if (parts[props[i].part])
            write_prop(domain, &props[i], parts[props[i].part]);
    }
}
