"""What makes a scorer of a checkpoint: its model, preprocessing and tokenizer, in any of the layouts that are read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from torch import Tensor

from steerscope_models.export import openclip
from steerscope_models.export.hps import HPS_CONFIG, is_hps
from steerscope_models.export.openclip_tokenizer import read_openclip_tokenizer
from steerscope_models.export.preprocessing import read_preprocessing
from steerscope_models.export.siglip_tokenizer import read_siglip_tokenizer
from steerscope_models.export.tokenizer import BundleTokenizer, read_tokenizer
from steerscope_models.nn.clip import CLIPModel, load_clip
from steerscope_models.nn.files import BrokenFolder, present, read_json
from steerscope_models.nn.folder import build
from steerscope_models.nn.siglip import SiglipModel
from steerscope_models.nn.weights import TRANSFORMERS_STEM, read_tensors, weight_files

SCORERS = frozenset({"clip", "CLIPModel", "siglip", "SiglipModel"})
"""What the `config.json` of a scorer calls itself."""

_TOKENIZERS = ("tokenizer.json", "vocab.json", "spiece.model")

Tell = Callable[[str], None]


@dataclass(frozen=True)
class Scorer:
    """A float32 model and how images and texts reach it. `layout` is whose layout the checkpoint has."""

    model: CLIPModel | SiglipModel
    preprocessing: dict[str, Any]
    height: int
    width: int
    tokenizer: BundleTokenizer
    logit_bias: float | None
    layout: str


def layout_of(source: Path) -> str | None:
    """`transformers` or `OpenCLIP`, or None for neither; `source` is a folder, or a file of OpenCLIP's weights."""
    if source.is_file():
        return "OpenCLIP"
    scorer = present(source / "config.json") and not SCORERS.isdisjoint(_kinds(read_json(source / "config.json")))
    if present(source / openclip.CONFIG):
        # Repositories often have both. OpenCLIP's half may be all that was downloaded.
        other = any(source.glob("open_clip_*model*"))
        processor = present(source / "preprocessor_config.json") or not other
        return "transformers" if scorer and _has_weights(source) and processor else "OpenCLIP"
    if scorer:
        return "transformers"
    scores = not present(source / "config.json") and [file for file in source.iterdir() if is_hps(file)]
    return "OpenCLIP" if scores and openclip.weights_of(source) else None


def _kinds(config: Mapping[str, Any]) -> set[str]:
    return {str(config.get("model_type")), *map(str, config.get("architectures") or ())}


def _has_weights(folder: Path) -> bool:
    try:
        return bool(weight_files(folder, TRANSFORMERS_STEM))
    except BrokenFolder:
        return False


def read_scorer(
    source: Path, variant: str | None, processor: Path | None, tokenizer: Path | None, tell: Tell
) -> Scorer:
    """Reads a checkpoint; preprocessing and tokenizer come from other folders where those are given."""
    for option, folder in (("--processor", processor), ("--tokenizer", tokenizer)):
        if folder is not None and not folder.is_dir():
            raise BrokenFolder(f"{option} {folder} is not a folder")
    if layout_of(source) == "OpenCLIP":
        return _read_openclip(source, variant, processor, tokenizer, tell)
    config = read_json(source / "config.json")
    siglip = "SiglipModel" in _kinds(config) or config.get("model_type") == "siglip"
    kind = SiglipModel if siglip else CLIPModel
    model = build(lambda: kind(config), source)
    tensors = {name: value.float() for name, value in read_tensors(weight_files(source, TRANSFORMERS_STEM, variant))}
    load_clip(model, tensors, source.name)
    family = "Siglip" if siglip else "CLIP"
    preprocessing = read_preprocessing(processor or source, model.vision_model.image_size, family)
    texts = tokenizer or source
    if not any(present(texts / file) for file in _TOKENIZERS):
        files = "tokenizer.json nor spiece.model" if siglip else "tokenizer.json nor vocab.json with merges.txt"
        raise BrokenFolder(
            f"{texts} has neither {files}; if the model card takes it from another repository, download that one and"
            " say --tokenizer DIR"
        )
    if siglip:
        reader = read_siglip_tokenizer(texts, model.text_model.max_length, tell)
    else:
        reader = read_tokenizer(texts, model.text_model.max_length, model.text_model.eos_token_id)
    bias = model.logit_bias.item() if siglip else None
    return Scorer(model, *preprocessing, reader, bias, "transformers")


def _read_openclip(
    source: Path, variant: str | None, processor: Path | None, tokenizer: Path | None, tell: Tell
) -> Scorer:
    folder = source if source.is_dir() else source.parent
    file = source if source.is_file() else openclip.weights_of(source, variant)
    if file is None:
        name = f"open_clip_model.{variant}.safetensors" if variant else "open_clip_model.safetensors"
        raise BrokenFolder(f"{folder} has no {name} and no open_clip_pytorch_model.bin; download the weights too")
    if present(folder / openclip.CONFIG):
        config, preprocessing = openclip.read_config(folder)
        tell(f"{file.name}: OpenCLIP's layout, by {openclip.CONFIG}")
    elif is_hps(file):
        config, preprocessing = HPS_CONFIG, {}
        tell(f"{file.name}: HPSv2, OpenCLIP's ViT-H-14 with a plain GELU")
    else:
        raise BrokenFolder(
            f"{file} holds OpenCLIP's weights without {openclip.CONFIG}, which says the activation and the number of"
            " heads; download it too, into the same folder"
        )
    clip = openclip.clip_config(config)
    model = build(lambda: CLIPModel(clip), folder)
    tensors: dict[str, Tensor] = {name: value.float() for name, value in openclip.clip_tensors(file)}
    bias = tensors.pop("logit_bias", None)
    load_clip(model, tensors, file.name)
    size = model.vision_model.image_size
    own = openclip.clip_preprocessing(preprocessing, size)
    images = read_preprocessing(processor, size) if processor else read_preprocessing(folder, size, config=own)
    texts = read_openclip_tokenizer(
        config["text_cfg"], tokenizer or folder, model.text_model.max_length, tokenizer is not None
    )
    return Scorer(model, *images, texts, None if bias is None else bias.item(), "OpenCLIP")
