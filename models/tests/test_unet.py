"""UNet and autoencoder: configs that are built, saved, traced, and refused by name."""

import pytest
import torch
from steerscope_models.nn.config import IgnoredField, UnsupportedConfig
from steerscope_models.nn.files import BrokenFolder
from steerscope_models.nn.unet import UNet2DConditionModel
from steerscope_models.nn.vae import AutoencoderKL

UNET = {
    "down_block_types": ["DownBlock2D", "CrossAttnDownBlock2D"],
    "up_block_types": ["CrossAttnUpBlock2D", "UpBlock2D"],
    "block_out_channels": [8, 16],
    "layers_per_block": 1,
    "attention_head_dim": [2, 4],
    "norm_num_groups": 4,
    "cross_attention_dim": 12,
    "addition_embed_type": "text_time",
    "addition_time_embed_dim": 4,
    "projection_class_embeddings_input_dim": 30,
    "use_linear_projection": True,
}
VAE = {
    "block_out_channels": [8, 16],
    "down_block_types": ["DownEncoderBlock2D"] * 2,
    "up_block_types": ["UpDecoderBlock2D"] * 2,
    "norm_num_groups": 4,
}


def inputs(batch: int, height: int, width: int, channels: int = 4) -> tuple[torch.Tensor, ...]:
    return (
        torch.randn(batch, channels, height, width),
        torch.rand(batch) * 999,
        torch.randn(batch, 5, 12),
        torch.randn(batch, 6),
        torch.randint(0, 1024, (batch, 6)).float(),
    )


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"use_linear_projection": False},
        {"mid_block_type": "UNetMidBlock2D"},
        {"mid_block_type": None},
        {"resnet_time_scale_shift": "scale_shift"},
        {"layers_per_block": [1, 2]},
        {"transformer_layers_per_block": [0, 3]},
        {"transformer_layers_per_block": [0, [2]], "reverse_transformer_layers_per_block": [[2, 3], 0]},
        {"attention_head_dim": 4},
        {"downsample_padding": 0},
        {"time_embedding_dim": 24, "timestep_post_act": "silu", "time_embedding_act_fn": "silu"},
    ],
    ids=str,
)
def test_supported_configs_keep_the_shape_and_treat_rows_alone(change):
    unet = UNet2DConditionModel({**UNET, **change}).eval()
    batch = inputs(3, 8, 12)
    with torch.inference_mode():
        output = unet(*batch)
        alone = unet(*(value[1:2] for value in batch))
    assert output.shape == batch[0].shape
    torch.testing.assert_close(output[1:2], alone, rtol=1e-4, atol=1e-5)


def test_heights_that_do_not_halve_evenly_are_kept():
    unet = UNet2DConditionModel(UNET).eval()
    with torch.inference_mode():
        assert unet(*inputs(1, 7, 9)).shape == (1, 4, 7, 9)


def test_guidance_condition_changes_the_output():
    unet = UNet2DConditionModel({**UNET, "time_cond_proj_dim": 10}).eval()
    batch = inputs(2, 8, 8)
    with torch.inference_mode():
        assert not torch.allclose(unet(*batch, torch.randn(2, 10)), unet(*batch, torch.zeros(2, 10)))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("addition_embed_type", "text_image"),
        ("class_embed_type", "timestep"),
        ("encoder_hid_dim", 64),
        ("time_embedding_type", "fourier"),
        ("attention_type", "gated"),
        ("dual_cross_attention", True),
        ("only_cross_attention", [False, True]),
        ("num_attention_heads", 8),
        ("norm_num_groups", None),
        ("mid_block_type", "UNetMidBlock2DSimpleCrossAttn"),
        ("resnet_time_scale_shift", "spatial"),
        ("down_block_types", ["DownBlock2D", "SimpleCrossAttnDownBlock2D"]),
        ("transformer_layers_per_block", [0, [2]]),
        ("attention_head_dim", [2, 4, 8]),
        ("layers_of_tomorrow", 3),
    ],
)
def test_unsupported_config_is_refused_by_name(field, value):
    with pytest.raises(UnsupportedConfig, match=field):
        UNet2DConditionModel({**UNET, field: value})


def test_unknown_field_that_cannot_change_the_result_is_told():
    with pytest.warns(IgnoredField, match="unet config: a_note=3 is not known, and taken to be without effect"):
        UNet2DConditionModel({**UNET, "a_note": 3})


def test_saved_model_is_loaded_again(tmp_path):
    unet = UNet2DConditionModel(UNET).eval()
    unet.save_pretrained(tmp_path / "unet")
    unet.save_pretrained(tmp_path / "unet", variant="fp16")
    again = UNet2DConditionModel.from_pretrained(tmp_path / "unet").eval()
    half = UNet2DConditionModel.from_pretrained(tmp_path / "unet", variant="fp16").eval()
    batch = inputs(1, 8, 8)
    with torch.inference_mode():
        assert torch.equal(unet(*batch), again(*batch))
        torch.testing.assert_close(unet(*batch), half(*batch), rtol=0.02, atol=0.02)


def test_weights_that_do_not_fit_the_config_are_named(tmp_path):
    UNet2DConditionModel(UNET).save_pretrained(tmp_path)
    config = (tmp_path / "config.json").read_text()
    (tmp_path / "config.json").write_text(config.replace('"cross_attention_dim": 12', '"cross_attention_dim": 13'))
    with pytest.raises(BrokenFolder, match=r"attn2\.to_k\.weight is \[16, 12\], the config asks for \[16, 13\]"):
        UNet2DConditionModel.from_pretrained(tmp_path)


def test_half_precision_keeps_the_time_embedding_exact():
    unet = UNet2DConditionModel(UNET)
    before = unet.time_proj(torch.tensor([999.0]))
    assert torch.equal(unet.to(torch.bfloat16).time_proj(torch.tensor([999.0])), before)


@pytest.mark.parametrize(
    "change", [{}, {"mid_block_add_attention": False}, {"use_quant_conv": False, "use_post_quant_conv": False}], ids=str
)
def test_autoencoder_halves_and_doubles(change):
    vae = AutoencoderKL({**VAE, **change}).eval()
    with torch.inference_mode():
        mean, log_variance = vae.encode(torch.randn(2, 3, 16, 24))
        assert mean.shape == log_variance.shape == (2, 4, 8, 12)
        assert vae.decode(mean).shape == (2, 3, 16, 24)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("down_block_types", ["AttnDownEncoderBlock2D", "DownEncoderBlock2D"]),
        ("act_fnn", "silu"),
    ],
)
def test_unsupported_autoencoder_is_refused_by_name(field, value):
    with pytest.raises(UnsupportedConfig, match=field):
        AutoencoderKL({**VAE, field: value})


def test_autoencoder_weights_with_old_attention_names_are_loaded(tmp_path):
    from safetensors.torch import load_file, save_file

    vae = AutoencoderKL(VAE).eval()
    vae.save_pretrained(tmp_path)
    file = tmp_path / "diffusion_pytorch_model.safetensors"
    old = {"to_q": "query", "to_k": "key", "to_v": "value", "to_out.0": "proj_attn"}
    tensors = load_file(file)
    for new, name in old.items():
        tensors = {key.replace(f".{new}.", f".{name}."): value for key, value in tensors.items()}
    save_file(tensors, file)
    latents = torch.randn(1, 4, 4, 4)
    with torch.inference_mode():
        assert torch.equal(AutoencoderKL.from_pretrained(tmp_path).eval().decode(latents), vae.decode(latents))
