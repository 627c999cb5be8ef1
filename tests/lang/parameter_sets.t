Source: MergedCommandParameterMetadata.cs (the default set comes first); docs: System.Management.Automation.CommandInfo.ParameterSets, CommandParameterSetInfo, CommandParameterInfo; Get-Item
### the sets of a cmdlet
$sets = (Get-Command Get-Item).ParameterSets
$sets.Count
$sets | Sort-Object Name | ForEach-Object { "$($_.Name) $($_.IsDefault)" }
--- stdout
2
LiteralPath False
Path True
### the sets of a function and what they hold
function f {
    [CmdletBinding(DefaultParameterSetName = 'B')]
    param([Parameter(ParameterSetName = 'A', Mandatory, Position = 0)]$a,
        [Parameter(ParameterSetName = 'B', ValueFromPipeline)]$b, [switch]$c)
}
foreach ($set in (Get-Command f).ParameterSets) {
    $own = $set.Parameters | Where-Object { $_.Name.Length -eq 1 }
    "$($set.Name) $($set.IsDefault): $($own.Name)"
}
$a = (Get-Command f).ParameterSets[1].Parameters | Where-Object Name -eq a
$a.IsMandatory
$a.Position
$b = (Get-Command f).ParameterSets[0].Parameters | Where-Object Name -eq b
$b.ValueFromPipeline
$b.Position
--- stdout
B True: b c
A False: a c
True
0
True
-2147483648
### a function without sets has the one of all
function g { param($x) }
(Get-Command g).ParameterSets.Name
--- stdout
__AllParameterSets
