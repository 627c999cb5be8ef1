#!/bin/bash
# Difficult names, refused input, and failures halfway: one clear error each, and nothing left.
. "$(dirname "$0")/../lib/e2e.sh"

domains() {
    vsh list --all --name | sed '/^$/d' | sort
}
files() {
    find "$TMP/vms" /var/lib/libvirt -type f ! -name '*.log' | sort
}
mkdir "$TMP/vms"
before=$(files)

for name in 'with space' "it's" 'a "quote"' '<&> chars' 'naïve 日本' '$home `tick`'; do
    quoted=${name//\'/\'\'}
    hv_ok "New-VM named $name" "New-VM -Name '$quoted' -Generation 2 -NoVHD -MemoryStartupBytes 64MB -Path '$TMP/vms' | Out-Null"
    hv_ok "found by name: $name" "(Get-VM | Where-Object Name -eq '$quoted').Name"
    is "the name is unchanged: $name" "$name" "$OUT"
    hv_ok "removed: $name" "Get-VM | Where-Object Name -eq '$quoted' | Remove-VM -Force"
done
is "no domain is left" "" "$(domains)"

hv_fails "an empty name" '[Nn]ame' "New-VM -Name '' -NoVHD -Path '$TMP/vms'"
hv_fails "a missing disk" 'nowhere\.vhd' "New-VM -Name bad -VHDPath '$TMP/nowhere.vhd' -Path '$TMP/vms'"
hv_fails "a missing switch" 'Nowhere' "New-VM -Name bad -NoVHD -SwitchName Nowhere -Path '$TMP/vms'"
hv_fails "a generation that does not exist" 'Generation' "New-VM -Name bad -Generation 3 -NoVHD -Path '$TMP/vms'"
hv_fails "a parameter that does not exist" "parameter.*'Bogus'" "New-VM -Name bad -Bogus 1"
hv_fails "a VM that does not exist" 'unable to find a virtual machine with name "Nobody"' 'Get-VM -Name Nobody'
hv_fails "a new disk where a file is" 'exists' \
    "Set-Content -Path '$TMP/vms/there.vhdx' -Value x; New-VM -Name bad -Generation 2 -NewVHDPath '$TMP/vms/there.vhdx' -NewVHDSizeBytes 10MB -Path '$TMP/vms'"
rm -f "$TMP/vms/there.vhdx"
is "failures leave no domain" "" "$(domains)"
is "and no file" "$before" "$(files)"

hv_ok "-WhatIf" "New-VM -Name maybe -NoVHD -Path '$TMP/vms' -WhatIf"
like "says what it would do" 'What if:.*maybe' "$OUT"
is "and does nothing" "" "$(domains)"
hv_ok "try and catch see it" \
    "try { Get-VM -Name Nobody -ErrorAction Stop } catch { \$_.CategoryInfo.Category; \$_.FullyQualifiedErrorId }"
like "category and id" 'InvalidArgument|ObjectNotFound' "$OUT"

cat >"$TMP/foreign.xml" <<XML
<domain type='qemu'><name>foreign</name><memory unit='MiB'>64</memory>
<os><type arch='x86_64' machine='pc'>hvm</type></os></domain>
XML
check "a domain made by others" vsh define "$TMP/foreign.xml"
hv_ok "is seen with its generation" "Get-VM -Name foreign | ForEach-Object { \"\$(\$_.Name) \$(\$_.Generation) \$(\$_.State)\" }"
is "is seen with its generation" "foreign 1 Off" "$OUT"
vsh undefine foreign

# A daemon that hangs: stopped, it accepts connections and never answers.
pid=$(cat /run/libvirtd.pid)
kill -STOP "$pid"
start=$SECONDS
hv_fails "a hanging libvirtd is an error where it was asked for" 'connect|virtualization|respond|time' \
    'Get-VM -ComputerName qemu:///system'
check "within seconds ($((SECONDS - start)) s)" test $((SECONDS - start)) -le 60
start=$SECONDS
hv_fails "and where it was found by itself" 'did not answer' 'Get-VM'
check "within seconds ($((SECONDS - start)) s)" test $((SECONDS - start)) -le 60
kill -CONT "$pid"
hv_ok "and is used again when it answers" 'Get-VM | Out-Null'
finish
