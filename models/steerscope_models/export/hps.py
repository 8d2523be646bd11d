"""HPSv2, the Human Preference Score: OpenCLIP's ViT-H-14, published as a training state without a config."""

from __future__ import annotations

import re
from pathlib import Path

HPS_CONFIG = {
    "embed_dim": 1024,
    "vision_cfg": {"image_size": 224, "layers": 32, "width": 1280, "head_width": 80, "patch_size": 14},
    "text_cfg": {"context_length": 77, "vocab_size": 49408, "width": 1024, "heads": 16, "layers": 24},
}
"""The architecture and preprocessing with which its package `hpsv2` loads either file."""


def is_hps(file: Path) -> bool:
    """Whether a file is called as those of `xswu/HPSv2`: `HPS_v2_compressed.pt`, `HPS_v2.1_compressed.pt`."""
    return re.fullmatch(r"HPS_?v2(\.\d+)?(_compressed)?\.(pt|pth|bin)", file.name) is not None
