"""The convolutional autoencoder of latent diffusion models."""

from __future__ import annotations

from typing import Any, Mapping

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from steerscope_models.nn.config import ConfigReader
from steerscope_models.nn.folder import FolderModel
from steerscope_models.nn.layers import Attention, Downsample2D, ResnetBlock2D, Upsample2D

_EPS = 1e-6


class ImageAttention(Attention):
    """Single-head self-attention over the pixels of an image, after a GroupNorm and around a skip."""

    def __init__(self, channels: int, groups: int):
        super().__init__(channels, heads=1, head_channels=channels, bias=True)
        self.group_norm = nn.GroupNorm(groups, channels, eps=_EPS)

    def forward(self, image: Tensor) -> Tensor:  # type: ignore[override]
        height, width = image.shape[2], image.shape[3]
        rows = self.group_norm(image).permute(0, 2, 3, 1).flatten(1, 2)
        mixed = super().forward(rows)
        return mixed.unflatten(1, (height, width)).permute(0, 3, 1, 2) + image


class MidBlock(nn.Module):
    """Two residual blocks with attention between them, or without where the config says so."""

    def __init__(self, channels: int, groups: int, act_fn: str, attention: bool):
        super().__init__()
        self.resnets = nn.ModuleList(
            ResnetBlock2D(channels, channels, None, groups, _EPS, act_fn) for _ in range(2)
        )
        self.has_attention = attention
        if attention:
            self.attentions = nn.ModuleList([ImageAttention(channels, groups)])

    def forward(self, image: Tensor) -> Tensor:
        image = self.resnets[0](image)
        if self.has_attention:
            image = self.attentions[0](image)
        return self.resnets[1](image)


class CoderBlock(nn.Module):
    """Residual blocks of one resolution, then a change of resolution (`downsamplers` or `upsamplers`)."""

    def __init__(self, in_channels: int, channels: int, layers: int, groups: int, act_fn: str, resampler: tuple | None):
        super().__init__()
        self.resnets = nn.ModuleList(
            ResnetBlock2D(in_channels if layer == 0 else channels, channels, None, groups, _EPS, act_fn)
            for layer in range(layers)
        )
        self._resampler = None
        if resampler is not None:
            self._resampler, module = resampler
            self.add_module(self._resampler, nn.ModuleList([module]))

    def forward(self, image: Tensor) -> Tensor:
        for resnet in self.resnets:
            image = resnet(image)
        return image if self._resampler is None else getattr(self, self._resampler)[0](image)


class Encoder(nn.Module):
    """Image `[B, 3, H, W]` to the moments of its latents `[B, 2C, h, w]`, before `quant_conv`."""

    def __init__(self, in_channels, latent_channels, channels, layers, groups, act_fn, attention):
        super().__init__()
        self.conv_in = nn.Conv2d(in_channels, channels[0], 3, padding=1)
        self.down_blocks = nn.ModuleList()
        previous = channels[0]
        for index, width in enumerate(channels):
            last = index == len(channels) - 1
            resampler = None if last else ("downsamplers", Downsample2D(width, padding=0))
            self.down_blocks.append(CoderBlock(previous, width, layers, groups, act_fn, resampler))
            previous = width
        self.mid_block = MidBlock(previous, groups, act_fn, attention)
        self.conv_norm_out = nn.GroupNorm(groups, previous, eps=_EPS)
        self.conv_out = nn.Conv2d(previous, 2 * latent_channels, 3, padding=1)

    def forward(self, image: Tensor) -> Tensor:
        image = self.conv_in(image)
        for block in self.down_blocks:
            image = block(image)
        return self.conv_out(F.silu(self.conv_norm_out(self.mid_block(image))))


