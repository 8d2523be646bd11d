#!/bin/sh
# Runs random sequences of adds, replacements, retractions and merges, and compares the bits that they end in.
#
#   benchmarks/scripts/exact-sequences.sh [SEQUENCES]    (default 100000)
set -eu
cd "$(dirname "$0")/../.."
exec benchmarks/scripts/maven.sh -pl statistics -Dspotless.check.skip=true -Dtest=ExactSequencesProperties \
  -Djqwik.tries.default="${1:-100000}" -Djqwik.reporting.onlyfailures=false test
