/* Functions that every session has. Nobody pays for them before they are asked for. */
#include <string.h>

#include "shell/base/cleanup.h"
#include "shell/base/err.h"
#include "shell/base/text.h"
#include "shell/runtime/code.h"
#include "shell/runtime/command_table.h"
#include "shell/runtime/scriptblock.h"
#include "shell/runtime/session.h"

static const struct {
    const char *name, *text;
} functions[] = {
    { "cd..", "Set-Location .." },
    { "cd\\", "Set-Location \\" },
    { "cd~", "Set-Location ~" },
    { "exec", "\nSwitch-Process -WithCommand $args\n" },
    { "oss",
      "\n[CmdletBinding()]\nparam(\n    [ValidateRange(2, 2147483647)]\n    [int]\n    $Width,\n\n"
      "    [Parameter(ValueFromPipeline = $true)]\n    [psobject]\n    $InputObject)\n\n"
      "end {\n    $null = $PSBoundParameters.Remove('InputObject')\n"
      "    $input | Out-String -Stream @PSBoundParameters\n}\n" },
    { "prompt", "\n\"PS $($executionContext.SessionState.Path.CurrentLocation)"
                "$('>' * ($nestedPromptLevel + 1)) \";\n"
                "# .Link\n# https://go.microsoft.com/fwlink/?LinkID=225750\n"
                "# .ExternalHelp System.Management.Automation.dll-help.xml\n" },
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

bool command_is_builtin(const struct command *c)
{
    const struct scriptblock *sb = scriptblock_of(c->block);
    const struct ast *ast = sb ? sb->code->ast : NULL;

    for (size_t i = 0; ast && i < ARRAY_SIZE(functions); i++)
        if (text_caseeq(functions[i].name, c->name) && ast->len == strlen(functions[i].text) &&
            memcmp(ast->text, functions[i].text, ast->len) == 0)
            return true;
    return false;
}

void command_define_builtins(struct session *s)
{
    for (size_t i = 0; i < ARRAY_SIZE(functions); i++)
        command_define_builtin(
            s, command_cell_get(s->commands, functions[i].name, strlen(functions[i].name), true));
}
