#include "cmdlets/registry.h"

#include "cmdlets/core/files/file_info.h"
#include "cmdlets/core/files/match_info.h"
#include "cmdlets/core/groups.h"
#include "cmdlets/core/modules/verbs.h"
#include "cmdlets/core/output/json_document.h"
#include "cmdlets/core/output/json_object.h"
#include "cmdlets/core/output/markdown.h"
#include "cmdlets/core/output/ps_serializer.h"
#include "cmdlets/core/result_types.h"
#include "cmdlets/core/session/execution_policy.h"
#include "cmdlets/core/system/ping_object.h"
#include "cmdlets/core/system/process_events.h"
#include "cmdlets/core/system/process_info.h"
#include "cmdlets/core/system/process_module.h"
#include "cmdlets/core/web/http_objects.h"
#include "cmdlets/core/web/net_web.h"
#include "cmdlets/core/web/web_types.h"
#include "cmdlets/own/vhd_file.h"
#include "cmdlets/own/vm_console.h"
#include "cmdlets/own/vm_guest_services.h"
#include "cmdlets/own/vm_key_value.h"
#include "cmdlets/own/yaml.h"
#include "cmdlets/storage/storage.h"
#include "cmdlets/vm/absent/absent.h"
#include "cmdlets/vm/device_objects.h"
#include "cmdlets/vm/direct/ps_session.h"
#include "cmdlets/vm/disk/vfd.h"
#include "cmdlets/vm/disk/vhd.h"
#include "cmdlets/vm/disk/vhd_set.h"
#include "cmdlets/vm/disk/vm_drives.h"
#include "cmdlets/vm/disk/vm_storage.h"
#include "cmdlets/vm/enums.h"
#include "cmdlets/vm/move/compatibility_report.h"
#include "cmdlets/vm/move/vm_export.h"
#include "cmdlets/vm/move/vm_import.h"
#include "cmdlets/vm/move/vm_migration.h"
#include "cmdlets/vm/move/vm_move.h"
#include "cmdlets/vm/network/network_adapter_object.h"
#include "cmdlets/vm/network/network_enums.h"
#include "cmdlets/vm/network/vm_network_adapter.h"
#include "cmdlets/vm/network/vm_network_adapter_acl.h"
#include "cmdlets/vm/network/vm_network_adapter_extended_acl.h"
#include "cmdlets/vm/network/vm_network_adapter_isolation.h"
#include "cmdlets/vm/network/vm_network_adapter_test.h"
#include "cmdlets/vm/network/vm_network_adapter_vlan.h"
#include "cmdlets/vm/network/vm_switch.h"
#include "cmdlets/vm/network/vm_switch_team.h"
#include "cmdlets/vm/pool/meter_report.h"
#include "cmdlets/vm/pool/vm_group.h"
#include "cmdlets/vm/pool/vm_metering.h"
#include "cmdlets/vm/pool/vm_resource_pool.h"
#include "cmdlets/vm/vm.h"
#include "cmdlets/vm/vm_bios.h"
#include "cmdlets/vm/vm_controllers.h"
#include "cmdlets/vm/vm_debug.h"
#include "cmdlets/vm/vm_file.h"
#include "cmdlets/vm/vm_firmware.h"
#include "cmdlets/vm/vm_gpu_partition.h"
#include "cmdlets/vm/vm_host.h"
#include "cmdlets/vm/vm_host_device.h"
#include "cmdlets/vm/vm_host_numa.h"
#include "cmdlets/vm/vm_integration_service.h"
#include "cmdlets/vm/vm_memory.h"
#include "cmdlets/vm/vm_ports.h"
#include "cmdlets/vm/vm_processor.h"
#include "cmdlets/vm/vm_security.h"
#include "cmdlets/vm/vm_snapshot.h"
#include "cmdlets/vm/vm_state.h"
#include "cmdlets/vm/vm_version.h"
#include "cmdlets/vm/vm_video.h"
#include "shell/base/cleanup.h"
#include "shell/runtime/attribute_types.h"
#include "shell/runtime/binding/binder.h"
#include "shell/runtime/command.h"
#include "shell/runtime/command_completion.h"
#include "shell/runtime/completion_result.h"
#include "shell/runtime/debug/breakpoint.h"
#include "shell/runtime/error_record.h"
#include "shell/runtime/event/events.h"
#include "shell/runtime/history.h"
#include "shell/runtime/invocation_settings.h"
#include "shell/runtime/job/job.h"
#include "shell/runtime/module/info.h"
#include "shell/runtime/powershell_object.h"
#include "shell/runtime/runspace_object.h"
#include "shell/runtime/syntax/language_object.h"
#include "shell/runtime/syntax/object.h"
#include "shell/runtime/syntax/static_binder.h"

