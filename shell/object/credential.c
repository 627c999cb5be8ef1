#include "shell/object/credential.h"

#include <string.h>

#include "shell/base/alloc.h"
#include "shell/object/library_types.h"
#include "shell/object/members.h"

struct secret {
    char *text;
    size_t len;
};

static void secret_destroy(struct object *o)
{
    struct secret *s = object_payload(o);
    if (s->text)
        explicit_bzero(s->text, s->len);
    free(s->text);
}

struct value securestring_new(const char *text, size_t len)
{
    struct object *o = object_new(&type_securestring);
    struct secret *s = object_payload(o);
    s->text = xmalloc(len + 1);
    memcpy(s->text, text, len);
    s->text[len] = '\0';
    s->len = len;
    return value_of_object(o);
}

const char *securestring_text(struct value v, size_t *len)
{
    if (v.kind != V_OBJECT || v.object->type != &type_securestring)
        return NULL;
    struct secret *s = object_payload(v.object);
    if (len)
        *len = s->len;
    return s->text ? s->text : "";
}

GETTER(secret_length)
{
    UNUSED_GETTER();
    size_t len = 0;
    const char *text = securestring_text(self, &len);
    AUTO_VALUE s = value_string_len(text, len);
    *out = value_int((int32_t)str_length(s.str));
    explicit_bzero(s.str->data, s.str->len);
    return 0;
}

CALL(secret_new_call)
{
    UNUSED_CALL();
    *out = securestring_new("", 0);
    return 0;
}

CALL(secret_append_char)
{
    (void)n;
    (void)out;
    struct value c;
    if (value_convert(args[0], &type_char, &c, err) < 0)
        return -1;
    struct secret *s = object_payload(self.object);
    AUTO_STRBUF rune = STRBUF_INIT;
    strbuf_addrune(&rune, (uint32_t)c.i);
    char *grown = xmalloc(s->len + rune.len + 1);
    memcpy(grown, s->text, s->len);
    memcpy(grown + s->len, rune.buf, rune.len + 1);
    explicit_bzero(s->text, s->len);
    free(s->text);
    s->text = grown;
    s->len += rune.len;
    return 0;
}

CALL(secret_nothing)
{
    UNUSED_CALL();
    return 0;
}

CALL(secret_copy)
{
    UNUSED_CALL();
    size_t len = 0;
    const char *text = securestring_text(self, &len);
    *out = securestring_new(text, len);
    return 0;
}

static const struct property secret_props[] = { PROPERTY("Length", "int", secret_length) };
static const struct method secret_methods[] = {
    METHOD("AppendChar", 1, 1, secret_append_char, "void AppendChar(char c)"),
    METHOD("MakeReadOnly", 0, 0, secret_nothing, "void MakeReadOnly()"),
    METHOD("Dispose", 0, 0, secret_nothing, "void Dispose()"),
    METHOD("Copy", 0, 0, secret_copy, "securestring Copy()"),
};
static const struct method secret_statics[] = {
    METHOD("new", 0, 0, secret_new_call, "securestring new()"),
};
const struct type_info type_securestring = { .name = "System.Security.SecureString",
                                             .accelerator = "securestring",
                                             .base = &type_object,
                                             PROPS(secret_props),
                                             METHODS(secret_methods),
                                             STATICS(secret_statics),
                                             .payload_size = sizeof(struct secret),
                                             .destroy = secret_destroy };

/* ---- PSCredential ---- */

struct credential {
    struct value user, password;
};

static struct credential *credential_of(struct value v)
{
    return object_payload(v.object);
}

static void credential_destroy(struct object *o)
{
    struct credential *c = object_payload(o);
    value_unref(c->user);
    value_unref(c->password);
}

struct value pscredential_new(const char *user, struct value password)
{
    struct object *o = object_new(&type_pscredential);
    struct credential *c = object_payload(o);
    c->user = value_string(user);
    c->password = value_ref(password);
    return value_of_object(o);
}

const char *pscredential_user(struct value v)
{
    if (v.kind != V_OBJECT || v.object->type != &type_pscredential)
        return NULL;
    return credential_of(v)->user.str->data;
}

struct value pscredential_password(struct value v)
{
    return pscredential_user(v) ? credential_of(v)->password : value_null();
}

