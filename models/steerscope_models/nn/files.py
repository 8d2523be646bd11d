"""Files of a downloaded checkpoint: those that are there, and those that only seem to be."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

_LFS_POINTER = b"version https://git-lfs.github.com/spec/"


class BrokenFolder(ValueError):
    """A model folder that lacks a file, or whose weights do not fit its config."""


def present(path: Path) -> bool:
    """Whether a file is there; a link to nothing is refused, as it is what an incomplete download leaves."""
    if path.is_symlink() and not path.exists():
        cached = re.search(r"models--([^/]+)--([^/]+)/snapshots/", path.absolute().as_posix())
        again = f"hf download {cached[1]}/{cached[2]}" if cached else "hf download"
        raise BrokenFolder(f"{path} is a link to a file that is not there; complete the download with {again}")
    return path.is_file()


def refuse_pointer(path: Path) -> None:
    """Refuses the few lines that Git leaves in the place of a large file when Git LFS is not installed."""
    with path.open("rb") as stream:
        if stream.read(len(_LFS_POINTER)) == _LFS_POINTER:
            raise BrokenFolder(
                f"{path} is a Git LFS pointer, not the file itself; run git lfs pull in {path.parent}, or download the"
                " repository with hf download"
            )


def read_text(path: Path) -> str:
    """The text of a file in UTF-8."""
    try:
        refuse_pointer(path)
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BrokenFolder(f"{path} cannot be read: {error}") from None


def read_json(path: Path) -> dict[str, Any]:
    """The JSON object in a file."""
    if not present(path):
        raise BrokenFolder(f"{path} does not exist")
    try:
        refuse_pointer(path)
        content = json.loads(path.read_text(encoding="utf-8"))
    except BrokenFolder:
        raise
    except (OSError, ValueError) as error:
        raise BrokenFolder(f"{path} cannot be read as JSON: {error}") from None
    if not isinstance(content, dict):
        raise BrokenFolder(f"{path} is not a JSON object")
    return content
