"""Tokenizers from vocab.json and merges.txt against the same vocabulary as tokenizer.json."""

import json
import shutil

import pytest
from conftest import BUNDLES, RESOURCES
from steerscope_models.export.tokenizer import read_tokenizer
from steerscope_models.nn.files import BrokenFolder

TEXTS = [
    "", "a photo of a red car", "A  Photo of TWO red cars, on the left!! café 12",
    "naïve 3D-render — don't stop", "<b>bold</b> & 100% #1", "🚗 and 🚙🚙", "赤い車と青い車", "it's we'll they've I'm",
    "\ttabs\nand lines ", "x" * 300,
    "<|endoftext|> inside", "word " * 100, "Ünïcödé ﬁ ½ ²",
]


@pytest.fixture
def folders(tmp_path):
    whole, parts = tmp_path / "whole", tmp_path / "parts"
    for folder in (whole, parts):
        shutil.copytree(RESOURCES / "tiny-ssd1b" / "tokenizer", folder)
    source = BUNDLES / "tiny-ssd1b" / "tokenizer.json"
    shutil.copy(source, whole / "tokenizer.json")
    model = json.loads(source.read_text(encoding="utf-8"))["model"]
    (parts / "vocab.json").write_text(json.dumps(model["vocab"]), encoding="utf-8")
    merges = [" ".join(merge) if isinstance(merge, list) else merge for merge in model["merges"]]
    (parts / "merges.txt").write_text("#version: 0.2\n" + "\n".join(merges) + "\n", encoding="utf-8")
    return whole, parts


@pytest.mark.parametrize("pad", ["<|endoftext|>", "!"])
def test_vocabulary_and_merges_give_the_ids_of_tokenizer_json(folders, pad):
    whole, parts = folders
    if pad == "!":
        shutil.copy(BUNDLES / "tiny-ssd1b" / "tokenizer_2.json", whole / "tokenizer.json")
    for folder in folders:
        config = json.loads((folder / "tokenizer_config.json").read_text())
        (folder / "tokenizer_config.json").write_text(json.dumps({**config, "pad_token": pad}))
    first, second = (read_tokenizer(folder, 77, 49407) for folder in folders)
    assert (first.bos, first.eos, first.pad) == (second.bos, second.eos, second.pad)
    for text in TEXTS:
        assert first.ids(text) == second.ids(text), text


def test_special_tokens_may_be_objects_in_a_map(folders):
    _, parts = folders
    token = {"content": "<|endoftext|>", "lstrip": False, "normalized": True, "rstrip": False, "single_word": False}
    special = {"bos_token": {**token, "content": "<|startoftext|>"}, "eos_token": token, "pad_token": "!"}
    (parts / "special_tokens_map.json").write_text(json.dumps(special))
    (parts / "tokenizer_config.json").write_text(json.dumps({"model_max_length": 77}))
    tokenizer = read_tokenizer(parts, 77, 2)
    assert tokenizer.ids("a")[:4] == [49406, 320, 49407, 0]


def test_truncation_keeps_the_end_token(folders):
    tokenizer = read_tokenizer(folders[0], 77, 49407)
    ids = tokenizer.ids("red " * 200)
    assert len(ids) == 77 and ids[0] == 49406 and ids[-1] == 49407 and ids[-2] != 49407


def test_other_end_token_than_the_encoder_pools_at_is_refused(folders):
    with pytest.raises(BrokenFolder, match="eos_token_id is 5"):
        read_tokenizer(folders[0], 77, 5)
