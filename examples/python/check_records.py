"""Checks without Kafka that records come back from their bytes, in every schema that was released."""

from fastavro.utils import generate_one

from steerscope_records import RELEASED, Records

names = {path.split("/")[1].removesuffix(".avsc") for path in (RELEASED / "index.txt").read_text().split()}
for name in sorted(names):
    records = Records(name)
    record = generate_one(records.latest)
    value, headers = records.encode(record)
    again, _ = records.encode(records.decode(value, headers))
    assert again == value, name
    assert records.decode(b"no record", headers) is None
    print(f"{name}: version {records.version}, {len(records.writers)} schemas")
