"""Teaches the scorer texts of differences: `python -m steerscope_models.toybox.train_differences`.

It starts from the bundle `toybox-clip` and writes a Hugging Face folder that `steerscope-models export` takes. The
picture tower stays as it is, so that pictures keep their embeddings. The text tower learns that the text of a difference
points from the second picture to the first: symmetric cross entropy between unit texts and unit(I1 - I2), with pairs
of which a text is true masked out. Captions are held where they were by the cosine to their old embeddings.
"""

import argparse
import json
import math
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import nn
from torch.nn import functional
from transformers import CLIPModel

from . import batches, differences, tokenizer
from .captions import caption, training_caption
from .clip import PROJECTION, write_preprocessing
from .differences import Difference
from .sources import BUNDLES, write_clip
from .train_clip import WORK
from .vocabulary import random_scene, training_scene

SEED = 51
TEMPERATURE = 0.07
RETENTION = 20.0
TOLERANCE = 1e-4
PART = 500


def training(bundle: Path) -> str:
    """The name in training of a bundle's model, by its number of dimensions."""
    try:
        about = json.loads((bundle / "bundle.json").read_text(encoding="utf-8"))
    except OSError as problem:
        raise SystemExit(f"{bundle} is no bundle: {problem.strerror} ({problem.filename})") from None
    for name in ("clip-scorer", "clip-b"):
        if about.get("clip", {}).get("embeddingDimension") == PROJECTION[name]:
            return name
    raise SystemExit(f"{bundle} is no CLIP of the toy world; name bundles/toybox-clip or bundles/toybox-clip-b")


def from_bundle(bundle: Path, more: tuple[str, ...] = ()) -> CLIPModel:
    """The model of a toy CLIP's bundle, in float32, checked against what the bundle computes."""
    name = training(bundle)
    words = Tokenizer.from_file(str(bundle / "tokenizer.json")).get_vocab()
    if words != tokenizer.tokenizer(more).get_vocab():
        expected = "captions and differences" if more else "captions"
        raise SystemExit(f"{bundle} has other words than those of {expected}")
    with tempfile.TemporaryDirectory() as folder:
        write_clip(bundle, name, Path(folder), more)
        model = CLIPModel.from_pretrained(folder).float().eval()
    rng = np.random.default_rng(0)
    scenes = [random_scene(rng) for _ in range(8)]
    ids = tokenizer.encode([caption(scene) for scene in scenes])
    pixels = batches.normalised(batches.pictures(scenes, rng)[0])
    with torch.no_grad():
        for module, values, own in (("text", ids, text_embeddings), ("image", pixels, picture_embeddings)):
            exported = torch.jit.load(str(bundle / f"{module}_encoder.pt"))(values)
            difference = (functional.normalize(exported, dim=-1) - own(model, values)).abs().max().item()
            if not difference < TOLERANCE:
                raise SystemExit(f"{bundle / module}_encoder.pt: embeddings differ by {difference:g} from its weights'")
            print(f"{bundle.name}, {module} encoder: rebuilt to {difference:.1e}", flush=True)
    return model


def text_embeddings(model: CLIPModel, ids: torch.Tensor) -> torch.Tensor:
    ids = ids[:, : int((ids != tokenizer.PAD).sum(1).max())]
    return functional.normalize(model.text_projection(model.text_model(ids).pooler_output), dim=-1)


def picture_embeddings(model: CLIPModel, pixels: torch.Tensor) -> torch.Tensor:
    return functional.normalize(model.visual_projection(model.vision_model(pixels).pooler_output), dim=-1)


def add_words(model: CLIPModel, seed: int) -> None:
    """Rows for the words of differences at the end of the token embedding, drawn with the spread of the others."""
    old = model.text_model.embeddings.token_embedding
    size = differences.TOKENIZER.get_vocab_size()
    new = nn.Embedding(size, old.embedding_dim)
    generator = torch.Generator().manual_seed(seed)
    spread = old.weight.detach().std()
    with torch.no_grad():
        new.weight.copy_(torch.randn(new.weight.shape, generator=generator) * spread)
        new.weight[: old.num_embeddings] = old.weight
    model.text_model.embeddings.token_embedding = new
    model.config.text_config.vocab_size = size


@dataclass(frozen=True)
class Data:
    """Training pairs with their pictures' unit differences, and captions with their embeddings of before."""

    pairs: list[Difference]
    directions: torch.Tensor
    captions: torch.Tensor
    embeddings: torch.Tensor


