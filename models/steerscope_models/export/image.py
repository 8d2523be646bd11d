"""A ResNetModel folder as a bundle of kind `image`: an image encoder without texts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from steerscope_models.export.bundle import Progress, require_space_for
from steerscope_models.export.folded import fold
from steerscope_models.export.precision import COMPUTED_IN, Precision
from steerscope_models.export.preprocessing import read_preprocessing
from steerscope_models.export.torchscript import common_types, export_module
from steerscope_models.nn.files import BrokenFolder, read_json
from steerscope_models.nn.folder import build
from steerscope_models.nn.resnet import ResNetModel, load_resnet
from steerscope_models.nn.weights import TRANSFORMERS_STEM, read_tensors, weight_files


class ImageEncoder(nn.Module):
    """Pixel values `float32 [B, 3, H, W]` to pooled features `float32 [B, D]`, of any length."""

    def __init__(self, model: ResNetModel):
        super().__init__()
        self.register_buffer(COMPUTED_IN, torch.empty(0), persistent=False)
        self.model = model

    def forward(self, pixels: Tensor) -> Tensor:
        return self.model(pixels.type_as(self.computed_in))


def read_resnet(source: Path, variant: str | None) -> ResNetModel:
    """The float32 model of a folder; of one with a classifier the part before it."""
    config = read_json(source / "config.json")
    model = build(lambda: ResNetModel(config), source)
    tensors = {name: value.float() for name, value in read_tensors(weight_files(source, TRANSFORMERS_STEM, variant))}
    load_resnet(model, tensors, source.name)
    return model


def export(
    folder: Path,
    target: Path,
    precision: Precision,
    variant: str | None,
    progress: Progress,
    processor: Path | None = None,
) -> tuple[dict[str, Any], str]:
    """Writes the module to `target`; returns the bundle's fields and a description."""
    if processor is not None and not processor.is_dir():
        raise BrokenFolder(f"--processor {processor} is not a folder")
    model = read_resnet(folder, variant)
    preprocessing, height, width = read_preprocessing(processor or folder, None, "ResNet")
    require_space_for(target, [sum(parameter.numel() for parameter in model.parameters())], precision.storage)
    fold(model)
    precision.apply(model)
    images = [torch.randn(batch, 3, height, width) for batch in (2, 1, 3)]
    file = target / "image_encoder.pt"
    module = export_module(ImageEncoder(model), precision, (images[0],), [(batch,) for batch in images[1:]], file)
    progress(module.line)
    return {
        "dtypes": common_types(precision.compute, (module,)),
        "image": {
            "embeddingDimension": model.width,
            "normalised": False,
            "preprocessing": preprocessing,
            "imageHeight": height,
            "imageWidth": width,
        },
    }, f"ResNet with {model.width} features, images {width}x{height}"
