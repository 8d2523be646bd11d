"""The documented downloads, by the real command `hf` with a stand-in for the network, and the exports after them."""

import re
import shlex
import sys
from pathlib import Path

import pytest
import torch
from conftest import make_clip_folder, make_sdxl_folder
from safetensors.torch import load_file, save_file

from steerscope_models import cli

sys.path.append(str(Path(__file__).parent / "reference"))

import resnet_checkpoints  # noqa: E402

pytest.importorskip("huggingface_hub.cli.hf", reason="needs huggingface_hub 1.x: pip install -r requirements-test.txt")

PROJECT = Path(__file__).parents[2]
DOCUMENTS = [
    PROJECT / "README.md",
    *(
        document
        for folder in ("docs", "models")
        for document in sorted((PROJECT / folder).rglob("*.md"))
        if not any(part.startswith(".") for part in document.relative_to(PROJECT).parts)
    ),
]
TOKENIZER = ("merges.txt", "special_tokens_map.json", "tokenizer_config.json", "vocab.json")
WEIGHTS = (".safetensors", ".bin", ".msgpack", ".h5", ".onnx", ".onnx_data", ".xml", ".ckpt")


def pipeline(*more):
    parts = dict.fromkeys(("text_encoder", "text_encoder_2"), "model")
    parts |= dict.fromkeys(("unet", "vae"), "diffusion_pytorch_model")
    return [
        ".gitattributes", "LICENSE.md", "README.md", "model_index.json", "scheduler/scheduler_config.json", *more,
        *(f"{part}/config.json" for part in parts),
        *(f"{part}/{stem}{variant}.safetensors" for part, stem in parts.items() for variant in ("", ".fp16")),
        *(f"{part}/{file}" for part in ("tokenizer", "tokenizer_2") for file in TOKENIZER),
    ]  # fmt: skip


# What the repositories hold, as far as a pattern could hit it.
REPOSITORIES = {
    "segmind/SSD-1B": pipeline("SSD-1B-A1111.safetensors", "SSD-1B.safetensors"),
    "stabilityai/sdxl-turbo": pipeline(
        "sd_xl_turbo_1.0.safetensors", "sd_xl_turbo_1.0_fp16.safetensors", "output_tile.jpg", "unet/model.onnx",
        "unet/model.onnx_data",
    ),
    "openai/clip-vit-base-patch32": [
        ".gitattributes", "README.md", "config.json", "flax_model.msgpack", "preprocessor_config.json",
        "pytorch_model.bin", "tf_model.h5", "tokenizer.json", *TOKENIZER,
    ],
    "microsoft/resnet-50": [
        ".gitattributes", "README.md", "config.json", "flax_model.msgpack", "model.safetensors",
        "preprocessor_config.json", "pytorch_model.bin", "tf_model.h5",
    ],
}  # fmt: skip


def documented():
    """Of every document, each `hf download` with the export after it."""
    for document in DOCUMENTS:
        for block in re.findall(r"```sh\n(.*?)```", document.read_text(encoding="utf-8"), re.DOTALL):
            lines = [shlex.split(line, comments=True) for line in block.replace("\\\n", " ").splitlines()]
            for number, line in enumerate(lines):
                if len(line) > 1 and line[0].split("/")[-1] == "hf" and line[1] == "download":
                    following = next((after for after in lines[number + 1 :] if after[1:2] == ["export"]), None)
                    name = next(word for word in line[2:] if "/" in word)
                    yield pytest.param(line, following, id=f"{document.name}-{name}")


COMMANDS = list(documented())


class Hub:
    """Stands for the network: gives the files of a repository that are asked for, with small random weights."""

    def __init__(self, folder):
        self.folder = folder
        self.calls = []

    def snapshot(self, repo_id, *, allow_patterns=None, ignore_patterns=None, local_dir=None, **_):
        from huggingface_hub.utils import filter_repo_objects

        self.calls.append(repo_id)
        assert repo_id in REPOSITORIES, f"list the files of {repo_id} in {__file__}"
        source, target = self.repository(repo_id), Path(local_dir)
        every = REPOSITORIES[repo_id]
        for name in filter_repo_objects(every, allow_patterns=allow_patterns, ignore_patterns=ignore_patterns):
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            (target / name).write_bytes((source / name).read_bytes())
        return str(target)

    def repository(self, name):
        folder = self.folder / name
        if "model_index.json" in REPOSITORIES[name]:
            make_sdxl_folder(folder, "tiny-sdxl")
        elif "resnet" in name:
            resnet_checkpoints.write(folder, seed=1)
        else:
            make_clip_folder("tiny-clip", folder)
        for file in folder.glob("*/*.safetensors"):
            half = {key: value.half() for key, value in load_file(file).items()}
            save_file(half, file.with_name(f"{file.stem}.fp16.safetensors"))
        if (folder / "model.safetensors").is_file():
            torch.save(load_file(folder / "model.safetensors"), folder / "pytorch_model.bin")
        for file in REPOSITORIES[name]:
            if not (folder / file).exists():
                (folder / file).write_text("{}")
        return folder


@pytest.fixture
def hub(tmp_path, monkeypatch):
    from huggingface_hub.cli import download, hf

    hub = Hub(tmp_path / "hub")
    monkeypatch.setattr(download, "snapshot_download", hub.snapshot)
    monkeypatch.setattr(download, "hf_hub_download", lambda **call: pytest.fail(f"one file alone: {call['filename']}"))
    for check in ("check_cli_update", "check_skill_update"):
        monkeypatch.setattr(hf, check, lambda *_: None, raising=False)
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    return hub


def run_hf(command, monkeypatch):
    from huggingface_hub.cli import hf

    monkeypatch.setattr(sys, "argv", ["hf", *command[1:]])
    try:
        hf.main()
    except SystemExit as end:
        assert not end.code, f"hf ended with {end.code}"


def test_documents_have_downloads():
    assert {"segmind/SSD-1B", "stabilityai/sdxl-turbo", "openai/clip-vit-base-patch32"} <= {
        word for command in COMMANDS for word in command.values[0]
    }


@pytest.mark.filterwarnings("error:Ignoring `--include`")
@pytest.mark.parametrize(("command", "following"), COMMANDS)
def test_documented_download_brings_what_the_documented_export_reads(hub, monkeypatch, command, following):
    run_hf(command, monkeypatch)
    assert len(hub.calls) == 1
    folder = Path(command[command.index("--local-dir") + 1])
    brought = sorted(str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file())
    foreign = [name for name in brought if name.endswith(WEIGHTS) and (folder / name).read_bytes() == b"{}"]
    assert brought and foreign == [], f"{foreign} are downloaded and not read"
    assert "README.md" in brought, "the card tells the licence"
    assert following, "the export is documented with the download"
    assert cli.main([*following[1:], *_on_a_slow_processor(following)]) == 0
    bundle = Path(following[following.index("--bundle") + 1])
    assert (bundle / "bundle.json").is_file()


def _on_a_slow_processor(following):
    """Float32 in place of the documented precision, which many processors only emulate."""
    return ["--dtype", "float32"] if "--dtype" in following else []


def test_one_include_with_several_patterns_would_be_noticed(hub, monkeypatch):
    patterns = "'*.json' '*.txt' '*/*.fp16.safetensors'"
    command = shlex.split(f"hf download segmind/SSD-1B --include {patterns} --local-dir SSD-1B")
    with pytest.warns(UserWarning, match="Ignoring `--include`"):
        run_hf(command, monkeypatch)
    assert not list(Path("SSD-1B").rglob("*.json"))
