/* Programs made from a grammar by the input's bytes, or the bytes themselves where they start
 * with '#', run in a session whose only cmdlets work on objects, with an empty PATH: no file,
 * process or machine is within their reach. Loops are short, values grow slowly, and a timer
 * presses Ctrl-C. */
#include <sanitizer/lsan_interface.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "cmdlets/core/output/out_default.h"
#include "cmdlets/registry.h"
#include "shell/base/cleanup.h"
#include "shell/base/strbuf.h"
#include "shell/object/array.h"
#include "shell/runtime/session.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct source {
    const uint8_t *data;
    size_t size, at;
    struct strbuf out;
};

static unsigned pick(struct source *s, unsigned n)
{
    return s->at < s->size ? s->data[s->at++] % n : 0;
}

static const char *one(struct source *s, const char *const *list, unsigned n)
{
    return list[pick(s, n)];
}
#define ONE(s, list) one(s, list, sizeof(list) / sizeof((list)[0]))

static const char *const names[] = { "$a",     "$b",        "$c",    "$h",       "$o",
                                     "$_",     "$script:a", "$args", "$Matches", "$Error",
                                     "$input", "$this",     "$x" };
static const char *const places[] = { "$a",      "$b",        "$c",     "$h.k",       "$o.A",
                                      "$a[0]",   "$global:b", "$a, $b", "[int]$c",    "[string]$x",
                                      "$h['k']", "$a[1]",     "$null",  "$private:c", "[int[]]$b" };
static const char *const atoms[] = { "1",
                                     "-7",
                                     "0",
                                     "2147483647",
                                     "1.5",
                                     "'abc'",
                                     "'a,b'",
                                     "''",
                                     "$null",
                                     "$true",
                                     "@()",
                                     "@(1,2,3)",
                                     "@{k=1}",
                                     "(1..4)",
                                     "[pscustomobject]@{A=1;B='x'}",
                                     "12l",
                                     "3d",
                                     "'2'",
                                     "[ordered]@{k=2;j=3}",
                                     "[int]",
                                     "{ $_ }",
                                     "'b'",
                                     "[System.Collections.ArrayList]@(3,1,2)",
                                     "[System.Collections.Generic.List[int]](5,4)",
                                     "[datetime]'2024-02-29'",
                                     "[timespan]'1.02:03:04'",
                                     "0x7fffffffffffffff",
                                     "-9223372036854775808",
                                     "1e308",
                                     "[double]::NaN",
                                     "[char]'x'",
                                     "[regex]'(?<n>a)|b*'",
                                     "\"`u{1F600}é`0\"",
                                     "@'\nhere $x\n'@",
                                     "[System.Text.StringBuilder]::new('ab')",
                                     "[C]::new(3)",
                                     "[E]::Two",
                                     "(1,(2,3))",
                                     "[version]'1.2.3'",
                                     "[byte[]](1,255)",
                                     "$true,$false",
                                     "1kb",
                                     "[guid]::Empty" };
