"""Tokenizers of a checkpoint as a bundle's `tokenizer.json` and its rules of length and padding."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

from steerscope_models.nn.folder import BrokenFolder, read_json

_START, _END = "<|startoftext|>", "<|endoftext|>"
_WORDS = r"<\|startoftext\|>|<\|endoftext\|>|'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+"


@dataclass(frozen=True)
class BundleTokenizer:
    """A tokenizer with the ids and the length that the bundle states."""

    tokenizer: Tokenizer
    max_length: int
    bos: int
    eos: int
    pad: int

    def ids(self, text: str) -> list[int]:
        """Ids of a text by the rules of a bundle: cut with the end token kept, padded at the right."""
        ids = self.tokenizer.encode(text).ids
        if len(ids) > self.max_length:
            ids = [*ids[: self.max_length - 1], self.eos]
        return ids + [self.pad] * (self.max_length - len(ids))

    def write(self, file: Path) -> dict[str, Any]:
        """Writes the tokenizer and returns the bundle's `tokenizer` object."""
        file.write_text(self.tokenizer.to_str(pretty=False), encoding="utf-8")
        return {
            "file": file.name,
            "maxLength": self.max_length,
            "bosTokenId": self.bos,
            "eosTokenId": self.eos,
            "padTokenId": self.pad,
        }


def read_tokenizer(folder: Path, positions: int, model_eos: int) -> BundleTokenizer:
    """The tokenizer of a folder with `tokenizer.json`, or `vocab.json` and `merges.txt`.

    The start, end and pad tokens are those of `tokenizer_config.json` or `special_tokens_map.json`; the length is
    the smaller of `model_max_length` and the text encoder's number of positions. `model_eos` is the encoder's
    `eos_token_id`, at which it pools; 2 stands for the largest id.
    """
    settings: dict[str, Any] = {}
    for name in ("special_tokens_map.json", "tokenizer_config.json"):
        if (folder / name).is_file():
            settings.update(read_json(folder / name))
    if (folder / "tokenizer.json").is_file():
        try:
            tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        except Exception as error:  # the tokenizers library raises plain Exception
            raise BrokenFolder(f"{folder / 'tokenizer.json'} cannot be read: {error}") from None
    elif (folder / "vocab.json").is_file() and (folder / "merges.txt").is_file():
        tokenizer = clip_tokenizer(folder, settings)
    else:
        raise BrokenFolder(f"{folder} has neither tokenizer.json nor vocab.json with merges.txt")
    tokenizer.no_padding()
    tokenizer.no_truncation()

    bos, eos = (_id_of(tokenizer, settings, f"{kind}_token", folder) for kind in ("bos", "eos"))
    pad = _id_of(tokenizer, settings, "pad_token", folder)
    ids = tokenizer.encode("a").ids
    if len(ids) < 2 or ids[0] != bos or ids[-1] != eos:
        raise BrokenFolder(f"{folder}: the tokenizer does not put {bos} before and {eos} after a text, but gives {ids}")
    if model_eos not in (2, eos):
        raise BrokenFolder(f"{folder}: texts end with {eos}, but the text encoder's eos_token_id is {model_eos}")
    max_length = int(min(settings.get("model_max_length") or positions, positions))
    return BundleTokenizer(tokenizer, max_length, bos, eos, pad)


def _content(token: Any) -> str | None:
    return token.get("content") if isinstance(token, dict) else token


def _id_of(tokenizer: Tokenizer, settings: dict[str, Any], kind: str, folder: Path) -> int:
    token = _content(settings.get(kind))
    if token is None:
        token = _START if kind == "bos_token" else _END
    number = tokenizer.token_to_id(token)
    if number is None:
        raise BrokenFolder(f"{folder}: {kind} {token!r} is not in the tokenizer's vocabulary")
    return number


def clip_tokenizer(folder: Path, settings: dict[str, Any]) -> Tokenizer:
    """CLIP's byte-level BPE from `vocab.json` and `merges.txt`, as transformers builds it."""
    vocabulary = read_json(folder / "vocab.json")
    start = _content(settings.get("bos_token")) or _START
    end = _content(settings.get("eos_token")) or _END
    unknown = _content(settings.get("unk_token")) or _END
    for token in (start, end, unknown):
        if token not in vocabulary:
            raise BrokenFolder(f"{folder / 'vocab.json'} lacks {token!r}")
    lines = (folder / "merges.txt").read_text(encoding="utf-8").split("\n")
    merges = [tuple(line.split(" ")) for line in lines if line and not line.startswith("#version")]
    bad = next((merge for merge in merges if len(merge) != 2), None)
    if bad:
        raise BrokenFolder(f"{folder / 'merges.txt'}: {' '.join(bad)!r} is not a pair")

    tokenizer = Tokenizer(
        models.BPE(
            vocab=vocabulary,
            merges=merges,
            continuing_subword_prefix="",
            end_of_word_suffix="</w>",
            fuse_unk=False,
            unk_token=unknown,
        )
    )
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFC(), normalizers.Replace(Regex(r"\s+"), " "), normalizers.Lowercase()]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(_WORDS), behavior="removed", invert=True),
            pre_tokenizers.ByteLevel(add_prefix_space=False),
        ]
    )
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.post_processor = processors.RobertaProcessing(
        (end, vocabulary[end]), (start, vocabulary[start]), trim_offsets=False, add_prefix_space=False
    )
    special = {start, end, unknown, _content(settings.get("pad_token")) or end}
    ordered = sorted((token for token in special if token in vocabulary), key=vocabulary.__getitem__)
    tokenizer.add_special_tokens([AddedToken(token, normalized=False, special=True) for token in ordered])
    return tokenizer
