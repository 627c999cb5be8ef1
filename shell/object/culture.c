#include "shell/object/culture.h"

#include <string.h>

#include "shell/base/text.h"

#define NBSP "\xC2\xA0"
#define NARROW "\xE2\x80\xAF"

#define ENGLISH_DAYS "Sunday Monday Tuesday Wednesday Thursday Friday Saturday"
#define ENGLISH_SHORT_DAYS "Sun Mon Tue Wed Thu Fri Sat"
#define ENGLISH_MONTHS \
    "January February March April May June July August September October November December"
#define ENGLISH_SHORT_MONTHS "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"
#define ENGLISH                                                                       \
    .days = ENGLISH_DAYS, .short_days = ENGLISH_SHORT_DAYS, .months = ENGLISH_MONTHS, \
    .short_months = ENGLISH_SHORT_MONTHS
#define NUMBERS(decimal_, group_)                                                               \
    .decimal = decimal_, .group = group_, .negative = "-", .percent = "%", .decimal_digits = 2, \
    .currency_digits = 2
#define PATTERNS(pos, neg, ppos, pneg)                                            \
    .currency_positive = pos, .currency_negative = neg, .percent_positive = ppos, \
    .percent_negative = pneg

/* clang-format off */
const struct culture culture_invariant = {
    "", "Invariant Language (Invariant Country)", "Invariant Language (Invariant Country)",
    "iv", "ivl", 127,
    NUMBERS(".", ","), .currency = "\xC2\xA4", PATTERNS(0, 0, 0, 0), .list_separator = ",",
    .short_date = "MM/dd/yyyy", .long_date = "dddd, dd MMMM yyyy", .short_time = "HH:mm",
    .long_time = "HH:mm:ss", .month_day = "MMMM dd", .year_month = "yyyy MMMM",
    .date_separator = "/", .time_separator = ":", .am = "AM", .pm = "PM", ENGLISH,
};

