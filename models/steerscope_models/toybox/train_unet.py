"""Trains the image model: `python -m steerscope_models.toybox.train_unet`.

A UNet of SDXL's shape on the latents of training scenes, told by the frozen text encoders of `clip-a` and `clip-b`.
v-prediction, min-SNR-5 weights, subjects weighted 1+2.5, captions dropped (to the encoded empty prompt) one time in
ten, moving average of the weights. Each rank keeps a pool of encoded scenes that grows by a few scenes a step.
"""

import argparse
import copy
import math
import time
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional
from torch.nn.attention import SDPBackend, sdpa_kernel

from . import batches, ranks
from ..nn.unet import UNet2DConditionModel
from ..nn.vae import AutoencoderKL
from .captions import training_caption
from .probe import WEIGHTS, load_probe
from .sampling import TIME_IDS, TRAIN_STEPS, TextEncoders, alphas_cumprod, render
from .captions import caption
from .vocabulary import ATTRIBUTES, held_out_scene, training_scene

WORK = Path(__file__).resolve().parents[2] / "work"
CONFIG = {
    "_class_name": "UNet2DConditionModel",
    "sample_size": 16,
    "in_channels": 8,
    "out_channels": 8,
    "down_block_types": ["DownBlock2D", "CrossAttnDownBlock2D"],
    "mid_block_type": "UNetMidBlock2DCrossAttn",
    "up_block_types": ["CrossAttnUpBlock2D", "UpBlock2D"],
    "block_out_channels": [80, 160],
    "layers_per_block": 1,
    "attention_head_dim": [2, 4],
    "norm_num_groups": 16,
    "cross_attention_dim": 256,
    "transformer_layers_per_block": [1, 1],
    "use_linear_projection": True,
    "addition_embed_type": "text_time",
    "addition_time_embed_dim": 8,
    "projection_class_embeddings_input_dim": 128 + 6 * 8,
}


class Pool:
    """Encoded scenes: latents, subject weights, text states, pooled text."""

    def __init__(self, vae: AutoencoderKL, encoders: TextEncoders, capacity: int, rng: np.random.Generator):
        self.vae, self.encoders, self.rng, self.capacity = vae, encoders, rng, capacity
        self.size = self.added = 0
        channels = vae.config["latent_channels"]
        self.latents = torch.empty(capacity, channels, 16, 16, dtype=torch.bfloat16)
        self.masks = torch.empty(capacity, 1, 16, 16, dtype=torch.bfloat16)
        self.states = torch.empty(capacity, 24, 256, dtype=torch.bfloat16)
        self.pooled = torch.empty(capacity, 128, dtype=torch.bfloat16)

    @torch.no_grad()
    def grow(self, count: int) -> None:
        scenes = [training_scene(self.rng, plain=0.4) for _ in range(count)]
        images, masks = batches.pictures(scenes, self.rng)
        with torch.autocast("cpu", torch.bfloat16):
            latents = self.vae.encode(images.contiguous(memory_format=torch.channels_last))[0]
        text = self.encoders([training_caption(scene, self.rng, 0.6) for scene in scenes])
        places = torch.arange(self.added, self.added + count) % self.capacity
        self.latents[places] = latents.to(torch.bfloat16)
        self.masks[places] = functional.avg_pool2d(masks, 4).to(torch.bfloat16)
        self.states[places] = text.states.to(torch.bfloat16)
        self.pooled[places] = text.pooled.to(torch.bfloat16)
        self.added += count
        self.size = min(self.added, self.capacity)

    def draw(self, count: int, generator: torch.Generator) -> tuple[torch.Tensor, ...]:
        picks = torch.randint(self.size, (count,), generator=generator)
        return tuple(part[picks].float() for part in (self.latents, self.masks, self.states, self.pooled))


class Judge:
    """Progress on held-out captions: accuracy of the probe on sampled pictures."""

    def __init__(self, vae: AutoencoderKL, encoders: TextEncoders, count: int = 96):
        rng = np.random.default_rng(7)
        scenes = [held_out_scene(rng, combination=False) for _ in range(count)]
        self.vae = vae
        self.positive = encoders([caption(scene) for scene in scenes])
        self.negative = encoders([""])
        self.targets = batches.labels(scenes)

    def report(self, unet: UNet2DConditionModel) -> str:
        pictures = render(unet, self.vae, self.positive, self.negative, 5)
        hits = (load_probe().predict(pictures) == self.targets).float().mean(0)
        return f"mean {hits.mean():.3f} " + " ".join(f"{a} {v:.2f}" for a, v in zip(ATTRIBUTES, hits.tolist()))


