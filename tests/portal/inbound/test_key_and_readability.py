"""Who may call at all, and what cannot be read: kept, refused, and never a danger."""

import base64
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


def test_a_connection_without_a_key_is_nobodys(apps: Any) -> None:
    keyless = Connection(**{**vars_of(apps.connection), "name": "other", "inbound_key": ""})
    assert recognise_portal({"other": keyless, "dvcqg": apps.connection}, KEY).name == "dvcqg"
    with pytest.raises(Unauthorized):
        recognise_portal({"other": keyless}, "")


def vars_of(connection: Connection) -> dict[str, Any]:
    return {name: getattr(connection, name) for name in Connection.__slots__}


@pytest.mark.parametrize(
    ("body", "about"),
    [
        (b"", "body"),
        (b"<html>", "body"),
        (b"[1]", "body"),
        (b'{"service": "GuiHoSo", "service": "GuiHoSo"}', "body"),
        (b"[" * 100_000, "body"),
        (b'{"service": "\xff"}', "body"),
        (b'{"service": "DongBoHoSoMC"}', "service"),
        (b'{"service": ["GuiHoSo"]}', "service"),
        (b'{"service": "GuiHoSo", "data": []}', "MaHoSo"),
    ],
)
async def test_what_cannot_be_read_is_kept_and_refused(town: PortalTown, body: bytes, about: str) -> None:
    answer = await town.raw(body)
    assert (answer.status_code, answer.json()["error_code"]) == (200, "-1")
    row = await town.only_inbound()
    assert (row["state"], row["reason"], row["about"]) == ("refused", "inbound_not_readable", about)
    assert town.door.safe.open(row["raw"], row["id"]) == body


@pytest.mark.parametrize(
    ("changes", "about"),
    [
        ({"MaHoSo": "G22 0001"}, "MaHoSo"),
        ({"MaHoSo": "G" * 101}, "MaHoSo"),
        ({"NgayNopHoSo": "20260230084000"}, "NgayNopHoSo"),
        ({"ChuHoSo": ""}, "ChuHoSo"),
        ({"ChuHoSo": "a\u202eb"}, "ChuHoSo"),
        ({"ChuHoSo": {"ten": "x"}}, "ChuHoSo"),
        ({"LoaiDoiTuong": "9"}, "LoaiDoiTuong"),
        ({"TaiLieuNop": {}}, "TaiLieuNop"),
        ({"TaiLieuNop": [{"TenTepDinhKem": "a.pdf", "Base64": "không phải"}]}, "Base64"),
        ({"TaiLieuNop": [{"Base64": "aGk="}]}, "TenTepDinhKem"),
        ({"TaiLieuNop": [{"TenTepDinhKem": "a"}] * 101}, "TaiLieuNop"),
        ({"DanhSachLePhi": [{"TenPhiLePhi": "x", "Gia": "-5"}]}, "Gia"),
        ({"NguoiNop": {"HoVaTen": ""}}, "HoVaTen"),
    ],
)
async def test_a_wrong_field_is_named_and_its_value_is_not(
    town: PortalTown, changes: dict[str, Any], about: str
) -> None:
    assert await town.code("GuiHoSo", DOSSIER | changes) == "-1"
    row = await town.only_inbound()
    assert (row["state"], row["about"]) == ("refused", about)


def as_notice(document: bytes) -> dict[str, str]:
    return {"FileThongBaoThue": base64.b64encode(document).decode()}


@pytest.mark.parametrize(
    "document",
    [
        b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><x><MaHoSo>&b;</MaHoSo></x>',
        b'<!DOCTYPE x SYSTEM "http://127.0.0.1:1/x.dtd"><x><MaHoSo>G1</MaHoSo></x>',
        b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x><MaHoSo>&a;</MaHoSo></x>',
        b"<x><MaHoSo>&unknown;</MaHoSo></x>",
        b"<a>" * 60 + b"<MaHoSo>G1</MaHoSo>" + b"</a>" * 60,
        b"<x><MaHoSo>G1</MaHoSo>",
        b"<x><Khac>G1</Khac></x>",
        b"<x><MaHoSo>G1</MaHoSo>" + b" " * (2 * 1024 * 1024) + b"</x>",
        b"\x00\x01",
    ],
)
async def test_a_hostile_tax_notice_is_refused(town: PortalTown, document: bytes) -> None:
    assert await town.code("NhanThongBaoThueDat", as_notice(document)) == "-1"
    assert (await town.only_inbound())["reason"] == "inbound_not_readable"


async def test_a_name_in_decomposed_letters_is_stored_composed(town: PortalTown) -> None:
    decomposed = "Tra\u0302\u0300n Thi\u0323 Cô\u0309ng"
    await town.code("GuiHoSo", DOSSIER | {"ChuHoSo": decomposed})
    assert (await town.only_filing())["applicant"]["name"] == "Trần Thị Cổng"


async def test_numbers_are_taken_for_texts(town: PortalTown) -> None:
    fee = {"TenPhiLePhi": "Lệ phí", "Gia": 50_000}
    await town.code("GuiHoSo", DOSSIER | {"HinhThuc": 0, "LoaiDoiTuong": 1, "DanhSachLePhi": [fee]})
    filing = await town.only_filing()
    assert (filing["result_way"], filing["fees"][0]["amount"]) == ("desk", 50_000)
