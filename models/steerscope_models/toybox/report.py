"""Writes the measured results as Markdown: `python -m steerscope_models.toybox.report`."""

import argparse
import json
from pathlib import Path

from . import report_differences
from .evaluate import RESULTS
from .vocabulary import ATTRIBUTES

TARGET = RESULTS.parent / "RESULTS.md"


def table(rows: dict[str, dict[str, float]], last: tuple[str, ...]) -> list[str]:
    columns = (*ATTRIBUTES, *last)
    lines = ["| | " + " | ".join(columns) + " |", "|---" * (len(columns) + 1) + "|"]
    for title, row in rows.items():
        lines.append(f"| {title} | " + " | ".join(f"{100 * row[column]:.1f}" for column in columns) + " |")
    return lines


def steering(parts: dict) -> list[str]:
    alphas = parts["alphas"]
    lines = [
        "| category, method | " + " | ".join(f"margin at {alpha:g}" for alpha in alphas)
        + " | target by probe, first and last | pairs up | rises at every alpha |",
        "|---" * (len(alphas) + 4) + "|",
    ]  # fmt: skip
    for title, series in parts.items():
        if title == "alphas":
            continue
        chance = series["probability of target"]
        lines.append(
            f"| {title}{' (one relation)' if series['one relation'] else ''} | "
            + " | ".join(f"{value:+.3f}" for value in series["margin"])
            + f" | {chance[0]:.2f}, {chance[-1]:.2f} | {100 * series['pairs with margin up from alpha 0 to 1']:.0f} % | "
            + ("yes" if series["rises at every alpha"] else "no") + " |"
        )  # fmt: skip
    return lines


def main() -> None:
    argparse.ArgumentParser(description=__doc__).parse_args()
    found = {path.stem: json.loads(path.read_text()) for path in RESULTS.glob("*.json")}
    lines = ["# Measured results of the toy world", "", "Written by `python -m steerscope_models.toybox.report`; in percent unless said otherwise."]
    if "scorer" in found:
        lines += ["", "## CLIPs: right caption above the caption with one attribute changed, real pictures", ""]
        lines += table(found["scorer"], ("mean",))
    if "images" in found:
        lines += ["", "## Generated pictures, attributes read by the probe", ""]
        lines += table(found["images"], ("mean", "all eight"))
    judged = dict(found.get("probe", {}))
    if "vae" in found:
        judged.update({"real (autoencoder's set)": found["vae"]["real"], "reconstructed": found["vae"]["reconstructed"]})
    if judged:
        lines += ["", "## Real and reconstructed pictures, attributes read by the probe", ""]
        lines += table(judged, ("mean", "all eight"))
    if "vae" in found:
        lines += ["", f"Autoencoder: {found['vae']['psnr']} dB, in the subjects {found['vae']['psnr of subjects']} dB."]
    if "steering" in found:
        lines += ["", "## Steering, 8 steps, CFG 3, margins by the scorer (cosine to target less cosine to source)", ""]
        lines += steering(found["steering"])
    if "differences" in found:
        lines += ["", *report_differences.tables(found["differences"])]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(TARGET)


if __name__ == "__main__":
    main()
