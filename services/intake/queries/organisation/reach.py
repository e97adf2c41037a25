"""What several queries ask of a caller's reach and of a name in a path."""

from collections.abc import Collection
from uuid import UUID

from services.intake.domain.organisation.office import NATION


def scope_of(reach: Collection[str]) -> list[str] | None:
    """None where the reach is the nation: no tree has to be asked."""
    return None if NATION in reach else list(reach)


def as_uuid(text: str) -> UUID | None:
    try:
        return UUID(text) if len(text) == 36 else None
    except ValueError:
        return None
