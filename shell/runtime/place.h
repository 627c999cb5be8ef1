/* Places: what assignments, ++ and foreach write to. */
#ifndef HVSH_RUNTIME_PLACE_H
#define HVSH_RUNTIME_PLACE_H

#include "shell/runtime/compile.h"
#include "shell/runtime/frame.h"
#include "shell/runtime/member.h"

enum place_kind {
    PLACE_LOCAL,
    PLACE_SCOPED, /* $script:x, $env:x */
    PLACE_AUTOMATIC,
    PLACE_MEMBER,
    PLACE_STATIC,
    PLACE_INDEX,
    PLACE_LIST,    /* $a, $b = … */
    PLACE_DISCARD, /* $null = … */
};

struct place {
    enum place_kind kind;
    struct node *at;          /* for reading: the compiled expression */
    const struct node *where; /* position of errors: the place's own, or the statement's */
    uint32_t slot;
    struct name *name;
    enum ast_scope scope;
    struct ast_str drive, item;  /* the item as written */
    struct node *target, *index; /* member: index is the name when it is no constant */
    struct value constant;       /* member's name */
    struct member_cache cache;
    bool typed; /* [int]$x: type is in type_ref */
    struct type_ref type_ref;
    struct validation *validation;
    struct place **items;
    uint32_t nitems;
};

struct place *place_compile(struct compiler *c, const struct ast_node *left);
/* Errors of storing point at the whole assignment. */
void place_set_position(struct place *p, const struct node *statement);
/* What an assignment, or ++ and --, writes to; NULL: n is none. */
struct place *assigned_place(const struct node *n);
/* Stores v, which it takes. */
enum status place_store(struct frame *f, struct place *p, struct value v);

/* A place with its target evaluated, for operators that read and write. */
struct place_value {
    struct value target, index; /* owned */
    struct session *holder;     /* of what it shares with others; place_hold() */
};
enum status place_open(struct frame *f, struct place *p, struct place_value *pv);
enum status place_read(struct frame *f, struct place *p, const struct place_value *pv,
                       struct value *out);
enum status place_write(struct frame *f, struct place *p, const struct place_value *pv,
                        struct value v);
/* Until it is closed, no other thread changes the target. */
enum status place_hold(struct frame *f, struct place_value *pv);
void place_close(struct place_value *pv);

#endif
