"""Times scoring in Java and in Python, round by round in one run, and compares the margins.

Java computes in the type that the processor is fast in; the PyTorch loops in both types, and are judged by the fastest.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).parent
MODELS = {"clip-vit-base-patch32": (8.73, 32, 32), "clip-vit-large-patch14": (162.0, 16, 16)}
"""GFLOP of an image's matrix products (two for each multiplication and addition), images of a round, rows of a batch."""

DTYPES = ("float32", "bfloat16")


@dataclass
class Peer:
    """A warm process that repeats one piece of work."""

    name: str
    images: int
    command: list[str]
    seconds: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    values: list[float] = field(default_factory=list)

    def start(self) -> None:
        self.process = subprocess.Popen(self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for line in self.process.stdout:
            if line.split()[:1] == ["ready"]:
                return
        raise SystemExit(f"scoring: {self.name} did not start: {' '.join(self.command)}")

    def turn(self, counts: bool) -> None:
        self.process.stdin.write("go\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit(f"scoring: {self.name} ended early")
        seconds, processor, *values = (float(value) for value in line.split())
        self.values = values
        if counts:
            self.seconds.append(seconds)
            self.processor.append(processor)

    def stop(self) -> None:
        self.process.stdin.close()
        self.process.wait()


def main() -> None:
    """Runs the phases that are asked for and writes what they found to a JSON file beside earlier phases."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--classes", required=True, help="class path of the Java side")
    parser.add_argument("--work", type=Path, required=True, help="folder of weights, bundles, images and results")
    parser.add_argument("--models", nargs="+", choices=MODELS, default=list(MODELS))
    parser.add_argument("--edges", nargs="+", type=int, default=[1024, 512])
    parser.add_argument(
        "--phases", nargs="+", choices=("limit", "parts", "model", "files", "records"),
        default=["limit", "parts", "model", "files", "records"],
    )
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument(
        "--dtype", choices=DTYPES, default=_fast(), help="what Java computes in (default here: %(default)s)"
    )
    parser.add_argument(
        "--loop-dtypes", nargs="+", choices=DTYPES, default=list(DTYPES), help="what the loops compute in (default: both)"
    )
    arguments = parser.parse_args()
    results = arguments.work / "scoring.json"
    found = json.loads(results.read_text()) if results.exists() else {}
    for name in arguments.models:
        for phase in arguments.phases:
            for edge in arguments.edges if phase in ("parts", "files", "records") else [0]:
                key = f"{name} {phase}" + (f" {edge}" if edge else "")
                found[key] = _measure(arguments, name, phase, edge)
                results.write_text(json.dumps(found, indent=1) + "\n")
    print(_table(found))


def _measure(arguments: argparse.Namespace, name: str, phase: str, edge: int) -> dict[str, object]:
    _, images, batch = MODELS[name]
    source, bundle = arguments.work / "hf" / name, arguments.work / "float32" / name
    folder = arguments.work / "images" / str(edge)
    cores = os.cpu_count() or 1

    def java(operation: str, count: int = images) -> Peer:
        values = (operation, bundle, folder, count, 1, cores, arguments.dtype)
        main_class = "io.steerscope.benchmarks.scoring.ScoringPeer"
        return Peer("java", count, ["java", "-cp", arguments.classes, main_class, *map(str, values)])

    def python(operation: str, mode: str = "eager", dtype: str = arguments.dtype, count: int = images) -> Peer:
        values = (operation, source, folder, count, batch, mode, dtype)
        return Peer(
            f"{mode} {dtype}" if operation in ("model", "files") else operation,
            count,
            [sys.executable, str(HERE / "peer.py"), *map(str, values)],
        )

    def loops(operation: str) -> list[Peer]:
        return [python(operation, mode, dtype) for dtype in arguments.loop_dtypes for mode in ("eager", "compiled")]

    peers = {
        "limit": lambda: [python("limit")],
        "parts": lambda: [java("parts", 8)],
        "model": lambda: [java("model"), *loops("model")],
        "files": lambda: [java("files"), *loops("files"), python("torchmetrics", dtype="float32", count=4)],
        "records": lambda: [java("records", 4 * images)],
    }[phase]()
    for peer in peers:
        peer.start()
    # torchmetrics is far behind: it takes part in two rounds.
    for turn in range(arguments.rounds + 1):
        for peer in peers:
            if turn <= 2 or peer.name != "torchmetrics":
                peer.turn(counts=turn > 0)
    for peer in peers:
        peer.stop()
    result: dict[str, object] = {"dtype": arguments.dtype}
    for peer in peers:
        result[peer.name] = {"images": peer.images, "seconds": peer.seconds, "processor": peer.processor}
        if phase in ("limit", "parts"):
            result[peer.name]["values"] = peer.values
        elif peer.name != "java" and peer.values:
            result[peer.name]["marginDifference"] = max(
                abs(a - b) for a, b in zip(peers[0].values, peer.values)
            )
    print(_line(name, phase, edge, result), flush=True)
    return result


def _line(name: str, phase: str, edge: int, result: dict[str, object]) -> str:
    """One line about a measurement, as soon as it is there."""
    parts = [
        f"{peer}: {statistics.median(values['seconds']):.2f} s for {values['images']}"
        for peer, values in _peers(result)
    ]
    return f"{name} {phase} {edge or ''}: " + ", ".join(parts)


def _peers(result: dict[str, object]) -> list[tuple[str, dict[str, list[float]]]]:
    return [(name, values) for name, values in result.items() if isinstance(values, dict)]


def _cost(values: dict[str, list[float]], clock: str) -> float:
    return statistics.median(values[clock]) / values["images"]


def _fast() -> str:
    """bfloat16 where the processor has instructions for it, as `./steerscope run` chooses for generators."""
    flags = Path("/proc/cpuinfo").read_text(encoding="ascii", errors="replace").split()
    return "bfloat16" if {"avx512_bf16", "amx_bf16", "bf16"} & set(flags) else "float32"


def _table(found: dict[str, dict[str, object]]) -> str:
    """Rates are images/s by the clock, with the slowest and fastest round; ratios are Java's rate to the peer's.

    A star marks the fastest loop, by which Java is judged.
    """
    lines = [f"{'measurement':40} {'who':18} {'images/s':>9} {'spread':>15} {'Java x':>7} {'Java x CPU':>10} {'margins':>9}"]
    for key, result in found.items():
        limit = found.get(f"{key.split()[0]} limit")
        if "limit" in key.split():
            lines.append(f"{key:40} {result.get('dtype')} product of 2048 x 2048: {result['limit']['values'][0]:.0f} GFLOP/s")
            continue
        if "parts" in key.split():
            decode, prepare = result["java"]["values"]
            lines.append(f"{key:40} decode {decode:.2f} ms, resize and normalise {prepare:.2f} ms of processor time")
            continue
        java = result["java"]
        loops = [(name, values) for name, values in _peers(result) if name not in ("java", "torchmetrics")]
        best = min(loops, key=lambda loop: _cost(loop[1], "seconds"))[0] if loops else None
        for name, values in _peers(result):
            count, seconds = values["images"], values["seconds"]
            rate = count / statistics.median(seconds)
            spread = f"{count / max(seconds):.2f}..{count / min(seconds):.2f}"
            against = against_processor = ""
            if name != "java":
                against = f"{_cost(values, 'seconds') / _cost(java, 'seconds'):.2f}"
                against_processor = f"{_cost(values, 'processor') / _cost(java, 'processor'):.2f}"
            elif limit and key.endswith(" model"):
                share = rate * MODELS[key.split()[0]][0] / limit["limit"]["values"][0]
                against = f"{100 * share:.0f} % of the limit"
            difference = values.get("marginDifference")
            margin = f"{difference:.1e}" if difference is not None else ""
            who = f"java {result.get('dtype')}" if name == "java" else name + (" *" if name == best else "")
            lines.append(f"{key:40} {who:18} {rate:9.2f} {spread:>15} {against:>7} {against_processor:>10} {margin:>9}")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
