"""OpenCLIP checkpoints: what is exported, compared with the package where it is installed, and what is refused."""

import json
import shutil
import sys
from pathlib import Path

import openclip_folders
import pytest
import torch
from openclip_folders import config
from steerscope_models.export import openclip
from steerscope_models.nn.config import UnsupportedConfig
from tokenizers import Tokenizer

sys.path.insert(0, str(Path(__file__).parent / "reference"))

import openclip_package
from clip_samples import TEXTS

EXPORTED = {
    "plain GELU": (config(), "open_clip_model.safetensors"),
    "quick GELU": (config(model={"quick_gelu": True}), "open_clip_pytorch_model.bin"),
    "custom text": (config(model={"custom_text": True}), "open_clip_pytorch_model.bin"),
    "HPSv2": (config(), "HPS_v2.1_compressed.pt"),
    "short texts, no whole patches": (
        config(vision={"image_size": 35}, text={"context_length": 20}), "open_clip_pytorch_model.bin"
    ),
    "fields of newer configs": (
        config(
            model={"init_logit_bias": -10.0, "quick_gelu": False},
            vision={"mlp_ratio": 4.9231, "norm_kwargs": {"eps": 1e-6}, "act_kwargs": {"approximate": "tanh"}},
            text={"mlp_ratio": 2.0, "norm_kwargs": {"eps": 1e-6}, "act_kwargs": {"approximate": "tanh"}},
        ),
        "open_clip_model.safetensors",
    ),
}  # fmt: skip


def bundle_ids(bundle, texts):
    rules = json.loads((bundle / "bundle.json").read_text())["tokenizer"]
    tokenizer, length, rows = Tokenizer.from_file(str(bundle / "tokenizer.json")), rules["maxLength"], []
    for text in texts:
        ids = tokenizer.encode(text).ids
        ids = ids if len(ids) <= length else [*ids[: length - 1], rules["eosTokenId"]]
        rows.append(ids + [rules["padTokenId"]] * (length - len(ids)))
    return rows


def package():
    try:
        return openclip_package.open_clip()
    except ImportError:
        pytest.skip("open_clip_torch is not installed")


@pytest.mark.parametrize("name", EXPORTED)
def test_ids_and_embeddings_are_those_of_the_package(name, export, tmp_path):
    made, file = EXPORTED[name]
    library = package()
    folder = openclip_folders.write(tmp_path / "hf", made, file)
    assert export(folder, tmp_path / "bundle") == (0, "")
    model_cfg = {**made["model_cfg"]}
    kind = library.CustomTextCLIP if model_cfg.pop("custom_text", False) else library.CLIP
    model = kind(**model_cfg)
    library.load_checkpoint(model, str(folder / file))
    model.eval()
    ids = bundle_ids(tmp_path / "bundle", TEXTS)
    assert ids == library.SimpleTokenizer(context_length=model.context_length)(TEXTS).tolist()
    size = made["model_cfg"]["vision_cfg"]["image_size"]
    pixels = torch.randn(3, 3, size, size)
    with torch.inference_mode():
        for module, inputs, wanted in (
            ("text_encoder.pt", torch.tensor(ids), model.encode_text),
            ("image_encoder.pt", pixels, model.encode_image),
        ):
            found = torch.jit.load(str(tmp_path / "bundle" / module))(inputs)
            torch.testing.assert_close(found, wanted(inputs, normalize=True), rtol=0, atol=2e-6)


def test_preprocessing_and_scale_are_those_of_the_config(export, tmp_path):
    made = config(
        model={"init_logit_bias": -10.0},
        preprocessing={"mean": [0.5] * 3, "std": [0.25] * 3, "interpolation": "bilinear", "resize_mode": "squash",
                       "size": [224, 224], "mode": "RGB", "fill_color": 0},
    )  # fmt: skip
    folder = openclip_folders.write(tmp_path / "hf", made)
    assert export(folder, tmp_path / "bundle")[0] == 0
    clip = json.loads((tmp_path / "bundle" / "bundle.json").read_text())["clip"]
    assert clip["preprocessing"] == {
        "resizeHeight": 32, "resizeWidth": 32, "resample": "bilinear", "cropHeight": 0, "cropWidth": 0,
        "rescaleFactor": 1 / 255, "mean": [0.5] * 3, "std": [0.25] * 3,
    }  # fmt: skip
    assert clip["logitScale"] == pytest.approx(99.484, rel=1e-4) and clip["logitBias"] == pytest.approx(-9.5)
    plain = openclip_folders.write(tmp_path / "plain", config())
    assert export(plain, tmp_path / "again")[0] == 0
    shortest = json.loads((tmp_path / "again" / "bundle.json").read_text())["clip"]["preprocessing"]
    assert (shortest["resizeShortestEdge"], shortest["resample"], shortest["cropHeight"]) == (32, "bicubic", 32)


