"""Files that hold weights: every layout of a checkpoint gives the bundle that its safetensors give, or is refused."""

import json

import pytest
import torch
from conftest import make_clip_folder, make_sdxl_folder
from safetensors.torch import load_file, save_file
from steerscope_models.nn.files import BrokenFolder
from steerscope_models.nn.weights import read_tensors, weight_files


def as_pickle(file, name, **options):
    """Replaces a safetensors file by what `torch.save` writes of it."""
    torch.save(load_file(file), file.with_name(name), **options)
    file.unlink()


def as_pickled_shards(file, stem, index_name):
    tensors = load_file(file)
    file.unlink()
    names = sorted(tensors)
    places = {}
    for number, part in enumerate((names[::2], names[1::2]), start=1):
        shard = f"{stem}-0000{number}-of-00002.bin"
        torch.save({name: tensors[name] for name in part}, file.with_name(shard))
        places.update(dict.fromkeys(part, shard))
    file.with_name(index_name).write_text(json.dumps({"metadata": {}, "weight_map": places}))


def modules(bundle):
    """The weights of a bundle's modules."""
    return {
        (file.name, name): value
        for file in sorted(bundle.glob("*.pt"))
        for name, value in torch.jit.load(str(file)).state_dict().items()
    }


def assert_same(bundle, wanted):
    found = modules(bundle)
    assert found.keys() == wanted.keys()
    assert all(torch.equal(found[name], value) for name, value in wanted.items())


def whole(folder):
    as_pickle(folder / "model.safetensors", "pytorch_model.bin")


def legacy(folder):
    as_pickle(folder / "model.safetensors", "pytorch_model.bin", _use_new_zipfile_serialization=False)


def half_variant(folder):
    as_pickle(folder / "model.safetensors", "pytorch_model.fp16.bin")


def shards(folder):
    as_pickled_shards(folder / "model.safetensors", "pytorch_model", "pytorch_model.bin.index.json")


def shards_of_a_variant(folder):
    as_pickled_shards(folder / "model.safetensors", "pytorch_model.fp16", "pytorch_model.bin.index.fp16.json")


def training_state(folder):
    tensors = {f"module.{name}": value for name, value in load_file(folder / "model.safetensors").items()}
    torch.save({"epoch": 3, "name": "run", "state_dict": tensors}, folder / "pytorch_model.bin")
    (folder / "model.safetensors").unlink()


@pytest.fixture(scope="module")
def wanted(tmp_path_factory):
    from steerscope_models import cli

    folder = make_clip_folder("tiny-clip-b", tmp_path_factory.mktemp("hf") / "tiny")
    bundle = folder.parent / "bundle"
    assert cli.main(["export", "--source", str(folder), "--bundle", str(bundle)]) == 0
    return modules(bundle)


@pytest.mark.parametrize(
    "layout", [whole, legacy, half_variant, shards, shards_of_a_variant, training_state], ids=lambda made: made.__name__
)
def test_pickled_weights_of_a_clip_give_the_bundle_of_its_safetensors(layout, wanted, export, tmp_path):
    folder = make_clip_folder("tiny-clip-b", tmp_path / "hf")
    layout(folder)
    assert export(folder, tmp_path / "bundle") == (0, "")
    assert_same(tmp_path / "bundle", wanted)


@pytest.mark.parametrize("variant", ["", ".fp16"])
def test_pickled_parts_of_a_pipeline_give_the_bundle_of_its_safetensors(variant, export, tmp_path):
    folder = make_sdxl_folder(tmp_path / "hf")
    assert export(folder, tmp_path / "wanted")[0] == 0
    for part in ("unet", "vae"):
        as_pickle(folder / part / "diffusion_pytorch_model.safetensors", f"diffusion_pytorch_model{variant}.bin")
    as_pickle(folder / "text_encoder" / "model.safetensors", f"pytorch_model{variant}.bin")
    as_pickled_shards(
        folder / "text_encoder_2" / "model.safetensors", f"pytorch_model{variant}",
        f"pytorch_model.bin.index{variant}.json",
    )  # fmt: skip
    asked = ["--variant", "fp16"] if variant else []
    assert export(folder, tmp_path / "bundle", *asked) == (0, "")
    assert_same(tmp_path / "bundle", modules(tmp_path / "wanted"))


