#include "shell/runtime/event/watcher.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include "shell/base/cancel.h"
#include "shell/base/clock.h"
#include "shell/object/array.h"
#include "shell/object/collection_types.h"
#include "shell/object/datetime.h"
#include "shell/object/path_text.h"
#include "shell/object/type_decls.h"
#include "shell/object/types/file.h"
#include "shell/runtime/event/component.h"
#include "shell/runtime/event/events.h"
#include "shell/runtime/event/source.h"
#include "shell/runtime/event/watcher_args.h"

/* NotifyFilters, its values. */
enum {
    NOTIFY_FILE_NAME = 1,
    NOTIFY_DIRECTORY_NAME = 2,
    NOTIFY_ATTRIBUTES = 4,
    NOTIFY_SIZE = 8,
    NOTIFY_LAST_WRITE = 16,
    NOTIFY_LAST_ACCESS = 32,
    NOTIFY_CREATION_TIME = 64,
    NOTIFY_SECURITY = 256,
    NOTIFY_ALL = 383,
};
static const struct enum_member filter_members[] = {
    { "FileName", NOTIFY_FILE_NAME },         { "DirectoryName", NOTIFY_DIRECTORY_NAME },
    { "Attributes", NOTIFY_ATTRIBUTES },      { "Size", NOTIFY_SIZE },
    { "LastWrite", NOTIFY_LAST_WRITE },       { "LastAccess", NOTIFY_LAST_ACCESS },
    { "CreationTime", NOTIFY_CREATION_TIME }, { "Security", NOTIFY_SECURITY },
};
ENUM_TYPE(notify_filters, "System.IO.NotifyFilters", filter_members, true);

enum { LEAST_BUFFER = 4096, USUAL_BUFFER = 8192, SLICE_MS = 100 };

struct watcher {
    struct event_source source;
    struct folder_watch *watch; /* while the source is among the session's */
    struct session *listener;   /* whose subscribers wait for events; or NULL */
    struct value path, filters; /* string; list of strings */
    int32_t notify, buffer;
    bool enabled, deep, disposed;
};

static struct watcher *watcher_of(struct value v)
{
    return object_payload(v.object);
}

/* ---- which names ---- */

/* *, ? and all else as it is; by case. */
static bool fits(const char *pattern, const char *name)
{
    const char *star = NULL, *from = NULL;

    while (*name) {
        if (*pattern == '*') {
            star = pattern++;
            from = name;
        } else if (*pattern == '?' || *pattern == *name) {
            bool any = *pattern == '?';
            pattern++;
            name++;
            while (any && (*name & 0xc0) == 0x80) /* the rest of a character */
                name++;
        } else if (star) {
            pattern = star + 1;
            name = ++from;
        } else {
            return false;
        }
    }
    while (*pattern == '*')
        pattern++;
    return !*pattern;
}

static bool is_wanted(const struct watcher *w, const char *name)
{
    const struct array *filters = w->filters.array;
    const char *last = name + path_file_name(name, strlen(name));

    for (size_t i = 0; i < filters->len; i++) {
        AUTO_VALUE text = value_to_string(filters->items[i]);
        const char *pattern = text.str->data;
        if (!*pattern || strcmp(pattern, "*.*") == 0 || fits(pattern, last))
            return true;
    }
    return filters->len == 0;
}

/* ---- watching ---- */

static struct folder_watch *open_watch(const struct watcher *w, struct err **err)
{
    const int32_t modify = NOTIFY_LAST_ACCESS | NOTIFY_LAST_WRITE | NOTIFY_SECURITY | NOTIFY_SIZE;
    const int32_t attributes = modify | NOTIFY_ATTRIBUTES | NOTIFY_CREATION_TIME;
    struct folder_wish wish = {
        .path = w->path.str->data,
        .files = w->notify & NOTIFY_FILE_NAME,
        .folders = w->notify & NOTIFY_DIRECTORY_NAME,
        .changes = (w->notify & NOTIFY_LAST_ACCESS ? IN_ACCESS : 0U) |
                   (w->notify & modify ? IN_MODIFY : 0U) |
                   (w->notify & attributes ? IN_ATTRIB : 0U),
        .deep = w->deep,
    };
    return folder_watch_open(&wish, err);
}

