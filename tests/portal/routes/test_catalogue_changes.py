"""The portal's catalogue against ours: proposed, accepted into a real draft at intake, refused, and never applied."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx2
import pytest
from fastapi import FastAPI

from services.intake.app import create_app as create_intake
from services.portal.app import Outside, create_app
from services.portal.clients.services import Services
from services.portal.drivers.procedure_wire import known_procedure
from services.portal.settings import PortalSettings
from services.portal.unit_of_work.works import Works
from services.portal.usecases.compare_catalogue import compare_catalogue
from shared.clock import SetClock
from shared.db.database import Database, PooledDatabase
from shared.errors import Conflict
from shared.web.service_client import ServiceClient
from shared.web.station import Station
from tests.intake.conftest import THURSDAY, furnish_town
from tests.intake.registrar import Registrar
from tests.support.engines import as_role
from tests.support.people import Identity

NAME = "dvcqg"


@dataclass(frozen=True)
class OwnToken:
    """The door's own name."""

    value: str

    async def token(self) -> str:
        return self.value


@pytest.fixture
async def intake_database(fresh_url: str) -> AsyncIterator[PooledDatabase]:
    """Asked for several procedures at once, so by several connections."""
    pool = await PooledDatabase.open(as_role(fresh_url, "intake"))
    yield pool
    await pool.close()


@dataclass
class Door:
    """The door and intake in this process, and what the portal lists."""

    works: Works
    services: Services
    client: httpx2.AsyncClient
    registrar: Registrar
    identity: Identity

    async def portal_lists(self, *said: dict[str, Any]) -> None:
        known = [found for found in map(known_procedure, said) if found]
        async with self.works.begin() as work:
            await work.procedures.keep(NAME, known, work.now)
            await work.procedures.mark_gone(NAME, [each.code for each in known], work.now)

    async def compare(self) -> int:
        return await compare_catalogue(self.works, self.services, NAME)

    async def ask(self, method: str, path: str, role: str = "registrar", **more: Any) -> httpx2.Response:
        return await self.client.request(method, path, headers=self.identity.headers(role), **more)

    async def changes(self, *states: str) -> list[dict[str, Any]]:
        answer = await self.ask("GET", f"/catalogue-changes?{urlencode([('state', state) for state in states])}")
        assert answer.status_code == 200, answer.text
        items: list[dict[str, Any]] = answer.json()["items"]
        return items

    async def draft(self, *numbers: int, **more: Any) -> httpx2.Response:
        body = {"connection": NAME, "numbers": numbers, "issuer": "H62", **more}
        return await self.ask("POST", "/catalogue-changes/draft", json=body)

    async def reject(self, *numbers: int) -> int:
        body = {"connection": NAME, "numbers": numbers, "reason": "Cổng ghi nhầm"}
        return (await self.ask("POST", "/catalogue-changes/reject", json=body)).status_code


@pytest.fixture
async def door(
    database: Database,
    intake_database: Database,
    station: Callable[..., Station],
    serve: Callable[[FastAPI], httpx2.AsyncClient],
    identity: Identity,
    tmp_path: Path,
) -> Door:
    clock = SetClock(THURSDAY)
    await furnish_town(intake_database)
    intake = create_intake(station("intake", intake_database, clock=clock))
    transport = httpx2.ASGITransport(app=intake, raise_app_exceptions=False)
    own = ServiceClient("intake", "http://intake", transport)
    services = Services(OwnToken(identity.token("portal")), own, own, own)
    outside = Outside(PortalSettings.from_environment({"MOTCUA_HOME": str(tmp_path)}), services, {})
    client = serve(create_app(station("portal", database, clock=clock), outside))
    return Door(Works(database, clock), services, client, Registrar(serve(intake), identity), identity)


