"""The toy world: procedural captioned images and the small models trained on them."""
