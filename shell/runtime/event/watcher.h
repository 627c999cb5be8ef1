/* System.IO.FileSystemWatcher and the types that come with it. */
#ifndef HVSH_RUNTIME_EVENT_WATCHER_H
#define HVSH_RUNTIME_EVENT_WATCHER_H

#include "shell/object/types/enum.h"

extern const struct type_info type_watcher, type_file_event_args, type_renamed_args,
    type_watch_error_args, type_wait_changed_result;
ENUM_DECLARE(notify_filters);
ENUM_DECLARE(watcher_changes);

#endif
