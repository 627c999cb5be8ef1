/* Types as constant data: name, base, properties, methods, default views. Facts
 * about a property stand here once; formatting, Get-Member, completion,
 * conversion and member access all read them. */
#ifndef HVSH_OBJECT_TYPE_INFO_H
#define HVSH_OBJECT_TYPE_INFO_H

#include "shell/object/value.h"

/* What PowerShell's own type data makes of it: shown by Get-Member. */
enum property_kind { PROPERTY_NATIVE, PROPERTY_NOTE, PROPERTY_SCRIPT, PROPERTY_CODE };

struct property {
    const char *name;
    const char *type_name; /* as Get-Member shows it: "string", "System.Guid" */
    /* Reads; *out is owned. -1 sets *err. */
    int (*get)(struct value self, const struct property *, struct value *out, struct err **err);
    /* Writes; NULL: read-only. v is borrowed and converted by the setter. */
    int (*set)(struct value self, const struct property *, struct value v, struct err **err);
    const char *alias_of; /* an AliasProperty: get and set are NULL */
    intptr_t data;        /* free for the getter: an offset, an index … */
    bool hidden;          /* not shown by Format-List * and Get-Member without -Force */
    enum property_kind kind;
    const char *source; /* script property: its getter's text; code property: its definition */
};

struct method {
    const char *name;
    int min_args, max_args; /* max_args -1: any number */
    /* self is the type itself (V_TYPE) for statics and constructors; *out starts as
     * nothing (void). */
    int (*call)(struct value self, const struct value *args, size_t n, struct value *out,
                struct err **err);
    const char *signature; /* for Get-Member: "string Substring(int startIndex)"; may be NULL */
};

enum column_align { ALIGN_DEFAULT, ALIGN_LEFT, ALIGN_RIGHT, ALIGN_CENTER };

struct view_column {
    const char *label; /* NULL: the property's name */
    const char *property;
    int width; /* 0: auto */
    enum column_align align;
    /* Overrides property: the cell's value; *out is owned. */
    int (*get)(struct value self, struct value *out, struct err **err);
    struct value script; /* of views from files: computes the cell; or $null */
    const char *format;  /* a .NET format, or NULL */
    const struct format_expression *condition; /* when an item of a list is shown; or NULL */
};

struct custom_control;
struct format_expression;
struct view_entries;

struct view {
    const struct view_column *columns;
    size_t ncolumns;
    const char *group_by; /* property, or NULL */
    const char *group_label;
    struct value group_script; /* instead of group_by; or $null */
    int (*group_get)(struct value self, struct value *out, struct err **err); /* or this */
    /* Of views from files: what is shown of an object, and what heads a group; or NULL. */
    const struct custom_control *control, *group_control;
    const struct view_entries *entries; /* columns for some objects only; or NULL */
    bool autosize, hide_headers, wrap;
};

/* A view that Format-* -View asks for by name. shape: 't' table, 'l' list, 'w' wide. */
struct named_view {
    const char *name;
    char shape;
    const struct view *view;
};

struct dictionary_types {
    const struct type_info *key, *value;
};

/* Members that an object's content brings, such as the elements of an XML node. They come before
 * the type's own properties and are the ones that are shown. */
struct adapter {
    /* The member's own spelling, borrowed; NULL when there is none. */
    const char *(*has)(struct value self, const char *name, size_t len);
    int (*get)(struct value self, const char *name, size_t len, struct value *out,
               struct err **err);
    int (*set)(struct value self, const char *name, size_t len, struct value v, struct err **err);
    /* The next member's name, borrowed; *at is NULL at first. NULL: no more. */
    const char *(*next)(struct value self, void **at);
    const char *(*label)(struct value self); /* how the object shows in a table's cell */
};

/* An event: its handlers get the sender and an object of the type args. */
struct event_info {
    const char *name;
    const char *handler; /* the delegate type, as Get-Member shows it */
    const char *args;
};

enum { TYPE_ATTRIBUTES_OF_ASSEMBLY = -2 };

