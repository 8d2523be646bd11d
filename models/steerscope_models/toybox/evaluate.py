"""Measures the trained toy world: `python -m steerscope_models.toybox.evaluate probe vae scorer images bundle steering`.

Each part named writes `models/toybox/results/<part>.json` and prints its numbers. Held-out captions hold only pairs of
values that training saw; held-out combinations are those that it never saw.
"""

import argparse
import csv
import json
import time
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch.nn import functional
from transformers import CLIPModel

from . import batches, tokenizer
from ..nn.unet import UNet2DConditionModel
from ..nn.vae import AutoencoderKL
from .captions import caption, parse, short_caption
from .pairs import PAIRS, RELATIONS
from .probe import load_probe
from .sampling import Embedding, TextEncoders, render
from .vocabulary import ATTRIBUTES, VALUES, Scene, held_out_scene, is_held_out_combination, is_training_scene

WORK = Path(__file__).resolve().parents[2] / "work"
RESULTS = Path(__file__).resolve().parents[2] / "toybox" / "results"
BUNDLE = Path(__file__).resolve().parents[3] / "bundles" / "toybox-sdxl"
ALPHAS = (0.0, 0.25, 0.5, 0.75, 1.0)


def caption_scenes(count: int, seed: int, combination: bool = False) -> list[Scene]:
    rng = np.random.default_rng(seed)
    return [held_out_scene(rng, combination) for _ in range(count)]


def simple_scenes(count: int, seed: int, combination: bool = False) -> list[Scene]:
    """One medium or large plain subject in the middle, in the sun: any subject, colour and background."""
    rng, result = np.random.default_rng(seed), []
    while len(result) < count:
        subject, colour, background = (int(rng.integers(len(VALUES[a]))) for a in ("subject", "colour", "background"))
        scene = Scene(subject, colour, int(rng.integers(1, 3)), 0, 4, background, 0, 0)
        if is_held_out_combination(scene) == combination:
            result.append(scene)
    return result


def agreement(pictures: torch.Tensor, scenes: list[Scene]) -> dict[str, float]:
    hits = (load_probe().predict(pictures) == batches.labels(scenes)).float()
    result = {a: round(v, 4) for a, v in zip(ATTRIBUTES, hits.mean(0).tolist())}
    return {**result, "mean": round(hits.mean().item(), 4), "all eight": round(hits.all(1).float().mean().item(), 4)}


def show(title: str, row: dict[str, float]) -> None:
    print(f"{title:44s} " + " ".join(f"{k} {v:.3f}" for k, v in row.items()), flush=True)


class Models:
    """The image model as trained, in one place."""

    def __init__(self, work: Path):
        self.unet = UNet2DConditionModel.from_pretrained(work / "unet").eval().to(memory_format=torch.channels_last)
        self.vae = AutoencoderKL.from_pretrained(work / "vae").eval()
        self.encoders = TextEncoders(work / "clip-a", work / "clip-b")
        self.negative = self.encoders([""])

    def pictures(self, texts: list[str], seed: int, steps: int, guidance: float) -> torch.Tensor:
        return render(self.unet, self.vae, self.encoders(texts), self.negative, seed, steps, guidance)


def probe_part(work: Path, count: int) -> dict:
    result = {}
    for title, combination in (("real, held-out captions", False), ("real, held-out combinations", True)):
        scenes = caption_scenes(count, 101, combination)
        images, _ = batches.pictures(scenes, np.random.default_rng(102))
        result[title] = agreement(images, scenes)
        show(title, result[title])
    return result


def vae_part(work: Path, count: int) -> dict:
    vae = AutoencoderKL.from_pretrained(work / "vae").eval()
    scenes = caption_scenes(count, 101)
    images, masks = batches.pictures(scenes, np.random.default_rng(102))
    with torch.no_grad():
        restored = torch.cat([vae.decode(vae.encode(part)[0]).clamp(-1, 1) for part in images.split(64)])
    error = (restored - images).square() / 4
    result = {
        "psnr": round(-10 * torch.log10(error.mean()).item(), 2),
        "psnr of subjects": round(-10 * torch.log10((error * masks).sum() / (3 * masks.sum())).item(), 2),
    }
    show("autoencoder, dB", result)
    result["real"] = agreement(images, scenes)
    result["reconstructed"] = agreement(restored, scenes)
    show("real", result["real"])
    show("reconstructed", result["reconstructed"])
    return result


