"""The checkpoints that are compared with diffusers: each changes what a config, a tokenizer or a scheduler may say."""

from __future__ import annotations

from pathlib import Path

from checkpoints import SCHEDULER, Variant, change_json
from diffusers_numbers import SCHEDULERS

_ALL = tuple(SCHEDULERS.values())
_UNET_FILE, _VAE_FILE = "unet/config.json", "vae/config.json"


def _every(**settings) -> tuple[dict, ...]:
    return tuple({"scheduler": name, **settings} for name in _ALL)


def _old_scheduler(**changes) -> dict:
    return {**{key: SCHEDULER[key] for key in ("_class_name", "beta_start", "beta_end", "beta_schedule")}, **changes}


def _four_blocks() -> dict:
    return {
        "down_block_types": ["DownBlock2D", *["CrossAttnDownBlock2D"] * 3],
        "up_block_types": [*["CrossAttnUpBlock2D"] * 3, "UpBlock2D"], "block_out_channels": [8, 16, 24, 32],
        "attention_head_dim": [1, 2, 3, 4], "transformer_layers_per_block": [1, 1, 2, 2],
    }  # fmt: skip


def _vae(levels: int, **changes) -> dict:
    return {
        "block_out_channels": [8, 8, 16, 24][:levels], "down_block_types": ["DownEncoderBlock2D"] * levels,
        "up_block_types": ["UpDecoderBlock2D"] * levels, **changes,
    }  # fmt: skip


def _shard_unet(folder: Path) -> None:
    from diffusers import UNet2DConditionModel

    unet = UNet2DConditionModel.from_pretrained(folder / "unet")
    for file in (folder / "unet").glob("*.safetensors"):
        file.unlink()
    unet.save_pretrained(folder / "unet", max_shard_size="100KB")
    assert (folder / "unet" / "diffusion_pytorch_model.safetensors.index.json").is_file()


def _fp16_variant(folder: Path) -> None:
    import torch
    from diffusers import StableDiffusionXLPipeline

    pipeline = StableDiffusionXLPipeline.from_pretrained(folder, add_watermarker=False, torch_dtype=torch.float16)
    for file in folder.glob("*/*.safetensors"):
        file.unlink()
    pipeline.save_pretrained(folder, variant="fp16")


