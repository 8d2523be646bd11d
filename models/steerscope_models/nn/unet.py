"""The conditional UNet of Stable Diffusion XL and its distilled relatives (SSD-1B, LCM)."""

from __future__ import annotations

from typing import Any, Mapping

import torch
from torch import Tensor, nn

from steerscope_models.nn.config import ConfigReader, layer_counts, per_block
from steerscope_models.nn.folder import FolderModel
from steerscope_models.nn.layers import (
    Downsample2D,
    ResnetBlock2D,
    TimestepEmbedding,
    Timesteps,
    Transformer2DModel,
    Upsample2D,
    activation,
)


class UNetStage(nn.Module):
    """Residual blocks of one resolution, each followed by a transformer where the stage has attention."""

    def __init__(self, resnets: list[nn.Module], attentions: list[nn.Module]):
        super().__init__()
        self.resnets = nn.ModuleList(resnets)
        if attentions:
            self.attentions = nn.ModuleList(attentions)
        self.has_attention = bool(attentions)

    def step(self, index: int, image: Tensor, time: Tensor, context: Tensor) -> Tensor:
        image = self.resnets[index](image, time)
        return self.attentions[index](image, context) if self.has_attention else image


class DownStage(UNetStage):
    """`DownBlock2D` or `CrossAttnDownBlock2D`: returns the image and every intermediate that the way up needs."""

    def __init__(self, resnets: list[nn.Module], attentions: list[nn.Module], downsampler: nn.Module | None):
        super().__init__(resnets, attentions)
        self.downsamplers = None if downsampler is None else nn.ModuleList([downsampler])

    def forward(self, image: Tensor, time: Tensor, context: Tensor) -> tuple[Tensor, list[Tensor]]:
        skips = []
        for index in range(len(self.resnets)):
            image = self.step(index, image, time, context)
            skips.append(image)
        if self.downsamplers is not None:
            image = self.downsamplers[0](image)
            skips.append(image)
        return image, skips


class UpStage(UNetStage):
    """`UpBlock2D` or `CrossAttnUpBlock2D`: takes the last intermediates of the way down from `skips`."""

    def __init__(self, resnets: list[nn.Module], attentions: list[nn.Module], upsampler: nn.Module | None):
        super().__init__(resnets, attentions)
        self.upsamplers = None if upsampler is None else nn.ModuleList([upsampler])

    def forward(self, image: Tensor, skips: list[Tensor], time: Tensor, context: Tensor) -> Tensor:
        for index in range(len(self.resnets)):
            image = self.step(index, torch.cat([image, skips.pop()], dim=1), time, context)
        if self.upsamplers is not None:
            image = self.upsamplers[0](image, skips[-1].shape[2], skips[-1].shape[3])
        return image


class MidStage(nn.Module):
    """`UNetMidBlock2D` (one residual block) or `UNetMidBlock2DCrossAttn` (a transformer between two)."""

    def __init__(self, resnets: list[nn.Module], attentions: list[nn.Module]):
        super().__init__()
        self.resnets = nn.ModuleList(resnets)
        if attentions:
            self.attentions = nn.ModuleList(attentions)
        self.has_attention = bool(attentions)

    def forward(self, image: Tensor, time: Tensor, context: Tensor) -> Tensor:
        image = self.resnets[0](image, time)
        if self.has_attention:
            image = self.resnets[1](self.attentions[0](image, context), time)
        return image


