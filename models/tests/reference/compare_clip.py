"""Compares exported CLIP and SigLIP bundles with transformers, in Python and through the `clip` command.

    models/.venv/bin/python models/tests/reference/compare_clip.py [--steerscope COMMAND] [--only NAME] [--work DIR]

Small random checkpoints of many shapes are exported, and token ids, pixel values, embeddings, cosines and margins of
awkward texts and images are compared. Prints one line per checkpoint and ends with 1 if a limit is passed. transformers
runs in float32 with its Pillow image processors; cases that need sentencepiece are skipped where that is not installed.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib.util
import io
import json
import subprocess
import sys
import tempfile
import warnings
from dataclasses import dataclass
from pathlib import Path

import numpy
import torch
import transformers
from PIL import Image

ROOT = Path(__file__).parents[3]
sys.path[:0] = [str(ROOT / "models"), str(Path(__file__).parent)]

import clip_checkpoints  # noqa: E402
from clip_cases import CASES, REFUSED  # noqa: E402
from clip_samples import TEXTS, write_images  # noqa: E402
from steerscope_models import cli  # noqa: E402

PIXELS, EMBEDDINGS, MARGINS = 1e-5, 1e-4, 1e-5
# Formats whose pixels do not depend on who decodes them.
EXACT = (".png", ".bmp", ".gif")


@dataclass
class Reference:
    """What transformers computes from a folder."""

    ids: list[list[int]]
    lengths: list[int]
    texts: torch.Tensor
    pixels: dict[str, torch.Tensor]
    images: dict[str, torch.Tensor]


def processors(folder: Path, siglip: bool):
    kind = transformers.SiglipImageProcessorPil if siglip else transformers.CLIPImageProcessorPil
    config = json.loads((folder / "config.json").read_text())
    positions = (config.get("text_config_dict") or config["text_config"]).get("max_position_embeddings")
    tokenizer = tokenizer_of(folder, siglip)
    length = min(tokenizer.model_max_length, positions or (64 if siglip else 77))
    return kind.from_pretrained(folder), tokenizer, length


def tokenizer_of(folder: Path, siglip: bool):
    if not siglip:
        return transformers.CLIPTokenizer.from_pretrained(folder)
    settings = json.loads((folder / "tokenizer_config.json").read_text())
    if (folder / "spiece.model").is_file() or settings.get("tokenizer_class") == "Siglip2Tokenizer":
        return getattr(transformers, settings["tokenizer_class"]).from_pretrained(folder)
    return transformers.PreTrainedTokenizerFast.from_pretrained(folder)


def reference(folder: Path, siglip: bool, files: list[Path]) -> Reference:
    processor, tokenizer, length = processors(folder, siglip)
    kind = transformers.SiglipModel if siglip else transformers.CLIPModel
    model = kind.from_pretrained(folder, dtype=torch.float32).eval()
    ids = [
        tokenizer(text, padding="max_length", truncation=True, max_length=length, padding_side="right")["input_ids"]
        for text in TEXTS
    ]
    lengths = [len(tokenizer(text)["input_ids"]) for text in TEXTS]
    pixels = {}
    for file in files:
        with Image.open(file) as image:
            pixels[file.name] = processor(images=image, return_tensors="pt")["pixel_values"][0]
    with torch.inference_mode():
        everything = model(input_ids=torch.tensor(ids), pixel_values=torch.stack(list(pixels.values())))
    return Reference(ids, lengths, everything.text_embeds, pixels, dict(zip(pixels, everything.image_embeds)))


def margins(images: torch.Tensor, texts: torch.Tensor) -> torch.Tensor:
    """cos(image, next text) - cos(image, text) of all neighbours, in double."""
    cosines = images.double() @ texts.double().T
    return cosines[:, 1:] - cosines[:, :-1]


def export(folder: Path, bundle: Path) -> str | None:
    """Exports, and returns the line that says why it could not be done."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = cli.main(["export", "--source", str(folder), "--bundle", str(bundle), "--batch-size", "8"])
    return None if status == 0 else err.getvalue().strip()


