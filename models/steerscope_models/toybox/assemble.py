"""Puts the trained parts together: `python -m steerscope_models.toybox.assemble`.

Writes `models/work/toybox-sdxl` (a diffusers folder of Stable Diffusion XL's layout), `models/work/toybox-clip` (the
scorer) and `models/work/toybox-clip-b`, from which `steerscope-models export` makes the bundles.
"""

import argparse
import json
import shutil
from pathlib import Path

from transformers import CLIPModel, CLIPTextModel, CLIPTextModelWithProjection

from . import tokenizer
from ..nn.unet import UNet2DConditionModel
from ..nn.vae import AutoencoderKL
from .clip import save_clip
from .sampling import BETA_END, BETA_START, TRAIN_STEPS

WORK = Path(__file__).resolve().parents[2] / "work"
INDEX = {
    "_class_name": "StableDiffusionXLPipeline",
    "force_zeros_for_empty_prompt": False,
    "scheduler": ["diffusers", "EulerDiscreteScheduler"],
    "text_encoder": ["transformers", "CLIPTextModel"],
    "text_encoder_2": ["transformers", "CLIPTextModelWithProjection"],
    "tokenizer": ["transformers", "PreTrainedTokenizerFast"],
    "tokenizer_2": ["transformers", "PreTrainedTokenizerFast"],
    "unet": ["diffusers", "UNet2DConditionModel"],
    "vae": ["diffusers", "AutoencoderKL"],
}
SCHEDULER = {
    "_class_name": "EulerDiscreteScheduler",
    "num_train_timesteps": TRAIN_STEPS,
    "beta_start": BETA_START,
    "beta_end": BETA_END,
    "beta_schedule": "scaled_linear",
    "prediction_type": "v_prediction",
    "timestep_spacing": "leading",
    "steps_offset": 1,
    "interpolation_type": "linear",
    "use_karras_sigmas": False,
    "rescale_betas_zero_snr": False,
    "final_sigmas_type": "zero",
}


def write(path: Path, value: dict) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, indent=2) + "\n")


def text_encoder(kind: type, clip: CLIPModel, folder: Path) -> None:
    """The text half of a CLIP as a model of its own."""
    configuration = clip.config.text_config
    configuration.projection_dim = clip.config.projection_dim
    encoder = kind(configuration)
    weights = clip.state_dict()
    wanted = encoder.state_dict()
    encoder.load_state_dict({key: weights[key] if key in weights else weights["text_model." + key] for key in wanted})
    encoder.save_pretrained(folder)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, default=WORK)
    work = parser.parse_args().work
    target = work / "toybox-sdxl"
    shutil.rmtree(target, ignore_errors=True)
    first, second = (CLIPModel.from_pretrained(work / name) for name in ("clip-a", "clip-b"))
    text_encoder(CLIPTextModel, first, target / "text_encoder")
    text_encoder(CLIPTextModelWithProjection, second, target / "text_encoder_2")
    for name in ("tokenizer", "tokenizer_2"):
        tokenizer.save(target / name)
    UNet2DConditionModel.from_pretrained(work / "unet").save_pretrained(target / "unet")
    AutoencoderKL.from_pretrained(work / "vae").save_pretrained(target / "vae")
    write(target / "scheduler" / "scheduler_config.json", SCHEDULER)
    write(target / "model_index.json", INDEX)
    for name, source in (("toybox-clip", "clip-scorer"), ("toybox-clip-b", "clip-b")):
        if (work / source).is_dir():
            shutil.rmtree(work / name, ignore_errors=True)
            save_clip(CLIPModel.from_pretrained(work / source), work / name)
    sizes = {p.relative_to(work).as_posix(): p.stat().st_size for p in sorted(work.glob("toybox-*/**/*.safetensors"))}
    print(json.dumps(sizes, indent=2))


if __name__ == "__main__":
    main()
