"""Writes `resources/tiny-spiece`: a small SentencePiece model and the ids that SiglipTokenizer gives.

    python models/tests/reference/make_spiece.py

Needs sentencepiece and protobuf beside transformers; the tests read the files only.
"""

import json
import shutil
import tempfile
from pathlib import Path

import transformers
from clip_checkpoints import Case, write
from clip_samples import TEXTS

RESOURCES = Path(__file__).parents[1] / "resources" / "tiny-spiece"

if __name__ == "__main__":
    settings = {"tokenizer_class": "SiglipTokenizer", "model_input_names": ["input_ids"]}
    with tempfile.TemporaryDirectory() as temporary:
        case = Case("spiece", siglip=True, tokenizer="spiece", settings=settings)
        folder = write(case, Path(temporary) / "spiece", seed=0)
        tokenizer = transformers.SiglipTokenizer.from_pretrained(folder)
        ids = {
            text: tokenizer(text, padding="max_length", truncation=True, max_length=64)["input_ids"] for text in TEXTS
        }
        RESOURCES.mkdir(exist_ok=True)
        shutil.copy(folder / "spiece.model", RESOURCES)
        text = json.dumps(ids, separators=(",", ":"))
        (RESOURCES / "expected.json").write_text(text + "\n", encoding="utf-8")