@torch.no_grad()
def data(model: CLIPModel, count: int, rng: np.random.Generator) -> Data:
    pairs = [differences.training_difference(rng) for _ in range(count)]
    directions = []
    for start in range(0, count, PART):
        part = pairs[start : start + PART]
        first, second = (
            picture_embeddings(model, batches.normalised(batches.pictures(scenes, rng)[0]))
            for scenes in ([pair.first for pair in part], [pair.second for pair in part])
        )
        directions.append(functional.normalize(first - second, dim=-1))
    texts = [training_caption(training_scene(rng, plain=0.5), rng) for _ in range(2 * count)]
    ids = differences.encode(texts)
    embeddings = torch.cat([text_embeddings(model, part) for part in ids.split(PART)])
    return Data(pairs, torch.cat(directions), ids, embeddings)


def losses(model: CLIPModel, known: Data, batch: int, rng: np.random.Generator) -> tuple[torch.Tensor, torch.Tensor]:
    """The contrast of differences, and one less the cosine of captions to what they were."""
    chosen = rng.choice(len(known.pairs), min(batch, len(known.pairs)), replace=False)
    turned = rng.random(len(chosen)) < 0.5
    pairs = [known.pairs[i].turned() if turn else known.pairs[i] for i, turn in zip(chosen, turned)]
    directions = known.directions[chosen] * torch.from_numpy(np.where(turned, -1, 1)).float()[:, None]
    texts = text_embeddings(model, differences.encode([pair.text() for pair in pairs]))
    logits = texts @ directions.T / TEMPERATURE
    also_right = differences.true_of(pairs).fill_diagonal_(False)
    logits = logits.masked_fill(also_right, -1e4)
    own = torch.arange(len(pairs))
    contrast = (functional.cross_entropy(logits, own) + functional.cross_entropy(logits.T, own)) / 2
    kept = rng.choice(len(known.captions), min(batch, len(known.captions)), replace=False)
    captions = text_embeddings(model, known.captions[kept])
    return contrast, 1 - (captions * known.embeddings[kept]).sum(1).mean()


def train(model: CLIPModel, known: Data, steps: int, batch: int, rate: float, rng: np.random.Generator) -> None:
    text = [*model.text_model.parameters(), *model.text_projection.parameters()]
    model.requires_grad_(False)
    for parameter in text:
        parameter.requires_grad_(True)
    optimizer = torch.optim.AdamW(text, rate)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, steps)
    start, history = time.time(), []
    for step in range(steps):
        contrast, retention = losses(model, known, batch, rng)
        optimizer.zero_grad()
        total = contrast + RETENTION * retention
        if not math.isfinite(total.item()):
            raise SystemExit(f"step {step + 1}: the loss is {total.item()}")
        total.backward()
        nn.utils.clip_grad_norm_(text, 1.0)
        optimizer.step()
        schedule.step()
        history.append((contrast.item(), retention.item()))
        if step % 100 == 99 or step + 1 == steps:
            contrasts, retentions = np.array(history[-100:]).mean(0)
            rate_now = (step + 1) * batch / (time.time() - start)
            print(f"step {step + 1} rate {rate_now:.0f}/s contrast {contrasts:.3f} retention {retentions:.5f}", flush=True)


def average(model: CLIPModel, before: dict[str, torch.Tensor], weight: float) -> None:
    """Moves every weight to `weight` of its own and the rest of what it was before."""
    with torch.no_grad():
        for name, value in model.state_dict().items():
            if value.is_floating_point():
                value.lerp_(before[name], 1 - weight)


def save(model: CLIPModel, folder: Path) -> None:
    model.save_pretrained(folder)
    tokenizer.save(folder, differences.WORDS)
    write_preprocessing(folder)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bundle", type=Path, default=BUNDLES / "toybox-clip", help="the toy CLIP to start from")
    parser.add_argument("--pairs", type=int, default=15000)
    parser.add_argument("--steps", type=int, default=800)
    parser.add_argument("--batch", type=int, default=256)
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--average", type=float, default=1.0, metavar="W",
                        help="weight of the trained model in an average with the one before")  # fmt: skip
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--out", type=Path, default=WORK / "toybox-clip-differences")
    arguments = parser.parse_args()
    if not 0 <= arguments.average <= 1:
        raise SystemExit(f"--average {arguments.average}: not from 0 to 1")
    torch.set_num_threads(arguments.threads)
    start = time.time()
    model = from_bundle(arguments.bundle)
    rng = np.random.default_rng(arguments.seed)
    add_words(model, arguments.seed)
    before = {name: value.clone() for name, value in model.state_dict().items()}
    known = data(model, arguments.pairs, rng)
    print(f"{arguments.pairs} pairs of pictures after {time.process_time():.0f} s of a core", flush=True)
    train(model, known, arguments.steps, arguments.batch, arguments.rate, rng)
    average(model, before, arguments.average)
    save(model, arguments.out)
    print(f"done after {time.time() - start:.0f} s, {time.process_time():.0f} s of a core: {arguments.out}", flush=True)


if __name__ == "__main__":
    main()
