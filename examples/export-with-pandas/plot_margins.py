"""Plots the margins of an export by category, method and alpha, with the unsteered images at alpha 0.

python plot_margins.py EXPORT_FOLDER PICTURE.png
"""

import sys

import matplotlib
import numpy as np
import pandas as pd
from scipy import stats

matplotlib.use("Agg")
import matplotlib.pyplot as plt  # noqa: E402

folder, picture = sys.argv[1:3]
scores = pd.read_parquet(f"{folder}/scores.parquet")

# The vectors are in the table too: the margin follows from them.
if scores["image_embedding"].notna().all():
    images, sources, targets = (
        np.stack(scores[name]) for name in ("image_embedding", "source_text_embedding", "target_text_embedding"))
    assert np.allclose((images * (targets - sources)).sum(axis=1), scores["margin"], atol=1e-5)

# An item is a pair at one alpha: the mean over its seeds. Pairs, not images, are the sample.
items = scores.groupby(["scorer", "method", "category", "alpha", "pair_id"])["margin"].mean().reset_index()
cells = items.groupby(["scorer", "method", "category", "alpha"])["margin"].agg(["mean", "sem", "count"]).reset_index()
cells["half"] = cells["sem"] * stats.t.ppf(0.975, cells["count"] - 1)
print(cells.drop(columns="sem").to_string(index=False, float_format="{:+.4f}".format))

scorer = cells["scorer"].iloc[0]
cells = cells[cells["scorer"] == scorer]
unsteered = cells[cells["method"] == "source"]
methods = sorted(set(cells["method"]) - {"source", "target"})
categories = sorted(set(cells["category"]))
figure, panels = plt.subplots(1, len(methods), figsize=(4.2 * len(methods), 4), sharey=True, squeeze=False)
for panel, method in zip(panels[0], methods):
    for i, category in enumerate(categories):
        line = pd.concat([unsteered, cells[cells["method"] == method]])
        line = line[line["category"] == category].sort_values("alpha")
        shifted = line["alpha"] + 0.012 * (i - (len(categories) - 1) / 2)  # bars beside each other
        panel.errorbar(shifted, line["mean"], line["half"], marker="o", capsize=3, label=category)
    panel.axhline(0, color="grey", linewidth=0.8)
    panel.set(title=method, xlabel="alpha (0: unsteered)", xticks=sorted({0.0, *cells["alpha"]}))
panels[0][0].set_ylabel(f"margin under {scorer}")
figure.suptitle("Mean over pairs, with its 95 % t interval")
panels[0][-1].legend(title="category", loc="upper left")
figure.tight_layout()
figure.savefig(picture, dpi=120)
