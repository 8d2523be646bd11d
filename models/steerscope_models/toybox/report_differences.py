"""The tables of `evaluate_differences` as Markdown."""

from .vocabulary import ATTRIBUTES


def _percent(value: float) -> str:
    return f"{100 * value:.1f}"


def _interval(found: dict) -> str:
    low, high = found["interval"]
    return f"{_percent(low)} to {_percent(high)}"


def _row(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _models(found: dict) -> dict:
    """The rows of a set, without what else is known of it."""
    return {name: row for name, row in found.items() if "sign" in row}


def _overall(title: str, found: dict) -> list[str]:
    lines = []
    for name, figures in _models(found).items():
        model, _, form = name.partition(", ")
        caption = ""
        if form == "difference text" and "right caption" in found:
            caption = _percent(found["right caption"][model]["mean"])
        cells = [_percent(figures["sign"]["right"]), _interval(figures["sign"]), f"{figures['mean cosine']:.2f}"]
        lines.append(_row([f"{title}: {name}", *cells, _percent(figures["right one of all"]), caption]))
    return lines


def _attributes(title: str, found: dict) -> list[str]:
    figures = _models(found)
    tuned = figures["tuned, difference text"]
    lines = [_row([title, *ATTRIBUTES]), "|---" * (1 + len(ATTRIBUTES)) + "|"]
    lines.append(_row(["pairs that change it (n)", *(str(tuned[a]["n"]) for a in ATTRIBUTES)]))
    lines += [_row([name, *(_percent(row[a]["right"]) for a in ATTRIBUTES)]) for name, row in figures.items()]
    lines.append(_row(["95 %, tuned, difference text", *(_interval(tuned[a]) for a in ATTRIBUTES)]))
    alone = {name: row["alone"] for name, row in figures.items()}
    tuned = alone["tuned, difference text"]
    lines.append(_row(["further pairs that change it alone (n)", *(str(tuned[a]["n"]) for a in ATTRIBUTES)]))
    lines += [_row([f"alone: {name}", *(_percent(row[a]["right"]) for a in ATTRIBUTES)]) for name, row in alone.items()]
    lines.append(_row(["95 %, alone: tuned, difference text", *(_interval(tuned[a]) for a in ATTRIBUTES)]))
    return lines


def _groups(title: str, found: dict) -> list[str]:
    """Of each group the tuned scorer's text, and what the base makes of the same pairs by two captions."""
    rows = "tuned, difference text", "base, difference of the two captions"
    text, captions = (found[row]["groups"] for row in rows)
    lines = []
    for name, group in text.items():
        cells = [str(group["n"]), _percent(group["right"]), _interval(group), _percent(group["right one of all"])]
        lines.append(_row([f"{title}: {name}", *cells, _percent(captions[name]["right"])]))
    return lines


def _further(title: str, found: dict) -> str:
    further = found["further pairs with a trained text"]
    counts = f"{further['trained']} of the {further['n']}"
    return f"{title}: {counts} further pairs that change one attribute have a trained text."


HEAD = ["", "right", "95 %", "mean cosine", "right one of all", "right caption"]
GROUPS = ["", "pairs", "right", "95 %", "right one of all", "right by the base's two captions"]


def tables(results: dict) -> list[str]:
    sets = {title: found for title, found in results.items() if title != "fresh pairs"}
    seed = results["fresh pairs"]["seed"]
    fresh = {f"fresh pairs, {title}": found for title, found in results["fresh pairs"].items() if title in sets}
    lines = [
        "## Texts of differences: the sign of the difference of two pictures", "",
        "Right is a text whose embedding makes an acute angle with the first picture's less the second's. One of all: how",
        "often a pair's own text is the nearest of the texts of the set, less those that are true of it as well. Right",
        "caption: above one with one attribute changed, mean over attributes. Base: the scorer, to which seven words are new.",
        "",
        "Two recipes were measured on the first two sets, and the better one was kept: these figures are selected. Fresh pairs",
        f"(`--seed {seed}`) were drawn after the choice.", "",
        _row(HEAD), "|---" * len(HEAD) + "|",
    ]  # fmt: skip
    for title, found in {**sets, **fresh}.items():
        lines += _overall(title, found)
    lines += [
        "", "Held out are scenes, not texts: the same pairs by whether training had the text, of this pair or of one turned",
        "round, and by whether one of both scenes or both are of the kind that no training sees. Tuned, difference text:", "",
        _row(GROUPS), "|---" * len(GROUPS) + "|",
    ]  # fmt: skip
    for title, found in {**sets, **fresh}.items():
        lines += _groups(title, found)
    for title, found in sets.items():
        lines += ["", _further(title[0].upper() + title[1:], found)]
    for title, found in sets.items():
        lines += ["", *_attributes(title, found)]
    return lines
