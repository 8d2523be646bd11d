"""The parts of an SDXL pipeline with float32 at their inputs and outputs, whatever they compute in."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from steerscope_models.export.precision import COMPUTED_IN
from steerscope_models.nn.clip import TextEncoder
from steerscope_models.nn.unet import UNet2DConditionModel
from steerscope_models.nn.vae import AutoencoderKL


class BorderTextEncoder(nn.Module):
    """Token ids to `hidden_states[-2]`, and with a projection also to the pooled state, in float32."""

    def __init__(self, encoder: TextEncoder):
        super().__init__()
        self.encoder = encoder

    def forward(self, ids: Tensor) -> Tensor | tuple[Tensor, Tensor]:
        result = self.encoder(ids)
        if isinstance(result, tuple):
            return result[0].float(), result[1].float()
        return result.float()


class BorderUNet(nn.Module):
    """The UNet with float32 inputs and output; timestep and time ids stay float32 up to their embedding."""

    def __init__(self, unet: UNet2DConditionModel):
        super().__init__()
        self.unet = unet
        self.register_buffer(COMPUTED_IN, torch.empty(0), persistent=False)

    def forward(
        self, sample: Tensor, timestep: Tensor, states: Tensor, pooled: Tensor, time_ids: Tensor, *condition: Tensor
    ) -> Tensor:
        sample, states, pooled, *condition = (
            value.type_as(self.computed_in) for value in (sample, states, pooled, *condition)
        )
        return self.unet(sample, timestep, states, pooled, time_ids, *condition).float()


class BorderDecoder(nn.Module):
    """Latents divided by the scaling factor to an image, in float32.

    A config's `latents_mean` and `latents_std` are applied here: the pipeline's `x * std / scaling + mean`.
    """

    def __init__(self, vae: AutoencoderKL):
        super().__init__()
        self.post_quant_conv = vae.post_quant_conv
        self.decoder = vae.decoder
        self.register_buffer(COMPUTED_IN, torch.empty(0), persistent=False)
        mean, std = vae.config.get("latents_mean"), vae.config.get("latents_std")
        self.has_statistics = mean is not None and std is not None
        if self.has_statistics:
            self.register_buffer("mean", torch.tensor(mean, dtype=torch.float32).view(1, -1, 1, 1))
            self.register_buffer("std", torch.tensor(std, dtype=torch.float32).view(1, -1, 1, 1))

    def forward(self, latents: Tensor) -> Tensor:
        if self.has_statistics:
            latents = latents * self.std + self.mean
        latents = latents.type_as(self.computed_in)
        if self.post_quant_conv is not None:
            latents = self.post_quant_conv(latents)
        return self.decoder(latents).float()
