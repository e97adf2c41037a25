"""The catalogue over the wire."""
