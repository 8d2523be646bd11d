"""The folder that a command writes: made out of sight beside its place, and put there when it is complete."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import re
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None

_MARK = ".steerscope"
_CONTENT = "content"
_BEFORE = "before"
_NO_LOCKS = (errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.EINVAL)
_LARGEST_STEM = 180
_KNOWN = re.compile(r"bundle\.json|[a-z0-9_]+\.pt|tokenizer[a-z0-9_]*\.json")


class RefusedTarget(ValueError):
    """A target folder that must not be written to, or a value that a bundle cannot hold."""


class TargetFailure(OSError):
    """A target folder that cannot be written to at the moment."""


def check_bundle_target(target: Path, overwrite: bool) -> None:
    """Refuses a target that is not free, unless it holds a bundle, and nothing else, that may be replaced."""
    if _is_free(target):
        return
    if not overwrite:
        raise RefusedTarget(f"{target} is not empty; say --overwrite to replace the bundle in it")
    if not (target / "bundle.json").is_file():
        raise RefusedTarget(f"{target} is not empty and holds no bundle; it is not replaced")
    listed = _listed(target / "bundle.json")
    for entry in sorted(target.iterdir()):
        if entry.is_symlink() or not entry.is_file() or not (entry.name in listed or _KNOWN.fullmatch(entry.name)):
            raise RefusedTarget(f"{entry} is no file of the bundle beside it; move it away, or choose another --bundle")


def check_identifier(identifier: str) -> None:
    """Refuses an id that a bundle cannot have."""
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,199}", identifier):
        raise RefusedTarget(f"--id {identifier!r}: 1 to 200 letters, digits, '.', '_' and '-' only")


def check_new_folder(target: Path) -> None:
    """Refuses a target that is there and not empty."""
    if not _is_free(target):
        raise RefusedTarget(f"{target} is not an empty folder")


def _is_free(target: Path) -> bool:
    if target.absolute().name in ("", "..") or target.resolve() == Path.cwd():
        raise RefusedTarget(f"{target} has no name of its own; name a new folder, such as {target / 'my-model'}")
    if target.is_symlink():
        raise RefusedTarget(f"{target} is a link to {os.readlink(target)}; name the folder itself")
    if not os.path.lexists(target):
        return True
    if not target.is_dir():
        raise RefusedTarget(f"{target} is a file")
    if os.path.ismount(target):
        raise RefusedTarget(f"{target} is a mount point, which cannot be replaced; name a folder within it")
    return not any(target.iterdir())


def _listed(description: Path) -> set[str]:
    try:
        files = json.loads(description.read_text(encoding="utf-8"))["files"]
        return set(files)
    except (OSError, ValueError, LookupError, TypeError):
        return set()


class TargetFolder:
    """What is written to `content` is moved to the target by `put_in_place`, whole, and else removed.

    The work lies in a hidden folder beside the target, `.NAME.steerscope-XXXXXXXX`, which is new and carries a mark.
    A lock on `.NAME.steerscope.lock` keeps others from the same target; who holds it removes work folders that a killed
    process left. A folder that is replaced is moved into the work folder first and removed last. Killed between the
    two moves, it is found there by the next run, which puts it back.
    """

    def __init__(self, target: Path, check: Callable[[Path], None], progress: Callable[[str], None] = print):
        self.path = target.absolute()
        self._check = check
        self._progress = progress
        self._stem = _stem(self.path.name)
        self._lock: int | None = None
        self._lock_file = self.path.with_name(f".{self._stem}.steerscope.lock")
        self._parents: list[Path] = []
        self._work: Path | None = None
        check(target)

    @property
    def content(self) -> Path:
        """The folder to write to."""
        assert self._work is not None
        return self._work / _CONTENT

    def __enter__(self) -> TargetFolder:
        try:
            self._make_parents()
            locked = self._take_lock()
            if locked:
                self._mend()
            self._check(self.path)
            self._work = Path(tempfile.mkdtemp(prefix=f".{self._stem}.steerscope-", dir=self.path.parent))
            (self._work / _MARK).write_text(self.path.name, encoding="utf-8")
            self.content.mkdir()
        except OSError as failure:
            self._clear()
            if isinstance(failure, TargetFailure):
                raise
            raise TargetFailure(f"{self.path} cannot be made: {failure.strerror}: {failure.filename}") from None
        except BaseException:
            self._clear()
            raise
        return self

    def __exit__(self, *failure: object) -> None:
        self._clear()

    def put_in_place(self) -> None:
        """Moves the content to the target; what was there is removed afterwards."""
        self._check(self.path)
        before = self._before(self._work)
        if self.path.exists():
            self.path.rename(before)
        self.content.rename(self.path)
        self._parents.clear()

    def _clear(self) -> None:
        if self._work:
            self._put_back(self._work)
            shutil.rmtree(self._work, ignore_errors=True)
            self._work = None
        if self._lock is not None:
            self._lock_file.unlink(missing_ok=True)
            os.close(self._lock)
            self._lock = None
        for parent in self._parents:
            try:
                parent.rmdir()
            except OSError:
                break
        self._parents.clear()

    def _make_parents(self) -> None:
        missing = [parent for parent in self.path.parents if not parent.exists()]
        for parent in reversed(missing):
            parent.mkdir(exist_ok=True)
            self._parents.insert(0, parent)

    def _take_lock(self) -> bool:
        """Whether locks are known to the file system; a lock that another process holds is a failure."""
        while True:
            if fcntl is None:
                return False
            lock = os.open(self._lock_file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o666)
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                if os.path.exists(self._lock_file) and os.path.samestat(os.fstat(lock), os.stat(self._lock_file)):
                    self._lock = lock
                    return True
            except BlockingIOError:
                os.close(lock)
                raise TargetFailure(f"{self.path} is being written by another process; wait for its end") from None
            except OSError as failure:
                if failure.errno not in _NO_LOCKS:
                    os.close(lock)
                    raise
                self._lock = lock
                return False
            # Whoever held it has removed it since.
            os.close(lock)

    def _mend(self) -> None:
        for work in sorted(self.path.parent.glob(f"{_escaped(f'.{self._stem}.steerscope-')}????????")):
            if work.is_symlink() or not work.is_dir():
                continue
            if not any(work.iterdir()):
                work.rmdir()
            elif (work / _MARK).is_file():
                if self._put_back(work):
                    self._progress(f"{self.path}: put back what a killed process had moved away to replace it")
                shutil.rmtree(work)

    def _put_back(self, work: Path) -> bool:
        before = self._before(work)
        if not before.exists() or self.path.exists():
            return False
        before.rename(self.path)
        return True

    @staticmethod
    def _before(work: Path) -> Path:
        return work / _BEFORE


def _stem(name: str) -> str:
    encoded = os.fsencode(name)
    if len(encoded) <= _LARGEST_STEM:
        return name
    return hashlib.sha256(encoded).hexdigest()


def _escaped(text: str) -> str:
    return re.sub(r"([*?[])", r"[\1]", text)


def require_space(folder: Path, needed: int) -> None:
    """Refuses to begin what does not fit.

    :param needed: bytes, no more than what will certainly be written
    """
    free = shutil.disk_usage(folder).free
    if free < needed:
        place = next((parent.parent for parent in folder.parents if f"{_MARK}-" in parent.name), folder)
        raise TargetFailure(
            f"{place} has {free / 1e6:,.1f} MB of free space, and at least {needed / 1e6:,.1f} MB are needed to begin;"
            " make room, or choose another place"
        )
