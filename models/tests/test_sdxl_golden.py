"""The exported pipeline against numbers that diffusers computed."""

import pytest
import torch
from conftest import expected
from reference_pipeline import Embedding, ReferencePipeline

EXPECTED = expected("tiny-ssd1b")
SCHEDULERS = {"EulerDiscreteScheduler": "euler", "DDIMScheduler": "ddim", "DPMSolverMultistepScheduler": "dpmpp-2m"}


@pytest.fixture(scope="module")
def pipeline(sdxl_folder, tmp_path_factory):
    from steerscope_models import cli

    bundle = tmp_path_factory.mktemp("bundles") / "tiny-ssd1b"
    assert cli.main(["export", "--source", str(sdxl_folder), "--bundle", str(bundle)]) == 0
    with torch.inference_mode():
        yield ReferencePipeline(bundle)


@pytest.mark.parametrize("text", EXPECTED["text"], ids=lambda text: text["text"] or "empty")
def test_prompt_embeddings_are_those_of_diffusers(pipeline, text):
    assert pipeline.ids(text["text"]) == [text["ids_1"], text["ids_2"]]
    embedding = pipeline.embed(text["text"])
    for token in (0, 3, 76):
        wanted = torch.tensor(text[f"prompt_embeds_token{token}"])
        torch.testing.assert_close(embedding.states[0, token], wanted, rtol=1e-5, atol=1e-5)
    torch.testing.assert_close(embedding.pooled[0], torch.tensor(text["pooled"]), rtol=1e-5, atol=1e-5)


@pytest.mark.parametrize("seed", EXPECTED["noise"])
def test_noise_is_that_of_torch(pipeline, seed):
    wanted = EXPECTED["noise"][seed]
    noise = pipeline.noise(int(seed), 128, 128)
    assert list(noise.shape) == wanted["shape"]
    torch.testing.assert_close(noise.flatten()[:16], torch.tensor(wanted["first16"]), rtol=0, atol=1e-6)


@pytest.mark.parametrize("case", EXPECTED["cases"], ids=lambda case: case["name"])
def test_final_latents_are_those_of_diffusers(pipeline, case):
    negative = pipeline.no_prompt() if case["negative_prompt"] is None else pipeline.embed(case["negative_prompt"])
    latents = pipeline.latents(
        _prompt(pipeline, case),
        negative,
        case["seed"],
        case["steps"],
        case["guidance_scale"],
        case["height"],
        SCHEDULERS[case["scheduler"]],
    )
    wanted = torch.tensor(case["final_latents"]).view(case["final_latents_shape"])
    assert (latents - wanted).norm() / wanted.norm() < 1e-5


def _prompt(pipeline, case) -> Embedding:
    if "steering" not in case:
        return pipeline.embed(case["prompt"])
    source = pipeline.embed(case["source"])
    pairs = case.get("exemplars", [(case["source"], case["target"])])
    for before, after in pairs:
        offset = pipeline.embed(after).plus(pipeline.embed(before), -1)
        source = source.plus(offset, case["alpha"] / len(pairs))
    return source
