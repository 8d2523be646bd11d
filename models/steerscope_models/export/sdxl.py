"""A diffusers StableDiffusionXLPipeline folder as a bundle of kind `sdxl`."""

from __future__ import annotations

import gc
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import nn

from steerscope_models.export.bundle import Progress, require_space_for
from steerscope_models.export.precision import Precision
from steerscope_models.export.refusals import of_pipeline
from steerscope_models.export.scheduler import read_name, read_scheduler
from steerscope_models.export.sdxl_modules import BorderDecoder, BorderTextEncoder, BorderUNet
from steerscope_models.export.tokenizer import BundleTokenizer, read_tokenizer
from steerscope_models.export.torchscript import ExportedModule, Inputs, common_types, export_module
from steerscope_models.nn.clip import CLIPTextTransformer, TextEncoder, load_clip
from steerscope_models.nn.config import UnsupportedConfig
from steerscope_models.nn.files import BrokenFolder, read_json
from steerscope_models.nn.folder import build
from steerscope_models.nn.unet import UNet2DConditionModel
from steerscope_models.nn.vae import AutoencoderKL
from steerscope_models.nn.weights import DIFFUSERS_STEM, TRANSFORMERS_STEM, check_readable, read_tensors, weight_files

_PARTS = {
    "unet": ("UNet2DConditionModel",),
    "vae": ("AutoencoderKL",),
    # With a projection, the pipeline of diffusers would take the pooled embedding of this encoder.
    "text_encoder": ("CLIPTextModel",),
    "text_encoder_2": ("CLIPTextModelWithProjection",),
}
_TEXT_ENCODERS = {"text_encoder": "tokenizer", "text_encoder_2": "tokenizer_2"}
_TIME_IDS = 6
_TEXTS = ("", "a photo of a red car", "two " * 100, "a b c")


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


@dataclass(frozen=True)
class Checkpoint:
    """Everything of a folder but its weights."""

    folder: Path
    variant: str | None
    unet: dict[str, Any]
    vae: dict[str, Any]
    scheduler: dict[str, Any]
    force_zeros: bool
    tokenizers: dict[str, BundleTokenizer]
    sizes: Sizes
    parameters: dict[str, int]

    @classmethod
    def read(cls, folder: Path, variant: str | None, solver: str | None, progress: Progress) -> Checkpoint:
        """Reads all configs and tokenizers: a folder that cannot be exported is refused in seconds, not minutes."""
        index = read_json(folder / "model_index.json")
        _check_index(index)
        # A pipeline is loaded with the class that its index names, which need not be the one that wrote the config.
        kind = (index.get("scheduler") or [None, None])[1]
        scheduler = _read_scheduler(read_json(folder / "scheduler" / "scheduler_config.json"), kind, solver, progress)
        vae, unet = (read_json(folder / part / "config.json") for part in ("vae", "unet"))
        modules = {
            "vae": build(lambda: AutoencoderKL(vae), folder / "vae"),
            "unet": build(lambda: UNet2DConditionModel(unet), folder / "unet"),
        }
        for part in _PARTS:
            stem = TRANSFORMERS_STEM if part in _TEXT_ENCODERS else DIFFUSERS_STEM
            check_readable(weight_files(folder / part, stem, variant))
        encoders = {part: _empty_text_encoder(folder / part) for part in _TEXT_ENCODERS}
        tokenizers = {part: _read_tokenizer(folder, part, encoder, progress) for part, encoder in encoders.items()}
        lengths = {tokenizer.max_length for tokenizer in tokenizers.values()}
        if len(lengths) > 1:
            raise BrokenFolder(f"{folder}: the two tokenizers have different lengths: {sorted(lengths)}")
        sizes = Sizes(
            channels=vae.get("latent_channels", 4),
            scale=2 ** (len(vae.get("block_out_channels", [64])) - 1),
            states=sum(encoder.text_model.width for encoder in encoders.values()),
            pooled=encoders["text_encoder_2"].projection_dim,
            length=lengths.pop(),
            condition=unet.get("time_cond_proj_dim"),
        )
        _check_sizes(unet, vae, sizes)
        parameters = {part: _count(module) for part, module in {**encoders, **modules}.items()}
        force_zeros = bool(index.get("force_zeros_for_empty_prompt", True))
        return cls(folder, variant, unet, vae, scheduler, force_zeros, tokenizers, sizes, parameters)


