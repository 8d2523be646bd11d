"""What diffusers computes with a checkpoint: token ids, embeddings, noise, latents and images, as `expected.json`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import diffusers
import numpy
import torch
import transformers
from diffusers import StableDiffusionXLPipeline

TEXTS = (
    "", "a photo of a red car", "A  Photo of TWO red cars, on the left!! café 12", "🚗 and 🚙🚙 at 5 o'clock",
    "赤い車と青い車", "<b>bold</b> & 100% #1 it's we'll", "\ttabs\nand lines ", "large striped houses " * 40,
    "<|endoftext|> inside, <|STARTOFTEXT|>", "Ünïcödé ﬁ ½ ² ǅ İ",
)  # fmt: skip
SEEDS = (0, 42, -1, 2**32 + 7, 2**63 - 1, -(2**63))
CASE = {
    "prompt": "a photo of a red car", "negative_prompt": None, "seed": 1, "steps": 3, "guidance_scale": 5.0,
    "height": None, "width": None, "scheduler": None,
}  # fmt: skip
SCHEDULERS = {
    "euler": "EulerDiscreteScheduler", "ddim": "DDIMScheduler", "dpmpp-2m": "DPMSolverMultistepScheduler",
    "lcm": "LCMScheduler", "euler-ancestral": "EulerAncestralDiscreteScheduler",
}  # fmt: skip


def load(folder: Path, dtype: torch.dtype = torch.float32, variant: str | None = None) -> StableDiffusionXLPipeline:
    """The pipeline of a folder, on the CPU."""
    pipeline = StableDiffusionXLPipeline.from_pretrained(
        folder, torch_dtype=dtype, variant=variant, add_watermarker=False, local_files_only=True
    )
    pipeline.set_progress_bar_config(disable=True)
    return pipeline


def numbers(pipeline: StableDiffusionXLPipeline, cases: list[dict[str, Any]], folder: Path, rows: bool) -> dict:
    """Computes everything, writes PNG files beside `expected.json`; `rows` keeps all rows of embeddings."""
    folder.mkdir(parents=True, exist_ok=True)
    versions = f"diffusers {diffusers.__version__}, transformers {transformers.__version__}, torch {torch.__version__}"
    channels = pipeline.unet.config.in_channels
    result = {
        "source": f"{versions} (CPU, {pipeline.unet.dtype}); random weights",
        "noise": {str(seed): noise(seed, (1, channels, 16, 16)) for seed in SEEDS},
        "text": [text(pipeline, prompt, rows) for prompt in TEXTS],
        "cases": [case(pipeline, {"name": f"case-{number}", **CASE, **changes}, folder)
                  for number, changes in enumerate(cases)],
    }  # fmt: skip
    (folder / "expected.json").write_text(json.dumps(result, ensure_ascii=False), encoding="utf-8")
    return result


def noise(seed: int, shape: tuple[int, ...]) -> dict[str, Any]:
    values = torch.randn(shape, generator=torch.Generator().manual_seed(seed)).flatten()
    return {"shape": list(shape), "first16": values[:16].tolist(), "last4": values[-4:].tolist()}


def text(pipeline: StableDiffusionXLPipeline, prompt: str, rows: bool) -> dict[str, Any]:
    with torch.no_grad():
        states, _, pooled, _ = pipeline.encode_prompt(prompt, do_classifier_free_guidance=False)
    ids = [
        tokenizer(prompt, padding="max_length", max_length=tokenizer.model_max_length, truncation=True).input_ids
        for tokenizer in (pipeline.tokenizer, pipeline.tokenizer_2)
    ]
    length = states.shape[1]
    kept = range(length) if rows else (0, 3, length - 1)
    return {
        "text": prompt, "ids_1": ids[0], "ids_2": ids[1], "prompt_embeds_shape": list(states.shape),
        **{f"prompt_embeds_token{row}": states[0, row].tolist() for row in kept},
        "prompt_embeds_norm": states.float().norm().item(), "pooled": pooled[0].tolist(),
    }  # fmt: skip


def case(pipeline: StableDiffusionXLPipeline, settings: dict[str, Any], folder: Path) -> dict[str, Any]:
    own = pipeline.scheduler
    name = settings["scheduler"] or type(own).__name__
    default = pipeline.default_sample_size
    edges = default if isinstance(default, (list, tuple)) else (default, default)
    scale = pipeline.vae_scale_factor
    height, width = (settings[edge] or size * scale for edge, size in zip(("height", "width"), edges))
    # What Steerscope takes for a config that says nothing of the two: see `read_scheduler`.
    quiet = not isinstance(own, (diffusers.DDIMScheduler, diffusers.LCMScheduler))
    said = {"clip_sample": False, "set_alpha_to_one": False} if quiet else {}
    pipeline.scheduler = getattr(diffusers, name).from_config({**said, **own.config})
    kept = {}

    def keep(_, __, ___, values):
        kept.update(values)
        return {}

    try:
        image = pipeline(
            settings["prompt"], negative_prompt=settings["negative_prompt"],
            generator=torch.Generator().manual_seed(settings["seed"]), num_inference_steps=settings["steps"],
            guidance_scale=settings["guidance_scale"], height=height, width=width, callback_on_step_end=keep,
        ).images[0]  # fmt: skip
        latents = kept["latents"].float()
    finally:
        pipeline.scheduler = own
    file = f"{settings['name']}.png"
    image.save(folder / file)
    return {
        **settings, "scheduler": name, "height": height, "width": width,
        "final_latents_shape": list(latents.shape), "final_latents": latents.flatten().tolist(), "image": file,
        "pixel_deviation": float(numpy.asarray(image, dtype=float).std()),
    }  # fmt: skip
