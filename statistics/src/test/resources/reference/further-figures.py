"""Writes further-figures.json: margins of an uneven design, and what numpy and scipy say of them.

Unequal categories, of them one of one pair and one that does not vary; missing seeds; four seeds. Run from the root of
the repository:

    models/.venv/bin/python statistics/src/test/resources/reference/further-figures.py \
        > statistics/src/test/resources/reference/further-figures.json
"""

import json
import random
from collections import defaultdict

import numpy as np
from scipy import stats
from scipy.special import gammaln

SEEDS = (0, 1, 2, 5)
SMALLEST_EFFECT = 0.02


def margins():
    random.seed(7)
    design = {"a": (12, 0.03, 0.02), "b": (1, 0.03, 0), "c": (5, 0.05, -0.01), "d": (3, 0, 0.01), "e": (28, 0.02, 0.005)}
    for category, (pairs, sd, mean) in design.items():
        for pair in range(pairs):
            of_pair = random.gauss(mean, sd) if sd else mean
            for alpha in (0.3, 0.7, 1.0):
                for seed in SEEDS:
                    if sd == 0 or random.random() >= 0.03:
                        noise = 0.02 * alpha + random.gauss(0, 0.02) if sd else 0
                        yield f"{category}-{pair}", category, alpha, seed, round(of_pair + noise, 5)


def heterogeneity(groups):
    n, m = np.array([len(v) for v in groups]), np.array([v.mean() for v in groups])
    v = np.array([g.var(ddof=1) for g in groups]) / n
    k, w = len(groups), 1 / v
    total = w.sum()
    centre = (w * m).sum() / total
    lambda_ = ((1 - w / total) ** 2 / (n - 1)).sum()
    f = (w * (m - centre) ** 2).sum() / (k - 1) / (1 + 2 * (k - 2) * lambda_ / (k * k - 1))
    df2 = (k * k - 1) / (3 * lambda_)
    q = (w * (m - centre) ** 2).sum()
    tau2 = max(0, (q - k + 1) / (total - (w**2).sum() / total))
    u = 1 / (v + tau2)
    mu = (u * m).sum() / u.sum()
    se = np.sqrt((u * (m - mu) ** 2).sum() / ((k - 1) * u.sum()))
    half, wide = stats.t.ppf(0.975, k - 1) * se, stats.t.ppf(0.975, k - 2) * np.sqrt(tau2 + 1 / u.sum())
    return {
        "welch_f": f,
        "df2": df2,
        "welch_p": stats.f.sf(f, k - 1, df2),
        "cochran_q": q,
        "cochran_p": stats.chi2.sf(q, k - 1),
        "i_squared": max(0, (q - k + 1) / q),
        "dersimonian_laird_tau2": tau2,
        "random_effects_mean": mu,
        "hartung_knapp_se": se,
        "hartung_knapp_ci95": [mu - half, mu + half],
        "prediction_interval95": [mu - wide, mu + wide],
    }


def components(x):
    seeds = x.shape[1]
    msw, msb = x.var(axis=1, ddof=1).mean(), seeds * x.mean(axis=1).var(ddof=1)
    between = max(0, (msb - msw) / seeds)
    return {
        "pairs": len(x),
        "seeds": seeds,
        "variance_between_seeds": msw,
        "variance_between_pairs": between,
        "icc1": (msb - msw) / (msb + (seeds - 1) * msw),
        "se_of_mean_by_seeds": {str(s): np.sqrt((between + msw / s) / len(x)) for s in (1, 3, 4, 10)},
        "se_of_mean_by_pairs": {str(t * len(x)): np.sqrt((between + msw / seeds) / (t * len(x))) for t in (1, 2, 4)},
    }


