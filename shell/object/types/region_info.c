/* RegionInfo: countries, their names and currencies, as the Unicode CLDR has them. */
#include <string.h>

#include "shell/base/text.h"
#include "shell/object/library_types.h"
#include "shell/object/types/culture.h"

struct region {
    const char *two, *three;
    int32_t geo_id;
    bool metric;
    const char *english, *native;
    const char *currency, *currency_english, *currency_native, *symbol;
    const char *culture; /* one that is written there */
};

/* clang-format off */
static const struct region regions[] = {
    { "US", "USA", 244, false, "United States", "United States",
      "USD", "US Dollar", "US Dollar", "$", "en-US" },
    { "GB", "GBR", 242, true, "United Kingdom", "United Kingdom",
      "GBP", "British Pound", "British Pound", "£", "en-GB" },
    { "AU", "AUS", 12, true, "Australia", "Australia",
      "AUD", "Australian Dollar", "Australian Dollar", "$", "en-AU" },
    { "CA", "CAN", 39, true, "Canada", "Canada",
      "CAD", "Canadian Dollar", "Canadian Dollar", "$", "en-CA" },
    { "NZ", "NZL", 183, true, "New Zealand", "New Zealand",
      "NZD", "New Zealand Dollar", "New Zealand Dollar", "$", "en-NZ" },
    { "IE", "IRL", 68, true, "Ireland", "Ireland",
      "EUR", "Euro", "Euro", "€", "en-IE" },
    { "IN", "IND", 113, true, "India", "भारत",
      "INR", "Indian Rupee", "भारतीय रुपया", "₹", "hi-IN" },
    { "DE", "DEU", 94, true, "Germany", "Deutschland",
      "EUR", "Euro", "Euro", "€", "de-DE" },
    { "AT", "AUT", 14, true, "Austria", "Österreich",
      "EUR", "Euro", "Euro", "€", "de-AT" },
    { "CH", "CHE", 223, true, "Switzerland", "Schweiz",
      "CHF", "Swiss Franc", "Schweizer Franken", "CHF", "de-CH" },
    { "FR", "FRA", 84, true, "France", "France",
      "EUR", "Euro", "euro", "€", "fr-FR" },
    { "BE", "BEL", 21, true, "Belgium", "België",
      "EUR", "Euro", "Euro", "€", "nl-BE" },
    { "ES", "ESP", 217, true, "Spain", "España",
      "EUR", "Euro", "euro", "€", "es-ES" },
    { "MX", "MEX", 166, true, "Mexico", "México",
      "MXN", "Mexican Peso", "peso mexicano", "$", "es-MX" },
    { "IT", "ITA", 118, true, "Italy", "Italia",
      "EUR", "Euro", "euro", "€", "it-IT" },
    { "NL", "NLD", 176, true, "Netherlands", "Nederland",
      "EUR", "Euro", "Euro", "€", "nl-NL" },
    { "PT", "PRT", 193, true, "Portugal", "Portugal",
      "EUR", "Euro", "euro", "€", "pt-PT" },
    { "BR", "BRA", 32, true, "Brazil", "Brasil",
      "BRL", "Brazilian Real", "real brasileiro", "R$", "pt-BR" },
    { "PL", "POL", 191, true, "Poland", "Polska",
      "PLN", "Polish Zloty", "złoty polski", "zł", "pl-PL" },
    { "CZ", "CZE", 75, true, "Czechia", "Česko",
      "CZK", "Czech Koruna", "česká koruna", "Kč", "cs-CZ" },
    { "SE", "SWE", 221, true, "Sweden", "Sverige",
      "SEK", "Swedish Krona", "svensk krona", "kr", "sv-SE" },
    { "DK", "DNK", 61, true, "Denmark", "Danmark",
      "DKK", "Danish Krone", "dansk krone", "kr.", "da-DK" },
    { "NO", "NOR", 177, true, "Norway", "Norge",
      "NOK", "Norwegian Krone", "norske kroner", "kr", "nb-NO" },
    { "FI", "FIN", 77, true, "Finland", "Suomi",
      "EUR", "Euro", "euro", "€", "fi-FI" },
    { "RU", "RUS", 203, true, "Russia", "Россия",
      "RUB", "Russian Ruble", "российский рубль", "₽", "ru-RU" },
    { "TR", "TUR", 235, true, "Türkiye", "Türkiye",
      "TRY", "Turkish Lira", "Türk Lirası", "₺", "tr-TR" },
    { "JP", "JPN", 122, true, "Japan", "日本",
      "JPY", "Japanese Yen", "日本円", "￥", "ja-JP" },
    { "CN", "CHN", 45, true, "China", "中国",
      "CNY", "Chinese Yuan", "人民币", "¥", "zh-CN" },
    { "KR", "KOR", 134, true, "South Korea", "대한민국",
      "KRW", "South Korean Won", "대한민국 원", "₩", "ko-KR" },
};
/* clang-format on */

/* A region by its own name or by that of a culture. */
struct region_info {
    const struct region *region;
    char name[16];
};

static const struct region *region_of(struct value self)
{
    return ((struct region_info *)object_payload(self.object))->region;
}

