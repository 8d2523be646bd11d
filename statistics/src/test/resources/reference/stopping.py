"""Writes stopping.json: items of cells, and what is decided of them and on what evidence, by another way.

The always-valid p-value is one over the likelihood ratio of the t statistic, noncentral t to central t, mixed over a
half-normal effect by numerical integration; the product has it in closed form. Bounds are found by bisection of that
p-value in the mean that is tested. Run from the root of the repository:

    models/.venv/bin/python statistics/src/test/resources/reference/stopping.py \
        > statistics/src/test/resources/reference/stopping.json
"""

import json

import numpy as np
from scipy import integrate, optimize, special, stats

BEND = 1.25


def narrowest(planned, alpha):
    """c of the mixture, tuned at a two-sided error rate of twice alpha."""
    k = -special.lambertw(-((2 * alpha) ** 2) / np.e, -1).real
    return planned / (k - 1)


def likelihood_ratio(t, n, effect):
    """Of t under a standardised effect and under none: the density of the variance integrated numerically."""
    df = n - 1
    mode = np.sqrt(max(df, 1))

    def integrand(s, shift):
        return np.exp(df * np.log(s) - s * s / 2 - (t * s / np.sqrt(df) - shift) ** 2 / 2 - (df * np.log(mode) - mode**2 / 2))

    below, above = 1e-12, mode + 40
    top = integrate.quad(integrand, below, above, args=(effect * np.sqrt(n),), limit=400, points=[mode / 4, mode / 2, mode])[0]
    bottom = integrate.quad(integrand, below, above, args=(0.0,), limit=400, points=[mode / 4, mode / 2, mode])[0]
    return top / bottom


def p_value(t, n, c):
    if t <= 0:
        return 1.0
    edge = 12 / np.sqrt(c)
    mixed = integrate.quad(
        lambda effect: 2 * np.sqrt(c) * stats.norm.pdf(effect * np.sqrt(c)) * likelihood_ratio(t, n, effect),
        0, edge, limit=200, epsrel=1e-7, points=[min(edge * 0.9, t / np.sqrt(n))])[0]
    return min(1.0, 1 / mixed)


def adjusted(t, skewness, n):
    a = BEND * skewness / (3 * np.sqrt(n))
    return min(t, t + a * t**2 + a * a * t**3 / 3 + skewness / (6 * np.sqrt(n)))


def decide(items, level, family, effect, unit, fewest, planned):
    alpha = (1 - level) / family
    c = narrowest(planned, alpha)
    values, passed_over = [], 0
    for place, item in enumerate(items):
        if item == "open":
            return None
        if item == "passed over":
            passed_over += 1
            continue
        values.append(item)
        n = len(values)
        if n < fewest:
            continue
        x = np.array(values)
        mean, sd = x.mean(), x.std(ddof=1)
        se = sd / np.sqrt(n)
        skewness = stats.skew(x, bias=False) if n > 2 else 0.0
        below = -np.inf
        if unit == "margin":
            below = (effect - mean) / se
        elif unit == "sd":
            spread = 1 - effect * skewness + effect**2 * (2 + stats.kurtosis(x)) / 4
            below = (effect - mean / sd) * np.sqrt(n) / np.sqrt(max(1.0, spread))
        for outcome, t, skew in (("works", mean / se, skewness), ("does not", below, -skewness)):
            if not np.isfinite(t) or t < 2:  # p is far above any alpha used here
                continue
            p = p_value(adjusted(t, skew, n), n, c)
            if p <= alpha:
                def excess(direction, distance):
                    return np.log(p_value(adjusted(distance, -direction * skewness, n), n, c) / alpha)

                reach = {d: optimize.brentq(lambda t: excess(d, t), 1.0, 2e3, xtol=1e-9) for d in (-1, 1)}
                return {"outcome": outcome, "place": place, "items": n, "passed_over": passed_over, "mean": mean,
                        "lower_bound": mean - reach[-1] * se, "upper_bound": mean + reach[1] * se, "p": p}
    return None


def cases():
    random = np.random.default_rng(22)
    shapes = {
        "normal": lambda n: random.normal(size=n),
        "heavy": lambda n: random.standard_t(3, size=n) / np.sqrt(3),
        "left": lambda n: (2 - random.gamma(2, size=n)) / np.sqrt(2),
        "right": lambda n: (random.gamma(2, size=n) - 2) / np.sqrt(2),
    }
    for shape, draw in shapes.items():
        for mean, family, effect, unit, planned in (
                (1.5, 24, None, None, 15), (1.0, 1, 0.5, "margin", 50), (-0.8, 24, 0.5, "margin", 50),
                (-1.0, 6, 0.5, "sd", 20), (0.0, 24, 0.25, "sd", 50)):
            values = [round(v, 4) for v in 0.05 * (draw(planned) + mean)]
            items = ["passed over" if random.random() < 0.1 else v for v in values]
            if mean == 1.0 and shape == "left":
                items[12] = "open"
            design = {"level": 0.95, "family": family, "effect": effect and (effect if unit == "sd" else effect * 0.05),
                      "unit": unit, "fewest": 5, "planned": planned}
            yield {"shape": shape, **design, "items": items, "decision": decide(items, **design)}


if __name__ == "__main__":
    print("[" + ",\n ".join(json.dumps(case) for case in cases()) + "]")
