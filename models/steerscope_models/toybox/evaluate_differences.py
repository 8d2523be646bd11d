"""Measures how well the scorer understands differences: `python -m steerscope_models.toybox.evaluate_differences`.

It needs the bundles `toybox-clip` and `toybox-clip-differences` and nothing else, prints its numbers and writes
`models/toybox/results/differences.json`. A text is right about a pair of pictures if its embedding and the first picture's
less the second's make an acute angle. The reference needs no new words: the difference of the two captions.

The recipe was chosen by the held-out sets, so that fresh pairs, drawn with `--seed`, are measured beside them. Held
out are scenes, not texts: which texts the training had is found by drawing its pairs again (`--trained-pairs`).
"""

import argparse
import json
import math
import time
from collections.abc import Set
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
from .vocabulary import ATTRIBUTES, is_training_scene

SETS = {"held-out captions": False, "held-out combinations": True}
BASE, AVERAGED, TUNED = "base", "averaged half and half", "tuned"
FRESH, GROUPS, ALONE, TRAINED_ALONE = "fresh pairs", "groups", "alone", "further pairs with a trained text"
FRESH_SEED, TRAINED_PAIRS = 2, 15000
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


def trained_texts(count: int, seed: int = SEED) -> set[str]:
    """The texts of a training's pairs, which are its first draws, and of the pairs turned round."""
    rng = np.random.default_rng(seed)
    pairs = [differences.training_difference(rng) for _ in range(count)]
    return {text for pair in pairs for text in (pair.text(), pair.turned().text())}


def groups(pairs: list[Difference], trained: Set[str]) -> dict[str, Tensor]:
    """Which pairs (`bool [N]`) have a text that the training had, and how many of their scenes are held out."""
    two = torch.tensor([len(pair.attributes) == 2 for pair in pairs])
    known = torch.tensor([pair.text() in trained for pair in pairs])
    held = torch.tensor([2 - is_training_scene(pair.first) - is_training_scene(pair.second) for pair in pairs])
    return {
        "one attribute, trained text": ~two & known,
        "one attribute, new text": ~two & ~known,
        "two attributes, trained text": two & known,
        "two attributes, new text": two & ~known,
        "one scene held out": held == 1,
        "both scenes held out": held == 2,
        "both scenes held out, new text": (held == 2) & ~known,
    }


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


def figures(pairs: Pairs, cosines: Tensor, trained: Set[str] = frozenset()) -> dict:
    """A text that is also true of a pair does not stand against the pair's own text. Groups are judged by the sign, and
    by the right one of the texts of all groups."""
    own = cosines.diagonal()
    also_right = differences.true_of(pairs.pairs).T.fill_diagonal_(False)
    found = cosines.masked_fill(also_right, -2).argmax(1) == torch.arange(len(own))
    result = {
        "sign": proportion(own > 0),
        "mean cosine": round(own.mean().item(), 4),
        "right one of all": round(found.float().mean().item(), 4),
        GROUPS: {
            name: {**proportion(own[chosen] > 0), "right one of all": round(found[chosen].float().mean().item(), 4)}
            for name, chosen in groups(pairs.pairs, trained).items()
            if chosen.any()
        },
    }
    for attribute in ATTRIBUTES:
        changes = torch.tensor([attribute in pair.attributes for pair in pairs.pairs])
        if changes.any():
            result[attribute] = proportion(own[changes] > 0)
    return result


def pairs_of(combination: bool, count: int, seed: int | None = None) -> tuple[list[Difference], np.random.Generator]:
    """The pairs of a set by which the recipe was chosen, or (with a seed) fresh ones, and what draws their pictures."""
    rng = np.random.default_rng((201, combination) if seed is None else (201, combination, seed))
    return differences.held_out_differences(rng, combination, count), rng


