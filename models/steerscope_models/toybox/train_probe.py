"""Trains the probe on real pictures: `python -m steerscope_models.toybox.train_probe`.

Data: random scenes of the whole world (held-out ones too: the probe must be able to judge them), blurred, noised and
shifted in light at random, so that it reads imperfect pictures too. Loss: sum of the eight cross entropies.
"""

import argparse
import math
import time
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file, save_file
from torch.nn import functional

from . import batches
from .probe import WEIGHTS, Probe
from .vocabulary import ATTRIBUTES, random_scene


def augmented(images: torch.Tensor, generator: torch.Generator) -> torch.Tensor:
    count = len(images)
    soft = functional.avg_pool2d(functional.pad(images, (1, 1, 1, 1), mode="replicate"), 3, 1)
    amount = torch.rand(count, 1, 1, 1, generator=generator) * (torch.rand(count, 1, 1, 1, generator=generator) < 0.5)
    images = images + amount * (soft - images)
    light = 1 + 0.06 * torch.randn(count, 3, 1, 1, generator=generator)
    noise = torch.rand(count, 1, 1, 1, generator=generator) * 0.1
    return images * light + noise * torch.randn(images.shape, generator=generator)


def accuracy(probe: Probe, count: int, seed: int) -> list[float]:
    rng = np.random.default_rng(seed)
    scenes = batches.scenes(random_scene, count, rng)
    images, _ = batches.pictures(scenes, rng)
    return (probe.predict(images) == batches.labels(scenes)).float().mean(0).tolist()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--start", type=Path, help="weights to go on from")
    parser.add_argument("--steps", type=int, default=3000)
    parser.add_argument("--batch", type=int, default=96)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(arguments.seed)
    rng, generator = np.random.default_rng(arguments.seed), torch.Generator().manual_seed(arguments.seed)
    probe = Probe().to(memory_format=torch.channels_last)
    if arguments.start:
        probe.load_state_dict(load_file(arguments.start))
    optimizer = torch.optim.AdamW(probe.parameters(), arguments.rate, weight_decay=0.02)
    start = time.time()
    for step in range(arguments.steps):
        for group in optimizer.param_groups:
            warm = min(1, (step + 1) / 100)
            group["lr"] = arguments.rate * warm * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * step / arguments.steps)))
        scenes = batches.scenes(random_scene, arguments.batch, rng)
        images, _ = batches.pictures(scenes, rng)
        images = augmented(images, generator).contiguous(memory_format=torch.channels_last)
        targets = batches.labels(scenes)
        probe.train()
        with torch.autocast("cpu", torch.bfloat16):
            outputs = probe(images)
        losses = [functional.cross_entropy(o.float(), targets[:, i]) for i, o in enumerate(outputs)]
        optimizer.zero_grad()
        sum(losses).backward()
        torch.nn.utils.clip_grad_norm_(probe.parameters(), 2.0)
        optimizer.step()
        if step % 100 == 99:
            rate = (step + 1) * arguments.batch / (time.time() - start)
            print(f"step {step + 1} rate {rate:.0f}/s " + " ".join(f"{a} {l.item():.3f}" for a, l in zip(ATTRIBUTES, losses)), flush=True)
        if step % 500 == 499 or step + 1 == arguments.steps:
            save_file({k: v.contiguous() for k, v in probe.state_dict().items()}, arguments.out)
            values = accuracy(probe, 500, 12)
            print("accuracy " + " ".join(f"{a} {v:.3f}" for a, v in zip(ATTRIBUTES, values)), flush=True)


if __name__ == "__main__":
    main()
