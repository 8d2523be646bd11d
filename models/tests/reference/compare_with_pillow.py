"""Compares the decoding of every file of a folder with Pillow's `Image.open(file).convert("RGB")`.

    python models/tests/reference/compare_with_pillow.py FOLDER [COMMAND ...]

COMMAND decodes: it reads paths, one a line, and writes a line for each, as io.steerscope.benchmarks.image.DecodedImages
does. Without it, benchmarks/scripts/decoded-images.sh is run. Prints every file that is not the same in both, and how many
are: of identical numbers, of different numbers, refused by both, refused here alone, refused by Pillow alone. The exit
status is 1 if a file has different numbers or got no answer.
"""

from __future__ import annotations

import collections
import hashlib
import re
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path

import numpy
from PIL import Image

HOME = Path(__file__).resolve().parents[3]
DECODE = [str(HOME / "benchmarks" / "scripts" / "decoded-images.sh")]


def decoded_by_pillow(file: Path) -> tuple[Image.Image | None, str]:
    """The image and the format, or None and what Pillow says."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(file) as image:
                kind = f"{image.format}, {image.mode}"
                return image.convert("RGB"), kind
    except Exception as failure:  # noqa: BLE001: Pillow raises whatever its plugins raise
        text = re.sub(r"\s+", " ", str(failure)).replace(str(file), "the file")
        return None, f"{type(failure).__name__}: {text}"[:100]


def decoded_here(command: list[str], files: list[Path], raw: Path | None = None) -> list[str]:
    lines = "".join(f"{file}\n" for file in files)
    folder = [str(raw)] if raw else []
    run = subprocess.run([*command, *folder], input=lines, stdout=subprocess.PIPE, encoding="utf-8", check=True)
    return run.stdout.splitlines()


def difference(image: Image.Image, size: tuple[int, int], raw: Path) -> str:
    if image.size != size:
        return f"size {size[0]} x {size[1]}, Pillow's {image.size[0]} x {image.size[1]}"
    theirs = numpy.asarray(image).astype(int).reshape(-1)
    steps = abs(theirs - numpy.fromfile(raw, numpy.uint8))
    return f"by {steps.max()} at most, {steps.mean():.4f} on average, {(steps > 0).mean():.2%} of samples"


def main() -> int:
    folder = Path(sys.argv[1])
    command = sys.argv[2:] or DECODE
    files = sorted(file.resolve() for file in folder.rglob("*") if file.is_file() and "\n" not in str(file))
    answers = decoded_here(command, files)
    counts: collections.Counter[str] = collections.Counter()
    different: list[tuple[Path, tuple[int, int]]] = []
    for file, answer in zip(files, answers):
        name = file.relative_to(folder.resolve())
        image, kind = decoded_by_pillow(file)
        read = answer.startswith("read ")
        if image is None:
            counts["refused by Pillow alone" if read else "refused by both"] += 1
            if read:
                print(f"refused by Pillow alone: {name}: {kind}")
        elif not read:
            counts["refused here alone"] += 1
            print(f"refused here alone: {name} ({kind}): {answer.removeprefix('refused ')}")
        else:
            _, width, height, checksum = answer.split()
            same = image.size == (int(width), int(height)) and hashlib.sha256(image.tobytes()).hexdigest() == checksum
            counts["identical"] += same
            if not same:
                different.append((file, (int(width), int(height))))
    counts["different"] = len(different)
    if different:
        with tempfile.TemporaryDirectory() as raw:
            decoded_here(command, [file for file, _ in different], Path(raw))
            for number, (file, size) in enumerate(different):
                image, kind = decoded_by_pillow(file)
                assert image is not None
                print(
                    f"different: {file.relative_to(folder.resolve())} ({kind}): "
                    f"{difference(image, size, Path(raw) / str(number))}"
                )
    counts["without an answer"] = len(files) - len(answers)
    print(f"{len(files)} files, Pillow {Image.__version__}")
    for outcome in (
        "identical",
        "different",
        "refused by both",
        "refused here alone",
        "refused by Pillow alone",
        "without an answer",
    ):
        print(f"{counts[outcome]:6d} {outcome}")
    return int(counts["different"] + counts["without an answer"] > 0)


if __name__ == "__main__":
    sys.exit(main())
