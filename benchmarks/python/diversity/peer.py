"""Computes what DiversityCost computes, with NumPy: the peer of benchmarks/scripts/diversity.sh.

    peer.py FILE CATEGORIES PAIRS ALPHAS DIMENSIONS GROUPS INTERVALS

FILE holds float32 vectors: source and target of each prompt, then images in the order of pair, strength and seed, three
seeds each. GROUPS and INTERVALS are true or false. Prints seconds by the clock and of the processor, from reading to
all figures, and on standard error the figures of all images.
"""

import sys
import time

import numpy as np

RIDGE = 0.001
SEEDS = 3


def units(rows):
    rows = rows.astype(np.float64)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def entropy(matrix):
    """Of the normalised eigenvalues, and their sum."""
    values = np.linalg.eigvalsh(matrix)
    values = values[values > 1e-12]
    share = values / values.sum()
    return -np.sum(share * np.log(share)), values.sum()


def narrow(rows):
    """Rows with the same inner products, of at most as many elements as there are rows."""
    return np.linalg.qr(rows.T, mode="r").T if len(rows) < rows.shape[1] else rows


def spectrum(images, texts):
    """log Vendi, log sce, log modes, log sce of the prompts, text degrees of freedom; images by prompt and number."""
    prompts, each, dimensions = images.shape
    n = prompts * each
    y = narrow(units(images.reshape(n, dimensions)))
    x = narrow(texts)
    sums = y.reshape(prompts, each, -1).sum(axis=1)
    yy, xx, xy = y.T @ y / n, x.T @ x / prompts, x.T @ sums / n
    root = np.linalg.solve(np.linalg.cholesky(xx + RIDGE * np.eye(len(xx))), xy)
    explained = root.T @ root
    vendi, _ = entropy(yy)
    left, trace = entropy(yy - explained)
    prompt, prompt_trace = entropy(explained if len(explained) <= len(root) else root @ root.T)
    weights = np.linalg.eigvalsh(xx)
    return vendi, trace * left, left, prompt_trace * prompt, np.sum(weights / (weights + RIDGE))


def main():
    file = sys.argv[1]
    categories, pairs, alphas, dimensions = (int(argument) for argument in sys.argv[2:6])
    groups, intervals = (argument == "true" for argument in sys.argv[6:8])
    clock, processor = time.perf_counter(), time.process_time()
    vectors = np.fromfile(file, dtype="<f4").reshape(-1, dimensions)
    prompts = categories * pairs
    texts = np.hstack([units(vectors[:prompts]), units(vectors[prompts : 2 * prompts])]) / np.sqrt(2.0)
    images = vectors[2 * prompts :].reshape(prompts, alphas, SEEDS, dimensions)
    of_prompt = np.arange(prompts)

    def figures(chosen, strengths):
        return spectrum(images[np.ix_(chosen, strengths)].reshape(len(chosen), -1, dimensions), texts[chosen])

    everything = list(range(alphas))
    whole = figures(of_prompt, everything)
    if groups:
        for alpha in everything:
            figures(of_prompt, [alpha])
        for category in range(categories):
            chosen = of_prompt[category * pairs : (category + 1) * pairs]
            figures(chosen, everything)
            for alpha in everything:
                figures(chosen, [alpha])
    if intervals:
        for left_out in of_prompt:
            figures(np.delete(of_prompt, left_out), everything)
    print(f"{time.perf_counter() - clock:.2f} {time.process_time() - processor:.2f}")
    print(*np.exp(whole[:4]), whole[4], file=sys.stderr)


if __name__ == "__main__":
    main()
