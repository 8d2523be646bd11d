"""Small OpenCLIP checkpoints with random weights, written as the package itself writes them."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save_file

CONFIG: dict[str, Any] = {
    "model_cfg": {
        "embed_dim": 24,
        "vision_cfg": {"image_size": 32, "layers": 2, "width": 32, "head_width": 16, "patch_size": 8},
        "text_cfg": {"context_length": 77, "vocab_size": 49408, "width": 16, "heads": 2, "layers": 3},
    },
    "preprocess_cfg": {
        "mean": [0.48145466, 0.4578275, 0.40821073],
        "std": [0.26862954, 0.26130258, 0.27577711],
    },
}


def config(model=(), vision=(), text=(), preprocessing=()) -> dict[str, Any]:
    """The config above with changed fields."""
    made = copy.deepcopy(CONFIG)
    made["model_cfg"].update(model)
    made["model_cfg"]["vision_cfg"].update(vision)
    made["model_cfg"]["text_cfg"].update(text)
    made["preprocess_cfg"].update(preprocessing)
    return made


def random_tensors(made: dict[str, Any], seed: int = 0) -> dict[str, torch.Tensor]:
    """Weights under OpenCLIP's names; those of a `custom_text` model have `text.` before those of the text tower."""
    torch.manual_seed(seed)
    model = made["model_cfg"]
    vision, text, width = model["vision_cfg"], model["text_cfg"], model["embed_dim"]

    def matrix(rows: int, columns: int) -> torch.Tensor:
        return torch.randn(rows, columns) / columns**0.5

    def norm(name: str, size: int) -> dict[str, torch.Tensor]:
        return {f"{name}.weight": 1 + 0.1 * torch.randn(size), f"{name}.bias": 0.1 * torch.randn(size)}

    def tower(prefix: str, tower_config: dict[str, Any]) -> dict[str, torch.Tensor]:
        size, tensors = tower_config["width"], {}
        inner = int(size * tower_config.get("mlp_ratio", 4.0))
        for layer in range(tower_config["layers"]):
            place = f"{prefix}transformer.resblocks.{layer}."
            tensors |= norm(f"{place}ln_1", size) | norm(f"{place}ln_2", size)
            for name, rows, columns in (
                ("attn.in_proj_", 3 * size, size), ("attn.out_proj.", size, size), ("mlp.c_fc.", inner, size),
                ("mlp.c_proj.", size, inner),
            ):  # fmt: skip
                tensors[f"{place}{name}weight"] = matrix(rows, columns)
                tensors[f"{place}{name}bias"] = 0.1 * torch.randn(rows)
        return tensors

    patches = (vision["image_size"] // vision["patch_size"]) ** 2
    image = {
        "visual.class_embedding": torch.randn(vision["width"]),
        "visual.positional_embedding": 0.3 * torch.randn(patches + 1, vision["width"]),
        "visual.conv1.weight": 0.1 * torch.randn(vision["width"], 3, vision["patch_size"], vision["patch_size"]),
        "visual.proj": matrix(vision["width"], width),
        **norm("visual.ln_pre", vision["width"]),
        **norm("visual.ln_post", vision["width"]),
        **tower("visual.", vision),
    }
    words = {
        "positional_embedding": 0.3 * torch.randn(text["context_length"], text["width"]),
        "token_embedding.weight": 0.5 * torch.randn(text["vocab_size"], text["width"]),
        "text_projection": matrix(text["width"], width),
        **norm("ln_final", text["width"]),
        **tower("", text),
    }
    if model.get("custom_text"):
        words = {f"text.{name}": value for name, value in words.items()}
    scalars = {"logit_scale": torch.tensor(4.6)}
    if "init_logit_bias" in model:
        scalars["logit_bias"] = torch.tensor(-9.5)
    return {**image, **words, **scalars}


def write(folder: Path, made: dict[str, Any], file: str = "open_clip_model.safetensors") -> Path:
    """A folder with the config and weights in a file of that name; of `.pt` files as a training state."""
    folder.mkdir(parents=True)
    (folder / "open_clip_config.json").write_text(json.dumps(made))
    tensors = random_tensors(made)
    if file.endswith(".safetensors"):
        save_file(tensors, folder / file)
    else:
        torch.save({"epoch": 1, "state_dict": tensors} if file.endswith(".pt") else tensors, folder / file)
    return folder
