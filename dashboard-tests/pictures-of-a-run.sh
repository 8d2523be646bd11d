#!/bin/sh
# Runs the default experiment and takes the pictures of docs/dashboard.md, at a third of it and at its end.
#
#   dashboard-tests/pictures-of-a-run.sh [RUN_FOLDER]
#
# The run goes to RUN_FOLDER (default dashboard-tests/target/run; one that was interrupted continues). At a third of it the
# run is stopped, its records are served by `broker` and `aggregate`, and it is continued: so a picture stands
# still while it is taken. About 8 minutes on two cores.
set -eu
cd "$(dirname "$0")/.."
run=${1:-dashboard-tests/target/run}
kafka=19092
port=18080
address=http://127.0.0.1:$port/

images_scored() {
  curl --silent --fail "${address}api/experiments" | sed -n 's/.*"scored" *: *\([0-9]*\).*/\1/p' | head -n 1
}

# Serves the folder of a run that is stopped, and takes its pictures into the folder $2.
pictures() {
  ./steerscope broker --data "$run/broker" --port $kafka & broker=$!
  ./steerscope aggregate --bootstrap-server 127.0.0.1:$kafka --http-host 127.0.0.1 --http-port $port \
    --application-id "pictures-$1" --state "$run/state-$1" & aggregate=$!
  trap 'kill $aggregate $broker 2>/dev/null' EXIT
  until curl --silent "${address}api/experiments" | grep -q '"caught_up" *: *true'; do sleep 1; done
  dashboard-tests/screenshots.sh "$address" "$2" "$1"
  kill $aggregate; wait $aggregate || true
  kill $broker; wait $broker || true
  trap - EXIT
}

./steerscope run --out "$run" --dashboard-port $port & process=$!
until [ "$(images_scored)" -ge 1600 ] 2>/dev/null; do
  kill -0 $process || exit 1
  sleep 1
done
kill $process; wait $process || true
pictures dashboard-third "$run"
cp "$run/dashboard-third.png" docs/images/
./steerscope run --out "$run" --no-dashboard
pictures dashboard docs/images
