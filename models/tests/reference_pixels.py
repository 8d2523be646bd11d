"""A bundle's `preprocessing` in Pillow and NumPy, as the Java side does it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy
import torch
from PIL import Image


def preprocess(file: Path, rules: Mapping[str, Any]) -> torch.Tensor:
    """Pixel values `[1, 3, H, W]` of an image file."""
    image = Image.open(file).convert("RGB")
    if "resizeShortestEdge" in rules:
        edge = rules["resizeShortestEdge"]
        short, long = sorted(image.size)
        other = int(edge * long / short)
        size = (edge, other) if image.width <= image.height else (other, edge)
    else:
        size = (rules["resizeWidth"], rules["resizeHeight"])
    image = image.resize(size, Image.Resampling[rules["resample"].upper()])
    if rules["cropHeight"]:
        top, left = (image.height - rules["cropHeight"]) // 2, (image.width - rules["cropWidth"]) // 2
        image = image.crop((left, top, left + rules["cropWidth"], top + rules["cropHeight"]))
    values = numpy.asarray(image, dtype=numpy.float32) * numpy.float32(rules["rescaleFactor"])
    values = (values - numpy.array(rules["mean"], numpy.float32)) / numpy.array(rules["std"], numpy.float32)
    return torch.from_numpy(values.transpose(2, 0, 1)).unsqueeze(0)
