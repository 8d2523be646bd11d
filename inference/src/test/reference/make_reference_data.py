"""Writes the reference data of the inference tests: what Pillow and PyTorch do.

Run with Python with numpy, Pillow and torch:  python make_reference_data.py ../resources/reference
The tests read the files only; they need no Python.
"""

import hashlib
import io
import json
import pathlib
import struct
import sys
import zlib

import numpy as np
import torch
from PIL import Image


def pattern(width: int, height: int) -> np.ndarray:
    """Pixels that Java makes too: a linear congruential generator, bits 16 to 23 of each state."""
    count = width * height * 3
    out = np.empty(count, np.uint8)
    state = width * 65537 + height
    for i in range(count):
        state = (state * 1103515245 + 12345) & 0x7FFFFFFF
        out[i] = (state >> 16) & 0xFF
    return out.reshape(height, width, 3)


def resize_rows():
    sizes = [
        (1, 1, 5, 5), (2, 3, 7, 4), (7, 5, 7, 5), (7, 5, 7, 9), (7, 5, 3, 5), (10, 10, 9, 9), (13, 17, 26, 34),
        (31, 33, 16, 16), (64, 64, 224, 224), (64, 64, 32, 32), (64, 64, 33, 31), (100, 50, 64, 32),
        (101, 203, 64, 128), (128, 96, 299, 224), (150, 149, 7, 7), (200, 3, 20, 30), (3, 200, 30, 20),
        (224, 224, 224, 224), (225, 224, 224, 224), (224, 225, 224, 224), (256, 320, 224, 280), (255, 257, 64, 64),
        (1, 100, 10, 10), (100, 1, 10, 10), (500, 375, 298, 224), (17, 300, 5, 96),
    ]
    for w, h, ow, oh in sizes:
        image = Image.fromarray(pattern(w, h), "RGB").resize((ow, oh), Image.Resampling.BICUBIC)
        yield f"{w},{h},{ow},{oh},{hashlib.sha256(image.tobytes()).hexdigest()}"


def filter_rows():
    sizes = [(7, 5, 3, 9), (64, 64, 33, 31), (101, 203, 64, 128), (200, 3, 20, 30), (1, 100, 10, 10), (96, 128, 224, 224)]
    for name in ("BOX", "BILINEAR", "HAMMING", "BICUBIC", "LANCZOS"):
        for w, h, ow, oh in sizes:
            image = Image.fromarray(pattern(w, h), "RGB").resize((ow, oh), Image.Resampling[name])
            yield f"{name},{w},{h},{ow},{oh},{hashlib.sha256(image.tobytes()).hexdigest()}"


def noise():
    cases = []
    for seed in (0, 1, 42, 7, 2**31, 2**32 - 1, 2**32 + 7, 123456789012345, 2**63 - 1, -1, -(2**63)):
        for count in (1, 2, 5, 15, 16, 17, 31, 32, 33, 100, 1024, 4097):
            generator = torch.Generator("cpu").manual_seed(seed)
            first = torch.randn(count, generator=generator)
            second = torch.randn(3, generator=generator)
            third = torch.randn(19, generator=generator)
            kept = first if count <= 100 and seed in (0, 2**32 + 7, -1) else torch.cat([first[:8], first[-17:]])
            cases.append({
                "seed": seed, "count": count, "values": kept.tolist(), "sum": first.double().sum().item(),
                "then3": second.tolist(), "then19": third.tolist(),
            })
    return cases


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def raw_png(width, height, depth, colour, rows, interlace=0, extra=(), filters=(0,)):
    """A PNG with rows given as packed bytes; filters are cycled over rows (0, 1 or 2 only)."""
    bpp = max(1, {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[colour] * depth // 8)
    data = b""
    previous = None
    for i, row in enumerate(rows):
        kind = filters[i % len(filters)]
        if previous is None or len(previous) != len(row):
            previous = bytes(len(row))
        if kind == 0:
            filtered = row
        elif kind == 1:
            filtered = bytes((row[j] - (row[j - bpp] if j >= bpp else 0)) & 255 for j in range(len(row)))
        else:
            filtered = bytes((row[j] - previous[j]) & 255 for j in range(len(row)))
        data += bytes([kind]) + filtered
        previous = row
    out = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, interlace))
    for kind, body in extra:
        out += chunk(kind, body)
    packed = zlib.compress(data)
    for start in range(0, len(packed), 100):
        out += chunk(b"IDAT", packed[start:start + 100])
    return out + chunk(b"IEND", b"")


def packed_row(samples, depth):
    bits = "".join(format(int(s), f"0{depth}b") for s in samples)
    bits += "0" * (-len(bits) % 8)
    return bytes(int(bits[i:i + 8], 2) for i in range(0, len(bits), 8))