def loss(unet, drawn, negative, cumulative, generator) -> torch.Tensor:
    latents, masks, states, pooled = drawn
    count = len(latents)
    dropped = torch.rand(count, generator=generator) < 0.1
    states = torch.where(dropped[:, None, None], negative.states, states)
    pooled = torch.where(dropped[:, None], negative.pooled, pooled)
    # Stratified over the batch, which makes the gradient less noisy.
    t = ((torch.arange(count) + torch.rand(count, generator=generator)) / count * TRAIN_STEPS).long().clamp(max=TRAIN_STEPS - 1)
    alpha = cumulative[t].view(-1, 1, 1, 1)
    noise = torch.randn(latents.shape, generator=generator)
    noisy = alpha.sqrt() * latents + (1 - alpha).sqrt() * noise
    velocity = alpha.sqrt() * noise - (1 - alpha).sqrt() * latents
    with torch.autocast("cpu", torch.bfloat16):
        output = unet(
            noisy.contiguous(memory_format=torch.channels_last), t.float(), states, pooled,
            torch.tensor(TIME_IDS).expand(count, 6),
        )  # fmt: skip
    ratio = alpha / (1 - alpha)
    weight = 2 * ratio.clamp(max=5) / (ratio + 1) * (1 + 2.5 * masks) / 1.4
    return ((output.float() - velocity).square() * weight).mean()


def train(rank: int, world: int, arguments: argparse.Namespace) -> None:
    vae = AutoencoderKL.from_pretrained(arguments.work / "vae").eval().requires_grad_(False)
    vae.to(memory_format=torch.channels_last)
    encoders = TextEncoders(arguments.work / "clip-a", arguments.work / "clip-b")
    negative = encoders([""])
    torch.manual_seed(51)
    unet = UNet2DConditionModel(CONFIG).to(memory_format=torch.channels_last)
    torch.nn.init.zeros_(unet.conv_out.weight)
    average = copy.deepcopy(unet).requires_grad_(False)
    parameters = list(unet.parameters())
    optimizer = torch.optim.AdamW(parameters, arguments.rate, betas=(0.9, 0.99), weight_decay=0.01)
    first, before = 0, 0.0
    checkpoint = arguments.work / "unet-checkpoint.pt"
    if arguments.resume and checkpoint.exists():
        state = torch.load(checkpoint)
        unet.load_state_dict(state["unet"])
        average.load_state_dict(state["average"])
        optimizer.load_state_dict(state["optimizer"])
        first, before = state["step"], state["elapsed"]
    rng = np.random.default_rng(1000 * rank + first + 52)
    generator = torch.Generator().manual_seed(1000 * rank + first + 53)
    pool = Pool(vae, encoders, arguments.pool, rng)
    for _ in range(arguments.initial // 50):
        pool.grow(50)
    judge = Judge(vae, encoders) if rank == 0 and WEIGHTS.exists() else None
    cumulative = alphas_cumprod().float()
    if rank == 0:
        print(f"parameters {sum(p.numel() for p in parameters)}, text state rms {negative.states.square().mean().sqrt():.3f} "
              f"pool rms {pool.states[:200].float().square().mean().sqrt():.3f}", flush=True)  # fmt: skip
    start, history = time.time(), []
    for step in range(first, arguments.steps):
        elapsed = before + time.time() - start
        progress = ranks.agree(max(step / arguments.steps, elapsed / arguments.limit), world)
        if progress >= 1:
            break
        for group in optimizer.param_groups:
            group["lr"] = arguments.rate * min(1, (step + 1) / 200) * (0.03 + 0.485 * (1 + math.cos(math.pi * progress)))
        if step % 4 == 0:
            pool.grow(4 * arguments.fresh)
        optimizer.zero_grad()
        with sdpa_kernel(SDPBackend.MATH):  # faster than the fused kernel for so few tokens
            value = loss(unet, pool.draw(arguments.batch, generator), negative, cumulative, generator)
            value.backward()
        ranks.average_gradients(parameters, world)
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimizer.step()
        decay = min(0.999, (step + 1) / (step + 30))
        torch._foreach_lerp_(list(average.parameters()), [p.detach() for p in parameters], 1 - decay)
        history.append(value.item())
        if rank == 0 and (step + 1) % 100 == 0:
            rate = (step + 1 - first) * arguments.batch * world / (time.time() - start)
            print(f"step {step + 1} {elapsed:.0f} s samples {(step + 1) * arguments.batch * world} rate {rate:.0f}/s "
                  f"loss {np.mean(history[-100:]):.4f}", flush=True)  # fmt: skip
        if rank == 0 and (step + 1) % arguments.every == 0:
            torch.save({"unet": unet.state_dict(), "average": average.state_dict(), "optimizer": optimizer.state_dict(),
                        "step": step + 1, "elapsed": elapsed}, checkpoint)  # fmt: skip
            average.save_pretrained(arguments.work / "unet")
            if judge:
                print(f"judged at step {step + 1}: {judge.report(average)}", flush=True)
    if rank == 0:
        average.save_pretrained(arguments.work / "unet")
        if judge:
            print(f"judged at step {step + 1}: {judge.report(average)}", flush=True)
        print("done", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=10000)
    parser.add_argument("--batch", type=int, default=32, help="of each rank")
    parser.add_argument("--fresh", type=int, default=8, help="scenes that each rank's pool grows by in a step")
    parser.add_argument("--initial", type=int, default=1000)
    parser.add_argument("--pool", type=int, default=60000)
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument("--every", type=int, default=1000)
    parser.add_argument("--limit", type=float, default=1e9, help="end the schedule early after so many seconds")
    parser.add_argument("--ranks", type=int, default=2)
    parser.add_argument("--resume", action="store_true")
    parser.add_argument("--work", type=Path, default=WORK)
    ranks.launch(train, (arguments := parser.parse_args()).ranks, arguments)


if __name__ == "__main__":
    main()
