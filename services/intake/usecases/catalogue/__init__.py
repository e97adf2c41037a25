"""Acts on the catalogue of procedures."""
