"""Writes tokens.json: ids of transformers for prompts of many scripts, by the tokenizer of a Hugging Face folder.

Run with Python with transformers:  python make_token_reference.py HF_DIR ../resources/reference
"""

import json
import pathlib
import sys

from transformers import AutoTokenizer

PROMPTS = [
    "", " ", "a", "a photo of a red car", "A  Photo\tof\nTWO   cars", "<b>bold</b> &amp; <br/>", "don't won't he'll I'm",
    "naïve café 12 3d 1,000.50", "🚗 a red car 🚗🚗", "👨‍👩‍👧‍👦 family", "赤い車の写真", "一张红色汽车的照片", "красная машина", "سيارة حمراء", "ﬁ ligature Ⅷ ½",
    "e\u0301 combining", "zero\u200bwidth", "snake_case-and-dashes—em", "<|endoftext|>", "a <|startoftext|> b", "http://example.org/?q=1#x",
    "word " * 74, "word " * 75, "word " * 76, "word " * 300, "🚗" * 100, "\u00a0nbsp\u3000wide", "ΑΣ ΣΑΣ İstanbul",
]


def main(model, folder):
    tokenizer = AutoTokenizer.from_pretrained(model)
    cases = []
    for prompt in PROMPTS:
        full = tokenizer(prompt)["input_ids"]
        ids = tokenizer(prompt, padding="max_length", max_length=77, truncation=True)["input_ids"]
        cases.append({"text": prompt, "ids": ids, "untruncatedLength": len(full)})
    (folder / "tokens.json").write_text(json.dumps(cases))


if __name__ == "__main__":
    main(sys.argv[1], pathlib.Path(sys.argv[2]))
