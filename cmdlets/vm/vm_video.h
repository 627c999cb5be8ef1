/* Get-/Set-VMVideo, Enable-/Disable-VMConsoleSupport. */
#ifndef HVSH_CMDLETS_VM_VM_VIDEO_H
#define HVSH_CMDLETS_VM_VM_VIDEO_H

#include "shell/runtime/cmdlet.h"

extern const struct type_info type_vm_video;
extern const struct cmdlet_group vm_video_cmdlets;

#endif
