#!/bin/sh
# Shows that a run that is killed and resumed ends in the same report as one that nothing disturbed.
#
#   benchmarks/scripts/kill-and-resume.sh [KILLS] [run options, such as --pairs-per-category 6]
#
# Runs the experiment once to the end; then again, sending SIGKILL to the process KILLS times (default 3) at random
# moments, resuming each time; and compares report.json, margins.csv and baseline.csv byte for byte. Prints when each
# kill happened and how many images had been written by then. Exits 0 only where all files are identical.
set -eu
home=$(cd "$(dirname "$0")/../.." && pwd)
kills=${1:-3}
[ $# -gt 0 ] && shift
[ $# -gt 0 ] || set -- --pairs-per-category 12

work=$(mktemp -d "${TMPDIR:-/tmp}/steerscope-kill.XXXXXX")
trap 'rm -rf "$work"' EXIT

now() { date +%s; }

start=$(now)
"$home/steerscope" run --out "$work/undisturbed" "$@" >"$work/undisturbed.log" 2>&1 || {
  cat "$work/undisturbed.log"
  exit 1
}
seconds=$(($(now) - start))
echo "undisturbed: $seconds s"

attempt=0
while [ "$attempt" -lt "$kills" ]; do
  attempt=$((attempt + 1))
  # A moment between 10 % and 60 % of the undisturbed time: late enough to hurt, early enough to leave work.
  delay=$(awk -v s="$seconds" -v seed="$(od -An -N4 -tu4 /dev/urandom)" \
    'BEGIN { srand(seed); printf "%.1f", s * (0.1 + 0.5 * rand()) }')
  "$home/steerscope" run --out "$work/killed" "$@" >>"$work/killed.log" 2>&1 &
  pid=$!
  sleep "$delay"
  if kill -9 "$pid" 2>/dev/null; then
    images=$(find "$work/killed/images" "$work/killed/baseline" -name '*.png' 2>/dev/null | wc -l)
    echo "kill $attempt: SIGKILL after $delay s, $images images written"
  else
    echo "kill $attempt: the run had ended before $delay s"
  fi
  wait "$pid" 2>/dev/null || true
done

start=$(now)
"$home/steerscope" run --out "$work/killed" "$@" >>"$work/killed.log" 2>&1 || {
  cat "$work/killed.log"
  exit 1
}
echo "resumed to the end: $(($(now) - start)) s"

for file in report.json margins.csv baseline.csv; do
  [ -e "$work/undisturbed/$file" ] || [ -e "$work/killed/$file" ] || continue # as with --baseline none
  if cmp "$work/undisturbed/$file" "$work/killed/$file"; then
    echo "$file: identical ($(sha256sum <"$work/killed/$file" | cut -c1-16)…)"
  else
    diff "$work/undisturbed/$file" "$work/killed/$file" | head -5
    exit 1
  fi
done
