"""Who may call at all, and what cannot be read: kept, refused, and never a danger."""

import json
from typing import Any

import pytest

from services.portal.connections import Connection
from services.portal.usecases.recognise_portal import recognise_portal
from shared.errors import Unauthorized
from tests.portal.inbound.portal_town import DOSSIER, KEY, PortalTown


@pytest.mark.parametrize("key", ["", "made-up-portal-ke", KEY + "x", KEY.upper(), "khóa"])
async def test_a_wrong_key_is_refused_and_nothing_is_stored(town: PortalTown, key: str) -> None:
    headers = {"X-Portal-Key": key.encode(), "Content-Type": "application/json"}
    body = json.dumps({"service": "GuiHoSo", "data": DOSSIER}).encode()
    answer = await town.clients["portal"].post("/gen-a", content=body, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (401, "portal_key_not_valid")
    assert await town.inbound() == []


def test_a_connection_without_a_key_or_of_another_generation_is_nobodys(apps: Any) -> None:
    first = apps.connection
    keyless = Connection(**{**vars_of(first), "name": "keyless", "inbound_key": ""})
    other = Connection(**{**vars_of(first), "name": "other", "kind": "gen_b"})
    assert recognise_portal({"keyless": keyless, "other": other, "dvcqg": first}, KEY) is first
    for key in ("", KEY):
        with pytest.raises(Unauthorized):
            recognise_portal({"keyless": keyless, "other": other}, key)


def vars_of(connection: Connection) -> dict[str, Any]:
    return {name: getattr(connection, name) for name in Connection.__slots__}


async def test_what_cannot_be_read_is_kept_and_refused(town: PortalTown) -> None:
    body = b'{"service": "GuiHoSo", "data": {"MaHoSo": "'
    for _ in range(2):
        answer = await town.raw(body)
        assert (answer.status_code, answer.json()["error_code"]) == (200, "-1")
    row = await town.only_inbound()
    assert (row["state"], row["reason"], row["about"]) == ("refused", "inbound_not_readable", "body")
    assert town.door.safe.open(row["raw"], row["id"]) == body


async def test_a_name_in_decomposed_letters_is_stored_composed(town: PortalTown) -> None:
    decomposed = "Tra\u0302\u0300n Thi\u0323 Cô\u0309ng"
    await town.code("GuiHoSo", DOSSIER | {"ChuHoSo": decomposed})
    assert (await town.only_filing())["applicant"]["name"] == "Trần Thị Cổng"


async def test_numbers_are_taken_for_texts(town: PortalTown) -> None:
    fee = {"TenPhiLePhi": "Lệ phí", "Gia": 50_000}
    await town.code("GuiHoSo", DOSSIER | {"HinhThuc": 0, "LoaiDoiTuong": 1, "DanhSachLePhi": [fee]})
    filing = await town.only_filing()
    assert (filing["result_way"], filing["fees"][0]["amount"]) == ("desk", 50_000)
