"""All that is on hand about a batch of lanes just before they are told; what is not there is missing in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from services.portal.domain.outbound.told import Agency, KnownProcedure, Matter


@dataclass(frozen=True, slots=True)
class Said:
    """Of one act: who did it, and what the applicant may read."""

    officer: str
    text: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What the services answered. Acts are known by dossier (or filing) and version."""

    matters: Mapping[UUID, Matter]
    said: Mapping[tuple[UUID, int], Said]


@dataclass(frozen=True, slots=True)
class About:
    """People, words, codes and names."""

    asked: Asked
    agencies: Mapping[str, Agency]
    offices: Mapping[str, str]
    procedures: Mapping[str, KnownProcedure]
