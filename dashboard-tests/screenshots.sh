#!/bin/sh
# Takes pictures of a dashboard: its figures (light, dark), distributions, gallery, the dialog of an image, a phone; and of
# diversity and direction, where embeddings were kept.
#
#   dashboard-tests/screenshots.sh ADDRESS [FOLDER [NAME]]
#
# Writes FOLDER/NAME.png and NAME-dark, -distributions, -gallery, -image and -phone beside it (default docs/images and
# dashboard), and FOLDER/diversity-panel.png, -dark and -phone, and FOLDER/direction-panel.png and -dark. Takes Chromium from
# the path, or from STEERSCOPE_CHROMIUM.
set -eu
address=${1:?"the address of a dashboard is missing, such as http://127.0.0.1:8080/"}
cd "$(dirname "$0")/.."
folder=${2:-docs/images}
name=${3:-dashboard}
if [ ! -f dashboard-tests/target/classpath.txt ]; then
  benchmarks/scripts/maven.sh --quiet -pl dashboard-tests -am -DskipTests -Dspotless.check.skip=true install
  benchmarks/scripts/maven.sh --quiet -pl dashboard-tests dependency:build-classpath -Dmdep.includeScope=test \
    -Dmdep.outputFile=target/classpath.txt
fi
exec java -cp "dashboard-tests/target/test-classes:$(cat dashboard-tests/target/classpath.txt)" \
  io.steerscope.dashboardtests.DashboardScreenshots "$address" "$folder" "$name"
