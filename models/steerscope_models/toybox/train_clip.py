"""Trains CLIPs on pictures and captions of training scenes: `python -m steerscope_models.toybox.train_clip clip-a clip-b`.

Several models named in one command see the same batches and share nothing else. Half of a batch are siblings of the
other half: the same scene with one attribute changed. Loss: CLIP's symmetric cross entropy, with pictures that have
the same meaning masked out, plus cross entropies of linear attribute heads on the embeddings of both towers and on
the penultimate text state at the end token.
"""

import argparse
import math
import time
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional
from transformers import CLIPModel

from . import batches, tokenizer
from .captions import training_caption
from .clip import AttributeHeads, new_clip, save_clip
from .vocabulary import ATTRIBUTES, VALUES, Scene, is_training_scene, training_scene

WORK = Path(__file__).resolve().parents[2] / "work"
SIBLING_WEIGHTS = {"subject": 3, "colour": 1, "size": 1, "count": 1.5, "position": 1.5, "background": 0.7, "pattern": 2, "weather": 0.8}


def sibling(scene: Scene, rng: np.random.Generator) -> Scene:
    weights = np.array([SIBLING_WEIGHTS[attribute] for attribute in ATTRIBUTES])
    while True:
        attribute = ATTRIBUTES[rng.choice(len(ATTRIBUTES), p=weights / weights.sum())]
        other = scene.with_value(attribute, int(rng.integers(len(VALUES[attribute]))))
        if other != scene and is_training_scene(other):
            return other


def augmented(images: torch.Tensor, generator: torch.Generator) -> torch.Tensor:
    """A little blur and noise, as generated pictures have them."""
    soft = functional.avg_pool2d(functional.pad(images, (1, 1, 1, 1), mode="replicate"), 3, 1)
    amount = 0.7 * torch.rand(len(images), 1, 1, 1, generator=generator).sub(0.4).clamp(min=0)
    noise = 0.08 * torch.rand(len(images), 1, 1, 1, generator=generator)
    return images + amount * (soft - images) + noise * torch.randn(images.shape, generator=generator)


class Trainee(nn.Module):
    """A CLIP with its attribute heads."""

    def __init__(self, model: CLIPModel, frozen_text: bool):
        super().__init__()
        self.model = model
        self.frozen_text = frozen_text
        width, projection = model.config.text_config.hidden_size, model.config.projection_dim
        self.pooled, self.state, self.picture = (AttributeHeads(w) for w in (projection, width, projection))
        if frozen_text:
            for part in (model.text_model, model.text_projection, self.state, self.pooled):
                part.requires_grad_(False)

    def forward(self, ids: torch.Tensor, pixels: torch.Tensor, targets: torch.Tensor) -> tuple[torch.Tensor, ...]:
        model = self.model
        with torch.set_grad_enabled(not self.frozen_text):
            text = model.text_model(ids, output_hidden_states=True)
            pooled = model.text_projection(text.pooler_output)
            last = (ids == tokenizer.END).int().argmax(1)
            state = text.hidden_states[-2][torch.arange(len(ids)), last]
        picture = model.visual_projection(model.vision_model(pixels).pooler_output)
        scale = model.logit_scale.exp().clamp(max=50)
        logits = scale * functional.normalize(pooled, dim=-1) @ functional.normalize(picture, dim=-1).T
        same = (targets[:, None] == targets[None]).all(-1)
        same.fill_diagonal_(False)
        logits = logits.masked_fill(same, -1e4)
        own = torch.arange(len(ids))
        contrast = (functional.cross_entropy(logits, own) + functional.cross_entropy(logits.T, own)) / 2
        text_heads = (self.pooled.loss(pooled, targets) + self.state.loss(state, targets)) / 2
        return contrast, text_heads, self.picture.loss(picture, targets)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="+")
    parser.add_argument("--start", type=Path, help="folder of a CLIP to go on from (one name only)")
    parser.add_argument("--frozen-text", action="store_true", help="train the picture tower only")
    parser.add_argument("--steps", type=int, default=1500)
    parser.add_argument("--batch", type=int, default=128)
    parser.add_argument("--rate", type=float, default=1.2e-3)
    parser.add_argument("--seed", type=int, default=31)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--limit", type=float, default=1e9, help="end the schedule early after so many seconds")
    parser.add_argument("--work", type=Path, default=WORK)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    trainees = nn.ModuleDict()
    for name in arguments.names:
        model = CLIPModel.from_pretrained(arguments.start) if arguments.start else new_clip(name)
        trainees[name] = Trainee(model, arguments.frozen_text)
    rng = np.random.default_rng(arguments.seed)
    generator = torch.Generator().manual_seed(arguments.seed)
    parameters = [p for p in trainees.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(
        [
            {"params": [p for p in parameters if p.ndim > 1], "weight_decay": 0.05},
            {"params": [p for p in parameters if p.ndim <= 1], "weight_decay": 0.0},
        ],
        arguments.rate, betas=(0.9, 0.98),
    )  # fmt: skip
    start, history = time.time(), []
    for step in range(arguments.steps):
        progress = max(step / arguments.steps, (time.time() - start) / arguments.limit)
        if progress >= 1:
            break
        for group in optimizer.param_groups:
            group["lr"] = arguments.rate * min(1, (step + 1) / 150) * (0.02 + 0.49 * (1 + math.cos(math.pi * progress)))
        scenes = [training_scene(rng, plain=0.5) for _ in range(arguments.batch // 2)]
        scenes += [sibling(scene, rng) for scene in scenes]
        images, _ = batches.pictures(scenes, rng)
        pixels = batches.normalised(augmented(images, generator))
        ids = tokenizer.encode([training_caption(scene, rng) for scene in scenes])
        ids = ids[:, : int((ids != tokenizer.PAD).sum(1).max())]
        targets = batches.labels(scenes)
        losses = [trainee(ids, pixels, targets) for trainee in trainees.values()]
        optimizer.zero_grad()
        sum(contrast + 0.5 * text + 0.5 * picture for contrast, text, picture in losses).backward()
        for trainee in trainees.values():
            nn.utils.clip_grad_norm_(trainee.parameters(), 1.0)
        optimizer.step()
        history.append(torch.tensor([[part.item() for part in loss] for loss in losses]))
        if step % 100 == 99 or step + 1 == arguments.steps:
            mean = torch.stack(history[-100:]).mean(0)
            rate = (step + 1) * arguments.batch / (time.time() - start)
            line = "; ".join(
                f"{name} contrast {row[0]:.3f} text {row[1]:.4f} picture {row[2]:.3f}"
                for name, row in zip(arguments.names, mean.tolist())
            )
            print(f"step {step + 1} rate {rate:.0f}/s {line}", flush=True)
        if step % 500 == 499:
            for name, trainee in trainees.items():
                save_clip(trainee.model, arguments.work / name)
    for name, trainee in trainees.items():
        save_clip(trainee.model, arguments.work / name)
    print(f"done after {time.time() - start:.0f} s", flush=True)


if __name__ == "__main__":
    main()
