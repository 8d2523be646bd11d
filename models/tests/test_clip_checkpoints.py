"""Exports of checkpoints of many shapes against transformers: a quick part of `reference/compare_clip.py`."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent / "reference"))

import clip_checkpoints
import compare_clip
from clip_cases import CASES, REFUSED
from clip_samples import write_images

QUICK = ("own-eos", "early-config", "float16", "shards", "small-parts", "map-beside-config", "early-added-tokens",
         "new-pad", "exact-size", "lanczos", "siglip", "siglip-2")  # fmt: skip


@pytest.fixture(scope="module")
def images(tmp_path_factory):
    made = write_images(tmp_path_factory.mktemp("images"))
    return [file for file in made if file.name in ("made-rgb.png", "palette.gif", "tall.png", "cmyk.jpg")]


@pytest.mark.parametrize("case", [case for case in CASES if case.name in QUICK], ids=lambda case: case.name)
def test_ids_embeddings_and_margins_are_those_of_transformers(case, images, tmp_path):
    folder = clip_checkpoints.write(case, tmp_path / "source", seed=5)
    assert compare_clip.export(folder, tmp_path / "bundle") is None
    wanted = compare_clip.reference(folder, case.siglip, images)
    same, embeddings, margins = compare_clip.in_python(tmp_path / "bundle", wanted)
    assert same
    assert embeddings < compare_clip.EMBEDDINGS
    assert margins < compare_clip.MARGINS


@pytest.mark.parametrize(("case", "named"), REFUSED, ids=lambda value: getattr(value, "name", ""))
def test_what_is_not_supported_is_refused_by_name(case, named, tmp_path):
    folder = clip_checkpoints.write(case, tmp_path / "source", seed=0)
    refusal = compare_clip.export(folder, tmp_path / "bundle")
    assert refusal and named in refusal and "\n" not in refusal
