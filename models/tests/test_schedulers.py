"""Schedulers: the ancestral one, and those that take the place of a checkpoint's own."""

import json

import pytest
from conftest import make_sdxl_folder
from test_configs import SDXL_EULER

from steerscope_models import cli
from steerscope_models.export.scheduler import SCHEDULERS, read_scheduler
from steerscope_models.nn.config import UnsupportedConfig

TURBO = {**SDXL_EULER, "_class_name": "EulerAncestralDiscreteScheduler", "timestep_spacing": "trailing"}


def test_scheduler_of_sdxl_turbo():
    scheduler = read_scheduler(TURBO)
    assert (scheduler["name"], scheduler["timestepSpacing"], scheduler["predictionType"]) == (
        "euler-ancestral", "trailing", "epsilon",
    )
    assert (scheduler["clipSample"], scheduler["setAlphaToOne"], "others" in scheduler) == (False, False, False)


def test_ancestral_solver_runs_no_model_that_predicts_samples():
    with pytest.raises(UnsupportedConfig, match="prediction_type='sample'.* --scheduler NAME .*: euler, ddim"):
        read_scheduler({**TURBO, "prediction_type": "sample"})
    assert read_scheduler({**TURBO, "prediction_type": "sample"}, named="ddim")["predictionType"] == "sample"


@pytest.mark.parametrize("kind", ["HeunDiscreteScheduler", "UniPCMultistepScheduler", "TCDScheduler", "PNDMScheduler"])
def test_unsupported_scheduler_is_refused_with_the_option_and_the_names_that_it_takes(kind):
    config = {"_class_name": kind, "beta_start": 0.00085, "beta_end": 0.012, "beta_schedule": "scaled_linear"}
    with pytest.raises(UnsupportedConfig, match=f"{kind}.*--scheduler NAME .*: {', '.join(SCHEDULERS)}$"):
        read_scheduler(config)
    scheduler = read_scheduler(config, named="ddim")
    assert (scheduler["name"], scheduler["timestepSpacing"], scheduler["clipSample"]) == ("ddim", "leading", False)
    assert scheduler["others"]["euler-ancestral"] == scheduler["others"]["euler"] == {"timestepSpacing": "linspace"}


@pytest.mark.parametrize("kind", ["FlowMatchEulerDiscreteScheduler", "EDMDPMSolverMultistepScheduler", None, "Mine"])
def test_no_scheduler_takes_the_place_of_one_that_samples_other_models(kind):
    config = {"_class_name": kind} if kind else {}
    for named in (None, "euler"):
        with pytest.raises(UnsupportedConfig, match="none of them samples"):
            read_scheduler(config, named=named)


def test_flow_models_are_refused_whichever_scheduler_is_named():
    with pytest.raises(UnsupportedConfig, match="use_flow_sigmas"):
        read_scheduler({"_class_name": "UniPCMultistepScheduler", "use_flow_sigmas": True}, named="euler")


def test_field_of_another_class_is_refused_only_where_that_class_runs():
    left = {**SDXL_EULER, "algorithm_type": "sde-dpmsolver++", "solver_order": 3, "thresholding": True}
    assert read_scheduler(left)["name"] == "euler"
    sde = {"_class_name": "DPMSolverMultistepScheduler", "algorithm_type": "sde-dpmsolver++"}
    assert read_scheduler(sde, named="euler-ancestral")["name"] == "euler-ancestral"
    with pytest.raises(UnsupportedConfig, match="algorithm_type.*--scheduler NAME"):
        read_scheduler(sde)
    with pytest.raises(UnsupportedConfig, match="algorithm_type"):
        read_scheduler(left, named="dpmpp-2m")


def heun_folder(folder):
    make_sdxl_folder(folder)
    index = folder / "model_index.json"
    index.write_text(index.read_text().replace("EulerDiscreteScheduler", "HeunDiscreteScheduler"))
    return folder


def test_named_scheduler_runs_a_checkpoint_whose_own_is_not_supported(tmp_path, capsys):
    folder, bundle = heun_folder(tmp_path / "hf"), tmp_path / "bundle"
    command = ["export", "--source", str(folder), "--bundle", str(bundle)]
    assert cli.main(command) == 2
    assert "--scheduler NAME" in capsys.readouterr().err
    assert cli.main([*command, "--scheduler", "euler-ancestral", "--steps", "1", "--guidance-scale", "0"]) == 0
    assert "euler-ancestral, as asked for, in place of the checkpoint's Heun" in capsys.readouterr().out
    written = json.loads((bundle / "bundle.json").read_text())
    assert written["scheduler"]["name"] == "euler-ancestral"
    assert written["defaults"] == {"steps": 1, "guidanceScale": 0.0}


def test_scheduler_of_a_scorer_and_unknown_names_are_one_line(export, clip_folder, tmp_path):
    status, error = export(clip_folder, tmp_path / "bundle", "--scheduler", "euler")
    assert status == 2 and "--scheduler is for generators" in error and error.count("\n") == 1
    status, error = export(clip_folder, tmp_path / "bundle", "--scheduler", "heun")
    assert status == 2 and error.count("\n") == 1
    assert all(name in error for name in ("heun", *SCHEDULERS))
