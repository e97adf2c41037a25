"""Desks over HTTP: agencies at the same desk, duties by group of fields, kinds of offices, both identifier schemes."""

from typing import Any

import httpx2
import pytest

from tests.intake.conftest import DESK
from tests.support.people import Identity

TAX = {"code": "G12.18", "name": "Chi cục Thuế khu vực", "level": "department", "kind": "vertical_agency"}
SOCIAL = {"group_name": "Nội vụ, dân tộc, lao động, y tế, giáo dục", "fields": ["Nội vụ", "Y tế", "Giáo dục"]}
ECONOMIC = {"group_name": "Nông nghiệp, kinh tế, tài chính", "fields": ["Nông nghiệp", "Kinh tế", "Tài chính"]}


@pytest.fixture
async def tax(client: httpx2.AsyncClient, identity: Identity) -> str:
    made = await client.post("/offices", json=TAX, headers=identity.headers("registrar"))
    assert (made.status_code, made.json()["kind"]) == (201, "vertical_agency")
    return "G12.18"


async def agencies(client: httpx2.AsyncClient, identity: Identity, **asked: str) -> list[tuple[str, str, str | None]]:
    answer = await client.get("/offices/H62.19/agencies", params=asked, headers=identity.headers("monitor"))
    return [(item["code"], item["served_from"], item["served_to"]) for item in answer.json()["items"]]


