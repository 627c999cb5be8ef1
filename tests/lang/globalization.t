Source: .NET's documentation of System.Globalization: StringInfo, RegionInfo, CompareInfo, TextInfo, DateTimeFormatInfo
### StringInfo: what its reader sees as characters
[Globalization.StringInfo]::new("e`u{301}x").LengthInTextElements
[Globalization.StringInfo]::ParseCombiningCharacters("ae`u{301}b") -join ','
$e = [Globalization.StringInfo]::GetTextElementEnumerator("ae`u{301}")
while ($e.MoveNext()) { "$($e.ElementIndex) $($e.GetTextElement().Length)" }
try { $e.GetTextElement() } catch { $_.FullyQualifiedErrorId }
[Globalization.StringInfo]::GetNextTextElementLength("`u{1F468}`u{200D}`u{1F469}x")
[Globalization.StringInfo]::new("`u{1F1E9}`u{1F1EA}`u{1F1EB}`u{1F1F7}").LengthInTextElements
$s = [Globalization.StringInfo]::new('abc'); $s.SubstringByTextElements(1); $s.SubstringByTextElements(1, 1)
try { $s.SubstringByTextElements(9) } catch { $_.Exception.InnerException.Message }
--- stdout
2
0,1,3
0 1
1 2
InvalidOperationException
5
2
bc
b
Specified argument was out of the range of valid values. (Parameter 'startingTextElement')
### RegionInfo
$r = [Globalization.RegionInfo]::new('US')
"$r $($r.EnglishName) $($r.ISOCurrencySymbol) $($r.CurrencySymbol) $($r.ThreeLetterISORegionName) $($r.IsMetric) $($r.GeoId)"
$r = [Globalization.RegionInfo]::new('de-DE'); "$r $($r.TwoLetterISORegionName) $($r.NativeName) $($r.CurrencyEnglishName) $($r.IsMetric)"
[Globalization.RegionInfo]::CurrentRegion.Name
try { [Globalization.RegionInfo]::new('XQ') } catch { $_.Exception.InnerException.Message }
--- stdout
US United States USD $ USA False 244
de-DE DE Deutschland Euro True
US
Culture name 'XQ' is not supported. (Parameter 'name')
### CompareInfo
$c = [cultureinfo]::InvariantCulture.CompareInfo
$c.Compare('a', 'A', 'IgnoreCase'); $c.Compare('a', 'b'); $c.Compare("`u{e9}", 'e', 'IgnoreNonSpace'); $c.Compare('a', 'B', 'Ordinal')
$c.IndexOf('abC', 'c', 'IgnoreCase'); $c.IndexOf('abC', 'c'); $c.LastIndexOf('abab', 'b')
$c.IsPrefix('abc', 'AB', 'IgnoreCase'); $c.IsSuffix('abc', 'bc'); $c.IsPrefix('abc', 'bc')
$c.IndexOf("xe`u{301}y", 'EY', 'IgnoreCase, IgnoreNonSpace')
[Globalization.CompareInfo]::GetCompareInfo('en-US').Name; ([cultureinfo]'de-DE').CompareInfo.LCID
$c.GetHashCode('a', 'IgnoreCase') -eq $c.GetHashCode('A', 'IgnoreCase')
--- stdout
0
-1
0
1
2
-1
3
True
True
False
1
en-US
1031
True
### TextInfo's code pages
$t = ([cultureinfo]'en-US').TextInfo
"$($t.ANSICodePage) $($t.OEMCodePage) $($t.MacCodePage) $($t.EBCDICCodePage) $($t.IsRightToLeft)"
([cultureinfo]'ru-RU').TextInfo.ANSICodePage; [cultureinfo]::InvariantCulture.TextInfo.IsReadOnly
--- stdout
1252 437 10000 37 False
1251
True
### short names of months beside a day
$de = [cultureinfo]'de-DE'; $d = [datetime]'2024-01-15'
$d.ToString('MMM', $de); $d.ToString('d. MMM yyyy', $de); ([datetime]'2024-09-01').ToString('dd MMM', $de)
$de.DateTimeFormat.AbbreviatedMonthGenitiveNames -join ' '
[datetime]::ParseExact('15. Jan. 2024', 'd. MMM yyyy', $de).Month
([datetime]'2024-05-15').ToString('d MMM', [cultureinfo]'ru-RU'); $d.ToString('d MMM', [cultureinfo]'en-US')
--- stdout
Jan
15. Jan. 2024
01 Sept.
Jan. Feb. März Apr. Mai Juni Juli Aug. Sept. Okt. Nov. Dez. 
1
15 мая
15 Jan
