"""Hugging Face model folders: `config.json` and safetensors, whole, sharded, or in an fp16 variant."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import torch
from safetensors import safe_open
from safetensors.torch import save_file
from torch import Tensor, nn

from steerscope_models.nn.config import UnsupportedConfig

_Module = TypeVar("_Module", bound=nn.Module)

DIFFUSERS_STEM = "diffusion_pytorch_model"
TRANSFORMERS_STEM = "model"


class BrokenFolder(ValueError):
    """A model folder that lacks a file, or whose weights do not fit its config."""


def read_json(path: Path) -> dict[str, Any]:
    """The JSON object in a file."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise BrokenFolder(f"{path} does not exist") from None
    except (OSError, ValueError) as error:
        raise BrokenFolder(f"{path} cannot be read as JSON: {error}") from None
    if not isinstance(content, dict):
        raise BrokenFolder(f"{path} is not a JSON object")
    return content


def build(factory: Callable[[], _Module], folder: Path) -> _Module:
    """A module without memory for its weights, from the config of a folder; a config that makes no sense is refused."""
    try:
        with torch.device("meta"):
            return factory()
    except UnsupportedConfig:
        raise
    except (ArithmeticError, LookupError, RuntimeError, TypeError, ValueError) as error:
        raise BrokenFolder(f"{folder / 'config.json'} describes no possible model: {error}") from None


def weight_files(folder: Path, stem: str, variant: str | None = None) -> list[Path]:
    """The safetensors files of a folder: the variant asked for, or the plain ones, or else the fp16 ones."""
    names = [variant] if variant else [None, "fp16"]
    for name in names:
        suffix = f".{name}" if name else ""
        single = folder / f"{stem}{suffix}.safetensors"
        if single.is_file():
            return [single]
        index = folder / f"{stem}.safetensors.index{suffix}.json"
        if index.is_file():
            weight_map = read_json(index).get("weight_map")
            if not isinstance(weight_map, dict):
                raise BrokenFolder(f"{index} has no weight_map")
            files = [folder / str(shard) for shard in sorted(set(weight_map.values()))]
            absent = next((file for file in files if not file.is_file()), None)
            if absent:
                raise BrokenFolder(f"{absent} does not exist, though the index names it")
            return files
    wanted = f"{stem}{'.' + variant if variant else ''}.safetensors"
    raise BrokenFolder(f"{folder} has no {wanted} (only safetensors are read)")


@contextmanager
def _opened(file: Path) -> Iterator[safe_open]:
    if not file.is_file():
        raise BrokenFolder(f"{file} does not exist, though the index names it")
    try:
        with safe_open(file, framework="pt") as tensors:
            yield tensors
    except (OSError, RuntimeError) as error:
        raise BrokenFolder(f"{file} cannot be read: {error}") from None
    except Exception as error:  # safetensors_rust.SafetensorError has no public name
        if type(error).__name__ != "SafetensorError":
            raise
        raise BrokenFolder(f"{file} cannot be read: {error}") from None


def check_readable(files: list[Path]) -> None:
    """Refuses safetensors files that are no such files, or shorter or longer than their headers say."""
    for file in files:
        with _opened(file):
            pass


def read_tensors(files: list[Path]) -> Iterator[tuple[str, Tensor]]:
    """Names and tensors of safetensors files, one at a time."""
    for file in files:
        with _opened(file) as tensors:
            for name in tensors.keys():
                yield name, tensors.get_tensor(name)


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
