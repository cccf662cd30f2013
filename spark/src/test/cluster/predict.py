"""What grid.sh predicts: "data DIR" makes vectors and labels; by spark-submit, "pool DIR" makes a table of the vectors, and
"compare DIR" compares the table there with here.csv."""
import csv
import random
import struct
import sys

SIZE, LENGTH = 2000, 8


def data(folder: str) -> None:
    numbers = random.Random(1)
    rows = [[numbers.gauss(2 * (i % 2), 1) for _ in range(LENGTH)] for i in range(SIZE)]
    header = f"{{'descr': '<f4', 'fortran_order': False, 'shape': ({SIZE}, {LENGTH}), }}"
    header += " " * (63 - (len(header) + 10) % 64) + "\n"
    with open(f"{folder}/vectors.npy", "wb") as file:
        file.write(b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header.encode())
        file.writelines(struct.pack(f"<{LENGTH}f", *row) for row in rows)
    with open(f"{folder}/labels.csv", "w") as file:
        file.write("task,annotator,label\n")
        file.writelines(f"{i},ann,{'dog' if i % 2 else 'cat'}\n" for i in range(200))


def pool(folder: str) -> None:
    from pyspark.sql import SparkSession

    with open(f"{folder}/vectors.npy", "rb") as file:
        values = struct.unpack(f"<{SIZE * LENGTH}f", file.read()[-4 * SIZE * LENGTH:])
    rows = [(i, list(values[i * LENGTH:(i + 1) * LENGTH])) for i in range(SIZE)]
    table = SparkSession.builder.getOrCreate().createDataFrame(rows, "task long, features array<float>")
    table.repartition(6).write.parquet(f"{folder}/pool")


def compare(folder: str) -> None:
    from pyspark.sql import SparkSession

    there = {row["task"]: row for row in SparkSession.builder.getOrCreate().read.parquet(f"{folder}/there").collect()}
    with open(f"{folder}/here.csv") as file:
        here = list(csv.DictReader(file))
    furthest = max(abs(float(row[name]) - there[row["task"]][name]) for row in here for name in ("cat", "dog"))
    assert len(there) == len(here) == SIZE and furthest <= 1e-6, (len(there), len(here), furthest)
    print(f"{SIZE} examples predicted on the cluster, {furthest:.1e} from here")


if __name__ == "__main__":
    {"data": data, "pool": pool, "compare": compare}[sys.argv[1]](sys.argv[2])
