#include "cmdlets/core/core.h"
#include "cmdlets/core/files/fs_path.h"
#include "cmdlets/core/files/text_file.h"
#include "cmdlets/core/groups.h"

#include <string.h>
#include <unistd.h>

#include "shell/base/alloc.h"
#include "shell/base/text.h"
#include "shell/format/json_read.h"
#include "shell/format/json_schema.h"
#include "shell/object/convert.h"
#include "shell/object/hash.h"
#include "shell/runtime/session.h"

struct test_args {
    struct str *json;
    struct str *path;
    struct str *literal_path;
    struct str *schema;
    struct str *schema_file;
    struct str_list options;
};
#define TEXT_SETS "JsonString,JsonStringWithSchemaString,JsonStringWithSchemaFile"
#define PATH_SETS "JsonPath,JsonPathWithSchemaString,JsonPathWithSchemaFile"
#define LITERAL_SETS "JsonLiteralPath,JsonLiteralPathWithSchemaString,JsonLiteralPathWithSchemaFile"
static const char *const option_values[] = { "IgnoreComments", "AllowTrailingCommas", NULL };
static const struct param test_params[] = {
    PARAM(struct test_args, json, .name = "Json", .sets = TEXT_SETS, .position = 1,
          .mandatory = true, .from_pipeline = true, .allow_empty = true, .help = "The text."),
    PARAM(struct test_args, path, .name = "Path", .sets = PATH_SETS, .position = 1,
          .mandatory = true, .from_property = true, .help = "A file with the text."),
    PARAM(struct test_args, literal_path, .name = "LiteralPath", .sets = LITERAL_SETS,
          .position = 1, .mandatory = true, .from_property = true, .aliases = "PSPath,LP",
          .help = "A file with the text, as a path that is taken as it is written."),
    PARAM(struct test_args, schema, .name = "Schema",
          .sets = "JsonStringWithSchemaString,JsonPathWithSchemaString,"
                  "JsonLiteralPathWithSchemaString",
          .position = 2, .mandatory = true, .not_null_or_empty = true,
          .help = "A JSON schema that the data must agree with."),
    PARAM(struct test_args, schema_file, .name = "SchemaFile",
          .sets = "JsonStringWithSchemaFile,JsonPathWithSchemaFile,JsonLiteralPathWithSchemaFile",
          .position = 2, .mandatory = true, .not_null_or_empty = true,
          .help = "A file with such a schema."),
    PARAM(struct test_args, options, .name = "Options", .values = option_values,
          .not_null_or_empty = true,
          .help = "What is allowed beyond the standard: IgnoreComments, AllowTrailingCommas."),
};
static const struct example test_examples[] = {
    { .code = "'{ \"name\": \"web1\" }' | Test-Json", .remarks = "Valid JSON.", .output = "True" },
    { .code = "'[1]' | Test-Json -Schema '{ \"type\": \"object\" }' -ErrorAction SilentlyContinue",
      .remarks = "Not what the schema asks for.",
      .output = "False" },
};

struct test_state {
    struct value schema;    /* nothing: none */
    char *schema_path;      /* NULL: it is from no file */
    struct value documents; /* what it refers to, by path */
};

static enum status bad_json(struct invocation *inv, const char *id, const char *message,
                            struct value target, bool ends)
{
    struct error_spec spec = { .message = message,
                               .id = id,
                               .category = strcmp(id, "JsonSchemaFileOpenFailure") == 0
                                               ? EC_OPEN_ERROR
                                               : EC_INVALID_DATA,
                               .exception = "System.Exception",
                               .target = target };
    return ends ? cmdlet_throw(inv, &spec) : cmdlet_error(inv, &spec);
}

static int parse(struct invocation *inv, const struct str *text, const struct str_list *options,
                 struct value *out, struct err **err)
{
    struct json_options o = { .as_hashtable = true, .dates = JSON_DATES_STRING, .strict = true };

    for (size_t i = 0; options && i < options->len; i++) {
        o.comments = o.comments || text_caseeq(options->items[i]->data, "IgnoreComments");
        o.trailing_commas =
            o.trailing_commas || text_caseeq(options->items[i]->data, "AllowTrailingCommas");
    }
    return json_read(text->data, text->len, &o, inv->session->shapes, out, err);
}

static enum status test_begin(struct invocation *inv)
{
    struct test_args *args = ARGS(inv, struct test_args);
    struct test_state *st = STATE(inv, struct test_state);
    AUTO_VALUE text = value_null();
    struct err *err = NULL;

    st->schema = value_nothing();
    if (args->schema) {
        text = value_str(args->schema);
    } else if (args->schema_file) {
        struct path_list files = { VEC_INIT };
        struct str *s;
        path_expand(inv->session, args->schema_file->data, false, false, &files);
        AUTO_FREE char *path =
            xstrdup(files.paths.len ? files.paths.items[0] : args->schema_file->data);
        path_list_release(&files);
        if (file_read_text(path, TEXT_UTF8, &s, &err)) {
            AUTO_STRBUF message = STRBUF_INIT;
            AUTO_VALUE target = value_string(path);
            err_clear(&err);
            strbuf_addf(&message, "Can not open JSON schema file: %s", path);
            return bad_json(inv, "JsonSchemaFileOpenFailure", message.buf, target, true);
        }
        text = value_of_str(s);
        st->schema_path = STEAL(path);
        st->documents = value_of_hash(hash_new(0));
    } else {
        return ST_OK;
    }
    struct value schema = value_null();
    if (parse(inv, text.str, NULL, &schema, &err) == 0 &&
        (schema.kind == V_HASH || schema.kind == V_BOOL)) {
        st->schema = schema;
        return ST_OK;
    }
    value_unref(schema);
    err_clear(&err);
    return bad_json(inv, "InvalidJsonSchema", "Cannot parse the JSON schema.", text, true);
}

