"""Measures how well the scorer understands differences: `python -m steerscope_models.toybox.evaluate_differences`.

It needs the bundles `toybox-clip` and `toybox-clip-differences` and nothing else, prints its numbers and writes
`models/toybox/results/differences.json`. A text is right about a pair of pictures if its embedding and the first picture's
less the second's make an acute angle. The reference needs no new words: the difference of the two captions.
"""

import argparse
import json
import math
import time
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional
from transformers import CLIPModel

from . import batches, differences
from .captions import caption
from .differences import Difference
from .evaluate import RESULTS, caption_scenes, embed_pictures, embed_texts, pairwise
from .sources import BUNDLES
from .train_differences import SEED, add_words, average, from_bundle
from .vocabulary import ATTRIBUTES

SETS = {"held-out captions": False, "held-out combinations": True}
BASE, AVERAGED, TUNED = "base", "averaged half and half", "tuned"
DIFFERENCE, CAPTIONS = "difference text", "difference of the two captions"
ROWS = ((BASE, DIFFERENCE), (BASE, CAPTIONS), (AVERAGED, DIFFERENCE), (TUNED, DIFFERENCE), (TUNED, CAPTIONS))


def wilson(right: int, count: int, z: float = 1.959963984540054) -> tuple[float, float]:
    """Wilson's 95 % interval of a proportion."""
    share, scale = right / count, 1 + z * z / count
    middle = (share + z * z / (2 * count)) / scale
    half = z / scale * math.sqrt(share * (1 - share) / count + z * z / (4 * count * count))
    return round(middle - half, 4), round(middle + half, 4)


def proportion(right: Tensor) -> dict:
    count, hits = len(right), int(right.sum())
    return {"n": count, "right": round(hits / count, 4), "interval": wilson(hits, count)}


def scorers(base: Path, tuned: Path) -> dict[str, CLIPModel]:
    """The scorer before (new words as the training starts from), in between, and after."""
    models = {BASE: from_bundle(base)}
    add_words(models[BASE], SEED)
    for name in (AVERAGED, TUNED):
        models[name] = from_bundle(tuned, differences.WORDS)
    average(models[AVERAGED], models[BASE].state_dict(), 0.5)
    return models


class Pairs:
    """Differences with their pictures' directions, the same for all models: none has another picture tower."""

    def __init__(self, model: CLIPModel, pairs: list[Difference], rng: np.random.Generator):
        self.pairs = pairs
        first, second = (
            embed_pictures(model, batches.pictures(scenes, rng)[0])
            for scenes in ([pair.first for pair in pairs], [pair.second for pair in pairs])
        )
        self.directions = functional.normalize(first - second, dim=-1)

    def texts(self, model: CLIPModel, form: str) -> Tensor:
        if form == DIFFERENCE:
            texts = [pair.text() for pair in self.pairs]
            differences.encode(texts)
            return embed_texts(model, texts, differences.TOKENIZER)
        first, second = (
            embed_texts(model, [caption(scene) for scene in scenes])
            for scenes in ([pair.first for pair in self.pairs], [pair.second for pair in self.pairs])
        )
        return functional.normalize(first - second, dim=-1)

    def cosines(self, model: CLIPModel, form: str) -> Tensor:
        """Of every direction (rows) with every text."""
        return self.directions @ self.texts(model, form).T


def figures(pairs: Pairs, cosines: Tensor) -> dict:
    """A text that is also true of a pair does not stand against the pair's own text."""
    own = cosines.diagonal()
    also_right = differences.true_of(pairs.pairs).T.fill_diagonal_(False)
    best = cosines.masked_fill(also_right, -2).argmax(1)
    result = {
        "sign": proportion(own > 0),
        "mean cosine": round(own.mean().item(), 4),
        "right one of all": round((best == torch.arange(len(own))).float().mean().item(), 4),
    }
    for attribute in ATTRIBUTES:
        changes = torch.tensor([attribute in pair.attributes for pair in pairs.pairs])
        if changes.any():
            result[attribute] = proportion(own[changes] > 0)
    return result


def measured_set(models: dict[str, CLIPModel], combination: bool, count: int, alone: int) -> dict:
    rng = np.random.default_rng((201, combination))
    pairs = Pairs(models[BASE], differences.held_out_differences(rng, combination, count), rng)
    result = {f"{name}, {form}": figures(pairs, pairs.cosines(models[name], form)) for name, form in ROWS}
    for attribute in ATTRIBUTES:
        single = [differences.held_out_difference(rng, combination, (attribute,)) for _ in range(alone)]
        pairs = Pairs(models[BASE], single, rng)
        for name, form in ROWS:
            own = pairs.cosines(models[name], form).diagonal()
            result[f"{name}, {form}"].setdefault("alone", {})[attribute] = proportion(own > 0)
    scenes = caption_scenes(count, 203, combination)
    images, _ = batches.pictures(scenes, np.random.default_rng(204))
    result["right caption"] = {name: pairwise(model, images, scenes, 205) for name, model in models.items()}
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=800, help="pairs of each set")
    parser.add_argument("--alone", type=int, default=400, help="further pairs of each attribute, which changes alone")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--base", type=Path, default=BUNDLES / "toybox-clip", help="bundle before the training")
    parser.add_argument("--tuned", type=Path, default=BUNDLES / "toybox-clip-differences", help="bundle after it")
    parser.add_argument("--out", type=Path, default=RESULTS)
    arguments = parser.parse_args()
    if arguments.count < 2 * len(ATTRIBUTES) or arguments.alone < 1:
        raise SystemExit(f"every attribute is needed: --count of at least {2 * len(ATTRIBUTES)}, --alone of at least 1")
    torch.set_num_threads(arguments.threads)
    start, result = time.time(), {}
    models = scorers(arguments.base, arguments.tuned)
    for title, combination in SETS.items():
        result[title] = measured_set(models, combination, arguments.count, arguments.alone)
        for row in (f"{name}, {form}" for name, form in ROWS):
            found = result[title][row]
            each = " ".join(f"{a} {found[a]['right']:.3f}/{found['alone'][a]['right']:.3f}" for a in ATTRIBUTES)
            print(f"{title}; {row}: {found['sign']['right']:.4f} cosine {found['mean cosine']:.3f} "
                  f"one of all {found['right one of all']:.3f}; {each}", flush=True)  # fmt: skip
        for name, found in result[title]["right caption"].items():
            print(f"{title}; {name}: right caption {found}", flush=True)
    arguments.out.mkdir(parents=True, exist_ok=True)
    (arguments.out / "differences.json").write_text(json.dumps(result, indent=1) + "\n")
    print(f"differences: {time.time() - start:.0f} s", flush=True)


if __name__ == "__main__":
    main()
