"""Compares a table of relabel4j, a row a task, with the one that Spark wrote as CSV in whatever order: same cells, numbers to 1e-9.
usage: compare.py EXPECTED.csv FOLDER"""
import csv
import glob
import sys


def same(a, b):
    try:
        return a == b or abs(float(a) - float(b)) <= 1e-9
    except ValueError:
        return False


with open(sys.argv[1]) as file:
    expected = {row["task"]: row for row in csv.DictReader(file)}
found = []
for name in sorted(glob.glob(f"{sys.argv[2]}/part-*")):
    with open(name) as file:
        found += csv.DictReader(file)
assert len(expected) == len(found), f"{len(found)} rows, expected {len(expected)}"
for row in found:
    a = expected.pop(row["task"])
    assert row.keys() == a.keys() and all(same(a[key], row[key]) for key in a), f"{row}, expected {a}"
print(f"{len(found)} rows are those of one machine")
