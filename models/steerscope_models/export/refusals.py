"""What people have downloaded that is no checkpoint to export: each said by what it is and what to do."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from steerscope_models.export.hps import is_hps
from steerscope_models.nn.files import BrokenFolder, present
from steerscope_models.nn.weights import PICKLES, tensor_shapes

SUPPORTED = "a CLIPModel, a SiglipModel, OpenCLIP's ViT, a ResNetModel or a diffusers StableDiffusionXLPipeline"

_WHOLE = "export the folder of a whole StableDiffusionXLPipeline"
_OTHER_PIPELINE = f"only pipelines of the SDXL family are exported: {_WHOLE}"
_FOREIGN_ENDINGS = {
    ".ckpt": "a pickled training checkpoint",
    ".gguf": "a quantised model of llama.cpp's format",
    ".onnx": "an ONNX program",
    ".msgpack": "weights of Flax",
    ".h5": "weights of TensorFlow",
    ".npz": "weights of big_vision",
    ".zip": "an archive",
}


def of_folder(folder: Path) -> BrokenFolder:
    """A folder without a config that says what it is."""
    names = sorted(entry.name for entry in folder.iterdir())
    if not [name for name in names if name not in (".cache", ".git", ".gitattributes")]:
        return BrokenFolder(f"{folder} is empty; download a checkpoint into it with hf download REPOSITORY --local-dir")
    snapshots = sorted((folder / "snapshots").iterdir()) if (folder / "snapshots").is_dir() else []
    if snapshots:
        return BrokenFolder(f"{folder} is an entry of the Hugging Face cache; say --source {snapshots[-1]}")
    inner = [name for name in names if any((folder / name / file).exists() for file in ("model_index.json", "config.json"))]
    weights = [name for name in names if Path(name).suffix in (".safetensors", *PICKLES, *_FOREIGN_ENDINGS)]
    if len(inner) == 1 and not weights:
        return BrokenFolder(f"{folder} holds the folder {inner[0]}; say --source {folder / inner[0]}")
    if not weights:
        return BrokenFolder(
            f"{folder} has neither model_index.json (diffusers), config.json (CLIPModel, SiglipModel,"
            " ResNetModel) nor open_clip_config.json (OpenCLIP); download the repository's json files too"
        )
    scores = [name for name in weights if is_hps(Path(name))]
    if scores:
        return BrokenFolder(f"{folder} holds {' and '.join(scores)}; name one: --source {folder / scores[-1]}")
    more = f" ({len(weights) - 1} more files beside it)" if len(weights) > 1 else ""
    return of_file(folder / weights[0], more)


def of_file(file: Path, more: str = "") -> BrokenFolder:
    """A file of weights alone."""
    what = _FOREIGN_ENDINGS.get(file.suffix)
    if what:
        return BrokenFolder(f"{file}{more} is {what}, which is not read; {_get('safetensors in the layout of diffusers')}")
    if file.suffix not in (".safetensors", *PICKLES):
        return BrokenFolder(f"{file} is a file; --source takes a folder as it is downloaded")
    if not present(file):
        return BrokenFolder(f"{file} does not exist")
    return BrokenFolder(f"{file}{more} is {what_it_is(tensor_shapes(file), file)}")


def _get(what: str) -> str:
    return f"get {what}"


def what_it_is(tensors: Mapping[str, tuple[int, ...]], file: Path) -> str:
    """What a file of weights is by the names of its tensors, and what to do about it."""
    names = tensors.keys()

    def any_starts(*beginnings: str) -> bool:
        return any(name.startswith(beginnings) for name in names)

    def any_has(*parts: str) -> bool:
        return any(part in name for name in names for part in parts)

    if any_has("lora_down", "lora_up", ".lora_A.", ".lora_B.", "lora.up", "lora.down", "hada_w", "lokr_w", "oft_blocks"):
        return (
            "a LoRA, a change to a model; merge it first: in diffusers load_lora_weights, fuse_lora and save_pretrained"
            " of its StableDiffusionXLPipeline, then export that folder"
        )
    if any_starts("control_model.", "controlnet_", "input_hint_block.") or any_has("controlnet_cond_embedding"):
        return f"a ControlNet, which steers a pipeline by an image; that is not supported: {_WHOLE} without it"
    if any_has("joint_blocks."):
        return f"Stable Diffusion 3; {_OTHER_PIPELINE}"
    if any_has("double_blocks.", "single_transformer_blocks."):
        return f"FLUX; {_OTHER_PIPELINE}"
    if any_starts("image_proj", "ip_adapter."):
        return f"an IP-Adapter, which steers a pipeline by an image; that is not supported: {_WHOLE} without it"
    if any_starts("model.diffusion_model.", "conditioner.embedders.", "cond_stage_model."):
        return _original_layout(names, any_starts, file)
    if any_starts("first_stage_model.") or {"decoder.conv_in.weight", "encoder.conv_in.weight"} <= names:
        return f"an autoencoder (VAE) alone; put it into the vae folder of a StableDiffusionXLPipeline and {_WHOLE}"
    if any_starts("down_blocks.") and "conv_in.weight" in names:
        if not any_starts("add_embedding."):
            return f"a UNet of Stable Diffusion 1 or 2; {_OTHER_PIPELINE}"
        return (
            "a UNet of the SDXL family alone, as of SDXL-Lightning; copy it into the unet folder of its"
            " StableDiffusionXLPipeline as diffusion_pytorch_model.safetensors, in the place of the files there, and"
            " export that folder"
        )
    if any_starts("visual.", "text.transformer.") or any_has("resblocks."):
        return "OpenCLIP's weights without open_clip_config.json; download it too, into the same folder"
    if any_starts("vision_model.", "text_model."):
        return "the weights of a CLIPModel or SiglipModel alone; export its folder, with config.json and tokenizer"
    if any_starts("embedder.embedder.", "resnet.embedder."):
        return "the weights of a ResNetModel alone; export its folder, with config.json and preprocessor_config.json"
    if any_starts("layer1.0.conv1."):
        return (
            "a ResNet in the layout of torchvision or timm; download microsoft/resnet-50 or another one of transformers'"
            " layout (ResNetModel)"
        )
    if names and all(len(shape) <= 2 for shape in tensors.values()) and (len(names) <= 2 or {"clip_l", "clip_g"} & names):
        return f"a textual inversion, words for a tokenizer; that is not supported: {_WHOLE} without it"
    return f"not recognised by the names of its tensors; supported are folders of {SUPPORTED}"


def _original_layout(names: Collection[str], any_starts: Any, file: Path) -> str:
    if any_starts("cond_stage_model."):
        return f"Stable Diffusion 1 or 2 in one file; {_OTHER_PIPELINE}"
    if any_starts("conditioner.embedders.1."):
        return (
            "an SDXL checkpoint in one file; turn it into a folder with diffusers, then export DIR: python3 -c \"from"
            f" diffusers import StableDiffusionXLPipeline as P; P.from_single_file('{file}').save_pretrained('DIR')\""
        )
    if any_starts("conditioner.embedders.0."):
        return f"the SDXL refiner in one file, which refines images of the base model; that is not supported: {_WHOLE}"
    if "model.diffusion_model.label_emb.0.0.weight" in names:
        return (
            "a UNet of the SDXL family alone in the original layout; save it in diffusers' layout"
            " (UNet2DConditionModel.from_single_file), copy it into the unet folder of its StableDiffusionXLPipeline"
            " and export that folder"
        )
    return f"a UNet of Stable Diffusion 1 or 2 alone; {_OTHER_PIPELINE}"


def of_part(kind: str, folder: Path) -> str | None:
    """A line about a folder whose `config.json` is that of a part of a pipeline, or None."""
    if kind in ("UNet2DConditionModel", "AutoencoderKL", "AutoencoderTiny"):
        place = "unet" if kind == "UNet2DConditionModel" else "vae"
        return (
            f"{folder} holds {kind} alone, a part of a pipeline; put it in the place of the {place} folder of its"
            " StableDiffusionXLPipeline and export that folder"
        )
    if kind == "ControlNetModel":
        return f"{folder} holds a ControlNet, which steers a pipeline by an image; that is not supported: {_WHOLE} without it"
    if kind.startswith("resnet"):
        return (
            f"{folder} holds timm's {kind}; download microsoft/resnet-50 or another one of transformers' layout"
            " (ResNetModel)"
        )
    if kind.startswith(("CLIPText", "CLIPVision", "SiglipVision", "SiglipText")):
        return f"{folder} holds {kind}, one half of a scorer; export the folder of the whole CLIPModel or SiglipModel"
    return None


def of_pipeline(kind: Any) -> str:
    """Why a `_class_name` of `model_index.json` is refused, and what to do."""
    name = str(kind)
    if "XL" in name and any(word in name for word in ("Img2Img", "Inpaint", "ControlNet", "InstructPix2Pix")):
        return (
            "it takes images as input, which no pair needs; the base model beside it, or in diffusers"
            " StableDiffusionXLPipeline.from_pipe(...).save_pretrained, may be exported"
        )
    family = {
        "StableDiffusionPipeline": "Stable Diffusion 1 or 2", "LatentConsistencyModelPipeline": "Stable Diffusion 1",
        "StableDiffusion3Pipeline": "Stable Diffusion 3", "FluxPipeline": "FLUX", "KolorsPipeline": "Kolors",
        "PixArtAlphaPipeline": "PixArt", "PixArtSigmaPipeline": "PixArt", "AuraFlowPipeline": "AuraFlow",
        "WuerstchenCombinedPipeline": "Wuerstchen", "StableCascadeCombinedPipeline": "Stable Cascade",
        "SanaPipeline": "Sana", "HunyuanDiTPipeline": "HunyuanDiT", "QwenImagePipeline": "Qwen-Image",
        "ZImagePipeline": "Z-Image", "KandinskyV22CombinedPipeline": "Kandinsky",
    }.get(name)  # fmt: skip
    return f"{f'that is {family}; ' if family else ''}{_OTHER_PIPELINE}"