static bool on_change(void *data, enum folder_change change, const char *name, const char *old)
{
    static const struct {
        enum folder_change change;
        const char *name;
    } events[] = {
        { FOLDER_CREATED, "Created" },
        { FOLDER_DELETED, "Deleted" },
        { FOLDER_CHANGED, "Changed" },
        { FOLDER_RENAMED, "Renamed" },
    };
    struct value self = *(struct value *)data;
    struct watcher *w = watcher_of(self);
    const char *folder = w->path.str->data;

    if (change == FOLDER_OVERFLOW) {
        AUTO_VALUE e = watch_overflow_new(folder);
        events_of_object(w->listener, self, "Error", e);
    } else if (is_wanted(w, name) || (old && is_wanted(w, old))) {
        AUTO_VALUE e = file_event_new(change, folder, name, old);
        for (size_t i = 0; i < ARRAY_SIZE(events); i++)
            if (events[i].change == change)
                events_of_object(w->listener, self, events[i].name, e);
    }
    return w->listener != NULL; /* the last one may have gone with it */
}

static void changes_came(struct event_source *source)
{
    AUTO_VALUE self = value_ref(source->keeps);
    struct watcher *w = watcher_of(self);
    struct folder_watch *watch = w->watch;

    w->watch = NULL; /* it may be stopped meanwhile */
    folder_watch_read(watch, on_change, &self);
    if (w->source.session && !w->watch)
        w->watch = watch;
    else
        folder_watch_close(watch);
}

static void stop_watch(struct watcher *w)
{
    event_source_remove(&w->source);
    folder_watch_close(w->watch);
    w->watch = NULL;
}

static int start_watch(struct value self, struct err **err)
{
    struct watcher *w = watcher_of(self);

    if (!w->enabled || !w->listener || w->source.session)
        return 0;
    w->watch = open_watch(w, err);
    if (!w->watch)
        return -1;
    w->source.fd = fcntl(folder_watch_fd(w->watch), F_DUPFD_CLOEXEC, 0);
    w->source.ready = changes_came;
    if (w->source.fd < 0)
        err_set_errno(err, errno, "'%s' cannot be watched", w->path.str->data);
    else if (event_source_add(w->listener, &w->source, self, err) == 0)
        return 0;
    else
        close(w->source.fd);
    stop_watch(w);
    return -1;
}

static int restart(struct value self, struct err **err)
{
    AUTO_VALUE keep = value_ref(self);

    stop_watch(watcher_of(self));
    return start_watch(self, err);
}

static void listened(struct value self, void *session, bool on)
{
    struct watcher *w = watcher_of(self);
    AUTO_ERR *err = NULL;

    w->listener = on ? session : NULL;
    if (!on) {
        AUTO_VALUE keep = value_ref(self);
        stop_watch(w);
    } else if (start_watch(self, &err) < 0) {
        w->enabled = false;
    }
}

static void watcher_destroy(struct object *o)
{
    struct watcher *w = object_payload(o);

    stop_watch(w);
    value_unref(w->path);
    value_unref(w->filters);
}

/* ---- members ---- */

enum { W_ENABLED, W_FILTER, W_FILTERS, W_DEEP, W_BUFFER, W_NOTIFY, W_PATH };

GETTER(watcher_get)
{
    UNUSED_GETTER();
    const struct watcher *w = watcher_of(self);
    switch (p->data) {
    case W_ENABLED:
        *out = value_bool(w->enabled);
        break;
    case W_FILTER:
        *out =
            w->filters.array->len ? value_to_string(w->filters.array->items[0]) : value_string("*");
        break;
    case W_FILTERS:
        *out = value_ref(w->filters);
        break;
    case W_DEEP:
        *out = value_bool(w->deep);
        break;
    case W_BUFFER:
        *out = value_int(w->buffer);
        break;
    case W_NOTIFY:
        *out = value_enum(&enum_notify_filters, w->notify);
        break;
    default:
        *out = value_ref(w->path);
    }
    return 0;
}

static int check_folder(const char *path, const char *parameter, struct err **err)
{
    if (!*path)
        return fail_argument(err, "The directory name %s is invalid. (Parameter '%s')", path,
                             parameter);
    if (!path_is(path, S_IFDIR))
        return fail_argument(err, "The directory name '%s' does not exist. (Parameter '%s')", path,
                             parameter);
    return 0;
}

static void set_filter(struct watcher *w, const char *text)
{
    struct array *list = w->filters.array;

    array_remove_range(list, 0, list->len);
    array_push_take(list, value_string(!*text || strcmp(text, "*.*") == 0 ? "*" : text));
}

