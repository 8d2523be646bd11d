"""Folders of small random ResNet checkpoints, as transformers writes them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import torch
import transformers

SMALL = {"embedding_size": 8, "hidden_sizes": [16, 24, 32], "depths": [2, 1, 2]}
PREPROCESSOR = {
    "crop_pct": 0.875, "do_normalize": True, "do_resize": True, "feature_extractor_type": "ConvNextFeatureExtractor",
    "image_mean": [0.485, 0.456, 0.406], "image_std": [0.229, 0.224, 0.225], "resample": 3, "size": 56,
}  # fmt: skip


def random_model(config: dict[str, Any], seed: int, classifier: bool = False) -> transformers.PreTrainedModel:
    """A model whose features differ from image to image, with statistics of batch norms as after a training."""
    torch.manual_seed(seed)
    made = transformers.ResNetConfig(**{**SMALL, **config}, num_labels=5)
    kind = transformers.ResNetForImageClassification if classifier else transformers.ResNetModel
    model = kind(made).eval()
    with torch.no_grad():
        for name, value in model.state_dict().items():
            if name.endswith("running_mean"):
                value.normal_(0, 0.5)
            elif name.endswith("running_var"):
                value.uniform_(0.3, 3)
            elif name.endswith("normalization.weight"):
                value.uniform_(0.5, 1.5)
            elif name.endswith("normalization.bias"):
                value.normal_(0, 0.3)
            elif name.endswith("num_batches_tracked"):
                value.fill_(1000)
    return model


def write(
    folder: Path, seed: int, config: dict[str, Any] | None = None, classifier: bool = True,
    preprocessor: dict[str, Any] | None = None,
) -> Path:  # fmt: skip
    """Writes `config.json`, weights and `preprocessor_config.json`, with a classifier as microsoft/resnet-50 has it."""
    random_model(config or {}, seed, classifier).save_pretrained(folder)
    settings = {**PREPROCESSOR, **(preprocessor or {})}
    (folder / "preprocessor_config.json").write_text(json.dumps(settings), encoding="utf-8")
    return folder
