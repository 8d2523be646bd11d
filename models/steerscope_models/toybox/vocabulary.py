"""The eight attributes of the toy world, their values, and which combinations are held out of training."""

from dataclasses import dataclass, fields, replace

import numpy as np

SUBJECTS = (
    "heart", "star", "umbrella", "key", "crown", "rocket", "shirt", "hat",
    "tree", "car", "fish", "apple", "banana", "mushroom", "cactus", "house",
    "balloon", "butterfly", "bell", "cup", "anchor", "boat", "bolt", "tulip",
)  # fmt: skip
COLOURS = ("red", "orange", "yellow", "green", "blue", "purple", "pink", "white")
SIZES = ("small", "medium", "large")
COUNTS = ("one", "two", "three", "four")
POSITIONS = ("left", "right", "top", "bottom", "center")
BACKGROUNDS = ("grass", "sand", "water", "asphalt", "bricks", "paper", "night", "sunset")
PATTERNS = ("plain", "striped", "dotted", "checkered")
WEATHERS = ("sun", "rain", "snow", "fog")

VALUES = {
    "subject": SUBJECTS,
    "colour": COLOURS,
    "size": SIZES,
    "count": COUNTS,
    "position": POSITIONS,
    "background": BACKGROUNDS,
    "pattern": PATTERNS,
    "weather": WEATHERS,
}
ATTRIBUTES = tuple(VALUES)

NATURAL_COLOUR = {
    "heart": "red", "star": "yellow", "umbrella": "purple", "key": "yellow", "crown": "yellow",
    "rocket": "white", "shirt": "blue", "hat": "purple", "tree": "green", "car": "red",
    "fish": "blue", "apple": "red", "banana": "yellow", "mushroom": "red", "cactus": "green",
    "house": "orange", "balloon": "red", "butterfly": "orange", "bell": "yellow", "cup": "white",
    "anchor": "blue", "boat": "orange", "bolt": "yellow", "tulip": "pink",
}  # fmt: skip
"""The colour of a subject whose caption names none."""

DEFAULTS = {
    "size": "medium",
    "count": "one",
    "position": "center",
    "background": "paper",
    "pattern": "plain",
    "weather": "sun",
}
"""The value of an attribute that a caption leaves out (for colour see `NATURAL_COLOUR`)."""


@dataclass(frozen=True)
class Scene:
    """One picture's meaning: an index into `VALUES[attribute]` for each attribute."""

    subject: int
    colour: int
    size: int
    count: int
    position: int
    background: int
    pattern: int
    weather: int

    def value(self, attribute: str) -> str:
        return VALUES[attribute][getattr(self, attribute)]

    def with_value(self, attribute: str, value: int) -> "Scene":
        return replace(self, **{attribute: value})

    def indices(self) -> tuple[int, ...]:
        return tuple(getattr(self, field.name) for field in fields(self))


def default_colour(subject: int) -> int:
    return COLOURS.index(NATURAL_COLOUR[SUBJECTS[subject]])


def default_value(attribute: str, subject: int) -> int:
    if attribute == "colour":
        return default_colour(subject)
    return VALUES[attribute].index(DEFAULTS[attribute])


def is_held_out_combination(scene: Scene) -> bool:
    """A pair of values never seen together in training: 23 of 192 subject and colour pairs (natural colours
    are never held out) and 9 of 72 subject and (not plain) pattern pairs."""
    subject_colour = (scene.subject + 3 * scene.colour) % 8 == 5 and scene.colour != default_colour(scene.subject)
    subject_pattern = scene.pattern > 0 and (5 * scene.subject + scene.pattern) % 8 == 2
    return subject_colour or subject_pattern


def is_held_out_caption(scene: Scene) -> bool:
    """One in sixteen of all scenes, whose values are seen in other company only."""
    code = 0
    for attribute, index in zip(ATTRIBUTES, scene.indices()):
        code = code * len(VALUES[attribute]) + index
    return ((code * 2654435761) >> 7) % 16 == 3


def is_training_scene(scene: Scene) -> bool:
    return not (is_held_out_combination(scene) or is_held_out_caption(scene))


def random_scene(rng: np.random.Generator) -> Scene:
    return Scene(*(int(rng.integers(len(VALUES[attribute]))) for attribute in ATTRIBUTES))


def training_scene(rng: np.random.Generator, plain: float = 0.0) -> Scene:
    """A random scene that is in no held-out set; with probability `plain` each attribute but subject, colour and
    background takes its default with probability one half (so that simple captions are well covered)."""
    while True:
        scene = random_scene(rng)
        if rng.random() < plain:
            for attribute in ("size", "count", "position", "pattern", "weather"):
                if rng.random() < 0.5:
                    scene = scene.with_value(attribute, default_value(attribute, scene.subject))
        if is_training_scene(scene):
            return scene


def held_out_scene(rng: np.random.Generator, combination: bool) -> Scene:
    """A random scene of a held-out combination, or (else) of a held-out caption of seen combinations."""
    while True:
        scene = random_scene(rng)
        if is_held_out_combination(scene) == combination and (combination or is_held_out_caption(scene)):
            return scene
