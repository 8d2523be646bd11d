"""Modules of the full-size checkpoints, without their weights: parameters are counted."""

import json

import pytest
import torch
from conftest import RESOURCES
from steerscope_models.nn.clip import TextEncoder
from steerscope_models.nn.unet import UNet2DConditionModel
from steerscope_models.nn.vae import AutoencoderKL


@pytest.mark.parametrize(
    ("file", "factory", "parameters"),
    [
        ("sdxl-base/unet.json", UNet2DConditionModel, 2_567_463_684),
        ("ssd-1b/unet.json", UNet2DConditionModel, 1_331_334_404),
        ("sdxl-base/vae.json", AutoencoderKL, 83_653_863),
        ("sdxl-base/text_encoder.json", lambda config: TextEncoder(config, False, "text_encoder"), 123_060_480),
        ("sdxl-base/text_encoder_2.json", lambda config: TextEncoder(config, True, "text_encoder_2"), 694_659_840),
    ],
)
def test_full_size_modules_have_the_parameters_of_the_published_ones(file, factory, parameters):
    with torch.device("meta"):
        module = factory(json.loads((RESOURCES / file).read_text()))
    assert sum(parameter.numel() for parameter in module.parameters()) == parameters
