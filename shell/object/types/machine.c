/* What the running machine and process are asked: BitConverter, Buffer, GC, Thread, Interlocked,
 * RuntimeInformation, Dns, AppContext, DBNull. */
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <sys/utsname.h>
#include <time.h>
#include <unistd.h>

#include "shell/base/le.h"
#include "shell/base/version.h"
#include "shell/object/array.h"
#include "shell/object/culture.h"
#include "shell/object/interfaces.h"
#include "shell/object/library_types.h"
#include "shell/object/members.h"
#include "shell/object/type_decls.h"
#include "shell/object/types/culture.h"
#include "shell/object/types/encoding.h"
#include "shell/object/types/enum.h"
#include "shell/object/types/task.h"

/* ---- BitConverter ---- */

CALL(bits_to_string)
{
    (void)self;
    AUTO_STRBUF bytes = STRBUF_INIT;
    struct strbuf text = STRBUF_INIT;
    int32_t from = 0, count;
    if (bytes_add(args[0], "value", &bytes, err) < 0)
        return -1;
    if (n > 1 && arg_int(args[1], &from, err) < 0)
        return -1;
    count = (int32_t)bytes.len - from;
    if (n > 2 && arg_int(args[2], &count, err) < 0)
        return -1;
    if (from < 0 || count < 0 || (size_t)from + (size_t)count > bytes.len)
        return fail_range(err, "startIndex",
                          "Index was out of range. Must be non-negative and less than the size of "
                          "the collection.");
    for (int32_t i = 0; i < count; i++)
        strbuf_addf(&text, "%s%02X", i ? "-" : "", (unsigned char)bytes.buf[from + i]);
    *out = value_string_take(&text);
    return 0;
}

CALL(bits_get_bytes)
{
    (void)self;
    (void)n;
    struct value v = args[0];
    uint64_t bits = v.u;
    size_t size = 8;
    switch (v.kind) {
    case V_BOOL:
    case V_BYTE:
    case V_SBYTE:
        size = 1;
        break;
    case V_CHAR:
    case V_INT16:
    case V_UINT16:
        size = 2;
        break;
    case V_INT32:
    case V_UINT32:
        size = 4;
        break;
    case V_SINGLE: {
        float f = (float)v.d;
        uint32_t w;
        memcpy(&w, &f, sizeof(w));
        bits = w;
        size = 4;
        break;
    }
    case V_INT64:
    case V_UINT64:
    case V_DOUBLE:
        break;
    default:
        return fail_argument(err, "A number, a character or a bool is expected here.");
    }
    char text[8];
    for (size_t i = 0; i < size; i++)
        text[i] = (char)(bits >> (8 * i));
    *out = value_of_array(bytes_array(text, size));
    return 0;
}

static int read_bits(const struct value *args, size_t n, size_t size, uint64_t *out,
                     struct err **err)
{
    AUTO_STRBUF bytes = STRBUF_INIT;
    int32_t from = 0;
    if (bytes_add(args[0], "value", &bytes, err) < 0 || (n > 1 && arg_int(args[1], &from, err) < 0))
        return -1;
    if (from < 0 || (size_t)from >= bytes.len)
        return fail_range(err, "startIndex",
                          "Index was out of range. Must be non-negative and less than the size of "
                          "the collection.");
    if ((size_t)from + size > bytes.len)
        return fail_argument(err, "Destination array is not long enough to copy all the items in "
                                  "the collection. Check array index and length. (Parameter "
                                  "'value')");
    *out = 0;
    for (size_t i = 0; i < size; i++)
        *out |= (uint64_t)(unsigned char)bytes.buf[(size_t)from + i] << (8 * i);
    return 0;
}

#define TO_NUMBER(fn, size, expression)            \
    CALL(fn)                                       \
    {                                              \
        (void)self;                                \
        uint64_t u;                                \
        if (read_bits(args, n, size, &u, err) < 0) \
            return -1;                             \
        *out = expression;                         \
        return 0;                                  \
    }
