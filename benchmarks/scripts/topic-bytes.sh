#!/bin/sh
# What the topics of a run take on the disk of one broker, and for each image.
#
#   benchmarks/scripts/topic-bytes.sh [RUN]      (default: steerscope-out, the folder of a finished run)
#
# Sums the segments of each topic in the folder of the run's broker, and divides by the images of the report.
set -eu
run=${1:-steerscope-out}
broker=$run/broker/kafka
[ -d "$broker" ] || { echo "topic-bytes.sh: $run holds no broker: name the folder of a run" >&2; exit 1; }
images=$(cat "$run"/margins.csv "$run"/baseline.csv 2>/dev/null | grep -vc '^pair_id,' || true)
[ "$images" -gt 0 ] || { echo "topic-bytes.sh: $run has no margins.csv: it is not finished" >&2; exit 1; }
find "$broker" -name '*.log' -printf '%h %s\n' | awk -v images="$images" '
  { topic = $1; sub(/.*\//, "", topic); sub(/-[0-9]+$/, "", topic); bytes[topic] += $2; all += $2 }
  END {
    printf "%d scores\n%-56s %12s %12s\n", images, "topic", "MB", "bytes/score"
    for (topic in bytes) {
      printf "%-56s %12.2f %12.0f\n", topic, bytes[topic] / 1e6, bytes[topic] / images | "sort -k3 -n -r"
    }
    close("sort -k3 -n -r")
    printf "%-56s %12.2f %12.0f\n", "all", all / 1e6, all / images
  }'