static const char *const patterns[] = {
    "'^(a|b)+$'", "'(?i)B(?<k>.)?'", "'[^,]+'",   "'\\d+\\.?'", "'(a*)*b'", "'(?=a)'",
    "'('",        "'[a-'",           "'\\bx\\b'", "'$'",        "',;'",     "'(?<=a)b'"
};
static const char *const formats[] = {
    "'{0}'",    "'{0,8:N2}'", "'{1,-5}|{0:X4}'", "'{0:yyyy-MM}'",   "'{0:#,0.0}'", "'{{{0}}}'",
    "'{0:D3}'", "'{0:P1}'",   "'{2}'",           "'{0:c}'",         "'{'",         "'{0:E3}'",
    "'{0:g}'",  "'{0,}'",     "'{0:R}{0:F20}'",  "'{0:ddd, HH:mm}'"
};
static const char *const statics[] = {
    "[math]::Round(%s)",
    "[math]::Max(%s, 2)",
    "[string]::Join('-', %s)",
    "[string]::Format('{0:X}', %s)",
    "[array]::IndexOf(@(1,2), %s)",
    "[regex]::Matches('aXbX', %s)",
    "[regex]::Replace('aXbX', 'X', { %s })",
    "[convert]::ToInt32(%s, 16)",
    "[convert]::ToString(%s)",
    "[int]::Parse(%s)",
    "[datetime]::Parse(%s)",
    "[enum]::GetNames([E]), %s",
    "[System.Linq.Enumerable]::Sum(%s)",
    "[string]::IsNullOrEmpty(%s)",
    "[char]::IsDigit(%s)",
    "[C]::new(%s)",
    "[D]::S(%s)",
    "[E](%s)",
    "[System.Collections.Generic.Dictionary[string,int]]::new(), %s",
    "[bitconverter]::ToString(%s)"
};
static const char *const stages[] = { "Where-Object { $_ -gt 1 }",
                                      "Where-Object A -eq 1",
                                      "ForEach-Object { $_ }",
                                      "ForEach-Object ToString",
                                      "ForEach-Object -Begin { 1 } -Process { $_ } -End { 2 }",
                                      "Sort-Object",
                                      "Sort-Object { $_.A }, B -Descending",
                                      "Sort-Object -Unique",
                                      "Sort-Object -Top 2",
                                      "Group-Object A",
                                      "Group-Object { $_ } -AsHashTable -AsString",
                                      "Select-Object A, @{n='q';e={ $_.B }}",
                                      "Select-Object -First 1",
                                      "Select-Object -Last 2 -Skip 1",
                                      "Select-Object -ExpandProperty A",
                                      "Select-Object -Unique *",
                                      "Measure-Object -Sum -Average -Maximum -Minimum",
                                      "Measure-Object A -AllStats",
                                      "Measure-Object -Line -Word -Character",
                                      "Get-Unique",
                                      "ConvertTo-Json -Compress",
                                      "ConvertTo-Json -Depth 1",
                                      "ConvertFrom-Json -AsHashtable",
                                      "ConvertFrom-Json",
                                      "ConvertTo-Csv",
                                      "ConvertFrom-Csv",
                                      "Format-Table",
                                      "Format-Table A, @{n='w';e={ $_ };w=5} -GroupBy B",
                                      "Format-List *",
                                      "Format-Wide",
                                      "Format-Custom -Depth 2",
                                      "Out-String -Width 20",
                                      "Out-String -Stream",
                                      "Out-Null",
                                      "Get-Member",
                                      "Get-Member -MemberType Methods",
                                      "Add-Member N 5 -PassThru",
                                      "Write-Output",
                                      "Compare-Object 1, 2",
                                      "Set-Variable a",
                                      "h",
                                      "k -Name",
                                      "f" };
static const char *const commands[] = { "Write-Error",
                                        "Write-Warning",
                                        "Write-Output -NoEnumerate",
                                        "Set-Variable -Name b -Value",
                                        "Get-Variable -ValueOnly -Name",
                                        "Get-Random -SetSeed 1 -InputObject",
                                        "Compare-Object (1,2,3)",
                                        "Write-Host -Separator ':'",
                                        "h -I",
                                        "h @h",
                                        "k -Name x -Kind b -N:",
                                        "k @args",
                                        "Set-StrictMode -Version",
                                        "Write-Debug -Debug",
                                        "Get-Date -Year 2020 -Format" };
static const char *const binary[] = { "-",    "/",      "%",      "-eq",       "-ne",       "-lt",
                                      "-ge",  "-like",  "-match", "-notmatch", "-contains", "-in",
                                      "-is",  "-as",    "-and",   "-or",       "-xor",      "-band",
                                      "-shl", "-split", "-join",  "-replace",  "-f",        "??",
                                      "-ceq", "-notin" };
