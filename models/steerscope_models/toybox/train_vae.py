"""Trains the autoencoder: `python -m steerscope_models.toybox.train_vae`.

Four pixels to a latent cell, eight channels. Loss: L1 and squared error with the subjects weighted 1+3, L1 of the
picture averaged over cells, and an anchor that makes the first three channels a small RGB picture. In place of a
variational posterior, noise of a tenth of each channel's spread is added to the latents, so that the decoder
forgives a diffusion model's small errors. After training, mean and spread of each channel are folded into the two
1x1 convolutions around the latents, so that latents have mean 0 and variance 1.
"""

import argparse
import copy
import math
import time
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional

from . import batches, ranks
from ..nn.vae import AutoencoderKL
from .vocabulary import random_scene, training_scene

WORK = Path(__file__).resolve().parents[2] / "work"
CONFIG = {
    "_class_name": "AutoencoderKL",
    "in_channels": 3,
    "out_channels": 3,
    "latent_channels": 8,
    "down_block_types": ["DownEncoderBlock2D"] * 3,
    "up_block_types": ["UpDecoderBlock2D"] * 3,
    "block_out_channels": [24, 48, 64],
    "layers_per_block": 1,
    "act_fn": "silu",
    "norm_num_groups": 8,
    "sample_size": 64,
    "scaling_factor": 1.0,
    "force_upcast": False,
    "mid_block_add_attention": True,
}
NOISE = 0.1


def encode(vae: AutoencoderKL, images: torch.Tensor) -> torch.Tensor:
    """Means of the latents `[N, C, H/4, W/4]`."""
    return vae.quant_conv(vae.encoder(images)).chunk(2, 1)[0]


def decode(vae: AutoencoderKL, latents: torch.Tensor) -> torch.Tensor:
    return vae.decoder(vae.post_quant_conv(latents))


