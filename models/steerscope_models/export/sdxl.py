"""A diffusers StableDiffusionXLPipeline folder as a bundle of kind `sdxl`."""

from __future__ import annotations

import gc
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from steerscope_models.export.bundle import Progress
from steerscope_models.export.precision import Precision
from steerscope_models.export.scheduler import read_scheduler
from steerscope_models.export.tokenizer import BundleTokenizer, read_tokenizer
from steerscope_models.export.torchscript import Inputs, export_module
from steerscope_models.nn.clip import TextEncoder, load_clip
from steerscope_models.nn.config import UnsupportedConfig
from steerscope_models.nn.folder import TRANSFORMERS_STEM, BrokenFolder, build, read_json, read_tensors, weight_files
from steerscope_models.nn.unet import UNet2DConditionModel
from steerscope_models.nn.vae import AutoencoderKL

_PARTS = {
    "unet": ("UNet2DConditionModel",),
    "vae": ("AutoencoderKL",),
    "text_encoder": ("CLIPTextModel", "CLIPTextModelWithProjection"),
    "text_encoder_2": ("CLIPTextModelWithProjection",),
}
_TIME_IDS = 6


class BorderTextEncoder(nn.Module):
    """Token ids to `hidden_states[-2]`, and with a projection also to the pooled state, in float32."""

    def __init__(self, encoder: TextEncoder):
        super().__init__()
        self.encoder = encoder

    def forward(self, ids: Tensor) -> Tensor | tuple[Tensor, Tensor]:
        result = self.encoder(ids)
        if isinstance(result, tuple):
            return _float32(result[0]), _float32(result[1])
        return _float32(result)


class BorderUNet(nn.Module):
    """The UNet with float32 inputs and output; timestep and time ids stay float32 up to their embedding."""

    def __init__(self, unet: UNet2DConditionModel, compute: torch.dtype):
        super().__init__()
        self.unet = unet
        self.compute = compute

    def forward(
        self, sample: Tensor, timestep: Tensor, states: Tensor, pooled: Tensor, time_ids: Tensor, *condition: Tensor
    ) -> Tensor:
        sample, states, pooled, *condition = _to(self.compute, sample, states, pooled, *condition)
        return _float32(self.unet(sample, timestep, states, pooled, time_ids, *condition))


class BorderDecoder(nn.Module):
    """Latents divided by the scaling factor to an image, in float32.

    A config's `latents_mean` and `latents_std` are applied here: the pipeline's `x * std / scaling + mean`.
    """

    def __init__(self, vae: AutoencoderKL, compute: torch.dtype):
        super().__init__()
        self.post_quant_conv = vae.post_quant_conv
        self.decoder = vae.decoder
        self.compute = compute
        mean, std = vae.config.get("latents_mean"), vae.config.get("latents_std")
        self.has_statistics = mean is not None and std is not None
        if self.has_statistics:
            self.register_buffer("mean", torch.tensor(mean, dtype=torch.float32).view(1, -1, 1, 1))
            self.register_buffer("std", torch.tensor(std, dtype=torch.float32).view(1, -1, 1, 1))

    def forward(self, latents: Tensor) -> Tensor:
        if self.has_statistics:
            latents = latents * self.std + self.mean
        (latents,) = _to(self.compute, latents)
        if self.post_quant_conv is not None:
            latents = self.post_quant_conv(latents)
        return _float32(self.decoder(latents))


def _float32(value: Tensor) -> Tensor:
    return value if value.dtype == torch.float32 else value.float()


def _to(dtype: torch.dtype, *values: Tensor) -> list[Tensor]:
    return [value if value.dtype == dtype else value.to(dtype) for value in values]


@dataclass(frozen=True)
class Sizes:
    """The sizes that the parts of a pipeline share."""

    channels: int
    scale: int
    states: int
    pooled: int
    length: int
    condition: int | None

    def unet_inputs(self, batch: int, height: int, width: int) -> Inputs:
        """Random inputs of the UNet."""
        inputs = (
            torch.randn(batch, self.channels, height, width),
            torch.rand(batch) * 999,
            torch.randn(batch, self.length, self.states),
            torch.randn(batch, self.pooled),
            torch.randint(0, 1024, (batch, _TIME_IDS)).float(),
        )
        return inputs if self.condition is None else (*inputs, torch.randn(batch, self.condition))


