"""Hugging Face folders with published configs and random weights: full size without a download."""

from __future__ import annotations

import json
import math
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import torch
from safetensors.torch import save_file
from torch import Tensor, nn

from steerscope_models.check import config_folder
from steerscope_models.export.bundle import Progress
from steerscope_models.export.source import kind_of
from steerscope_models.export.target import TargetFolder, check_new_folder, require_space
from steerscope_models.nn.clip import CLIPModel, TextEncoder
from steerscope_models.nn.files import read_json
from steerscope_models.nn.folder import build
from steerscope_models.nn.resnet import ResNetModel
from steerscope_models.nn.unet import UNet2DConditionModel
from steerscope_models.nn.vae import AutoencoderKL
from steerscope_models.nn.weights import DIFFUSERS_STEM, TRANSFORMERS_STEM

# CLIP's vocabulary of 49,408 tokens, kept once in the repository.
TOKENIZER = (
    Path(__file__).parents[2] / "inference" / "src" / "test" / "resources" / "bundles" / "tiny-clip" / "tokenizer.json"
)

_SHARD_BYTES = 2_000_000_000
_TRAINED_LOGIT_SCALE = math.log(100.0)  # where CLIP's training clips it
_CARD = """---
license: mit
---
Random weights (seed {seed}, {dtype}) with the sizes and settings of {name}. {use}
"""
_USES = {
    "image": "Its features mean nothing; it is for tests of speed and\nmemory.",
    "other": "It draws noise; it is for tests of speed\nand memory. The vocabulary is CLIP's (MIT, OpenAI).",
}


def write(config: str, target: Path, seed: int, dtype: torch.dtype, progress: Progress) -> None:
    """Writes a folder of random weights to `target`, which must not exist or be empty.

    `config` is the name of a published model, or a model folder, of which only configs and tokenizers are read. The
    weights are PyTorch's default initialisation of each layer, drawn in float32 and rounded to `dtype`; they depend on the
    config and on `seed` alone. One shard, of at most 2 GB, is in memory at a time.
    """
    source = config_folder(config)
    with TargetFolder(target, check_new_folder) as writer:
        kind = kind_of(source)
        parts = {"sdxl": _sdxl_parts, "clip": _clip_parts, "image": _image_parts}[kind](source)
        written = sum(parameter.numel() for _, _, module in parts for parameter in module.parameters())
        require_space(writer.content, written * dtype.itemsize)
        torch.manual_seed(seed)
        for name, stem, module in parts:
            _write_weights(module, writer.content / name, stem, dtype, progress)
        _copy_configs(source, writer.content)
        for folder in _tokenizer_folders(writer.content, kind):
            _write_vocabulary(folder)
        use = _USES.get(kind, _USES["other"])
        card = _CARD.format(seed=seed, dtype=str(dtype).removeprefix("torch."), name=source.name, use=use)
        (writer.content / "README.md").write_text(card, encoding="utf-8")
        writer.put_in_place()


def _sdxl_parts(source: Path) -> list[tuple[str, str, nn.Module]]:
    def part(name: str, stem: str, factory: Callable[[dict], nn.Module]) -> tuple[str, str, nn.Module]:
        config = read_json(source / name / "config.json")
        return name, stem, build(lambda: factory(config), source / name)

    return [
        part("text_encoder", TRANSFORMERS_STEM, lambda config: TextEncoder(config, False, "text_encoder")),
        part("text_encoder_2", TRANSFORMERS_STEM, lambda config: TextEncoder(config, True, "text_encoder_2")),
        part("vae", DIFFUSERS_STEM, AutoencoderKL),
        part("unet", DIFFUSERS_STEM, UNet2DConditionModel),
    ]


def _clip_parts(source: Path) -> list[tuple[str, str, nn.Module]]:
    config = read_json(source / "config.json")
    return [(".", TRANSFORMERS_STEM, build(lambda: CLIPModel(config), source))]


