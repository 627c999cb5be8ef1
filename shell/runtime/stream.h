/* The streams besides success: their records and the default sinks that show
 * them on the host. */
#ifndef HVSH_RUNTIME_STREAM_H
#define HVSH_RUNTIME_STREAM_H

#include "shell/runtime/binding/binder.h"
#include "shell/runtime/sink.h"

struct session;
struct stage;

enum stream {
    STREAM_OUTPUT = 1,
    STREAM_ERROR,
    STREAM_WARNING,
    STREAM_VERBOSE,
    STREAM_DEBUG,
    STREAM_INFORMATION,
    STREAM_PROGRESS /* only of jobs and runspaces, which keep it; sessions give it to their host */
};

/* WarningRecord, VerboseRecord, DebugRecord; owned. */
struct value stream_record_new(enum stream stream, const char *text, size_t len);
/* The PSDataCollection that a stream's records stand in, empty; owned. $null: no such stream. */
struct value stream_records_new(struct session *s, int stream);
/* An empty list of a type by the name that the language writes; owned. */
struct value list_of_name(struct session *s, const char *name);
/* InformationRecord. host: from Write-Host, whose text it is as shown. */
struct value information_record_new(struct session *s, struct value message, bool host,
                                    bool newline);
void information_record_tag(struct value record, const char *tag);
/* Is it the host's own text, as of Write-Host? */
bool information_record_is_hosts(struct value record);
/* write_information() with tags (NULL: none) besides the host's own. */
enum status write_tagged_information(struct invocation *inv, struct value message,
                                     const struct str_list *tags, bool host) MUST_CHECK_STATUS;
/* Is v a record of a stream? Its number, else 0. (Formatting shows a merged
 * record as its stream would.) */
enum stream stream_of_record(struct value v);

/* The sinks every session starts with. */
void streams_init(struct session *s);
void streams_free(struct session *s);

/* Writes a text to the warning, verbose or debug stream by the preference of
 * stage (NULL: the session's). */
enum status stream_write_text(struct session *s, struct stage *stage, enum stream stream,
                              const char *text, size_t len);
/* Does nobody see what is written there, so that its text need not be made? */
bool stream_is_silent(struct session *s, struct stage *stage, enum stream stream);
/* A line of a warning, verbose or debug message on the host, which shows them as PowerShell's
 * does: among the output, not on stderr. ST_STOP: nobody reads any more. */
enum status host_message(struct session *s, enum stream stream, const char *text, size_t len);
/* Asks whether the statement that text shows may run. *step becomes false when all may; ST_FAIL
 * when it may not. A host that cannot ask shows the text. */
enum status stream_ask_step(struct session *s, const char *text, bool *step);
/* Shows what output holds back before something else is written. */
void session_flush_output(struct session *s);

#endif
