"""Lines about what an export wrote."""

from __future__ import annotations

from pathlib import Path


def exported(file: Path, difference: float) -> str:
    """Size of an exported file, and by how much it differs from what it was compared with: the traced module."""
    return (
        f"{file.name}: {file.stat().st_size / 1e6:.1f} MB, differs from this project's module that it was traced from by"
        f" {difference:.1e}"
    )
