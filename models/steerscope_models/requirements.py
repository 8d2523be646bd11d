"""What a requirements file asks for and an interpreter lacks, with nothing but the standard library."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import json
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

_LINE = re.compile(r"([A-Za-z0-9._-]+)\s*((?:[<>=!~]=?\s*[0-9][\w.]*\s*,?\s*)*)$")
_MODULES = {"pyyaml": "yaml", "pillow": "PIL", "huggingface_hub": "huggingface_hub"}


def lacking(file: Path) -> list[str]:
    """A line for each requirement that this interpreter does not meet."""
    return [problem for name, bounds in _requirements(file) if (problem := _problem(name, bounds))]


def names(file: Path) -> list[str]:
    """The names of the packages that a file lists."""
    return [name for name, _ in _requirements(file)]


def _requirements(file: Path) -> Iterator[tuple[str, str]]:
    for line in file.read_text(encoding="utf-8").splitlines():
        line = line.split("#")[0].strip()
        if line.startswith("-r"):
            yield from _requirements(file.parent / line[2:].strip())
        elif line:
            match = _LINE.fullmatch(line)
            if not match:
                raise ValueError(f"{file}: {line!r} is not understood")
            yield match[1], match[2].replace(" ", "")


def _problem(name: str, bounds: str) -> str | None:
    try:
        installed = importlib.metadata.distribution(name)
        version = installed.version
    except (importlib.metadata.PackageNotFoundError, OSError, TypeError):
        return f"no {name}{bounds}"
    if not version or installed.files is None or importlib.util.find_spec(_MODULES.get(name.lower(), name)) is None:
        return f"a broken {name}"
    if not all(_holds(version, bound) for bound in bounds.split(",") if bound):
        return f"{name} {version} in place of {name}{bounds}"
    return None


def _holds(version: str, bound: str) -> bool:
    operator, wanted = re.match(r"([<>=!~]=?)(.*)", bound).groups()
    left, right = _release(version), _release(wanted)
    return {
        ">=": left >= right, "<": left < right, "<=": left <= right, ">": left > right, "==": left == right,
        "!=": left != right,
    }[operator]  # fmt: skip


def _release(version: str) -> tuple[int, ...]:
    """The numbers of a version before any suffix, without zeros at their end: `2.13.0+cpu` is 2, 13."""
    numbers = [int(number) for number in re.match(r"\d+(?:\.\d+)*", version)[0].split(".")]
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)


def _report(file: Path) -> None:
    """Tells another process what this interpreter is."""
    report = {
        "version": list(sys.version_info[:2]),
        "lacking": lacking(file),
    }
    os.write(1, json.dumps(report).encode())


if __name__ == "__main__":
    _report(Path(sys.argv[1]))
