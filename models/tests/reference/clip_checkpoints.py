"""Folders of small random CLIPModel and SiglipModel checkpoints, as transformers writes them and wrote them before."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
import transformers
from safetensors.torch import load_file, save_file
from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers

RESOURCES = Path(__file__).parents[3] / "inference" / "src" / "test" / "resources"
FULL_VOCABULARY = RESOURCES / "bundles" / "tiny-clip" / "tokenizer.json"
START, END = "<|startoftext|>", "<|endoftext|>"
CORPUS = [
    "a photo of a red car on a wet street at night", "a painting of two cats and an old king, by the river",
    "an astronaut riding a horse through the snow", "one large plain cup in the center on grass in the sun",
    "the quick brown fox jumps over the lazy dog", "naïve café 12 3d 1,000.50 — don't won't he'll I'm",
] * 20


@dataclass(frozen=True)
class Case:
    """A checkpoint: the two configs, the preprocessor, the tokenizer, and what is done to the folder afterwards."""

    name: str
    text: dict[str, Any] = field(default_factory=dict)
    vision: dict[str, Any] = field(default_factory=dict)
    top: dict[str, Any] = field(default_factory=dict)
    preprocessor: dict[str, Any] = field(default_factory=dict)
    tokenizer: str = "small"
    settings: dict[str, Any] = field(default_factory=dict)
    change: Callable[[Path], None] | None = None
    siglip: bool = False


def write(case: Case, folder: Path, seed: int) -> Path:
    """Writes a case's folder: `config.json`, weights, `preprocessor_config.json`, tokenizer."""
    folder.mkdir(parents=True)
    size = _write_tokenizer(case, folder)
    torch.manual_seed(seed)
    text = {"vocab_size": size, "num_hidden_layers": 2, "num_attention_heads": 2, "hidden_size": 16,
            "intermediate_size": 24, **case.text}  # fmt: skip
    if text.get("eos_token_id") is ...:
        text["eos_token_id"] = 699
    vision = {"num_hidden_layers": 2, "num_attention_heads": 2, "hidden_size": 16, "intermediate_size": 24,
              "image_size": 32, "patch_size": 8, **case.vision}  # fmt: skip
    if case.siglip:
        kind, config = transformers.SiglipModel, transformers.SiglipConfig(text_config=text, vision_config=vision)
    else:
        kind = transformers.CLIPModel
        config = transformers.CLIPConfig(text_config=text, vision_config=vision, **{"projection_dim": 12, **case.top})
    model = kind(config).eval()
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            # The initial weights are so small that all embeddings would be nearly the same.
            if parameter.ndim >= 2:
                parameter.copy_(torch.randn_like(parameter) * 1.2 / parameter[0].numel() ** 0.5)
            elif name.startswith("logit"):
                parameter.fill_(2.0 if name == "logit_scale" else -3.0)
            else:
                parameter.add_(torch.randn_like(parameter) * 0.1)
    model.save_pretrained(folder)
    (folder / "preprocessor_config.json").write_text(json.dumps(preprocessor(case)), encoding="utf-8")
    if case.change:
        case.change(folder)
    return folder


def preprocessor(case: Case) -> dict[str, Any]:
    """The case's preprocessor config; sizes follow the encoder where the case says nothing."""
    size = case.vision.get("image_size", 32)
    if case.siglip:
        common = {"image_processor_type": "SiglipImageProcessor", "size": {"height": size, "width": size}}
    else:
        common = {"image_processor_type": "CLIPImageProcessor", "size": {"shortest_edge": size},
                  "crop_size": {"height": size, "width": size}}  # fmt: skip
    merged = {**common, **case.preprocessor}
    return {key: value for key, value in merged.items() if value is not ...}


