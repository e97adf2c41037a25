"""Dossier codes: agency, day, number of the day."""

import re
from dataclasses import dataclass
from functools import lru_cache

from services.portal_standin.domain.agency_code import NEW, OLD

LONGEST = 50
_CODE = re.compile(rf"({OLD}|{NEW})-(\d{{6}}|\d{{8}})-(\d{{4,7}})")


@dataclass(frozen=True, slots=True)
class DossierCode:
    """`day` as yyMMdd, also where the code has eight digits."""

    agency: str
    day: str
    number: str


@lru_cache(maxsize=65536)
def read_code(text: str) -> DossierCode | None:
    """None where it is no dossier code; six or eight digits of the day, four to seven of the number."""
    found = _CODE.fullmatch(text) if len(text) <= LONGEST else None
    return DossierCode(found[1], found[2][-6:], found[3]) if found else None
