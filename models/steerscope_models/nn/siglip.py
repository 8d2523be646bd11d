"""SigLIP's text and vision transformers, with transformers' parameter names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from steerscope_models.nn.config import ConfigReader
from steerscope_models.nn.encoder import WITHOUT_EFFECT, FeedForward, TextEmbeddings, as_weight, read_encoder

_COMMON_DEFAULTS = {
    "hidden_size": 768, "intermediate_size": 3072, "num_hidden_layers": 12, "num_attention_heads": 12,
    "hidden_act": "gelu_pytorch_tanh", "layer_norm_eps": 1e-6,
}


class SiglipTextTransformer(nn.Module):
    """Transformer over token ids `[B, L]`. Every position sees every other, padding included."""

    def __init__(self, config: Mapping[str, Any], name: str = "text_config"):
        super().__init__()
        reader = ConfigReader(config, name)
        reader.ignore(*WITHOUT_EFFECT, "eos_token_id")
        self.encoder, width, eps = read_encoder(reader, _COMMON_DEFAULTS, causal=False)
        self.max_length = reader.take("max_position_embeddings", 64)
        self.projection_size = reader.take("projection_size") or width
        self.embeddings = TextEmbeddings(reader.take("vocab_size", 32000), self.max_length, width)
        self.final_layer_norm = nn.LayerNorm(width, eps=eps)
        self.head = nn.Linear(width, self.projection_size)
        reader.finish()

    def forward(self, ids: Tensor) -> Tensor:
        """The projected state of the last position, `[B, projection_size]`."""
        rows = self.embeddings(ids)
        for layer in self.encoder.layers:
            rows = layer(rows)
        return self.head(self.final_layer_norm(as_weight(rows[:, -1], self.final_layer_norm)))


class VisionEmbeddings(nn.Module):
    """Patches and their position embeddings."""

    def __init__(self, channels: int, image_size: int, patch: int, width: int):
        super().__init__()
        self.patch_embedding = nn.Conv2d(channels, width, patch, stride=patch)
        self.position_embedding = nn.Embedding((image_size // patch) ** 2, width)

    def forward(self, pixels: Tensor) -> Tensor:
        return self.patch_embedding(pixels).flatten(2).transpose(1, 2) + self.position_embedding.weight


class ProbeAttention(nn.Module):
    """`torch.nn.MultiheadAttention` of one query row over all rows."""

    def __init__(self, width: int, heads: int):
        super().__init__()
        self.heads = heads
        self.in_proj_weight = nn.Parameter(torch.empty(3 * width, width))
        self.in_proj_bias = nn.Parameter(torch.empty(3 * width))
        self.out_proj = nn.Linear(width, width)

    def forward(self, probe: Tensor, rows: Tensor) -> Tensor:
        """`[1, 1, width]` and `[B, N, width]` to `[B, width]`."""
        weights, biases = self.in_proj_weight.chunk(3), self.in_proj_bias.chunk(3)
        query, key, value = (
            F.linear(states, weight, bias).unflatten(2, (self.heads, -1)).transpose(1, 2)
            for states, weight, bias in zip((probe, rows, rows), weights, biases)
        )
        mixed = F.scaled_dot_product_attention(query.expand(rows.shape[0], -1, -1, -1), key, value)
        return self.out_proj(mixed.flatten(1))


class PoolingHead(nn.Module):
    """One row out of many: a learned query attends over them, and a feed-forward layer follows."""

    def __init__(self, width: int, inner: int, heads: int, eps: float, act: str):
        super().__init__()
        self.probe = nn.Parameter(torch.empty(1, 1, width))
        self.attention = ProbeAttention(width, heads)
        self.layernorm = nn.LayerNorm(width, eps=eps)
        self.mlp = FeedForward(width, inner, act)

    def forward(self, rows: Tensor) -> Tensor:
        row = as_weight(self.attention(self.probe, rows), self.layernorm)
        return row + self.mlp(self.layernorm(row))


class SiglipVisionTransformer(nn.Module):
    """Transformer over the patches of images `[B, 3, H, W]`."""

    def __init__(self, config: Mapping[str, Any], name: str = "vision_config"):
        super().__init__()
        reader = ConfigReader(config, name)
        reader.ignore(*WITHOUT_EFFECT, "eos_token_id")
        self.encoder, self.width, eps = read_encoder(reader, _COMMON_DEFAULTS, causal=False)
        self.image_size = reader.take("image_size", 224)
        patch = reader.take("patch_size", 16)
        reader.only("vision_use_head", True)
        self.embeddings = VisionEmbeddings(reader.only("num_channels", 3), self.image_size, patch, self.width)
        self.post_layernorm = nn.LayerNorm(self.width, eps=eps)
        first = self.encoder.layers[0]
        inner, act = first.mlp.fc1.out_features, reader.take("hidden_act", _COMMON_DEFAULTS["hidden_act"])
        self.head = PoolingHead(self.width, inner, first.self_attn.heads, eps, act)
        reader.finish()

    def forward(self, pixels: Tensor) -> Tensor:
        """The pooled row, `[B, width]`."""
        rows = self.embeddings(pixels)
        for layer in self.encoder.layers:
            rows = layer(rows)
        return self.head(self.post_layernorm(rows))


class SiglipModel(nn.Module):
    """Image and text encoders with a common space as wide as the image encoder."""

    def __init__(self, config: Mapping[str, Any]):
        super().__init__()
        reader = ConfigReader(config, "siglip")
        reader.ignore(*WITHOUT_EFFECT, "eos_token_id")
        self.text_model = SiglipTextTransformer(reader.take("text_config") or {})
        self.vision_model = SiglipVisionTransformer(reader.take("vision_config") or {})
        self.projection_dim = self.vision_model.width
        if self.text_model.projection_size != self.projection_dim:
            raise reader.refuse(
                "text_config", f"texts become {self.text_model.projection_size} numbers, images {self.projection_dim}"
            )
        self.logit_scale = nn.Parameter(torch.zeros(()))
        self.logit_bias = nn.Parameter(torch.zeros(()))
        reader.finish()

    def text_features(self, ids: Tensor) -> Tensor:
        """`[B, L]` to `[B, D]`, not normalised."""
        return self.text_model(ids)

    def image_features(self, pixels: Tensor) -> Tensor:
        """`[B, 3, H, W]` to `[B, D]`, not normalised."""
        return self.vision_model(pixels)
