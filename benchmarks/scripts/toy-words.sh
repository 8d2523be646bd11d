#!/bin/sh
# Arithmetic in the toy world: 92 noun phrases in eight relations, 30 images of each made by the toy generator, and the
# same analogies asked of their images and of their texts, side by side.
#
#   benchmarks/scripts/toy-words.sh OUT [BUNDLE...]
#
# OUT gets pairs.csv, questions.txt and relations.csv, the run of 2,760 images (about ten minutes on two cores; begun again,
# the same command goes on), words/ with a folder for each phrase, and analogies.md. BUNDLE, by default
# bundles/toybox-clip, are what embeds: a CLIP embeds images and texts, an image encoder images alone.
set -eu
home=$(cd "$(dirname "$0")/../.." && pwd)
[ $# -ge 1 ] || {
  echo "toy-words.sh: name a folder to write to" >&2
  exit 2
}
out=$1
shift
[ $# -gt 0 ] || set -- "$home/bundles/toybox-clip"
mkdir -p "$out"
awk -v out="$out" '
  function word(phrase, partner) {
    if (phrase in seen) return
    seen[phrase] = 1
    printf "word-%02d,words,%s,%s\n", ++words, phrase, partner > (out "/pairs.csv")
  }
  function relation(name, first, second, of, n,    i, j, a, b) {
    print ": " name > (out "/questions.txt")
    for (i = 1; i <= n; i++) {
      a[i] = first; gsub("X", of[i], a[i])
      b[i] = second; gsub("X", of[i], b[i])
      word(a[i], b[i])
      word(b[i], a[i])
      print name "," a[i] "," b[i] > (out "/relations.csv")
    }
    for (i = 1; i <= n; i++) for (j = 1; j <= n; j++) if (i != j) {
      print a[i] ":" b[i] "::" a[j] ":" b[j] > (out "/questions.txt")
    }
  }
  BEGIN {
    n = split("car boat heart cup crown house", subjects, " ")
    m = split("red blue green yellow white pink", colours, " ")
    print "pair_id,category,source,target" > (out "/pairs.csv")
    print "relation,first,second" > (out "/relations.csv")
    relation("size", "a small X", "a large X", subjects, n)
    relation("count", "one X", "three Xs", subjects, n)
    relation("weather", "a X in the sun", "a X in the snow", subjects, n)
    relation("position", "a X on the left", "a X on the right", subjects, n)
    relation("pattern", "a plain X", "a striped X", subjects, n)
    relation("background", "a X on grass", "a X on water", subjects, n)
    relation("colour", "a red X", "a blue X", subjects, n)
    relation("subject", "a X car", "a X boat", colours, m)
  }'
# Images of alpha 0 are those of the source prompt: each phrase is the source of one pair.
"$home/steerscope" run --pairs "$out/pairs.csv" --alphas 0 --methods lerp --baseline none \
  --seeds "$(seq -s, 0 29)" --no-dashboard --out "$out/run"
"$home/steerscope" export --run "$out/run" --out "$out/exported" --overwrite
rm -rf "$out/words"
awk -F, -v out="$out" 'NR > 1 { print $1 "\t" out "/words/" $5 "/" $9 ".png" }' "$out/exported/images/metadata.csv" |
  while IFS="$(printf '\t')" read -r image place; do
    mkdir -p "$(dirname "$place")"
    ln "$out/exported/images/$image" "$place"
  done
for bundle in "$@"; do
  set -- "$@" --bundle "$bundle"
  shift
done
"$home/steerscope" analogies "$@" --images "$out/words" --template '{w}' --questions "$out/questions.txt" \
  --relations "$out/relations.csv" --pooling unit,raw --format markdown >"$out/analogies.md"
echo "$out/analogies.md"
