/* Dates by .NET's standard and custom formats, in a culture. */
#include <string.h>

#include "shell/object/culture.h"
#include "shell/object/datetime.h"
#include "shell/object/fail.h"

static int bad_format(struct err **err)
{
    return fail_with(err, "System.FormatException", "FormatException",
                     "Input string was not in a correct format.");
}

static void add_word(const char *list, int i, struct strbuf *out)
{
    size_t len;
    const char *word = culture_word(list, i, &len);
    strbuf_add(out, word, len);
}

/* A month beside a day of the month may have another form. */
static bool names_day(const char *f, size_t len)
{
    for (size_t i = 0; i < len;) {
        size_t n = 1;
        while (i + n < len && f[i + n] == f[i])
            n++;
        if (f[i] == 'd' && n <= 2)
            return true;
        i += n;
    }
    return false;
}

/* beside_day: in the form that a day asks for. */
static const char *month_names(const struct culture *c, bool abbreviated, bool beside_day)
{
    if (abbreviated)
        return beside_day && c->short_genitive_months ? c->short_genitive_months : c->short_months;
    return beside_day && c->genitive_months ? c->genitive_months : c->months;
}

static void add_offset(int64_t offset, int width, struct strbuf *out)
{
    int minutes = (int)(offset / TICKS_PER_MINUTE);
    strbuf_addch(out, minutes < 0 ? '-' : '+');
    minutes = abs(minutes);
    if (width >= 3)
        strbuf_addf(out, "%02d:%02d", minutes / 60, minutes % 60);
    else
        strbuf_addf(out, "%0*d", width, minutes / 60);
}

static void add_fraction(int fraction, int n, bool trim, struct strbuf *out)
{
    char digits[16];
    snprintf(digits, sizeof(digits), "%07d", fraction);
    int len = n;
    while (trim && len && digits[len - 1] == '0')
        len--;
    if (trim && !len) { /* the point in front goes too */
        if (out->len && out->buf[out->len - 1] == '.')
            strbuf_truncate(out, out->len - 1);
        return;
    }
    strbuf_add(out, digits, (size_t)len);
}

static int custom(struct value date, const char *f, size_t len, const int64_t *offset,
                  const struct culture *culture, struct strbuf *out, struct err **err)
{
    struct date_parts p;
    date_split(date.i, &p);
    for (size_t i = 0; i < len;) {
        char c = f[i];
        size_t n = 1;
        if (strchr("dfFghHKmMstyz", c) && c && c != 'K')
            while (i + n < len && f[i + n] == c)
                n++;
        int hour12 = p.hour % 12 ? p.hour % 12 : 12;
        switch (c) {
        case 'd':
            if (n <= 2)
                strbuf_addf(out, "%0*d", (int)n, p.day);
            else
                add_word(n == 3 ? culture->short_days : culture->days, p.day_of_week, out);
            break;
        case 'M':
            if (n <= 2)
                strbuf_addf(out, "%0*d", (int)n, p.month);
            else
                add_word(month_names(culture, n == 3, names_day(f, len)), p.month - 1, out);
            break;
        case 'y':
            if (n <= 2)
                strbuf_addf(out, "%0*d", (int)n, p.year % 100);
            else
                strbuf_addf(out, "%0*d", n > 20 ? 20 : (int)n, p.year);
            break;
        case 'h':
            strbuf_addf(out, "%0*d", n > 2 ? 2 : (int)n, hour12);
            break;
        case 'H':
            strbuf_addf(out, "%0*d", n > 2 ? 2 : (int)n, p.hour);
            break;
        case 'm':
            strbuf_addf(out, "%0*d", n > 2 ? 2 : (int)n, p.minute);
            break;
        case 's':
            strbuf_addf(out, "%0*d", n > 2 ? 2 : (int)n, p.second);
            break;
        case 'f':
        case 'F':
            if (n > 7)
                return bad_format(err);
            add_fraction(p.fraction, (int)n, c == 'F', out);
            break;
        case 't':
            if (n > 1)
                strbuf_adds(out, p.hour < 12 ? culture->am : culture->pm);
            else
                strbuf_add(out, p.hour < 12 ? culture->am : culture->pm, 1);
            break;
        case '/':
            strbuf_adds(out, culture->date_separator);
            break;
        case ':':
            strbuf_adds(out, culture->time_separator);
            break;
        case 'g':
            strbuf_adds(out, culture == &culture_invariant ? "A.D." : "AD");
            break;
        case 'z':
            add_offset(offset ? *offset : date_offset(date), (int)n, out);
            break;
        case 'K':
            if (offset)
                add_offset(*offset, 3, out);
            else if (date.aux == DATETIME_UTC)
                strbuf_addch(out, 'Z');
            else if (date.aux == DATETIME_LOCAL)
                add_offset(date_offset(date), 3, out);
            break;
        case '\'':
        case '"': {
            size_t end = i + 1;
            while (end < len && f[end] != c) {
                if (f[end] == '\\' && end + 1 < len)
                    end++;
                strbuf_addch(out, f[end++]);
            }
            if (end >= len)
                return bad_format(err);
            n = end + 1 - i;
            break;
        }
        case '\\':
            if (i + 1 >= len)
                return bad_format(err);
            strbuf_addch(out, f[i + 1]);
            n = 2;
            break;
        case '%':
            if (i + 1 >= len || f[i + 1] == '%')
                return bad_format(err);
            if (custom(date, f + i + 1, 1, offset, culture, out, err) < 0)
                return -1;
            n = 2;
            break;
        default:
            strbuf_addch(out, c);
            break;
        }
        i += n;
    }
    return 0;
}

int date_format_in(const struct culture *culture, struct value date, const char *format, size_t len,
                   const int64_t *offset, struct strbuf *out, struct err **err)
{
    if (!len) {
        format = "G";
        len = 1;
    }
    if (len > 1)
        return custom(date, format, len, offset, culture, out, err);
    AUTO_STRBUF scratch = STRBUF_INIT;
    const char *f = culture_date_pattern(culture, format[0], &scratch);
    if (!f)
        return bad_format(err);
    if (format[0] == 'U')
        date = date_to_utc(date);
    if (strchr("oOrRsu", format[0]))
        culture = &culture_invariant;
    return custom(date, f, strlen(f), offset, culture, out, err);
}

int date_format(struct value date, const char *format, size_t len, const int64_t *offset,
                struct strbuf *out, struct err **err)
{
    return date_format_in(culture_current(), date, format, len, offset, out, err);
}

void date_iso_text(struct value v, struct strbuf *out)
{
    struct date_parts p;

    date_split(v.i, &p);
    strbuf_addf(out, "%04d-%02d-%02dT%02d:%02d:%02d", p.year, p.month, p.day, p.hour, p.minute,
                p.second);
    if (p.fraction) {
        strbuf_addf(out, ".%07d", p.fraction);
        while (out->buf[out->len - 1] == '0')
            strbuf_truncate(out, out->len - 1);
    }
    if (v.aux == DATETIME_UTC) {
        strbuf_addch(out, 'Z');
    } else if (v.aux == DATETIME_LOCAL) {
        int64_t minutes = date_offset(v) / TICKS_PER_MINUTE;
        int64_t abs = minutes < 0 ? -minutes : minutes;
        strbuf_addf(out, "%c%02d:%02d", minutes < 0 ? '-' : '+', (int)(abs / 60), (int)(abs % 60));
    }
}
