#!/bin/bash
# Resource metering: the report against what libvirt, the host and the guest say.
. "$(dirname "$0")/../lib/e2e.sh"
PATH=$PATH:/usr/sbin:/sbin

# One of libvirt's counters.
stat() { # VM FIELD
    vsh domstats "$1" | sed -n "s/^ *$2=//p"
}
near() { # NAME WANTED GOT PERCENT
    if awk -v w="$2" -v g="$3" -v p="$4" 'BEGIN { d = w - g; if (d < 0) d = -d; exit !(d <= w * p / 100 + 1) }'; then
        pass "$1"
    else
        flunk "$1" "wanted: $2, within $4 percent" "got:    $3"
    fi
}
record() { # VM ATTRIBUTE of the record in the definition
    vsh dumpxml --inactive "$1" | sed -n "s/.*<hv:metering[^>]* $2=[\"']\([^\"']*\)[\"'].*/\1/p"
}
mhz=$(vsh nodeinfo | sed -n 's/^CPU frequency: *\([0-9]*\) MHz/\1/p')
boot="-KernelPath '$GUEST/vmlinuz' -InitrdPath '$GUEST/initrd' -KernelCommandLine 'console=ttyS0 quiet mitigations=off cryptomgr.notests random.trust_cpu=on no_timer_check'"
disk=$(guest_disk gen1.vhd data)
truncate -s 300M "$TMP/extra.raw"

hv_ok "a machine" "New-VMSwitch Lab -SwitchType Internal | Out-Null
New-VM m -Generation 1 -VHDPath '$disk' -MemoryStartupBytes 256MB -Path '$TMP' -SwitchName Lab $boot | Out-Null
Add-VMHardDiskDrive m -Path '$TMP/extra.raw'; (Get-VM m).ResourceMeteringEnabled"
is "is not metered at first" False "$OUT"
hv_fails "so there is nothing to measure" 'metering is not enabled.*m' 'Measure-VM m'
hv_fails "and nothing to reset" 'metering is not enabled' 'Reset-VMResourceMetering m'
hv_ok "-WhatIf" 'Enable-VMResourceMetering m -WhatIf | Out-Null; (Get-VM m).ResourceMeteringEnabled'
is "enables nothing" False "${OUT##*$'\n'}"
hv_ok "enabled while it is off" 'Enable-VMResourceMetering m; (Get-VM m).ResourceMeteringEnabled'
is "it is metered" True "$OUT"
size=$(python3 -c "import os,struct; f=open('$disk','rb'); f.seek(-512,2); b=f.read(512); print((struct.unpack('>Q',b[48:56])[0] + 300*1024*1024) >> 20)")
hv_ok "a machine that has not run" 'Measure-VM m | ForEach-Object { "$($_.AvgCPU) $($_.AvgRAM) $($_.MeteringDuration.TotalSeconds) $($_.TotalDisk)" }'
near "has used disk space alone: what its disks can hold" "$size" "${OUT##* }" 1
is "and nothing else" "0 0 0" "${OUT% *}"

hv_ok "started" 'Start-VM m'
console_wait "the guest boots" m 'HVSH-GUEST READY' 180
guest m 'ip addr add 192.168.100.77/24 dev eth0; ip link set eth0 up; dd if=/dev/sda of=/dev/null bs=1M count=20 iflag=direct 2>/dev/null; ping -c 5 -s 1000 -W 2 192.168.100.1 >/dev/null; i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done; echo done' 90 >/dev/null
vsh suspend m >/dev/null
hv_ok "measured while it is paused" 'Measure-VM m | ForEach-Object { $n = $_.NetworkMeteredTrafficReport; $h = $_.HardDiskMetrics
"$($_.AvgCPU) $($_.AvgRAM) $($_.MinRAM) $($_.MaxRAM) $($_.MeteringDuration.TotalSeconds) $($_.AggregatedDiskDataRead) $($h.Count) $($n.Count) $($n[0].NetworkAdapter.Name)" }'
read -r cpu ram minimum maximum seconds read disks rows adapter <<<"$OUT"
is "static memory is what it was given" "256 256 256" "$ram $minimum $maximum"
ran=$(awk -v s="$(stat m cpu.time)" -v t="$seconds" -v f="$mhz" 'BEGIN { printf "%d", s / 1e9 / t * f + 0.5 }')
near "megahertz: CPU time over the time it ran, times the host's" "$ran" "$cpu" 2
bytes=$(($(stat m block.0.rd.bytes) + $(stat m block.1.rd.bytes)))
near "what libvirt says was read" $(((bytes + 524288) >> 20)) "$read" 3
check "and no less than what the guest read" [ "$read" -ge 20 ]
is "two disks, one adapter in two directions" "2 2 Network Adapter" "$disks $rows $adapter"
is "its record holds libvirt's number of bytes in" "$(stat m net.0.rx.bytes)" \
    "$(vsh dumpxml --inactive m | sed -n "s/.*<hv:nic[^>]* in=[\"']\([^\"']*\)[\"'].*/\1/p")"
