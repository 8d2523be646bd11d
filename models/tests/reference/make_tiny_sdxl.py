"""Makes the second golden checkpoint: `tiny-sdxl`, of SDXL's layout and of other sizes than `tiny-ssd1b`.

A development tool that needs diffusers. Its three results are committed:

    python make_tiny_sdxl.py
      inference/src/test/resources/bundles/tiny-sdxl    the exported bundle
      inference/src/test/resources/golden/tiny-sdxl     numbers and images of diffusers
      models/tests/resources/tiny-sdxl                  configs and tokenizers
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[2])]

import torch  # noqa: E402
from checkpoints import SCHEDULER, Variant, write  # noqa: E402
from diffusers_numbers import load, numbers  # noqa: E402

from steerscope_models import cli  # noqa: E402

NAME = "tiny-sdxl"
PROJECT = Path(__file__).parents[3]
BUNDLE = PROJECT / "inference" / "src" / "test" / "resources" / "bundles" / NAME
NUMBERS = PROJECT / "inference" / "src" / "test" / "resources" / "golden" / NAME
CONFIGS = PROJECT / "models" / "tests" / "resources" / NAME

CHECKPOINT = Variant(
    NAME,
    unet={
        "block_out_channels": [8, 12, 20], "attention_head_dim": [1, 3, 5], "layers_per_block": [1, 2, 1],
        "transformer_layers_per_block": [1, 1, 2], "sample_size": 20, "addition_time_embed_dim": 6,
        "norm_num_groups": 4, "use_linear_projection": False,
    },
    vae={
        "block_out_channels": [8, 12, 16], "down_block_types": ["DownEncoderBlock2D"] * 3,
        "up_block_types": ["UpDecoderBlock2D"] * 3, "latent_channels": 5, "scaling_factor": 0.4,
    },
    text_1={
        "max_position_embeddings": 40, "eos_token_id": 574, "num_hidden_layers": 3, "hidden_size": 12,
        "num_attention_heads": 3,
    },
    text_2={
        "max_position_embeddings": 40, "eos_token_id": 574, "num_hidden_layers": 2, "hidden_size": 20,
        "num_attention_heads": 5,
    },
    scheduler=SCHEDULER,
    force_zeros=False,
    tokenizers=({"model_max_length": 40}, {"model_max_length": 40, "pad_token": "!"}),
    tokenizer_files="parts",
    merges=61,
    seed=7,
)  # fmt: skip
CASES = [
    {"name": "euler", "steps": 4},
    {"name": "euler_negative", "negative_prompt": "ugly, blurry", "guidance_scale": 7.5, "seed": -1},
    {"name": "euler_wide", "height": 48, "width": 112, "prompt": "large striped houses", "seed": 2**32 + 7},
    {"name": "euler_tall_unguided", "height": 120, "width": 56, "guidance_scale": 1.0, "seed": 2**63 - 1},
    {"name": "ddim", "scheduler": "DDIMScheduler", "steps": 5, "negative_prompt": ""},
    {"name": "dpmpp_2m", "scheduler": "DPMSolverMultistepScheduler", "steps": 6},
    {"name": "lcm", "scheduler": "LCMScheduler", "steps": 3, "prompt": "🚗 赤い車 " * 20},
    {"name": "euler_ancestral", "scheduler": "EulerAncestralDiscreteScheduler", "steps": 5, "seed": 2**32 + 7},
    {"name": "euler_ancestral_unguided", "scheduler": "EulerAncestralDiscreteScheduler", "steps": 4,
     "guidance_scale": 0.0, "height": 72, "width": 56, "seed": -1},
    {"name": "euler_ancestral_one_step", "scheduler": "EulerAncestralDiscreteScheduler", "steps": 1,
     "guidance_scale": 0.0},
    {"name": "euler_ancestral_small", "scheduler": "EulerAncestralDiscreteScheduler", "steps": 3, "height": 8, "width": 8},
]


def main() -> int:
    torch.set_num_threads(1)
    with tempfile.TemporaryDirectory() as temporary:
        folder = write(CHECKPOINT, Path(temporary) / NAME)
        shutil.rmtree(NUMBERS, ignore_errors=True)
        numbers(load(folder), CASES, NUMBERS, rows=False)
        shutil.rmtree(CONFIGS, ignore_errors=True)
        shutil.copytree(folder, CONFIGS, ignore=shutil.ignore_patterns("*.safetensors"))
        return cli.main([
            "export", "--source", str(folder), "--bundle", str(BUNDLE), "--overwrite", "--licence", "Apache-2.0",
            "--description", "Random weights in SDXL's layout, for tests", "--revision", "seed 7",
        ])  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
