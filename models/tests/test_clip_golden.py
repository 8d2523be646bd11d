"""Exported CLIP encoders against numbers that transformers computed."""

import json

import pytest
import torch
from conftest import RESOURCES, expected
from reference_pipeline import load_modules, token_ids
from reference_pixels import preprocess


@pytest.fixture(scope="module")
def bundle(clip_folder, tmp_path_factory):
    from steerscope_models import cli

    bundle = tmp_path_factory.mktemp("bundles") / "clip"
    assert cli.main(["export", "--source", str(clip_folder), "--bundle", str(bundle)]) == 0
    return bundle


def test_text_embeddings_are_those_of_transformers(bundle, clip_name):
    (encoder,) = load_modules(bundle, "text_encoder")
    rules = json.loads((bundle / "bundle.json").read_text())["tokenizer"]
    texts = expected(clip_name)["texts"]
    ids = [token_ids(bundle, rules, text["text"]) for text in texts]
    assert ids == [text["ids"] for text in texts]
    wanted = torch.tensor([text["embedding"] for text in texts])
    with torch.inference_mode():
        torch.testing.assert_close(encoder(torch.tensor(ids)), wanted, rtol=0, atol=1e-5)


def test_image_embeddings_are_those_of_transformers(bundle, clip_name):
    (encoder,) = load_modules(bundle, "image_encoder")
    rules = json.loads((bundle / "bundle.json").read_text())["clip"]["preprocessing"]
    for image in expected(clip_name)["images"]:
        pixels = preprocess(RESOURCES / clip_name / image["file"], rules)
        torch.testing.assert_close(pixels.flatten()[:8], torch.tensor(image["pixel_values_first8"]), rtol=0, atol=1e-5)
        with torch.inference_mode():
            embedding = encoder(pixels)[0]
        torch.testing.assert_close(embedding, torch.tensor(image["embedding"]), rtol=0, atol=1e-5)
