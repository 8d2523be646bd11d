"""Writes the pair set `pairs/toybox-400.csv`: `python -m steerscope_models.toybox.pairs`.

Fifty pairs for each of the eight attributes; the two captions of a pair are canonical and differ in that attribute
only. Five categories hold one relation in fifty contexts; subject, colour and background mix relations, each ordered
pair of values as rarely repeated as possible. No caption is of a held-out combination.

With `--draws N --pairs K --categories NAME..` it writes N independent draws of K pairs of each category instead, as
categories `NAME.0001`, `NAME.0002`, ...; relations are drawn with replacement.
"""

import argparse
import csv
from itertools import permutations
from pathlib import Path

import numpy as np

from .captions import caption
from .vocabulary import ATTRIBUTES, VALUES, Scene, is_held_out_combination, random_scene

PAIRS = Path(__file__).resolve().parents[3] / "pairs" / "toybox-400.csv"
PER_CATEGORY = 50
RELATIONS = {
    "size": ("small", "large"),
    "count": ("one", "three"),
    "position": ("left", "right"),
    "pattern": ("plain", "striped"),
    "weather": ("sun", "snow"),
}
"""The categories of one relation, from source to target."""


def relations(category: str, rng: np.random.Generator) -> list[tuple[int, int]]:
    values = VALUES[category]
    if category in RELATIONS:
        source, target = (values.index(value) for value in RELATIONS[category])
        return [(source, target)] * PER_CATEGORY
    every = list(permutations(range(len(values)), 2))
    order = rng.permutation(len(every))
    return [every[order[index % len(every)]] for index in range(PER_CATEGORY)]


def context(category: str, source: int, target: int, rng: np.random.Generator) -> tuple[Scene, Scene]:
    """Two scenes in one random context, half of the other attributes drawn and half left at plain values, so that
    the changed attribute can be seen."""
    easy = {"size": 1, "count": 0, "position": 4, "pattern": 0, "weather": 0}
    while True:
        scene = random_scene(rng)
        for attribute, value in easy.items():
            if rng.random() < 0.5:
                scene = scene.with_value(attribute, value)
        pair = scene.with_value(category, source), scene.with_value(category, target)
        if not any(is_held_out_combination(end) for end in pair):
            return pair


def rows(seed: int) -> list[dict[str, str]]:
    rng = np.random.default_rng(seed)
    result, seen = [], set()
    for category in ATTRIBUTES:
        for number, (source, target) in enumerate(relations(category, rng), 1):
            while True:
                texts = tuple(caption(scene) for scene in context(category, source, target, rng))
                if texts not in seen and texts[::-1] not in seen:
                    break
            seen.add(texts)
            result.append(
                {"pair_id": f"{category}-{number:02d}", "category": category, "source": texts[0], "target": texts[1]}
            )
    return result


def draws(categories: list[str], count: int, pairs: int, seed: int) -> list[dict[str, str]]:
    rng = np.random.default_rng(seed)
    result, seen = [], set()
    for category in categories:
        for draw in range(1, count + 1):
            for number in range(1, pairs + 1):
                while True:
                    relation = relations(category, rng)[0]
                    texts = tuple(caption(scene) for scene in context(category, *relation, rng))
                    if texts not in seen and texts[::-1] not in seen:
                        break
                seen.add(texts)
                name = f"{category}.{draw:04d}"
                result.append(
                    {"pair_id": f"{name}-{number:02d}", "category": name, "source": texts[0], "target": texts[1]}
                )
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=400)
    parser.add_argument("--out", type=Path, default=PAIRS)
    parser.add_argument("--draws", type=int, help="independent draws of pairs, each a category")
    parser.add_argument("--pairs", type=int, default=8, help="pairs of a draw")
    parser.add_argument("--categories", nargs="+", choices=list(ATTRIBUTES), default=list(ATTRIBUTES))
    arguments = parser.parse_args()
    if arguments.draws is None:
        table = rows(arguments.seed)
    else:
        table = draws(arguments.categories, arguments.draws, arguments.pairs, arguments.seed)
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    with arguments.out.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, table[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(table)
    print(f"{len(table)} pairs in {arguments.out}")


if __name__ == "__main__":
    main()