static const char *const members[] = { ".Length",
                                       ".Count",
                                       ".k",
                                       ".A",
                                       "[0]",
                                       "[-1]",
                                       "[0..1]",
                                       ".ToString()",
                                       ".GetType().Name",
                                       ".Where({ $_ })",
                                       ".ForEach({ $_ })",
                                       ".PSObject.Properties.Name",
                                       ".ToUpper()",
                                       ".Nothing",
                                       ".Bad()",
                                       "?.A",
                                       ".GetEnumerator()",
                                       ".Invoke()",
                                       ".B",
                                       ".Keys",
                                       ".GetNewClosure()",
                                       ".Substring(1)",
                                       ".Split(',')",
                                       ".Clone()",
                                       ".ToArray()",
                                       ".Add(1)",
                                       ".Insert(0, 7)",
                                       ".RemoveAt(0)",
                                       ".Remove('k')",
                                       ".Clear()",
                                       ".Reverse()",
                                       ".Sort()",
                                       ".Contains(1)",
                                       ".IndexOf('b')",
                                       ".Append('x')",
                                       ".PadLeft(9, '*')",
                                       ".Replace('a', 'bb')",
                                       ".Trim('a')",
                                       ".ToString('N1')",
                                       ".CompareTo(1)",
                                       ".Equals(1)",
                                       ".GetHashCode()",
                                       ".AddDays(1)",
                                       ".Where({ $_ }, 'First', 1)",
                                       ".Where({ $_ }, 'Split')",
                                       ".ForEach('Length')",
                                       ".ForEach([string])",
                                       ".PSObject.Copy()",
                                       ".PSObject.Properties.Remove('A')",
                                       ".PSObject.Methods.Name",
                                       "[0,-1,1]",
                                       "[1..-1]",
                                       "?[0]",
                                       "['k']",
                                       "[{ $_ }]",
                                       ".M(2)",
                                       "::Two",
                                       ".Exception.Message",
                                       ".Substring(1, 1)",
                                       ".Ast.ToString()",
                                       ".psbase.Count" };
static const char *const types[] = { "[int]",
                                     "[string]",
                                     "[bool]",
                                     "[double]",
                                     "[char]",
                                     "[array]",
                                     "[int[]]",
                                     "[hashtable]",
                                     "[datetime]",
                                     "[E]",
                                     "[C]",
                                     "[ref]",
                                     "[scriptblock]",
                                     "[decimal]",
                                     "[D]",
                                     "[uint64]",
                                     "[byte]",
                                     "[timespan]",
                                     "[regex]",
                                     "[string[]]",
                                     "[pscustomobject]",
                                     "[ordered]",
                                     "[version]",
                                     "[System.Collections.ArrayList]",
                                     "[long]",
                                     "[nullable[int]]",
                                     "[switch]",
                                     "[xml]",
                                     "[type]" };
static const char *const unary[] = { "-not ", "-", "-bnot ", "-join ", "-split ", "!", "+", ", " };

static void add(struct source *s, const char *text)
{
    strbuf_adds(&s->out, text);
}

static void statements(struct source *s, int depth);

