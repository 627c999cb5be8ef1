#!/bin/bash
# Displays, console devices, non-maskable interrupts and floppy images: checked in libvirt's XML,
# by other readers of FAT, and inside a guest.
. "$(dirname "$0")/../lib/e2e.sh"

boot="-KernelPath '$GUEST/vmlinuz' -InitrdPath '$GUEST/initrd' -KernelCommandLine 'console=ttyS0 quiet mitigations=off cryptomgr.notests random.trust_cpu=on no_timer_check'"
"$TOP/scripts/guest/build" >&2 || exit
hv_ok "New-VM" "New-VM -Name Seen -Generation 2 -NoVHD -MemoryStartupBytes 384MB -Path '$TMP' $boot | Out-Null
Set-VMFirmware Seen -EnableSecureBoot Off
New-VM -Name Old -Generation 1 -NoVHD -MemoryStartupBytes 256MB -Path '$TMP' | Out-Null"

hv_ok "a new display" '$v = Get-VMVideo Seen; "$($v.VMName) $($v.ResolutionType) $($v.HorizontalResolution)x$($v.VerticalResolution)"'
is "is as QEMU makes it" "Seen Default 1280x800" "$OUT"
hv_ok "Set-VMVideo" '$v = Set-VMVideo Seen -HorizontalResolution 1024 -VerticalResolution 768 -Passthru; "$($v.ResolutionType) $($v.HorizontalResolution)x$($v.VerticalResolution)"'
is "Get agrees" "Maximum 1024x768" "$OUT"
is "libvirt has it" "virtio 1024 768" "$(xpath Seen 'devices/video/model/@type') $(xpath Seen 'devices/video/model/resolution/@x') $(xpath Seen 'devices/video/model/resolution/@y')"
hv_ok "by position, -WhatIf" 'Set-VMVideo Seen Single 800 600 -WhatIf | Out-Null; (Get-VMVideo Seen).HorizontalResolution'
is "changes nothing" 1024 "$(tail -n 1 <<<"$OUT")"
hv_ok "by object" 'Get-VMVideo Seen, Old | Set-VMVideo -ResolutionType Single -HorizontalResolution 2560 -VerticalResolution 1600; (Get-VMVideo Old, Seen).ResolutionType -join " "'
is "both" "Single Single" "$OUT"
is "a VGA gets the memory for it" "vga 16384 2560" "$(xpath Old 'devices/video/model/@type') $(xpath Old 'devices/video/model/@vram') $(xpath Old 'devices/video/model/resolution/@x')"
hv_ok "a big one needs more" 'Set-VMVideo Old -HorizontalResolution 3840 -VerticalResolution 2160'
is "32 MB" "32768" "$(xpath Old 'devices/video/model/@vram')"
hv_ok "Default" 'Set-VMVideo Old Default; (Get-VMVideo Old).ResolutionType'
is "libvirt has none" "Default 0" "$OUT $(xpath Old 'count(devices/video/model/resolution)')"
hv_fails "a size with Default" 'Default' 'Set-VMVideo Old Default 800 600'
hv_fails "too small" '640' 'Set-VMVideo Seen -HorizontalResolution 100'

hv_ok "Disable-VMConsoleSupport" 'Disable-VMConsoleSupport Old'
is "no display" "none 1" "$(xpath Old 'devices/video/model/@type') $(xpath Old 'count(devices/video)')"
hv_fails "so none to set" 'Enable-VMConsoleSupport' 'Set-VMVideo Old Single 800 600'
hv_ok "it starts without one" 'Start-VM Old; (Get-VM Old).State; Stop-VM Old -TurnOff'
is "runs" Running "$OUT"
hv_ok "Enable-VMConsoleSupport" '(Enable-VMConsoleSupport Old -Passthru).Name'
is "the display is back" "Old vga" "$OUT $(xpath Old 'devices/video/model/@type')"
unlike "and nothing is kept" 'hv:console' "$(vsh dumpxml Old)"

hv_fails "no interrupt while off" 'current state' 'Debug-VM Seen -InjectNonMaskableInterrupt -Force'
hv_fails "Debug-VM alone" 'InjectNonMaskableInterrupt' 'Debug-VM Seen'
hv_ok "Start-VM" 'Set-VMVideo Seen Maximum 1024 768; Start-VM Seen'
console_wait "it is ready" Seen 'HVSH-GUEST READY'
is "QEMU's display has that size" "xres = 1024 yres = 768" "$(vsh qemu-monitor-command --hmp Seen 'info qtree' | grep -oE '[xy]res = [0-9]+' | xargs)"
hv_fails "not while it runs" 'current state' 'Set-VMVideo Seen Default'
hv_fails "nor the console" 'current state' 'Disable-VMConsoleSupport Seen'
hv_ok "an NMI" '(Debug-VM Seen -InjectNonMaskableInterrupt -Force -Passthru).Name'
check "the guest's kernel has seen it" wait_until 60 eval "guest Seen 'dmesg | grep -c \"NMI received\"' | grep -qx '[1-9]'"
hv_ok "as a job" 'Debug-VM Seen -InjectNonMaskableInterrupt -Force -AsJob | Wait-Job | Receive-Job'
hv_ok "Remove-VM" 'Stop-VM Seen -TurnOff; Remove-VM Seen, Old -Force'

hv_ok "New-VFD" "(New-VFD '$TMP/a.vfd').Length"
is "1.44 MB" "1474560" "$OUT"
check "other readers find it sound" fsck.fat -n "$TMP/a.vfd"
like "and FAT12" 'sectors 2880.*FAT \(12 bit\)' "$(file "$TMP/a.vfd")"
echo hello >"$TMP/hello.txt"
check "mtools write a file" mcopy -i "$TMP/a.vfd" "$TMP/hello.txt" ::/hello.txt
is "and read it" hello "$(mtype -i "$TMP/a.vfd" ::/hello.txt)"
check "still sound" fsck.fat -n "$TMP/a.vfd"
hv_fails "an existing file stays" 'already exists' "New-VFD '$TMP/a.vfd'"
is "as it was" hello "$(mtype -i "$TMP/a.vfd" ::/hello.txt)"
hv_fails "nowhere" 'No such file' "New-VFD '$TMP/none/a.vfd'"
hv_ok "-WhatIf" "New-VFD '$TMP/b.vfd' -WhatIf | Out-Null"
check "makes nothing" test ! -e "$TMP/b.vfd"
finish
