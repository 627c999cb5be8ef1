#!/bin/bash
# Machines are exported, gone, and come back: in place, as copies, beside themselves; what does not
# fit is reported, mended and then imported; what is hostile is refused.
. "$(dirname "$0")/../lib/e2e.sh"

export HV_TIMEOUT=240
cd "$TMP" || exit 1
kernel="-KernelPath '$GUEST/vmlinuz' -InitrdPath '$GUEST/initrd' -KernelCommandLine 'console=ttyS0 quiet mitigations=off cryptomgr.notests random.trust_cpu=on no_timer_check'"
same() { qemu-img compare -q "$1" "$2"; }

# ---- an export of a machine that is off
hv_ok "a machine with a chain, a served disk and a raw one" "
New-VMSwitch -Name Lab -SwitchType Private | Out-Null
New-VHD base.qcow2 -SizeBytes 64MB | Out-Null; New-VHD child.qcow2 -ParentPath base.qcow2 -Differencing | Out-Null
New-VHD parent.vhdx -SizeBytes 64MB | Out-Null; New-VHD data.vhdx -ParentPath parent.vhdx -Differencing | Out-Null
New-VM Web -Generation 2 -MemoryStartupBytes 384MB -VHDPath '$TMP/child.qcow2' -SwitchName Lab -Path '$TMP/vms' $kernel | Out-Null
Set-VMFirmware Web -EnableSecureBoot Off; Enable-VMTPM Web; Set-VM Web -Notes 'front <end>'
Add-VMHardDiskDrive Web -Path '$TMP/data.vhdx'"
qemu-io -c 'write -P 0x11 0 1M' base.qcow2 >/dev/null
qemu-io -c 'write -P 0x22 2M 1M' child.qcow2 >/dev/null
head -c 8M /dev/urandom >raw.img
qemu-io -f raw -c 'write -P 0x33 0 512' raw.img >/dev/null
hv_ok "the raw disk" "Add-VMHardDiskDrive Web -Path '$TMP/raw.img'; (Get-VM Web).Id.Guid.ToUpper()"
id=$OUT
uuid=${id,,}
hv_ok "it runs once, so that it has firmware variables and a TPM" 'Start-VM Web'
console_wait "it is up" Web 'HVSH-GUEST firmware=efi secureboot=0 .* tpm=1 ' 120
nvram=$(xpath Web 'os/nvram/text()')
hv_fails "its memory cannot be exported" 'with its memory' "Export-VM Web -Path '$TMP/out' -CaptureLiveState CaptureSavedState"
hv_ok "it is off" 'Stop-VM Web -TurnOff'
cp "$nvram" nvram.before
tpm=$(find "/var/lib/libvirt/swtpm/$uuid" -name '*.permall')
check "it has TPM state" test -s "$tpm"
cp "$tpm" tpm.before
hv_ok "-WhatIf makes nothing" "Export-VM Web -Path '$TMP/out' -WhatIf"
check "nothing is there" test ! -e out
hv_ok "Export-VM" "(Export-VM Web -Path '$TMP/out' -Passthru).Name"
is "it passes the machine" Web "$OUT"
is "the folders of Hyper-V" "Snapshots Virtual Hard Disks Virtual Machines " "$(ls out/Web | tr '\n' ' ')"
is "all files of the disks" "base.qcow2 child.qcow2 data.vhdx parent.vhdx raw.img " "$(ls 'out/Web/Virtual Hard Disks' | tr '\n' ' ')"
vmcx="$TMP/out/Web/Virtual Machines/$id.vmcx"
check "one configuration, named by the identifier" test -s "$vmcx"
check "the firmware's variables" cmp nvram.before "out/Web/Virtual Machines/$id/nvram.fd"
check "the TPM's state" cmp tpm.before "out/Web/Virtual Machines/$id/tpm2/${tpm##*/}"
check "the chain's content" same child.qcow2 'out/Web/Virtual Hard Disks/child.qcow2'
check "raw stays raw" cmp raw.img 'out/Web/Virtual Hard Disks/raw.img'
is "the copy's parent is the copy" ./base.qcow2 "$(qemu-img info --output=json 'out/Web/Virtual Hard Disks/child.qcow2' | python3 -c 'import json,sys; print(json.load(sys.stdin)["backing-filename"])')"
hv_ok "so is the VHDX's" "(Get-VHD '$TMP/out/Web/Virtual Hard Disks/data.vhdx').ParentPath; Test-VHD '$TMP/out/Web/Virtual Hard Disks/data.vhdx' | Out-Null"
is "in the export" "$TMP/out/Web/Virtual Hard Disks/parent.vhdx" "$OUT"
hv_fails "an export is not overwritten" 'exists' "Export-VM Web -Path '$TMP/out'"
check "the first one is whole" test -s "$vmcx"

