"""Differences of the toy world's scenes: their texts, and the folders of questions about them."""

import csv
import json
from pathlib import Path

import numpy as np
import pytest
import torch
from tokenizers import Tokenizer

from steerscope_models.toybox import (
    captions,
    differences,
    evaluate_differences,
    report_differences,
    scenes,
    tokenizer,
    train_differences,
)
from steerscope_models.toybox.evaluate import RESULTS, embed_pictures, embed_texts
from steerscope_models.toybox.vocabulary import (
    ATTRIBUTES,
    Scene,
    is_held_out_caption,
    is_held_out_combination,
    is_training_scene,
    random_scene,
)

BUNDLES = Path(__file__).parents[2] / "bundles"
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
    pairs = table(tmp_path / "pairs-captions" / "pairs.csv")
    assert {row["truth"] for row in pairs} == {"1", "-1"}
    assert {row["category"] for row in pairs} == {*ATTRIBUTES, "two"}
    for row in pairs:
        ends = captions.parse(row["first_caption"]), captions.parse(row["second_caption"])
        scenes_said = differences.Difference(*(ends if row["truth"] == "1" else ends[::-1]), ())
        changed = changed_attributes(scenes_said)
        assert changed == {row["category"]} or (row["category"] == "two" and len(changed) == 2)
        if " instead of " in row["text"] and row["category"] != "two":
            attribute = row["category"]
            said = f"{scenes_said.first.value(attribute)} instead of {scenes_said.second.value(attribute)}"
            assert row["text"] == said
    assert {row["value"] for row in table(tmp_path / "ranking-count" / "truth.csv")} == {"1", "2", "3", "4"}


def test_the_folders_depend_on_the_seed_only(tmp_path):
    for name, seed in (("first", 1), ("again", 1), ("other", 2)):
        scenes.write(tmp_path / name, seed, count=2)

    def contents(name):
        root = tmp_path / name
        return {path.relative_to(root): path.read_bytes() for path in root.rglob("*") if path.is_file()}

    assert contents("first") == contents("again") != contents("other")


def test_the_bundle_has_the_tokenizer_of_differences_and_the_picture_tower_of_its_base():
    base, tuned = BUNDLES / "toybox-clip", BUNDLES / "toybox-clip-differences"
    known = Tokenizer.from_file(str(tuned / "tokenizer.json"))
    assert known.get_vocab() == differences.TOKENIZER.get_vocab()
    text = "boat instead of car and fewer"
    assert known.encode(text).ids == differences.TOKENIZER.encode(text).ids
    before, after = (torch.jit.load(str(folder / "image_encoder.pt")).state_dict() for folder in (base, tuned))
    assert list(before) == list(after)
    assert all(torch.equal(before[name], after[name]) for name in before)
    assert json.loads((tuned / "bundle.json").read_text(encoding="utf-8"))["tokenizer"]["maxLength"] == 24


def test_training_moves_texts_of_differences_and_neither_pictures_nor_much_of_captions():
    # given
    rng = np.random.default_rng(3)
    model = train_differences.from_bundle(BUNDLES / "toybox-clip")
    train_differences.add_words(model, 1)
    before = {name: value.clone() for name, value in model.state_dict().items()}
    texts = [captions.caption(random_scene(rng)) for _ in range(20)]
    pictures = torch.rand(2, 3, 64, 64) * 2 - 1
    captions_before, pictures_before = embed_texts(model, texts), embed_pictures(model, pictures)
    known = train_differences.data(model, 64, rng)

    # when
    train_differences.train(model, known, steps=12, batch=32, rate=1e-3, rng=rng)

    # then
    pairs = evaluate_differences.Pairs(model, known.pairs, rng)
    agreement = pairs.cosines(model, evaluate_differences.DIFFERENCE).diagonal().mean()
    assert torch.equal(embed_pictures(model, pictures), pictures_before)
    assert (captions_before * embed_texts(model, texts)).sum(1).min() > 0.8
    changed = {name for name, value in model.state_dict().items() if not torch.equal(value, before[name])}
    assert "text_model.embeddings.token_embedding.weight" in changed and "text_projection.weight" in changed
    assert all(name.startswith(("text_model.", "text_projection.")) for name in changed)

    # when
    train_differences.average(model, before, 0.0)

    # then
    assert all(torch.equal(value, before[name]) for name, value in model.state_dict().items())
    assert agreement > pairs.cosines(model, evaluate_differences.DIFFERENCE).diagonal().mean() + 0.1


def test_the_training_starts_from_bundles_of_the_toy_world_only(tmp_path):
    assert train_differences.training(BUNDLES / "toybox-clip") == "clip-scorer"
    assert train_differences.training(BUNDLES / "toybox-clip-b") == "clip-b"
    with pytest.raises(SystemExit, match="toybox-sdxl is no CLIP of the toy world; name bundles/toybox-clip or"):
        train_differences.training(BUNDLES / "toybox-sdxl")
    with pytest.raises(SystemExit, match="is no bundle: No such file or directory"):
        train_differences.training(tmp_path)
    with pytest.raises(SystemExit, match="toybox-clip-differences has other words than those of captions"):
        train_differences.from_bundle(BUNDLES / "toybox-clip-differences")
    with pytest.raises(SystemExit, match="toybox-clip has other words than those of captions and differences"):
        train_differences.from_bundle(BUNDLES / "toybox-clip", differences.WORDS)


