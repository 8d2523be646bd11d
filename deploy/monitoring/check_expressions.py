"""Runs every expression of the alert rules and dashboards against a Prometheus: check_expressions.py URL FOLDER."""

import json
import pathlib
import re
import sys
import urllib.error
import urllib.parse
import urllib.request

PROMETHEUS, FOLDER = sys.argv[1], pathlib.Path(sys.argv[2])
VARIABLES = {"$__rate_interval": "2m", "$__interval": "15s", "$experiment": ".*", "$worker": ".*"}
METRIC = re.compile(r"\b(?:steerscope|jvm|process|system)_[a-z_]+|\bup\b(?=[{ ])")
faults = []


def ask(path, **parameters):
    url = f"{PROMETHEUS}/api/v1/{path}?{urllib.parse.urlencode(parameters)}"
    try:
        with urllib.request.urlopen(url) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as refused:
        return json.load(refused)


def found(expression):
    """Number of series, or None with a fault where the expression is invalid."""
    answer = ask("query", query=expression)
    if answer["status"] != "success":
        return None, answer["error"]
    return len(answer["data"]["result"]), None


def substituted(expression):
    for name in sorted(VARIABLES, key=len, reverse=True):
        expression = expression.replace(name, VARIABLES[name])
    if "$" in expression:
        faults.append(f"a variable that this check does not know: {expression}")
    return expression


def dashboards():
    """Panel titles and expressions of the dashboards, of which the structure is checked on the way."""
    source = (FOLDER / "grafana/provisioning/datasources/prometheus.yml").read_text()
    uids = set()
    for file in sorted((FOLDER / "grafana/dashboards").glob("*.json")):
        board = json.loads(file.read_text())
        for field in ("uid", "title", "schemaVersion", "panels", "templating", "time"):
            if field not in board:
                faults.append(f"{file.name}: no {field}")
        if board["uid"] in uids:
            faults.append(f"{file.name}: uid {board['uid']} is that of another dashboard")
        uids.add(board["uid"])
        ids, taken = set(), set()
        for panel in board["panels"]:
            where = f"{file.name}: {panel['title']}"
            place = panel["gridPos"]
            cells = {
                (x, y)
                for x in range(place["x"], place["x"] + place["w"])
                for y in range(place["y"], place["y"] + place["h"])
            }
            if panel["id"] in ids or cells & taken or place["x"] + place["w"] > 24 or not panel["targets"]:
                faults.append(f"{where}: id, place or targets are not right")
            ids.add(panel["id"])
            taken |= cells
            for target in panel["targets"]:
                if f"uid: {target['datasource']['uid']}\n" not in source:
                    faults.append(f"{where}: data source {target['datasource']['uid']} is not provisioned")
                yield where, target["expr"]
        for variable in board["templating"]["list"]:
            metric, label = re.fullmatch(r"label_values\((\w+), (\w+)\)", variable["definition"]).groups()
            yield f"{file.name}: ${variable['name']}", f"count by ({label}) ({metric})"


def main():
    listed = [line.strip() for line in (FOLDER / "empty-is-right.txt").read_text().splitlines()]
    empty_is_right = {line for line in listed if line and not line.startswith("#")}
    unused = set(empty_is_right)
    expressions = 0
    for where, written in dashboards():
        expressions += 1
        number, error = found(substituted(written))
        if error:
            faults.append(f"{where}: {error}: {written}")
        elif number == 0 and where not in empty_is_right:
            faults.append(f"{where}: finds nothing: {written}")
        if number == 0:
            unused.discard(where)
    rules = [rule for group in ask("rules")["data"]["groups"] for rule in group["rules"]]
    written = re.findall(r"^ +- alert: (\w+)", (FOLDER / "rules/steerscope.yml").read_text(), re.MULTILINE)
    if sorted(rule["name"] for rule in rules) != sorted(written):
        faults.append(f"Prometheus has the rules {[rule['name'] for rule in rules]}, the file {written}")
    for rule in rules:
        expressions += 1
        number, error = found(rule["query"])
        if error or rule["health"] != "ok":
            faults.append(f"alert {rule['name']}: {error or rule.get('lastError')}")
        for metric in sorted(set(METRIC.findall(rule["query"]))):
            if not found(metric)[0] and f"alert {rule['name']}: {metric}" not in empty_is_right:
                faults.append(f"alert {rule['name']}: there is no {metric}")
        if number:
            faults.append(f"alert {rule['name']} fires in a run without trouble")
    faults.extend(f"empty-is-right.txt lists what is not empty, or not there: {line}" for line in sorted(unused))
    print(f"{expressions} expressions, {len(rules)} of them alert rules; {len(faults)} faults")
    for fault in faults:
        print(f"  {fault}")
    return 1 if faults else 0


sys.exit(main())
