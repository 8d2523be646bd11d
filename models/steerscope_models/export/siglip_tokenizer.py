"""SigLIP's tokenizers as a bundle's `tokenizer.json`: no start token, an end token, padding that the encoder sees."""

from __future__ import annotations

import json
from collections.abc import Callable
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


def read_siglip_tokenizer(
    folder: Path, positions: int, tell: Callable[[str], None] = lambda line: None
) -> BundleTokenizer:
    """The tokenizer of a folder with `tokenizer.json` (SigLIP 2: Gemma's), or `spiece.model`, which is converted.

    A text has as many ids as :func:`length` says, since the encoder pools at the last one; all of them take part in
    attention. That is how SigLIP was trained, and what transformers does where `tokenizer_config.json` lists only
    `input_ids` in `model_input_names`, as all published checkpoints do.

    SigLIP 2 was trained on texts in lower case (its paper, section 2.1), and its published folders name Gemma's
    tokenizer, which keeps capitals; `Siglip2Tokenizer` of transformers makes them small. Texts become lower case here,
    unless `do_lower_case` says false to a class that heeds it; `tell` is told where a folder's files say otherwise.
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
    if kind != "SiglipTokenizer":
        _make_lower_case(tokenizer, kind, settings, folder, tell)
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


def _make_lower_case(
    tokenizer: Tokenizer, kind: str, settings: dict[str, Any], folder: Path, tell: Callable[[str], None]
) -> None:
    described = _described(tokenizer)
    if described["model"]["type"] != "BPE" or "Lowercase" in json.dumps(described.get("normalizer")):
        return
    if settings.get("do_lower_case") is False and kind != "Siglip2Tokenizer":
        tell(
            f"{folder / 'tokenizer_config.json'}: do_lower_case is false, so capitals are kept; SigLIP 2 was trained on"
            " lower case"
        )
        return
    known = [tokenizer.normalizer] if tokenizer.normalizer is not None else []
    tokenizer.normalizer = normalizers.Sequence([normalizers.Lowercase(), *known])
    if kind != "Siglip2Tokenizer":
        named = kind or "no class"
        tell(
            f"{folder / 'tokenizer_config.json'}: names {named}, with which tokenizer.json keeps capitals; texts become"
            " lower case, as in SigLIP 2's training and in Siglip2Tokenizer of transformers"
        )


def _described(tokenizer: Tokenizer) -> dict[str, Any]:
    return json.loads(tokenizer.to_str())
