"""The layers of a ResNet as an exported file computes them: batch norms are folded into the convolutions before."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from steerscope_models.nn.resnet import EPS, ConvLayer


class FoldedLayer(nn.Module):
    """A :class:`ConvLayer` as one convolution with a bias."""

    def __init__(self, layer: ConvLayer):
        super().__init__()
        before, norm = layer.convolution, layer.normalization
        # In double, so that nothing is rounded but the products.
        scale = norm.weight.double() / torch.sqrt(norm.running_var.double() + EPS)
        self.convolution = nn.Conv2d(
            before.in_channels, before.out_channels, before.kernel_size, before.stride, before.padding
        )
        self.convolution.weight.data = (before.weight.double() * scale.view(-1, 1, 1, 1)).float()
        self.convolution.bias.data = (norm.bias.double() - norm.running_mean.double() * scale).float()
        self.activated = layer.activated

    def forward(self, image: Tensor) -> Tensor:
        image = self.convolution(image)
        return F.relu(image) if self.activated else image


def fold(module: nn.Module) -> None:
    """Replaces the convolutions with batch norms of a module, whose weights are float32."""
    for name, child in list(module.named_children()):
        if isinstance(child, ConvLayer):
            setattr(module, name, FoldedLayer(child))
        else:
            fold(child)
