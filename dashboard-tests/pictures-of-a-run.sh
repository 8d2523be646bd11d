#!/bin/sh
# Takes the pictures of the documents from real runs.
#
#   dashboard-tests/pictures-of-a-run.sh [all]
#   dashboard-tests/pictures-of-a-run.sh running RUN
#   dashboard-tests/pictures-of-a-run.sh complete RUN
#   dashboard-tests/pictures-of-a-run.sh report RUN
#   dashboard-tests/pictures-of-a-run.sh scorers RUN
#   dashboard-tests/pictures-of-a-run.sh compare RUN OTHER_RUN
#
# running   starts `run` into the folder RUN, stops it at 1,000 images, and takes dashboard-running; where
#           RUN is there, it takes the picture of it as it is
# complete  of a finished run of several methods with unsteered images: dashboard and all beside it, and the panels
# report    report of the same run, from its report.html
# scorers   report-two-scorers, of a run that was rescored, from its report.html
# compare   compare, of two runs of the same pairs
# all       makes these runs below dashboard-tests/target/runs, where they are not there yet (17,000 images: 30 minutes on two
#           cores), and takes all pictures
#
# A run is served by `view`, so that a picture stands still while it is taken. Whoever has runs gives their folders; they
# are not changed. STEERSCOPE names another command than ./steerscope.
set -eu
cd "$(dirname "$0")/.."
steerscope=${STEERSCOPE:-./steerscope}
images=docs/images
port=${PORT:-18080}
address=http://127.0.0.1:$port/

images_scored() {
  curl --silent --fail "${address}api/experiments" | sed -n 's/.*"scored" *: *\([0-9]*\).*/\1/p' | head -n 1
}

# Serves the folder of a run that stands still.
serve() {
  $steerscope view "$1" --dashboard-port "$port" & view=$!
  trap 'kill $view 2>/dev/null' EXIT
  until curl --silent "${address}api/experiments" | grep -q '"caught_up" *: *true'; do sleep 1; done
}

end() {
  kill "$view"; wait "$view" || true
  trap - EXIT
}

running() {
  if [ ! -d "$1/broker" ]; then
    $steerscope run --smallest-effect 0.05 --out "$1" --dashboard-port "$port" & process=$!
    until [ "$(images_scored)" -ge 1000 ] 2>/dev/null; do
      kill -0 "$process" || exit 1
      sleep 1
    done
    kill "$process"; wait "$process" || true
  fi
  serve "$1"
  dashboard-tests/screenshots.sh "$address" "$images" dashboard-running figures
  end
}

complete() {
  serve "$1"
  dashboard-tests/screenshots.sh "$address?method=analogy" "$images" dashboard \
    figures dark phone distributions
  lerp="$address?method=lerp&gallery-category=size&gallery-search=sunset"
  dashboard-tests/screenshots.sh "$lerp" "$images" dashboard gallery image
  dashboard-tests/screenshots.sh "$address?method=lerp&gallery-category=pattern" "$images" dashboard methods
  dashboard-tests/screenshots.sh "$address?method=analogy" "$images" dashboard diversity direction looking
  end
}

report() {
  dashboard-tests/screenshots.sh "$1/report.html" "$images" report "#contents" dark phone
}

scorers() {
  dashboard-tests/screenshots.sh "$1/report.html" "$images" report-two-scorers "#contents"
}

compare() {
  page=dashboard-tests/target/compared.html
  $steerscope compare "$1" "$2" --format html --out "$page"
  dashboard-tests/screenshots.sh "$page" "$images" compare "#images figure >> nth=5" dark
}

all() {
  runs=dashboard-tests/target/runs
  few="--categories size,pattern --pairs-per-category 12 --methods lerp --seeds 0 --alphas 1"
  $steerscope run --experiment reference --methods analogy,lerp,shuffled --smallest-effect 0.05 --out $runs/reference
  $steerscope run $few --out $runs/eight
  $steerscope run $few --steps 3 --out $runs/three
  running $runs/running
  complete $runs/reference
  report $runs/reference
  $steerscope rescore --run $runs/reference --scorer toybox-clip-b
  scorers $runs/reference
  compare $runs/eight $runs/three
}

part=${1:-all}
case $part in
  all | running | complete | report | scorers | compare) [ $# -eq 0 ] || shift; "$part" "$@" ;;
  *) sed -n '2,/^set/s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
esac
