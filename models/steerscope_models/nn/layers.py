"""Building blocks shared by the UNet and the autoencoder. Images are [B, C, h, w], token rows [B, n, c]."""

from __future__ import annotations

import math

import torch
import torch.nn.functional as F
from torch import Tensor, nn

_ACTIVATIONS = {"silu": nn.SiLU, "swish": nn.SiLU, "mish": nn.Mish, "gelu": nn.GELU, "relu": nn.ReLU}


def activation(name: str) -> nn.Module:
    """The activation function of a config's `act_fn`."""
    try:
        return _ACTIVATIONS[name.lower()]()
    except KeyError:
        raise ValueError(f"activation function {name!r} is not supported") from None


class Timesteps(nn.Module):
    """Sinusoidal embedding of numbers: `[n] -> [n, channels]`, always in float32."""

    def __init__(self, channels: int, flip_sin_to_cos: bool, frequency_shift: float):
        super().__init__()
        self.channels = channels
        self.flip_sin_to_cos = flip_sin_to_cos
        self.frequency_shift = frequency_shift
        self.register_buffer("frequencies", self._frequencies(), persistent=False)

    def _frequencies(self) -> Tensor:
        half = self.channels // 2
        exponent = -math.log(10000) * torch.arange(half, dtype=torch.float32, device="cpu")
        return torch.exp(exponent / (half - self.frequency_shift))

    def _apply(self, fn, recurse=True):
        """Moves to another device but keeps float32: the angles reach 1000 radians."""
        super()._apply(fn, recurse)
        self.frequencies = self._frequencies().to(self.frequencies.device)
        return self

    def forward(self, values: Tensor) -> Tensor:
        angles = values.float().unsqueeze(1) * self.frequencies.unsqueeze(0)
        sine, cosine = torch.sin(angles), torch.cos(angles)
        embedding = torch.cat([cosine, sine] if self.flip_sin_to_cos else [sine, cosine], dim=1)
        return F.pad(embedding, (0, 1)) if self.channels % 2 else embedding


class TimestepEmbedding(nn.Module):
    """Two linear layers on a sinusoidal embedding, with an optional added condition (guidance of LCM models)."""

    def __init__(
        self,
        in_channels: int,
        out_channels: int,
        act_fn: str = "silu",
        post_act_fn: str | None = None,
        condition_channels: int | None = None,
    ):
        super().__init__()
        self.linear_1 = nn.Linear(in_channels, out_channels)
        self.cond_proj = None if condition_channels is None else nn.Linear(condition_channels, in_channels, bias=False)
        self.act = activation(act_fn)
        self.linear_2 = nn.Linear(out_channels, out_channels)
        self.post_act = None if post_act_fn is None else activation(post_act_fn)

    def forward(self, sample: Tensor, condition: Tensor | None = None) -> Tensor:
        if condition is not None and self.cond_proj is not None:
            sample = sample + self.cond_proj(condition)
        sample = self.linear_2(self.act(self.linear_1(sample)))
        return sample if self.post_act is None else self.post_act(sample)


class ResnetBlock2D(nn.Module):
    """GroupNorm, activation and 3x3 convolution, twice, around a skip; time is added or scales between the two."""

    def __init__(
        self,
        in_channels: int,
        out_channels: int,
        time_channels: int | None,
        groups: int,
        eps: float,
        act_fn: str,
        time_scale_shift: str = "default",
        output_scale_factor: float = 1.0,
    ):
        super().__init__()
        self.scale_shift = time_scale_shift == "scale_shift"
        self.output_scale_factor = output_scale_factor
        self.norm1 = nn.GroupNorm(groups, in_channels, eps=eps)
        self.conv1 = nn.Conv2d(in_channels, out_channels, 3, padding=1)
        time_out = 2 * out_channels if self.scale_shift else out_channels
        self.time_emb_proj = None if time_channels is None else nn.Linear(time_channels, time_out)
        self.norm2 = nn.GroupNorm(groups, out_channels, eps=eps)
        self.conv2 = nn.Conv2d(out_channels, out_channels, 3, padding=1)
        self.nonlinearity = activation(act_fn)
        self.conv_shortcut = nn.Conv2d(in_channels, out_channels, 1) if in_channels != out_channels else None

    def forward(self, image: Tensor, activated_time: Tensor | None = None) -> Tensor:
        """`activated_time` is the time embedding after the activation function, `[B, time_channels]`."""
        hidden = self.conv1(self.nonlinearity(self.norm1(image)))
        if self.time_emb_proj is not None:
            time = self.time_emb_proj(activated_time)[:, :, None, None]
            if self.scale_shift:
                scale, shift = time.chunk(2, dim=1)
                hidden = self.norm2(hidden) * (1 + scale) + shift
            else:
                hidden = self.norm2(hidden + time)
        else:
            hidden = self.norm2(hidden)
        hidden = self.conv2(self.nonlinearity(hidden))
        if self.conv_shortcut is not None:
            image = self.conv_shortcut(image)
        output = image + hidden
        return output if self.output_scale_factor == 1 else output / self.output_scale_factor


