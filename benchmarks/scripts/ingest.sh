#!/bin/sh
# Shows that images give equal scores in whatever form they are ingested.
#
#   benchmarks/scripts/ingest.sh [PAIRS]      (default: 500, which are 1,500 images)
#
# The toy generator makes three images of each of PAIRS pairs. Their export, an imagefolder, is written as shards and as
# a table too, and each is run again with `run --images`. The margins of all must be those of the first run, and those
# that `clip` gives for the first 60 files, bit for bit. Then the images and their prompts alone are run, without the
# prompts that they are steered from, and `select` chooses among them. Prints how long each took. About 10 minutes on
# two cores.
set -eu
home=$(cd "$(dirname "$0")/../.." && pwd)
cd "$home"
pairs=${1:-500}
benchmarks/scripts/maven.sh --quiet -pl benchmarks -am -DskipTests -Dspotless.check.skip=true package
work=$(mktemp -d "${TMPDIR:-/tmp}/steerscope-ingest.XXXXXX")
trap 'rm -rf "$work"' EXIT
part() {
  java -Djava.awt.headless=true -cp "benchmarks/target/benchmarks.jar:benchmarks/target/lib/*" \
    io.steerscope.benchmarks.ingestion.IngestionMain "$@"
}
now() { date +%s; }

awk -v n="$pairs" 'BEGIN {
  print "pair_id,category,source,target"
  c = split("red orange purple white pink blue", colours, " "); o = split("tree banana boat crown tulip car rocket", objects, " ")
  p = split("in the center,on the left,on the right", places, ","); g = split("on grass,on sand,on water,on paper,on asphalt", grounds, ",")
  w = split("in the sun,in the rain,in the fog,in the snow", weathers, ",")
  for (i = 0; i < n; i++) {
    s = colours[i % c + 1] " plain " objects[int(i / c) % o + 1] " " places[int(i / c / o) % p + 1] " "
    s = s grounds[int(i / c / o / p) % g + 1] " " weathers[int(i / c / o / p / g) % w + 1]
    printf "p%04d,size,one small %s,one large %s\n", i, s, s
  }
}' >"$work/pairs.csv"

start=$(now)
./steerscope run --pairs "$work/pairs.csv" --methods lerp --seeds 0,1,2 --alphas 1 --baseline none --experiment same \
  --no-dashboard --out "$work/made" >"$work/made.log" 2>&1 || { tail -5 "$work/made.log"; exit 1; }
echo "made and scored $((pairs * 3)) images of $pairs pairs: $(($(now) - start)) s"
./steerscope export --run "$work/made" --out "$work/export" >"$work/export.log" 2>&1
part forms "$work/export/images" "$work"
sort "$work/made/margins.csv" >"$work/expected"

for source in export/images shards table/images.parquet; do
  start=$(now)
  out=$work/run-$(echo "$source" | tr '/.' '--')
  ./steerscope run --images "$work/$source" --experiment same --no-dashboard --out "$out" >"$out.log" 2>&1 || {
    tail -5 "$out.log"
    exit 1
  }
  sort "$out/margins.csv" | cmp - "$work/expected"
  echo "$source: equal margins, $(($(now) - start)) s"
done

set --
for file in $(tail -n +2 "$work/export/images/metadata.csv" | head -n 60 | cut -d, -f1); do
  set -- "$@" "$work/export/images/$file"
done
tail -n +2 "$work/export/images/metadata.csv" | head -n 60 | cut -d, -f5,6 | tr ',' '\n' | sort -u >"$work/texts"
{
  printf '%s\n' "$@" --text
  cat "$work/texts"
} | tr '\n' '\0' | xargs -0 ./steerscope clip --bundle bundles/toybox-clip --format json --image >"$work/clip.json"
part clip "$work/clip.json" "$work/made/margins.csv" "$work/export/images"

cut -d, -f1-3 "$work/export/images/metadata.csv" >"$work/prompts.csv"
start=$(now)
./steerscope run --images "$work/prompts.csv" --root "$work/export/images" --no-dashboard --out "$work/prompts" \
  >"$work/prompts.log" 2>&1 || { tail -5 "$work/prompts.log"; exit 1; }
echo "prompts alone: $(wc -l <"$work/prompts.csv") lines, $(($(now) - start)) s; $(grep -m 1 'mean clip' "$work/prompts.log")"
start=$(now)
./steerscope select --run "$work/prompts" --rule top,spread,clusters,best-of-pair --count 5 --export "$work/best" \
  >"$work/best.log" 2>&1 || { tail -5 "$work/best.log"; exit 1; }
echo "chosen among them and exported, slices and map too: $(($(now) - start)) s"
