"""Exported pipelines of two checkpoints against numbers that diffusers computed."""

import pytest
import torch
from conftest import expected, make_sdxl_folder
from reference_pipeline import Embedding, ReferencePipeline

EXPECTED = {name: expected(name) for name in ("tiny-ssd1b", "tiny-sdxl")}
SCHEDULERS = {
    "EulerDiscreteScheduler": "euler", "DDIMScheduler": "ddim", "DPMSolverMultistepScheduler": "dpmpp-2m",
    "LCMScheduler": "lcm", "EulerAncestralDiscreteScheduler": "euler-ancestral",
}  # fmt: skip


def entries(field):
    return [(name, entry) for name, numbers in EXPECTED.items() for entry in numbers[field]]


def label(value):
    return (value.get("name") or value["text"][:20] or "empty") if isinstance(value, dict) else value


@pytest.fixture(scope="module")
def pipelines(tmp_path_factory):
    from steerscope_models import cli

    folder = tmp_path_factory.mktemp("golden")
    for name in EXPECTED:
        source = make_sdxl_folder(folder / "hf" / name, name)
        assert cli.main(["export", "--source", str(source), "--bundle", str(folder / name)]) == 0
    with torch.inference_mode():
        yield {name: ReferencePipeline(folder / name) for name in EXPECTED}


@pytest.mark.parametrize(("name", "text"), entries("text"), ids=label)
def test_prompt_embeddings_are_those_of_diffusers(pipelines, name, text):
    pipeline = pipelines[name]
    assert pipeline.ids(text["text"]) == [text["ids_1"], text["ids_2"]]
    embedding = pipeline.embed(text["text"])
    rows = [field for field in text if field.startswith("prompt_embeds_token")]
    assert rows
    for field in rows:
        row = embedding.states[0, int(field.removeprefix("prompt_embeds_token"))]
        torch.testing.assert_close(row, torch.tensor(text[field]), rtol=1e-5, atol=1e-5)
    torch.testing.assert_close(embedding.pooled[0], torch.tensor(text["pooled"]), rtol=1e-5, atol=1e-5)


@pytest.mark.parametrize(("name", "seed"), entries("noise"))
def test_noise_is_that_of_torch(name, seed):
    wanted = EXPECTED[name]["noise"][seed]
    noise = torch.randn(wanted["shape"], generator=torch.Generator().manual_seed(int(seed)))
    torch.testing.assert_close(noise.flatten()[:16], torch.tensor(wanted["first16"]), rtol=0, atol=1e-6)


@pytest.mark.parametrize(("name", "case"), entries("cases"), ids=label)
def test_final_latents_are_those_of_diffusers(pipelines, name, case):
    pipeline = pipelines[name]
    negative = pipeline.no_prompt() if case["negative_prompt"] is None else pipeline.embed(case["negative_prompt"])
    latents = pipeline.latents(
        _prompt(pipeline, case),
        negative,
        case["seed"],
        case["steps"],
        case["guidance_scale"],
        (case["height"], case["width"]),
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
