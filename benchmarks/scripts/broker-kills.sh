#!/bin/sh
# Kills processes at random while an experiment runs on a cluster of three brokers, and compares with the undisturbed one.
#
#   benchmarks/scripts/broker-kills.sh [KILLS [SEED [PAIRS_PER_CATEGORY [SEEDS]]]]
#
# Three nodes of `steerscope broker --node`, generator, scorer, aggregator and `produce` are processes of
# ./steerscope, with models of random weights. An experiment of 8 categories, PAIRS_PER_CATEGORY pairs in each
# (default 8, at most 50), SEEDS seeds (default 2) and 3 images a pair and seed runs once undisturbed, then on topics
# of its own while KILLS times (default 6) one of the six gets SIGKILL, chosen at random (SEED, default 1), and is
# started again at once; the next one is killed when all are ready and all replicas are in sync. Afterwards a reader
# of committed records has to find every job, image, summary and score once and no dead letter, and the published
# report and that of `steerscope report` have to be those of the undisturbed experiment, byte for byte. Prints how
# often each was killed and survived, and how many records were lost or doubled; exits 0 only where none was and no
# process ended by itself.
set -eu
home=$(cd "$(dirname "$0")/../.." && pwd)
cd "$home"
work=$(mktemp -d "${TMPDIR:-/tmp}/steerscope-broker-kills.XXXXXX")
benchmarks/scripts/maven.sh --quiet -pl benchmarks -am -DskipTests -Dspotless.check.skip=true package
./steerscope --version >/dev/null
if java -Djava.awt.headless=true -cp 'benchmarks/target/benchmarks.jar:benchmarks/target/lib/*' \
  io.steerscope.benchmarks.faults.BrokerKillsMain "${1:-6}" "${2:-1}" "$home" "$work" "${3:-8}" "${4:-2}"; then
  rm -rf "$work"
else
  echo "logs of the processes: $work" >&2
  exit 1
fi