static struct value single_of(uint64_t u)
{
    uint32_t w = (uint32_t)u;
    float f;
    memcpy(&f, &w, sizeof(f));
    return (struct value){ .kind = V_SINGLE, .d = (double)f };
}
static struct value double_of(uint64_t u)
{
    double d;
    memcpy(&d, &u, sizeof(d));
    return value_double(d);
}
TO_NUMBER(bits_to_bool, 1, value_bool(u != 0))
TO_NUMBER(bits_to_char, 2, value_char((uint16_t)u))
TO_NUMBER(bits_to_int16, 2, value_integer(V_INT16, (int16_t)u))
TO_NUMBER(bits_to_uint16, 2, value_integer(V_UINT16, (int64_t)u))
TO_NUMBER(bits_to_int32, 4, value_int((int32_t)u))
TO_NUMBER(bits_to_uint32, 4, value_integer(V_UINT32, (int64_t)u))
TO_NUMBER(bits_to_int64, 8, value_long((int64_t)u))
TO_NUMBER(bits_to_uint64, 8, value_ulong(u))
TO_NUMBER(bits_to_single, 4, single_of(u))
TO_NUMBER(bits_to_double, 8, double_of(u))

CALL(double_to_bits)
{
    (void)self;
    (void)n;
    double d;
    if (value_to_double(args[0], &d, err) < 0)
        return -1;
    int64_t i;
    memcpy(&i, &d, sizeof(i));
    *out = value_long(i);
    return 0;
}

CALL(bits_to_double_value)
{
    (void)self;
    (void)n;
    int64_t i;
    if (arg_long(args[0], &i, err) < 0)
        return -1;
    *out = double_of((uint64_t)i);
    return 0;
}

GETTER(always_true)
{
    UNUSED_GETTER();
    *out = value_bool(true);
    return 0;
}

static const struct property bits_props[] = {
    PROPERTY("IsLittleEndian", "bool", always_true),
};
static const struct method bits_statics[] = {
    METHOD("ToString", 1, 3, bits_to_string, "string ToString(byte[] value)"),
    METHOD("GetBytes", 1, 1, bits_get_bytes, "byte[] GetBytes(int value)"),
    METHOD("ToBoolean", 1, 2, bits_to_bool, "bool ToBoolean(byte[] value, int startIndex)"),
    METHOD("ToChar", 1, 2, bits_to_char, "char ToChar(byte[] value, int startIndex)"),
    METHOD("ToInt16", 1, 2, bits_to_int16, "short ToInt16(byte[] value, int startIndex)"),
    METHOD("ToUInt16", 1, 2, bits_to_uint16, "ushort ToUInt16(byte[] value, int startIndex)"),
    METHOD("ToInt32", 1, 2, bits_to_int32, "int ToInt32(byte[] value, int startIndex)"),
    METHOD("ToUInt32", 1, 2, bits_to_uint32, "uint ToUInt32(byte[] value, int startIndex)"),
    METHOD("ToInt64", 1, 2, bits_to_int64, "long ToInt64(byte[] value, int startIndex)"),
    METHOD("ToUInt64", 1, 2, bits_to_uint64, "ulong ToUInt64(byte[] value, int startIndex)"),
    METHOD("ToSingle", 1, 2, bits_to_single, "float ToSingle(byte[] value, int startIndex)"),
    METHOD("ToDouble", 1, 2, bits_to_double, "double ToDouble(byte[] value, int startIndex)"),
    METHOD("DoubleToInt64Bits", 1, 1, double_to_bits, "long DoubleToInt64Bits(double value)"),
    METHOD("Int64BitsToDouble", 1, 1, bits_to_double_value, "double Int64BitsToDouble(long value)"),
};
const struct type_info type_bit_converter = { .name = "System.BitConverter",
                                              .base = &type_object,
                                              STATIC_PROPS(bits_props),
                                              STATICS(bits_statics) };

/* ---- Buffer ---- */

CALL(buffer_block_copy)
{
    (void)self;
    (void)n;
    (void)out;
    int32_t from, to, count;
    if (args[0].kind != V_ARRAY || args[2].kind != V_ARRAY)
        return fail_null_argument(err, args[0].kind != V_ARRAY ? "src" : "dst");
    if (args[0].array->element != &type_byte || args[2].array->element != &type_byte)
        return fail_argument(err, "Only arrays of bytes are copied here.");
    if (arg_int(args[1], &from, err) < 0 || arg_int(args[3], &to, err) < 0 ||
        arg_int(args[4], &count, err) < 0)
        return -1;
    if (from < 0 || to < 0 || count < 0 || (size_t)from + (size_t)count > args[0].array->len ||
        (size_t)to + (size_t)count > args[2].array->len)
        return fail_argument(err, "Offset and length were out of bounds for the array or count is "
                                  "greater than the number of elements from index to the end of "
                                  "the source collection.");
    if (count) /* bytes hold no references */
        memmove(args[2].array->items + to, args[0].array->items + from,
                (size_t)count * sizeof(struct value));
    return 0;
}

