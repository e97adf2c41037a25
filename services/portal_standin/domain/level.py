"""How strict the stand-in is."""

from enum import IntEnum


class Level(IntEnum):
    """lenient: what is known to have been borne; normal: what is likely; strict: all that can be checked."""

    LENIENT = 0
    NORMAL = 1
    STRICT = 2

    @classmethod
    def named(cls, name: str) -> "Level":
        """KeyError where there is no such level."""
        return cls[name.upper()]
