"""Writes pictures of held-out scenes with what is true of them: `python -m steerscope_models.toybox.scenes --out DIR`.

They are inputs of `steerscope differences` in a folder for each question, images in `images` and paths relative to it:

    subjects, sizes-and-counts          labels.csv (image,label), classes.txt, comparatives.csv (first,second,text)
    pairs-captions, pairs-combinations  pairs.csv (first,second,text,truth,first_caption,second_caption): truth 1 where
                                        the first picture has more of what the text says, -1 where the second has
    ranking-size, ranking-count         truth.csv (image,value)
    retrieval                           captions.csv (image,caption)
"""

import argparse
import csv
from collections.abc import Iterable
from itertools import combinations, product
from pathlib import Path

import numpy as np
from PIL import Image

from . import differences
from .captions import caption, plural
from .vocabulary import (
    ATTRIBUTES,
    COUNTS,
    SIZES,
    SUBJECTS,
    Scene,
    default_value,
    held_out_scene,
    is_held_out_caption,
    is_held_out_combination,
    random_scene,
)
from .world import render

CONFUSABLE_SUBJECT = SUBJECTS.index("star")
FREE_OF_SUBJECTS = 3
"""A class text as short as "a car" means the defaults, so that with all attributes at random hardly any class is found."""


class Folder:
    """One question's folder: its images are numbered as they are drawn."""

    def __init__(self, path: Path, rng: np.random.Generator):
        self.path, self.rng, self.count = path, rng, 0
        (path / "images").mkdir(parents=True)

    def draw(self, scene: Scene) -> str:
        self.count += 1
        name = f"{self.count:05d}.png"
        Image.fromarray(render(scene, self.rng)[0]).save(self.path / "images" / name)
        return name

    def table(self, name: str, header: tuple[str, ...], rows: Iterable[tuple]) -> None:
        with (self.path / name).open("w", newline="", encoding="utf-8") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(header)
            writer.writerows(rows)


def held_out_with(rng: np.random.Generator, values: dict[str, int], free: int) -> Scene:
    """A held-out scene, of a caption or of a combination, that has these values; of the other attributes as many as
    `free` are at random, the rest at their defaults."""
    while True:
        scene = random_scene(rng)
        for attribute, value in values.items():
            scene = scene.with_value(attribute, value)
        others = [attribute for attribute in ATTRIBUTES if attribute not in values]
        for attribute in rng.permutation(others)[free:]:
            scene = scene.with_value(attribute, default_value(attribute, scene.subject))
        if is_held_out_caption(scene) or is_held_out_combination(scene):
            return scene


def subject_classes() -> dict[str, dict[str, int]]:
    return {f"a {subject}": {"subject": index} for index, subject in enumerate(SUBJECTS)}


def size_and_count_classes() -> dict[str, dict[str, int]]:
    """Twelve classes that differ in size and count only: "one small star" to "four large stars"."""
    name = SUBJECTS[CONFUSABLE_SUBJECT]
    return {
        f"{COUNTS[count]} {SIZES[size]} {name if count == 0 else plural(name)}": {
            "subject": CONFUSABLE_SUBJECT, "size": size, "count": count,
        }
        for count, size in product(range(len(COUNTS)), range(len(SIZES)))
    }  # fmt: skip


def comparatives(classes: dict[str, dict[str, int]]) -> list[tuple[str, str, str]]:
    """What the first class of each pair has and the second has not. Sizes and counts are said by degree."""
    base, rows = random_scene(np.random.default_rng(0)), []
    for (first, mine), (second, other) in combinations(classes.items(), 2):
        ends = [base, base]
        for attribute in mine:
            ends = [end.with_value(attribute, own[attribute]) for end, own in zip(ends, (mine, other))]
        attributes = tuple(a for a in ATTRIBUTES if getattr(ends[0], a) != getattr(ends[1], a))
        difference = differences.Difference(*ends, attributes, frozenset(differences.DEGREES))
        rows.append((first, second, difference.text()))
    return rows


def write_classes(folder: Folder, classes: dict[str, dict[str, int]], free: int, count: int) -> None:
    """As many pictures of each class as of any other, `count` at most."""
    labels = [
        (folder.draw(held_out_with(folder.rng, values, free)), label)
        for _ in range(max(1, count // len(classes)))
        for label, values in classes.items()
    ]
    folder.table("labels.csv", ("image", "label"), labels)
    (folder.path / "classes.txt").write_text("".join(label + "\n" for label in classes), encoding="utf-8")
    folder.table("comparatives.csv", ("first", "second", "text"), comparatives(classes))


def write_pairs(folder: Folder, combination: bool, count: int) -> None:
    """Pairs in both orders; `category` is the attribute that is changed, or "two" where two are."""
    rows = []
    for pair in differences.held_out_differences(folder.rng, combination, count):
        ends = [(folder.draw(scene), caption(scene)) for scene in (pair.first, pair.second)]
        truth = 1
        if folder.rng.random() >= 0.5:
            truth = -1
            ends.reverse()
        (first, first_caption), (second, second_caption) = ends
        category = pair.attributes[0] if len(pair.attributes) == 1 else "two"
        rows.append((first, second, pair.text(), truth, first_caption, second_caption, category))
    header = ("first", "second", "text", "truth", "first_caption", "second_caption", "category")
    folder.table("pairs.csv", header, rows)


def write_ranking(folder: Folder, attribute: str, count: int) -> None:
    """Value 1 is the smallest size, or a count of one."""
    scenes = [held_out_with(folder.rng, {}, len(ATTRIBUTES)) for _ in range(count)]
    rows = [(folder.draw(scene), 1 + getattr(scene, attribute)) for scene in scenes]
    folder.table("truth.csv", ("image", "value"), rows)


def write_retrieval(folder: Folder, count: int) -> None:
    """Scenes of different captions, half of them of held-out combinations."""
    scenes: dict[str, Scene] = {}
    while len(scenes) < count:
        scene = held_out_scene(folder.rng, combination=len(scenes) % 2 == 1)
        scenes.setdefault(caption(scene), scene)
    rows = [(folder.draw(scene), text) for text, scene in scenes.items()]
    folder.table("captions.csv", ("image", "caption"), rows)


WRITERS = {
    "subjects": lambda folder, count: write_classes(folder, subject_classes(), FREE_OF_SUBJECTS, count),
    "sizes-and-counts": lambda folder, count: write_classes(folder, size_and_count_classes(), len(ATTRIBUTES), count),
    "pairs-captions": lambda folder, count: write_pairs(folder, False, count),
    "pairs-combinations": lambda folder, count: write_pairs(folder, True, count),
    "ranking-size": lambda folder, count: write_ranking(folder, "size", count),
    "ranking-count": lambda folder, count: write_ranking(folder, "count", count),
    "retrieval": write_retrieval,
}


def write(out: Path, seed: int, count: int) -> None:
    """Each folder depends on the seed and its name alone."""
    for number, (name, writer) in enumerate(WRITERS.items()):
        folder = Folder(out / name, np.random.default_rng((seed, number)))
        writer(folder, count)
        print(f"{folder.count} images in {folder.path}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True, help="a folder that is empty or not there")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=800, help="pictures, or pairs of pictures, in each folder")
    arguments = parser.parse_args()
    if arguments.count < 1:
        raise SystemExit(f"--count {arguments.count}: at least one picture is needed")
    if arguments.out.exists() and (not arguments.out.is_dir() or any(arguments.out.iterdir())):
        raise SystemExit(f"{arguments.out} is not an empty folder; name another one or move it away")
    write(arguments.out, arguments.seed, arguments.count)


if __name__ == "__main__":
    main()
