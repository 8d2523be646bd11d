"""Batches of rendered scenes as tensors."""

from typing import Callable

import numpy as np
import torch

from .vocabulary import Scene
from .world import render

MEAN = (0.48145466, 0.4578275, 0.40821073)
STD = (0.26862954, 0.26130258, 0.27577711)
"""Pixel statistics by which all CLIPs of the toy world normalise (OpenAI CLIP's)."""


def pictures(scenes: list[Scene], rng: np.random.Generator) -> tuple[torch.Tensor, torch.Tensor]:
    """Pictures `float32 [N, 3, 64, 64]` in [-1, 1] and subject masks `float32 [N, 1, 64, 64]` of scenes."""
    rendered = [render(scene, rng) for scene in scenes]
    images = torch.from_numpy(np.stack([image for image, _ in rendered])).permute(0, 3, 1, 2)
    masks = torch.from_numpy(np.stack([mask for _, mask in rendered]))[:, None]
    return images.float().div(127.5).sub(1).contiguous(), masks


def labels(scenes: list[Scene]) -> torch.Tensor:
    """Attribute indices `int64 [N, 8]`."""
    return torch.tensor([scene.indices() for scene in scenes])


def scenes(sample: Callable[[np.random.Generator], Scene], count: int, rng: np.random.Generator) -> list[Scene]:
    return [sample(rng) for _ in range(count)]


def normalised(images: torch.Tensor) -> torch.Tensor:
    """Pictures in [-1, 1] as CLIP's pixel values."""
    mean = torch.tensor(MEAN).view(1, 3, 1, 1)
    std = torch.tensor(STD).view(1, 3, 1, 1)
    return (images * 0.5 + 0.5 - mean) / std
