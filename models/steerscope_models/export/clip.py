"""A CLIPModel folder as a bundle of kind `clip`."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from steerscope_models.export.bundle import Progress
from steerscope_models.export.precision import Precision
from steerscope_models.export.preprocessing import read_preprocessing
from steerscope_models.export.tokenizer import read_tokenizer
from steerscope_models.export.torchscript import export_module
from steerscope_models.nn.clip import CLIPModel, load_clip
from steerscope_models.nn.folder import TRANSFORMERS_STEM, build, read_json, read_tensors, weight_files

# The last steps of an encoder, on one row per image or text, are kept in float32.
_FLOAT32 = (
    "text_model.final_layer_norm", "vision_model.post_layernorm", "text_projection", "visual_projection", "logit_scale",
)


class ImageEncoder(nn.Module):
    """Pixel values `float32 [B, 3, H, W]` to rows of length 1, `float32 [B, D]`."""

    def __init__(self, clip: CLIPModel, compute: torch.dtype):
        super().__init__()
        self.vision_model = clip.vision_model
        self.visual_projection = clip.visual_projection
        self.compute = compute

    def forward(self, pixels: Tensor) -> Tensor:
        if self.compute != torch.float32:
            pixels = pixels.to(self.compute)
        return _unit_rows(self.visual_projection(self.vision_model(pixels)))


class TextEncoder(nn.Module):
    """Token ids `int64 [B, L]` to rows of length 1, `float32 [B, D]`."""

    def __init__(self, clip: CLIPModel):
        super().__init__()
        self.text_model = clip.text_model
        self.text_projection = clip.text_projection

    def forward(self, ids: Tensor) -> Tensor:
        return _unit_rows(self.text_projection(self.text_model.pooled(ids, self.text_model.penultimate(ids))))


def _unit_rows(features: Tensor) -> Tensor:
    return features / torch.linalg.vector_norm(features, dim=1, keepdim=True)


def load(folder: Path, variant: str | None = None) -> CLIPModel:
    """The float32 model of a CLIPModel folder."""
    config = read_json(folder / "config.json")
    model = build(lambda: CLIPModel(config), folder)
    files = weight_files(folder, TRANSFORMERS_STEM, variant)
    tensors = {name: value.float() for name, value in read_tensors(files)}
    load_clip(model, tensors, folder.name)
    return model


def export(
    folder: Path, target: Path, precision: Precision, variant: str | None, progress: Progress
) -> tuple[dict[str, Any], str]:
    """Writes the modules and the tokenizer to `target`; returns the bundle's fields and a description."""
    model = load(folder, variant)
    preprocessing, height, width = read_preprocessing(folder, model.vision_model.image_size)
    tokenizer = read_tokenizer(folder, model.text_model.max_length, model.text_model.eos_token_id)
    logit_scale = math.exp(model.logit_scale.item())
    precision.apply(model, keep_float32=_FLOAT32)

    images = [torch.randn(batch, 3, height, width) for batch in (2, 1, 3)]
    image_encoder = ImageEncoder(model, precision.compute)
    file = target / "image_encoder.pt"
    difference = export_module(image_encoder, precision, (images[0],), [(batch,) for batch in images[1:]], file)
    progress(f"{file.name}: {file.stat().st_size / 1e6:.1f} MB, differs from the model by {difference:.1e}")

    texts = torch.tensor([tokenizer.ids(text) for text in ("", "a photo of a red car", "two " * 100, "a b c")])
    file = target / "text_encoder.pt"
    difference = export_module(TextEncoder(model), precision, (texts[:2],), [(texts[1:],), (texts[2:3],)], file)
    progress(f"{file.name}: {file.stat().st_size / 1e6:.1f} MB, differs from the model by {difference:.1e}")

    description = f"CLIP with {model.projection_dim} dimensions, images {width}x{height}"
    return {
        "clip": {
            "embeddingDimension": model.projection_dim,
            "logitScale": logit_scale,
            "preprocessing": preprocessing,
            "imageHeight": height,
            "imageWidth": width,
        },
        "tokenizer": tokenizer.write(target / "tokenizer.json"),
    }, description
