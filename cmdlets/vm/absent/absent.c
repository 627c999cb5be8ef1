#include "cmdlets/vm/absent/absent.h"

#include "cmdlets/vm/common_params.h"
#include "shell/base/strbuf.h"
#include "shell/runtime/command.h"
#include "shell/runtime/error_record.h"
#include "shell/runtime/invocation.h"

enum status absent_begin(struct invocation *inv)
{
    AUTO_FREE char *name = cmdlet_name(inv->cmdlet);
    AUTO_STRBUF text = STRBUF_INIT;
    strbuf_addf(&text, "%s cannot be carried out on this host. %s", name, inv->cmdlet->description);
    return cmdlet_throw(inv, &(struct error_spec){ .message = text.buf,
                                                   .id = "NotSupported",
                                                   .category = EC_NOT_IMPLEMENTED,
                                                   .exception = HV_EXCEPTION,
                                                   .target_name = name });
}
