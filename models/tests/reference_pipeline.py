"""The SDXL pipeline in a few lines over a bundle's modules: what the Java pipeline does, for tests of exports."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy
import torch
from tokenizers import Tokenizer
from torch import Tensor


@dataclass(frozen=True)
class Embedding:
    """Token states `[1, L, d]` and pooled state `[1, p]` of a prompt."""

    states: Tensor
    pooled: Tensor

    def plus(self, other: Embedding, factor: float) -> Embedding:
        return Embedding(self.states + factor * other.states, self.pooled + factor * other.pooled)


def load_modules(bundle: Path, *names: str) -> list[torch.jit.ScriptModule]:
    return [torch.jit.load(str(bundle / f"{name}.pt"), map_location="cpu") for name in names]


def token_ids(bundle: Path, rules: dict, text: str) -> list[int]:
    ids = Tokenizer.from_file(str(bundle / rules["file"])).encode(text).ids
    if len(ids) > rules["maxLength"]:
        ids = [*ids[: rules["maxLength"] - 1], rules["eosTokenId"]]
    return ids + [rules["padTokenId"]] * (rules["maxLength"] - len(ids))


class ReferencePipeline:
    """Renders with classifier-free guidance; schedulers as diffusers has them, with epsilon prediction."""

    def __init__(self, bundle: Path):
        self.description = json.loads((bundle / "bundle.json").read_text(encoding="utf-8"))
        self._bundle = bundle
        names = ("text_encoder", "text_encoder_2", "unet", "vae_decoder")
        self._text_1, self._text_2, self._unet, self._decoder = load_modules(bundle, *names)
        settings = self.description["scheduler"]
        assert settings["betaSchedule"] == "scaled_linear" and settings["predictionType"] == "epsilon"
        edges = settings["betaStart"] ** 0.5, settings["betaEnd"] ** 0.5
        betas = torch.linspace(*edges, settings["numTrainTimesteps"], dtype=torch.float32) ** 2
        self._alphas = torch.cumprod(1 - betas, dim=0)

    def ids(self, text: str) -> list[list[int]]:
        return [token_ids(self._bundle, rules, text) for rules in self.description["tokenizers"]]

    def embed(self, text: str) -> Embedding:
        first, second = (torch.tensor([ids]) for ids in self.ids(text))
        states, pooled = self._text_2(second)
        return Embedding(torch.cat([self._text_1(first), states], dim=2), pooled)

    def no_prompt(self) -> Embedding:
        """The absent negative prompt."""
        empty = self.embed("")
        if self.description["sdxl"]["forceZerosForEmptyPrompt"]:
            return Embedding(torch.zeros_like(empty.states), torch.zeros_like(empty.pooled))
        return empty

    def noise(self, seed: int, height: int, width: int) -> Tensor:
        scale = self.description["sdxl"]["vaeScaleFactor"]
        shape = (1, self.description["sdxl"]["latentChannels"], height // scale, width // scale)
        return torch.randn(shape, generator=torch.Generator().manual_seed(seed))

    def latents(
        self,
        prompt: Embedding,
        negative: Embedding,
        seed: int,
        steps: int,
        guidance: float,
        size: tuple[int, int],
        scheduler: str,
    ) -> Tensor:
        """Final latents of an image of a height and width."""
        time_ids = torch.tensor([[*size, 0, 0, *size]], dtype=torch.float32)

        def predict(sample: Tensor, timestep: float) -> Tensor:
            def run(embedding: Embedding) -> Tensor:
                return self._unet(sample, torch.tensor([timestep]), embedding.states, embedding.pooled, time_ids)

            if guidance <= 1:
                return run(prompt)
            unguided = run(negative)
            return unguided + guidance * (run(prompt) - unguided)

        noise = self.noise(seed, *size)
        if scheduler == "lcm":
            return self._lcm(predict, noise, steps, seed)
        if scheduler == "euler-ancestral":
            return self._euler_ancestral(predict, noise, steps, seed)
        return {"euler": self._euler, "ddim": self._ddim, "dpmpp-2m": self._dpmpp_2m}[scheduler](predict, noise, steps)

    def image(self, latents: Tensor) -> numpy.ndarray:
        """Bytes `[H, W, 3]`."""
        image = self._decoder(latents / self.description["sdxl"]["vaeScalingFactor"])
        pixels = (image / 2 + 0.5).clamp(0, 1)[0].permute(1, 2, 0).numpy()
        return (pixels * 255).round().astype(numpy.uint8)

    def _leading(self, count: int, intervals: int) -> numpy.ndarray:
        settings = self.description["scheduler"]
        ratio = settings["numTrainTimesteps"] // intervals
        return (numpy.arange(intervals) * ratio)[::-1][:count] + settings["stepsOffset"]

    def _sigmas(self, timesteps: numpy.ndarray) -> list[float]:
        sigmas = (((1 - self._alphas) / self._alphas) ** 0.5).numpy()
        chosen = numpy.interp(timesteps, numpy.arange(len(sigmas)), sigmas).astype(numpy.float32)
        return [*map(float, chosen), 0.0]

    def _euler(self, predict, noise: Tensor, steps: int) -> Tensor:
        timesteps = self._leading(steps, steps)
        sigmas = self._sigmas(timesteps)
        sample = noise * (sigmas[0] ** 2 + 1) ** 0.5
        for index, timestep in enumerate(timesteps):
            sigma, after = sigmas[index], sigmas[index + 1]
            sample = sample + predict(sample / (sigma**2 + 1) ** 0.5, float(timestep)) * (after - sigma)
        return sample

    def _euler_ancestral(self, predict, noise: Tensor, steps: int, seed: int) -> Tensor:
        generator = torch.Generator().manual_seed(seed)
        torch.randn(noise.shape, generator=generator)
        timesteps = self._leading(steps, steps)
        sigmas = torch.tensor(self._sigmas(timesteps))
        sample = noise * (sigmas[0] ** 2 + 1) ** 0.5
        for index, timestep in enumerate(timesteps):
            sigma, after = sigmas[index], sigmas[index + 1]
            up = (after**2 * (sigma**2 - after**2) / sigma**2) ** 0.5
            down = (after**2 - up**2).clamp(min=0) ** 0.5
            epsilon = predict(sample / (sigma**2 + 1) ** 0.5, float(timestep))
            sample = sample + epsilon * (down - sigma) + torch.randn(sample.shape, generator=generator) * up
        return sample

    def _ddim(self, predict, sample: Tensor, steps: int) -> Tensor:
        settings = self.description["scheduler"]
        for timestep in self._leading(steps, steps):
            before = int(timestep) - settings["numTrainTimesteps"] // steps
            last = 1.0 if settings["setAlphaToOne"] else float(self._alphas[0])
            alpha, after = float(self._alphas[timestep]), float(self._alphas[before]) if before >= 0 else last
            epsilon = predict(sample, float(timestep))
            clean = (sample - (1 - alpha) ** 0.5 * epsilon) / alpha**0.5
            sample = after**0.5 * clean + (1 - after) ** 0.5 * epsilon
        return sample

    def _dpmpp_2m(self, predict, sample: Tensor, steps: int) -> Tensor:
        timesteps = self._leading(steps, steps + 1)
        sigmas = numpy.array(self._sigmas(timesteps))
        alphas = 1 / numpy.sqrt(sigmas**2 + 1)
        with numpy.errstate(divide="ignore"):
            lambdas = -numpy.log(sigmas)
        previous = None
        for index, timestep in enumerate(timesteps):
            sigma, alpha = sigmas[index] * alphas[index], alphas[index]
            clean = (sample - sigma * predict(sample, float(timestep))) / alpha
            towards = clean
            step = lambdas[index + 1] - lambdas[index]
            if previous is not None and index < steps - 1:
                ratio = (lambdas[index] - lambdas[index - 1]) / step
                towards = clean + (clean - previous) / (2 * ratio)
            after = sigmas[index + 1] * alphas[index + 1]
            sample = (after / sigma) * sample - alphas[index + 1] * (numpy.exp(-step) - 1) * towards
            previous = clean
        return sample

    def _lcm(self, predict, sample: Tensor, steps: int, seed: int) -> Tensor:
        settings = self.description["scheduler"]
        generator = torch.Generator().manual_seed(seed)
        torch.randn(sample.shape, generator=generator)
        distilled = settings["originalInferenceSteps"]
        stride = settings["numTrainTimesteps"] // distilled
        chosen = numpy.floor(numpy.linspace(0, distilled, num=steps, endpoint=False)).astype(int)
        timesteps = (distilled - chosen) * stride - 1
        for index, timestep in enumerate(timesteps):
            alpha = self._alphas[timestep]
            clean = (sample - (1 - alpha).sqrt() * predict(sample, float(timestep))) / alpha.sqrt()
            scaled = int(timestep) * settings["timestepScaling"]
            variance = scaled**2 + 0.25
            sample = scaled / variance**0.5 * clean + 0.25 / variance * sample
            if index < steps - 1:
                after = self._alphas[timesteps[index + 1]]
                fresh = torch.randn(sample.shape, generator=generator)
                sample = after.sqrt() * sample + (1 - after).sqrt() * fresh
        return sample
