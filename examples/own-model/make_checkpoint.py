"""Writes a small CLIP with random weights as a Hugging Face folder, in place of a model of your own.

python make_checkpoint.py FOLDER
"""

import json
import pathlib
import sys

import torch
from transformers import CLIPConfig, CLIPImageProcessor, CLIPModel

folder = pathlib.Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)

# A tokenizer that knows every byte and merges a few into words; a real folder brings its own.
visible = [*range(33, 127), *range(161, 173), *range(174, 256)]
letters = [chr(byte) for byte in visible] + [chr(256 + i) for i in range(256 - len(visible))]
words = ["red", "blue", "car", "boat"]
merges = [(word[:i], word[i] + ("</w>" if i == len(word) - 1 else "")) for word in words for i in range(1, len(word))]
tokens = letters + [letter + "</w>" for letter in letters] + ["".join(pair) for pair in merges]
tokens += ["<|startoftext|>", "<|endoftext|>"]
start, end = len(tokens) - 2, len(tokens) - 1
(folder / "vocab.json").write_text(json.dumps({token: i for i, token in enumerate(tokens)}))
(folder / "merges.txt").write_text("#version: 0.2\n" + "".join(" ".join(pair) + "\n" for pair in merges))
(folder / "tokenizer_config.json").write_text(json.dumps({
    "tokenizer_class": "CLIPTokenizer", "model_max_length": 32, "unk_token": "<|endoftext|>",
    "bos_token": "<|startoftext|>", "eos_token": "<|endoftext|>", "pad_token": "<|endoftext|>"}))

torch.manual_seed(0)
layers = dict(hidden_size=64, intermediate_size=128, num_hidden_layers=2, num_attention_heads=4)
model = CLIPModel(CLIPConfig(
    projection_dim=32,
    text_config=dict(layers, vocab_size=len(tokens), max_position_embeddings=32, bos_token_id=start, eos_token_id=end,
                     pad_token_id=end),
    vision_config=dict(layers, image_size=64, patch_size=16)))
model.save_pretrained(folder)
CLIPImageProcessor(size={"shortest_edge": 64}, crop_size={"height": 64, "width": 64}).save_pretrained(folder)
print(f"{sum(weights.numel() for weights in model.parameters()):,} weights in {folder}")
