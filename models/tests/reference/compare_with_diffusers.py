"""Compares exports, and the Java pipeline on them, with diffusers over random checkpoints.

A development tool: it needs diffusers, which the project otherwise does not use, and a compiled `inference` module.

    python compare_with_diffusers.py WORK [--only NAME...] [--dtype float32] [--classpath CLASSPATH]

`WORK` is a folder for checkpoints, bundles and numbers. Without `--classpath` only the modules are compared, one by
one; with the test class path of `inference`, token ids, embeddings, latents and images of the Java pipeline are too.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[2])]

import torch  # noqa: E402
from checkpoints import Variant, write  # noqa: E402
from diffusers_numbers import load, numbers  # noqa: E402
from variants import VARIANTS  # noqa: E402

from steerscope_models import cli  # noqa: E402

MAIN = "io.steerscope.inference.diffusion.CompareWithDiffusers"
DTYPES = {"float32": torch.float32, "bfloat16": torch.bfloat16, "float16": torch.float16}
# Zero terminal signal-to-noise ratio starts from a sigma of 4096, of which float32 keeps no more.
LIMITS = {"float32": 5e-5, "bfloat16": 0.05, "float16": 0.02}
_LEVELS = 1.0


def prepare(variant: Variant, folder: Path, dtype: str) -> dict[str, float]:
    """Writes a checkpoint, exports it, has diffusers compute its numbers; returns the distances of its modules."""
    checkpoint = write(variant, folder / "checkpoint")
    arguments = ["export", "--source", str(checkpoint), "--bundle", str(folder / "bundle"), "--overwrite"]
    status = cli.main([*arguments, "--batch-size", "1", "--dtype", dtype])
    if status:
        raise RuntimeError(f"{variant.name}: the export ended with status {status}")
    stored = "fp16" if any(checkpoint.glob("unet/*.fp16.*")) else None
    pipeline = load(checkpoint, DTYPES[dtype], stored)
    distances = module_distances(pipeline, folder / "bundle")
    numbers(pipeline, list(variant.cases), folder, rows=False)
    return distances


def module_distances(pipeline, bundle: Path) -> dict[str, float]:
    """Largest differences of the exported files' outputs, relative to diffusers' largest value."""
    torch.manual_seed(1)
    dtype = pipeline.unet.dtype
    modules = {file.stem: torch.jit.load(str(file)) for file in bundle.glob("*.pt")}
    config = pipeline.unet.config
    length = pipeline.tokenizer.model_max_length
    ids = torch.tensor([
        tokenizer(["a photo", ""], padding="max_length", max_length=length, truncation=True).input_ids
        for tokenizer in (pipeline.tokenizer, pipeline.tokenizer_2)
    ])  # fmt: skip
    sample = torch.randn(3, config.in_channels, 10, 14)
    dims = config.cross_attention_dim
    states = torch.randn(3, length, dims if isinstance(dims, int) else dims[0])
    pooled = torch.randn(3, pipeline.text_encoder_2.config.projection_dim)
    time_ids = torch.tensor([[80.0, 112.0, 0.0, 0.0, 80.0, 112.0]]).repeat(3, 1)
    condition = [] if config.time_cond_proj_dim is None else [torch.randn(3, config.time_cond_proj_dim)]
    times = torch.tensor([999.0, 1.0, 500.3])
    with torch.inference_mode():
        first = pipeline.text_encoder(ids[0], output_hidden_states=True).hidden_states[-2]
        second = pipeline.text_encoder_2(ids[1], output_hidden_states=True)
        noise = pipeline.unet(
            sample.to(dtype), times, states.to(dtype), timestep_cond=condition[0].to(dtype) if condition else None,
            added_cond_kwargs={"text_embeds": pooled.to(dtype), "time_ids": time_ids},
        ).sample  # fmt: skip
        mean, std = (pipeline.vae.config.get(f"latents_{name}") for name in ("mean", "std"))
        latents = sample
        if mean is not None and std is not None:
            latents = sample * torch.tensor(std).view(1, -1, 1, 1) + torch.tensor(mean).view(1, -1, 1, 1)
        if dtype == torch.float16 and pipeline.vae.config.force_upcast:
            pipeline.vae.float()
        image = pipeline.vae.decode(latents.to(pipeline.vae.dtype)).sample
        pipeline.vae.to(dtype)
        own = {
            "text_encoder": (modules["text_encoder"](ids[0]), first),
            "text_encoder_2": (modules["text_encoder_2"](ids[1])[0], second.hidden_states[-2]),
            "pooled": (modules["text_encoder_2"](ids[1])[1], second.text_embeds),
            "unet": (modules["unet"](sample, times, states, pooled, time_ids, *condition), noise),
            "vae_decoder": (modules["vae_decoder"](sample), image),
        }
    return {name: ((a - b.float()).abs().max() / b.float().abs().max()).item() for name, (a, b) in own.items()}


def java_distances(work: Path, classpath: str) -> dict[str, dict[str, str]]:
    """What `CompareWithDiffusers` prints: largest value of each quantity, and failures, by checkpoint."""
    command = [
        "java", "-Xmx1g", "-XX:+UseSerialGC", "-Dai.djl.offline=true", "-DOPT_OUT_TRACKING=true",
        "-Dai.djl.pytorch.graph_optimizer=false", "-cp", classpath, MAIN, str(work),
    ]  # fmt: skip
    output = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout
    found: dict[str, dict[str, str]] = {}
    for line in output.splitlines():
        parts = line.split("\t")
        if len(parts) != 3:
            continue
        name, quantity, value = parts
        kept = found.setdefault(name, {})
        if quantity.startswith("failure"):
            kept[quantity] = value
            continue
        kind, _, case = quantity.partition(":")
        label = f"{float(value):.1e} {case}".strip()
        if kind not in kept or float(value) > float(kept[kind].split()[0]):
            kept[kind] = label
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("work", type=Path)
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--dtype", choices=DTYPES, default="float32")
    parser.add_argument("--classpath", default=os.environ.get("STEERSCOPE_TEST_CLASSPATH"))
    options = parser.parse_args()
    torch.set_num_threads(1)
    chosen = [v for v in VARIANTS if not options.only or any(v.name.startswith(name) for name in options.only)]
    rows: dict[str, dict[str, str]] = {}
    for variant in chosen:
        try:
            distances = prepare(variant, options.work / variant.name, options.dtype)
            rows[variant.name] = {name: f"{value:.1e}" for name, value in distances.items()}
        except Exception as error:
            rows[variant.name] = {"failure": f"{type(error).__name__}: {str(error).splitlines()[0]}"}
    if options.classpath:
        for name, values in java_distances(options.work, options.classpath).items():
            if name in rows:
                rows[name].update(values)
    return report(rows, LIMITS[options.dtype])


def report(rows: dict[str, dict[str, str]], limit: float) -> int:
    """Prints a line per checkpoint; the status is 1 if one is too far from diffusers."""
    bad = 0
    for name, values in rows.items():
        far = any(
            key.startswith("failure") or float(value.split()[0]) > (_LEVELS if key == "levels" else limit)
            for key, value in values.items()
        )
        bad += far
        print(f"{'FAR ' if far else 'ok  '}{name}: " + ", ".join(f"{key} {value}" for key, value in values.items()))
    print(f"{len(rows)} checkpoints, {bad} too far from diffusers")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
