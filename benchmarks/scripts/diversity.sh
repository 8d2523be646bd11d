#!/bin/sh
# What an analysis of diversity, and one of directions, costs: seconds by the clock and of the processor, and memory, from
# vectors in a file to all figures, for experiments of random vectors.
#
#   benchmarks/scripts/diversity.sh [CASE...]
#
# CASE, all by default: 4800x144, 3600x512, 100000x512 (all groups, no intervals), 450x144-intervals,
# 450x512-intervals, 4800x144-intervals, 3600x512-intervals (one group with jackknife intervals), 4800x144-directions,
# 3600x512-directions (directions of change over the same vectors). Each runs in a process
# of its own, once as the command does, and up to five times more in it, as the aggregator does. With STEERSCOPE_PYTHON,
# an interpreter that has NumPy, the same figures are computed there from the same file, on one thread, since several of
# OpenBLAS take processor time for waiting; NumPy / Java in processor time, above 1 Java takes less. Files are in
# benchmarks/target/diversity, 230 MB with the largest case.
set -eu
cd "$(dirname "$0")/../.."
python=${STEERSCOPE_PYTHON:-}
[ -z "$python" ] || "$python" -c 'import numpy' 2>/dev/null || {
  echo "diversity.sh: $python lacks numpy; name another interpreter with STEERSCOPE_PYTHON, or none" >&2
  exit 1
}
[ $# -gt 0 ] || set -- 4800x144 3600x512 450x144-intervals 450x512-intervals \
  4800x144-intervals 3600x512-intervals 100000x512 4800x144-directions 3600x512-directions
benchmarks/scripts/maven.sh --quiet -pl benchmarks -am -DskipTests -Dspotless.check.skip=true package
work=benchmarks/target/diversity
mkdir -p "$work"
measure() {
  java -XX:+UseSerialGC -Xmx700m -cp 'benchmarks/target/benchmarks.jar:benchmarks/target/lib/*' \
    io.steerscope.benchmarks.diversity.DiversityCost "$@"
}
measure head
peer() {
  [ -z "$python" ] || OPENBLAS_NUM_THREADS=1 "$python" benchmarks/python/diversity/peer.py "$@"
}
for case in "$@"; do
  vectors=${case%-directions}
  file=$work/$vectors
  [ -f "$file" ] || measure write "$vectors" "$file"
  if [ "$vectors" != "$case" ]; then
    measure directions "$vectors" "$file"
    continue
  fi
  # shellcheck disable=SC2046 # several arguments, and two numbers
  measure read "$case" "$file" $(peer "$file" $(measure shape "$case"))
done
