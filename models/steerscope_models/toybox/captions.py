"""The toy world's caption language.

The canonical template names every attribute, and each word stands at a fixed place whatever the values are:

    one small red striped car on the left on grass in the rain
    0   1     2   3       4   5  6   7    8  9     10 11  12

Other forms leave attributes out, which then have their defaults ("a red car", "two stars at night").
"""

from dataclasses import dataclass

import numpy as np

from .vocabulary import ATTRIBUTES, COUNTS, VALUES, Scene, default_value

PLURALS = {"fish": "fishes", "butterfly": "butterflies", "cactus": "cacti"}
POSITION_PHRASES = ("on the left", "on the right", "at the top", "at the bottom", "in the center")
BACKGROUND_PHRASES = (
    "on grass", "on sand", "on water", "on asphalt", "on bricks", "on paper", "at night", "at sunset",
)  # fmt: skip
WEATHER_PHRASES = ("in the sun", "in the rain", "in the snow", "in the fog")
OMISSIBLE = tuple(attribute for attribute in ATTRIBUTES if attribute != "subject")


def plural(subject: str) -> str:
    return PLURALS.get(subject, subject + "s")


def caption(scene: Scene, omitted: frozenset[str] = frozenset()) -> str:
    """The canonical caption, less the omitted attributes (the caller sees to it that those have their defaults)."""
    subject = scene.value("subject")
    words = []
    if "count" in omitted:
        words.append("a")
    else:
        words.append(scene.value("count"))
    words += [scene.value(attribute) for attribute in ("size", "colour", "pattern") if attribute not in omitted]
    words.append(subject if scene.count == 0 else plural(subject))
    for attribute, phrases in (
        ("position", POSITION_PHRASES),
        ("background", BACKGROUND_PHRASES),
        ("weather", WEATHER_PHRASES),
    ):
        if attribute not in omitted:
            words.append(phrases[getattr(scene, attribute)])
    return " ".join(words)


def training_caption(scene: Scene, rng: np.random.Generator, canonical: float = 0.5) -> str:
    """The canonical caption, or one from which some (with equal chances: all) default attributes are left out."""
    if rng.random() < canonical:
        return caption(scene)
    at_default = [a for a in OMISSIBLE if getattr(scene, a) == default_value(a, scene.subject)]
    share = rng.choice((0.5, 1.0))
    return caption(scene, frozenset(attribute for attribute in at_default if rng.random() < share))


def short_caption(scene: Scene) -> str:
    """The shortest caption of a scene."""
    return caption(scene, frozenset(a for a in OMISSIBLE if getattr(scene, a) == default_value(a, scene.subject)))


@dataclass(frozen=True)
class CaptionError(ValueError):
    """A text outside the language."""

    text: str

    def __str__(self) -> str:
        return f"not a caption of the toy world: {self.text!r}"


def parse(text: str) -> Scene:
    """The scene that a caption describes, omitted attributes at their defaults."""
    words = text.split()
    found: dict[str, int] = {}
    place = 0
    if not words:
        raise CaptionError(text)
    if words[0] not in ("a", *COUNTS):
        raise CaptionError(text)
    found["count"] = 0 if words[0] == "a" else COUNTS.index(words[0])
    place = 1
    for attribute in ("size", "colour", "pattern"):
        if place < len(words) and words[place] in VALUES[attribute]:
            found[attribute] = VALUES[attribute].index(words[place])
            place += 1
    names = [s if found["count"] == 0 else plural(s) for s in VALUES["subject"]]
    if place >= len(words) or words[place] not in names:
        raise CaptionError(text)
    found["subject"] = names.index(words[place])
    rest = " ".join(words[place + 1 :])
    for attribute, phrases in (
        ("position", POSITION_PHRASES),
        ("background", BACKGROUND_PHRASES),
        ("weather", WEATHER_PHRASES),
    ):
        for index, phrase in enumerate(phrases):
            if rest == phrase or rest.startswith(phrase + " "):
                found[attribute] = index
                rest = rest[len(phrase) + 1 :]
                break
    if rest:
        raise CaptionError(text)
    subject = found["subject"]
    return Scene(**{a: found[a] if a in found else default_value(a, subject) for a in ATTRIBUTES})


def words() -> list[str]:
    """Every word of the language, sorted."""
    found = {"a", *COUNTS}
    for attribute in ("subject", "colour", "size", "pattern"):
        found.update(VALUES[attribute])
    found.update(plural(subject) for subject in VALUES["subject"])
    for phrase in POSITION_PHRASES + BACKGROUND_PHRASES + WEATHER_PHRASES:
        found.update(phrase.split())
    return sorted(found)
