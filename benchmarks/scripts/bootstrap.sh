#!/bin/sh
# Compares the BCa bootstrap with that of SciPy, and prints what the streaming bootstrap costs for each item.
#
#   benchmarks/scripts/bootstrap.sh
#
# The interpreter is $STEERSCOPE_PYTHON (default models/.venv/bin/python) and needs SciPy 1.15 or newer.
set -eu
cd "$(dirname "$0")/../.."
python=${STEERSCOPE_PYTHON:-models/.venv/bin/python}
"$python" -c 'import scipy.stats' 2>/dev/null || {
  echo "bootstrap.sh: $python lacks scipy; name another interpreter with STEERSCOPE_PYTHON" >&2
  exit 1
}
benchmarks/scripts/jmh.sh 'BootstrapBenchmark|PoissonUpdateBenchmark' -rf json -rff benchmarks/target/bootstrap.json
"$python" benchmarks/python/bootstrap/peer.py benchmarks/target/bootstrap.json
