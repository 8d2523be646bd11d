"""Prints the scores of an experiment as they come, each with the mean of its cell so far.

python consume_scores.py localhost:9092 first
"""

import argparse
import collections
import time

from confluent_kafka import Consumer
from steerscope_records import Records

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("servers", help="Kafka, HOST:PORT")
parser.add_argument("experiment")
parser.add_argument("--idle", type=float, default=float("inf"), help="end after so many seconds without a record")
options = parser.parse_args()

scores = Records("MarginScore")
consumer = Consumer({
    "bootstrap.servers": options.servers,
    "group.id": f"scores-in-python-{time.time_ns()}",  # reads from the beginning each time, and commits nothing
    "auto.offset.reset": "earliest",
    "enable.auto.commit": False,
    "isolation.level": "read_committed",  # what an aborted transaction wrote is no score
})
consumer.subscribe(["steerscope.scores"])

last = {}  # the last score of each key: one that is written again replaces it, a tombstone takes it back
totals = collections.defaultdict(lambda: [0.0, 0])  # of each cell the sum of its scores, and their number


def count(cell, value, times):
    totals[cell][0] += times * value
    totals[cell][1] += times


silent_since = time.monotonic()
while time.monotonic() - silent_since < options.idle:
    message = consumer.poll(0.5)
    if message is None or message.error():
        continue
    silent_since = time.monotonic()
    if message.key() in last:
        count(*last.pop(message.key()), -1)
    if message.value() is None:
        continue
    score = scores.decode(message.value(), message.headers())
    if score is None or score["identity"]["experimentId"] != options.experiment:
        continue
    # Without a source prompt there is no margin; the cosine with the target stands in its place.
    value = score["simTarget"] if score["measure"] == "alignment" else score["margin"]
    cell = (score["scorerId"], score["category"], score["identity"]["method"], score["identity"]["alpha"])
    last[message.key()] = cell, value
    count(cell, value, 1)
    total, scored = totals[cell]
    print(f"{message.key().decode()}\t{value:+.4f}\tmean of {scored}: {total / scored:+.4f}", flush=True)
consumer.close()