static void expression(struct source *s, int depth)
{
    unsigned kind = depth > 0 ? pick(s, 20) : pick(s, 3);
    switch (kind) {
    case 0:
        add(s, ONE(s, atoms));
        return;
    case 1:
    case 2:
        add(s, ONE(s, names));
        return;
    case 3:
    case 4:
        add(s, "(");
        expression(s, depth - 1);
        strbuf_addf(&s->out, " %s ", ONE(s, binary));
        expression(s, depth - 1);
        add(s, ")");
        return;
    case 5:
    case 6:
        add(s, "(");
        expression(s, depth - 1);
        strbuf_addf(&s->out, ")%s", ONE(s, members));
        return;
    case 7:
        strbuf_addf(&s->out, "(%s", ONE(s, types));
        break;
    case 8:
        strbuf_addf(&s->out, "(%s(", ONE(s, unary));
        break;
    case 9:
        add(s, "$(");
        statements(s, depth - 1);
        add(s, ")");
        return;
    case 10:
        add(s, "@(");
        statements(s, depth - 1);
        add(s, ")");
        return;
    case 11:
        strbuf_addf(&s->out, "\"t%s $(1)\"", ONE(s, names));
        return;
    case 12:
        add(s, "& { param($x = 3, [int]$y) ");
        statements(s, depth - 1);
        add(s, "}");
        return;
    case 13:
        strbuf_addf(&s->out, "(%s %s ", ONE(s, formats), pick(s, 4) ? "-f" : ",");
        expression(s, depth - 1);
        add(s, ")");
        return;
    case 14: {
        static const char *const operators[] = { "-match",  "-replace", "-split",
                                                 "-cmatch", "-notlike", "-csplit" };
        add(s, "(");
        expression(s, depth - 1);
        strbuf_addf(&s->out, " %s %s)", ONE(s, operators), ONE(s, patterns));
        return;
    }
    case 15: {
        const char *call = ONE(s, statics), *at = strstr(call, "%s");
        add(s, "(");
        strbuf_add(&s->out, call, (size_t)(at - call));
        expression(s, depth - 1);
        add(s, at + 2);
        add(s, ")");
        return;
    }
    case 16:
    case 17:
        add(s, "(");
        expression(s, depth - 1);
        for (unsigned n = 1 + pick(s, 3); n--;)
            strbuf_addf(&s->out, " | %s", ONE(s, stages));
        add(s, ")");
        return;
    case 18:
        strbuf_addf(&s->out, "(%s (", ONE(s, commands));
        expression(s, depth - 1);
        add(s, "))");
        return;
    default:
        add(s, "(");
        expression(s, depth - 1);
        add(s, " ? ");
        expression(s, depth - 1);
        add(s, " : 1)");
        return;
    }
    expression(s, depth - 1);
    add(s, kind == 8 ? "))" : ")");
}

static void block(struct source *s, int depth)
{
    add(s, " { ");
    statements(s, depth - 1);
    add(s, " } ");
}

