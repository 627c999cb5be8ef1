/* How the -Job cmdlets say which jobs they mean. */
#ifndef HVSH_CMDLETS_CORE_JOB_SELECT_H
#define HVSH_CMDLETS_CORE_JOB_SELECT_H

#include "shell/runtime/invocation.h"
#include "shell/runtime/job/job.h"

/* The fields every cmdlet's args struct has. */
#define JOB_SELECT_FIELDS          \
    struct value_list job;         \
    struct int_list id;            \
    struct value_list instance_id; \
    struct str_list name;          \
    struct opt_enum state;         \
    struct hash *filter;           \
    struct str_list command;

struct job_selection {
    JOB_SELECT_FIELDS
};

/* Fields of args as a selection; the members must stand together as JOB_SELECT_FIELDS. */
#define JOB_SELECTION(args_) ((const struct job_selection *)(const void *)&(args_)->job)

/* The jobs that are meant, in an owned array of Job objects; nothing given: all. What is
 * not found is recorded as an error. */
enum status job_select(struct invocation *inv, const struct job_selection *s,
                       struct value *out) MUST_CHECK_STATUS;

#define JOB_ID_PARAM(args_, mandatory_)                                            \
    PARAM(args_, id, .name = "Id", .sets = "SessionIdParameterSet", .position = 1, \
          .mandatory = mandatory_, .from_property = true, .type = &type_int32,     \
          .help = "Numbers of jobs, as Get-Job shows them.")
#define JOB_COMMON_PARAMS(args_)                                                       \
    PARAM(args_, instance_id, .name = "InstanceId", .sets = "InstanceIdParameterSet",  \
          .position = 1, .mandatory = true, .from_property = true, .type = &type_guid, \
          .help = "The jobs' unique identifiers."),                                    \
        PARAM(args_, name, .name = "Name", .sets = "NameParameterSet", .position = 1,  \
              .mandatory = true, .from_property = true, .wildcards = true,             \
              .help = "Names of jobs; wildcards work.")
#define JOB_STATE_PARAMS(args_)                                                             \
    PARAM(args_, state, .name = "State", .sets = "StateParameterSet", .position = 1,        \
          .mandatory = true, .from_property = true, .enum_info = &enum_job_state,           \
          .help = "Jobs in this state."),                                                   \
        PARAM(args_, filter, .name = "Filter", .sets = "FilterParameterSet", .position = 1, \
              .mandatory = true, .from_property = true,                                     \
              .help = "Properties and the values they must have.")
#define JOB_OBJECT_PARAM(args_, sets_)                                                \
    PARAM(args_, job, .name = "Job", .sets = sets_, .position = 1, .mandatory = true, \
          .from_pipeline = true, .from_property = true, .type = &type_job,            \
          .help = "The jobs, as objects.")
#define JOB_COMMAND_PARAM(args_)                                                                   \
    PARAM(args_, command, .name = "Command", .sets = "CommandParameterSet", .from_property = true, \
          .wildcards = true, .help = "Jobs that run this command; wildcards work.")

#endif
