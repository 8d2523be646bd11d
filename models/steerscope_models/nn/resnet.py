"""ResNet without its classifier, with transformers' parameter names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from steerscope_models.nn.config import ConfigReader
from steerscope_models.nn.encoder import WITHOUT_EFFECT
from steerscope_models.nn.files import BrokenFolder
from steerscope_models.nn.folder import load_strictly

RESNETS = frozenset({"resnet", "ResNetModel", "ResNetForImageClassification"})
"""What the `config.json` of a ResNet calls itself."""

_DEFAULTS = {
    "embedding_size": 64, "hidden_sizes": (256, 512, 1024, 2048), "depths": (3, 4, 6, 3), "layer_type": "bottleneck",
}
# Of the narrow 3x3 convolution between the two 1x1 ones of a bottleneck.
_REDUCTION = 4
EPS = 1e-5


class FrozenBatchNorm(nn.Module):
    """`torch.nn.BatchNorm2d` outside of training: an affine map of each channel."""

    def __init__(self, channels: int):
        super().__init__()
        self.weight = nn.Parameter(torch.empty(channels))
        self.bias = nn.Parameter(torch.empty(channels))
        self.register_buffer("running_mean", torch.empty(channels))
        self.register_buffer("running_var", torch.empty(channels))

    def reset_parameters(self) -> None:
        """As before training: the identity, but for epsilon."""
        with torch.no_grad():
            for values, start in (
                (self.weight, 1.0), (self.bias, 0.0), (self.running_mean, 0.0), (self.running_var, 1.0)
            ):  # fmt: skip
                values.fill_(start)

    def forward(self, image: Tensor) -> Tensor:
        return F.batch_norm(image, self.running_mean, self.running_var, self.weight, self.bias, eps=EPS)


class ConvLayer(nn.Module):
    """Convolution and batch norm, and ReLU where there is an activation."""

    def __init__(self, inputs: int, outputs: int, kernel: int = 3, stride: int = 1, activated: bool = True):
        super().__init__()
        self.convolution = nn.Conv2d(inputs, outputs, kernel, stride=stride, padding=kernel // 2, bias=False)
        self.normalization = FrozenBatchNorm(outputs)
        self.activated = activated

    def forward(self, image: Tensor) -> Tensor:
        image = self.normalization(self.convolution(image))
        return F.relu(image) if self.activated else image


class ResidualLayer(nn.Module):
    """Two 3x3 convolutions (basic) or 1x1, 3x3 and 1x1 (bottleneck) around a skip, and ReLU after the sum."""

    def __init__(self, inputs: int, outputs: int, stride: int, kind: str, downsample_first: bool):
        super().__init__()
        if inputs != outputs or stride != 1:
            self.shortcut = ConvLayer(inputs, outputs, kernel=1, stride=stride, activated=False)
        if kind == "basic":
            layers = (ConvLayer(inputs, outputs, stride=stride), ConvLayer(outputs, outputs, activated=False))
        else:
            narrow = outputs // _REDUCTION
            first, second = (stride, 1) if downsample_first else (1, stride)
            layers = (
                ConvLayer(inputs, narrow, kernel=1, stride=first), ConvLayer(narrow, narrow, stride=second),
                ConvLayer(narrow, outputs, kernel=1, activated=False),
            )  # fmt: skip
        self.layer = nn.Sequential(*layers)

    def forward(self, image: Tensor) -> Tensor:
        skip = self.shortcut(image) if hasattr(self, "shortcut") else image
        return F.relu(self.layer(image) + skip)


class Stage(nn.Module):
    """Layers of one size; the first has a stride."""

    def __init__(self, layers: list[ResidualLayer]):
        super().__init__()
        self.layers = nn.Sequential(*layers)

    def forward(self, image: Tensor) -> Tensor:
        return self.layers(image)


class Encoder(nn.Module):
    """Stages, each of more channels and fewer pixels than the one before."""

    def __init__(self, stages: list[Stage]):
        super().__init__()
        self.stages = nn.ModuleList(stages)

    def forward(self, image: Tensor) -> Tensor:
        for stage in self.stages:
            image = stage(image)
        return image


class Stem(nn.Module):
    """A 7x7 convolution and a maximum, each of which halves both edges."""

    def __init__(self, channels: int, width: int):
        super().__init__()
        self.embedder = ConvLayer(channels, width, kernel=7, stride=2)

    def forward(self, pixels: Tensor) -> Tensor:
        return F.max_pool2d(self.embedder(pixels), kernel_size=3, stride=2, padding=1)


class ResNetModel(nn.Module):
    """The features of images of any size, without classes. `width` is how many there are."""

    def __init__(self, config: Mapping[str, Any]):
        super().__init__()
        reader = ConfigReader(config, "resnet")
        reader.ignore(*WITHOUT_EFFECT, "num_labels", "stage_names", "out_features", "out_indices")
        channels = reader.only("num_channels", 3)
        reader.only("hidden_act", "relu")
        stem = reader.take("embedding_size", _DEFAULTS["embedding_size"])
        widths = list(reader.take("hidden_sizes", _DEFAULTS["hidden_sizes"]))
        depths = list(reader.take("depths", _DEFAULTS["depths"]))
        kind = reader.only("layer_type", _DEFAULTS["layer_type"], "basic")
        downsample_first = bool(reader.take("downsample_in_bottleneck", False))
        strides = [2 if reader.take("downsample_in_first_stage", False) else 1] + [2] * (len(widths) - 1)
        if not widths or len(depths) != len(widths) or min(depths) < 1:
            raise reader.refuse("depths", f"a number of layers for each of {len(widths)} hidden_sizes is needed")
        if kind == "bottleneck" and any(width % _REDUCTION for width in widths):
            raise reader.refuse("hidden_sizes", f"bottlenecks need multiples of {_REDUCTION}")
        reader.finish()
        self.embedder = Stem(channels, stem)
        stages = []
        for inputs, outputs, depth, stride in zip([stem, *widths], widths, depths, strides):
            first = ResidualLayer(inputs, outputs, stride, kind, downsample_first)
            others = [ResidualLayer(outputs, outputs, 1, kind, downsample_first) for _ in range(depth - 1)]
            stages.append(Stage([first, *others]))
        self.encoder = Encoder(stages)
        self.width = widths[-1]

    def forward(self, pixels: Tensor) -> Tensor:
        """`[B, 3, H, W]` to the mean of each feature over the image, `float32 [B, width]`, of any length."""
        return self.encoder(self.embedder(pixels)).float().mean(dim=(2, 3))


def load_resnet(module: ResNetModel, tensors: Mapping[str, Tensor], name: str) -> None:
    """Loads transformers' weights strictly, apart from the classifier and the counters of training."""
    kept = {
        key.removeprefix("resnet."): value
        for key, value in tensors.items()
        if not key.startswith("classifier.") and not key.endswith(".num_batches_tracked")
    }
    if not kept:
        raise BrokenFolder(f"{name} weights: none")
    load_strictly(module, kept, name)
