"""Hugging Face folders of the golden checkpoints, made from the exported bundles that the Java tests keep.

Their weights are in the bundles already, and only configs and expected numbers are kept here.
"""

from __future__ import annotations

import json
import math
import shutil
from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file

from steerscope_models.nn.vae import AutoencoderKL

RESOURCES = Path(__file__).parent / "resources"
JAVA_RESOURCES = Path(__file__).parents[2] / "inference" / "src" / "test" / "resources"
BUNDLES = JAVA_RESOURCES / "bundles"

torch.set_num_threads(1)


def expected(name: str) -> dict:
    """The numbers of a golden checkpoint; those of `tiny-sdxl` are kept once, with the Java tests."""
    own = RESOURCES / name / "expected.json"
    file = own if own.is_file() else JAVA_RESOURCES / "golden" / name / "expected.json"
    return json.loads(file.read_text(encoding="utf-8"))


def _weights(bundle: Path, module: str, strip: str = "") -> dict[str, torch.Tensor]:
    state = torch.jit.load(str(bundle / f"{module}.pt"), map_location="cpu").state_dict()
    return {name.removeprefix(strip): value.clone().contiguous() for name, value in state.items()}


def _copy_configs(name: str, folder: Path) -> None:
    shutil.copytree(RESOURCES / name, folder, ignore=shutil.ignore_patterns("expected.json", "images"))


def make_sdxl_folder(folder: Path, name: str = "tiny-ssd1b") -> Path:
    bundle = BUNDLES / name
    _copy_configs(name, folder)
    for part in ("text_encoder", "text_encoder_2"):
        save_file(_weights(bundle, part, "encoder."), folder / part / "model.safetensors")
    unet = _weights(bundle, "unet", "unet.")
    # Sinusoid frequencies are no weights; the traced module lists them.
    unet = {name: value for name, value in unet.items() if not name.endswith(".frequencies")}
    save_file(unet, folder / "unet" / "diffusion_pytorch_model.safetensors")
    vae = AutoencoderKL(json.loads((folder / "vae" / "config.json").read_text()))
    weights = {**vae.state_dict(), **_weights(bundle, "vae_decoder")}
    save_file(weights, folder / "vae" / "diffusion_pytorch_model.safetensors")
    for file, part in (("tokenizer.json", "tokenizer"), ("tokenizer_2.json", "tokenizer_2")):
        if not (folder / part / "vocab.json").is_file():
            shutil.copy(bundle / file, folder / part / "tokenizer.json")
    return folder


def make_clip_folder(name: str, folder: Path) -> Path:
    bundle = BUNDLES / name
    _copy_configs(name, folder)
    description = json.loads((bundle / "bundle.json").read_text())
    weights = {**_weights(bundle, "image_encoder"), **_weights(bundle, "text_encoder")}
    weights["logit_scale"] = torch.tensor(math.log(description["clip"]["logitScale"]))
    save_file(weights, folder / "model.safetensors")
    shutil.copy(bundle / "tokenizer.json", folder)
    return folder


@pytest.fixture(scope="session")
def sdxl_folder(tmp_path_factory) -> Path:
    return make_sdxl_folder(tmp_path_factory.mktemp("hf") / "tiny-ssd1b")


@pytest.fixture(scope="session", params=["tiny-clip", "tiny-clip-b"])
def clip_name(request) -> str:
    return request.param


@pytest.fixture(scope="session")
def clip_folder(clip_name, tmp_path_factory) -> Path:
    return make_clip_folder(clip_name, tmp_path_factory.mktemp("hf") / clip_name)


@pytest.fixture
def export(capsys):
    """Runs the command and returns its exit status and its lines on standard error."""
    from steerscope_models import cli

    def run(source: Path, bundle: Path, *options: str) -> tuple[int, str]:
        arguments = ["export", "--source", str(source), "--bundle", str(bundle), *options]
        try:
            status = cli.main(arguments)
        except SystemExit as exit_:
            status = exit_.code
        return status, capsys.readouterr().err

    return run
