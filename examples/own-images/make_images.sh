#!/bin/sh
# Makes an imagefolder of six images of three prompts with the toy generator.
#
#   examples/own-images/make_images.sh DIR
set -eu
cd "$(dirname -- "$0")/../.."
out=$1
mkdir -p "$out"
echo "file_name,source,target,category" >"$out/metadata.csv"
for subject in car tree crown; do
  source="one small red plain $subject in the center on grass in the sun"
  target="one large red plain $subject in the center on grass in the sun"
  for seed in 0 1; do
    ./steerscope image --bundle bundles/toybox-sdxl --method lerp --alpha 1 --source "$source" --target "$target" \
      --seed "$seed" --out "$out/$subject-$seed.png"
    echo "$subject-$seed.png,$source,$target,size" >>"$out/metadata.csv"
  done
done
