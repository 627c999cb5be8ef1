#include "cmdlets/core/session/help_text.h"

#include "parser/ast.h"
#include "shell/runtime/code.h"
#include "shell/runtime/session.h"

const struct ast_help *help_of_script(const struct command *c)
{
    if (c->block.kind != V_OBJECT)
        return NULL;
    const struct code *code = scriptblock_of(c->block)->code;
    return code && code->source ? code->source->help : NULL;
}

const char *help_synopsis(const struct command *c)
{
    if (c->kind == COMMAND_CMDLET)
        return c->cmdlet->synopsis ? c->cmdlet->synopsis : "";
    const struct ast_help *h = help_of_script(c);
    return h && h->synopsis.s ? h->synopsis.s : "";
}

const char *param_pipeline_text(const struct param *p)
{
    return p->from_pipeline && p->from_property ? "true (ByValue, ByPropertyName)"
           : p->from_pipeline                   ? "true (ByValue)"
           : p->from_property                   ? "true (ByPropertyName)"
                                                : "false";
}
