/* Which arguments of a command in a syntax tree go to which parameters, without evaluating them:
 * what StaticParameterBinder tells scripts. */
#ifndef HVSH_RUNTIME_STATIC_BINDING_H
#define HVSH_RUNTIME_STATIC_BINDING_H

#include "parser/ast.h"
#include "shell/runtime/binding/signature.h"

enum static_source {
    STATIC_NOTHING, /* the argument is missing */
    STATIC_VALUE,   /* .value */
    STATIC_SWITCH,  /* given without a value */
    STATIC_REST,    /* the arguments that are left: static_binding.rest */
    STATIC_PIPELINE /* bound by what comes down the pipeline */
};
struct static_bound {
    const char *name; /* the parameter's; borrowed */
    bool is_switch;
    enum static_source source;
    const struct ast_node *value;
};

enum static_fault_kind {
    STATIC_NOT_FOUND, /* no such parameter */
    STATIC_AMBIGUOUS, /* several could be meant */
    STATIC_TWICE,     /* bound already */
    STATIC_LEFT       /* no parameter takes it by position */
};
struct static_fault {
    enum static_fault_kind kind;
    const struct ast_node *element;
    char *message; /* owned */
};

struct static_binding {
    struct static_bound *bound;
    size_t nbound;
    struct static_fault *faults;
    size_t nfaults;
    const struct ast_node **rest;
    size_t nrest;
    bool set_unclear; /* more than one parameter set is possible, none of them the default */
};

/* Binds to what the signature declares. expects_input: it is not the first in its pipeline.
 * Borrows from both; release it. Source: PowerShell's PseudoParameterBinder. */
void static_bind(const struct ast_command *command, const struct signature *sig, bool expects_input,
                 struct static_binding *out);
void static_binding_release(struct static_binding *b);

#endif
