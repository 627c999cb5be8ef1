/* What a FileSystemWatcher tells: the arguments of its events, the result of WaitForChanged. */
#ifndef HVSH_RUNTIME_EVENT_WATCHER_ARGS_H
#define HVSH_RUNTIME_EVENT_WATCHER_ARGS_H

#include "shell/base/folder_watch.h"
#include "shell/object/value.h"

/* FileSystemEventArgs, or RenamedEventArgs when there is an old name; owned. folder: whose
 * entries they are. */
struct value file_event_new(enum folder_change change, const char *folder, const char *name,
                            const char *old);
/* ErrorEventArgs with an InternalBufferOverflowException; owned. */
struct value watch_overflow_new(const char *folder);
/* WaitForChangedResult; change 0: the time was over. Owned. */
struct value wait_changed_new(int change, const char *name, const char *old);

#endif
