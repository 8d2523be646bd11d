"""Draws the sprite atlas from Noto Color Emoji: `python -m steerscope_models.toybox.sprites`.

The atlas (`models/toybox/sprites.png`, OFL-1.1 as the font) is kept in the repository, so that the world does not
depend on the font's version. It holds one 128x128 cell per subject: shade in the red channel (three levels), alpha.
"""

import argparse
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont
from scipy import ndimage

from .vocabulary import SUBJECTS

CELL = 128
ATLAS = Path(__file__).resolve().parents[2] / "toybox" / "sprites.png"
FONT = "/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf"
EMOJI = dict(zip(SUBJECTS, "❤⭐☂🔑👑🚀👕🎩🌲🚗🐟🍎🍌🍄🌵🏠🎈🦋🔔☕⚓⛵⚡🌷"))


def draw(character: str, font: ImageFont.FreeTypeFont) -> Image.Image:
    """One emoji, its specks and steam removed, its brightness cut to three levels, fitted into a cell."""
    canvas = Image.new("RGBA", (136, 136), (0, 0, 0, 0))
    ImageDraw.Draw(canvas).text((0, 0), character, font=font, embedded_color=True)
    pixels = np.asarray(canvas).astype(np.float32)
    solid = pixels[..., 3] > 128
    labels, count = ndimage.label(solid)
    areas = ndimage.sum(solid, labels, range(1, count + 1))
    keep = np.isin(labels, 1 + np.flatnonzero(areas >= 0.05 * areas.sum()))
    luminance = pixels[..., :3] @ np.array([0.35, 0.5, 0.15], np.float32)
    luminance = ndimage.gaussian_filter(luminance * keep, 1.5) / np.maximum(ndimage.gaussian_filter(keep * 1.0, 1.5), 1e-3)
    low, high = np.percentile(luminance[keep], (4, 96))
    level = np.clip((luminance - low) / max(high - low, 40.0), 0, 1)
    shade = np.select([level < 0.3, level < 0.72], [0.0, 0.5], 1.0)
    if high - low < 40:
        shade[:] = 0.5
    rows, columns = np.flatnonzero(keep.any(1)), np.flatnonzero(keep.any(0))
    box = (columns[0], rows[0], columns[-1] + 1, rows[-1] + 1)
    channels = [Image.fromarray((plane * 255).astype(np.uint8)).crop(box) for plane in (shade, keep)]
    scale = CELL / max(channels[0].size)
    size = tuple(max(1, round(edge * scale)) for edge in channels[0].size)
    cell = Image.new("LA", (CELL, CELL), (0, 0))
    cell.paste(
        Image.merge("LA", [channel.resize(size, Image.BICUBIC) for channel in channels]),
        ((CELL - size[0]) // 2, (CELL - size[1]) // 2),
    )
    return cell


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--font", default=FONT)
    parser.add_argument("--out", type=Path, default=ATLAS)
    arguments = parser.parse_args()
    font = ImageFont.truetype(arguments.font, 109)
    atlas = Image.new("LA", (8 * CELL, 3 * CELL), (0, 0))
    for index, subject in enumerate(SUBJECTS):
        atlas.paste(draw(EMOJI[subject], font), (index % 8 * CELL, index // 8 * CELL))
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    atlas.save(arguments.out, optimize=True)


if __name__ == "__main__":
    main()
