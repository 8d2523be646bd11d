"""Writes the bundles tiny-clip-c and tiny-siglip of the Java tests, and what transformers computes from their folders.

    models/.venv/bin/python models/tests/reference/make_clip_golden.py [NAME...]

Both have random weights and small vocabularies of their own. `bundles/NAME` is the exported bundle; `golden/NAME` holds
images and `expected.json`: token ids, pixel values, embeddings and margins. The tests read these files only.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
import warnings
from pathlib import Path

import torch
import transformers
from clip_checkpoints import RESOURCES, Case, write
from clip_samples import STORED, TEXTS, write_images
from compare_clip import export, reference

CASES = {
    "tiny-clip-c": Case(
        "tiny-clip-c",
        text=dict(eos_token_id=..., max_position_embeddings=40, hidden_size=24, num_attention_heads=3,
                  num_hidden_layers=3, hidden_act="gelu_new"),
        vision=dict(image_size=42, patch_size=10, hidden_size=20, num_attention_heads=5, hidden_act="gelu"),
        top={"projection_dim": 28}, preprocessor=dict(size={"shortest_edge": 48}), settings={"pad_token": "!"},
    ),
    "tiny-siglip": Case(
        "tiny-siglip", siglip=True, tokenizer="unigram", text=dict(max_position_embeddings=64),
        vision=dict(image_size=38, patch_size=9), preprocessor=dict(resample=2),
        settings={"tokenizer_class": "SiglipTokenizer", "eos_token": "</s>", "pad_token": "</s>",
                  "unk_token": "<unk>", "model_max_length": 64, "model_input_names": ["input_ids"]},
    ),
}  # fmt: skip
IMAGES = (
    "made-rgb", "made-rgba", "made-grey", "made-grey-alpha", "made-palette", "made-grey-16-bit", "made-bilevel",
    "one-pixel", "two-by-one", "wide", "tall", "line", "turned", "progressive", "cmyk", "rgb",
)  # fmt: skip


def make(case: Case, work: Path) -> None:
    folder = write(case, work / case.name, seed=11)
    bundle, golden = RESOURCES / "bundles" / case.name, RESOURCES / "golden" / case.name
    shutil.rmtree(bundle, ignore_errors=True)
    refusal = export(folder, bundle)
    if refusal:
        raise SystemExit(refusal)
    shutil.rmtree(golden, ignore_errors=True)
    (golden / "images").mkdir(parents=True)
    files = []
    for file in write_images(work / "images"):
        if file.parent != STORED and file.stem in IMAGES and file.suffix in (".png", ".jpg"):
            files.append(Path(shutil.copy(file, golden / "images")))
    wanted = reference(folder, case.siglip, files)
    document = {
        "source": f"transformers {transformers.__version__}, torch {torch.__version__}, float32; Pillow preprocessing;"
        " random weights",
        "texts": [
            {"text": text, "ids": ids, "untruncated_length": length, "embedding": embedding.tolist()}
            for text, ids, length, embedding in zip(TEXTS, wanted.ids, wanted.lengths, wanted.texts)
        ],
        "images": [described(file, wanted) for file in files],
        "margins": [row for file in files for row in margins_of(file, wanted)],
    }
    text = json.dumps(document, ensure_ascii=True, separators=(",", ":"))
    (golden / "expected.json").write_text(text + "\n", encoding="utf-8")


def described(file: Path, wanted) -> dict:
    pixels = wanted.pixels[file.name]
    middle = pixels[:, pixels.shape[1] // 2, pixels.shape[2] // 2]
    return {
        "file": f"images/{file.name}",
        "pixel_values_sum": pixels.double().sum().item(),
        "pixel_values_first8": pixels.flatten()[:8].tolist(),
        "pixel_values_center": middle.tolist(),
        "embedding": wanted.images[file.name].tolist(),
    }


def margins_of(file: Path, wanted) -> list[dict]:
    cosines = wanted.texts.double() @ wanted.images[file.name].double()
    pairs = [(5, 4), (4, 11), (14, 16), (27, 5)]
    return [
        {"file": f"images/{file.name}", "source": TEXTS[source], "target": TEXTS[target],
         "margin": (cosines[target] - cosines[source]).item()}
        for source, target in pairs
    ]  # fmt: skip


if __name__ == "__main__":
    torch.set_num_threads(1)
    warnings.simplefilter("ignore")
    transformers.logging.set_verbosity_error()
    transformers.logging.disable_progress_bar()
    with tempfile.TemporaryDirectory() as temporary:
        for name in sys.argv[1:] or CASES:
            make(CASES[name], Path(temporary))
