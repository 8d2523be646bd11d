"""Writes noncentral-t.csv, f.csv and chi-squared.csv: tails to 17 digits, by mpmath at 40 digits.

Run from the root of the repository (a minute):

    models/.venv/bin/python statistics/src/test/resources/reference/distributions.py

The noncentral t is integrated from its definition; where scipy.stats.nct gives a tail above 1e-6 both agree to 1e-8 of
it, or the script ends with an error.
"""

import csv
import itertools
import pathlib

import mpmath
import numpy
from scipy.special import log_ndtr
from scipy.stats import nct

HERE = pathlib.Path(__file__).parent
mpmath.mp.dps = 40


def tail(t, df, nc):
    """P(T <= t): the integral over s of the normal distribution function at t s - nc times the density of s = chi/sqrt df."""
    t, df, nc = mpmath.mpf(t), mpmath.mpf(df), mpmath.mpf(nc)
    constant = mpmath.log(2) + df / 2 * mpmath.log(df / 2) - mpmath.loggamma(df / 2)

    def log_density(s):
        return constant + (df - 1) * mpmath.log(s) - df * s * s / 2

    def integrand(s):
        return mpmath.ncdf(t * s - nc) * mpmath.exp(log_density(s))

    def relative(s):
        return integrand(s) / largest

    width = 1 / mpmath.sqrt(2 * df + t * t)
    s = numpy.arange(1, 40000) / 4000
    mode = mpmath.mpf(s[numpy.argmax(log_ndtr(float(t) * s - float(nc)) + float(df) * (numpy.log(s) - s * s / 2) - numpy.log(s))])
    largest = integrand(mode)
    span = 1 / mpmath.sqrt(2 * df) + width
    points = [mode + i * span for i in range(-24, 25)] + [nc / t + i / abs(t) for i in range(-10, 11)] if t else [mode]
    points = sorted({mpmath.mpf(0), *[p for p in points if p > 0], max(mode + 30 * span, 12 if df < 50 else mode + 30 * span)})
    return largest * mpmath.quad(relative, points)


def rows_of_noncentral_t():
    cases = list(itertools.product([1, 2, 4, 9, 29, 119], [-3, -0.7, 0.4, 2.5, 8], [-2, 0.5, 3, 9]))
    cases += [(1199, 3, 4), (1199, 40, 38), (1199, -2, 0.1), (49999, 1.96, 2.8), (49999, 250, 249), (999999, 5, 3)]
    cases += [(9, 60, 55), (3, 1500, 1400), (1, 12.7, 0.01), (9, 2, 25), (39, 30, 4), (9, 0, 1.5)]
    for df, t, nc in cases:
        lower, upper = tail(t, df, nc) if t else mpmath.ncdf(-nc), tail(-t, df, -nc) if t else mpmath.ncdf(nc)
        assert abs(lower + upper - 1) < 1e-20, (df, t, nc, lower, upper)
        for ours, theirs in ((lower, nct.cdf(t, df, nc)), (upper, nct.sf(t, df, nc))):
            if theirs > 1e-6 and abs(ours - theirs) > 1e-8 * ours:
                raise SystemExit(f"scipy gives {theirs} where mpmath gives {ours}: df {df}, t {t}, noncentrality {nc}")
        yield df, t, nc, lower, upper


def rows_of_f():
    for df1, df2 in itertools.product([1, 2, 3, 7, 23], [1.5, 4, 19.998383942247077, 300, 40000]):
        for f in [0.001, 0.3, 1, 2.9, 12, 90, 700]:
            yield df1, df2, f, mpmath.betainc(mpmath.mpf(df2) / 2, mpmath.mpf(df1) / 2, 0, df2 / (df2 + df1 * mpmath.mpf(f)), regularized=True)


def rows_of_chi_squared():
    for df in [1, 2, 3, 11, 40, 300]:
        for x in [0.001, 0.5, 3, 9.3, 40, 250, 1100]:
            yield df, x, mpmath.gammainc(mpmath.mpf(df) / 2, mpmath.mpf(x) / 2, regularized=True)


def write(name, comment, columns, rows):
    with open(HERE / name, "w", newline="") as file:
        file.write(f"# {comment}\n")
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([mpmath.nstr(v, 17) if isinstance(v, mpmath.mpf) else v for v in row] for row in rows)


write("noncentral-t.csv", "P(T <= t) and P(T >= t) of the noncentral t", ["df", "t", "noncentrality", "lower", "upper"], rows_of_noncentral_t())
write("f.csv", "P(F >= f)", ["df1", "df2", "f", "upper_tail"], rows_of_f())
write("chi-squared.csv", "P(X >= x)", ["df", "x", "upper_tail"], rows_of_chi_squared())
