"""Facts of filings are not processing's: what is not received has no dossier."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from shared.db.database import BoundDatabase
from shared.ids import new_id
from tests.processing.conftest import Apply
from tests.processing.made_up import Log

GOLDEN = sorted((Path(__file__).parents[2] / "contracts" / "intake").glob("filing.*.json"))
DOCUMENTS = [json.loads(path.read_text(encoding="utf-8")) for path in GOLDEN]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document["type"])
async def test_a_fact_of_a_filing_opens_nothing_and_is_not_refused(
    apply: Apply, database: BoundDatabase, town: Log, document: dict[str, Any]
) -> None:
    fact = replace(
        town.received(), id=new_id(), type=document["type"], stream=document["stream"], body=document["body"]
    )
    await apply([fact])
    async with database.reading() as connection:
        assert await connection.fetchval("select count(*) from processing.dossiers") == 0
        assert await connection.fetchval("select count(*) from processing.facts") == 0
    dossier = new_id()
    await apply([fact, town.received(dossier)])
    async with database.reading() as connection:
        assert [row["id"] for row in await connection.fetch("select id from processing.dossiers")] == [dossier]
