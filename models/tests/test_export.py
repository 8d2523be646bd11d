"""The command: what it writes, and what it says about a mistake."""

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import torch
from conftest import make_clip_folder, make_sdxl_folder
from safetensors.torch import load_file, save_file

from steerscope_models import cli


def description(bundle):
    return json.loads((bundle / "bundle.json").read_text())


def edit(file, **changes):
    file.write_text(json.dumps({**json.loads(file.read_text()), **changes}))


def test_bundle_lists_every_file_with_its_checksum(export, clip_folder, tmp_path):
    status, _ = export(
        clip_folder, tmp_path / "tiny", "--id", "my-clip", "--licence", "MIT", "--revision", "abc", "--batch-size", "7"
    )
    assert status == 0
    bundle = description(tmp_path / "tiny")
    assert (bundle["formatVersion"], bundle["kind"], bundle["id"], bundle["batchSize"]) == (1, "clip", "my-clip", 7)
    assert (bundle["licence"], bundle["source"]["revision"]) == ("MIT", "abc")
    assert {file.name for file in (tmp_path / "tiny").iterdir()} == {"bundle.json", *bundle["files"]}
    for name, stated in bundle["files"].items():
        content = (tmp_path / "tiny" / name).read_bytes()
        assert (hashlib.sha256(content).hexdigest(), len(content)) == (stated["sha256"], stated["bytes"])


def test_no_file_of_a_bundle_names_a_local_path(export, sdxl_folder, tmp_path):
    assert export(sdxl_folder, tmp_path / "tiny")[0] == 0
    for file in (tmp_path / "tiny").iterdir():
        assert str(sdxl_folder.parent).encode() not in file.read_bytes()
        assert b"site-packages" not in file.read_bytes()


def test_compact_storage_halves_the_files_and_computes_in_float32(export, sdxl_folder, tmp_path):
    assert export(sdxl_folder, tmp_path / "full")[0] == 0
    assert export(sdxl_folder, tmp_path / "compact", "--storage", "float16")[0] == 0
    full, compact = (description(tmp_path / name)["files"] for name in ("full", "compact"))
    assert compact["text_encoder.pt"]["bytes"] < 0.55 * full["text_encoder.pt"]["bytes"]
    ids = torch.randint(0, 49408, (2, 77))
    outputs = []
    for name in ("full", "compact"):
        encoder = torch.jit.load(str(tmp_path / name / "text_encoder.pt"))
        with torch.inference_mode():
            outputs.append(encoder(ids))
    assert outputs[1].dtype == torch.float32
    assert 0 < (outputs[0] - outputs[1]).abs().max() < 0.02
    values = [value for key, value in encoder.state_dict().items() if key.endswith("stored.value")]
    assert values and all(value.dtype == torch.float32 for value in values)


def test_large_weights_are_stored_compactly_by_a_process_with_several_threads(tmp_path):
    program = f"""
import torch
from pathlib import Path
from steerscope_models.export.precision import COMPUTED_IN, Precision
from steerscope_models.export.torchscript import export_module

class Layer(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = torch.nn.Linear(2048, 2048)
        self.register_buffer(COMPUTED_IN, torch.empty(0), persistent=False)

    def forward(self, rows):
        return self.linear(rows.type_as(self.computed_in)).float()

torch.set_num_threads(4)
rows = torch.randn(2, 2048)
precision = Precision(torch.float32, torch.float16)
module = precision.apply(Layer())
torch.randn(2048, 2048).to(torch.float16)
export_module(module, precision, (rows,), [], Path({str(tmp_path / "module.pt")!r}))
"""
    models = str(Path(cli.__file__).parents[1])
    several = {**os.environ, "OMP_NUM_THREADS": "4"}
    done = subprocess.run([sys.executable, "-c", program], cwd=models, timeout=120, env=several)
    assert done.returncode == 0 and (tmp_path / "module.pt").stat().st_size < 9e6


@pytest.mark.parametrize("dtype", ["bfloat16", "float16"])
def test_low_precision_keeps_float32_at_the_border(export, sdxl_folder, tmp_path, dtype):
    assert export(sdxl_folder, tmp_path / "tiny", "--dtype", dtype)[0] == 0
    bundle = description(tmp_path / "tiny")
    assert bundle["dtype"] == dtype
    # force_upcast is set: float16 would overflow in a real autoencoder.
    assert bundle["sdxl"]["vaeDtype"] == ("float32" if dtype == "float16" else dtype)
    decoder = torch.jit.load(str(tmp_path / "tiny" / "vae_decoder.pt"))
    with torch.inference_mode():
        assert decoder(torch.randn(1, 4, 4, 4)).dtype == torch.float32


