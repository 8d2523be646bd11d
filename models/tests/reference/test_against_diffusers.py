"""Exports of random checkpoints against diffusers, module by module; `compare_with_diffusers.py` adds the Java side."""

import sys
from pathlib import Path

import pytest

pytest.importorskip("diffusers", reason="needs diffusers, which the project otherwise does not use")
sys.path.insert(0, str(Path(__file__).parent))

from compare_with_diffusers import module_distances  # noqa: E402
from checkpoints import write  # noqa: E402
from diffusers_numbers import load  # noqa: E402
from variants import TEXTS, UNETS, VAES  # noqa: E402


@pytest.mark.parametrize("variant", [*UNETS, *VAES, *TEXTS], ids=lambda variant: variant.name)
def test_modules_compute_what_diffusers_computes(export, variant, tmp_path):
    checkpoint = write(variant, tmp_path / "checkpoint")
    status, error = export(checkpoint, tmp_path / "bundle")
    assert status == 0, error
    stored = "fp16" if any(checkpoint.glob("unet/*.fp16.*")) else None
    assert max(module_distances(load(checkpoint, variant=stored), tmp_path / "bundle").values()) < 1e-5
