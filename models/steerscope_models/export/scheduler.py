"""A diffusers `scheduler_config.json` as a bundle's `scheduler` object."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from steerscope_models.nn.config import ConfigReader, UnsupportedConfig

# Name in the bundle, default timestep spacing.
_CLASSES = {
    "EulerDiscreteScheduler": ("euler", "linspace"),
    "DDIMScheduler": ("ddim", "leading"),
    "DPMSolverMultistepScheduler": ("dpmpp-2m", "linspace"),
    "LCMScheduler": ("lcm", "leading"),
}


def read_scheduler(config: Mapping[str, Any]) -> dict[str, Any]:
    """Every setting that the four schedulers read, with diffusers' default where the config is silent.

    Other fields are left behind by other scheduler classes, and diffusers ignores them, too.
    """
    kind = config.get("_class_name")
    if kind not in _CLASSES:
        raise UnsupportedConfig(
            f"scheduler config: _class_name={kind!r} is not supported (supported: {', '.join(_CLASSES)})"
        )
    name, spacing = _CLASSES[kind]
    lcm = name == "lcm"
    reader = ConfigReader(config, "scheduler")
    reader.only("trained_betas", None)
    reader.only("interpolation_type", "linear")
    reader.only("timestep_type", "discrete")
    for field in ("use_exponential_sigmas", "use_beta_sigmas", "use_flow_sigmas", "use_lu_lambdas", "thresholding"):
        reader.only(field, False)
    for field in ("sigma_min", "sigma_max", "variance_type", "use_dynamic_shifting"):
        reader.only(field, None, False)
    solver = {}
    if name == "dpmpp-2m":
        reader.only("algorithm_type", "dpmsolver++")
        reader.only("solver_order", 2)
        reader.only("lambda_min_clipped", None, -math.inf)
        reader.only("final_sigmas_type", "zero", "sigma_min")
        solver = {
            "solverType": reader.only("solver_type", "midpoint", "heun"),
            "lowerOrderFinal": reader.take("lower_order_final", True),
            "eulerAtFinal": reader.take("euler_at_final", False),
        }
    elif lcm:
        solver = {
            "originalInferenceSteps": reader.take("original_inference_steps", 50),
            "timestepScaling": reader.take("timestep_scaling", 10.0),
        }
    return {
        "name": name,
        "numTrainTimesteps": reader.take("num_train_timesteps", 1000),
        "betaStart": reader.take("beta_start", 0.00085 if lcm else 0.0001),
        "betaEnd": reader.take("beta_end", 0.012 if lcm else 0.02),
        "betaSchedule": reader.only(
            "beta_schedule", "scaled_linear" if lcm else "linear", "linear", "scaled_linear", "squaredcos_cap_v2"
        ),
        "predictionType": reader.only("prediction_type", "epsilon", "v_prediction", "sample"),
        "timestepSpacing": reader.only("timestep_spacing", spacing, "leading", "trailing", "linspace"),
        "stepsOffset": reader.take("steps_offset", 0),
        "finalSigmasType": reader.only("final_sigmas_type", "zero", "sigma_min"),
        "rescaleBetasZeroSnr": reader.take("rescale_betas_zero_snr", False),
        "useKarrasSigmas": reader.take("use_karras_sigmas", False) or False,
        # Configs of schedulers that do not read these two lack them: there, what SDXL's own configs say.
        "setAlphaToOne": reader.take("set_alpha_to_one", name in ("ddim", "lcm")),
        "clipSample": reader.take("clip_sample", name == "ddim"),
        "clipSampleRange": reader.take("clip_sample_range", 1.0),
        **solver,
    }
