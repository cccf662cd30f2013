"""Plays the people of docs/TUTORIAL-TEXT.md: 4,200 tweets that some 20 people each have rated (Hutto and Gilbert 2014, MIT licence).

    python tweets.py make vaderSentiment-2.5.tar.gz FOLDER    writes tweets.csv, vectors.npy, ids.txt, truth.csv and ratings.csv
    python tweets.py answer FOLDER BATCH.csv LABELS.csv       the next rating of each tweet of a batch
    python tweets.py measure FOLDER CONSENSUS.csv             how many labels are those of the majority of all raters

A rating from -4 to 4 is negative, neutral or positive by its sign. Who rated is not published, only the place in a tweet's list
of ratings; places 1 to 8 play eight annotators here, so that one annotator is several people who stood in one place.
"""

import ast
import csv
import io
import json
import sys
import tarfile
from collections import Counter
from pathlib import Path

PLACES = 8


def make(archive, folder):
    import numpy
    from sklearn.decomposition import TruncatedSVD
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import Normalizer

    folder.mkdir(parents=True, exist_ok=True)
    texts, ratings = read(archive)
    ids = sorted(texts, key=int)
    write(folder / "tweets.csv", ["id", "text"], ([i, texts[i]] for i in ids))
    write(folder / "ratings.csv", ["id", *range(1, PLACES + 1)], ([i, *map(sign, ratings[i][:PLACES])] for i in ids))
    write(folder / "truth.csv", ["id", "label"], ([i, majority(ratings[i])] for i in ids))
    (folder / "ids.txt").write_text("\n".join(ids) + "\n")

    # Words and pairs of them, then the 200 directions in which tweets differ most. Any other tool's vectors would do.
    words = TfidfVectorizer(sublinear_tf=True, min_df=2, ngram_range=(1, 2))
    vectors = make_pipeline(words, TruncatedSVD(200, random_state=0), Normalizer()).fit_transform(
        texts[i] for i in ids
    )
    numpy.save(folder / "vectors.npy", vectors.astype("float32"))


def read(archive):
    """Texts and lists of ratings by id."""
    with tarfile.open(archive) as package:
        resource = next(m for m in package if m.name.endswith("hutto_ICWSM_2014.tar.gz"))
        with tarfile.open(fileobj=io.BytesIO(package.extractfile(resource).read())) as inner:
            rows = {name: lines(inner, f"tweets_{name}.txt") for name in ("GroundTruth", "anonDataRatings")}
    return {r[0]: r[2] for r in rows["GroundTruth"]}, {r[0]: ast.literal_eval(r[3]) for r in rows["anonDataRatings"]}


def lines(archive, name):
    member = next(m for m in archive if Path(m.name).name == name)
    text = archive.extractfile(member).read().decode("utf-8-sig", errors="replace")
    return [line.split("\t") for line in text.splitlines() if line]


def sign(rating):
    return "negative" if rating < 0 else "positive" if rating > 0 else "neutral"


def majority(ratings):
    """The most frequent class; of several the first by name."""
    counts = Counter(map(sign, ratings))
    return min(counts, key=lambda c: (-counts[c], c))


def answer(folder, batch, out):
    ratings = {row[0]: row[1:] for row in table(folder / "ratings.csv")}
    asked_file = folder / "asked.json"
    asked = json.loads(asked_file.read_text()) if asked_file.exists() else {}
    answers = []
    for row in csv.DictReader(batch.open(newline="")):
        task = row["task"]
        place = asked.get(task, 0)
        if place < PLACES:
            answers.append([task, f"place-{place + 1}", ratings[task][place]])
            asked[task] = place + 1
    write(out, ["task", "annotator", "label"], answers)
    asked_file.write_text(json.dumps(asked))


def measure(folder, consensus):
    truth = dict(table(folder / "truth.csv"))
    right = {True: [], False: []}
    for row in csv.DictReader(consensus.open(newline="")):
        right[int(row["num_annotations"]) > 0].append(row["consensus_label"] == truth[row["task"]])
    for labelled, hits in right.items():
        if hits:
            print(f"{'labelled' if labelled else 'not labelled'}: {len(hits)} tweets, {100 * sum(hits) / len(hits):.1f} % right")


def table(file):
    with file.open(newline="") as stream:
        return list(csv.reader(stream))[1:]


def write(file, header, rows):
    with file.open("w", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows([header, *rows])


if __name__ == "__main__":
    steps = {"make": make, "answer": answer, "measure": measure}
    if len(sys.argv) < 3 or sys.argv[1] not in steps:
        sys.exit(__doc__)
    first, *rest = map(Path, sys.argv[2:])
    steps[sys.argv[1]](first, *rest)