def slope(pairs):
    centred = [tuple(np.array(v) - np.mean(v) for v in zip(*items)) for items in pairs if len(items) > 1]
    sxx = sum(x @ x for x, _ in centred)
    b = sum(x @ y for x, y in centred) / sxx
    g = len(centred)
    se = np.sqrt(g / (g - 1) * sum((x @ (y - b * x)) ** 2 for x, y in centred)) / sxx
    return {"slope": b, "cluster_se": se, "df": g - 1, "p_greater": stats.t.sf(b / se, g - 1)}


def rate(pairs):
    r, n = np.array([sum(y > 0 for _, y in items) for items in pairs]), np.array([len(items) for items in pairs])
    p, g = r.sum() / n.sum(), len(n)
    effect = g / (g - 1) * ((r - p * n) ** 2).sum() / n.sum() ** 2 / (p * (1 - p) / n.sum())
    return {"rate": p, "n": int(n.sum()), "design_effect": effect, "effective_n": n.sum() / max(1, effect)}


def cell(x):
    n = len(x)
    figures = {"n": n}
    if n < 3 or x.std() < 1e-15:
        return figures
    s = x.std(ddof=1)
    m3 = n * ((x - x.mean()) ** 3).sum() / ((n - 1) * (n - 2))
    johnson = (x.mean() + m3 / (6 * s**2 * n) + m3 * x.mean() ** 2 / (3 * s**4)) / (s / np.sqrt(n))
    exact = n <= 25
    name = "wilcoxon_exact_p_greater" if exact else "wilcoxon_p_greater_normal_approx"
    method = "exact" if exact else "approx"
    j = np.exp(gammaln((n - 1) / 2) - gammaln((n - 2) / 2)) / np.sqrt((n - 1) / 2)
    return figures | {
        "mean": x.mean(),
        "t": x.mean() / s * np.sqrt(n),
        name: stats.wilcoxon(x, alternative="greater", method=method).pvalue,
        "johnson_t": johnson,
        "hedges_g": x.mean() / s * j,
        "p_mean_at_least_smallest_effect": stats.t.sf((SMALLEST_EFFECT - x.mean()) / s * np.sqrt(n), n - 1),
        "p_mean_at_most_minus_smallest_effect": stats.t.sf((SMALLEST_EFFECT + x.mean()) / s * np.sqrt(n), n - 1),
    }


def main():
    rows = list(margins())
    images = defaultdict(list)
    for pair, category, alpha, _, margin in rows:
        images[pair, category, alpha].append(margin)
    items = {key: np.array(v) for key, v in images.items() if len(v) == len(SEEDS)}
    pairs, categories = defaultdict(list), defaultdict(list)
    for (pair, category, alpha), v in items.items():
        pairs[pair, category].append((alpha, v.mean()))
    for (_, category), of_pair in pairs.items():
        categories[category].append(np.mean([y for _, y in of_pair]))
    varying = [np.array(v) for v in categories.values() if len(v) > 1 and np.std(v) > 1e-15]
    means = np.array([np.mean(v) for v in categories.values()])
    expected = {
        "heterogeneity_over_pair_means": heterogeneity(varying) | {"categories_left_out": len(categories) - len(varying)},
        "overall_categories_fixed": {"mean": np.mean([m for v in categories.values() for m in v])},
        "overall_categories_random": {"mean_of_category_means": means.mean(), "se": means.std(ddof=1) / np.sqrt(len(means))},
        "variance_components_by_alpha": {
            str(a): components(np.array([v for (_, _, alpha), v in items.items() if alpha == a])) for a in (0.3, 0.7, 1.0)
        },
        "slope_on_alpha_within_pairs": slope(list(pairs.values())),
        "success_rate_clustered": rate(list(pairs.values())),
        "cells": {
            f"{c}|{a}": cell(np.array([v.mean() for (_, category, alpha), v in items.items() if (category, alpha) == (c, a)]))
            for c in "abcde"
            for a in (0.3, 0.7, 1.0)
        },
    }
    text = json.dumps({"margins": rows, "expected": expected}, default=float, separators=(",", ":"))
    print(text.replace('],["', '],\n["').replace('"expected"', '\n"expected"'))


main()
