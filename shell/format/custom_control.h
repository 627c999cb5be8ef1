/* Custom controls of format files: text, values and line breaks in frames that indent them.
 * Source: about_Format.ps1xml; "Creating custom controls" of PowerShell's developer pages. */
#ifndef HVSH_FORMAT_CUSTOM_CONTROL_H
#define HVSH_FORMAT_CUSTOM_CONTROL_H

#include "shell/format/cell.h"
#include "shell/format/format_xml.h"

struct custom_control;

/* All controls of one file, those within views and other controls too; owns them. */
struct control_set {
    char *file;
    VEC(struct custom_control *) all;
};

struct control_set *control_set_new(const char *file);
void control_set_free(struct control_set *set); /* NULL is fine */

/* Reads <Controls> below n; nothing to read is fine. */
int control_set_read(struct control_set *set, const struct format_load *l, const struct xml_node *n,
                     struct err **err);
/* The control that a <CustomControl> or <CustomControlName> below n means: *out, of the set; NULL:
 * n has neither, or none of this name is known by now. */
int control_set_read_use(struct control_set *set, const struct format_load *l,
                         const struct xml_node *n, const struct custom_control **out,
                         struct err **err);

enum { CUSTOM_GROUP_DEPTH = 50 };
/* What the control shows of v, lines parted by newlines. depth: how many controls may stand
 * within one another. */
void custom_control_text(const struct custom_control *control, const struct format_env *env,
                         struct value v, int depth, struct strbuf *out);

#endif
