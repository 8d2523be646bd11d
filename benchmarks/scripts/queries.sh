#!/bin/sh
# Asks an aggregator questions over HTTP while scores arrive, and prints how long the answers took.
#
#   benchmarks/scripts/queries.sh [SECONDS [QUESTIONS_PER_SECOND [SCORES_PER_SECOND [IMAGES...]]]]
#
# The default is 60 seconds of 50 questions a second, as many scores as the aggregator takes (SCORES_PER_SECOND 0), for
# experiments of 3600 and of 100000 images. Aggregator and client share one process, with the garbage collector that
# `./steerscope aggregate` chooses; broker and writer are another process, of the lowest priority. Times are taken from the moment a
# question was due, not from when it was sent; each table follows 20 seconds of warming up.
set -eu
cd "$(dirname "$0")/../.."
seconds=${1:-60}
questions=${2:-50}
scores=${3:-0}
if [ $# -gt 3 ]; then shift 3; else set -- 3600 100000; fi
benchmarks/scripts/maven.sh --quiet -pl benchmarks -am -DskipTests -Dspotless.check.skip=true package
for images in "$@"; do
  java -XX:+UseG1GC -cp 'benchmarks/target/benchmarks.jar:benchmarks/target/lib/*' \
    io.steerscope.benchmarks.queries.QueriesBenchmark benchmarks/target/queries "$images" "$seconds" "$questions" "$scores"
done
