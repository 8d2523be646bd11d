"""A SentencePiece model file as the tokenizer that transformers' SiglipTokenizer is.

The file is a protocol buffer (`sentencepiece_model.proto`), of which pieces, scores and the table of characters to
replace are read here: neither sentencepiece nor protobuf is needed.
"""

from __future__ import annotations

import string
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

from steerscope_models.export.tokenizer import content
from steerscope_models.nn.files import BrokenFolder

_VARINT, _EIGHT_BYTES, _COUNTED, _FOUR_BYTES = 0, 1, 2, 5
_UNIGRAM = 1
_UNKNOWN = 2
_MORE_TOKENS = {"unk_token": "<unk>", "pad_token": "</s>"}
# What Python's `str.strip` and `re` take for white space, which is more than other libraries do.
_SPACE = r"[\s\x1c-\x1f\x85]"
# A capital sigma that ends a word; `str.lower` makes it another letter than elsewhere.
_FINAL_SIGMA = r"(?<=\p{L})\u03a3(?!\p{L})"


def siglip_tokenizer(file: Path, settings: dict[str, Any]) -> Tokenizer:
    """Unigram pieces of canonical text: lower case, no ASCII punctuation, single spaces."""
    try:
        pieces, unknown, kind, rule, replacements = _read(file.read_bytes())
    except (IndexError, struct.error, UnicodeDecodeError, ValueError) as error:
        raise BrokenFolder(f"{file} is not a SentencePiece model: {error}") from None
    if kind != _UNIGRAM or unknown is None:
        raise BrokenFolder(f"{file}: only unigram models with an unknown piece are supported")
    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=unknown, byte_fallback=False))
    lower = [normalizers.Replace(Regex(_FINAL_SIGMA), "\u03c2"), normalizers.Lowercase()]
    spaces = [normalizers.Replace(Regex(_SPACE + "+"), " "), normalizers.Strip()]
    tokenizer.normalizer = normalizers.Sequence(
        [
            *(lower if settings.get("do_lower_case", True) else []),
            normalizers.Replace(Regex("[" + "".join("\\" + mark for mark in string.punctuation) + "]"), ""),
            normalizers.Replace("\u2581", " "),
            *spaces,
            # The table alone would drop marks that follow a character which it replaces.
            *([normalizers.NFKC()] if "nfkc" in rule else []),
            *([normalizers.Precompiled(replacements)] if replacements else []),
            normalizers.Replace(Regex(" {2,}"), " "),
            normalizers.Strip(),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="\u2581", prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace(replacement="\u2581", prepend_scheme="always")
    end = content(settings.get("eos_token")) or "</s>"
    special = dict.fromkeys([end, *(content(settings.get(kind)) or default for kind, default in _MORE_TOKENS.items())])
    tokenizer.add_special_tokens([AddedToken(token, normalized=False, special=True) for token in special])
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"$A {end}", special_tokens=[(end, tokenizer.token_to_id(end))]
    )
    return tokenizer


def _read(data: bytes) -> tuple[list[tuple[str, float]], int | None, int, str, bytes]:
    """Pieces with scores, the unknown piece's id, the kind of model, name and table of the normalisation."""
    pieces: list[tuple[str, float]] = []
    unknown, kind, rule, replacements = None, _UNIGRAM, "", b""
    for number, value in _fields(data):
        if number == 1:
            piece = dict(_fields(value))
            if piece.get(3) == _UNKNOWN:
                unknown = len(pieces)
            pieces.append((piece[1].decode("utf-8"), struct.unpack("<f", piece.get(2, bytes(4)))[0]))
        elif number == 2:
            kind = dict(_fields(value)).get(3, _UNIGRAM)
        elif number == 3:
            normalisation = dict(_fields(value))
            rule, replacements = normalisation.get(1, b"").decode("utf-8"), normalisation.get(2, b"")
    return pieces, unknown, kind, rule, replacements


def _fields(data: bytes) -> Iterator[tuple[int, Any]]:
    """Numbers and values of a message's fields: an int, or the bytes of anything else."""
    position = 0
    while position < len(data):
        tag, position = _varint(data, position)
        wire = tag & 7
        if wire == _VARINT:
            value, position = _varint(data, position)
            yield tag >> 3, value
            continue
        if wire == _COUNTED:
            size, position = _varint(data, position)
        elif wire in (_EIGHT_BYTES, _FOUR_BYTES):
            size = 8 if wire == _EIGHT_BYTES else 4
        else:
            raise ValueError(f"wire type {wire}")
        if position + size > len(data):
            raise ValueError("it ends too early")
        yield tag >> 3, data[position : position + size]
        position += size


def _varint(data: bytes, position: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[position]
        position += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, position
        shift += 7
