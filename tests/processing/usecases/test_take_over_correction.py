"""What the counter corrected reaches the file, its history and its announced standing."""

from datetime import date
from uuid import UUID

import pytest

from shared.contracts.intake import DossierCorrected
from shared.contracts.terms import CountsBy, TermPart
from shared.db.database import BoundDatabase
from shared.errors import NotFound
from shared.ids import new_id
from tests.processing.conftest import Apply
from tests.processing.made_up import Log, local
from tests.processing.usecases.test_apply_intake_facts import announced, rows


def corrected(id: UUID) -> DossierCorrected:
    return DossierCorrected(
        dossier=str(id),
        revision=2,
        changed=("procedure", "due"),
        procedure="1.001193",
        procedure_version=3,
        field="Hộ tịch",
        term=TermPart(unit="working_day", amount=2),
        counts_by=CountsBy.DAY,
        due_at=local("2026-11-24 17:00"),
        due_on=date(2026, 11, 24),
    )


async def test_the_standing_has_the_right_procedure_and_both_dates(
    apply: Apply, database: BoundDatabase, town: Log
) -> None:
    id = new_id()
    received = town.received(id)
    await apply([received, town.fact(received.stream, corrected(id), at=local("2026-11-21 09:00"))])
    *_, fact = await announced(database)
    standing = fact.body["standing"]
    assert (fact.type, standing["version"]) == ("processing.dossier.corrected.v1", 2)
    assert (standing["procedure"], standing["field"], standing["state"]) == ("1.001193", "Hộ tịch", "accepted")
    assert [due["due_on"] for due in standing["dues"]] == ["2026-11-27", "2026-11-24"]
    (row,) = await rows(database, "select procedure, procedure_version, due_on, term from processing.dossiers")
    assert (row["procedure"], row["procedure_version"], row["due_on"]) == ("1.001193", 3, date(2026, 11, 24))
    assert row["term"]["amount"] == 2


async def test_a_correction_of_what_was_never_received_waits(apply: Apply, town: Log) -> None:
    id = new_id()
    with pytest.raises(NotFound):
        await apply([town.fact(f"dossier:{id}", corrected(id))])