UNETS = (
    Variant("sdxl-base", cases=(
        *_every(), {"negative_prompt": ""}, {"negative_prompt": "ugly, blurry"}, {"guidance_scale": 1.0},
        {"guidance_scale": 0.5}, {"guidance_scale": 1.01, "negative_prompt": "x"}, {"height": 64, "width": 192},
        {"height": 136, "width": 72}, {"seed": -1}, {"seed": 2**32 + 7}, {"seed": 2**63 - 1}, {"seed": -(2**63)},
        {"prompt": ""}, {"prompt": "large striped houses " * 40}, {"prompt": "🚗 赤い車と青い車"}, {"steps": 1},
        *_every(steps=20), *_every(steps=1),
    )),
    Variant("ssd-1b", unet={
        "mid_block_type": "UNetMidBlock2D", "layers_per_block": 2, "attention_head_dim": [2, 4, 8],
        "transformer_layers_per_block": [0, [1, 2], [2, 2]],
        "reverse_transformer_layers_per_block": [[2, 2, 3], [2, 1, 1], 0],
    }, cases=({}, {"height": 120, "width": 88})),
    Variant("no-mid", unet={"mid_block_type": None}, edits=(
        change_json(_UNET_FILE, mid_block_type=None),)),
    Variant("four-blocks-odd-sizes", unet=_four_blocks(), cases=({}, {"height": 120, "width": 88})),
    Variant("one-head", unet={"attention_head_dim": 4, "layers_per_block": 1}),
    Variant("lists", unet={
        "layers_per_block": [1, 2, 3], "cross_attention_dim": [64, 64, 64], "transformer_layers_per_block": [2, 1, 2],
        "attention_head_dim": [1, 2, 3],
    }),
    Variant("head-remainder", unet={"attention_head_dim": [3, 5, 7], "use_linear_projection": False}),
    Variant("conv-projection", unet={"use_linear_projection": False, "norm_num_groups": 4, "norm_eps": 1e-3}),
    Variant("gelu", unet={"act_fn": "gelu", "time_embedding_dim": 40, "timestep_post_act": "silu"}),
    Variant("mish", unet={"act_fn": "mish", "time_embedding_act_fn": "mish"}),
    Variant("relu", unet={"act_fn": "relu", "dropout": 0.3, "upcast_attention": True}),
    Variant("scale-shift", unet={"resnet_time_scale_shift": "scale_shift", "mid_block_scale_factor": 1.4}),
    Variant("scale-shift-mid", unet={
        "resnet_time_scale_shift": "scale_shift", "mid_block_scale_factor": 2, "mid_block_type": "UNetMidBlock2D"}),
    Variant("sinusoids", unet={
        "flip_sin_to_cos": False, "freq_shift": 1, "addition_time_embed_dim": 7, "block_out_channels": [24, 32, 48]}),
    Variant("kernels", unet={"conv_in_kernel": 5, "conv_out_kernel": 1, "downsample_padding": 0}),
    Variant("center", unet={
        "center_input_sample": True, "resnet_skip_time_act": True, "resnet_out_scale_factor": 3.0}),
    Variant("attention-everywhere", unet={
        "down_block_types": ["CrossAttnDownBlock2D"] * 3, "up_block_types": ["CrossAttnUpBlock2D"] * 3}),
    Variant("plain-middle", unet={
        "down_block_types": ["CrossAttnDownBlock2D", "DownBlock2D", "CrossAttnDownBlock2D"],
        "up_block_types": ["UpBlock2D", "CrossAttnUpBlock2D", "CrossAttnUpBlock2D"]}),
    Variant("sample-list", unet={"sample_size": [24, 12]}),
    Variant("two-blocks", unet={
        "down_block_types": ["DownBlock2D", "CrossAttnDownBlock2D"], "block_out_channels": [16, 32],
        "up_block_types": ["CrossAttnUpBlock2D", "UpBlock2D"], "attention_head_dim": [2, 4],
        "transformer_layers_per_block": [1, 2], "sample_size": 9}),
    Variant("lcm", unet={"time_cond_proj_dim": 16}, scheduler=_old_scheduler(_class_name="LCMScheduler"), cases=(
        {"guidance_scale": 8.0}, {"guidance_scale": 1.0, "steps": 4}, {"guidance_scale": 0.0, "steps": 1},
        {"guidance_scale": 7.3, "negative_prompt": "ugly", "steps": 8}, {"scheduler": "EulerDiscreteScheduler"})),
    Variant("lcm-odd", unet={"time_cond_proj_dim": 9}, scheduler=_old_scheduler(
        _class_name="LCMScheduler", original_inference_steps=100, timestep_scaling=3.0, clip_sample=True,
        clip_sample_range=2.0), cases=({"steps": 6},)),
    Variant("old-config", edits=(
        change_json(_UNET_FILE, _diffusers_version="0.18.0", remove=(
            "reverse_transformer_layers_per_block", "attention_type", "dropout", "mid_block_type", "flip_sin_to_cos",
            "freq_shift", "center_input_sample", "conv_in_kernel", "conv_out_kernel", "downsample_padding", "norm_eps",
            "resnet_time_scale_shift", "time_cond_proj_dim", "only_cross_attention", "dual_cross_attention",
            "addition_embed_type_num_heads", "layers_per_block", "act_fn", "time_embedding_type")),
        change_json(_VAE_FILE, _diffusers_version="0.18.0", remove=(
            "use_quant_conv", "use_post_quant_conv", "mid_block_add_attention", "latents_mean", "latents_std",
            "shift_factor", "force_upcast", "layers_per_block", "act_fn")),
        change_json("model_index.json", remove=("force_zeros_for_empty_prompt", "feature_extractor", "image_encoder")),
    )),
    Variant("shards", edits=(_shard_unet,)),
    Variant("fp16-files", edits=(_fp16_variant,)),
)  # fmt: skip

