"""The Python side of the scoring benchmark: does one piece of work for every line that it reads.

    arguments           model|files|torchmetrics|limit HF_FOLDER FOLDER IMAGES BATCH eager|compiled TYPE
    printed at start    ready
    a line read         anything
    its answer          seconds, processor seconds of the whole process, margins

`files` is the loop that an engineer would write: a type that suits the processor, batches, cached text embeddings, Pillow on
a pool of threads that works ahead of the model. `torchmetrics` is CLIPScore as its documentation shows it.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy
import torch
from PIL import Image
from torch import Tensor

SOURCE = "a photo of a red car in the rain"
TARGET = "a photo of a blue car in the sun"
MEAN = numpy.array([0.48145466, 0.4578275, 0.40821073], numpy.float32)
STD = numpy.array([0.26862954, 0.26130258, 0.27577711], numpy.float32)
EDGE = 224
LIMIT_EDGE = 2048


def main() -> None:
    operation, source, folder, images, batch, mode, type_name = sys.argv[1:]
    dtype = getattr(torch, type_name)
    torch.set_num_threads(os.cpu_count() or 1)
    files = sorted(Path(folder).glob("*.png"))
    chosen = [files[index % len(files)] for index in range(int(images))] if files else []
    work: Callable[[], list[float]]
    if operation == "limit":
        work = _matrix_product(dtype)
    elif operation == "torchmetrics":
        work = _torchmetrics(source, chosen)
    else:
        encode = _image_encoder(source, dtype, mode == "compiled")
        if operation == "model":
            work = _model(encode, int(images), int(batch))
        else:
            work = _files(source, dtype, encode, chosen, int(batch))
    work()
    print("ready", flush=True)
    for _ in sys.stdin:
        processor, start = time.process_time(), time.perf_counter()
        margins = work()
        seconds, used = time.perf_counter() - start, time.process_time() - processor
        print(seconds, used, *margins, flush=True)


def _matrix_product(dtype: torch.dtype) -> Callable[[], list[float]]:
    """One product of square matrices; the answer is GFLOP/s."""
    a, b = (torch.randn(LIMIT_EDGE, LIMIT_EDGE).to(dtype) for _ in range(2))

    def run() -> list[float]:
        best = 1e9
        for _ in range(8):
            start = time.perf_counter()
            a @ b
            best = min(best, time.perf_counter() - start)
        return [2 * LIMIT_EDGE**3 / best / 1e9]

    return run


def _image_encoder(source: str, dtype: torch.dtype, compiled: bool) -> Callable[[Tensor], Tensor]:
    from transformers import CLIPModel

    model = CLIPModel.from_pretrained(source, dtype=dtype, attn_implementation="sdpa").eval()

    def encode(pixels: Tensor) -> Tensor:
        features = model.visual_projection(model.vision_model(pixels.to(dtype)).pooler_output).float()
        return features / features.norm(dim=1, keepdim=True)

    if not compiled:
        return encode
    from torch._inductor import config

    config.freezing = True  # weights are packed once for the processor
    return torch.compile(encode)


def _model(encode: Callable[[Tensor], Tensor], images: int, batch: int) -> Callable[[], list[float]]:
    pixels = torch.randn(images, 3, EDGE, EDGE)

    def run() -> list[float]:
        with torch.inference_mode():
            for start in range(0, images, batch):
                encode(pixels[start : start + batch])
        return []

    return run


def _texts(source: str, dtype: torch.dtype) -> Tensor:
    from transformers import CLIPModel, CLIPTokenizerFast

    tokens = CLIPTokenizerFast.from_pretrained(source)([SOURCE, TARGET], padding="max_length", return_tensors="pt")
    model = CLIPModel.from_pretrained(source, dtype=dtype).eval()
    with torch.inference_mode():
        features = model.text_projection(model.text_model(**tokens).pooler_output).float()
    return features / features.norm(dim=1, keepdim=True)


def _pixels(file: Path) -> Tensor:
    image = Image.open(file).convert("RGB").resize((EDGE, EDGE), Image.Resampling.BICUBIC)
    values = numpy.asarray(image).astype(numpy.float32) * numpy.float32(1 / 255)
    return torch.from_numpy(((values - MEAN) / STD).transpose(2, 0, 1))


def _files(
    source: str, dtype: torch.dtype, encode: Callable[[Tensor], Tensor], files: list[Path], batch: int
) -> Callable[[], list[float]]:
    texts = _texts(source, dtype)
    pool = ThreadPoolExecutor(os.cpu_count())

    def run() -> list[float]:
        margins: list[float] = []
        pixels = [pool.submit(_pixels, file) for file in files]
        with torch.inference_mode():
            for start in range(0, len(files), batch):
                images = encode(torch.stack([part.result() for part in pixels[start : start + batch]]))
                cosines = images @ texts.T
                margins += (cosines[:, 1] - cosines[:, 0]).tolist()
        return margins

    return run


def _torchmetrics(source: str, files: list[Path]) -> Callable[[], list[float]]:
    from torchmetrics.multimodal.clip_score import CLIPScore

    from transformers import CLIPModel, CLIPProcessor

    class TensorFeatures(CLIPModel):
        """transformers 5 gives features inside an object, which torchmetrics 1.9 does not know."""

        def get_image_features(self, *inputs: Tensor, **named: Tensor) -> Tensor:
            features = super().get_image_features(*inputs, **named)
            return features if isinstance(features, Tensor) else features.pooler_output

        def get_text_features(self, *inputs: Tensor, **named: Tensor) -> Tensor:
            features = super().get_text_features(*inputs, **named)
            return features if isinstance(features, Tensor) else features.pooler_output

    # Its names of models stand for downloads; a model from a folder is passed as a function. Published weights are
    # float32, the random ones are stored in float16.
    metric = CLIPScore(
        lambda: (TensorFeatures.from_pretrained(source, dtype=torch.float32), CLIPProcessor.from_pretrained(source))
    )

    def run() -> list[float]:
        margins = []
        for file in files:
            image = torch.from_numpy(numpy.array(Image.open(file).convert("RGB"))).permute(2, 0, 1)
            margins.append((metric(image, TARGET) - metric(image, SOURCE)).item() / 100)
        return margins

    return run


if __name__ == "__main__":
    main()
