#include "shell/runtime/history.h"

#include <string.h>

#include "shell/base/alloc.h"
#include "shell/object/convert.h"
#include "shell/object/datetime.h"
#include "shell/object/str.h"
#include "shell/object/types/enum.h"
#include "shell/runtime/session.h"

enum { DEFAULT_CAPACITY = 4096 };

static const struct enum_member state_members[] = {
    { "NotStarted", PIPELINE_NOT_STARTED },    { "Running", PIPELINE_RUNNING },
    { "Stopping", PIPELINE_STOPPING },         { "Stopped", PIPELINE_STOPPED },
    { "Completed", PIPELINE_COMPLETED },       { "Failed", PIPELINE_FAILED },
    { "Disconnected", PIPELINE_DISCONNECTED },
};
ENUM_TYPE(pipeline_state, "System.Management.Automation.Runspaces.PipelineState", state_members,
          false);

struct history *session_history(struct session *s)
{
    if (!s->history)
        s->history = xcalloc(1, sizeof(*s->history));
    return s->history;
}

void history_free(struct history *h)
{
    if (!h)
        return;
    for (size_t i = 0; i < h->entries.len; i++)
        free(h->entries.items[i].command);
    vec_release(&h->entries);
    free(h->invoked);
    free(h);
}

void history_remove(struct history *h, size_t index)
{
    free(h->entries.items[index].command);
    memmove(&h->entries.items[index], &h->entries.items[index + 1],
            (h->entries.len - index - 1) * sizeof(h->entries.items[0]));
    h->entries.len--;
}

static size_t capacity(struct session *s)
{
    AUTO_VALUE v = value_null();
    int64_t n = 0;
    AUTO_ERR *err = NULL;

    if (!session_get_variable(s, "MaximumHistoryCount", &v) || value_to_int64(v, &n, &err) < 0 ||
        n < 1 || n > INT16_MAX)
        return DEFAULT_CAPACITY;
    return (size_t)n;
}

struct history_entry *history_add(struct session *s, const char *command,
                                  enum pipeline_state status, int64_t start, int64_t end)
{
    struct history *h = session_history(s);
    size_t room = capacity(s);

    while (h->entries.len >= room)
        history_remove(h, 0);
    struct history_entry *e = vec_push(&h->entries);
    *e = (struct history_entry){ .id = ++h->last_id,
                                 .command = xstrdup(command),
                                 .status = status,
                                 .start = start,
                                 .end = end };
    return e;
}

struct history_entry *history_find(struct history *h, int64_t id)
{
    for (size_t i = 0; i < h->entries.len; i++)
        if (h->entries.items[i].id == id)
            return &h->entries.items[i];
    return NULL;
}

/* ---- HistoryInfo ---- */

enum info_field { INFO_ID, INFO_COMMAND, INFO_STATUS, INFO_START, INFO_END, INFO_DURATION };

static struct history_entry *entry_of(struct value self)
{
    return object_payload(self.object);
}

static int info_get(struct value self, const struct property *p, struct value *out,
                    struct err **err)
{
    const struct history_entry *e = entry_of(self);

    (void)err;
    switch ((enum info_field)p->data) {
    case INFO_ID:
        *out = value_long(e->id);
        break;
    case INFO_COMMAND:
        *out = value_string(e->command);
        break;
    case INFO_STATUS:
        *out = value_enum(&enum_pipeline_state, (int32_t)e->status);
        break;
    case INFO_START:
        *out = value_datetime(e->start, DATETIME_LOCAL);
        break;
    case INFO_END:
        *out = value_datetime(e->end, DATETIME_LOCAL);
        break;
    case INFO_DURATION:
        *out = value_timespan(e->end - e->start);
        break;
    }
    return 0;
}

static int info_to_string(struct value self, struct strbuf *out)
{
    strbuf_adds(out, entry_of(self)->command);
    return 0;
}

static void info_destroy(struct object *o)
{
    free(((struct history_entry *)object_payload(o))->command);
}

static int duration_cell(struct value self, struct value *out, struct err **err)
{
    const struct history_entry *e = entry_of(self);
    int64_t ms = (e->end - e->start) / TICKS_PER_MS;
    int hours = (int)(ms / 3600000), minutes = (int)(ms / 60000 % 60);
    int seconds = (int)(ms / 1000 % 60), rest = (int)(ms % 1000);

    (void)err;
    if (hours > 0)
        *out = value_stringf("%d:%02d:%02d.%03d", hours, minutes, seconds, rest);
    else if (minutes > 0)
        *out = value_stringf("%d:%02d.%03d", minutes, seconds, rest);
    else
        *out = value_stringf("%d.%03d", seconds, rest);
    return 0;
}

static const struct property info_props[] = {
    { .name = "Id", .type_name = "long", .get = info_get, .data = INFO_ID },
    { .name = "CommandLine", .type_name = "string", .get = info_get, .data = INFO_COMMAND },
    { .name = "ExecutionStatus",
      .type_name = "System.Management.Automation.Runspaces.PipelineState",
      .get = info_get,
      .data = INFO_STATUS },
    { .name = "StartExecutionTime", .type_name = "datetime", .get = info_get, .data = INFO_START },
    { .name = "EndExecutionTime", .type_name = "datetime", .get = info_get, .data = INFO_END },
    { .name = "Duration", .type_name = "timespan", .get = info_get, .data = INFO_DURATION },
};
static const struct view_column info_columns[] = {
    { .property = "Id", .width = 4, .align = ALIGN_RIGHT },
    { .label = "Duration", .width = 12, .align = ALIGN_RIGHT, .get = duration_cell },
    { .property = "CommandLine" },
};
static const struct view info_view = { .columns = info_columns,
                                       .ncolumns = ARRAY_SIZE(info_columns) };

const struct type_info type_history_info = {
    .name = "Microsoft.PowerShell.Commands.HistoryInfo",
    .base = &type_object,
    .props = info_props,
    .nprops = ARRAY_SIZE(info_props),
    .table = &info_view,
    .payload_size = sizeof(struct history_entry),
    .destroy = info_destroy,
    .to_string = info_to_string,
};

struct value history_info_new(const struct history_entry *e)
{
    struct object *o = object_new(&type_history_info);
    struct history_entry *copy = object_payload(o);

    *copy = *e;
    copy->command = xstrdup(e->command);
    return value_of_object(o);
}