/* For json_schema_check(): a file is read once. */
static bool open_document(void *data, const char *path, struct value *out)
{
    struct invocation *inv = data;
    struct test_state *st = STATE(inv, struct test_state);
    const struct value *known = hash_gets(st->documents.hash, path);
    struct value read = value_null();
    AUTO_ERR *err = NULL;
    struct str *text;

    if (!known) {
        if (file_read_text(path, TEXT_UTF8, &text, &err) == 0) {
            AUTO_VALUE owned = value_of_str(text);
            if (parse(inv, text, NULL, &read, &err) < 0)
                read = value_null();
        }
        hash_sets_take(st->documents.hash, path, read);
        known = hash_gets(st->documents.hash, path);
    }
    *out = *known;
    return out->kind == V_HASH || out->kind == V_BOOL;
}

struct faults {
    struct invocation *inv;
    enum status rc;
};

static void report(void *data, const char *what, const char *where)
{
    struct faults *f = data;
    AUTO_STRBUF text = STRBUF_INIT;

    if (f->rc != ST_OK)
        return;
    strbuf_addf(&text, "The JSON is not valid with the schema: %s at '%s'", what, where);
    f->rc = bad_json(f->inv, "InvalidJsonAgainstSchemaDetailed", text.buf, value_null(), false);
}

static enum status test_text(struct invocation *inv, const struct str *text)
{
    struct test_state *st = STATE(inv, struct test_state);
    AUTO_VALUE v = value_null(), target = value_str(text);
    struct faults faults = { inv, ST_OK };
    struct err *err = NULL;
    bool ok = true;
    enum status rc = ST_OK;

    if (!text->data[strspn(text->data, " \t\r\n")] ||
        parse(inv, text, &ARGS(inv, struct test_args)->options, &v, &err)) {
        err_clear(&err);
        rc = bad_json(inv, "InvalidJson", "Cannot parse the JSON.", target, false);
        return rc == ST_OK ? emit(inv, value_bool(false)) : rc;
    }
    if (st->schema.kind != V_NULL) {
        struct json_schema_documents documents = { st->schema_path, open_document, inv };
        ok = json_schema_check(st->schema, st->schema_path ? &documents : NULL, v, report, &faults,
                               &err);
        rc = faults.rc;
        if (err) {
            AUTO_STRBUF message = STRBUF_INIT;
            strbuf_addf(&message, "Cannot parse the JSON schema. %s", err->message);
            err_clear(&err);
            ok = false;
            rc = bad_json(inv, "InvalidJsonSchema", message.buf, st->schema, false);
        }
    }
    return rc == ST_OK ? emit(inv, value_bool(ok)) : rc;
}

static enum status test_file(struct invocation *inv, const char *given, bool literal)
{
    struct path_list files = { VEC_INIT };
    struct err *err = NULL;
    struct str *text;

    path_expand(inv->session, given, literal, false, &files);
    AUTO_FREE char *path = xstrdup(files.paths.len ? files.paths.items[0] : given);
    bool wild = !literal && text_has_wildcard(given, strlen(given));
    bool none = files.paths.len == 0 || access(path, F_OK) != 0;
    path_list_release(&files);
    if (none) {
        AUTO_STRBUF message = STRBUF_INIT;
        AUTO_VALUE target = value_string(path);
        if (wild)
            strbuf_addf(
                &message,
                "Cannot perform operation because the wildcard path %s did not resolve to a "
                "file.",
                given);
        else
            strbuf_addf(&message, "Cannot find path '%s' because it does not exist.", path);
        return cmdlet_throw(
            inv,
            &(struct error_spec){ .message = message.buf,
                                  .id = wild ? "FileOpenFailure" : "PathNotFound",
                                  .category = wild ? EC_OPEN_ERROR : EC_OBJECT_NOT_FOUND,
                                  .exception = "System.Management.Automation.ItemNotFoundException",
                                  .target = target });
    }
    if (file_read_text(path, TEXT_UTF8, &text, &err))
        return cmdlet_throw_err(inv, &err);
    AUTO_VALUE owner = value_of_str(text);
    return test_text(inv, text);
}

static enum status test_process(struct invocation *inv)
{
    struct test_args *args = ARGS(inv, struct test_args);

    if (args->path)
        return test_file(inv, args->path->data, false);
    if (args->literal_path)
        return test_file(inv, args->literal_path->data, true);
    return args->json ? test_text(inv, args->json) : ST_OK;
}

static void test_cleanup(struct invocation *inv)
{
    struct test_state *st = STATE(inv, struct test_state);

    value_clear(&st->schema);
    value_clear(&st->documents);
    free(st->schema_path);
}

static const struct cmdlet cmdlets[] = {
    {
        .verb = "Test",
        .noun = "Json",
        .synopsis = "Tells whether a text is valid JSON, and whether it agrees with a schema.",
        .params = test_params,
        .nparams = ARRAY_SIZE(test_params),
        .default_set = "JsonString",
        .output = "System.Boolean",
        .module = "Microsoft.PowerShell.Utility",
        .args_size = sizeof(struct test_args),
        .state_size = sizeof(struct test_state),
        .begin = test_begin,
        .process = test_process,
        .cleanup = test_cleanup,
        .examples = test_examples,
        .nexamples = ARRAY_SIZE(test_examples),
    },
};
const struct cmdlet_group cmdlets_test_json = { cmdlets, ARRAY_SIZE(cmdlets) };
