/* Delegates: a script block (or another callable) with the types of its arguments and result. */
#ifndef HVSH_OBJECT_DELEGATE_H
#define HVSH_OBJECT_DELEGATE_H

#include "shell/object/type_info.h"

extern const struct type_info type_delegate;

/* The open delegate types (Func`2, Predicate`1 …): id, full name, arguments. */
/* clang-format off */
#define GENERIC_DELEGATE_TYPES(X)           \
    X(func_1, "System.Func`1", 1)           \
    X(func_2, "System.Func`2", 2)           \
    X(func_3, "System.Func`3", 3)           \
    X(func_4, "System.Func`4", 4)           \
    X(func_5, "System.Func`5", 5)           \
    X(func_6, "System.Func`6", 6)           \
    X(func_7, "System.Func`7", 7)           \
    X(func_8, "System.Func`8", 8)           \
    X(func_9, "System.Func`9", 9)           \
    X(action_1, "System.Action`1", 1)       \
    X(action_2, "System.Action`2", 2)       \
    X(action_3, "System.Action`3", 3)       \
    X(action_4, "System.Action`4", 4)       \
    X(action_5, "System.Action`5", 5)       \
    X(action_6, "System.Action`6", 6)       \
    X(action_7, "System.Action`7", 7)       \
    X(action_8, "System.Action`8", 8)       \
    X(predicate, "System.Predicate`1", 1)   \
    X(comparison, "System.Comparison`1", 1) \
    X(converter, "System.Converter`2", 2)   \
    X(event_handler_of, "System.EventHandler`1", 1)

/* Those without type arguments of their own: id, full name, the arguments' number, the result. */
#define PLAIN_DELEGATE_TYPES(X)                                                        \
    X(action, "System.Action", 0, void)                                                \
    X(event_handler, "System.EventHandler", 2, void)                                   \
    X(unhandled_handler, "System.UnhandledExceptionEventHandler", 2, void)             \
    X(console_cancel_handler, "System.ConsoleCancelEventHandler", 2, void)             \
    X(resolve_handler, "System.ResolveEventHandler", 2, object)                        \
    X(async_callback, "System.AsyncCallback", 1, void)                                 \
    X(match_evaluator, "System.Text.RegularExpressions.MatchEvaluator", 1, string)     \
    X(thread_start, "System.Threading.ThreadStart", 0, void)                           \
    X(parameterized_start, "System.Threading.ParameterizedThreadStart", 1, void)       \
    X(timer_callback, "System.Threading.TimerCallback", 1, void)                       \
    X(wait_callback, "System.Threading.WaitCallback", 1, void)                         \
    X(send_callback, "System.Threading.SendOrPostCallback", 1, void)                   \
    X(elapsed_handler, "System.Timers.ElapsedEventHandler", 2, void)                   \
    X(file_system_handler, "System.IO.FileSystemEventHandler", 2, void)                \
    X(renamed_handler, "System.IO.RenamedEventHandler", 2, void)                       \
    X(file_error_handler, "System.IO.ErrorEventHandler", 2, void)                      \
    X(data_received_handler, "System.Diagnostics.DataReceivedEventHandler", 2, void)   \
    X(property_changed_handler, "System.ComponentModel.PropertyChangedEventHandler", 2, void) \
    X(collection_changed_handler,                                                      \
      "System.Collections.Specialized.NotifyCollectionChangedEventHandler", 2, void)   \
    X(validation_handler, "System.Xml.Schema.ValidationEventHandler", 2, void)         \
    X(certificate_callback, "System.Net.Security.RemoteCertificateValidationCallback", 4, bool)
/* clang-format on */

#define DELEGATE_DECLARE(id, name, n) extern const struct type_info type_##id;
GENERIC_DELEGATE_TYPES(DELEGATE_DECLARE)
#undef DELEGATE_DECLARE
#define DELEGATE_DECLARE(id, name, n, result) extern const struct type_info type_##id;
PLAIN_DELEGATE_TYPES(DELEGATE_DECLARE)
#undef DELEGATE_DECLARE

/* How many arguments a delegate takes; -1: v is none (a script block, say). */
int delegate_arity(struct value v);
/* The type of a delegate's result; NULL: any, or v is none. */
const struct type_info *delegate_result(struct value v);
/* What a delegate calls in the end, v itself when it is none; borrowed. */
struct value delegate_target(struct value v);
/* [Func[int,int]]$v: *out is owned. */
int value_to_delegate(struct value v, const struct type_info *to, struct value *out,
                      struct err **err);

#endif
