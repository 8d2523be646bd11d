"""What is known about the folder that a bundle is made from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from steerscope_models.nn.files import BrokenFolder, read_json

UNKNOWN = "unknown"

_SCORERS = {"clip", "CLIPModel", "siglip", "SiglipModel"}


@dataclass(frozen=True)
class Source:
    """A checkpoint's folder with its name, revision and licence."""

    folder: Path
    name: str
    revision: str
    licence: str


def describe_source(folder: Path, name: str | None, revision: str | None, licence: str | None) -> Source:
    """Fills what the user did not say from the folder: the Hugging Face cache's path and the model card's header."""
    folder = folder.resolve()
    cached = re.search(r"models--([^/]+)--([^/]+)/snapshots/([0-9a-f]{40})$", folder.as_posix())
    if cached:
        name = name or f"{cached[1]}/{cached[2]}"
        revision = revision or cached[3]
    return Source(folder, name or folder.name, revision or UNKNOWN, licence or _card_licence(folder) or UNKNOWN)


def _card_licence(folder: Path) -> str | None:
    card = folder / "README.md"
    if not card.is_file():
        return None
    header = re.match(r"---\s*\n(.*?)\n---", card.read_text(encoding="utf-8", errors="replace"), re.DOTALL)
    licence = header and re.search(r"^licen[sc]e:\s*(\S+)\s*$", header[1], re.MULTILINE)
    return licence[1].strip("'\"") if licence else None


def kind_of(folder: Path) -> str:
    """`sdxl` for a diffusers pipeline, `clip` for a CLIPModel or SiglipModel; anything else is refused by name."""
    if not folder.is_dir():
        raise BrokenFolder(f"{folder} is not a folder")
    if (folder / "model_index.json").is_file():
        return "sdxl"
    if not (folder / "config.json").is_file():
        raise BrokenFolder(f"{folder} has neither model_index.json (diffusers) nor config.json (CLIPModel, ...)")
    config = read_json(folder / "config.json")
    kinds = [config.get("model_type"), *(config.get("architectures") or [])]
    if not _SCORERS.isdisjoint(kinds):
        return "clip"
    if "siglip2" in kinds:
        raise BrokenFolder(
            f"{folder} holds a Siglip2Model (NaFlex), which takes images of any shape as lists of patches: not"
            " supported; SigLIP 2 of a fixed resolution is a SiglipModel"
        )
    raise BrokenFolder(
        f"{folder} holds a {kinds[-1]}, not a CLIPModel, a SiglipModel or a diffusers StableDiffusionXLPipeline"
    )
