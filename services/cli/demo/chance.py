"""Chance that is the same for the same words: a demo's plan can be made anew at any time."""

import random


def dice_of(*words: object) -> random.Random:
    """Nothing of it needs to be hard to guess."""
    return random.Random(" ".join(map(str, words)))  # noqa: S311
