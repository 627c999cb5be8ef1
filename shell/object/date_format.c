/* Dates by .NET's standard and custom formats, in the invariant culture. */
#include <string.h>

#include "shell/object/datetime.h"
#include "shell/object/fail.h"

const char *const date_day_names[7] = { "Sunday",   "Monday", "Tuesday", "Wednesday",
                                        "Thursday", "Friday", "Saturday" };
const char *const date_month_names[12] = { "January",   "February", "March",    "April",
                                           "May",       "June",     "July",     "August",
                                           "September", "October",  "November", "December" };

static int bad_format(struct err **err)
{
    return fail_with(err, "System.FormatException", "FormatException",
                     "Input string was not in a correct format.");
}

static const char *standard(char c)
{
    switch (c) {
    case 'd':
        return "MM/dd/yyyy";
    case 'D':
        return "dddd, dd MMMM yyyy";
    case 'f':
        return "dddd, dd MMMM yyyy HH:mm";
    case 'F':
    case 'U':
        return "dddd, dd MMMM yyyy HH:mm:ss";
    case 'g':
        return "MM/dd/yyyy HH:mm";
    case 'G':
        return "MM/dd/yyyy HH:mm:ss";
    case 'm':
    case 'M':
        return "MMMM dd";
    case 'o':
    case 'O':
        return "yyyy'-'MM'-'dd'T'HH':'mm':'ss.fffffffK";
    case 'r':
    case 'R':
        return "ddd, dd MMM yyyy HH':'mm':'ss 'GMT'";
    case 's':
        return "yyyy'-'MM'-'dd'T'HH':'mm':'ss";
    case 't':
        return "HH:mm";
    case 'T':
        return "HH:mm:ss";
    case 'u':
        return "yyyy'-'MM'-'dd HH':'mm':'ss'Z'";
    case 'y':
    case 'Y':
        return "yyyy MMMM";
    default:
        return NULL;
    }
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
                  struct strbuf *out, struct err **err)
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
                strbuf_addf(out, "%.*s", n == 3 ? 3 : 20, date_day_names[p.day_of_week]);
            break;
        case 'M':
            if (n <= 2)
                strbuf_addf(out, "%0*d", (int)n, p.month);
            else
                strbuf_addf(out, "%.*s", n == 3 ? 3 : 20, date_month_names[p.month - 1]);
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
            strbuf_add(out, p.hour < 12 ? "AM" : "PM", n > 1 ? 2 : 1);
            break;
        case 'g':
            strbuf_adds(out, "A.D.");
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
            if (custom(date, f + i + 1, 1, offset, out, err) < 0)
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

int date_format(struct value date, const char *format, size_t len, const int64_t *offset,
                struct strbuf *out, struct err **err)
{
    if (!len) {
        format = "G";
        len = 1;
    }
    if (len > 1)
        return custom(date, format, len, offset, out, err);
    const char *f = standard(format[0]);
    if (!f)
        return bad_format(err);
    if (format[0] == 'U')
        date = date_to_utc(date);
    return custom(date, f, strlen(f), offset, out, err);
}
