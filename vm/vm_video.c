#include "vm/vm_video.h"

#include "shell/base/alloc.h"
#include "vm/vm_build.h"
#include "vm/xml_map.h"

#define RECORD XML_HV "/hv:video"
#define KEPT XML_HV "/hv:console"
#define MODEL "devices/video/model"

/* What QEMU's displays start with when nobody says another. */
enum { DEFAULT_WIDTH = 1280, DEFAULT_HEIGHT = 800 };
enum { MIN_WIDTH = 640, MAX_WIDTH = 7680, MIN_HEIGHT = 480, MAX_HEIGHT = 4320 };

static const char *const types[] = { "Maximum", "Single", "Default" };

void vm_video_read(xmlNodePtr domain, struct vm_config *config)
{
    struct vm_video *v = &config->video;
    v->width = (unsigned)vm_xml_number(domain, MODEL "/resolution/@x", 0) & 0xffff;
    v->height = (unsigned)vm_xml_number(domain, MODEL "/resolution/@y", 0) & 0xffff;
    bool set = v->width && v->height;
    if (!set) {
        v->width = DEFAULT_WIDTH;
        v->height = DEFAULT_HEIGHT;
    }
    v->type = !set ? VM_RESOLUTION_DEFAULT
              : vm_xml_is(domain, RECORD "/@type", types[VM_RESOLUTION_SINGLE])
                  ? VM_RESOLUTION_SINGLE
                  : VM_RESOLUTION_MAXIMUM;
    v->model = vm_xml_text(domain, MODEL "/@type");
    config->console = v->model && strcmp(v->model, "none") != 0;
}

static int check_side(const char *what, const struct vm_opt *side, int64_t low, int64_t high,
                      struct err **err)
{
    if (!side->set || (side->value >= low && side->value <= high))
        return 0;
    return err_set(err, ERR_INVALID_PARAMETER,
                   "The %s resolution %lld is out of range: it is between %lld and %lld.", what,
                   (long long)side->value, (long long)low, (long long)high);
}

/* A VGA holds what fits into its memory: a power of two, four bytes a pixel. */
static uint64_t vga_memory(uint64_t width, uint64_t height)
{
    uint64_t kib = 16384;
    while (kib * 1024 < width * height * 4)
        kib *= 2;
    return kib;
}

int vm_video_change(struct vm_edit *e, const struct vm_video_change *c, struct err **err)
{
    struct vm_config now = { 0 };
    vm_video_read(e->root, &now);
    struct vm_video v = now.video;
    AUTO_FREE char *model = v.model;
    if (check_side("horizontal", &c->width, MIN_WIDTH, MAX_WIDTH, err) < 0 ||
        check_side("vertical", &c->height, MIN_HEIGHT, MAX_HEIGHT, err) < 0)
        return -1;
    bool sized = c->width.set || c->height.set;
    if (c->type.set)
        v.type = (enum vm_resolution_type)c->type.value;
    else if (sized && v.type == VM_RESOLUTION_DEFAULT)
        v.type = VM_RESOLUTION_MAXIMUM;
    if (v.type == VM_RESOLUTION_DEFAULT && sized)
        return err_set(err, ERR_INVALID_PARAMETER,
                       "A resolution of its own is for the types Maximum and Single: with Default "
                       "the display of '%s' chooses.",
                       e->name);
    if (!now.console)
        return err_set(err, ERR_INVALID_STATE,
                       "'%s' has no display: Enable-VMConsoleSupport gives it back.", e->name);
    static const char *const able[] = { "vga", "virtio", "bochs", "qxl" };
    bool can = false;
    for (size_t i = 0; i < ARRAY_SIZE(able); i++)
        can = can || strcmp(model, able[i]) == 0;
    if (!can)
        return err_set(err, ERR_NOT_SUPPORTED,
                       "The display of '%s' is a '%s', whose resolution cannot be chosen.", e->name,
                       model);
    if (vm_edit_require_off(e, "change the video settings of", err) < 0)
        return -1;
    if (v.type == VM_RESOLUTION_DEFAULT) {
        vm_xml_remove_all(e->root, MODEL "/resolution");
        vm_xml_remove_all(e->root, RECORD);
        return 0;
    }
    uint64_t width = c->width.set ? (uint64_t)c->width.value : v.width;
    uint64_t height = c->height.set ? (uint64_t)c->height.value : v.height;
    vm_xml_setf(e->root, MODEL "/resolution/@x", "%llu", (unsigned long long)width);
    vm_xml_setf(e->root, MODEL "/resolution/@y", "%llu", (unsigned long long)height);
    if (strcmp(model, "vga") == 0)
        vm_xml_setf(e->root, MODEL "/@vram", "%llu", (unsigned long long)vga_memory(width, height));
    vm_build_metadata(e->root);
    vm_xml_set(e->root, RECORD "/@type", types[v.type]);
    return 0;
}

/* ---- Enable-/Disable-VMConsoleSupport ---- */
#define CONSOLE_DEVICES "*[self::video or self::graphics or self::input]"

static void move_all(xmlNodePtr root, const char *from, xmlNodePtr to)
{
    xmlNodePtr *nodes;
    size_t n = vm_xml_find_all(root, from, &nodes);
    for (size_t i = 0; i < n; i++) {
        xmlUnlinkNode(nodes[i]);
        xmlAddChild(to, nodes[i]);
    }
    free(nodes);
}

int vm_console_change(struct vm_edit *e, bool on, struct err **err)
{
    struct vm_config now = { 0 };
    vm_video_read(e->root, &now);
    free(now.video.model);
    if (now.console == on)
        return 0;
    if (vm_edit_require_off(e, "change the console support of", err) < 0)
        return -1;
    xmlNodePtr devices = vm_xml_ensure(e->root, "devices");
    if (on) {
        vm_xml_remove_all(devices, CONSOLE_DEVICES);
        move_all(e->root, KEPT "/" CONSOLE_DEVICES, devices);
        vm_xml_remove_all(e->root, KEPT);
        if (!vm_xml_find(devices, "video"))
            vm_xml_set(vm_xml_add(devices, "video", NULL), "model/@type", e->gen->video);
        return 0;
    }
    if (vm_xml_find(devices, "graphics[@passwd]"))
        return err_set(err, ERR_NOT_SUPPORTED,
                       "The display of '%s' has a password, which would be lost: take it away with "
                       "'virsh edit' first.",
                       e->name);
    vm_xml_remove_all(e->root, KEPT);
    move_all(devices, CONSOLE_DEVICES, vm_xml_add(vm_build_metadata(e->root), "hv:console", NULL));
    vm_xml_set(vm_xml_add(devices, "video", NULL), "model/@type", "none");
    return 0;
}
