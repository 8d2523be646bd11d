"""Whatever `--source` may be: what is recorded of where it comes from, and what is said of what is no checkpoint."""

import json
import os
import time

import pytest
import torch
from conftest import make_clip_folder
from safetensors.torch import save_file
from steerscope_models.export.card import card_licence
from steerscope_models.export.source import describe_source

COMMIT, OTHER = "0123456789abcdef0123456789abcdef01234567", "f" * 40


@pytest.mark.parametrize(
    ("header", "licence"),
    [
        ("license: mit", "mit"),
        ("license: 'apache-2.0'", "apache-2.0"),
        ('license: "openrail++"  # as in the paper', "openrail++"),
        ("license:\ntags:\n- clip", None),
        ("license: ''", None),
        ("license: no", "no"),
        ("license: other\nlicense_name: apple-amlr\nlicense_link: LICENSE", "apple-amlr"),
        ("license: other\nlicense_link: https://example.org/licence", "other (https://example.org/licence)"),
        ("license: other", "other"),
        ("license: other\nlicense_name:\nlicense_link:", "other"),
        ("license:\n- mit\n- cc-by-4.0", "mit, cc-by-4.0"),
        ("license: [mit, cc-by-4.0]", "mit, cc-by-4.0"),
        ("license: >-\n  creativeml\n  openrail-m\ntags: []", "creativeml openrail-m"),
        ("# license: mit\nlanguage: en", None),
        ("tags:\n- license\nextra:\n  license: mit", None),
        ("license: {name: x}", None),
        ("license: [mit", None),
        ("- license", None),
    ],
)
def test_licence_is_read_from_the_header_of_the_card_as_yaml(header, licence, tmp_path):
    for mark in ("", "\ufeff"):
        (tmp_path / "README.md").write_text(f"{mark}---\n{header}\n---\nlicense: gpl\n", encoding="utf-8")
        assert card_licence(tmp_path) == licence
    (tmp_path / "README.md").write_text(f"---\n{header}\n---\n".replace("\n", "\r\n"), newline="")
    assert card_licence(tmp_path) == licence


def test_card_without_header_states_no_licence(tmp_path):
    assert card_licence(tmp_path) is None
    for text in ("", "license: mit\n", "# Model\n---\nlicense: mit\n---\n"):
        (tmp_path / "README.md").write_text(text)
        assert card_licence(tmp_path) is None


def record(folder, name, commit):
    """What `hf download --local-dir` notes of a file: commit, checksum and time."""
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text("{}")
    note = folder / ".cache" / "huggingface" / "download" / f"{name}.metadata"
    note.parent.mkdir(parents=True, exist_ok=True)
    note.write_text(f"{commit}\netag\n{time.time()}\n")


def test_revision_is_what_the_download_noted(tmp_path):
    record(tmp_path, "model_index.json", COMMIT)
    record(tmp_path, "unet/config.json", COMMIT)
    assert describe_source(tmp_path, None, None, None).revision == COMMIT
    assert describe_source(tmp_path, None, "mine", None).revision == "mine"


def test_files_of_two_commits_are_of_no_revision_unless_one_is_the_card(tmp_path):
    record(tmp_path, "config.json", COMMIT)
    record(tmp_path, "README.md", OTHER)
    assert describe_source(tmp_path, None, None, None).revision == COMMIT
    record(tmp_path, "model.safetensors", OTHER)
    assert describe_source(tmp_path, None, None, None).revision == "unknown"


def test_file_that_was_changed_or_removed_after_its_download_does_not_count(tmp_path):
    record(tmp_path, "config.json", COMMIT)
    os.utime(tmp_path / "config.json", (time.time() + 60, time.time() + 60))
    assert describe_source(tmp_path, None, None, None).revision == "unknown"
    record(tmp_path, "model.safetensors", COMMIT)
    (tmp_path / "model.safetensors").unlink()
    assert describe_source(tmp_path, None, None, None).revision == "unknown"


