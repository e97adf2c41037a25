"""Register books over the wire."""