def load_text_encoder(folder: Path, projection: bool, variant: str | None = None) -> TextEncoder:
    """The float32 text encoder of a transformers folder."""
    config = read_json(folder / "config.json")
    encoder = build(lambda: TextEncoder(config, projection, folder.name), folder)
    files = weight_files(folder, TRANSFORMERS_STEM, variant)
    tensors = {name: value.float() for name, value in read_tensors(files)}
    load_clip(encoder, tensors, folder.name)
    return encoder


def _check_index(index: Mapping[str, Any]) -> bool:
    if index.get("_class_name") != "StableDiffusionXLPipeline":
        raise UnsupportedConfig(
            f"model_index.json: _class_name={index.get('_class_name')!r} is not supported"
            " (supported: 'StableDiffusionXLPipeline')"
        )
    for part, supported in _PARTS.items():
        kind = (index.get(part) or [None, None])[1]
        if kind not in supported:
            raise UnsupportedConfig(f"model_index.json: {part}={kind!r} is not supported (supported: {supported})")
    return bool(index.get("force_zeros_for_empty_prompt", True))


def vae_precision(config: Mapping[str, Any], precision: Precision, asked: torch.dtype | None) -> Precision:
    """What the decoder computes in: what was asked for; else float32 in place of a float16 that overflows."""
    overflows = precision.compute == torch.float16 and config.get("force_upcast", True)
    return Precision(asked or (torch.float32 if overflows else precision.compute), precision.storage)


def export(
    folder: Path,
    target: Path,
    precision: Precision,
    variant: str | None,
    vae_compute: torch.dtype | None,
    steps: int | None,
    guidance_scale: float | None,
    progress: Progress,
) -> tuple[dict[str, Any], str]:
    """Writes modules and tokenizers to `target`; returns the bundle's fields and a description."""
    index = read_json(folder / "model_index.json")
    zeros = _check_index(index)
    scheduler = read_scheduler(read_json(folder / "scheduler" / "scheduler_config.json"))
    vae_config, unet_config = (read_json(folder / part / "config.json") for part in ("vae", "unet"))
    # Refuses in a second what would otherwise be refused after minutes.
    build(lambda: AutoencoderKL(vae_config), folder / "vae")
    build(lambda: UNet2DConditionModel(unet_config), folder / "unet")

    tokenizers, widths, pooled = [], [], 0
    for part, projection in (("text_encoder", False), ("text_encoder_2", True)):
        encoder = load_text_encoder(folder / part, projection, variant)
        text_model = encoder.text_model
        tokenizer = read_tokenizer(
            folder / part.replace("text_encoder", "tokenizer"), text_model.max_length, text_model.eos_token_id
        )
        widths.append(text_model.width)
        pooled = encoder.projection_dim if projection else pooled
        _export_text_encoder(encoder, tokenizer, precision, target / f"{part}.pt", progress)
        tokenizers.append(tokenizer)
    if tokenizers[0].max_length != tokenizers[1].max_length:
        raise BrokenFolder(f"{folder}: the two tokenizers have different lengths")

    sizes = Sizes(
        channels=vae_config.get("latent_channels", 4),
        scale=2 ** (len(vae_config.get("block_out_channels", [64])) - 1),
        states=sum(widths),
        pooled=pooled,
        length=tokenizers[0].max_length,
        condition=unet_config.get("time_cond_proj_dim"),
    )
    _check_sizes(unet_config, sizes)
    vae = AutoencoderKL.from_pretrained(folder / "vae", variant)
    decoder_precision = vae_precision(vae_config, precision, vae_compute)
    decoder = decoder_precision.apply(BorderDecoder(vae, decoder_precision.compute))
    latents = [torch.randn(batch, sizes.channels, h, w) for batch, h, w in ((2, 12, 8), (1, 8, 12), (3, 9, 7))]
    file = target / "vae_decoder.pt"
    difference = export_module(decoder, decoder_precision, (latents[0],), [(row,) for row in latents[1:]], file)
    progress(f"{file.name}: {file.stat().st_size / 1e6:.1f} MB, differs from the model by {difference:.1e}")
    del vae, decoder
    gc.collect()

    unet = UNet2DConditionModel.from_pretrained(folder / "unet", variant, precision.loading)
    parameters = sum(parameter.numel() for parameter in unet.parameters())
    border = precision.apply(BorderUNet(unet, precision.compute))
    step = 2 ** (len(unet_config.get("block_out_channels", [320] * 4)) - 1)
    shapes = ((2, 3 * step, 2 * step), (1, 2 * step, 4 * step), (3, 3 * step - 1, 2 * step + 1))
    inputs = [sizes.unet_inputs(*shape) for shape in shapes]
    file = target / "unet.pt"
    difference = export_module(border, precision, inputs[0], inputs[1:], file)
    progress(f"{file.name}: {file.stat().st_size / 1e6:.1f} MB, differs from the model by {difference:.1e}")

    height, width = _default_size(unet_config, sizes.scale)
    lcm = scheduler["name"] == "lcm"
    fields = {
        "sdxl": {
            "latentChannels": sizes.channels,
            "vaeScaleFactor": sizes.scale,
            "vaeScalingFactor": vae_config.get("scaling_factor", 0.18215),
            "vaeDtype": str(decoder_precision.compute).removeprefix("torch."),
            "defaultHeight": height,
            "defaultWidth": width,
            "crossAttentionDimension": sizes.states,
            "pooledDimension": sizes.pooled,
            "forceZerosForEmptyPrompt": zeros,
            "timestepConditionDimension": sizes.condition,
        },
        "tokenizers": [
            tokenizer.write(target / name)
            for tokenizer, name in zip(tokenizers, ("tokenizer.json", "tokenizer_2.json"), strict=True)
        ],
        "scheduler": scheduler,
        "defaults": {
            "steps": steps or (4 if lcm else 25),
            "guidanceScale": guidance_scale if guidance_scale is not None else (8.0 if lcm else 5.0),
        },
    }
    return fields, f"SDXL-shaped diffusion model, {parameters / 1e6:.1f} million UNet parameters, {width}x{height}"


