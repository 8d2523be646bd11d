"""Full-size stand-ins of popular layouts with random weights: time, memory and parity of their exports.

    models/.venv/bin/python models/tests/reference/full_size_layouts.py WORK [--only clip-b32|openclip-h14|sdxl-base]

`clip-b32` is openai/clip-vit-base-patch32 from `pytorch_model.bin`, `openclip-h14` is OpenCLIP's ViT-H-14 from
`open_clip_pytorch_model.bin` (4 GB), `sdxl-base` is SDXL base from float16 shards (7 GB) in bfloat16. Each is written to WORK, exported
with `--verify` in a process of its own, and removed. OpenCLIP and diffusers are compared with where they are installed.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[3]
sys.path[:0] = [str(ROOT / "models"), str(ROOT / "models" / "tests"), str(Path(__file__).parent)]

import openclip_folders  # noqa: E402
import openclip_package  # noqa: E402
import torch  # noqa: E402
from safetensors.torch import load_file  # noqa: E402
from steerscope_models import cli  # noqa: E402
from steerscope_models.export.hps import HPS_CONFIG  # noqa: E402


def clip_b32(folder: Path) -> list[str]:
    """`pytorch_model.bin` in float32, as OpenAI's repository has it."""
    made = ["random", "--config", "clip-vit-base-patch32", "--out", str(folder), "--dtype", "float32"]
    assert cli.main(made) == 0
    torch.save(load_file(folder / "model.safetensors"), folder / "pytorch_model.bin")
    (folder / "model.safetensors").unlink()
    return []


def openclip_h14(folder: Path) -> list[str]:
    """`open_clip_pytorch_model.bin` in float32, as LAION's and Apple's repositories have it."""
    made = {"model_cfg": HPS_CONFIG, "preprocess_cfg": openclip_folders.CONFIG["preprocess_cfg"]}
    openclip_folders.write(folder, made, "open_clip_pytorch_model.bin")
    return []


def sdxl_base(folder: Path) -> list[str]:
    """float16 safetensors, the UNet and the second text encoder in shards."""
    assert cli.main(["random", "--config", "sdxl-base", "--out", str(folder)]) == 0
    return ["--dtype", "bfloat16"]


LAYOUTS = {"clip-b32": clip_b32, "openclip-h14": openclip_h14, "sdxl-base": sdxl_base}


def export(arguments: list[str]) -> None:
    """The command, with OpenCLIP usable where torchvision is not installed; prints seconds and peak memory."""
    started = time.monotonic()
    try:
        openclip_package.open_clip()
    except ImportError:
        pass
    status = cli.main(arguments)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    print(f"  {time.monotonic() - started:.0f} s, {peak:.1f} GB at most, status {status}", flush=True)
    sys.exit(status)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("work", type=Path)
    parser.add_argument("--only", choices=LAYOUTS)
    options = parser.parse_args()
    failures = 0
    for name, write in LAYOUTS.items():
        if options.only not in (None, name):
            continue
        source, bundle = options.work / name, options.work / f"{name}-bundle"
        more = write(source)
        command = ["export", "--source", str(source), "--bundle", str(bundle), *more]
        for way in ([], ["--verify", "--overwrite"]):
            print(f"{name}: export {' '.join(more + way)}", flush=True)
            done = subprocess.run([sys.executable, __file__, "--export", json.dumps([*command, *way])], env=os.environ)
            failures += done.returncode != 0
        shutil.rmtree(source)
        shutil.rmtree(bundle, ignore_errors=True)
    return 1 if failures else 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["--export"]:
        export(json.loads(sys.argv[2]))
    sys.exit(main())
