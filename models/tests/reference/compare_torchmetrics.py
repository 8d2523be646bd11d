"""Compares `clip`'s CLIPScore and CLIP-IQA probability with those of torchmetrics on a small random CLIPModel.

    python models/tests/reference/compare_torchmetrics.py ./steerscope

Needs torchmetrics beside transformers. torchmetrics gets a CLIPProcessor with transformers' Pillow image processor and
pixels as Pillow decodes them. CLIP-IQA has no way to take another model: its last step, the softmax of 100 cos over
(positive, negative), is torchmetrics' own function on features of the same model.
"""

from __future__ import annotations

import sys
import tempfile
import warnings
from pathlib import Path

import numpy
import torch
import torchmetrics
import transformers
from clip_checkpoints import Case, write
from clip_samples import write_images
from compare_clip import clip_command, export
from PIL import Image
from torchmetrics.functional.multimodal.clip_iqa import _clip_iqa_compute
from torchmetrics.functional.multimodal.clip_score import _clip_score_update
from torchmetrics.multimodal import CLIPScore

TEXTS = ["a photo of a red car", "Good photo.", "Bad photo.", "🚗 naïve café"]
LONG = "a red car on a wet street " * 30


class Features(torch.nn.Module):
    """transformers 5 returns features inside an object, which torchmetrics 1 does not expect."""

    def __init__(self, model):
        super().__init__()
        self.model = model
        self.config = model.config

    def get_image_features(self, pixels):
        return _tensor(self.model.get_image_features(pixels))

    def get_text_features(self, ids, mask):
        return _tensor(self.model.get_text_features(ids, mask))


def _tensor(features):
    return features if isinstance(features, torch.Tensor) else features.pooler_output


def main(command: str, work: Path) -> None:
    folder = write(Case("clip", text=dict(eos_token_id=2), tokenizer="full"), work / "clip", seed=4)
    refusal = export(folder, work / "bundle")
    assert refusal is None, refusal
    files = [file for file in write_images(work / "images") if file.name.startswith("made-") and file.suffix == ".png"]
    files += [work / "images" / "square-512.png", work / "images" / "tall.png"]
    files = [file for file in files if Image.open(file).mode != "I;16"]
    pixels = [torch.from_numpy(numpy.array(Image.open(file).convert("RGB"))).permute(2, 0, 1) for file in files]
    processor = transformers.CLIPProcessor(
        transformers.CLIPImageProcessorPil.from_pretrained(folder), transformers.CLIPTokenizer.from_pretrained(folder)
    )
    model = Features(transformers.CLIPModel.from_pretrained(folder, dtype=torch.float32).eval())
    ours = clip_command(command, work / "bundle", files, [*TEXTS, LONG])["images"]
    worst = {"one by one": 0.0, "below 0": 0, "over-long text": 0.0}
    with torch.inference_mode():
        for index, text in enumerate([*TEXTS, LONG]):
            metric = CLIPScore(model_name_or_path=lambda: (model, processor))
            for image, mine in zip(pixels, ours):
                theirs = _clip_score_update(image, text, model, processor)[0].item()
                metric.update(image, text)
                score = mine["clipScore"][index]
                worst["below 0"] += score < 0
                key = "one by one" if text != LONG else "over-long text"
                worst[key] = max(worst[key], abs(score - theirs))
            mean = sum(mine["clipScore"][index] for mine in ours) / len(ours)
            print(f"{text[:30]!r}: mean {mean:+.4f}, torchmetrics {metric.compute().item():+.4f}")
        pair = clip_command(command, work / "bundle", files, ["Bad photo.", "Good photo."])["images"]
        images = torch.stack([torch.tensor(mine["embedding"]) for mine in ours])
        anchors = processor(text=["Good photo.", "Bad photo."], return_tensors="pt", padding=True)
        texts = model.get_text_features(anchors["input_ids"], anchors["attention_mask"])
        texts = texts / texts.norm(p=2, dim=-1, keepdim=True)
        theirs = _clip_iqa_compute(images, texts, ["quality"], format_as_dict=False).flatten()
        worst["CLIP-IQA"] = max(abs(mine["clipIqa"] - value.item()) for mine, value in zip(pair, theirs))
    print(f"torchmetrics {torchmetrics.__version__}, {len(files)} images, {len(TEXTS)} texts: {worst}")


if __name__ == "__main__":
    torch.set_num_threads(1)
    warnings.simplefilter("ignore")
    transformers.logging.set_verbosity_error()
    transformers.logging.disable_progress_bar()
    with tempfile.TemporaryDirectory() as temporary:
        main(sys.argv[1], Path(temporary))