@pytest.mark.parametrize(
    ("made", "line"),
    [
        (config(vision={"timm_model_name": "convnext_base"}), "the image tower convnext_base of timm is not supported"),
        (config(vision={"timm_model_name": "vit_base_patch16_siglip_224"}), "export the same model as a SiglipModel"),
        (config(vision={"layers": [3, 4, 6, 3]}), "a ResNet image tower is not supported"),
        (config(model={"multimodal_cfg": {}}), "CoCa, .* is not supported"),
        (config(text={"hf_model_name": "xlm-roberta-base"}), "the text tower xlm-roberta-base is not supported"),
        (config(text={"no_causal_mask": True}), "no_causal_mask=True"),
        (config(text={"pool_type": "last"}), "pool_type='last'"),
        (config(text={"proj_bias": True}), "proj_bias=True"),
        (config(vision={"attentional_pool": True}), "attentional_pool=True"),
        (config(vision={"pool_type": "avg"}), "pool_type='avg'"),
        (config(vision={"ls_init_value": 1e-5}), "ls_init_value=1e-05"),
        (config(vision={"qk_norm": True}), "qk_norm=True"),
        (config(vision={"image_size": [32, 64]}), "image_size=.32, 64. is not supported .squares only"),
        (config(vision={"act_kwargs": {"beta": 2}}), "act_kwargs="),
        (config(preprocessing={"resize_mode": "longest"}), "resize_mode='longest'"),
        (config(preprocessing={"interpolation": "nearest"}), "interpolation='nearest'"),
        (config(text={"tokenizer_kwargs": {"clean": "canonicalize"}}), "clean='canonicalize'"),
        (config(text={"hf_tokenizer_name": "bert-base-uncased"}), "lacks its tokenizer bert-base-uncased"),
    ],
)
def test_other_kinds_are_refused_by_name(made, line, export, tmp_path):
    folder = tmp_path / "hf"
    folder.mkdir()
    (folder / "open_clip_config.json").write_text(json.dumps(made))
    try:
        torch.save(openclip_folders.random_tensors(made), folder / "open_clip_pytorch_model.bin")
    except TypeError:
        torch.save({"visual.weight": torch.zeros(1)}, folder / "open_clip_pytorch_model.bin")
    status, error = export(folder, tmp_path / "bundle")
    assert status == 2 and error.count("\n") == 1
    with pytest.raises(AssertionError, match=line):
        raise AssertionError(error)


def test_unknown_fields_are_told_unless_they_could_change_the_result():
    with pytest.warns(UserWarning, match="note='x' is not known"):
        openclip.clip_config(config(model={"note": "x"})["model_cfg"])
    with pytest.raises(UnsupportedConfig, match="rope_theta=1"):
        openclip.clip_config(config(vision={"rope_theta": 1})["model_cfg"])


def test_weights_without_config_are_refused_and_those_of_hps_are_not(export, tmp_path):
    from steerscope_models.export.source import kind_of

    folder = openclip_folders.write(tmp_path / "hf", config(), "open_clip_pytorch_model.bin")
    (folder / "open_clip_config.json").unlink()
    status, error = export(folder, tmp_path / "bundle")
    assert status == 2 and "OpenCLIP's weights without open_clip_config.json; download it too" in error
    (folder / "open_clip_pytorch_model.bin").rename(folder / "HPS_v2_compressed.pt")
    assert kind_of(folder) == kind_of(folder / "HPS_v2_compressed.pt") == "clip"
    # Its architecture is known, and is not that of this small stand-in.
    status, error = export(folder, tmp_path / "bundle")
    assert status == 2 and "HPS_v2_compressed.pt weights: " in error and "the config asks for [1024]" in error
    shutil.copy(folder / "HPS_v2_compressed.pt", folder / "HPS_v2.1_compressed.pt")
    status, error = export(folder, tmp_path / "bundle")
    assert status == 2 and f"name one: --source {folder / 'HPS_v2_compressed.pt'}" in error


def test_config_beside_a_file_of_weights_is_used(export, tmp_path):
    folder = openclip_folders.write(tmp_path / "hf", config(), "HPS_v2.1_compressed.pt")
    assert export(folder / "HPS_v2.1_compressed.pt", tmp_path / "bundle") == (0, "")
    assert json.loads((tmp_path / "bundle" / "bundle.json").read_text())["source"]["name"] == "HPS_v2.1_compressed"
