/* What error records are made of: ErrorCategory, CategoryInfo and ErrorDetails. */
#ifndef HVSH_RUNTIME_ERROR_PARTS_H
#define HVSH_RUNTIME_ERROR_PARTS_H

#include "shell/runtime/error_record.h"

/* The CategoryInfo of a record; owned. */
struct value category_info_new(const struct error_record *r);
/* The payload of ErrorDetails; both owned. */
struct error_details {
    struct value message;
    char *advice; /* or NULL */
};
extern const struct type_info type_error_details;

/* A throw statement, at the session's position, raises a record that nothing raised before. */
void error_record_by_throw(struct session *s, struct value record);

#endif
