"""A `preprocessor_config.json` as a bundle's `preprocessing` object."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from steerscope_models.nn.config import ConfigReader
from steerscope_models.nn.folder import BrokenFolder, read_json

_BICUBIC = 3
_PROCESSORS = ("CLIPImageProcessor", "CLIPImageProcessorFast", "CLIPImageProcessorPil", "CLIPFeatureExtractor")


def _read_config(folder: Path) -> dict[str, Any]:
    if (folder / "preprocessor_config.json").is_file():
        return read_json(folder / "preprocessor_config.json")
    if (folder / "processor_config.json").is_file():
        nested = read_json(folder / "processor_config.json").get("image_processor")
        if isinstance(nested, dict):
            return nested
    raise BrokenFolder(f"{folder} has no preprocessor_config.json")


def read_preprocessing(folder: Path, image_size: int) -> tuple[dict[str, Any], int, int]:
    """The bundle's `preprocessing` and the height and width that it ends with, which the encoder must take."""
    config = _read_config(folder)
    reader = ConfigReader(config, "preprocessor")
    kind = reader.take("image_processor_type") or reader.take("feature_extractor_type") or "CLIPImageProcessor"
    if kind not in _PROCESSORS:
        raise reader.refuse("image_processor_type", f"supported: {', '.join(_PROCESSORS)}")
    reader.ignore("feature_extractor_type", "processor_class", "do_convert_rgb", "use_fast", "backend")
    for field in ("data_format", "input_data_format", "return_tensors", "device", "do_pad", "disable_grouping"):
        reader.ignore(field)
    reader.only("do_resize", True)
    reader.only("resample", _BICUBIC)
    result: dict[str, Any] = {}

    size = reader.take("size", {"shortest_edge": 224})
    if isinstance(size, int):
        size = {"shortest_edge": size}
    if "shortest_edge" in size:
        edge = size["shortest_edge"]
        result["resizeShortestEdge"] = edge
        height = width = edge
    elif {"height", "width"} <= size.keys():
        height, width = result["resizeHeight"], result["resizeWidth"] = size["height"], size["width"]
    else:
        raise reader.refuse("size")
    result["resample"] = "bicubic"

    crop = reader.take("crop_size", 224)
    if isinstance(crop, int):
        crop = {"height": crop, "width": crop}
    cropped = bool(reader.take("do_center_crop", True))
    if cropped and (crop["height"] > height or crop["width"] > width):
        raise reader.refuse("crop_size", "larger than the resized image")
    if not cropped and "resizeShortestEdge" in result:
        raise reader.refuse("do_center_crop", "images of other shapes than squares would keep theirs")
    result["cropHeight"], result["cropWidth"] = (crop["height"], crop["width"]) if cropped else (0, 0)
    if cropped:
        height, width = crop["height"], crop["width"]
    if (height, width) != (image_size, image_size):
        raise BrokenFolder(f"{folder}: preprocessing ends with {width}x{height}, the model takes {image_size} px")

    factor = reader.take("rescale_factor", 1 / 255)
    mean = reader.take("image_mean", [0.48145466, 0.4578275, 0.40821073])
    std = reader.take("image_std", [0.26862954, 0.26130258, 0.27577711])
    result["rescaleFactor"] = factor if reader.take("do_rescale", True) else 1.0
    normalise = reader.take("do_normalize", True)
    result["mean"], result["std"] = (list(mean), list(std)) if normalise else ([0.0] * 3, [1.0] * 3)
    reader.finish()
    return result, height, width
