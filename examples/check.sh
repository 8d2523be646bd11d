#!/bin/sh
# Runs the examples: those that need the JDK alone, and those whose Python packages the interpreter PYTHON has.
#
#   PYTHON   an interpreter (default: python3)
set -eu
cd "$(dirname -- "$0")/.."
out=target/examples/check
python=${PYTHON:-python3}
rm -rf "$out"
mkdir -p "$out"

fail() {
  echo "examples/check.sh: $1" >&2
  exit 1
}

has() {
  for package in "$@"; do
    "$python" -c "import $package" 2>/dev/null || return 1
  done
}

# The block that a document shows behind the command that holds some words.
shown() {
  awk -v words="$2" '
    /^```sh$/ { command = 1; hit = 0; next }
    command && /^```$/ { command = 0; armed = hit; next }
    command && index($0, words) { hit = 1 }
    !command && /^```$/ { if (inside) exit; if (armed) { inside = 1; next } }
    inside' "$1"
}

echo "own-margins"
examples/own-margins/margins.sh | cmp - examples/own-margins/margins.csv || fail "margins.sh gives other margins"
./steerscope analyze --margins examples/own-margins/margins.csv --method mine --smallest-effect 0.03 > "$out/own-margins"
shown examples/own-margins/README.md "--smallest-effect 0.03" > "$out/own-margins.shown"
[ -s "$out/own-margins.shown" ] || fail "examples/own-margins/README.md shows nothing"
head -n "$(wc -l < "$out/own-margins.shown")" "$out/own-margins" | diff "$out/own-margins.shown" - \
  || fail "examples/own-margins/README.md shows something else"

echo "own-images"
examples/own-images/make_images.sh "$out/images" > "$out/log" 2>&1 || fail "$(tail -n 1 "$out/log")"
./steerscope run --images "$out/images" --generator my-tool --no-dashboard --out "$out/own-images" > "$out/log" 2>&1 \
  || fail "$(tail -n 1 "$out/log")"
grep -q "6 of 6 images scored" "$out/log" || fail "examples/own-images: not all images were scored"

if has torch transformers PIL safetensors tokenizers yaml; then
  echo "own-model"
  "$python" examples/own-model/make_checkpoint.py "$out/checkpoint" 2> "$out/log" || fail "$(tail -n 1 "$out/log")"
  STEERSCOPE_PYTHON=$(command -v "$python") models/steerscope-models export --source "$out/checkpoint" \
    --bundle "$out/bundle" --id my-clip --verify
  ./steerscope bundles verify "$out/bundle"
  ./steerscope image --bundle bundles/toybox-sdxl --prompt "one large red plain car in the center on grass in the sun" \
    --out "$out/car.png"
  ./steerscope clip --bundle "$out/bundle" --image "$out/car.png" --text "a red car" "a blue boat" > "$out/clip"
  "$python" examples/own-model/cosines.py "$out/checkpoint" "$out/car.png" "a red car" "a blue boat" > "$out/cosines" \
    2> "$out/log" || fail "$(tail -n 1 "$out/log")"
  sed -n '2,3s/^ *\([^ ]*\) .*/\1/p' "$out/clip" > "$out/clip.cosines"
  awk '{ printf "%+.4f\n", $1 }' "$out/cosines" | diff "$out/clip.cosines" - || fail "clip and transformers disagree"
else
  echo "own-model: left out, $python lacks torch, transformers or pillow"
fi

if has pandas pyarrow matplotlib scipy; then
  echo "export-with-pandas"
  ./steerscope run --categories size,pattern --pairs-per-category 2 --methods lerp,shuffled --seeds 0 --alphas 1 --out "$out/run" \
    > "$out/log" 2>&1 || fail "$(tail -n 1 "$out/log")"
  ./steerscope export --run "$out/run" --out "$out/exported"
  "$python" examples/export-with-pandas/plot_margins.py "$out/exported" "$out/margins.png"
  [ -s "$out/margins.png" ] || fail "no picture was drawn"
else
  echo "export-with-pandas: left out, $python lacks pandas, pyarrow, matplotlib or scipy"
fi

if has fastavro; then
  echo "python: records and their bytes, without Kafka"
  "$python" examples/python/check_records.py
else
  echo "python: left out, $python lacks fastavro"
fi
echo "done"
