"""Comparison of exported files with the libraries that published the models: transformers, OpenCLIP, diffusers.

Each file was compared with the module that it was traced from when it was written. That module is this project's own;
here the same numbers come from somebody else's code, which loads the checkpoint again.
"""

from __future__ import annotations

import gc
import importlib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import Tensor

from steerscope_models.export import openclip
from steerscope_models.export.hps import HPS_CONFIG
from steerscope_models.export.scorer import layout_of
from steerscope_models.export.torchscript import ExportMismatch
from steerscope_models.nn.weights import DIFFUSERS_STEM, TRANSFORMERS_STEM, weight_files

LIMIT = 1e-4
"""Largest relative difference of a float32 export; what other precisions differ by is told only."""

_TEXTS = (
    "", "a photo of a red car", "A Photo of TWO Red Cars!", "don't, it's naïve: 12 3d cafés", "word " * 100,
    "an astronaut riding a horse, oil painting, 4k", "赤い車の写真",
)  # fmt: skip

Tell = Callable[[str], None]


def verify_scorer(
    source: Path, variant: str | None, tokenizer: Path | None, bundle: Path, fields: Mapping[str, Any], exact: bool,
    tell: Tell,
) -> None:  # fmt: skip
    """Compares token ids and embeddings of a scorer; `exact` where the bundle computes and stores float32."""
    layout = layout_of(source)
    library = _library("open_clip" if layout == "OpenCLIP" else "transformers", tell)
    if library is None:
        return
    read = _openclip if layout == "OpenCLIP" else _transformers
    ids, images_of, texts_of = read(library, source, variant, tokenizer, fields)
    rules = fields["tokenizer"]
    found = _ids(bundle / rules["file"], rules, _TEXTS)
    name = f"{library.__name__} {getattr(library, '__version__', '')}".strip()
    different = [text for text, ours, theirs in zip(_TEXTS, found, ids) if ours != theirs]
    if different:
        raise ExportMismatch(f"tokenizer.json: {different[0][:40]!r} has other token ids than in {name}")
    tell(f"tokenizer.json: the ids of {len(_TEXTS)} texts are those of {name}")
    generator = torch.Generator().manual_seed(1)
    pixels = torch.randn(3, 3, fields["clip"]["imageHeight"], fields["clip"]["imageWidth"], generator=generator)
    with torch.inference_mode():
        for file, inputs, theirs in (
            ("image_encoder.pt", pixels, images_of), ("text_encoder.pt", torch.tensor(found), texts_of)
        ):  # fmt: skip
            module = torch.jit.load(str(bundle / file), map_location="cpu")
            _compare(file, [module(inputs)], [torch.nn.functional.normalize(theirs(inputs).float())], name, exact, tell)
            del module


def verify_image_encoder(
    source: Path, variant: str | None, bundle: Path, fields: Mapping[str, Any], exact: bool, tell: Tell
) -> None:
    """Compares the pooled features of an image encoder."""
    library = _library("transformers", tell)
    if library is None:
        return
    used = _variant(weight_files(source, TRANSFORMERS_STEM, variant))
    told = library.logging.get_verbosity()
    library.logging.set_verbosity_error()  # it would say of a classifier that it is left out
    model = library.ResNetModel.from_pretrained(source, variant=used, local_files_only=True).float().eval()
    library.logging.set_verbosity(told)
    sizes = fields["image"]
    generator = torch.Generator().manual_seed(1)
    pixels = torch.randn(3, 3, sizes["imageHeight"], sizes["imageWidth"], generator=generator)
    with torch.inference_mode():
        wanted = model(pixels).pooler_output.flatten(1)
        found = torch.jit.load(str(bundle / "image_encoder.pt"), map_location="cpu")(pixels)
    _compare("image_encoder.pt", [found], [wanted], f"transformers {library.__version__}", exact, tell)


