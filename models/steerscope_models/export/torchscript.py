"""Tracing of a module to a TorchScript file, and the proof that the file does what the module does."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor, nn

from steerscope_models.export.precision import Precision, store_compactly
from steerscope_models.export.writing import write_apart

Inputs = tuple[Tensor, ...]

_WRITTEN_AT_THE_END = (".data/serialization_id", "version")


class ExportMismatch(RuntimeError):
    """An exported file computes something else than the module that it was made from."""


def _outputs(result: Tensor | Sequence[Tensor]) -> list[Tensor]:
    return [result] if isinstance(result, Tensor) else list(result)


def export_module(module: nn.Module, precision: Precision, example: Inputs, others: list[Inputs], file: Path) -> float:
    """Writes a module to a file, which uses the module up, and returns the largest difference between the two.

    The module is traced with `example`. The file is loaded again and compared on it and on `others`, whose batch,
    heights and widths should differ from the example's, so that a size fixed by tracing is found here. The
    difference is relative to the largest absolute value of each output; above the precision of `float32` it is an
    :class:`ExportMismatch`, as module and file do the same operations. So is a file that is bound to a device.
    """
    module.eval()
    with torch.inference_mode():
        expected = [[output.clone() for output in _outputs(module(*inputs))] for inputs in (example, *others)]
    stored = store_compactly(module, precision)
    with torch.no_grad(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        traced = torch.jit.trace(stored, example, check_trace=False, strict=True)
        write_apart(lambda: _save(traced, file), file)
    del traced, stored
    loaded = torch.jit.load(str(file), map_location="cpu")
    _check_devices(loaded, file.name)
    worst = 0.0
    with torch.inference_mode():
        for inputs, wanted in zip((example, *others), expected):
            for output, want in zip(_outputs(loaded(*inputs)), wanted, strict=True):
                worst = max(worst, _difference(output, want, file.name))
    return worst


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
    difference = ((output - want).abs().max() / want.abs().max().clamp(min=1e-12)).item()
    if difference > 1e-4:
        raise ExportMismatch(f"{name}: the file differs from the model by {difference:.1e} (relative)")
    return difference


def _save(traced: torch.jit.ScriptModule, file: Path) -> None:
    traced.save(str(file))
    _drop_debug_records(file)


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