VAES = (
    Variant("vae-two-levels", vae=_vae(2, norm_num_groups=8), unet={"sample_size": 12}),
    Variant("vae-three-levels", vae=_vae(3, latent_channels=8, layers_per_block=2), unet={"sample_size": [10, 14]}),
    Variant("vae-16-channels", vae={
        "latent_channels": 16, "use_quant_conv": False, "use_post_quant_conv": False, "shift_factor": 0.1159}),
    Variant("vae-no-attention", vae={"mid_block_add_attention": False, "force_upcast": False, "act_fn": "relu"}),
    Variant("vae-statistics", vae={
        "latents_mean": [0.1, -0.2, 0.3, -0.4], "latents_std": [1.1, 0.9, 1.3, 0.7], "scaling_factor": 0.5}),
    Variant("vae-mean-only", vae={"latents_mean": [0.1, -0.2, 0.3, -0.4]}),
    Variant("vae-default-scaling", edits=(change_json(_VAE_FILE, remove=("scaling_factor",)),)),
)  # fmt: skip

_EOS = {"eos_token_id": 607, "bos_token_id": 606}
TEXTS = (
    Variant("eos-real", text_1=_EOS, text_2=_EOS),
    Variant("eos-other", text_2={"eos_token_id": 49407}, text_1={"eos_token_id": 49407}),
    Variant("short-context", text_1={"max_position_embeddings": 21}, text_2={"max_position_embeddings": 21},
            tokenizers=({"model_max_length": 21}, {"model_max_length": 21, "pad_token": "!"})),
    Variant("shorter-tokenizer", tokenizers=({"model_max_length": 32}, {"model_max_length": 32})),
    Variant("one-layer", text_1={"num_hidden_layers": 1, "hidden_act": "gelu"}, text_2={
        "num_hidden_layers": 2, "hidden_act": "quick_gelu", "projection_dim": 33, "layer_norm_eps": 1e-3}),
    Variant("wide", text_1={"hidden_size": 48, "num_attention_heads": 2, "hidden_act": "gelu_new"}, text_2={
        "hidden_size": 16, "num_attention_heads": 8, "hidden_act": "relu", "intermediate_size": 70}),
    Variant("parts", tokenizer_files="parts"),
    Variant("parts-both-ends", tokenizer_files="parts", tokenizers=({}, {}), merges=20),
    Variant("parts-unknown", tokenizer_files="parts", tokenizers=({"pad_token": "!", "unk_token": "!"}, {})),
    Variant("parts-objects", tokenizer_files="parts", tokenizers=tuple(
        {kind: {"__type": "AddedToken", "content": content, "lstrip": False, "normalized": True, "rstrip": False,
                "single_word": False} for kind, content in (
            ("bos_token", "<|startoftext|>"), ("eos_token", "<|endoftext|>"), ("unk_token", "<|endoftext|>"))}
        for _ in range(2))),
    Variant("added-tokens", tokenizer_files="parts", text_1={"vocab_size": 620}, text_2={"vocab_size": 620},
            tokenizers=tuple({"added_tokens_decoder": {
                "608": {"content": "<car>", "lstrip": False, "normalized": False, "rstrip": False,
                        "single_word": False, "special": False},
                "609": {"content": "Blue", "lstrip": True, "normalized": True, "rstrip": True,
                        "single_word": True, "special": False},
            }} for _ in range(2)), cases=({"prompt": "a <car> and Blue blue BLUE bluely"},)),
    Variant("no-zeros", force_zeros=False, cases=(
        {}, {"negative_prompt": ""}, {"negative_prompt": "ugly"}, {"guidance_scale": 1.0})),
)  # fmt: skip


