"""Compact PyTorch modules of the SDXL family and CLIP, with the parameter names of diffusers and transformers."""
