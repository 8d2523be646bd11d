#!/bin/sh
# Kills, stops and continues real processes while an experiment runs, and compares with the undisturbed experiment.
#
#   benchmarks/scripts/faults.sh [KILLS [STOPS [ROUNDS [SEED [PAIRS_PER_CATEGORY]]]]]
#
# Broker, generator, scorer, aggregator and `produce` are processes of ./steerscope, with models of random weights. An
# experiment of 48 images for each of PAIRS_PER_CATEGORY (default 12, at most 50) runs once undisturbed, then ROUNDS
# times (default 3), each time on topics of its own, while every role gets SIGKILL KILLS times in all (default 30),
# and SIGSTOP for 10 s, with sessions of 6 s, STOPS times (default 3); what was killed is started again at once. The
# faults come in random order (SEED, default 1) as the scores grow. After each round a reader of committed records has
# to find every job, image, summary and score once and no dead letter, and the published report and that of
# `steerscope report` have to be those of the undisturbed experiment, byte for byte. Prints how often each fault was
# tried and survived, and how many records were lost or doubled; exits 0 only where none was and no process ended by
# itself. `faults.sh 2 1 1` tries it all in a few minutes.
set -eu
home=$(cd "$(dirname "$0")/../.." && pwd)
cd "$home"
work=$(mktemp -d "${TMPDIR:-/tmp}/steerscope-faults.XXXXXX")
benchmarks/scripts/maven.sh --quiet -pl benchmarks -am -DskipTests -Dspotless.check.skip=true package
./steerscope --version >/dev/null
if java -Djava.awt.headless=true -cp 'benchmarks/target/benchmarks.jar:benchmarks/target/lib/*' \
  io.steerscope.benchmarks.faults.FaultsMain "${1:-30}" "${2:-3}" "${3:-3}" "${4:-1}" "$home" "$work" "${5:-12}"; then
  rm -rf "$work"
else
  echo "logs of the processes: $work" >&2
  exit 1
fi