def _count(module: nn.Module) -> int:
    """Parameters that an export of a module writes; of an autoencoder only the decoder."""
    return sum(
        parameter.numel() for name, parameter in module.named_parameters()
        if not isinstance(module, AutoencoderKL) or name.startswith(("decoder.", "post_quant_conv."))
    )


def _check_index(index: Mapping[str, Any]) -> None:
    if index.get("_class_name") != "StableDiffusionXLPipeline":
        kind = index.get("_class_name")
        raise UnsupportedConfig(f"model_index.json: _class_name={kind!r} is not supported: {of_pipeline(kind)}")
    for part, supported in _PARTS.items():
        kind = (index.get(part) or [None, None])[1]
        if kind not in supported:
            raise UnsupportedConfig(
                f"model_index.json: {part}={kind!r} is not supported (supported: {', '.join(map(repr, supported))})"
            )


def _read_scheduler(
    config: Mapping[str, Any], kind: str | None, solver: str | None, progress: Progress
) -> dict[str, Any]:
    scheduler = read_scheduler(config, kind, solver)
    if solver and read_name(kind or config.get("_class_name")) != solver:
        progress(f"scheduler: {solver}, as asked for, in place of the checkpoint's {kind or config['_class_name']}")
    return scheduler


def _empty_text_encoder(folder: Path) -> TextEncoder:
    config = read_json(folder / "config.json")
    return build(lambda: TextEncoder(config, folder.name == "text_encoder_2", folder.name), folder)


def _read_tokenizer(folder: Path, part: str, encoder: TextEncoder, progress: Progress) -> BundleTokenizer:
    model: CLIPTextTransformer = encoder.text_model
    tokenizer = read_tokenizer(folder / _TEXT_ENCODERS[part], model.max_length, None)
    rows = model.embeddings.token_embedding.num_embeddings
    if max(tokenizer.bos or 0, tokenizer.eos, tokenizer.pad) >= rows:
        raise BrokenFolder(f"{folder / _TEXT_ENCODERS[part]}: its special tokens go beyond the {rows} tokens of {part}")
    if encoder.projection_dim is not None and model.eos_token_id not in (2, tokenizer.eos):
        progress(
            f"{part}: texts end with token {tokenizer.eos}, but eos_token_id is {model.eos_token_id}; as in"
            " transformers, a text without that token is pooled at its first one"
        )
    return tokenizer


def _check_sizes(unet: Mapping[str, Any], vae: Mapping[str, Any], sizes: Sizes) -> None:
    embedded = _TIME_IDS * unet["addition_time_embed_dim"] + sizes.pooled
    cross = unet.get("cross_attention_dim", 1280)
    wanted = {
        "unet in_channels": (unet.get("in_channels", 4), sizes.channels, "latent channels of the vae"),
        "unet out_channels": (unet.get("out_channels", 4), sizes.channels, "latent channels of the vae"),
        "unet cross_attention_dim": (
            cross, [sizes.states] * len(cross) if isinstance(cross, list) else sizes.states,
            "width of both text encoders",
        ),
        "unet projection_class_embeddings_input_dim": (
            unet["projection_class_embeddings_input_dim"], embedded, "six time ids and the pooled projection"
        ),
        "vae out_channels": (vae.get("out_channels", 3), 3, "red, green and blue"),
    }  # fmt: skip
    for field, (found, expected, what) in wanted.items():
        if found != expected:
            part, name = field.split()
            raise UnsupportedConfig(f"{part} config: {name}={found!r} is not supported ({what}: {expected!r})")


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
    solver: str | None,
    steps: int | None,
    guidance_scale: float | None,
    progress: Progress,
) -> tuple[dict[str, Any], str]:
    """Writes modules and tokenizers to `target`; returns the bundle's fields and a description.

    `solver` names the scheduler of the bundle where it is not to be the checkpoint's own.
    """
    checkpoint = Checkpoint.read(folder, variant, solver, progress)
    require_space_for(target, checkpoint.parameters.values(), precision.storage)
    exported = [_export_text_encoder(checkpoint, part, precision, target, progress) for part in _TEXT_ENCODERS]
    decoder_precision = vae_precision(checkpoint.vae, precision, vae_compute)
    _export_decoder(checkpoint, decoder_precision, target, progress)
    gc.collect()
    unet, parameters = _export_unet(checkpoint, precision, target, progress)
    # Not the decoder's: where it cannot compute in float16, the pipeline runs it in float32.
    exported.append(unet)

    sizes = checkpoint.sizes
    height, width = _default_size(checkpoint.unet, sizes.scale)
    lcm = checkpoint.scheduler["name"] == "lcm"
    fields = {
        "dtypes": common_types(precision.compute, exported),
        "sdxl": {
            "latentChannels": sizes.channels,
            "vaeScaleFactor": sizes.scale,
            "vaeScalingFactor": checkpoint.vae.get("scaling_factor", 0.18215),
            "vaeDtype": str(decoder_precision.compute).removeprefix("torch."),
            "defaultHeight": height,
            "defaultWidth": width,
            "crossAttentionDimension": sizes.states,
            "pooledDimension": sizes.pooled,
            "forceZerosForEmptyPrompt": checkpoint.force_zeros,
            "timestepConditionDimension": sizes.condition,
        },
        "tokenizers": [
            tokenizer.write(target / f"{_TEXT_ENCODERS[part]}.json")
            for part, tokenizer in checkpoint.tokenizers.items()
        ],
        "scheduler": checkpoint.scheduler,
        "defaults": {
            "steps": steps or (4 if lcm else 25),
            "guidanceScale": guidance_scale if guidance_scale is not None else (8.0 if lcm else 5.0),
        },
    }
    return fields, f"SDXL-shaped diffusion model, {parameters / 1e6:.1f} million UNet parameters, {width}x{height}"


