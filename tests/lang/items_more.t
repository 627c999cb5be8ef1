Details of the cmdlets that work on items and paths.
Source: SessionStateStrings.resx, CoreCommands of the property cmdlets (PassThroughItemPropertyCommandBase), InitialSessionState.cs
### no drive has properties that come and go
Set-Content f 1; Set-Content g 1
foreach ($c in { New-ItemProperty f -Name x -Value 1 }, { Remove-ItemProperty f x }, { Rename-ItemProperty f x y },
    { Copy-ItemProperty f g x }, { Move-ItemProperty f g x }) {
    & $c 2>&1 | ForEach-Object { $_.FullyQualifiedErrorId; $_.CategoryInfo.Category }
}
try { New-ItemProperty env:PATH -Name x -ErrorAction Stop } catch { "$_" }
try { New-ItemProperty nope -Name x -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }
--- stdout
NotSupported,Microsoft.PowerShell.Commands.NewItemPropertyCommand
NotImplemented
NotSupported,Microsoft.PowerShell.Commands.RemoveItemPropertyCommand
NotImplemented
NotSupported,Microsoft.PowerShell.Commands.RenameItemPropertyCommand
NotImplemented
NotSupported,Microsoft.PowerShell.Commands.CopyItemPropertyCommand
NotImplemented
NotSupported,Microsoft.PowerShell.Commands.MoveItemPropertyCommand
NotImplemented
Cannot use interface. The IDynamicPropertyCmdletProvider interface is not implemented by this provider.
PathNotFound,Microsoft.PowerShell.Commands.NewItemPropertyCommand
### their aliases, and that of Invoke-Item
(Get-Alias ii, rp, rnp, mp).Definition -join ' '
--- stdout
Invoke-Item Remove-ItemProperty Rename-ItemProperty Move-ItemProperty
### a path of nothing is an error, an empty one leads nowhere
foreach ($p in $null, @($null, $null), @()) {
    Test-Path -Path $p 2>&1 | ForEach-Object { $_.FullyQualifiedErrorId }
}
Test-Path ''; Test-Path -LiteralPath ' '
--- stdout
NullPathNotPermitted,Microsoft.PowerShell.Commands.TestPathCommand
NullPathNotPermitted,Microsoft.PowerShell.Commands.TestPathCommand
NullPathNotPermitted,Microsoft.PowerShell.Commands.TestPathCommand
NullPathNotPermitted,Microsoft.PowerShell.Commands.TestPathCommand
False
False
--- source Management/Test-Path.Tests.ps1, TestPathCommand.cs
### a kind of item that there is not
try { New-Item q -ItemType Foo -ErrorAction Stop } catch { "$_"; $_.FullyQualifiedErrorId }
--- stdout
The type is not a known type for the file system. Only "file","directory" or "symboliclink" can be specified.
Argument,Microsoft.PowerShell.Commands.NewItemCommand
--- source FileSystemProviderStrings.resx
### New-Item takes a path as it is written
$null = New-Item 'a`[b'
$null = New-Item '[x]'
(Get-ChildItem).Name | Sort-Object
--- stdout
[x]
a`[b
--- source the published test "Escapes backtick properly for path"; a path is a pattern only with -Name
