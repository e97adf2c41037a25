"""What moved, as a monitoring centre polls it."""

from pydantic import Field

from services.stats.schemas.out import Out


class ChangedOut(Out):
    """An office to ask again: a figure of it, or of something below it, moved."""

    code: str
    name: str
    level: str
    parent: str | None
    generation: int


class ChangesOut(Out):
    """`cursor` is for the next call; nothing is skipped, each office is told once with its newest change."""

    items: list[ChangedOut]
    cursor: str = Field(examples=["WzQ3MTEsICIiXQ"])
    has_more: bool
