"""Names of the officials and offices that a dossier's history speaks of by account and code."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from services.processing.domain.dossier import Dossier
from services.processing.domain.outlook import stages_to_come
from services.processing.queries.office_names import names_of
from shared.db.database import Connection

_PEOPLE = """
select account, name from processing.officials where account in (
  select actor from processing.transitions where dossier = $1
  union select assignee from processing.steps where dossier = $1
  union select ended_by from processing.steps where dossier = $1)
"""


@dataclass(frozen=True, slots=True)
class NamesInDossier:
    """Accounts that nobody entered among the officials have no name here."""

    people: Mapping[str, str]
    offices: Mapping[str, str]


async def names_in(connection: Connection, dossier: Dossier) -> NamesInDossier:
    return NamesInDossier(await _people(connection, dossier.matter.id), await names_of(connection, _offices(dossier)))


async def _people(connection: Connection, dossier: UUID) -> dict[str, str]:
    return {row["account"]: row["name"] for row in await connection.fetch(_PEOPLE, dossier)}


def _offices(dossier: Dossier) -> set[str]:
    matter = dossier.matter
    moved = {code for move in dossier.moves for code in (move.office_from, move.office_to)}
    to_come = (stage.office for stage in stages_to_come(dossier))
    return {matter.office, matter.desk, *(step.office for step in dossier.steps), *to_come, *moved}