def _image_parts(source: Path) -> list[tuple[str, str, nn.Module]]:
    config = read_json(source / "config.json")
    return [(".", TRANSFORMERS_STEM, build(lambda: ResNetModel(config), source))]


def _initialised(module: nn.Module, prefix: str = "") -> Iterator[tuple[str, Tensor]]:
    """Names and fresh float32 values of all that is stored of a module that has no memory, layer by layer."""
    names = [name for name, _ in module.named_parameters(recurse=False)]
    stored = module.state_dict()
    names += [name for name, _ in module.named_buffers(recurse=False) if name in stored]
    if names and hasattr(module, "reset_parameters"):
        layer = module.to_empty(device="cpu", recurse=False)
        layer.reset_parameters()
        values = [(name, getattr(layer, name).detach()) for name in names]
        module.to(device="meta")
    else:
        values = [(name, _free_parameter(name, getattr(module, name).shape)) for name in names]
    for name, value in values:
        yield prefix + name, value
    for name, child in module.named_children():
        yield from _initialised(child, f"{prefix}{name}.")


def _free_parameter(name: str, shape: torch.Size) -> Tensor:
    return torch.tensor(_TRAINED_LOGIT_SCALE) if name == "logit_scale" else torch.randn(shape)


def _write_weights(module: nn.Module, folder: Path, stem: str, dtype: torch.dtype, progress: Progress) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    total = sum(parameter.numel() for parameter in module.parameters()) * dtype.itemsize
    shards: list[list[str]] = []
    pending: dict[str, Tensor] = {}

    def flush() -> None:
        save_file(pending, folder / f"{stem}.{len(shards)}.safetensors", metadata={"format": "pt"})
        shards.append(list(pending))
        pending.clear()

    for name, value in _initialised(module):
        value = value.to(dtype)
        if pending and sum(kept.nbytes for kept in pending.values()) + value.nbytes > _SHARD_BYTES:
            flush()
        pending[name] = value
    flush()

    weight_map = {}
    for number, names in enumerate(shards, start=1):
        single = f"{stem}.safetensors"
        final = single if len(shards) == 1 else f"{stem}-{number:05d}-of-{len(shards):05d}.safetensors"
        (folder / f"{stem}.{number - 1}.safetensors").rename(folder / final)
        weight_map |= dict.fromkeys(names, final)
    if len(shards) > 1:
        index = {"metadata": {"total_size": total}, "weight_map": weight_map}
        (folder / f"{stem}.safetensors.index.json").write_text(json.dumps(index, indent=2) + "\n", encoding="utf-8")
    progress(f"{folder.name}: {total / dtype.itemsize / 1e6:.1f} million, {total / 1e6:.1f} MB")


def _copy_configs(source: Path, target: Path) -> None:
    for file in sorted(source.rglob("*")):
        is_weight_index = ".safetensors.index" in file.name
        if file.is_file() and file.suffix in (".json", ".txt") and not is_weight_index:
            copy = target / file.relative_to(source)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, copy)


def _tokenizer_folders(folder: Path, kind: str) -> list[Path]:
    return {"sdxl": [folder / "tokenizer", folder / "tokenizer_2"], "clip": [folder], "image": []}[kind]


def _write_vocabulary(folder: Path) -> None:
    """Gives a folder without a tokenizer CLIP's `vocab.json` and `merges.txt`."""
    if (folder / "tokenizer.json").is_file() or (folder / "vocab.json").is_file():
        return
    model = read_json(TOKENIZER)["model"]
    merges = [merge if isinstance(merge, str) else " ".join(merge) for merge in model["merges"]]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "vocab.json").write_text(json.dumps(model["vocab"], ensure_ascii=False), encoding="utf-8")
    (folder / "merges.txt").write_text("\n".join(["#version: 0.2", *merges]) + "\n", encoding="utf-8")
