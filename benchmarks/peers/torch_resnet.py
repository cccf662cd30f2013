#!/usr/bin/env python3
"""Times a training step or a prediction of a residual network in PyTorch, on one batch of random images.

The networks are those of `relabel4j bench resnet`: ResNet-18 with projections and, of images below 96 x 96 unless --stem says
otherwise, a 3 x 3 stem, the CIFAR ResNets with padded shortcuts; SGD with Nesterov momentum and weight decay. Predictions are in inference mode; PyTorch
does not fold batch norms by itself, and --fold does it as its users can. One JSON object on the last line: medians of the
steps by the clock, means by the processor time of all threads.
"""
from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import time

import torch
from torch import nn
from torch.nn import functional as F
from torch.nn.utils.fusion import fuse_conv_bn_eval

WIDTHS_AND_BLOCKS = {"resnet18": ([64, 128, 256, 512], [2, 2, 2, 2]), "resnet34": ([64, 128, 256, 512], [3, 4, 6, 3]),
                     **{f"resnet{6 * n + 2}": ([16, 32, 64], [n] * 3) for n in (3, 5, 7, 9, 18)}}


class Unit(nn.Module):
    """A convolution and its batch norm."""

    def __init__(self, channels: int, out: int, kernel: int, stride: int):
        super().__init__()
        self.conv = nn.Conv2d(channels, out, kernel, stride, kernel // 2, bias=False)
        self.norm = nn.BatchNorm2d(out)

    def forward(self, x):
        return self.norm(self.conv(x))

    def fold(self):
        self.conv, self.norm = fuse_conv_bn_eval(self.conv, self.norm), nn.Identity()


class Block(nn.Module):
    def __init__(self, channels: int, out: int, stride: int, project: bool):
        super().__init__()
        self.first, self.second = Unit(channels, out, 3, stride), Unit(out, out, 3, 1)
        grows = stride != 1 or channels != out
        self.shortcut = Unit(channels, out, 1, stride) if grows and project else None
        self.padding = (out - channels) // 2 if grows and not project else None

    def forward(self, x):
        y = self.second(F.relu(self.first(x), inplace=True))
        if self.shortcut is not None:
            x = self.shortcut(x)
        elif self.padding is not None:
            x = F.pad(x[:, :, ::2, ::2], (0, 0, 0, 0, self.padding, self.padding))
        return F.relu(y + x, inplace=True)


def network(name: str, stem: str = "cifar") -> nn.Module:
    widths, blocks = WIDTHS_AND_BLOCKS[name]
    large = stem == "imagenet"
    layers, channels = [Unit(3, widths[0], 7 if large else 3, 2 if large else 1), nn.ReLU(inplace=True)], widths[0]
    if large:
        layers.append(nn.MaxPool2d(3, 2, 1))
    for stage, (width, count) in enumerate(zip(widths, blocks)):
        for n in range(count):
            layers.append(Block(channels, width, 2 if stage and not n else 1, project=len(widths) == 4))
            channels = width
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(channels, 10))


def processor_seconds() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", choices=sorted(WIDTHS_AND_BLOCKS), default="resnet18")
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--size", type=int, default=32)
    parser.add_argument("--stem", choices=["cifar", "imagenet"])
    parser.add_argument("--phase", choices=["train", "infer"], default="train")
    parser.add_argument("--layout", choices=["contiguous", "channels_last"], default="contiguous")
    parser.add_argument("--device", choices=["cpu", "cuda", "auto"], default="cpu", help="auto: cuda where there is one")
    parser.add_argument("--fold", action="store_true", help="fold batch norms into the convolutions before predicting")
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    parser.add_argument("--warm-up", type=int, default=3)
    parser.add_argument("--repeat", type=int, default=10)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(1)
    layout = torch.channels_last if options.layout == "channels_last" else torch.contiguous_format
    device = options.device
    if device == "auto":
        device = "cuda" if torch.cuda.is_available() else "cpu"
    large = options.size >= 96 and len(WIDTHS_AND_BLOCKS[options.model][0]) == 4
    model = network(options.model, options.stem or ("imagenet" if large else "cifar")).to(device=device, memory_format=layout)
    images = torch.randn(options.batch, 3, options.size, options.size).contiguous(memory_format=layout).to(device)
    labels = (torch.arange(options.batch) % 10).to(device)
    optimiser = torch.optim.SGD(model.parameters(), 0.01, momentum=0.9, weight_decay=5e-4, nesterov=True)

    def train() -> None:
        optimiser.zero_grad()
        F.cross_entropy(model(images), labels).backward()
        optimiser.step()

    def infer() -> None:
        with torch.inference_mode():
            model(images)

    if options.phase == "infer":
        model.eval()
        if options.fold:
            for unit in [module for module in model.modules() if isinstance(module, Unit)]:
                unit.fold()
    work = train if options.phase == "train" else infer

    def step() -> None:
        work()
        if device == "cuda":
            torch.cuda.synchronize()

    for _ in range(options.warm_up):
        step()
    times, before = [], processor_seconds()
    for _ in range(options.repeat):
        start = time.perf_counter()
        step()
        times.append((time.perf_counter() - start) * 1000)
    cpu_ms = (processor_seconds() - before) * 1000 / options.repeat
    print(json.dumps({
        "median_ms": statistics.median(times), "min_ms": min(times), "max_ms": max(times), "cpu_ms": cpu_ms,
        "images_per_second": options.batch * 1000 / statistics.median(times),
        "peak_memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "threads": options.threads, "device": device, "torch": torch.__version__}))


if __name__ == "__main__":
    main()
