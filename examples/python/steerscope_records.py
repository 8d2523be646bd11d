"""Steerscope's records: Avro in single-object encoding, in the schemas of all releases (docs/records.md)."""

import io
import json
import pathlib

import fastavro
from fastavro.schema import fingerprint, parse_schema, to_parsing_canonical_form

RELEASED = pathlib.Path(__file__).resolve().parents[2] / "schemas/src/main/resources/schemas/released"
MARK = b"\xc3\x01"
VERSION = "steerscope-schema-version"


class Records:
    """Reads records of one name in every released schema, and writes them in the last."""

    def __init__(self, name):
        self.name, self.writers = name, {}
        for path in (RELEASED / "index.txt").read_text().split():
            if path.endswith(f"/{name}.avsc"):
                schema = json.loads((RELEASED / path).read_text())
                self.mark = MARK + bytes.fromhex(fingerprint(to_parsing_canonical_form(schema), "CRC-64-AVRO"))
                self.latest = self.writers[self.mark] = parse_schema(schema, named_schemas={})
                self.version = int(path.split("/")[0].removeprefix("v"))

    def encode(self, record):
        """The value of a Kafka record and its headers."""
        out = io.BytesIO()
        out.write(self.mark)
        fastavro.schemaless_writer(out, self.latest, record, strict=True)
        return out.getvalue(), [(VERSION, str(self.version).encode())]

    def decode(self, value, headers):
        """The record in the last schema; None for bytes that are no such record."""
        if int(dict(headers or []).get(VERSION, b"0")) > self.version:
            raise SystemExit(f"a newer release wrote this {self.name}: update the schemas")
        writer = self.writers.get(value[:10])
        return writer and fastavro.schemaless_reader(io.BytesIO(value[10:]), writer, self.latest)
