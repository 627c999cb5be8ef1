/* What expressions of a text may yield, found without running them. */
#ifndef HVSH_REPL_COMPLETE_INFER_H
#define HVSH_REPL_COMPLETE_INFER_H

#include "shell/repl/complete.h"

enum { GUESS_TYPES = 6 };
/* Borrowed from the types and from the tree. Nothing known: all are empty. */
struct guess {
    const struct type_info *types[GUESS_TYPES]; /* any of these, n of them */
    uint32_t n;
    const struct ast_type_def *def;   /* a class or enum that the text defines */
    const struct ast_hashtable *keys; /* the literal table that it is */
    bool is_object;                   /* [pscustomobject] of it: the keys are its properties */
};

bool guess_known(const struct guess *g);
/* The first type, NULL when there is none. */
const struct type_info *guess_type(const struct guess *g);
/* Of a type's name: one that the text defines, or one of ours. */
struct guess guess_of_name(struct completing *c, struct ast_str name);
/* $_ is what comes down the pipeline that the cursor stands in. */
struct guess guess_of(struct completing *c, const struct ast_node *node);
/* What comes out of n pipeline elements in a row, one by one. */
struct guess guess_of_stages(struct completing *c, struct ast_node *const *stages, uint32_t n);
/* Of a property of what is guessed; empty: it has none of this name. */
struct guess guess_of_property(struct completing *c, const struct guess *g, struct ast_str name);

/* Adds the properties of all that it may be. */
void complete_guessed_properties(struct completing *c, const struct guess *g);

/* ---- complete_flow.c: where the text says what a variable is ---- */
struct flow {
    enum {
        FLOW_NONE,
        FLOW_VALUE,   /* what node yields */
        FLOW_ELEMENT, /* one by one of what node yields */
        FLOW_TYPE,    /* of the named type */
        FLOW_ERROR,   /* what a catch caught */
        FLOW_THIS,    /* an object of the class */
    } kind;
    const struct ast_node *node;
    struct ast_str type;
    const struct ast_type_def *def;
};
struct flow flow_of_variable(const struct ast *ast, const struct ast_variable *v);
/* The function that the text defines in front of an offset, the last one; NULL: none. */
const struct ast_function *flow_function(const struct ast *ast, struct ast_str name,
                                         uint32_t before);

#endif
