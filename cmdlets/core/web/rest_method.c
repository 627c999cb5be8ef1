/* Invoke-RestMethod */
#include "cmdlets/core/groups.h"
#include "cmdlets/core/web/web_cmdlet.h"

#include <strings.h>

#include "shell/format/json_read.h"
#include "shell/object/xml.h"
#include "shell/object/xml_value.h"
#include "shell/runtime/session.h"

static const struct param rest_params[] = {
    PARAM(struct web_args, follow_rel_link, .name = "FollowRelLink", .aliases = "FL",
          .help = "Follows the links to the next page that answers carry."),
    PARAM(struct web_args, maximum_follow_rel_link, .name = "MaximumFollowRelLink", .aliases = "ML",
          PARAM_RANGE(1, INT32_MAX), .help = "How many pages that may become."),
    PARAM(struct web_args, response_headers_variable, .name = "ResponseHeadersVariable",
          .aliases = "RHV", .help = "The variable (without $) that gets the answer's header."),
    PARAM(struct web_args, status_code_variable, .name = "StatusCodeVariable",
          .help = "The variable (without $) that gets the answer's status."),
    WEB_PARAMS,
};
static const char *const aliases[] = { "irm", NULL };
static const struct example examples[] = {
    { .code = "(Invoke-RestMethod https://api.github.com/repos/libvirt/libvirt).description",
      .remarks = "JSON and XML become objects." },
    { .code = "Invoke-RestMethod https://example.com/vms -Method Post -ContentType "
              "application/json -Body (Get-VM | Select-Object Name, State | ConvertTo-Json)",
      .remarks = "Sends JSON." },
};

/* ---- what the content is ---- */

/* The items of an RSS or Atom feed, one by one; *is_feed: it was one. */
static enum status emit_feed(struct web_call *c, const struct xml_doc *doc, bool *is_feed)
{
    const struct xml_node *top = xml_root_element(doc);
    enum status rc = ST_OK;

    *is_feed = top && (strcasecmp(top->name, "rss") == 0 || strcasecmp(top->name, "feed") == 0);
    for (struct xml_node *n = *is_feed ? doc->root : NULL; n && rc == ST_OK;) {
        bool item = n->kind == XML_ELEMENT &&
                    (strcasecmp(n->name, "item") == 0 || strcasecmp(n->name, "entry") == 0);
        if (item)
            rc = emit_take(c->inv, xml_value(n));
        n = xml_walk(doc->root, n);
    }
    return rc;
}

/* true: it was XML, and is output. */
static bool try_xml(struct web_call *c, struct value text, enum status *rc)
{
    AUTO_ERR *err = NULL;
    bool is_feed;
    AUTO_XML *doc = xml_read(text.str->data, text.str->len, true, &err);

    if (!doc)
        return false;
    *rc = emit_feed(c, doc, &is_feed);
    if (!is_feed)
        *rc = emit_take(c->inv, xml_value(doc->root));
    return true;
}

static bool try_json(struct web_call *c, struct value text, enum status *rc)
{
    AUTO_ERR *err = NULL;
    struct value v = value_null();
    struct json_options options = { 0 };

    if (json_read(text.str->data, text.str->len, &options, c->inv->session->shapes, &v, &err) < 0)
        return false;
    *rc = emit_take(c->inv, v);
    return true;
}

static enum status put_content(struct web_call *c)
{
    AUTO_VALUE encoding = value_null(), name = value_null(), shown = value_null();
    AUTO_VALUE page = value_null();
    AUTO_VALUE text = web_decode(&c->head, &c->answer, &encoding);
    AUTO_FREE char *media = web_media_type(http_head_field(&c->head, "Content-Type"));
    AUTO_ERR *err = NULL;
    enum status rc = ST_OK;

    if (member_get(encoding, "WebName", &name, &err) == 0 &&
        member_get(encoding, "EncodingName", &shown, &err) == 0 &&
        member_get(encoding, "CodePage", &page, &err) == 0)
        rc = write_debug(c->inv, "WebResponse content encoding: %s (%s) CodePage: %d",
                         name.str->data, shown.str->data, (int)page.i);
    if (rc != ST_OK)
        return rc;
    bool done = web_is_json(media) ? try_json(c, text, &rc) || try_xml(c, text, &rc)
                                   : try_xml(c, text, &rc) || try_json(c, text, &rc);
    return done ? rc : emit(c->inv, text);
}

static enum status put_answer(struct web_call *c)
{
    const struct web_args *a = c->args;
    enum status rc = web_writes_pipeline(c) ? put_content(c) : ST_OK;

    if (rc == ST_OK)
        rc = web_save(c);
    if (rc != ST_OK)
        return rc;
    if (a->status_code_variable && a->status_code_variable->len)
        session_assign_variable_take(c->inv->session, a->status_code_variable->data,
                                     a->status_code_variable->len, value_int(c->head.status));
    if (a->response_headers_variable && a->response_headers_variable->len)
        session_assign_variable_take(c->inv->session, a->response_headers_variable->data,
                                     a->response_headers_variable->len,
                                     web_headers_dictionary(c->inv->session, &c->head));
    return ST_OK;
}

static enum status rest_process(struct invocation *inv)
{
    return web_process(inv, false, put_answer);
}

static const struct cmdlet cmdlets[] = {
    {
        .verb = "Invoke",
        .noun = "RestMethod",
        .aliases = aliases,
        .synopsis = "Asks a web service and gives its answer as objects.",
        .params = rest_params,
        .nparams = ARRAY_SIZE(rest_params),
        .default_set = "StandardMethod",
        .output = "System.Int64,System.String,System.Xml.XmlDocument,PSObject",
        .module = "Microsoft.PowerShell.Utility",
        .args_size = sizeof(struct web_args),
        .process = rest_process,
        .examples = examples,
        .nexamples = ARRAY_SIZE(examples),
    },
};
const struct cmdlet_group cmdlets_rest_method = { cmdlets, ARRAY_SIZE(cmdlets) };
