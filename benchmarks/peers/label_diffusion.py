#!/usr/bin/env python3
"""Prints the scores of label diffusion that LabelDiffusionTest expects.

    python benchmarks/peers/label_diffusion.py

By the formulas of Bernhardt et al.'s code (InnerEye-DataQuality, graph.py; not on PyPI), written anew with a dense inverse. Example i is
in part i modulo 10. Needs requirements.txt.
"""
import numpy as np
from sklearn.neighbors import kneighbors_graph

EXAMPLES, DIMENSION, CLASSES, NEIGHBOURS, PARTS, ALPHA, SCALE = 400, 3, 3, 4, 10, 0.95, 0.01


def main():
    i, d = np.arange(EXAMPLES)[:, None], np.arange(DIMENSION)[None, :]
    x = 1.0 + (i * i * (7 + d) + i * 13 * (d + 1) + d * 29) % 1009
    labels = (np.argmax(x, axis=1) + (np.arange(EXAMPLES) % 7 == 3)) % CLASSES
    graph = kneighbors_graph(x, NEIGHBOURS, mode="distance", metric="cosine").toarray()
    links = np.where(graph > 0, 1 - graph / 2, 0)
    w = (links + links.T) / 2
    factors = 1 / np.sqrt(w.sum(axis=1))
    inverse = np.linalg.inv(np.eye(EXAMPLES) - ALPHA * factors[:, None] * w * factors)
    scores = np.zeros(EXAMPLES)
    for part in range(PARTS):
        asked = np.arange(EXAMPLES) % PARTS == part
        y = np.eye(CLASSES)[labels] * ~asked[:, None]
        z = inverse[asked] @ (y / y.sum(axis=0)) / SCALE
        logs = z - np.logaddexp.reduce(z, axis=1, keepdims=True)
        scores[asked] = logs[np.arange(asked.sum()), labels[asked]]
    print(", ".join(f"{score:.9f}" for score in scores[:12]))


if __name__ == "__main__":
    main()
