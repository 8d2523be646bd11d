"""Tracing of a module to a TorchScript file, and the proof that the file does what the module does."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn

from steerscope_models.export.mismatch import ExportMismatch
from steerscope_models.export.precision import (
    COMPUTED_IN,
    DTYPES,
    SCALAR_TYPES,
    Precision,
    add_other_types,
    store_compactly,
)
from steerscope_models.export.writing import write_apart

Inputs = tuple[Tensor, ...]

_WRITTEN_AT_THE_END = (".data/serialization_id", "version")


# Far above the roundings of any type, and below what a wrong weight or operation gives.
_MOST_IN_ANOTHER_TYPE = 0.3


@dataclass(frozen=True)
class ExportedModule:
    """A written file, the largest difference from the module, and those of the other types that it can compute in.

    Differences are relative to the largest absolute value of each output. A type that gives values beyond its range is
    not among the others.
    """

    file: Path
    difference: float
    others: Mapping[str, float]

    @property
    def line(self) -> str:
        """What a user is told."""
        others = "".join(f", in {name} by {difference:.1e}" for name, difference in self.others.items())
        return (
            f"{self.file.name}: {self.file.stat().st_size / 1e6:.1f} MB, differs from this project's module that it was"
            f" traced from by {self.difference:.1e}{others}"
        )


def common_types(compute: torch.dtype, modules: Iterable[ExportedModule]) -> list[str]:
    """The types that all modules can compute in, of which `compute` is one."""
    exported = list(modules)
    return [
        name
        for name, dtype in DTYPES.items()
        if dtype == compute or all(name in module.others for module in exported)
    ]


def _outputs(result: Tensor | Sequence[Tensor]) -> list[Tensor]:
    return [result] if isinstance(result, Tensor) else list(result)


def export_module(module: nn.Module, precision: Precision, example: Inputs, others: list[Inputs], file: Path) -> ExportedModule:
    """Writes a module to a file, which uses the module up, and compares the two.

    The module is traced with `example`. The file is loaded again and compared on it and on `others`, whose batch,
    heights and widths should differ from the example's, so that a size fixed by tracing is found here. The
    difference is relative to the largest absolute value of each output; above the precision of `float32` it is an
    :class:`ExportMismatch`, as module and file do the same operations. So is a file that is bound to a device. In the
    other types the file computes the smallest of the inputs, and must come near to what it gives in its own.
    """
    module.eval()
    if hasattr(module, COMPUTED_IN):
        module.register_buffer(COMPUTED_IN, torch.empty(0, dtype=precision.compute), persistent=False)
    with torch.inference_mode():
        expected = [[output.clone() for output in _outputs(module(*inputs))] for inputs in (example, *others)]
    stored = store_compactly(module, precision)
    with torch.no_grad(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        traced = torch.jit.trace(stored, example, check_trace=False, strict=True)
        add_other_types(traced, precision.keep_float32)
        write_apart(lambda: _save(traced, file), file)
    del traced, stored
    loaded = torch.jit.load(str(file), map_location="cpu")
    _check_devices(loaded, file.name)
    worst = 0.0
    with torch.inference_mode():
        for inputs, wanted in zip((example, *others), expected):
            for output, want in zip(_outputs(loaded(*inputs)), wanted, strict=True):
                worst = max(worst, _difference(output, want, file.name))
    smallest = min((example, *others), key=lambda inputs: inputs[0].numel())
    with torch.inference_mode():
        wanted = [output.clone() for output in _outputs(loaded(*smallest))]
    del loaded
    return ExportedModule(file, worst, _compare_other_types(file, precision.compute, smallest, wanted))


def _compare_other_types(
    file: Path, compute: torch.dtype, inputs: Inputs, wanted: list[Tensor]
) -> dict[str, float]:
    differences: dict[str, float] = {}
    for name, dtype in DTYPES.items():
        if dtype == compute:
            continue
        loaded = torch.jit.load(str(file), map_location="cpu")
        with torch.inference_mode(), torch.jit.optimized_execution(False):
            loaded.compute_in(torch.tensor(SCALAR_TYPES[dtype]))
            outputs = _outputs(loaded(*inputs))
        if all(torch.isfinite(output).all() for output in outputs):
            worst = max(_relative(output, want) for output, want in zip(outputs, wanted, strict=True))
            if worst > _MOST_IN_ANOTHER_TYPE:
                raise ExportMismatch(f"{file.name}: computed in {name}, it differs by {worst:.1e} (relative)")
            differences[name] = worst
    return differences


def _check_devices(loaded: torch.jit.ScriptModule, name: str) -> None:
    """Refuses a module that makes or moves a tensor while it runs: tracing fixes the device of such a tensor."""
    graph = loaded.inlined_graph
    for node in graph.findAllNodes("prim::Constant"):
        if node.output().type().kind() == "DeviceObjType":
            user = next(iter(node.output().uses())).user.kind()
            raise ExportMismatch(f"{name}: {user} would always run on the device that it was traced on")


def _difference(output: Tensor, want: Tensor, name: str) -> float:
    if output.shape != want.shape or output.dtype != torch.float32:
        raise ExportMismatch(f"{name}: output is {output.dtype} {list(output.shape)}, expected {list(want.shape)}")
    if not torch.isfinite(output).all():
        raise ExportMismatch(f"{name}: output on random input is not finite; try --dtype float32 or bfloat16")
    difference = _relative(output, want)
    if difference > 1e-4:
        raise ExportMismatch(f"{name}: the file differs from the model by {difference:.1e} (relative)")
    return difference


def _save(traced: torch.jit.ScriptModule, file: Path) -> None:
    traced.save(str(file))
    _drop_debug_records(file)


def _relative(output: Tensor, want: Tensor) -> float:
    return ((output - want).abs().max() / want.abs().max().clamp(min=1e-12)).item()


def _drop_debug_records(file: Path) -> None:
    """Rewrites a TorchScript file without the source positions that tracing leaves: they name local paths."""
    slim = file.with_name(file.name + ".slim")
    reader = torch._C.PyTorchFileReader(str(file))
    writer = torch._C.PyTorchFileWriter(str(slim))
    for record in reader.get_all_records():
        if record.endswith(".debug_pkl") or record.startswith("traced_inputs/") or record in _WRITTEN_AT_THE_END:
            continue
        data = reader.get_record(record)
        writer.write_record(record, data, len(data))
    writer.write_end_of_file()
    del reader, writer
    slim.replace(file)
