"""A source that is not there: what was perhaps meant, and what to do."""

from __future__ import annotations

import re
from pathlib import Path

from steerscope_models.nn.files import BrokenFolder


def of_missing(source: Path) -> BrokenFolder:
    """A source that is not there: a hub id or an address instead of a folder, or a mistake in writing."""
    text = str(source)
    address = re.fullmatch(r"(?:https?:/+)?(?:www\.)?(?:huggingface\.co|hf\.co)/([\w.-]+/[\w.-]+)(?:/.*)?", text)
    identifier = address[1] if address else text if re.fullmatch(r"[\w.-]*\w/\w[\w.-]*", text) else None
    if identifier and not Path(text.split("/")[0]).is_dir():
        folder = identifier.split("/")[1]
        return BrokenFolder(
            f"{text} is no folder here; if it is a repository on Hugging Face, download it first: hf download"
            f" {identifier} --local-dir {folder}, then say --source {folder}"
        )
    return BrokenFolder(f"{text} is not a folder; --source takes a folder as it is downloaded")
