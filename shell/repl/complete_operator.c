/* Operators, words after using, and labels. */
#include <string.h>

#include "shell/base/strbuf.h"
#include "shell/base/text.h"
#include "shell/repl/complete.h"

/* The texts are PowerShell's. %s is "case sensitive" or its opposite. */
#define COLLECTION \
    " - %s. When the left operand is a collection, returns values from the collection that "
#define COMPARES(name, finds, is)                                                              \
    name COLLECTION finds " the right operand, otherwise returns TRUE if the left operand " is \
                          " the right operand."
#define MATCHES(name, finds, is)                                                         \
    name COLLECTION finds " the right hand operand, otherwise returns TRUE if the left " \
                          "operand " is " the right operand."
#define CONTAINS(a, one_of, b)                                              \
    "Containment operator - %s. Returns TRUE " one_of " the test value (" a \
    " operand) exactly matches " b " operand."
#define SPLIT                                                                     \
    "Split - %s. Split one or more strings into substrings.\n-Split <String>\n\n" \
    "<String> -Split <Delimiter>[,<Max-substrings>[,\"<Options>\"]]\n\n"          \
    "<String> -Split {<ScriptBlock>} [,<Max-substrings>]"

struct described {
    const char *name, *text;
    bool has_cases; /* there are c… and i… of it */
};
static const struct described operators[] = {
    { "and", "Logical and. Returns TRUE when both statements are TRUE.", false },
    { "as", "Converts the left operand to the specified .NET Framework type (right operand).",
      false },
    { "band", "Bitwise AND", false },
    { "bnot", "Bitwise NOT", false },
    { "bor", "Bitwise OR (inclusive)", false },
    { "bxor", "Bitwise OR (exclusive)", false },
    { "contains", CONTAINS("right", "only when", "at least one of the values in the left"), true },
    { "eq", COMPARES("Equal to", "equal", "equals"), true },
    { "f", "Formats strings by using the format method of string objects.", false },
    { "ge",
      COMPARES("Greater than or equal to", "are greater than or equal to",
               "is greater than or equal to"),
      true },
    { "gt", COMPARES("Greater than", "are greater than", "is greater than"), true },
    { "in", CONTAINS("left", "when", "at least one of the values in the right"), true },
    { "is",
      "Returns TRUE when the left operand is an instance of the specified .NET Framework "
      "type (right operand).",
      false },
    { "isnot",
      "Returns TRUE when the left operand is not an instance of the specified .NET "
      "Framework type (right operand).",
      false },
    { "join",
      "Join - combine multiple strings into a single string.\n-Join <String[]>\n"
      "<String[]> -Join <Delimiter>",
      false },
    { "le",
      COMPARES("Less than or equal to", "are less than or equal to", "is less than or equal to"),
      true },
    { "like", MATCHES("Wildcard matching operator", "match", "matches"), true },
    { "lt", COMPARES("Less than", "are less than", "is less than"), true },
    { "match", MATCHES("Regular expression matching operator", "match", "matches"), true },
    { "ne", COMPARES("Not equal to", "do not equal", "does not equal"), true },
    { "not", "Logical not. Negates the statement that follows it.", false },
    { "notcontains", CONTAINS("right", "when", "none of the values in the left"), true },
    { "notin", CONTAINS("left", "when", "none of the values in the right"), true },
    { "notlike", MATCHES("Wildcard matching operator", "do not match", "does not match"), true },
    { "notmatch", MATCHES("Regular expression matching operator", "do not match", "does not match"),
      true },
    { "or", "Logical or. TRUE when either or both statements are TRUE.", false },
    { "replace",
      "Replace operator - %s. Changes the left operand. Example: (dir *.ps1).FullName "
      "-replace '.ps1$','.ps1.bak'",
      true },
    { "shl", "Shift Left bit operator. Inserts zero in right-most bit position.", false },
    { "shr",
      "Shift Right bit operator. Inserts zero in the left-most bit position. For signed "
      "values, sign bit is preserved.",
      false },
    { "split", SPLIT, true },
    { "xor",
      "Logical exclusive or. Returns TRUE when one of the statements is TRUE and the other "
      "is FALSE.",
      false },
};