def interlaced(pixels, depth, colour, extra=()):
    height, width = pixels.shape[:2]
    rows = []
    for x0, y0, dx, dy in ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)):
        part = pixels[y0::dy, x0::dx]
        if part.size:
            rows += [packed_row(r.reshape(-1), depth) for r in part]
    return raw_png(width, height, depth, colour, rows, interlace=1, extra=extra)


def saved(image, **options):
    out = io.BytesIO()
    image.save(out, "PNG", **options)
    return out.getvalue()


def pngs():
    w, h = 37, 23
    rgb = pattern(w, h)
    smooth = np.add.outer(np.arange(h) * 5, np.arange(w) * 3).astype(np.uint8)
    smooth_rgb = np.stack([smooth, smooth[:, ::-1], 255 - smooth], -1)
    colours = pattern(1, 256).tobytes()
    yield "rgb", saved(Image.fromarray(rgb))
    yield "rgb-smooth", saved(Image.fromarray(smooth_rgb), compress_level=9)
    yield "rgb-one-pixel", saved(Image.fromarray(rgb[:1, :1]))
    yield "rgba", saved(Image.fromarray(np.concatenate([smooth_rgb, rgb[:, :, :1]], -1), "RGBA"))
    yield "grey", saved(Image.fromarray(smooth))
    yield "grey-alpha", saved(Image.fromarray(np.stack([smooth, rgb[:, :, 0]], -1), "LA"))
    yield "bilevel", saved(Image.fromarray(rgb[:, :, 0] > 127))
    palette = Image.fromarray(rgb[:, :, 0], "P")
    palette.putpalette(colours)
    yield "palette", saved(palette)
    yield "palette-transparent", saved(palette, transparency=3)
    for depth in (1, 2, 4):
        rows = [packed_row(r >> (8 - depth), depth) for r in rgb[:, :, 0]]
        yield f"grey-{depth}-bit", raw_png(w, h, depth, 0, rows)
        yield f"palette-{depth}-bit", raw_png(w, h, depth, 3, rows, extra=[(b"PLTE", colours[:3 << depth])])
    wide = rgb.astype(np.uint16) * 256 + rgb[:, :, ::-1]
    yield "rgb-16-bit", raw_png(w, h, 16, 2, [packed_row(r.reshape(-1), 16) for r in wide])
    yield "grey-16-bit", raw_png(w, h, 16, 0, [packed_row(r, 16) for r in wide[:, :, 0]])
    alpha = np.concatenate([wide, wide[:, :, :1]], -1)
    yield "rgba-16-bit", raw_png(w, h, 16, 6, [packed_row(r.reshape(-1), 16) for r in alpha])
    yield "grey-alpha-16-bit", raw_png(w, h, 16, 4, [packed_row(r.reshape(-1), 16) for r in wide[:, :, :2]])
    yield "rgb-filters", raw_png(w, h, 8, 2, [r.tobytes() for r in smooth_rgb], filters=(0, 1, 2))
    yield "rgb-interlaced", interlaced(rgb, 8, 2)
    yield "rgb-16-bit-interlaced", interlaced(wide, 16, 2)
    yield "grey-2-bit-interlaced", interlaced(rgb[:, :, 0] >> 6, 2, 0)
    yield "palette-4-bit-interlaced", interlaced(rgb[:, :, 0] >> 4, 4, 3, extra=[(b"PLTE", colours[:48])])
    yield "rgb-interlaced-narrow", interlaced(rgb[:3, :2], 8, 2)


def main(folder: pathlib.Path) -> None:
    (folder / "png").mkdir(parents=True, exist_ok=True)
    (folder / "resize.csv").write_text("width,height,outputWidth,outputHeight,sha256\n" + "\n".join(resize_rows()) + "\n")
    rows = "\n".join(filter_rows())
    (folder / "resize-filters.csv").write_text(f"filter,width,height,outputWidth,outputHeight,sha256\n{rows}\n")
    (folder / "noise.json").write_text(json.dumps(noise()))
    lines = ["name,width,height,sha256"]
    for name, data in pngs():
        (folder / "png" / f"{name}.png").write_bytes(data)
        image = Image.open(io.BytesIO(data))
        mode = image.mode
        image = image.convert("RGB")
        print(name, mode)
        lines.append(f"{name},{image.width},{image.height},{hashlib.sha256(image.tobytes()).hexdigest()}")
    (folder / "png.csv").write_text("\n".join(lines) + "\n")
    print(torch.__config__.show().splitlines()[-1][:60], torch.backends.cpu.get_cpu_capability())


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
