"""Finding dossiers over HTTP: every filter, reach, pages, what must not be asked and what does no harm."""

from datetime import timedelta
from typing import Any

import httpx2
import pytest

from shared.clock import SetClock
from shared.db.database import BoundDatabase
from tests.intake.conftest import COMMUNE, DESK
from tests.intake.routes.test_dossiers import BODY, CANARY, receive
from tests.intake.standings import a_standing, acted
from tests.intake.usecases.test_note_standings import Reader
from tests.support.people import Identity


def person(name: str, number: str | None = None, phone: str | None = None) -> dict[str, Any]:
    return {"name": name, "identity_number": number, "phone": phone}


async def search(client: httpx2.AsyncClient, headers: dict[str, str], **asked: Any) -> list[str]:
    """Names of the people found, by body; the same by address where it may stand there."""
    answer = await client.post("/dossiers/search", json=asked, headers=headers)
    assert answer.status_code == 200, answer.text
    if "identity_number" not in asked and "0" not in str(asked.get("q", "")):
        again = await client.get("/dossiers", params=asked, headers=headers)
        assert again.json() == answer.json()
    return [item["applicant"]["name"] for item in answer.json()["items"]]


@pytest.fixture
async def headers(identity: Identity) -> dict[str, str]:
    return identity.headers("clerk")


@pytest.fixture
async def three(client: httpx2.AsyncClient, headers: dict[str, str], clock: SetClock) -> list[dict[str, Any]]:
    """An, Ánh by proxy, and a company, one day after the other."""
    made = [await receive(client, headers, applicant=person("Nguyễn Văn An", "026187000111", "0912000111"))]
    clock.turn_to(clock.now() + timedelta(days=1))
    proxy = {"name": "Đặng Thị Hoà", "identity_number": "026187000222", "phone": "0912000222"}
    more = {"applicant": person("Trần Ánh"), "proxy": proxy, "procedure": "1.001193", "desk": COMMUNE}
    made.append(await receive(client, headers, **more))
    clock.turn_to(clock.now() + timedelta(days=1))
    company = {"name": "Công ty TNHH Văn Nguyễn 68", "kind": "business", "identity_number": "0100109106"}
    made.append(await receive(client, headers, applicant=company, office=COMMUNE))
    return made


AN, ANH, COMPANY = "Nguyễn Văn An", "Trần Ánh", "Công ty TNHH Văn Nguyễn 68"


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "văn nguyễn"}, [COMPANY, AN]),
        ({"q": "AN Văn nguyen "}, [AN]),
        ({"q": "an"}, [ANH, AN]),
        ({"q": "an "}, [AN]),
        ({"q": "Nguye\u0302\u0303n Va\u0306n An"}, [AN]),
        ({"q": "dang hoa"}, [ANH]),
        ({"q": "Đặng Hòa "}, [ANH]),
        ({"q": "trần hoà"}, [ANH]),
        ({"q": "nguyễn ngu"}, [COMPANY, AN]),
        ({"q": "nguyen v an "}, []),
        ({"q": "zzz"}, []),
        ({"q": "văn 68"}, [COMPANY]),
        ({"name": "An"}, [AN]),
        ({"name": "nguyễn", "q": "công ty "}, [COMPANY]),
        ({"q": "0912 000 111"}, [AN]),
        ({"phone": "+84 912.000.222"}, [ANH]),
        ({"phone": "0912000333"}, []),
        ({"q": "026 187 000 111"}, [AN]),
        ({"identity_number": "026187000222"}, [ANH]),
        ({"identity_number": "0100109106"}, [COMPANY]),
        ({"q": "0100109106"}, [COMPANY]),
        ({"identity_number": "026187000333"}, []),
        ({"q": f"{DESK}-260305-0001"}, [AN]),
        ({"q": f"{DESK.lower()}-2603"}, [AN]),
        ({"q": f"{COMMUNE}-2603"}, [COMPANY, ANH]),
        ({"q": f"{COMMUNE}-2603", "name": "anh"}, [ANH]),
        ({"code": f"{DESK}-260305-0001", "name": "An"}, [AN]),
        ({"code": f"{DESK}-260305-0001", "name": "Anh"}, []),
        ({"procedure": "1.001612"}, [COMPANY, AN]),
        ({"office": COMMUNE}, [COMPANY, ANH]),
        ({"office": COMMUNE, "desk": "H62.19", "name": "van"}, [COMPANY]),
        ({"desk": COMMUNE}, [ANH]),
        ({"desk": DESK}, [COMPANY, ANH, AN]),
        ({"office": "VN"}, [COMPANY, ANH, AN]),
        ({"from": "2026-03-06", "to": "2026-03-06"}, [ANH]),
        ({"to": "2026-03-05", "q": "nguyen"}, [AN]),
        ({"due_before": "2026-03-07"}, [ANH]),
        ({"due_before": "2026-03-11"}, [ANH, AN]),
        ({"status": ["accepted"]}, [COMPANY, ANH, AN]),
        ({"status": ["ready", "returned"]}, []),
        ({}, [COMPANY, ANH, AN]),
    ],
    ids=str,
)
async def test_all_that_is_asked_must_hold(
    client: httpx2.AsyncClient, headers: dict[str, str], three: list[dict[str, Any]], asked: Any, found: list[str]
) -> None:
    assert await search(client, headers, **asked) == found


