/* ObservableCollection: a list that tells of its changes. */
#ifndef HVSH_OBJECT_TYPES_OBSERVABLE_H
#define HVSH_OBJECT_TYPES_OBSERVABLE_H

#include "shell/object/record.h"
#include "shell/object/types/enum.h"

extern const struct type_info type_collection_changed_args;
ENUM_DECLARE(collection_changed_action);

/* changed is called after each change from now on, with a NotifyCollectionChangedEventArgs; NULL:
 * nobody wants to know any more. */
void observable_watch(struct value list, void *session,
                      void (*changed)(void *session, struct value list, struct value e));
bool value_is_observable(struct value v);
/* $list[i] = v; takes v. */
void observable_set_take(struct value list, size_t i, struct value v);

#endif
