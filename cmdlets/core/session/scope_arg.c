#include "cmdlets/core/session/scope_arg.h"

#include <string.h>

#include "shell/base/text.h"
#include "shell/object/str.h"
#include "shell/runtime/scope.h"
#include "shell/runtime/session.h"

bool scope_argument_private(const struct str *name)
{
    return name && text_caseeq(name->data, "private");
}

enum status scope_argument(struct invocation *inv, const struct str *name, struct scope **out)
{
    AUTO_STRBUF text = STRBUF_INIT;
    struct error_spec spec = { .category = EC_INVALID_ARGUMENT };

    *out = name && name->len ? scope_named(inv->session, name->data, name->len)
                             : scope_current(inv->session);
    if (*out)
        return ST_OK;
    const char *digits = name->data + (*name->data == '-');
    if (*digits && digits[strspn(digits, "0123456789")] == '\0') {
        if (digits == name->data && name->len < 10)
            strbuf_addf(&text, "The scope number '%s' exceeds the number of active scopes.",
                        name->data);
        else
            strbuf_adds(&text, "Cannot process argument because the value of argument \"Scope\" "
                               "is out of range. Change argument \"Scope\" to a value that is "
                               "within range.");
        strbuf_addf(&text, " (Parameter 'Scope')\nActual value was %s.", name->data);
        spec.id = "ArgumentOutOfRange";
        spec.exception = "System.Management.Automation.PSArgumentOutOfRangeException";
    } else {
        strbuf_adds(&text, "Cannot process argument because the value of parameter \"Scope\" is "
                           "not valid. Valid values are \"Global\", \"Local\", or \"Script\", or a "
                           "number relative to the current scope (0 through the number of scopes "
                           "where 0 is the current scope and 1 is its parent). Change the value of "
                           "the \"Scope\" parameter and run the operation again.");
        spec.id = "Argument";
        spec.exception = "System.Management.Automation.PSArgumentException";
    }
    spec.message = text.buf;
    return cmdlet_throw(inv, &spec);
}
