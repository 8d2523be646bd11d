"""Times scipy.stats.bootstrap on 10,000 BCa resamples of 1,200 values: the peer of BootstrapBenchmark.items.

    peer.py JMH_RESULT.json

Prints the milliseconds of both, the median of five runs of SciPy beside the JMH average, and their ratio.
"""

import json
import statistics
import sys
import time

import numpy as np
import scipy
from scipy import stats

RUNS = 5


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit("usage: peer.py JMH_RESULT.json")
    with open(sys.argv[1], encoding="utf-8") as file:
        scores = {
            result["benchmark"].rsplit(".", 1)[1]: result["primaryMetric"]["score"] for result in json.load(file)
        }
    values = 0.04 * np.random.default_rng(1).standard_normal(1200)
    milliseconds = []
    for run in range(RUNS + 1):
        start = time.perf_counter()
        # Batches keep the resamples within the cache; SciPy's default, all in one array, is slower.
        stats.bootstrap(
            (values,), np.mean, n_resamples=10_000, method="BCa", batch=500, rng=np.random.default_rng(run)
        )
        milliseconds.append(1000.0 * (time.perf_counter() - start))
    peer = statistics.median(milliseconds[1:])
    own = scores["items"]
    print(f"BCa, 10,000 resamples of 1,200 values: {own:.1f} ms")
    print(f"the same over 400 pairs of three:      {scores['pairs']:.1f} ms")
    print(f"scipy.stats.bootstrap {scipy.__version__}:          {peer:.1f} ms, {peer / own:.1f} times as long")


if __name__ == "__main__":
    main()
