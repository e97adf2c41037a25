"""Acts on scans of papers."""
