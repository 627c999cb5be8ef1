/* The session's history: what was entered at the prompt, by number. */
#ifndef HVSH_RUNTIME_HISTORY_H
#define HVSH_RUNTIME_HISTORY_H

#include "shell/base/vec.h"
#include "shell/object/object.h"

struct session;

enum pipeline_state {
    PIPELINE_NOT_STARTED,
    PIPELINE_RUNNING,
    PIPELINE_STOPPING,
    PIPELINE_STOPPED,
    PIPELINE_COMPLETED,
    PIPELINE_FAILED,
    PIPELINE_DISCONNECTED
};
extern const struct enum_info enum_pipeline_state;
extern const struct type_info type_pipeline_state;

struct history_entry {
    int64_t id;
    char *command;
    enum pipeline_state status;
    int64_t start, end; /* ticks, local time */
};

struct history {
    VEC(struct history_entry)
    entries; /* oldest first */
    int64_t last_id;
    char *invoked; /* by Invoke-History: stands in the history for the command that ran it */
};

/* The session's; made when first asked for. */
struct history *session_history(struct session *s);
void history_free(struct history *h);
/* Adds a command that has ended and forgets the oldest beyond $MaximumHistoryCount. Answers the
 * entry, valid until the next change. */
struct history_entry *history_add(struct session *s, const char *command,
                                  enum pipeline_state status, int64_t start, int64_t end);
/* NULL: no such number. */
struct history_entry *history_find(struct history *h, int64_t id);
void history_remove(struct history *h, size_t index);

/* A HistoryInfo object; owned. */
extern const struct type_info type_history_info;
struct value history_info_new(const struct history_entry *e);

#endif
