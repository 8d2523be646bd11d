#!/bin/sh
# Runs the JMH benchmarks.
#
#   benchmarks/scripts/jmh.sh [JMH options, such as a regular expression of benchmarks]
set -eu
cd "$(dirname "$0")/../.."
benchmarks/scripts/maven.sh --quiet -pl benchmarks -am -DskipTests -Dspotless.check.skip=true package
exec java -cp 'benchmarks/target/benchmarks.jar:benchmarks/target/lib/*' org.openjdk.jmh.Main "$@"
