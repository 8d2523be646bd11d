"""OpenCLIP checkpoints: an `open_clip_config.json` with weights under OpenCLIP's names, as a CLIPModel.

OpenCLIP builds image towers of many kinds. Its own vision transformer beside its own text transformer is a CLIP; every
other kind is refused by name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from torch import Tensor

from steerscope_models.nn.config import ConfigReader, UnsupportedConfig
from steerscope_models.nn.files import BrokenFolder, present, read_json
from steerscope_models.nn.weights import PICKLES, read_tensors

CONFIG = "open_clip_config.json"

_WEIGHTS = (
    "open_clip_model.safetensors", "open_clip_pytorch_model.safetensors", "open_clip_pytorch_model.bin",
    "open_clip_pytorch_model.pth", "model.safetensors", "pytorch_model.bin", "pytorch_model.pth", "model.pth",
)  # fmt: skip
_MEAN, _STD = [0.48145466, 0.4578275, 0.40821073], [0.26862954, 0.26130258, 0.27577711]
# Numbers of a model that OpenCLIP saves beside its parameters, and its causal mask.
_NO_PARAMETERS = {"attn_mask", "text.attn_mask", "input_resolution", "context_length", "vocab_size"}
_CUSTOM_BLOCK = ("qk_norm", "scaled_cosine_attn", "scale_heads", "scale_attn_inner", "scale_attn", "scale_fc")


def weights_of(folder: Path, variant: str | None = None) -> Path | None:
    """The file of OpenCLIP's weights in a folder, or None."""
    for name in _WEIGHTS:
        stem, ending = name.rsplit(".", 1)
        file = folder / (f"{stem}.{variant}.{ending}" if variant else name)
        if present(file):
            return file
    others = [file for ending in (".safetensors", *PICKLES) for file in sorted(folder.glob(f"*{ending}"))]
    return others[0] if len(others) == 1 and not variant else None


