"""Reading of a checkpoint's config: every field is either used, known to be without effect, or refused by name."""

from __future__ import annotations

import re
import warnings
from typing import Any, Iterable, Mapping

# An unknown field whose name has one of these words could change what a model computes: it is refused.
_WORDS_THAT_CHANGE_THE_RESULT = frozenset(
    "act activation activations adapter adapters attention attentions attn bias block blocks causal channel channels"
    " class color colour conv crop depth dilation dim dims do embed embedding embeddings embeds eps experts ffn flip"
    " fn fnn fps gate gated groups head heads interpolation kernel layer layers lora mask masks mean mlp moe norm norms"
    " normalize pad patch patches pool pooled pooler pooling position positional positions prediction proj projection"
    " projections quant quantization register registers rescale resize residual resnet rope rotary scale scales scaling"
    " shift skip std stride swiglu theta timestep tokenizer upcast vocab width window".split()
)
# Others that could, whose names do not say so.
_FIELDS_THAT_CHANGE_THE_RESULT = frozenset({"auto_map", "custom_pipelines", "quantization_config", "compression_config"})


class UnsupportedConfig(ValueError):
    """A config field whose value would change the result in a way that these modules do not implement."""


class IgnoredField(UserWarning):
    """A config field that is not known, and whose name does not say that it could change the result."""


class ConfigReader:
    """Takes fields from a config one by one and accounts for whatever is left over.

    Fields that start with an underscore, and unknown fields that are null or false, have no effect. Of other unknown
    fields those are refused that could change the result, by the lists above; the rest is an :class:`IgnoredField`.
    """

    def __init__(self, config: Mapping[str, Any], name: str):
        self._config = config
        self._name = name
        self._seen: set[str] = set()

    def take(self, field: str, default: Any = None) -> Any:
        """The field's value, or the default where it is absent."""
        self._seen.add(field)
        return self._config.get(field, default)

    def need(self, field: str) -> Any:
        """The value of a field that has no default."""
        value = self.take(field)
        if value is None:
            raise UnsupportedConfig(f"{self._name} config: {field} is missing")
        return value

    def only(self, field: str, default: Any, *allowed: Any) -> Any:
        """The field's value, which must be the default or one of the allowed ones."""
        value = self.take(field, default)
        if value != default and value not in allowed:
            raise self.refuse(field, f"supported: {', '.join(map(repr, (default, *allowed)))}")
        return value

    def ignore(self, *fields: str) -> None:
        """Marks fields that do not change the result of the supported blocks."""
        self._seen.update(fields)

    def refuse(self, field: str, why: str = "") -> UnsupportedConfig:
        reason = f" ({why})" if why else ""
        return UnsupportedConfig(f"{self._name} config: {field}={self._config.get(field)!r} is not supported{reason}")

    def finish(self) -> None:
        """Refuses or tells of each field that nobody took."""
        for field, value in self._config.items():
            if field in self._seen or field.startswith("_") or value is None or value is False:
                continue
            words = re.split(r"[^a-z]+", field.lower())
            if field in _FIELDS_THAT_CHANGE_THE_RESULT or not _WORDS_THAT_CHANGE_THE_RESULT.isdisjoint(words):
                raise self.refuse(field, "unknown field")
            shown = repr(value) if len(repr(value)) <= 60 else "..."
            warnings.warn(
                f"{self._name} config: {field}={shown} is not known, and taken to be without effect",
                IgnoredField,
                stacklevel=2,
            )


def per_block(reader: ConfigReader, field: str, default: Any, blocks: int) -> list[Any]:
    """A field given as one value for all blocks or as a list with one entry per block."""
    value = reader.take(field, default)
    if not isinstance(value, (list, tuple)):
        return [value] * blocks
    if len(value) != blocks:
        raise reader.refuse(field, f"{blocks} entries are needed, one per block")
    return list(value)


def layer_counts(value: int | Iterable[int], layers: int, reader: ConfigReader, field: str) -> list[int]:
    """Transformer layers of each of a block's attentions, given as one number or as a list of at least `layers`."""
    counts = [value] * layers if isinstance(value, int) else list(value)
    if len(counts) < layers or not all(isinstance(count, int) and count >= 0 for count in counts):
        raise reader.refuse(field, f"{layers} layer counts are needed in this block")
    return counts[:layers]
