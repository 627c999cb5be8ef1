/* What Invoke-WebRequest and Invoke-RestMethod share: their parameters, and the way from those to
 * an answer. Errors, ids and messages are those of PowerShell 7.6. */
#ifndef HVSH_CMDLETS_CORE_WEB_CMDLET_H
#define HVSH_CMDLETS_CORE_WEB_CMDLET_H

#include "cmdlets/core/core.h"
#include "cmdlets/core/web/web_types.h"
#include "shell/base/strbuf.h"
#include "shell/base/vec.h"
#include "shell/object/hash.h"
#include "shell/object/http_client.h"

struct web_args {
    bool use_basic_parsing;
    struct value uri;
    struct value http_version;
    struct value web_session;
    struct str *session_variable;
    bool allow_unencrypted, use_default_credentials, skip_certificate_check;
    struct opt_enum authentication, ssl_protocol, method;
    struct value credential, certificate, token;
    struct str *certificate_thumbprint, *user_agent;
    bool disable_keep_alive;
    struct opt_int connection_timeout, operation_timeout;
    struct hash *headers;
    bool skip_header_validation, allow_insecure_redirect, preserve_authorization, preserve_method;
    struct opt_int maximum_redirection, maximum_retry_count, retry_interval;
    struct str *custom_method;
    struct value unix_socket;
    bool no_proxy;
    struct value proxy, proxy_credential;
    bool proxy_use_default;
    struct value body;
    struct hash *form;
    struct str *content_type, *transfer_encoding, *in_file, *out_file;
    bool pass_thru, resume, skip_http_error_check;
    /* Invoke-RestMethod's */
    bool follow_rel_link;
    struct opt_int maximum_follow_rel_link;
    struct str *response_headers_variable, *status_code_variable;
};

/* One call of a cmdlet: from its arguments to the answer at hand. */
struct web_call {
    struct invocation *inv;
    const struct web_args *args;
    struct value session;
    struct http_client *client;
    char *out_file, *in_file; /* absolute; or NULL */
    /* the request */
    struct value uri; /* absolute */
    char *method;
    bool forced_get;             /* by a redirect */
    struct value query_body;     /* a -Body that went into the query: not sent any more */
    VEC(char *) headers;         /* "Name: value" */
    VEC(char *) content_headers; /* the same, of the body */
    bool has_body;
    struct strbuf body; /* when body_fd is -1 */
    int body_fd;
    int64_t body_len;
    bool resume, resumed; /* a range is asked for; the answer is one */
    int64_t resume_from;
    struct value message; /* HttpRequestMessage */
    bool follows;         /* redirects are followed here, not where requests are sent */
    int redirects_left;   /* -1: no limit of the caller's */
    /* the answer */
    struct http_head head;
    struct strbuf answer; /* unless it goes to the file at once */
    char *target_file;    /* where -OutFile goes; or NULL */
    int target_fd;        /* -1: not open */
    struct err *write_error;
    struct value relation_link; /* a dictionary */
};

/* Turns an answer into output. */
typedef enum status (*web_output)(struct web_call *c);

/* A cmdlet's process: relation links are looked for when links is set. */
enum status web_process(struct invocation *inv, bool links, web_output output) MUST_CHECK_STATUS;

/* web_check.c: parameters that do not go together. */
enum status web_check(struct web_call *c) MUST_CHECK_STATUS;
/* web_prepare.c: the session from the parameters; then a request for a place. */
enum status web_prepare_session(struct web_call *c) MUST_CHECK_STATUS;
enum status web_prepare_request(struct web_call *c, struct value uri,
                                bool is_redirect) MUST_CHECK_STATUS;
/* web_body.c: the request's body and its headers. */
enum status web_prepare_body(struct web_call *c) MUST_CHECK_STATUS;
/* "a=1&b=2" */
void web_form_encode(const struct hash *h, struct strbuf *out);
/* web_send.c: sends, follows redirects, tries again. The answer stands in the call then. */
enum status web_send(struct web_call *c) MUST_CHECK_STATUS;
/* What went wrong where no answer came. */
enum status web_fail(struct web_call *c, enum http_failure why, struct err **err);
bool web_is_redirect(int status);
/* web_log.c: -Verbose texts. */
enum status web_log_request(struct web_call *c) MUST_CHECK_STATUS;
enum status web_log_response(struct web_call *c) MUST_CHECK_STATUS;