@pytest.mark.parametrize(
    ("offices", "found"),
    [(("H62",), [COMPANY, ANH, AN]), ((COMMUNE,), [COMPANY, ANH]), (("H26",), []), (("H26", COMMUNE), [COMPANY, ANH])],
)
@pytest.mark.parametrize("asked", [{}, {"status": ["accepted"]}, {"q": "n"}, {"office": DESK}], ids=str)
async def test_a_caller_finds_only_what_the_own_offices_received_or_decide(
    client: httpx2.AsyncClient,
    identity: Identity,
    three: list[dict[str, Any]],
    offices: tuple[str, ...],
    found: list[str],
    asked: dict[str, Any],
) -> None:
    wanted = [name for name in found if "q" not in asked or name in (COMPANY, AN)]
    assert await search(client, identity.headers("clerk", offices=offices), **asked) == wanted


async def test_a_desk_finds_what_it_took_in_for_another_office(
    client: httpx2.AsyncClient, identity: Identity, headers: dict[str, str]
) -> None:
    await receive(client, headers, office="H26", applicant=person(AN))
    desk = identity.headers("clerk", offices=("H62",))
    for asked in ({}, {"q": "an "}, {"status": ["accepted"]}, {"desk": "H62"}, {"desk": "H62", "status": ["accepted"]}):
        assert await search(client, desk, **asked) == [AN], asked
    assert await search(client, desk, office="H62") == []


async def test_status_and_due_date_follow_processing(
    client: httpx2.AsyncClient,
    headers: dict[str, str],
    three: list[dict[str, Any]],
    database: BoundDatabase,
    clock: SetClock,
) -> None:
    late = clock.now() + timedelta(days=90)
    await Reader(database, clock).take([acted(a_standing(three[0]["id"], 4, "awaiting_supplement", due_at=late))])
    assert await search(client, headers, status=["awaiting_supplement"]) == [AN]
    assert await search(client, headers, status=["awaiting_supplement", "accepted"]) == [COMPANY, ANH, AN]
    assert await search(client, headers, status=["awaiting_supplement"], desk="H62.19", name="an") == [AN]
    assert await search(client, headers, due_before="2026-03-11") == [ANH]
    answer = await client.get("/dossiers", params={"status": "awaiting_supplement"}, headers=headers)
    (line,) = answer.json()["items"]
    assert line["due_at"] == three[0]["due_at"]
    assert line["standing"]["due_on"] == (late + timedelta(hours=7)).date().isoformat()
    assert line["standing"]["state_name"] == "chờ bổ sung giấy tờ"


async def test_pages_lose_and_repeat_nothing_while_dossiers_come_in(
    client: httpx2.AsyncClient, headers: dict[str, str], clock: SetClock
) -> None:
    codes = [(await receive(client, headers))["code"] for _ in range(7)]  # all in the same instant
    for asked in ({}, {"q": "canh gác"}, {"status": "accepted"}, {"procedure": "1.001612"}, {"q": f"{DESK}-"}):
        seen: list[str] = []
        params: dict[str, Any] = {"limit": 2, **asked}
        while True:
            page = (await client.get("/dossiers", params=params, headers=headers)).json()
            seen += [item["code"] for item in page["items"]]
            clock.turn_to(clock.now() + timedelta(minutes=1))
            await receive(client, headers)
            if not page["next"]:
                break
            params["cursor"] = page["next"]
        before = [code for code in seen if code in codes]
        assert sorted(before) == sorted(codes), asked
        assert len(seen) == len(set(seen)), asked


@pytest.mark.parametrize("asked", [{"q": "an"}, {"name": "an"}, {"phone": "0912000111"}, {"q": "0912000111"}])
async def test_who_only_watches_finds_no_person(
    client: httpx2.AsyncClient, identity: Identity, three: list[dict[str, Any]], asked: dict[str, str]
) -> None:
    monitor = identity.headers("monitor")
    for answer in (
        await client.get("/dossiers", params=asked, headers=monitor),
        await client.post("/dossiers/search", json=asked, headers=monitor),
    ):
        assert (answer.status_code, answer.json()["code"]) == (403, "role_not_allowed")
    listed = await client.get("/dossiers", params={"q": f"{DESK}-260305-0001"}, headers=monitor)
    assert [item["applicant"] for item in listed.json()["items"]] == [None]


