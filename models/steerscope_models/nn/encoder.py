"""The transformer that the encoders of CLIP and SigLIP are made of, with transformers' parameter names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from steerscope_models.nn.config import ConfigReader

# Settings of training and of text generation, which these encoders never do.
WITHOUT_EFFECT = (
    "architectures", "model_type", "torch_dtype", "dtype", "transformers_version", "initializer_factor",
    "initializer_range", "attention_dropout", "dropout", "bos_token_id", "pad_token_id", "gradient_checkpointing",
    "return_dict", "output_hidden_states", "output_attentions", "torchscript", "use_bfloat16",
    "chunk_size_feed_forward",
    "is_decoder", "is_encoder_decoder", "add_cross_attention", "tie_word_embeddings", "tie_encoder_decoder",
    "cross_attention_hidden_size", "pruned_heads", "id2label", "label2id", "finetuning_task", "prefix", "problem_type",
    "sep_token_id", "decoder_start_token_id", "task_specific_params", "tokenizer_class", "use_cache",
    "max_length", "min_length", "do_sample", "early_stopping", "num_beams", "num_beam_groups", "diversity_penalty",
    "temperature", "top_k", "top_p", "typical_p", "repetition_penalty", "length_penalty", "no_repeat_ngram_size",
    "encoder_no_repeat_ngram_size", "bad_words_ids", "num_return_sequences", "output_scores",
    "return_dict_in_generate", "forced_bos_token_id", "forced_eos_token_id", "remove_invalid_values",
    "exponential_decay_length_penalty", "suppress_tokens", "begin_suppress_tokens", "tf_legacy_loss",
)

def quick_gelu(rows: Tensor) -> Tensor:
    """`x * sigmoid(1.702 x)`."""
    return rows * torch.sigmoid(1.702 * rows)


_ACTIVATIONS: dict[str, Callable[[Tensor], Tensor]] = {
    "quick_gelu": quick_gelu,
    "gelu": F.gelu,
    "gelu_new": partial(F.gelu, approximate="tanh"),
    "gelu_pytorch_tanh": partial(F.gelu, approximate="tanh"),
    "silu": F.silu,
    "swish": F.silu,
    "relu": F.relu,
}


def as_weight(rows: Tensor, module: nn.Module) -> Tensor:
    """Rows in the precision of a module's weight: the last steps may be kept in float32 after bfloat16 layers."""
    return rows.type_as(module.weight)


class SelfAttention(nn.Module):
    """Multi-head self-attention; causal rows see themselves and what stands before them."""

    def __init__(self, width: int, heads: int, causal: bool):
        super().__init__()
        self.heads = heads
        self.causal = causal
        self.q_proj = nn.Linear(width, width)
        self.k_proj = nn.Linear(width, width)
        self.v_proj = nn.Linear(width, width)
        self.out_proj = nn.Linear(width, width)

    def forward(self, rows: Tensor) -> Tensor:
        query, key, value = (
            project(rows).unflatten(2, (self.heads, -1)).transpose(1, 2)
            for project in (self.q_proj, self.k_proj, self.v_proj)
        )
        mixed = F.scaled_dot_product_attention(query, key, value, is_causal=self.causal)
        return self.out_proj(mixed.transpose(1, 2).flatten(2))


class FeedForward(nn.Module):
    """Two linear layers with the config's activation between them."""

    def __init__(self, width: int, inner: int, act: str):
        super().__init__()
        self.fc1 = nn.Linear(width, inner)
        self.fc2 = nn.Linear(inner, width)
        self.act = _ACTIVATIONS[act]

    def forward(self, rows: Tensor) -> Tensor:
        return self.fc2(self.act(self.fc1(rows)))


class EncoderLayer(nn.Module):
    """Pre-norm transformer layer."""

    def __init__(self, width: int, inner: int, heads: int, eps: float, act: str, causal: bool):
        super().__init__()
        self.layer_norm1 = nn.LayerNorm(width, eps=eps)
        self.self_attn = SelfAttention(width, heads, causal)
        self.layer_norm2 = nn.LayerNorm(width, eps=eps)
        self.mlp = FeedForward(width, inner, act)

    def forward(self, rows: Tensor) -> Tensor:
        rows = rows + self.self_attn(self.layer_norm1(rows))
        return rows + self.mlp(self.layer_norm2(rows))


class Encoder(nn.Module):
    """A stack of layers."""

    def __init__(self, layers: int, *layer_arguments: Any):
        super().__init__()
        self.layers = nn.ModuleList(EncoderLayer(*layer_arguments) for _ in range(layers))


def read_encoder(reader: ConfigReader, defaults: Mapping[str, Any], causal: bool) -> tuple[Encoder, int, float]:
    """The stack of layers that a config describes, its width, and the epsilon of its norms."""
    width = reader.take("hidden_size", defaults["hidden_size"])
    eps = reader.take("layer_norm_eps", defaults["layer_norm_eps"])
    act = reader.only("hidden_act", defaults["hidden_act"], *_ACTIVATIONS)
    heads = reader.take("num_attention_heads", defaults["num_attention_heads"])
    if width % heads:
        raise reader.refuse("num_attention_heads", f"hidden_size {width} is not a multiple of it")
    layers = reader.take("num_hidden_layers", defaults["num_hidden_layers"])
    inner = reader.take("intermediate_size", defaults["intermediate_size"])
    return Encoder(layers, width, inner, heads, eps, act, causal), width, eps


class TextEmbeddings(nn.Module):
    """Token and position embeddings."""

    def __init__(self, vocabulary: int, positions: int, width: int):
        super().__init__()
        self.token_embedding = nn.Embedding(vocabulary, width)
        self.position_embedding = nn.Embedding(positions, width)

    def forward(self, ids: Tensor) -> Tensor:
        return self.token_embedding(ids) + self.position_embedding.weight[: ids.shape[1]]