CALL(buffer_byte_length)
{
    (void)self;
    (void)n;
    if (args[0].kind != V_ARRAY)
        return fail_null_argument(err, "array");
    *out = value_int((int32_t)args[0].array->len);
    return 0;
}

static const struct method buffer_statics[] = {
    METHOD("BlockCopy", 5, 5, buffer_block_copy,
           "void BlockCopy(array src, int srcOffset, array dst, int dstOffset, int count)"),
    METHOD("ByteLength", 1, 1, buffer_byte_length, "int ByteLength(array array)"),
};
const struct type_info type_buffer = { .name = "System.Buffer",
                                       .base = &type_object,
                                       STATICS(buffer_statics) };

/* ---- GC ---- */

CALL(nothing_to_do)
{
    UNUSED_CALL();
    return 0;
}

CALL(gc_total_memory)
{
    UNUSED_CALL();
    long pages = 0, ignored = 0;
    FILE *f = fopen("/proc/self/statm", "re");
    if (f) {
        if (fscanf(f, "%ld %ld", &ignored, &pages) != 2)
            pages = 0;
        fclose(f);
    }
    *out = value_long(pages * sysconf(_SC_PAGESIZE));
    return 0;
}

/* Values are let go of as soon as nobody has them: nothing is ever collected later. */
CALL(gc_zero)
{
    UNUSED_CALL();
    *out = value_int(0);
    return 0;
}

GETTER(gc_max_generation)
{
    UNUSED_GETTER();
    *out = value_int(2);
    return 0;
}

static const struct property gc_static_props[] = {
    PROPERTY("MaxGeneration", "int", gc_max_generation),
};
static const struct method gc_statics[] = {
    METHOD("Collect", 0, 4, nothing_to_do, "void Collect()"),
    METHOD("WaitForPendingFinalizers", 0, 0, nothing_to_do, "void WaitForPendingFinalizers()"),
    METHOD("GetTotalMemory", 1, 1, gc_total_memory,
           "long GetTotalMemory(bool forceFullCollection)"),
    METHOD("CollectionCount", 1, 1, gc_zero, "int CollectionCount(int generation)"),
    METHOD("GetGeneration", 1, 1, gc_zero, "int GetGeneration(System.Object obj)"),
    METHOD("ReRegisterForFinalize", 1, 1, nothing_to_do,
           "void ReRegisterForFinalize(System.Object obj)"),
    METHOD("KeepAlive", 1, 1, nothing_to_do, "void KeepAlive(System.Object obj)"),
    METHOD("SuppressFinalize", 1, 1, nothing_to_do, "void SuppressFinalize(System.Object obj)"),
};
const struct type_info type_gc = {
    .name = "System.GC", .base = &type_object, STATIC_PROPS(gc_static_props), STATICS(gc_statics)
};

/* ---- Thread, Interlocked ---- */

CALL(thread_sleep)
{
    (void)self;
    (void)n;
    (void)out;
    int64_t ms;
    if (args[0].kind == V_TIMESPAN)
        ms = args[0].i / 10000;
    else if (arg_long(args[0], &ms, err) < 0)
        return -1;
    if (ms < -1)
        return fail_range(err, "millisecondsTimeout",
                          "Number must be either non-negative and less than or equal to "
                          "Int32.MaxValue or -1.");
    return thread_wait_ms(ms, err);
}

GETTER(thread_id)
{
    UNUSED_GETTER();
    *out = value_int((int32_t)(gettid() - getpid() + 1)); /* the main thread's is 1 */
    return 0;
}

GETTER(thread_current)
{
    UNUSED_GETTER();
    *out = value_of_object(object_new(&type_thread));
    return 0;
}

