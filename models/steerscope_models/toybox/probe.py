"""The probe: a small convolutional network that reads all eight attributes off a picture, the judge of the generator.

It is trained on real pictures only and knows neither the CLIPs nor the image model.
"""

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import nn
from torch.nn import functional

from .vocabulary import ATTRIBUTES, VALUES

WEIGHTS = Path(__file__).resolve().parents[2] / "toybox" / "probe" / "probe.safetensors"


class Residual(nn.Module):
    def __init__(self, width: int):
        super().__init__()
        self.norm1 = nn.BatchNorm2d(width)
        self.conv1 = nn.Conv2d(width, width, 3, padding=1, bias=False)
        self.norm2 = nn.BatchNorm2d(width)
        self.conv2 = nn.Conv2d(width, width, 3, padding=1, bias=False)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        hidden = self.conv1(functional.relu(self.norm1(x)))
        return x + self.conv2(functional.relu(self.norm2(hidden)))


class Probe(nn.Module):
    """Pictures `[N, 3, 64, 64]` in [-1, 1] to a list of logits, one per attribute."""

    def __init__(self, widths: tuple[int, int, int] = (24, 64, 96)):
        super().__init__()
        a, b, c = widths
        self.body = nn.Sequential(
            nn.Conv2d(3, a, 4, stride=2, padding=1),
            Residual(a),
            nn.Conv2d(a, b, 4, stride=2, padding=1),
            Residual(b),
            Residual(b),
            nn.Conv2d(b, c, 4, stride=2, padding=1),
            Residual(c),
            nn.BatchNorm2d(c),
            nn.ReLU(),
            nn.Flatten(),
            nn.Linear(c * 64, 192),
            nn.ReLU(),
        )
        self.heads = nn.ModuleList(nn.Linear(192, len(VALUES[attribute])) for attribute in ATTRIBUTES)

    def forward(self, images: torch.Tensor) -> list[torch.Tensor]:
        features = self.body(images)
        return [head(features) for head in self.heads]

    @torch.no_grad()
    def predict(self, images: torch.Tensor) -> torch.Tensor:
        """Attribute indices `int64 [N, 8]`."""
        self.eval()
        return torch.cat(
            [torch.stack([logits.argmax(-1) for logits in self(part)], 1) for part in images.split(64)]
        )


def load_probe(path: Path = WEIGHTS) -> Probe:
    probe = Probe()
    probe.load_state_dict(load_file(path))
    return probe.eval()
