#!/bin/sh
# Ingests many images, and kills the ingestion twice: nothing is lost, nothing doubled.
#
#   benchmarks/scripts/ingest-many.sh [N]     (default: 100,000 images of 64 px, about 500 MB)
#
# Makes an imagefolder of N images. Times reading and decoding it alone, then `ingest` to a broker of its own, with a
# scorer beside it whose rate is shown too, and `ingest` again when all is there. In a second experiment `ingest` is
# killed with SIGKILL twice while it writes and then goes on. Counts what is committed: as many records as keys, and N of
# each. Ingestion runs in 512 MiB of heap; the most memory of the process (VmHWM) is printed.
#
#   WORK   folder for all of it (default: a new one under $TMPDIR, which is removed)
set -eu
home=$(cd "$(dirname "$0")/../.." && pwd)
cd "$home"
count=${1:-100000}
benchmarks/scripts/maven.sh --quiet -pl benchmarks -am -DskipTests -Dspotless.check.skip=true package
./steerscope --version >/dev/null
pids=
if [ -n "${WORK:-}" ]; then
  work=$WORK
  mkdir -p "$work"
  trap 'for p in $pids; do kill "$p" 2>/dev/null || true; done' EXIT
else
  work=$(mktemp -d "${TMPDIR:-/tmp}/steerscope-many.XXXXXX")
  trap 'for p in $pids; do kill "$p" 2>/dev/null || true; done; sleep 2; rm -rf "$work"' EXIT
fi
part() {
  java -Xmx512m -Djava.awt.headless=true -cp "benchmarks/target/benchmarks.jar:benchmarks/target/lib/*" \
    io.steerscope.benchmarks.ingestion.IngestionMain "$@"
}
now() { date +%s.%N; }
took() { awk -v a="$1" -v b="$(now)" -v n="$count" 'BEGIN { printf "%.1f s, %.0f images/s", b - a, n / (b - a) }'; }
ingest() {
  STEERSCOPE_JAVA_OPTIONS=-Xmx512m ./steerscope ingest "$work/images" --bootstrap-server "localhost:$port" "$@"
}
# The most memory that a process has had so far, while it lives.
watch_memory() {
  while [ -r "/proc/$1/status" ]; do
    sed -n 's/^VmHWM: *//p' "/proc/$1/status" >"$work/memory.new" 2>/dev/null && [ -s "$work/memory.new" ] &&
      mv "$work/memory.new" "$work/memory"
    sleep 1
  done
}

[ -d "$work/images" ] || part make "$count" "$work/images"
part check "$work/images"

port=${PORT:-29192}
./steerscope broker --data "$work/kafka" --port "$port" >"$work/broker.log" 2>&1 &
pids=$!
sleep 8
./steerscope topics apply --bootstrap-server "localhost:$port" >"$work/topics.log" 2>&1

start=$(now)
STEERSCOPE_JAVA_OPTIONS=-Xmx512m ./steerscope ingest "$work/images" --bootstrap-server "localhost:$port" \
  --experiment alone >"$work/alone.log" 2>&1 &
pid=$!
watch_memory "$pid"
wait "$pid" || { tail -3 "$work/alone.log"; exit 1; }
echo "ingested: $(took "$start"), at most $(cat "$work/memory") of memory; $(tail -n 1 "$work/alone.log")"
start=$(now)
echo "again: $(ingest --experiment alone 2>/dev/null), $(took "$start")"

kills=0
while [ "$kills" -lt 2 ]; do
  STEERSCOPE_JAVA_OPTIONS=-Xmx512m ./steerscope ingest "$work/images" --bootstrap-server "localhost:$port" \
    --experiment killed >"$work/killed-$kills.log" 2>&1 &
  pid=$!
  # Until it writes, and a moment longer.
  until grep -q 'images written' "$work/killed-$kills.log" || ! kill -0 "$pid" 2>/dev/null; do sleep 0.2; done
  sleep $((kills + 1))
  kill -9 "$pid" 2>/dev/null || echo "kill $((kills + 1)): it had ended before"
  wait "$pid" 2>/dev/null || true
  kills=$((kills + 1))
  echo "kill $kills: SIGKILL; $(part count "localhost:$port" killed | head -n 1)"
done
echo "resumed: $(ingest --experiment killed 2>/dev/null)"
part count "localhost:$port" killed | tee "$work/counts"
for topic in images image-summaries; do
  grep -q "$topic: $count records of $count keys" "$work/counts" || { echo "lost or doubled in $topic"; exit 1; }
done

start=$(now)
./steerscope score --bootstrap-server "localhost:$port" --scorer bundles/toybox-clip >"$work/score.log" 2>&1 &
pids="$pids $!"
until part count "localhost:$port" alone | grep -q "scores: $count records"; do sleep 10; done
echo "scored both experiments, $((2 * count)) images, by one scorer in at most $(took "$start") of each"