static int set_enabled(struct value self, bool on, struct err **err)
{
    struct watcher *w = watcher_of(self);
    AUTO_VALUE keep = value_ref(self);

    if (!on) {
        w->enabled = false;
        stop_watch(w);
        return 0;
    }
    if (w->disposed)
        return fail_disposed(err, "FileSystemWatcher");
    if (w->enabled)
        return 0;
    if (!w->path.str->len)
        return fail_argument(err, "The path is empty. (Parameter 'path')");
    w->enabled = true;
    if (start_watch(self, err) == 0)
        return 0;
    w->enabled = false;
    return -1;
}

SETTER(watcher_set_switch)
{
    struct watcher *w = watcher_of(self);
    AUTO_VALUE on = value_null();
    if (value_convert(v, &type_bool, &on, err) < 0)
        return -1;
    if (p->data == W_ENABLED)
        return set_enabled(self, on.b, err);
    bool other = w->deep != on.b;
    w->deep = on.b;
    return other ? restart(self, err) : 0;
}

SETTER(watcher_set_number)
{
    struct watcher *w = watcher_of(self);
    int32_t number;
    if (p->data == W_BUFFER) {
        if (arg_int(v, &number, err) < 0)
            return -1;
        w->buffer = number < LEAST_BUFFER ? LEAST_BUFFER : number;
        return 0;
    }
    AUTO_VALUE flags = value_null();
    if (value_convert(v, &type_notify_filters, &flags, err) < 0)
        return -1;
    number = value_enum_get(flags);
    if (number & ~NOTIFY_ALL)
        return fail_argument(err,
                             "The value of argument 'value' (%d) is invalid for Enum type "
                             "'NotifyFilters'. (Parameter 'value')",
                             (int)number);
    bool other = w->notify != number;
    w->notify = number;
    return other ? restart(self, err) : 0;
}

SETTER(watcher_set_text)
{
    struct watcher *w = watcher_of(self);
    AUTO_VALUE text = arg_string(v);
    if (p->data == W_FILTER) {
        set_filter(w, text.str->data);
        return 0;
    }
    if (strcmp(text.str->data, w->path.str->data) == 0)
        return 0;
    if (check_folder(text.str->data, "Path", err) < 0)
        return -1;
    value_replace_take(&w->path, value_ref(text));
    return restart(self, err);
}

CALL(watcher_dispose)
{
    UNUSED_CALL();
    struct watcher *w = watcher_of(self);
    struct session *listener = w->listener;
    AUTO_VALUE keep = value_ref(self);
    w->enabled = false;
    stop_watch(w);
    if (listener && !w->disposed) {
        AUTO_VALUE e = value_of_object(object_new(&type_event_args));
        events_of_object(listener, self, "Disposed", e);
    }
    w->disposed = true;
    return 0;
}

/* ---- WaitForChanged ---- */

struct waiting {
    const struct watcher *watcher;
    int32_t changes;
    struct value *out;
};

static bool on_awaited(void *data, enum folder_change change, const char *name, const char *old)
{
    const struct waiting *wait = data;

    if (!((int32_t)change & wait->changes) ||
        !(is_wanted(wait->watcher, name) || (old && is_wanted(wait->watcher, old))))
        return true;
    *wait->out = wait_changed_new((int)change, name, old);
    return false;
}

static int wait_changed(const struct watcher *w, struct folder_watch *watch, int32_t changes,
                        int64_t ms, struct value *out, struct err **err)
{
    struct waiting wait = { w, changes, out };
    int64_t end = ms < 0 ? INT64_MAX : clock_ms() + ms;

    *out = value_nothing();
    while (value_is_nothing(*out)) {
        struct pollfd p = { .fd = folder_watch_fd(watch), .events = POLLIN };
        int64_t left = end - clock_ms();
        if (cancel_check(err) < 0)
            return -1;
        if (poll(&p, 1, (int)(left < 0 ? 0 : left < SLICE_MS ? left : SLICE_MS)) > 0)
            folder_watch_read(watch, on_awaited, &wait);
        else if (left <= 0)
            *out = wait_changed_new(0, NULL, NULL);
    }
    return 0;
}

CALL(watcher_wait)
{
    const struct watcher *w = watcher_of(self);
    int64_t ms = -1;
    AUTO_VALUE changes = value_null();
    if (value_convert(args[0], &type_watcher_changes, &changes, err) < 0)
        return -1;
    if (n > 1) {
        if (args[1].kind == V_TIMESPAN)
            ms = args[1].i / TICKS_PER_MS;
        else if (arg_long(args[1], &ms, err) < 0)
            return -1;
        if (ms < -1 || ms > INT32_MAX)
            return fail_range(err, "timeout",
                              "Number must be either non-negative and less than or equal to "
                              "Int32.MaxValue or -1.");
    }
    if (!w->path.str->len)
        return fail_argument(err, "The path is empty. (Parameter 'path')");
    struct folder_watch *watch = open_watch(w, err);
    if (!watch)
        return -1;
    int rc = wait_changed(w, watch, value_enum_get(changes), ms, out, err);
    folder_watch_close(watch);
    return rc;
}