is "and out" "$(stat m net.0.tx.bytes)" \
    "$(vsh dumpxml --inactive m | sed -n "s/.*<hv:nic[^>]* out=[\"']\([^\"']*\)[\"'].*/\1/p")"
check "which include the pings" [ "$(stat m net.0.tx.bytes)" -ge 5000 ]

vsh resume m >/dev/null

# Resource pools: of a second machine, which is off, too.
truncate -s 2G "$TMP/big.raw"
hv_ok "pools that are metered" "New-VMResourcePool All VHD -Paths '$TMP' | Out-Null; New-VMResourcePool All Memory, Processor, Ethernet | Out-Null; New-VMResourcePool East Memory All | Out-Null
New-VM other -Generation 1 -NoVHD -MemoryStartupBytes 64MB -Path '$TMP' | Out-Null
Add-VMHardDiskDrive other -Path '$TMP/big.raw' -ResourcePoolName All
Set-VMMemory other -ResourcePoolName East; Enable-VMResourceMetering -ResourcePoolName All
Set-VMProcessor m -ResourcePoolName All; Set-VMMemory m -ResourcePoolName All; Set-VMNetworkAdapter m -ResourcePoolName All
Get-VMHardDiskDrive m | Set-VMHardDiskDrive -ResourcePoolName All
(Get-VMResourcePool All).ResourceMeteringEnabled -join ' '; (Get-VMResourcePool East).ResourceMeteringEnabled"
is "say so" "True True True True False" "${OUT//$'\n'/ }"
cpu_then=$(stat m cpu.time)
in_then=$(stat m net.0.rx.bytes)
then=$(date +%s%N)
guest m 'i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done; dd if=/dev/zero bs=1000 count=3000 2>/dev/null | nc -w 1 192.168.100.1 9 >/dev/null 2>&1; ping -c 3 -W 2 192.168.100.1 >/dev/null; echo done' 60 >/dev/null
vsh suspend m >/dev/null
hv_ok "the pools of one name in one report" 'Measure-VMResourcePool All | ForEach-Object { $n = $_.NetworkMeteredTrafficReport
"$($_.ResourcePoolType -join ",") $($_.AvgCPU) $($_.AvgRAM) $($_.MinRAM) $($_.MaxRAM) $($_.TotalDisk) $($_.MeteringDuration.TotalSeconds) $($n.Count)" }'
passed=$((($(date +%s%N) - then) / 1000000))
cpu_used=$((($(stat m cpu.time) - cpu_then) / 1000000))
read -r types cpu ram minimum maximum total seconds rows <<<"$OUT"
is "of all types" Memory,Processor,Ethernet,VHD "$types"
near "about so long" $((passed / 1000)) "${seconds%.*}" 40
near "the machine's CPU time over that time" "$(awk -v u=$cpu_used -v t="$seconds" -v f="$mhz" 'BEGIN { printf "%d", u / 1000 / t * f }')" "$cpu" 15
near "the memory of the machine that runs" 256 "$ram" 10
is "its bounds" "256 256" "$minimum $maximum"
is "the largest disks of one machine" 2 "$total"
is "traffic in two directions" 2 "$rows"
id=$(vsh secret-dumpxml "$(vsh secret-list | awk '/hvsh pools$/ { print $1 }')" | python3 "$TOP/tests/lib/xpath.py" description | python3 "$TOP/tests/lib/xpath.py" "pool[@type='Ethernet']/@id")
vsh dumpxml --inactive m | sed -n "/<hv:metering[^>]*pool=[\"']$id/,/<.hv:metering>/p" >"$TMP/record"
is "the record of that pool holds the bytes that came since" $(($(stat m net.0.rx.bytes) - in_then)) \
    "$(sed -n "s/.*<hv:nic[^>]* in=[\"']\([^\"']*\)[\"'].*/\1/p" "$TMP/record")"