def read_config(folder: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """`model_cfg` and `preprocess_cfg` of a folder."""
    content = read_json(folder / CONFIG)
    model, preprocessing = content.get("model_cfg"), content.get("preprocess_cfg") or {}
    if not isinstance(model, dict) or not isinstance(preprocessing, dict):
        raise BrokenFolder(f"{folder / CONFIG} has no model_cfg")
    return model, preprocessing


def clip_config(model: Mapping[str, Any]) -> dict[str, Any]:
    """A `model_cfg` as the `config.json` of a CLIPModel; towers of other kinds are refused by name."""
    vision, text = model.get("vision_cfg"), model.get("text_cfg")
    if not isinstance(vision, Mapping) or not isinstance(text, Mapping):
        raise UnsupportedConfig("OpenCLIP config: model_cfg needs vision_cfg and text_cfg")
    _refuse_other_kinds(model, vision, text)
    reader = ConfigReader(model, "OpenCLIP model_cfg")
    reader.ignore("vision_cfg", "text_cfg", "custom_text", "init_logit_scale", "init_logit_bias", "nonscalar_logit_scale")
    embedding = reader.need("embed_dim")
    quick = bool(reader.take("quick_gelu", False))
    reader.finish()
    return {
        "projection_dim": embedding,
        "vision_config": _vision(ConfigReader(vision, "OpenCLIP vision_cfg"), quick),
        "text_config": _text(ConfigReader(text, "OpenCLIP text_cfg"), quick),
    }


def _refuse_other_kinds(model: Mapping[str, Any], vision: Mapping[str, Any], text: Mapping[str, Any]) -> None:
    timm = vision.get("timm_model_name")
    if "multimodal_cfg" in model:
        what = "CoCa, whose image tower pools with attention"
    elif timm and "siglip" in timm:
        raise UnsupportedConfig(
            f"OpenCLIP config: the image tower {timm} is SigLIP's in timm's layout, which is not read; export the same"
            " model as a SiglipModel (google/siglip-... or google/siglip2-...)"
        )
    elif timm:
        what = f"the image tower {timm} of timm"
    elif isinstance(vision.get("layers"), (list, tuple)):
        what = "a ResNet image tower"
    elif text.get("hf_model_name"):
        what = f"the text tower {text['hf_model_name']}"
    else:
        return
    raise UnsupportedConfig(
        f"OpenCLIP config: {what} is not supported; OpenCLIP's ViT models with their own text tower are, such as"
        " laion/CLIP-ViT-H-14-laion2B-s32B-b79K"
    )


def _vision(reader: ConfigReader, quick: bool) -> dict[str, Any]:
    width, head = reader.take("width", 768), reader.take("head_width", 64)
    size, patch = (_square(reader, field, default) for field, default in (("image_size", 224), ("patch_size", 16)))
    reader.only("pos_embed_type", "learnable", "sin_cos_2d")
    reader.only("pool_type", "tok")
    for field in ("attentional_pool", "no_ln_pre"):
        reader.only(field, False)
    # A norm of each row alone may come before or after one of them is taken.
    reader.ignore("final_ln_after_pool", "patch_dropout", "output_tokens", "attn_pooler_queries", "attn_pooler_heads")
    for field in (
        "timm_model_name", "timm_model_pretrained", "timm_pool", "timm_proj", "timm_proj_bias", "timm_drop",
        "timm_drop_path",
    ):  # fmt: skip
        reader.ignore(field)
    common = _common(reader, width, max(1, width // head), quick)
    return {**common, "num_hidden_layers": reader.take("layers", 12), "image_size": size, "patch_size": patch}


def _text(reader: ConfigReader, quick: bool) -> dict[str, Any]:
    width, heads = reader.take("width", 512), reader.take("heads", 8)
    reader.only("pool_type", "argmax")
    reader.only("proj_type", "linear")
    for field in ("embed_cls", "no_causal_mask", "proj_bias"):
        reader.only(field, False)
    reader.ignore("pad_id", "eos_id", "output_tokens", "hf_tokenizer_name", "tokenizer_mode", "tokenizer_kwargs")
    reader.ignore("hf_model_name", "hf_model_pretrained", "hf_proj_type", "hf_pooler_type")
    common = _common(reader, width, heads, quick)
    return {
        **common,
        "num_hidden_layers": reader.take("layers", 12),
        "vocab_size": reader.take("vocab_size", 49408),
        "max_position_embeddings": reader.take("context_length", 77),
        # argmax: the end token has the largest id.
        "eos_token_id": 2,
    }


def _common(reader: ConfigReader, width: int, heads: int, quick: bool) -> dict[str, Any]:
    """Layers of either tower; takes the last of its fields."""
    inner = int(width * reader.take("mlp_ratio", 4.0))
    reader.only("ls_init_value", None)
    reader.only("block_type", None, "default")
    for field in _CUSTOM_BLOCK:
        reader.only(field, False)
    norm, act = reader.take("norm_kwargs") or {}, reader.take("act_kwargs") or {}
    if norm.keys() - {"eps"}:
        raise reader.refuse("norm_kwargs", "supported: eps")
    if act not in ({}, {"approximate": "none"}, {"approximate": "tanh"}) or (act and quick):
        raise reader.refuse("act_kwargs", "supported: approximate, of the plain GELU")
    plain = "gelu_new" if act.get("approximate") == "tanh" else "gelu"
    reader.ignore("layers", "vocab_size", "context_length")
    reader.finish()
    return {
        "hidden_size": width,
        "intermediate_size": inner,
        "num_attention_heads": heads,
        "hidden_act": "quick_gelu" if quick else plain,
        "layer_norm_eps": norm.get("eps", 1e-5),
    }


def _square(reader: ConfigReader, field: str, default: int) -> int:
    size = reader.take(field, default)
    if isinstance(size, (list, tuple)) and len(set(size)) == 1:
        return size[0]
    if not isinstance(size, int):
        raise reader.refuse(field, "squares only")
    return size


def clip_preprocessing(preprocessing: Mapping[str, Any], image_size: int) -> dict[str, Any]:
    """A `preprocess_cfg` as the `preprocessor_config.json` of a CLIPModel; images end as large as the encoder's."""
    reader = ConfigReader(preprocessing, "OpenCLIP preprocess_cfg")
    reader.ignore("size", "fill_color")
    reader.only("mode", "RGB", None)
    # `random` is for training; OpenCLIP takes bicubic then.
    interpolation = reader.only("interpolation", "bicubic", "bilinear", "random", None)
    mode = reader.only("resize_mode", "shortest", "squash", None)
    square = {"height": image_size, "width": image_size}
    config = {
        "image_processor_type": "CLIPImageProcessor",
        "size": square if mode == "squash" else {"shortest_edge": image_size},
        "do_center_crop": mode != "squash",
        "crop_size": square,
        "resample": 2 if interpolation == "bilinear" else 3,
        "image_mean": reader.take("mean") or _MEAN,
        "image_std": reader.take("std") or _STD,
    }
    reader.finish()
    return config


def clip_tensors(file: Path) -> Iterator[tuple[str, Tensor]]:
    """The weights of a file under the names of a CLIPModel."""
    for name, value in read_tensors([file]):
        yield from _renamed(name, value)


def _renamed(name: str, value: Tensor) -> Iterator[tuple[str, Tensor]]:
    if name in _NO_PARAMETERS:
        return
    # `custom_text` keeps the text tower in a module of its own.
    name = name.removeprefix("text.")
    for old, new in _NAMES.items():
        if name == old:
            yield new, value.t().contiguous() if old in _TRANSPOSED else value
            return
    layer = re.fullmatch(r"(visual\.)?transformer\.resblocks\.(\d+)\.(.+)", name)
    if layer:
        place = f"{'vision' if layer[1] else 'text'}_model.encoder.layers.{layer[2]}."
        yield from _renamed_in_layer(place, layer[3], value, name)
        return
    yield name, value


def _renamed_in_layer(place: str, name: str, value: Tensor, whole: str) -> Iterator[tuple[str, Tensor]]:
    joint = re.fullmatch(r"attn\.in_proj_(weight|bias)", name)
    if joint:
        for projection, part in zip(("q_proj", "k_proj", "v_proj"), value.chunk(3)):
            yield f"{place}self_attn.{projection}.{joint[1]}", part.clone()
        return
    for old, new in _LAYER_NAMES.items():
        if name.startswith(f"{old}."):
            yield place + new + name.removeprefix(old), value
            return
    yield whole, value


_NAMES = {
    "visual.class_embedding": "vision_model.embeddings.class_embedding",
    "visual.conv1.weight": "vision_model.embeddings.patch_embedding.weight",
    "visual.positional_embedding": "vision_model.embeddings.position_embedding.weight",
    "visual.ln_pre.weight": "vision_model.pre_layrnorm.weight",
    "visual.ln_pre.bias": "vision_model.pre_layrnorm.bias",
    "visual.ln_post.weight": "vision_model.post_layernorm.weight",
    "visual.ln_post.bias": "vision_model.post_layernorm.bias",
    "visual.proj": "visual_projection.weight",
    "token_embedding.weight": "text_model.embeddings.token_embedding.weight",
    "positional_embedding": "text_model.embeddings.position_embedding.weight",
    "ln_final.weight": "text_model.final_layer_norm.weight",
    "ln_final.bias": "text_model.final_layer_norm.bias",
    "text_projection": "text_projection.weight",
}
_TRANSPOSED = ("visual.proj", "text_projection")
_LAYER_NAMES = {
    "ln_1": "layer_norm1",
    "ln_2": "layer_norm2",
    "attn.out_proj": "self_attn.out_proj",
    "mlp.c_fc": "mlp.fc1",
    "mlp.c_proj": "mlp.fc2",
}
