DataTable: typed columns, rows, filters, orders, sums.
Source: .NET API reference, System.Data.DataTable, DataColumn, DataRow, DataView and DataColumn.Expression; LanguagePrimitives.cs (a DataTable enumerates as its rows)
### columns, new rows and values by property
$t = New-Object System.Data.DataTable 'People'
[void]$t.Columns.Add('Name', [string])
[void]$t.Columns.Add('Age', [int])
$r = $t.NewRow()
$r.Name = 'Ann'
$r['Age'] = '41'
$t.Rows.Add($r)
$t.TableName
$t.Rows.Count
$t.Rows[0].Name
$t.Rows[0]['Age'].GetType().Name
$t.Rows[0][1]
--- stdout
People
1
Ann
Int32
41
### Rows.Add() takes values in the order of the columns and answers the row
$t = [System.Data.DataTable]::new()
$t.Columns.AddRange(@('A', 'B'))
$r = $t.Rows.Add('x', 'y')
$r.GetType().FullName
$r.ItemArray -join ','
$r.RowState
--- stdout
System.Data.DataRow
x,y
Added
### a table runs down the pipeline as its rows
$t = [System.Data.DataTable]::new()
[void]$t.Columns.Add('N', [int])
1..3 | ForEach-Object { [void]$t.Rows.Add($_) }
($t | Measure-Object N -Sum).Sum
$t | Where-Object N -gt 2 | ForEach-Object N
foreach ($row in $t.Rows) { $row.N * 10 }
--- stdout
6
3
10
20
30
### rows as a table
$t = [System.Data.DataTable]::new()
[void]$t.Columns.Add('Name')
[void]$t.Columns.Add('Size', [long])
[void]$t.Rows.Add('a', 10)
[void]$t.Rows.Add('bb', 200)
$t | Format-Table | Out-String -Stream | Where-Object { $_ }
--- stdout
Name Size
---- ----
a      10
bb    200
### values that are missing are DBNull
$t = [System.Data.DataTable]::new()
[void]$t.Columns.Add('A', [int])
$r = $t.NewRow()
$r.A -is [System.DBNull]
$r.IsNull('A')
$r.A = 3
$r.IsNull('A')
$r.A = [DBNull]::Value
$r.IsNull(0)
--- stdout
True
True
False
True
### a default value, and a column that counts
$t = [System.Data.DataTable]::new()
$id = $t.Columns.Add('Id', [int])
$id.AutoIncrement = $true
$id.AutoIncrementSeed = 10
$id.AutoIncrementStep = 5
$t.Columns.Add('State').DefaultValue = 'new'
1..3 | ForEach-Object { $t.Rows.Add($t.NewRow()) }
$t.Rows | ForEach-Object { "$($_.Id) $($_.State)" }
--- stdout
10 new
15 new
20 new
### Select() by an expression, in an order
$t = [System.Data.DataTable]::new()
[void]$t.Columns.Add('Name')
[void]$t.Columns.Add('Age', [int])
'Ann', 41, 'Bob', 17, 'Anders', 70 | ForEach-Object -Begin { $n = $null } { if ($n) { [void]$t.Rows.Add($n, $_); $n = $null } else { $n = $_ } }
$t.Select("Age >= 18 AND Name LIKE 'an%'").Name -join ','
$t.Select('Age < 50', 'Age DESC').Name -join ','
$t.Select("Name IN ('Bob', 'ANN')").Count
$t.Select("NOT (Name = 'Bob') AND [Age] * 2 > 100").Name
$t.Select().Count
--- stdout
Ann,Anders
Ann,Bob
2
Anders
3
### null in expressions
$t = [System.Data.DataTable]::new()
[void]$t.Columns.Add('A', [int])
[void]$t.Rows.Add(1)
$t.Rows.Add($t.NewRow())
$t.Select('A IS NULL').Count
$t.Select('A IS NOT NULL').Count
$t.Select('A <> 5').Count
$t.Select('ISNULL(A, 7) = 7').Count
--- stdout
1
1
1
1
### a quote within a text is written twice
$t = [System.Data.DataTable]::new()
[void]$t.Columns.Add('A')
[void]$t.Rows.Add("it's")
$t.Select("A = 'it''s'").Count
--- stdout
1
### an expression that names no column
$t = [System.Data.DataTable]::new()
[void]$t.Columns.Add('A')
[void]$t.Rows.Add('x')
try { $t.Select('B = 1') } catch { $_.Exception.InnerException.GetType().FullName; $_.Exception.InnerException.Message }
--- stdout
System.Data.EvaluateException
Cannot find column [B].
### Compute()
$t = [System.Data.DataTable]::new()
[void]$t.Columns.Add('G')
[void]$t.Columns.Add('N', [int])
[void]$t.Rows.Add('a', 1); [void]$t.Rows.Add('a', 4); [void]$t.Rows.Add('b', 10)
$t.Compute('SUM(N)', '')
$t.Compute('Sum(N)', "G = 'a'")
$t.Compute('COUNT(N)', 'N > 1')
$t.Compute('MAX(N)', $null)
$t.Compute('MIN(N)', '')
$t.Compute('SUM(N)', 'N > 99') -is [DBNull]
--- stdout
15
5
2
10
1
True
### the default view keeps its order and its filter
$t = [System.Data.DataTable]::new()
[void]$t.Columns.Add('N', [int])
3, 1, 2 | ForEach-Object { [void]$t.Rows.Add($_) }
$t.DefaultView.Sort = 'N DESC'
($t.DefaultView | ForEach-Object N) -join ','
$t.DefaultView.RowFilter = 'N > 1'
$t.DefaultView.Count
$t.DefaultView.ToTable().Rows.Count
($t.Rows | ForEach-Object N) -join ','
--- stdout
3,2,1
2
2
3,1,2
### a primary key finds rows and keeps them unique
$t = [System.Data.DataTable]::new()
$key = $t.Columns.Add('Id', [int])
[void]$t.Columns.Add('Name')
$t.PrimaryKey = @($key)
[void]$t.Rows.Add(1, 'one'); [void]$t.Rows.Add(2, 'two')
$t.Rows.Find(2).Name
$null -eq $t.Rows.Find(3)
$t.Rows.Contains(1)
try { $t.Rows.Add(2, 'again') } catch { $_.Exception.InnerException.Message }
--- stdout
two
True
True
Column 'Id' is constrained to be unique.  Value '2' is already present.
### rows leave by Remove(), RemoveAt(), Delete() and Clear()
$t = [System.Data.DataTable]::new()
[void]$t.Columns.Add('N', [int])
1..5 | ForEach-Object { [void]$t.Rows.Add($_) }
$t.Rows.Remove($t.Rows[0])
$t.Rows.RemoveAt(0)
$t.Rows[0].Delete()
($t.Rows | ForEach-Object N) -join ','
$t.Clear()
$t.Rows.Count
--- stdout
4,5
0
### a column's name stands once
$t = [System.Data.DataTable]::new()
[void]$t.Columns.Add('A')
try { $t.Columns.Add('a') } catch { $_.Exception.InnerException.GetType().Name; $_.Exception.InnerException.Message }
$t.Columns.Contains('A')
$t.Columns.Count
$t.Columns['A'].DataType.Name
$t.Columns[0].ColumnName
$t.Columns[0].Ordinal
--- stdout
DuplicateNameException
A column named 'a' already belongs to this DataTable.
True
1
String
A
0
### a column that takes no null
$t = [System.Data.DataTable]::new()
$t.Columns.Add('A').AllowDBNull = $false
try { $t.Rows.Add($t.NewRow()) } catch { $_.Exception.InnerException.GetType().Name; $_.Exception.InnerException.Message }
--- stdout
NoNullAllowedException
Column 'A' does not allow nulls.
### more values than columns
$t = [System.Data.DataTable]::new()
[void]$t.Columns.Add('A')
try { $t.Rows.Add(1, 2) } catch { $_.Exception.InnerException.Message }
--- stdout
Input array is longer than the number of columns in this table.
### a row goes into a table once
$t = [System.Data.DataTable]::new()
[void]$t.Columns.Add('A')
$r = $t.NewRow()
$t.Rows.Add($r)
try { $t.Rows.Add($r) } catch { $_.Exception.InnerException.Message }
--- stdout
This row already belongs to this table.
### Clone() has the columns, Copy() the rows as well
$t = [System.Data.DataTable]::new('T')
[void]$t.Columns.Add('A', [int])
[void]$t.Rows.Add(5)
$c = $t.Clone()
"$($c.TableName) $($c.Columns.Count) $($c.Rows.Count)"
$c = $t.Copy()
$c.Rows[0].A = 6
"$($t.Rows[0].A) $($c.Rows[0].A)"
--- stdout
T 1 0
5 6
### ImportRow() and Merge()
$t = [System.Data.DataTable]::new()
[void]$t.Columns.Add('A')
[void]$t.Rows.Add('x')
$u = $t.Clone()
$u.ImportRow($t.Rows[0])
$u.Merge($t)
$u.Rows.Count
--- stdout
2
### columns that come later are empty in earlier rows
$t = [System.Data.DataTable]::new()
[void]$t.Columns.Add('A')
[void]$t.Rows.Add('x')
[void]$t.Columns.Add('B')
$t.Rows[0].IsNull('B')
$t.Rows[0].B = 'y'
$t.Rows[0].B
--- stdout
True
y
### rows as CSV and JSON
$t = [System.Data.DataTable]::new()
[void]$t.Columns.Add('A')
[void]$t.Columns.Add('B', [int])
[void]$t.Rows.Add('x', 1)
$t | ConvertTo-Csv
$t | Select-Object A, B | ConvertTo-Json -Compress
--- stdout
"A","B"
"x","1"
{"A":"x","B":1}
### a table's rows cross to another runspace
$t = [System.Data.DataTable]::new()
[void]$t.Columns.Add('A')
[void]$t.Rows.Add('x'); [void]$t.Rows.Add('y')
1 | ForEach-Object -Parallel { @($using:t).Count }
--- stdout
2
