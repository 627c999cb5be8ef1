/* Interface types of .NET, for -is, -as, parameters and bases of script classes. What a type
 * implements stands in its type_info as one of the lists below; a generic interface is listed
 * open (IList`1): its arguments follow from the type that implements it. */
#ifndef HVSH_OBJECT_INTERFACES_H
#define HVSH_OBJECT_INTERFACES_H

#include "shell/object/type_info.h"

/* Interfaces without type arguments: id, full name, the list of those it inherits. */
/* clang-format off */
#define INTERFACE_TYPES(X)                                                                         \
    X(disposable, "System.IDisposable", none)                                                      \
    X(async_disposable, "System.IAsyncDisposable", none)                                           \
    X(cloneable, "System.ICloneable", none)                                                        \
    X(comparable, "System.IComparable", none)                                                      \
    X(convertible, "System.IConvertible", none)                                                    \
    X(formattable, "System.IFormattable", none)                                                    \
    X(span_formattable, "System.ISpanFormattable", of_span_formattable)                            \
    X(format_provider, "System.IFormatProvider", none)                                             \
    X(custom_formatter, "System.ICustomFormatter", none)                                           \
    X(service_provider, "System.IServiceProvider", none)                                           \
    X(async_result, "System.IAsyncResult", none)                                                   \
    X(serializable, "System.Runtime.Serialization.ISerializable", none)                            \
    X(deserialization, "System.Runtime.Serialization.IDeserializationCallback", none)              \
    X(enumerable, "System.Collections.IEnumerable", none)                                          \
    X(enumerator, "System.Collections.IEnumerator", none)                                          \
    X(collection, "System.Collections.ICollection", of_collection)                                 \
    X(list, "System.Collections.IList", of_ilist)                                                  \
    X(dictionary, "System.Collections.IDictionary", of_ilist)                                      \
    X(dictionary_enumerator, "System.Collections.IDictionaryEnumerator", of_dictionary_enumerator) \
    X(comparer, "System.Collections.IComparer", none)                                              \
    X(equality_comparer, "System.Collections.IEqualityComparer", none)                             \
    X(structural_comparable, "System.Collections.IStructuralComparable", none)                     \
    X(structural_equatable, "System.Collections.IStructuralEquatable", none)                       \
    X(ordered_dictionary, "System.Collections.Specialized.IOrderedDictionary", of_ordered)         \
    X(tuple, "System.Runtime.CompilerServices.ITuple", none)                                       \
    X(reflect, "System.Reflection.IReflect", none)                                                 \
    X(custom_attributes, "System.Reflection.ICustomAttributeProvider", none)                       \
    X(contains_error, "System.Management.Automation.IContainsErrorRecord", none)                   \
    X(dynamic_parameters, "System.Management.Automation.IDynamicParameters", none)                 \
    X(argument_completer, "System.Management.Automation.IArgumentCompleter", none)                 \
    X(completer_factory, "System.Management.Automation.IArgumentCompleterFactory", none)           \
    X(valid_values, "System.Management.Automation.IValidateSetValuesGenerator", none)              \
    X(script_position, "System.Management.Automation.Language.IScriptPosition", none)              \
    X(script_extent, "System.Management.Automation.Language.IScriptExtent", none)
/* With arguments: id, open name, their number, inherited, may T be a base of the real one? */
#define GENERIC_INTERFACE_TYPES(X)                                                           \
    X(enumerable_of, "System.Collections.Generic.IEnumerable`1", 1, of_collection)           \
    X(enumerator_of, "System.Collections.Generic.IEnumerator`1", 1, of_enumerator)           \
    X(collection_of, "System.Collections.Generic.ICollection`1", 1, of_collection_of)        \
    X(list_of, "System.Collections.Generic.IList`1", 1, of_list_of)                          \
    X(read_only_collection_of, "System.Collections.Generic.IReadOnlyCollection`1", 1,        \
      of_collection_of)                                                                      \
    X(read_only_list_of, "System.Collections.Generic.IReadOnlyList`1", 1, of_read_only_list) \
    X(set_of, "System.Collections.Generic.ISet`1", 1, of_list_of)                            \
    X(read_only_set_of, "System.Collections.Generic.IReadOnlySet`1", 1, of_read_only_list)   \
    X(dictionary_of, "System.Collections.Generic.IDictionary`2", 2, of_collection)           \
    X(read_only_dictionary_of, "System.Collections.Generic.IReadOnlyDictionary`2", 2,        \
      of_collection)                                                                         \
    X(comparer_of, "System.Collections.Generic.IComparer`1", 1, none)                        \
    X(equality_comparer_of, "System.Collections.Generic.IEqualityComparer`1", 1, none)       \
    X(comparable_to, "System.IComparable`1", 1, none)                                        \
    X(equatable_to, "System.IEquatable`1", 1, none)
/* clang-format on */

#define INTERFACE_DECLARE(id, name, inherits) extern const struct type_info interface_##id;
INTERFACE_TYPES(INTERFACE_DECLARE)
#undef INTERFACE_DECLARE
#define INTERFACE_DECLARE(id, name, n, inherits) extern const struct type_info interface_##id;
GENERIC_INTERFACE_TYPES(INTERFACE_DECLARE)
#undef INTERFACE_DECLARE

/* What the usual kinds of type implement. */
extern const struct type_info *const implements_number[];
extern const struct type_info *const implements_value[];
extern const struct type_info *const implements_bool[];
extern const struct type_info *const implements_string[];
extern const struct type_info *const implements_array[];
extern const struct type_info *const implements_array_list[];
extern const struct type_info *const implements_list[];
extern const struct type_info *const implements_hashtable[];
extern const struct type_info *const implements_ordered[];
extern const struct type_info *const implements_dictionary[];
extern const struct type_info *const implements_enum[];
extern const struct type_info *const implements_version[];
extern const struct type_info *const implements_equatable[];
extern const struct type_info *const implements_exception[];
extern const struct type_info *const implements_cloneable[];
extern const struct type_info *const implements_format_provider[];
extern const struct type_info *const implements_disposable[];
extern const struct type_info *const implements_set[];
extern const struct type_info *const implements_queue[];
extern const struct type_info *const implements_collection[];
extern const struct type_info *const implements_formattable[];
extern const struct type_info *const implements_comparer[];
extern const struct type_info *const implements_enumerator[];
extern const struct type_info *const implements_serializable[];
extern const struct type_info *const implements_tuple[];
extern const struct type_info *const implements_comparable_class[];
extern const struct type_info *const implements_view[];
extern const struct type_info *const implements_entry_enumerator[];

/* Does a value of this type also count as one of the interface? */
bool type_implements(const struct type_info *type, const struct type_info *interface);

#endif
