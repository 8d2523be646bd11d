"""Writes the bundle tiny-resnet of the Java tests, and what transformers computes from its folder.

    models/.venv/bin/python models/tests/reference/make_image_golden.py

The model has random weights. `bundles/tiny-resnet` is the exported bundle; `golden/tiny-resnet/expected.json` holds
pixel values and pooled features of the images of `golden/tiny-siglip`. The tests read these files only.
"""

from __future__ import annotations

import json
import shutil
import tempfile
import warnings
from pathlib import Path

import torch
import transformers
from clip_checkpoints import RESOURCES
from compare_clip import export
from PIL import Image
from resnet_checkpoints import write

NAME = "tiny-resnet"
IMAGES = RESOURCES / "golden" / "tiny-siglip" / "images"


def make(work: Path) -> None:
    folder = write(work / NAME, seed=11)
    bundle, golden = RESOURCES / "bundles" / NAME, RESOURCES / "golden" / NAME
    shutil.rmtree(bundle, ignore_errors=True)
    refusal = export(folder, bundle)
    if refusal:
        raise SystemExit(refusal)
    processor = transformers.ConvNextImageProcessorPil.from_pretrained(folder)
    model = transformers.ResNetModel.from_pretrained(folder, dtype=torch.float32).eval()
    document = {
        "source": f"transformers {transformers.__version__}, torch {torch.__version__}, float32; Pillow preprocessing;"
        " random weights",
        "images": [described(file, processor, model) for file in sorted(IMAGES.iterdir())],
    }
    golden.mkdir(parents=True, exist_ok=True)
    text = json.dumps(document, ensure_ascii=True, separators=(",", ":"))
    (golden / "expected.json").write_text(text + "\n", encoding="utf-8")


def described(file: Path, processor, model) -> dict:
    with Image.open(file) as image:
        pixels = processor(images=image.convert("RGB"), return_tensors="pt")["pixel_values"]
    with torch.inference_mode():
        features = model(pixels).pooler_output.flatten()
    middle = pixels[0, :, pixels.shape[2] // 2, pixels.shape[3] // 2]
    return {
        "file": f"tiny-siglip/images/{file.name}",
        "pixel_values_sum": pixels.double().sum().item(),
        "pixel_values_first8": pixels.flatten()[:8].tolist(),
        "pixel_values_center": middle.tolist(),
        "features": features.tolist(),
    }


if __name__ == "__main__":
    torch.set_num_threads(1)
    warnings.simplefilter("ignore")
    transformers.logging.set_verbosity_error()
    transformers.logging.disable_progress_bar()
    with tempfile.TemporaryDirectory() as temporary:
        make(Path(temporary))
