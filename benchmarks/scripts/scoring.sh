#!/bin/sh
# Times CLIP scoring in Java beside PyTorch, at the full sizes of ViT-B/32 and ViT-L/14 with random weights.
#
#   benchmarks/scripts/scoring.sh [--work DIR] [--models NAME...] [--edges PX...] [--rounds N] [--dtype TYPE]
#                                 [--loop-dtypes TYPE...] [--phases limit parts model files records]
#
# Weights, bundles and images are made once, in DIR (default: benchmarks/target/scoring; about 3 GB). Peers are warm
# processes that take turns on the same images: the hand-written loop in float32 and in bfloat16, each as it is and compiled
# (torch.compile with packed weights), and torchmetrics' CLIPScore. Java computes in --dtype (default: bfloat16 where the
# processor has instructions for it, else float32) and is judged by the fastest loop. Each phase adds to DIR/scoring.json,
# so that phases may be run one by one; the table shows all that is there: images/s, the slowest and fastest round, Java's rate as a
# multiple of the peer's by the clock and in processor time, and the largest difference of margins.
#
#   STEERSCOPE_PYTHON, PIP_INDEX_URL, PIP_FIND_LINKS, pip.conf, ...   as for models/steerscope-models
set -eu
home=$(cd "$(dirname "$0")/../.." && pwd)
cd "$home"
work=benchmarks/target/scoring
if [ "${1:-}" = --work ]; then
  work=$2
  shift 2
fi
venv=benchmarks/python/.venv
stamp=$venv/requirements.installed.txt
if ! cmp -s benchmarks/python/requirements.txt "$stamp"; then
  echo "scoring.sh: making $venv (once)" >&2
  "${STEERSCOPE_PYTHON:-python3}" -m venv "$venv"
  set_by_user=$(env | grep -E '^PIP_(INDEX_URL|EXTRA_INDEX_URL|FIND_LINKS|NO_INDEX|CONFIG_FILE)=' ||
    "$venv/bin/python" -m pip config list 2>/dev/null | grep -E 'index-url|find-links|no-index' || true)
  cpu=
  [ -n "$set_by_user" ] || cpu=--extra-index-url=https://download.pytorch.org/whl/cpu
  PIP_RETRIES=${PIP_RETRIES:-1} "$venv/bin/python" -m pip install --quiet --disable-pip-version-check $cpu \
    -r benchmarks/python/requirements.txt >&2 || {
    echo "scoring.sh: pip could not install benchmarks/python/requirements.txt; name an index with PIP_INDEX_URL" >&2
    exit 1
  }
  cp benchmarks/python/requirements.txt "$stamp"
fi
benchmarks/scripts/maven.sh --quiet -pl benchmarks -am -DskipTests -Dspotless.check.skip=true package
mkdir -p "$work"
# It has all that the export needs.
STEERSCOPE_PYTHON=$home/$venv/bin/python
export STEERSCOPE_PYTHON
for model in clip-vit-base-patch32 clip-vit-large-patch14; do
  [ -d "$work/hf/$model" ] || models/steerscope-models random --config $model --out "$work/hf/$model"
  [ -d "$work/float32/$model" ] ||
    models/steerscope-models export --source "$work/hf/$model" --bundle "$work/float32/$model" --dtype float32
done
"$venv/bin/python" benchmarks/python/scoring/images.py --out "$work/images"
exec "$venv/bin/python" benchmarks/python/scoring/compare.py --work "$work" \
  --classes "benchmarks/target/benchmarks.jar:benchmarks/target/lib/*" "$@"
