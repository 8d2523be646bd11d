"""What a model card says about the licence of its weights."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml


def card_licence(folder: Path) -> str | None:
    """The licence that the header of `README.md` states, or None where it states none.

    `license: other` stands for its `license_name`, or for where the licence is to be read. Several licences are
    listed.
    """
    card = folder / "README.md"
    if not card.is_file():
        return None
    text = card.read_text(encoding="utf-8-sig", errors="replace")
    header = re.match(r"---[ \t]*\r?\n(.*?)^---[ \t]*$", text, re.DOTALL | re.MULTILINE)
    try:
        # The base loader leaves every value the text that it is: a licence may be called `no`.
        fields = yaml.load(header[1], Loader=yaml.BaseLoader) if header else None
    except yaml.YAMLError:
        return None
    if not isinstance(fields, dict):
        return None
    stated = _line(fields.get("license") or fields.get("licence"))
    if stated and stated.lower() == "other":
        name, link = (_line(fields.get(field)) for field in ("license_name", "license_link"))
        return name or (f"{stated} ({link})" if link else stated)
    return stated


def _line(value: Any) -> str | None:
    """A value on one line; the entries of a list one after the other."""
    values = value if isinstance(value, list) else [value]
    texts = [" ".join(entry.split()) for entry in values if isinstance(entry, str) and entry.strip()]
    return ", ".join(texts) or None
