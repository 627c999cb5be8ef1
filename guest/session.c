#include "guest/session.h"

#include "guest/ic.h"
#include "guest/ic_service.h"
#include "shell/base/cleanup.h"
#include "shell/base/le.h"

enum { OUT_MAX = 256 << 10 };

static const struct wire_version frames[] = { { 3, 0 }, { 1, 0 } };

void guest_session_init(struct guest_session *s, const struct walk_root *root)
{
    *s = (struct guest_session){ .out = STRBUF_INIT, .whole = root->fd < 0 };
    wire_reader_init(&s->in);
    file_service_init(&s->files, root);
    exec_service_init(&s->programs);
}

void guest_session_release(struct guest_session *s)
{
    file_service_release(&s->files);
    exec_service_release(&s->programs);
    vss_thaw(&s->vss);
    wire_reader_release(&s->in);
    strbuf_release(&s->out);
}

void guest_session_hangup(struct guest_session *s)
{
    wire_reader_reset(&s->in);
    strbuf_reset(&s->out);
    s->sent = 0;
    file_service_begin(&s->files, (struct wire_version){ 0, 0 }, 0);
    exec_service_begin(&s->programs, false, 0);
    vss_thaw(&s->vss);
}

bool guest_session_wants_input(const struct guest_session *s)
{
    return s->out.len - s->sent < OUT_MAX;
}

uint8_t *guest_session_space(struct guest_session *s, size_t *space)
{
    return wire_reader_space(&s->in, space);
}

/* A host begins anew: whatever an earlier one left half done ends here. */
static void negotiate(struct guest_session *s, const struct wire_message *m)
{
    struct wire_version frame, version;
    unsigned service = m->ic.reserved ? m->ic.reserved : WIRE_FCOPY;
    const struct wire_version *ic = s->whole ? ic_version(service) : NULL;
    if (!(m->ic.flags & WIRE_REQUEST))
        return;
    switch (s->bare && !ic ? 0 : service) {
    case WIRE_FCOPY:
        if (wire_answer_offer(&s->out, m, frames, ARRAY_SIZE(frames), file_service_versions,
                              ARRAY_SIZE(file_service_versions), &frame, &version))
            file_service_begin(&s->files, version, le32_get(m->body + 4));
        break;
    case WIRE_EXEC:
        if (wire_answer_offer(&s->out, m, frames, ARRAY_SIZE(frames), exec_service_versions,
                              ARRAY_SIZE(exec_service_versions), &frame, &version))
            exec_service_begin(&s->programs, true, le32_get(m->body + 4));
        break;
    default:
        wire_answer_offer(&s->out, m, frames, ic ? ARRAY_SIZE(frames) : 0, ic, ic ? 1 : 0, &frame,
                          &version);
    }
}

/* Files are the user's who logged in on this session. */
static void take_file(struct guest_session *s, const struct wire_message *m)
{
    if (login_assume(&s->programs.login))
        return;
    file_service_take(&s->files, m, &s->out);
    login_resume(&s->programs.login);
}

static void refuse(struct guest_session *s, const struct wire_message *m)
{
    if (m->ic.flags & WIRE_REQUEST)
        wire_answer(&s->out, m, (uint32_t)WIRE_E_NOT_SUPPORTED, NULL, 0);
}

void guest_session_input(struct guest_session *s, size_t n)
{
    struct wire_message m;
    wire_reader_fill(&s->in, n);
    while (wire_reader_next(&s->in, &m)) {
        if (m.ic.type == WIRE_NEGOTIATE)
            negotiate(s, &m);
        else if (s->whole && ic_version(m.ic.type))
            ic_service_take(&m, &s->vss, &s->out);
        else if (s->bare)
            refuse(s, &m);
        else if (m.ic.type == WIRE_FCOPY)
            take_file(s, &m);
        else if (m.ic.type == WIRE_EXEC)
            exec_service_take(&s->programs, &m, &s->out);
        else
            refuse(s, &m);
    }
}

bool guest_session_work(struct guest_session *s)
{
    bool room = guest_session_wants_input(s), busy = false;
    vss_work(&s->vss);
    exec_service_work(&s->programs, room, &s->out);
    if (room && !login_assume(&s->programs.login)) {
        busy = file_service_work(&s->files, &s->out);
        login_resume(&s->programs.login);
    }
    return busy;
}

size_t guest_session_poll(const struct guest_session *s, struct pollfd *fds, int *ms)
{
    size_t n = exec_service_poll(&s->programs, guest_session_wants_input(s), fds, ms);
    int thaw = vss_wait(&s->vss);
    if (thaw >= 0 && (*ms < 0 || *ms > thaw))
        *ms = thaw;
    return n;
}

const char *guest_session_output(const struct guest_session *s, size_t *len)
{
    *len = s->out.len - s->sent;
    return s->out.buf + s->sent;
}

void guest_session_wrote(struct guest_session *s, size_t n)
{
    wire_sent(&s->out, &s->sent, n);
}