async def test_a_desk_serves_an_agency_from_a_day_to_a_day(
    client: httpx2.AsyncClient, identity: Identity, tax: str
) -> None:
    headers = identity.headers("administrator")
    body = {"agency": "000.00.18.G12", "valid_from": "2026-01-01"}
    added = await client.post("/offices/H62.19/agencies", json=body, headers=headers)
    again = await client.post("/offices/H62.19/agencies", json=body, headers=headers)
    assert (added.status_code, again.status_code) == (201, 200)
    assert await agencies(client, identity) == [(tax, "2026-01-01", None)]
    ended = await client.post(f"/offices/H62.19/agencies/{tax}/end", json={"last_on": "2026-02-28"}, headers=headers)
    assert ended.status_code == 200
    assert await agencies(client, identity) == []
    assert await agencies(client, identity, on="2026-02-28") == [(tax, "2026-01-01", "2026-02-28")]
    assert await agencies(client, identity, history="true") == [(tax, "2026-01-01", "2026-02-28")]
    later = {"agency": tax, "valid_from": "2026-03-01"}
    assert (await client.post("/offices/H62.19/agencies", json=later, headers=headers)).status_code == 201
    assert await agencies(client, identity) == [(tax, "2026-03-01", None)]


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"agency": "Z99"}, 404, "office_not_found"),
        ({"agency": "OLD"}, 422, "office_not_in_force"),
        ({"agency": DESK}, 422, "desk_serves_itself"),
        ({"agency": "G12.18", "valid_from": "2026-05-01", "valid_to": "2026-04-01"}, 422, "validity_reversed"),
        ({"agency": "G12.18", "valid_from": "2026-02-01"}, 409, "agency_already_served"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
async def test_a_service_that_cannot_be_is_refused(
    client: httpx2.AsyncClient, identity: Identity, tax: str, body: dict[str, Any], status: int, code: str
) -> None:
    headers = identity.headers("registrar")
    known = {"agency": tax, "valid_from": "2026-01-01", "valid_to": "2026-03-31"}
    assert (await client.post("/offices/H62.19/agencies", json=known, headers=headers)).status_code == 201
    answer = await client.post("/offices/H62.19/agencies", json=body, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


async def test_what_was_never_served_cannot_end(client: httpx2.AsyncClient, identity: Identity, tax: str) -> None:
    url = f"/offices/H62.19/agencies/{tax}/end"
    answer = await client.post(url, json={"last_on": "2026-02-28"}, headers=identity.headers("registrar"))
    assert (answer.status_code, answer.json()["code"]) == (404, "agency_not_served")
    elsewhere = identity.headers("registrar", offices=("H26",))
    refused = await client.post("/offices/H62.19/agencies", json={"agency": tax}, headers=elsewhere)
    assert (refused.status_code, refused.json()["code"]) == (403, "office_out_of_reach")


async def assign(client: httpx2.AsyncClient, identity: Identity, *roles: str, **body: Any) -> httpx2.Response:
    given = {"valid_from": "2026-01-01", **body}
    return await client.post("/offices/H62.19/duties", json=given, headers=identity.headers(*(roles or ("leader",))))


async def taking(client: httpx2.AsyncClient, identity: Identity, **asked: str) -> list[tuple[str, str]]:
    answer = await client.get("/offices/H62.19/duties", params=asked, headers=identity.headers("clerk"))
    return [(item["person"], item["rank"]) for item in answer.json()["items"]]


async def test_who_takes_a_field_today_is_told_primary_first(client: httpx2.AsyncClient, identity: Identity) -> None:
    await assign(client, identity, person="cb.binh", rank="secondary", **SOCIAL)
    first = await assign(client, identity, person="cb.an", **SOCIAL)
    repeat = await assign(client, identity, "administrator", person="cb.an", **SOCIAL)
    await assign(client, identity, person="cb.binh", **ECONOMIC)
    assert (first.status_code, repeat.status_code, repeat.json()) == (201, 200, first.json())
    assert await taking(client, identity, field="y te") == [("cb.an", "primary"), ("cb.binh", "secondary")]
    assert await taking(client, identity, field="Kinh tế") == [("cb.binh", "primary")]
    assert await taking(client, identity, on="2025-12-31") == []


async def test_a_change_is_a_new_act_and_the_old_one_stays_readable(
    client: httpx2.AsyncClient, identity: Identity
) -> None:
    await assign(client, identity, person="cb.an", **SOCIAL)
    await assign(client, identity, person="cb.an", **SOCIAL, rank="released", valid_from="2026-03-01")
    await assign(client, identity, person="cb.chi", **SOCIAL, valid_from="2026-03-01")
    assert await taking(client, identity, field="Y tế") == [("cb.chi", "primary")]
    assert await taking(client, identity, field="Y tế", on="2026-02-28") == [("cb.an", "primary")]
    assert await taking(client, identity, history="true") == [
        ("cb.an", "primary"),
        ("cb.an", "released"),
        ("cb.chi", "primary"),
    ]


async def test_duties_are_given_by_leaders_and_administrators_in_reach(
    client: httpx2.AsyncClient, identity: Identity
) -> None:
    assert (await assign(client, identity, "clerk", person="cb.an", **SOCIAL)).status_code == 403
    elsewhere = identity.headers("leader", offices=("H26",))
    body = {"person": "cb.an", "valid_from": "2026-01-01", **SOCIAL}
    refused = await client.post("/offices/H62.19/duties", json=body, headers=elsewhere)
    assert (refused.status_code, refused.json()["code"]) == (403, "office_out_of_reach")
    nothing = await assign(client, identity, person="cb.an", group_name="Nhóm", fields=[])
    assert (nothing.status_code, nothing.json()["code"]) == (422, "fields_missing")


NEW_UNITS = [
    ("H44", "Tỉnh Phú Thọ", "province", "000.00.00.H44", "territorial"),
    ("H62.03", "Sở Tư pháp", "department", "000.00.03.H62", "department"),
    ("H62.19.33", "Bộ phận một cửa xã Tam Đảo", "commune", "000.33.19.H62", "territorial"),
]


@pytest.mark.parametrize(("code", "name", "level", "other", "kind"), NEW_UNITS, ids=[unit[1] for unit in NEW_UNITS])
async def test_both_identifier_schemes_name_one_unit_also_of_a_new_province_and_a_department(
    client: httpx2.AsyncClient, identity: Identity, code: str, name: str, level: str, other: str, kind: str
) -> None:
    """A merged province keeps the identifier of one of its parts as the beginning of its codes."""
    headers = identity.headers("registrar")
    body = {"code": code, "name": name, "level": level}
    if code == "H44":
        body |= {"code": "25.2025", "code_prefix": code, "valid_from": "2025-07-01"}
    made = await client.post("/offices", json=body, headers=headers)
    assert (made.status_code, made.json()["kind"]) == (201, kind)
    for spelling in (code, other):
        found = await client.get(f"/offices/{spelling}", params={"on": "2026-03-05"}, headers=headers)
        assert (found.status_code, found.json()["code"]) == (200, body["code"]), spelling
