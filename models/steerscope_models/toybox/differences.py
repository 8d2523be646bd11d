"""Texts that say how one scene differs from another.

A changed attribute is said as "X instead of Y"; a size also as "larger" or "smaller", a count as "more" or "fewer";
several are joined by "and":

    car instead of boat and larger

Captions hold none of these seven words. They follow them in the tokenizer, so that captions keep their ids.
"""

from dataclasses import dataclass

import numpy as np
import torch

from . import tokenizer
from .train_clip import SIBLING_WEIGHTS
from .vocabulary import (
    ATTRIBUTES,
    VALUES,
    Scene,
    held_out_scene,
    is_held_out_combination,
    is_training_scene,
    training_scene,
)

WORDS = ("instead", "of", "and", "larger", "smaller", "more", "fewer")
DEGREES = {"size": ("smaller", "larger"), "count": ("fewer", "more")}
"""The words that say a change without its values, for less and for more."""
TOKENIZER = tokenizer.tokenizer(WORDS)


@dataclass(frozen=True)
class Difference:
    """What the first scene has and the second has not: changed attributes in the order they are said."""

    first: Scene
    second: Scene
    attributes: tuple[str, ...]
    by_degree: frozenset[str] = frozenset()

    def text(self) -> str:
        return " and ".join(self._said(attribute) for attribute in self.attributes)

    def _said(self, attribute: str) -> str:
        if attribute in self.by_degree:
            return DEGREES[attribute][getattr(self.first, attribute) > getattr(self.second, attribute)]
        return f"{self.first.value(attribute)} instead of {self.second.value(attribute)}"

    def turned(self) -> "Difference":
        return Difference(self.second, self.first, self.attributes, self.by_degree)


def encode(texts: list[str]) -> torch.Tensor:
    """Ids `int64 [N, length]` of captions and differences. A text with another word, or one that is too long, is an
    error: what is cut off or unknown is not learnt."""
    for text in texts:
        ids = TOKENIZER.encode(text).ids
        if tokenizer.UNKNOWN in ids:
            raise ValueError(f"a word of {text!r} is not in the vocabulary")
        if len(ids) > tokenizer.LENGTH:
            raise ValueError(f"{text!r} has {len(ids)} tokens with start and end; at most {tokenizer.LENGTH} are read")
    return tokenizer.encode(texts, known=TOKENIZER)


def attributes_of_a_change(rng: np.random.Generator, changes: int) -> tuple[str, ...]:
    weights = np.array([SIBLING_WEIGHTS[attribute] for attribute in ATTRIBUTES])
    chosen = rng.choice(len(ATTRIBUTES), changes, replace=False, p=weights / weights.sum())
    return tuple(ATTRIBUTES[index] for index in chosen)


def changed(scene: Scene, attributes: tuple[str, ...], rng: np.random.Generator) -> Scene:
    for attribute in attributes:
        values = [v for v in range(len(VALUES[attribute])) if v != getattr(scene, attribute)]
        scene = scene.with_value(attribute, int(rng.choice(values)))
    return scene


def said(first: Scene, second: Scene, attributes: tuple[str, ...], rng: np.random.Generator) -> Difference:
    """The difference in words of degree with chance one half, where there are such words."""
    by_degree = frozenset(attribute for attribute in attributes if attribute in DEGREES and rng.random() < 0.5)
    return Difference(first, second, attributes, by_degree)


def training_difference(rng: np.random.Generator) -> Difference:
    """One or two changed attributes of two training scenes."""
    while True:
        first = training_scene(rng, plain=0.5)
        attributes = attributes_of_a_change(rng, 1 + int(rng.random() < 0.5))
        second = changed(first, attributes, rng)
        if is_training_scene(second):
            return said(first, second, attributes, rng)


def held_out_difference(rng: np.random.Generator, combination: bool, attributes: tuple[str, ...]) -> Difference:
    """A held-out scene and one of changed attributes, in either order. Of held-out combinations both scenes are, where
    the change allows it; the other scene of a held-out caption is of combinations that training saw."""
    while True:
        held = held_out_scene(rng, combination)
        other = changed(held, attributes, rng)
        if not combination and is_held_out_combination(other):
            continue
        first, second = (held, other) if rng.random() < 0.5 else (other, held)
        return said(first, second, attributes, rng)


def held_out_differences(rng: np.random.Generator, combination: bool, count: int) -> list[Difference]:
    """Every attribute as the changed one in turn, in every second round with another one beside it."""
    result = []
    for number in range(count):
        attribute = ATTRIBUTES[number % len(ATTRIBUTES)]
        attributes: tuple[str, ...] = (attribute,)
        if number // len(ATTRIBUTES) % 2:
            other = str(rng.choice([a for a in ATTRIBUTES if a != attribute]))
            attributes = (attribute, other) if rng.random() < 0.5 else (other, attribute)
        result.append(held_out_difference(rng, combination, attributes))
    return result


def true_of(differences: list[Difference]) -> torch.Tensor:
    """Which text is true of which pair, `bool [N, N]`, texts in rows: the same attributes are changed, in the way that
    the text says."""
    first, second = (
        np.array([getattr(difference, end).indices() for difference in differences]) for end in ("first", "second")
    )
    degree = np.array([[attribute in d.by_degree for attribute in ATTRIBUTES] for d in differences])
    change, direction = first != second, np.sign(first - second)
    same_values = (first[:, None] == first[None]) & (second[:, None] == second[None])
    same_direction = direction[:, None] == direction[None]
    holds = np.where(degree[:, None], same_direction, same_values)
    return torch.from_numpy((np.where(change[:, None], holds, ~change[None])).all(-1))
