"""What a bundle's modules compute in, and what their weights are stored in."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

DTYPES = {"float32": torch.float32, "bfloat16": torch.bfloat16, "float16": torch.float16}


@dataclass(frozen=True)
class Precision:
    """Computation and storage of one module."""

    compute: torch.dtype
    storage: torch.dtype

    @property
    def compact(self) -> bool:
        """Whether weights are stored in another precision than they are used in."""
        return self.compute != self.storage

    @property
    def loading(self) -> torch.dtype:
        """What weights may be read as without being rounded more than they are in the end."""
        return torch.float32 if self.compact else self.compute

    def apply(self, module: nn.Module, keep_float32: tuple[str, ...] = ()) -> nn.Module:
        """Rounds weights to the storage precision and holds them in the computing one.

        Parameters whose name starts with an entry of `keep_float32` stay float32, and so do buffers.
        """
        for name, parameter in module.named_parameters():
            compute = torch.float32 if name.startswith(keep_float32) else self.compute
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
