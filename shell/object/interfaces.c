#include "shell/object/interfaces.h"

#include "shell/object/types/hash.h"

#define LIST(name, ...) const struct type_info *const name[] = { __VA_ARGS__, NULL }
#define I(id) &interface_##id
#define INHERITED(name, ...) static LIST(name, __VA_ARGS__)

static const struct type_info *const none[] = { NULL };
INHERITED(of_span_formattable, I(formattable));
INHERITED(of_collection, I(enumerable));
INHERITED(of_ilist, I(collection), I(enumerable));
INHERITED(of_dictionary_enumerator, I(enumerator));
INHERITED(of_ordered, I(dictionary), I(collection), I(enumerable));
INHERITED(of_enumerator, I(disposable), I(enumerator));
INHERITED(of_collection_of, I(enumerable_of), I(enumerable));
INHERITED(of_list_of, I(collection_of), I(enumerable_of), I(enumerable));
INHERITED(of_read_only_list, I(read_only_collection_of), I(enumerable_of), I(enumerable));

#define INTERFACE(id, full, inherits)                                 \
    const struct type_info interface_##id = { .name = full,           \
                                              .interfaces = inherits, \
                                              .is_interface = true };
INTERFACE_TYPES(INTERFACE)
#undef INTERFACE
#define INTERFACE(id, full, n, inherits)                                       \
    const struct type_info interface_##id = {                                  \
        .name = full, .interfaces = inherits, .arity = n, .is_interface = true \
    };
GENERIC_INTERFACE_TYPES(INTERFACE)
#undef INTERFACE

LIST(implements_number, I(comparable), I(convertible), I(span_formattable), I(formattable),
     I(comparable_to), I(equatable_to));
LIST(implements_value, I(comparable), I(span_formattable), I(formattable), I(comparable_to),
     I(equatable_to));
LIST(implements_bool, I(comparable), I(convertible), I(comparable_to), I(equatable_to));
LIST(implements_string, I(comparable), I(enumerable), I(convertible), I(enumerable_of),
     I(comparable_to), I(equatable_to), I(cloneable));
LIST(implements_array, I(cloneable), I(list), I(collection), I(enumerable),
     I(structural_comparable), I(structural_equatable), I(list_of), I(collection_of),
     I(enumerable_of), I(read_only_list_of), I(read_only_collection_of));
LIST(implements_array_list, I(list), I(collection), I(enumerable), I(cloneable));
LIST(implements_list, I(list_of), I(collection_of), I(enumerable_of), I(enumerable), I(list),
     I(collection), I(read_only_list_of), I(read_only_collection_of));
LIST(implements_hashtable, I(dictionary), I(collection), I(enumerable), I(serializable),
     I(deserialization), I(cloneable));
LIST(implements_ordered, I(ordered_dictionary), I(dictionary), I(collection), I(enumerable),
     I(serializable), I(deserialization));
LIST(implements_dictionary, I(dictionary_of), I(dictionary), I(collection), I(enumerable),
     I(read_only_dictionary_of), I(serializable), I(deserialization));
LIST(implements_enum, I(comparable), I(span_formattable), I(formattable), I(convertible));
LIST(implements_version, I(cloneable), I(comparable), I(comparable_to), I(equatable_to),
     I(span_formattable), I(formattable));
LIST(implements_equatable, I(equatable_to));
LIST(implements_exception, I(serializable));
LIST(implements_disposable, I(disposable));
LIST(implements_set, I(collection_of), I(enumerable_of), I(enumerable), I(set_of),
     I(read_only_collection_of), I(read_only_set_of), I(serializable), I(deserialization));
LIST(implements_queue, I(enumerable_of), I(enumerable), I(collection), I(read_only_collection_of));
LIST(implements_collection, I(collection), I(enumerable), I(cloneable));
LIST(implements_view, I(collection), I(enumerable));
LIST(implements_cloneable, I(cloneable));
LIST(implements_format_provider, I(cloneable), I(format_provider));
LIST(implements_formattable, I(formattable));
LIST(implements_comparer, I(comparer), I(equality_comparer), I(comparer_of),
     I(equality_comparer_of));
LIST(implements_enumerator, I(enumerator));
LIST(implements_entry_enumerator, I(dictionary_enumerator), I(enumerator));
LIST(implements_serializable, I(serializable));
LIST(implements_tuple, I(structural_equatable), I(structural_comparable), I(comparable), I(tuple));
LIST(implements_comparable_class, I(comparable), I(comparable_to), I(equatable_to));

/* What enumerating a value of this type gives; NULL: not known. */
static const struct type_info *items_of(const struct type_info *type)
{
    if (type_is_a(type, &type_string))
        return &type_char;
    for (const struct type_info *t = type; t; t = t->base)
        if (t->element)
            return t->element;
    return type_is_a(type, &type_array) || type == &type_list ? &type_object : NULL;
}

/* Is the open interface, as the type implements it, the closed one? */
static bool closes(const struct type_info *type, const struct type_info *open,
                   const struct type_info *closed)
{
    const struct type_info *want = type_argument(closed, 0);
    if (open == &interface_comparable_to || open == &interface_equatable_to ||
        open == &interface_comparer_of || open == &interface_equality_comparer_of)
        return type_is_a(type, want);
    if (open->arity == 2) {
        const struct type_info *k = dictionary_key_type(type), *v = dictionary_value_type(type);
        return (k ? k : &type_object) == want && (v ? v : &type_object) == type_argument(closed, 1);
    }
    const struct type_info *have = items_of(type);
    if (!have || have == want)
        return have != NULL;
    bool covariant = type_is_a(type, &type_array) || open == &interface_enumerable_of ||
                     open == &interface_read_only_list_of ||
                     open == &interface_read_only_collection_of;
    return covariant && !have->is_value_type && type_is_a(have, want);
}

static bool leads_to(const struct type_info *type, const struct type_info *have,
                     const struct type_info *want)
{
    if (have == want)
        return true;
    const struct type_info *open = type_definition(want);
    if (open && have == open && closes(type, open, want))
        return true;
    for (const struct type_info *const *i = have->interfaces; i && *i; i++)
        if (leads_to(type, *i, want))
            return true;
    return type_definition(have) && leads_to(type, have->base, want);
}

bool type_implements(const struct type_info *type, const struct type_info *interface)
{
    for (const struct type_info *t = type; t; t = t->base)
        if (leads_to(type, t, interface))
            return true;
    return false;
}