def _export_text_encoder(
    encoder: TextEncoder, tokenizer: BundleTokenizer, precision: Precision, file: Path, progress: Progress
) -> None:
    border = precision.apply(
        BorderTextEncoder(encoder), keep_float32=("encoder.text_model.final_layer_norm", "encoder.text_projection")
    )
    texts = torch.tensor([tokenizer.ids(text) for text in ("", "a photo of a red car", "two " * 100, "a b c")])
    difference = export_module(border, precision, (texts[:2],), [(texts[1:],), (texts[2:3],)], file)
    progress(f"{file.name}: {file.stat().st_size / 1e6:.1f} MB, differs from the model by {difference:.1e}")


def _check_sizes(unet: Mapping[str, Any], sizes: Sizes) -> None:
    embedded = _TIME_IDS * unet["addition_time_embed_dim"] + sizes.pooled
    cross = unet.get("cross_attention_dim", 1280)
    wanted = {
        "in_channels": (unet.get("in_channels", 4), sizes.channels, "latent channels of the vae"),
        "out_channels": (unet.get("out_channels", 4), sizes.channels, "latent channels of the vae"),
        "cross_attention_dim": (
            set(cross) if isinstance(cross, list) else {cross}, {sizes.states}, "width of both text encoders"
        ),
        "projection_class_embeddings_input_dim": (
            unet["projection_class_embeddings_input_dim"], embedded, "six time ids and the pooled projection"
        ),
    }
    for field, (found, expected, what) in wanted.items():
        if found != expected:
            raise UnsupportedConfig(f"unet config: {field}={found!r} is not supported ({what}: {expected!r})")


def _default_size(unet: Mapping[str, Any], scale: int) -> tuple[int, int]:
    size = unet.get("sample_size") or 128
    height, width = size if isinstance(size, (list, tuple)) else (size, size)
    return height * scale, width * scale
