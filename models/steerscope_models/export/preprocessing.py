"""A `preprocessor_config.json` as a bundle's `preprocessing` object."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from steerscope_models.export import openclip
from steerscope_models.nn.config import ConfigReader
from steerscope_models.nn.files import BrokenFolder, present, read_json

# Pillow's numbers. Nearest neighbour (0) is not a weighted sum of pixels.
_RESAMPLE = {1: "lanczos", 2: "bilinear", 3: "bicubic", 4: "box", 5: "hamming"}
_CLIP = {
    "size": {"shortest_edge": 224}, "do_center_crop": True, "resample": 3,
    "image_mean": [0.48145466, 0.4578275, 0.40821073], "image_std": [0.26862954, 0.26130258, 0.27577711],
}
_SIGLIP = {
    "size": {"height": 224, "width": 224}, "do_center_crop": False, "resample": 3,
    "image_mean": [0.5, 0.5, 0.5], "image_std": [0.5, 0.5, 0.5],
}
_CONVNEXT = {
    "size": {"shortest_edge": 384}, "do_center_crop": False, "resample": 3,
    "image_mean": [0.5, 0.5, 0.5], "image_std": [0.5, 0.5, 0.5],
}
_VIT = {
    "size": {"height": 224, "width": 224}, "do_center_crop": False, "resample": 2, "default_to_square": True,
    "image_mean": [0.5, 0.5, 0.5], "image_std": [0.5, 0.5, 0.5],
}
# What an absent field means. The processors that work on Pillow images are meant, whatever a config calls them: the
# "fast" ones resize with torchvision and give slightly other pixels.
_SCORERS = {
    "CLIPImageProcessor": _CLIP, "CLIPFeatureExtractor": _CLIP,
    "SiglipImageProcessor": _SIGLIP, "SiglipFeatureExtractor": _SIGLIP,
}
_IMAGE_ENCODERS = {
    "ConvNextImageProcessor": _CONVNEXT, "ConvNextFeatureExtractor": _CONVNEXT,
    "ViTImageProcessor": _VIT, "ViTFeatureExtractor": _VIT, **_SCORERS,
}
# By the model, the processors that its configs name; the first is meant where a config names none.
_PROCESSORS = {
    "CLIP": ("CLIPImageProcessor", _SCORERS), "Siglip": ("SiglipImageProcessor", _SCORERS),
    "ResNet": ("ConvNextImageProcessor", _IMAGE_ENCODERS),
}
# ConvNext's processor resizes to these and more without a crop.
_LEAST_WITHOUT_CROP = 384


def _read_config(folder: Path, image_size: int | None) -> dict[str, Any]:
    if present(folder / "preprocessor_config.json"):
        return read_json(folder / "preprocessor_config.json")
    if present(folder / "processor_config.json"):
        nested = read_json(folder / "processor_config.json").get("image_processor")
        if isinstance(nested, dict):
            return nested
    if image_size is not None and present(folder / openclip.CONFIG):
        return openclip.clip_preprocessing(openclip.read_config(folder)[1], image_size)
    raise BrokenFolder(
        f"{folder} has no preprocessor_config.json; if the model card takes it from another repository, download that"
        " one and say --processor DIR"
    )


def read_preprocessing(
    folder: Path, image_size: int | None, model: str = "CLIP", config: dict[str, Any] | None = None
) -> tuple[dict[str, Any], int, int]:
    """The bundle's `preprocessing` and the height and width that it ends with, which the encoder must take.

    `image_size` is None of an encoder that takes images of any size. `model` is `CLIP`, `Siglip` or `ResNet`: whose
    processor it is where the config does not say. The config is the folder's unless it is given.
    """
    reader = ConfigReader(_read_config(folder, image_size) if config is None else config, "preprocessor")
    usual, known = _PROCESSORS[model]
    kind = reader.take("image_processor_type") or reader.take("feature_extractor_type") or usual
    defaults = known.get(kind.removesuffix("Fast").removesuffix("Pil"))
    if defaults is None:
        field = "image_processor_type" if reader.take("image_processor_type") else "feature_extractor_type"
        raise reader.refuse(field, f"supported: {', '.join(known)}")
    reader.ignore("feature_extractor_type", "processor_class", "do_convert_rgb", "use_fast", "backend")
    for field in ("data_format", "input_data_format", "return_tensors", "device", "disable_grouping"):
        reader.ignore(field)
    reader.only("do_resize", True)

    result, height, width = (_convnext_sizes if defaults is _CONVNEXT else _sizes)(reader, defaults)
    if image_size is not None and (height, width) != (image_size, image_size):
        raise BrokenFolder(f"{folder}: preprocessing ends with {width}x{height}, the model takes {image_size} px")

    factor = reader.take("rescale_factor", 1 / 255)
    result["rescaleFactor"] = factor if reader.take("do_rescale", True) else 1.0
    mean, std = (_channels(reader, field, defaults[field]) for field in ("image_mean", "image_std"))
    result["mean"], result["std"] = (mean, std) if reader.take("do_normalize", True) else ([0.0] * 3, [1.0] * 3)
    reader.finish()
    return result, height, width


def _sizes(reader: ConfigReader, defaults: dict[str, Any]) -> tuple[dict[str, Any], int, int]:
    """Resize, filter and crop, and the height and width after them."""
    size = _size(reader, defaults)
    if "shortest_edge" in size:
        height = width = size["shortest_edge"]
        result: dict[str, Any] = {"resizeShortestEdge": height}
    else:
        height, width = size["height"], size["width"]
        result = {"resizeHeight": height, "resizeWidth": width}
    result["resample"] = _resample(reader, defaults)
    cropped = bool(reader.take("do_center_crop", defaults["do_center_crop"]))
    crop_height, crop_width = _crop(reader)
    if cropped and (crop_height > height or crop_width > width):
        raise reader.refuse("crop_size", "larger than the resized image")
    if not cropped and "shortest_edge" in size:
        raise reader.refuse("do_center_crop", "images of other shapes than squares would keep theirs")
    result["cropHeight"], result["cropWidth"] = (crop_height, crop_width) if cropped else (0, 0)
    return result, *((crop_height, crop_width) if cropped else (height, width))


def _convnext_sizes(reader: ConfigReader, defaults: dict[str, Any]) -> tuple[dict[str, Any], int, int]:
    """The same of ConvNext's processor, which ResNet has too: it cuts the centre out of an image resized to more.

    The shortest edge becomes `int(size / crop_pct)`, and a square of `size` is cut out; from 384 pixels on, both edges
    become `size` and nothing is cut.
    """
    size = _size(reader, defaults)
    if "shortest_edge" not in size:
        raise reader.refuse("size", 'supported: a number, {"shortest_edge": n}')
    edge = size["shortest_edge"]
    part = reader.take("crop_pct")
    part = 224 / 256 if part is None else part
    if not isinstance(part, (int, float)) or not 0 < part <= 1:
        raise reader.refuse("crop_pct", "a part of the resized edge is needed, above 0 and at most 1")
    if reader.take("do_center_crop", False):
        raise reader.refuse("do_center_crop", "crop_pct says what is cut")
    reader.ignore("crop_size")
    resample = _resample(reader, defaults)
    if edge >= _LEAST_WITHOUT_CROP:
        result = {"resizeHeight": edge, "resizeWidth": edge, "resample": resample, "cropHeight": 0, "cropWidth": 0}
    else:
        resized = int(edge / part)
        result = {"resizeShortestEdge": resized, "resample": resample, "cropHeight": edge, "cropWidth": edge}
    return result, edge, edge


def _resample(reader: ConfigReader, defaults: dict[str, Any]) -> str:
    resample = reader.take("resample", defaults["resample"])
    if resample not in _RESAMPLE:
        raise reader.refuse("resample", f"supported: {', '.join(f'{key} ({name})' for key, name in _RESAMPLE.items())}")
    return _RESAMPLE[resample]


def _size(reader: ConfigReader, defaults: dict[str, Any]) -> dict[str, int]:
    """The size to resize to, in the one form or the other: a number is the shortest edge, unless told otherwise."""
    size = reader.take("size", defaults["size"])
    square = reader.take("default_to_square", defaults.get("default_to_square", False))
    if isinstance(size, int):
        return {"height": size, "width": size} if square else {"shortest_edge": size}
    if isinstance(size, (list, tuple)) and len(size) == 2:
        return {"height": size[0], "width": size[1]}
    if isinstance(size, dict):
        said = {key: value for key, value in size.items() if value is not None}
        if said.keys() in ({"shortest_edge"}, {"height", "width"}):
            return said
    raise reader.refuse("size", 'supported: a number, {"shortest_edge": n}, {"height": h, "width": w}')


def _crop(reader: ConfigReader) -> tuple[int, int]:
    crop = reader.take("crop_size", 224)
    if isinstance(crop, dict) and {key for key, value in crop.items() if value is not None} == {"height", "width"}:
        return crop["height"], crop["width"]
    if isinstance(crop, (list, tuple)) and len(crop) == 2:
        return crop[0], crop[1]
    if isinstance(crop, int):
        return crop, crop
    if crop is None:
        return 0, 0
    raise reader.refuse("crop_size", 'supported: a number, {"height": h, "width": w}')


def _channels(reader: ConfigReader, field: str, default: list[float]) -> list[float]:
    """One number for each of red, green and blue, or one for all."""
    values = reader.take(field, default)
    if isinstance(values, (int, float)):
        return [float(values)] * 3
    if isinstance(values, (list, tuple)) and len(values) in (1, 3):
        return [float(value) for value in values] * (3 // len(values))
    raise reader.refuse(field, "one number for each of three channels is needed")
