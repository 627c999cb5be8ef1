#include "shell/base/module_file.h"
#include "shell/format/markdown.h"

int markdown_module_load(struct err **err)
{
    if (module_file_symbol("hvsh-markdown.so", "markdown_to_html", err))
        return 0;
    return err_advise(err, "Install the package libcmark0.30.2.");
}
