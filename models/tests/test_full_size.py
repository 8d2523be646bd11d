"""Modules of the full-size checkpoints, without their weights: parameters are counted."""

import pytest
import torch
from steerscope_models.nn.clip import CLIPModel, TextEncoder
from steerscope_models.nn.files import read_json
from steerscope_models.nn.unet import UNet2DConditionModel
from steerscope_models.nn.vae import AutoencoderKL
from steerscope_models.check import CONFIGS


def text_encoder(config):
    return TextEncoder(config, False, "text_encoder")


def text_encoder_2(config):
    return TextEncoder(config, True, "text_encoder_2")


@pytest.mark.parametrize(
    ("folder", "factory", "parameters"),
    [
        ("sdxl-base/unet", UNet2DConditionModel, 2_567_463_684),
        ("ssd-1b/unet", UNet2DConditionModel, 1_331_334_404),
        ("sdxl-base/vae", AutoencoderKL, 83_653_863),
        ("sdxl-base/text_encoder", text_encoder, 123_060_480),
        ("sdxl-base/text_encoder_2", text_encoder_2, 694_659_840),
        ("clip-vit-base-patch32", CLIPModel, 151_277_313),
        ("clip-vit-large-patch14", CLIPModel, 427_616_513),
    ],
)
def test_full_size_modules_have_the_parameters_of_the_published_ones(folder, factory, parameters):
    with torch.device("meta"):
        module = factory(read_json(CONFIGS / folder / "config.json"))
    assert sum(parameter.numel() for parameter in module.parameters()) == parameters


def test_ssd_1b_shares_all_but_the_unet_with_sdxl():
    for part in ("vae", "text_encoder", "text_encoder_2"):
        assert read_json(CONFIGS / "ssd-1b" / part / "config.json") == read_json(
            CONFIGS / "sdxl-base" / part / "config.json"
        )
