"""Models of Steerscope: compact diffusion and CLIP modules, the toy world, and the bundle exporter."""

__version__ = "0.1.0"
