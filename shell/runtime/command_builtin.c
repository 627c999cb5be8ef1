/* Functions that every session has. Nobody pays for them before they are asked for. */
#include <string.h>

#include "shell/base/cleanup.h"
#include "shell/base/err.h"
#include "shell/base/text.h"
#include "shell/runtime/command_table.h"
#include "shell/runtime/scriptblock.h"
#include "shell/runtime/session.h"

static const struct {
    const char *name, *text;
} functions[] = {
    { "cd..", "Set-Location .." },
    { "cd\\", "Set-Location \\" },
    { "cd~", "Set-Location ~" },
    { "oss",
      "\n[CmdletBinding()]\nparam(\n    [ValidateRange(2, 2147483647)]\n    [int]\n    $Width,\n\n"
      "    [Parameter(ValueFromPipeline = $true)]\n    [psobject]\n    $InputObject)\n\n"
      "end {\n    $null = $PSBoundParameters.Remove('InputObject')\n"
      "    $input | Out-String -Stream @PSBoundParameters\n}\n" },
    { "Pause", "$null = Read-Host 'Press Enter to continue...'" },
};

bool command_define_builtin(struct session *s, struct command_cell *cell)
{
    AUTO_VALUE block = value_null();
    AUTO_ERR *err = NULL;

    if (cell->builtin_tried)
        return false;
    cell->builtin_tried = true;
    for (size_t i = 0; i < ARRAY_SIZE(functions); i++) {
        const char *name = functions[i].name, *text = functions[i].text;
        if (!text_caseeqn(name, strlen(name), cell->name, cell->len))
            continue;
        if (cell->functions.len > 0 ||
            scriptblock_parse(s, text, strlen(text), NULL, &block, &err) != 0)
            return false;
        command_define_function(s, name, strlen(name), block, false, NULL);
        return true;
    }
    return false;
}

void command_define_builtins(struct session *s)
{
    for (size_t i = 0; i < ARRAY_SIZE(functions); i++)
        command_define_builtin(
            s, command_cell_get(s->commands, functions[i].name, strlen(functions[i].name), true));
}
