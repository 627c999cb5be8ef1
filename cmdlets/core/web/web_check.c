/* Parameters of the web cmdlets that do not go together. */
#include "cmdlets/core/web/web_cmdlet.h"

#include <sys/stat.h>

#include "cmdlets/core/files/fs_path.h"
#include "shell/base/alloc.h"

enum status web_refuse(struct web_call *c, const char *id, const char *fmt, ...)
{
    AUTO_STRBUF text = STRBUF_INIT;
    AUTO_FREE char *target =
        xasprintf("Microsoft.PowerShell.Commands.Invoke%sCommand", c->inv->cmdlet->noun);
    va_list ap;

    va_start(ap, fmt);
    strbuf_vaddf(&text, fmt, ap);
    va_end(ap);
    return cmdlet_throw(c->inv,
                        &(struct error_spec){
                            .message = text.buf,
                            .id = id,
                            .category = EC_INVALID_ARGUMENT,
                            .exception = "System.Management.Automation.ValidationMetadataException",
                            .target_name = target,
                            .target_type = strrchr(target, '.') + 1 });
}

#define CANNOT "The cmdlet cannot run because the following "

static enum status check_authentication(struct web_call *c)
{
    const struct web_args *a = c->args;
    int32_t kind = a->authentication.value;
    bool credential = a->credential.kind != V_NULL, token = a->token.kind != V_NULL;
    AUTO_VALUE scheme = value_null();
    AUTO_ERR *err = NULL;

    if (a->use_default_credentials && kind)
        return web_refuse(c, "WebCmdletAuthenticationConflictException",
                          CANNOT "conflicting parameters are specified: Authentication and "
                                 "UseDefaultCredentials. Authentication does not support Default "
                                 "Credentials. Specify either Authentication or "
                                 "UseDefaultCredentials, then retry.");
    if (kind && token && credential)
        return web_refuse(c, "WebCmdletAuthenticationTokenConflictException",
                          CANNOT "conflicting parameters are specified: Credential and Token. "
                                 "Specify either Credential or Token, then retry.");
    if (kind == 1 && !credential)
        return web_refuse(c, "WebCmdletAuthenticationCredentialNotSuppliedException",
                          CANNOT "parameter is not specified: Credential. The supplied "
                                 "Authentication type requires a Credential. Specify Credential, "
                                 "then retry.");
    if (kind > 1 && !token)
        return web_refuse(c, "WebCmdletAuthenticationTokenNotSuppliedException",
                          CANNOT "parameter is not specified: Token. The supplied Authentication "
                                 "type requires a Token. Specify Token, then retry.");
    if (member_get(a->uri, "Scheme", &scheme, &err) < 0)
        value_replace_take(&scheme, value_string("http"));
    if (!a->allow_unencrypted && (kind || credential || a->use_default_credentials) &&
        strcmp(scheme.str->data, "https") != 0)
        return web_refuse(c, "WebCmdletAllowUnencryptedAuthenticationRequiredException",
                          "The cmdlet cannot protect plain text secrets sent over unencrypted "
                          "connections. To suppress this warning and send plain text secrets over "
                          "unencrypted networks, reissue the command specifying the "
                          "AllowUnencryptedAuthentication parameter.");
    if (a->use_default_credentials && credential)
        return web_refuse(c, "WebCmdletCredentialConflictException",
                          CANNOT "conflicting parameters are specified: Credential and "
                                 "UseDefaultCredentials. Specify either Credential or "
                                 "UseDefaultCredentials, then retry.");
    return ST_OK;
}

static enum status check_proxy(struct web_call *c)
{
    const struct web_args *a = c->args;
    bool credential = a->proxy_credential.kind != V_NULL;

    if (a->proxy_use_default && credential)
        return web_refuse(c, "WebCmdletProxyCredentialConflictException",
                          CANNOT "conflicting parameters are specified: ProxyCredential and "
                                 "ProxyUseDefaultCredentials. Specify either ProxyCredential or "
                                 "ProxyUseDefaultCredentials, then retry.");
    if (a->proxy.kind == V_NULL && (credential || a->proxy_use_default))
        return web_refuse(c, "WebCmdletProxyUriNotSuppliedException",
                          CANNOT "parameter is missing: Proxy. Provide a valid proxy URI for the "
                                 "Proxy parameter when using the ProxyCredential or "
                                 "ProxyUseDefaultCredentials parameters, then retry.");
    return ST_OK;
}

