#!/bin/sh
# Decodes image files, whose paths it reads from standard input, one a line, and prints what came of each: size and
# checksum of the RGB samples, or the line that refuses it. models/tests/reference/compare_with_pillow.py runs it.
#
#   find FOLDER -type f | benchmarks/scripts/decoded-images.sh [FOLDER_FOR_SAMPLES]
set -eu
home=$(cd "$(dirname "$0")/../.." && pwd)
"$home/benchmarks/scripts/maven.sh" --quiet -pl benchmarks -am -DskipTests -Dspotless.check.skip=true package >&2
exec java -XX:+UseSerialGC -Djava.awt.headless=true -cp "$home/benchmarks/target/benchmarks.jar:$home/benchmarks/target/lib/*" \
  io.steerscope.benchmarks.image.DecodedImages "$@"
