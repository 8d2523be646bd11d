"""Text states, the Euler sampler and steering of the toy image model, as its trainer and its evaluation need them."""

from dataclasses import dataclass
from pathlib import Path

import torch
from transformers import CLIPModel

from . import tokenizer
from ..nn.unet import UNet2DConditionModel
from ..nn.vae import AutoencoderKL

TRAIN_STEPS, BETA_START, BETA_END = 1000, 0.00085, 0.012
TIME_IDS = (64.0, 64.0, 0.0, 0.0, 64.0, 64.0)


def alphas_cumprod() -> torch.Tensor:
    betas = torch.linspace(BETA_START**0.5, BETA_END**0.5, TRAIN_STEPS, dtype=torch.float64) ** 2
    return torch.cumprod(1 - betas, 0)


@dataclass(frozen=True)
class Embedding:
    """Token states `[N, 24, 256]` and pooled text `[N, 128]` of prompts."""

    states: torch.Tensor
    pooled: torch.Tensor

    def plus(self, other: "Embedding", factor: float = 1.0) -> "Embedding":
        return Embedding(self.states + factor * other.states, self.pooled + factor * other.pooled)

    def minus(self, other: "Embedding") -> "Embedding":
        return self.plus(other, -1.0)

    def rows(self, index) -> "Embedding":
        return Embedding(self.states[index], self.pooled[index])


class TextEncoders:
    """Both text encoders in SDXL's arrangement."""

    def __init__(self, folder_a: Path, folder_b: Path):
        self.a, self.b = (CLIPModel.from_pretrained(folder).eval() for folder in (folder_a, folder_b))

    @torch.no_grad()
    def __call__(self, texts: list[str]) -> Embedding:
        ids = tokenizer.encode(texts)
        first = self.a.text_model(ids, output_hidden_states=True)
        second = self.b.text_model(ids, output_hidden_states=True)
        states = torch.cat([first.hidden_states[-2], second.hidden_states[-2]], -1)
        return Embedding(states, self.b.text_projection(second.pooler_output))


@torch.no_grad()
def sample(
    unet: UNet2DConditionModel,
    positive: Embedding,
    negative: Embedding,
    noise: torch.Tensor,
    steps: int = 8,
    guidance: float = 3.0,
    bf16: bool = True,
) -> torch.Tensor:
    """Latents by Euler's method, timestep spacing `leading` with offset 1, v-prediction."""
    cumulative = alphas_cumprod()
    timesteps = torch.arange(steps).flip(0) * (TRAIN_STEPS // steps) + 1
    sigmas = torch.cat([((1 - cumulative) / cumulative).sqrt()[timesteps], torch.zeros(1, dtype=torch.float64)])
    latents = noise * float((sigmas[0] ** 2 + 1).sqrt())
    count = len(noise)
    states = torch.cat([negative.states.expand(count, -1, -1), positive.states])
    pooled = torch.cat([negative.pooled.expand(count, -1), positive.pooled])
    time_ids = torch.tensor(TIME_IDS).expand(2 * count, 6)
    for index, timestep in enumerate(timesteps.tolist()):
        sigma, following = float(sigmas[index]), float(sigmas[index + 1])
        scaled = latents / (sigma**2 + 1) ** 0.5
        with torch.autocast("cpu", torch.bfloat16, enabled=bf16):
            both = torch.cat([scaled, scaled]).contiguous(memory_format=torch.channels_last)
            output = unet(both, torch.full((2 * count,), float(timestep)), states, pooled, time_ids)
        without, with_prompt = output.float().chunk(2)
        velocity = without + guidance * (with_prompt - without)
        clean = latents / (sigma**2 + 1) - velocity * sigma / (sigma**2 + 1) ** 0.5
        latents = latents + (latents - clean) / sigma * (following - sigma)
    return latents


@torch.no_grad()
def render(
    unet: UNet2DConditionModel,
    vae: AutoencoderKL,
    positive: Embedding,
    negative: Embedding,
    seed: int,
    steps: int = 8,
    guidance: float = 3.0,
    batch: int = 32,
    same_noise: bool = False,
    bf16: bool = True,
) -> torch.Tensor:
    """Pictures `[N, 3, 64, 64]` in [-1, 1]; with `same_noise` all prompts share one initial noise; `bf16` computes in it."""
    count, channels = len(positive.states), vae.config["latent_channels"]
    generator = torch.Generator().manual_seed(seed)
    noise = torch.randn(1 if same_noise else count, channels, 16, 16, generator=generator).expand(count, -1, -1, -1)
    pictures = []
    for begin in range(0, count, batch):
        part = slice(begin, begin + batch)
        latents = sample(unet, positive.rows(part), negative, noise[part], steps, guidance, bf16)
        pictures.append(vae.decode(latents / vae.config["scaling_factor"]).clamp(-1, 1))
    return torch.cat(pictures)
