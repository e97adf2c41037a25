"""Papers from the store instead of from the applicant, persons checked; and what the portal is told of it."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from services.portal.domain.outbound.told import Agency, KnownProcedure, Record
from services.portal.drivers.gen_a.record_wire import record_wire
from services.portal.jobs.deliver import Delivery
from services.portal.usecases.gather_about import gather_about
from tests.intake.scans import a_pdf
from tests.portal.house import DESK, House, a_connection

NUMBER, NAME = "399080000011", "Trần Văn Mẫu"
SOUGHT: dict[str, Any] = {
    "desk": DESK,
    "procedure": "1.001612",
    "owner_number": NUMBER,
    "asker_name": NAME,
    "asker_number": NUMBER,
}
PERSON: dict[str, Any] = {
    "desk": DESK,
    "procedure": "1.001612",
    "number": NUMBER,
    "name": NAME,
    "born_on": "1980-02-14",
}


async def search(house: House, role: str = "clerk", **changes: Any) -> dict[str, Any]:
    found: dict[str, Any] = await house.told("portal", "POST", "/papers/search", role, json=SOUGHT | changes)
    return found


async def fetch(house: House, found: dict[str, Any], at: int = 0) -> str:
    paper = found["items"][at]
    body = {"lookup": found["lookup"], "issuer": paper["issuer"]} | {k: paper["files"][0][k] for k in ("path", "seal")}
    return str((await house.told("portal", "POST", "/papers/fetch", "clerk", json=body))["scan"])


async def record_of(house: House, dossier: str, **changes: object) -> dict[str, Any]:
    """As generation A would be told it now."""
    delivery: Delivery = house.apps["portal"].state.deliveries["dvcqg"]
    async with house.works.begin() as work:
        now = work.now
        leased = await work.telling.lease("dvcqg", "test", 10, now, now - timedelta(seconds=1))
    about = await gather_about(house.works, delivery.services, a_connection(**changes), leased, delivery.link)
    one = next(each for each in leased if each.lane.id == UUID(dossier))
    shot = next(entry.shot for entry in one.lane.entries if entry.shot.as_json().get("desk"))
    agency, procedure = Agency("", "", "H17.19", None), KnownProcedure("1.001612", "Thủ tục", "G17-HT01", "Hộ tịch")
    matter = about.asked.matters[UUID(dossier)]
    return record_wire(Record(UUID(dossier), "code", "ours", agency, "", procedure, matter, shot))


async def lookups(house: House) -> list[tuple[str, int | None]]:
    rows = await house.rows("select database, found from portal.lookups order by asked_at, id")
    return [(row["database"], row["found"]) for row in rows]


async def test_a_paper_of_the_store_becomes_a_scan_that_a_receipt_names_as_reused(house: House) -> None:
    found = await search(house)
    assert [(paper["result"], paper["number"]) for paper in found["items"]] == [
        ("KQ.G99.000001", "01/TLKS"),
        ("KQ.G99.000004", "02/GPTN"),
    ]
    digest = await fetch(house, found)
    own = (await house.told("intake", "POST", "/scans", "clerk", params={"desk": DESK}, content=a_pdf()))["digest"]
    papers = [
        {"name": "Trích lục khai sinh", "form": "electronic", "quantity": 1, "scan": digest, "is_reused": True},
        {"name": "Tờ khai", "form": "original", "quantity": 1, "scan": own},
        {"name": "Giấy phép cũ", "form": "electronic", "quantity": 1, "scan": own, "is_reused": True},
    ]
    dossier = await house.received(papers=papers)
    opened = await house.ask("intake", "GET", f"/dossiers/{dossier}/scans/{digest}", "clerk")
    assert opened.content.startswith(b"%PDF")
    record = await record_of(house, dossier, databases={"paper_store": "7"})
    marks = [(file["DuocTaiSuDung"], file["DuocLayTuKhoDMQG"]) for file in record["TaiLieuNop"]]
    assert marks == [("1", "1"), ("0", "0"), ("1", "0")]
    assert record["DSKetNoiCSDL"] == [{"MaCSDL": "7"}]
    assert (await record_of(house, dossier, databases={}))["DSKetNoiCSDL"] == []
    assert await lookups(house) == [("paper_store", 2), ("paper_store", 1)]


async def test_a_paper_from_the_store_that_is_not_called_reused_is_not_told_as_such(house: House) -> None:
    digest = await fetch(house, await search(house))
    papers = [{"name": "Trích lục", "form": "electronic", "quantity": 1, "scan": digest}]
    record = await record_of(house, await house.received(papers=papers), databases={"paper_store": "7"})
    assert (record["TaiLieuNop"][0]["DuocLayTuKhoDMQG"], record["DSKetNoiCSDL"]) == ("0", [])


async def test_a_database_is_named_only_where_it_was_asked_for_this_dossier(house: House) -> None:
    asked, other = await house.received(), await house.received()
    checked = await house.told("portal", "POST", "/papers/person", "officer", json=PERSON)
    assert checked["is_right"] is True
    assert (await record_of(house, asked))["DSKetNoiCSDL"] == []
    body = {"dossier": asked, "lookups": [checked["lookup"]]}
    await house.told("portal", "POST", "/papers/lookups", "officer", json=body)
    await house.told("portal", "POST", "/papers/lookups", "officer", json=body | {"dossier": other})
    assert (await record_of(house, asked))["DSKetNoiCSDL"] == [{"MaCSDL": "1"}]
    assert (await record_of(house, other))["DSKetNoiCSDL"] == []


async def test_a_person_is_told_only_whether_all_fits(house: House) -> None:
    for wrong in ({"name": "Trần Văn Khác"}, {"born_on": "1980-02-15"}, {"number": "399080000099"}):
        told = await house.told("portal", "POST", "/papers/person", "clerk", json=PERSON | wrong)
        assert told.keys() == {"lookup", "is_right"}
        assert told["is_right"] is False
    assert await lookups(house) == [("population", 0)] * 3


async def test_a_search_that_finds_nothing_says_so_and_is_kept(house: House) -> None:
    assert (await search(house, results=[{"code": "KQ.G99.000009"}]))["items"] == []
    assert len((await search(house, results=[{"code": "KQ.G99.000004", "number": "02/GPTN"}]))["items"]) == 1
    assert await lookups(house) == [("paper_store", 0), ("paper_store", 1)]


@pytest.mark.parametrize("fault", ["session_expired", "bad_gateway", "html_page"])
async def test_a_search_outlives_a_session_and_says_when_the_portal_is_away(house: House, fault: str) -> None:
    await search(house)
    await house.clients["standin"].post("/_admin/faults", json={"fault": fault, "count": 1, "service": "KhoGiayTo"})
    answer = await house.ask("portal", "POST", "/papers/search", "clerk", json=SOUGHT)
    if fault == "session_expired":
        assert answer.status_code == 200
    else:
        assert (answer.status_code, answer.json()["code"]) == (503, "portal_away")
        assert (await lookups(house))[-1] == ("paper_store", None)


async def test_only_what_a_search_showed_is_fetched_and_by_who_searched(house: House) -> None:
    found = await search(house)
    first, second = found["items"]
    body = {"lookup": found["lookup"], "issuer": first["issuer"]} | {k: first["files"][0][k] for k in ("path", "seal")}
    another = second["files"][0]
    for changed in (
        {"path": another["path"]},
        {"issuer": "000.00.00.G98"},
        {"seal": another["seal"]},
        {"lookup": str(UUID(int=1))},
    ):
        answer = await house.ask("portal", "POST", "/papers/fetch", "clerk", json=body | changed)
        assert (answer.status_code, answer.json()["code"]) == (403, "paper_not_found_here")
    headers = house.identity.headers("clerk", subject="canbo.khac")
    stolen = await house.door.post("/papers/fetch", json=body, headers=headers)
    assert stolen.json()["code"] == "paper_not_found_here"
    assert (await house.ask("portal", "POST", "/papers/fetch", "officer", json=body)).status_code == 403


async def test_a_desk_asks_only_for_itself_and_where_there_is_a_store(house: House) -> None:
    away = await house.ask("portal", "POST", "/papers/search", "clerk", json=SOUGHT, offices=("H26",))
    assert (away.status_code, away.json()["code"]) == (403, "desk_out_of_reach")
    near = await house.ask("portal", "POST", "/papers/search", "clerk", json=SOUGHT, offices=("H62",))
    assert near.status_code == 200
    unmapped = await house.ask("portal", "POST", "/papers/search", "clerk", json=SOUGHT | {"desk": "H62.19.01"})
    assert (unmapped.status_code, unmapped.json()["code"]) == (409, "office_not_mapped")
    for role in ("leader", "monitor", "tracker", "portal", "operator"):
        assert (await house.ask("portal", "POST", "/papers/search", role, json=SOUGHT)).status_code == 403
        assert (await house.ask("portal", "POST", "/papers/person", role, json=PERSON)).status_code == 403
    state = house.apps["portal"].state
    kept, state.papers = state.papers, replace(state.papers, stores={})
    without = await house.ask("portal", "POST", "/papers/search", "clerk", json=SOUGHT)
    state.papers = kept
    assert (without.status_code, without.json()["code"]) == (409, "papers_not_configured")


async def test_nothing_that_is_kept_names_anybody(house: House) -> None:
    await fetch(house, await search(house))
    await house.told("portal", "POST", "/papers/person", "clerk", json=PERSON)
    (kept,) = await house.rows("select string_agg(l::text, ' ') as everything from portal.lookups l")
    assert NUMBER not in kept["everything"]
    assert "Mẫu" not in kept["everything"]


async def test_look_ups_are_stated_by_who_made_them_within_a_day(house: House) -> None:
    dossier = await house.received()
    checked = await house.told("portal", "POST", "/papers/person", "clerk", json=PERSON)
    body = {"dossier": dossier, "lookups": [checked["lookup"]]}
    stranger = house.identity.headers("officer", subject="canbo.khac")
    assert (await house.door.post("/papers/lookups", json=body, headers=stranger)).status_code == 204
    house.later(hours=25)
    assert (await house.ask("portal", "POST", "/papers/lookups", "clerk", json=body)).status_code == 204
    assert await house.rows("select * from portal.lookup_dossiers") == []
    nowhere = await house.ask("portal", "POST", "/papers/lookups", "clerk", json=body | {"dossier": str(UUID(int=5))})
    assert nowhere.status_code == 404