class Program:
    """Something else than a tensor in a pickle."""


def more_than_tensors(folder):
    torch.save({"weight": torch.zeros(2), "program": Program()}, folder / "pytorch_model.bin")


def no_tensor(folder):
    torch.save({"weight": torch.zeros(2), "layers": 3}, folder / "pytorch_model.bin")


def no_names(folder):
    torch.save([torch.zeros(2)], folder / "pytorch_model.bin")


def cut_short(folder):
    torch.save({"weight": torch.zeros(2)}, folder / "pytorch_model.bin")
    file = folder / "pytorch_model.bin"
    file.write_bytes(file.read_bytes()[:-100])


def empty_file(folder):
    (folder / "pytorch_model.bin").touch()


def pointer(folder):
    (folder / "pytorch_model.bin").write_text("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n")


def dangling(folder):
    (folder / "pytorch_model.bin").symlink_to(folder / "blobs" / "0123")


def program(folder):
    torch.jit.script(torch.nn.Linear(2, 2)).save(str(folder / "pytorch_model.bin"))


def only_flax(folder):
    (folder / "flax_model.msgpack").touch()


def only_a_variant(folder):
    save_file({"weight": torch.zeros(2)}, folder / "model.bf16.safetensors")


def nothing(folder):
    pass


def shard_elsewhere(folder):
    index = {"weight_map": {"weight": "../secret.bin"}}
    (folder / "pytorch_model.bin.index.json").write_text(json.dumps(index))


def shard_missing(folder):
    index = {"weight_map": {"weight": "pytorch_model-00001-of-00001.bin"}}
    (folder / "pytorch_model.bin.index.json").write_text(json.dumps(index))


@pytest.mark.parametrize(
    ("layout", "line"),
    [
        (more_than_tensors, r"pytorch_model.bin needs more than tensors to be unpickled \(\S*test_weight_layouts.Program\)"),
        (no_tensor, "pytorch_model.bin: 'layers' is a int, not a tensor with a name"),
        (no_names, "pytorch_model.bin holds no tensors by name"),
        (cut_short, "pytorch_model.bin cannot be read: "),
        (empty_file, "pytorch_model.bin cannot be read: "),
        (pointer, "pytorch_model.bin is a Git LFS pointer, not the file itself; run git lfs pull in "),
        (dangling, "pytorch_model.bin is a link to a file that is not there; complete the download with hf download"),
        (program, "pytorch_model.bin is a TorchScript program, not weights"),
        (only_flax, "has no model.safetensors and no pytorch_model.bin; flax_model.msgpack is in Flax's format"),
        (only_a_variant, "has no model.safetensors and no pytorch_model.bin; for model.bf16.safetensors say --variant bf16"),
        (nothing, "has no model.safetensors and no pytorch_model.bin; download the weights too"),
        (shard_elsewhere, "'../secret.bin' is not the name of a file beside it"),
        (shard_missing, "pytorch_model-00001-of-00001.bin does not exist, though the index names it"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)  # fmt: skip
def test_what_cannot_be_read_is_one_line_with_the_remedy(layout, line, tmp_path):
    layout(tmp_path)
    with pytest.raises(BrokenFolder, match=line) as refusal:
        list(read_tensors(weight_files(tmp_path, "model")))
    assert "\n" not in str(refusal.value)


def test_variant_that_is_not_there_names_what_is(tmp_path):
    save_file({"weight": torch.zeros(2)}, tmp_path / "model.safetensors")
    with pytest.raises(BrokenFolder, match="the plain weights are there: leave --variant out"):
        weight_files(tmp_path, "model", "fp16")


def test_safetensors_come_before_the_same_weights_pickled(tmp_path):
    save_file({"weight": torch.zeros(2)}, tmp_path / "model.safetensors")
    torch.save({"weight": Program()}, tmp_path / "pytorch_model.bin")
    assert [file.name for file in weight_files(tmp_path, "model")] == ["model.safetensors"]


def test_a_link_of_an_incomplete_cache_names_its_repository(tmp_path):
    folder = tmp_path / "models--acme--clip" / "snapshots" / ("0" * 40)
    folder.mkdir(parents=True)
    (folder / "model.safetensors").symlink_to("../../blobs/0123")
    with pytest.raises(BrokenFolder, match="hf download acme/clip"):
        weight_files(folder, "model")
