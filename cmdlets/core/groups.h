/* The groups of core cmdlets, one per file; cmdlets/registry.c lists them. */
#ifndef HVSH_CMDLETS_CORE_GROUPS_H
#define HVSH_CMDLETS_CORE_GROUPS_H

#include "shell/runtime/cmdlet.h"

extern const struct cmdlet_group cmdlets_add_member;
extern const struct cmdlet_group cmdlets_add_type;
extern const struct cmdlet_group cmdlets_alias;
extern const struct cmdlet_group cmdlets_alias_file;
extern const struct cmdlet_group cmdlets_archive;
extern const struct cmdlet_group cmdlets_breakpoint;
extern const struct cmdlet_group cmdlets_call_stack;
extern const struct cmdlet_group cmdlets_child_item;
extern const struct cmdlet_group cmdlets_clipboard;
extern const struct cmdlet_group cmdlets_clixml;
extern const struct cmdlet_group cmdlets_compare;
extern const struct cmdlet_group cmdlets_completion;
extern const struct cmdlet_group cmdlets_computer_info;
extern const struct cmdlet_group cmdlets_connection;
extern const struct cmdlet_group cmdlets_csv_in;
extern const struct cmdlet_group cmdlets_csv_out;
extern const struct cmdlet_group cmdlets_culture;
extern const struct cmdlet_group cmdlets_data_file;
extern const struct cmdlet_group cmdlets_drive;
extern const struct cmdlet_group cmdlets_dynamic_property;
extern const struct cmdlet_group cmdlets_events;
extern const struct cmdlet_group cmdlets_execution_policy;
extern const struct cmdlet_group cmdlets_file_hash;
extern const struct cmdlet_group cmdlets_foreach_object;
extern const struct cmdlet_group cmdlets_format;
extern const struct cmdlet_group cmdlets_format_data;
extern const struct cmdlet_group cmdlets_format_hex;
extern const struct cmdlet_group cmdlets_get_command;
extern const struct cmdlet_group cmdlets_get_content;
extern const struct cmdlet_group cmdlets_get_module;
extern const struct cmdlet_group cmdlets_group_object;
extern const struct cmdlet_group cmdlets_history;
extern const struct cmdlet_group cmdlets_host;
extern const struct cmdlet_group cmdlets_html;
extern const struct cmdlet_group cmdlets_invoke;
extern const struct cmdlet_group cmdlets_invoke_command;
extern const struct cmdlet_group cmdlets_invoke_item;
extern const struct cmdlet_group cmdlets_item;
extern const struct cmdlet_group cmdlets_item_property;
extern const struct cmdlet_group cmdlets_job;
extern const struct cmdlet_group cmdlets_job_start;
extern const struct cmdlet_group cmdlets_json;
extern const struct cmdlet_group cmdlets_location;
extern const struct cmdlet_group cmdlets_machine;
extern const struct cmdlet_group cmdlets_markdown;
extern const struct cmdlet_group cmdlets_markdown_options;
extern const struct cmdlet_group cmdlets_measure_object;
extern const struct cmdlet_group cmdlets_member;
extern const struct cmdlet_group cmdlets_module;
extern const struct cmdlet_group cmdlets_module_manifest;
extern const struct cmdlet_group cmdlets_move_item;
extern const struct cmdlet_group cmdlets_object;
extern const struct cmdlet_group cmdlets_out;
extern const struct cmdlet_group cmdlets_path;
extern const struct cmdlet_group cmdlets_process;
extern const struct cmdlet_group cmdlets_ps_debug;
extern const struct cmdlet_group cmdlets_random;
extern const struct cmdlet_group cmdlets_remote_session;
extern const struct cmdlet_group cmdlets_rest_method;
extern const struct cmdlet_group cmdlets_runspace;
extern const struct cmdlet_group cmdlets_secure_string;
extern const struct cmdlet_group cmdlets_select_object;
extern const struct cmdlet_group cmdlets_select_string;
extern const struct cmdlet_group cmdlets_set_content;
extern const struct cmdlet_group cmdlets_sort_object;
extern const struct cmdlet_group cmdlets_switch_process;
extern const struct cmdlet_group cmdlets_test_json;
extern const struct cmdlet_group cmdlets_time;
extern const struct cmdlet_group cmdlets_time_zone;
extern const struct cmdlet_group cmdlets_trace;
extern const struct cmdlet_group cmdlets_transcript;
extern const struct cmdlet_group cmdlets_type_data;
extern const struct cmdlet_group cmdlets_update_list;
extern const struct cmdlet_group cmdlets_variable;
extern const struct cmdlet_group cmdlets_verbs;
extern const struct cmdlet_group cmdlets_web_request;
extern const struct cmdlet_group cmdlets_where_object;
extern const struct cmdlet_group cmdlets_write;
extern const struct cmdlet_group cmdlets_xml;

#endif
