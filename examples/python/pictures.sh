#!/bin/sh
# Makes the images of images.csv with the toy generator, in place of a program of your own.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
out=${1:?the folder to write}
mkdir -p "$out"
cp "$here/images.csv" "$out"
tail -n +2 "$here/images.csv" | while IFS=, read -r file pair category source target method alpha seed; do
  "$here/../../steerscope" image --bundle "$here/../../bundles/toybox-sdxl" --method "$method" --alpha "$alpha" \
    --seed "$seed" --source "$source" --target "$target" --out "$out/$file" </dev/null
done
