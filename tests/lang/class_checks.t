What the parser refuses in classes and enums, with id and column.
Source: about_Classes, about_Classes_Methods, about_Enum, published tests of class parsing, ParserStrings.resx

### what is defined twice or incompletely
foreach ($text in 'class foo { [int] }', 'class foo {} class foo {}', 'class foo { [int][string]$x; }',
         'class foo { static static $x; }', 'enum foo {} enum foo {}', 'class A : {}', 'class A {}; class B : A, {}') {
    $errors = $null
    $null = [System.Management.Automation.Language.Parser]::ParseInput($text, [ref]$null, [ref]$errors)
    "$text : $($errors.Count) $($errors[0].ErrorId) $($errors[0].Extent.StartScriptPosition.Offset)"
}
--- stdout
class foo { [int] } : 1 IncompleteMemberDefinition 17
class foo {} class foo {} : 1 MemberAlreadyDefined 13
class foo { [int][string]$x; } : 1 TooManyTypes 17
class foo { static static $x; } : 1 DuplicateQualifier 19
enum foo {} enum foo {} : 1 MemberAlreadyDefined 12
class A : {} : 1 TypeNameExpected 9
class A {}; class B : A, {} : 1 TypeNameExpected 24
### return statements and paths that return nothing
foreach ($text in 'class C {f(){ return 1} }', 'class C {[int] f(){ return } }', 'class C {[int] f(){} }',
         'class C { [int]foo() { try { throw "foo"} catch { } } }', 'class C { [int]foo() { while ($false) { return 1 } } }',
         'class C { [bool] Test() { if ($false) { return $true; } } }',
         'class C { [int]foo() { try { throw "foo"} catch [ArgumentException] {} catch {throw $_} } }') {
    $errors = $null
    $null = [System.Management.Automation.Language.Parser]::ParseInput($text, [ref]$null, [ref]$errors)
    "$($errors.Count) $($errors[0].ErrorId) $($errors[0].Extent.StartScriptPosition.Offset) $($errors[0].Message)"
}
--- stdout
1 VoidMethodHasReturn 14 Invalid return statement within void method.
1 NonVoidMethodMissingReturnValue 20 Invalid return statement within non-void method.
1 MethodHasCodePathNotReturn 15 Not all code path returns value within method.
1 MethodHasCodePathNotReturn 15 Not all code path returns value within method.
1 MethodHasCodePathNotReturn 15 Not all code path returns value within method.
1 MethodHasCodePathNotReturn 17 Not all code path returns value within method.
1 MethodHasCodePathNotReturn 15 Not all code path returns value within method.
### paths that all return are no error
class Paths {
    [int] a($x) { if ($x) { return 1 } else { throw 'no' } }
    [int] b() { try { return 1 } catch { return 2 } }
    [int] c() { try { return 1 } finally { } }
    [int] d() { for (;;) { return 4 } }
    [int] e() { do { return 5 } while ($false) }
    [void] f() { return }
    [int] g() { & { return 1 } | Out-Null; return 7 }
}
$c = [Paths]::new()
"$($c.a(1)) $($c.b()) $($c.c()) $($c.d()) $($c.e()) $($c.g())"
--- stdout
1 1 1 4 5 7
### variables that some path did not assign
foreach ($text in 'class foo { [int] bar() { $y = $z; return $y} }',
         'class foo { bar() { foreach ($zz in $yy) { } } }',
         'class foo { bar() { try { $zz = 42 } finally { } $zz } }',
         'class foo { bar() { switch (@()) { default { $aa = 42 } } $aa } }') {
    $errors = $null
    $null = [System.Management.Automation.Language.Parser]::ParseInput($text, [ref]$null, [ref]$errors)
    "$($errors.Count) $($errors[0].ErrorId) $($errors[0].Extent.StartScriptPosition.Offset) $($errors[0].Message)"
}
--- stdout
1 VariableNotLocal 31 Variable is not assigned in the method.
1 VariableNotLocal 36 Variable is not assigned in the method.
1 VariableNotLocal 49 Variable is not assigned in the method.
1 VariableNotLocal 58 Variable is not assigned in the method.
### what a method may read without assigning it
$global:g = 'g'
class C {
    $p = 1
    m($a) {
        $x, $y = 1, 2
        [int]$n = 3
        foreach ($i in 1..2) { $last = $i }
        "$a $x $y $n $i $global:g $($this.p) $env:HOME" > $null
        $null = $true, $false, $PSScriptRoot, $pwd, $Matches, $LASTEXITCODE, $Error
        1..2 | ForEach-Object { $_ + $elsewhere } > $null
        $count = 0
        while ($count -lt 2) { $count++ }
        if ($a) { $z = 1 } else { $z = 2 }
        $script:got = $z
    }
}
[C]::new().m(0)
$script:got
--- stdout
2
### properties want $this or the class in front
foreach ($text in 'class C { [int]$i; [void] foo() {$i = 10} }', 'class C { static [int]$i; [void] foo() {$i = 10} }',
         'class foo { [string ]$path; f() { [int] [string] $path="" } }') {
    $errors = $null
    $null = [System.Management.Automation.Language.Parser]::ParseInput($text, [ref]$null, [ref]$errors)
    "$($errors.Count) $($errors[0].ErrorId) $($errors[0].Extent.StartScriptPosition.Offset) $($errors[0].Message)"
}
--- stdout
1 MissingThis 33 Cannot assign property, use '$this.i'.
1 MissingTypeInStaticPropertyAssignment 40 Cannot assign property, use '[C]::i'.
1 MissingThis 49 Cannot assign property, use '$this.path'.
### static members, blocks, constructors, parameters
foreach ($text in 'class C { $x; static bar() { $this.x = 1 } }', 'class C { $x; static $y = $this.x }',
         'class foo { f() { param($x) } }', 'class foo { f() { process {} } }', 'class foo { f([Parameter()]$a) {} }',
         'class foo { [int] foo() { return 1 }}', 'class foo { [void] bar($a, [string][int]$b, $c) {} }', '[Flags()]class C{}') {
    $errors = $null
    $null = [System.Management.Automation.Language.Parser]::ParseInput($text, [ref]$null, [ref]$errors)
    "$($errors.Count) $($errors[0].ErrorId) $($errors[0].Extent.StartScriptPosition.Offset)"
}
--- stdout
1 NonStaticMemberAccessInStaticMember 29
1 NonStaticMemberAccessInStaticMember 26
1 ParamBlockNotAllowedInMethod 18
1 NamedBlockNotAllowedInMethod 18
1 AttributeNotAllowedOnDeclaration 14
1 ConstructorCantHaveReturnType 12
1 MultipleTypeConstraintsOnMethodParam 35
1 AttributeNotAllowedOnDeclaration 0
### break and continue find their label inside the method
$errors = $null
$null = [System.Management.Automation.Language.Parser]::ParseInput('class C { static m() { foreach ($i in 1) { break other } } }', [ref]$null, [ref]$errors)
$errors[0].ErrorId
$errors[0].Message
--- stdout
LabelNotFound
Label 'other' not found inside the method.
### overloads and properties that clash are found before anything runs
foreach ($text in 'class C { $x; [int]$x; }', 'class C { f([int]$a){} f([int]$b){} }', 'class C { static C($x) {} }',
         'class A {} ; class B {}; class C : A, B {}', 'class A : B {}; class B {}', 'class A { A([int]$a) {} }; class B : A {}', 'enum foo { X; x }') {
    try { [scriptblock]::Create($text).Invoke() } catch { ($_.Exception.InnerException.Message -split '\r?\n')[-1].Trim(' |') }
}
--- stdout regex
(.*\+ +|)The member 'x' is already defined\.
(.*\+ +|)The member 'f' is already defined\.
(.*\+ +|)A static constructor cannot have any parameters\.
(.*\+ +|)'B': Interface name expected\.
(.*\+ +|)Unable to find type \[B\]\.
(.*\+ +|)Base class 'A' does not contain a parameterless constructor\.
(.*\+ +|)The member 'x' is already defined\.
### a class with the same member twice is refused as a whole
class C { f($a) {} f([string]$a) {} static f() {} g() {} }
'fine'
--- stdout
fine
