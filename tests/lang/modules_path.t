Where programs are found, and paths relative to where one stands.
Source: the published tests of environment variables, Get-Command and Resolve-Path
### ~ in PATH is the home folder
$null = New-Item -ItemType Directory -Force bin
Set-Content zzz1 "#!/bin/sh`necho one"
Set-Content bin/zzz2 "#!/bin/sh`necho two"
chmod +x zzz1 bin/zzz2
$env:PATH = "~:~/bin:$env:PATH"
(Get-Command zzz1).Source -eq "$HOME/zzz1"
(Get-Command zzz2).Source -eq "$HOME/bin/zzz2"
zzz1; zzz2
--- stdout
True
True
one
two
### a relative folder in PATH moves with the location
foreach ($d in 'a', 'b') {
  $null = New-Item -ItemType Directory "$d/tools"
  Set-Content "$d/tools/hello.ps1" "'from $d'"
  Set-Content "$d/tools/prog" "#!/bin/sh`necho prog $d"
  chmod +x "$d/tools/prog"
}
$here = "$PWD"
$env:PATH = "./tools:$env:PATH"
foreach ($d in 'a', 'b') {
  Set-Location "$here/$d"
  (Get-Command hello.ps1).Path -eq "$here/$d/tools/hello.ps1"
  hello.ps1; prog
}
--- stdout
True
from a
prog a
True
from b
prog b
### where one stands is ./
$null = New-Item -ItemType Directory sub
Resolve-Path . -Relative
Resolve-Path sub -Relative
Set-Location sub
Resolve-Path .. -Relative
--- stdout
./
./sub
..
