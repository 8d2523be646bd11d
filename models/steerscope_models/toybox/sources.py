"""Writes the folders that `assemble` makes back from the bundles: `python -m steerscope_models.toybox.sources`.

The bundles are in the repository, the trained weights in Hugging Face's layout are not. What is written exports to the
same numbers: bfloat16 and float16 weights are kept as they are. The encoder of the autoencoder, which no bundle holds, is
zero, so training cannot go on from here.
"""

from __future__ import annotations

import argparse
import json
import math
import re
from pathlib import Path

import torch
from safetensors.torch import save_file
from torch import Tensor

from ..nn.vae import AutoencoderKL
from ..nn.weights import DIFFUSERS_STEM, TRANSFORMERS_STEM
from . import differences, tokenizer
from .assemble import INDEX, SCHEDULER, WORK, write
from .clip import PROJECTION, TEXT, VISION, write_preprocessing
from .train_unet import CONFIG as UNET
from .train_vae import CONFIG as VAE

BUNDLES = Path(__file__).resolve().parents[3] / "bundles"
_STACKED = re.compile(r"(.*)\.qkv\.(weight|bias)")
_FUSED = {"out_proj": "self_attn.out_proj", "fc1": "mlp.fc1", "fc2": "mlp.fc2"}


def _weights(bundle: Path, module: str, strip: str = "") -> dict[str, Tensor]:
    state = torch.jit.load(str(bundle / f"{module}.pt"), map_location="cpu").state_dict()
    return {
        name.removeprefix(strip).replace(".stored.value", ".weight"): value.clone().contiguous()
        for name, value in state.items()
        if not name.endswith((".frequencies", "computed_in"))
    }


def _unfused(weights: dict[str, Tensor]) -> dict[str, Tensor]:
    """Weights of an image encoder, fused or not, by transformers' names; the toy models' activation needs no factor."""
    plain = {}
    for name, value in weights.items():
        stacked = _STACKED.fullmatch(name)
        if stacked:
            for part, rows in zip(("q_proj", "k_proj", "v_proj"), value.chunk(3)):
                plain[f"{stacked[1]}.self_attn.{part}.{stacked[2]}"] = rows.contiguous()
            continue
        holder, _, kind = name.rpartition(".")
        layer, _, part = holder.rpartition(".")
        if part in _FUSED and layer.rpartition(".")[2].isdigit():
            name = f"{layer}.{_FUSED[part]}.{kind}"
        plain[name] = value
    return plain


def _text_config(name: str, more: tuple[str, ...] = ()) -> dict:
    return {
        "vocab_size": tokenizer.tokenizer(more).get_vocab_size(), "max_position_embeddings": tokenizer.LENGTH,
        "pad_token_id": tokenizer.PAD, "bos_token_id": tokenizer.START, "eos_token_id": tokenizer.END,
        "hidden_act": "gelu", "projection_dim": PROJECTION[name], **TEXT[name],
    }  # fmt: skip


def write_clip(bundle: Path, name: str, folder: Path, more: tuple[str, ...] = ()) -> None:
    """The folder of a scorer; `name` is its training's, `more` are words that it knows besides those of captions."""
    tokenizer.save(folder, more)
    weights = {**_unfused(_weights(bundle, "image_encoder")), **_weights(bundle, "text_encoder")}
    scale = json.loads((bundle / "bundle.json").read_text(encoding="utf-8"))["clip"]["logitScale"]
    weights["logit_scale"] = torch.tensor(math.log(scale))
    save_file(weights, folder / f"{TRANSFORMERS_STEM}.safetensors")
    vision = {"image_size": 64, "hidden_act": "gelu", "projection_dim": PROJECTION[name], **VISION[name]}
    write(folder / "config.json", {
        "architectures": ["CLIPModel"], "model_type": "clip", "projection_dim": PROJECTION[name],
        "text_config": _text_config(name, more), "vision_config": vision,
    })  # fmt: skip
    write_preprocessing(folder)


def write_sdxl(bundle: Path, folder: Path) -> None:
    """The folder of the generator."""
    for part, name in (("text_encoder", "clip-a"), ("text_encoder_2", "clip-b")):
        write(folder / part / "config.json", _text_config(name))
        save_file(_weights(bundle, part, "encoder."), folder / part / f"{TRANSFORMERS_STEM}.safetensors")
    for name in ("tokenizer", "tokenizer_2"):
        tokenizer.save(folder / name)
    write(folder / "unet" / "config.json", UNET)
    save_file(_weights(bundle, "unet", "unet."), folder / "unet" / f"{DIFFUSERS_STEM}.safetensors")
    write(folder / "vae" / "config.json", VAE)
    empty = {name: torch.zeros_like(value) for name, value in AutoencoderKL(VAE).state_dict().items()}
    save_file({**empty, **_weights(bundle, "vae_decoder")}, folder / "vae" / f"{DIFFUSERS_STEM}.safetensors")
    write(folder / "scheduler" / "scheduler_config.json", SCHEDULER)
    write(folder / "model_index.json", INDEX)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bundles", type=Path, default=BUNDLES)
    parser.add_argument("--work", type=Path, default=WORK)
    arguments = parser.parse_args()
    for name in ("toybox-sdxl", "toybox-clip", "toybox-clip-b", "toybox-clip-differences"):
        folder = arguments.work / name
        if folder.exists():
            raise SystemExit(f"{folder} is there already; move it away first")
    write_sdxl(arguments.bundles / "toybox-sdxl", arguments.work / "toybox-sdxl")
    write_clip(arguments.bundles / "toybox-clip", "clip-scorer", arguments.work / "toybox-clip")
    write_clip(arguments.bundles / "toybox-clip-b", "clip-b", arguments.work / "toybox-clip-b")
    name = "toybox-clip-differences"
    write_clip(arguments.bundles / name, "clip-scorer", arguments.work / name, differences.WORDS)


if __name__ == "__main__":
    main()