static void add_operator(struct completing *c, const char *prefix, const struct described *op,
                         const char *manner)
{
    AUTO_FREE char *name = xasprintf("%s%s", prefix, op->name);
    AUTO_FREE char *text = xasprintf("-%s", name);
    const char *gap = strstr(op->text, "%s");
    AUTO_STRBUF tip = STRBUF_INIT;
    if (!text_casestarts(name, c->typed))
        return;
    if (gap)
        strbuf_addf(&tip, "%.*s%s%s", (int)(gap - op->text), op->text, manner, gap + 2);
    else
        strbuf_adds(&tip, op->text);
    completion_add_verbatim(c->out, COMPLETE_PARAMETER, text, name, tip.buf);
}

void complete_operator(struct completing *c)
{
    for (size_t i = 0; i < ARRAY_SIZE(operators); i++) {
        add_operator(c, "", &operators[i], "case insensitive");
        if (!operators[i].has_cases)
            continue;
        add_operator(c, "i", &operators[i], "case insensitive");
        add_operator(c, "c", &operators[i], "case sensitive");
    }
}

/* ---- using ---- */

static const struct described usings[] = {
    { "assembly",
      "Specifies the path to a .NET assembly to load.\n\nusing assembly <.NET-assembly-path>",
      false },
    { "module",
      "Specifies a PowerShell module to load classes from.\n\nusing module <ModuleName or Path>\n\n"
      "using module <ModuleSpecification hashtable>",
      false },
    { "namespace",
      "Specifies a .NET namespace to resolve types from or a namespace alias.\n\n"
      "using namespace <.NET-namespace>\n\nusing namespace <AliasName> = <.NET-namespace>",
      false },
    { "type", "Specifies an alias for a .NET Type.\n\nusing type <AliasName> = <.NET-type>",
      false },
};

void complete_using(struct completing *c)
{
    for (size_t i = 0; i < ARRAY_SIZE(usings); i++)
        completion_add(c->out, COMPLETE_KEYWORD, usings[i].name, usings[i].text);
}

static const char *const switches[] = { "CaseSensitive", "Exact", "File",
                                        "Parallel",      "Regex", "Wildcard" };

/* The word in front of an offset, and where it starts; blanks between are passed over. */
static size_t word_before(const char *text, size_t end, size_t *len)
{
    while (end && strchr(" \t", text[end - 1]))
        end--;
    size_t start = end;
    while (start && ((text[start - 1] | 32) >= 'a' && (text[start - 1] | 32) <= 'z'))
        start--;
    *len = end - start;
    return start;
}

static bool is_word_at(const char *text, size_t start, size_t len, const char *word)
{
    return text_caseeqn(text + start, len, word, strlen(word));
}

/* using namespace X, using module X */
static bool complete_using_argument(struct completing *c, size_t *start)
{
    size_t at = c->cursor, len, outer_len;
    while (at && !strchr(" \t\r\n;", c->text[at - 1]))
        at--;
    size_t what = word_before(c->text, at, &len);
    size_t outer = word_before(c->text, what, &outer_len);
    if (!len || at == what + len || !is_word_at(c->text, outer, outer_len, "using"))
        return false;
    AUTO_FREE char *word = xstrndup(c->text + at, c->cursor - at);
    struct completing own = *c;
    own.typed = word;
    if (is_word_at(c->text, what, len, "namespace")) {
        complete_namespace(&own);
    } else if (is_word_at(c->text, what, len, "module")) {
        complete_path(&own, (struct complete_path_how){ .extensions = ".psm1,.psd1,.dll,.cdxml" });
        complete_modules(&own, word);
    } else if (is_word_at(c->text, what, len, "assembly")) {
        complete_path(&own, (struct complete_path_how){ .extensions = ".dll" });
    } else {
        return false;
    }
    *start = at;
    return true;
}

