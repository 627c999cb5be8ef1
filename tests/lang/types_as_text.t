A type as an operator's operand is text by its name in the language.
Source: the published tests "SemanticVersion api tests" (Should -BeExactly 'version' of a type) and
"Type accelerators"; LanguagePrimitives converts a type as "$([int])" shows it

### compared, matched and replaced
'version' -ceq [version]
'int' -eq [int]
[int] -like 'int'
[int] -match '^int$'
'an int' -replace [int], [string]
--- stdout
True
True
True
True
an string
