#!/usr/bin/env python3
"""Compares two files of numbers: compare.py npy|rounds EXPECTED FOUND TOLERANCE. Needs nothing but Python 3.

npy: two float32 arrays in C order; the largest difference of two values. rounds: two rounds.csv; per model and strategy the
difference of the mean model and consensus accuracy over all rounds, and of these the largest. One line; exit code 1 if it is
above the tolerance.
"""
from __future__ import annotations

import array
import ast
import csv
import struct
import sys
from collections import defaultdict

ACCURACIES = ("model_accuracy", "consensus_accuracy")


def npy(path: str) -> tuple[tuple[int, ...], array.array]:
    with open(path, "rb") as file:
        magic = file.read(8)
        if magic[:6] != b"\x93NUMPY":
            sys.exit(f"{path}: is no .npy file")
        length = struct.unpack("<H" if magic[6] == 1 else "<I", file.read(2 if magic[6] == 1 else 4))[0]
        header = ast.literal_eval(file.read(length).decode("latin1"))
        if header["descr"] != "<f4" or header["fortran_order"]:
            sys.exit(f"{path}: holds {header['descr']}, expected <f4 in C order")
        values = array.array("f")
        values.frombytes(file.read())
        return header["shape"], values


def npy_difference(expected: str, found: str) -> float:
    (shape, one), (other_shape, other) = npy(expected), npy(found)
    if shape != other_shape:
        sys.exit(f"{found}: has shape {other_shape}, expected {shape}")
    return max(abs(a - b) for a, b in zip(one, other))


def means(path: str) -> dict[tuple, float]:
    values = defaultdict(list)
    with open(path, newline="") as file:
        for row in csv.DictReader(file):
            for accuracy in ACCURACIES:
                values[row["model"], row["strategy"], accuracy].append(float(row[accuracy]))
    return {key: sum(rows) / len(rows) for key, rows in values.items()}


def rounds_difference(expected: str, found: str) -> float:
    one, other = means(expected), means(found)
    if one.keys() != other.keys():
        sys.exit(f"{found}: has other models or strategies than {expected}")
    return max(abs(one[key] - other[key]) for key in one)


def main() -> None:
    if len(sys.argv) != 5 or sys.argv[1] not in ("npy", "rounds"):
        sys.exit(__doc__)
    kind, expected, found, tolerance = sys.argv[1:]
    difference = (npy_difference if kind == "npy" else rounds_difference)(expected, found)
    within = difference <= float(tolerance)
    print(f"largest difference {difference:.2g}, {'within' if within else 'ABOVE'} {tolerance}")
    sys.exit(0 if within else 1)


if __name__ == "__main__":
    main()
