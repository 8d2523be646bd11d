"""Writes rank-correlation.json: scipy's rank correlations, and Cohen's kappa of the signs, for samples with and without ties.

Run from the root of the repository:

    models/.venv/bin/python statistics/src/test/resources/reference/rank-correlation.py \
        > statistics/src/test/resources/reference/rank-correlation.json
"""

import json
import warnings

import numpy
import scipy
from scipy.stats import kendalltau, spearmanr

warnings.simplefilter("ignore")


def kappa(x, y):
    above_x, above_y = numpy.array(x) > 0, numpy.array(y) > 0
    expected = above_x.mean() * above_y.mean() + (1 - above_x.mean()) * (1 - above_y.mean())
    return (numpy.mean(above_x == above_y) - expected) / (1 - expected) if expected < 1 else None


def case(name, x, y):
    x, y = [float(v) for v in x], [float(v) for v in y]
    figures = {"spearman": spearmanr(x, y).statistic, "kendall_tau_b": kendalltau(x, y).statistic, "cohens_kappa": kappa(x, y)}
    figures = {k: None if v is None or numpy.isnan(v) else float(v) for k, v in figures.items()}
    return {"name": name, "x": x, "y": y, **figures}


def main():
    random = numpy.random.default_rng(20240607)
    normal = random.normal(0, 0.03, 200).round(5)
    noisy = (0.7 * normal + random.normal(0, 0.02, 200)).round(5)
    grid = random.integers(-3, 4, 120) / 100
    cases = [
        case("no ties, correlated", normal, noisy),
        case("no ties, inverse", normal, -noisy),
        case("many ties in both", grid, random.integers(-2, 3, 120) / 100),
        case("many ties, correlated", grid, (grid + random.integers(-1, 2, 120) / 100).round(2)),
        case("ties in one", grid, random.normal(0, 0.1, 120).round(5)),
        case("two subjects", [0.1, 0.2], [0.3, 0.1]),
        case("zeros of both signs are tied", [0.0, -0.0, 0.1, -0.1], [1.0, 2.0, 3.0, 3.0]),
        case("identical", normal[:50], normal[:50]),
        case("reversed", range(40), range(40, 0, -1)),
        case("one constant", [0.1, 0.1, 0.1], [0.1, 0.2, 0.3]),
    ]
    print(json.dumps({"scipy": scipy.__version__, "cases": cases}, separators=(",", ":")).replace('{"name"', '\n{"name"'))


main()