@torch.no_grad()
def embed_texts(model: CLIPModel, texts: list[str], known: Tokenizer = tokenizer.CAPTIONS) -> torch.Tensor:
    parts = [tokenizer.encode(texts[i : i + 256], known=known) for i in range(0, len(texts), 256)]
    pooled = [model.text_projection(model.text_model(part).pooler_output) for part in parts]
    return functional.normalize(torch.cat(pooled), dim=-1)


@torch.no_grad()
def embed_pictures(model: CLIPModel, images: torch.Tensor) -> torch.Tensor:
    parts = batches.normalised(images).split(128)
    return functional.normalize(
        torch.cat([model.visual_projection(model.vision_model(part).pooler_output) for part in parts]), dim=-1
    )


def pairwise(model: CLIPModel, images: torch.Tensor, scenes: list[Scene], seed: int) -> dict[str, float]:
    """How often the right caption is nearer to a picture than the caption with one attribute changed."""
    rng = np.random.default_rng(seed)
    pictures = embed_pictures(model, images)
    right = (pictures * embed_texts(model, [caption(scene) for scene in scenes])).sum(1)
    result = {}
    for attribute in ATTRIBUTES:
        others = []
        for scene in scenes:
            choices = [v for v in range(len(VALUES[attribute])) if v != getattr(scene, attribute)]
            others.append(caption(scene.with_value(attribute, int(rng.choice(choices)))))
        wrong = (pictures * embed_texts(model, others)).sum(1)
        result[attribute] = round((right > wrong).float().mean().item(), 4)
    return {**result, "mean": round(float(np.mean(list(result.values()))), 4)}


def scorer_part(work: Path, count: int) -> dict:
    result = {}
    for name in ("clip-scorer", "clip-b"):
        model = CLIPModel.from_pretrained(work / name).eval()
        for title, combination in (("held-out captions", False), ("held-out combinations", True)):
            scenes = caption_scenes(count, 103, combination)
            images, _ = batches.pictures(scenes, np.random.default_rng(104))
            key = f"{name}, {title}"
            result[key] = pairwise(model, images, scenes, 105)
            show(key, result[key])
    return result


