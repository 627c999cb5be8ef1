/* The groups of core cmdlets, one per file; cmdlets/registry.c lists them. */
#ifndef HVSH_CMDLETS_CORE_GROUPS_H
#define HVSH_CMDLETS_CORE_GROUPS_H

#include "shell/runtime/cmdlet.h"

extern const struct cmdlet_group cmdlets_where_object, cmdlets_foreach_object,
    cmdlets_select_object, cmdlets_sort_object, cmdlets_group_object, cmdlets_measure_object,
    cmdlets_format, cmdlets_out, cmdlets_json, cmdlets_csv_in, cmdlets_csv_out, cmdlets_write,
    cmdlets_get_command, cmdlets_member, cmdlets_add_member, cmdlets_alias, cmdlets_variable,
    cmdlets_get_content, cmdlets_set_content, cmdlets_child_item, cmdlets_item, cmdlets_move_item,
    cmdlets_path, cmdlets_location, cmdlets_time, cmdlets_object, cmdlets_compare, cmdlets_host,
    cmdlets_secure_string, cmdlets_process, cmdlets_select_string, cmdlets_invoke,
    cmdlets_invoke_command, cmdlets_job, cmdlets_job_start, cmdlets_drive, cmdlets_item_property,
    cmdlets_dynamic_property, cmdlets_archive, cmdlets_file_hash, cmdlets_format_hex,
    cmdlets_random, cmdlets_remote_session, cmdlets_computer_info, cmdlets_invoke_item,
    cmdlets_alias_file;
extern const struct cmdlet_group cmdlets_connection, cmdlets_machine, cmdlets_culture,
    cmdlets_time_zone, cmdlets_events, cmdlets_update_list;
extern const struct cmdlet_group cmdlets_module, cmdlets_get_module, cmdlets_module_manifest,
    cmdlets_data_file, cmdlets_verbs;
extern const struct cmdlet_group cmdlets_history, cmdlets_transcript, cmdlets_completion,
    cmdlets_format_data;
extern const struct cmdlet_group cmdlets_call_stack, cmdlets_execution_policy, cmdlets_clipboard,
    cmdlets_breakpoint, cmdlets_ps_debug, cmdlets_switch_process;
extern const struct cmdlet_group cmdlets_clixml, cmdlets_xml, cmdlets_html, cmdlets_test_json,
    cmdlets_type_data, cmdlets_runspace, cmdlets_trace, cmdlets_add_type;
extern const struct cmdlet_group cmdlets_web_request, cmdlets_rest_method, cmdlets_markdown,
    cmdlets_markdown_options;

#endif
