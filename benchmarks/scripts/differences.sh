#!/bin/sh
# Asks the toy scorer and the one that was tuned on differences the same questions about held-out pictures of the toy world:
# the tables "Does it help?" of docs/differences.md.
#
#   benchmarks/scripts/differences.sh [BASE TUNED]
#
# Bundles are bundles/toybox-clip and bundles/toybox-clip-differences without arguments. The pictures, 7,184 of them, are
# drawn once, in benchmarks/target/differences (seed 1, 800 of each question); the interpreter is $STEERSCOPE_PYTHON (default
# models/.venv/bin/python) and needs models/requirements-toybox.txt. One minute on two cores with nothing else running.
set -eu
home=$(cd "$(dirname "$0")/../.." && pwd)
python=${STEERSCOPE_PYTHON:-$home/models/.venv/bin/python}
base=${1:-$home/bundles/toybox-clip}
tuned=${2:-$home/bundles/toybox-clip-differences}
scenes=$home/benchmarks/target/differences
if [ ! -d "$scenes" ]; then
  "$python" -c 'import numpy, PIL, tokenizers, torch, transformers' 2>/dev/null || {
    echo "differences.sh: $python lacks some of models/requirements-toybox.txt; name another interpreter with STEERSCOPE_PYTHON" >&2
    exit 1
  }
  rm -rf "$scenes.part"
  mkdir -p "$(dirname "$scenes")"
  (cd "$home/models" && "$python" -m steerscope_models.toybox.scenes --out "$scenes.part" --seed 1 --count 800) >&2
  mv "$scenes.part" "$scenes"
fi

ask() {
  question=$1 # the folder of pictures
  command=$2
  shift 2
  echo
  echo "# $question: differences $command $*" | sed "s#$home/##g"
  echo
  # The base does not know the words of differences, and says so of every text: that is not what is asked here.
  "$home/steerscope" differences "$command" --bundle "$base" --bundle "$tuned" --images "$scenes/$question/images" \
    --format markdown "$@" 2>"$scenes.log" || {
    cat "$scenes.log" >&2
    exit 1
  }
}

for question in subjects sizes-and-counts; do
  ask $question classify --labels "$scenes/$question/labels.csv" --classes "$scenes/$question/classes.txt" \
    --comparatives "$scenes/$question/comparatives.csv" --weight 0.8,0.9 --directions second,both
done
for question in pairs-captions pairs-combinations; do
  ask $question pairs --pairs "$scenes/$question/pairs.csv" --cluster image
done
ask ranking-size rank --truth "$scenes/ranking-size/truth.csv" --text larger
ask ranking-size rank --truth "$scenes/ranking-size/truth.csv" --text large --opposite small
ask ranking-count rank --truth "$scenes/ranking-count/truth.csv" --text more
ask ranking-count rank --truth "$scenes/ranking-count/truth.csv" --text four --opposite one
ask retrieval retrieve --captions "$scenes/retrieval/captions.csv"
