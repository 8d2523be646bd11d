"""The cosines of an image and texts as transformers computes them, to hold against those of ./steerscope clip.

python cosines.py FOLDER IMAGE TEXT...
"""

import sys

import torch
from PIL import Image
from transformers import CLIPModel, CLIPProcessor

folder, image, *texts = sys.argv[1:]
processor, model = CLIPProcessor.from_pretrained(folder), CLIPModel.from_pretrained(folder).eval()
inputs = processor(text=texts, images=Image.open(image), return_tensors="pt", padding="max_length", truncation=True)
with torch.no_grad():
    output = model(**inputs)
for text, cosine in zip(texts, (output.image_embeds @ output.text_embeds.T)[0]):
    print(f"{cosine:+.6f}  {text}")
