"""F2 over HTTP: one vote a dossier, changed for seven days, also on the tablet of a counter."""

import re
from collections.abc import Callable
from typing import Any

import httpx2
import pytest

from services.cli.caught_up import wait_until_counted
from shared.clock import SystemClock
from shared.worktime import legal_day
from tests.support.journeys import Dossier, receive
from tests.support.town import Town
from tests.tracker.conftest import OFFICE, PERSON, Served

Secret = Callable[[str], str]


def hidden(page: httpx2.Response, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page.text)
    assert found, page.text
    return found[1]


def votes_on(town: Town, code: str) -> list[dict[str, Any]]:
    today = legal_day(SystemClock().now()).isoformat()
    assert wait_until_counted(town.services("monitor"), patience=30)
    asked = {"office": OFFICE.code, "from": today, "to": today, "limit": 200}
    page = town.client.get(
        f"{town.url('stats')}/satisfaction/votes", params=asked, headers=town.headers("monitor")
    ).json()
    return [vote for vote in page["items"] if vote["dossier"] == code]


@pytest.fixture
def ended(town: Town) -> Dossier:
    """A dossier of this test's own, with a result."""
    dossier = receive(town, OFFICE.clerk, "1.001193", applicant=PERSON)
    dossier.act(OFFICE.officer, "take-up")
    dossier.act(OFFICE.officer, "finish")
    return dossier


async def test_from_the_dossier_to_the_vote_and_its_reasons_without_a_second_proof(
    town: Town, visitor: httpx2.AsyncClient, ended: Dossier, secret: Secret
) -> None:
    found = await visitor.post("/tra-cuu", data={"ma": ended.code, "so": secret(ended.code)})
    path = f"/danh-gia/{ended.code}"
    asked = await visitor.post(path, data={"phieu": hidden(found, "phieu")})
    assert "Ông/bà có hài lòng" in asked.text
    thanks = await visitor.post(path, data={"phieu": hidden(asked, "phieu"), "diem": "2"})
    assert "Đã ghi: <b>Không hài lòng</b>" in thanks.text
    assert "Điều gì cần làm tốt hơn?" in thanks.text
    more = {"phieu": hidden(thanks, "phieu"), "diem": "2", "ly_do": ["time", "attitude", "x"]}
    assert "phản ánh, kiến nghị" in (await visitor.post(path, data=more)).text
    (vote,) = votes_on(town, ended.code)
    assert vote["scores"] == {"whole": 2, "time": 2, "attitude": 2}
    assert (vote["source"], vote["verdict"], vote["oddities"]) == ("tracker", "dissatisfied", [])


async def test_a_vote_is_one_whoever_proves_it_and_however_often_it_is_changed(
    town: Town, served: Served, ended: Dossier, secret: Secret
) -> None:
    for proof, score in ((secret(ended.code), "5"), ("5678", "5"), ("5678", "3"), (secret(ended.code), "4")):
        async with served.visitor() as visitor:
            path = f"/danh-gia/{ended.code}"
            asked = await visitor.post(path, data={"so": proof})
            assert (await visitor.post(path, data={"phieu": hidden(asked, "phieu"), "diem": score})).status_code == 200
    assert [vote["scores"] for vote in votes_on(town, ended.code)] == [{"whole": 4}]


async def test_before_the_result_and_without_proof_nobody_votes(
    town: Town, visitor: httpx2.AsyncClient, fresh: Dossier, ended: Dossier, secret: Secret
) -> None:
    path = f"/danh-gia/{ended.code}"
    early = await visitor.post(f"/danh-gia/{fresh.code}", data={"so": secret(fresh.code)})
    assert (early.status_code, "chưa có kết quả" in early.text) == (409, True)
    assert (await visitor.post(path, data={"so": "0000"})).status_code == 404
    assert (await visitor.post(path, data={"diem": "5"})).status_code == 422
    assert (await visitor.post(path, data={"phieu": "a.b", "diem": "5"})).status_code == 422
    asked = await visitor.post(path, data={"so": secret(ended.code)})
    others = await visitor.post(f"/danh-gia/{fresh.code}", data={"phieu": hidden(asked, "phieu"), "diem": "5"})
    assert others.status_code == 422
    for odd in ("0", "6", "five", "٣", ""):
        answer = await visitor.post(path, data={"phieu": hidden(asked, "phieu"), "diem": odd})
        assert "Ông/bà có hài lòng" in answer.text
    assert votes_on(town, ended.code) == []


async def test_the_tablet_takes_a_scanned_link_and_goes_back_to_its_start(
    town: Town, visitor: httpx2.AsyncClient, ended: Dossier, secret: Secret
) -> None:
    start = await visitor.get("/danh-gia?quay=Q-04")
    assert hidden(start, "quay") == "Q-04"
    assert "refresh" not in start.headers
    link = f"https://tracuu.example.vn/tra-cuu?ma={ended.code}#{secret(ended.code)}"
    asked = await visitor.post("/danh-gia", data={"quay": "Q-04", "ma": link, "so": ""})
    assert asked.headers["refresh"] == "60; url=/danh-gia?quay=Q-04"
    ballot = {"quay": "Q-04", "phieu": hidden(asked, "phieu"), "diem": "5"}
    thanks = await visitor.post(f"/danh-gia/{ended.code}", data=ballot)
    assert thanks.headers["refresh"] == "20; url=/danh-gia?quay=Q-04"
    (vote,) = votes_on(town, ended.code)
    assert vote["source"] == "desk_device"
    wrong = await visitor.post("/danh-gia", data={"quay": "Q-04", "ma": ended.code, "so": "0000"})
    assert ended.code not in wrong.text
    assert ended.code not in (await visitor.get("/danh-gia?quay=Q-04")).text


async def test_while_the_services_are_away_the_vote_is_not_lost_silently(cut_off: Served, ended: Dossier) -> None:
    async with cut_off.visitor() as visitor:
        answer = await visitor.post(f"/danh-gia/{ended.code}", data={"so": "AAAAAAAA"})
    assert (answer.status_code, "Hệ thống đang bận" in answer.text) == (503, True)