def test_lcm_unet_takes_a_timestep_condition(export, tmp_path):
    folder = make_sdxl_folder(tmp_path / "lcm")
    edit(folder / "unet" / "config.json", time_cond_proj_dim=16)
    edit(folder / "model_index.json", scheduler=["diffusers", "LCMScheduler"])
    file = folder / "unet" / "diffusion_pytorch_model.safetensors"
    save_file({**load_file(file), "time_embedding.cond_proj.weight": torch.randn(8, 16)}, file)
    assert export(folder, tmp_path / "bundle")[0] == 0
    bundle = description(tmp_path / "bundle")
    assert bundle["sdxl"]["timestepConditionDimension"] == 16
    assert (bundle["scheduler"]["name"], bundle["defaults"]["steps"]) == ("lcm", 4)


def test_latents_mean_and_std_are_applied_by_the_decoder(export, tmp_path):
    folder = make_sdxl_folder(tmp_path / "hf")
    assert export(folder, tmp_path / "plain")[0] == 0
    edit(folder / "vae" / "config.json", latents_mean=[0.1, 0.2, 0.3, 0.4], latents_std=[1.0, 2.0, 3.0, 4.0])
    assert export(folder, tmp_path / "scaled")[0] == 0
    plain, scaled = (torch.jit.load(str(tmp_path / name / "vae_decoder.pt")) for name in ("plain", "scaled"))
    latents = torch.randn(1, 4, 8, 8)
    mean, std = torch.tensor([0.1, 0.2, 0.3, 0.4]), torch.tensor([1.0, 2.0, 3.0, 4.0])
    with torch.inference_mode():
        wanted = plain(latents * std.view(1, 4, 1, 1) + mean.view(1, 4, 1, 1))
        torch.testing.assert_close(scaled(latents), wanted)


def test_end_token_that_the_encoder_does_not_know_is_reported(tmp_path, capsys):
    folder = make_sdxl_folder(tmp_path / "hf", "tiny-sdxl")
    edit(folder / "text_encoder" / "config.json", eos_token_id=5)
    edit(folder / "text_encoder_2" / "config.json", eos_token_id=6)
    from steerscope_models import cli

    assert cli.main(["export", "--source", str(folder), "--bundle", str(tmp_path / "bundle")]) == 0
    lines = [line for line in capsys.readouterr().out.splitlines() if "eos_token_id" in line]
    assert len(lines) == 1 and "text_encoder_2: texts end with token 574, but eos_token_id is 6" in lines[0]


@pytest.mark.parametrize(
    "made", [lambda x: torch.arange(4).float(), lambda x: torch.zeros(x.shape[0], 4), lambda x: torch.tensor([1.0] * 4)]
)
def test_module_that_makes_a_tensor_while_it_runs_is_bound_to_a_device(tmp_path, made):
    from steerscope_models.export.precision import Precision
    from steerscope_models.export.torchscript import ExportMismatch, export_module

    class Bound(torch.nn.Module):
        def forward(self, rows):
            return rows + made(rows)

    with pytest.raises(ExportMismatch, match="device"):
        export_module(Bound(), Precision(torch.float32, torch.float32), (torch.randn(2, 4),), [], tmp_path / "x.pt")


def test_fp16_variant_and_shards_are_read(export, tmp_path):
    folder = make_sdxl_folder(tmp_path / "hf")
    unet = folder / "unet" / "diffusion_pytorch_model.safetensors"
    tensors = load_file(unet)
    unet.unlink()
    names = sorted(tensors)
    weight_map = {}
    for number, part in enumerate((names[::2], names[1::2]), start=1):
        shard = f"diffusion_pytorch_model-0000{number}-of-00002.safetensors"
        save_file({name: tensors[name] for name in part}, folder / "unet" / shard)
        weight_map |= dict.fromkeys(part, shard)
    index = folder / "unet" / "diffusion_pytorch_model.safetensors.index.json"
    index.write_text(json.dumps({"metadata": {}, "weight_map": weight_map}))
    vae = folder / "vae" / "diffusion_pytorch_model.safetensors"
    half = {name: value.half() for name, value in load_file(vae).items()}
    save_file(half, vae.with_name("diffusion_pytorch_model.fp16.safetensors"))
    vae.unlink()
    assert export(folder, tmp_path / "bundle")[0] == 0


def test_source_of_the_hugging_face_cache_is_recorded(export, tmp_path):
    revision = "0123456789abcdef0123456789abcdef01234567"
    folder = tmp_path / "models--acme--tiny-clip" / "snapshots" / revision
    make_clip_folder("tiny-clip-b", folder)
    (folder / "README.md").write_text("---\nlicense: apache-2.0\ntags: [x]\n---\nA card.\n")
    assert export(folder, tmp_path / "bundle")[0] == 0
    bundle = description(tmp_path / "bundle")
    assert bundle["source"]["name"] == "acme/tiny-clip"
    assert (bundle["source"]["revision"], bundle["licence"]) == (revision, "apache-2.0")