def said(code: str, name: str, *days: str, **changes: Any) -> dict[str, Any]:
    """As LayThuTuc gives it; every channel with the same limits, the second one a case."""
    times = [{"THOIGIANGIAIQUYET": n, "DONVITINH": "Ngày làm việc", "MOTA": "" if n == days[0] else n} for n in days]
    return {
        **{"MATTHC": code, "TENTTHC": name, "TRANGTHAI": "1", "CAPTHUCHIEN": [{"TENCAP": "Cấp Xã"}]},
        "LINHVUCTHUCHIEN": [{"MALINHVUC": "G15-TP07", "TENLINHVUC": "Hộ tịch"}],
        "CACHTHUCTHUCHIEN": [{"KENH": channel, "THOIGIAN": times} for channel in "123"],
        **{"THANHPHANHOSO": [], "KETQUATHUCHIEN": []},
        **changes,
    }


BIRTH = said("1.001193", "Đăng ký khai sinh", "0")
COPY = said("2.000908", "Đăng ký khai sinh", "")
TRADE = said(
    *("1.001612", "Đăng ký khai sinh", "3"),
    CACHTHUCTHUCHIEN=[
        {"KENH": channel, "THOIGIAN": [{"THOIGIANGIAIQUYET": amount, "DONVITINH": unit}]}
        for channel, amount, unit in (
            ("1", "3", "Ngày làm việc"),
            ("2", "8", "Giờ làm việc"),
            ("3", "3", "Ngày làm việc"),
        )
    ],
)


async def test_equal_catalogues_propose_nothing(door: Door) -> None:
    await door.portal_lists(COPY, BIRTH, TRADE)
    assert await door.compare() == 0
    assert await door.changes("open") == []


async def test_accepted_changes_become_a_draft_and_nothing_else_changes(door: Door) -> None:
    await door.portal_lists(BIRTH | {"TENTTHC": "Khai sinh"}, TRADE, said("1.000656", "Khai tử", "0"))
    assert await door.compare() == 3
    found = await door.changes("open")
    assert [(change["procedure"], change["kind"]) for change in found] == [
        ("1.000656", "new"),
        ("1.001193", "renamed"),
        ("2.000908", "withdrawn"),
    ]
    answer = await door.draft(*(change["number"] for change in found))
    drafted = answer.json()
    assert (answer.status_code, drafted["procedures"], drafted["left_out"]) == (200, 3, [])
    assert (await door.registrar.get("/procedures/1.001193"))["name"] == "Đăng ký khai sinh"
    items = (await door.registrar.get(f"/publishing-decisions/{drafted['decision']}/items"))["items"]
    assert [(item["procedure"], item["action"]) for item in items] == [
        ("1.000656", "new"),
        ("1.001193", "amended"),
        ("2.000908", "abolished"),
    ]
    assert {(change["state"], change["decision"]) for change in await door.changes("drafted")} == {
        ("drafted", drafted["decision"])
    }
    decision = await door.registrar.get(f"/publishing-decisions/{drafted['decision']}")
    assert (decision["prepared_by"], decision["number"]) == ("canbo.a", None)


async def test_the_next_night_keeps_what_was_decided(door: Door) -> None:
    await door.portal_lists(BIRTH | {"TENTTHC": "Khai sinh"}, TRADE)
    await door.compare()
    renamed, withdrawn = await door.changes("open")
    assert await door.reject(renamed["number"]) == 204
    await door.draft(withdrawn["number"])
    await door.compare()
    assert await door.changes("open") == []
    [rejected] = await door.changes("rejected")
    assert (rejected["sentence"], rejected["reason"]) == (renamed["sentence"], "Cổng ghi nhầm")


async def test_what_came_and_went_is_open_again_when_it_returns(door: Door) -> None:
    await door.portal_lists(BIRTH, TRADE)
    await door.compare()
    [withdrawn] = await door.changes("open")
    await door.reject(withdrawn["number"])
    await door.portal_lists(BIRTH, TRADE, COPY)
    await door.compare()
    assert [change["number"] for change in await door.changes("gone")] == [withdrawn["number"]]
    await door.portal_lists(BIRTH, TRADE)
    await door.compare()
    [again] = await door.changes("open")
    assert (again["number"], again["reason"]) == (withdrawn["number"], None)


