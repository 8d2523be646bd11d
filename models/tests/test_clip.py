"""CLIP encoders against transformers on random weights."""

import pytest
import torch
import transformers
from steerscope_models.nn.clip import CLIPModel, TextEncoder, load_clip
from steerscope_models.nn.config import UnsupportedConfig

TEXT = {
    "vocab_size": 50, "hidden_size": 16, "intermediate_size": 24, "num_hidden_layers": 3, "num_attention_heads": 4,
    "max_position_embeddings": 12, "bos_token_id": 48, "eos_token_id": 49, "pad_token_id": 49,
}
VISION = {
    "hidden_size": 12, "intermediate_size": 20, "num_hidden_layers": 2, "num_attention_heads": 3, "image_size": 16,
    "patch_size": 8,
}
IDS = torch.tensor([[48, 3, 7, 49, 49, 49, 49], [48, 49, 0, 0, 0, 0, 0], [48, 5, 6, 7, 8, 9, 49]])


@pytest.mark.parametrize("eos", [2, 49])
@pytest.mark.parametrize("act", ["quick_gelu", "gelu", "gelu_new"])
def test_features_are_those_of_transformers(act, eos):
    text = {**TEXT, "hidden_act": act, "eos_token_id": eos}
    vision = {**VISION, "hidden_act": act}
    config = transformers.CLIPConfig(text_config=text, vision_config=vision, projection_dim=10)
    reference = transformers.CLIPModel(config).eval()
    model = CLIPModel(config.to_dict()).eval()
    load_clip(model, reference.state_dict(), "clip")
    pixels = torch.randn(2, 3, 16, 16)
    with torch.inference_mode():
        wanted = reference(input_ids=IDS, pixel_values=pixels)
        for features, embeddings in (
            (model.text_features(IDS), wanted.text_embeds),
            (model.image_features(pixels), wanted.image_embeds),
        ):
            torch.testing.assert_close(torch.nn.functional.normalize(features), embeddings, rtol=0, atol=1e-6)


@pytest.mark.parametrize("projection", [False, True])
def test_text_encoder_gives_the_penultimate_states(projection):
    kind = transformers.CLIPTextModelWithProjection if projection else transformers.CLIPTextModel
    config = transformers.CLIPTextConfig(**TEXT, projection_dim=10)
    reference = kind(config).eval()
    encoder = TextEncoder(config.to_dict(), projection, "text_encoder").eval()
    load_clip(encoder, reference.state_dict(), "text_encoder")
    with torch.inference_mode():
        wanted = reference(IDS, output_hidden_states=True)
        result = encoder(IDS)
    states = result[0] if projection else result
    torch.testing.assert_close(states, wanted.hidden_states[-2], rtol=0, atol=1e-6)
    if projection:
        torch.testing.assert_close(result[1], wanted.text_embeds, rtol=0, atol=1e-6)


@pytest.mark.parametrize(
    ("part", "field", "value"),
    [("text_config", "hidden_act", "swiglu"), ("vision_config", "num_channels", 4), ("text_config", "rope_theta", 1e4)],
)
def test_unsupported_config_is_refused_by_name(part, field, value):
    config = {"text_config": TEXT, "vision_config": VISION, "projection_dim": 10}
    with pytest.raises(UnsupportedConfig, match=f"{part} config: {field}"):
        CLIPModel({**config, part: {**config[part], field: value}})