/* A ValidationMetadataException that ends the cmdlet. */
enum status web_refuse(struct web_call *c, const char *id, const char *fmt, ...) PRINTF_LIKE(3, 4);
/* An exception that nothing in the cmdlet catches: its type is the id. */
enum status web_throw(struct web_call *c, const char *exception, const char *fmt, ...)
    PRINTF_LIKE(3, 4);
/* The text after name: in a list of headers; NULL: none. Borrowed. */
const char *web_header(char *const *headers, size_t n, const char *name);
bool web_is_success(int status);
/* -HttpVersion: 10, 11, 20 or 30. */
int web_version(const struct web_call *c);
/* Is what comes to be kept in memory (or goes to the file as it comes)? */
bool web_writes_pipeline(const struct web_call *c);
/* Writes the answer to -OutFile where that has not been done; says so to -Verbose. */
enum status web_save(struct web_call *c) MUST_CHECK_STATUS;

#define WEB_STANDARD "StandardMethod,StandardMethodNoProxy"
#define WEB_CUSTOM "CustomMethod,CustomMethodNoProxy"
#define WEB_PROXIED "StandardMethod,CustomMethod"
#define WEB_UNPROXIED "StandardMethodNoProxy,CustomMethodNoProxy"
extern const char *const web_transfer_encodings[], *const web_versions[];

