#include "shell/runtime/stage_variables.h"

#include <string.h>

#include "shell/object/array.h"
#include "shell/object/str.h"
#include "shell/runtime/frame.h"
#include "shell/runtime/scope.h"
#include "shell/runtime/session.h"

static void open_list(struct stage *stage, enum common_param which)
{
    struct session *s = stage_session(stage);
    const struct str *text = stage->binding.common.names[which].str;
    const char *name = text->data;
    size_t len = text->len;
    bool append = len > 0 && name[0] == '+';
    if (append) {
        name++;
        len--;
    }
    if (!len)
        return;
    struct array *list = list_new(&type_array_list, NULL);
    AUTO_VALUE old = value_null();
    if (append && session_lookup_variable(s, name, len, &old)) {
        if (old.kind == V_ARRAY) {
            for (size_t i = 0; i < old.array->len; i++)
                array_push(list, old.array->items[i]);
        } else if (!value_is_null(old)) {
            array_push(list, old);
        }
    }
    stage->variables[which] = list;
    session_assign_variable_take(s, name, len, value_ref(value_of_array(list)));
}

void stage_set_pipeline_variable(struct stage *stage, struct value v)
{
    struct session *s = stage_session(stage);
    const struct str *name = stage->binding.common.names[COMMON_PIPELINE_VARIABLE].str;
    struct frame *frame = s->frame;
    s->frame = stage_frame(stage);
    session_assign_variable_take(s, name->data, name->len, v);
    s->frame = frame;
}

/* The variable that -PipelineVariable names, in the pipeline's own scope; NULL: not set. */
static struct variable *pipeline_variable(const struct stage *stage)
{
    struct session *s = stage_session(stage);
    const struct str *text = stage->binding.common.names[COMMON_PIPELINE_VARIABLE].str;
    const struct frame *frame = stage_frame(stage);
    return scope_find_own(frame ? frame->scope : s->global,
                          names_intern(s->names, text->data, text->len));
}

void stage_close_variables(struct stage *stage)
{
    if (!common_is_set(&stage->binding.common, COMMON_PIPELINE_VARIABLE))
        return;
    struct variable *var = pipeline_variable(stage);
    if (var && stage->new_pipeline_variable)
        variable_unset(stage_session(stage), var);
    else if (var)
        stage_set_pipeline_variable(stage, value_null());
}

enum status stage_open_variables(struct stage *stage)
{
    static const enum common_param lists[] = {
        COMMON_ERROR_VARIABLE,
        COMMON_WARNING_VARIABLE,
        COMMON_INFORMATION_VARIABLE,
        COMMON_OUT_VARIABLE,
    };
    const struct common_values *common = &stage->binding.common;
    if (!common->set)
        return ST_OK;
    for (size_t i = 0; i < ARRAY_SIZE(lists); i++) {
        if (common_is_set(common, lists[i]))
            open_list(stage, lists[i]);
    }
    if (common_is_set(common, COMMON_PIPELINE_VARIABLE)) {
        stage->new_pipeline_variable = !pipeline_variable(stage);
        stage_set_pipeline_variable(stage, value_null()); /* until an object passes */
    }
    if (common_is_set(common, COMMON_OUT_BUFFER) && common->out_buffer > 0 && !stage->last)
        stage->held = array_new(0);
    stage->has_tees =
        stage->variables[COMMON_OUT_VARIABLE] || common_is_set(common, COMMON_PIPELINE_VARIABLE);
    return ST_OK;
}

enum status stage_show_help(struct stage *stage)
{
    struct session *s = stage_session(stage);
    struct call_arg arg = { .kind = CALL_ARG_VALUE, .value = value_string(stage->name) };
    struct command_call call = {
        .command = value_string("Get-Help"), .args = &arg, .nargs = 1, .position = stage->position
    };
    enum status st = pipeline_run(s, &call, 1, NULL, &stage->emit_sink);
    return st == ST_OK ? ST_STOP : st;
}

void stage_collect(struct stage *stage, enum common_param which, struct value v)
{
    /* Lists go with the output: what stands around has what the last stage says. */
    for (; stage; stage = stage->last ? stage->parent : NULL) {
        if (stage->variables[which])
            array_push(stage->variables[which], v);
    }
}
