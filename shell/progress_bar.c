#include "shell/progress_bar.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "shell/base/strbuf.h"
#include "shell/base/text.h"
#include "shell/base/utf8.h"

enum { FIRST_MS = 300, REDRAW_MS = 100, BAR_COLUMNS = 20 };

static int64_t now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC_COARSE, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void put(const char *text, size_t len)
{
    ssize_t n = write(STDERR_FILENO, text, len);
    (void)n; /* a lost bar is no loss */
}

void progress_bar_init(struct progress_bar *bar)
{
    const char *term = getenv("TERM");
    *bar = (struct progress_bar){ .enabled =
                                      isatty(STDERR_FILENO) && term && strcmp(term, "dumb") != 0 };
}

void progress_bar_hide(struct progress_bar *bar)
{
    static const char erase[] = "\r\033[K";
    if (bar->shown)
        put(erase, sizeof(erase) - 1);
    bar->shown = false;
}

/* Printable text only, shortened to the columns that are left. */
static void add_text(struct strbuf *line, const char *text, size_t columns)
{
    size_t len = text ? strlen(text) : 0;
    for (size_t i = 0, used; i < len && utf8_width(line->buf, line->len) + 2 < columns; i += used) {
        utf8_decode(text + i, len - i, &used);
        if ((unsigned char)text[i] >= ' ')
            strbuf_add(line, text + i, used);
    }
}

static void draw(const struct progress *p, size_t columns)
{
    AUTO_STRBUF line = STRBUF_INIT;
    add_text(&line, p->activity, columns / 2);
    if (p->percent >= 0) {
        size_t full = (size_t)(p->percent > 100 ? 100 : p->percent) * BAR_COLUMNS / 100;
        strbuf_adds(&line, " [");
        strbuf_fill(&line, '#', full);
        strbuf_fill(&line, '.', BAR_COLUMNS - full);
        strbuf_addf(&line, "] %d%% ", p->percent);
    } else {
        strbuf_adds(&line, " ... ");
    }
    add_text(&line, p->status, columns);
    if (p->seconds_left >= 0) {
        AUTO_STRBUF left = STRBUF_INIT;
        strbuf_addf(&left, " %02d:%02d left", p->seconds_left / 60, p->seconds_left % 60);
        add_text(&line, left.buf, columns);
    }
    AUTO_STRBUF out = STRBUF_INIT;
    strbuf_addf(&out, "\r\033[K%s", line.buf);
    put(out.buf, out.len);
}

void progress_bar_update(struct progress_bar *bar, const struct progress *p, int columns)
{
    if (!bar->enabled)
        return;
    if (p->completed) {
        progress_bar_hide(bar);
        bar->work = 0;
        return;
    }
    const char *activity = p->activity ? p->activity : "";
    uint32_t work = (text_casehash(activity, strlen(activity)) ^ (uint32_t)p->id) | 1;
    int64_t now = now_ms();
    if (work != bar->work) {
        bar->work = work;
        bar->began = now;
    }
    if (now - bar->began < FIRST_MS || (bar->shown && now - bar->drawn_at < REDRAW_MS))
        return;
    draw(p, columns > 20 ? (size_t)columns : 80);
    bar->shown = true;
    bar->drawn_at = now;
}
