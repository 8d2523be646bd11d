"""Export of Hugging Face model folders to bundles (`docs/bundle-format.md`)."""
