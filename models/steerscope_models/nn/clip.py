"""CLIP's text and vision transformers, with transformers' parameter names."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import torch
from torch import Tensor, nn

from steerscope_models.nn.config import ConfigReader
from steerscope_models.nn.encoder import WITHOUT_EFFECT, TextEmbeddings, as_weight, read_encoder
from steerscope_models.nn.files import BrokenFolder
from steerscope_models.nn.folder import load_strictly

# transformers saves only fields that differ from these in some versions, and all of them in others.
_TEXT_DEFAULTS = {
    "vocab_size": 49408, "hidden_size": 512, "intermediate_size": 2048, "projection_dim": 512,
    "num_hidden_layers": 12, "num_attention_heads": 8, "max_position_embeddings": 77, "eos_token_id": 49407,
    "hidden_act": "quick_gelu", "layer_norm_eps": 1e-5,
}
_VISION_DEFAULTS = {
    "hidden_size": 768, "intermediate_size": 3072, "projection_dim": 512, "num_hidden_layers": 12,
    "num_attention_heads": 12, "num_channels": 3, "image_size": 224, "patch_size": 32,
    "hidden_act": "quick_gelu", "layer_norm_eps": 1e-5,
}


class CLIPTextTransformer(nn.Module):
    """Causal transformer over token ids `[B, L]`."""

    def __init__(self, config: Mapping[str, Any], name: str = "text_config"):
        super().__init__()
        reader = ConfigReader(config, name)
        reader.ignore(*WITHOUT_EFFECT, "projection_dim")
        self.encoder, self.width, eps = read_encoder(reader, _TEXT_DEFAULTS, causal=True)
        self.max_length = reader.take("max_position_embeddings", _TEXT_DEFAULTS["max_position_embeddings"])
        vocabulary = reader.take("vocab_size", _TEXT_DEFAULTS["vocab_size"])
        self.eos_token_id = reader.take("eos_token_id", _TEXT_DEFAULTS["eos_token_id"])
        if not isinstance(self.eos_token_id, int):
            raise reader.refuse("eos_token_id", "texts are pooled at one token: a number is needed")
        self.embeddings = TextEmbeddings(vocabulary, self.max_length, self.width)
        self.final_layer_norm = nn.LayerNorm(self.width, eps=eps)
        reader.finish()

    def penultimate(self, ids: Tensor) -> Tensor:
        """`hidden_states[-2]`: what the last layer reads, `[B, L, width]`."""
        rows = self.embeddings(ids)
        for layer in self.encoder.layers[:-1]:
            rows = layer(rows)
        return rows

    def pooled(self, ids: Tensor, penultimate: Tensor) -> Tensor:
        """The normalised last state at the end token, `[B, width]`.

        Configs with `eos_token_id` 2 were written before the field was right: there the end token is the one with
        the largest id (`CLIPTextTransformer` of transformers). Otherwise it is the first `eos_token_id`.
        """
        rows = self.encoder.layers[-1](penultimate)
        if self.eos_token_id == 2:
            position = ids.argmax(dim=1)
        else:
            position = (ids == self.eos_token_id).to(torch.int32).argmax(dim=1)
        # LayerNorm works on each row alone, so the one row is taken first.
        row = rows.gather(1, position.view(-1, 1, 1).expand(-1, 1, rows.shape[2])).squeeze(1)
        return self.final_layer_norm(as_weight(row, self.final_layer_norm))


class TextEncoder(nn.Module):
    """`CLIPTextModel`, or `CLIPTextModelWithProjection` where `projection` is set."""

    def __init__(self, config: Mapping[str, Any], projection: bool, name: str):
        super().__init__()
        self.text_model = CLIPTextTransformer(config, name)
        self.projection_dim = config.get("projection_dim", _TEXT_DEFAULTS["projection_dim"]) if projection else None
        if projection:
            self.text_projection = nn.Linear(self.text_model.width, self.projection_dim, bias=False)

    def forward(self, ids: Tensor) -> Tensor | tuple[Tensor, Tensor]:
        """`[B, L]` to `hidden_states[-2]`, and with a projection also the projected pooled state `[B, p]`."""
        hidden = self.text_model.penultimate(ids)
        if self.projection_dim is None:
            return hidden
        return hidden, self.text_projection(self.text_model.pooled(ids, hidden))


class VisionEmbeddings(nn.Module):
    """Patches, a class row before them, and position embeddings."""

    def __init__(self, channels: int, image_size: int, patch: int, width: int):
        super().__init__()
        self.class_embedding = nn.Parameter(torch.zeros(width))
        self.patch_embedding = nn.Conv2d(channels, width, patch, stride=patch, bias=False)
        self.position_embedding = nn.Embedding((image_size // patch) ** 2 + 1, width)

    def forward(self, pixels: Tensor) -> Tensor:
        patches = self.patch_embedding(pixels).flatten(2).transpose(1, 2)
        first = self.class_embedding.expand(patches.shape[0], 1, -1)
        return torch.cat([first, patches], dim=1) + self.position_embedding.weight


class CLIPVisionTransformer(nn.Module):
    """Transformer over the patches of images `[B, 3, H, W]`."""

    def __init__(self, config: Mapping[str, Any], name: str = "vision_config"):
        super().__init__()
        reader = ConfigReader(config, name)
        reader.ignore(*WITHOUT_EFFECT, "projection_dim", "eos_token_id")
        self.encoder, self.width, eps = read_encoder(reader, _VISION_DEFAULTS, causal=False)
        self.image_size = reader.take("image_size", _VISION_DEFAULTS["image_size"])
        channels = reader.only("num_channels", _VISION_DEFAULTS["num_channels"])
        patch = reader.take("patch_size", _VISION_DEFAULTS["patch_size"])
        self.embeddings = VisionEmbeddings(channels, self.image_size, patch, self.width)
        self.pre_layrnorm = nn.LayerNorm(self.width, eps=eps)
        self.post_layernorm = nn.LayerNorm(self.width, eps=eps)
        reader.finish()

    def forward(self, pixels: Tensor) -> Tensor:
        """The normalised class row, `[B, width]`."""
        rows = self.pre_layrnorm(self.embeddings(pixels))
        for layer in self.encoder.layers:
            rows = layer(rows)
        return self.post_layernorm(as_weight(rows[:, 0], self.post_layernorm))


def _part(config: Mapping[str, Any], kind: str) -> Mapping[str, Any]:
    """Early checkpoints say it in `text_config_dict` too, which transformers prefers, even where it is empty."""
    early = config.get(f"{kind}_config_dict")
    return early if early is not None else config.get(f"{kind}_config") or {}


class CLIPModel(nn.Module):
    """Image and text encoders with a common space of `projection_dim` dimensions."""

    def __init__(self, config: Mapping[str, Any]):
        super().__init__()
        reader = ConfigReader(config, "clip")
        reader.ignore(*WITHOUT_EFFECT, "eos_token_id", "text_config_dict", "vision_config_dict")
        self.projection_dim = reader.take("projection_dim", 512)
        reader.take("logit_scale_init_value")
        text, vision = (_part(config, kind) for kind in ("text", "vision"))
        reader.ignore("text_config", "vision_config")
        self.text_model = CLIPTextTransformer(text)
        self.vision_model = CLIPVisionTransformer(vision)
        self.text_projection = nn.Linear(self.text_model.width, self.projection_dim, bias=False)
        self.visual_projection = nn.Linear(self.vision_model.width, self.projection_dim, bias=False)
        self.logit_scale = nn.Parameter(torch.tensor(math.log(1 / 0.07)))
        reader.finish()

    def text_features(self, ids: Tensor) -> Tensor:
        """`[B, L]` to `[B, D]`, not normalised."""
        return self.text_projection(self.text_model.pooled(ids, self.text_model.penultimate(ids)))

    def image_features(self, pixels: Tensor) -> Tensor:
        """`[B, 3, H, W]` to `[B, D]`, not normalised."""
        return self.visual_projection(self.vision_model(pixels))


def load_clip(module: nn.Module, tensors: Mapping[str, Tensor], name: str) -> None:
    """Loads transformers' weights strictly, apart from the position numbers that old checkpoints carry."""
    kept = {key: value for key, value in tensors.items() if not key.endswith(".position_ids")}
    prefix = "text_model."
    if isinstance(module, TextEncoder) and not any(key.startswith(prefix) for key in kept):
        kept = {key if key.startswith("text_projection") else prefix + key: value for key, value in kept.items()}
    if isinstance(module, TextEncoder) and module.projection_dim is None:
        kept.pop("text_projection.weight", None)
    for scalar in ("logit_scale", "logit_bias"):
        if scalar in kept:
            kept[scalar] = kept[scalar].reshape(())
    if not kept:
        raise BrokenFolder(f"{name} weights: none")
    load_strictly(module, kept, name)
