#include "shell/object/zip_module.h"

#include "shell/base/module_file.h"

int zip_module_load(struct err **err)
{
    if (module_file_symbol("hvsh-zip.so", "zip_reader_open", err))
        return 0;
    return err_advise(err, "Install the package libzip4.");
}
