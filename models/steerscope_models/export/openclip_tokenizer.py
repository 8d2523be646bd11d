"""OpenCLIP's SimpleTokenizer as a `tokenizer.json`: CLIP's byte-level BPE behind OpenCLIP's own cleaning of texts."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

from steerscope_models.export.tokenizer import BundleTokenizer, read_settings, read_tokenizer
from steerscope_models.nn.config import ConfigReader
from steerscope_models.nn.files import BrokenFolder, read_json

# CLIP's vocabulary of 49,408 tokens, kept once in the repository.
VOCABULARY = (
    Path(__file__).parents[3] / "inference" / "src" / "test" / "resources" / "bundles" / "tiny-clip" / "tokenizer.json"
)

_START, _END = "<start_of_text>", "<end_of_text>"
_WORDS = r"<start_of_text>|<end_of_text>|'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+"
_TOKENIZER_FILES = ("tokenizer.json", "vocab.json")
# ftfy's tables: digraphs and ligatures of Latin letters, and control characters that it drops.
_LIGATURES = "ĲĳŉǱǲǳǄǅǆǇǈǉǊǋǌﬀﬁﬂﬃﬄﬅﬆ"
_CONTROLS = r"[\x00-\x08\x0b\x0e-\x1f\x7f\u206a-\u206f\ufeff\ufff9-\ufffc]"
_ESCAPES = r"\x1b\[(?:\d|;)*[a-zA-Z]"
_ENTITIES = {"&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&#x27;": "'", "&apos;": "'", "&amp;": "&"}
# What `str.split` takes for white space, and a capital sigma that ends a word for `str.lower`.
_SPACE = r"[\s\x1c-\x1f\x85]+"
_FINAL_SIGMA = r"(?<=\p{L})\u03a3(?!\p{L})"


def read_openclip_tokenizer(text: Mapping[str, Any], folder: Path, positions: int, given: bool) -> BundleTokenizer:
    """The tokenizer that `text_cfg` asks for.

    Without `hf_tokenizer_name` that is SimpleTokenizer, whatever files lie in the folder; with it, or where the user
    named a folder (`given`), the one whose files are in the folder.
    """
    reader = ConfigReader(text, "OpenCLIP text_cfg")
    name = text.get("hf_tokenizer_name")
    reader.only("tokenizer_mode", None, "")
    if not name and not given:
        options = ConfigReader(text.get("tokenizer_kwargs") or {}, "OpenCLIP tokenizer_kwargs")
        options.only("clean", "lower")
        options.finish()
        return _simple_tokenizer(positions)
    if not any((folder / file).is_file() for file in _TOKENIZER_FILES):
        if given:
            raise BrokenFolder(f"{folder} has neither tokenizer.json nor vocab.json with merges.txt")
        raise BrokenFolder(
            f"{folder} lacks its tokenizer {name}, which OpenCLIP downloads; download it with hf download {name}"
            " --local-dir DIR and say --tokenizer DIR"
        )
    tokenizer = read_tokenizer(folder, positions, 2)
    if tokenizer.eos < max(tokenizer.pad, tokenizer.bos or 0):
        raise BrokenFolder(
            f"{folder}: its end token {tokenizer.eos} is not the largest of its special ids, at which OpenCLIP pools"
        )
    read_settings(folder)
    return tokenizer


def _simple_tokenizer(positions: int) -> BundleTokenizer:
    model = read_json(VOCABULARY)["model"]
    vocabulary = dict(model["vocab"])
    start, end = len(vocabulary) - 2, len(vocabulary) - 1
    vocabulary = {token: number for token, number in vocabulary.items() if number < start}
    vocabulary |= {_START: start, _END: end}
    merges = [tuple(merge.split(" ")) if isinstance(merge, str) else tuple(merge) for merge in model["merges"]]
    tokenizer = Tokenizer(
        models.BPE(
            vocab=vocabulary,
            merges=merges,
            continuing_subword_prefix="",
            end_of_word_suffix="</w>",
            fuse_unk=False,
            unk_token=_END,
        )
    )
    tokenizer.normalizer = normalizers.Sequence(_cleaning())
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(_WORDS), behavior="removed", invert=True),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.post_processor = processors.RobertaProcessing(
        (_END, end), (_START, start), trim_offsets=False, add_prefix_space=False
    )
    # They are found in a text after it is cleaned, so in capitals too.
    tokenizer.add_tokens([AddedToken(token, special=True, normalized=True) for token in (_START, _END)])
    return BundleTokenizer(tokenizer, positions, start, end, 0)


def _cleaning() -> list[Any]:
    """`ftfy.fix_text` without its repair of wrongly decoded texts, `html.unescape`, single spaces, lower case."""
    entities = [normalizers.Replace(entity, mark) for entity, mark in _ENTITIES.items()]
    ligatures = [normalizers.Replace(mark, unicodedata.normalize("NFKC", mark)) for mark in _LIGATURES if mark != "ﬅ"]
    wide = [
        normalizers.Replace(chr(code), unicodedata.normalize("NFKC", chr(code)))
        for code in range(0xFF01, 0xFFF0)
        if unicodedata.normalize("NFKC", chr(code)) != chr(code)
    ]
    return [
        *entities,
        *ligatures,
        normalizers.Replace("ﬅ", "ſt"),
        *wide,
        normalizers.Replace(Regex("[\u201c-\u201f]"), '"'),
        normalizers.Replace(Regex("[\u02bc\u2018-\u201b]"), "'"),
        normalizers.Replace(Regex(_ESCAPES), ""),
        normalizers.Replace(Regex(_CONTROLS), ""),
        normalizers.NFC(),
        *entities,
        normalizers.Replace(Regex(_SPACE), " "),
        normalizers.Strip(),
        normalizers.Replace(Regex(_FINAL_SIGMA), "\u03c2"),
        normalizers.Lowercase(),
    ]
