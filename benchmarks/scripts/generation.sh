#!/bin/sh
# Times image generation in Java beside the same TorchScript called from Python, in one run.
#
#   benchmarks/scripts/generation.sh [--full-size DIR] [--rounds N] [--json FILE]   (--help: all options)
#
# Both sides are warm processes that take turns, round by round, with the same prompts, seeds, batch and threads. The
# table gives medians, Python's time through Java's (above 1, Java is faster) by the clock and in processor time, with
# the smallest and largest of all rounds, and how far what the two made differs.
set -eu
home=$(cd "$(dirname "$0")/../.." && pwd)
python=${STEERSCOPE_PYTHON:-$home/models/.venv/bin/python}
"$python" -c 'import numpy, tokenizers, torch' 2>/dev/null || {
  echo "generation.sh: $python lacks models/requirements.txt; use models/steerscope-models once, which installs it, or set STEERSCOPE_PYTHON" >&2
  exit 1
}
"$home/benchmarks/scripts/maven.sh" --quiet -pl benchmarks -am -DskipTests -Dspotless.check.skip=true package
exec "$python" "$home/benchmarks/python/generation/compare.py" --home "$home" \
  --classes "$home/benchmarks/target/benchmarks.jar:$home/benchmarks/target/lib/*" "$@"
