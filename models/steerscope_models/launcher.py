"""What `models/steerscope-models` does before the command itself: checks it, and installs what it needs once.

Runs on the standard library alone, in the interpreter that the script has chosen.
"""

from __future__ import annotations

import contextlib
import json
import os
import runpy
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from steerscope_models import cli, requirements

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None

# Of PyTorch 2.13's CPU build for Linux on x86-64 and what else export needs; measured as models/README.md tells.
_DOWNLOADED_MB = 230
_INSTALLED_MB = 1000
_CPU_INDEX = "https://download.pytorch.org/whl/cpu"
_PIP_SOURCES = ("PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "PIP_FIND_LINKS", "PIP_NO_INDEX", "PIP_CONFIG_FILE")
_UNFINISHED = b"An installation into .venv has begun and not ended.\n"


class Unusable(Exception):
    """What must be done before the command can run, in one line."""


def main(home: Path, arguments: list[str]) -> int:
    """Checks the command, finds or makes an interpreter that has what it needs, and runs it there."""
    status = cli.checked(arguments)
    if status is not None:
        return status
    wanted = home / "requirements.txt"
    try:
        named = os.environ.get("STEERSCOPE_PYTHON")
        if named:
            _require_all(named, wanted, home)
            return _run_here(arguments)
        python = _environment(home / ".venv", wanted)
    except Unusable as line:
        print(f"steerscope-models: {line}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("steerscope-models: interrupted; the next run makes models/.venv anew", file=sys.stderr)
        return 130
    os.execv(python, [str(python), "-m", "steerscope_models", *arguments])


def _require_all(named: str, wanted: Path, home: Path) -> None:
    problems = requirements.lacking(wanted)
    if problems:
        raise Unusable(
            f"{named} has {', '.join(problems)}; install with {shlex.quote(named)} -m pip install -r"
            f" {shlex.quote(str(wanted))}, or unset STEERSCOPE_PYTHON, and {home / '.venv'} is made"
        )


def _run_here(arguments: list[str]) -> int:
    sys.argv[1:] = arguments
    runpy.run_module("steerscope_models", run_name="__main__", alter_sys=True)
    return 0


def _environment(venv: Path, wanted: Path) -> Path:
    """The interpreter of a virtual environment that has all that is wanted, made or mended where it has not."""
    python = venv / "bin" / "python"
    lock = venv.with_name(venv.name + ".lock")
    if not lock.exists() and _is_complete(_state(venv, wanted)):
        return python
    with _locked(lock) as marker:
        unfinished = os.pread(marker, 1, 0) != b""
        state = _state(venv, wanted)
        if unfinished or not _is_complete(state):
            _require_own(venv)
            os.pwrite(marker, _UNFINISHED, 0)
            try:
                _install(venv, wanted, state, "an installation into it was interrupted" if unfinished else None)
            except Unusable:
                # What pip did not touch need not be made anew.
                if state is not None and not unfinished and _state(venv, wanted) == state:
                    os.ftruncate(marker, 0)
                raise
            os.ftruncate(marker, 0)
        lock.unlink()
    return python


@contextlib.contextmanager
def _locked(lock: Path) -> Iterator[int]:
    """Waits until no other process installs. The file is left where an installation does not end, with its mark."""
    try:
        while True:
            descriptor = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
            if fcntl is None:
                break
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                _tell(f"waiting for another process that installs into {lock.parent}/.venv")
                fcntl.flock(descriptor, fcntl.LOCK_EX)
            if lock.exists() and os.path.samestat(os.fstat(descriptor), os.stat(lock)):
                break
            # Whoever held it has removed it since.
            os.close(descriptor)
    except OSError as failure:
        raise Unusable(
            f"{lock.parent} cannot be written to ({failure.strerror}), and has no complete .venv; set STEERSCOPE_PYTHON"
            " to an interpreter that has what models/requirements.txt lists"
        ) from None
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _state(venv: Path, wanted: Path) -> dict[str, Any] | None:
    """What an environment's interpreter says of itself; None where it cannot be run, or is another than it was."""
    code = str(Path(requirements.__file__))
    try:
        told = subprocess.run(
            [venv / "bin" / "python", "-s", code, wanted], capture_output=True, check=True,
            env={name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME")},
        )  # fmt: skip
        state = json.loads(told.stdout)
        settings = (venv / "pyvenv.cfg").read_text(encoding="utf-8")
    except (OSError, subprocess.SubprocessError, ValueError):
        return None
    made_with = next((line.split("=")[1].strip() for line in settings.splitlines() if line.startswith("version")), "")
    return state if made_with.split(".")[:2] in ([], [""], [str(part) for part in state["version"]]) else None


def _is_complete(state: dict[str, Any] | None) -> bool:
    return state is not None and not state["lacking"]


def _require_own(venv: Path) -> None:
    """Refuses what was not made by `venv`: it would be emptied."""
    if venv.is_symlink() and not venv.exists():
        raise Unusable(f"{venv} is a link to something that is not there; remove it")
    if venv.exists() and not venv.is_dir():
        raise Unusable(f"{venv} is a file; remove it")
    if venv.is_dir() and not (venv / "pyvenv.cfg").is_file():
        others = sorted({entry.name for entry in venv.iterdir()} - {"bin", "include", "lib", "lib64"})
        if others:
            raise Unusable(f"{venv} holds {others[0]} and is no virtual environment; move it away")


def _install(venv: Path, wanted: Path, state: dict[str, Any] | None, broken: str | None) -> None:
    """Installs what an environment lacks; it is made anew where something is broken, which pip does not mend."""
    python = venv / "bin" / "python"
    broken = broken or _broken(python, state)
    lacking = state["lacking"] if state and not broken else [f"no {name}" for name in requirements.names(wanted)]
    size = "a few MB"
    if "no torch" in [problem[:8] for problem in lacking] or any(problem.startswith("torch ") for problem in lacking):
        _require_room(venv)
        size = f"about {_DOWNLOADED_MB} MB to download and {_INSTALLED_MB} MB on disk with PyTorch's CPU build"
    if broken:
        _make(venv, broken)
    names = ", ".join(problem.removeprefix("no ") for problem in lacking)
    _tell(f"installing what export needs into {venv} ({names}): {size}")
    command = [python, "-m", "pip", "install", "--quiet", "--quiet", "--disable-pip-version-check"]
    # PyPI's torch for Linux brings gigabytes of CUDA; unless pip is told where to look, the CPU build is preferred.
    if not _says_where_to_look(python):
        command.append(f"--extra-index-url={_CPU_INDEX}")
    environment = {"PIP_RETRIES": "1", **os.environ}
    if subprocess.run([*command, "-r", wanted], stdout=sys.stderr, env=environment).returncode:
        raise Unusable(
            f"pip could not install {wanted}; name a reachable index with PIP_INDEX_URL or PIP_FIND_LINKS"
        )
    state = _state(venv, wanted)
    if not _is_complete(state):
        lacking = ", ".join(state["lacking"]) if state else "no working interpreter"
        raise Unusable(f"pip has installed {wanted}, but {venv} has {lacking}; the next run makes it anew")
    _tell(f"{venv} takes {_megabytes(venv)} MB")


def _broken(python: Path, state: dict[str, Any] | None) -> str | None:
    """Why an environment must be made anew."""
    if state is None:
        return "its interpreter cannot be run, or is of another version than it was made with"
    problem = next((problem for problem in state["lacking"] if problem.startswith("a broken ")), None)
    if problem:
        return f"it has {problem}"
    if not _runs(python, "-m", "pip", "--version"):
        # pip that is half there counts as installed.
        if not (_runs(python, "-m", "ensurepip", "--default-pip") and _runs(python, "-m", "pip", "--version")):
            return "it has no pip that works"
    return None


def _require_room(venv: Path) -> None:
    free = shutil.disk_usage(venv if venv.exists() else venv.parent).free // 1_000_000
    if not _says_where_to_look(sys.executable) and free < _INSTALLED_MB:
        raise Unusable(
            f"{venv} will take about {_INSTALLED_MB} MB, and {free} MB are free; make room, or set STEERSCOPE_PYTHON to"
            " an interpreter that has what models/requirements.txt lists"
        )


def _runs(*command: Path | str) -> bool:
    return subprocess.run(command, capture_output=True).returncode == 0


def _make(venv: Path, broken: str) -> None:
    """Makes an environment; one that is there is emptied first."""
    if venv.exists() and any(venv.iterdir()):
        _tell(f"making {venv} anew: {broken}")
    else:
        _tell(f"making {venv} (once)")
    # Not the environment's own interpreter, which is removed.
    base = getattr(sys, "_base_executable", None) or sys.executable
    made = subprocess.run([base, "-m", "venv", "--clear", venv], stdout=sys.stderr)
    if made.returncode:
        raise Unusable(f"{base} cannot make a virtual environment; on Debian and Ubuntu install python3-venv")


def _says_where_to_look(python: Path | str) -> bool:
    if any(os.environ.get(name) for name in _PIP_SOURCES):
        return True
    listed = subprocess.run(
        [python, "-m", "pip", "config", "list"], capture_output=True, text=True, errors="replace"
    ).stdout
    return any(word in listed for word in ("index-url", "find-links", "no-index"))


def _megabytes(folder: Path) -> int:
    """Bytes of all files, in millions."""
    total = 0
    for parent, _, files in os.walk(folder):
        for file in files:
            with contextlib.suppress(OSError):
                total += os.lstat(os.path.join(parent, file)).st_size
    return total // 1_000_000


def _tell(line: str) -> None:
    print(f"steerscope-models: {line}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
