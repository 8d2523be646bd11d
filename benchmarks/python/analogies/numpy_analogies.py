"""The questions of `steerscope analogies` answered with NumPy, in float32: a product of the words that are asked for with
the vocabulary, from whose rows each block of questions takes its three; blocks on as many threads as told.

    python numpy_analogies.py VECTORS QUESTIONS VOCABULARY CONTROLS THREADS

Prints {"METHOD|CONVENTION": [n, top 1, top 5, top 1 of the controls]} as JSON.
"""

import json
import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np

BLOCK = 16
METHODS = ("3cosadd", "3cosmul", "pair-direction", "only-c", "only-b")


def read(vectors, vocabulary):
    words, rows = {}, []
    with open(vectors, encoding="utf-8") as file:
        for _, line in zip(range(vocabulary), file):
            word, rest = line.rstrip("\n").split(" ", 1)
            if words.setdefault(word.lower(), len(rows)) == len(rows):
                rows.append(np.array(rest.split(), np.float32))
    rows = np.array(rows)
    return words, rows / np.linalg.norm(rows, axis=1, keepdims=True)


def questions(file, words):
    asked = []
    with open(file, encoding="utf-8") as lines:
        for line in lines:
            if line.strip() and not line.startswith(":"):
                numbers = [words.get(word) for word in line.lower().split()]
                if None not in numbers:
                    asked.append(numbers)
    return np.array(asked)


def score(method, a, b, c, products):
    if method == "3cosadd":
        return b - a + c
    if method == "3cosmul":
        return (1 + b) * (1 + c) / (1 + a + np.float32(2e-6))
    if method == "pair-direction":
        ca, cb = products
        with np.errstate(divide="ignore", invalid="ignore"):
            return (b - a - (cb - ca)) / np.sqrt(np.maximum(2 - 2 * c, 0))
    return c if method == "only-c" else b


def ranks(cosines, row, asked):
    """Ranks [method, convention, question]; 0 where the answer is a, b or c."""
    a, b, c, d = asked.T
    n = np.arange(len(asked))
    places = np.arange(cosines.shape[1])
    of_a, of_b, of_c = cosines[row[a]], cosines[row[b]], cosines[row[c]]
    products = of_c[n, a][:, None], of_c[n, b][:, None]
    found = np.zeros((len(METHODS), 2, len(asked)), np.int64)
    for m, method in enumerate(METHODS):
        scores = score(method, of_a, of_b, of_c, products)
        if method == "pair-direction":
            scores[n, c] = -np.inf
        best = scores[n, d][:, None]
        before = (scores > best).sum(axis=1) + ((scores == best) & (places < d[:, None])).sum(axis=1)
        query = scores[n[:, None], asked[:, :3]]
        above = (query > best) | ((query == best) & (asked[:, :3] < d[:, None]))
        above[:, 1] &= b != a
        above[:, 2] &= (c != a) & (c != b)
        found[m, 1] = before + 1
        found[m, 0] = np.where((asked[:, :3] == d[:, None]).any(axis=1), 0, before + 1 - above.sum(axis=1))
    return found


def main(vectors, file, vocabulary, controls, threads):
    words, units = read(vectors, int(vocabulary))
    asked = questions(file, words)
    used = np.unique(asked)
    row = np.zeros(len(units), np.int64)
    row[used] = np.arange(len(used))
    cosines = units[used] @ units.T
    random = np.random.default_rng(1)
    totals = []
    with ThreadPoolExecutor(int(threads)) as pool:
        for control in range(int(controls) + 1):
            order = np.arange(len(asked))
            while control and (order == np.arange(len(asked))).any():
                order = random.permutation(len(asked))
            these = np.hstack([asked[:, :2], asked[order, 2:]])
            blocks = [these[i : i + BLOCK] for i in range(0, len(these), BLOCK)]
            found = np.concatenate(list(pool.map(lambda block: ranks(cosines, row, block), blocks)), axis=2)
            totals.append([(found > 0).sum(axis=2), (found == 1).sum(axis=2), ((found > 0) & (found <= 5)).sum(axis=2)])
    totals = np.array(totals)
    print(
        json.dumps(
            {
                f"{method}|{convention}": [int(x) for x in totals[0, :, m, k]]
                + [float((totals[1:, 1, m, k] / totals[1:, 0, m, k]).mean()) if len(totals) > 1 else None]
                for m, method in enumerate(METHODS)
                for k, convention in enumerate(("exclusive", "inclusive"))
            }
        )
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
