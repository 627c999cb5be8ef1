#include "cmdlets/vm/disk/vfd.h"

#include "cmdlets/core/files/file_info.h"
#include "cmdlets/vm/common_params.h"
#include "cmdlets/vm/disk/vhd.h"
#include "cmdlets/vm/paths.h"
#include "disk/floppy.h"
#include "shell/object/str.h"

struct vfd_args {
    HV_HOST_FIELDS
    struct str_list paths;
};
#define A struct vfd_args

static enum status new_one(struct invocation *inv, struct str *path)
{
    AUTO_FREE char *file = hv_absolute_path(path, NULL);
    AUTO_VALUE target = value_string(file);
    struct err *err = NULL;
    struct value info;
    bool yes;
    enum status st = should_process(inv, file, NULL, &yes);
    if (st != ST_OK || !yes)
        return st;
    if (floppy_create(file, &err))
        return cmdlet_err(inv, &err, target);
    return file_info_of_path(file, &info) ? ST_OK : emit_take(inv, info);
}

static enum status new_process(struct invocation *inv)
{
    const A *args = ARGS(inv, A);
    enum status st = vhd_local_only(inv, &args->computer_name);
    for (size_t i = 0; st == ST_OK && i < args->paths.len; i++)
        st = new_one(inv, args->paths.items[i]);
    return st;
}

static const struct param new_params[] = {
    HV_HOST_PARAMS(A, NULL),
    PARAM(A, paths, .name = "Path", .position = 1, .mandatory = true, .from_pipeline = true,
          .from_property = true, .help = "The file to make; it must not exist."),
};
static const struct example new_examples[] = {
    { .code = "New-VFD /srv/floppies/drivers.vfd; "
              "Set-VMFloppyDiskDrive old1 /srv/floppies/drivers.vfd",
      .remarks = "An empty, formatted floppy for the drive of a generation 1 machine." },
};

static const struct cmdlet cmdlets[] = {
    { .verb = "New",
      .noun = "VFD",
      .synopsis = "Makes a virtual floppy disk of 1.44 MB.",
      .params = new_params,
      .nparams = ARRAY_SIZE(new_params),
      .module = "Hyper-V",
      .args_size = sizeof(A),
      .process = new_process,
      .output = "System.IO.FileInfo",
      .examples = new_examples,
      .nexamples = ARRAY_SIZE(new_examples),
      .should_process = true },
};
const struct cmdlet_group vfd_cmdlets = { cmdlets, ARRAY_SIZE(cmdlets) };
