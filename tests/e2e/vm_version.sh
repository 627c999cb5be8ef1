#!/bin/bash
# The versions of virtual hardware and the host's NUMA nodes, against what virsh says of the host.
. "$(dirname "$0")/../lib/e2e.sh"

newest=$(vsh capabilities | python3 "$TOP/tests/lib/xpath.py" "guest/arch[@name='x86_64']/machine[.='q35']/@canonical")
newest=${newest#pc-q35-}
older=$(vsh capabilities | grep -o 'pc-q35-[0-9.]*<' | tr -d '<' | sed 's/pc-q35-//' | sort -V | grep -vx "$newest" | tail -n 1)
hv_ok "Get-VMHostSupportedVersion -Default" '(Get-VMHostSupportedVersion -Default).Version.ToString()'
is "is QEMU's newest" "$newest" "$OUT"
hv_ok "Get-VMHostSupportedVersion" '$v = Get-VMHostSupportedVersion; ($v | Where-Object Version -eq "'"$older"'").IsDefault; @($v | Where-Object IsDefault).Count; $v[-1].Version.ToString()'
is "lists the older ones, too, in order" "False 1 $newest" "$(xargs <<<"$OUT")"

hv_ok "New-VM -Version" "New-VM -Name Old1 -Generation 1 -NoVHD -Path '$TMP' -Version $older | Out-Null; New-VM -Name Old2 -Generation 2 -NoVHD -Path '$TMP' -Version $older | Out-Null; New-VM -Name New -Generation 2 -NoVHD -Path '$TMP' | Out-Null; (Get-VM Old1, Old2, New).Version -join ' '"
is "Get-VM shows them" "$older $older $newest" "$OUT"
is "libvirt has them" "pc-i440fx-$older pc-q35-$older" "$(xpath Old1 os/type/@machine) $(xpath Old2 os/type/@machine)"
hv_fails "a version that is not there" "host has .*$newest" "New-VM -Name X -Generation 2 -NoVHD -Path '$TMP' -Version 99.0"
is "nothing is left" "New Old1 Old2" "$(vsh list --all --name | xargs)"

hv_fails "Update-VMVersion asks" 'NonInteractive|prompt|[Ii]nteractive' 'Update-VMVersion Old1'
hv_ok "-WhatIf" 'Update-VMVersion Old1 -WhatIf | Out-Null; (Get-VM Old1).Version'
is "changes nothing" "$older" "$(tail -n 1 <<<"$OUT")"
hv_ok "Old1 starts" 'Start-VM Old1'
hv_fails "not while it runs" 'current state' 'Update-VMVersion Old1 -Force'
hv_ok "off, by the pipeline" 'Stop-VM Old1 -TurnOff; (Get-VM Old1, Old2 | Update-VMVersion -Force -Passthru).Version -join " "'
is "is the newest" "$newest $newest" "$OUT"
is "libvirt agrees" "pc-i440fx-$newest pc-q35-$newest" "$(xpath Old1 os/type/@machine) $(xpath Old2 os/type/@machine)"
hv 'Update-VMVersion New -Force'
like "nothing newer is a warning" 'newest version already' "$OUT$ERR"
hv_ok "it starts" 'Start-VM Old1; (Get-VM Old1).State'
is "and runs" Running "$OUT"

hv_ok "Get-VMHostNumaNode" '$n = Get-VMHostNumaNode -Id 0; $n.NodeId; $n.MemoryTotal; $n.ProcessorsAvailability.Count; @($n.ProcessorsAvailability | Where-Object { $_ -lt 0 -or $_ -gt 100 }).Count'
cell="host/topology/cells/cell[@id='0']"
memory=$(vsh capabilities | python3 "$TOP/tests/lib/xpath.py" "$cell/memory/text()")
cpus=$(vsh capabilities | python3 "$TOP/tests/lib/xpath.py" "count($cell/cpus/cpu)")
is "as libvirt has it" "0 $((memory / 1024)) $cpus 0" "$(xargs <<<"$OUT")"
hv_fails "a node that is not there" 'no NUMA node' 'Get-VMHostNumaNode -Id 99'
if [ "$(vsh nodeinfo | awk '/NUMA cell/ { print $3 }')" = 1 ]; then
    hv_ok "Get-VMHostNumaNodeStatus" 'Get-VMHostNumaNodeStatus | ForEach-Object { "$($_.NodeId) $($_.VMName) $($_.MemoryUsed)" }'
    is "the running machine lies there" "0 Old1 $(($(vsh dominfo Old1 | awk '/Used memory/ { print $3 }') / 1024))" "$OUT"
else
    hv_fails "a machine that may span nodes" 'may span' 'Get-VMHostNumaNodeStatus'
fi
hv_ok "Remove-VM" 'Stop-VM Old1 -TurnOff; Remove-VM Old1, Old2, New -Force'
finish