def test_name_is_that_of_the_folder(tmp_path):
    (tmp_path / "my-clip").mkdir()
    assert describe_source(tmp_path / "my-clip", None, None, None).name == "my-clip"


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("openai/clip-vit-base-patch32",
         "download it first: hf download openai/clip-vit-base-patch32 --local-dir clip-vit-base-patch32"),
        ("https://huggingface.co/segmind/SSD-1B/tree/main", "hf download segmind/SSD-1B --local-dir SSD-1B"),
        ("no-such-folder", "no-such-folder is not a folder; --source takes a folder as it is downloaded"),
    ],
)  # fmt: skip
def test_what_is_no_folder_is_told_apart(source, line, export, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    status, error = export(source, tmp_path / "bundle")
    assert status == 2 and line in error and error.count("\n") == 1


def empty(folder):
    pass


def only_records(folder):
    (folder / ".cache").mkdir()


def cache_entry(folder):
    (folder / "snapshots" / COMMIT).mkdir(parents=True)


def one_too_high(folder):
    (folder / "SSD-1B").mkdir()
    (folder / "SSD-1B" / "model_index.json").write_text("{}")


def no_config(folder):
    (folder / "vocab.json").write_text("{}")


def dangling_config(folder):
    (folder / "config.json").symlink_to(folder / "blobs" / "0")


def pointer_config(folder):
    (folder / "config.json").write_text("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n")


def config_of(**fields):
    def write(folder):
        (folder / "config.json").write_text(json.dumps(fields))

    write.__name__ = str(next(iter(fields.values())))
    return write


def pipeline(name):
    def write(folder):
        (folder / "model_index.json").write_text(json.dumps({"_class_name": name}))

    write.__name__ = name
    return write


def weights(*names, file="model.safetensors"):
    """A file with tensors of those names."""

    def write(folder):
        save_file({name: torch.zeros(2, 2) for name in names}, folder / file)

    write.__name__ = names[0]
    return write


def checkpoint(folder):
    (folder / "v1-5-pruned.ckpt").touch()


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (empty, "is empty; download a checkpoint into it"),
        (only_records, "is empty; download a checkpoint into it"),
        (cache_entry, f"is an entry of the Hugging Face cache; say --source .*/snapshots/{COMMIT}"),
        (one_too_high, "holds the folder SSD-1B; say --source .*/SSD-1B"),
        (no_config, "download the repository's json files too"),
        (dangling_config, "config.json is a link to a file that is not there; complete the download"),
        (pointer_config, "config.json is a Git LFS pointer, not the file itself"),
        (config_of(model_type="siglip2", architectures=["Siglip2Model"]), "NaFlex"),
        (config_of(model_type="chinese_clip"), "holds a chinese_clip, which is not supported; supported are"),
        (config_of(_class_name="UNet2DConditionModel"), "put it in the place of the unet folder"),
        (config_of(_class_name="AutoencoderKL"), "put it in the place of the vae folder"),
        (config_of(_class_name="ControlNetModel"), "holds a ControlNet"),
        (config_of(architecture="resnet50", num_classes=1000), "holds timm's resnet50; download microsoft/resnet-50"),
        (config_of(architectures=["CLIPTextModel"]), "holds CLIPTextModel, one half of a scorer"),
        (pipeline("StableDiffusionPipeline"), "that is Stable Diffusion 1 or 2; only pipelines of the SDXL family"),
        (pipeline("StableDiffusion3Pipeline"), "that is Stable Diffusion 3; only"),
        (pipeline("FluxPipeline"), "that is FLUX; only"),
        (pipeline("StableDiffusionXLImg2ImgPipeline"), "it takes images as input"),
        (weights("model.diffusion_model.input_blocks.0.0.weight", "conditioner.embedders.1.model.ln_final.weight"),
         r"an SDXL checkpoint in one file; .*P.from_single_file\('.*model.safetensors'\).save_pretrained"),
        (weights("model.diffusion_model.x", "conditioner.embedders.0.model.y"), "the SDXL refiner in one file"),
        (weights("model.diffusion_model.label_emb.0.0.weight"), "a UNet of the SDXL family alone in the original layout"),
        (weights("model.diffusion_model.x", "cond_stage_model.y"), "Stable Diffusion 1 or 2 in one file"),
        (weights("model.diffusion_model.joint_blocks.0.x"), "Stable Diffusion 3"),
        (weights("double_blocks.0.img_attn.qkv.weight"), "FLUX"),
        (weights("lora_unet_down_blocks_0.lora_down.weight"), "a LoRA, a change to a model; merge it first"),
        (weights("unet.down_blocks.0.attn.to_q.lora_A.weight"), "a LoRA, a change to a model; merge it first"),
        (weights("down_blocks.0.x", "conv_in.weight", "add_embedding.linear_1.weight", file="sdxl_lightning.safetensors"),
         "sdxl_lightning.safetensors is a UNet of the SDXL family alone, as of SDXL-Lightning; copy it into"),
        (weights("down_blocks.0.x", "conv_in.weight"), "a UNet of Stable Diffusion 1 or 2"),
        (weights("encoder.conv_in.weight", "decoder.conv_in.weight"), r"an autoencoder \(VAE\) alone; put it into"),
        (weights("controlnet_cond_embedding.conv_in.weight"), "a ControlNet"),
        (weights("image_proj.proj.weight", "ip_adapter.1.to_k_ip.weight"), "an IP-Adapter"),
        (weights("vision_model.x", "text_model.y"), "the weights of a CLIPModel or SiglipModel alone"),
        (weights("embedder.embedder.convolution.weight"), "the weights of a ResNetModel alone; export its folder"),
        (weights("resnet.embedder.embedder.convolution.weight"), "the weights of a ResNetModel alone"),
        (weights("conv1.weight", "layer1.0.conv1.weight", "fc.weight"),
         "a ResNet in the layout of torchvision or timm; download microsoft/resnet-50"),
        (weights("clip_l", "clip_g"), "a textual inversion"),
        (weights("something.else", "of.more", "tensors"), "not recognised by the names of its tensors"),
        (checkpoint, "v1-5-pruned.ckpt is a pickled training checkpoint, which is not read"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)  # fmt: skip
def test_what_is_no_checkpoint_is_said_by_what_it_is(content, line, export, tmp_path):
    folder = tmp_path / "hf"
    folder.mkdir()
    content(folder)
    status, error = export(folder, tmp_path / "bundle")
    assert status == 2 and error.count("\n") == 1
    with pytest.raises(AssertionError, match=line):
        raise AssertionError(error)
    assert [entry.name for entry in tmp_path.iterdir()] == ["hf"]
    for file in folder.glob("*.safetensors"):
        status, error = export(file, tmp_path / "bundle")
        assert status == 2
        with pytest.raises(AssertionError, match=line):
            raise AssertionError(error)


def test_file_instead_of_its_folder_is_refused(export, tmp_path):
    folder = make_clip_folder("tiny-clip-b", tmp_path / "hf")
    status, error = export(folder / "model.safetensors", tmp_path / "bundle")
    assert status == 2 and "the weights of a CLIPModel or SiglipModel alone; export its folder" in error
    status, error = export(folder / "config.json", tmp_path / "bundle")
    assert status == 2 and "is a file; --source takes a folder" in error
