#!/bin/sh
# Takes pictures of a dashboard, or of a page in a file such as a report.
#
#   dashboard-tests/screenshots.sh ADDRESS [FOLDER [NAME [PART...]]]
#   dashboard-tests/screenshots.sh FILE FOLDER NAME LAST [dark] [phone]
#
# Of the dashboard at ADDRESS, which may choose what is shown ("...:8080/?method=lerp"), those PARTs are taken, and without
# any all: figures (FOLDER/NAME.png), dark, phone, distributions, gallery (also in dark and on a phone), image, methods
# (FOLDER/NAME-PART.png), diversity, direction, looking (FOLDER/PART-panel.png, some also in dark and on a phone), where
# embeddings were kept. FOLDER is docs/images and NAME dashboard, if they are not given.
# Of FILE: FOLDER/NAME.png, and NAME-dark and NAME-phone beside it, from the top to the first match of the selector LAST.
#
# Takes Chromium from the path, or from STEERSCOPE_CHROMIUM. Pictures are made smaller by smaller.py, where Python has
# Pillow (python3, or PYTHON).
set -eu
shown=${1:?"the address of a dashboard is missing, such as http://127.0.0.1:8080/, or the file of a page"}
if [ -f "$shown" ]; then shown=$(realpath "$shown"); program=PageScreenshots; else program=DashboardScreenshots; fi
cd "$(dirname "$0")/.."
folder=${2:-docs/images}
name=${3:-dashboard}
[ $# -le 3 ] && set -- || shift 3
if [ ! -f dashboard-tests/target/classpath.txt ]; then
  benchmarks/scripts/maven.sh --quiet -pl dashboard-tests -am -DskipTests -Dspotless.check.skip=true install
  benchmarks/scripts/maven.sh --quiet -pl dashboard-tests dependency:build-classpath -Dmdep.includeScope=test \
    -Dmdep.outputFile=target/classpath.txt
fi
mkdir -p "$folder" dashboard-tests/target
taken=dashboard-tests/target/taken-$$.txt
java -cp "dashboard-tests/target/test-classes:$(cat dashboard-tests/target/classpath.txt)" \
  "io.steerscope.dashboardtests.$program" "$shown" "$folder" "$name" "$@" > "$taken"
cat "$taken"
python=${PYTHON:-python3}
if "$python" -c 'import PIL' 2>/dev/null; then
  tr '\n' '\0' < "$taken" | xargs -0 "$python" dashboard-tests/smaller.py
else
  echo "pictures stay large: $python has no Pillow" >&2
fi