CALL(watcher_new)
{
    (void)self;
    AUTO_VALUE path = n > 0 ? arg_string(args[0]) : value_string("");
    if (n > 0 && args[0].kind == V_NULL)
        return fail_null_argument(err, "path");
    if (n > 1 && args[1].kind == V_NULL)
        return fail_null_argument(err, "filter");
    if (n > 0 && check_folder(path.str->data, "path", err) < 0)
        return -1;
    struct object *o = object_new(&type_watcher);
    struct watcher *w = object_payload(o);
    w->path = value_ref(path);
    w->filters = value_of_array(list_new(&type_collection_of, &type_string));
    w->notify = NOTIFY_FILE_NAME | NOTIFY_DIRECTORY_NAME | NOTIFY_LAST_WRITE;
    w->buffer = USUAL_BUFFER;
    if (n > 1) {
        AUTO_VALUE filter = arg_string(args[1]);
        set_filter(w, filter.str->data);
    }
    *out = value_of_object(o);
    return 0;
}

#define WATCHER_PROP(name_, type_, setter, id)                                             \
    {                                                                                      \
        .name = name_, .type_name = type_, .get = watcher_get, .set = (setter), .data = id \
    }
static const struct property watcher_props[] = {
    WATCHER_PROP("EnableRaisingEvents", "bool", watcher_set_switch, W_ENABLED),
    WATCHER_PROP("Filter", "string", watcher_set_text, W_FILTER),
    WATCHER_PROP("Filters", "System.Collections.ObjectModel.Collection[string]", NULL, W_FILTERS),
    WATCHER_PROP("IncludeSubdirectories", "bool", watcher_set_switch, W_DEEP),
    WATCHER_PROP("InternalBufferSize", "int", watcher_set_number, W_BUFFER),
    WATCHER_PROP("NotifyFilter", "System.IO.NotifyFilters", watcher_set_number, W_NOTIFY),
    WATCHER_PROP("Path", "string", watcher_set_text, W_PATH),
    PROPERTY("Site", "System.ComponentModel.ISite", component_nothing),
    PROPERTY("SynchronizingObject", "System.ComponentModel.ISynchronizeInvoke", component_nothing),
};
#define FILE_HANDLER "System.IO.FileSystemEventHandler"
#define FILE_ARGS "System.IO.FileSystemEventArgs"
static const struct event_info watcher_events[] = {
    { "Changed", FILE_HANDLER, FILE_ARGS },
    { "Created", FILE_HANDLER, FILE_ARGS },
    { "Deleted", FILE_HANDLER, FILE_ARGS },
    { "Error", "System.IO.ErrorEventHandler", "System.IO.ErrorEventArgs" },
    { "Renamed", "System.IO.RenamedEventHandler", "System.IO.RenamedEventArgs" },
};
static const struct method watcher_methods[] = {
    METHOD("BeginInit", 0, 0, component_init, "void BeginInit()"),
    METHOD("Dispose", 0, 0, watcher_dispose, "void Dispose(), void IDisposable.Dispose()"),
    METHOD("EndInit", 0, 0, component_init, "void EndInit()"),
    METHOD("WaitForChanged", 1, 2, watcher_wait,
           "System.IO.WaitForChangedResult WaitForChanged(System.IO.WatcherChangeTypes "
           "changeType), System.IO.WaitForChangedResult "
           "WaitForChanged(System.IO.WatcherChangeTypes changeType, int timeout), "
           "System.IO.WaitForChangedResult WaitForChanged(System.IO.WatcherChangeTypes "
           "changeType, timespan timeout)"),
};
static const struct method watcher_statics[] = {
    METHOD("new", 0, 2, watcher_new,
           "System.IO.FileSystemWatcher new(), System.IO.FileSystemWatcher new(string path), "
           "System.IO.FileSystemWatcher new(string path, string filter)"),
};
const struct type_info type_watcher = { .name = "System.IO.FileSystemWatcher",
                                        .base = &type_component,
                                        PROPS(watcher_props),
                                        METHODS(watcher_methods),
                                        STATICS(watcher_statics),
                                        EVENTS(watcher_events),
                                        .listened = listened,
                                        .payload_size = sizeof(struct watcher),
                                        .destroy = watcher_destroy };
