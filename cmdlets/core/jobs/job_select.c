#include "cmdlets/core/jobs/job_select.h"

#include <stdarg.h>
#include <string.h>

#include "cmdlets/core/core.h"
#include "shell/base/text.h"
#include "shell/object/array.h"
#include "shell/object/convert.h"
#include "shell/object/guid.h"
#include "shell/object/hash.h"
#include "shell/runtime/session.h"

static bool matches(const char *pattern, const char *text)
{
    return text_wildcard_match(pattern, strlen(pattern), text, strlen(text), true);
}

static void add(struct array *out, struct job *job)
{
    array_push_take(out, job_object(job));
}

static enum status job_missing(struct invocation *inv, const char *id, struct value target,
                               const char *fmt, ...) PRINTF_LIKE(4, 5);
static enum status job_missing(struct invocation *inv, const char *id, struct value target,
                               const char *fmt, ...)
{
    AUTO_STRBUF text = STRBUF_INIT;
    va_list ap;

    va_start(ap, fmt);
    strbuf_vaddf(&text, fmt, ap);
    va_end(ap);
    return cmdlet_error(
        inv, &(struct error_spec){ .message = text.buf,
                                   .id = id,
                                   .category = EC_OBJECT_NOT_FOUND,
                                   .exception = "System.Management.Automation.PSArgumentException",
                                   .target = target });
}

static enum status by_id(struct invocation *inv, const struct int_list *ids, struct array *out)
{
    struct session *s = inv->session;
    for (size_t i = 0; i < ids->len; i++) {
        size_t at = 0, n = jobs_count(s);
        while (at < n && job_id(jobs_at(s, at)) != ids->items[i])
            at++;
        if (at < n) {
            add(out, jobs_at(s, at));
            continue;
        }
        enum status st =
            job_missing(inv, "JobWithSpecifiedSessionNotFound", value_int((int32_t)ids->items[i]),
                        "The command cannot find a job with the job ID %lld. Verify the value of "
                        "the Id parameter and then try the command again.",
                        (long long)ids->items[i]);
        if (st != ST_OK)
            return st;
    }
    return ST_OK;
}

static enum status by_name(struct invocation *inv, const struct str_list *names, struct array *out)
{
    struct session *s = inv->session;
    for (size_t i = 0; i < names->len; i++) {
        const struct str *name = names->items[i];
        size_t before = out->len;
        for (size_t j = 0; j < jobs_count(s); j++) {
            if (matches(name->data, job_name(jobs_at(s, j))))
                add(out, jobs_at(s, j));
        }
        if (out->len > before || text_has_wildcard(name->data, name->len))
            continue;
        AUTO_VALUE target = value_str(name);
        enum status st =
            job_missing(inv, "JobWithSpecifiedNameNotFound", target,
                        "The command cannot find the job because the job name %s was not found. "
                        "Verify the value of the Name parameter, and then try the command again.",
                        name->data);
        if (st != ST_OK)
            return st;
    }
    return ST_OK;
}

static enum status by_instance(struct invocation *inv, const struct value_list *guids,
                               struct array *out)
{
    struct session *s = inv->session;
    for (size_t i = 0; i < guids->len; i++) {
        const uint8_t *wanted = guid_bytes(guids->items[i]);
        size_t before = out->len;
        for (size_t j = 0; j < jobs_count(s); j++) {
            AUTO_VALUE guid = job_instance(jobs_at(s, j));
            if (memcmp(guid_bytes(guid), wanted, 16) == 0)
                add(out, jobs_at(s, j));
        }
        if (out->len > before)
            continue;
        AUTO_VALUE text = value_to_string(guids->items[i]);
        enum status st = job_missing(
            inv, "JobWithSpecifiedInstanceIdNotFound", guids->items[i],
            "The command cannot find a job with the instance identifier %s. Verify the value of "
            "the InstanceId parameter, and then try the command again.",
            text.str->data);
        if (st != ST_OK)
            return st;
    }
    return ST_OK;
}

/* Does the job's property of this name have this value? */
static bool has_value(struct invocation *inv, struct value job, const struct hash_entry *e)
{
    AUTO_VALUE name = value_to_string(e->key);
    AUTO_VALUE have = value_null();
    if (get_property(inv->session, job, name.str->data, &have) != ST_OK) {
        drop_failure(inv->session);
        return false;
    }
    AUTO_VALUE a = value_to_string(have), b = value_to_string(e->value);
    return text_wildcard_match(b.str->data, b.str->len, a.str->data, a.str->len, true);
}

static void by_filter(struct invocation *inv, const struct hash *filter, struct array *out)
{
    struct session *s = inv->session;
    for (size_t i = 0; i < jobs_count(s); i++) {
        AUTO_VALUE job = job_object(jobs_at(s, i));
        struct hash_entry *e;
        bool fits = true;
        for (size_t k = 0; fits && (e = hash_next(filter, &k));)
            fits = has_value(inv, job, e);
        if (fits)
            array_push(out, job);
    }
}

static bool has_command(const struct str_list *commands, const struct job *job)
{
    for (size_t i = 0; i < commands->len; i++) {
        if (matches(commands->items[i]->data, job_command(job)))
            return true;
    }
    return false;
}

static void by_state_and_command(struct invocation *inv, const struct job_selection *sel,
                                 struct array *out)
{
    struct session *s = inv->session;
    for (size_t i = 0; i < jobs_count(s); i++) {
        struct job *job = jobs_at(s, i);
        if (sel->state.set && (int32_t)job_state_of(job) != sel->state.value)
            continue;
        if (sel->command.set && !has_command(&sel->command, job))
            continue;
        add(out, job);
    }
}

enum status job_select(struct invocation *inv, const struct job_selection *sel, struct value *out)
{
    struct array *list = array_new(4);
    enum status st = ST_OK;
    *out = value_of_array(list);
    if (sel->job.len) {
        for (size_t i = 0; i < sel->job.len; i++)
            array_push(list, sel->job.items[i]);
        return ST_OK;
    }
    if (sel->id.set)
        st = by_id(inv, &sel->id, list);
    else if (sel->name.set)
        st = by_name(inv, &sel->name, list);
    else if (sel->instance_id.len)
        st = by_instance(inv, &sel->instance_id, list);
    else if (sel->filter)
        by_filter(inv, sel->filter, list);
    else
        by_state_and_command(inv, sel, list);
    if (st != ST_OK)
        value_clear(out);
    return st;
}