class Downsample2D(nn.Module):
    """Halves height and width with a strided 3x3 convolution; padding 0 pads right and bottom only."""

    def __init__(self, channels: int, padding: int):
        super().__init__()
        self.pad_right_and_bottom = padding == 0
        self.conv = nn.Conv2d(channels, channels, 3, stride=2, padding=padding)

    def forward(self, image: Tensor) -> Tensor:
        return self.conv(F.pad(image, (0, 1, 0, 1)) if self.pad_right_and_bottom else image)


class Upsample2D(nn.Module):
    """Nearest-neighbour enlargement to a given size, or by two, and a 3x3 convolution."""

    def __init__(self, channels: int):
        super().__init__()
        self.conv = nn.Conv2d(channels, channels, 3, padding=1)

    def forward(self, image: Tensor, height: int | None = None, width: int | None = None) -> Tensor:
        if height is None:
            image = F.interpolate(image, scale_factor=2.0, mode="nearest")
        else:
            image = F.interpolate(image, size=[height, width], mode="nearest")
        return self.conv(image)


class Attention(nn.Module):
    """Multi-head attention of token rows to themselves or to a context."""

    def __init__(
        self, channels: int, heads: int, head_channels: int, context_channels: int | None = None, bias: bool = False
    ):
        super().__init__()
        inner = heads * head_channels
        self.heads = heads
        self.to_q = nn.Linear(channels, inner, bias=bias)
        self.to_k = nn.Linear(context_channels or channels, inner, bias=bias)
        self.to_v = nn.Linear(context_channels or channels, inner, bias=bias)
        self.to_out = nn.ModuleList([nn.Linear(inner, channels)])

    def forward(self, rows: Tensor, context: Tensor | None = None) -> Tensor:
        context = rows if context is None else context
        query, key, value = (
            projected.unflatten(2, (self.heads, -1)).transpose(1, 2)
            for projected in (self.to_q(rows), self.to_k(context), self.to_v(context))
        )
        mixed = F.scaled_dot_product_attention(query, key, value)
        return self.to_out[0](mixed.transpose(1, 2).flatten(2))


class GEGLU(nn.Module):
    """Gated linear unit with GELU (Shazeer 2020)."""

    def __init__(self, in_channels: int, out_channels: int):
        super().__init__()
        self.proj = nn.Linear(in_channels, 2 * out_channels)

    def forward(self, rows: Tensor) -> Tensor:
        value, gate = self.proj(rows).chunk(2, dim=-1)
        return value * F.gelu(gate)


class FeedForward(nn.Module):
    """GEGLU to four times the width and back."""

    def __init__(self, channels: int):
        super().__init__()
        self.net = nn.ModuleList([GEGLU(channels, 4 * channels), nn.Identity(), nn.Linear(4 * channels, channels)])

    def forward(self, rows: Tensor) -> Tensor:
        return self.net[2](self.net[0](rows))


class BasicTransformerBlock(nn.Module):
    """Self-attention, attention to the prompt, feed-forward; each after a LayerNorm and around a skip."""

    def __init__(self, channels: int, heads: int, head_channels: int, context_channels: int):
        super().__init__()
        self.norm1 = nn.LayerNorm(channels)
        self.attn1 = Attention(channels, heads, head_channels)
        self.norm2 = nn.LayerNorm(channels)
        self.attn2 = Attention(channels, heads, head_channels, context_channels)
        self.norm3 = nn.LayerNorm(channels)
        self.ff = FeedForward(channels)

    def forward(self, rows: Tensor, context: Tensor) -> Tensor:
        rows = rows + self.attn1(self.norm1(rows))
        rows = rows + self.attn2(self.norm2(rows), context)
        return rows + self.ff(self.norm3(rows))


class Transformer2DModel(nn.Module):
    """Transformer blocks over the pixels of an image, projected in and out, around a skip."""

    def __init__(
        self, channels: int, heads: int, layers: int, context_channels: int, groups: int, use_linear_projection: bool
    ):
        super().__init__()
        head_channels = channels // heads
        inner = heads * head_channels
        self.use_linear_projection = use_linear_projection
        self.norm = nn.GroupNorm(groups, channels, eps=1e-6)
        self.proj_in = nn.Linear(channels, inner) if use_linear_projection else nn.Conv2d(channels, inner, 1)
        self.transformer_blocks = nn.ModuleList(
            BasicTransformerBlock(inner, heads, head_channels, context_channels) for _ in range(layers)
        )
        self.proj_out = nn.Linear(inner, channels) if use_linear_projection else nn.Conv2d(inner, channels, 1)

    def forward(self, image: Tensor, context: Tensor) -> Tensor:
        hidden = self.norm(image)
        if not self.use_linear_projection:
            hidden = self.proj_in(hidden)
        height, width = hidden.shape[2], hidden.shape[3]
        rows = hidden.permute(0, 2, 3, 1).flatten(1, 2)
        if self.use_linear_projection:
            rows = self.proj_in(rows)
        for block in self.transformer_blocks:
            rows = block(rows, context)
        if self.use_linear_projection:
            rows = self.proj_out(rows)
        hidden = rows.unflatten(1, (height, width)).permute(0, 3, 1, 2)
        if not self.use_linear_projection:
            hidden = self.proj_out(hidden)
        return hidden + image
