"""Draws the sample sheets in `docs/images`: `python -m steerscope_models.toybox.sheets`.

`toybox-world.png`: real pictures. `toybox-generated.png`: real, reconstructed, generated, for held-out captions.
`toybox-simple.png`: every subject, from its simple caption. `toybox-steering.png`: one pair of each category under
`lerp` and `analogy`, alpha 0 to 1.
"""

import argparse
import csv
from pathlib import Path

import numpy as np
import torch
from PIL import Image, ImageDraw

from . import batches
from .captions import caption, short_caption
from .evaluate import ALPHAS, WORK, Models, caption_scenes, simple_scenes, steered
from .pairs import PAIRS
from .sampling import render
from .vocabulary import ATTRIBUTES, SUBJECTS, Scene, default_colour

IMAGES = Path(__file__).resolve().parents[3] / "docs" / "images"


def tile(rows: list[torch.Tensor], scale: int = 2, gap: int = 2) -> Image.Image:
    """Rows of pictures in [-1, 1] as one image, each pixel `scale` pixels wide."""
    cell = 64 * scale + gap
    width = max(len(row) for row in rows)
    sheet = Image.new("RGB", (width * cell - gap, len(rows) * cell - gap), "white")
    for y, row in enumerate(rows):
        for x, picture in enumerate(row):
            pixels = ((picture * 0.5 + 0.5).clamp(0, 1) * 255).round().byte().permute(1, 2, 0).numpy()
            sheet.paste(Image.fromarray(pixels).resize((64 * scale, 64 * scale), Image.BICUBIC), (x * cell, y * cell))
    return sheet


def save(sheet: Image.Image, folder: Path, name: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for colours in (200, 128, 96, 64):
        sheet.quantize(colours, method=Image.MEDIANCUT, dither=Image.NONE).save(folder / name, optimize=True)
        if (folder / name).stat().st_size < 400_000:
            break
    print(f"{name} {(folder / name).stat().st_size // 1024} KB", flush=True)


def labelled(sheet: Image.Image, lines: list[str], height: int, width: int = 96) -> Image.Image:
    """The sheet with one line of text before each row."""
    result = Image.new("RGB", (sheet.width + width, sheet.height), "white")
    result.paste(sheet, (width, 0))
    draw = ImageDraw.Draw(result)
    for row, line in enumerate(lines):
        draw.multiline_text((4, row * height + height // 2 - 14), line, fill="black")
    return result


def world_sheet(folder: Path) -> None:
    rng = np.random.default_rng(201)
    shown = [Scene(s, default_colour(s), 2, 0, 4, (s * 3 + s // 8) % 8, 0, 0) for s in range(len(SUBJECTS))]
    mixed = caption_scenes(36, 202)
    rows = [batches.pictures(part, rng)[0] for part in (shown[:12], shown[12:], mixed[:12], mixed[12:24], mixed[24:])]
    save(tile(rows), folder, "toybox-world.png")


def generated_sheet(models: Models, folder: Path, steps: int, guidance: float) -> None:
    scenes = caption_scenes(24, 203) + caption_scenes(12, 204, combination=True)
    real, _ = batches.pictures(scenes, np.random.default_rng(205))
    with torch.no_grad():
        restored = models.vae.decode(models.vae.encode(real)[0])
    made = models.pictures([caption(scene) for scene in scenes], 206, steps, guidance)
    rows = [part[i : i + 12] for i in range(0, 36, 12) for part in (real, restored, made)]
    sheet = labelled(tile(rows), ["real", "reconstructed", "generated"] * 2 + ["real\n(held-out\ncombination)", "reconstructed", "generated"], 130)
    save(sheet, folder, "toybox-generated.png")


def simple_sheet(models: Models, folder: Path, steps: int, guidance: float) -> None:
    natural = [Scene(s, default_colour(s), 1 + s % 2, 0, 4, 5, 0, 0) for s in range(len(SUBJECTS))]
    other = simple_scenes(24, 207)
    other = [scene.with_value("subject", s) for s, scene in enumerate(other)]
    pictures = models.pictures([short_caption(scene) for scene in natural + other], 208, steps, guidance)
    save(tile(list(pictures.split(12))), folder, "toybox-simple.png")


def steering_sheet(models: Models, folder: Path, steps: int, guidance: float, row: int) -> None:
    with PAIRS.open(encoding="utf-8") as file:
        table = list(csv.DictReader(file))
    rows = []
    for category in ATTRIBUTES:
        pairs = [pair for pair in table if pair["category"] == category]
        source, target = (models.encoders([pair[end] for pair in pairs]) for end in ("source", "target"))
        pictures = []
        for method in ("lerp", "analogy"):
            for alpha in ALPHAS:
                embedding = steered(category, pairs, source, target, method, alpha).rows(slice(row, row + 1))
                pictures.append(render(models.unet, models.vae, embedding, models.negative, 209, steps, guidance))
        rows.append(torch.cat(pictures))
    sheet = labelled(tile(rows), [f"{category}\nlerp, analogy\n0 to 1" for category in ATTRIBUTES], 130)
    save(sheet, folder, "toybox-steering.png")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=8)
    parser.add_argument("--guidance", type=float, default=3.0)
    parser.add_argument("--pair", type=int, default=3, help="which pair of each category to steer")
    parser.add_argument("--work", type=Path, default=WORK)
    parser.add_argument("--out", type=Path, default=IMAGES)
    arguments = parser.parse_args()
    torch.set_num_threads(2)
    models = Models(arguments.work)
    world_sheet(arguments.out)
    generated_sheet(models, arguments.out, arguments.steps, arguments.guidance)
    simple_sheet(models, arguments.out, arguments.steps, arguments.guidance)
    steering_sheet(models, arguments.out, arguments.steps, arguments.guidance, arguments.pair)


if __name__ == "__main__":
    main()
