"""Random SDXL-shaped checkpoints, small ones, written by diffusers and transformers as Hugging Face folders.

A checkpoint is the base below with the changes of a :class:`Variant`. All weights are drawn, norms and biases too, so
that a parameter that is read wrongly is seen in the result.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import diffusers
import torch
from diffusers import AutoencoderKL, StableDiffusionXLPipeline, UNet2DConditionModel
from transformers import CLIPTextConfig, CLIPTextModel, CLIPTextModelWithProjection, CLIPTokenizer

UNET = {
    "sample_size": 16, "down_block_types": ["DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D"],
    "up_block_types": ["CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D"], "block_out_channels": [16, 32, 48],
    "layers_per_block": 2, "attention_head_dim": [2, 4, 6], "norm_num_groups": 8, "use_linear_projection": True,
    "transformer_layers_per_block": [1, 2, 3], "addition_embed_type": "text_time", "addition_time_embed_dim": 8,
}  # fmt: skip
VAE = {
    "block_out_channels": [8, 16, 16, 24], "down_block_types": ["DownEncoderBlock2D"] * 4,
    "up_block_types": ["UpDecoderBlock2D"] * 4, "latent_channels": 4, "norm_num_groups": 4, "scaling_factor": 0.13025,
    "layers_per_block": 1, "sample_size": 64, "force_upcast": True,
}  # fmt: skip
TEXT_1 = {
    "hidden_size": 24, "intermediate_size": 40, "num_hidden_layers": 2, "num_attention_heads": 3,
    "hidden_act": "quick_gelu", "projection_dim": 24, "max_position_embeddings": 77, "eos_token_id": 2,
    "bos_token_id": 0, "pad_token_id": 1,
}  # fmt: skip
TEXT_2 = {
    **TEXT_1, "hidden_size": 40, "num_hidden_layers": 3, "num_attention_heads": 4, "hidden_act": "gelu",
    "projection_dim": 20,
}  # fmt: skip
SCHEDULER = {
    "_class_name": "EulerDiscreteScheduler", "beta_end": 0.012, "beta_schedule": "scaled_linear",
    "beta_start": 0.00085, "clip_sample": False, "interpolation_type": "linear", "num_train_timesteps": 1000,
    "prediction_type": "epsilon", "set_alpha_to_one": False, "skip_prk_steps": True, "steps_offset": 1,
    "timestep_spacing": "leading", "trained_betas": None, "use_karras_sigmas": False,
}  # fmt: skip

Edit = Callable[[Path], None]


@dataclass(frozen=True)
class Variant:
    """Changes to the base checkpoint. `edits` are applied to the written folder, `remove` drops config fields."""

    name: str
    unet: dict[str, Any] = field(default_factory=dict)
    vae: dict[str, Any] = field(default_factory=dict)
    text_1: dict[str, Any] = field(default_factory=dict)
    text_2: dict[str, Any] = field(default_factory=dict)
    scheduler: dict[str, Any] | None = None
    force_zeros: bool = True
    tokenizers: tuple[dict[str, Any], dict[str, Any]] = ({}, {"pad_token": "!"})
    tokenizer_files: str = "json"
    merges: int = 120
    edits: tuple[Edit, ...] = ()
    cases: tuple[dict[str, Any], ...] = ({},)
    seed: int = 0


def write(variant: Variant, folder: Path) -> Path:
    """Writes the checkpoint of a variant."""
    torch.manual_seed(variant.seed)
    shutil.rmtree(folder, ignore_errors=True)
    tokenizers = []
    for name, settings in zip(("tokenizer", "tokenizer_2"), variant.tokenizers):
        tokenizers.append(write_tokenizer(folder / name, settings, variant.tokenizer_files, variant.merges))
    size = len(tokenizers[0])
    text_1, text_2 = ({"vocab_size": size, **base, **change} for base, change in (
        (TEXT_1, variant.text_1), (TEXT_2, variant.text_2)))  # fmt: skip
    unet = {
        "in_channels": variant.vae.get("latent_channels", 4), "out_channels": variant.vae.get("latent_channels", 4),
        "cross_attention_dim": text_1["hidden_size"] + text_2["hidden_size"], **UNET, **variant.unet,
    }  # fmt: skip
    unet["projection_class_embeddings_input_dim"] = 6 * unet["addition_time_embed_dim"] + text_2["projection_dim"]
    parts = {
        "unet": UNet2DConditionModel(**unet),
        "vae": AutoencoderKL(**{**VAE, **variant.vae}),
        "text_encoder": CLIPTextModel(CLIPTextConfig(**text_1)),
        "text_encoder_2": CLIPTextModelWithProjection(CLIPTextConfig(**text_2)),
    }
    for part in parts.values():
        randomise(part)
    scheduler = SCHEDULER if variant.scheduler is None else variant.scheduler
    kind = getattr(diffusers, scheduler["_class_name"])
    pipeline = StableDiffusionXLPipeline(
        **parts, tokenizer=tokenizers[0], tokenizer_2=tokenizers[1], scheduler=kind(),
        force_zeros_for_empty_prompt=variant.force_zeros, add_watermarker=False,
    )  # fmt: skip
    with torch.no_grad():
        pipeline.vae.decoder.conv_out.weight *= 0.35
    for name, part in parts.items():
        part.save_pretrained(folder / name)
    pipeline.save_config(folder)
    (folder / "scheduler").mkdir(parents=True)
    (folder / "scheduler" / "scheduler_config.json").write_text(json.dumps(scheduler))
    for edit in variant.edits:
        edit(folder)
    return folder


def randomise(module: torch.nn.Module) -> None:
    """Draws every parameter: matrices and kernels keep the scale of what they read, norms lie around 1."""
    with torch.no_grad():
        for name, parameter in module.named_parameters():
            if parameter.ndim >= 2 and "embedding" not in name:
                fan_in = parameter[0].numel()
                parameter.copy_(torch.randn_like(parameter) / fan_in**0.5)
            elif parameter.ndim >= 2:
                parameter.copy_(0.5 * torch.randn_like(parameter))
            else:
                centre = 1.0 if name.endswith("weight") and "norm" in name else 0.0
                parameter.copy_(centre + 0.1 * torch.randn_like(parameter))


def vocabulary(merges: int) -> tuple[dict[str, int], list[tuple[str, str]]]:
    """A byte-level vocabulary in CLIP's order: bytes, bytes at the end of a word, merges, start and end token."""
    from tokenizers import pre_tokenizers

    letters = sorted(pre_tokenizers.ByteLevel.alphabet())
    letters.remove("!")
    letters.insert(0, "!")
    tokens = letters + [f"{letter}</w>" for letter in letters]
    text = (
        "a photo of a red car a photo of a blue car on the grass in the sun two large small plain striped houses "
        "ugly blurry poor quality the quick brown fox jumps over the lazy dog an astronaut riding a green horse"
    ).split()
    words = [[*word[:-1], word[-1] + "</w>"] for word in text]
    pairs = []
    while len(pairs) < merges:
        counts: dict[tuple[str, str], int] = {}
        for word in words:
            for pair in zip(word, word[1:]):
                counts[pair] = counts.get(pair, 0) + 1
        if not counts:
            break
        best = max(sorted(counts), key=counts.__getitem__)
        pairs.append(best)
        for word in words:
            index = 0
            while index < len(word) - 1:
                if (word[index], word[index + 1]) == best:
                    word[index : index + 2] = ["".join(best)]
                index += 1
    tokens += ["".join(pair) for pair in pairs]
    tokens += ["<|startoftext|>", "<|endoftext|>"]
    return {token: number for number, token in enumerate(tokens)}, pairs


