"""Times features by a network in an ONNX file beside Python's ONNX Runtime: JPEG files decoded, resized, computed.

    python onnx_features.py NETWORK.onnx IMAGES --java CLASSPATH [--size 128] [--pairs 7] [--threads N]

IMAGES is a folder of JPEG files. With --make N it is first filled with N images of 400 x 300 pixels, of smooth noise. CLASSPATH
is that of the program and its plug-ins: 'cli/target/relabel4j/lib/*:cli/target/relabel4j/plugins/*'. Both sides prepare images
as EfficientNet-Lite's, squashed to the size, and use the same threads: Python decodes and resizes on a pool of them with
Pillow, and then lets ONNX Runtime have them. They take turns, after one turn each that does not count. The sums of all
features show that both compute the same; Pillow rounds after each direction of its resizing, so they differ a little.
Needs requirements-onnx.txt and Java 17.
"""
import argparse
import os
import statistics
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import onnxruntime
from PIL import Image

BATCH = 32


def make(folder, count):
    folder.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng(1)
    for i in range(count):
        coarse = rng.integers(0, 256, (15, 20, 3), dtype=np.uint8)
        Image.fromarray(coarse).resize((400, 300), Image.BICUBIC).save(folder / f"{i:05d}.jpg", quality=90)


class Python:
    def __init__(self, network, files, size, threads):
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        self.session = onnxruntime.InferenceSession(network, options, providers=["CPUExecutionProvider"])
        self.input = self.session.get_inputs()[0].name
        self.files, self.size = files, size
        self.pool = ThreadPoolExecutor(threads)

    def read(self, file):
        image = Image.open(file).convert("RGB").resize((self.size, self.size), Image.BILINEAR)
        return ((np.asarray(image, np.float32) - 127) / 128).transpose(2, 0, 1)

    def run(self):
        start = time.perf_counter()
        features = []
        for first in range(0, len(self.files), BATCH):
            batch = np.stack(list(self.pool.map(self.read, self.files[first : first + BATCH])))
            features.append(self.session.run(None, {self.input: batch})[0])
        return time.perf_counter() - start, float(np.concatenate(features).sum(dtype=np.float64))


class Java:
    def __init__(self, classpath, network, folder, size, threads):
        command = [
            "java", f"-XX:ActiveProcessorCount={threads}", "-XX:+UseSerialGC", "-cp", classpath,
            Path(__file__).with_name("JavaOnnx.java"), network, folder, size, "efficientnet-lite",
        ]
        self.process = subprocess.Popen(
            [str(word) for word in command], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def run(self):
        self.process.stdin.write("run\n")
        self.process.stdin.flush()
        for line in self.process.stdout:
            if line.startswith("="):
                return tuple(float(word) for word in line.split()[1:])
        raise SystemExit("the Java side ended")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("network", type=Path)
    parser.add_argument("images", type=Path)
    parser.add_argument("--java", required=True)
    parser.add_argument("--size", type=int, default=128)
    parser.add_argument("--pairs", type=int, default=7)
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--make", type=int)
    arguments = parser.parse_args()
    if arguments.make:
        make(arguments.images, arguments.make)
    files = sorted(arguments.images.iterdir())
    python = Python(arguments.network, files, arguments.size, arguments.threads)
    java = Java(arguments.java, arguments.network, arguments.images, arguments.size, arguments.threads)
    python.run(), java.run()
    ratios, ours, theirs = [], [], []
    for pair in range(arguments.pairs):
        (their_seconds, their_sum), (our_seconds, our_sum) = (
            (python.run(), java.run()) if pair % 2 == 0 else (java.run(), python.run())[::-1]
        )
        ratios.append(their_seconds / our_seconds)
        ours.append(len(files) / our_seconds)
        theirs.append(len(files) / their_seconds)
        print(f"pair {pair}: Java {our_seconds:.2f} s, Python {their_seconds:.2f} s, sums {our_sum:.1f} {their_sum:.1f}")
    print(f"images/s: Java {statistics.median(ours):.1f}, Python {statistics.median(theirs):.1f} "
          f"(ONNX Runtime {onnxruntime.__version__})")
    print(f"Java's speed / Python's: {statistics.median(ratios):.3f} ({min(ratios):.3f}-{max(ratios):.3f})")


if __name__ == "__main__":
    main()
