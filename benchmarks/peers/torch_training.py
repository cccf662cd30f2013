#!/usr/bin/env python3
"""Trains ResNet-20 on a few thousand CIFAR-10 images in Relabel4J and in PyTorch, in turn, and compares test accuracy and time.

    python torch_training.py DATA --java CLASSPATH [--images 5000] [--epochs 15] [--seeds 3]

DATA has CIFAR-10's binary batches, CLASSPATH is that of the program (its jar and lib folder: 'cli.jar:lib/*'). Both sides
take the same images, the first of the training batches, batches of 128, SGD with Nesterov momentum 0.9, weight decay
5e-4 (not on batch norms and biases), a rate that rises to 0.1 over one epoch and falls along a cosine, mirrored and moved
images, weights after He and the shortcuts of option A. Seeds of one side have nothing to do with those of the other: what
is compared is the spread. Needs PyTorch (requirements-torch.txt) and Java 17.
"""
from __future__ import annotations

import argparse
import math
import os
import statistics
import subprocess
import time
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from torch_resnet import network

MEAN, DEVIATION = (torch.tensor(v)[:, None, None] for v in ([0.485, 0.456, 0.406], [0.229, 0.224, 0.225]))
BATCH, RATE, DECAY = 128, 0.1, 5e-4


def batch_files(folder: Path, names: list[str]) -> tuple[torch.Tensor, torch.Tensor]:
    rows = np.concatenate([np.fromfile(folder / name, np.uint8).reshape(-1, 3073) for name in names])
    return torch.from_numpy(rows[:, 1:].reshape(-1, 3, 32, 32).copy()), torch.from_numpy(rows[:, 0].astype(np.int64))


def normalised(images: torch.Tensor) -> torch.Tensor:
    return (images.float() / 255 - MEAN) / DEVIATION


def moved(images: torch.Tensor, rng: torch.Generator) -> torch.Tensor:
    """Mirrored half of the time, and moved by up to 4 pixels, black coming in."""
    padded, out = F.pad(images, (4, 4, 4, 4)), torch.empty_like(images)
    for n in range(len(images)):
        y, x = (int(torch.randint(0, 9, (1,), generator=rng)) for _ in range(2))
        part = padded[n, :, y:y + 32, x:x + 32]
        out[n] = part.flip(2) if torch.rand(1, generator=rng) < 0.5 else part
    return out


def train(images, labels, epochs: int, seed: int) -> nn.Module:
    torch.manual_seed(seed)
    rng = torch.Generator().manual_seed(seed)
    model = network("resnet20").to(memory_format=torch.channels_last)
    for module in model.modules():
        if isinstance(module, nn.Conv2d):
            nn.init.kaiming_normal_(module.weight, mode="fan_out", nonlinearity="relu")
    decayed = [p for p in model.parameters() if p.ndim > 1]
    optimiser = torch.optim.SGD([{"params": decayed, "weight_decay": DECAY},
                                 {"params": [p for p in model.parameters() if p.ndim == 1], "weight_decay": 0.0}],
                                RATE, momentum=0.9, nesterov=True)
    steps = math.ceil(len(images) / BATCH)
    step = 0
    for _ in range(epochs):
        for rows in torch.randperm(len(images), generator=rng).chunk(steps):
            rate = RATE * (step + 1) / (steps + 1) if step < steps and epochs > 1 else \
                RATE * 0.5 * (1 + math.cos(math.pi * (step - steps) / max(1, steps * (epochs - 1))))
            for group in optimiser.param_groups:
                group["lr"] = rate
            batch = normalised(moved(images[rows], rng)).contiguous(memory_format=torch.channels_last)
            optimiser.zero_grad()
            F.cross_entropy(model(batch), labels[rows]).backward()
            optimiser.step()
            step += 1
    return model.eval()


def accuracy(model: nn.Module, images, labels) -> float:
    with torch.inference_mode():
        found = torch.cat([model(normalised(part)).argmax(1) for part in images.split(500)])
    return (found == labels).float().mean().item()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--java", required=True, metavar="CLASSPATH")
    parser.add_argument("--images", type=int, default=5000)
    parser.add_argument("--epochs", type=int, default=15)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    pool, pool_labels = batch_files(options.data, [f"data_batch_{n}.bin" for n in range(1, 6)])
    test, test_labels = batch_files(options.data, ["test_batch.bin"])
    images, labels = pool[:options.images], pool_labels[:options.images]
    found: dict[str, list[tuple[float, float]]] = {"Relabel4J": [], "PyTorch": []}
    for seed in range(1, options.seeds + 1):
        command = ["java", "-cp", options.java, str(Path(__file__).with_name("JavaTraining.java")), str(options.data),
                   str(options.images), str(options.epochs), str(seed)]
        out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        answer = next(line for line in out.splitlines() if line.startswith("= ")).split()
        found["Relabel4J"].append((float(answer[1]), float(answer[2])))
        start = time.perf_counter()
        model = train(images, labels, options.epochs, seed)
        seconds = time.perf_counter() - start
        found["PyTorch"].append((accuracy(model, test, test_labels), seconds))
        for side, values in found.items():
            print(f"seed {seed}, {side}: accuracy {values[-1][0]:.4f}, {values[-1][1]:.1f} s", flush=True)
    for side, values in found.items():
        accuracies = [value for value, _ in values]
        print(f"{side}: mean {statistics.mean(accuracies):.4f}, {min(accuracies):.4f} to {max(accuracies):.4f}")
    ratios = [theirs[1] / ours[1] for ours, theirs in zip(found["Relabel4J"], found["PyTorch"])]
    print(f"time, PyTorch / Relabel4J: median {statistics.median(ratios):.2f}")


if __name__ == "__main__":
    main()
