"""Prints what a test of training steps expects (TorchStepsTest): the losses of ResNet-20's first steps in PyTorch.

Images and first weights come from a formula, so both sides start alike. One run has a constant rate. In the other it rises,
and the velocity holds steps, not gradients, as Deeplearning4j's does (docs/FIDELITY.md): PyTorch's gradients, stepped by
hand. Needs requirements-torch.txt.
"""
import math

import torch
from torch.nn import functional as F

from torch_resnet import network

IMAGES, SIDE, STEPS, RATE, WARM_UP, MOMENTUM, DECAY = 8, 16, 4, 0.05, 8, 0.9, 0.01


def tensor(shape, start):
    return torch.tensor([math.sin(0.7 * (i + 1) ** 2 + start) for i in range(math.prod(shape))]).reshape(shape)


def started():
    model = network("resnet20")
    for n, p in enumerate(p for p in model.parameters() if p.ndim > 1):
        # Variance 2 / (height x width x channels out); a sine has a variance of 1/2.
        scale = math.sqrt(4 / (p.shape[0] * p.shape[2] * p.shape[3])) if p.ndim == 4 else 1 / math.sqrt(p.shape[1])
        p.data = tensor(p.shape, n) * scale
    model[-1].bias.data.zero_()
    return model


def losses(rate, velocity_of_steps):
    torch.set_num_threads(1)
    model = started()
    images = tensor((IMAGES, SIDE, SIDE, 3), 0.5).permute(0, 3, 1, 2)
    labels = torch.arange(IMAGES) % 10
    decays = [(p, DECAY if p.ndim > 1 else 0.0) for p in model.parameters()]
    optimiser = torch.optim.SGD([{"params": [p], "weight_decay": d} for p, d in decays], 1, MOMENTUM, nesterov=True)
    velocities = [torch.zeros_like(p) for p, _ in decays]
    for step in range(STEPS):
        optimiser.zero_grad()
        loss = F.cross_entropy(model(images), labels)
        loss.backward()
        yield loss.item() + sum(d / 2 * (p.detach() ** 2).sum().item() for p, d in decays)
        if velocity_of_steps:
            with torch.no_grad():
                for n, (p, d) in enumerate(decays):
                    before = velocities[n]
                    velocities[n] = MOMENTUM * before - rate(step) * (p.grad + d * p)
                    p += (1 + MOMENTUM) * velocities[n] - MOMENTUM * before
        else:
            for group in optimiser.param_groups:
                group["lr"] = rate(step)
            optimiser.step()


def main():
    print(f"# PyTorch {torch.__version__}, benchmarks/peers/torch_steps.py")
    print("constant," + ",".join(f"{v:.6f}" for v in losses(lambda step: RATE, False)))
    print("rising," + ",".join(f"{v:.6f}" for v in losses(lambda step: RATE * (step + 1) / (WARM_UP + 1), True)))


if __name__ == "__main__":
    main()
