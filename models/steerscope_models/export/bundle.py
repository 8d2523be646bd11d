"""The folder that an export writes: `bundle.json` and the files that it lists."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

import torch

import steerscope_models
from steerscope_models.export.source import Source
from steerscope_models.export.target import TargetFolder, check_bundle_target, check_identifier, require_space

FORMAT_VERSION = 1

Progress = Callable[[str], None]


class BundleWriter:
    """Collects a bundle's files out of sight; the target is replaced only when all are complete."""

    def __init__(self, target: Path, overwrite: bool):
        self._target = TargetFolder(target, partial(check_bundle_target, overwrite=overwrite))

    @property
    def folder(self) -> Path:
        """The folder to write files to."""
        return self._target.content

    def __enter__(self) -> BundleWriter:
        self._target.__enter__()
        return self

    def __exit__(self, *failure: object) -> None:
        self._target.__exit__(*failure)

    def finish(self, description: dict[str, Any]) -> str:
        """Adds checksums, writes `bundle.json`, moves the folder to its place, returns the bundle's sha256."""
        files = {
            file.name: {"sha256": _sha256(file), "bytes": file.stat().st_size}
            for file in sorted(self.folder.iterdir())
        }
        document = json.dumps({**description, "files": files}, indent=2, ensure_ascii=False) + "\n"
        (self.folder / "bundle.json").write_bytes(document.encode("utf-8"))
        self._target.put_in_place()
        return hashlib.sha256(document.encode("utf-8")).hexdigest()


def require_space_for(folder: Path, parameters: Iterable[int], storage: torch.dtype) -> None:
    """Refuses to begin an export that does not fit.

    :param parameters: of each file, in the order in which they are written; each is there twice for a moment
    """
    sizes = [count * storage.itemsize for count in parameters]
    require_space(folder, max(sum(sizes[:number]) + 2 * size for number, size in enumerate(sizes)))


def common_fields(
    kind: str, identifier: str, description: str, source: Source, dtype: str, batch_size: int
) -> dict[str, Any]:
    """The fields that bundles of every kind have."""
    check_identifier(identifier)
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