def test_a_loss_that_is_no_number_ends_the_training():
    rng = np.random.default_rng(4)
    model = train_differences.from_bundle(BUNDLES / "toybox-clip")
    train_differences.add_words(model, 1)
    known = train_differences.data(model, 4, rng)
    known.directions[0] = float("nan")
    with pytest.raises(SystemExit, match="step 1: the loss is nan"):
        train_differences.train(model, known, steps=2, batch=4, rate=1e-3, rng=rng)


def test_wilson_intervals_are_those_of_the_textbooks():
    assert evaluate_differences.wilson(0, 10) == (0.0, 0.2775)
    assert evaluate_differences.wilson(5, 10) == (0.2366, 0.7634)
    assert evaluate_differences.wilson(10, 10) == (0.7225, 1.0)


def test_a_text_that_is_also_true_does_not_stand_against_the_pair_s_own():
    larger = differences.Difference(CAR.with_value("size", 2), CAR, ("size",), frozenset(("size",)))
    values = differences.Difference(CAR.with_value("size", 2), CAR, ("size",))
    colour = differences.Difference(CAR.with_value("colour", 2), CAR, ("colour",))
    pairs = evaluate_differences.Pairs.__new__(evaluate_differences.Pairs)
    pairs.pairs = [larger, values, colour]
    cosines = torch.tensor([[0.5, 0.9, 0.1], [0.6, 0.5, 0.2], [0.4, -0.2, -0.1]])
    found = evaluate_differences.figures(pairs, cosines)
    assert found["right one of all"] == 0.6667
    assert found["sign"] == {"n": 3, "right": 0.6667, "interval": evaluate_differences.wilson(2, 3)}
    assert found["colour"]["n"] == 1 and found["size"]["n"] == 2


def test_the_texts_of_a_training_are_those_of_its_pairs_in_both_directions():
    model = train_differences.from_bundle(BUNDLES / "toybox-clip")
    train_differences.add_words(model, 51)
    pairs = train_differences.data(model, 20, np.random.default_rng(51)).pairs
    texts = {text for pair in pairs for text in (pair.text(), pair.turned().text())}
    assert evaluate_differences.trained_texts(20, 51) == texts


def test_pairs_are_grouped_by_what_training_had_of_them():
    rng = np.random.default_rng(5)
    held = next(s for s in (random_scene(rng) for _ in range(10000)) if is_held_out_combination(s))
    other = held.with_value("weather", (held.weather + 1) % 4)
    seen = differences.Difference(CAR, CAR.with_value("colour", 1), ("colour",))
    assert is_training_scene(CAR)
    both = differences.Difference(held, other, ("weather",))
    two = differences.Difference(held, CAR, ("colour", "size"))
    found = evaluate_differences.groups([seen, both, two], {seen.text(), "another"})
    assert {name: chosen.tolist() for name, chosen in found.items()} == {
        "one attribute, trained text": [True, False, False],
        "one attribute, new text": [False, True, False],
        "two attributes, trained text": [False, False, False],
        "two attributes, new text": [False, False, True],
        "one scene held out": [False, False, True],
        "both scenes held out": [False, True, False],
        "both scenes held out, new text": [False, True, False],
    }


@pytest.mark.parametrize("combination", [False, True])
def test_fresh_pairs_are_none_of_those_by_which_the_recipe_was_chosen(combination):
    chosen, _ = evaluate_differences.pairs_of(combination, 800)
    fresh, _ = evaluate_differences.pairs_of(combination, 800, evaluate_differences.FRESH_SEED)
    assert not {frozenset((p.first, p.second)) for p in chosen} & {frozenset((p.first, p.second)) for p in fresh}


def test_the_bundle_is_right_of_held_out_differences_and_its_base_is_not():
    rng = np.random.default_rng(7)
    drawn_pairs = [pair for c in (False, True) for pair in differences.held_out_differences(rng, c, 48)]
    models = evaluate_differences.scorers(BUNDLES / "toybox-clip", BUNDLES / "toybox-clip-differences")
    pairs = evaluate_differences.Pairs(models["base"], drawn_pairs, rng)
    right = {
        row: (pairs.cosines(models[row[0]], row[1]).diagonal() > 0).float().mean().item()
        for row in evaluate_differences.ROWS
    }
    assert right["tuned", "difference text"] > 0.96
    assert right["base", "difference of the two captions"] > 0.96
    assert 0.3 < right["base", "difference text"] < 0.75


def test_the_kept_tables_are_those_of_the_kept_results():
    results = json.loads((RESULTS / "differences.json").read_text(encoding="utf-8"))
    written = (RESULTS.parent / "RESULTS.md").read_text(encoding="utf-8")
    assert "\n".join(report_differences.tables(results)) in written
