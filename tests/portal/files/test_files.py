"""Files by signed links, over a real counter with real scans: fetched, looked at, taken back, counted."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from uuid import UUID

import httpx2
import pytest

from services.portal.app import Outside, create_app
from services.portal.clients.services import Services
from services.portal.domain.fetch_pace import FetchPace
from services.portal.domain.file_link import FileRef, last_day_of, sign_link
from services.portal.jobs.deliver import Delivery
from services.portal.jobs.reach_watch import ReachWatch
from services.portal.settings import PortalSettings
from services.portal.usecases.open_file import PROBE
from shared.web.station import Station
from tests.intake.filing_desk import ONLINE
from tests.intake.scans import a_pdf, a_png
from tests.portal.house import BODY, DESK, PUBLIC, House, a_connection, over

DAY = date(2026, 3, 5)


@dataclass
class Files:
    """The house, and the link that its door tells a portal."""

    house: House

    @property
    def door(self) -> httpx2.AsyncClient:
        return self.house.door

    def link(self, dossier: str, digest: str, day: date = DAY) -> str:
        delivery: Delivery = self.house.apps["portal"].state.deliveries["dvcqg"]
        return delivery.link(UUID(dossier), digest, day).removeprefix(PUBLIC)

    async def upload(self, content: bytes) -> str:
        told = await self.house.told("intake", "POST", "/scans", "clerk", params={"desk": DESK}, content=content)
        return str(told["digest"])

    async def scanned(self, content: bytes) -> tuple[str, str]:
        digest = await self.upload(content)
        papers = [{"name": "Tờ khai", "form": "original", "quantity": 1, "scan": digest}]
        receipt = await self.house.told("intake", "POST", "/dossiers", "clerk", json=BODY | {"papers": papers})
        return str(receipt["id"]), digest

    async def statuses(self) -> list[int]:
        return [
            row["status"] for row in await self.house.rows("select status from portal.file_fetches order by number")
        ]


@pytest.fixture
def files(house: House) -> Files:
    state = house.apps["portal"].state
    state.cabinet = replace(state.cabinet, pace=FetchPace())
    return Files(house)


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
    views = (await files.house.told("intake", "GET", f"/dossiers/{dossier}/views", "auditor"))["items"]
    assert [view["subject"] for view in views if view["what"] == "scan"] == ["portal"]


async def test_a_look_tells_type_and_size_without_the_bytes(files: Files) -> None:
    dossier, digest = await files.scanned(a_png(500))
    answer = await files.door.head(files.link(dossier, digest))
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["content-type"] == "image/png"
    assert answer.headers["content-length"] == str(len(a_png(500)))
    assert await files.statuses() == [200]


async def test_a_file_of_a_filing_that_is_no_dossier_yet_is_fetched_alike(files: Files) -> None:
    digest = await files.upload(a_png(9))
    papers = [{"name": "Tờ khai", "form": "electronic", "quantity": 1, "scan": digest}]
    body = ONLINE | {"desk": DESK, "source_code": "G12-1", "papers": papers}
    filed = await files.house.told("intake", "POST", "/filings", "clerk", json=body)
    answer = await files.door.get(files.link(filed["id"], digest))
    assert answer.content == a_png(9)


async def test_the_link_of_a_file_is_the_same_at_every_push_for_300_days(files: Files) -> None:
    first = files.link(str(PROBE), "ab" * 32)
    files.house.later(days=300)
    assert files.link(str(PROBE), "ab" * 32) == first
    files.house.later(days=100)
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
    files.house.later(days=400)
    assert (await files.door.get(link)).status_code == 200
    files.house.later(days=1)
    answer = await files.door.get(link)
    assert (answer.status_code, answer.json()["code"]) == (404, "link_expired")
    assert await files.statuses() == [200, 404]


async def test_an_operator_takes_a_link_back_for_good(files: Files) -> None:
    dossier, digest = await files.scanned(a_png(1))
    body = {"dossier": dossier, "digest": digest, "reason": "Quét nhầm giấy tờ của người khác"}
    for role in ("clerk", "portal", "leader"):
        assert (await files.house.ask("portal", "POST", "/files/revocations", role, json=body)).status_code == 403
    for _ in range(2):
        await files.house.told("portal", "POST", "/files/revocations", "operator", json=body)
    answer = await files.door.get(files.link(dossier, digest))
    assert (answer.status_code, answer.json()["code"]) == (404, "link_revoked")
    files.house.later(days=399)
    assert (await files.door.get(files.link(dossier, digest))).json()["code"] == "link_revoked"


async def test_one_link_is_not_drawn_from_without_end(files: Files) -> None:
    dossier, digest = await files.scanned(a_png(1))
    link = files.link(dossier, digest)
    files.house.apps["portal"].state.cabinet.pace.most = 2
    answers = [(await files.door.get(link)).status_code for _ in range(3)]
    assert answers == [200, 200, 429]
    files.house.later(minutes=1)
    assert (await files.door.get(link)).status_code == 200


async def test_only_the_door_reads_scans_there(files: Files) -> None:
    dossier, digest = await files.scanned(a_png(1))
    path = f"/matters/{dossier}/scans/{digest}"
    for role in ("clerk", "tracker", "operator", "monitor"):
        assert (await files.house.ask("intake", "GET", path, role)).status_code == 403
    answer = await files.house.ask("intake", "GET", path, "portal", offices=("H26",))
    assert (answer.status_code, answer.json()["code"]) == (404, "matter_not_found")


async def test_the_door_says_whether_it_is_reached_by_the_address_it_tells(files: Files) -> None:
    apps, clock = files.house.apps, files.house.clock
    watch = ReachWatch(a_connection(), apps["portal"].state.cabinet.keys[0])
    apps["portal"].state.reaches["dvcqg"] = watch

    async def told() -> tuple[bool | None, str]:
        shown = (await files.house.told("portal", "GET", "/connections", "operator"))[0]["links"]
        assert shown["address"] == watch.connection.links
        return shown["is_reached"], shown["reason"]

    assert await told() == (None, "")
    for transport, expected in (
        (over(apps["portal"]), (True, "")),
        (over(apps["intake"]), (False, "HTTP 404")),
        (
            httpx2.MockTransport(lambda _: httpx2.Response(200, text="login")),
            (False, "trả lời không phải của hệ thống này"),
        ),
    ):
        watch.transport = transport
        await watch.look(clock)
        assert await told() == expected
    watch.transport, watch.connection = None, a_connection(links="http://127.0.0.1:1")
    await watch.look(clock)
    assert await told() == (False, "ConnectError")
    assert await files.statuses() == []


def test_a_door_that_is_shut_makes_no_key(tmp_path: Path, station: Callable[..., Station]) -> None:
    settings = PortalSettings.from_environment({"MOTCUA_HOME": str(tmp_path / "home")})
    app = create_app(station("portal", None), Outside(settings, Services.of(settings), {}))  # type: ignore[arg-type]
    assert app.state.cabinet.keys == ()
    assert not (tmp_path / "home").exists()
