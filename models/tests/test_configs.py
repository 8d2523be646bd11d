"""Preprocessing and scheduler configs."""

import json

import pytest
from conftest import RESOURCES
from steerscope_models.export.preprocessing import read_preprocessing
from steerscope_models.export.scheduler import read_scheduler
from steerscope_models.nn.config import UnsupportedConfig
from steerscope_models.nn.files import BrokenFolder

PREPROCESSING = json.loads((RESOURCES / "tiny-clip" / "preprocessor_config.json").read_text())
SDXL_EULER = {
    "_class_name": "EulerDiscreteScheduler", "_diffusers_version": "0.19.0.dev0", "beta_end": 0.012,
    "beta_schedule": "scaled_linear", "beta_start": 0.00085, "clip_sample": False, "interpolation_type": "linear",
    "num_train_timesteps": 1000, "prediction_type": "epsilon", "sample_max_value": 1.0, "set_alpha_to_one": False,
    "skip_prk_steps": True, "steps_offset": 1, "timestep_spacing": "leading", "trained_betas": None,
    "use_karras_sigmas": False,
}  # fmt: skip


def read(tmp_path, name="preprocessor_config.json", image_size=224, nested=False, **changes):
    config = {**PREPROCESSING, **changes}
    (tmp_path / name).write_text(json.dumps({"image_processor": config} if nested else config))
    return read_preprocessing(tmp_path, image_size)


def test_old_and_new_ways_to_write_sizes_agree(tmp_path):
    wanted = read(tmp_path)
    assert wanted[0]["resizeShortestEdge"] == 224 and wanted[1:] == (224, 224)
    assert read(tmp_path, crop_size=224, size=224) == wanted
    (tmp_path / "preprocessor_config.json").unlink()
    assert read(tmp_path, name="processor_config.json", nested=True) == wanted


def test_fixed_size_without_crop(tmp_path):
    size = {"height": 64, "width": 64}
    result, height, width = read(tmp_path, image_size=64, size=size, do_center_crop=False, crop_size=None)
    assert (result["resizeHeight"], result["resizeWidth"], result["cropHeight"]) == (64, 64, 0)
    assert (height, width) == (64, 64)


def test_steps_that_are_switched_off_do_nothing(tmp_path):
    result, _, _ = read(tmp_path, do_rescale=False, do_normalize=False)
    assert result["rescaleFactor"] == 1.0
    assert (result["mean"], result["std"]) == ([0.0] * 3, [1.0] * 3)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("resample", 0), ("do_resize", False), ("do_center_crop", False), ("image_processor_type", "ViTImageProcessor"),
        ("crop_size", 256), ("size", {"longest_edge": 224}), ("do_flip", True),
        ("size", {"shortest_edge": 224, "longest_edge": 300}), ("crop_size", {"shortest_edge": 224}),
        ("image_mean", [0.5, 0.5]), ("do_pad", True),
    ],
)  # fmt: skip
def test_unsupported_preprocessing_is_refused_by_name(tmp_path, field, value):
    with pytest.raises(UnsupportedConfig, match=field):
        read(tmp_path, **{field: value})


def test_preprocessing_must_end_with_the_encoders_size(tmp_path):
    with pytest.raises(BrokenFolder, match="224x224, the model takes 336"):
        read(tmp_path, image_size=336)


def test_sdxl_euler_with_fields_left_by_another_class():
    scheduler = read_scheduler(SDXL_EULER)
    assert scheduler["name"] == "euler"
    assert (scheduler["timestepSpacing"], scheduler["stepsOffset"]) == ("leading", 1)
    assert (scheduler["clipSample"], scheduler["setAlphaToOne"]) == (False, False)


def test_other_schedulers_have_their_own_defaults_for_absent_fields():
    scheduler = read_scheduler({"_class_name": "EulerDiscreteScheduler", "beta_start": 0.00085, "beta_end": 0.012})
    assert scheduler["others"] == {
        "ddim": {"timestepSpacing": "leading"},
        "lcm": {"betaSchedule": "scaled_linear", "timestepSpacing": "leading"},
    }
    assert (scheduler["clipSample"], scheduler["setAlphaToOne"]) == (False, False)
    assert "others" not in read_scheduler(SDXL_EULER)
    assert read_scheduler({"_class_name": "DDIMScheduler"})["others"]["euler"]["clipSample"] is False


def test_class_of_the_pipeline_wins_over_that_of_the_config():
    assert read_scheduler(SDXL_EULER, "LCMScheduler")["name"] == "lcm"


def test_solver_of_a_relative_is_read_as_diffusers_reads_it():
    scheduler = read_scheduler({"_class_name": "DPMSolverMultistepScheduler", "solver_type": "bh2"})
    assert scheduler["solverType"] == "midpoint"


def test_defaults_are_those_of_the_class():
    assert read_scheduler({"_class_name": "EulerDiscreteScheduler"})["timestepSpacing"] == "linspace"
    lcm = read_scheduler({"_class_name": "LCMScheduler"})
    assert (lcm["betaSchedule"], lcm["originalInferenceSteps"]) == ("scaled_linear", 50)
    solver = read_scheduler({"_class_name": "DPMSolverMultistepScheduler", "lambda_min_clipped": float("-inf")})
    assert (solver["name"], solver["solverType"], solver["lowerOrderFinal"]) == ("dpmpp-2m", "midpoint", True)
    assert read_scheduler({"_class_name": "DDIMScheduler"})["clipSample"] is True


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("trained_betas", [0.1]), ("use_exponential_sigmas", True), ("prediction_type", "flow_prediction"),
        ("timestep_type", "continuous"), ("beta_schedule", "sigmoid"), ("interpolation_type", "log_linear"),
    ],
)  # fmt: skip
def test_unsupported_scheduler_setting_is_refused_by_name(field, value):
    with pytest.raises(UnsupportedConfig, match=field):
        read_scheduler({**SDXL_EULER, field: value})


def test_sde_solver_is_refused():
    config = {"_class_name": "DPMSolverMultistepScheduler", "algorithm_type": "sde-dpmsolver++"}
    with pytest.raises(UnsupportedConfig, match="algorithm_type"):
        read_scheduler(config)
