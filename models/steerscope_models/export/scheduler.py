"""A diffusers `scheduler_config.json` as a bundle's `scheduler` object."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from steerscope_models.nn.config import ConfigReader, UnsupportedConfig


@dataclass(frozen=True)
class _Solver:
    """A scheduler class of diffusers: its name in bundles, and the defaults in which the classes differ."""

    name: str
    timestep_spacing: str
    beta_start: float = 0.0001
    beta_end: float = 0.02
    beta_schedule: str = "linear"
    clip_sample: bool = False


_SOLVERS = {
    "EulerDiscreteScheduler": _Solver("euler", "linspace"),
    "DDIMScheduler": _Solver("ddim", "leading", clip_sample=True),
    "DPMSolverMultistepScheduler": _Solver("dpmpp-2m", "linspace"),
    "LCMScheduler": _Solver("lcm", "leading", 0.00085, 0.012, "scaled_linear"),
}
_CLIPPING = ("DDIMScheduler", "LCMScheduler")


def read_scheduler(config: Mapping[str, Any], kind: str | None = None) -> dict[str, Any]:
    """What a config means to a class, which is the config's own where `kind` does not name it.

    `others` says what the config means to the three other classes where that differs, as `OtherClass.from_config`
    of diffusers does: each class has its own defaults for fields that are absent. There is one exception: a config
    of a class that reads neither `clip_sample` nor `set_alpha_to_one` and states neither means false to both, as
    SDXL's own config says; DDIM would otherwise clip latents to the range of images. Fields that none of the four
    classes reads are left behind by further ones, and diffusers ignores them, too.
    """
    kind = kind or config.get("_class_name")
    if kind not in _SOLVERS:
        raise UnsupportedConfig(
            f"scheduler config: _class_name={kind!r} is not supported (supported: {', '.join(_SOLVERS)})"
        )
    silent = config.get("_use_default_values") or ()
    config = {field: value for field, value in config.items() if field not in silent}
    if kind not in _CLIPPING:
        config = {"clip_sample": False, "set_alpha_to_one": False, **config}
    own = _settings(config, _SOLVERS[kind])
    others = {
        solver.name: {field: value for field, value in _settings(config, solver).items() if value != own[field]}
        for solver in _SOLVERS.values()
    }
    others = {name: changes for name, changes in others.items() if changes}
    return {"name": _SOLVERS[kind].name, **own, **({"others": others} if others else {})}


def _settings(config: Mapping[str, Any], solver: _Solver) -> dict[str, Any]:
    reader = ConfigReader(config, "scheduler")
    reader.only("trained_betas", None)
    reader.only("interpolation_type", "linear")
    reader.only("timestep_type", "discrete")
    for field in ("use_exponential_sigmas", "use_beta_sigmas", "use_flow_sigmas", "use_lu_lambdas", "thresholding"):
        reader.only(field, False, None)
    for field in ("sigma_min", "sigma_max", "variance_type", "use_dynamic_shifting"):
        reader.only(field, None, False)
    # The DPM-Solver++ class reads its relatives' configs so.
    reader.only("algorithm_type", "dpmsolver++", "deis")
    reader.only("solver_order", 2)
    reader.only("lambda_min_clipped", None, -math.inf)
    solver_type = reader.only("solver_type", "midpoint", "heun", "logrho", "bh1", "bh2")
    return {
        "numTrainTimesteps": reader.take("num_train_timesteps", 1000),
        "betaStart": reader.take("beta_start", solver.beta_start),
        "betaEnd": reader.take("beta_end", solver.beta_end),
        "betaSchedule": reader.only(
            "beta_schedule", solver.beta_schedule, "linear", "scaled_linear", "squaredcos_cap_v2"
        ),
        "predictionType": reader.only("prediction_type", "epsilon", "v_prediction", "sample"),
        "timestepSpacing": reader.only("timestep_spacing", solver.timestep_spacing, "leading", "trailing", "linspace"),
        "stepsOffset": reader.take("steps_offset", 0),
        "finalSigmasType": reader.only("final_sigmas_type", "zero", "sigma_min"),
        "rescaleBetasZeroSnr": bool(reader.take("rescale_betas_zero_snr", False)),
        "useKarrasSigmas": bool(reader.take("use_karras_sigmas", False)),
        "setAlphaToOne": bool(reader.take("set_alpha_to_one", True)),
        "clipSample": bool(reader.take("clip_sample", solver.clip_sample)),
        "clipSampleRange": reader.take("clip_sample_range", 1.0),
        "solverType": solver_type if solver_type == "heun" else "midpoint",
        "lowerOrderFinal": bool(reader.take("lower_order_final", True)),
        "eulerAtFinal": bool(reader.take("euler_at_final", False)),
        "originalInferenceSteps": reader.take("original_inference_steps", 50),
        "timestepScaling": reader.take("timestep_scaling", 10.0),
    }
