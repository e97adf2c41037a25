"""What citizens and other offices do at the portal, sent on to the province: its form is our own choice.

What the portal really sends for ordinary dossiers since 07/2025 is not public; `wire.py` is the one place to change.
"""
