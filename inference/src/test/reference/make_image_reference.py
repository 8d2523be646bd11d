"""Writes small image files of many kinds, and what `Image.open(file).convert("RGB")` of Pillow makes of them.

Run with Python with numpy and Pillow 12:  python make_image_reference.py ../resources/reference
Needs cjpeg of libjpeg-turbo for JPEGs with unusual subsampling. `images.csv` has width, height and the SHA-256 of the RGB
samples. The tests read the files only; they need no Python.
"""

import hashlib
import io
import pathlib
import struct
import subprocess
import sys

import numpy as np
from make_reference_data import pattern
from PIL import Image

WIDTH, HEIGHT = 37, 23
SMOOTH = Image.fromarray(pattern(7, 5)).resize((WIDTH, HEIGHT), Image.Resampling.BICUBIC)
ALPHA = Image.fromarray(pattern(WIDTH, HEIGHT)[:, :, 0])


def with_alpha(image):
    image = image.copy()
    image.putalpha(ALPHA)
    return image


def saved(image, kind, **options):
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def lzw(pixels, bits):
    """Codes of GIF that clear the table before it grows, in blocks."""
    clear = 1 << bits
    codes = [code for i, pixel in enumerate(pixels) for code in ([clear] * (i % (clear - 2) == 0) + [pixel])] + [clear + 1]
    packed = sum(code << i * (bits + 1) for i, code in enumerate(codes))
    data = packed.to_bytes(len(codes) * (bits + 1) // 8 + 1, "little")
    blocks = b"".join(bytes([len(data[i:i + 255])]) + data[i:i + 255] for i in range(0, len(data), 255))
    return bytes([bits]) + blocks + b"\0"


def gif(screen, place, bits=2, shared=None, own=None, transparent=None, interlaced=False, background=0):
    left, top, width, height = place
    out = b"GIF89a" + struct.pack("<HHBBB", *screen, (0x80 | bits - 1) if shared else 0, background, 0) + (shared or b"")
    if transparent is not None:
        out += b"!\xf9\x04" + bytes([1, 0, 0, transparent]) + b"\0"
    out += b"!\xfe\x03abc\0"
    flags = (0x80 | bits - 1 if own else 0) | (0x40 if interlaced else 0)
    out += b"," + struct.pack("<HHHHB", left, top, width, height, flags) + (own or b"")
    pixels = (np.arange(width * height) * 7 // 3 + 1) % (1 << bits)
    return out + lzw(pixels.tolist(), max(2, bits)) + b";"


def gifs():
    colours = pattern(1, 256).tobytes()
    greys = bytes(i for i in range(4) for _ in range(3))
    yield "gif-part-of-the-canvas", gif((20, 15), (3, 2, 9, 8), shared=colours[:12])
    yield "gif-part-with-background", gif((20, 15), (3, 2, 9, 8), shared=colours[:12], background=2)
    yield "gif-part-with-transparency", gif((20, 15), (3, 2, 9, 8), shared=colours[:12], transparent=3)
    yield "gif-beyond-the-screen", gif((6, 5), (3, 2, 9, 8), shared=colours[:12], transparent=1)
    yield "gif-without-a-screen", gif((0, 0), (0, 0, 9, 8), shared=colours[:12])
    yield "gif-colours-of-the-frame", gif((20, 15), (3, 2, 9, 8), shared=colours[:12], own=colours[30:42])
    yield "gif-greys-of-the-frame", gif((20, 15), (3, 2, 9, 8), shared=colours[:12], own=greys)
    yield "gif-greys", gif((9, 8), (0, 0, 9, 8), shared=greys)
    yield "gif-without-colours", gif((20, 15), (3, 2, 9, 8))
    yield "gif-two-colours", gif((20, 15), (3, 2, 9, 8), bits=1, shared=colours[:6], transparent=1)
    yield "gif-256-colours", gif((20, 19), (1, 0, 18, 17), bits=8, shared=colours)
    yield "gif-interlaced", gif((20, 19), (1, 0, 18, 17), bits=4, shared=colours[:48], interlaced=True)
    yield "gif-index-without-a-colour", gif((9, 8), (0, 0, 9, 8), bits=2, shared=None, own=colours[:12], transparent=77)
    yield "gif-of-pillow", saved(SMOOTH, "GIF")
    yield "gif-animated", saved(SMOOTH, "GIF", save_all=True, append_images=[SMOOTH.transpose(0)])


def bmp(bits, data, header=40, compression=0, colours=b"", masks=(), top_down=False, count=0, file_header=True):
    height = -HEIGHT if top_down else HEIGHT
    if header == 12:
        head = struct.pack("<IHHHH", 12, WIDTH, HEIGHT, 1, bits)
    else:
        head = struct.pack("<IiiHHIIIIII", header, WIDTH, height, 1, bits, compression, 0, 0, 0, count, 0)
        fields = struct.pack(f"<{len(masks)}I", *masks)
        head += fields if header == 40 else (fields + bytes(header))[: header - 40]
    start = struct.pack("<2sIII", b"BM", 0, 0, 14 + len(head) + len(colours))
    return (start if file_header else b"") + head + colours + data


def bmps():
    noise = pattern(100, 100).tobytes()
    four = bytes(b for i, b in enumerate(pattern(1, 344).tobytes()[:1024]))
    rows = {bits: noise[: ((WIDTH * bits + 31 >> 3) & ~3) * HEIGHT] for bits in (1, 4, 8, 16, 24, 32)}
    greys = bytes(b for i in range(256) for b in (i, i, i, 0))
    for bits in (1, 4, 8):
        yield f"bmp-palette-{bits}-bit", bmp(bits, rows[bits], colours=four[: 4 << bits])
    yield "bmp-black-and-white", bmp(1, rows[1], colours=b"\0\0\0\0\xff\xff\xff\0")
    yield "bmp-grey", bmp(8, rows[8], colours=greys)
    yield "bmp-short-palette", bmp(8, rows[8], colours=four[:40], count=10)
    yield "bmp-os2", bmp(8, rows[8], header=12, colours=four[:768])
    yield "bmp-24-bit", bmp(24, rows[24])
    yield "bmp-top-down", bmp(24, rows[24], top_down=True)
    yield "bmp-without-file-header", bmp(24, rows[24], file_header=False)
    yield "bmp-16-bit", bmp(16, rows[16])
    yield "bmp-565", bmp(16, rows[16], compression=3, masks=(0xF800, 0x7E0, 0x1F))
    yield "bmp-32-bit", bmp(32, rows[32])
    yield "bmp-32-bit-alpha-first", bmp(32, rows[32], header=108, compression=3, masks=(0xFF000000, 0xFF0000, 0xFF00, 0xFF))
    yield "bmp-32-bit-rgba", bmp(32, rows[32], header=56, compression=3, masks=(0xFF, 0xFF00, 0xFF0000, 0xFF000000))
    profile = (0xFF0000, 0xFF00, 0xFF, 0xFF000000, 0x4D424544)
    yield "bmp-with-a-profile", bmp(32, rows[32] + b"profile" * 9, header=124, compression=3, masks=profile)
    runs = b"".join(b"\x14\x07\x00\x05abcde\x00\x0c\x09\x00\x00" for _ in range(HEIGHT - 2))
    yield "bmp-run-lengths", bmp(8, runs + b"\x05\x09\x00\x02\x03\x01\x25\x33\x00\x00\x09\x01\x00\x02\x1c\x00\x00\x01",
                                 compression=1, colours=four)
    halves = b"".join(b"\x14\x17\x00\x06\x12\x34\x56\x00\x0b\x9a\x00\x00" for _ in range(HEIGHT))
    yield "bmp-run-lengths-of-4-bit", bmp(4, halves, compression=2, colours=four[:64])


def cjpeg(*options):
    return subprocess.run(["cjpeg", "-quality", "80", *options], input=saved(SMOOTH, "PPM"), capture_output=True,
                          check=True).stdout


def without_applications(jpeg):
    at, out = 2, jpeg[:2]
    while jpeg[at + 1] != 0xDA:
        end = at + 2 + struct.unpack(">H", jpeg[at + 2:at + 4])[0]
        out += b"" if jpeg[at + 1] in (0xE0, 0xEE) else jpeg[at:end]
        at = end
    return out + jpeg[at:]


def jpegs():
    for subsampling in ("4:4:4", "4:2:2", "4:2:0"):
        yield f"jpeg-{subsampling.replace(':', '')}", saved(SMOOTH, "JPEG", subsampling=subsampling)
    for sample in ("1x2", "4x1", "2x2,2x1,2x1", "2x2,1x2,1x2"):
        yield f"jpeg-sampled-{sample.replace(',', '-')}", cjpeg("-sample", sample)
    yield "jpeg-progressive-1x2", cjpeg("-progressive", "-sample", "1x2")
    yield "jpeg-progressive", saved(SMOOTH, "JPEG", progressive=True)
    yield "jpeg-restarts", saved(SMOOTH, "JPEG", restart_marker_rows=1)
    yield "jpeg-grey", saved(SMOOTH.convert("L"), "JPEG")
    yield "jpeg-cmyk", saved(SMOOTH.convert("CMYK"), "JPEG")
    yield "jpeg-ycck", saved(SMOOTH.convert("CMYK"), "JPEG").replace(b"Adobe\0d\0\0\0\0\0", b"Adobe\0d\0\0\0\0\2")
    yield "jpeg-rgb", saved(SMOOTH, "JPEG", keep_rgb=True)
    yield "jpeg-without-applications", without_applications(saved(SMOOTH, "JPEG", subsampling="4:4:4"))
    yield "jpeg-cmyk-without-applications", without_applications(saved(SMOOTH.convert("CMYK"), "JPEG"))
    yield "jpeg-turned", saved(SMOOTH, "JPEG", exif=b"Exif\0\0MM\0*\0\0\0\x08\0\1\x01\x12\0\3\0\0\0\1\0\6\0\0\0\0\0\0")


def webps():
    yield "webp-lossy", saved(SMOOTH, "WEBP", quality=60)
    yield "webp-lossless", saved(SMOOTH, "WEBP", lossless=True)
    yield "webp-lossy-alpha", saved(with_alpha(SMOOTH), "WEBP", quality=60)
    yield "webp-lossless-alpha", saved(with_alpha(SMOOTH), "WEBP", lossless=True, exact=True)
    yield "webp-profile", saved(SMOOTH, "WEBP", icc_profile=b"unusable" * 5)
    frames = {"save_all": True, "append_images": [SMOOTH.transpose(0)]}
    yield "webp-animated", saved(SMOOTH, "WEBP", **frames)
    hole = with_alpha(SMOOTH)
    hole.paste((0, 0, 0, 0), (0, 0, WIDTH, 7))
    hole.paste((0, 0, 0, 0), (0, 0, 9, HEIGHT))
    yield "webp-animated-alpha", saved(hole, "WEBP", **frames)


def tiffs():
    rgb, grey = SMOOTH, SMOOTH.convert("L")
    for compression in ("raw", "tiff_lzw", "tiff_adobe_deflate", "packbits"):
        yield f"tiff-{compression}", saved(rgb, "TIFF", compression=compression)
        yield f"tiff-strips-{compression}", saved(rgb, "TIFF", compression=compression, tiffinfo={278: 4})
    for compression in ("tiff_lzw", "tiff_adobe_deflate"):
        yield f"tiff-predictor-{compression}", saved(rgb, "TIFF", compression=compression, tiffinfo={317: 2})
    yield "tiff-grey", saved(grey, "TIFF", compression="tiff_lzw")
    yield "tiff-white-is-zero", saved(grey, "TIFF", tiffinfo={262: 0})
    yield "tiff-bilevel", saved(rgb.convert("1"), "TIFF")
    yield "tiff-palette", saved(rgb.convert("P", palette=Image.Palette.ADAPTIVE, colors=20), "TIFF")
    yield "tiff-grey-alpha", saved(with_alpha(grey), "TIFF")
    yield "tiff-alpha", saved(with_alpha(rgb), "TIFF")
    yield "tiff-associated-alpha", saved(with_alpha(rgb), "TIFF", tiffinfo={338: 1})
    yield "tiff-cmyk", saved(rgb.convert("CMYK"), "TIFF", compression="tiff_lzw")
    yield "tiff-big", saved(rgb, "TIFF", big_tiff=True)
    yield "tiff-profile", saved(rgb, "TIFF", icc_profile=b"unusable" * 5)
    yield "tiff-two-pages", saved(rgb, "TIFF", save_all=True, append_images=[rgb.transpose(0)])
    for orientation in range(2, 9):
        yield f"tiff-orientation-{orientation}", saved(rgb, "TIFF", tiffinfo={274: orientation})


def refused():
    """Kinds that Pillow reads, and that are refused by name. Their lines are written by hand in `refused.csv`."""
    grey = SMOOTH.convert("L")
    wide = Image.fromarray(pattern(WIDTH, HEIGHT)[:, :, 0].astype(np.uint16) * 251)
    yield "tiff-16-bit", saved(wide, "TIFF")
    yield "tiff-float", saved(grey.convert("F"), "TIFF")
    yield "tiff-signed", saved(grey.convert("I"), "TIFF")
    yield "tiff-lab", saved(SMOOTH.convert("LAB"), "TIFF")
    yield "tiff-ycbcr", saved(SMOOTH.convert("YCbCr"), "TIFF")
    yield "tiff-jpeg", saved(grey, "TIFF", compression="jpeg")
    yield "tiff-fax", saved(SMOOTH.convert("1"), "TIFF", compression="group4")
    yield "tiff-turned-in-one-piece", saved(grey, "TIFF", tiffinfo={274: 6})
    yield "jpeg-arithmetic", cjpeg("-arithmetic")
    yield "jpeg-unusual-subsampling", cjpeg("-sample", "2x2,2x1,1x2")
    yield "avif", saved(SMOOTH, "AVIF")
    yield "jpeg-2000", saved(SMOOTH, "JPEG2000")
    yield "netpbm", saved(SMOOTH, "PPM")
    yield "icon", saved(SMOOTH, "ICO")
    yield "tga", saved(SMOOTH, "TGA")


def main(out: pathlib.Path) -> None:
    folder = out / "images"
    folder.mkdir(exist_ok=True)
    lines = ["name,width,height,sha256"]
    for files in (gifs(), bmps(), jpegs(), webps(), tiffs()):
        for name, data in files:
            (folder / name).write_bytes(data)
            image = Image.open(folder / name).convert("RGB")
            lines.append(f"{name},{image.width},{image.height},{hashlib.sha256(image.tobytes()).hexdigest()}")
    (out / "refused").mkdir(exist_ok=True)
    for name, data in refused():
        (out / "refused" / name).write_bytes(data)
    (out / "images.csv").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
