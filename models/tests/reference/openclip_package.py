"""The package open_clip_torch, imported without torchvision where that is not installed: no image is transformed."""

from __future__ import annotations

import importlib.util
import sys
import types


def open_clip() -> types.ModuleType:
    """The package; raises ImportError where it is not installed."""
    if importlib.util.find_spec("torchvision") is None and "torchvision" not in sys.modules:
        _stand_in()
    import open_clip

    return open_clip


def _stand_in() -> None:
    """Names that the package imports from torchvision and uses for transforms of images alone."""
    names = {
        "torchvision": (),
        "torchvision.transforms": (
            "Normalize", "Compose", "RandomResizedCrop", "InterpolationMode", "ToTensor", "Resize", "CenterCrop",
            "ColorJitter", "Grayscale",
        ),
        "torchvision.transforms.functional": (),
        "torchvision.ops": (),
        "torchvision.ops.misc": ("FrozenBatchNorm2d",),
    }  # fmt: skip
    for name, classes in names.items():
        module = types.ModuleType(name)
        module.__spec__ = importlib.util.spec_from_loader(name, loader=None)
        for each in classes:
            setattr(module, each, type(each, (), {"BICUBIC": "bicubic", "BILINEAR": "bilinear"}))
        sys.modules[name] = module
        if "." in name:
            parent, _, child = name.rpartition(".")
            setattr(sys.modules[parent], child, module)
