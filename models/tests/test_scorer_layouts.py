"""Folders of scorers as popular repositories have them: exported and compared with transformers, or refused."""

import json
import shutil
import sys
from pathlib import Path

import openclip_folders
import pytest
import torch
from conftest import make_clip_folder
from safetensors.torch import load_file, save_file

sys.path.insert(0, str(Path(__file__).parent / "reference"))

import clip_checkpoints
import compare_clip
from clip_cases import CASES
from clip_samples import write_images


def case(name):
    return next(case for case in CASES if case.name == name)


def pickled(folder):
    torch.save(load_file(folder / "model.safetensors"), folder / "pytorch_model.bin")
    (folder / "model.safetensors").unlink()


def with_numbers_of_positions(folder):
    """Early versions of transformers saved position numbers beside the weights."""
    tensors = torch.load(folder / "pytorch_model.bin")
    for kind in ("text_model", "vision_model"):
        positions = tensors[f"{kind}.embeddings.position_embedding.weight"].shape[0]
        tensors[f"{kind}.embeddings.position_ids"] = torch.arange(positions).unsqueeze(0)
    torch.save(tensors, folder / "pytorch_model.bin")


def other_formats(folder):
    for name in ("flax_model.msgpack", "tf_model.h5", ".gitattributes"):
        (folder / name).touch()


def description(bundle):
    return json.loads((bundle / "bundle.json").read_text())


@pytest.fixture(scope="module")
def images(tmp_path_factory):
    made = write_images(tmp_path_factory.mktemp("images"))
    return [file for file in made if file.name in ("made-rgb.png", "tall.png")]


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        # openai/clip-vit-base-patch32: early preprocessor, full vocabulary, three formats of the same weights.
        ("openai", (pickled, with_numbers_of_positions, other_formats)),
        ("siglip", (pickled,)),
        ("siglip-2", (pickled,)),
    ],
)
def test_pickled_repositories_export_as_they_are_downloaded(name, changes, images, tmp_path):
    folder = clip_checkpoints.write(case(name), tmp_path / "source", seed=3)
    for change in changes:
        change(folder)
    assert compare_clip.export(folder, tmp_path / "bundle") is None
    wanted = compare_clip.reference(folder, case(name).siglip, images)
    same, embeddings, margins = compare_clip.in_python(tmp_path / "bundle", wanted)
    assert same and embeddings < 1e-5 and margins < compare_clip.MARGINS


def test_processor_and_tokenizer_come_from_the_folders_that_are_named(export, tmp_path):
    # PickScore's card takes its processor from LAION's ViT-H-14.
    folder = make_clip_folder("tiny-clip-b", tmp_path / "PickScore")
    assert export(folder, tmp_path / "wanted")[0] == 0
    (tmp_path / "processor").mkdir()
    (tmp_path / "words").mkdir()
    shutil.move(folder / "preprocessor_config.json", tmp_path / "processor")
    status, error = export(folder, tmp_path / "bundle")
    assert status == 2 and "has no preprocessor_config.json; if the model card takes it from another repository" in error
    for file in ("tokenizer.json", "tokenizer_config.json"):
        shutil.move(folder / file, tmp_path / "words")
    processor = ("--processor", str(tmp_path / "processor"))
    status, error = export(folder, tmp_path / "bundle", *processor)
    assert status == 2 and "download that one and say --tokenizer DIR" in error and error.count("\n") == 1
    assert export(folder, tmp_path / "bundle", *processor, "--tokenizer", str(tmp_path / "words")) == (0, "")
    wanted, found = description(tmp_path / "wanted"), description(tmp_path / "bundle")
    assert (found["clip"], found["tokenizer"]) == (wanted["clip"], wanted["tokenizer"])
    assert found["files"]["tokenizer.json"] == wanted["files"]["tokenizer.json"]


@pytest.mark.parametrize("option", ["--processor", "--tokenizer"])
def test_folder_of_a_part_must_be_there_and_pipelines_have_none(option, export, sdxl_folder, tmp_path):
    folder = make_clip_folder("tiny-clip-b", tmp_path / "hf")
    status, error = export(folder, tmp_path / "bundle", option, str(tmp_path / "nowhere"))
    assert status == 2 and f"{option} {tmp_path / 'nowhere'} is not a folder" in error
    status, error = export(sdxl_folder, tmp_path / "bundle", option, str(folder))
    assert status == 2 and f"{option} is for scorers" in error


def both_halves(tmp_path):
    """LAION's repositories: a CLIPModel and, under other names, OpenCLIP's file and config."""
    folder = make_clip_folder("tiny-clip-b", tmp_path / "hf")
    made = openclip_folders.config()
    (folder / "open_clip_config.json").write_text(json.dumps(made))
    save_file(openclip_folders.random_tensors(made), folder / "open_clip_model.safetensors")
    return folder


def test_of_two_layouts_in_one_folder_that_of_transformers_is_read_where_it_is_complete(export, tmp_path, capsys):
    folder = both_halves(tmp_path)
    assert export(folder, tmp_path / "first")[0] == 0
    assert description(tmp_path / "first")["clip"]["embeddingDimension"] == 32
    (folder / "model.safetensors").unlink()
    assert export(folder, tmp_path / "second")[0] == 0
    assert description(tmp_path / "second")["clip"]["embeddingDimension"] == 24