GETTER(thread_culture)
{
    UNUSED_GETTER();
    *out = culture_value(culture_current());
    return 0;
}

GETTER(thread_name)
{
    UNUSED_GETTER();
    *out = value_string("Pipeline Execution Thread");
    return 0;
}

GETTER(thread_is_not)
{
    UNUSED_GETTER();
    *out = value_bool(false);
    return 0;
}

static const struct property thread_props[] = {
    PROPERTY("Name", "string", thread_name),
    PROPERTY("IsBackground", "bool", thread_is_not),
    PROPERTY("IsThreadPoolThread", "bool", thread_is_not),
    PROPERTY("ManagedThreadId", "int", thread_id),
    PROPERTY("IsAlive", "bool", always_true),
    PROPERTY("CurrentCulture", "cultureinfo", thread_culture),
    PROPERTY("CurrentUICulture", "cultureinfo", thread_culture),
};
static const struct property thread_static_props[] = {
    PROPERTY("CurrentThread", "System.Threading.Thread", thread_current),
};
static const struct method thread_statics[] = {
    METHOD("Sleep", 1, 1, thread_sleep, "void Sleep(int millisecondsTimeout)"),
};
const struct type_info type_thread = { .name = "System.Threading.Thread",
                                       .base = &type_object,
                                       PROPS(thread_props),
                                       STATIC_PROPS(thread_static_props),
                                       STATICS(thread_statics) };

static int interlocked_add(struct value ref, int64_t by, struct value *out, struct err **err)
{
    AUTO_VALUE now = value_null();
    int64_t i;
    if (ref.kind != V_OBJECT)
        return arg_set_ref(ref, value_null(), err);
    if (member_get(ref, "Value", &now, err) < 0 || value_to_int64(now, &i, err) < 0)
        return -1;
    *out = now.kind == V_INT64 ? value_long(i + by) : value_int((int32_t)(i + by));
    return arg_set_ref(ref, *out, err);
}

CALL(interlocked_increment)
{
    (void)self;
    (void)n;
    return interlocked_add(args[0], 1, out, err);
}

CALL(interlocked_decrement)
{
    (void)self;
    (void)n;
    return interlocked_add(args[0], -1, out, err);
}

CALL(interlocked_add_call)
{
    (void)self;
    (void)n;
    int64_t by;
    return arg_long(args[1], &by, err) < 0 ? -1 : interlocked_add(args[0], by, out, err);
}

CALL(interlocked_exchange)
{
    (void)self;
    (void)n;
    if (args[0].kind == V_OBJECT && member_get(args[0], "Value", out, err) < 0)
        return -1;
    return arg_set_ref(args[0], args[1], err);
}

/* CompareExchange([ref] place, value, comparand) */
CALL(interlocked_compare)
{
    (void)self;
    (void)n;
    AUTO_VALUE now = value_null();
    if (args[0].kind != V_OBJECT)
        return arg_set_ref(args[0], value_null(), err);
    if (member_get(args[0], "Value", &now, err) < 0)
        return -1;
    bool same = now.kind == V_OBJECT ? now.object == args[2].object && args[2].kind == V_OBJECT
                                     : value_equals(now, args[2], false);
    if (same && arg_set_ref(args[0], args[1], err) < 0)
        return -1;
    *out = STEAL_VALUE(now);
    return 0;
}

CALL(interlocked_read)
{
    (void)self;
    (void)n;
    if (args[0].kind != V_OBJECT)
        return arg_set_ref(args[0], value_null(), err);
    return member_get(args[0], "Value", out, err);
}

static const struct method interlocked_statics[] = {
    METHOD("Increment", 1, 1, interlocked_increment, "int Increment([ref] int location)"),
    METHOD("Decrement", 1, 1, interlocked_decrement, "int Decrement([ref] int location)"),
    METHOD("Add", 2, 2, interlocked_add_call, "int Add([ref] int location1, int value)"),
    METHOD("CompareExchange", 3, 3, interlocked_compare,
           "int CompareExchange([ref] int location1, int value, int comparand)"),
    METHOD("Read", 1, 1, interlocked_read, "long Read([ref] long location)"),
    METHOD("MemoryBarrier", 0, 0, nothing_to_do, "void MemoryBarrier()"),
    METHOD("Exchange", 2, 2, interlocked_exchange, "int Exchange([ref] int location1, int value)"),
};
const struct type_info type_interlocked = { .name = "System.Threading.Interlocked",
                                            .base = &type_object,
                                            STATICS(interlocked_statics) };

