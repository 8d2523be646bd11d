#!/bin/sh
# Shows that the release archive runs away from the sources, with a Java runtime and nothing else.
#
#   distribution/try-archive.sh [ARCHIVE]      (default: the one in distribution/target)
#
# Unpacks it into a new folder with a space in its name, and runs commands from another one, with an environment that
# holds PATH and HOME alone: bundles list, plan, a run of 8 images, its report again, and view. About 1 minute.
set -eu
home=$(cd "$(dirname "$0")/.." && pwd)
archive=${1:-$(ls "$home"/distribution/target/steerscope-*.zip)}
work=$(mktemp -d "${TMPDIR:-/tmp}/steerscope-archive.XXXXXX")
view=
trap '[ -z "$view" ] || kill "$view" 2>/dev/null; rm -rf "$work"' EXIT
mkdir "$work/a folder" "$work/elsewhere"
if command -v unzip >/dev/null 2>&1; then
  unzip -q "$archive" -d "$work/a folder"
else
  (cd "$work/a folder" && jar xf "$archive" && chmod +x */steerscope)
fi
program=$(ls -d "$work/a folder"/steerscope-*)/steerscope
cd "$work/elsewhere"
steerscope() { env -i PATH="$PATH" HOME="$HOME" ${JAVA_HOME:+JAVA_HOME="$JAVA_HOME"} "$program" "$@"; }

steerscope --version
steerscope bundles list | head -n 5
steerscope plan --n 12 | tail -n 1
steerscope run --pairs-per-category 2 --categories size,pattern --methods lerp --seeds 0 --alphas 1 --steps 2 \
  --out tried >run.log 2>&1 || { cat run.log; exit 1; }
tail -n 1 run.log
test -s tried/report.html
env -i PATH="$PATH" HOME="$HOME" ${JAVA_HOME:+JAVA_HOME="$JAVA_HOME"} "$program" \
  view tried --dashboard-port 18765 >view.log 2>&1 &
view=$!
for second in $(seq 60); do
  sleep 1
  if answer=$(curl --silent --fail http://127.0.0.1:18765/api/experiments); then
    break
  fi
done
case ${answer:-} in
  *'"complete":true'*) echo "view answers after $second s" ;;
  *) cat view.log; exit 1 ;;
esac
