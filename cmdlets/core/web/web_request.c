/* Invoke-WebRequest */
#include "cmdlets/core/groups.h"
#include "cmdlets/core/web/web_cmdlet.h"

static const struct param web_params[] = { WEB_PARAMS };
static const char *const aliases[] = { "iwr", NULL };
static const struct example examples[] = {
    { .code = "(Invoke-WebRequest https://example.com).Links.Href",
      .remarks = "Where the links of a page lead." },
    { .code = "Invoke-WebRequest https://example.com/debian.iso -OutFile /srv/iso -Resume",
      .remarks = "Downloads a file; what is there of it already is not fetched again." },
    { .code = "Invoke-WebRequest https://example.com/login -Method Post -Body @{ user = 'a' } "
              "-SessionVariable web",
      .remarks = "Sends a form and keeps the cookies in $web, for -WebSession." },
};

static enum status put_answer(struct web_call *c)
{
    enum status rc = ST_OK;

    if (web_writes_pipeline(c)) {
        AUTO_VALUE message = web_response_message(&c->head, c->message);
        rc = emit_take(c->inv, web_response_new(c->inv->session, &c->head, message, &c->answer,
                                                c->relation_link, c->target_file));
    }
    return rc == ST_OK ? web_save(c) : rc;
}

static enum status request_process(struct invocation *inv)
{
    return web_process(inv, true, put_answer);
}

static const struct cmdlet cmdlets[] = {
    {
        .verb = "Invoke",
        .noun = "WebRequest",
        .aliases = aliases,
        .synopsis = "Asks a web server and gives its answer.",
        .params = web_params,
        .nparams = ARRAY_SIZE(web_params),
        .default_set = "StandardMethod",
        .output = "Microsoft.PowerShell.Commands.BasicHtmlWebResponseObject",
        .output_type = &type_html_response,
        .module = "Microsoft.PowerShell.Utility",
        .args_size = sizeof(struct web_args),
        .process = request_process,
        .examples = examples,
        .nexamples = ARRAY_SIZE(examples),
    },
};
const struct cmdlet_group cmdlets_web_request = { cmdlets, ARRAY_SIZE(cmdlets) };
