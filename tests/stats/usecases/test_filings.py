"""Facts of filings make no dossier: what is handed in is counted apart from what was received."""

import json
from pathlib import Path

from shared.contracts.envelope import Fact
from shared.db.database import BoundDatabase
from shared.ids import new_id
from tests.stats.made_up import DISTRICT, NOW, acted, furnish, note, some_dossiers

GOLDEN = sorted((Path(__file__).parents[2] / "contracts" / "intake").glob("filing.*.json"))


def facts_of_filings() -> list[Fact]:
    documents = [json.loads(path.read_text(encoding="utf-8")) for path in GOLDEN]
    return [
        Fact(new_id(), d["type"], d["stream"], n, DISTRICT, "canbo.a", NOW, NOW, d["body"])
        for n, d in enumerate(documents, start=1)
    ]


async def test_facts_of_filings_make_no_dossier_and_are_not_refused(database: BoundDatabase) -> None:
    filings = facts_of_filings()
    assert len(filings) == 7
    await furnish(database)
    async with database.transaction() as connection:
        await note(connection, *filings)
        assert await connection.fetchval("select count(*) from stats.dossiers") == 0
    dossiers = some_dossiers()
    async with database.transaction() as connection:
        await note(connection, *filings, *(acted(standing) for standing in dossiers))
        assert await connection.fetchval("select count(*) from stats.dossiers") == len(dossiers)