static const struct culture cultures[] = {
    { "en-US", "English (United States)", "English (United States)", "en", "eng", 1033,
      NUMBERS(".", ","), .currency = "$", PATTERNS(0, 1, 1, 1), .list_separator = ",",
      .short_date = "M/d/yyyy", .long_date = "dddd, MMMM d, yyyy", .short_time = "h:mm tt",
      .long_time = "h:mm:ss tt", .month_day = "MMMM d", .year_month = "MMMM yyyy",
      .date_separator = "/", .time_separator = ":", .am = "AM", .pm = "PM", ENGLISH },
    { "en-GB", "English (United Kingdom)", "English (United Kingdom)", "en", "eng", 2057,
      NUMBERS(".", ","), .currency = "\xC2\xA3", PATTERNS(0, 1, 1, 1), .list_separator = ",",
      .short_date = "dd/MM/yyyy", .long_date = "dddd, d MMMM yyyy", .short_time = "HH:mm",
      .long_time = "HH:mm:ss", .month_day = "d MMMM", .year_month = "MMMM yyyy",
      .date_separator = "/", .time_separator = ":", .am = "am", .pm = "pm", .first_day = 1,
      ENGLISH },
    { "en-AU", "English (Australia)", "English (Australia)", "en", "eng", 3081,
      NUMBERS(".", ","), .currency = "$", PATTERNS(0, 1, 1, 1), .list_separator = ",",
      .short_date = "d/MM/yyyy", .long_date = "dddd, d MMMM yyyy", .short_time = "h:mm tt",
      .long_time = "h:mm:ss tt", .month_day = "d MMMM", .year_month = "MMMM yyyy",
      .date_separator = "/", .time_separator = ":", .am = "am", .pm = "pm", .first_day = 1,
      ENGLISH },
    { "de-DE", "German (Germany)", "Deutsch (Deutschland)", "de", "deu", 1031,
      NUMBERS(",", "."), .currency = "\xE2\x82\xAC", PATTERNS(3, 8, 0, 0), .list_separator = ";",
      .short_date = "dd.MM.yyyy", .long_date = "dddd, d. MMMM yyyy", .short_time = "HH:mm",
      .long_time = "HH:mm:ss", .month_day = "d. MMMM", .year_month = "MMMM yyyy",
      .date_separator = ".", .time_separator = ":", .am = "AM", .pm = "PM", .first_day = 1,
      .days = "Sonntag Montag Dienstag Mittwoch Donnerstag Freitag Samstag",
      .short_days = "So Mo Di Mi Do Fr Sa",
      .months = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
      .short_months = "Jan Feb Mär Apr Mai Jun Jul Aug Sep Okt Nov Dez",
      .short_genitive_months = "Jan. Feb. März Apr. Mai Juni Juli Aug. Sept. Okt. Nov. Dez." },
    { "fr-FR", "French (France)", "français (France)", "fr", "fra", 1036,
      NUMBERS(",", NARROW), .currency = "\xE2\x82\xAC", PATTERNS(3, 8, 0, 0),
      .list_separator = ";",
      .short_date = "dd/MM/yyyy", .long_date = "dddd d MMMM yyyy", .short_time = "HH:mm",
      .long_time = "HH:mm:ss", .month_day = "d MMMM", .year_month = "MMMM yyyy",
      .date_separator = "/", .time_separator = ":", .am = "AM", .pm = "PM", .first_day = 1,
      .days = "dimanche lundi mardi mercredi jeudi vendredi samedi",
      .short_days = "dim. lun. mar. mer. jeu. ven. sam.",
      .months = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
      .short_months = "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc." },
    { "es-ES", "Spanish (Spain)", "español (España)", "es", "spa", 3082,
      NUMBERS(",", "."), .currency = "\xE2\x82\xAC", PATTERNS(3, 8, 0, 0), .list_separator = ";",
      .short_date = "d/M/yyyy", .long_date = "dddd, d 'de' MMMM 'de' yyyy", .short_time = "H:mm",
      .long_time = "H:mm:ss", .month_day = "d 'de' MMMM", .year_month = "MMMM 'de' yyyy",
      .date_separator = "/", .time_separator = ":", .am = "a." NBSP "m.", .pm = "p." NBSP "m.",
      .first_day = 1,
      .days = "domingo lunes martes miércoles jueves viernes sábado",
      .short_days = "dom lun mar mié jue vie sáb",
      .months = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
      .short_months = "ene feb mar abr may jun jul ago sept oct nov dic" },
    { "it-IT", "Italian (Italy)", "italiano (Italia)", "it", "ita", 1040,
      NUMBERS(",", "."), .currency = "\xE2\x82\xAC", PATTERNS(3, 8, 1, 1), .list_separator = ";",
      .short_date = "dd/MM/yyyy", .long_date = "dddd d MMMM yyyy", .short_time = "HH:mm",
      .long_time = "HH:mm:ss", .month_day = "d MMMM", .year_month = "MMMM yyyy",
      .date_separator = "/", .time_separator = ":", .am = "AM", .pm = "PM", .first_day = 1,
      .days = "domenica lunedì martedì mercoledì giovedì venerdì sabato",
      .short_days = "dom lun mar mer gio ven sab",
      .months = "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
      .short_months = "gen feb mar apr mag giu lug ago set ott nov dic" },
    { "nl-NL", "Dutch (Netherlands)", "Nederlands (Nederland)", "nl", "nld", 1043,
      NUMBERS(",", "."), .currency = "\xE2\x82\xAC", PATTERNS(2, 12, 1, 1), .list_separator = ";",
      .short_date = "dd-MM-yyyy", .long_date = "dddd d MMMM yyyy", .short_time = "HH:mm",
      .long_time = "HH:mm:ss", .month_day = "d MMMM", .year_month = "MMMM yyyy",
      .date_separator = "-", .time_separator = ":", .am = "a.m.", .pm = "p.m.", .first_day = 1,
      .days = "zondag maandag dinsdag woensdag donderdag vrijdag zaterdag",
      .short_days = "zo ma di wo do vr za",
      .months = "januari februari maart april mei juni juli augustus september oktober november december",
      .short_months = "jan feb mrt apr mei jun jul aug sep okt nov dec" },
    { "pt-BR", "Portuguese (Brazil)", "português (Brasil)", "pt", "por", 1046,
      NUMBERS(",", "."), .currency = "R$", PATTERNS(2, 9, 1, 1), .list_separator = ";",
      .short_date = "dd/MM/yyyy", .long_date = "dddd, d 'de' MMMM 'de' yyyy",
      .short_time = "HH:mm", .long_time = "HH:mm:ss", .month_day = "d 'de' MMMM",
      .year_month = "MMMM 'de' yyyy",
      .date_separator = "/", .time_separator = ":", .am = "AM", .pm = "PM",
      .days = "domingo segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado",
      .short_days = "dom. seg. ter. qua. qui. sex. sáb.",
      .months = "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
      .short_months = "jan. fev. mar. abr. mai. jun. jul. ago. set. out. nov. dez." },
    { "ru-RU", "Russian (Russia)", "русский (Россия)", "ru", "rus", 1049,
      NUMBERS(",", NBSP), .currency = "₽", PATTERNS(3, 8, 0, 0), .list_separator = ";",
      .short_date = "dd.MM.yyyy", .long_date = "dddd, d MMMM yyyy 'г'.", .short_time = "HH:mm",
      .long_time = "HH:mm:ss", .month_day = "d MMMM", .year_month = "MMMM yyyy 'г'.",
      .date_separator = ".", .time_separator = ":", .am = "AM", .pm = "PM", .first_day = 1,
      .days = "воскресенье понедельник вторник среда четверг пятница суббота",
      .short_days = "вс пн вт ср чт пт сб",
      .months = "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
      .short_months = "янв. февр. март апр. май июнь июль авг. сент. окт. нояб. дек.",
      .short_genitive_months = "янв. февр. мар. апр. мая июн. июл. авг. сент. окт. нояб. дек.",
      .genitive_months = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря" },
    { "ja-JP", "Japanese (Japan)", "日本語 (日本)", "ja", "jpn", 1041,
      .decimal = ".", .group = ",", .negative = "-", .percent = "%", .decimal_digits = 2,
      .currency = "￥", PATTERNS(0, 1, 1, 1), .list_separator = ",",
      .short_date = "yyyy/MM/dd", .long_date = "yyyy年M月d日dddd", .short_time = "H:mm",
      .long_time = "H:mm:ss", .month_day = "M月d日", .year_month = "yyyy年M月",
      .date_separator = "/", .time_separator = ":", .am = "午前", .pm = "午後",
      .days = "日曜日 月曜日 火曜日 水曜日 木曜日 金曜日 土曜日", .short_days = "日 月 火 水 木 金 土",
      .months = "1月 2月 3月 4月 5月 6月 7月 8月 9月 10月 11月 12月",
      .short_months = "1月 2月 3月 4月 5月 6月 7月 8月 9月 10月 11月 12月" },
    { "zh-CN", "Chinese (China)", "中文（中国）", "zh", "zho", 2052,
      NUMBERS(".", ","), .currency = "\xC2\xA5", PATTERNS(0, 1, 1, 1), .list_separator = ",",
      .short_date = "yyyy/M/d", .long_date = "yyyy年M月d日dddd", .short_time = "HH:mm",
      .long_time = "HH:mm:ss", .month_day = "M月d日", .year_month = "yyyy年M月",
      .date_separator = "/", .time_separator = ":", .am = "上午", .pm = "下午", .first_day = 1,
      .days = "星期日 星期一 星期二 星期三 星期四 星期五 星期六",
      .short_days = "周日 周一 周二 周三 周四 周五 周六",
      .months = "一月 二月 三月 四月 五月 六月 七月 八月 九月 十月 十一月 十二月",
      .short_months = "1月 2月 3月 4月 5月 6月 7月 8月 9月 10月 11月 12月" },
    { "sv-SE", "Swedish (Sweden)", "svenska (Sverige)", "sv", "swe", 1053,
      .decimal = ",", .group = NBSP, .percent = "%", .decimal_digits = 2,
      .currency_digits = 2, .negative = "\xE2\x88\x92", .currency = "kr", PATTERNS(3, 8, 0, 0),
      .list_separator = ";",
      .short_date = "yyyy-MM-dd", .long_date = "dddd d MMMM yyyy", .short_time = "HH:mm",
      .long_time = "HH:mm:ss", .month_day = "d MMMM", .year_month = "MMMM yyyy",
      .date_separator = "-", .time_separator = ":", .am = "fm", .pm = "em", .first_day = 1,
      .days = "söndag måndag tisdag onsdag torsdag fredag lördag",
      .short_days = "sön mån tis ons tors fre lör",
      .months = "januari februari mars april maj juni juli augusti september oktober november december",
      .short_months = "jan. feb. mars apr. maj juni juli aug. sep. okt. nov. dec." },
    { "da-DK", "Danish (Denmark)", "dansk (Danmark)", "da", "dan", 1030,
      NUMBERS(",", "."), .currency = "kr.", PATTERNS(3, 8, 0, 0), .list_separator = ";",
      .short_date = "dd.MM.yyyy", .long_date = "dddd 'den' d. MMMM yyyy", .short_time = "HH.mm",
      .long_time = "HH.mm.ss", .month_day = "d. MMMM", .year_month = "MMMM yyyy",
      .date_separator = ".", .time_separator = ".", .am = "AM", .pm = "PM", .first_day = 1,
      .days = "søndag mandag tirsdag onsdag torsdag fredag lørdag",
      .short_days = "søn. man. tirs. ons. tors. fre. lør.",
      .months = "januar februar marts april maj juni juli august september oktober november december",
      .short_months = "jan. feb. mar. apr. maj jun. jul. aug. sep. okt. nov. dec." },
    { "tr-TR", "Turkish (Türkiye)", "Türkçe (Türkiye)", "tr", "tur", 1055,
      NUMBERS(",", "."), .currency = "₺", PATTERNS(0, 1, 2, 2), .list_separator = ";",
      .short_date = "d.MM.yyyy", .long_date = "d MMMM yyyy dddd", .short_time = "HH:mm",
      .long_time = "HH:mm:ss", .month_day = "d MMMM", .year_month = "MMMM yyyy",
      .date_separator = ".", .time_separator = ":", .am = "ÖÖ", .pm = "ÖS", .first_day = 1,
      .days = "Pazar Pazartesi Salı Çarşamba Perşembe Cuma Cumartesi",
      .short_days = "Paz Pzt Sal Çar Per Cum Cmt",
      .months = "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık",
      .short_months = "Oca Şub Mar Nis May Haz Tem Ağu Eyl Eki Kas Ara" },
};
/* clang-format on */

/* .NET keeps it per thread too; a job's thread is its own. NULL: en-US. */
static _Thread_local const struct culture *current;

const struct culture *culture_current(void)
{
    return current ? current : &cultures[0];
}

void culture_set_current(const struct culture *c)
{
    current = c;
}

const struct culture *culture_at(size_t i)
{
    return i == 0 ? &culture_invariant : i <= ARRAY_SIZE(cultures) ? &cultures[i - 1] : NULL;
}

const struct culture *culture_find(const char *name, size_t len)
{
    const struct culture *c;
    for (size_t i = 0; (c = culture_at(i)); i++)
        if (text_caseeqn(c->name, strlen(c->name), name, len))
            return c;
    return NULL;
}

const char *culture_word(const char *list, int i, size_t *len)
{
    for (; i > 0; i--)
        list = strchr(list, ' ') + 1;
    *len = strcspn(list, " ");
    return list;
}

static const char *joined(const char *a, const char *b, struct strbuf *scratch)
{
    strbuf_truncate(scratch, 0);
    strbuf_addf(scratch, "%s %s", a, b);
    return scratch->buf;
}

const char *culture_date_pattern(const struct culture *c, char letter, struct strbuf *scratch)
{
    switch (letter) {
    case 'd':
        return c->short_date;
    case 'D':
        return c->long_date;
    case 'f':
        return joined(c->long_date, c->short_time, scratch);
    case 'F':
    case 'U':
        return joined(c->long_date, c->long_time, scratch);
    case 'g':
        return joined(c->short_date, c->short_time, scratch);
    case 'G':
        return joined(c->short_date, c->long_time, scratch);
    case 'm':
    case 'M':
        return c->month_day;
    case 'o':
    case 'O':
        return "yyyy'-'MM'-'dd'T'HH':'mm':'ss.fffffffK";
    case 'r':
    case 'R':
        return "ddd, dd MMM yyyy HH':'mm':'ss 'GMT'";
    case 's':
        return "yyyy'-'MM'-'dd'T'HH':'mm':'ss";
    case 't':
        return c->short_time;
    case 'T':
        return c->long_time;
    case 'u':
        return "yyyy'-'MM'-'dd HH':'mm':'ss'Z'";
    case 'y':
    case 'Y':
        return c->year_month;
    default:
        return NULL;
    }
}