static enum status conflict(struct web_call *c, const char *id, const char *one, const char *other,
                            const char *again)
{
    return web_refuse(c, id,
                      CANNOT
                      "conflicting parameters are specified: %s and %s. Specify either %s or "
                      "%s, then retry.  ",
                      one, other, one, again);
}

static enum status check_body(struct web_call *c)
{
    const struct web_args *a = c->args;
    bool body = a->body.kind != V_NULL;

    if (body && a->in_file)
        return conflict(c, "WebCmdletBodyConflictException", "Body", "InFile", "Infile");
    if (body && a->form)
        return conflict(c, "WebCmdletBodyFormConflictException", "Body", "Form", "Form");
    if (a->in_file && a->form)
        return conflict(c, "WebCmdletFormInFileConflictException", "InFile", "Form", "Form");
    return ST_OK;
}

static enum status check_in_file(struct web_call *c)
{
    const char *rest, *path = c->args->in_file->data;
    enum drive drive = path_drive(c->inv->session, path, &rest);
    struct path_list found = { VEC_INIT };
    struct stat st;
    enum status rc = ST_OK;

    if (drive != DRIVE_FILE && drive != DRIVE_UNKNOWN)
        return web_refuse(c, "WebCmdletInFileNotFilesystemPathException",
                          "Path '%s' is not a file system path. Please specify the path to a file "
                          "in the file system.",
                          path);
    if (drive == DRIVE_FILE)
        path_expand(c->inv->session, path, false, false, &found);
    if (found.paths.len > 1) {
        rc = web_refuse(c, "WebCmdletInFileMultiplePathsResolvedException",
                        "Path '%s' can be resolved to multiple paths.", path);
    } else if (found.paths.len == 0 && drive == DRIVE_FILE) {
        rc = web_refuse(c, "WebCmdletInFileNoPathResolvedException",
                        "Path '%s' cannot be resolved to a file.", path);
    } else if (drive == DRIVE_UNKNOWN || stat(found.paths.items[0], &st) < 0) {
        AUTO_VALUE target = value_string(path);
        AUTO_FREE char *text = xasprintf("Cannot find path '%s' because it does not exist.",
                                         found.paths.len ? found.paths.items[0] : path);
        rc = cmdlet_throw(
            c->inv,
            &(struct error_spec){ .message = text,
                                  .id = "PathNotFound",
                                  .category = EC_OBJECT_NOT_FOUND,
                                  .exception = "System.Management.Automation.ItemNotFoundException",
                                  .target = target });
    } else if (S_ISDIR(st.st_mode)) {
        rc = web_refuse(c, "WebCmdletInFileNotFilePathException",
                        "Path '%s' resolves to a directory. Specify a path including a file name, "
                        "and then retry the command.",
                        path);
    } else {
        c->in_file = xstrdup(found.paths.items[0]);
    }
    path_list_release(&found);
    return rc;
}

static enum status check_out_file(struct web_call *c)
{
    const struct web_args *a = c->args;
    struct stat st;

    if (!a->out_file && (a->pass_thru || a->resume))
        return web_refuse(c, "WebCmdletOutFileMissingException",
                          CANNOT "parameter is missing: OutFile. Provide a valid OutFile parameter "
                                 "value when using the %s parameter, then retry.",
                          a->pass_thru ? "PassThru" : "Resume");
    if (!a->out_file)
        return ST_OK;
    enum status rc = path_must_be_file(c->inv, a->out_file->data);
    if (rc != ST_OK)
        return rc;
    c->out_file = path_absolute(c->inv->session, a->out_file->data);
    if (a->resume && stat(c->out_file, &st) == 0 && S_ISDIR(st.st_mode))
        return web_refuse(c, "WebCmdletResumeNotFilePathException",
                          "The Resume switch can only be used if OutFile targets a file but it "
                          "resolves to a directory: %s.",
                          c->out_file);
    return ST_OK;
}

enum status web_check(struct web_call *c)
{
    const struct web_args *a = c->args;

    if (a->web_session.kind != V_NULL && a->session_variable)
        return web_refuse(c, "WebCmdletSessionConflictException",
                          CANNOT "conflicting parameters are specified: Session and "
                                 "SessionVariable. Specify either Session or SessionVariable, then "
                                 "retry.");
    enum status rc = check_authentication(c);
    if (rc == ST_OK)
        rc = check_proxy(c);
    if (rc == ST_OK)
        rc = check_body(c);
    if (rc == ST_OK && a->in_file)
        rc = check_in_file(c);
    return rc == ST_OK ? check_out_file(c) : rc;
}