def test_full_folder_is_replaced_only_when_asked(export, clip_folder, tmp_path):
    target = tmp_path / "bundle"
    assert export(clip_folder, target)[0] == 0
    status, error = export(clip_folder, target)
    assert status == 2 and "--overwrite" in error
    assert export(clip_folder, target, "--overwrite")[0] == 0
    other = tmp_path / "photos"
    other.mkdir()
    (other / "cat.png").touch()
    assert export(clip_folder, other, "--overwrite")[0] == 2
    assert [file.name for file in other.iterdir()] == ["cat.png"]


def break_scheduler(folder):
    edit(folder / "model_index.json", scheduler=["diffusers", "HeunDiscreteScheduler"])


def break_text_encoder(folder):
    edit(folder / "model_index.json", text_encoder=["transformers", "CLIPTextModelWithProjection"])


def break_image_channels(folder):
    edit(folder / "vae" / "config.json", out_channels=1)


def break_vocabulary(folder):
    edit(folder / "text_encoder_2" / "config.json", vocab_size=1000)


def break_missing_weights(folder):
    (folder / "unet" / "diffusion_pytorch_model.safetensors").unlink()


def break_pipeline(folder):
    edit(folder / "model_index.json", _class_name="StableDiffusionPipeline")


def break_unet_field(folder):
    edit(folder / "unet" / "config.json", class_embed_type="timestep")


def break_unet_channels(folder):
    edit(folder / "unet" / "config.json", in_channels=9)


def break_unet_groups(folder):
    edit(folder / "unet" / "config.json", norm_num_groups=3)


def break_weights(folder):
    pointer = b"version https://git-lfs.github.com/spec/v1\n"
    (folder / "vae" / "diffusion_pytorch_model.safetensors").write_bytes(pointer)


def break_last_weights(folder):
    file = folder / "unet" / "diffusion_pytorch_model.safetensors"
    file.write_bytes(file.read_bytes()[:-1])


def break_tokenizer(folder):
    shutil.rmtree(folder / "tokenizer_2")


def break_json(folder):
    (folder / "vae" / "config.json").write_text("{")


@pytest.mark.parametrize(
    ("breaking", "named"),
    [
        (break_scheduler, "HeunDiscreteScheduler"),
        (break_text_encoder, "text_encoder='CLIPTextModelWithProjection'"),
        (break_image_channels, "out_channels=1"),
        (break_vocabulary, "tokenizer_2: its special tokens go beyond the 1000 tokens of text_encoder_2"),
        (break_missing_weights, "unet has no diffusion_pytorch_model.safetensors"),
        (break_pipeline, "StableDiffusionPipeline"),
        (break_unet_field, "class_embed_type='timestep'"),
        (break_unet_channels, "in_channels=9"),
        (break_unet_groups, "config.json describes no possible model"),
        (break_weights, "diffusion_pytorch_model.safetensors is a Git LFS pointer"),
        (break_last_weights, "unet/diffusion_pytorch_model.safetensors cannot be read"),
        (break_tokenizer, "tokenizer_2 has neither tokenizer.json nor vocab.json"),
        (break_json, "config.json cannot be read as JSON"),
    ],
)
def test_mistake_is_one_line_and_leaves_nothing(export, tmp_path, breaking, named):
    folder = make_sdxl_folder(tmp_path / "hf")
    breaking(folder)
    status, error = export(folder, tmp_path / "bundle")
    assert status == 2
    assert named in error and error.count("\n") == 1
    assert [entry.name for entry in tmp_path.iterdir()] == ["hf"]


def test_incomplete_weights_are_refused_before_anything_is_exported(tmp_path, capsys):
    folder = make_sdxl_folder(tmp_path / "hf")
    break_last_weights(folder)
    assert cli.main(["export", "--source", str(folder), "--bundle", str(tmp_path / "bundle")]) == 2
    assert ".pt:" not in capsys.readouterr().out


def test_terminated_export_leaves_nothing(sdxl_folder, tmp_path):
    command = [sys.executable, "-m", "steerscope_models", "export"]
    with subprocess.Popen(
        [*command, "--source", str(sdxl_folder), "--bundle", str(tmp_path / "bundle")],
        env={**os.environ, "PYTHONPATH": str(Path(cli.__file__).parents[1])},
        stdout=subprocess.PIPE,
    ) as process:
        process.stdout.readline()
        assert all(entry.name.startswith(".bundle.steerscope") for entry in tmp_path.iterdir())
        process.send_signal(signal.SIGTERM)
        process.stdout.read()
    assert process.returncode == 128 + signal.SIGTERM
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "options",
    [
        ("--dtype", "int8"), ("--batch-size", "0"), ("--batch-size", "many"), ("--id", "a b"),
        ("--guidance-scale", "nan"), ("--guidance-scale", "-1"),
    ],
)  # fmt: skip
def test_wrong_option_is_one_line(export, clip_folder, tmp_path, options):
    status, error = export(clip_folder, tmp_path / "bundle", *options)
    assert status == 2 and options[0] in error and error.count("\n") == 1
