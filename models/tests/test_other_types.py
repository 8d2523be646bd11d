"""A bundle's weights are stored once and computed in any type: the method `compute_in` of its modules."""

import json

import pytest
import torch

from steerscope_models.export.precision import COMPUTED_IN, DTYPES, SCALAR_TYPES
from steerscope_models.export.torchscript import _relative
from steerscope_models.toybox import sources

MODULES = ("text_encoder", "text_encoder_2", "unet", "vae_decoder")


def load(bundle, module, dtype=None):
    loaded = torch.jit.load(str(bundle / f"{module}.pt"))
    if dtype is not None:
        loaded.compute_in(torch.tensor(SCALAR_TYPES[dtype]))
    return loaded


def types(module):
    return {tensor.dtype for name, tensor in module.named_parameters()}


@pytest.fixture(scope="module")
def bundles(sdxl_folder, tmp_path_factory):
    """The same checkpoint, exported in every type from weights that bfloat16 holds."""
    from steerscope_models import cli

    root = tmp_path_factory.mktemp("types")
    for dtype in ("bfloat16", "float32"):
        options = [] if dtype == "bfloat16" else ["--storage", "bfloat16"]
        status = cli.main(
            ["export", "--source", str(sdxl_folder), "--bundle", str(root / dtype), "--dtype", dtype, *options]
        )
        assert status == 0
    return root


def inputs(module):
    generator = torch.Generator().manual_seed(1)
    if module.startswith("text"):
        return (torch.randint(0, 49408, (2, 77), generator=generator),)
    return {
        "vae_decoder": (torch.randn(1, 4, 8, 8, generator=generator),),
        "unet": (
            torch.randn(1, 4, 8, 8, generator=generator), torch.tensor([500.0]),
            torch.randn(1, 77, 32, generator=generator), torch.randn(1, 16, generator=generator),
            torch.tensor([[64.0, 64, 0, 0, 64, 64]]),
        ),
    }[module]


def first(output):
    return output if isinstance(output, torch.Tensor) else output[0]


@pytest.mark.parametrize("module", MODULES)
def test_weights_of_bfloat16_expand_to_what_a_float32_export_of_them_computes(bundles, module):
    with torch.inference_mode():
        expanded = first(load(bundles / "bfloat16", module, torch.float32)(*inputs(module)))
        exported = first(load(bundles / "float32", module)(*inputs(module)))
        own = first(load(bundles / "bfloat16", module)(*inputs(module)))
    assert expanded.dtype == own.dtype == torch.float32
    # Small weights (norms, biases) are float32 in the one and rounded to bfloat16 in the other.
    assert _relative(expanded, exported) < 0.02
    assert 0 < _relative(own, expanded) < 0.1


@pytest.mark.parametrize("dtype", DTYPES.values(), ids=DTYPES.keys())
@pytest.mark.parametrize("module", MODULES)
def test_all_weights_are_converted_but_those_that_stay_float32(bundles, module, dtype):
    converted = load(bundles / "bfloat16", module, dtype)
    kept = [name for name, tensor in converted.named_parameters() if tensor.dtype != dtype]
    if dtype == torch.float32 or not module.startswith("text"):
        assert kept == []
    else:
        assert kept and all(name.startswith(("encoder.text_model.final_layer_norm", "encoder.text_projection"))
                            for name in kept)
    buffers = dict(converted.named_buffers())
    if COMPUTED_IN in buffers:
        assert buffers[COMPUTED_IN].dtype == dtype


def test_conversion_there_and_back_loses_nothing_where_the_other_type_is_wider(bundles):
    own, back = load(bundles / "bfloat16", "unet"), load(bundles / "bfloat16", "unet", torch.float32)
    back.compute_in(torch.tensor(SCALAR_TYPES[torch.bfloat16]))
    with torch.inference_mode():
        assert torch.equal(own(*inputs("unet")), back(*inputs("unet")))


def test_the_manifest_names_the_types(bundles):
    description = json.loads((bundles / "bfloat16" / "bundle.json").read_text())
    assert description["dtype"] == "bfloat16"
    assert description["dtypes"] == ["float32", "bfloat16", "float16"]


def test_a_type_whose_values_overflow_is_not_named(export, clip_folder, tmp_path):
    from safetensors.torch import load_file, save_file

    weights = load_file(clip_folder / "model.safetensors")
    name = next(name for name in weights if name.endswith("vision_model.encoder.layers.0.mlp.fc1.weight"))
    weights[name] = weights[name] * 1e6
    folder = tmp_path / "large"
    folder.mkdir()
    for file in clip_folder.iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    save_file(weights, folder / "model.safetensors")
    assert export(folder, tmp_path / "bundle")[0] == 0
    assert json.loads((tmp_path / "bundle" / "bundle.json").read_text())["dtypes"] == ["float32", "bfloat16"]


@pytest.mark.parametrize("name", ["toybox-clip", "toybox-sdxl"])
def test_sources_of_the_toy_models_export_to_the_same_numbers(export, tmp_path, name):
    bundle = sources.BUNDLES / name
    if name == "toybox-clip":
        sources.write_clip(bundle, "clip-scorer", tmp_path / "source")
        options, module, inputs_ = ("--storage", "float16"), "image_encoder", (torch.randn(2, 3, 64, 64),)
    else:
        sources.write_sdxl(bundle, tmp_path / "source")
        options, module, inputs_ = ("--dtype", "bfloat16"), "text_encoder", (torch.randint(0, 90, (2, 24)),)
    assert export(tmp_path / "source", tmp_path / "again", *options) == (0, "")
    with torch.inference_mode():
        assert torch.equal(load(bundle, module)(*inputs_), load(tmp_path / "again", module)(*inputs_))