async def test_what_was_decided_meanwhile_is_refused(door: Door) -> None:
    await door.portal_lists(BIRTH, TRADE)
    await door.compare()
    [withdrawn] = await door.changes("open")
    assert await door.reject(withdrawn["number"]) == 204
    assert await door.reject(withdrawn["number"]) == 409
    refused = await door.draft(withdrawn["number"])
    assert (refused.status_code, refused.json()["code"]) == (409, "catalogue_changes_moved_on")


async def test_what_intake_will_not_take_waits_to_be_entered_by_hand(door: Door) -> None:
    """Two parts of one procedure: the level cannot be translated, the name can."""
    odd = BIRTH | {"TENTTHC": "Khai sinh", "CAPTHUCHIEN": [{"TENCAP": "Đặc khu"}]}
    await door.portal_lists(odd, TRADE, COPY)
    await door.compare()
    drafted = (await door.draft(*(change["number"] for change in await door.changes("open")))).json()
    assert (drafted["procedures"], [left["kind"] for left in drafted["left_out"]]) == (1, ["levels"])
    [by_hand] = await door.changes("by_hand")
    assert by_hand["reason"].startswith("Thủ tục 1.001193: không tự đưa vào dự thảo được")


async def test_a_draft_is_gone_on_with(door: Door) -> None:
    await door.portal_lists(BIRTH | {"TENTTHC": "Khai sinh"}, TRADE)
    await door.compare()
    renamed, withdrawn = await door.changes("open")
    decision = (await door.draft(renamed["number"])).json()["decision"]
    assert (await door.draft(withdrawn["number"], decision=decision)).json()["decision"] == decision
    assert len((await door.registrar.get(f"/publishing-decisions/{decision}/items"))["items"]) == 2


async def test_intake_decides_what_a_registrar_may_do(door: Door) -> None:
    await door.portal_lists(BIRTH, TRADE)
    await door.compare()
    [withdrawn] = await door.changes("open")
    body = {"connection": NAME, "numbers": [withdrawn["number"]], "issuer": "H62"}
    headers = door.identity.headers("registrar", offices=("H26",))
    refused = await door.client.post("/catalogue-changes/draft", json=body, headers=headers)
    assert (refused.status_code, refused.json()["code"]) == (403, "office_out_of_reach")
    assert [change["state"] for change in await door.changes("open")] == ["open"]
    assert (await door.ask("GET", "/catalogue-changes", role="clerk")).status_code == 403


async def test_what_cannot_be_read_is_neither_proposed_nor_withdrawn(door: Door) -> None:
    await door.portal_lists(BIRTH, TRADE, said("2.000908", "Đổi tên", "5") | {"CACHTHUCTHUCHIEN": [{"KENH": "7"}]})
    assert await door.compare() == 0


async def test_a_portal_that_tells_nothing_withdraws_nothing(door: Door) -> None:
    with pytest.raises(Conflict) as refused:
        await door.compare()
    assert refused.value.code == "portal_catalogue_empty"


async def test_changes_come_page_by_page(door: Door) -> None:
    await door.portal_lists(BIRTH | {"TENTTHC": "Khai sinh", "CAPTHUCHIEN": []}, TRADE)
    await door.compare()
    first = (await door.ask("GET", "/catalogue-changes?limit=2")).json()
    rest = (await door.ask("GET", f"/catalogue-changes?limit=2&cursor={first['next']}")).json()
    assert [len(first["items"]), len(rest["items"]), rest["next"]] == [2, 1, None]
    assert (await door.ask("GET", "/catalogue-changes?cursor=x")).status_code == 422
