#!/bin/sh
# Simulates experiments: how often tests reject a true null hypothesis, watched and not, and how often intervals cover.
#
#   benchmarks/scripts/simulations.sh [EXPERIMENTS [SEED [FILE.json [watched|correlated|coverage|verdicts]...]]]
#
# Prints the rates as a table, with Wilson intervals, and writes them to FILE.json (default
# benchmarks/target/simulations.json). The default is 2,000 experiments with seed 1; a rate depends on these two alone.
set -eu
cd "$(dirname "$0")/../.."
experiments=${1:-2000}
seed=${2:-1}
file=${3:-benchmarks/target/simulations.json}
if [ $# -gt 3 ]; then shift 3; else shift $#; fi
benchmarks/scripts/maven.sh --quiet -pl benchmarks -am -DskipTests -Dspotless.check.skip=true package
exec java -cp 'benchmarks/target/benchmarks.jar:benchmarks/target/lib/*' \
  io.steerscope.benchmarks.simulation.Simulations "$experiments" "$seed" "$file" "$@"
