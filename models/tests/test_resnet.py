"""ResNets without their classifiers against transformers, as modules and as bundles of kind `image`."""

import json
import sys
from pathlib import Path

import pytest
import torch
import transformers
from PIL import Image
from reference_pixels import preprocess
from safetensors.torch import load_file, save_file

from steerscope_models import cli
from steerscope_models.export.folded import fold
from steerscope_models.export.precision import DTYPES, SCALAR_TYPES
from steerscope_models.export.preprocessing import read_preprocessing
from steerscope_models.nn.config import UnsupportedConfig
from steerscope_models.nn.resnet import ResNetModel, load_resnet

sys.path.append(str(Path(__file__).parent / "reference"))

from clip_samples import write_images  # noqa: E402
from resnet_checkpoints import PREPROCESSOR, random_model, write  # noqa: E402

transformers.logging.disable_progress_bar()
SHAPES = {
    "bottleneck": {},
    "basic": {"layer_type": "basic"},
    "downsampled-first-in-bottleneck": {"downsample_in_bottleneck": True},
    "downsampled-in-the-first-stage": {"downsample_in_first_stage": True},
    "basic-downsampled-in-the-first-stage": {"layer_type": "basic", "downsample_in_first_stage": True},
    "no-shortcut-in-the-first-stage": {"embedding_size": 16},
    "one-stage": {"hidden_sizes": [12], "depths": [1]},
    "four-deep-stages": {"hidden_sizes": [8, 8, 16, 20], "depths": [3, 4, 6, 3]},
}
EVERY = pytest.mark.parametrize("config", SHAPES.values(), ids=SHAPES.keys())


def description(bundle):
    return json.loads((bundle / "bundle.json").read_text())


def relative(found, wanted):
    return ((found - wanted).abs().max() / wanted.abs().max()).item()


@EVERY
@pytest.mark.parametrize("classifier", [False, True], ids=["base", "classifier"])
def test_features_are_the_pooled_ones_of_transformers_with_and_without_folding(config, classifier):
    reference = random_model(config, 3, classifier)
    model = ResNetModel(reference.config.to_dict()).eval()
    load_resnet(model, reference.state_dict(), "resnet")
    base = reference.resnet if classifier else reference
    for height, width in ((64, 64), (75, 50), (33, 97)):
        pixels = torch.randn(3, 3, height, width)
        with torch.inference_mode():
            wanted = base(pixels).pooler_output.flatten(1)
            assert relative(model(pixels), wanted) < 1e-5
    fold(model)
    with torch.inference_mode():
        assert relative(model(pixels), wanted) < 1e-5
    assert not [name for name in model.state_dict() if "normalization" in name]


@EVERY
def test_exported_file_gives_the_features_of_transformers(config, export, tmp_path):
    folder = write(tmp_path / "hf", 5, config)
    assert export(folder, tmp_path / "bundle") == (0, "")
    made = description(tmp_path / "bundle")
    assert made["kind"] == "image" and made["image"].keys() == {
        "embeddingDimension", "normalised", "preprocessing", "imageHeight", "imageWidth"
    }  # fmt: skip
    assert made["files"].keys() == {"image_encoder.pt"} and "tokenizer" not in made
    pixels = torch.randn(4, 3, made["image"]["imageHeight"], made["image"]["imageWidth"])
    model = transformers.ResNetModel.from_pretrained(folder).eval()
    with torch.inference_mode():
        found = torch.jit.load(str(tmp_path / "bundle" / "image_encoder.pt"))(pixels)
        wanted = model(pixels).pooler_output.flatten(1)
    assert found.shape == (4, made["image"]["embeddingDimension"])
    assert relative(found, wanted) < 1e-5
    # Raw features: not of length 1.
    assert made["image"]["normalised"] is False
    assert (torch.linalg.vector_norm(found, dim=1) - 1).abs().min() > 0.01


