#include "shell/runtime/event/watcher_args.h"

#include "shell/object/exception.h"
#include "shell/object/library_types.h"
#include "shell/object/members.h"
#include "shell/object/path_text.h"
#include "shell/object/record.h"
#include "shell/object/type_decls.h"
#include "shell/runtime/event/watcher.h"

#include <string.h>

static const struct enum_member change_members[] = {
    { "Created", FOLDER_CREATED },
    { "Deleted", FOLDER_DELETED },
    { "Changed", FOLDER_CHANGED },
    { "Renamed", FOLDER_RENAMED },
    { "All", 15 },
};
ENUM_TYPE(watcher_changes, "System.IO.WatcherChangeTypes", change_members, true);

/* ---- FileSystemEventArgs, RenamedEventArgs ---- */

enum { F_CHANGE, F_PATH, F_NAME, F_OLD_PATH, F_OLD_NAME, F_FIELDS };

static const struct property file_event_props[] = {
    RECORD_FIELD("ChangeType", "System.IO.WatcherChangeTypes", F_CHANGE),
    RECORD_FIELD("FullPath", "string", F_PATH),
    RECORD_FIELD("Name", "string", F_NAME),
};
const struct type_info type_file_event_args = { .name = "System.IO.FileSystemEventArgs",
                                                .base = &type_event_args,
                                                PROPS(file_event_props),
                                                .payload_size = F_FIELDS * sizeof(struct value),
                                                .destroy = record_destroy };

static const struct property renamed_props[] = {
    RECORD_FIELD("OldFullPath", "string", F_OLD_PATH),
    RECORD_FIELD("OldName", "string", F_OLD_NAME),
};
const struct type_info type_renamed_args = { .name = "System.IO.RenamedEventArgs",
                                             .base = &type_file_event_args,
                                             PROPS(renamed_props),
                                             .payload_size = F_FIELDS * sizeof(struct value),
                                             .destroy = record_destroy };

static struct value full_name(const char *folder, const char *name)
{
    AUTO_STRBUF full = STRBUF_INIT;
    path_full(folder, strlen(folder), &full);
    if (!full.len || full.buf[full.len - 1] != '/')
        strbuf_addch(&full, '/');
    strbuf_adds(&full, name);
    return value_string_len(full.buf, full.len);
}

struct value file_event_new(enum folder_change change, const char *folder, const char *name,
                            const char *old)
{
    struct object *o = object_new(old ? &type_renamed_args : &type_file_event_args);

    *record_field(o, F_CHANGE) = value_enum(&enum_watcher_changes, (int32_t)change);
    *record_field(o, F_PATH) = full_name(folder, name);
    *record_field(o, F_NAME) = value_string(name);
    if (old) {
        *record_field(o, F_OLD_PATH) = full_name(folder, old);
        *record_field(o, F_OLD_NAME) = value_string(old);
    }
    return value_of_object(o);
}

/* ---- ErrorEventArgs ---- */

CALL(error_get_exception)
{
    UNUSED_CALL();
    *out = value_ref(*record_field(self.object, 0));
    return 0;
}

static const struct method error_methods[] = {
    METHOD("GetException", 0, 0, error_get_exception, "System.Exception GetException()"),
};
const struct type_info type_watch_error_args = { .name = "System.IO.ErrorEventArgs",
                                                 .base = &type_event_args,
                                                 METHODS(error_methods),
                                                 .payload_size = sizeof(struct value),
                                                 .destroy = record_destroy };

struct value watch_overflow_new(const char *folder)
{
    struct object *o = object_new(&type_watch_error_args);
    AUTO_STRBUF text = STRBUF_INIT;

    strbuf_addf(&text, "Too many changes at once in directory:%s.", folder);
    *record_field(o, 0) =
        exception_new("System.IO.InternalBufferOverflowException", text.buf, value_null());
    return value_of_object(o);
}

/* ---- WaitForChangedResult ---- */

enum { W_CHANGE, W_NAME, W_OLD_NAME, W_TIMED_OUT, W_FIELDS };

static const struct property result_props[] = {
    RECORD_FIELD("ChangeType", "System.IO.WatcherChangeTypes", W_CHANGE),
    RECORD_FIELD("Name", "string", W_NAME),
    RECORD_FIELD("OldName", "string", W_OLD_NAME),
    RECORD_FIELD("TimedOut", "bool", W_TIMED_OUT),
};
const struct type_info type_wait_changed_result = { .name = "System.IO.WaitForChangedResult",
                                                    .base = &type_value_type,
                                                    PROPS(result_props),
                                                    .payload_size = W_FIELDS * sizeof(struct value),
                                                    .destroy = record_destroy };

struct value wait_changed_new(int change, const char *name, const char *old)
{
    struct object *o = object_new(&type_wait_changed_result);

    *record_field(o, W_CHANGE) = value_enum(&enum_watcher_changes, change);
    *record_field(o, W_NAME) = name ? value_string(name) : value_null();
    *record_field(o, W_OLD_NAME) = old ? value_string(old) : value_null();
    *record_field(o, W_TIMED_OUT) = value_bool(change == 0);
    return value_of_object(o);
}
