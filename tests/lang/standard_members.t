Which properties an object shows of itself when a script says so, object by object.
Source: about_Types.ps1xml (DefaultDisplayPropertySet), Add-Member, PSPropertySet and PSMemberInfo of the API reference

### PSStandardMembers chooses what is shown
$names = New-Object System.Management.Automation.PSPropertySet('DefaultDisplayPropertySet', [string[]] ('B', 'C'))
$members = [System.Management.Automation.PSMemberInfo[]] @($names)
$o = [pscustomobject]@{ A = 1; B = 2; C = 3 }
$o | Add-Member MemberSet PSStandardMembers $members
$o | Out-String | ForEach-Object Trim
--- stdout
B C
- -
2 3
### everything is still there
$names = [System.Management.Automation.PSPropertySet]::new('DefaultDisplayPropertySet', [string[]] 'B')
$o = [pscustomobject]@{ A = 1; B = 2 }
$o | Add-Member -MemberType MemberSet -Name PSStandardMembers -Value $names
$o.A
($o | Format-List | Out-String).Trim()
($o | Format-List * | Out-String).Trim()
--- stdout
1
B : 2
A : 1
B : 2
### the set is read, not listed
$names = [System.Management.Automation.PSPropertySet]::new('DefaultDisplayPropertySet', [string[]] 'B')
$o = [pscustomobject]@{ A = 1; B = 2 }
$o | Add-Member MemberSet PSStandardMembers $names
$o.PSStandardMembers.DefaultDisplayPropertySet.ReferencedPropertyNames
@($o.PSObject.Properties).Count
($o | Get-Member -MemberType NoteProperty).Name -join ' '
$o | ConvertTo-Json -Compress
--- stdout
B
2
A B
{"A":1,"B":2}
### a property set
$s = [System.Management.Automation.PSPropertySet]::new('Few', [string[]] ('A', 'B'))
$s.Name
"$($s.MemberType)"
$s.ReferencedPropertyNames.Count
"$s"
$s -is [System.Management.Automation.PSMemberInfo]
--- stdout
Few
PropertySet
2
Few {A, B}
True
### a member set wants members
try { [pscustomobject]@{ A = 1 } | Add-Member MemberSet PSStandardMembers 'text' -ErrorAction Stop }
catch { 'refused' }
--- stdout
refused
### a note property is a member
[System.Management.Automation.PSNoteProperty]::new('N', 1) -is [System.Management.Automation.PSMemberInfo]
--- stdout
True