# ---- beside itself, as a copy
hv_ok "Import-VM -Copy -GenerateNewId" "\$vm = Import-VM '$vmcx' -Copy -GenerateNewId -VirtualMachinePath '$TMP/two' -VhdDestinationPath '$TMP/two/disks' 3>\$null; \$vm.Name; \$vm.Id.Guid -ne '$uuid'; \$vm | Rename-VM -NewName Two"
is "a new machine of the same name" "Web
True" "$OUT"
is "renamed at once" "shut off" "$(vsh domstate Two)"
is "it has the copies" "$TMP/two/disks/child.qcow2 $TMP/two/disks/data.vhdx" "$(xpath Two 'devices/disk[1]/source/@file') $(xpath Two 'devices/disk/source[@protocol]/@name')"
unlike "another address" "$(xpath Web 'devices/interface/mac/@address')" "$(xpath Two 'devices/interface/mac/@address')"
unlike "another socket" "$(xpath Web 'devices/disk/source/host/@socket')" "$(xpath Two 'devices/disk/source/host/@socket')"
is "its notes" 'front <end>' "$(xpath Two 'description/text()')"
check "the chain's content" same child.qcow2 two/disks/child.qcow2
check "its own firmware variables" cmp nvram.before "$(xpath Two 'os/nvram/text()')"
hv_ok "it starts" 'Start-VM Two'
console_wait "with all disks" Two 'HVSH-GUEST firmware=efi secureboot=0 .* tpm=1 ' 120
hv_ok "and goes" 'Stop-VM Two -TurnOff; Remove-VM Two -Force'

# ---- the identifier is taken; then the machine is gone and comes back in place
hv_fails "one identifier, one machine" 'Please use Compare-VM' "Import-VM '$vmcx'"
hv_ok "Compare-VM tells" "(Compare-VM -Path '$vmcx').Incompatibilities.Message"
like "which one" "identifier $uuid exists" "$OUT"
hv_ok "it is removed, with its switch" 'Remove-VM Web -Force; Remove-VMSwitch Lab -Force'
hv_fails "its switch is missing" 'Please use Compare-VM' "Import-VM '$vmcx'"
is "nothing is left of that" "" "$(vsh list --all --name | sed '/^$/d')"
hv_ok "the report names the adapter" "\$r = Compare-VM -Path '$vmcx'; \$r.OperationType; \$r.Incompatibilities.MessageId; \$r.Incompatibilities[0].Source.Name; \$r.Incompatibilities[0].Message; \$r.VM.Id.Guid"
is "as Hyper-V does" "ImportVirtualMachine
33012
Network Adapter
Could not find Ethernet switch 'Lab'.
$uuid" "$OUT"
is "Compare-VM did nothing" "" "$(vsh list --all --name | sed '/^$/d')"
hv_ok "mended by its source" "\$r = Compare-VM -Path '$vmcx'
\$r.Incompatibilities[0].Source | Disconnect-VMNetworkAdapter
Set-VM \$r.VM -ProcessorCount 2
\$again = Compare-VM -CompatibilityReport \$r
\$null -eq \$again.Incompatibilities
\$vm = Import-VM -CompatibilityReport \$r
\$vm.State; \$vm.Path; \$vm.ProcessorCount"
is "it is back in place" "True
Off
$TMP/out/Web
2" "$OUT"
is "with its identifier" "$uuid" "$(vsh domuuid Web)"
mkdir small
mount -t tmpfs -o size=2m tmpfs small
hv_fails "an export needs room" 'not enough space' "Export-VM Web -Path '$TMP/small'"
is "nothing is left of it" "" "$(ls small)"
umount small
hv_ok "a report says who it is" "\"\$((Compare-VM -Path '$vmcx').VM)\""
is "by name and identifier" "VirtualMachine (Name = 'Web') [Id = '$uuid']" "$OUT"
is "and the files of the export" "$TMP/out/Web/Virtual Hard Disks/child.qcow2" "$(xpath Web 'devices/disk[1]/source/@file')"
check "its TPM" cmp tpm.before "$tpm"
hv_ok "it starts" 'Start-VM Web'
console_wait "and is the old one" Web 'HVSH-GUEST firmware=efi secureboot=0 .* tpm=1 ' 120
hv_ok "and goes" 'Stop-VM Web -TurnOff; Remove-VM Web -Force'
check "its disks stay" test -s 'out/Web/Virtual Hard Disks/child.qcow2'

# ---- Repair-VM, a job, a disk that is missing
mv 'out/Web/Virtual Hard Disks/raw.img' moved.img
hv_ok "a missing disk is named, chosen anew" "\$r = Compare-VM -Path '$vmcx' -Copy -VhdDestinationPath '$TMP/three'
\$r.Incompatibilities | ForEach-Object { \$_.Source.GetType().Name }
\$r.Incompatibilities | Where-Object { \$_.Source -is [Microsoft.HyperV.PowerShell.HardDiskDrive] } | ForEach-Object { \$_.Source | Set-VMHardDiskDrive -Path '$TMP/moved.img' }
\$r.Incompatibilities | Where-Object MessageId -eq 33012 | ForEach-Object { \$_.Source | Disconnect-VMNetworkAdapter }
Repair-VM \$r -Path '$TMP/repaired'
(Import-VM -CompatibilityReport \$r -AsJob | Receive-Job -Wait).Path"
is "and imported by a job" "VMNetworkAdapter
HardDiskDrive
$TMP/repaired" "$OUT"
check "the chosen disk was copied" cmp raw.img three/moved.img
hv_ok "removed" 'Remove-VM Web -Force'
mv moved.img 'out/Web/Virtual Hard Disks/raw.img'

