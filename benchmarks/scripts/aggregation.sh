#!/bin/sh
# Aggregates a topic of scores on one stream thread, in turn with what Kafka Streams itself can count over the same topic.
#
#   benchmarks/scripts/aggregation.sh [--scores N] [--scorers N] [--rounds N] [--dimensions N] [--work DIR]
#
# Defaults: 1000000 scores of 1 scorer, 3 rounds after one to warm up, files in benchmarks/target/aggregation (some 2
# GB, removed at the end). With --dimensions the same scores are aggregated with embeddings of so many elements too.
# The broker is the embedded one, in the same process. The aggregator runs with its own stores in memory, with
# Kafka's, and on disk. Every figure of the aggregator is compared with sums over the same scores without Kafka; the
# script fails if one differs. Prints the rates, what a score cost the processors while each tenth was committed, what
# the state takes, the time to restore it and the latency of a score.
set -eu
cd "$(dirname "$0")/../.."
scores=1000000 scorers=1 rounds=3 dimensions=0 work=benchmarks/target/aggregation
while [ $# -gt 0 ]; do
  case $1 in
    --scores | --scorers | --rounds | --dimensions | --work)
      [ $# -gt 1 ] || { echo "aggregation.sh: $1 needs a value" >&2; exit 2; }
      ;;
    *) echo "aggregation.sh: unknown option $1; see the head of the script" >&2; exit 2 ;;
  esac
  case $1 in
    --scores) scores=$2 ;;
    --scorers) scorers=$2 ;;
    --rounds) rounds=$2 ;;
    --dimensions) dimensions=$2 ;;
    --work) work=$2 ;;
  esac
  shift 2
done
for number in "$scores" "$scorers" "$rounds"; do
  case $number in
    *[!0-9]* | '' | 0*) echo "aggregation.sh: \"$number\" must be a whole number above 0" >&2; exit 2 ;;
  esac
done
benchmarks/scripts/maven.sh --quiet -pl benchmarks -am -DskipTests -Dspotless.check.skip=true package
mkdir -p "$work"
folder=$(mktemp -d "$work/XXXXXX")
trap 'rm -rf "$folder"' EXIT
java -XX:+UseG1GC -Xmx6g -cp 'benchmarks/target/benchmarks.jar:benchmarks/target/lib/*' \
  io.steerscope.benchmarks.aggregation.AggregationBenchmark "$folder" "$scores" "$scorers" "$rounds" "$dimensions"
