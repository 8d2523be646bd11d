"""The folder that an export writes: `bundle.json` and the files that it lists."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch

import steerscope_models
from steerscope_models.export.source import Source

FORMAT_VERSION = 1

Progress = Callable[[str], None]


class RefusedTarget(ValueError):
    """A target folder that must not be written to, or a value that a bundle cannot hold."""


class BundleWriter:
    """Collects a bundle's files in a folder beside the target, which is replaced only when all are complete."""

    def __init__(self, target: Path, overwrite: bool):
        self._target = target.absolute()
        self._overwrite = overwrite
        if target.exists() and not target.is_dir():
            raise RefusedTarget(f"{target} is a file")
        if target.is_dir() and any(target.iterdir()):
            if not overwrite:
                raise RefusedTarget(f"{target} is not empty; say --overwrite to replace the bundle in it")
            if not (target / "bundle.json").is_file():
                raise RefusedTarget(f"{target} is not empty and holds no bundle; it is not replaced")
        self.folder = self._target.with_name(self._target.name + ".partial")

    def __enter__(self) -> BundleWriter:
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        return self

    def __exit__(self, *failure: object) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    def finish(self, description: dict[str, Any]) -> str:
        """Adds checksums, writes `bundle.json`, moves the folder to its place, returns the bundle's sha256."""
        files = {
            file.name: {"sha256": _sha256(file), "bytes": file.stat().st_size}
            for file in sorted(self.folder.iterdir())
        }
        document = json.dumps({**description, "files": files}, indent=2, ensure_ascii=False) + "\n"
        (self.folder / "bundle.json").write_bytes(document.encode("utf-8"))
        if self._target.exists():
            shutil.rmtree(self._target)
        self.folder.rename(self._target)
        return hashlib.sha256(document.encode("utf-8")).hexdigest()


def common_fields(
    kind: str, identifier: str, description: str, source: Source, dtype: str, batch_size: int
) -> dict[str, Any]:
    """The fields that bundles of every kind have."""
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*", identifier):
        raise RefusedTarget(f"--id {identifier!r}: letters, digits, '.', '_' and '-' only")
    return {
        "formatVersion": FORMAT_VERSION,
        "kind": kind,
        "id": identifier,
        "description": description,
        "licence": source.licence,
        "source": {
            "name": source.name,
            "revision": source.revision,
            "exporter": f"steerscope-models {steerscope_models.__version__}",
            "torch": torch.__version__,
        },
        "dtype": dtype,
        "batchSize": batch_size,
    }


def _sha256(file: Path) -> str:
    digest = hashlib.sha256()
    with file.open("rb") as stream:
        while block := stream.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()