struct type_info {
    const char *name;        /* "System.Int32" */
    const char *accelerator; /* "int", or NULL */
    const struct type_info *base;
    const struct type_info *element; /* array and list types */
    const struct enum_info *enum_info;
    const struct dictionary_types *dictionary; /* of Dictionary types made at run time */
    const struct type_info *const *interfaces; /* beyond its bases', NULL-terminated; or NULL */
    const struct type_info *const *arguments;  /* of closed generic types made at run time */
    const struct property *props;
    const struct method *methods;
    const struct property *static_props; /* self is the type (V_TYPE) */
    const struct method *statics;        /* "new" is the constructor */
    /* Of script classes: their own methods, which are called by name alone. method_at: the i-th,
     * "new" among static ones; NULL past the end. */
    const struct method *(*method_at)(const struct type_info *type, bool is_static, size_t i);
    int (*call_by_name)(const struct type_info *type, struct value self, const char *name,
                        const struct value *args, size_t n, struct value *out, struct err **err);
    const struct event_info *events;
    /* The first handler of one of its events came, or the last one went; session: whose events
     * they are. NULL: it does not matter. */
    void (*listened)(struct value self, void *session, bool on);
    const struct view *table; /* default views; NULL: by the base, else by properties */
    const struct view *list;
    const struct named_view *views;     /* further ones, up to an entry without name; or NULL */
    const char *const *default_display; /* DefaultDisplayPropertySet, NULL-terminated; or NULL */
    void (*destroy)(struct object *);   /* releases the payload; NULL: nothing to release */
    /* ToString(); NULL: by the base, else the type's name. */
    int (*to_string)(struct value self, struct strbuf *out);
    /* ToString(format) and {0:format}, in the current culture; an empty format is ToString().
     * NULL: formats are not looked at. -1: FormatException. */
    int (*format)(struct value self, const char *format, size_t len, struct strbuf *out,
                  struct err **err);
    /* -eq and Equals beyond identity; NULL: identity. */
    bool (*equals)(struct value a, struct value b);
    /* Ordering for -lt and Sort-Object; returns -1 with err when not comparable. NULL: none. */
    int (*compare)(struct value a, struct value b, int *out, struct err **err);
    uint32_t (*hash)(struct value v);
    /* [T]$v beyond the built-in rules; *out is owned. NULL: none. */
    int (*convert_from)(struct value v, struct value *out, struct err **err);
    /* Calls what can be called: script blocks, delegates. NULL: cannot be. */
    int (*invoke)(struct value self, const struct value *args, size_t n, struct value *out,
                  struct err **err);
    /* Of script classes: the attributes written on the class or on a member of it, as a list of
     * objects; owned. name NULL: the class's own, or those of what holds it with
     * TYPE_ATTRIBUTES_OF_ASSEMBLY; nparams: of the method, or -1: a property. */
    struct array *(*attributes)(const struct type_info *type, const char *name, int nparams);
    const struct adapter *adapter; /* not inherited; or NULL */
    /* How an object crosses to another session (job/copy.h): pack says in plain values what it
     * is, unpack makes it anew in a session. *out is owned. NULL: its properties are copied. */
    int (*pack)(struct value self, struct value *out, struct err **err);
    int (*unpack)(void *session, struct value packed, struct value *out, struct err **err);
    /* Of objects that only refer to what all threads may use: to, new and empty, refers to the
     * same. NULL: it is no such object. */
    void (*share)(const struct object *from, struct object *to);
    bool
        replicated; /* has pack and unpack, and what its methods do depends on nothing else: threads
                       have objects in common by calling them in one order (job/sharing.h) */
    uint32_t nprops, nmethods, nstatic_props, nstatics, nevents;
    uint32_t payload_size; /* bytes of native payload of an object */
    uint8_t rank;          /* of a multi-dimensional array type (int[,]: 2); else 0 */
    uint8_t arity;         /* of an open generic type (List`1): the number of its arguments */
    bool is_value_type;
    bool made; /* by a session, whose type_cache owns it */
    bool is_interface;
    bool unindexed;     /* a collection without an indexer: $x[0] is $x */
    bool by_name;       /* objects of any type of this name are of it (named_types.h) */
    bool wants_session; /* its static members get the session as their receiver */
    bool is_exception;
    bool text_view; /* shown as its text, not by its properties */
};

/* An event of the type or its bases; NULL: there is none. */
const struct event_info *type_find_event(const struct type_info *type, const char *name,
                                         size_t len);

