Join-Path with nothing to join.
Source: Join-Path.Tests.ps1

### an empty list, $null and an empty text give the path with a separator
Join-Path -Path one -ChildPath @()
Join-Path -Path one -ChildPath $null
Join-Path -Path one -ChildPath ''
--- stdout
one/
one/
one/
