"""A diffusers `scheduler_config.json` as a bundle's `scheduler` object."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from steerscope_models.nn.config import ConfigReader, UnsupportedConfig


@dataclass(frozen=True)
class _Solver:
    """A scheduler class of diffusers: its name in bundles, and the defaults in which the classes differ.

    `only` lists the fields that this class alone reads and that bundles do not hold, with the values that mean what is
    done here; the first is the default.
    """

    name: str
    timestep_spacing: str
    beta_start: float = 0.0001
    beta_end: float = 0.02
    beta_schedule: str = "linear"
    clip_sample: bool = False
    only: Mapping[str, tuple] | None = None


_EULER_ONLY = {
    "interpolation_type": ("linear",), "use_exponential_sigmas": (False, None), "use_beta_sigmas": (False, None),
    "sigma_min": (None, False), "sigma_max": (None, False), "final_sigmas_type": ("zero", "sigma_min"),
}  # fmt: skip
_DPM_ONLY = {
    # The DPM-Solver++ class reads its relatives' configs so.
    "algorithm_type": ("dpmsolver++", "deis"), "solver_type": ("midpoint", "heun", "logrho", "bh1", "bh2"),
    "solver_order": (2,), "thresholding": (False, None), "lambda_min_clipped": (None, -math.inf),
    "variance_type": (None, False), "use_exponential_sigmas": (False, None), "use_beta_sigmas": (False, None),
    "use_lu_lambdas": (False, None), "use_dynamic_shifting": (None, False), "final_sigmas_type": ("zero", "sigma_min"),
}  # fmt: skip
_THRESHOLDING = {"thresholding": (False, None)}

_SOLVERS = {
    "EulerDiscreteScheduler": _Solver("euler", "linspace", only=_EULER_ONLY),
    "EulerAncestralDiscreteScheduler": _Solver(
        "euler-ancestral", "linspace", only={"prediction_type": ("epsilon", "v_prediction")}
    ),
    "DDIMScheduler": _Solver("ddim", "leading", clip_sample=True, only=_THRESHOLDING),
    "DPMSolverMultistepScheduler": _Solver("dpmpp-2m", "linspace", only=_DPM_ONLY),
    "LCMScheduler": _Solver("lcm", "leading", 0.00085, 0.012, "scaled_linear", only=_THRESHOLDING),
}
_CLIPPING = ("DDIMScheduler", "LCMScheduler")

SCHEDULERS = tuple(solver.name for solver in _SOLVERS.values())
"""Names under which a scheduler can be asked for, here and in Java."""

# Classes that sample the same kind of models, from betas and in discrete timesteps: another one can take their place.
_REPLACEABLE = {
    *_SOLVERS, "DDIMInverseScheduler", "DDIMParallelScheduler", "DDPMParallelScheduler", "DDPMScheduler",
    "DEISMultistepScheduler", "DPMSolverMultistepInverseScheduler", "DPMSolverSDEScheduler",
    "DPMSolverSinglestepScheduler", "HeunDiscreteScheduler", "KDPM2AncestralDiscreteScheduler",
    "KDPM2DiscreteScheduler", "LMSDiscreteScheduler", "PNDMScheduler", "SASolverScheduler", "TCDScheduler",
    "UniPCMultistepScheduler",
}  # fmt: skip


def read_scheduler(config: Mapping[str, Any], kind: str | None = None, named: str | None = None) -> dict[str, Any]:
    """What a config means to a class, which is the config's own where `kind` does not name it.

    `named` is the name of another solver that runs the checkpoint in place of its own one, which then need not be
    supported. `others` says what the config means to the other classes where that differs, as `OtherClass.from_config`
    of diffusers does: each class has its own defaults for fields that are absent. There are two exceptions. A config
    of a class that reads neither `clip_sample` nor `set_alpha_to_one` and states neither means false to both, as
    SDXL's own config says; DDIM would otherwise clip latents to the range of images. And a field that only another
    class reads is refused only where that class is the one that runs; else that solver is what its name says.
    """
    kind = kind or config.get("_class_name")
    solver = next((solver for solver in _SOLVERS.values() if solver.name == named), None) or _SOLVERS.get(kind)
    if solver is None or kind not in _REPLACEABLE:
        raise UnsupportedConfig(
            f"scheduler config: _class_name={kind!r} is not supported (supported: {', '.join(_SOLVERS)}); {_way(kind)}"
        )
    silent = config.get("_use_default_values") or ()
    config = {field: value for field, value in config.items() if field not in silent}
    if kind not in _CLIPPING:
        config = {"clip_sample": False, "set_alpha_to_one": False, **config}
    _refuse_unsupported(config, solver)
    own = _settings(config, solver)
    others = {
        other.name: {field: value for field, value in _settings(config, other).items() if value != own[field]}
        for other in _SOLVERS.values()
    }
    others = {name: changes for name, changes in others.items() if changes}
    return {"name": solver.name, **own, **({"others": others} if others else {})}


def read_name(kind: str | None) -> str | None:
    """The name of a scheduler class of diffusers, where it is supported."""
    return _SOLVERS[kind].name if kind in _SOLVERS else None


def _way(kind: str | None) -> str:
    """What to do about a class that is not supported."""
    if kind in _REPLACEABLE:
        return f"say --scheduler NAME to run the checkpoint with another one: {', '.join(SCHEDULERS)}"
    return "a checkpoint of this class is of another kind, which none of them samples"


def _refuse_unsupported(config: Mapping[str, Any], solver: _Solver) -> None:
    reader = ConfigReader(config, "scheduler")
    for field, values in (solver.only or {}).items():
        try:
            reader.only(field, *values)
        except UnsupportedConfig as refusal:
            others = ", ".join(name for name in SCHEDULERS if name != solver.name)
            raise UnsupportedConfig(f"{refusal}; say --scheduler NAME to run it with another one: {others}") from None


def _settings(config: Mapping[str, Any], solver: _Solver) -> dict[str, Any]:
    reader = ConfigReader(config, "scheduler")
    # These say what the model was trained for, whichever class samples it.
    reader.only("trained_betas", None)
    reader.only("timestep_type", "discrete")
    reader.only("use_flow_sigmas", False, None)
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
        "finalSigmasType": "sigma_min" if reader.take("final_sigmas_type") == "sigma_min" else "zero",
        "rescaleBetasZeroSnr": bool(reader.take("rescale_betas_zero_snr", False)),
        "useKarrasSigmas": bool(reader.take("use_karras_sigmas", False)),
        "setAlphaToOne": bool(reader.take("set_alpha_to_one", True)),
        "clipSample": bool(reader.take("clip_sample", solver.clip_sample)),
        "clipSampleRange": reader.take("clip_sample_range", 1.0),
        "solverType": "heun" if reader.take("solver_type") == "heun" else "midpoint",
        "lowerOrderFinal": bool(reader.take("lower_order_final", True)),
        "eulerAtFinal": bool(reader.take("euler_at_final", False)),
        "originalInferenceSteps": reader.take("original_inference_steps", 50),
        "timestepScaling": reader.take("timestep_scaling", 10.0),
    }