GETTER(credential_get)
{
    UNUSED_GETTER();
    struct credential *c = credential_of(self);
    *out = value_ref(p->data ? c->password : c->user);
    return 0;
}

/* What GetNetworkCredential() gives: the password in the clear. */
GETTER(network_get)
{
    UNUSED_GETTER();
    struct credential *c = credential_of(self);
    const char *user = c->user.str->data, *slash = strchr(user, '\\');
    size_t len = 0;
    const char *text = securestring_text(c->password, &len);
    switch (p->data) {
    case 0:
        *out = value_string(slash ? slash + 1 : user);
        break;
    case 1:
        *out = value_string_len(text ? text : "", len);
        break;
    case 2:
        *out = value_ref(c->password);
        break;
    default:
        *out = value_string_len(user, slash ? (size_t)(slash - user) : 0);
        break;
    }
    return 0;
}

static const struct property network_props[] = {
    PROPERTY_DATA("UserName", "string", network_get, 0),
    PROPERTY_DATA("Password", "string", network_get, 1),
    PROPERTY_DATA("SecurePassword", "securestring", network_get, 2),
    PROPERTY_DATA("Domain", "string", network_get, 3),
};
/* new(user, password [, domain]); the password is a text or a SecureString. */
CALL(network_new)
{
    (void)self;
    (void)err;
    AUTO_VALUE user = n ? arg_string(args[0]) : value_string("");
    AUTO_VALUE domain = n > 2 ? arg_string(args[2]) : value_string("");
    AUTO_VALUE text = value_null();
    size_t len;
    bool secret = n > 1 && securestring_text(args[1], &len);
    if (!secret)
        text = n > 1 ? arg_string(args[1]) : value_string("");
    struct object *o = object_new(&type_network_credential);
    struct credential *c = object_payload(o);
    c->user = domain.str->len ? value_stringf("%s\\%s", domain.str->data, user.str->data)
                              : value_ref(user);
    c->password = secret ? value_ref(args[1]) : securestring_new(text.str->data, text.str->len);
    *out = value_of_object(o);
    return 0;
}

static const struct method network_statics[] = {
    METHOD("new", 0, 3, network_new,
           "System.Net.NetworkCredential new(string userName, string password)"),
};
const struct type_info type_network_credential = {
    .name = "System.Net.NetworkCredential",
    .base = &type_object,
    PROPS(network_props),
    STATICS(network_statics),
    .payload_size = sizeof(struct credential),
    .destroy = credential_destroy,
};

CALL(credential_network)
{
    UNUSED_CALL();
    struct object *o = object_new(&type_network_credential);
    struct credential *from = credential_of(self), *c = object_payload(o);
    c->user = value_ref(from->user);
    c->password = value_ref(from->password);
    *out = value_of_object(o);
    return 0;
}

CALL(credential_new_call)
{
    (void)self;
    (void)n;
    AUTO_VALUE user = arg_string(args[0]);
    if (!user.str->len)
        return fail_argument(err, "Cannot process argument because the value of argument "
                                  "\"userName\" is not valid. Change the value of the "
                                  "\"userName\" argument and run the operation again.");
    if (args[1].kind != V_NULL && !securestring_text(args[1], NULL))
        return fail_no_cast(err, args[1], &type_securestring);
    *out = pscredential_new(user.str->data, args[1]);
    return 0;
}

static const struct property credential_props[] = {
    PROPERTY_DATA("UserName", "string", credential_get, 0),
    PROPERTY_DATA("Password", "securestring", credential_get, 1),
};
static const struct method credential_methods[] = {
    METHOD("GetNetworkCredential", 0, 0, credential_network,
           "System.Net.NetworkCredential GetNetworkCredential()"),
};
static const struct method credential_statics[] = {
    METHOD("new", 2, 2, credential_new_call, "pscredential new(string, securestring)"),
};
const struct type_info type_pscredential = {
    .name = "System.Management.Automation.PSCredential",
    .accelerator = "pscredential",
    .base = &type_object,
    PROPS(credential_props),
    METHODS(credential_methods),
    STATICS(credential_statics),
    .payload_size = sizeof(struct credential),
    .destroy = credential_destroy,
};
