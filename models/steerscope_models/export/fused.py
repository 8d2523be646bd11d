"""The layers of an image encoder as an exported file computes them: the same numbers with less work."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from steerscope_models.nn.encoder import Encoder, EncoderLayer, quick_gelu

_QUICK_GELU_SLOPE = 1.702


class FusedLayer(nn.Module):
    """An :class:`EncoderLayer` without a causal mask: rows `[B, N, width]` to `[B, N, width]`.

    Query, key and value are one matrix product. `x * sigmoid(1.702 x)` is `silu(1.702 x) / 1.702`, one pass over memory
    rather than three, with both factors moved into the weights beside it. Where only the first row is needed, as of
    CLIP's last layer, `first_only` gives `[B, 1, width]`: the other rows serve as keys and values only.
    """

    def __init__(self, layer: EncoderLayer, first_only: bool):
        super().__init__()
        attention, feed_forward = layer.self_attn, layer.mlp
        self.heads = attention.heads
        self.first_only = first_only
        self.layer_norm1 = layer.layer_norm1
        self.layer_norm2 = layer.layer_norm2
        self.qkv = _stacked(attention.q_proj, attention.k_proj, attention.v_proj)
        self.out_proj = attention.out_proj
        self.act = feed_forward.act
        self.fc1 = feed_forward.fc1
        self.fc2 = feed_forward.fc2
        if self.act is quick_gelu:
            self.act = F.silu
            self.fc1.weight.data = self.fc1.weight.data * _QUICK_GELU_SLOPE
            self.fc1.bias.data = self.fc1.bias.data * _QUICK_GELU_SLOPE
            self.fc2.weight.data = self.fc2.weight.data / _QUICK_GELU_SLOPE

    def forward(self, rows: Tensor) -> Tensor:
        query, key, value = (
            part.unflatten(2, (self.heads, -1)).transpose(1, 2) for part in self.qkv(self.layer_norm1(rows)).chunk(3, 2)
        )
        if self.first_only:
            rows, query = rows[:, :1], query[:, :, :1]
        mixed = F.scaled_dot_product_attention(query, key, value)
        rows = rows + self.out_proj(mixed.transpose(1, 2).flatten(2))
        return rows + self.fc2(self.act(self.fc1(self.layer_norm2(rows))))


def _stacked(*layers: nn.Linear) -> nn.Linear:
    stacked = nn.Linear(layers[0].in_features, sum(layer.out_features for layer in layers))
    stacked.weight.data = torch.cat([layer.weight.data for layer in layers])
    stacked.bias.data = torch.cat([layer.bias.data for layer in layers])
    return stacked


def fuse(encoder: Encoder, first_only: bool) -> None:
    """Replaces the layers of an encoder, whose weights are float32; of the last one only the first row if so asked."""
    last = len(encoder.layers) - 1
    encoder.layers = nn.ModuleList(
        FusedLayer(layer, first_only and index == last) for index, layer in enumerate(encoder.layers)
    )
