"""What is known about the folder that a bundle is made from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from steerscope_models.check import require_source
from steerscope_models.export import openclip, refusals
from steerscope_models.export.card import card_licence
from steerscope_models.export.hps import is_hps
from steerscope_models.export.scorer import layout_of
from steerscope_models.nn.files import BrokenFolder, present, read_json
from steerscope_models.nn.resnet import RESNETS

UNKNOWN = "unknown"


@dataclass(frozen=True)
class Source:
    """A checkpoint's folder with its name, revision and licence."""

    folder: Path
    name: str
    revision: str
    licence: str


def describe_source(source: Path, name: str | None, revision: str | None, licence: str | None) -> Source:
    """Fills what the user did not say: from the Hugging Face cache's path or records, and the model card's header."""
    folder = source.resolve() if source.is_dir() else source.absolute().parent.resolve()
    cached = re.search(r"models--([^/]+)--([^/]+)/snapshots/([0-9a-f]{40})$", folder.as_posix())
    if cached:
        name = name or f"{cached[1]}/{cached[2]}"
        revision = revision or cached[3]
    named = name or (folder.name if source.is_dir() else source.stem)
    return Source(
        folder, named, revision or _downloaded_revision(folder) or UNKNOWN, licence or card_licence(folder) or UNKNOWN
    )


def _downloaded_revision(folder: Path) -> str | None:
    """The commit that `hf download --local-dir` noted beside each file.

    A file that was changed after its download does not count, as for `hf` itself; files of several commits are of
    none.
    """
    records = folder / ".cache" / "huggingface" / "download"
    commits = set()
    for record in sorted(records.rglob("*.metadata")) if records.is_dir() else ():
        lines = record.read_text(encoding="utf-8", errors="replace").split("\n")
        file = folder / record.relative_to(records).as_posix().removesuffix(".metadata")
        if not re.fullmatch(r"[0-9a-f]{40}", lines[0].strip()) or not file.is_file() or file.name == "README.md":
            continue
        if len(lines) > 2 and _is_later(file, lines[2]):
            continue
        commits.add(lines[0].strip())
    return commits.pop() if len(commits) == 1 else None


def _is_later(file: Path, recorded: str) -> bool:
    try:
        return file.stat().st_mtime - 1 > float(recorded)
    except ValueError:
        return False


def kind_of(source: Path) -> str:
    """`sdxl` for a diffusers pipeline, `clip` for a scorer of any layout, `image` for an image encoder without texts.

    Anything else is refused by name.
    """
    require_source(source)
    if source.is_file():
        if is_hps(source) or (source.parent / openclip.CONFIG).is_file():
            return "clip"
        raise refusals.of_file(source)
    if present(source / "model_index.json"):
        return "sdxl"
    if layout_of(source):
        return "clip"
    if not present(source / "config.json"):
        raise refusals.of_folder(source)
    config = read_json(source / "config.json")
    kinds = [config.get("architecture"), config.get("model_type"), config.get("_class_name")]
    kinds += config.get("architectures") or []
    if not RESNETS.isdisjoint(kinds):
        return "image"
    kind = str(next((name for name in reversed(kinds) if name), None))
    if "siglip2" in kinds:
        raise BrokenFolder(
            f"{source} holds a Siglip2Model (NaFlex), which takes images of any shape as lists of patches: not"
            " supported; SigLIP 2 of a fixed resolution is a SiglipModel"
        )
    line = refusals.of_part(kind, source)
    raise BrokenFolder(line or f"{source} holds a {kind}, which is not supported; supported are {refusals.SUPPORTED}")
