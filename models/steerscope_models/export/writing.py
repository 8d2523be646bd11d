"""Files that native code writes: a full disk is an error of this process, not its end."""

from __future__ import annotations

import errno
import os
import pickle
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import torch

_PROBE = 1 << 20


def write_apart(write: Callable[[], None], file: Path) -> None:
    """Runs what writes a file in a copy of this process.

    PyTorch's writer of archives ends its process with a C++ stack where it cannot write. Here that is the copy, which
    says nothing, and an `OSError` of the file. The copy shares the memory of this process and changes nothing in it. It
    has one thread, and PyTorch is told so: weights that are written in another precision are converted while it
    writes, and would wait for threads that are not there.
    """
    if sys.platform != "linux":
        write()
        return
    sys.stdout.flush()
    reading, writing = os.pipe()
    copy = os.fork()
    if copy == 0:
        _run(write, writing)
    os.close(writing)
    try:
        with os.fdopen(reading, "rb") as pipe:
            told = pipe.read()
        _, status = os.waitpid(copy, 0)
    except BaseException:
        os.kill(copy, signal.SIGKILL)
        os.waitpid(copy, 0)
        raise
    if status:
        _probe(file)
        failure = pickle.loads(told) if told else f"ended with status {os.waitstatus_to_exitcode(status)}"
        if isinstance(failure, BaseException):
            raise failure
        raise OSError(errno.EIO, f"{os.strerror(errno.EIO)} ({failure})", str(file))


def _run(write: Callable[[], None], writing: int) -> None:
    """In the copy: never returns, and leaves nothing of this process's to be done twice."""
    status = 1
    try:
        torch.set_num_threads(1)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno() if _has_number(sys.stderr) else 2)
        write()
        status = 0
    except BaseException as failure:
        try:
            told = pickle.dumps(failure)
            pickle.loads(told)
        except Exception:
            told = pickle.dumps(f"{type(failure).__name__}: {failure}")
        os.write(writing, told[:65536])
    finally:
        os._exit(status)


def _has_number(stream: object) -> bool:
    try:
        stream.fileno()
    except (AttributeError, OSError, ValueError):
        return False
    return True


def _probe(file: Path) -> None:
    """Raises the error for which a file cannot be continued; native code does not tell it."""
    try:
        with file.open("ab", buffering=0) as stream:
            written = 0
            while written < _PROBE:
                written += stream.write(bytes(_PROBE))
    except OSError as failure:
        raise OSError(failure.errno, failure.strerror, str(file)) from None
