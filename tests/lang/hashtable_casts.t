Hashtables as objects with those properties; what is left of the arguments.
Source: about_Hashtables, about_Object_Creation; about_Functions_Advanced_Parameters (ValueFromRemainingArguments)
### properties are set on a new object
$p = [System.Management.Automation.ParameterAttribute]@{ Mandatory = $true; Position = 2 }
"$($p.Mandatory) $($p.Position)"
class Point { [int]$X; [string]$Label }
$o = [Point]@{ X = '3'; Label = 4 }
"$($o.X + 1) $($o.Label.GetType().Name)"
--- stdout
True 2
4 String
### one that is not there
class Point { [int]$X; [string]$Label }
try { [Point]@{ Z = 1 } } catch { "$_"; $_.FullyQualifiedErrorId }
try { [Point]@{ X = 'q' } } catch { $_.FullyQualifiedErrorId }
--- stdout
Cannot create object of type "Point". The property 'Z' was not found for the 'Point' object. The settable properties are: [X <System.Int32>], [Label <System.String>].
ObjectCreationError
ObjectCreationError
--- source PowerShell's message texts (PropertyNotFound, ObjectCreationError)
### remaining arguments come as a list, a single array as itself
function Get-Rest { param([Parameter(ValueFromRemainingArguments)]$Rest) "$($Rest.GetType().Name) $($Rest.Count)" }
Get-Rest 1 2 3
Get-Rest 1, 2
Get-Rest 5
--- stdout
List`1 3
Object[] 2
List`1 1
--- source PowerShell's parameter binder (HandleRemainingArguments)
