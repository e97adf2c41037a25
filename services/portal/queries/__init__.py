"""Lists and sums over lanes."""
