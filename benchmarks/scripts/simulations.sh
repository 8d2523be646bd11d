#!/bin/sh
# Simulates experiments of normal, heavy-tailed and skewed values: how often verdicts and tests are wrong, watched and
# not, how often they find an effect, and how often intervals and bounds hold.
#
#   benchmarks/scripts/simulations.sh [EXPERIMENTS [SEED [FILE.json [QUESTION...]]]]
#
# Prints the rates in percent as tables and writes them, with their Wilson intervals, to FILE.json (default
# benchmarks/target/simulations.json). The default is 20,000 experiments with seed 1, and of what takes longest a fourth
# or a tenth of them; a rate depends on these two numbers alone. QUESTION, all by default: works, does-not, running,
# bounds, powers, tests, watched, watched-pairs, correlated, intervals, bootstraps, effects, categories, pairs,
# differences, diversity (wrong "collapses"), jackknife (intervals of effective numbers), slices (among images without
# structure), stopping (cells that are stopped when decided).
set -eu
cd "$(dirname "$0")/../.."
experiments=${1:-20000}
seed=${2:-1}
file=${3:-benchmarks/target/simulations.json}
if [ $# -gt 3 ]; then shift 3; else shift $#; fi
benchmarks/scripts/maven.sh --quiet -pl benchmarks -am -DskipTests -Dspotless.check.skip=true package
exec java -cp 'benchmarks/target/benchmarks.jar:benchmarks/target/lib/*' \
  io.steerscope.benchmarks.simulation.Simulations "$experiments" "$seed" "$file" "$@"
