/* What the parts of the XPath evaluator share.
 *
 * The expression is evaluated as it is read. What must not happen (the right side of an "or" whose
 * left side is true) is read with an empty set of nodes and thrown away. Predicates are read anew
 * for each node. */
#ifndef HVSH_OBJECT_XML_PATH_PRIVATE_H
#define HVSH_OBJECT_XML_PATH_PRIVATE_H

#include "shell/object/xml_path.h"

enum xpath_kind { R_NODES, R_NUMBER, R_STRING, R_BOOL };

struct xpath_result {
    enum xpath_kind kind;
    struct xml_nodes nodes;
    double number; /* R_BOOL too */
    struct strbuf text;
};

struct xpath {
    const char *all, *p;
    xml_prefix_lookup lookup;
    void *data;
    int depth;
    struct err **err;
};

struct xpath_context {
    struct xml_node *node; /* NULL: only read over it */
    size_t position, size;
};

static inline void xpath_release(struct xpath_result *r)
{
    xml_nodes_release(&r->nodes);
    strbuf_release(&r->text);
}
#define AUTO_RESULT CLEANUP(xpath_release) struct xpath_result
#define RESULT_INIT                                                   \
    {                                                                 \
        .kind = R_NODES, .text = STRBUF_INIT, .nodes = { NULL, 0, 0 } \
    }

/* ---- the text (xml_path_value.c) ---- */
/* "'path' what": sets the XPathException, returns -1. */
int xpath_fail(struct xpath *x, const char *what);
int xpath_bad_token(struct xpath *x);
void xpath_skip_space(struct xpath *x);
/* Takes the token after blanks, or does nothing and returns false. */
bool xpath_take(struct xpath *x, const char *token);
bool xpath_name_char(const char *s, bool first);
/* Length of the name at s; 0: none begins there. */
size_t xpath_name_len(const char *s);
/* An operator's name, and no longer name. */
bool xpath_take_word(struct xpath *x, const char *word);

/* ---- values (xml_path_value.c) ---- */
/* The string value of a node. */
void xpath_text_of(const struct xml_node *node, struct strbuf *out);
double xpath_to_number(const char *s);
/* Each converts the result in place or reads it as that kind (XPath 1.0, section 4). */
void xpath_as_string(struct xpath_result *r);
double xpath_as_number(struct xpath_result *r);
bool xpath_as_bool(const struct xpath_result *r);
void xpath_set_number(struct xpath_result *r, double d);
void xpath_set_bool(struct xpath_result *r, bool b);
void xpath_set_text(struct xpath_result *r, const char *s, size_t len);
/* Into document order, each node once. */
void xpath_sort_nodes(struct xml_nodes *nodes);

/* ---- steps (xml_path_step.c) ---- */
/* The predicates that follow; read_over: without asking them. */
int xpath_filter(struct xpath *x, struct xml_nodes *nodes, bool read_over);
/* Takes / or //, which adds all nodes below; false: the path ends here. */
bool xpath_slash(struct xpath *x, struct xml_nodes *nodes);
/* Steps from nodes on; takes and replaces them. */
int xpath_relative(struct xpath *x, struct xml_nodes *nodes);
/* A whole location path from the context's node. */
int xpath_location(struct xpath *x, const struct xpath_context *c, struct xml_nodes *nodes);

/* ---- functions (xml_path_function.c) ---- */
/* A function of the core library, its name and opening parenthesis taken. */
int xpath_call(struct xpath *x, const struct xpath_context *c, const char *name, size_t len,
               struct xpath_result *out);

/* ---- operators (xml_path.c) ---- */
/* Any expression. */
int xpath_expression(struct xpath *x, const struct xpath_context *c, struct xpath_result *out);

#endif
