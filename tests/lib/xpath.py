"""Prints what a small XPath finds in the XML on standard input, one line per match.

usage: xpath.py EXPRESSION
The expression is ElementTree's subset, relative to the root (`devices/disk`), and may end in
`/@name` (attribute), `/text()` or be wrapped in `count(...)`.
"""
import re
import sys
import xml.etree.ElementTree as ElementTree

root = ElementTree.fromstring(sys.stdin.read())
expression = sys.argv[1]
count = re.fullmatch(r"count\((.*)\)", expression)
if count:
    expression = count.group(1)
path, _, last = expression.rpartition("/")
if last.startswith("@"):
    found = [e.get(last[1:]) for e in root.findall(path or ".") if e.get(last[1:]) is not None]
elif last == "text()":
    found = [(e.text or "").strip() for e in root.findall(path)]
else:
    found = [(e.text or "").strip() for e in root.findall(expression)]
if count:
    print(len(found))
else:
    print("\n".join(found))