struct enum_member {
    const char *name;
    int32_t value;
};

struct enum_info {
    const char *name; /* "Microsoft.HyperV.PowerShell.VMState" */
    const struct enum_member *members;
    size_t nmembers;
    bool flags;
    const struct type_info *underlying; /* NULL: Int32 */
    const struct type_info *type;       /* its [type]; may be NULL: made generically */
};

/* By name, case-insensitive, along the bases; alias properties are followed.
 * NULL when there is none. */
const struct property *type_find_property(const struct type_info *type, const char *name,
                                          size_t len);
/* The i-th method that this very type declares, script classes' too; NULL past the end. */
static inline const struct method *type_method_at(const struct type_info *type, bool is_static,
                                                  size_t i)
{
    size_t n = is_static ? type->nstatics : type->nmethods;
    if (i < n)
        return &(is_static ? type->statics : type->methods)[i];
    return type->method_at ? type->method_at(type, is_static, i - n) : NULL;
}
const struct method *type_find_method(const struct type_info *type, const char *name, size_t len);
const struct property *type_find_static_property(const struct type_info *type, const char *name,
                                                 size_t len);
const struct method *type_find_static_method(const struct type_info *type, const char *name,
                                             size_t len);
/* [T]::name: a static property or an enum's member. 1: *out is set (owned), 0:
 * there is none, -1: error. */
int type_static_get(const struct type_info *type, const char *name, size_t len, struct value *out,
                    struct err **err);
/* "Int32" of "System.Int32"; a nested generic's name as Type.Name shows it. Written to out. */
void type_short_name(const struct type_info *type, struct strbuf *out);
/* "int" of "System.Int32", "System.Collections.Generic.List[int]": a name that a script can write
 * between brackets. Written to out. */
void type_language_name(const struct type_info *type, struct strbuf *out);
bool type_is_a(const struct type_info *type, const struct type_info *base);
/* The open type of a closed generic one (List`1 of List`1[int]), else NULL. */
const struct type_info *type_definition(const struct type_info *type);
/* The argument at position i of a closed generic type; NULL: it has none there. */
const struct type_info *type_argument(const struct type_info *type, size_t i);
/* The built-in type of this name or accelerator ("int", "System.Int32",
 * "string[]", "List[int]" …), NULL when unknown. Types that modules bring
 * (Hyper-V's) are found through the session. */
const struct type_info *type_find(const char *name, size_t len);
/* How type_find() gets at the built-in types of the rooms above; they set it. NULL: none. */
extern const struct type_info *(*type_find_more)(const char *name, size_t len);

/* The name of value, NULL when the enum has none (flags are joined by
 * enum_to_string). */
const char *enum_name(const struct enum_info *info, int32_t value);
void enum_to_string(const struct enum_info *info, int32_t value, struct strbuf *out);
/* Whole names in any case or numbers, joined by commas, as Enum.Parse takes them; 0 or -1. */
int enum_parse(const struct enum_info *info, const char *s, size_t len, int32_t *out);
/* The same, or how the name of one member begins, as PowerShell's conversion takes it (see
 * EnumMinimumDisambiguation.cs). -1: no member or several, whose names are in similar then. */
int enum_by_prefix(const struct enum_info *info, const char *s, size_t len, int32_t *out,
                   struct strbuf *similar);

/* The array and list types of a built-in element; NULL: type_cache.h makes one. */
const struct type_info *type_array_of(const struct type_info *element);
const struct type_info *type_list_of(const struct type_info *element);

/* Built-in types that C code names. */
extern const struct type_info type_null, type_object, type_bool, type_char, type_sbyte, type_byte,
    type_int16, type_uint16, type_int32, type_uint32, type_int64, type_uint64, type_single,
    type_double, type_decimal, type_datetime, type_timespan, type_string, type_object_array,
    type_string_array, type_int32_array, type_byte_array, type_hashtable, type_ordered,
    type_psobject, type_pscustomobject, type_type, type_enum, type_guid, type_version, type_regex,
    type_array, type_array_list, type_list, type_dictionary, type_exception, type_scriptblock,
    type_error_record, type_void, type_switch, type_uri, type_ipaddress, type_securestring,
    type_pscredential, type_nullable, type_object_list, type_string_list;

#endif
