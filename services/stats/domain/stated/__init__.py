"""Figures that others stated, in an article or a paper report: what of them holds, and what is missing."""
