#!/bin/sh
# How far pairs that learn from each other depend on each other: the variance of a category's mean between draws of its
# pairs, over what the t-test estimates from one draw. 1 where pairs are independent.
#
#   benchmarks/scripts/exemplars.sh [DRAWS [PAIRS [STEPS [CATEGORY...]]]]
#
# First for an embedding model (20,000 draws of 8, 20 and 50 pairs, seed 1). Then for images of the toy world: DRAWS draws
# (default 100) of PAIRS pairs (default 8) of each CATEGORY (default size, which holds one relation, and subject, which
# mixes relations), alpha 1, one seed, STEPS denoising steps (default 4), steered by analogy under both rules of
# exemplars, and by lerp, under which pairs are independent. Some minutes. The interpreter is $STEERSCOPE_PYTHON (default
# models/.venv/bin/python) and needs NumPy. Folders are in benchmarks/target/exemplars; one that is finished is not run
# again.
set -eu
home=$(cd "$(dirname "$0")/../.." && pwd)
draws=${1:-100}
pairs=${2:-8}
steps=${3:-4}
if [ $# -gt 3 ]; then shift 3; else set -- size subject; fi
python=${STEERSCOPE_PYTHON:-$home/models/.venv/bin/python}
work=$home/benchmarks/target/exemplars/$draws-$pairs-$steps-$(echo "$@" | tr ' ' -)
"$python" -c 'import numpy' 2>/dev/null || {
  echo "exemplars.sh: $python lacks numpy; name another interpreter with STEERSCOPE_PYTHON" >&2
  exit 1
}
cd "$home"
benchmarks/scripts/maven.sh --quiet -pl benchmarks -am -DskipTests -Dspotless.check.skip=true package
study() {
  java -cp 'benchmarks/target/benchmarks.jar:benchmarks/target/lib/*' io.steerscope.benchmarks.exemplars.ExemplarStudy "$@"
}
study model 20000 1
mkdir -p "$work"
(cd models && "$python" -m steerscope_models.toybox.pairs --draws "$draws" --pairs "$pairs" --categories "$@" --seed 1 \
  --out "$work/draws.csv") >&2
run() {
  rule=$1
  methods=$2
  [ -f "$work/$rule/report.json" ] ||
    ./steerscope run --out "$work/$rule" --pairs "$work/draws.csv" --methods "$methods" --exemplars "$rule" --seeds 0 \
      --alphas 1 --baseline none --steps "$steps" --no-dashboard --no-embeddings >"$work/$rule.log" 2>&1 || {
    tail -n 3 "$work/$rule.log" >&2
    exit 1
  }
}
run leave-one-out analogy,lerp
run split analogy
study head
study images "$work/leave-one-out/margins.csv" lerp none
study images "$work/leave-one-out/margins.csv" analogy leave-one-out
study images "$work/split/margins.csv" analogy split
