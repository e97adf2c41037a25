"""Sealed places, erasure, exports and the log of views."""
