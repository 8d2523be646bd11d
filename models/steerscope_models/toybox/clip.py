"""The three CLIPs of the toy world, which differ in patch size, widths, depth and seed.

`clip-a` and `clip-b` hold the text encoders of the image model (SDXL's arrangement: penultimate hidden states of both,
pooled projection of `clip-b`); `clip-b` also rescores images. `clip-scorer` judges and is never used by the generator.
"""

import json
from pathlib import Path

import torch
from torch import nn
from transformers import CLIPConfig, CLIPModel

from . import tokenizer
from .batches import MEAN, STD
from .vocabulary import ATTRIBUTES, VALUES

TEXT = {
    "clip-a": dict(hidden_size=128, num_hidden_layers=4, num_attention_heads=4, intermediate_size=384),
    "clip-b": dict(hidden_size=128, num_hidden_layers=3, num_attention_heads=2, intermediate_size=512),
    "clip-scorer": dict(hidden_size=144, num_hidden_layers=3, num_attention_heads=4, intermediate_size=432),
}
VISION = {
    "clip-a": dict(hidden_size=96, num_hidden_layers=2, num_attention_heads=3, intermediate_size=288, patch_size=16),
    "clip-b": dict(hidden_size=192, num_hidden_layers=4, num_attention_heads=4, intermediate_size=576, patch_size=16),
    "clip-scorer": dict(hidden_size=128, num_hidden_layers=4, num_attention_heads=4, intermediate_size=384, patch_size=8),
}
PROJECTION = {"clip-a": 96, "clip-b": 128, "clip-scorer": 144}
SEED = {"clip-a": 21, "clip-b": 22, "clip-scorer": 23}


def new_clip(name: str) -> CLIPModel:
    common = dict(hidden_act="gelu", projection_dim=PROJECTION[name])
    text = dict(
        vocab_size=tokenizer.tokenizer().get_vocab_size(),
        max_position_embeddings=tokenizer.LENGTH,
        pad_token_id=tokenizer.PAD,
        bos_token_id=tokenizer.START,
        eos_token_id=tokenizer.END,
    )
    configuration = CLIPConfig(
        text_config=dict(**text, **common, **TEXT[name]),
        vision_config=dict(image_size=64, **common, **VISION[name]),
        projection_dim=PROJECTION[name],
    )
    torch.manual_seed(SEED[name])
    model = CLIPModel(configuration)
    # HF's initial values are for long trainings; with them, position in the picture stays a blind spot.
    nn.init.normal_(model.vision_model.embeddings.position_embedding.weight, std=0.25)
    nn.init.normal_(model.text_model.embeddings.token_embedding.weight, std=0.1)
    nn.init.normal_(model.text_model.embeddings.position_embedding.weight, std=0.05)
    return model


class AttributeHeads(nn.Module):
    """Linear heads, thrown away after training, that keep every attribute readable in an embedding."""

    def __init__(self, width: int):
        super().__init__()
        self.heads = nn.ModuleList(nn.Linear(width, len(VALUES[attribute])) for attribute in ATTRIBUTES)

    def loss(self, features: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
        losses = [nn.functional.cross_entropy(head(features), targets[:, i]) for i, head in enumerate(self.heads)]
        return torch.stack(losses).mean()


def save_clip(model: CLIPModel, folder: Path) -> None:
    """Writes a Hugging Face folder: model, tokenizer and preprocessing."""
    model.save_pretrained(folder)
    tokenizer.save(folder)
    write_preprocessing(folder)


def write_preprocessing(folder: Path) -> None:
    """Writes `preprocessor_config.json`, the same for all."""
    preprocessing = {
        "image_processor_type": "CLIPImageProcessor",
        "do_convert_rgb": True,
        "do_resize": True,
        "size": {"shortest_edge": 64},
        "resample": 3,
        "do_center_crop": True,
        "crop_size": {"height": 64, "width": 64},
        "do_rescale": True,
        "rescale_factor": 1 / 255,
        "do_normalize": True,
        "image_mean": list(MEAN),
        "image_std": list(STD),
    }
    (folder / "preprocessor_config.json").write_text(json.dumps(preprocessing, indent=2) + "\n")
