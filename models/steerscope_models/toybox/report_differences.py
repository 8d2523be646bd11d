"""The tables of `evaluate_differences` as Markdown."""

from .vocabulary import ATTRIBUTES


def _percent(value: float) -> str:
    return f"{100 * value:.1f}"


def _interval(found: dict) -> str:
    low, high = found["interval"]
    return f"{_percent(low)} to {_percent(high)}"


def _row(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _overall(title: str, found: dict) -> list[str]:
    lines = []
    for name, figures in found.items():
        if name == "right caption":
            continue
        model, _, form = name.partition(", ")
        caption = _percent(found["right caption"][model]["mean"]) if form == "difference text" else ""
        cells = [_percent(figures["sign"]["right"]), _interval(figures["sign"]), f"{figures['mean cosine']:.2f}"]
        lines.append(_row([f"{title}: {name}", *cells, _percent(figures["right one of all"]), caption]))
    return lines


def _attributes(title: str, found: dict) -> list[str]:
    figures = {name: row for name, row in found.items() if name != "right caption"}
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


def tables(results: dict) -> list[str]:
    lines = [
        "## Texts of differences: the sign of the difference of two pictures", "",
        "Right is a text whose embedding makes an acute angle with the first picture's less the second's. One of all: how",
        "often a pair's own text is the nearest of the texts of the set, less those that are true of it as well. Right",
        "caption: above one with one attribute changed, mean over attributes. Base: the scorer, to which seven words are new.",
        "",
        _row(["", "right", "95 %", "mean cosine", "right one of all", "right caption"]), "|---" * 6 + "|",
    ]  # fmt: skip
    for title, found in results.items():
        lines += _overall(title, found)
    for title, found in results.items():
        lines += ["", *_attributes(title, found)]
    return lines
