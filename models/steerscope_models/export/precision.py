"""What a bundle's modules compute in, and what their weights are stored in."""

from __future__ import annotations

from dataclasses import dataclass, replace

import torch
from torch import Tensor, nn

# Name of an empty buffer of the type that a module computes in, to which the module casts its inputs.
COMPUTED_IN = "computed_in"

DTYPES = {"float32": torch.float32, "bfloat16": torch.bfloat16, "float16": torch.float16}

# The numbers of the types in `c10::ScalarType`.
SCALAR_TYPES = {torch.float16: 5, torch.float32: 6, torch.bfloat16: 15}


@dataclass(frozen=True)
class Precision:
    """Computation and storage of one module.

    Parameters whose name starts with an entry of `keep_float32` are float32 whatever the module computes in.
    """

    compute: torch.dtype
    storage: torch.dtype
    keep_float32: tuple[str, ...] = ()

    @property
    def compact(self) -> bool:
        """Whether weights are stored in another precision than they are used in."""
        return self.compute != self.storage

    @property
    def loading(self) -> torch.dtype:
        """What weights may be read as without being rounded more than they are in the end."""
        return torch.float32 if self.compact else self.compute

    def keeping(self, *float32: str) -> Precision:
        """The same with other names of what is kept in float32."""
        return replace(self, keep_float32=float32)

    def apply(self, module: nn.Module) -> nn.Module:
        """Rounds weights to the storage precision and holds them in the computing one; buffers stay float32."""
        for name, parameter in module.named_parameters():
            compute = torch.float32 if name.startswith(self.keep_float32) else self.compute
            if self._is_compacted(name, parameter):
                parameter.data = parameter.data.to(self.storage)
            parameter.data = parameter.data.to(compute)
        return module.requires_grad_(False).eval()

    def _is_compacted(self, name: str, parameter: Tensor) -> bool:
        return self.compact and parameter.ndim >= 2 and "position_embedding" not in name


class StoredWeight(nn.Module):
    """A weight that is written in one precision and expanded once, when the file is loaded."""

    __constants__ = ["compute", "storage"]

    def __init__(self, value: Tensor, precision: Precision):
        super().__init__()
        self.compute = value.dtype
        self.storage = precision.storage
        self.register_buffer("value", value)

    def forward(self) -> Tensor:
        return self.value

    @torch.jit.export
    def __getstate__(self) -> tuple[Tensor, bool]:
        return self.value.to(self.storage), self.training

    @torch.jit.export
    def __setstate__(self, state: tuple[Tensor, bool]) -> None:
        self.value = state[0].to(self.compute)
        self.training = state[1]


class _StoredLinear(nn.Module):
    def __init__(self, weight: StoredWeight, linear: nn.Linear):
        super().__init__()
        self.stored = torch.jit.script(weight)
        self.bias = linear.bias
        self.weight_dtype = linear.weight.dtype

    @property
    def weight(self) -> Tensor:
        return self.stored.value

    def forward(self, rows: Tensor) -> Tensor:
        return nn.functional.linear(rows, self.stored(), self.bias)


class _StoredConv2d(nn.Module):
    def __init__(self, weight: StoredWeight, conv: nn.Conv2d):
        super().__init__()
        self.stored = torch.jit.script(weight)
        self.bias = conv.bias
        self.stride, self.padding = conv.stride, conv.padding

    def forward(self, image: Tensor) -> Tensor:
        return nn.functional.conv2d(image, self.stored(), self.bias, self.stride, self.padding)


class _StoredEmbedding(nn.Module):
    def __init__(self, weight: StoredWeight):
        super().__init__()
        self.stored = torch.jit.script(weight)

    def forward(self, ids: Tensor) -> Tensor:
        return nn.functional.embedding(ids, self.stored())


def add_other_types(traced: torch.jit.ScriptModule, keep_float32: tuple[str, ...]) -> None:
    """Adds the method `compute_in` to a traced module: it converts the weights, once, to another type.

    Its argument is a scalar with the number of the type in `c10::ScalarType`: 5 float16, 6 float32, 15 bfloat16. What
    :meth:`Precision.apply` leaves float32 stays float32. The traced operations take the type of what they are given.
    """
    weights = [name for name, _ in traced.named_parameters()]
    weights += [name for name, _ in traced.named_buffers() if name.endswith(".stored.value") or name == COMPUTED_IN]
    weights = [name for name in weights if not name.startswith(keep_float32)]
    lines, holder = ["dtype = int(scalar_type.item())"], None
    for path, _, weight in (name.rpartition(".") for name in weights):
        if path != holder:
            lines.append(f"layer = {_expression(path)}")
            holder = path
        lines.append(f"layer.{weight} = layer.{weight}.to(dtype)")
    body = "".join(f"    {line}\n" for line in (*lines, "return scalar_type"))
    traced.define(f"def compute_in(self, scalar_type: Tensor) -> Tensor:\n{body}")


def _expression(path: str) -> str:
    expression = "self"
    for part in filter(None, path.split(".")):
        expression = f'getattr({expression}, "{part}")' if part.isdigit() else f"{expression}.{part}"
    return expression


def store_compactly(module: nn.Module, precision: Precision) -> nn.Module:
    """Replaces the layers with large weights by ones that write them in the storage precision.

    Norms, biases and position embeddings, which are small, are written as they are.
    """
    if not precision.compact:
        return module
    for name, child in list(module.named_children()):
        if isinstance(child, nn.Linear):
            setattr(module, name, _StoredLinear(StoredWeight(child.weight.data, precision), child))
        elif isinstance(child, nn.Conv2d):
            setattr(module, name, _StoredConv2d(StoredWeight(child.weight.data, precision), child))
        elif isinstance(child, nn.Embedding) and name != "position_embedding":
            setattr(module, name, _StoredEmbedding(StoredWeight(child.weight.data, precision)))
        else:
            store_compactly(child, precision)
    return module