def crops(images: torch.Tensor, masks: torch.Tensor, rng: np.random.Generator, edge: int = 32) -> tuple[torch.Tensor, torch.Tensor]:
    """One crop of each picture, on the lattice of cells, most of them over a subject."""
    parts = []
    for image, mask in zip(images, masks):
        top, left = (4 * int(v) for v in rng.integers(0, (64 - edge) // 4 + 1, 2))
        if rng.random() < 0.85:
            rows, columns = torch.nonzero(mask[0] > 0.5, as_tuple=True)
            pick = int(rng.integers(len(rows)))
            top, left = (
                4 * int(np.clip(int(at[pick]) // 4 - rng.integers(0, edge // 4), 0, (64 - edge) // 4))
                for at in (rows, columns)
            )
        parts.append((image[:, top : top + edge, left : left + edge], mask[:, top : top + edge, left : left + edge]))
    return torch.stack([p[0] for p in parts]), torch.stack([p[1] for p in parts])


def losses(vae: AutoencoderKL, images: torch.Tensor, masks: torch.Tensor) -> torch.Tensor:
    with torch.autocast("cpu", torch.bfloat16):
        mean = encode(vae, images.contiguous(memory_format=torch.channels_last)).float()
        spread = mean.detach().std((0, 2, 3), keepdim=True)
        result = decode(vae, mean + NOISE * spread * torch.randn_like(mean)).float()
    weight = 1 + 3 * masks
    error = (result - images) * 1.0
    pixel = ((error.abs() + error.square()) * weight).sum() / (3 * weight.sum())
    cells = functional.avg_pool2d(error, 4).abs().mean()
    anchor = (mean[:, :3] - 2 * functional.avg_pool2d(images, 4)).square().mean()
    return pixel + 0.5 * cells + 0.1 * anchor + 1e-4 * mean.square().mean()


@torch.no_grad()
def quality(vae: AutoencoderKL, count: int = 128) -> tuple[float, float]:
    """Signal-to-noise ratio in dB on random scenes: whole picture, and subject area."""
    rng = np.random.default_rng(99)
    images, masks = batches.pictures(batches.scenes(random_scene, count, rng), rng)
    error = torch.cat([(decode(vae, encode(vae, part)).clamp(-1, 1) - part).square() for part in images.split(32)]) / 4
    return tuple(-10 * math.log10(float(v)) for v in (error.mean(), (error * masks).sum() / (3 * masks.sum())))


@torch.no_grad()
def fold(vae: AutoencoderKL, count: int = 768) -> None:
    """Makes each latent channel's mean 0 and variance 1, exactly undone before the decoder."""
    rng = np.random.default_rng(98)
    images, _ = batches.pictures(batches.scenes(training_scene, count, rng), rng)
    latents = torch.cat([encode(vae, part) for part in images.split(32)])
    mean, std = latents.mean((0, 2, 3)), latents.std((0, 2, 3))
    print("raw latent std " + " ".join(f"{v:.2f}" for v in std.tolist()), flush=True)
    channels = len(mean)
    vae.quant_conv.weight[:channels] /= std.view(-1, 1, 1, 1)
    vae.quant_conv.bias[:channels] = (vae.quant_conv.bias[:channels] - mean) / std
    vae.quant_conv.weight[channels:] = 0
    vae.quant_conv.bias[channels:] = 2 * math.log(NOISE)
    post = vae.post_quant_conv
    post.bias += (post.weight[:, :, 0, 0] * mean).sum(1)
    post.weight *= std.view(1, -1, 1, 1)


def train(rank: int, world: int, arguments: argparse.Namespace) -> None:
    torch.manual_seed(41)
    vae = AutoencoderKL(CONFIG).to(memory_format=torch.channels_last)
    average = copy.deepcopy(vae)
    rng = np.random.default_rng(42 + rank)
    torch.manual_seed(43 + rank)
    parameters = list(vae.parameters())
    optimizer = torch.optim.AdamW(parameters, arguments.rate, betas=(0.9, 0.99), weight_decay=0.01)
    start, history, seen = time.time(), [], 0.0
    for step in range(arguments.steps):
        progress = ranks.agree(max(step / arguments.steps, (time.time() - start) / arguments.limit), world)
        if progress >= 1:
            break
        for group in optimizer.param_groups:
            group["lr"] = arguments.rate * min(1, (step + 1) / 100) * (0.02 + 0.49 * (1 + math.cos(math.pi * progress)))
        small = step % 5 < 3
        count = (48 if small else 16) // arguments.divide
        images, masks = batches.pictures(batches.scenes(lambda r: training_scene(r, plain=0.3), count, rng), rng)
        if small:
            images, masks = crops(images, masks, rng)
        loss = losses(vae, images, masks)
        optimizer.zero_grad()
        loss.backward()
        for parameter in parameters:
            if parameter.grad is None:
                parameter.grad = torch.zeros_like(parameter)
        ranks.average_gradients(parameters, world)
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimizer.step()
        decay = min(0.995, (step + 1) / (step + 20))
        with torch.no_grad():
            torch._foreach_lerp_(list(average.parameters()), parameters, 1 - decay)
        history.append(loss.item())
        seen += images.shape[0] * images.shape[2] ** 2 * world / 1e6
        if rank == 0 and step % 200 == 199:
            whole, subject = quality(average)
            elapsed = time.time() - start
            print(f"step {step + 1} {elapsed:.0f} s {seen:.0f} Mpx {seen / elapsed * 1e3:.0f} kpx/s loss {np.mean(history[-200:]):.4f} "
                  f"psnr {whole:.2f} subject {subject:.2f}", flush=True)  # fmt: skip
            torch.save(average.state_dict(), arguments.out.with_suffix(".pt"))
    if rank == 0:
        before = quality(average)
        fold(average)
        print("psnr before and after folding", before, quality(average), flush=True)
        average.save_pretrained(arguments.out)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=4000)
    parser.add_argument("--rate", type=float, default=2.5e-3)
    parser.add_argument("--divide", type=int, default=1, help="divides the batch of each rank")
    parser.add_argument("--limit", type=float, default=1e9, help="end the schedule early after so many seconds")
    parser.add_argument("--ranks", type=int, default=2)
    parser.add_argument("--out", type=Path, default=WORK / "vae")
    arguments = parser.parse_args()
    ranks.launch(train, arguments.ranks, arguments)


if __name__ == "__main__":
    main()
