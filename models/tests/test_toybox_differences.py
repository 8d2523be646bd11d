"""Differences of the toy world's scenes: their texts, and the folders of questions about them."""

import csv

import numpy as np
import pytest

from steerscope_models.toybox import captions, differences, scenes, tokenizer
from steerscope_models.toybox.vocabulary import (
    ATTRIBUTES,
    Scene,
    is_held_out_caption,
    is_held_out_combination,
    is_training_scene,
    random_scene,
)

CAR = Scene(9, 0, 0, 0, 4, 0, 0, 0)


def drawn(count, seed=1):
    rng = np.random.default_rng(seed)
    return [differences.training_difference(rng) for _ in range(count)]


def changed_attributes(difference):
    return {a for a in ATTRIBUTES if getattr(difference.first, a) != getattr(difference.second, a)}


def table(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_captions_have_the_same_ids_in_both_tokenizers():
    rng = np.random.default_rng(1)
    texts = [captions.caption(random_scene(rng)) for _ in range(500)]
    assert differences.encode(texts).tolist() == tokenizer.encode(texts).tolist()
    old, new = tokenizer.tokenizer().get_vocab(), differences.TOKENIZER.get_vocab()
    assert {word: new[word] for word in old} == old
    assert sorted(new[word] for word in differences.WORDS) == list(range(len(old), len(old) + 7))
    assert len(new) == len(old) + 7


def test_a_difference_says_what_the_first_scene_has():
    boat = CAR.with_value("subject", 21).with_value("size", 2)
    difference = differences.Difference(boat, CAR, ("subject", "size"), frozenset(("size",)))
    assert difference.text() == "boat instead of car and larger"
    assert difference.turned().text() == "car instead of boat and smaller"
    fewer = differences.Difference(CAR, CAR.with_value("count", 3), ("count",), frozenset(("count",)))
    assert fewer.text() == "fewer"
    assert differences.Difference(CAR, CAR.with_value("count", 3), ("count",)).text() == "one instead of four"


def test_texts_are_neither_cut_nor_unknown():
    texts = [difference.text() for difference in drawn(2000)]
    ids = differences.encode(texts)
    assert not (ids == tokenizer.UNKNOWN).any()
    assert {word for text in texts for word in text.split()} >= set(differences.WORDS)
    with pytest.raises(ValueError, match="has 27 tokens with start and end; at most 24 are read"):
        differences.encode([" and ".join(["red instead of blue"] * 5) + " and"])
    with pytest.raises(ValueError, match="a word of 'zebra instead of car' is not in the vocabulary"):
        differences.encode(["zebra instead of car"])


def test_training_differences_are_of_training_scenes_and_say_every_change():
    for difference in drawn(1000):
        assert is_training_scene(difference.first) and is_training_scene(difference.second)
        assert changed_attributes(difference) == set(difference.attributes)
        assert len(difference.attributes) in (1, 2)


@pytest.mark.parametrize("combination", [False, True])
def test_held_out_differences_have_every_attribute_and_are_held_out(combination):
    pairs = differences.held_out_differences(np.random.default_rng(2), combination, 160)
    alone = [d.attributes[0] for d in pairs if len(d.attributes) == 1]
    assert all(alone.count(attribute) == 10 for attribute in ATTRIBUTES)
    assert len(alone) == 80
    for difference in pairs:
        ends = difference.first, difference.second
        assert changed_attributes(difference) == set(difference.attributes)
        if combination:
            assert any(is_held_out_combination(end) for end in ends)
        else:
            assert not any(is_held_out_combination(end) for end in ends)
            assert any(is_held_out_caption(end) for end in ends)


def test_a_text_is_true_of_pairs_with_the_same_change_in_any_words():
    def pair(attribute, first, second, by_degree=()):
        ends = CAR.with_value(attribute, first), CAR.with_value(attribute, second)
        return differences.Difference(*ends, (attribute,), frozenset(by_degree))

    larger, values = pair("size", 2, 0, ["size"]), pair("size", 2, 1)
    smaller, colour = pair("size", 0, 1, ["size"]), pair("colour", 1, 2)
    both = differences.Difference(
        larger.first.with_value("colour", 1), larger.second.with_value("colour", 2), ("size", "colour")
    )
    assert differences.true_of([larger, values, smaller, colour, both]).tolist() == [
        [True, True, False, False, False],
        [False, True, False, False, False],
        [False, False, True, False, False],
        [False, False, False, True, False],
        [False, False, False, False, True],
    ]


def test_the_folders_of_questions_hold_pictures_of_held_out_scenes_and_their_answers(tmp_path):
    scenes.write(tmp_path, seed=1, count=24)
    assert sorted(folder.name for folder in tmp_path.iterdir()) == sorted(scenes.WRITERS)
    for folder in tmp_path.iterdir():
        pictures = {path.name for path in (folder / "images").iterdir()}
        named = {
            row[column]
            for path in folder.glob("*.csv")
            for row in table(path)
            for column in ("image", "first", "second")
            if row.get(column, "").endswith(".png")
        }
        assert named == pictures and len(pictures) in (24, 48)
    labels = [row["label"] for row in table(tmp_path / "sizes-and-counts" / "labels.csv")]
    classes = (tmp_path / "sizes-and-counts" / "classes.txt").read_text(encoding="utf-8").splitlines()
    assert sorted(labels) == sorted(classes * 2) and len(classes) == 12
    texts = {(row["first"], row["second"]): row["text"] for row in table(tmp_path / "sizes-and-counts/comparatives.csv")}
    assert texts["one small star", "three large stars"] == "smaller and fewer"
    assert len(texts) == 12 * 11 // 2
    assert {row["truth"] for row in table(tmp_path / "pairs-captions" / "pairs.csv")} == {"1", "-1"}
    assert {row["value"] for row in table(tmp_path / "ranking-count" / "truth.csv")} == {"1", "2", "3", "4"}


def test_the_folders_depend_on_the_seed_only(tmp_path):
    for name, seed in (("first", 1), ("again", 1), ("other", 2)):
        scenes.write(tmp_path / name, seed, count=2)

    def contents(name):
        root = tmp_path / name
        return {path.relative_to(root): path.read_bytes() for path in root.rglob("*") if path.is_file()}

    assert contents("first") == contents("again") != contents("other")
