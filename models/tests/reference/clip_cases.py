"""The checkpoints that are compared with transformers, and those that must be refused by name."""

from __future__ import annotations

import json
from pathlib import Path

from clip_checkpoints import (
    END,
    START,
    Case,
    early_config,
    edit_config,
    in_half_precision,
    only_what_differs,
    split_in_shards,
)

_FLAGS = {"lstrip": False, "rstrip": False, "single_word": False}
_NORMALISED_START = {"__type": "AddedToken", "content": START, "normalized": True, **_FLAGS}
_EARLY_PREPROCESSOR = {
    "image_processor_type": ..., "feature_extractor_type": "CLIPFeatureExtractor", "size": 32, "crop_size": 32,
    "do_center_crop": True, "do_normalize": True, "do_resize": True, "resample": 3,
    "image_mean": [0.48145466, 0.4578275, 0.40821073], "image_std": [0.26862954, 0.26130258, 0.27577711],
}  # fmt: skip


def _add_tokens(folder: Path) -> None:
    (folder / "special_tokens_map.json").write_text(
        json.dumps({"bos_token": _NORMALISED_START, "eos_token": {**_NORMALISED_START, "content": END}})
    )


def _early_added_tokens(folder: Path) -> None:
    (folder / "added_tokens.json").write_text(json.dumps({"<SKS>": 700, "car": 701}), encoding="utf-8")


CASES = [
    Case("openai", text=dict(eos_token_id=2, bos_token_id=0), tokenizer="full", preprocessor=_EARLY_PREPROCESSOR,
         settings={"model_max_length": 77, "tokenizer_class": "CLIPTokenizer", "do_lower_case": True},
         change=_add_tokens),
    Case("openai-parts", text=dict(eos_token_id=2), tokenizer="full-parts",
         settings={"model_max_length": 77, "bos_token": _NORMALISED_START,
                   "eos_token": {**_NORMALISED_START, "content": END}, "pad_token": END}),
    Case("openclip", text=dict(eos_token_id=2, bos_token_id=0, pad_token_id=1, hidden_act="gelu", hidden_size=24,
                               num_attention_heads=3, num_hidden_layers=3),
         vision=dict(hidden_act="gelu", image_size=42, patch_size=14, hidden_size=20, num_attention_heads=5),
         top={"projection_dim": 20}, tokenizer="full", settings={"model_max_length": 77, "pad_token": "!"}),
    Case("eos-49407", text=dict(eos_token_id=49407, hidden_act="gelu_new"), vision=dict(hidden_act="gelu_new"),
         tokenizer="full-parts", settings={"pad_token": "!", "bos_token": START, "eos_token": END}),
    Case("own-eos", text=dict(eos_token_id=..., max_position_embeddings=40, layer_norm_eps=1e-3),
         vision=dict(image_size=30, patch_size=8, layer_norm_eps=1e-2)),
    Case("long-texts", text=dict(eos_token_id=..., max_position_embeddings=248, attention_dropout=0.1),
         vision=dict(image_size=48, patch_size=16, attention_dropout=0.2), settings={"model_max_length": 248}),
    Case("short-limit", text=dict(eos_token_id=2), settings={"model_max_length": 20}),
    Case("early-config", text=dict(eos_token_id=2), change=early_config),
    Case("silent-config", text=dict(eos_token_id=2, hidden_size=512, num_attention_heads=8),
         vision=dict(image_size=224, patch_size=32), top={"projection_dim": 512}, change=only_what_differs),
    Case("shards", text=dict(eos_token_id=2), change=split_in_shards),
    Case("float16", text=dict(eos_token_id=2), change=in_half_precision),
    Case("small-parts", text=dict(eos_token_id=2), tokenizer="small-parts",
         settings={"bos_token": _NORMALISED_START,
                   "eos_token": {**_NORMALISED_START, "normalized": False, "content": END},
                   "added_tokens_decoder": {
                       "700": {"content": "<sks>", "special": False, "normalized": True, **_FLAGS}}}),
    Case("map-beside-config", text=dict(eos_token_id=2), tokenizer="small-parts", change=_add_tokens,
         settings={"bos_token": START, "pad_token": "!", "additional_special_tokens": ["<x>"]}),
    Case("early-added-tokens", text=dict(eos_token_id=..., vocab_size=702), tokenizer="small-parts",
         change=_early_added_tokens, settings={"unk_token": END}),
    Case("other-flags", text=dict(eos_token_id=2), settings={"added_tokens_decoder": {
        "698": {"content": START, "normalized": False, "special": True},
        "699": {"content": END, "normalized": True, "special": True}}}),
    Case("new-pad", text=dict(eos_token_id=..., vocab_size=701), settings={"pad_token": "<|pad|>"}),
    Case("exact-size", text=dict(eos_token_id=2), preprocessor=dict(size={"height": 40, "width": 36})),
    Case("no-crop", text=dict(eos_token_id=2),
         preprocessor=dict(size={"height": 32, "width": 32}, do_center_crop=False, crop_size=...)),
    Case("bilinear", text=dict(eos_token_id=2), preprocessor=dict(resample=2, size={"shortest_edge": 36})),
    Case("lanczos", text=dict(eos_token_id=2),
         preprocessor=dict(resample=1, image_mean=[0.5] * 3, image_std=[0.5] * 3)),
    Case("box", text=dict(eos_token_id=2), preprocessor=dict(resample=4, do_convert_rgb=True, rescale_factor=1 / 128)),
    Case("hamming", text=dict(eos_token_id=2), preprocessor=dict(resample=5, do_normalize=False)),
    Case("siglip", siglip=True, text=dict(max_position_embeddings=64), tokenizer="unigram",
         settings={"tokenizer_class": "SiglipTokenizer", "eos_token": "</s>", "pad_token": "</s>", "unk_token": "<unk>",
                   "model_max_length": 64, "model_input_names": ["input_ids"]}),
    Case("siglip-spiece", siglip=True, tokenizer="spiece", vision=dict(image_size=38, patch_size=9),
         settings={"tokenizer_class": "SiglipTokenizer", "model_input_names": ["input_ids"]}),
    Case("siglip-2", siglip=True, tokenizer="gemma", text=dict(max_position_embeddings=24, layer_norm_eps=1e-3),
         vision=dict(hidden_act="gelu", layer_norm_eps=1e-3, image_size=48, patch_size=16),
         preprocessor=dict(resample=2, do_convert_rgb=True),
         settings={"tokenizer_class": "Siglip2Tokenizer", "add_bos_token": False, "add_eos_token": True,
                   "padding_side": "right", "eos_token": "<eos>", "pad_token": "<pad>", "bos_token": "<bos>",
                   "unk_token": "<unk>", "model_input_names": ["input_ids"]}),
    Case("siglip-projected", siglip=True, tokenizer="gemma-bos", text=dict(hidden_size=24, projection_size=16),
         settings={"eos_token": "<eos>", "pad_token": "<pad>",
                   "bos_token": "<bos>", "unk_token": "<unk>", "model_max_length": 30}),
]  # fmt: skip