def _transformers(
    library: Any, source: Path, variant: str | None, tokenizer: Path | None, fields: Mapping[str, Any]
) -> tuple[list[list[int]], Callable[[Tensor], Tensor], Callable[[Tensor], Tensor]]:
    siglip = "logitBias" in fields["clip"]
    kind = library.SiglipModel if siglip else library.CLIPModel
    used = _variant(weight_files(source, TRANSFORMERS_STEM, variant))
    model = kind.from_pretrained(source, variant=used, local_files_only=True).float().eval()
    texts = tokenizer or source
    if not siglip:
        reader = library.CLIPTokenizerFast.from_pretrained(texts)
    elif (texts / "spiece.model").is_file() or not hasattr(library, "Siglip2Tokenizer"):
        reader = library.AutoTokenizer.from_pretrained(texts)
    else:
        described = Tokenizer.from_file(str(texts / "tokenizer.json"))
        bpe = type(described.model).__name__ == "BPE"
        reader = (library.Siglip2Tokenizer if bpe else library.PreTrainedTokenizerFast).from_pretrained(texts)
    length = fields["tokenizer"]["maxLength"]
    ids = [
        reader(text, padding="max_length", truncation=True, max_length=length, padding_side="right")["input_ids"]
        for text in _TEXTS
    ]

    def features(result: Any) -> Tensor:
        return result if isinstance(result, Tensor) else result.pooler_output

    return (
        ids,
        lambda pixels: features(model.get_image_features(pixel_values=pixels)),
        lambda rows: features(model.get_text_features(input_ids=rows)),
    )


def _openclip(
    library: Any, source: Path, variant: str | None, tokenizer: Path | None, fields: Mapping[str, Any]
) -> tuple[list[list[int]], Callable[[Tensor], Tensor], Callable[[Tensor], Tensor]]:
    folder = source if source.is_dir() else source.parent
    file = source if source.is_file() else openclip.weights_of(source, variant)
    has_config = (folder / openclip.CONFIG).is_file()
    config = dict(openclip.read_config(folder)[0] if has_config else HPS_CONFIG)
    custom = config.pop("custom_text", False)
    model = (library.CustomTextCLIP if custom else library.CLIP)(**config)
    library.load_checkpoint(model, str(file))
    model.eval()
    length = fields["tokenizer"]["maxLength"]
    named = config["text_cfg"].get("hf_tokenizer_name")
    if named or tokenizer:
        reader = library.HFTokenizer(str(tokenizer or folder), context_length=length)
    else:
        reader = library.SimpleTokenizer(context_length=length)
    return reader(list(_TEXTS)).tolist(), model.encode_image, model.encode_text


def verify_generator(
    source: Path, variant: str | None, bundle: Path, fields: Mapping[str, Any], exact: bool, tell: Tell
) -> None:
    """Compares token ids, text encoders, the image decoder and the UNet of a generator, one after the other."""
    transformers = _library("transformers", tell)
    if transformers is not None:
        for part, rules in zip(("text_encoder", "text_encoder_2"), fields["tokenizers"], strict=True):
            _verify_text_encoder(transformers, source, variant, part, rules, bundle, exact, tell)
            gc.collect()
    diffusers = _library("diffusers", tell)
    if diffusers is None:
        return
    name = f"diffusers {diffusers.__version__}"
    generator = torch.Generator().manual_seed(1)
    sizes = fields["sdxl"]
    latents = torch.randn(2, sizes["latentChannels"], 12, 8, generator=generator)
    with torch.inference_mode():
        _verify_part(
            "vae_decoder", diffusers.AutoencoderKL, source / "vae", variant, bundle, name, exact, tell, (latents,),
            lambda vae: [vae.decode(_unscaled(vae.config, latents)).sample],
        )  # fmt: skip
        rows = (
            latents,
            torch.tensor([999.0, 261.0]),
            torch.randn(2, 77, sizes["crossAttentionDimension"], generator=generator),
            torch.randn(2, sizes["pooledDimension"], generator=generator),
            torch.tensor([[1024.0, 1024, 0, 0, 1024, 1024], [512.0, 768, 0, 16, 512, 768]]),
        )
        condition = sizes["timestepConditionDimension"]
        if condition is not None:
            rows = (*rows, torch.randn(2, condition, generator=generator))
        _verify_part(
            "unet", diffusers.UNet2DConditionModel, source / "unet", variant, bundle, name, exact, tell, rows,
            lambda unet: [
                unet(
                    *rows[:3], timestep_cond=rows[5] if condition is not None else None,
                    added_cond_kwargs={"text_embeds": rows[3], "time_ids": rows[4]},
                ).sample
            ],
        )  # fmt: skip


def _unscaled(config: Any, latents: Tensor) -> Tensor:
    """As the pipeline does before decoding, apart from the scaling factor, which is not the decoder's."""
    mean, std = getattr(config, "latents_mean", None), getattr(config, "latents_std", None)
    if mean is None or std is None:
        return latents
    shape = (1, -1, 1, 1)
    return latents * torch.tensor(std).view(shape) + torch.tensor(mean).view(shape)


