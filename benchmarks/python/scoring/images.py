"""PNG files that are like photographs to a decoder: smooth colour, edges, texture and grain."""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy
from PIL import Image, ImageDraw, ImageFilter


def photo(edge: int, seed: int) -> Image.Image:
    """A square image that depends on its size and seed alone."""
    random = numpy.random.default_rng(seed)
    y, x = numpy.mgrid[0:edge, 0:edge] / edge
    waves = numpy.zeros((edge, edge, 3))
    for channel in range(3):
        for _ in range(4):
            across, down, phase = random.uniform(-3, 3, 3)
            waves[..., channel] += numpy.sin(2 * numpy.pi * (across * x + down * y) + 3 * phase)
    image = Image.fromarray(_bytes(128 + 28 * waves))
    draw = ImageDraw.Draw(image)
    for _ in range(14):
        left, top = random.uniform(0, edge, 2)
        size = random.uniform(0.03, 0.2) * edge
        shape = draw.ellipse if random.random() < 0.5 else draw.rectangle
        colour = tuple(int(value) for value in random.integers(0, 256, 3))
        shape((left - size, top - 0.7 * size, left + size, top + 0.7 * size), fill=colour)
    image = image.filter(ImageFilter.GaussianBlur(edge / 700))
    texture = Image.fromarray(_bytes(128 + random.normal(0, 60, (edge // 4, edge // 4)))).resize((edge, edge))
    grain = random.normal(0, 3, (edge, edge, 1)) + random.normal(0, 1, (edge, edge, 3))
    pixels = numpy.asarray(image, float) + grain * (0.3 + (x > 0.5))[..., None]
    return Image.fromarray(_bytes(pixels + 0.08 * (numpy.asarray(texture, float)[..., None] - 128)))


def _bytes(values: numpy.ndarray) -> numpy.ndarray:
    return numpy.clip(values, 0, 255).astype(numpy.uint8)


def main() -> None:
    """Writes `EDGE/SEED.png` for every edge."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--edges", type=int, nargs="+", default=[1024, 512])
    parser.add_argument("--count", type=int, default=16)
    arguments = parser.parse_args()
    for edge in arguments.edges:
        folder = arguments.out / str(edge)
        folder.mkdir(parents=True, exist_ok=True)
        for seed in range(arguments.count):
            if not (folder / f"{seed:03}.png").exists():
                photo(edge, seed).save(folder / f"{seed:03}.png")


if __name__ == "__main__":
    main()