def _write_tokenizer(case: Case, folder: Path) -> int:
    settings = dict(case.settings)
    if case.tokenizer == "full":
        shutil.copy(FULL_VOCABULARY, folder / "tokenizer.json")
    elif case.tokenizer == "full-parts":
        _write_parts(json.loads(FULL_VOCABULARY.read_text(encoding="utf-8")), folder)
    elif case.tokenizer == "small":
        clip_tokenizer().save(str(folder / "tokenizer.json"))
    elif case.tokenizer == "small-parts":
        _write_parts(json.loads(clip_tokenizer().to_str()), folder)
    elif case.tokenizer == "unigram":
        unigram_tokenizer().save(str(folder / "tokenizer.json"))
    elif case.tokenizer.startswith("gemma"):
        gemma_tokenizer("bos" in case.tokenizer).save(str(folder / "tokenizer.json"))
    elif case.tokenizer == "spiece":
        return _write_spiece(folder, settings)
    (folder / "tokenizer_config.json").write_text(json.dumps(settings), encoding="utf-8")
    if "parts" in case.tokenizer:
        vocabulary = json.loads((folder / "vocab.json").read_text(encoding="utf-8"))
        return len(vocabulary) + len(settings.get("added_tokens_decoder", {}))
    return Tokenizer.from_file(str(folder / "tokenizer.json")).get_vocab_size()


def _write_parts(description: dict[str, Any], folder: Path) -> None:
    model = description["model"]
    (folder / "vocab.json").write_text(json.dumps(model["vocab"]), encoding="utf-8")
    merges = [merge if isinstance(merge, str) else " ".join(merge) for merge in model["merges"]]
    (folder / "merges.txt").write_text("#version: 0.2\n" + "\n".join(merges) + "\n", encoding="utf-8")


def clip_tokenizer(size: int = 700) -> Tokenizer:
    """CLIP's byte-level BPE with a small vocabulary, whose two last ids are the start and the end token."""
    tokenizer = Tokenizer(models.BPE(continuing_subword_prefix="", end_of_word_suffix="</w>", unk_token=END))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFC(), normalizers.Replace(Regex(r"\s+"), " "), normalizers.Lowercase()]
    )
    words = r"'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+"
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.Split(Regex(words), behavior="removed", invert=True), pre_tokenizers.ByteLevel(False)]
    )
    tokenizer.decoder = decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(
        vocab_size=size, initial_alphabet=alphabet, end_of_word_suffix="</w>", show_progress=False
    )
    tokenizer.train_from_iterator(CORPUS, trainer)
    description = json.loads(tokenizer.to_str())
    learnt = description["model"]
    ordered = sorted(alphabet)
    learnt_only = [token for token in learnt["vocab"] if token.removesuffix("</w>") not in alphabet]
    everything = [*ordered, *(letter + "</w>" for letter in ordered), *learnt_only]
    everything += [f"<unused{number}>" for number in range(size - len(everything) - 2)] + [START, END]
    learnt["vocab"] = {token: number for number, token in enumerate(everything)}
    flags = {"single_word": False, "lstrip": False, "rstrip": False, "special": True}
    description["added_tokens"] = [
        {"id": learnt["vocab"][START], "content": START, "normalized": True, **flags},
        {"id": learnt["vocab"][END], "content": END, "normalized": False, **flags},
    ]
    tokenizer = Tokenizer.from_str(json.dumps(description))
    start, end = (START, learnt["vocab"][START]), (END, learnt["vocab"][END])
    tokenizer.post_processor = processors.RobertaProcessing(end, start, trim_offsets=False, add_prefix_space=False)
    return tokenizer


def unigram_tokenizer(size: int = 400) -> Tokenizer:
    """SigLIP's `tokenizer.json`: Unigram pieces of text in lower case without punctuation, ended by `</s>`."""
    tokenizer = Tokenizer(models.Unigram())
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.Lowercase(),
            normalizers.Replace(Regex(r"[!\"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~]"), ""),
            normalizers.Replace(Regex(r"\s+"), " "),
            normalizers.Strip(),
            normalizers.NFKC(),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    tokenizer.decoder = decoders.Metaspace()
    special = ["<pad>", "</s>", "<unk>"]
    trainer = trainers.UnigramTrainer(
        vocab_size=size, special_tokens=special, unk_token="<unk>", show_progress=False
    )
    tokenizer.train_from_iterator(CORPUS, trainer)
    tokenizer.post_processor = processors.TemplateProcessing(single="$A </s>", special_tokens=[("</s>", 1)])
    return tokenizer


