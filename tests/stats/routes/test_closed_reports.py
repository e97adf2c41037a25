"""The form of a closed period: what was reported stays as it was, whatever is learnt later."""

from datetime import timedelta
from typing import Any

import httpx2
import pytest

from shared.clock import SetClock
from shared.db.database import BoundDatabase
from tests.stats.made_up import NOW, OTHER, PROVINCE, a_standing, acted, local, note
from tests.stats.spreadsheet import Worked
from tests.support.people import Identity

MARCH = {"office": PROVINCE, "from": "2026-03-01", "to": "2026-03-31"}


@pytest.fixture
def monitor(identity: Identity) -> dict[str, str]:
    return identity.headers("monitor")


@pytest.fixture
async def closing(client: httpx2.AsyncClient, monitor: dict[str, str]) -> str:
    id: str = (await client.post("/closings", json=MARCH, headers=monitor)).json()["id"]
    return id


async def ask(
    client: httpx2.AsyncClient, headers: dict[str, str], closing: str, form: str = "II.06a", **asked: Any
) -> httpx2.Response:
    return await client.get(f"/closings/{closing}/reports/{form}", params=asked, headers=headers)


async def learn_more(database: BoundDatabase) -> None:
    async with database.transaction() as connection:
        await note(connection, acted(a_standing(local("2026-03-20 08:30"), local("2026-03-25 17:00"))))


@pytest.mark.parametrize("rows", [[], ["level"], ["field", "level"]])
async def test_the_form_is_the_one_that_was_reported(
    client: httpx2.AsyncClient, monitor: dict[str, str], database: BoundDatabase, closing: str, rows: list[str]
) -> None:
    def cells(answer: dict[str, Any]) -> list[dict[str, int]]:
        lines = [answer["total"], *answer["lines"], *(part for line in answer["lines"] for part in line["below"])]
        return [line["cells"] for line in lines]

    live = {"params": {**MARCH, "rows": rows}, "headers": monitor}
    reported = (await client.get("/reports/II.06a", **live)).json()  # type: ignore[arg-type]
    await learn_more(database)
    closed = (await ask(client, monitor, closing, rows=rows)).json()
    assert cells(closed) == cells(reported)
    assert "Số liệu chốt ngày 24/11/2026, phát hành lần 1." in closed["notes"]
    assert {line["dossiers"] for line in (closed["total"], *closed["lines"])} == {None}
    now_known = (await client.get("/reports/II.06a", **live)).json()  # type: ignore[arg-type]
    assert now_known["total"]["cells"]["3"] == closed["total"]["cells"]["3"] + 1


@pytest.mark.parametrize("wanted", ["json", "xlsx", "pdf", "text"])
async def test_it_is_the_same_paper_on_any_day(
    client: httpx2.AsyncClient,
    monitor: dict[str, str],
    database: BoundDatabase,
    closing: str,
    clock: SetClock,
    wanted: str,
) -> None:
    first = await ask(client, monitor, closing, format=wanted)
    assert first.status_code == 200
    clock.turn_to(NOW + timedelta(days=9))
    await learn_more(database)
    assert (await ask(client, monitor, closing, format=wanted)).content == first.content
    known = monitor | {"If-None-Match": first.headers["etag"]}
    assert (await ask(client, known, closing, format=wanted)).status_code == 304


async def test_its_workbook_has_formulas_like_any_other(
    client: httpx2.AsyncClient, monitor: dict[str, str], closing: str
) -> None:
    sheet = Worked((await ask(client, monitor, closing, format="xlsx", rows=["level", "field"])).content)
    assert any("Số liệu chốt ngày 24/11/2026" in text for text in sheet.texts())
    for cell in sheet.formula_cells():
        assert sheet.work_out(cell.coordinate) == sheet.values[cell.coordinate].value


async def test_what_was_not_frozen_is_refused(
    client: httpx2.AsyncClient, monitor: dict[str, str], identity: Identity, closing: str
) -> None:
    assert (await ask(client, monitor, closing, rows="office")).json()["code"] == "rows_not_frozen"
    assert (await ask(client, monitor, closing, form="II.99")).json()["code"] == "report_form_not_found"
    elsewhere = identity.headers("monitor", offices=(OTHER,))
    assert (await ask(client, elsewhere, closing)).json()["code"] == "closing_not_found"
