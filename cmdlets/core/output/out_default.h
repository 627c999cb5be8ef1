/* The end of the success stream at top level: default formatting on the host. */
#ifndef HVSH_CMDLETS_CORE_OUT_DEFAULT_H
#define HVSH_CMDLETS_CORE_OUT_DEFAULT_H

#include "shell/runtime/session.h"

/* For session->make_output. */
struct output *out_default_new(struct session *s);
/* Nobody sees it but open transcripts. */
struct output *out_transcript_new(struct session *s);
/* Stops after each screenful and asks how to go on, where somebody can answer. */
struct output *out_paged_new(struct session *s);
/* For session->render: v as Out-String shows it, line breaks included. */
void out_default_render(struct session *s, struct value v, struct strbuf *out);

#endif