# ---- chosen disks of one name
mkdir a b
hv_ok "two disks are missing, those chosen have one name" "New-VHD '$TMP/a/d.qcow2' -SizeBytes 16MB | Out-Null; New-VHD '$TMP/b/d.qcow2' -SizeBytes 32MB | Out-Null
New-VM Twins -Generation 1 -NoVHD -MemoryStartupBytes 256MB -Path '$TMP/vms' | Out-Null
'$TMP/a/d.qcow2', '$TMP/b/d.qcow2' | ForEach-Object { Add-VMHardDiskDrive Twins -ControllerType SCSI -Path \$_ }
Export-VM Twins -Path '$TMP/twins'; Remove-VM Twins -Force
Remove-Item '$TMP/twins/Twins/Virtual Hard Disks/*'
\$r = Compare-VM -Path (Get-ChildItem -Recurse '$TMP/twins' -Filter *.vmcx).FullName -Copy -VhdDestinationPath '$TMP/twins-disks' -VirtualMachinePath '$TMP/twins-vm'
\$r.Incompatibilities[0].Source | Set-VMHardDiskDrive -Path '$TMP/a/d.qcow2'
\$r.Incompatibilities[1].Source | Set-VMHardDiskDrive -Path '$TMP/b/d.qcow2'
Import-VM -CompatibilityReport \$r | Get-VMHardDiskDrive | ForEach-Object { Get-VHD \$_.Path } | ForEach-Object { \"\$(Split-Path -Leaf \$_.Path) \$(\$_.Size / 1MB)\" }; Remove-VM Twins -Force"
is "both are there" $'d.qcow2 16\nd-2.qcow2 32' "$OUT"

# ---- hostile configurations
evil() { # NAME PATTERN SED-SCRIPT
    sed "$3" "$vmcx" >"out/Web/Virtual Machines/evil.vmcx"
    check "$1: the file differs" eval "! cmp -s '$vmcx' 'out/Web/Virtual Machines/evil.vmcx'"
    hv_fails "$1" "$2" "Import-VM '$TMP/out/Web/Virtual Machines/evil.vmcx'"
}
evil "no device of the host" 'hostdev' "s#</devices>#<hostdev mode='subsystem' type='usb'><source><vendor id='0x1'/><product id='0x2'/></source></hostdev></devices>#"
evil "no folder of the host" 'filesystem' "s#</devices>#<filesystem type='mount'><source dir='/etc'/><target dir='x'/></filesystem></devices>#"
evil "no words for QEMU" 'commandline' "s#</domain>#<q:commandline xmlns:q='http://libvirt.org/schemas/domain/qemu/1.0'><q:arg value='-S'/></q:commandline></domain>#"
evil "no file of the host by fw_cfg" 'entry' "s#</sysinfo>#<entry name='opt/x' file='/etc/shadow'/></sysinfo>#"
evil "no second devices" 'devices' "s#</domain>#<devices/></domain>#"
evil "no kernel from elsewhere" 'kernel|Compare-VM' "s#<kernel>.*</kernel>#<kernel>/etc/shadow</kernel>#"
evil "no disk from elsewhere" 'Compare-VM' "s#Virtual Hard Disks/raw.img#/etc/shadow#"
evil "no link out of the export" 'Compare-VM' "s#Virtual Hard Disks/raw.img#../../../raw.img#"
evil "no document with entities" 'configuration' "1s#^#<!DOCTYPE x [<!ENTITY e 'x'>]>#"
sed 's#machine="[^"]*"#machine="pc-nosuch"#; s#<source network="Lab"/>##; s#<interface type="network"#<interface type="user"#' "$vmcx" >"out/Web/Virtual Machines/odd.vmcx"
hv_fails "what libvirt refuses" 'pc-nosuch' "Import-VM '$TMP/out/Web/Virtual Machines/odd.vmcx' -Copy -GenerateNewId -VirtualMachinePath '$TMP/four' -VhdDestinationPath '$TMP/five'"
check "leaves nothing" test ! -e four -a ! -e five
ln -s /etc/hostname 'out/Web/Virtual Hard Disks/link.img'
evil "no symbolic link out of it" 'Compare-VM' "s#Virtual Hard Disks/raw.img#Virtual Hard Disks/link.img#"
qemu-img rebase -u -F raw -b /etc/hostname 'out/Web/Virtual Hard Disks/child.qcow2'
hv_ok "no parent from elsewhere" "(Compare-VM -Path '$vmcx').Incompatibilities.Message -match 'does not belong'"
like "it is named" '/etc/hostname' "$OUT"
head -c 4096 /dev/urandom >junk.vmcx
hv_fails "no junk" 'no configuration' "Import-VM '$TMP/junk.vmcx'"
hv_fails "no folder" 'configuration|directory' "Import-VM '$TMP/out'"
is "nothing came of any" "" "$(vsh list --all --name | sed '/^$/d')"
finish