def test_clip_model_without_processor_takes_the_preprocessing_of_openclip(export, tmp_path):
    # apple/DFN5B-CLIP-ViT-H-14-378 has a config.json but no preprocessor_config.json.
    folder = both_halves(tmp_path)
    size = json.loads((folder / "config.json").read_text())["vision_config"]["image_size"]
    made = openclip_folders.config(preprocessing={"resize_mode": "squash"})
    (folder / "open_clip_config.json").write_text(json.dumps(made))
    (folder / "preprocessor_config.json").unlink()
    (folder / "open_clip_model.safetensors").unlink()
    assert export(folder, tmp_path / "bundle") == (0, "")
    clip = description(tmp_path / "bundle")["clip"]
    assert clip["embeddingDimension"] == 32
    assert (clip["preprocessing"]["resizeHeight"], clip["preprocessing"]["cropHeight"]) == (size, 0)


def siglip_2(folder, **settings):
    """A folder as Google's: Gemma's tokenizer, which keeps capitals."""
    made = clip_checkpoints.write(case("siglip-2"), folder, seed=3)
    words = json.loads((made / "tokenizer.json").read_text())
    words["normalizer"] = {"type": "Replace", "pattern": {"String": " "}, "content": "▁"}
    (made / "tokenizer.json").write_text(json.dumps(words))
    written = json.loads((made / "tokenizer_config.json").read_text())
    (made / "tokenizer_config.json").write_text(json.dumps({**written, **settings}))
    return made


@pytest.mark.parametrize(
    ("settings", "lower", "line"),
    [
        ({"tokenizer_class": "GemmaTokenizer"}, True, "names GemmaTokenizer, with which tokenizer.json keeps capitals"),
        ({"tokenizer_class": "GemmaTokenizerFast", "do_lower_case": True}, True, "names GemmaTokenizer, with which"),
        ({"tokenizer_class": None}, True, "names no class, with which tokenizer.json keeps capitals"),
        ({"tokenizer_class": "Siglip2Tokenizer"}, True, None),
        ({"tokenizer_class": "GemmaTokenizer", "do_lower_case": False}, False, "do_lower_case is false"),
    ],
)
def test_siglip_2_reads_lower_case_and_tells_where_its_files_say_otherwise(settings, lower, line, tmp_path, capsys):
    from steerscope_models import cli

    folder = siglip_2(tmp_path / "hf", **settings)
    assert cli.main(["export", "--source", str(folder), "--bundle", str(tmp_path / "bundle")]) == 0
    told = [text for text in capsys.readouterr().out.splitlines() if "tokenizer_config.json" in text]
    assert len(told) == (line is not None) and (line is None or line in told[0])
    words = compare_clip.transformers.Siglip2Tokenizer.from_pretrained(folder)
    text = "A Photo of TWO Red Cars"
    from tokenizers import Tokenizer

    found = Tokenizer.from_file(str(tmp_path / "bundle" / "tokenizer.json")).encode(text).ids
    assert (found == words(text)["input_ids"]) == lower


def test_verify_compares_with_transformers_and_says_so(tmp_path, capsys):
    from steerscope_models import cli

    folder = make_clip_folder("tiny-clip-b", tmp_path / "hf")
    assert cli.main(["export", "--source", str(folder), "--bundle", str(tmp_path / "bundle"), "--verify"]) == 0
    lines = capsys.readouterr().out
    name = f"transformers {compare_clip.transformers.__version__}"
    assert f"texts are those of {name}" in lines
    for file in ("image_encoder.pt", "text_encoder.pt"):
        assert f"{file}: differs from {name} by " in lines
    assert lines.count("differs from this project's module that it was traced from by") == 2


def test_verify_refuses_what_differs_and_leaves_nothing(export, tmp_path, monkeypatch):
    from steerscope_models.nn import encoder

    folder = make_clip_folder("tiny-clip-b", tmp_path / "hf")
    monkeypatch.setitem(encoder._ACTIVATIONS, "quick_gelu", torch.nn.functional.relu)
    monkeypatch.setitem(encoder._ACTIVATIONS, "gelu", torch.nn.functional.relu)
    status, error = export(folder, tmp_path / "bundle", "--verify")
    assert status == 1 and "differs from transformers" in error and error.count("\n") == 1
    assert [entry.name for entry in tmp_path.iterdir()] == ["hf"]


def test_verify_says_what_is_not_installed(tmp_path, capsys, monkeypatch):
    from steerscope_models import cli

    folder = openclip_folders.write(tmp_path / "hf", openclip_folders.config())
    monkeypatch.setitem(sys.modules, "open_clip", None)
    assert cli.main(["export", "--source", str(folder), "--bundle", str(tmp_path / "bundle"), "--verify"]) == 0
    assert capsys.readouterr().out.count("--verify: open_clip_torch is not installed") == 1


def test_verify_compares_with_open_clip(tmp_path, capsys):
    import openclip_package
    from steerscope_models import cli

    try:
        openclip_package.open_clip()
    except ImportError:
        pytest.skip("open_clip_torch is not installed")
    made = openclip_folders.config(model={"quick_gelu": True, "custom_text": True})
    folder = openclip_folders.write(tmp_path / "hf", made)
    assert cli.main(["export", "--source", str(folder), "--bundle", str(tmp_path / "bundle"), "--verify"]) == 0
    assert capsys.readouterr().out.count("differs from open_clip ") == 2


def test_verify_compares_the_text_encoders_of_a_generator(sdxl_folder, tmp_path, capsys):
    from steerscope_models import cli

    assert cli.main(["export", "--source", str(sdxl_folder), "--bundle", str(tmp_path / "bundle"), "--verify"]) == 0
    lines = capsys.readouterr().out
    for part in ("text_encoder", "text_encoder_2"):
        assert f"{part}.pt: differs from transformers" in lines
