"""SigLIP encoders and tokenizers against transformers."""

import json
import shutil

import pytest
import torch
import transformers
from conftest import RESOURCES
from steerscope_models.export.siglip_tokenizer import read_siglip_tokenizer
from steerscope_models.nn.clip import load_clip
from steerscope_models.nn.config import UnsupportedConfig
from steerscope_models.nn.files import BrokenFolder
from steerscope_models.nn.siglip import SiglipModel

TEXT = {
    "vocab_size": 50, "hidden_size": 16, "intermediate_size": 24, "num_hidden_layers": 3, "num_attention_heads": 4,
    "max_position_embeddings": 12,
}
VISION = {
    "hidden_size": 12, "intermediate_size": 20, "num_hidden_layers": 2, "num_attention_heads": 3, "image_size": 19,
    "patch_size": 4,
}
IDS = torch.tensor([[3, 7, 9, 1, 1, 1, 1], [1, 1, 1, 1, 1, 1, 1], [5, 6, 7, 8, 9, 10, 1]])


@pytest.mark.parametrize(("act", "eps"), [("gelu_pytorch_tanh", 1e-6), ("gelu", 1e-3)])
def test_features_are_those_of_transformers(act, eps):
    text = {**TEXT, "projection_size": 12, "hidden_act": act, "layer_norm_eps": eps}
    config = transformers.SiglipConfig(
        text_config=text, vision_config={**VISION, "hidden_act": act, "layer_norm_eps": eps}
    )
    torch.manual_seed(3)
    reference = transformers.SiglipModel(config).eval()
    for parameter in reference.parameters():
        torch.nn.init.normal_(parameter, std=0.3)
    model = SiglipModel(config.to_dict()).eval()
    load_clip(model, reference.state_dict(), "siglip")
    pixels = torch.randn(2, 3, 19, 19)
    with torch.inference_mode():
        wanted = reference(input_ids=IDS, pixel_values=pixels)
        for features, embeddings in (
            (model.text_features(IDS), wanted.text_embeds),
            (model.image_features(pixels), wanted.image_embeds),
        ):
            torch.testing.assert_close(torch.nn.functional.normalize(features), embeddings, rtol=0, atol=1e-6)


def test_spaces_of_different_width_are_refused():
    with pytest.raises(UnsupportedConfig, match="texts become 16 numbers, images 12"):
        SiglipModel({"text_config": TEXT, "vision_config": VISION})


@pytest.fixture
def spiece(tmp_path):
    shutil.copy(RESOURCES / "tiny-spiece" / "spiece.model", tmp_path)
    settings = {"tokenizer_class": "SiglipTokenizer", "model_input_names": ["input_ids"]}
    (tmp_path / "tokenizer_config.json").write_text(json.dumps(settings))
    return tmp_path


def test_a_sentencepiece_model_gives_the_ids_of_siglip_tokenizer(spiece):
    tokenizer = read_siglip_tokenizer(spiece, 64)
    expected = json.loads((RESOURCES / "tiny-spiece" / "expected.json").read_text(encoding="utf-8"))
    assert {text: tokenizer.ids(text) for text in expected} == expected
    assert (tokenizer.bos, tokenizer.eos, tokenizer.pad, tokenizer.max_length) == (None, 1, 1, 64)


def test_a_file_that_is_no_sentencepiece_model_is_named(spiece):
    (spiece / "spiece.model").write_bytes(b"\x0a\xff\xff\x03cut")
    with pytest.raises(BrokenFolder, match="spiece.model is not a SentencePiece model: it ends too early"):
        read_siglip_tokenizer(spiece, 64)


def test_padding_that_would_be_hidden_is_refused(spiece):
    settings = {"model_input_names": ["input_ids", "attention_mask"]}
    (spiece / "tokenizer_config.json").write_text(json.dumps(settings))
    with pytest.raises(BrokenFolder, match="attention_mask"):
        read_siglip_tokenizer(spiece, 64)


def test_a_folder_without_tokenizer_is_refused(tmp_path):
    with pytest.raises(BrokenFolder, match="neither tokenizer.json nor spiece.model"):
        read_siglip_tokenizer(tmp_path, 64)


def test_naflex_is_refused_by_name(tmp_path, export):
    (tmp_path / "config.json").write_text(json.dumps({"model_type": "siglip2", "architectures": ["Siglip2Model"]}))
    status, error = export(tmp_path, tmp_path / "bundle")
    assert status == 2 and "NaFlex" in error and error.count("\n") == 1
