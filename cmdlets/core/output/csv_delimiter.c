#include "cmdlets/core/output/csv_delimiter.h"

#include <string.h>

#include "shell/base/strbuf.h"
#include "shell/object/convert.h"
#include "shell/object/culture.h"

int csv_delimiter(char out[8], struct value v, bool use_culture)
{
    AUTO_STRBUF text = STRBUF_INIT;

    if (use_culture)
        strbuf_adds(&text, culture_current()->list_separator);
    else if (v.kind == V_NULL)
        strbuf_addch(&text, ',');
    else
        value_to_strbuf(v, &text);
    if (text.len == 0 || text.len > 4)
        return -1;
    memcpy(out, text.buf, text.len + 1);
    return 0;
}
