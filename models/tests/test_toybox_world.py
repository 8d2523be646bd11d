"""The toy world: pictures, captions, held-out scenes, pairs, tokenizer."""

import csv

import numpy as np
import pytest

from steerscope_models.toybox import captions, pairs, tokenizer, world
from steerscope_models.toybox.train_clip import sibling
from steerscope_models.toybox.vocabulary import (
    ATTRIBUTES,
    SUBJECTS,
    VALUES,
    Scene,
    default_value,
    held_out_scene,
    is_held_out_caption,
    is_held_out_combination,
    is_training_scene,
    random_scene,
    training_scene,
)


def scenes(count, seed=0):
    rng = np.random.default_rng(seed)
    return [random_scene(rng) for _ in range(count)]


def test_a_picture_depends_on_scene_and_seed_only():
    for scene in scenes(20):
        first, mask = world.render(scene, np.random.default_rng(5))
        again, _ = world.render(scene, np.random.default_rng(5))
        assert first.shape == (64, 64, 3) and first.dtype == np.uint8
        assert np.array_equal(first, again)
        assert 0.02 < mask.mean() < 0.7


def test_seeds_change_a_picture():
    scene = scenes(1)[0]
    pictures = [world.render(scene, np.random.default_rng(seed))[0] for seed in range(6)]
    assert len({picture.tobytes() for picture in pictures}) > 1


def test_sprites_lie_on_the_lattice_inside_the_picture():
    rng = np.random.default_rng(1)
    for scene in scenes(500, 1):
        cell, corners = world.layout(scene, rng)
        assert len(corners) == scene.count + 1 == len(set(corners))
        for y, x in corners:
            assert y % 4 == 0 and x % 4 == 0
            assert 0 <= min(y, x) and max(y, x) + cell <= world.EDGE


@pytest.mark.parametrize("attribute", ATTRIBUTES)
def test_every_value_of_an_attribute_can_be_seen(attribute):
    base = Scene(0, 0, 1, 0, 4, 0, 0, 0)
    pictures = {
        world.render(base.with_value(attribute, value), np.random.default_rng(3))[0].tobytes()
        for value in range(len(VALUES[attribute]))
    }
    assert len(pictures) == len(VALUES[attribute])


def test_canonical_captions_have_one_length_and_read_back():
    for scene in scenes(500, 2):
        text = captions.caption(scene)
        assert len(text.split()) == 13
        assert captions.parse(text) == scene


def test_shorter_captions_read_back_to_the_same_scene():
    rng = np.random.default_rng(3)
    for _ in range(500):
        scene = training_scene(rng, plain=1.0)
        assert captions.parse(captions.training_caption(scene, rng)) == scene
        assert captions.parse(captions.short_caption(scene)) == scene
    plain = Scene(SUBJECTS.index("car"), 0, *(default_value(a, 0) for a in ATTRIBUTES[2:]))
    assert captions.short_caption(plain) == "a car"


@pytest.mark.parametrize("text", ["", "car", "a red dog", "two car", "one small red plain car on grass in the hail"])
def test_other_texts_are_no_captions(text):
    with pytest.raises(captions.CaptionError):
        captions.parse(text)


def test_an_attribute_keeps_its_token_places():
    for attribute in ATTRIBUTES:
        for scene in scenes(50, 4):
            other = scene.with_value(attribute, (getattr(scene, attribute) + 1) % len(VALUES[attribute]))
            first, second = tokenizer.encode([captions.caption(scene), captions.caption(other)]).tolist()
            changed = sum(a != b for a, b in zip(first, second))
            assert 1 <= changed <= 2
            assert first.index(tokenizer.END) == second.index(tokenizer.END) == 14


def test_the_tokenizer_knows_every_word_and_its_special_ids():
    ids = tokenizer.encode([captions.caption(scene) for scene in scenes(300, 5)])
    assert not (ids == tokenizer.UNKNOWN).any()
    assert (ids[:, 0] == tokenizer.START).all()
    assert tokenizer.encode([""]).tolist()[0][:3] == [tokenizer.START, tokenizer.END, tokenizer.PAD]
    assert tokenizer.encode(["a " * 40]).tolist()[0][-1] == tokenizer.END
    assert tokenizer.encode(["a zebra"]).tolist()[0][2] == tokenizer.UNKNOWN


def test_training_never_sees_what_is_held_out():
    rng = np.random.default_rng(6)
    for _ in range(2000):
        scene = training_scene(rng, plain=0.5)
        assert not is_held_out_combination(scene) and not is_held_out_caption(scene)
        assert is_training_scene(sibling(scene, rng))


def test_held_out_scenes_are_what_they_say():
    rng = np.random.default_rng(7)
    for _ in range(200):
        assert is_held_out_combination(held_out_scene(rng, combination=True))
        scene = held_out_scene(rng, combination=False)
        assert is_held_out_caption(scene) and not is_held_out_combination(scene)


def test_every_subject_meets_other_colours_and_patterns_in_training():
    for subject in range(len(SUBJECTS)):
        base = Scene(subject, 0, 1, 0, 4, 0, 0, 0)
        colours = [c for c in range(8) if not is_held_out_combination(base.with_value("colour", c))]
        assert len(colours) >= 7 and default_value("colour", subject) in colours
        assert not is_held_out_combination(base.with_value("colour", default_value("colour", subject)))


def test_draws_of_pairs_are_categories_of_their_own_and_repeat_no_pair():
    table = pairs.draws(["size", "subject"], 3, 8, 1)
    assert table == pairs.draws(["size", "subject"], 3, 8, 1)
    assert [row["category"] for row in table[::8]] == [f"{c}.000{n}" for c in ("size", "subject") for n in (1, 2, 3)]
    assert len({row["pair_id"] for row in table}) == len(table) == 48
    assert len({frozenset((row["source"], row["target"])) for row in table}) == 48
    for row in table:
        ends = captions.parse(row["source"]), captions.parse(row["target"])
        differing = [a for a in ATTRIBUTES if getattr(ends[0], a) != getattr(ends[1], a)]
        assert [row["category"].split(".")[0]] == differing


def test_the_pair_set_is_valid_and_reproducible():
    table = pairs.rows(400)
    with pairs.PAIRS.open(encoding="utf-8") as file:
        assert list(csv.DictReader(file)) == table
    assert len({row["pair_id"] for row in table}) == len(table) == 400
    assert len({frozenset((row["source"], row["target"])) for row in table}) == 400
    for row in table:
        ends = captions.parse(row["source"]), captions.parse(row["target"])
        differing = [a for a in ATTRIBUTES if getattr(ends[0], a) != getattr(ends[1], a)]
        assert differing == [row["category"]]
        assert all(captions.caption(end) == row[key] for end, key in zip(ends, ("source", "target")))
        assert not any(is_held_out_combination(end) for end in ends)
        if row["category"] in pairs.RELATIONS:
            assert tuple(end.value(row["category"]) for end in ends) == pairs.RELATIONS[row["category"]]
    for category in ATTRIBUTES:
        assert sum(row["category"] == category for row in table) == 50
