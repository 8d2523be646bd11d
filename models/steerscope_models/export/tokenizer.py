"""Tokenizers of a checkpoint as a bundle's `tokenizer.json` and its rules of length and padding."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

from steerscope_models.nn.files import BrokenFolder, read_json

_START, _END = "<|startoftext|>", "<|endoftext|>"
_DEFAULTS = {"bos_token": _START, "eos_token": _END, "unk_token": _END, "pad_token": _END}
_WORDS = r"<\|startoftext\|>|<\|endoftext\|>|'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+"


@dataclass(frozen=True)
class BundleTokenizer:
    """A tokenizer with the ids and the length that the bundle states."""

    tokenizer: Tokenizer
    max_length: int
    bos: int | None
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
        start = {} if self.bos is None else {"bosTokenId": self.bos}
        return {
            "file": file.name,
            "maxLength": self.max_length,
            **start,
            "eosTokenId": self.eos,
            "padTokenId": self.pad,
        }


def read_tokenizer(folder: Path, positions: int, model_eos: int | None) -> BundleTokenizer:
    """The tokenizer of a folder with `tokenizer.json`, or `vocab.json` and `merges.txt`.

    The start, end and pad tokens are those of `tokenizer_config.json` or `special_tokens_map.json`; the length is
    the smaller of `model_max_length` and the text encoder's number of positions. `model_eos` is the encoder's
    `eos_token_id`, at which it pools; 2 stands for the largest id, and None for an encoder where any end token will do.
    """
    settings = read_settings(folder)
    if (folder / "tokenizer.json").is_file():
        tokenizer = read_tokenizer_json(folder)
    elif (folder / "vocab.json").is_file() and (folder / "merges.txt").is_file():
        tokenizer = clip_tokenizer(folder, settings)
    else:
        raise BrokenFolder(f"{folder} has neither tokenizer.json nor vocab.json with merges.txt")
    add_special_tokens(tokenizer, folder, settings, _DEFAULTS)
    bos, eos, pad = (
        token_id(tokenizer, settings, f"{kind}_token", _DEFAULTS, folder) for kind in ("bos", "eos", "pad")
    )
    ids = tokenizer.encode("a").ids
    if len(ids) < 2 or ids[0] != bos or ids[-1] != eos:
        raise BrokenFolder(f"{folder}: the tokenizer does not put {bos} before and {eos} after a text, but gives {ids}")
    if model_eos not in (None, 2, eos):
        raise BrokenFolder(f"{folder}: texts end with {eos}, but the text encoder's eos_token_id is {model_eos}")
    return BundleTokenizer(tokenizer, length(settings, positions), bos, eos, pad)


def read_settings(folder: Path) -> dict[str, Any]:
    """What `tokenizer_config.json` says about special tokens and lengths.

    `special_tokens_map.json` comes from before `added_tokens_decoder`. As in transformers it is not read where that
    field is there, and has the last word where it is not.
    """
    config, early = folder / "tokenizer_config.json", folder / "special_tokens_map.json"
    settings = read_json(config) if config.is_file() else {}
    if "added_tokens_decoder" not in settings and early.is_file():
        settings.update(read_json(early))
    side = settings.get("padding_side") or "right"
    if side != "right":
        raise BrokenFolder(f"{folder}: padding_side={side!r} is not supported: texts are filled up at the right")
    return settings


def read_tokenizer_json(folder: Path) -> Tokenizer:
    """The tokenizer of `tokenizer.json`, without its own padding and truncation."""
    try:
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    except Exception as error:  # the tokenizers library raises plain Exception
        raise BrokenFolder(f"{folder / 'tokenizer.json'} cannot be read: {error}") from None
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def length(settings: dict[str, Any], positions: int) -> int:
    """Ids per text: `model_max_length`, which may be absent or far too large, but no more than there are positions."""
    return int(min(settings.get("model_max_length") or positions, positions))


def content(token: Any) -> str | None:
    """The text of a special token, given as it is or with its flags."""
    return token.get("content") if isinstance(token, dict) else token


def token_id(
    tokenizer: Tokenizer, settings: dict[str, Any], kind: str, defaults: Mapping[str, str], folder: Path
) -> int:
    """The id of a special token, which settings or else `defaults` name."""
    token = content(settings.get(kind)) or defaults[kind]
    number = tokenizer.token_to_id(token)
    if number is None:
        raise BrokenFolder(f"{folder}: {kind} {token!r} is not in the tokenizer's vocabulary")
    return number


def clip_tokenizer(folder: Path, settings: dict[str, Any]) -> Tokenizer:
    """CLIP's byte-level BPE from `vocab.json` and `merges.txt`, as transformers builds it."""
    vocabulary = read_json(folder / "vocab.json")
    start = content(settings.get("bos_token")) or _START
    end = content(settings.get("eos_token")) or _END
    unknown = content(settings.get("unk_token")) or _END
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
    return tokenizer


def add_special_tokens(
    tokenizer: Tokenizer, folder: Path, settings: dict[str, Any], defaults: Mapping[str, str]
) -> None:
    """Adds the tokens that are found in a text before it is normalised and split, and that the tokenizer lacks.

    A pad token such as `!` is one of them: in texts, too, it then stands for padding. `defaults` are tokens that
    settings need not name.
    """
    listed = settings.get("added_tokens_decoder")
    if listed is None and (folder / "added_tokens.json").is_file():
        ids = read_json(folder / "added_tokens.json")
        listed = {number: token for token, number in ids.items()}
    kinds = [f"{kind}_token" for kind in ("bos", "eos", "unk", "sep", "pad", "cls", "mask")]
    named = [settings.get(kind) or defaults.get(kind) for kind in kinds]
    more = settings.get("extra_special_tokens") or settings.get("additional_special_tokens") or []
    special = [token for token in (*named, *more) if token is not None]
    names = {content(token) for token in special}
    tokens = {
        str(content(token)): _added_token(token, content(token) in names)
        for _, token in sorted((listed or {}).items(), key=lambda entry: int(entry[0]))
    }
    present = {token.content for token in tokenizer.get_added_tokens_decoder().values()} | tokens.keys()
    missing = [token for token in special if content(token) not in present]
    tokens.update({str(content(token)): _added_token(token, True) for token in missing})
    tokenizer.add_tokens(list(tokens.values()))


def _added_token(token: Any, special: bool) -> AddedToken:
    if not isinstance(token, dict):
        return AddedToken(token, special=special)
    flags = {name: bool(token[name]) for name in ("single_word", "lstrip", "rstrip", "normalized") if name in token}
    return AddedToken(token["content"], special=special or bool(token.get("special")), **flags)