def write_tokenizer(folder: Path, settings: dict[str, Any], files: str, merges: int) -> CLIPTokenizer:
    """Writes a tokenizer as `tokenizer.json` (`json`) or `vocab.json` with `merges.txt` (`parts`) and loads it."""
    folder.mkdir(parents=True)
    words, pairs = vocabulary(merges)
    config = {
        "bos_token": "<|startoftext|>", "eos_token": "<|endoftext|>", "unk_token": "<|endoftext|>",
        "pad_token": "<|endoftext|>", "model_max_length": 77, "tokenizer_class": "CLIPTokenizer", **settings,
    }  # fmt: skip
    (folder / "vocab.json").write_text(json.dumps(words, ensure_ascii=False), encoding="utf-8")
    lines = ["#version: 0.2", *(" ".join(pair) for pair in pairs)]
    (folder / "merges.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "tokenizer_config.json").write_text(json.dumps(config))
    tokenizer = CLIPTokenizer.from_pretrained(folder)
    if files == "json":
        shutil.rmtree(folder)
        tokenizer.save_pretrained(folder)
        tokenizer = CLIPTokenizer.from_pretrained(folder)
    return tokenizer


def change_json(path: str, remove: tuple[str, ...] = (), **changes: Any) -> Edit:
    """An edit of a JSON file: fields set, and fields removed."""

    def edit(folder: Path) -> None:
        file = folder / path
        content = {**json.loads(file.read_text(encoding="utf-8")), **changes}
        content = {key: value for key, value in content.items() if key not in remove}
        file.write_text(json.dumps(content), encoding="utf-8")

    return edit
