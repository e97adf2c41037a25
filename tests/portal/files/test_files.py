"""Files by signed links, over a real counter with real scans: fetched, looked at, taken back, counted."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import asyncpg
import httpx2
import pytest

from services.intake.app import create_app as create_intake
from services.portal.app import create_app
from services.portal.domain.file_link import FileRef, last_day_of, sign_link
from services.portal.jobs.deliver import Delivery
from services.portal.usecases.open_file import PROBE
from shared.clock import SetClock
from shared.db.database import BoundDatabase, prepare_connection
from shared.web.station import Station
from tests.intake.conftest import THURSDAY, furnish_town
from tests.intake.filing_desk import ONLINE
from tests.intake.routes.test_dossiers import receive
from tests.intake.scans import a_pdf, a_png
from tests.portal.house import PUBLIC, a_connection, outside, over
from tests.support.engines import as_role
from tests.support.people import Identity

DAY = date(2026, 3, 5)


@dataclass
class Files:
    """The door, the counter behind it, and the link that the door tells a portal."""

    door: httpx2.AsyncClient
    counter: httpx2.AsyncClient
    identity: Identity
    app: Any
    clock: SetClock
    database: BoundDatabase

    def link(self, dossier: str, digest: str, day: date = DAY) -> str:
        delivery: Delivery = self.app.state.deliveries["dvcqg"]
        return delivery.link(UUID(dossier), digest, day).removeprefix(PUBLIC)

    async def scanned(self, content: bytes) -> tuple[str, str]:
        clerk = self.identity.headers("clerk", offices=("H62",))
        answer = await self.counter.post("/scans", params={"desk": "000.00.19.H62"}, content=content, headers=clerk)
        digest = answer.json()["digest"]
        papers = [{"name": "Tờ khai", "form": "original", "quantity": 1, "scan": digest}]
        return str((await receive(self.counter, clerk, papers=papers))["id"]), digest

    async def statuses(self) -> list[int]:
        async with self.database.reading() as connection:
            rows = await connection.fetch("select status from portal.file_fetches order by number")
        return [row["status"] for row in rows]

    def operator(self) -> dict[str, str]:
        return self.identity.headers("operator")


@pytest.fixture
async def counter_database(shared_clone: str) -> AsyncIterator[BoundDatabase]:
    connection = await asyncpg.connect(as_role(shared_clone, "intake"))
    await prepare_connection(connection)
    outer = connection.transaction()
    await outer.start()
    yield BoundDatabase(connection)
    await outer.rollback()
    await connection.close()


@pytest.fixture
async def files(
    database: BoundDatabase,
    counter_database: BoundDatabase,
    station: Callable[..., Station],
    serve: Callable[..., httpx2.AsyncClient],
    identity: Identity,
    tmp_path: Path,
) -> Files:
    clock = SetClock(THURSDAY)
    await furnish_town(counter_database)
    intake = create_intake(station("intake", counter_database, clock=clock))
    around = outside(tmp_path, identity, {"dvcqg": a_connection()}, intake)
    app = create_app(station("portal", database, clock=clock), around)
    return Files(serve(app), serve(intake), identity, app, clock, database)


async def test_whoever_holds_the_link_gets_the_file_and_it_can_do_no_harm(files: Files) -> None:
    content = a_pdf(2, 2_000_000)
    dossier, digest = await files.scanned(content)
    answer = await files.door.get(files.link(dossier, digest))
    assert answer.status_code == 200
    assert answer.content == content
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-length"] == str(len(content))
    assert answer.headers["content-disposition"] == f'attachment; filename="{digest[:16]}.pdf"'
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"].startswith("sandbox;")
    assert await files.statuses() == [200]
    auditor = files.identity.headers("auditor")
    views = (await files.counter.get(f"/dossiers/{dossier}/views", headers=auditor)).json()["items"]
    assert [view["subject"] for view in views if view["what"] == "scan"] == ["portal"]


async def test_a_look_tells_type_and_size_without_the_bytes(files: Files) -> None:
    dossier, digest = await files.scanned(a_png(500))
    answer = await files.door.head(files.link(dossier, digest))
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["content-type"] == "image/png"
    assert answer.headers["content-length"] == str(len(a_png(500)))
    assert await files.statuses() == [200]


async def test_a_file_of_a_filing_that_is_no_dossier_yet_is_fetched_alike(files: Files) -> None:
    clerk = files.identity.headers("clerk", offices=("H62",))
    stored = await files.counter.post("/scans", params={"desk": "000.00.19.H62"}, content=a_png(9), headers=clerk)
    digest = stored.json()["digest"]
    papers = [{"name": "Tờ khai", "form": "electronic", "quantity": 1, "scan": digest}]
    body = ONLINE | {"desk": "000.00.19.H62", "source_code": "G12-1", "papers": papers}
    filed = await files.counter.post("/filings", json=body, headers=clerk)
    assert filed.status_code == 201, filed.text
    answer = await files.door.get(files.link(filed.json()["id"], digest))
    assert answer.content == a_png(9)


async def test_the_link_of_a_file_is_the_same_at_every_push_for_300_days(files: Files) -> None:
    first = files.link(str(PROBE), "ab" * 32)
    files.clock.turn_to(files.clock.now() + timedelta(days=300))
    assert files.link(str(PROBE), "ab" * 32) == first
    files.clock.turn_to(files.clock.now() + timedelta(days=100))
    assert files.link(str(PROBE), "ab" * 32) != first


async def test_a_link_of_another_dossier_opens_nothing(files: Files) -> None:
    _, digest = await files.scanned(a_png(1))
    other, _ = await files.scanned(a_png(2))
    answer = await files.door.get(files.link(other, digest))
    assert (answer.status_code, answer.json()["code"]) == (404, "scan_not_found")
    assert await files.statuses() == [404]


async def test_a_made_up_link_is_refused_and_leaves_no_trace(files: Files) -> None:
    dossier, digest = await files.scanned(a_png(1))
    forged = sign_link(FileRef(UUID(dossier), digest, last_day_of(DAY, DAY)), b"another key, as long as ours is")
    for token in (forged, "A" * 95):
        answer = await files.door.get(f"/files/{token}")
        assert (answer.status_code, answer.json()["code"]) == (404, "link_not_valid")
    assert (await files.door.get("/files/short")).status_code == 422
    assert await files.statuses() == []


async def test_a_link_ends_with_its_last_day(files: Files) -> None:
    dossier, digest = await files.scanned(a_png(1))
    link = files.link(dossier, digest)
    files.clock.turn_to(files.clock.now() + timedelta(days=400))
    assert (await files.door.get(link)).status_code == 200
    files.clock.turn_to(files.clock.now() + timedelta(days=1))
    answer = await files.door.get(link)
    assert (answer.status_code, answer.json()["code"]) == (404, "link_expired")
    assert await files.statuses() == [200, 404]


async def test_an_operator_takes_a_link_back_for_good(files: Files) -> None:
    dossier, digest = await files.scanned(a_png(1))
    body = {"dossier": dossier, "digest": digest, "reason": "Quét nhầm giấy tờ của người khác"}
    for role in ("clerk", "portal", "leader"):
        refused = await files.door.post("/files/revocations", json=body, headers=files.identity.headers(role))
        assert refused.status_code == 403
    for _ in range(2):
        taken = await files.door.post("/files/revocations", json=body, headers=files.operator())
        assert taken.status_code == 204, taken.text
    answer = await files.door.get(files.link(dossier, digest))
    assert (answer.status_code, answer.json()["code"]) == (404, "link_revoked")
    files.clock.turn_to(files.clock.now() + timedelta(days=399))
    assert (await files.door.get(files.link(dossier, digest))).json()["code"] == "link_revoked"


async def test_one_link_is_not_drawn_from_without_end(files: Files) -> None:
    dossier, digest = await files.scanned(a_png(1))
    link = files.link(dossier, digest)
    files.app.state.cabinet.pace.most = 2
    answers = [(await files.door.get(link)).status_code for _ in range(3)]
    assert answers == [200, 200, 429]
    files.clock.turn_to(files.clock.now() + timedelta(minutes=1))
    assert (await files.door.get(link)).status_code == 200


async def test_only_the_door_reads_scans_there(files: Files) -> None:
    dossier, digest = await files.scanned(a_png(1))
    for role in ("clerk", "tracker", "operator", "monitor"):
        answer = await files.counter.get(f"/matters/{dossier}/scans/{digest}", headers=files.identity.headers(role))
        assert answer.status_code == 403
    away = files.identity.headers("portal", offices=("H26",))
    answer = await files.counter.get(f"/matters/{dossier}/scans/{digest}", headers=away)
    assert (answer.status_code, answer.json()["code"]) == (404, "matter_not_found")


async def test_the_door_says_whether_it_is_reached_by_the_address_it_tells(files: Files) -> None:
    async def told() -> dict[str, Any]:
        shown = (await files.door.get("/connections", headers=files.operator())).json()[0]["links"]
        assert shown["address"] == PUBLIC
        return dict(shown)

    assert (await told())["is_reached"] is None
    watch = files.app.state.reaches["dvcqg"]
    watch.transport = over(files.app)
    await watch.look(files.clock)
    assert (await told())["is_reached"] is True
    assert await files.statuses() == []
    watch.transport = over(files.counter._transport.app)  # type: ignore[attr-defined]
    await watch.look(files.clock)
    shown = await told()
    assert (shown["is_reached"], shown["reason"]) == (False, "HTTP 404")
    watch.transport = None
    watch.connection = a_connection(links="http://127.0.0.1:1")
    await watch.look(files.clock)
    assert files.app.state.reaches["dvcqg"].reach.reason == "ConnectError"


def test_a_door_that_is_shut_makes_no_key(identity: Identity, tmp_path: Path, station: Callable[..., Station]) -> None:
    app = create_app(station("portal", None), outside(tmp_path / "home", identity, {}))  # type: ignore[arg-type]
    assert app.state.cabinet.keys == ()
    assert not (tmp_path / "home").exists()