class UNet2DConditionModel(FolderModel):
    """Predicts noise, velocity or the clean latents from noisy latents, time, prompt and sizes.

    Parameter names and config fields are those of diffusers' class of the same name with
    `addition_embed_type` `text_time`. As there, `attention_head_dim` is the number of heads.
    """

    def __init__(self, config: Mapping[str, Any]):
        super().__init__()
        self.config = {key: value for key, value in config.items() if key != "_class_name"}
        reader = ConfigReader(config, "unet")
        down_types = reader.take(
            "down_block_types", ["CrossAttnDownBlock2D"] * 3 + ["DownBlock2D"]
        )
        up_types = reader.take("up_block_types", ["UpBlock2D"] + ["CrossAttnUpBlock2D"] * 3)
        mid_type = reader.only(
            "mid_block_type", "UNetMidBlock2DCrossAttn", "UNetMidBlock2D", None
        )
        channels = list(reader.take("block_out_channels", [320, 640, 1280, 1280]))
        blocks = len(channels)
        for field, types, allowed in (
            ("down_block_types", down_types, ("DownBlock2D", "CrossAttnDownBlock2D")),
            ("up_block_types", up_types, ("UpBlock2D", "CrossAttnUpBlock2D")),
        ):
            if len(types) != blocks or any(kind not in allowed for kind in types):
                raise reader.refuse(field, f"{blocks} of {' or '.join(allowed)} are needed")

        heads = per_block(reader, "attention_head_dim", 8, blocks)
        context = per_block(reader, "cross_attention_dim", 1280, blocks)
        layers = per_block(reader, "layers_per_block", 2, blocks)
        transformers = per_block(reader, "transformer_layers_per_block", 1, blocks)
        reverse = reader.take("reverse_transformer_layers_per_block")
        if reverse is None:
            if any(isinstance(entry, (list, tuple)) for entry in transformers):
                raise reader.refuse(
                    "transformer_layers_per_block", "nested lists need reverse_transformer_layers_per_block"
                )
            reverse_transformers = transformers[::-1]
        else:
            reverse_transformers = per_block(reader, "reverse_transformer_layers_per_block", None, blocks)

        groups = reader.take("norm_num_groups", 32)
        if groups is None:
            raise reader.refuse("norm_num_groups")
        act_fn = reader.take("act_fn", "silu")
        resnet_options = dict(
            groups=groups,
            eps=reader.take("norm_eps", 1e-5),
            act_fn=act_fn,
            time_scale_shift=reader.only("resnet_time_scale_shift", "default", "scale_shift"),
        )
        linear = bool(reader.take("use_linear_projection", False))
        time_channels = reader.take("time_embedding_dim") or 4 * channels[0]
        resnet_options["time_channels"] = time_channels

        self._refuse_what_is_not_built(reader)
        self.in_channels = reader.take("in_channels", 4)
        self.out_channels = reader.take("out_channels", 4)
        self.center_input_sample = bool(reader.take("center_input_sample", False))
        conv_in_kernel = reader.take("conv_in_kernel", 3)
        conv_out_kernel = reader.take("conv_out_kernel", 3)
        flip, shift = bool(reader.take("flip_sin_to_cos", True)), reader.take("freq_shift", 0)

        self.conv_in = nn.Conv2d(self.in_channels, channels[0], conv_in_kernel, padding=(conv_in_kernel - 1) // 2)
        self.time_proj = Timesteps(channels[0], flip, shift)
        self.time_cond_proj_dim = reader.take("time_cond_proj_dim")
        self.time_embedding = TimestepEmbedding(
            channels[0], time_channels, act_fn, reader.take("timestep_post_act"), self.time_cond_proj_dim
        )
        time_act = reader.take("time_embedding_act_fn")
        self.time_embed_act = None if time_act is None else activation(time_act)
        self.add_time_proj = Timesteps(reader.need("addition_time_embed_dim"), flip, shift)
        self.add_embedding = TimestepEmbedding(reader.need("projection_class_embeddings_input_dim"), time_channels)
        self.time_act = activation(act_fn)

        def resnet(in_channels: int, out_channels: int, scale: float = 1.0) -> ResnetBlock2D:
            return ResnetBlock2D(in_channels, out_channels, output_scale_factor=scale, **resnet_options)

        def transformer(width: int, block: int, count: int) -> Transformer2DModel:
            return Transformer2DModel(width, heads[block], count, context[block], groups, linear)

        padding = reader.take("downsample_padding", 1)
        self.down_blocks = nn.ModuleList()
        previous = channels[0]
        for block, (kind, width) in enumerate(zip(down_types, channels)):
            resnets = [resnet(previous if layer == 0 else width, width) for layer in range(layers[block])]
            attentions = []
            if kind == "CrossAttnDownBlock2D":
                counts = layer_counts(transformers[block], layers[block], reader, "transformer_layers_per_block")
                attentions = [transformer(width, block, count) for count in counts]
            last = block == blocks - 1
            self.down_blocks.append(DownStage(resnets, attentions, None if last else Downsample2D(width, padding)))
            previous = width

        self.mid_block = self._mid_block(reader, mid_type, channels[-1], transformers[-1], resnet, transformer)

        self.up_blocks = nn.ModuleList()
        for index, kind in enumerate(up_types):
            block = blocks - 1 - index
            width, below = channels[block], channels[max(block - 1, 0)]
            count = layers[block] + 1
            resnets = [
                resnet((previous if layer == 0 else width) + (below if layer == count - 1 else width), width)
                for layer in range(count)
            ]
            attentions = []
            if kind == "CrossAttnUpBlock2D":
                field = "transformer_layers_per_block" if reverse is None else "reverse_transformer_layers_per_block"
                counts = layer_counts(reverse_transformers[index], count, reader, field)
                attentions = [transformer(width, block, layer_count) for layer_count in counts]
            self.up_blocks.append(UpStage(resnets, attentions, None if block == 0 else Upsample2D(width)))
            previous = width

        self.conv_norm_out = nn.GroupNorm(groups, channels[0], eps=resnet_options["eps"])
        self.conv_act = activation(act_fn)
        self.conv_out = nn.Conv2d(channels[0], self.out_channels, conv_out_kernel, padding=(conv_out_kernel - 1) // 2)
        reader.finish()

    @staticmethod
    def _mid_block(reader, kind, width, transformers, resnet, transformer) -> MidStage | None:
        scale = reader.take("mid_block_scale_factor", 1)
        if kind is None:
            return None
        if kind == "UNetMidBlock2D":
            return MidStage([resnet(width, width, scale)], [])
        count = layer_counts(transformers, 1, reader, "transformer_layers_per_block")[0]
        return MidStage([resnet(width, width, scale), resnet(width, width, scale)], [transformer(width, -1, count)])

    @staticmethod
    def _refuse_what_is_not_built(reader: ConfigReader) -> None:
        reader.only("addition_embed_type", "text_time")
        reader.only("time_embedding_type", "positional")
        reader.only("attention_type", "default")
        reader.only("class_embeddings_concat", False)
        reader.only("dual_cross_attention", False)
        reader.only("num_attention_heads", None)
        for field in ("class_embed_type", "num_class_embeds", "encoder_hid_dim", "encoder_hid_dim_type"):
            reader.only(field, None)
        only_cross = reader.take("only_cross_attention", False)
        if only_cross if isinstance(only_cross, bool) else any(only_cross):
            raise reader.refuse("only_cross_attention")
        # Of no effect on the supported blocks with scaled-dot-product attention.
        reader.ignore(
            "sample_size", "dropout", "upcast_attention", "resnet_skip_time_act", "resnet_out_scale_factor",
            "cross_attention_norm", "mid_block_only_cross_attention", "addition_embed_type_num_heads",
        )
        # Left in the config by training scripts that kept a moving average.
        reader.ignore(
            "decay", "inv_gamma", "min_decay", "optimization_step", "power", "update_after_step", "use_ema_warmup",
        )

    def forward(
        self,
        sample: Tensor,
        timestep: Tensor | float,
        encoder_hidden_states: Tensor,
        text_embeds: Tensor,
        time_ids: Tensor,
        timestep_cond: Tensor | None = None,
    ) -> Tensor:
        """`sample [B, C, h, w]`, `timestep [B]` or one number, `encoder_hidden_states [B, L, d]`,
        `text_embeds [B, p]`, `time_ids [B, 6]`, `timestep_cond [B, n]` -> `[B, C, h, w]`."""
        if self.center_input_sample:
            sample = 2 * sample - 1
        if not isinstance(timestep, Tensor):
            timestep = torch.tensor([timestep], device=sample.device)
        timestep = timestep.reshape(-1).expand(sample.shape[0])
        time = self.time_embedding(self.time_proj(timestep).type_as(sample), timestep_cond)
        sizes = self.add_time_proj(time_ids.flatten()).unflatten(0, (time_ids.shape[0], -1)).flatten(1)
        time = time + self.add_embedding(torch.cat([text_embeds, sizes.type_as(text_embeds)], dim=1).type_as(time))
        if self.time_embed_act is not None:
            time = self.time_embed_act(time)
        time = self.time_act(time)

        image = self.conv_in(sample)
        skips = [image]
        for stage in self.down_blocks:
            image, stage_skips = stage(image, time, encoder_hidden_states)
            skips.extend(stage_skips)
        if self.mid_block is not None:
            image = self.mid_block(image, time, encoder_hidden_states)
        for stage in self.up_blocks:
            image = stage(image, skips, time, encoder_hidden_states)
        return self.conv_out(self.conv_act(self.conv_norm_out(image)))
