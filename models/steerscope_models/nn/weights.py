"""Weights of a checkpoint: safetensors or pickled tensors, whole or in shards, plain or in a variant such as fp16."""

from __future__ import annotations

import pickle
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import torch
from safetensors import safe_open
from torch import Tensor

from steerscope_models.nn.files import BrokenFolder, present, read_json, refuse_pointer

_Read = TypeVar("_Read")

DIFFUSERS_STEM = "diffusion_pytorch_model"
TRANSFORMERS_STEM = "model"

PICKLES = (".bin", ".pt", ".pth")
"""Endings of files that `torch.save` writes."""

_PICKLED_STEMS = {DIFFUSERS_STEM: DIFFUSERS_STEM, TRANSFORMERS_STEM: "pytorch_model"}
_OTHER_FORMATS = {
    "flax_model.msgpack": "Flax", "diffusion_flax_model.msgpack": "Flax", "tf_model.h5": "TensorFlow",
    "model.onnx": "ONNX", "openvino_model.xml": "OpenVINO",
}  # fmt: skip


def weight_files(folder: Path, stem: str, variant: str | None = None) -> list[Path]:
    """The weight files of a folder: the variant asked for, or the plain ones, or else the fp16 ones.

    Of each, safetensors come before the pickled `.bin` of the same tensors, and one file before shards with an index.
    """
    for name in [variant] if variant else [None, "fp16"]:
        for base, ending in ((stem, "safetensors"), (_PICKLED_STEMS[stem], "bin")):
            suffix = f".{name}" if name else ""
            single = folder / f"{base}{suffix}.{ending}"
            if present(single):
                return [single]
            # transformers and diffusers have put the variant into each of these places.
            for index in (
                folder / f"{base}.{ending}.index{suffix}.json",
                folder / f"{base}.{ending}{suffix}.index.json",
                folder / f"{base}{suffix}.{ending}.index.json",
            ):
                if present(index):
                    return _shards(index)
    raise BrokenFolder(_missing(folder, stem, variant))


def _shards(index: Path) -> list[Path]:
    places = read_json(index).get("weight_map")
    if not isinstance(places, dict) or not places:
        raise BrokenFolder(f"{index} has no weight_map")
    files = []
    for shard in sorted(set(map(str, places.values()))):
        if Path(shard).name != shard:
            raise BrokenFolder(f"{index}: {shard!r} is not the name of a file beside it")
        if not present(index.parent / shard):
            raise BrokenFolder(f"{index.parent / shard} does not exist, though the index names it; download it too")
        files.append(index.parent / shard)
    return files


def _missing(folder: Path, stem: str, variant: str | None) -> str:
    """Why no weights are found, and what to do about it."""
    suffix = f".{variant}" if variant else ""
    line = f"{folder} has no {stem}{suffix}.safetensors and no {_PICKLED_STEMS[stem]}{suffix}.bin"
    if not folder.is_dir():
        return line
    found = {}
    for base, ending in ((stem, "safetensors"), (_PICKLED_STEMS[stem], "bin")):
        for file in folder.glob(f"{base}.*.{ending}"):
            found[file.name.removeprefix(f"{base}.").removesuffix(f".{ending}")] = file.name
    if variant and any((folder / f"{base}.{ending}").is_file() for base, ending in (
        (stem, "safetensors"), (_PICKLED_STEMS[stem], "bin")
    )):  # fmt: skip
        return f"{line}; the plain weights are there: leave --variant out"
    if found:
        name, file = sorted(found.items())[0]
        return f"{line}; for {file} say --variant {name}"
    other = next((name for name in _OTHER_FORMATS if (folder / name).is_file()), None)
    if other:
        return f"{line}; {other} is in {_OTHER_FORMATS[other]}'s format: save it as safetensors with its own library"
    return f"{line}; download the weights too"


def check_readable(files: list[Path]) -> None:
    """Refuses weight files that are none, or are shorter or longer than they say themselves."""
    for file in files:
        _opened(file)


