"""What part of the processor's matrix speed a UNet step and an image decoding reach, and which operators take the time.

    PYTHONPATH=models models/.venv/bin/python benchmarks/python/generation/utilisation.py \\
        --bundle DIR --config ssd-1b [--edge PX] [--threads N] [--dtype TYPE]

Operations are counted on the modules of `--config`, whose sizes must be those of the bundle; the bundle's own files are
timed. The speed that is compared with is that of a product of two 4096 x 4096 matrices in the type that is computed in, the
bundle's own unless another is named.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable
from pathlib import Path

import torch
from peer import SCALAR_TYPES, load
from steerscope_models.nn.folder import read_json
from steerscope_models.nn.layers import Timesteps
from steerscope_models.nn.unet import UNet2DConditionModel
from steerscope_models.nn.vae import AutoencoderKL
from steerscope_models.random_weights import CONFIGS
from torch.profiler import ProfilerActivity, profile
from torch.utils.flop_counter import FlopCounterMode

_OPERATORS = 6


def seconds(work: Callable[[], object], times: int) -> float:
    """The shortest of some runs, in processor time of each thread: other processes do not count."""
    best = float("inf")
    for _ in range(times):
        start = time.process_time()
        work()
        best = min(best, (time.process_time() - start) / torch.get_num_threads())
    return best


def operations(work: Callable[[], object]) -> int:
    with FlopCounterMode(display=False) as counter:
        work()
    return counter.get_total_flops()


def _matrix_speed(dtype: torch.dtype) -> float:
    left, right = (torch.randn(4096, 4096).to(dtype) for _ in range(2))
    speed = 2 * 4096**3 / seconds(lambda: left @ right, 5)
    print(f"matrix product in {dtype}, {torch.get_num_threads()} threads: {speed / 1e9:.0f} G operations/s")
    return speed


def report(name: str, module: torch.nn.Module, inputs: tuple, count: int, speed: float) -> None:
    module(*inputs)
    with profile(activities=[ProfilerActivity.CPU]) as profiled:
        took = seconds(lambda: module(*inputs), 1)
    print(f"{name}: {count / 1e12:.2f} T operations, {took:.1f} s, {count / took / speed:.0%} of the matrix speed")
    averages = sorted(profiled.key_averages(), key=lambda average: -average.self_cpu_time_total)
    total = sum(average.self_cpu_time_total for average in averages)
    for average in averages[:_OPERATORS]:
        print(f"  {average.self_cpu_time_total / total:6.1%}  {average.key}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bundle", type=Path, required=True)
    parser.add_argument("--config", required=True, help="name of a folder in models/steerscope_models/configs")
    parser.add_argument("--edge", type=int, default=1024)
    parser.add_argument("--threads", type=int, default=torch.get_num_threads())
    parser.add_argument("--dtype", choices=SCALAR_TYPES)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    description = json.loads((options.bundle / "bundle.json").read_text())
    name, sdxl = options.dtype or description["dtype"], description["sdxl"]
    dtype = getattr(torch, name)
    cells = options.edge // sdxl["vaeScaleFactor"]

    shapes = ((2, 4, cells, cells), (2,), (2, 77, sdxl["crossAttentionDimension"]), (2, sdxl["pooledDimension"]), (2, 6))
    with torch.device("meta"):
        unet = UNet2DConditionModel(read_json(CONFIGS / options.config / "unet" / "config.json"))
        vae = AutoencoderKL(read_json(CONFIGS / options.config / "vae" / "config.json"))
        inputs = tuple(torch.empty(shape) for shape in shapes)
        latents = torch.empty(1, 4, cells, cells)
    for module in unet.modules():
        if isinstance(module, Timesteps):
            module.frequencies = module.frequencies.to("meta")
    with torch.no_grad():
        unet_count = operations(lambda: unet(*inputs))
        vae_count = operations(lambda: vae.decode(latents))

    with torch.inference_mode():
        if dtype != torch.float32:
            _matrix_speed(torch.float32)
        speed = _matrix_speed(dtype)
        timed = tuple(torch.randn(shape) for shape in shapes)
        unet_file = load(options.bundle, "unet", name)
        report(f"UNet step of 2 rows, {options.edge} px", unet_file, timed, unet_count, speed)
        del unet_file
        decoder = load(options.bundle, "vae_decoder", name)
        report(f"decoding of 1 image, {options.edge} px", decoder, (torch.randn(1, 4, cells, cells),), vae_count, speed)


if __name__ == "__main__":
    main()