/* "US", "USA" is none; of "en-US" what follows the last dash. */
static const struct region *region_find(const char *name, bool *by_culture)
{
    const char *dash = strrchr(name, '-'), *two = dash ? dash + 1 : name;
    *by_culture = dash != NULL;
    for (size_t i = 0; i < ARRAY_SIZE(regions); i++)
        if (text_caseeq(two, regions[i].two))
            return &regions[i];
    return NULL;
}

static int region_make(const char *name, struct value *out, struct err **err)
{
    bool by_culture;
    const struct region *r = region_find(name, &by_culture);
    if (!r || strlen(name) >= sizeof(((struct region_info *)NULL)->name))
        return fail_argument(err, "Culture name '%s' is not supported. (Parameter 'name')", name);
    const struct culture *c = by_culture ? culture_find(name, strlen(name)) : NULL;
    struct object *o = object_new(&type_region_info);
    struct region_info *info = object_payload(o);
    info->region = r;
    const char *own = c ? c->name : by_culture ? name : r->two;
    memcpy(info->name, own, strlen(own) + 1);
    *out = value_of_object(o);
    return 0;
}

CALL(region_new)
{
    (void)self;
    (void)n;
    if (args[0].kind == V_NULL)
        return fail_null_argument(err, "name");
    AUTO_VALUE name = arg_string(args[0]);
    return region_make(name.str->data, out, err);
}

GETTER(region_current)
{
    (void)self;
    (void)p;
    const char *dash = strrchr(culture_current()->name, '-');
    return region_make(dash ? dash + 1 : "US", out, err);
}

enum {
    R_NAME,
    R_TWO,
    R_THREE,
    R_ENGLISH,
    R_NATIVE,
    R_CURRENCY,
    R_CURRENCY_ENGLISH,
    R_CURRENCY_NATIVE,
    R_SYMBOL
};

GETTER(region_text)
{
    (void)err;
    const struct region *r = region_of(self);
    const char *const texts[] = {
        [R_NAME] = ((struct region_info *)object_payload(self.object))->name,
        [R_TWO] = r->two,
        [R_THREE] = r->three,
        [R_ENGLISH] = r->english,
        [R_NATIVE] = r->native,
        [R_CURRENCY] = r->currency,
        [R_CURRENCY_ENGLISH] = r->currency_english,
        [R_CURRENCY_NATIVE] = r->currency_native,
        [R_SYMBOL] = r->symbol,
    };
    *out = value_string(texts[p->data]);
    return 0;
}

GETTER(region_metric)
{
    UNUSED_GETTER();
    *out = value_bool(region_of(self)->metric);
    return 0;
}

GETTER(region_geo_id)
{
    UNUSED_GETTER();
    *out = value_int(region_of(self)->geo_id);
    return 0;
}

static int region_to_string(struct value self, struct strbuf *out)
{
    strbuf_adds(out, ((struct region_info *)object_payload(self.object))->name);
    return 0;
}

static bool region_equals(struct value a, struct value b)
{
    return b.kind == V_OBJECT && b.object->type == &type_region_info &&
           strcmp(((struct region_info *)object_payload(a.object))->name,
                  ((struct region_info *)object_payload(b.object))->name) == 0;
}

static const struct property region_props[] = {
    PROPERTY_DATA("Name", "string", region_text, R_NAME),
    PROPERTY_DATA("EnglishName", "string", region_text, R_ENGLISH),
    PROPERTY_DATA("DisplayName", "string", region_text, R_ENGLISH),
    PROPERTY_DATA("NativeName", "string", region_text, R_NATIVE),
    PROPERTY_DATA("TwoLetterISORegionName", "string", region_text, R_TWO),
    PROPERTY_DATA("ThreeLetterISORegionName", "string", region_text, R_THREE),
    PROPERTY_DATA("ThreeLetterWindowsRegionName", "string", region_text, R_THREE),
    PROPERTY("IsMetric", "bool", region_metric),
    PROPERTY("GeoId", "int", region_geo_id),
    PROPERTY_DATA("CurrencyEnglishName", "string", region_text, R_CURRENCY_ENGLISH),
    PROPERTY_DATA("CurrencyNativeName", "string", region_text, R_CURRENCY_NATIVE),
    PROPERTY_DATA("CurrencySymbol", "string", region_text, R_SYMBOL),
    PROPERTY_DATA("ISOCurrencySymbol", "string", region_text, R_CURRENCY),
};
static const struct property region_static_props[] = {
    PROPERTY("CurrentRegion", "System.Globalization.RegionInfo", region_current),
};
static const struct method region_statics[] = {
    METHOD("new", 1, 1, region_new, "System.Globalization.RegionInfo new(string name)"),
};
const struct type_info type_region_info = { .name = "System.Globalization.RegionInfo",
                                            .base = &type_object,
                                            PROPS(region_props),
                                            STATICS(region_statics),
                                            STATIC_PROPS(region_static_props),
                                            .payload_size = sizeof(struct region_info),
                                            .to_string = region_to_string,
                                            .equals = region_equals };
