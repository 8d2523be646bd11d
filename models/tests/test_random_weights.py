"""The command `random`: folders with published settings and random weights."""

import json
import shutil

import numpy
import pytest
import torch
from conftest import RESOURCES
from reference_pipeline import ReferencePipeline
from safetensors.torch import load_file
from steerscope_models import cli, random_weights
from steerscope_models.nn.unet import UNet2DConditionModel


def random(config, folder, *options) -> int:
    return cli.main(["random", "--config", str(config), "--out", str(folder), *options])


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    target = tmp_path_factory.mktemp("random") / "tiny"
    assert random(RESOURCES / "tiny-ssd1b", target) == 0
    return target


def test_weights_depend_on_the_seed_alone(folder, tmp_path):
    assert random(RESOURCES / "tiny-ssd1b", tmp_path / "again") == 0
    assert random(RESOURCES / "tiny-ssd1b", tmp_path / "other", "--seed", "1") == 0
    file = "unet/diffusion_pytorch_model.safetensors"
    assert (folder / file).read_bytes() == (tmp_path / "again" / file).read_bytes()
    assert (folder / file).read_bytes() != (tmp_path / "other" / file).read_bytes()


def test_every_weight_is_a_finite_float16(folder):
    for file in folder.rglob("*.safetensors"):
        for name, value in load_file(file).items():
            assert value.dtype == torch.float16 and value.isfinite().all(), name


def test_exported_folder_draws_an_image_that_is_not_flat(folder, tmp_path, export):
    assert sorted(file.name for file in (folder / "tokenizer").iterdir()) == [
        "merges.txt", "tokenizer_config.json", "vocab.json"
    ]  # fmt: skip
    assert export(folder, tmp_path / "bundle", "--dtype", "bfloat16")[0] == 0
    assert json.loads((tmp_path / "bundle" / "bundle.json").read_text())["licence"] == "mit"
    pipeline = ReferencePipeline(tmp_path / "bundle")
    with torch.inference_mode():
        prompt = pipeline.embed("a red car")
        image = pipeline.image(pipeline.latents(prompt, pipeline.no_prompt(), 0, 2, 5.0, (64, 64), "euler"))
    assert numpy.ptp(image.astype(int), axis=(0, 1)).min() > 20


def test_large_weights_are_written_in_shards(folder, tmp_path, monkeypatch):
    monkeypatch.setattr(random_weights, "_SHARD_BYTES", 300_000)
    assert random(RESOURCES / "tiny-ssd1b", tmp_path / "sharded") == 0
    whole = load_file(folder / "unet" / "diffusion_pytorch_model.safetensors")
    index = json.loads((tmp_path / "sharded/unet/diffusion_pytorch_model.safetensors.index.json").read_text())
    assert index["weight_map"].keys() == whole.keys()
    assert len(set(index["weight_map"].values())) > 2
    for shard in set(index["weight_map"].values()):
        for name, value in load_file(tmp_path / "sharded" / "unet" / shard).items():
            assert index["weight_map"][name] == shard and torch.equal(value, whole[name])
    UNet2DConditionModel.from_pretrained(tmp_path / "sharded" / "unet")


def test_clip_folder_has_a_trained_logit_scale(tmp_path, export):
    shutil.copytree(RESOURCES / "tiny-clip", tmp_path / "configs", ignore=shutil.ignore_patterns("images", "expected*"))
    assert random(tmp_path / "configs", tmp_path / "clip") == 0
    assert export(tmp_path / "clip", tmp_path / "bundle")[0] == 0
    scale = json.loads((tmp_path / "bundle" / "bundle.json").read_text())["clip"]["logitScale"]
    assert scale == pytest.approx(100, rel=1e-3)


def test_mistakes_are_one_line(folder, tmp_path, capsys):
    assert random("no-such-model", tmp_path / "x") == 2
    assert "clip-vit-base-patch32, clip-vit-large-patch14, resnet-50, sdxl-base, ssd-1b" in capsys.readouterr().err
    assert random(RESOURCES / "tiny-ssd1b", folder) == 2
    assert "is not an empty folder" in capsys.readouterr().err