def measured_pairs(models: dict[str, CLIPModel], pairs: Pairs, trained: Set[str]) -> dict:
    return {f"{name}, {form}": figures(pairs, pairs.cosines(models[name], form), trained) for name, form in ROWS}


def measured_set(models: dict[str, CLIPModel], combination: bool, count: int, alone: int, trained: Set[str]) -> dict:
    drawn, rng = pairs_of(combination, count)
    result, known = measured_pairs(models, Pairs(models[BASE], drawn, rng), trained), 0
    for attribute in ATTRIBUTES:
        single = [differences.held_out_difference(rng, combination, (attribute,)) for _ in range(alone)]
        known += sum(pair.text() in trained for pair in single)
        pairs = Pairs(models[BASE], single, rng)
        for name, form in ROWS:
            own = pairs.cosines(models[name], form).diagonal()
            result[f"{name}, {form}"].setdefault(ALONE, {})[attribute] = proportion(own > 0)
    result[TRAINED_ALONE] = {"n": alone * len(ATTRIBUTES), "trained": known}
    scenes = caption_scenes(count, 203, combination)
    images, _ = batches.pictures(scenes, np.random.default_rng(204))
    result["right caption"] = {name: pairwise(model, images, scenes, 205) for name, model in models.items()}
    return result


def show(title: str, row: str, found: dict) -> None:
    alone = found.get(ALONE, {})
    each = " ".join(
        f"{a} {found[a]['right']:.3f}" + (f"/{alone[a]['right']:.3f}" if alone else "") for a in ATTRIBUTES
    )
    print(f"{title}; {row}: {found['sign']['right']:.4f} cosine {found['mean cosine']:.3f} "
          f"one of all {found['right one of all']:.3f}; {each}", flush=True)  # fmt: skip
    for name, group in found[GROUPS].items():
        print(f"{title}; {row}; {name}: {group['right']:.4f} of {group['n']}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=800, help="pairs of each set")
    parser.add_argument("--alone", type=int, default=400, help="further pairs of each attribute, which changes alone")
    parser.add_argument("--seed", type=int, default=FRESH_SEED, help="of the fresh pairs, as many again of each set")
    parser.add_argument("--trained-pairs", type=int, default=TRAINED_PAIRS, help="--pairs of the training")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--base", type=Path, default=BUNDLES / "toybox-clip", help="bundle before the training")
    parser.add_argument("--tuned", type=Path, default=BUNDLES / "toybox-clip-differences", help="bundle after it")
    parser.add_argument("--out", type=Path, default=RESULTS)
    arguments = parser.parse_args()
    if arguments.count < 2 * len(ATTRIBUTES) or arguments.alone < 1:
        raise SystemExit(f"every attribute is needed: --count of at least {2 * len(ATTRIBUTES)}, --alone of at least 1")
    torch.set_num_threads(arguments.threads)
    start, result = time.time(), {}
    models, trained = scorers(arguments.base, arguments.tuned), trained_texts(arguments.trained_pairs)
    for title, combination in SETS.items():
        result[title] = measured_set(models, combination, arguments.count, arguments.alone, trained)
        for row in (f"{name}, {form}" for name, form in ROWS):
            show(title, row, result[title][row])
        for name, found in result[title]["right caption"].items():
            print(f"{title}; {name}: right caption {found}", flush=True)
    result[FRESH] = {"seed": arguments.seed}
    for title, combination in SETS.items():
        drawn, rng = pairs_of(combination, arguments.count, arguments.seed)
        pairs = Pairs(models[BASE], drawn, rng)
        result[FRESH][title] = measured_pairs(models, pairs, trained)
        for row, found in result[FRESH][title].items():
            show(f"{FRESH}, {title}", row, found)
    arguments.out.mkdir(parents=True, exist_ok=True)
    (arguments.out / "differences.json").write_text(json.dumps(result, indent=1) + "\n")
    print(f"differences: {time.time() - start:.0f} s", flush=True)


if __name__ == "__main__":
    main()
