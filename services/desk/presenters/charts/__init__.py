"""Geometry of the charts: pure functions; one SVG template draws each."""