/* ---- RuntimeInformation ---- */

enum { RT_OS, RT_FRAMEWORK, RT_ARCHITECTURE, RT_ID };

GETTER(runtime_get)
{
    UNUSED_GETTER();
    struct utsname u;
    if (uname(&u) < 0)
        memset(&u, 0, sizeof(u));
    int arch = strcmp(u.machine, "x86_64") == 0    ? 1
               : strcmp(u.machine, "aarch64") == 0 ? 3
               : strncmp(u.machine, "arm", 3) == 0 ? 2
               : strcmp(u.machine, "s390x") == 0   ? 5
                                                   : 0;
    *out = p->data == RT_OS          ? value_stringf("%s %s %s", u.sysname, u.release, u.version)
           : p->data == RT_FRAMEWORK ? value_string(".NET " HVSH_LIBRARY_VERSION)
           : p->data == RT_ID        ? value_string(arch == 3 ? "linux-arm64" : "linux-x64")
                                     : value_enum(&enum_architecture, arch);
    return 0;
}

CALL(runtime_is_platform)
{
    (void)self;
    (void)n;
    (void)err;
    AUTO_VALUE name = arg_string(args[0]);
    *out = value_bool(strcasecmp(name.str->data, "linux") == 0);
    return 0;
}

static const struct property runtime_props[] = {
    PROPERTY_DATA("OSDescription", "string", runtime_get, RT_OS),
    PROPERTY_DATA("FrameworkDescription", "string", runtime_get, RT_FRAMEWORK),
    PROPERTY_DATA("RuntimeIdentifier", "string", runtime_get, RT_ID),
    PROPERTY_DATA("OSArchitecture", "System.Runtime.InteropServices.Architecture", runtime_get,
                  RT_ARCHITECTURE),
    PROPERTY_DATA("ProcessArchitecture", "System.Runtime.InteropServices.Architecture", runtime_get,
                  RT_ARCHITECTURE),
};
static const struct method runtime_statics[] = {
    METHOD("IsOSPlatform", 1, 1, runtime_is_platform,
           "bool IsOSPlatform(System.Runtime.InteropServices.OSPlatform osPlatform)"),
};
const struct type_info type_runtime_information = {
    .name = "System.Runtime.InteropServices.RuntimeInformation",
    .base = &type_object,
    STATIC_PROPS(runtime_props),
    STATICS(runtime_statics),
};

static int platform_text(struct value self, struct strbuf *out)
{
    strbuf_adds(out, *(const char **)object_payload(self.object));
    return 0;
}

GETTER(platform_get)
{
    UNUSED_GETTER();
    struct object *o = object_new(&type_os_platform);
    *(const char **)object_payload(o) = (const char *)p->data;
    *out = value_of_object(o);
    return 0;
}

static const struct property platform_props[] = {
    PROPERTY_DATA("Linux", "System.Runtime.InteropServices.OSPlatform", platform_get,
                  (intptr_t) "LINUX"),
    PROPERTY_DATA("OSX", "System.Runtime.InteropServices.OSPlatform", platform_get,
                  (intptr_t) "OSX"),
    PROPERTY_DATA("Windows", "System.Runtime.InteropServices.OSPlatform", platform_get,
                  (intptr_t) "WINDOWS"),
    PROPERTY_DATA("FreeBSD", "System.Runtime.InteropServices.OSPlatform", platform_get,
                  (intptr_t) "FREEBSD"),
};
const struct type_info type_os_platform = { .name = "System.Runtime.InteropServices.OSPlatform",
                                            .base = &type_value_type,
                                            STATIC_PROPS(platform_props),
                                            .payload_size = sizeof(const char *),
                                            .to_string = platform_text };

/* ---- AppContext ---- */

GETTER(base_directory)
{
    UNUSED_GETTER();
    char path[4096];
    ssize_t n = readlink("/proc/self/exe", path, sizeof(path) - 1);
    size_t len = n > 0 ? (size_t)n : 0;
    while (len && path[len - 1] != '/')
        len--;
    *out = value_string_len(path, len);
    return 0;
}