static void statement(struct source *s, int depth)
{
    static const char *const jumps[] = { "break",     "continue",  "return 5",
                                         "throw 'x'", "break lbl", "continue lbl",
                                         "return",    "throw",     "exit 3" };
    static const char *const compound[] = { "+=", "-=", "/=", "%=",
                                            ("?"
                                             "?=") };
    switch (depth > 0 ? pick(s, 28) : pick(s, 3)) {
    case 0:
        expression(s, depth);
        return;
    case 1:
    case 2: {
        const char *place = ONE(s, places);
        strbuf_addf(&s->out, "%s = ", place);
        /* Nothing may hold itself: cycles are never freed. */
        if (strpbrk(place, ".[") && place[0] == '$')
            add(s, ONE(s, atoms));
        else
            expression(s, depth);
        return;
    }
    case 3:
        strbuf_addf(&s->out, "%s %s 2", ONE(s, places), ONE(s, compound));
        return;
    case 4:
        strbuf_addf(&s->out, "(%s)%s", ONE(s, names), pick(s, 2) ? "++" : "--");
        return;
    case 5:
        add(s, "if (");
        expression(s, depth - 1);
        add(s, ")");
        block(s, depth);
        add(s, "else");
        block(s, depth);
        return;
    case 6:
        add(s, ":lbl foreach ($i in 1..3)");
        block(s, depth);
        return;
    case 7:
        add(s, "foreach ($c in ");
        expression(s, depth - 1);
        add(s, ")");
        block(s, depth);
        return;
    case 8:
        add(s, "for ($n = 0; $n -lt 3; $n++)");
        block(s, depth);
        return;
    case 9:
        add(s, "$n = 0; do");
        block(s, depth);
        add(s, "while ($n++ -lt 2)");
        return;
    case 10:
        add(s, "try");
        block(s, depth);
        add(s, "catch");
        block(s, depth);
        if (pick(s, 2)) {
            add(s, "finally");
            block(s, depth);
        }
        return;
    case 11:
        add(s, "try");
        block(s, depth);
        add(s, "catch [System.DivideByZeroException]");
        block(s, depth);
        return;
    case 12:
        strbuf_addf(&s->out, "switch %s (", pick(s, 2) ? "-regex" : "-wildcard");
        expression(s, depth - 1);
        add(s, ") { 'a*'");
        block(s, depth);
        add(s, "{ $_ -gt 1 }");
        block(s, depth);
        add(s, "default");
        block(s, depth);
        add(s, "}");
        return;
    case 13:
        add(s, "function f([int]$a, $b = 2)");
        block(s, depth);
        return;
    case 14:
        add(s, "function g { begin");
        block(s, depth);
        add(s, "process");
        block(s, depth);
        add(s, "end");
        block(s, depth);
        add(s, "}");
        return;
    case 15:
        add(s, "f ");
        expression(s, depth - 1);
        add(s, " 3");
        return;
    case 16:
        expression(s, depth - 1);
        add(s, " | g");
        return;
    case 17:
        add(s, ONE(s, jumps));
        return;
    case 18:
        add(s, "trap");
        block(s, depth);
        return;
    case 19:
        add(s, "function h { [CmdletBinding()] param([Parameter(ValueFromPipeline)]"
               "[ValidateRange(0, 9)]$I = 1, [Alias('Z')][string]$S) process");
        block(s, depth);
        add(s, "end");
        block(s, depth);
        add(s, "}");
        return;
    case 20:
        add(s, "function k { param([Parameter(ValueFromPipelineByPropertyName, Position = 0)]$Name,"
               "[ValidateSet('a', 'b')]$Kind = 'a', [switch]$N, [Parameter("
               "ValueFromRemainingArguments)]$Rest)");
        block(s, depth);
        add(s, "}");
        return;
    case 21:
        strbuf_addf(&s->out,
                    "class D : C { static [int]$T = 4; hidden [string[]]$L; %s $P; "
                    "D([int]$i) : base($i) { } static [object] S($v)",
                    ONE(s, types));
        block(s, depth);
        add(s, "[object] M([int]$x)");
        block(s, depth);
        add(s, "}");
        return;
    case 22:
        add(s, "$n = 0; do");
        block(s, depth);
        add(s, "until ($n++ -gt 1)");
        return;
    case 23:
        expression(s, depth - 1);
        strbuf_addf(&s->out, " %s ", pick(s, 2) ? "&&" : "||");
        expression(s, depth - 1);
        return;
    case 24:
        strbuf_addf(&s->out, "%s, %s = ", ONE(s, names), ONE(s, names));
        expression(s, depth - 1);
        return;
    case 25:
        add(s, "$b = ");
        statement(s, depth - 1);
        return;
    case 26:
        add(s, "foreach ($i in ");
        expression(s, depth - 1);
        strbuf_addf(&s->out, ") { $a %s ", ONE(s, compound));
        expression(s, depth - 1);
        add(s, "; if ($q++ -gt 5) { break } }");
        return;
    default:
        expression(s, depth - 1);
        add(s, " | & { process");
        block(s, depth);
        add(s, "}");
    }
}

static void statements(struct source *s, int depth)
{
    unsigned n = 1 + pick(s, 3);
    for (unsigned i = 0; i < n && s->out.len < 6000; i++) {
        statement(s, depth);
        add(s, "\n");
    }
}

/* ---- the host ---- */

static int host_write(void *host, const char *text, size_t len)
{
    (void)host;
    (void)text;
    (void)len;
    return 0;
}

static void host_error(void *host, enum host_color color, const char *text, size_t len)
{
    (void)host;
    (void)color;
    (void)text;
    (void)len;
}

static struct session *volatile running;

static void press(int signal)
{
    (void)signal;
    if (running)
        session_interrupt(running);
}

static timer_t start_timer(void)
{
    timer_t timer;
    struct sigevent event = { .sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGRTMIN };
    struct sigaction action = { .sa_handler = press, .sa_flags = SA_RESTART };
    struct itimerspec when = { .it_value.tv_nsec = 300000000, .it_interval.tv_nsec = 100000000 };
    sigaction(SIGRTMIN, &action, NULL);
    timer_create(CLOCK_MONOTONIC, &event, &timer);
    timer_settime(timer, 0, &when, NULL);
    return timer;
}

