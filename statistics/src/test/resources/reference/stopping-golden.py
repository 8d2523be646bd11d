"""Prints what share of the items of the golden margins stopping when decided makes, in 400 random orders of numpy.

The always-valid p-value is in closed form here; stopping.py beside it integrates. Run from the root of the repository:

    models/.venv/bin/python statistics/src/test/resources/reference/stopping-golden.py
"""

import csv
from collections import defaultdict

import numpy as np
from scipy import special, stats

BEND = 1.25
ORDERS = 400
FEWEST = 5
MARGINS = "statistics/src/test/resources/golden/margins/margins.csv"


def cells():
    items = defaultdict(lambda: defaultdict(list))
    with open(MARGINS, newline="") as file:
        for row in csv.DictReader(file):
            items[row["category"], row["alpha"]][row["pair_id"]].append(float(row["margin"]))
    return {cell: np.array([np.mean(margins) for margins in pairs.values()]) for cell, pairs in items.items()}


def p_values(t, n, c):
    """Of arrays t, one column for each n."""
    q = t**2 / (n - 1)
    log_e = 0.5 * (np.log(c / (n + c)) + n * np.log1p(n * q / (n + c + c * q)))
    quantile = np.sign(t) * n * np.sqrt(q / (n + c + c * q))
    return np.minimum(1.0, np.exp(-log_e) / (2 * stats.t.cdf(quantile, n)))


def adjusted(t, skewness, n):
    a = BEND * skewness / (3 * np.sqrt(n))
    return np.minimum(t, t + a * t**2 + a * a * t**3 / 3 + skewness / (6 * np.sqrt(n)))


def main():
    random = np.random.default_rng(5)
    values = cells()
    alpha = 0.05 / len(values)
    for effect in (0.02, 0.05):
        for plain in (True, False):
            made, planned, undecided = 0, 0, 0
            for cell in values.values():
                n = np.arange(FEWEST, len(cell) + 1)
                c = len(cell) / (-special.lambertw(-((2 * alpha) ** 2) / np.e, -1).real - 1)
                orders = np.array([random.permutation(cell) for _ in range(ORDERS)])
                prefixes = [orders[:, :k] for k in n]
                mean = np.array([x.mean(1) for x in prefixes]).T
                error = np.array([x.std(1, ddof=1) for x in prefixes]).T / np.sqrt(n)
                skewness = 0 * mean if plain else np.array([stats.skew(x, 1, bias=False) for x in prefixes]).T
                transform = (lambda t, s: t) if plain else (lambda t, s: adjusted(t, s, n))
                shown = (p_values(transform(mean / error, skewness), n, c) <= alpha) | (
                    p_values(transform((effect - mean) / error, -skewness), n, c) <= alpha)
                decided = shown.any(1)
                made += np.where(decided, n[shown.argmax(1)], len(cell)).sum()
                planned += ORDERS * len(cell)
                undecided += (~decided).sum()
            print(f"{effect}, {str(plain).lower()}, {made / planned:.4f}, {undecided / ORDERS:.2f}")


if __name__ == "__main__":
    main()
