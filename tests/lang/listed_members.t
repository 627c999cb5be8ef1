Source: about_Properties, about_Types.ps1xml, Get-Member (examples with AliasProperty), the built-in type data of Process, arrays and ErrorRecord
### aliases of processes are listed as such
Get-Process -Id $PID | Get-Member -MemberType AliasProperty | ForEach-Object Definition
--- stdout
Handles = Handlecount
Name = ProcessName
NPM = NonpagedSystemMemorySize64
PM = PagedMemorySize64
SI = SessionId
VM = VirtualMemorySize64
WS = WorkingSet64
### an array's Count is an alias of its length
Get-Member -InputObject @(1) -Name Count | ForEach-Object { "$($_.MemberType): $($_.Definition)" }
$p = (, 1).psobject.Properties['Count']
$p.MemberType; $p.ReferencedMemberName; $p.Value; $p.IsSettable
--- stdout
AliasProperty: Count = Length
AliasProperty
Length
1
False
### an entry's Name is an alias of its key
@{ a = 1 }.GetEnumerator() | Get-Member Name | ForEach-Object Definition
--- stdout
Name = Key
### an error record has message details by a script
try { 1 / 0 } catch { ($_ | Get-Member -MemberType ScriptProperty).Name; ($_.psobject.Properties | Select-Object -First 1).Name; $null -eq $_.PSMessageDetails }
--- stdout
PSMessageDetails
PSMessageDetails
True
### the text of an object: aliases show their value, no script runs for it
$x = [pscustomobject]@{ A = 1 }
$x | Add-Member AliasProperty B A
$x | Add-Member ScriptProperty C { $this.A * 2 }
"$x"
--- source PSObject.ToString in PowerShell's engine ("Don't evaluate script properties")
--- stdout
@{A=1; B=1; C=System.Management.Automation.PSScriptProperty}
### indexers without a written signature are listed
(Get-Member -InputObject @(1) -Name Item).Definition
(Get-Member -InputObject ([Collections.Generic.List[int]]::new()) -Name Item).MemberType
--- source Get-Member of an array and a list in PowerShell
--- stdout
System.Object IList.Item(int index) {get;set;}
ParameterizedProperty
