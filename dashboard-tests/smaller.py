"""Makes PNG pictures smaller, in place: at most 256 colours, without dithering.

Half of them are the colours of most pixels, for images and text, and half those furthest apart, so that the few pixels
of a mark keep their colour.

    python3 dashboard-tests/smaller.py PICTURE...

Needs Pillow.
"""

import sys

from PIL import Image

HALF = 128
CHANNELS = 3


def smaller(path: str) -> None:
    with Image.open(path) as opened:
        picture = opened.convert("RGB")
    colours = []
    for method in (Image.Quantize.MEDIANCUT, Image.Quantize.MAXCOVERAGE):
        colours += picture.quantize(HALF, method=method, dither=Image.Dither.NONE).getpalette()[: HALF * CHANNELS]
    palette = Image.new("P", (1, 1))
    palette.putpalette(colours)
    picture.quantize(palette=palette, dither=Image.Dither.NONE).save(path, optimize=True)


for path in sys.argv[1:]:
    smaller(path)
