"""Scores a pool with ActiveLab through the jar, and prints the best examples to ask about.

    spark-submit --jars relabel4j-spark.jar score.py LABELS PROBS BATCH

LABELS has the columns task, annotator, label; PROBS the columns task and one a class, all as CSV with a header.
"""
import sys

from pyspark.sql import DataFrame, SparkSession


def main(labels: str, probs: str, batch: str) -> None:
    spark = SparkSession.builder.appName("relabel4j example").getOrCreate()
    label_table = spark.read.csv(labels, header=True)
    # Any DataFrame will do: from Parquet, a table of a catalogue, or a model's predictions of a moment ago.
    text = spark.read.csv(probs, header=True)
    predictions = text.select("task", *[text[name].cast("double") for name in text.columns if name != "task"])

    relabel4j = spark._jvm.org.relabel4j.spark.scoring
    options = relabel4j.SparkOptions.of("activelab").withSeed(1)
    scores = relabel4j.RelabelSpark.score(label_table._jdf, predictions._jdf, options)
    DataFrame(scores.best(int(batch)), spark).show(int(batch), truncate=False)
    scores.close()
    spark.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
