"""Texts and images that are awkward in as many ways as could be thought of."""

from __future__ import annotations

from pathlib import Path

import numpy
from PIL import Image

STORED = Path(__file__).parents[3] / "inference" / "src" / "test" / "resources" / "reference" / "png"

TEXTS = [
    "", " ", "\t\n", "a", "a photo of a red car", "A  Photo\tof\nTWO   Cars!", "<b>bold</b> &amp; <br/> &lt;i&gt;",
    "a <|endoftext|> b", "<|startoftext|>a",
    "A <|STARTOFTEXT|> B <|EndOfText|>", "don't won't he'll I'm they've",
    "naïve café 12 3d 1,000.50", "🚗 a red car 🚗🚗", "👨‍👩‍👧‍👦 family",
    "赤い車の写真", "一张红色汽车的照片", "красная машина",
    "سيارة حمراء", "ﬁ ligature Ⅷ ½ ²", "e\u0301 combining a\u0308\u0323", "zero\u200bwidth\u00adsoft",
    "\u0000control\u0007\u001b[0m",
    "snake_case-and-dashes—em", "http://example.org/?q=1#x", "\u00a0nbsp\u3000wide\u2028line", "ΑΣ ΣΑΣ İstanbul ẞ",
    "word " * 74, "word " * 75, "word " * 76, "a red car " * 200, "🚗" * 100, "x" * 5000,
    "\ufeffbom", "a" + "\u0301" * 40,
]  # fmt: skip


def write_images(folder: Path) -> list[Path]:
    """Writes the images and returns them with those of the decoder's tests, which hold every kind of PNG."""
    folder.mkdir(parents=True, exist_ok=True)
    random = numpy.random.default_rng(7)

    def noise(height: int, width: int, channels: int = 3) -> numpy.ndarray:
        small = random.integers(0, 256, (height // 8 + 2, width // 8 + 2, channels), dtype=numpy.uint8)
        return numpy.kron(small, numpy.ones((8, 8, 1), numpy.uint8))[:height, :width].squeeze()

    images = {
        "made-rgb.png": Image.fromarray(noise(97, 141)),
        "made-rgba.png": Image.fromarray(noise(64, 50, 4), "RGBA"),
        "made-grey.png": Image.fromarray(noise(50, 64, 1), "L"),
        "made-grey-alpha.png": Image.fromarray(noise(40, 40, 2), "LA"),
        "made-palette.png": Image.fromarray(noise(60, 90)).quantize(37),
        "made-grey-16-bit.png": Image.fromarray(random.integers(0, 65536, (45, 60), dtype=numpy.uint16)),
        "made-bilevel.png": Image.fromarray(noise(70, 60, 1), "L").convert("1"),
        "one-pixel.png": Image.fromarray(numpy.array([[[200, 30, 90]]], numpy.uint8)),
        "two-by-one.png": Image.fromarray(noise(1, 2)),
        "wide.png": Image.fromarray(noise(3, 700)),
        "tall.png": Image.fromarray(noise(900, 5)),
        "line.png": Image.fromarray(noise(1, 300)),
        "square-512.png": Image.fromarray(noise(512, 512)),
        "noise.png": Image.fromarray(random.integers(0, 256, (123, 77, 3), dtype=numpy.uint8)),
        "exact.png": Image.fromarray(noise(32, 32)),
        "rgb.bmp": Image.fromarray(noise(33, 47)),
        "palette.gif": Image.fromarray(noise(60, 40)).quantize(16),
        "rgb.jpg": Image.fromarray(noise(97, 141)),
        "grey.jpg": Image.fromarray(noise(97, 141, 1), "L"),
        "progressive.jpg": Image.fromarray(noise(120, 80)),
        "cmyk.jpg": Image.fromarray(noise(50, 70, 4), "CMYK"),
        "turned.jpg": Image.fromarray(noise(50, 90)),
        "rgb.webp": Image.fromarray(noise(50, 70)),
    }
    turned = Image.Exif()
    turned[0x0112] = 6
    options = {
        "progressive.jpg": {"progressive": True}, "turned.jpg": {"exif": turned},
        "made-palette.png": {"transparency": 3}, "rgb.webp": {"lossless": True},
    }  # fmt: skip
    for name, image in images.items():
        image.save(folder / name, **options.get(name, {}))
    Image.fromarray(noise(50, 90)).save(folder / "turned.png", exif=turned)
    return sorted([*folder.iterdir(), *STORED.glob("*.png")])
