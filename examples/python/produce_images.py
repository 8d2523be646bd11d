"""Writes images that were made elsewhere as an experiment of their own: its design, the images, and their summaries.

python produce_images.py localhost:9092 mine images.csv

The table names for each image its file (PNG), pair_id, category, source, target, method, alpha and seed; the methods
source (alpha 0) and target (alpha 1) stand for images of that prompt alone. Where no image has a source prompt, the
images are measured by their cosine with the target.
"""

import collections
import csv
import hashlib
import json
import pathlib
import struct
import sys
from datetime import datetime, timezone

from confluent_kafka import Producer
from steerscope_records import Records

servers, experiment, table = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
rows = list(csv.DictReader(table.open(encoding="utf-8")))
now = datetime.now(timezone.utc)
measure = None if any(row["source"] for row in rows) else "alignment"
maker = "my-generator"  # what made the images, for reports; an id of letters, digits, '.', '_' and '-'
steered = [row for row in rows if row["method"] not in ("source", "target")]
unsteered = {row["method"] for row in rows} - {row["method"] for row in steered}

settings = dict(bundleId=maker, scheduler="unknown", steps=0, guidanceScale=0.0, negativePrompt=None, width=0, height=0,
                dtype=None)
stamp = dict(bundleId=maker, bundleSha256="unknown", version="unknown", durationMillis=0.0, dtype=None)
pairs = {row["pair_id"]: row["category"] for row in rows}
design = dict(
    experimentId=experiment, seeds=[], settings=settings, alphas=sorted({float(row["alpha"]) for row in steered}),
    methods=sorted({row["method"] for row in steered}),
    categories=[dict(category=name, pairs=count) for name, count in collections.Counter(pairs.values()).items()],
    orderSeed=0, expectedJobs=len(rows), exemplars=None, smallestEffect=None,
    baseline="source,target" if "target" in unsteered else "source" if unsteered else None,
    kind="images", measure=measure,
    pairsSha256=hashlib.sha256(json.dumps([[row["pair_id"], row["source"], row["target"]] for row in rows]).encode())
    .hexdigest())
design["designSha256"] = hashlib.sha256(json.dumps(design, sort_keys=True).encode()).hexdigest()

producer = Producer({
    "bootstrap.servers": servers,
    "transactional.id": f"{experiment}-images",
    "partitioner": "murmur2_random",  # that of Kafka's own clients: a key has one partition
})
producer.init_transactions()
producer.begin_transaction()


def write(topic, key, name, record):
    value, headers = Records(name).encode(record)
    producer.produce(f"steerscope.{topic}", key=key.encode(), value=value, headers=headers)


write("experiments", experiment, "Experiment", design)
for row in rows:
    identity = dict(experimentId=experiment, pairId=row["pair_id"], method=row["method"], alpha=float(row["alpha"]),
                    seed=int(row["seed"]))
    key = "/".join(str(part) for part in identity.values())  # alpha as Java writes it: 0.5, 1.0
    png = (table.parent / row["file"]).read_bytes()
    width, height = struct.unpack(">II", png[16:24])
    picture = dict(sha256=hashlib.sha256(png).hexdigest(), mediaType="image/png", width=width, height=height)
    common = dict(identity=identity, category=row["category"], generator=stamp, sourceTruncated=False, generatedAt=now)
    write("images", key, "GeneratedImage", dict(
        common, source=row["source"], target=row["target"], measure=measure, settings=settings,
        image=dict(picture, bytes=png, uri=None)))
    write("image-summaries", key, "ImageSummary", dict(
        common, **picture, sizeBytes=len(png), file=row["file"], truncatedPrompts=[]))
producer.commit_transaction()
print(f"{len(rows)} images of {experiment} written")