bool complete_keyword_argument(struct completing *c, size_t *start)
{
    if (c->at->kind == CURSOR_STRING || c->at->kind == CURSOR_VARIABLE ||
        c->at->kind == CURSOR_HASH_KEY)
        return false;
    if (complete_using_argument(c, start))
        return true;
    size_t at = c->cursor, len;
    while (at && ((c->text[at - 1] | 32) >= 'a' && (c->text[at - 1] | 32) <= 'z'))
        at--;
    if (!at || c->text[at - 1] != '-')
        return false;
    size_t word = word_before(c->text, at - 1, &len);
    if (!is_word_at(c->text, word, len, "switch") || word + len == at - 1)
        return false;
    for (size_t i = 0; i < ARRAY_SIZE(switches); i++) {
        AUTO_FREE char *text = xasprintf("-%s", switches[i]);
        AUTO_FREE char *typed = xstrndup(c->text + at, c->cursor - at);
        if (text_casestarts(switches[i], typed))
            completion_add_verbatim(c->out, COMPLETE_PARAMETER, text, switches[i], NULL);
    }
    *start = at - 1;
    return true;
}

/* ---- break and continue ---- */

/* Labels of the loops that are open at the cursor: a stack over the text's braces. */
struct open_loops {
    struct {
        const char *name;
        size_t len, depth;
    } items[32];
    size_t len;
};

static size_t skip_blanks(const char *text, size_t i, size_t end)
{
    while (i < end && strchr(" \t\r\n", text[i]))
        i++;
    return i;
}

static bool is_loop_word(const char *text, size_t len)
{
    static const char *const words[] = { "for", "foreach", "while", "do", "switch" };
    for (size_t i = 0; i < ARRAY_SIZE(words); i++)
        if (text_caseeqn(text, len, words[i], strlen(words[i])))
            return true;
    return false;
}

static size_t word_length(const char *text, size_t i, size_t end)
{
    size_t n = 0;
    while (i + n < end &&
           (strchr("_", text[i + n]) || ((text[i + n] | 32) >= 'a' && (text[i + n] | 32) <= 'z') ||
            (n && text[i + n] >= '0' && text[i + n] <= '9')))
        n++;
    return n;
}

static void find_loops(const char *text, size_t end, struct open_loops *open)
{
    size_t depth = 0;
    for (size_t i = 0; i < end; i++) {
        if (text[i] == '{')
            depth++;
        if (text[i] == '}') {
            depth -= depth > 0;
            while (open->len && open->items[open->len - 1].depth > depth)
                open->len--;
            if (open->len && open->items[open->len - 1].depth == depth)
                open->len--;
        }
        if (text[i] != ':' || (i && !strchr(" \t\r\n{;(", text[i - 1])))
            continue;
        size_t n = word_length(text, i + 1, end), next = skip_blanks(text, i + 1 + n, end);
        if (n && open->len < ARRAY_SIZE(open->items) &&
            is_loop_word(text + next, word_length(text, next, end))) {
            open->items[open->len].name = text + i + 1;
            open->items[open->len].len = n;
            open->items[open->len++].depth = depth;
        }
    }
}

bool complete_label(struct completing *c, size_t *start)
{
    size_t at = c->at->start;
    while (at && (word_length(c->text, at - 1, at) || c->text[at - 1] == ':'))
        at--;
    size_t i = at;
    if (c->at->kind != CURSOR_ARGUMENT && c->at->kind != CURSOR_COMMAND &&
        c->at->kind != CURSOR_NONE && c->at->kind != CURSOR_MEMBER)
        return false;
    while (i && strchr(" \t", c->text[i - 1]))
        i--;
    bool is_break = i >= 5 && text_caseeqn(c->text + i - 5, 5, "break", 5);
    bool is_continue = i >= 8 && text_caseeqn(c->text + i - 8, 8, "continue", 8);
    size_t before = i - (is_break ? 5 : 8);
    if (i == at || (!is_break && !is_continue) ||
        (before && !strchr(" \t\r\n{;(", c->text[before - 1])))
        return false;
    size_t after = c->cursor;
    while (after < c->len && strchr(" \t", c->text[after]))
        after++;
    if (after > c->cursor && word_length(c->text, after, c->len))
        return true; /* a label stands there */
    struct open_loops open = { .len = 0 };
    AUTO_FREE char *typed = xstrndup(c->text + at, c->cursor - at);
    find_loops(c->text, at, &open);
    *start = at;
    c->out->ordered = true;
    for (size_t k = 0; k < open.len; k++) {
        AUTO_FREE char *name = xstrndup(open.items[k].name, open.items[k].len);
        if (text_casestarts(name, typed))
            completion_add_verbatim(c->out, COMPLETE_TEXT, name, NULL, NULL);
    }
    return true;
}