@pytest.mark.parametrize("dtype", ["bfloat16", "float16"])
def test_every_type_comes_near_to_float32_and_gives_float32(dtype, export, tmp_path):
    folder = write(tmp_path / "hf", 5)
    assert export(folder, tmp_path / "full")[0] == 0
    assert export(folder, tmp_path / "low", "--dtype", dtype)[0] == 0
    assert description(tmp_path / "low")["dtype"] == dtype
    assert description(tmp_path / "low")["dtypes"] == ["float32", "bfloat16", "float16"]
    pixels = torch.randn(2, 3, 56, 56)
    full, converted, low = (
        torch.jit.load(str(tmp_path / name / "image_encoder.pt")) for name in ("full", "full", "low")
    )
    converted.compute_in(torch.tensor(SCALAR_TYPES[DTYPES[dtype]]))
    with torch.inference_mode():
        for module in (converted, low):
            found = module(pixels)
            assert found.dtype == torch.float32 and 0 < relative(found, full(pixels)) < 0.05


def test_compact_storage_halves_the_file(export, tmp_path):
    folder = write(tmp_path / "hf", 5, {"hidden_sizes": [64, 128], "depths": [2, 2], "layer_type": "basic"})
    assert export(folder, tmp_path / "full")[0] == 0
    assert export(folder, tmp_path / "compact", "--storage", "float16")[0] == 0
    full, compact = (description(tmp_path / name)["files"]["image_encoder.pt"] for name in ("full", "compact"))
    assert compact["bytes"] < 0.6 * full["bytes"]


def test_pickled_weights_without_counters_give_the_same_features(export, tmp_path):
    folder = write(tmp_path / "hf", 5)
    assert export(folder, tmp_path / "first")[0] == 0
    tensors = load_file(folder / "model.safetensors")
    kept = {name: value for name, value in tensors.items() if not name.endswith("num_batches_tracked")}
    torch.save(kept, folder / "pytorch_model.bin")
    (folder / "model.safetensors").unlink()
    assert export(folder, tmp_path / "second")[0] == 0
    first, second = (torch.jit.load(str(tmp_path / name / "image_encoder.pt")) for name in ("first", "second"))
    pixels = torch.randn(2, 3, 56, 56)
    with torch.inference_mode():
        assert torch.equal(first(pixels), second(pixels))


def test_verify_compares_with_transformers(tmp_path, capsys):
    folder = write(tmp_path / "hf", 5)
    assert cli.main(["export", "--source", str(folder), "--bundle", str(tmp_path / "bundle"), "--verify"]) == 0
    lines, error = capsys.readouterr()
    assert f"image_encoder.pt: differs from transformers {transformers.__version__} by " in lines
    assert error == ""


def test_verify_refuses_what_differs(export, tmp_path, monkeypatch):
    from steerscope_models.export import folded

    folder = write(tmp_path / "hf", 5)
    monkeypatch.setattr(folded, "EPS", 0.1)
    status, error = export(folder, tmp_path / "bundle", "--verify")
    assert status == 1 and "differs from transformers" in error and error.count("\n") == 1


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        ("ConvNext", {}),
        ("ConvNext", {"resample": 2}),
        ("ConvNext", {"size": {"shortest_edge": 47}, "crop_pct": 0.9}),
        ("ConvNext", {"crop_pct": None}),
        ("ConvNext", {"crop_pct": 1, "size": 40}),
        ("ConvNext", {"size": 400}),
        ("ViT", {"size": {"height": 40, "width": 56}, "resample": 2}),
        ("ViT", {"size": 40, "resample": 3}),
        ("ViT", {"size": {"shortest_edge": 64}, "do_center_crop": True, "crop_size": {"height": 56, "width": 40}}),
        ("CLIP", {"size": {"shortest_edge": 64}, "crop_size": 56}),
    ],
)
def test_pixels_are_those_of_the_processors_of_transformers(kind, changes, tmp_path):
    config = {**PREPROCESSOR, **changes, "image_processor_type": f"{kind}ImageProcessor"}
    del config["feature_extractor_type"]
    config = {key: value for key, value in config.items() if value is not None}
    if kind != "ConvNext":
        del config["crop_pct"]
    (tmp_path / "preprocessor_config.json").write_text(json.dumps(config))
    rules, height, width = read_preprocessing(tmp_path, None, "ResNet")
    processor = getattr(transformers, f"{kind}ImageProcessorPil").from_pretrained(tmp_path)
    for file in write_images(tmp_path / "images")[:20]:
        with Image.open(file) as image:
            wanted = processor(images=image.convert("RGB"), return_tensors="pt")["pixel_values"]
        found = preprocess(file, rules)
        assert wanted.shape == (1, 3, height, width)
        torch.testing.assert_close(found, wanted, rtol=0, atol=1e-6)