static const struct property app_props[] = {
    PROPERTY("BaseDirectory", "string", base_directory),
};
const struct type_info type_app_context = { .name = "System.AppContext",
                                            .base = &type_object,
                                            STATIC_PROPS(app_props) };

/* ---- System.Management.Automation.Platform and ExperimentalFeature ---- */

GETTER(platform_fact)
{
    UNUSED_GETTER();
    *out = value_bool(p->data);
    return 0;
}

static const struct property platform_facts_props[] = {
    PROPERTY_DATA("IsLinux", "bool", platform_fact, 1),
    PROPERTY_DATA("IsMacOS", "bool", platform_fact, 0),
    PROPERTY_DATA("IsWindows", "bool", platform_fact, 0),
    PROPERTY_DATA("IsCoreCLR", "bool", platform_fact, 1),
    PROPERTY_DATA("IsNanoServer", "bool", platform_fact, 0),
    PROPERTY_DATA("IsIoT", "bool", platform_fact, 0),
    PROPERTY_DATA("IsWindowsDesktop", "bool", platform_fact, 0),
    PROPERTY_DATA("IsStaSupported", "bool", platform_fact, 0),
};
const struct type_info type_platform_facts = { .name = "System.Management.Automation.Platform",
                                               .base = &type_object,
                                               STATIC_PROPS(platform_facts_props) };

/* There are none, so none is on. */
CALL(feature_is_enabled)
{
    UNUSED_CALL();
    *out = value_bool(false);
    return 0;
}

static const struct method experimental_feature_statics[] = {
    METHOD("IsEnabled", 1, 1, feature_is_enabled, "bool IsEnabled(string featureName)"),
};
const struct type_info type_experimental_feature = {
    .name = "System.Management.Automation.ExperimentalFeature",
    .accelerator = "ExperimentalFeature",
    .base = &type_object,
    STATICS(experimental_feature_statics),
};

/* ---- DBNull, NullString, AutomationNull, EventArgs, IntPtr ---- */

static int no_text(struct value self, struct strbuf *out)
{
    (void)self;
    (void)out;
    return 0;
}

static bool same_type(struct value a, struct value b)
{
    return b.kind == V_OBJECT && a.object->type == b.object->type;
}

GETTER(single_value)
{
    UNUSED_GETTER();
    *out = value_of_object(object_new((const struct type_info *)p->data));
    return 0;
}

static const struct property dbnull_props[] = {
    PROPERTY_DATA("Value", "System.DBNull", single_value, (intptr_t)&type_dbnull),
};
const struct type_info type_dbnull = { .name = "System.DBNull",
                                       .base = &type_object,
                                       STATIC_PROPS(dbnull_props),
                                       .to_string = no_text,
                                       .equals = same_type };

static const struct property event_args_props[] = {
    PROPERTY_DATA("Empty", "System.EventArgs", single_value, (intptr_t)&type_event_args),
};
CALL(event_args_new)
{
    UNUSED_CALL();
    *out = value_of_object(object_new(&type_event_args));
    return 0;
}
static const struct method event_args_statics[] = {
    METHOD("new", 0, 0, event_args_new, "System.EventArgs new()"),
};
const struct type_info type_event_args = { .name = "System.EventArgs",
                                           .base = &type_object,
                                           STATIC_PROPS(event_args_props),
                                           STATICS(event_args_statics) };

GETTER(null_value)
{
    UNUSED_GETTER();
    *out = p->data ? value_nothing() : value_null();
    return 0;
}
static const struct property null_string_props[] = {
    PROPERTY_DATA("Value", "System.Management.Automation.Language.NullString", single_value,
                  (intptr_t)&type_null_string),
};
const struct type_info type_null_string = {
    .name = "System.Management.Automation.Language.NullString",
    .accelerator = "NullString",
    .base = &type_object,
    STATIC_PROPS(null_string_props),
    .to_string = no_text,
    .equals = same_type,
};
static const struct property automation_null_props[] = {
    PROPERTY_DATA("Value", "psobject", null_value, 1),
};
const struct type_info type_automation_null = {
    .name = "System.Management.Automation.Internal.AutomationNull",
    .base = &type_object,
    STATIC_PROPS(automation_null_props),
};