def _schedulers() -> tuple[Variant, ...]:
    result = []
    for short, name in SCHEDULERS.items():
        for spacing in ("leading", "trailing", "linspace"):
            for prediction in ("epsilon", "v_prediction"):
                result.append(Variant(
                    f"{short}-{spacing}-{prediction}", scheduler={
                        **SCHEDULER, "_class_name": name, "timestep_spacing": spacing, "prediction_type": prediction,
                        "steps_offset": 0 if prediction == "epsilon" else 1},
                    cases=({"steps": 4}, {"steps": 7}, *_every(steps=3))))
        result.append(Variant(f"{short}-zero-snr", scheduler={
            **SCHEDULER, "_class_name": name, "timestep_spacing": "trailing", "prediction_type": "v_prediction",
            "rescale_betas_zero_snr": True}, cases=_every(steps=4)))
        result.append(Variant(f"{short}-silent", scheduler=_old_scheduler(_class_name=name), cases=_every(steps=4)))
        result.append(Variant(f"{short}-empty", scheduler={"_class_name": name}, cases=_every(steps=4)))
        result.append(Variant(f"{short}-cosine", scheduler={
            **SCHEDULER, "_class_name": name, "beta_schedule": "squaredcos_cap_v2"}, cases=_every(steps=4)))
        result.append(Variant(f"{short}-cosine-karras", scheduler={
            **SCHEDULER, "_class_name": name, "beta_schedule": "squaredcos_cap_v2", "use_karras_sigmas": True},
            cases=_every(steps=4)))
        result.append(Variant(f"{short}-short-training", scheduler={
            **SCHEDULER, "_class_name": name, "num_train_timesteps": 300, "timestep_spacing": "trailing"},
            cases=_every(steps=7)))
        result.append(Variant(f"{short}-karras", scheduler={
            **SCHEDULER, "_class_name": name, "use_karras_sigmas": True, "final_sigmas_type": "sigma_min"},
            cases=_every(steps=5)))
    return tuple(result)


SOLVERS = (
    *_schedulers(),
    Variant("dpm-heun", scheduler={**SCHEDULER, "_class_name": _ALL[2], "solver_type": "heun",
                                   "lower_order_final": False, "final_sigmas_type": "sigma_min"},
            cases=({"steps": 5}, {"steps": 18})),
    Variant("dpm-bh2", scheduler={**SCHEDULER, "_class_name": _ALL[2], "solver_type": "bh2",
                                  "euler_at_final": True}, cases=({"steps": 5},)),
    Variant("ddim-clip", scheduler={**SCHEDULER, "_class_name": _ALL[1], "clip_sample": True,
                                    "clip_sample_range": 2.0, "set_alpha_to_one": True}, cases=_every()),
    Variant("euler-hidden", scheduler={**SCHEDULER, "solver_type": "heun", "euler_at_final": True,
                                       "timestep_scaling": 4.0, "original_inference_steps": 20}, cases=_every(steps=5)),
    # SDXL-Turbo's config; 8 x 8 pixels are 4 numbers, which PyTorch draws in another way than 16 or more.
    Variant("turbo", scheduler={**SCHEDULER, "_class_name": SCHEDULERS["euler-ancestral"],
                                "timestep_spacing": "trailing"}, cases=(
        {"steps": 1, "guidance_scale": 0.0}, {"steps": 4, "guidance_scale": 0.0}, {"steps": 1}, {"steps": 9, "seed": -1},
        {"steps": 4, "height": 8, "width": 8}, {"steps": 3, "height": 8, "width": 16}, *_every(steps=2))),
    Variant("index-wins", scheduler=_old_scheduler(timestep_spacing="trailing"), edits=(
        change_json("model_index.json", scheduler=["diffusers", "DDIMScheduler"]),), cases=_every()),
)  # fmt: skip

VARIANTS = (*UNETS, *VAES, *TEXTS, *SOLVERS)
