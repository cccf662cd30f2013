"""Writes a made-up pool: FOLDER/labels.csv and probs.csv, of so many tasks. usage: pool.py FOLDER TASKS"""
import math
import os
import random
import sys

folder, size = sys.argv[1], int(sys.argv[2])
os.makedirs(folder)
draw = random.Random(7)
classes = ["cat", "dog", "fox", "owl"]
with open(f"{folder}/labels.csv", "w") as labels, open(f"{folder}/probs.csv", "w") as probs:
    print("task,annotator,label", file=labels)
    print("task," + ",".join(classes), file=probs)
    for i in range(size):
        truth = draw.randrange(len(classes))
        odds = [math.exp(draw.gauss(0, 1.5) + 2 * (k == truth)) for k in range(len(classes))]
        print(f"t{i}," + ",".join(repr(odd / sum(odds)) for odd in odds), file=probs)
        for annotator in draw.sample(range(200), draw.choice([0, 1, 1, 2, 3])):
            label = truth if draw.random() < 0.6 + annotator / 500 else draw.randrange(len(classes))
            print(f"t{i},w{annotator},{classes[label]}", file=labels)