/* NULL closes the list and is not counted. */
static const struct cmdlet_group *const groups[] = {
    &cmdlets_absent_fibre_channel,
    &cmdlets_absent_device_pools,
    &cmdlets_absent_gpu_partitions,
    &cmdlets_absent_connect_access,
    &cmdlets_absent_events,
    &cmdlets_absent_host_cluster,
    &cmdlets_absent_network_features,
    &cmdlets_absent_remote_fx,
    &cmdlets_absent_replication,
    &cmdlets_absent_switch_extensions,
    &cmdlets_alias,
    &cmdlets_child_item,
    &cmdlets_clixml,
    &cmdlets_compare,
    &cmdlets_completion,
    &cmdlets_csv_in,
    &cmdlets_csv_out,
    &cmdlets_drive,
    &cmdlets_format,
    &cmdlets_format_data,
    &cmdlets_foreach_object,
    &cmdlets_get_command,
    &cmdlets_get_content,
    &cmdlets_group_object,
    &cmdlets_history,
    &cmdlets_call_stack,
    &cmdlets_add_type,
    &cmdlets_runspace,
    &cmdlets_trace,
    &cmdlets_host,
    &cmdlets_secure_string,
    &cmdlets_html,
    &cmdlets_invoke,
    &cmdlets_invoke_command,
    &cmdlets_item,
    &cmdlets_job,
    &cmdlets_job_start,
    &cmdlets_json,
    &cmdlets_location,
    &cmdlets_measure_object,
    &cmdlets_module,
    &cmdlets_get_module,
    &cmdlets_module_manifest,
    &cmdlets_data_file,
    &cmdlets_verbs,
    &cmdlets_member,
    &cmdlets_add_member,
    &cmdlets_object,
    &cmdlets_move_item,
    &cmdlets_out,
    &cmdlets_path,
    &cmdlets_process,
    &cmdlets_select_object,
    &cmdlets_select_string,
    &cmdlets_set_content,
    &cmdlets_sort_object,
    &cmdlets_test_json,
    &cmdlets_time,
    &cmdlets_transcript,
    &cmdlets_type_data,
    &cmdlets_variable,
    &cmdlets_where_object,
    &cmdlets_write,
    &cmdlets_xml,
    &cmdlets_archive,
    &cmdlets_dynamic_property,
    &cmdlets_item_property,
    &cmdlets_file_hash,
    &cmdlets_format_hex,
    &cmdlets_random,
    &cmdlets_alias_file,
    &cmdlets_invoke_item,
    &cmdlets_computer_info,
    &cmdlets_remote_session,
    &cmdlets_connection,
    &cmdlets_machine,
    &cmdlets_culture,
    &cmdlets_time_zone,
    &cmdlets_events,
    &cmdlets_update_list,
    &cmdlets_execution_policy,
    &cmdlets_clipboard,
    &cmdlets_breakpoint,
    &cmdlets_ps_debug,
    &cmdlets_switch_process,
    &cmdlets_web_request,
    &cmdlets_rest_method,
    &cmdlets_markdown,
    &cmdlets_markdown_options,
    &vm_cmdlets,
    &vm_state_cmdlets,
    &vm_move_cmdlets,
    &vm_migration_cmdlets,
    &vm_processor_cmdlets,
    &vm_memory_cmdlets,
    &vm_group_cmdlets,
    &vm_metering_cmdlets,
    &vm_resource_pool_cmdlets,
    &vm_firmware_cmdlets,
    &vm_bios_cmdlets,
    &vm_snapshot_cmdlets,
    &vm_drive_cmdlets,
    &vm_export_cmdlets,
    &vm_import_cmdlets,
    &vm_storage_cmdlets,
    &vm_controller_cmdlets,
    &vm_network_adapter_cmdlets,
    &vm_network_adapter_acl_cmdlets,
    &vm_network_adapter_extended_acl_cmdlets,
    &vm_network_adapter_vlan_cmdlets,
    &vm_network_adapter_test_cmdlets,
    &vm_network_adapter_isolation_cmdlets,
    &vm_port_cmdlets,
    &vm_video_cmdlets,
    &vm_host_device_cmdlets,
    &vm_gpu_partition_cmdlets,
    &vm_security_cmdlets,
    &vm_version_cmdlets,
    &vm_host_numa_cmdlets,
    &vm_debug_cmdlets,
    &vfd_cmdlets,
    &vm_file_cmdlets,
    &vm_integration_service_cmdlets,
    &vm_switch_cmdlets,
    &vm_switch_team_cmdlets,
    &vm_host_cmdlets,
    &vhd_cmdlets,
    &vhd_mount_cmdlets,
    &vhd_set_cmdlets,
    &storage_disk_cmdlets,
    &storage_partition_cmdlets,
    &storage_volume_cmdlets,
    &vhd_file_cmdlets,
    &vm_console_cmdlets,
    &vm_guest_services_cmdlets,
    &vm_key_value_cmdlets,
    &yaml_cmdlets,
    NULL,
};