def test_published_settings_give_224_pixels_out_of_256(tmp_path):
    from steerscope_models.check import CONFIGS

    rules, height, width = read_preprocessing(CONFIGS / "resnet-50", None, "ResNet")
    assert (rules["resizeShortestEdge"], rules["cropHeight"], rules["cropWidth"]) == (256, 224, 224)
    assert (rules["resample"], height, width) == ("bicubic", 224, 224)


def test_published_sizes_are_those_of_resnet_50():
    from steerscope_models.check import CONFIGS

    with torch.device("meta"):
        model = ResNetModel(json.loads((CONFIGS / "resnet-50" / "config.json").read_text()))
    # 25,557,032 with the classifier of 1,000 classes.
    assert sum(parameter.numel() for parameter in model.parameters()) == 25_557_032 - 2_049_000
    assert model.width == 2048


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("hidden_act", "gelu"), ("num_channels", 1), ("layer_type", "wide"), ("depths", [2, 2]), ("depths", [2, 0, 2]),
        ("hidden_sizes", [16, 24, 30]), ("rope_theta", 1e4),
    ],
)  # fmt: skip
def test_unsupported_config_is_refused_by_name(field, value):
    config = {"embedding_size": 8, "hidden_sizes": [16, 24, 32], "depths": [2, 1, 2], field: value}
    with pytest.raises(UnsupportedConfig, match=f"resnet config: {field}"):
        ResNetModel(config)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("resample", 0), ("do_resize", False), ("size", {"height": 56, "width": 56}), ("crop_pct", 1.5),
        ("crop_pct", 0), ("do_center_crop", True), ("feature_extractor_type", "PoolFormerFeatureExtractor"),
    ],
)  # fmt: skip
def test_unsupported_preprocessing_is_refused_by_name(field, value, export, tmp_path):
    folder = write(tmp_path / "hf", 5, preprocessor={field: value})
    status, error = export(folder, tmp_path / "bundle")
    assert status == 2 and f"preprocessor config: {field}" in error and error.count("\n") == 1
    assert [entry.name for entry in tmp_path.iterdir()] == ["hf"]


def test_weights_that_do_not_fit_are_named(export, tmp_path):
    folder = write(tmp_path / "hf", 5)
    tensors = load_file(folder / "model.safetensors")
    name = "resnet.encoder.stages.0.layers.0.layer.0.normalization.running_var"
    del tensors[name]
    save_file(tensors, folder / "model.safetensors")
    status, error = export(folder, tmp_path / "bundle")
    assert status == 2 and f"{name.removeprefix('resnet.')} is missing" in error


@pytest.mark.parametrize(
    ("options", "line"),
    [
        (("--tokenizer", "."), "--tokenizer is for scorers, and"),
        (("--scheduler", "euler"), "--scheduler is for generators, and"),
        (("--processor", "nowhere"), "--processor nowhere is not a folder"),
    ],
)
def test_options_of_other_kinds_are_refused(options, line, export, tmp_path):
    status, error = export(write(tmp_path / "hf", 5), tmp_path / "bundle", *options)
    assert status == 2 and line in error and error.count("\n") == 1


def test_processor_may_be_in_another_folder(export, tmp_path):
    folder = write(tmp_path / "hf", 5)
    (tmp_path / "other").mkdir()
    (folder / "preprocessor_config.json").rename(tmp_path / "other" / "preprocessor_config.json")
    status, error = export(folder, tmp_path / "bundle")
    assert status == 2 and "has no preprocessor_config.json" in error
    assert export(folder, tmp_path / "bundle", "--processor", str(tmp_path / "other")) == (0, "")


def test_random_folder_exports(export, tmp_path):
    config = write(tmp_path / "config", 5)
    assert cli.main(["random", "--config", str(config), "--out", str(tmp_path / "random")]) == 0
    assert {file.name for file in (tmp_path / "random").iterdir()} == {
        "README.md", "config.json", "model.safetensors", "preprocessor_config.json"
    }  # fmt: skip
    transformers.ResNetModel.from_pretrained(tmp_path / "random")
    assert export(tmp_path / "random", tmp_path / "bundle", "--verify") == (0, "")
