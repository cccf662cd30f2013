#!/usr/bin/env python3
"""Features a second of a residual network with given weights, in Relabel4J and in PyTorch, in turn, on the same images.

    python torch_features.py WEIGHTS DATA [--sizes 64 96 224] [--images 256] [--pairs 3]

WEIGHTS is a safetensors file with torchvision's names of a network of basic blocks with the 7 x 7 stem, DATA has CIFAR-10's
binary batches. Ours is `relabel4j evaluate --features` on so many images more than on a few, less the time of the few: what
remains is reading, resizing and the network. PyTorch's is the network in inference mode with batch norms folded in, channels
last, on images that are resized already. By the clock, and by the processor time of all threads, which a busy machine
distorts less. The last column is the largest difference of a feature. Needs requirements-torch.txt.
"""
from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import struct
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional as F

ROOT = Path(__file__).resolve().parents[2]
MEAN, DEVIATION = (torch.tensor(v)[:, None, None] for v in ([0.485, 0.456, 0.406], [0.229, 0.224, 0.225]))
FEW, BATCH, RECORD = 16, 64, 3073


def tensors(file: Path) -> dict[str, torch.Tensor]:
    content = file.read_bytes()
    start = 8 + struct.unpack("<Q", content[:8])[0]
    found = {}
    for name, entry in json.loads(content[8:start]).items():
        if name != "__metadata__" and entry["dtype"] == "F32":
            first, end = entry["data_offsets"]
            values = np.frombuffer(content, np.float32, (end - first) // 4, start + first).reshape(entry["shape"])
            found[name] = torch.from_numpy(values.copy())
    return found


class Network:
    """Convolutions with their batch norms folded in."""

    def __init__(self, weights: dict[str, torch.Tensor]):
        self.parts = {}
        for name in [name for name in weights if name.endswith(".running_mean")]:
            norm = name.removesuffix(".running_mean")
            kernel = norm[:-1] + "0" if ".downsample." in norm else norm.replace("bn", "conv")
            scale = weights[norm + ".weight"] / torch.sqrt(weights[norm + ".running_var"] + 1e-5)
            folded = (weights[kernel + ".weight"] * scale[:, None, None, None]).contiguous(
                memory_format=torch.channels_last)
            self.parts[kernel] = folded, weights[norm + ".bias"] - weights[name] * scale

    def convolve(self, x, name: str, stride: int = 1):
        kernel, bias = self.parts[name]
        return F.conv2d(x, kernel, bias, stride, kernel.shape[-1] // 2)

    def features(self, x):
        x = F.max_pool2d(F.relu_(self.convolve(x, "conv1", 2)), 3, 2, 1)
        stage, block = 1, 0
        while f"layer{stage}.{block}.conv1" in self.parts:
            name, stride = f"layer{stage}.{block}.", 2 if stage > 1 and block == 0 else 1
            y = self.convolve(F.relu_(self.convolve(x, name + "conv1", stride)), name + "conv2")
            if name + "downsample.0" in self.parts:
                x = self.convolve(x, name + "downsample.0", stride)
            x = F.relu_(y.add_(x))
            stage, block = (stage, block + 1) if f"layer{stage}.{block + 1}.conv1" in self.parts else (stage + 1, 0)
        return x.mean((2, 3))


class Usage:
    """Seconds by the clock and of all processors."""

    def __init__(self, who: int):
        self.who = who
        self.wall, self.cpu = time.perf_counter(), self.processor()

    def processor(self) -> float:
        usage = resource.getrusage(self.who)
        return usage.ru_utime + usage.ru_stime

    def since(self) -> np.ndarray:
        return np.array([time.perf_counter() - self.wall, self.processor() - self.cpu])


def ours(options, records: bytes, size: int, out: Path) -> np.ndarray:
    with tempfile.TemporaryDirectory() as folder:
        for name in ["test_batch.bin"] + [f"data_batch_{n}.bin" for n in range(1, 6)]:
            (Path(folder) / name).write_bytes(records if name == "test_batch.bin" else records[:RECORD])
        usage = Usage(resource.RUSAGE_CHILDREN)
        subprocess.run([ROOT / "relabel4j", "evaluate", "--model", "resnet", "--weights", options.weights, "--dataset",
                        "cifar-10", "--data-dir", folder, "--model-option", f"size={size}", "--features", out],
                       check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return usage.since()


def theirs(network: Network, records: bytes, size: int) -> tuple[np.ndarray, np.ndarray]:
    bytes_ = np.frombuffer(records, np.uint8).reshape(-1, RECORD)[:, 1:].reshape(-1, 3, 32, 32)
    resized = F.interpolate(torch.from_numpy(bytes_.copy()).float(), (size, size), mode="bilinear").add(0.5).floor()  # halves up, as ours
    images = ((resized / 255 - MEAN) / DEVIATION).contiguous(memory_format=torch.channels_last)
    with torch.inference_mode():
        network.features(images[:BATCH])
        usage = Usage(resource.RUSAGE_SELF)
        found = torch.cat([network.features(part) for part in images.split(BATCH)])
        return usage.since(), found.numpy()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights", type=Path)
    parser.add_argument("data", type=Path)
    parser.add_argument("--sizes", type=int, nargs="+", default=[64, 96, 224])
    parser.add_argument("--images", type=int, default=256)
    parser.add_argument("--pairs", type=int, default=3)
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    network = Network(tensors(options.weights))
    records = (options.data / "test_batch.bin").read_bytes()[:(FEW + options.images) * RECORD]
    subprocess.run([ROOT / "relabel4j", "--version"], check=True, stdout=sys.stderr)  # builds it if need be
    print("| size | Relabel4J, features/s | PyTorch, features/s | ratio | ratio of processor time | largest difference |\n"
          "|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "features.npy"
        for size in options.sizes:
            rows = []
            for _ in range(options.pairs):
                few = ours(options, records[:FEW * RECORD], size, out)
                mine = ours(options, records, size, out) - few
                peer, features = theirs(network, records[FEW * RECORD:], size)
                rows.append((mine, peer, np.abs(np.load(out)[FEW:] - features).max()))
            speed = [statistics.median(options.images / row[side][0] for row in rows) for side in (0, 1)]
            ratios = [statistics.median(row[1][clock] / row[0][clock] for row in rows) for clock in (0, 1)]
            print(f"| {size} | {speed[0]:.1f} | {speed[1]:.1f} | {ratios[0]:.2f} | {ratios[1]:.2f} | "
                  f"{max(row[2] for row in rows):.1e} |", flush=True)


if __name__ == "__main__":
    main()