@pytest.mark.parametrize("asked", [{"identity_number": CANARY[1]}, {"q": CANARY[1]}, {"q": "026 187 000 999"}])
async def test_an_identity_number_does_not_stand_in_an_address(
    client: httpx2.AsyncClient, headers: dict[str, str], asked: dict[str, str]
) -> None:
    answer = await client.get("/dossiers", params=asked, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (422, "number_in_address")
    assert CANARY[1] not in answer.text
    await receive(client, headers)
    found = await client.post("/dossiers/search", json=asked, headers=headers)
    (line,) = found.json()["items"]
    assert line["applicant"]["identity_number"] == "•••••••••999"
    assert found.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"q": "%"}, "nothing_to_look_for"),
        ({"name": "___"}, "nothing_to_look_for"),
        ({"q": "an\u202egnud"}, "text_has_control_signs"),
        ({"phone": "12"}, "phone_not_valid"),
        ({"identity_number": "12-ab"}, "identity_number_not_valid"),
        ({"office": "KHONG.CO"}, "office_not_found"),
        ({"status": ["lost"]}, "invalid"),
        ({"q": "a" * 201}, "invalid"),
        ({"limit": 0}, "invalid"),
        ({"cursor": "x"}, "cursor_not_valid"),
        ({"colour": "red"}, "invalid"),
    ],
    ids=str,
)
async def test_what_says_nothing_is_refused(
    client: httpx2.AsyncClient, headers: dict[str, str], asked: dict[str, Any], code: str
) -> None:
    answer = await client.post("/dossiers/search", json=asked, headers=headers)
    assert answer.status_code in (404, 422)
    if code != "invalid":
        assert answer.json()["code"] == code


@pytest.mark.parametrize(
    "q",
    [
        "n%",
        "ng_yen",
        "nguyen' & 'van",
        "nguyen') | ('van",
        "nguyen:* | van",
        "=an.nguyen",
        "\\",
        "#" * 30 + "a",
        " ".join(f"tu{n}" for n in range(40)),
        "a" * 200,
        "Nguyễn " * 28,
        "ﬁ ① ß",
    ],
    ids=lambda q: q[:12],
)
async def test_hostile_words_find_what_they_say_and_no_more(
    client: httpx2.AsyncClient, headers: dict[str, str], three: list[dict[str, Any]], q: str
) -> None:
    answer = await client.post("/dossiers/search", json={"q": q}, headers=headers)
    assert answer.status_code in (200, 422), answer.text
    names = [item["applicant"]["name"] for item in answer.json().get("items", [])]
    assert names in ([], [COMPANY, AN], [AN], [ANH, AN])


async def test_the_document_says_how_to_search(client: httpx2.AsyncClient) -> None:
    paths = (await client.get("/openapi.json")).json()["paths"]
    by_address = {parameter["name"] for parameter in paths["/dossiers"]["get"]["parameters"]}
    assert {"q", "name", "phone", "status", "office", "desk", "procedure", "from", "to", "due_before"} <= by_address
    assert "identity_number" not in by_address
    assert {"/dossiers/search", "/dossiers/similar"} <= paths.keys()
    assert BODY


async def test_a_search_by_number_is_written_down_without_the_number(
    client: httpx2.AsyncClient, headers: dict[str, str], three: list[dict[str, Any]], identity: Identity
) -> None:
    await client.post("/dossiers/search", json={"identity_number": "026187000111"}, headers=headers)
    await client.post("/dossiers/search", json={"name": "An"}, headers=headers)
    views = await client.get("/views", headers=identity.headers("auditor"))
    assert [(view["what"], view["asked"], view["rows"]) for view in views.json()["items"]] == [
        ("search", {"by": ["identity_number"]}, 1)
    ]
    assert "026187000111" not in views.text


async def test_lines_come_in_the_order_asked_and_only_from_offices_in_reach(
    client: httpx2.AsyncClient, identity: Identity, headers: dict[str, str], three: list[dict[str, Any]]
) -> None:
    ids = [receipt["id"] for receipt in reversed(three)]
    answer = await client.post("/dossiers/lines", json={"ids": ids}, headers=headers)
    assert [item["applicant"]["name"] for item in answer.json()["items"]] == [COMPANY, ANH, AN]
    assert answer.headers["cache-control"] == "no-store"
    assert "026187000111" not in answer.text
    near = identity.headers("clerk", offices=(COMMUNE,))
    lines = (await client.post("/dossiers/lines", json={"ids": ids}, headers=near)).json()["items"]
    assert [item["applicant"]["name"] for item in lines] == [COMPANY, ANH]
    watching = (await client.post("/dossiers/lines", json={"ids": ids}, headers=identity.headers("monitor"))).json()
    assert [item["applicant"] for item in watching["items"]] == [None, None, None]
    too_many = await client.post("/dossiers/lines", json={"ids": ids * 67}, headers=headers)
    assert too_many.status_code == 422
