"""Renders a scene as a 64x64 picture.

Everything that a caption does not say is fixed, but for a small jitter: the group moves by a few pixels, the light
varies by some percent, the background and the weather are shifted. Sprites lie on a lattice of four pixels, the
edge of one latent cell, so that a sprite has one appearance and not sixteen.
"""

from functools import lru_cache

import numpy as np
from PIL import Image, ImageFilter

from .sprites import ATLAS, CELL
from .vocabulary import BACKGROUNDS, COLOURS, Scene

EDGE = 64
TINTS = np.array(
    [
        (225, 30, 40), (250, 135, 15), (250, 220, 40), (40, 165, 60),
        (40, 90, 225), (135, 45, 175), (250, 140, 195), (245, 245, 245),
    ],
    np.float32,
)  # fmt: skip
OUTLINE = np.array((28, 22, 38), np.float32)
SECOND_COLOURS = np.array([(250, 250, 250)] * 6 + [(185, 35, 115), (115, 118, 132)], np.float32)
SECOND_COLOURS[COLOURS.index("yellow")] = (165, 90, 20)
"""The other colour of a pattern: white, or a darker shade of a bright tint."""
SINGLE_CELLS = (24, 36, 48)
"""Edge of a lone sprite's cell for small, medium and large; the outlined sprite fills it but for a pixel."""
GROUP_CELLS = (20, 24, 28)
"""The same for two to four sprites."""


@lru_cache(maxsize=1)
def _atlas() -> np.ndarray:
    return np.asarray(Image.open(ATLAS).convert("LA"))