def in_python(bundle: Path, wanted: Reference) -> tuple[bool, float, float]:
    """Whether ids are equal, and the largest differences of embeddings and margins, by the bundle's modules."""
    from tokenizers import Tokenizer

    rules = json.loads((bundle / "bundle.json").read_text())["tokenizer"]
    tokenizer = Tokenizer.from_file(str(bundle / "tokenizer.json"))
    ids = []
    for text in TEXTS:
        found = tokenizer.encode(text).ids
        if len(found) > rules["maxLength"]:
            found = [*found[: rules["maxLength"] - 1], rules["eosTokenId"]]
        ids.append(found + [rules["padTokenId"]] * (rules["maxLength"] - len(found)))
    with torch.inference_mode():
        texts = torch.jit.load(bundle / "text_encoder.pt")(torch.tensor(ids))
        images = torch.jit.load(bundle / "image_encoder.pt")(torch.stack(list(wanted.pixels.values())))
    wanted_images = torch.stack(list(wanted.images.values()))
    embeddings = max((texts - wanted.texts).abs().max().item(), (images - wanted_images).abs().max().item())
    margin = (margins(images, texts) - margins(wanted_images, wanted.texts)).abs().max().item()
    for text, found, expected in zip(TEXTS, ids, wanted.ids):
        if found != expected:
            print(f"  {text[:40]!r}: {found[:12]}, transformers {expected[:12]}")
    return ids == wanted.ids, embeddings, margin


def clip_command(command: str, bundle: Path, files: list[Path], texts: list[str]) -> dict:
    """What the `clip` command prints; the files that it cannot read are left out, and texts hold no NUL."""
    arguments = [command, "clip", "--bundle", str(bundle), "--format", "json", "--image", *map(str, files)]
    done = subprocess.run([*arguments, *(f"--text={text}" for text in texts)], capture_output=True, text=True)
    if not done.stdout:
        raise SystemExit(f"{command}: {done.stderr}")
    return json.loads(done.stdout)


def pixel_bundle(bundle: Path, target: Path, height: int, width: int) -> None:
    """A bundle whose image embedding is the pixel values themselves, at length 1."""
    import hashlib

    class Pixels(torch.nn.Module):
        def forward(self, pixels):
            rows = pixels.flatten(1)
            return rows / torch.linalg.vector_norm(rows, dim=1, keepdim=True).clamp(min=1e-12)

    class Nothing(torch.nn.Module):
        def forward(self, ids):
            rows = torch.ones(ids.shape[0], 3 * height * width)
            return rows / rows.shape[1] ** 0.5

    target.mkdir()
    (target / "tokenizer.json").write_bytes((bundle / "tokenizer.json").read_bytes())
    torch.jit.script(Pixels()).save(str(target / "image_encoder.pt"))
    rules = json.loads((bundle / "bundle.json").read_text())
    example = torch.zeros(2, rules["tokenizer"]["maxLength"], dtype=torch.int64)
    torch.jit.trace(Nothing(), example).save(str(target / "text_encoder.pt"))
    rules["clip"]["embeddingDimension"] = 3 * height * width
    for name, entry in rules["files"].items():
        data = (target / name).read_bytes()
        entry.update(sha256=hashlib.sha256(data).hexdigest(), bytes=len(data))
    (target / "bundle.json").write_text(json.dumps(rules))


