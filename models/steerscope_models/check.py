"""What can be said of a command before anything is installed, loaded or written; the standard library suffices."""

from __future__ import annotations

import argparse
from pathlib import Path

from steerscope_models.export.missing import of_missing
from steerscope_models.export.target import RefusedTarget, check_bundle_target, check_identifier, check_new_folder
from steerscope_models.nn.files import BrokenFolder

CONFIGS = Path(__file__).parent / "configs"
"""Folders with the configs of published models: sizes, scheduler, preprocessing, token rules."""

MISTAKES = (BrokenFolder, RefusedTarget)
"""What :func:`check` raises, with one line."""


def known_configs() -> list[str]:
    """Names of the published models whose configs are at hand."""
    return sorted(folder.name for folder in CONFIGS.iterdir() if folder.is_dir())


def config_folder(config: str) -> Path:
    """The folder of a published model's configs, or another one."""
    source = CONFIGS / config if config in known_configs() else Path(config)
    if not source.is_dir():
        raise BrokenFolder(f"--config {config}: neither a folder nor one of {', '.join(known_configs())}")
    return source


def check(options: argparse.Namespace) -> None:
    """Refuses sources that are not there, targets that must not be written to, and ids that a bundle cannot have."""
    if options.command == "random":
        config_folder(options.config)
        check_new_folder(options.out)
        return
    require_source(options.source)
    for option, folder in (("--processor", options.processor), ("--tokenizer", options.tokenizer)):
        if folder is not None and not folder.is_dir():
            raise BrokenFolder(f"{option} {folder} is not a folder")
    check_bundle_target(options.bundle, options.overwrite)
    check_identifier(options.id or options.bundle.absolute().name)


def require_source(source: Path) -> None:
    """Refuses a source that is not there."""
    if not source.exists():
        if source.is_symlink():
            raise BrokenFolder(f"{source} is a link to something that is not there")
        raise of_missing(source)
