#!/bin/bash
# Holds the alert rules and dashboards of this folder against a real Prometheus that scrapes a real, tiny experiment:
# broker, topics, aggregate, generate, score and produce. Every PromQL expression of the rules and of the dashboards' JSON
# must be valid and, unless empty-is-right.txt lists it, find something. Needs prometheus and promtool (Debian's package
# prometheus), python3 and what ./steerscope needs. Takes about two minutes.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
steerscope=${STEERSCOPE:-$here/../../steerscope}
work=$(mktemp -d)
pids=()

stop() {
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
  for pid in "${pids[@]}"; do wait "$pid" 2>/dev/null || true; done
  rm -rf "$work"
}
trap stop EXIT

fail() {
  echo "check.sh: $1" >&2
  exit 1
}

for tool in prometheus promtool python3 curl; do
  command -v "$tool" >/dev/null || fail "$tool is needed"
done

promtool check config "$here/prometheus.yml"
promtool test rules "$here/rules/steerscope_test.yml"

read -r kafka aggregator generator scorer prometheus < <(python3 - <<'PORTS'
import socket
held = [socket.socket() for _ in range(5)]
for one in held:
    one.bind(("127.0.0.1", 0))
print(*(one.getsockname()[1] for one in held))
PORTS
)

start() {
  local name=$1
  shift
  "$@" >"$work/$name.log" 2>&1 &
  pids+=($!)
}

await() {
  local what=$1
  shift
  for _ in $(seq 1 300); do
    if "$@" >/dev/null 2>&1; then return; fi
    sleep 1
  done
  tail -n 5 "$work"/*.log >&2
  fail "$what did not come within 5 minutes"
}

ready() {
  curl -sf "http://127.0.0.1:$1/$2"
}

at=(--bootstrap-server "127.0.0.1:$kafka")
"$steerscope" --version
start broker "$steerscope" broker --port "$kafka" --data "$work/broker"
await "the broker" grep -q ready "$work/broker.log"
"$steerscope" topics apply "${at[@]}" >"$work/topics.log" 2>&1 || fail "topics: $(tail -n 1 "$work/topics.log")"
start aggregate "$steerscope" aggregate "${at[@]}" --http-port "$aggregator" --state "$work/state" --report-every 5
start generate "$steerscope" generate "${at[@]}" --metrics-port "$generator" --batch-size 2 --report-every 5
start score "$steerscope" score "${at[@]}" --metrics-port "$scorer" --report-every 5

sed "s/scrape_interval: 15s/scrape_interval: 1s/; s/evaluation_interval: 15s/evaluation_interval: 1s/" \
  "$here/prometheus.yml" |
  python3 -c '
import re, sys
text = sys.stdin.read()
for job, port in zip(("generator", "scorer", "aggregator"), sys.argv[1:]):
    text = re.sub(
        r"(job_name: " + job + r"\n)    dns_sd_configs:\n(?:      .*\n|        .*\n)+",
        lambda found: found[1] + "    static_configs:\n      - targets: [127.0.0.1:" + port + "]\n",
        text)
sys.stdout.write(text)' "$generator" "$scorer" "$aggregator" >"$work/prometheus.yml"
grep -q dns_sd "$work/prometheus.yml" && fail "a job of prometheus.yml was not given its address"
cp -r "$here/rules" "$work/rules"
start prometheus prometheus --config.file="$work/prometheus.yml" --storage.tsdb.path="$work/tsdb" \
  --web.listen-address="127.0.0.1:$prometheus" --log.level=warn

await "Prometheus" ready "$prometheus" -/ready
await "the aggregator" ready "$aggregator" health/ready
await "the generator" ready "$generator" health/ready
await "the scorer" ready "$scorer" health/ready
scraped() {
  curl -sf "http://127.0.0.1:$prometheus/api/v1/targets" >"$work/targets.json" &&
    [ "$(grep -o '"health":"up"' "$work/targets.json" | wc -l)" = 3 ]
}
for _ in $(seq 1 30); do scraped && break || sleep 1; done
scraped || fail "not every role is scraped: $(grep -o '"lastError":"\([^"\\]\|\\.\)*"' "$work/targets.json" | sort -u)"
sleep 3 # counters are 0 in a few scrapes before they rise
"$steerscope" produce "${at[@]}" --experiment check --categories size --pairs-per-category 3 --methods lerp --seeds 0 \
  --alphas 1 --steps 2 --size 64 >"$work/produce.log" 2>&1 || fail "produce: $(tail -n 1 "$work/produce.log")"
complete() {
  ready "$aggregator" metrics | grep -q 'steerscope_experiment_complete{experiment="check"} 1'
}
await "the end of the experiment" complete
for _ in 1 2 3; do ready "$aggregator" api/experiments >/dev/null; sleep 2; done

python3 "$here/check_expressions.py" "http://127.0.0.1:$prometheus" "$here"

say() {
  grep -h "$1" "$work"/*.log | tail -n 1 || fail "no role said: $1"
}
say "[0-9] images\\? in the last 5 s"
say "[0-9] scores\\? in the last 5 s"
