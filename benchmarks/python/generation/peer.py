"""The Python side of the generation benchmark: the same work on the same files, called from PyTorch.

Speaks the protocol that `GenerationPeer.java` describes.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import numpy
import torch
from tokenizers import Tokenizer
from torch import Tensor

SCALAR_TYPES = {"float32": 6, "bfloat16": 15}
"""Numbers of types in `c10::ScalarType`, which modules are told by."""


class Images:
    """One batch of images of one prompt, seeds 0, 1, ...: text encoding, Euler steps, decoding, bytes."""

    def __init__(self, bundle: Path, batch: int, edge: int, steps: int, guidance: float, dtype: str):
        self.description = json.loads((bundle / "bundle.json").read_text(encoding="utf-8"))
        names = ("text_encoder", "text_encoder_2", "unet", "vae_decoder")
        self.text_1, self.text_2, self.unet, self.decoder = (load(bundle, name, dtype) for name in names)
        self.tokenizers = [
            (Tokenizer.from_file(str(bundle / rules["file"])), rules) for rules in self.description["tokenizers"]
        ]
        self.batch, self.edge, self.guidance = batch, edge, guidance
        self.timesteps, self.sigmas = euler(self.description["scheduler"], steps)
        self.prediction = self.description["scheduler"]["predictionType"]
        self.negative: tuple[Tensor, Tensor] | None = None
        self.pixels = numpy.zeros(0, numpy.uint8)

    def encode(self, text: str) -> tuple[Tensor, Tensor]:
        """Token states and pooled state of a prompt. Encoders are given the batch that Java gives them."""
        rows = []
        for tokenizer, rules in self.tokenizers:
            tokenizer.no_padding()
            tokenizer.no_truncation()
            ids = tokenizer.encode(text).ids
            if len(ids) > rules["maxLength"]:
                ids = [*ids[: rules["maxLength"] - 1], rules["eosTokenId"]]
            ids = ids + [rules["padTokenId"]] * (rules["maxLength"] - len(ids))
            rows.append(torch.tensor([ids] * self.batch))
        states, pooled = self.text_2(rows[1])
        return torch.cat([self.text_1(rows[0]), states], dim=2)[:1], pooled[:1]

    def run(self, number: int) -> None:
        batch, sdxl = self.batch, self.description["sdxl"]
        guided = self.guidance > 1
        states, pooled = self.encode(f"a photo of a red car, number {number}")
        if guided:
            if self.negative is None:
                self.negative = self.encode("")
            states = torch.cat([self.negative[0].expand(batch, -1, -1), states.expand(batch, -1, -1)])
            pooled = torch.cat([self.negative[1].expand(batch, -1), pooled.expand(batch, -1)])
        else:
            states, pooled = states.expand(batch, -1, -1).contiguous(), pooled.expand(batch, -1).contiguous()
        rows = 2 * batch if guided else batch
        times = torch.tensor([[self.edge, self.edge, 0, 0, self.edge, self.edge]] * rows, dtype=torch.float32)
        cells = self.edge // sdxl["vaeScaleFactor"]
        noise = [
            torch.randn(1, sdxl["latentChannels"], cells, cells, generator=torch.Generator().manual_seed(seed))
            for seed in range(batch)
        ]
        sample = torch.cat(noise) * (self.sigmas[0] ** 2 + 1) ** 0.5
        for index, timestep in enumerate(self.timesteps):
            sigma, after = self.sigmas[index], self.sigmas[index + 1]
            scaled = sample / (sigma**2 + 1) ** 0.5
            scaled = torch.cat([scaled, scaled]) if guided else scaled
            output = self.unet(scaled, torch.full((rows,), timestep), states, pooled, times)
            if guided:
                negative, positive = output.chunk(2)
                output = negative + self.guidance * (positive - negative)
            if self.prediction == "v_prediction":
                clean = output * (-sigma / (sigma**2 + 1) ** 0.5) + sample / (sigma**2 + 1)
                output = (sample - clean) / sigma
            sample = sample + output * (after - sigma)
        image = self.decoder(sample / sdxl["vaeScalingFactor"])
        unit = (image / 2 + 0.5).clamp(0, 1).permute(0, 2, 3, 1)
        self.pixels = (unit * 255).round().to(torch.uint8).contiguous().numpy()

    def write(self, file: Path) -> None:
        self.pixels.tofile(file)


class Step:
    """One call of the UNet for a batch under guidance."""

    def __init__(self, bundle: Path, batch: int, edge: int, dtype: str):
        description = json.loads((bundle / "bundle.json").read_text(encoding="utf-8"))
        sdxl = description["sdxl"]
        rows, cells = 2 * batch, edge // sdxl["vaeScaleFactor"]
        length = description["tokenizers"][0]["maxLength"]
        shapes = (
            (rows, sdxl["latentChannels"], cells, cells), (rows,), (rows, length, sdxl["crossAttentionDimension"]),
            (rows, sdxl["pooledDimension"]), (rows, 6),
        )  # fmt: skip
        self.inputs = [
            torch.randn(shape, generator=torch.Generator().manual_seed(seed)) for seed, shape in enumerate(shapes)
        ]
        self.inputs[1].fill_(500)
        self.inputs[4].fill_(edge)
        self.unet = load(bundle, "unet", dtype)
        self.output = numpy.zeros(0, numpy.float32)

    def run(self, number: int) -> None:
        self.output = self.unet(*self.inputs).numpy()

    def write(self, file: Path) -> None:
        self.output.astype("<f4").tofile(file)


def load(bundle: Path, name: str, dtype: str) -> torch.jit.ScriptModule:
    """A module of a bundle, converted where it is to compute in another type than its own."""
    module = torch.jit.load(str(bundle / f"{name}.pt"), map_location="cpu").eval()
    description = json.loads((bundle / "bundle.json").read_text(encoding="utf-8"))
    own = description["sdxl"].get("vaeDtype", description["dtype"]) if name == "vae_decoder" else description["dtype"]
    if dtype != own:
        with torch.jit.optimized_execution(False):
            module.compute_in(torch.tensor(SCALAR_TYPES[dtype]))
    return module


def euler(settings: dict, steps: int) -> tuple[list[float], list[float]]:
    """Timesteps and sigmas of diffusers' EulerDiscreteScheduler with leading spacing."""
    if (settings["betaSchedule"], settings["timestepSpacing"]) != ("scaled_linear", "leading"):
        sys.exit("this benchmark knows scaled_linear betas with leading timesteps only")
    first, last, count = settings["betaStart"] ** 0.5, settings["betaEnd"] ** 0.5, settings["numTrainTimesteps"]
    alphas = torch.cumprod(1 - torch.linspace(first, last, count, dtype=torch.float32) ** 2, dim=0)
    all_sigmas = (((1 - alphas) / alphas) ** 0.5).numpy()
    timesteps = (numpy.arange(steps) * (count // steps)).round()[::-1].astype(numpy.float32) + settings["stepsOffset"]
    sigmas = numpy.interp(timesteps, numpy.arange(count), all_sigmas).astype(numpy.float32)
    return timesteps.tolist(), [*sigmas.tolist(), 0.0]


def main() -> None:
    operation, bundle, threads, batch, edge, steps, guidance, dtype = sys.argv[1:]
    torch.set_num_threads(int(threads))
    with torch.inference_mode():
        workload = (
            Images(Path(bundle), int(batch), int(edge), int(steps), float(guidance), dtype)
            if operation == "images"
            else Step(Path(bundle), int(batch), int(edge), dtype)
        )
        print("ready", dtype, flush=True)
        for line in sys.stdin:
            number, file = line.rstrip("\n").split(" ", 1)
            start = time.perf_counter()
            workload.run(int(number))
            millis = (time.perf_counter() - start) * 1e3
            if file != "-":
                workload.write(Path(file))
            print(f"{millis:.4f}", flush=True)


if __name__ == "__main__":
    main()