def read_tensors(files: list[Path]) -> Iterator[tuple[str, Tensor]]:
    """Names and tensors of weight files, one at a time."""
    for file in files:
        tensors = _opened(file)
        for name in tensors.names:
            yield name, tensors.get(name)


def tensor_shapes(file: Path) -> dict[str, tuple[int, ...]]:
    """Names and shapes of the tensors of a file, which are not read."""
    tensors = _opened(file)
    return {name: tensors.shape(name) for name in tensors.names}


@dataclass(frozen=True)
class _Tensors:
    """The tensors of one file, which is mapped into memory where its format allows it."""

    names: list[str]
    get: Callable[[str], Tensor]
    shape: Callable[[str], tuple[int, ...]]


def _opened(file: Path) -> _Tensors:
    if not present(file):
        raise BrokenFolder(f"{file} does not exist")
    refuse_pointer(file)
    if file.suffix in PICKLES:
        pickled = read_pickle(file)
        return _Tensors(list(pickled), pickled.__getitem__, lambda name: tuple(pickled[name].shape))
    tensors = _safetensors(file, lambda: safe_open(file, framework="pt"))
    return _Tensors(
        list(tensors.keys()),
        lambda name: _safetensors(file, lambda: tensors.get_tensor(name)),
        lambda name: tuple(tensors.get_slice(name).get_shape()),
    )


def _safetensors(file: Path, read: Callable[[], _Read]) -> _Read:
    try:
        return read()
    except (OSError, RuntimeError) as error:
        raise BrokenFolder(f"{file} cannot be read: {error}") from None
    except Exception as error:  # safetensors_rust.SafetensorError has no public name
        if type(error).__name__ != "SafetensorError":
            raise
        raise BrokenFolder(f"{file} cannot be read: {error}") from None


def read_pickle(file: Path) -> Mapping[str, Tensor]:
    """The tensors that `torch.save` wrote, by name.

    Only tensors and plain containers are unpickled, since a pickle may run any code that its author likes. Training
    frameworks write tensors under `state_dict`, and `module.` before their names: both are taken away.
    """
    zipped = zipfile.is_zipfile(file)
    if zipped and any(name.endswith("/constants.pkl") for name in zipfile.ZipFile(file).namelist()):
        raise BrokenFolder(
            f"{file} is a TorchScript program, not weights; OpenAI's CLIP models are weights in repositories such as"
            " openai/clip-vit-base-patch32"
        )
    try:
        content = torch.load(file, map_location="cpu", weights_only=True, mmap=zipped)
    except pickle.UnpicklingError as error:
        raise BrokenFolder(f"{file} {_needs_more(str(error))}") from None
    except (OSError, RuntimeError, EOFError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise BrokenFolder(f"{file} cannot be read: {_first_line(error)}") from None
    if isinstance(content, Mapping) and isinstance(content.get("state_dict"), Mapping):
        content = content["state_dict"]
    if not isinstance(content, Mapping) or not content:
        raise BrokenFolder(f"{file} holds no tensors by name")
    if all(str(name).startswith("module.") for name in content):
        content = {str(name).removeprefix("module."): value for name, value in content.items()}
    for name, value in content.items():
        if not isinstance(name, str) or not isinstance(value, Tensor):
            raise BrokenFolder(f"{file}: {name!r} is a {type(value).__name__}, not a tensor with a name")
    return content


def _needs_more(message: str) -> str:
    """What a pickle asks for that is no tensor; PyTorch says it in a paragraph."""
    asked = re.search(r"GLOBAL (\S+)", message)
    if not asked:
        return "cannot be read: it is neither a pickle of tensors nor safetensors"
    return (
        f"needs more than tensors to be unpickled ({asked[1]}), which could run any code; take the repository's"
        " safetensors, or save its tensors alone where you trust it"
    )


def _first_line(error: Exception) -> str:
    """The first line of what an exception says; an empty file makes one that says nothing."""
    return next(iter(str(error).strip().splitlines()), "it ends too early")