hv_ok "the machine leaves" 'Set-VMNetworkAdapter m -ResourcePoolName Primordial; Measure-VMResourcePool All Ethernet | Out-Null'
is "and takes its record along" "" "$(vsh dumpxml --inactive m | grep "hv:metering[^>]*$id")"
hv_ok "through the pipeline" 'Get-VMResourcePool All Memory | Reset-VMResourceMetering; (Get-VMResourcePool All Memory | Measure-VMResourcePool).MeteringDuration.TotalSeconds -lt 5'
is "reset" True "$OUT"
hv_fails "a pool that is not metered" 'not enabled for the resource pool "East"' 'Measure-VMResourcePool East Memory'
hv_fails "a pool that cannot be" 'ValidateSet|does not belong|cannot be metered' 'Enable-VMResourceMetering -ResourcePoolName All -ResourcePoolType ISO'
hv_ok "disabled" 'Disable-VMResourceMetering -ResourcePoolName All; (Get-VMResourcePool All).ResourceMeteringEnabled -contains $true'
is "is disabled" False "$OUT"
is "one record is left: the machine's own" 1 "$(vsh dumpxml --inactive m | grep -c '<hv:metering')"
vsh resume m >/dev/null
cpu=$(stat m cpu.time)
hv_ok "turned off" 'Stop-VM m -TurnOff -Force'
check "the record kept the run to its end" [ "$(record m cpu)" -ge "$cpu" ]
before=$(record m cpu)
time=$(record m time)
sleep 2
hv_ok "measured while it is off" '(Measure-VM m).MeteringDuration.TotalMilliseconds'
is "the time off is no time" "$time" "${OUT%.*}"
hv_ok "started again, and saved" 'Start-VM m; Start-Sleep 2; Save-VM m'
check "a second run was added to the first" [ "$(record m cpu)" -gt "$before" ]
near "two seconds and a little more" 2500 $(($(record m time) - time)) 60
middle=$(record m cpu)
hv_ok "restored, and turned off" 'Start-VM m; Start-Sleep 1; Stop-VM m -TurnOff -Force'
check "a third run was added" [ "$(record m cpu)" -gt "$middle" ]
check "which is short" [ $(($(record m time) - time)) -lt 8000 ]

hv_ok "a stop that nobody sees" 'Start-VM m; Start-Sleep 1; Measure-VM m | Out-Null'
kept=$(record m cpu)
vsh destroy m >/dev/null
hv_ok "measured after it" 'Measure-VM m | Out-Null; Start-VM m; Measure-VM m | Out-Null'
check "what was measured before it stays" [ "$(record m cpu)" -ge "$kept" ]

hv_ok "reset while it runs" 'Reset-VMResourceMetering m; Start-Sleep 1; Measure-VM m | ForEach-Object { "$($_.MeteringDuration.TotalSeconds -lt 20) $($_.MeteringDuration.TotalSeconds -ge 1)" }'
is "begins anew" "True True" "$OUT"
hv_ok "enabled once more" 'Enable-VMResourceMetering m; (Measure-VM m).MeteringDuration.TotalSeconds -ge 1'
is "changes nothing" True "$OUT"
hv_ok "as a table" 'Get-VM m | Measure-VM'
like "has Hyper-V's columns" 'AvgCPU\(MHz\) +AvgRAM\(M\) +MaxRAM\(M\) +MinRAM\(M\) +TotalDisk\(M\) +NetworkInbound\(M\) +NetworkOutbound\(M\)' "$OUT"
hv_ok "disabled" 'Get-VM m | Disable-VMResourceMetering; (Get-VM m).ResourceMeteringEnabled; Stop-VM m -TurnOff -Force'
is "it is not metered" False "$OUT"
is "nothing of it stays" "" "$(vsh dumpxml --inactive m | grep 'hv:metering')"
finish
