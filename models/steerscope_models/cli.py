"""The command `steerscope-models`."""

from __future__ import annotations

import argparse
import contextlib
import errno
import math
import shlex
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import steerscope_models
from steerscope_models.check import MISTAKES, check
from steerscope_models.export.scheduler import SCHEDULERS
from steerscope_models.nn.config import UnsupportedConfig

if TYPE_CHECKING:
    from steerscope_models.export.precision import Precision

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_DTYPES = ("float32", "bfloat16", "float16")


def _positive(text: str) -> int:
    try:
        number = int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number") from None
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text} is not at least 1")
    return number


def _guidance(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number") from None
    if not math.isfinite(number) or number < 0:
        raise argparse.ArgumentTypeError(f"{text} is not finite and at least 0")
    return number


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message} (see {self.prog} --help)\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="steerscope-models", description="Makes model bundles for Steerscope.", allow_abbrev=False
    )
    parser.add_argument("--version", action="version", version=steerscope_models.__version__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    export = commands.add_parser(
        "export",
        help="a Hugging Face folder to a bundle",
        description="Exports a Hugging Face folder to a bundle: a CLIPModel, SiglipModel or OpenCLIP folder to a"
        " scorer, a ResNetModel folder to an image encoder without texts, a diffusers StableDiffusionXLPipeline folder (SDXL, SSD-1B) to a generator. Each file is loaded"
        " again and compared with the module that it was traced from before the bundle is put in its place.",
        allow_abbrev=False,
    )
    export.add_argument("--source", required=True, type=Path, metavar="HF_DIR", help="the folder to export")
    export.add_argument("--bundle", required=True, type=Path, metavar="DIR", help="the folder to write")
    export.add_argument(
        "--dtype", choices=_DTYPES, default="float32", help="what the modules compute in (default: %(default)s)"
    )
    export.add_argument(
        "--storage", choices=_DTYPES, help="what large weights are written in; expanded on loading (default: --dtype)"
    )
    export.add_argument(
        "--vae-dtype",
        choices=_DTYPES,
        help="what the image decoder computes in (default: --dtype, but float32 for float16 where the model asks"
        " for it with force_upcast)",
    )
    export.add_argument("--variant", metavar="NAME", help="read NAME weights, such as fp16 (default: the plain ones)")
    export.add_argument(
        "--processor", type=Path, metavar="DIR", help="clip, image: a folder with another preprocessor_config.json"
    )
    export.add_argument("--tokenizer", type=Path, metavar="DIR", help="clip: a folder with another tokenizer")
    export.add_argument(
        "--verify",
        action="store_true",
        help="compare the files also with transformers, OpenCLIP or diffusers, as far as they are installed",
    )
    export.add_argument("--id", metavar="NAME", help="short name, stamped on every record (default: DIR's name)")
    export.add_argument("--description", metavar="TEXT", help="one line about the model")
    export.add_argument("--name", help="name of the source (default: from the Hugging Face cache, or HF_DIR's name)")
    export.add_argument("--revision", help="revision of the source (default: from the download's records)")
    export.add_argument("--licence", "--license", help="licence of the weights (default: from the model card)")
    export.add_argument(
        "--batch-size",
        type=_positive,
        metavar="N",
        help="rows that a worker computes at once (default: clip and image 8, sdxl 2)",
    )
    export.add_argument("--steps", type=_positive, metavar="N", help="sdxl: default steps (default: 25; lcm: 4)")
    export.add_argument(
        "--guidance-scale", type=_guidance, metavar="G", help="sdxl: default guidance (default: 5; lcm: 8)"
    )
    export.add_argument(
        "--scheduler", choices=SCHEDULERS, metavar="NAME",
        help=f"sdxl: run with another scheduler than the checkpoint's: {', '.join(SCHEDULERS)}",
    )
    export.add_argument("--overwrite", action="store_true", help="replace the bundle that DIR holds")
    export.set_defaults(run=_export)
    random = commands.add_parser(
        "random",
        help="a Hugging Face folder with random weights",
        description="Writes a Hugging Face folder with the sizes and settings of a published model and random weights,"
        " for tests of speed and memory at full size without a download.",
        allow_abbrev=False,
    )
    random.add_argument(
        "--config", required=True, metavar="NAME|HF_DIR",
        help="ssd-1b, sdxl-base, clip-vit-base-patch32, clip-vit-large-patch14, resnet-50, or a folder with other"
        " configs",
    )
    random.add_argument("--out", required=True, type=Path, metavar="DIR", help="the folder to write")
    random.add_argument("--seed", type=int, default=0, metavar="N", help="of the weights (default: %(default)s)")
    random.add_argument("--dtype", choices=_DTYPES, default="float16", help="of the files (default: %(default)s)")
    random.set_defaults(run=_random)
    return parser


def _export(arguments: argparse.Namespace) -> None:
    import torch

    from steerscope_models.export import clip, image, sdxl
    from steerscope_models.export.bundle import BundleWriter, common_fields
    from steerscope_models.export.precision import DTYPES, Precision
    from steerscope_models.export.source import describe_source, kind_of
    from steerscope_models.nn.config import IgnoredField

    started = time.monotonic()
    torch.manual_seed(0)
    folder, target = arguments.source, arguments.bundle
    kind = kind_of(folder)
    if kind != "sdxl" and arguments.scheduler:
        holds = {"clip": "a scorer", "image": "an image encoder"}[kind]
        raise UnsupportedConfig(f"--scheduler is for generators, and {folder} holds {holds}")
    for option, given in (("--processor", arguments.processor), ("--tokenizer", arguments.tokenizer)):
        if given is not None and kind == "sdxl":
            raise UnsupportedConfig(f"{option} is for scorers; the parts of a pipeline are in its own folder")
    if kind == "image" and arguments.tokenizer is not None:
        raise UnsupportedConfig(f"--tokenizer is for scorers, and {folder} holds an image encoder, which reads no texts")
    source = describe_source(folder, arguments.name, arguments.revision, arguments.licence)
    identifier = arguments.id or target.absolute().name
    batch_size = arguments.batch_size or {"clip": 8, "image": 8, "sdxl": 2}[kind]
    common_fields(kind, identifier, "", source, arguments.dtype, batch_size)
    precision = Precision(DTYPES[arguments.dtype], DTYPES[arguments.storage or arguments.dtype])

    def progress(line: str) -> None:
        print(f"  [{time.monotonic() - started:6.1f} s] {line}", flush=True)

    with BundleWriter(target, arguments.overwrite) as writer, _telling(IgnoredField, progress):
        print(
            f"{source.name} (revision {source.revision}, licence {source.licence}) as {kind} bundle {identifier}",
            flush=True,
        )
        if kind == "clip":
            fields, description = clip.export(
                folder, writer.folder, precision, arguments.variant, progress, arguments.processor, arguments.tokenizer
            )
        elif kind == "image":
            fields, description = image.export(
                folder, writer.folder, precision, arguments.variant, progress, arguments.processor
            )
        else:
            vae_compute = DTYPES[arguments.vae_dtype] if arguments.vae_dtype else None
            fields, description = sdxl.export(
                folder, writer.folder, precision, arguments.variant, vae_compute,
                arguments.scheduler, arguments.steps, arguments.guidance_scale, progress,
            )
        if arguments.verify:
            _verify(arguments, kind, writer.folder, fields, precision, progress)
        common = common_fields(
            kind, identifier, arguments.description or description, source, arguments.dtype, batch_size
        )
        sha256 = writer.finish({**common, **fields})
    size = sum(file.stat().st_size for file in target.absolute().iterdir())
    print(f"{target}: {size / 1e6:.1f} MB, sha256 {sha256}")


def _verify(
    arguments: argparse.Namespace,
    kind: str,
    bundle: Path,
    fields: dict[str, Any],
    precision: Precision,
    progress: Callable[[str], None],
) -> None:
    import torch

    from steerscope_models.export import verify

    exact = precision.compute == precision.storage == torch.float32
    if kind == "clip":
        verify.verify_scorer(
            arguments.source, arguments.variant, arguments.tokenizer, bundle, fields, exact, progress
        )
    elif kind == "image":
        verify.verify_image_encoder(arguments.source, arguments.variant, bundle, fields, exact, progress)
    else:
        exact = exact and fields["sdxl"]["vaeDtype"] == "float32"
        verify.verify_generator(arguments.source, arguments.variant, bundle, fields, exact, progress)


@contextlib.contextmanager
def _telling(category: type[Warning], progress: Callable[[str], None]) -> Iterator[None]:
    """Prints each warning of a category once, as a line among the others."""
    told: set[str] = set()
    with warnings.catch_warnings():
        warnings.simplefilter("always", category)
        usual = warnings.showwarning

        def show(message: Warning, kind: type[Warning], *place: Any) -> None:
            if not issubclass(kind, category):
                usual(message, kind, *place)
            elif str(message) not in told:
                told.add(str(message))
                progress(str(message))

        warnings.showwarning = show
        yield


def _random(arguments: argparse.Namespace) -> None:
    from steerscope_models import random_weights
    from steerscope_models.export.precision import DTYPES
    from steerscope_models.nn.config import IgnoredField

    def progress(line: str) -> None:
        print(f"  {line}", flush=True)

    with _telling(IgnoredField, progress):
        random_weights.write(arguments.config, arguments.out, arguments.seed, DTYPES[arguments.dtype], progress)
    print(f"{arguments.out}: {arguments.config} with random weights, seed {arguments.seed}, {arguments.dtype}")


def _failure(failure: OSError) -> str:
    """What happened to a file; of one in a work folder its name alone, as it is gone."""
    if failure.errno is None:
        return str(failure)
    name = str(failure.filename or "")
    if ".steerscope-" in name:
        name = Path(name).name
    full = "; nothing is left of it" if failure.errno in _FULL else ""
    return f"{name + ': ' if name else ''}{failure.strerror}{full}"


def _lacking(lacking: ModuleNotFoundError) -> str:
    """What to do about a package that is not installed."""
    if (lacking.name or "steerscope_models").split(".")[0] == "steerscope_models":
        raise lacking
    wanted = Path(__file__).parents[1] / "requirements.txt"
    return (
        f"{sys.executable} has no {lacking.name}; install with {shlex.quote(sys.executable)} -m pip install -r"
        f" {shlex.quote(str(wanted))}, or run models/steerscope-models without STEERSCOPE_PYTHON"
    )


def _say(line: object, status: int) -> int:
    print(f"steerscope-models: {line}", file=sys.stderr)
    return status


def checked(arguments: list[str]) -> int | None:
    """Parses and checks a command without anything that must be installed; the status of one that is refused.

    :raises SystemExit: for `--help`, `--version` and options that do not exist, after saying so
    """
    options = _parser().parse_args(arguments)
    try:
        check(options)
    except MISTAKES as mistake:
        return _say(mistake, 2)
    except OSError as failure:
        return _say(_failure(failure), 1)
    return None


def main(arguments: list[str] | None = None) -> int:
    """Runs the command; a user's mistake is one line on standard error and exit status 2."""
    options = _parser().parse_args(arguments)
    try:
        check(options)
        from steerscope_models.export.mismatch import ExportMismatch
    except MISTAKES as mistake:
        return _say(mistake, 2)
    except ModuleNotFoundError as lacking:
        return _say(_lacking(lacking), 1)
    except OSError as failure:
        return _say(_failure(failure), 1)

    try:
        options.run(options)
    except (UnsupportedConfig, *MISTAKES) as mistake:
        return _say(mistake, 2)
    except ExportMismatch as failure:
        return _say(failure, 1)
    except OSError as failure:
        return _say(_failure(failure), 1)
    except ModuleNotFoundError as lacking:
        return _say(_lacking(lacking), 1)
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
