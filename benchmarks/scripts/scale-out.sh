#!/bin/sh
# Lets workers join a group one after another and leave it again while there is always work behind, and measures.
#
#   benchmarks/scripts/scale-out.sh [--seconds N] [--partitions N] [--model-ms N] [--batch N] [--levels N,N,...]
#                                   [--stages NAME,NAME,...] [--work DIR]
#
# Broker and workers are processes of their own. Stages, all by default:
#
#   cpu-scorers         1, 2, 3 `score` with toybox-clip, one thread and one core each; one leaves by SIGTERM, one by SIGKILL
#   cpu-generators      1, 2 `generate` with toybox-sdxl in float32, the same; one leaves by SIGKILL
#   waiting-scorers     as many scorers as --levels says (default 1,2,4,8,16), all of the real worker but for the model,
#                       which waits --model-ms (default 200) for a batch of --batch (default 8) images; more than 8 share
#                       one process; the last process leaves by SIGTERM, the one before by SIGKILL
#   waiting-generators  the same for generators, as long as there are partitions for all
#   restarts            one of two such scorers is told to stop and started again
#   static-restarts     the same with group.instance.id
#
# A stage has topics of its own with --partitions (default 12) partitions, in which some 6,000 records are always behind. Each
# number of workers is measured for --seconds (default 8), 2 s after the group has settled. Files are in a folder under
# --work (default: TMPDIR or /tmp; some 3 GB), which is removed at the end unless something is wrong. Tables are printed to
# stdout, progress to stderr. A reader of committed records has to find the result of every input that the group has
# committed once, and no other: exits 1 where one is lost or doubled, or a worker ended by itself. Takes about 8 minutes.
set -eu
home=$(cd "$(dirname "$0")/../.." && pwd)
seconds=8 partitions=12 model=200 batch=8 levels=1,2,4,8,16
known=cpu-scorers,cpu-generators,waiting-scorers,waiting-generators,restarts,static-restarts
stages=$known
parent=${TMPDIR:-/tmp}
while [ $# -gt 0 ]; do
  case $1 in
    --seconds | --partitions | --model-ms | --batch | --levels | --stages | --work)
      [ $# -gt 1 ] || { echo "scale-out.sh: $1 needs a value" >&2; exit 2; }
      ;;
    *) echo "scale-out.sh: unknown option $1; see the head of the script" >&2; exit 2 ;;
  esac
  case $1 in
    --seconds) seconds=$2 ;;
    --partitions) partitions=$2 ;;
    --model-ms) model=$2 ;;
    --batch) batch=$2 ;;
    --levels) levels=$2 ;;
    --stages) stages=$2 ;;
    --work) parent=$2 ;;
  esac
  shift 2
done
for number in "$seconds" "$partitions" "$model" "$batch"; do
  case $number in
    *[!0-9]* | '' | 0* | ???????*)
      echo "scale-out.sh: \"$number\" must be a whole number from 1 to 999999" >&2
      exit 2
      ;;
  esac
done
before=0
for level in $(echo "$levels" | tr ',' ' ') ''; do
  [ -n "$level" ] || [ "$before" = 0 ] || continue
  case $level in
    *[!0-9]* | '' | 0* | ????*) level=0 ;;
  esac
  [ "$level" -gt "$before" ] || {
    echo "scale-out.sh: --levels \"$levels\" must be growing numbers of workers, such as 1,2,4" >&2
    exit 2
  }
  before=$level
done
for stage in $(echo "$stages" | tr ',' ' ') ''; do
  [ -n "$stage" ] || [ -z "$stages" ] || continue
  case ",$known," in
    *",$stage,"*) ;;
    *) echo "scale-out.sh: no stage \"$stage\"; there are $known" >&2; exit 2 ;;
  esac
done
cd "$home"
mkdir -p "$parent"
work=$(mktemp -d "$parent/steerscope-scale-out.XXXXXX")
benchmarks/scripts/maven.sh --quiet -pl benchmarks -am -DskipTests -Dspotless.check.skip=true package >&2
./steerscope --version >/dev/null
if java -Xmx1g -Djava.awt.headless=true -cp 'benchmarks/target/benchmarks.jar:benchmarks/target/lib/*' \
  io.steerscope.benchmarks.scaling.ScaleOutMain "$home" "$work" "$seconds" "$partitions" "$model" "$batch" "$levels" "$stages"
then
  rm -rf "$work"
else
  echo "scale-out.sh: logs of the processes: $work" >&2
  exit 1
fi