def gemma_tokenizer(start: bool, size: int = 600) -> Tokenizer:
    """SigLIP 2's `tokenizer.json`: Gemma's BPE with bytes for what has no piece."""
    tokenizer = Tokenizer(models.BPE(unk_token="<unk>", fuse_unk=True, byte_fallback=True))
    tokenizer.normalizer = normalizers.Sequence([normalizers.Lowercase(), normalizers.Replace(" ", "▁")])
    tokenizer.pre_tokenizer = pre_tokenizers.Split(" ", behavior="merged_with_previous")
    tokenizer.decoder = decoders.Sequence([decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse()])
    special = ["<pad>", "<eos>", "<bos>", "<unk>", "<mask>"]
    pieces = [f"<0x{byte:02X}>" for byte in range(256)]
    trainer = trainers.BpeTrainer(vocab_size=size, special_tokens=[*special, *pieces], show_progress=False)
    tokenizer.train_from_iterator(CORPUS, trainer)
    description = json.loads(tokenizer.to_str())
    description["added_tokens"] = description["added_tokens"][: len(special)]
    tokenizer = Tokenizer.from_str(json.dumps(description))
    single = "<bos> $A <eos>" if start else "$A <eos>"
    around = [("<bos>", 2), ("<eos>", 1)]
    tokenizer.post_processor = processors.TemplateProcessing(single=single, special_tokens=around)
    return tokenizer


def _write_spiece(folder: Path, settings: dict[str, Any]) -> int:
    import sentencepiece

    words = folder / "words.txt"
    words.write_text("\n".join(line.lower() for line in CORPUS), encoding="utf-8")
    sentencepiece.SentencePieceTrainer.train(
        input=str(words), model_prefix=str(folder / "spiece"), vocab_size=200, model_type="unigram",
        pad_id=-1, unk_id=2, eos_id=1, bos_id=-1, hard_vocab_limit=False, minloglevel=2,
    )  # fmt: skip
    words.unlink()
    (folder / "spiece.vocab").unlink()
    (folder / "tokenizer_config.json").write_text(json.dumps(settings), encoding="utf-8")
    processor = sentencepiece.SentencePieceProcessor(model_file=str(folder / "spiece.model"))
    return processor.get_piece_size()


def edit_config(**changes: Any) -> Callable[[Path], None]:
    """A change that sets fields of `config.json`, or removes those that are set to `...`."""

    def change(folder: Path) -> None:
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        config.update(changes)
        config = {key: value for key, value in config.items() if value is not ...}
        (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")

    return change


def early_config(folder: Path) -> None:
    """The parts as they were written before `text_config` existed, beside parts that say something else."""
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    for kind in ("text", "vision"):
        config[f"{kind}_config_dict"] = config[f"{kind}_config"]
        config[f"{kind}_config"] = {**config[f"{kind}_config"], "layer_norm_eps": 0.5, "hidden_act": "relu"}
    (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")


def only_what_differs(folder: Path) -> None:
    """A config without the fields that have their default value."""
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    for kind, defaults in (("text", transformers.CLIPTextConfig()), ("vision", transformers.CLIPVisionConfig())):
        part, usual = config[f"{kind}_config"], defaults.to_dict()
        config[f"{kind}_config"] = {key: value for key, value in part.items() if usual.get(key, ...) != value}
    config.pop("projection_dim", None) if config.get("projection_dim") == 512 else None
    (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")


def split_in_shards(folder: Path) -> None:
    """Weights in three files with an index."""
    tensors = load_file(folder / "model.safetensors")
    (folder / "model.safetensors").unlink()
    names = sorted(tensors)
    places = {}
    for shard in range(3):
        file = f"model-{shard + 1:05d}-of-00003.safetensors"
        part = names[shard::3]
        save_file({name: tensors[name] for name in part}, folder / file, metadata={"format": "pt"})
        places.update(dict.fromkeys(part, file))
    index = {"metadata": {}, "weight_map": places}
    (folder / "model.safetensors.index.json").write_text(json.dumps(index), encoding="utf-8")


def in_half_precision(folder: Path) -> None:
    """float16 weights, and the position numbers that early versions of transformers saved."""
    tensors = {name: value.half() for name, value in load_file(folder / "model.safetensors").items()}
    for kind in ("text_model", "vision_model"):
        positions = tensors[f"{kind}.embeddings.position_embedding.weight"].shape[0]
        tensors[f"{kind}.embeddings.position_ids"] = torch.arange(positions).unsqueeze(0)
    save_file(tensors, folder / "model.safetensors", metadata={"format": "pt"})