def _export_text_encoder(
    checkpoint: Checkpoint, part: str, precision: Precision, target: Path, progress: Progress
) -> ExportedModule:
    encoder = _empty_text_encoder(checkpoint.folder / part)
    files = weight_files(checkpoint.folder / part, TRANSFORMERS_STEM, checkpoint.variant)
    load_clip(encoder, {name: value.float() for name, value in read_tensors(files)}, part)
    precision = precision.keeping("encoder.text_model.final_layer_norm", "encoder.text_projection")
    border = precision.apply(BorderTextEncoder(encoder))
    texts = torch.tensor([checkpoint.tokenizers[part].ids(text) for text in _TEXTS])
    file = target / f"{part}.pt"
    try:
        exported = export_module(border, precision, (texts[:2],), [(texts[1:],), (texts[2:3],)], file)
    except IndexError:
        rows = encoder.text_model.embeddings.token_embedding.num_embeddings
        folder = checkpoint.folder / _TEXT_ENCODERS[part]
        raise BrokenFolder(f"{folder}: it gives ids beyond the {rows} tokens of {part}") from None
    progress(exported.line)
    return exported


def _export_decoder(checkpoint: Checkpoint, precision: Precision, target: Path, progress: Progress) -> None:
    vae = AutoencoderKL.from_pretrained(checkpoint.folder / "vae", checkpoint.variant)
    decoder = precision.apply(BorderDecoder(vae))
    channels = checkpoint.sizes.channels
    latents = [torch.randn(batch, channels, h, w) for batch, h, w in ((2, 12, 8), (1, 8, 12), (3, 9, 7))]
    file = target / "vae_decoder.pt"
    progress(export_module(decoder, precision, (latents[0],), [(row,) for row in latents[1:]], file).line)


def _export_unet(checkpoint: Checkpoint, precision: Precision, target: Path, progress: Progress) -> tuple[ExportedModule, int]:
    unet = UNet2DConditionModel.from_pretrained(checkpoint.folder / "unet", checkpoint.variant, precision.loading)
    parameters = sum(parameter.numel() for parameter in unet.parameters())
    border = precision.apply(BorderUNet(unet))
    step = 2 ** (len(checkpoint.unet.get("block_out_channels", [320] * 4)) - 1)
    shapes = ((2, 3 * step, 2 * step), (1, 2 * step, 4 * step), (3, 3 * step - 1, 2 * step + 1))
    inputs = [checkpoint.sizes.unet_inputs(*shape) for shape in shapes]
    file = target / "unet.pt"
    exported = export_module(border, precision, inputs[0], inputs[1:], file)
    progress(exported.line)
    return exported, parameters


def _default_size(unet: Mapping[str, Any], scale: int) -> tuple[int, int]:
    size = unet.get("sample_size") or 128
    height, width = size if isinstance(size, (list, tuple)) else (size, size)
    return height * scale, width * scale