def _verify_part(
    part: str, kind: Any, folder: Path, variant: str | None, bundle: Path, name: str, exact: bool, tell: Tell,
    inputs: tuple[Tensor, ...], theirs: Callable[[Any], list[Tensor]],
) -> None:  # fmt: skip
    used = _variant(weight_files(folder, DIFFUSERS_STEM, variant))
    model = kind.from_pretrained(folder, variant=used, local_files_only=True).float().eval()
    wanted = theirs(model)
    del model
    gc.collect()
    module = torch.jit.load(str(bundle / f"{part}.pt"), map_location="cpu")
    _compare(f"{part}.pt", [module(*inputs)], wanted, name, exact, tell)


def _verify_text_encoder(
    library: Any, source: Path, variant: str | None, part: str, rules: Mapping[str, Any], bundle: Path, exact: bool,
    tell: Tell,
) -> None:  # fmt: skip
    name = f"transformers {library.__version__}"
    folder = source / part.replace("text_encoder", "tokenizer")
    reader = library.CLIPTokenizerFast.from_pretrained(folder)
    found = _ids(bundle / rules["file"], rules, _TEXTS)
    wanted = [
        reader(text, padding="max_length", truncation=True, max_length=rules["maxLength"])["input_ids"]
        for text in _TEXTS
    ]
    if found != wanted:
        raise ExportMismatch(f"{rules['file']}: some texts have other token ids than in {name}")
    tell(f"{rules['file']}: the ids of {len(_TEXTS)} texts are those of {name}")
    kind = library.CLIPTextModel if part == "text_encoder" else library.CLIPTextModelWithProjection
    used = _variant(weight_files(source / part, TRANSFORMERS_STEM, variant))
    model = kind.from_pretrained(source / part, variant=used, local_files_only=True).float().eval()
    ids = torch.tensor(found)
    with torch.inference_mode():
        result = model(input_ids=ids, output_hidden_states=True)
        theirs = [result.hidden_states[-2], *([result.text_embeds] if part == "text_encoder_2" else [])]
        del model
        ours = torch.jit.load(str(bundle / f"{part}.pt"), map_location="cpu")(ids)
    _compare(f"{part}.pt", [ours] if isinstance(ours, Tensor) else list(ours), theirs, name, exact, tell)


def _library(name: str, tell: Tell) -> ModuleType | None:
    try:
        library = importlib.import_module(name)
        if name == "transformers":
            library.utils.logging.disable_progress_bar()
            # It imports each model when that is asked for, and only then what the model needs.
            assert library.CLIPModel and library.SiglipModel and library.ResNetModel
        return library
    except ImportError as error:
        shown = {"open_clip": "open_clip_torch"}.get(name, name)
        reason = "" if error.name == name else f" completely ({error.name or error} is missing)"
        tell(f"--verify: {shown} is not installed{reason}, so nothing was compared with it")
        return None


def _variant(files: Iterable[Path]) -> str | None:
    """The variant in the name of weight files: `fp16` of `model.fp16-00001-of-00002.safetensors`."""
    middle = next(iter(files)).name.split(".")[1:-1]
    return middle[0].split("-")[0] if middle else None


def _ids(file: Path, rules: Mapping[str, Any], texts: Iterable[str]) -> list[list[int]]:
    tokenizer = Tokenizer.from_file(str(file))
    length, rows = rules["maxLength"], []
    for text in texts:
        ids = tokenizer.encode(text).ids
        if len(ids) > length:
            ids = [*ids[: length - 1], rules["eosTokenId"]]
        rows.append(ids + [rules["padTokenId"]] * (length - len(ids)))
    return rows


def _compare(file: str, ours: list[Tensor], theirs: list[Tensor], name: str, exact: bool, tell: Tell) -> None:
    worst = 0.0
    for output, want in zip(ours, theirs, strict=True):
        if output.shape != want.shape:
            raise ExportMismatch(f"{file}: output is {list(output.shape)}, that of {name} {list(want.shape)}")
        worst = max(worst, ((output - want).abs().max() / want.abs().max().clamp(min=1e-12)).item())
    if not worst <= LIMIT and exact:
        raise ExportMismatch(f"{file}: differs from {name} by {worst:.1e} (relative)")
    tell(f"{file}: differs from {name} by {worst:.1e}")
