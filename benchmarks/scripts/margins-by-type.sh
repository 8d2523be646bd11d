#!/bin/sh
# How much the margins of the toy experiment change with the type of numbers that the generator or the scorer computes in.
#
#   benchmarks/scripts/margins-by-type.sh [run options, such as --pairs-per-category 6]
#
# Runs 2 pairs of each category (--pairs-per-category 2, unless options are given) in float32 and in bfloat16, and lets the scorer judge
# the images of the first in bfloat16 and in float16 again. Prints, for each against float32 throughout, the number of
# margins, the standard deviation and the largest of their differences, and the standard deviation of the margins themselves.
# Folders are in benchmarks/target/margins; one that is finished is not run again.
set -eu
home=$(cd "$(dirname "$0")/../.." && pwd)
work=$home/benchmarks/target/margins
[ $# -gt 0 ] || set -- --pairs-per-category 2
mkdir -p "$work"

# Joins two margins.csv by pair, alpha, seed and method; prompts of the toy world hold no commas.
differences() {
  awk -F, -v name="$1" '
    FNR == 1 { next }
    { key = $1 FS $5 FS $6 FS $8 }
    NR == FNR { margin[key] = $7; next }
    key in margin {
      d = $7 - margin[key]; n++; sum += d; squares += d * d
      m += margin[key]; mm += margin[key] * margin[key]
      if (d < 0) d = -d
      if (d > most) most = d
    }
    END {
      printf "%-48s %6d margins, differences: sd %.4f, largest %.4f; margins: sd %.3f\n", name, n,
        sqrt((squares - sum * sum / n) / (n - 1)), most, sqrt((mm - m * m / n) / (n - 1))
    }' "$2" "$3"
}

for type in float32 bfloat16; do
  [ -f "$work/$type/report.json" ] ||
    "$home/steerscope" run --out "$work/$type" --dtype "$type" --baseline none --no-dashboard "$@" >"$work/$type.log" 2>&1 || {
    tail -n 3 "$work/$type.log" >&2
    exit 1
  }
done
differences "generator bfloat16, scorer float32" "$work/float32/margins.csv" "$work/bfloat16/margins.csv"
for type in bfloat16 float16; do
  csv=$work/float32/margins-toybox-clip-$type.csv
  [ -f "$csv" ] ||
    "$home/steerscope" rescore --run "$work/float32" --scorer "$home/bundles/toybox-clip" --dtype "$type" \
      >"$work/rescore-$type.log" 2>&1 || {
    tail -n 3 "$work/rescore-$type.log" >&2
    exit 1
  }
  differences "generator float32, scorer $type" "$work/float32/margins.csv" "$csv"
done
