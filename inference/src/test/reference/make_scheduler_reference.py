"""Writes scheduler.json: sampling runs of the schedulers of diffusers with a made-up model.

Run with Python with torch and diffusers:  python make_scheduler_reference.py ../resources/reference
The made-up model is 0.25 * x + 0.1 * (i % 7 - 3) + 0.0001 * t, element-wise in float32.
"""

import json
import pathlib
import sys

import torch
from diffusers import (
    DDIMScheduler,
    DPMSolverMultistepScheduler,
    EulerAncestralDiscreteScheduler,
    EulerDiscreteScheduler,
    LCMScheduler,
)

CLASSES = {
    "euler": EulerDiscreteScheduler, "ddim": DDIMScheduler, "dpmpp-2m": DPMSolverMultistepScheduler, "lcm": LCMScheduler,
    "euler-ancestral": EulerAncestralDiscreteScheduler,
}
DRAWING = ("lcm", "euler-ancestral")
BASE = {"num_train_timesteps": 1000, "beta_start": 0.00085, "beta_end": 0.012, "beta_schedule": "scaled_linear",
        "prediction_type": "epsilon"}
LEADING = {"timestep_spacing": "leading", "steps_offset": 1}
COUNT = 20


def model(x, t):
    i = torch.arange(len(x), dtype=torch.float32)
    return 0.25 * x + 0.1 * (i % 7 - 3) + 0.0001 * t.float()


def run(name, options, steps, count=COUNT):
    scheduler = CLASSES[name](**{**BASE, **options})
    scheduler.set_timesteps(steps)
    if hasattr(scheduler, "set_begin_index"):
        scheduler.set_begin_index(0)
    generator = torch.Generator("cpu").manual_seed(5)
    x = torch.randn(count, generator=generator) * scheduler.init_noise_sigma
    for t in scheduler.timesteps:
        output = model(scheduler.scale_model_input(x, t), t)
        extra = {"generator": generator} if name in DRAWING else {}
        x = scheduler.step(output, t, x, return_dict=False, **extra)[0]
    return {"scheduler": name, "options": {**BASE, **options}, "steps": steps,
            "timesteps": [float(t) for t in scheduler.timesteps],
            "initialNoiseSigma": float(scheduler.init_noise_sigma), "final": x.tolist()}


def cases():
    for name in ("euler", "ddim", "dpmpp-2m"):
        for steps in (1, 2, 5, 8, 12, 20, 30, 50):
            yield name, LEADING, steps
        for spacing in ("linspace", "trailing"):
            yield name, {"timestep_spacing": spacing}, 10
            yield name, {"timestep_spacing": spacing}, 7
        for kind in ("v_prediction", "sample"):
            yield name, {**LEADING, "prediction_type": kind}, 10
        for schedule in ("linear", "squaredcos_cap_v2"):
            yield name, {**LEADING, "beta_schedule": schedule}, 10
        yield name, {"timestep_spacing": "trailing", "rescale_betas_zero_snr": True, "prediction_type": "v_prediction"}, 10
        yield name, {**LEADING, "num_train_timesteps": 300}, 11
        # NumPy's arange gives one timestep more than there are steps, and breaks ties its own way.
        yield name, {"timestep_spacing": "trailing", "num_train_timesteps": 300}, 7
        yield name, {"timestep_spacing": "trailing"}, 48
    for name in ("euler", "dpmpp-2m"):
        yield name, {**LEADING, "use_karras_sigmas": True}, 10
        yield name, {**LEADING, "use_karras_sigmas": True, "beta_schedule": "squaredcos_cap_v2"}, 4
        yield name, {**LEADING, "final_sigmas_type": "sigma_min"}, 10
        yield name, {**LEADING, "final_sigmas_type": "sigma_min"}, 20
    for options in ({"solver_type": "heun"}, {"final_sigmas_type": "sigma_min", "lower_order_final": False},
                    {"final_sigmas_type": "sigma_min", "euler_at_final": True, "solver_type": "heun"}):
        for steps in (8, 20):
            yield "dpmpp-2m", {**LEADING, **options}, steps
    for options in ({"clip_sample": False}, {"set_alpha_to_one": False, "clip_sample": False},
                    {"clip_sample": True, "clip_sample_range": 2.0}):
        yield "ddim", {**LEADING, **options}, 10
    for steps in (1, 2, 4, 8, 13, 50):
        yield "lcm", {}, steps
    yield "lcm", {"original_inference_steps": 100}, 6
    yield "lcm", {"clip_sample": True}, 4
    yield "lcm", {"prediction_type": "v_prediction"}, 4
    yield from ancestral_cases()


def ancestral_cases():
    name = "euler-ancestral"
    for steps in (1, 2, 4, 7, 20, 50):
        yield name, {"timestep_spacing": "trailing"}, steps
        yield name, LEADING, steps
        yield name, {"timestep_spacing": "linspace"}, steps
    for spacing in ("leading", "linspace", "trailing"):
        velocity = {"timestep_spacing": spacing, "prediction_type": "v_prediction"}
        yield name, velocity, 10
        yield name, {**velocity, "rescale_betas_zero_snr": True}, 10
    yield name, {"timestep_spacing": "trailing", "rescale_betas_zero_snr": True}, 1
    for schedule in ("linear", "squaredcos_cap_v2"):
        yield name, {**LEADING, "beta_schedule": schedule}, 10
    yield name, {"timestep_spacing": "trailing", "num_train_timesteps": 300}, 7
    # Fewer than 16 numbers are drawn in another way, and of an odd number one is left over for the next draw.
    for count in (1, 3, 8, 15, 16, 17):
        yield name, {"timestep_spacing": "trailing"}, 6, count


def main(folder):
    (folder / "scheduler.json").write_text(json.dumps([run(*case) for case in cases()]))


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
