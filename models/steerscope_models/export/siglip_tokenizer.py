"""SigLIP's tokenizers as a bundle's `tokenizer.json`: no start token, an end token, padding that the encoder sees."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer, normalizers

from steerscope_models.export.sentencepiece import siglip_tokenizer
from steerscope_models.export.tokenizer import (
    BundleTokenizer,
    add_special_tokens,
    content,
    length,
    read_settings,
    read_tokenizer_json,
    token_id,
)
from steerscope_models.nn.files import BrokenFolder

_SIGLIP_LENGTH = 64
_SENTENCEPIECE = {"eos_token": "</s>", "pad_token": "</s>"}
_GEMMA = {"bos_token": "<bos>", "eos_token": "<eos>", "pad_token": "<pad>"}


def read_siglip_tokenizer(folder: Path, positions: int) -> BundleTokenizer:
    """The tokenizer of a folder with `tokenizer.json` (SigLIP 2: Gemma's), or `spiece.model`, which is converted.

    A text has as many ids as :func:`length` says, since the encoder pools at the last one; all of them take part in
    attention. That is how SigLIP was trained, and what transformers does where `tokenizer_config.json` lists only
    `input_ids` in `model_input_names`, as all published checkpoints do.
    """
    settings = read_settings(folder)
    if "attention_mask" in (settings.get("model_input_names") or ()):
        raise BrokenFolder(
            f"{folder / 'tokenizer_config.json'}: model_input_names lists attention_mask, which would hide padding;"
            " SigLIP sees it, and published checkpoints list only input_ids"
        )
    kind = str(settings.get("tokenizer_class") or "").removesuffix("Fast")
    if (folder / "tokenizer.json").is_file():
        tokenizer = read_tokenizer_json(folder)
    elif (folder / "spiece.model").is_file():
        kind = "SiglipTokenizer"
        tokenizer = siglip_tokenizer(folder / "spiece.model", settings)
    else:
        raise BrokenFolder(f"{folder} has neither tokenizer.json nor spiece.model")
    if kind == "Siglip2Tokenizer" and "Lowercase" not in json.dumps(_described(tokenizer).get("normalizer")):
        tokenizer.normalizer = normalizers.Sequence([normalizers.Lowercase(), tokenizer.normalizer])
    add_special_tokens(tokenizer, folder, settings, {})

    defaults = _SENTENCEPIECE if kind == "SiglipTokenizer" else _GEMMA
    eos, pad = (token_id(tokenizer, settings, token, defaults, folder) for token in ("eos_token", "pad_token"))
    ids = tokenizer.encode("a").ids
    if ids[-1:] != [eos]:
        raise BrokenFolder(f"{folder}: the tokenizer does not put {eos} after a text, but gives {ids}")
    bos = tokenizer.token_to_id(content(settings.get("bos_token")) or _GEMMA["bos_token"])
    if kind == "SiglipTokenizer":
        settings.setdefault("model_max_length", _SIGLIP_LENGTH)
    return BundleTokenizer(tokenizer, length(settings, positions), bos if ids[0] == bos else None, eos, pad)


def _described(tokenizer: Tokenizer) -> dict[str, Any]:
    return json.loads(tokenizer.to_str())