def in_java(command: str, work: Path, bundle: Path, wanted: Reference, files: list[Path]) -> dict[str, float | bool]:
    """The same comparisons through the `clip` command, and its pixel values through a bundle that gives them back."""
    usable = [index for index, text in enumerate(TEXTS) if "\x00" not in text]
    result = clip_command(command, bundle, files, [TEXTS[index] for index in usable])
    ids = [text["ids"] for text in result["texts"]]
    cut = [max(0, wanted.lengths[index] - len(wanted.ids[index])) for index in usable]
    flags = [text["truncated"] for text in result["texts"]] == [count > 0 for count in cut]
    counts = [text["cut"] for text in result["texts"]] == cut
    texts = torch.tensor([text["embedding"] for text in result["texts"]])
    worst = {"ids": ids == [wanted.ids[index] for index in usable], "truncation": flags and counts}
    worst["texts"] = (texts - wanted.texts[usable]).abs().max().item()
    found = {Path(image["file"]).name: image for image in result["images"]}
    worst["read"] = len(found)
    for exact in (True, False):
        names = [name for name in found if name.endswith(EXACT) == exact]
        images = torch.tensor([found[name]["embedding"] for name in names])
        wanted_images = torch.stack([wanted.images[name] for name in names])
        cosines = torch.tensor([found[name]["cosine"] for name in names], dtype=torch.float64)
        margin = cosines[:, 1:] - cosines[:, :-1] - margins(wanted_images, wanted.texts[usable])
        suffix = "" if exact else " (JPEG)"
        worst["images" + suffix] = (images - wanted_images).abs().max().item()
        worst["margins" + suffix] = margin.abs().max().item()
    size = wanted.pixels[files[0].name].shape
    pixel_bundle(bundle, work, size[1], size[2])
    values = clip_command(command, work, files, ["a"])
    for image in values["images"]:
        name = Path(image["file"]).name
        pixels = wanted.pixels[name].flatten().double().numpy()
        unit = numpy.array(image["embedding"])
        scaled = unit * (unit @ pixels / (unit @ unit))
        key = "pixels" if name.endswith(EXACT) else "pixels (JPEG)"
        worst[key] = max(worst.get(key, 0.0), float(numpy.abs(scaled - pixels).max()))
    return worst


def shown(value: float | int) -> str:
    return f"{value:.1e}" if isinstance(value, float) else str(value)


def within_limits(result: dict[str, float | bool]) -> bool:
    limits = {"texts": EMBEDDINGS, "images": EMBEDDINGS, "margins": MARGINS, "pixels": PIXELS}
    flags = all(result[name] for name in ("ids", "truncation"))
    return flags and all(result[name] <= limit for name, limit in limits.items())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--steerscope", metavar="COMMAND", help="compare the clip command too: ./steerscope, say")
    parser.add_argument("--only", metavar="NAME", help="one case")
    parser.add_argument("--work", type=Path, help="where folders and bundles are left (default: nowhere)")
    options = parser.parse_args()
    torch.set_num_threads(1)
    warnings.simplefilter("ignore")
    transformers.logging.set_verbosity_error()
    transformers.logging.disable_progress_bar()
    failures = 0
    with contextlib.ExitStack() as stack:
        work = options.work or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        files = write_images(work / "images")
        for seed, case in enumerate(CASES):
            if options.only not in (None, case.name):
                continue
            if case.tokenizer == "spiece" and not importlib.util.find_spec("sentencepiece"):
                print(f"{case.name}: skipped, sentencepiece is not installed")
                continue
            folder = clip_checkpoints.write(case, work / case.name, seed)
            refusal = export(folder, work / f"{case.name}-bundle")
            if refusal:
                print(f"{case.name}: NOT EXPORTED: {refusal}")
                failures += 1
                continue
            wanted = reference(folder, case.siglip, files)
            same, embeddings, margin = in_python(work / f"{case.name}-bundle", wanted)
            passed = same and embeddings <= EMBEDDINGS and margin <= MARGINS
            ids = "equal" if same else "DIFFER"
            line = f"{case.name}: Python ids {ids}, embeddings {embeddings:.1e}, margins {margin:.1e}"
            if options.steerscope:
                bundle = work / f"{case.name}-bundle"
                result = in_java(options.steerscope, work / f"{case.name}-pixels", bundle, wanted, files)
                passed = passed and within_limits(result)
                line += "; clip " + ", ".join(f"{key} {shown(value)}" for key, value in result.items())
            failures += not passed
            print(line if passed else line + "  <-- LIMIT PASSED", flush=True)
        for case, expected in REFUSED if not options.only else ():
            folder = clip_checkpoints.write(case, work / case.name, 0)
            refusal = export(folder, work / f"{case.name}-bundle") or "exported"
            named = expected in refusal and "\n" not in refusal
            failures += not named
            print(f"{case.name}: {'refused' if named else 'WRONG'}: {refusal.removeprefix('steerscope-models: ')}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
