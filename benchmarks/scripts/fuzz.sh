#!/bin/sh
# Sends random and mutated records over all topics to a whole system, and counts what became of them.
#
#   benchmarks/scripts/fuzz.sh [RECORDS [SEED]]
#
# Broker, generator, scorer and aggregator are one process with 2 GB of heap and models of random weights, which make images
# of 64 pixels in one step. Bytes, truncated and foreign records, huge texts, wrong keys, odd times, absurd jobs, image bombs
# and wrong checksums go to every topic (default: 1000000 records, which take half an hour, seed 1; equal seeds send equal
# records), beside an experiment whose result is known. Prints how far it is, what was taken, accepted and left as dead letters
# by topic, the used heap at the quarters of the way, and what should not be. Exits 0 only where every record is accounted for,
# the heap does not grow, the experiment came out as it does alone, and everything still answers.
set -eu
cd "$(dirname "$0")/../.."
records=${1:-1000000}
seed=${2:-1}
benchmarks/scripts/maven.sh --quiet -pl benchmarks -am -DskipTests -Dspotless.check.skip=true package
exec java -Xmx2g -XX:+UseSerialGC -Djava.awt.headless=true -Dai.djl.offline=true -DOPT_OUT_TRACKING=true \
  -Dai.djl.pytorch.graph_optimizer=false -cp 'benchmarks/target/benchmarks.jar:benchmarks/target/lib/*' \
  io.steerscope.benchmarks.fuzz.FuzzMain "$records" "$seed" "${TMPDIR:-/tmp}/steerscope-fuzz-$$" \
  inference/src/test/resources/bundles/tiny-sdxl inference/src/test/resources/bundles/tiny-clip-c