@lru_cache(maxsize=None)
def _shape(subject: int, cell: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Shade in [0, 1], body alpha and outlined alpha of a sprite in a cell of the given edge."""
    y, x = subject // 8 * CELL, subject % 8 * CELL
    picture = Image.fromarray(_atlas()[y : y + CELL, x : x + CELL], "LA")
    shade, alpha = picture.split()
    margin = round(1.5 * CELL / (cell - 3))
    padded = Image.new("L", (CELL + 2 * margin, CELL + 2 * margin))
    padded.paste(alpha, (margin, margin))
    outlined = padded.filter(ImageFilter.MaxFilter(2 * round(CELL / (cell - 3)) + 1))
    shades = Image.new("L", padded.size, 128)
    shades.paste(shade, (margin, margin), alpha)
    size = (cell, cell)
    arrays = [np.asarray(plane.resize(size, Image.BOX), np.float32) / 255 for plane in (shades, padded, outlined)]
    return arrays[0], arrays[1], arrays[2]


@lru_cache(maxsize=None)
def _pattern(pattern: int, cell: int) -> np.ndarray:
    """Where the second colour of a pattern lies in a cell, in [0, 1], drawn at four times the size."""
    scale = 4
    y, x = (np.mgrid[: cell * scale, : cell * scale] + 0.5) / scale
    period = 6 if cell <= 24 else 8 if cell <= 36 else 10
    y, x = y - cell / 2, x - cell / 2
    if pattern == 0:
        mark = np.zeros_like(x)
    elif pattern == 1:
        mark = ((y / period + 0.25) % 1 < 0.5) * 1.0
    elif pattern == 2:
        dx, dy = (x + period / 2) % period - period / 2, (y + period / 2) % period - period / 2
        mark = (dx**2 + dy**2 < (0.3 * period) ** 2) * 1.0
    else:
        half = period * 2 / 3
        mark = ((np.floor(x / half) + np.floor(y / half)) % 2 == 0) * 1.0
    return mark.reshape(cell, scale, cell, scale).mean((1, 3)).astype(np.float32)


@lru_cache(maxsize=None)
def sprite(subject: int, colour: int, pattern: int, cell: int) -> tuple[np.ndarray, np.ndarray]:
    """Colours `[cell, cell, 3]` in 0..255 and alpha `[cell, cell, 1]` of one outlined sprite."""
    shade, body, outlined = _shape(subject, cell)
    tint = TINTS[colour]
    dark, bright = tint * 0.58, tint + (255 - tint) * 0.45
    weight = shade[..., None]
    fill = np.where(weight < 0.5, dark + (tint - dark) * weight * 2, tint + (bright - tint) * (weight * 2 - 1))
    if pattern:
        flat = tint + (fill - tint) * 0.35
        mark = _pattern(pattern, cell)[..., None]
        fill = flat * (1 - mark) + SECOND_COLOURS[colour] * mark
    mixed = OUTLINE + (fill - OUTLINE) * body[..., None]
    return mixed.astype(np.float32), outlined[..., None]


def _waves(period: float, amplitude: float, height: float) -> np.ndarray:
    y, x = np.mgrid[:EDGE, :EDGE].astype(np.float32)
    return np.cos((y + amplitude * np.sin(x * 2 * np.pi / 32)) * 2 * np.pi / period)[..., None] * height


@lru_cache(maxsize=None)
def _background(background: int) -> np.ndarray:
    y, x = np.mgrid[:EDGE, :EDGE].astype(np.float32)
    y, x = y[..., None], x[..., None]
    flat = np.ones((EDGE, EDGE, 3), np.float32)
    name = BACKGROUNDS[background]
    if name == "grass":
        blades = ((x + 5 * (y // 8)) % 16 < 2) & (y % 8 < 4)
        return flat * (118, 178, 78) - 0.35 * (y - 32) + blades * np.float32((-26, -30, -24))
    if name == "sand":
        return flat * (222, 192, 138) + _waves(16, 3, 1) * (9, 10, 12)
    if name == "water":
        return flat * (70, 150, 200) + _waves(16, 2, 1) * (22, 22, 16)
    if name == "asphalt":
        dash = (abs(y - 32) < 2) & (x % 16 < 9)
        return flat * (112, 114, 120) + dash * np.float32((105, 100, 80))
    if name == "bricks":
        row = y // 8
        mortar = (y % 8 < 1.5) | ((x + 8 * (row % 2)) % 16 < 1.5)
        return flat * (176, 104, 84) + mortar * np.float32((40, 64, 66))
    if name == "paper":
        return flat * (206, 204, 212)
    if name == "night":
        picture = flat * (26, 30, 70) + (y - 20) * np.float32((0.1, 0.15, 0.45))
        stars = np.zeros((EDGE, EDGE, 1), np.float32)
        for sy, sx in ((6, 20), (14, 44), (24, 8), (34, 56), (40, 26), (54, 12), (52, 42), (10, 60)):
            stars[sy : sy + 2, sx : sx + 2] = 1
        return picture + stars * (235 - picture)
    top, bottom = np.float32((120, 84, 160)), np.float32((250, 150, 96))
    return top + (bottom - top) * (y / 63) + np.exp(-(((y - 44) / 5) ** 2)) * np.float32((14, 34, 10))


@lru_cache(maxsize=1)
def _sun() -> np.ndarray:
    y, x = np.mgrid[:EDGE, :EDGE] + 0.5
    distance, angle = np.hypot(x, y), np.arctan2(y, x)
    ray = (distance < 17) & (distance > 12.5) & (np.cos(angle * 12) > 0.2)
    return ((distance < 11) | ray).astype(np.float32)[..., None]


def _weather(picture: np.ndarray, weather: int, rng: np.random.Generator) -> np.ndarray:
    """The weather behind the subjects."""
    if weather == 0:
        return picture + _sun() * (np.float32((255, 214, 50)) - picture)
    if weather == 3:
        return picture + 0.62 * (np.float32((222, 224, 228)) - picture)
    jitter = rng.integers(-1, 2, (16, 2))
    if weather == 1:
        picture = picture * np.float32((0.62, 0.66, 0.74))
        for index in range(16):
            top = index // 4 * 16 + 2 + 4 * (index % 2) + 2 * int(jitter[index, 0])
            left = index % 4 * 16 + 8 + 2 * int(jitter[index, 1])
            for step in range(8):
                y, x = top + step, left - step // 2
                if 0 <= y < EDGE:
                    picture[y, max(x, 0) : x + 2] = (176, 214, 250)
        return picture
    picture = picture * np.float32((0.72, 0.76, 0.84))
    for index in range(16):
        y = index // 4 * 16 + 3 + 8 * (index % 2) + 2 * int(jitter[index, 0])
        x = index % 4 * 16 + 6 + 2 * int(jitter[index, 1])
        picture[max(y, 0) : y + 4, x + 1 : x + 3] = 252
        picture[max(y + 1, 0) : y + 3, x : x + 4] = 252
    return picture


def layout(scene: Scene, rng: np.random.Generator) -> tuple[int, list[tuple[int, int]]]:
    """Cell edge, and the top left corner (y, x) of each sprite, on the lattice of four pixels."""
    count, position = scene.count + 1, scene.position
    cell = (SINGLE_CELLS if count == 1 else GROUP_CELLS)[scene.size]
    if count == 1:
        cells = [(0, 0)]
    elif count == 2:
        cells = [(0, 0), (cell, 0)] if position < 2 else [(0, 0), (0, cell)]
    elif count == 3:
        third = cell // 2 // 4 * 4 + (4 if cell % 8 and rng.random() < 0.5 else 0)
        cells = [(0, 0), (0, cell), (cell, third)]
    else:
        cells = [(0, 0), (0, cell), (cell, 0), (cell, cell)]
    height, width = (max(offset[axis] for offset in cells) + cell for axis in (0, 1))
    free = EDGE - height, EDGE - width
    start = []
    for axis, (low, high) in enumerate(((2, 3), (0, 1))):
        middle = free[axis] // 2 // 4 * 4
        if position == low:
            start.append(0)
        elif position == high:
            start.append(free[axis] // 4 * 4)
        elif free[axis] >= 24:
            start.append(middle + 4 * int(rng.integers(-1, 2)))
        else:
            start.append(middle)
    return cell, [(start[0] + y, start[1] + x) for y, x in cells]


def render(scene: Scene, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """The picture `uint8 [64, 64, 3]` and the subjects' mask `float32 [64, 64]` in [0, 1]."""
    picture = np.roll(_background(scene.background), 4 * int(rng.integers(-2, 3)), 1)
    picture = _weather(picture * np.float32(rng.uniform(0.94, 1.06)), scene.weather, rng)
    mask = np.zeros((EDGE, EDGE, 1), np.float32)
    cell, corners = layout(scene, rng)
    colours, alpha = sprite(scene.subject, scene.colour, scene.pattern, cell)
    if scene.weather == 3:
        colours = colours + 0.25 * (np.float32((222, 224, 228)) - colours)
    for y, x in corners:
        window = picture[y : y + cell, x : x + cell]
        picture[y : y + cell, x : x + cell] = window + (colours - window) * alpha
        mask[y : y + cell, x : x + cell] = np.maximum(mask[y : y + cell, x : x + cell], alpha)
    return np.clip(picture, 0, 255).astype(np.uint8), mask[..., 0]
