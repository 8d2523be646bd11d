#!/bin/sh
# Runs Maven on this project with the arguments given: that of the machine, or the wrapper's where it has none.
set -eu
home=$(cd "$(dirname "$0")/../.." && pwd)
mvn=$(command -v mvn) || mvn=$home/mvnw
exec "$mvn" --batch-mode -f "$home/pom.xml" "$@"
