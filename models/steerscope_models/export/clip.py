"""A CLIPModel or SiglipModel folder as a bundle of kind `clip`."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from steerscope_models.export.bundle import Progress, require_space_for
from steerscope_models.export.fused import fuse
from steerscope_models.export.precision import COMPUTED_IN, Precision
from steerscope_models.export.scorer import read_scorer
from steerscope_models.export.torchscript import common_types, export_module
from steerscope_models.nn.clip import CLIPModel
from steerscope_models.nn.files import BrokenFolder
from steerscope_models.nn.siglip import SiglipModel

# The last steps of an encoder, on one row per image or text, are kept in float32.
_CLIP_FLOAT32 = (
    "text_model.final_layer_norm", "vision_model.post_layernorm", "text_projection", "visual_projection", "logit_scale",
)
_SIGLIP_FLOAT32 = (
    "text_model.final_layer_norm", "text_model.head", "vision_model.head.layernorm", "vision_model.head.mlp", "logit_",
)


class ImageEncoder(nn.Module):
    """Pixel values `float32 [B, 3, H, W]` to rows of length 1, `float32 [B, D]`."""

    def __init__(self, model: CLIPModel | SiglipModel):
        super().__init__()
        self.register_buffer(COMPUTED_IN, torch.empty(0), persistent=False)
        self.vision_model = model.vision_model
        if isinstance(model, CLIPModel):
            self.visual_projection = model.visual_projection

    def forward(self, pixels: Tensor) -> Tensor:
        features = self.vision_model(pixels.type_as(self.computed_in))
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


def export(
    folder: Path,
    target: Path,
    precision: Precision,
    variant: str | None,
    progress: Progress,
    processor: Path | None = None,
    tokenizer_folder: Path | None = None,
) -> tuple[dict[str, Any], str]:
    """Writes the modules and the tokenizer to `target`; returns the bundle's fields and a description."""
    scorer = read_scorer(folder, variant, processor, tokenizer_folder, progress)
    model, tokenizer, height, width = scorer.model, scorer.tokenizer, scorer.height, scorer.width
    siglip = isinstance(model, SiglipModel)
    rows = model.text_model.embeddings.token_embedding.num_embeddings
    if max(tokenizer.eos, tokenizer.pad, tokenizer.bos or 0) >= rows:
        raise BrokenFolder(f"{folder}: the tokenizer's special tokens go beyond the text encoder's {rows} tokens")
    logits = {"logitScale": math.exp(model.logit_scale.item())}
    if scorer.logit_bias is not None:
        logits["logitBias"] = scorer.logit_bias
    encoders = (model.vision_model, model.text_model)
    counts = [sum(parameter.numel() for parameter in encoder.parameters()) for encoder in encoders]
    require_space_for(target, counts, precision.storage)
    # SigLIP pools over all rows, CLIP takes the first one.
    fuse(model.vision_model.encoder, first_only=not siglip)
    precision = precision.keeping(*(_SIGLIP_FLOAT32 if siglip else _CLIP_FLOAT32))
    precision.apply(model)

    images = [torch.randn(batch, 3, height, width) for batch in (2, 1, 3)]
    file = target / "image_encoder.pt"
    image = export_module(ImageEncoder(model), precision, (images[0],), [(batch,) for batch in images[1:]], file)
    progress(image.line)

    texts = torch.tensor([tokenizer.ids(text) for text in ("", "a photo of a red car", "two " * 100, "a b c")])
    text_encoder = SiglipTextEncoder(model) if siglip else TextEncoder(model)
    file = target / "text_encoder.pt"
    text = export_module(text_encoder, precision, (texts[:2],), [(texts[1:],), (texts[2:3],)], file)
    progress(text.line)

    name = "SigLIP" if siglip else "CLIP"
    return {
        "dtypes": common_types(precision.compute, (image, text)),
        "clip": {
            "embeddingDimension": model.projection_dim,
            **logits,
            "preprocessing": scorer.preprocessing,
            "imageHeight": height,
            "imageWidth": width,
        },
        "tokenizer": tokenizer.write(target / "tokenizer.json"),
    }, f"{name} with {model.projection_dim} dimensions, images {width}x{height}"
