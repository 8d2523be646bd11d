"""Verdicts and figures by pair of the golden margins, by NumPy and SciPy alone.

python golden.py ../../../../../statistics/src/test/resources/golden/margins/margins.csv > golden.csv
"""

import collections
import csv
import sys

import numpy as np
from scipy import stats

LEVEL, PAIRS, EFFECT, BEND = 0.95, 50, 0.01, 1.25


def holm(p):
    adjusted, largest = np.empty(len(p)), 0.0
    for step, i in enumerate(np.argsort(p)):
        largest = max(largest, min(1.0, (len(p) - step) * p[i]))
        adjusted[i] = largest
    return adjusted


def skewness_adjusted(x):
    """P-value against a mean of at most 0: the smaller of t and Hall's transform of it."""
    n, t, g = len(x), stats.ttest_1samp(x, 0).statistic, stats.skew(x, bias=False)
    a = BEND * g / (3 * np.sqrt(n))
    return stats.t.sf(min(t, t + a * t**2 + a**2 * t**3 / 3 + g / (6 * np.sqrt(n))), n - 1)


images = collections.defaultdict(list)
with open(sys.argv[1], encoding="utf-8") as file:
    for row in csv.DictReader(file):
        images[row["category"], row["alpha"], row["pair_id"]].append(float(row["margin"]))
cells, pairs = collections.defaultdict(list), collections.defaultdict(list)
for (category, alpha, pair), margins in images.items():
    cells[f"{category}|{alpha}"].append(np.mean(margins))
    pairs[category, pair].append(np.mean(margins))

out = csv.writer(sys.stdout, lineterminator="\n")
out.writerow(["group", "verdict", "mean", "smallest_effect", "p_works", "p_does_not"])
names = sorted(cells)
values = [np.array(cells[name]) for name in names]
works = holm([skewness_adjusted(x) for x in values])
does_not = holm([skewness_adjusted(EFFECT - x) for x in values])
for name, x, p, q in zip(names, values, works, does_not):
    verdict = "works" if p <= 1 - LEVEL else "does not" if q <= 1 - LEVEL else "undecided"
    out.writerow([name, verdict, float(x.mean()), EFFECT, float(p), float(q)])
for category in [*sorted({category for category, _ in pairs}), "overall"]:
    means = np.array([np.mean(m) for (of, _), m in pairs.items() if category in (of, "overall")])
    test = stats.ttest_1samp(means, 0, alternative="greater")
    out.writerow([category, "", float(means.mean()), "", float(test.pvalue), ""])
