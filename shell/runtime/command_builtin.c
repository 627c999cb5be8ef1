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
    { "Clear-Host",
      "\n# The terminal's screen and what was scrolled off it.\n[Console]::Clear()\n" },
    { "exec", "\nSwitch-Process -WithCommand $args\n" },
    { "help",
      "\n[CmdletBinding(DefaultParameterSetName = 'AllUsersView')]\nparam(\n"
      "    [Parameter(Position = 0, ValueFromPipelineByPropertyName)]\n    [string]\n"
      "    $Name,\n\n    [string]\n    $Path,\n\n    [string[]]\n    $Category,\n\n"
      "    [Parameter(ParameterSetName = 'DetailedView', Mandatory)]\n    [switch]\n"
      "    $Detailed,\n\n    [Parameter(ParameterSetName = 'AllUsersView')]\n    [switch]\n"
      "    $Full,\n\n    [Parameter(ParameterSetName = 'Examples', Mandatory)]\n    [switch]\n"
      "    $Examples,\n\n    [Parameter(ParameterSetName = 'Parameters', Mandatory)]\n"
      "    [string[]]\n    $Parameter,\n\n    [string[]]\n    $Component,\n\n"
      "    [string[]]\n    $Functionality,\n\n    [string[]]\n    $Role,\n\n"
      "    [Parameter(ParameterSetName = 'Online', Mandatory)]\n    [switch]\n    $Online)\n\n"
      "process {\n    Get-Help @PSBoundParameters\n}\n" },
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
    { "TabExpansion2",
      "\n[CmdletBinding(DefaultParameterSetName = 'ScriptInputSet')]\n"
      "[OutputType([System.Management.Automation.CommandCompletion])]\nparam(\n"
      "    [Parameter(ParameterSetName = 'ScriptInputSet', Mandatory, Position = 0)]\n"
      "    [AllowEmptyString()]\n    [string]\n    $inputScript,\n\n"
      "    [Parameter(ParameterSetName = 'ScriptInputSet', Position = 1)]\n    [int]\n"
      "    $cursorColumn = $inputScript.Length,\n\n"
      "    [Parameter(ParameterSetName = 'AstInputSet', Mandatory, Position = 0)]\n"
      "    [System.Management.Automation.Language.Ast]\n    $ast,\n\n"
      "    [Parameter(ParameterSetName = 'AstInputSet', Mandatory, Position = 1)]\n"
      "    [AllowEmptyCollection()]\n    [System.Management.Automation.Language.Token[]]\n"
      "    $tokens,\n\n"
      "    [Parameter(ParameterSetName = 'AstInputSet', Mandatory, Position = 2)]\n"
      "    [System.Management.Automation.Language.IScriptPosition]\n    $positionOfCursor,\n\n"
      "    [Parameter(ParameterSetName = 'ScriptInputSet', Position = 2)]\n"
      "    [Parameter(ParameterSetName = 'AstInputSet', Position = 3)]\n    [hashtable]\n"
      "    $options)\n\nend {\n    if ($PSCmdlet.ParameterSetName -eq 'AstInputSet') {\n"
      "        [System.Management.Automation.CommandCompletion]::CompleteInput(\n"
      "            $ast, $tokens, $positionOfCursor, $options)\n    }\n    else {\n"
      "        [System.Management.Automation.CommandCompletion]::CompleteInput(\n"
      "            $inputScript, $cursorColumn, $options)\n    }\n}\n" },
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
