/* The events of Process objects: Exited, and the lines of redirected output. */
#ifndef HVSH_CMDLETS_CORE_PROCESS_EVENTS_H
#define HVSH_CMDLETS_CORE_PROCESS_EVENTS_H

#include "shell/object/type_info.h"

struct process_events;

extern const struct event_info process_event_table[4];
extern const struct type_info type_data_received;

/* The type's hook. */
void process_listened(struct value self, void *session, bool on);
/* It has been started. */
int process_events_started(struct value self, struct err **err);
bool process_raises_events(struct value self);
int process_raise_events(struct value self, bool on, struct err **err);
/* BeginOutputReadLine() and BeginErrorReadLine(): which 0 and 1; reader: the redirected stream's.
 */
int process_begin_lines(struct value self, int which, struct value reader, struct err **err);
int process_cancel_lines(struct value self, int which, struct err **err);
/* While somebody waits for its end: takes what it writes, so that it does not wait for us. */
void process_events_read(struct value self);
void process_events_free(struct process_events *e); /* NULL allowed */

#endif
