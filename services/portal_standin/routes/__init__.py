"""The addresses of the core: generation A (direct, relay), generation B, administration."""