#define WEB_PARAMS                                                                                 \
    PARAM(struct web_args, use_basic_parsing, .name = "UseBasicParsing",                           \
          .help = "Pages are always parsed in the basic way."),                                    \
        PARAM(struct web_args, uri, .name = "Uri", .position = 1, .mandatory = true,               \
              .type = &type_uri, .not_null_or_empty = true,                                        \
              .help = "The address; http:// is put before one without a scheme."),                 \
        PARAM(struct web_args, http_version, .name = "HttpVersion", .type_name = "System.Version", \
              PARAM_RARE(.completions = web_versions),                                             \
              .help = "The version of HTTP: 1.0, 1.1, 2.0 or 3.0; 1.1 unless said otherwise."),    \
        PARAM(struct web_args, web_session, .name = "WebSession", .type = &type_web_session,       \
              .help = "A session of an earlier request: its cookies, headers and credentials."),   \
        PARAM(struct web_args, session_variable, .name = "SessionVariable", .aliases = "SV",       \
              .help = "The variable (without $) that gets the session."),                          \
        PARAM(struct web_args, allow_unencrypted, .name = "AllowUnencryptedAuthentication",        \
              .help = "Sends credentials and tokens over http:// too."),                           \
        PARAM(struct web_args, authentication, .name = "Authentication",                           \
              .enum_info = &enum_web_authentication,                                               \
              .help = "Basic (with -Credential), Bearer or OAuth (with -Token)."),                 \
        PARAM(struct web_args, credential, .name = "Credential", .type = &type_pscredential,       \
              .help = "Who asks, for servers that want to know."),                                 \
        PARAM(struct web_args, use_default_credentials, .name = "UseDefaultCredentials",           \
              .help = "Kerberos with the tickets of the current user."),                           \
        PARAM(struct web_args, certificate_thumbprint, .name = "CertificateThumbprint",            \
              .not_null_or_empty = true, .help = "A certificate of the user's store."),            \
        PARAM(struct web_args, certificate, .name = "Certificate", .type_name = "X509Certificate", \
              .not_null = true, .help = "The client's certificate."),                              \
        PARAM(struct web_args, skip_certificate_check, .name = "SkipCertificateCheck",             \
              .help = "Takes any certificate: self-made, expired or of another host."),            \
        PARAM(struct web_args, ssl_protocol, .name = "SslProtocol",                                \
              .enum_info = &enum_web_ssl_protocol,                                                 \
              .help = "The versions of TLS that may be used."),                                    \
        PARAM(struct web_args, token, .name = "Token", .type = &type_securestring,                 \
              .help = "The token for -Authentication Bearer and OAuth."),                          \
        PARAM(struct web_args, user_agent, .name = "UserAgent",                                    \
              .help = "What the request says it comes from."),                                     \
        PARAM(struct web_args, disable_keep_alive, .name = "DisableKeepAlive",                     \
              .help = "Asks the server to close the connection afterwards."),                      \
        PARAM(struct web_args, connection_timeout, .name = "ConnectionTimeoutSeconds",             \
              .aliases = "TimeoutSec", PARAM_RANGE(0, INT32_MAX),                                  \
              .help = "How long the server may take until its answer begins; 0: however long."),   \
        PARAM(struct web_args, operation_timeout, .name = "OperationTimeoutSeconds",               \
              PARAM_RANGE(0, INT32_MAX),                                                           \
              .help = "How long the answer may pause once it has begun; 0: however long."),        \
        PARAM(struct web_args, headers, .name = "Headers", .type_name = "IDictionary",             \
              .help = "Header fields by name."),                                                   \
        PARAM(struct web_args, skip_header_validation, .name = "SkipHeaderValidation",             \
              .help = "Sends header fields as they are, valid or not."),                           \
        PARAM(struct web_args, allow_insecure_redirect, .name = "AllowInsecureRedirect",           \
              .help = "Follows redirects from https:// to http:// too."),                          \
        PARAM(struct web_args, maximum_redirection, .name = "MaximumRedirection",                  \
              PARAM_RANGE(0, INT32_MAX), .help = "How many redirects are followed; 0: none."),     \
        PARAM(struct web_args, maximum_retry_count, .name = "MaximumRetryCount",                   \
              PARAM_RANGE(0, INT32_MAX),                                                           \
              .help = "How often a request is made again that the server answers with an error."), \
        PARAM(struct web_args, preserve_authorization, .name = "PreserveAuthorizationOnRedirect",  \
              .help = "Sends the Authorization field to where a redirect leads, too."),            \
        PARAM(struct web_args, retry_interval, .name = "RetryIntervalSec",                         \
              PARAM_RANGE(1, INT32_MAX), .help = "Seconds between those attempts: 5."),            \
        PARAM(struct web_args, method, .name = "Method", .sets = WEB_STANDARD,                     \
              .enum_info = &enum_web_method, .help = "The method: GET unless said otherwise."),    \
        PARAM(struct web_args, custom_method, .name = "CustomMethod", .sets = WEB_CUSTOM,          \
              .mandatory = true, .aliases = "CM", .not_null_or_empty = true,                       \
              .help = "A method that -Method does not know."),                                     \
        PARAM(struct web_args, preserve_method, .name = "PreserveHttpMethodOnRedirect",            \
              .help = "Redirects never turn the method into GET."),                                \
        PARAM(struct web_args, unix_socket, .name = "UnixSocket", .type = &type_unix_end_point,    \
              .not_null_or_empty = true, .help = "The path of a socket to connect to instead."),   \
        PARAM(struct web_args, no_proxy, .name = "NoProxy", .sets = WEB_UNPROXIED,                 \
              .mandatory = true, .help = "Uses no proxy, whatever the environment says."),         \
        PARAM(struct web_args, proxy, .name = "Proxy", .sets = WEB_PROXIED, .type = &type_uri,     \
              .help = "The proxy's address."),                                                     \
        PARAM(struct web_args, proxy_credential, .name = "ProxyCredential", .sets = WEB_PROXIED,   \
              .type = &type_pscredential, .help = "Who asks the proxy."),                          \
        PARAM(struct web_args, proxy_use_default, .name = "ProxyUseDefaultCredentials",            \
              .sets = WEB_PROXIED, .help = "Kerberos with the tickets of the current user."),      \
        PARAM(struct web_args, body, .name = "Body", .from_pipeline = true,                        \
              .help =                                                                              \
                  "What is sent: a text, bytes, a stream, XML, or a hashtable as a form (as the "  \
                  "query of a GET)."),                                                             \
        PARAM(struct web_args, form, .name = "Form", .type_name = "IDictionary",                   \
              .help = "Fields and files (FileInfo objects) to send as multipart/form-data."),      \
        PARAM(struct web_args, content_type, .name = "ContentType",                                \
              .help = "The type of what is sent."),                                                \
        PARAM(struct web_args, transfer_encoding, .name = "TransferEncoding",                      \
              .values = web_transfer_encodings, .help = "The Transfer-Encoding field."),           \
        PARAM(struct web_args, in_file, .name = "InFile", .not_null_or_empty = true,               \
              .help = "A file to send."),                                                          \
        PARAM(struct web_args, out_file, .name = "OutFile", .not_null_or_empty = true,             \
              .help =                                                                              \
                  "The file for the answer; in a folder it gets the name that the address ends "   \
                  "with."),                                                                        \
        PARAM(struct web_args, pass_thru, .name = "PassThru",                                      \
              .help = "Emits the answer besides -OutFile."),                                       \
        PARAM(struct web_args, resume, .name = "Resume",                                           \
              .help = "Asks only for what -OutFile does not have yet."),                           \
        PARAM(struct web_args, skip_http_error_check, .name = "SkipHttpErrorCheck",                \
              .help = "Answers with an error's status are output like others.")

#endif
