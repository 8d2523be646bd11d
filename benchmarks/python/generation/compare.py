"""Times image generation in Java and in Python, round by round in one run, and compares what they made.

Java computes in the type that `run` chooses on this machine; Python in each type, and is compared in the one that is its
fastest here.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import numpy
import torch

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Case:
    """A piece of work on a bundle."""

    operation: str
    bundle: Path
    threads: int
    batch: int
    edge: int
    steps: int
    guidance: float
    rounds: int

    def arguments(self, dtype: str) -> list[str]:
        values = (self.operation, self.bundle, self.threads, self.batch, self.edge, self.steps, self.guidance, dtype)
        return [str(value) for value in values]

    def dtypes(self) -> list[str]:
        """The types that its modules can compute in, but for float16, which no processor is fast in."""
        description = json.loads((self.bundle / "bundle.json").read_text(encoding="utf-8"))
        return [dtype for dtype in description.get("dtypes", [description["dtype"]]) if dtype != "float16"]


class Peer:
    """A process that does the work for every line that it is sent."""

    def __init__(self, command: list[str]):
        started = time.monotonic()
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        words = self._process.stdout.readline().split()
        if words[:1] != ["ready"]:
            sys.exit(f"{command[0]} did not start: see above")
        self.dtype = words[1]
        self.load_seconds = time.monotonic() - started

    def run(self, number: int, file: str = "-") -> tuple[float, float]:
        """Milliseconds of one round, by the clock and of processor time."""
        before = self._processor_millis()
        self._process.stdin.write(f"{number} {file}\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        if not answer:
            sys.exit("a peer ended before it answered: see above")
        return float(answer), self._processor_millis() - before

    def _processor_millis(self) -> float:
        tasks = Path(f"/proc/{self._process.pid}/task").iterdir()
        return sum(int((task / "schedstat").read_text(encoding="ascii").split()[0]) for task in tasks) / 1e6

    def close(self) -> float:
        """Ends the process; returns the most memory that it ever held, in GB."""
        status = Path(f"/proc/{self._process.pid}/status").read_text(encoding="ascii")
        peak = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM"))
        self._process.stdin.close()
        self._process.wait()
        return peak * 1024 / 1e9


def compare(case: Case, java: list[str], folder: Path) -> dict:
    """Warms all peers up, compares their results, and times them in alternation."""
    peers = {"java": Peer([*java, *case.arguments("auto")])}
    for dtype in case.dtypes():
        peers[dtype] = Peer([sys.executable, str(HERE / "peer.py"), *case.arguments(dtype)])
    files = {name: folder / f"{name}.bin" for name in peers}
    for name, peer in peers.items():
        peer.run(0, str(files[name]))
    difference = _difference(case, files["java"], files[peers["java"].dtype])
    if case.rounds > 3:
        for number in (1, 2):
            for peer in peers.values():
                peer.run(number)
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in peers}
    for number in range(3, 3 + case.rounds):
        order = list(peers) if number % 2 else list(reversed(peers))
        for name in order:
            times[name].append(peers[name].run(number))
    best = min(case.dtypes(), key=lambda dtype: statistics.median(clock for clock, _ in times[dtype]))
    loads = {name: peer.load_seconds for name, peer in peers.items()}
    java_dtype = peers["java"].dtype
    peaks = {name: peer.close() for name, peer in peers.items()}
    return {
        "operation": case.operation,
        "bundle": case.bundle.name,
        "threads": case.threads,
        "batch": case.batch,
        "edge": case.edge,
        "steps": case.steps,
        "javaDtype": java_dtype,
        "pythonDtype": best,
        "milliseconds": {name: [clock for clock, _ in values] for name, values in times.items()},
        "processorMilliseconds": {name: [busy for _, busy in values] for name, values in times.items()},
        "ratio": _ratio(times["java"], times[best], 0),
        "processorRatio": _ratio(times["java"], times[best], 1),
        "difference": difference,
        "loadSeconds": loads,
        "peakGigabytes": peaks,
    }


def _ratio(java: list[tuple[float, float]], python: list[tuple[float, float]], index: int) -> dict[str, float]:
    """Python's time through Java's, of rounds that followed one another: above 1, Java is faster."""
    ratios = [theirs[index] / ours[index] for ours, theirs in zip(java, python)]
    return {"median": statistics.median(ratios), "least": min(ratios), "most": max(ratios)}


def _difference(case: Case, java: Path, python: Path) -> str:
    if case.operation == "images":
        left, right = (numpy.fromfile(file, numpy.uint8).astype(int) for file in (java, python))
        gap = numpy.abs(left - right)
        return f"{gap.max()} levels at most, {gap.mean():.2g} on average"
    left, right = (numpy.fromfile(file, "<f4") for file in (java, python))
    return f"{numpy.abs(left - right).max() / numpy.abs(right).max():.1e} of the largest value"


def _cases(options: argparse.Namespace) -> list[Case]:
    rounds = options.rounds
    cases = []
    if not options.only_full_size:
        toy = options.home / "bundles" / "toybox-sdxl"
        tiny = options.home / "inference" / "src" / "test" / "resources" / "bundles" / "tiny-ssd1b"
        # Batches and threads are those of `steerscope run`, which gives each core a worker of its own.
        cases += [
            Case("images", toy, 1, 8, 64, 8, 3.0, rounds),
            Case("step", toy, 1, 8, 64, 1, 3.0, rounds),
            Case("images", tiny, 1, 4, 128, 5, 9.0, rounds),
            Case("step", tiny, 1, 4, 128, 1, 9.0, rounds),
        ]
    if options.full_size:
        edge, few = options.full_size_edge, options.full_size_rounds
        cores = options.full_size_threads or os.cpu_count() or 1
        cases += [
            Case("step", options.full_size, cores, 1, edge, 1, 9.0, few),
            Case("images", options.full_size, cores, 1, edge, 1, 9.0, few),
        ]
    return cases


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("--home", type=Path, required=True, help=argparse.SUPPRESS)
    parser.add_argument("--classes", required=True, help=argparse.SUPPRESS)
    parser.add_argument("--rounds", type=int, default=15, metavar="N", help="timed rounds (default: %(default)s)")
    parser.add_argument("--full-size", type=Path, metavar="DIR", help="also a bundle of full size")
    parser.add_argument("--full-size-edge", type=int, default=512, metavar="PX", help="(default: %(default)s)")
    parser.add_argument("--full-size-threads", type=int, metavar="N", help="(default: all cores)")
    parser.add_argument("--full-size-rounds", type=int, default=3, metavar="N", help="(default: %(default)s)")
    parser.add_argument("--only-full-size", action="store_true", help="leave the small bundles out")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all numbers")
    options = parser.parse_args()
    print(f"{_processor()}, {os.cpu_count()} cores; Python's torch {torch.__version__}, Java's libtorch 2.7.1")
    print(
        f"{'bundle':<13}{'work':<7}{'threads':>7}{'batch':>6}{'edge':>6}{'Java ms':>19}{'Python ms':>19}"
        f"{'Python / Java':>22}{'processor time':>22}  difference"
    )
    # The options are those of ./steerscope.
    java = [
        "java", "-XX:+UseSerialGC", "-Dai.djl.offline=true", "-DOPT_OUT_TRACKING=true",
        "-Dai.djl.pytorch.graph_optimizer=false", "-cp", options.classes,
        "io.steerscope.benchmarks.generation.GenerationPeer",
    ]  # fmt: skip
    results = []
    with tempfile.TemporaryDirectory() as folder:
        for case in _cases(options):
            result = compare(case, java, Path(folder))
            results.append(result)
            java_ms, python_ms = (
                f"{statistics.median(result['milliseconds'][name]):,.1f} {dtype}"
                for name, dtype in (("java", result["javaDtype"]), (result["pythonDtype"], result["pythonDtype"]))
            )
            print(
                f"{result['bundle']:<13}{case.operation:<7}{case.threads:>7}{case.batch:>6}{case.edge:>6}"
                f"{java_ms:>19}{python_ms:>19}"
                f"{_range(result['ratio']):>22}{_range(result['processorRatio']):>22}  {result['difference']}",
                flush=True,
            )
    if options.json:
        options.json.write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")


def _range(ratio: dict[str, float]) -> str:
    return f"{ratio['median']:.2f} ({ratio['least']:.2f} to {ratio['most']:.2f})"


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.processor()


if __name__ == "__main__":
    main()
