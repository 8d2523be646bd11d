"""The word-level tokenizer of the toy world, in the Hugging Face `tokenizer.json` format.

`<end>` has id 3 and not 2, as an end id of 2 makes Hugging Face's text encoders pool in their legacy way.
"""

import json
from pathlib import Path

import torch
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

from .captions import words

LENGTH = 24
PAD, START, UNKNOWN, END = range(4)
SPECIAL = ("<pad>", "<start>", "<unk>", "<end>")


def tokenizer(more: tuple[str, ...] = ()) -> Tokenizer:
    """The words of captions, with more words after them, so that every caption has the same ids in both."""
    vocabulary = {token: index for index, token in enumerate((*SPECIAL, *words(), *more))}
    result = Tokenizer(models.WordLevel(vocabulary, unk_token="<unk>"))
    result.normalizer = normalizers.Sequence([normalizers.NFC(), normalizers.Lowercase()])
    result.pre_tokenizer = pre_tokenizers.Whitespace()
    result.post_processor = processors.TemplateProcessing(
        single="<start> $A <end>", special_tokens=[("<start>", START), ("<end>", END)]
    )
    result.add_special_tokens(list(SPECIAL))
    return result


CAPTIONS = tokenizer()


def encode(texts: list[str], length: int = LENGTH, known: Tokenizer = CAPTIONS) -> torch.Tensor:
    """Ids `int64 [N, length]`, padded at the right, cut with the end token kept."""
    rows = []
    for text in texts:
        ids = known.encode(text).ids
        if len(ids) > length:
            ids = ids[: length - 1] + [END]
        rows.append(ids + [PAD] * (length - len(ids)))
    return torch.tensor(rows)


def save(folder: Path, more: tuple[str, ...] = ()) -> None:
    """Writes `tokenizer.json` and the configuration files that Hugging Face libraries look for."""
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer(more).save(str(folder / "tokenizer.json"))
    configuration = {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "model_max_length": LENGTH,
        "pad_token": "<pad>",
        "bos_token": "<start>",
        "unk_token": "<unk>",
        "eos_token": "<end>",
    }
    (folder / "tokenizer_config.json").write_text(json.dumps(configuration, indent=2) + "\n")
    special = {key: configuration[key] for key in ("pad_token", "bos_token", "unk_token", "eos_token")}
    (folder / "special_tokens_map.json").write_text(json.dumps(special, indent=2) + "\n")
