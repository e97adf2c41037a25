"""Agency codes in their two forms: the fixed 13 signs of 2016 and the groups of 2020."""

import re
from functools import lru_cache

OLD = r"[0-9A-Z]{3}\.[0-9A-Z]{2}\.[0-9A-Z]{2}\.[A-Y]\d{2}"
NEW = r"[A-Y]\d{2}(?:\.[0-9A-Z]+)*"
LONGEST = 35
_OLD, _NEW = re.compile(OLD), re.compile(NEW)
_WIDTHS = (2, 2, 3)


@lru_cache(maxsize=4096)
def normal_form(code: str) -> str | None:
    """Both forms of one agency give the same text (the form of 2020): 001.34.12.H26 is H26.12.34.001."""
    if _OLD.fullmatch(code):
        levels = code.split(".")[::-1]
        while len(levels) > 1 and not levels[-1].strip("0"):
            levels.pop()
        return ".".join(levels)
    return code if len(code) <= LONGEST and _NEW.fullmatch(code) else None


@lru_cache(maxsize=4096)
def other_form(code: str) -> str:
    """The same agency in the other form; unchanged where it has none (too deep, too wide)."""
    normal = normal_form(code)
    if normal is None or normal != code:
        return normal or code
    levels = code.split(".")
    widths = zip(levels[1:], _WIDTHS, strict=False)
    if len(levels) > 4 or any(len(level) > width for level, width in widths):
        return code
    filled = [level.zfill(width) for level, width in zip(levels[1:] + [""] * (4 - len(levels)), _WIDTHS, strict=True)]
    return ".".join([*filled[::-1], levels[0]])


def is_within(code: str, roots: frozenset[str]) -> bool:
    """True where the agency is one of the roots or below one (both in normal form)."""
    normal = normal_form(code)
    if normal is None:
        return False
    while normal not in roots:
        normal, dot, _ = normal.rpartition(".")
        if not dot:
            return False
    return True
