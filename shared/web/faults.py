"""Where a fault happened, for the log: type and lines, never its words, which may quote a person's row."""

import traceback
from pathlib import Path

_FRAMES = 8


def where(fault: BaseException) -> str:
    """The innermost frame first."""
    frames = traceback.extract_tb(fault.__traceback__)[-_FRAMES:]
    lines = " < ".join(f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in reversed(frames))
    return f"{type(fault).__name__} at {lines}"
