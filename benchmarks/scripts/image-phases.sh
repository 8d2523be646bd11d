#!/bin/sh
# Makes one image alone, with guidance, and prints how long each phase took and the most memory held so far.
#
#   benchmarks/scripts/image-phases.sh SDXL_BUNDLE THREADS EDGE STEPS OUT.png [TYPE]
#
# TYPE is float32, bfloat16 or float16 (default: the bundle's own).
set -eu
home=$(cd "$(dirname "$0")/../.." && pwd)
"$home/benchmarks/scripts/maven.sh" --quiet -pl benchmarks -am -DskipTests -Dspotless.check.skip=true package
exec java -XX:+UseSerialGC -Dai.djl.offline=true -DOPT_OUT_TRACKING=true -Dai.djl.pytorch.graph_optimizer=false \
  -cp "$home/benchmarks/target/benchmarks.jar:$home/benchmarks/target/lib/*" \
  io.steerscope.benchmarks.generation.ImagePhases "$@"