REFUSED = [
    (Case("nearest", preprocessor=dict(resample=0)), "resample=0"),
    (Case("no-resize", preprocessor=dict(do_resize=False)), "do_resize=False"),
    (Case("no-crop-of-edge", preprocessor=dict(do_center_crop=False)), "do_center_crop=False"),
    (Case("crop-too-large", preprocessor=dict(crop_size=40)), "crop_size=40"),
    (Case("other-processor", preprocessor=dict(image_processor_type="ViTImageProcessor")), "image_processor_type"),
    (Case("other-size", vision=dict(image_size=48), preprocessor=dict(size=32, crop_size=32)), "the model takes 48 px"),
    (Case("longest-edge", preprocessor=dict(size={"shortest_edge": 32, "longest_edge": 64})), "size="),
    (Case("other-eos", text=dict(eos_token_id=5)), "eos_token_id is 5"),
    (Case("left-padding", settings={"padding_side": "left"}), "padding_side='left'"),
    (Case("unknown-act", change=edit_config(hidden_activation="swiglu")), "hidden_activation='swiglu'"),
    (Case("naflex", siglip=True, tokenizer="unigram",
          change=edit_config(model_type="siglip2", architectures=["Siglip2Model"])), "NaFlex"),
    (Case("masked-siglip", siglip=True, tokenizer="unigram",
          settings={"model_input_names": ["input_ids", "attention_mask"]}), "attention_mask"),
]  # fmt: skip