class Decoder(nn.Module):
    """Latents `[B, C, h, w]`, after `post_quant_conv`, to an image `[B, 3, H, W]`."""

    def __init__(self, latent_channels, out_channels, channels, layers, groups, act_fn, attention):
        super().__init__()
        previous = channels[-1]
        self.conv_in = nn.Conv2d(latent_channels, previous, 3, padding=1)
        self.mid_block = MidBlock(previous, groups, act_fn, attention)
        self.up_blocks = nn.ModuleList()
        for index, width in enumerate(reversed(channels)):
            last = index == len(channels) - 1
            resampler = None if last else ("upsamplers", Upsample2D(width))
            self.up_blocks.append(CoderBlock(previous, width, layers + 1, groups, act_fn, resampler))
            previous = width
        self.conv_norm_out = nn.GroupNorm(groups, previous, eps=_EPS)
        self.conv_out = nn.Conv2d(previous, out_channels, 3, padding=1)

    def forward(self, latents: Tensor) -> Tensor:
        image = self.mid_block(self.conv_in(latents))
        for block in self.up_blocks:
            image = block(image)
        return self.conv_out(F.silu(self.conv_norm_out(image)))


class AutoencoderKL(FolderModel):
    """Autoencoder with a Gaussian latent. Parameter names and config fields are those of diffusers' class.

    Latents are in the autoencoder's own scale: the diffusion model sees them times `config["scaling_factor"]`.
    """

    def __init__(self, config: Mapping[str, Any]):
        super().__init__()
        self.config = {key: value for key, value in config.items() if key != "_class_name"}
        reader = ConfigReader(config, "vae")
        channels = list(reader.take("block_out_channels", [64]))
        for field, kind in (("down_block_types", "DownEncoderBlock2D"), ("up_block_types", "UpDecoderBlock2D")):
            types = list(reader.take(field, [kind]))
            if types != [kind] * len(channels):
                raise reader.refuse(field, f"{len(channels)} of {kind} are needed")
        layers = reader.take("layers_per_block", 1)
        groups = reader.take("norm_num_groups", 32)
        act_fn = reader.take("act_fn", "silu")
        attention = bool(reader.take("mid_block_add_attention", True))
        latent_channels = reader.take("latent_channels", 4)
        # Used by whoever scales latents or chooses the precision, not here; `shift_factor` not by SDXL's pipeline.
        reader.ignore("sample_size", "scaling_factor", "force_upcast", "latents_mean", "latents_std", "shift_factor")

        self.encoder = Encoder(
            reader.take("in_channels", 3), latent_channels, channels, layers, groups, act_fn, attention
        )
        self.decoder = Decoder(
            latent_channels, reader.take("out_channels", 3), channels, layers, groups, act_fn, attention
        )
        quant, post_quant = reader.take("use_quant_conv", True), reader.take("use_post_quant_conv", True)
        self.quant_conv = nn.Conv2d(2 * latent_channels, 2 * latent_channels, 1) if quant else None
        self.post_quant_conv = nn.Conv2d(latent_channels, latent_channels, 1) if post_quant else None
        reader.finish()

    @staticmethod
    def current_name(key: str) -> str:
        for old, new in (("query", "to_q"), ("key", "to_k"), ("value", "to_v"), ("proj_attn", "to_out.0")):
            key = key.replace(f".attentions.0.{old}.", f".attentions.0.{new}.")
        return key

    def encode(self, image: Tensor) -> tuple[Tensor, Tensor]:
        """Image in [-1, 1] to mean and log-variance of its latents, the latter within [-30, 20]."""
        moments = self.encoder(image)
        if self.quant_conv is not None:
            moments = self.quant_conv(moments)
        mean, log_variance = moments.chunk(2, dim=1)
        return mean, log_variance.clamp(-30.0, 20.0)

    def decode(self, latents: Tensor) -> Tensor:
        """Latents to an image in [-1, 1], not clamped."""
        if self.post_quant_conv is not None:
            latents = self.post_quant_conv(latents)
        return self.decoder(latents)

    def forward(self, image: Tensor, generator: torch.Generator | None = None) -> tuple[Tensor, Tensor, Tensor]:
        """Reconstruction from sampled latents, with mean and log-variance: what a training step needs."""
        mean, log_variance = self.encode(image)
        noise = torch.randn(mean.shape, generator=generator, device=mean.device, dtype=mean.dtype)
        return self.decode(mean + torch.exp(0.5 * log_variance) * noise), mean, log_variance
