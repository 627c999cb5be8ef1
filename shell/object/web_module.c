#include "shell/object/web_module.h"

#include "shell/base/module_file.h"

int web_module_load(struct err **err)
{
    if (module_file_symbol("hvsh-web.so", "http_client_open", err))
        return 0;
    return err_advise(err, "Install the package libcurl4.");
}
