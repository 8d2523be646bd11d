"""A CLIPModel or SiglipModel folder as a bundle of kind `clip`."""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from steerscope_models.export.bundle import Progress
from steerscope_models.export.fused import fuse
from steerscope_models.export.precision import Precision
from steerscope_models.export.preprocessing import read_preprocessing
from steerscope_models.export.siglip_tokenizer import read_siglip_tokenizer
from steerscope_models.export.tokenizer import read_tokenizer
from steerscope_models.export.torchscript import export_module
from steerscope_models.nn.clip import CLIPModel, load_clip
from steerscope_models.nn.files import BrokenFolder, read_json
from steerscope_models.nn.folder import build
from steerscope_models.nn.siglip import SiglipModel
from steerscope_models.nn.weights import TRANSFORMERS_STEM, read_tensors, weight_files

# The last steps of an encoder, on one row per image or text, are kept in float32.
_CLIP_FLOAT32 = (
    "text_model.final_layer_norm", "vision_model.post_layernorm", "text_projection", "visual_projection", "logit_scale",
)
_SIGLIP_FLOAT32 = (
    "text_model.final_layer_norm", "text_model.head", "vision_model.head.layernorm", "vision_model.head.mlp", "logit_",
)


class ImageEncoder(nn.Module):
    """Pixel values `float32 [B, 3, H, W]` to rows of length 1, `float32 [B, D]`."""

    def __init__(self, model: CLIPModel | SiglipModel, compute: torch.dtype):
        super().__init__()
        self.vision_model = model.vision_model
        if isinstance(model, CLIPModel):
            self.visual_projection = model.visual_projection
        self.compute = compute

    def forward(self, pixels: Tensor) -> Tensor:
        if self.compute != torch.float32:
            pixels = pixels.to(self.compute)
        features = self.vision_model(pixels)
        return _unit_rows(self.visual_projection(features) if hasattr(self, "visual_projection") else features)


class TextEncoder(nn.Module):
    """CLIP: token ids `int64 [B, L]` to rows of length 1, `float32 [B, D]`."""

    def __init__(self, clip: CLIPModel):
        super().__init__()
        self.text_model = clip.text_model
        self.text_projection = clip.text_projection

    def forward(self, ids: Tensor) -> Tensor:
        return _unit_rows(self.text_projection(self.text_model.pooled(ids, self.text_model.penultimate(ids))))


class SiglipTextEncoder(nn.Module):
    """SigLIP: token ids `int64 [B, L]` to rows of length 1, `float32 [B, D]`."""

    def __init__(self, siglip: SiglipModel):
        super().__init__()
        self.text_model = siglip.text_model

    def forward(self, ids: Tensor) -> Tensor:
        return _unit_rows(self.text_model(ids))


def _unit_rows(features: Tensor) -> Tensor:
    return features / torch.linalg.vector_norm(features, dim=1, keepdim=True)


def load(folder: Path, variant: str | None = None) -> CLIPModel | SiglipModel:
    """The float32 model of a CLIPModel or SiglipModel folder."""
    config = read_json(folder / "config.json")
    kind = SiglipModel if _is_siglip(config) else CLIPModel
    model = build(lambda: kind(config), folder)
    files = weight_files(folder, TRANSFORMERS_STEM, variant)
    tensors = {name: value.float() for name, value in read_tensors(files)}
    load_clip(model, tensors, folder.name)
    return model


def _is_siglip(config: Mapping[str, Any]) -> bool:
    return "SiglipModel" in (config.get("architectures") or ()) or config.get("model_type") == "siglip"


def export(
    folder: Path, target: Path, precision: Precision, variant: str | None, progress: Progress
) -> tuple[dict[str, Any], str]:
    """Writes the modules and the tokenizer to `target`; returns the bundle's fields and a description."""
    model = load(folder, variant)
    siglip = isinstance(model, SiglipModel)
    family = "Siglip" if siglip else "CLIP"
    preprocessing, height, width = read_preprocessing(folder, model.vision_model.image_size, family)
    if siglip:
        tokenizer = read_siglip_tokenizer(folder, model.text_model.max_length)
    else:
        tokenizer = read_tokenizer(folder, model.text_model.max_length, model.text_model.eos_token_id)
    rows = model.text_model.embeddings.token_embedding.num_embeddings
    if max(tokenizer.eos, tokenizer.pad, tokenizer.bos or 0) >= rows:
        raise BrokenFolder(f"{folder}: the tokenizer's special tokens go beyond the text encoder's {rows} tokens")
    logits = {"logitScale": math.exp(model.logit_scale.item())}
    if siglip:
        logits["logitBias"] = model.logit_bias.item()
    # SigLIP pools over all rows, CLIP takes the first one.
    fuse(model.vision_model.encoder, first_only=not siglip)
    precision.apply(model, keep_float32=_SIGLIP_FLOAT32 if siglip else _CLIP_FLOAT32)

    images = [torch.randn(batch, 3, height, width) for batch in (2, 1, 3)]
    image_encoder = ImageEncoder(model, precision.compute)
    file = target / "image_encoder.pt"
    difference = export_module(image_encoder, precision, (images[0],), [(batch,) for batch in images[1:]], file)
    progress(f"{file.name}: {file.stat().st_size / 1e6:.1f} MB, differs from the model by {difference:.1e}")

    texts = torch.tensor([tokenizer.ids(text) for text in ("", "a photo of a red car", "two " * 100, "a b c")])
    text_encoder = SiglipTextEncoder(model) if siglip else TextEncoder(model)
    file = target / "text_encoder.pt"
    difference = export_module(text_encoder, precision, (texts[:2],), [(texts[1:],), (texts[2:3],)], file)
    progress(f"{file.name}: {file.stat().st_size / 1e6:.1f} MB, differs from the model by {difference:.1e}")

    name = "SigLIP" if siglip else "CLIP"
    return {
        "clip": {
            "embeddingDimension": model.projection_dim,
            **logits,
            "preprocessing": preprocessing,
            "imageHeight": height,
            "imageWidth": width,
        },
        "tokenizer": tokenizer.write(target / "tokenizer.json"),
    }, f"{name} with {model.projection_dim} dimensions, images {width}x{height}"