/* The cmdlets that only see objects, each out of its group. */
static const struct cmdlet_registry *object_cmdlets(void)
{
    static const char *const allowed[] = {
        "Where-Object",   "ForEach-Object",  "Sort-Object",  "Group-Object",   "Select-Object",
        "Measure-Object", "Compare-Object",  "Get-Unique",   "ConvertTo-Json", "ConvertFrom-Json",
        "ConvertTo-Csv",  "ConvertFrom-Csv", "Format-Table", "Format-List",    "Format-Wide",
        "Format-Custom",  "Out-String",      "Out-Null",     "Out-Default",    "Get-Member",
        "Add-Member",     "Write-Output",    "Write-Error",  "Write-Warning",  "Write-Host",
        "Write-Debug",    "Set-Variable",    "Get-Variable", "Get-Random",     "Get-Date",
        "Set-StrictMode",
    };
    static struct cmdlet_group groups[ARRAY_SIZE(allowed)];
    static const struct cmdlet_group *list[ARRAY_SIZE(allowed) + 1];
    static struct cmdlet_registry registry;
    if (registry.len)
        return &registry;
    for (size_t g = 0; g < cmdlet_registry.len; g++)
        for (size_t i = 0; i < cmdlet_registry.groups[g]->len; i++) {
            const struct cmdlet *c = &cmdlet_registry.groups[g]->cmdlets[i];
            AUTO_STRBUF name = STRBUF_INIT;
            strbuf_addf(&name, "%s-%s", c->verb, c->noun);
            for (size_t k = 0; k < ARRAY_SIZE(allowed); k++) {
                if (strcmp(name.buf, allowed[k]) != 0)
                    continue;
                groups[registry.len] = (struct cmdlet_group){ c, 1 };
                list[registry.len] = &groups[registry.len];
                registry.len++;
            }
        }
    registry.groups = list;
    return &registry;
}

/* Text that nothing kept to a grammar must not name what writes files or starts anything. */
static bool is_harmless(const char *text)
{
    static const char *const words[] = { ">",        "/",       "IO.",    "IO ",    "File",
                                         "Director", "Environ", "Net.",   "Stream", "Console",
                                         "Process",  "Shell",   "Save",   "using",  "Thread",
                                         "Runspace", "Drive",   "Reader", "Writer", "Sleep" };
    for (size_t i = 0; i < ARRAY_SIZE(words); i++)
        if (strcasestr(text, words[i]))
            return false;
    return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct host_ops ops = { .write = host_write, .write_error = host_error };
    static const char prelude[] =
        "enum E { One; Two = 5 }\n"
        "class C { [int]$A = 1; $B; C() {} C([int]$i) { $this.A = $i } "
        "[int] M([int]$x) { return $this.A / $x } [string] ToString() { return 'C' } }\n"
        "$h = @{ k = 1 }; $o = [C]::new(); function f { 1 }; function g { process { $_ } }\n";
    struct host host = { .ops = &ops };
    setenv("PATH", "", 1);
    struct source source = { .data = data, .size = size, .out = STRBUF_INIT };
    add(&source, prelude);
    bool bytes = size && data[0] == '#';
    if (bytes) {
        strbuf_add(&source.out, (const char *)data, size);
        source.at = size;
        if (!is_harmless(source.out.buf + sizeof(prelude) - 1)) {
            strbuf_release(&source.out);
            return -1;
        }
    }
    while (source.at < size && source.out.len < 6000)
        statements(&source, 4);
    if (bytes) /* here values may hold themselves, which no count of owners ever frees */
        __lsan_disable();
    struct session *s = session_new(object_cmdlets(), &host);
    s->make_output = out_default_new;
    running = s;
    timer_t timer = start_timer();
    struct array *out = array_new(0);
    if (pick(&source, 2) || size == 0 || data[size - 1] & 1)
        (void)!session_collect(s, source.out.buf, source.out.len, out);
    else
        (void)!session_run_text(s, source.out.buf, source.out.len, NULL);
    timer_delete(timer);
    running = NULL;
    value_unref(value_of_array(out));
    session_free(s);
    if (bytes)
        __lsan_enable();
    if (getenv("FUZZ_SHOW"))
        fprintf(stderr, "%s\n", source.out.buf);
    strbuf_release(&source.out);
    return 0;
}
