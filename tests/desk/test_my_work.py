"""C: an officer's work, group by group; a leader's list to sign and the unit's work to give out."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Page

from shared.callers import Role
from shared.clock import SystemClock
from shared.worktime import legal_day
from tests.desk.conftest import SignIn
from tests.desk.made import Made
from tests.support.browser import PHONE, Complaints, broken_rules
from tests.support.journeys import Line, Office, enter_book
from tests.support.town import Town

DESK = "08923.2025"
OFFICER, LEADER = f"canbo.officer.{DESK}", f"canbo.leader.{DESK}"
SHOTS = Path("/tmp/shots/officer")


@pytest.fixture(scope="module")
def made(town: Town, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """An officer with three late, six in term, one waiting; two at nobody's; two to sign."""
    at_desk = Made(town, DESK)
    today = legal_day(SystemClock().now())
    book = [Line(today - timedelta(days=40 + n), today - timedelta(days=20 + n)) for n in range(3)]
    for late in enter_book(town, tmp_path_factory.mktemp("book"), Office(DESK), *book):
        at_desk.act(late.id, "take-up", {"assignee": OFFICER, "note": "Hồ sơ tồn, xử lý trước"})
    ids = [at_desk.receive(f"Người Nộp {n:02}")["id"] for n in range(11)]
    for id_ in ids[:7]:
        at_desk.act(id_, "take-up", {"assignee": OFFICER})
    at_desk.act(ids[0], "supplement-request", {"note": "Thiếu bản sao"})
    for id_ in ids[7:9]:
        at_desk.act(id_, "hand-over")
    for id_ in ids[9:]:
        at_desk.act(id_, "take-up", {"assignee": OFFICER})
        at_desk.act(id_, "pass-on", {"note": "Kính trình"})
    return at_desk


async def test_shots(made: Made, sign_in: SignIn, complaints: Complaints) -> None:
    SHOTS.mkdir(parents=True, exist_ok=True)
    page = await sign_in(Role.OFFICER, offices=[DESK])
    for n, address in enumerate(["/viec-cua-toi", "/viec-cua-toi?nhom=qua-han", "/viec-don-vi"]):
        await page.goto(address)
        await page.screenshot(path=SHOTS / f"c{n}.png")
        print(await broken_rules(page))
    page = await sign_in(Role.LEADER, offices=[DESK])
    await page.goto("/cho-ky")
    await page.screenshot(path=SHOTS / "sign.png")
    print(await broken_rules(page), complaints)
    await page.set_viewport_size(PHONE)
    await page.goto("/viec-don-vi")
    await page.screenshot(path=SHOTS / "phone.png")
    raise AssertionError
