#!/bin/sh
# Times models in each type of numbers beside each other: the type that `run` chooses (auto) must be the fast one here.
#
#   benchmarks/scripts/arithmetic.sh [--rounds N] [--toy] [--ssd-1b BUNDLE] [--clip BUNDLE]
#
# With no work named: the toy generator, SSD-1B's UNet at 512 px (exported in bfloat16) and CLIP ViT-B/32. Those two have
# random weights and are made once, in benchmarks/target/arithmetic (Python, 10 GB of disk, 5 minutes). Types are processes
# that take turns; of SSD-1B the process of auto stands for its type too, and two of them need 16 GB of memory while they
# load. The table gives the median, the least and the most of the rounds, processor time, and the time as a multiple of the
# fastest other type. float16, which takes many times as long, is left out. Rows AVX2 (not of SSD-1B) are the same with
# oneDNN, PyTorch and MKL limited to AVX2, which is as far as another processor can be had here: caches, memory and clock
# stay those of this one.
#
#   STEERSCOPE_PYTHON, PIP_INDEX_URL, PIP_FIND_LINKS, pip.conf, ...   as for models/steerscope-models
set -eu
home=$(cd "$(dirname "$0")/../.." && pwd)
work=$home/benchmarks/target/arithmetic
rounds=7
toy= ssd= clip=
while [ $# -gt 0 ]; do
  case $1 in
    --rounds) rounds=$2 && shift ;;
    --toy) toy=$home/bundles/toybox-sdxl ;;
    --ssd-1b) ssd=$2 && shift ;;
    --clip) clip=$2 && shift ;;
    *) sed -n '2,4s/^# \{0,1\}//p' "$0" >&2 && exit 2 ;;
  esac
  shift
done

exported() {
  if [ ! -d "$work/$1" ]; then
    mkdir -p "$work"
    [ -d "$work/hf/$1" ] || "$home/models/steerscope-models" random --config "$1" --out "$work/hf/$1" >&2
    "$home/models/steerscope-models" export --source "$work/hf/$1" --bundle "$work/$1" --dtype "$2" --batch-size "$3" >&2
    rm -r "$work/hf/$1"
  fi
  echo "$work/$1"
}

if [ -z "$toy$ssd$clip" ]; then
  toy=$home/bundles/toybox-sdxl
  clip=$(exported clip-vit-base-patch32 float32 8)
  ssd=$(exported ssd-1b bfloat16 1)
fi
"$home/benchmarks/scripts/maven.sh" --quiet -pl benchmarks -am -DskipTests -Dspotless.check.skip=true package
sed -n 's/^model name[^:]*: /processor: /p' /proc/cpuinfo 2>/dev/null | uniq -c
exec java -cp "$home/benchmarks/target/benchmarks.jar:$home/benchmarks/target/lib/*" \
  io.steerscope.benchmarks.arithmetic.ArithmeticBenchmark "$rounds" \
  ${toy:+"toy=$toy"} ${clip:+"clip=$clip"} ${ssd:+"step=$ssd"}