/* Aliases that belong to no descriptor of ours; a cmdlet's own aliases stand in
 * its descriptor. */
static const struct alias_entry aliases[] = {
    { "cls", "Clear-Host" },
    { "md", "mkdir" },
    { NULL, NULL },
};

#define AST_TYPE_ENTRY(id, name, base) &type_ast_##id,
static const struct type_info *const types[] = {
    &type_action_preference,
    &type_invocation_settings,
    &type_markdown_info,
    &type_markdown_options,
    &type_web_session,
    &type_web_response,
    &type_html_response,
    &type_http_response_message,
    &type_http_request_message,
    &type_http_headers,
    &type_http_content,
    &type_web_proxy,
    &type_web_client,
    &type_http_client,
    &type_http_handler,
    &type_http_content_base,
    &type_http_byte_content,
    &type_http_string_content,
    &type_http_form_content,
    &type_http_stream_content,
    &type_http_multipart,
    &type_http_multipart_form,
    &type_http_request_headers,
    &type_http_content_headers,
    &type_http_method,
    &type_authentication_header,
    &type_media_type_header,
    &type_media_type_quality,
    &type_content_disposition,
    &type_web_header_collection,
    &type_http_web_response,
    &type_http_request_header,
    &type_unix_end_point,
    &type_user_agent,
    &type_breakpoint,
    &type_line_breakpoint,
    &type_variable_breakpoint,
    &type_command_breakpoint,
    &type_breakpoint_type,
    &type_variable_access_mode,
    &type_command_completion,
    &type_completion_completers,
    &type_completion_result,
    &type_completion_result_type,
    &type_error_category,
    &type_error_view,
    &type_history_info,
    &type_pipeline_state,
    &type_job,
    &type_module_info,
    &type_attribute,
    &type_cmdlet_metadata_attribute,
    &type_validate_arguments_attribute,
    &type_validate_enumerated_attribute,
    &type_transformation_attribute,
    &type_argument_completer_attribute,
    &type_parameter_attribute,
    &type_alias_attribute,
    &type_validate_set_attribute,
    &type_validate_range_attribute,
    &type_validate_length_attribute,
    &type_validate_count_attribute,
    &type_validate_pattern_attribute,
    &type_validate_script_attribute,
    &type_validate_not_null_or_empty_attribute,
    &type_validate_not_null_attribute,
    &type_allow_null_attribute,
    &type_allow_empty_string_attribute,
    &type_validate_not_null_or_white_space_attribute,
    &type_ps_type_name_attribute,
    &type_allow_empty_collection_attribute,
    &type_cmdlet_attribute,
    &type_output_type_attribute,
    &type_cmdlet_binding_attribute,
    &type_obsolete_attribute,
    &type_description_attribute,
    &type_suppress_message_attribute,
    &type_dsc_resource_attribute,
    &type_dsc_property_attribute,
    &type_flags_attribute,
    &type_serializable_attribute,
    &type_hidden_attribute,
    &type_no_affinity_attribute,
    &type_dynamic_assembly_attribute,
    &type_runtime_parameter,
    &type_runtime_dictionary,
    &type_background_job,
    &type_thread_job,
    &type_powershell,
    &type_ps_command,
    &type_runspace,
    &type_runspace_pool,
    &type_runspace_factory,
    &type_language_parser,
    &type_static_parameter_binder,
    &type_parse_error,
    &type_script_extent,
    &type_invocation_info,
    &type_script_position,
    &type_ast_any,
    &type_ast_expression,
    &type_ast_pipeline_base,
    &type_ast_command,
    &type_ast_type_name,
    &type_ast_generic_type_name,
    &type_ast_array_type_name,
    &type_variable_path,
    AST_ABSTRACT_TYPES(AST_TYPE_ENTRY) AST_STRUCTURE_TYPES(AST_TYPE_ENTRY)
            AST_STATEMENT_TYPES(AST_TYPE_ENTRY) AST_EXPRESSION_TYPES(AST_TYPE_ENTRY) &
        type_language_token,
    &type_verb_info,
    &type_measure_base,
    &type_call_frame,
    &type_ps_variable,
    &type_ps_token,
    &type_ps_parser,
    &type_execution_policy,
    &type_execution_policy_scope,
    &type_process,
    &type_process_start_info,
    &type_data_received,
    &type_ip_status,
    &type_ping,
    &type_ping_options,
    &type_ping_reply,
    &type_process_module,
    &type_file_version_info,
    &type_event_job,
    &type_ps_event_args,
    &type_event_subscriber,
    &type_ps_serializer,
    &type_ps_session,
    &type_json_object,
    &type_json_document,
    &type_json_element,
    &type_json_property,
    &type_json_value_kind,
    &type_match_info,
    &type_match_context,
    &type_byte_collection,
    &type_file_hash,
    &type_group_info,
    &type_group_info_bare,
    &type_measure_info,
    &type_measure_object_info,
    &type_text_measure,
    &type_member_definition,
    &type_select_xml_info,
    &type_file_system_info,
    &type_directory_info,
    &type_file_info,
    &type_virtual_machine,
    &type_hard_disk_drive,
    &type_dvd_drive,
    &type_vm_floppy_disk_drive,
    &type_vm_com_port,
    &type_vm_drive_controller,
    &type_vm_ide_controller,
    &type_vm_scsi_controller,
    &type_vm_network_adapter_base,
    &type_vm_network_adapter,
    &type_vm_internal_network_adapter,
    &type_vm_network_adapter_acl_setting,
    &type_vm_network_adapter_extended_acl_setting,
    &type_vm_network_adapter_vlan_setting,
    &type_vm_network_adapter_connection_test_result,
    &type_vm_network_adapter_isolation_setting,
    &type_vm_switch,
    &type_vm_switch_team,
    &type_vm_group,
    &type_vm_resource_pool,
    &type_vm_storage_resource_pool,
    &type_vm_metering_report,
    &type_pool_metering_report,
    &type_vhd_metrics,
    &type_port_acl_metering_report,
    &type_vm_migration_network,
    &type_vm_compatibility_report,
    &type_vm_incompatibility,
    &type_vm_host,
    &type_vm_processor,
    &type_vm_memory,
    &type_vm_video,
    &type_vm_host_assignable_device,
    &type_vm_assigned_device,
    &type_vm_host_partitionable_gpu,
    &type_vm_gpu_partition_adapter,
    &type_vm_security,
    &type_vm_host_supported_version,
    &type_vm_host_numa_node,
    &type_vm_host_numa_node_status,
    &type_vm_firmware,
    &type_vm_boot_source,
    &type_vm_bios,
    &type_vm_snapshot,
    &type_vm_integration_component,
    &type_virtual_hard_disk,
    &type_vhd_file,
    &type_storage_disk,
    &type_storage_partition,
    &type_storage_volume,
    &type_partition_style,
    &type_mbr_type,
    &type_vm_key_value,
    HV_ENUM_TYPES,
    HV_NETWORK_ENUM_TYPES,
    NULL,
};

const struct cmdlet_registry cmdlet_registry = {
    .groups = groups,
    .len = ARRAY_SIZE(groups) - 1,
    .aliases = aliases,
    .naliases = ARRAY_SIZE(aliases) - 1,
    .types = types,
    .ntypes = ARRAY_SIZE(types) - 1,
    .make_file_info = file_info_for,
};
