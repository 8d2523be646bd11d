"""The package open_clip_torch, imported without torchvision where that is not installed: no image is transformed."""

from __future__ import annotations

import importlib.util
import sys
import types


def open_clip() -> types.ModuleType:
    """The package; raises ImportError where it is not installed.

    The stand-in is taken away again, and transformers, which would find it, is imported before.
    """
    if importlib.util.find_spec("open_clip") is None:
        raise ImportError("open_clip_torch is not installed", name="open_clip")
    if "open_clip" in sys.modules or importlib.util.find_spec("torchvision") is not None:
        import open_clip

        return open_clip
    import transformers

    assert transformers.CLIPModel and transformers.SiglipModel
    made = _stand_in()
    try:
        import open_clip

        return open_clip
    finally:
        for name in made:
            del sys.modules[name]


def _stand_in() -> list[str]:
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
    return list(names)
