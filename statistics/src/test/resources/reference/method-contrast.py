"""Writes method-contrast.json: margins of two methods in an uneven design, and what numpy and scipy say of their contrast.

Unequal categories, of them one of one pair; missing seeds and items, and pairs of one method only. Run from the root of the
repository:

    models/.venv/bin/python statistics/src/test/resources/reference/method-contrast.py \
        > statistics/src/test/resources/reference/method-contrast.json
"""

import json
import random
from collections import defaultdict

import numpy as np
from scipy import stats

PAIRS = {"c0": 6, "c1": 3, "c2": 14, "c3": 1, "c5": 2}
ALPHAS = (0.5, 1.0)
SEEDS = (0, 1)
METHODS = ("analogy", "shuffled")


def margins():
    random.seed(8)
    for category, pairs in PAIRS.items():
        for pair in range(pairs):
            for method in METHODS:
                if method == "shuffled" and category == "c5" and pair == 0 or random.random() < 0.05:
                    continue
                for alpha in ALPHAS:
                    if random.random() < 0.05:
                        continue
                    for seed in SEEDS:
                        if random.random() >= 0.03:
                            margin = round(random.gauss(0.02 if method == "analogy" else 0, 0.05), 6)
                            yield method, f"{category}p{pair}", category, alpha, seed, margin


def item_means(rows, of):
    items = defaultdict(list)
    for method, pair, category, alpha, _, margin in rows:
        if method == of:
            items[pair, category, alpha].append(margin)
    return {item: np.mean(values) for item, values in items.items() if len(values) == len(SEEDS)}


def figures(values):
    values = np.array(values)
    n = len(values)
    found = {"n": n}
    if n:
        found["mean"] = values.mean()
    if n > 1:
        test = stats.ttest_1samp(values, 0)
        found |= {"sd": values.std(ddof=1), "t": test.statistic, "df": n - 1, "p_two_sided": test.pvalue}
        for side in ("greater", "less"):
            found["p_" + side] = stats.ttest_1samp(values, 0, alternative=side).pvalue
        found["ci95_t"] = list(test.confidence_interval())
    if 0 < n <= 20:
        sums = np.zeros(1)
        for value in values:
            sums = np.concatenate([sums + value, sums - value])
        found["sign_flip_p_two_sided"] = float((abs(sums) >= abs(values.sum()) - 1e-12).mean())
        found["sign_flip_p_greater"] = float((sums >= values.sum() - 1e-12).mean())
    return found


def main():
    rows = sorted(margins())
    first, second = (item_means(rows, method) for method in METHODS)
    differences = {item: mean - second[item] for item, mean in first.items() if item in second}
    by_pair = defaultdict(list)
    for (pair, category, _), difference in differences.items():
        by_pair[pair, category].append(difference)
    pairs = {key: np.mean(values) for key, values in by_pair.items()}

    def cell(category, alpha):
        return [d for (_, c, a), d in differences.items() if a == alpha and category in (c, None)]

    expected = {
        "items": len(differences),
        "items_of_one_method_only": [len(first) - len(differences), len(second) - len(differences)],
        "overall": figures(list(pairs.values())),
        "by_category": {c: figures([d for (_, of), d in pairs.items() if of == c]) for c in PAIRS},
        "by_alpha": {str(a): figures(cell(None, a)) for a in ALPHAS},
        "by_category_alpha": {f"{c}|{a}": figures(cell(c, a)) for c in PAIRS for a in ALPHAS},
    }
    lines = ",\n".join(json.dumps(row) for row in rows)
    print('{"margins":[' + lines + '],\n"expected":' + json.dumps(expected, indent=1) + "}")


main()
