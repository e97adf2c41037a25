"""Waiting for something another process does, with an end to the patience."""

import time
from collections.abc import Callable


def wait_until(is_so: Callable[[], bool], *, seconds: float, every: float = 0.02) -> bool:
    """Ask again and again; False when the time is up and it still is not so."""
    end = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() >= end:
            return False
        time.sleep(every)
    return True
