"""Hugging Face model folders: `config.json` and weights."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import torch
from safetensors.torch import save_file
from torch import Tensor, nn

from steerscope_models.nn.config import UnsupportedConfig
from steerscope_models.nn.files import BrokenFolder, read_json
from steerscope_models.nn.weights import DIFFUSERS_STEM, read_tensors, weight_files

_Module = TypeVar("_Module", bound=nn.Module)


def build(factory: Callable[[], _Module], folder: Path) -> _Module:
    """A module without memory for its weights, from the config of a folder; a config that makes no sense is refused."""
    try:
        with torch.device("meta"):
            return factory()
    except UnsupportedConfig:
        raise
    except (ArithmeticError, LookupError, RuntimeError, TypeError, ValueError) as error:
        raise BrokenFolder(f"{folder / 'config.json'} describes no possible model: {error}") from None


def load_strictly(module: nn.Module, tensors: dict[str, Tensor], name: str) -> None:
    """Puts tensors in the place of a module's parameters; every parameter must have one of its shape and no more."""
    expected = {key: tuple(value.shape) for key, value in module.state_dict().items()}
    for key in tensors:
        if key not in expected:
            raise BrokenFolder(f"{name} weights: {key} has no place in the model that the config describes")
    for key, shape in expected.items():
        if key not in tensors:
            raise BrokenFolder(f"{name} weights: {key} is missing")
        if tuple(tensors[key].shape) != shape:
            found = list(tensors[key].shape)
            raise BrokenFolder(f"{name} weights: {key} is {found}, the config asks for {list(shape)}")
    module.load_state_dict(tensors, strict=True, assign=True)
    module.requires_grad_(True)


class FolderModel(nn.Module):
    """A module that is saved to, and loaded from, a diffusers model folder. Subclasses take the config as a dict."""

    config: dict[str, Any]

    def save_pretrained(self, folder: str | Path, variant: str | None = None, dtype: torch.dtype | None = None) -> None:
        """Writes `config.json` and `diffusion_pytorch_model[.variant].safetensors`; the fp16 variant is float16."""
        folder = Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        if dtype is None and variant == "fp16":
            dtype = torch.float16
        config = {"_class_name": type(self).__name__, **self.config}
        (folder / "config.json").write_text(json.dumps(config, indent=2, sort_keys=True) + "\n", encoding="utf-8")
        tensors = {
            key: value.detach().to("cpu", dtype or value.dtype).contiguous() for key, value in self.state_dict().items()
        }
        suffix = f".{variant}" if variant else ""
        save_file(tensors, folder / f"{DIFFUSERS_STEM}{suffix}.safetensors", metadata={"format": "pt"})

    @classmethod
    def from_pretrained(
        cls, folder: str | Path, variant: str | None = None, dtype: torch.dtype | None = torch.float32
    ) -> FolderModel:
        """Loads a folder strictly; `dtype` None keeps the precision of the file."""
        folder = Path(folder)
        config = read_json(folder / "config.json")
        model = build(lambda: cls(config), folder)
        files = weight_files(folder, DIFFUSERS_STEM, variant)
        tensors = {cls.current_name(key): value.to(dtype or value.dtype) for key, value in read_tensors(files)}
        load_strictly(model, tensors, folder.name)
        return model

    @staticmethod
    def current_name(key: str) -> str:
        """Today's name of a parameter that older checkpoints may call otherwise."""
        return key
