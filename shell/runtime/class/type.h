/* The inside of script classes: shared by what defines them and what runs them. */
#ifndef HVSH_RUNTIME_CLASS_TYPE_H
#define HVSH_RUNTIME_CLASS_TYPE_H

#include "shell/runtime/compile.h"
#include "shell/runtime/frame.h"

struct class_field {
    struct script_class *owner;
    const struct ast_property *ast;
    const char *name; /* in the ast */
    struct type_ref type_ref;
    struct node *initial; /* in the owner's code; or NULL */
    struct validation *validation;
    bool is_static;
    size_t offset;      /* into the payload */
    struct value value; /* static */
};

struct class_method {
    const struct ast_method *ast;
    struct code *code; /* reference */
    struct node **base_args;
    const struct type_info *returns; /* looked up at the first call */
};

struct class_methods { /* as others list them: one per name, made when first asked for */
    struct method *items;
    size_t n;
    bool made;
};

struct script_class {
    struct type_info type; /* first: a type_info of a class is its script_class */
    struct enum_info enum_info;
    struct script_class *next;
    struct session *session;
    const struct ast_type_def *def;
    const struct ast_script_block *around;
    struct code *code;   /* of the initial values; keeps the ast */
    uint64_t serial;     /* of the scope that it is defined in */
    struct scope *state; /* of the module it was defined in; reference. NULL: none */
    char *name;
    struct class_field *fields;
    struct property *props, *static_props;
    struct class_method *methods;
    struct class_methods listed[2]; /* of objects; static ones and constructors */
    struct enum_member *enum_members;
    struct type_info *array_type;
    char *array_name;
    size_t nfields, nmethods;
    bool has_constructor;
    bool statics_wait;           /* their first values are not worked out yet */
    struct value statics_failed; /* the TypeInitializationException, once one of them threw */
};

/* The type that the class's own text means by a name; NULL: none is in sight. */
const struct type_info *class_type_named(const struct script_class *c, struct ast_str name);
/* get and set of a field; data points at the class_field. */
extern const struct property class_field_property;
void class_destroy(struct object *o);
int class_to_string(struct value self, struct strbuf *out);
bool class_equals(struct value a, struct value b);
uint32_t class_hash(struct value v);
int class_compare(struct value a, struct value b, int *out, struct err **err);
/* type_info.method_at and call_by_name. */
const struct method *class_method_at(const struct type_info *type, bool is_static, size_t i);
int class_call_by_name(const struct type_info *type, struct value self, const char *name,
                       const struct value *args, size_t n, struct value *out, struct err **err);
void class_methods_release(struct script_class *c);
/* Are there any to be worked out? */
void class_statics_note(struct script_class *c);
/* Works them out at first use; throws what that threw, now and each time after. */
enum status class_statics_ready(struct frame *f, struct script_class *c);
/* Works out a field's first value. */
enum status class_set_initial(struct frame *f, struct class_field *field, struct value *slot,
                              struct value *self);

#endif