def images_part(work: Path, count: int) -> dict:
    models, result = Models(work), {}
    sets = {
        "mixed, held-out captions": (caption_scenes(count, 106), caption),
        "mixed, held-out combinations": (caption_scenes(count // 2, 107, True), caption),
        "simple": (simple_scenes(count // 2, 108), short_caption),
        "simple, held-out combinations": (simple_scenes(count // 4, 109, True), short_caption),
    }
    settings = [(8, 3.0), (8, 2.0), (12, 2.0), (12, 3.0)]
    for number, (steps, guidance) in enumerate(settings):
        for title, (scenes, form) in sets.items():
            if number > 1 and title != "mixed, held-out captions":
                continue
            pictures = models.pictures([form(scene) for scene in scenes], 110, steps, guidance)
            key = f"{title}, {steps} steps, CFG {guidance:g}"
            result[key] = agreement(pictures, scenes)
            show(key, result[key])
    return result


class BundleModels:
    """The image model as it was exported: the modules of a bundle."""

    class Decoder:
        def __init__(self, module: torch.nn.Module, channels: int):
            self.decode = module
            self.config = {"latent_channels": channels, "scaling_factor": 1.0}

    def __init__(self, bundle: Path):
        names = ("text_encoder.pt", "text_encoder_2.pt", "unet.pt", "vae_decoder.pt")
        self.text, self.text_2, self.unet, decoder = (torch.jit.load(bundle / name) for name in names)
        self.vae = self.Decoder(decoder, json.loads((bundle / "bundle.json").read_text())["sdxl"]["latentChannels"])

    @torch.no_grad()
    def encode(self, texts: list[str]) -> Embedding:
        ids = tokenizer.encode(texts)
        hidden, pooled = self.text_2(ids)
        return Embedding(torch.cat([self.text(ids), hidden], -1), pooled)

    def pictures(self, texts: list[str], seed: int) -> torch.Tensor:
        return render(self.unet, self.vae, self.encode(texts), self.encode([""]), seed, bf16=False)


def bundle_part(_: Path, count: int) -> dict:
    """The exported generator, 8 steps and CFG 3: needs only what the repository holds."""
    models, result = BundleModels(BUNDLE), {}
    for title, scenes, form in (
        ("mixed, held-out captions", caption_scenes(count, 106), caption),
        ("simple", simple_scenes(count // 2, 108), short_caption),
    ):
        result[title] = agreement(models.pictures([form(scene) for scene in scenes], 110), scenes)
        show(title, result[title])
    return result


def steered(category: str, pairs: list[dict], source: Embedding, target: Embedding, method: str, alpha: float) -> Embedding:
    difference = target.minus(source)
    if method == "lerp":
        return source.plus(difference, alpha)
    count = len(pairs)
    others = Embedding(
        (difference.states.sum(0, keepdim=True) - difference.states) / (count - 1),
        (difference.pooled.sum(0, keepdim=True) - difference.pooled) / (count - 1),
    )
    return source.plus(others, alpha)


def steering_part(work: Path, count: int) -> dict:
    models, probe = Models(work), load_probe()
    scorers = {name: CLIPModel.from_pretrained(work / name).eval() for name in ("clip-scorer", "clip-b")}
    with PAIRS.open(encoding="utf-8") as file:
        table = list(csv.DictReader(file))
    result = {}
    for category in ATTRIBUTES:
        pairs = [row for row in table if row["category"] == category]
        source, target = (models.encoders([row[end] for row in pairs]) for end in ("source", "target"))
        chosen = slice(0, min(count, len(pairs)))
        wanted = torch.tensor([getattr(parse(row["target"]), category) for row in pairs[chosen]])
        for method in ("lerp", "analogy"):
            series = {"margin": [], "margin by clip-b": [], "probability of target": []}
            each = []
            for alpha in ALPHAS:
                embedding = steered(category, pairs, source, target, method, alpha).rows(chosen)
                pictures = render(models.unet, models.vae, embedding, models.negative, 111)
                for name, key in (("clip-scorer", "margin"), ("clip-b", "margin by clip-b")):
                    images = embed_pictures(scorers[name], pictures)
                    ends = [embed_texts(scorers[name], [row[e] for row in pairs[chosen]]) for e in ("target", "source")]
                    margins = (images * (ends[0] - ends[1])).sum(1)
                    series[key].append(round(margins.mean().item(), 4))
                    if key == "margin":
                        each.append(margins)
                with torch.no_grad():
                    chance = torch.cat([probe(part)[ATTRIBUTES.index(category)].softmax(-1) for part in pictures.split(64)])
                series["probability of target"].append(round(chance[torch.arange(len(wanted)), wanted].mean().item(), 3))
            series["pairs with margin up from alpha 0 to 1"] = round((each[-1] > each[0]).float().mean().item(), 3)
            series["rises at every alpha"] = bool(np.all(np.diff(series["margin"]) > 0))
            series["one relation"] = category in RELATIONS
            result[f"{category}, {method}"] = series
            print(f"{category:10s} {method:8s} {series}", flush=True)
    return {"alphas": ALPHAS, **result}


PARTS = {
    "probe": (probe_part, 2000),
    "vae": (vae_part, 1000),
    "scorer": (scorer_part, 1000),
    "images": (images_part, 512),
    "bundle": (bundle_part, 256),
    "steering": (steering_part, 50),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="+", choices=list(PARTS))
    parser.add_argument("--count", type=int, help="scenes (default by part)")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--work", type=Path, default=WORK)
    parser.add_argument("--out", type=Path, default=RESULTS)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    arguments.out.mkdir(parents=True, exist_ok=True)
    for part in arguments.parts:
        function, count = PARTS[part]
        start = time.time()
        result = function(arguments.work, arguments.count or count)
        (arguments.out / f"{part}.json").write_text(json.dumps(result, indent=1) + "\n")
        print(f"{part}: {time.time() - start:.0f} s", flush=True)


if __name__ == "__main__":
    main()
