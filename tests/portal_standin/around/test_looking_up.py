"""Paper store, population and accounts over generation A's one address; what was given is evidence."""

from base64 import b64decode, b64encode
from typing import Any

import httpx2
import pytest

from services.portal_standin.around.people import MADE_UP
from services.portal_standin.portal import NationalPortal

MAU = MADE_UP[0]
ADAPTER = "/XrdAdapter/RestService/forward/mapi"
SEARCH = {
    "service": "KhoGiayTo",
    "SoDinhDanhChuSoHuu": MAU.number,
    "HoTenNguoiYeuCau": "Lê Thị Cán Bộ",
    "SoDinhDanhNguoiYeuCau": "399085000044",
    "KenhThucHien": "1",
    "MaThuTuc": "9.000001",
    "DanhSachDanhMucKetQua": [{"MaKetQua": "KQ.G99.000001", "SoKyHieu": ""}],
}
PERSON = {
    "service": "TraCuuDanCu",
    "MaYeuCau": "H17-1",
    "MaDVC": "9.000001.01",
    "MaTichHop": "1",
    "MaDonVi": "H17.01",
    "SoDinhDanh": MAU.number,
    "HoVaTen": "trần  văn Mẫu",
    "NgayThangNamSinh": "19800214",
}


@pytest.fixture
async def session(client: httpx2.AsyncClient) -> str:
    who = {"username": "h17.motcua", "password": "standin-password"}
    answer = await client.post(f"{ADAPTER}/login", json=who, headers={"dstcode": "VN:GOV:G22:portal"})
    return str(answer.json()["session"])


async def called(client: httpx2.AsyncClient, session: str, body: dict[str, Any]) -> httpx2.Response:
    return await client.post(f"{ADAPTER}/g", json={"session": session, "madonvi": "H17", **body})


async def test_a_paper_is_searched_and_fetched_and_that_is_known(
    client: httpx2.AsyncClient, session: str, portal: NationalPortal
) -> None:
    found = (await called(client, session, SEARCH)).json()
    [paper] = found["result"]["DanhSachGiayToKetQua"]
    assert (found["errorCode"], paper["SoKyHieu"]) == ("0", "01/TLKS")
    assert not portal.evidence.papers_fetched_for
    where = {"CoQuanChuQuan": paper["CoQuanChuQuan"], "DuongDan": paper["DanhSachTepDinhKem"][0]["DuongDan"]}
    file = await called(client, session, {"service": "TaiGiayTo", **where})
    assert b64decode(file.text, validate=True).startswith(b"%PDF")
    assert portal.evidence.papers_fetched_for == {MAU.number}
    assert [each.service for each in portal.log.calls] == ["login", "KhoGiayTo", "TaiGiayTo"]


@pytest.mark.parametrize(
    ("change", "papers"),
    [
        ({"DanhSachDanhMucKetQua": []}, 2),
        ({"DanhSachDanhMucKetQua": [{"MaKetQua": "KQ.G99.000001", "SoKyHieu": "99/X"}]}, 0),
        ({"SoDinhDanhChuSoHuu": "399085000044"}, 0),
    ],
)
async def test_only_what_is_asked_for_is_found(
    change: dict[str, Any], papers: int, client: httpx2.AsyncClient, session: str
) -> None:
    found = (await called(client, session, SEARCH | change)).json()
    assert len(found["result"]["DanhSachGiayToKetQua"]) == papers


@pytest.mark.parametrize(
    ("change", "check"),
    [
        ({"HoTenNguoiYeuCau": ""}, "V05"),
        ({"KenhThucHien": "3"}, "V09"),
        ({"DanhSachDanhMucKetQua": ["KQ"]}, "V04"),
    ],
)
async def test_a_search_that_is_not_whole_is_refused(
    change: dict[str, Any], check: str, client: httpx2.AsyncClient, session: str, portal: NationalPortal
) -> None:
    assert (await called(client, session, SEARCH | change)).json()["error_code"] == "-1"
    assert portal.log.violations[-1].check == check


async def test_the_store_can_be_filled_and_gives_only_under_the_right_keeper(
    client: httpx2.AsyncClient, session: str
) -> None:
    content = b64encode(b"%PDF-1.7 x").decode()
    paper = {"owner": MAU.number, "result": "KQ.G99.000009", "title": "Bằng", "number": "7", "content": content}
    assert (await client.put("/_admin/papers", json=[paper])).json() == {"added": 1}
    found = (await called(client, session, SEARCH | {"DanhSachDanhMucKetQua": [{"MaKetQua": "KQ.G99.000009"}]})).json()
    path = found["result"]["DanhSachGiayToKetQua"][0]["DanhSachTepDinhKem"][0]["DuongDan"]
    assert MAU.number not in path
    where = {"service": "TaiGiayTo", "CoQuanChuQuan": "000.00.00.G99"}
    assert (await called(client, session, where | {"DuongDan": path})).text == content
    other = await called(client, session, {**where, "CoQuanChuQuan": "000.00.00.G01", "DuongDan": path})
    assert other.json()["errorCode"] == "-1"


async def test_a_person_is_looked_up_by_number_name_and_birth(
    client: httpx2.AsyncClient, session: str, portal: NationalPortal
) -> None:
    [row] = (await called(client, session, PERSON)).json()["result"]
    assert (row["HoVaTen"], row["ThuongTru"]) == (MAU.name, MAU.address)
    assert portal.evidence.looked_up == {MAU.number, MAU.old_number}
    old = PERSON | {"SoDinhDanh": "", "SoCMND": MAU.old_number}
    assert (await called(client, session, old)).json()["result"][0]["SoDinhDanh"] == MAU.number


@pytest.mark.parametrize("change", [{"HoVaTen": "Người Khác"}, {"NgayThangNamSinh": "19800215"}])
async def test_what_does_not_belong_together_gives_nothing_and_proves_nothing(
    change: dict[str, str], client: httpx2.AsyncClient, session: str, portal: NationalPortal
) -> None:
    assert (await called(client, session, PERSON | change)).json()["result"] == []
    assert not portal.evidence.looked_up


@pytest.mark.parametrize(
    "change",
    [{"MaYeuCau": "x" * 41}, {"MaDVC": ""}, {"MaDonVi": ""}, {"SoDinhDanh": "123"}, {"NgayThangNamSinh": "14/02/1980"}],
)
async def test_a_look_up_must_be_whole(change: dict[str, str], client: httpx2.AsyncClient, session: str) -> None:
    assert (await called(client, session, PERSON | change)).json()["error_code"] == "-1"


async def test_whose_account_it_is_can_be_asked(
    client: httpx2.AsyncClient, session: str, portal: NationalPortal
) -> None:
    ask = {"service": "TraCuuTechID", "provider": "wso2is", "mstorcmnd": "0000000017"}
    assert (await called(client, session, ask)).json()["result"] == [{"TECHNICALID": MADE_UP[2].tech_id}]
    assert portal.evidence.accounts == {MADE_UP[2].tech_id}
    assert (await called(client, session, ask | {"mstorcmnd": ""})).json()["result"] == []
    assert (await called(client, session, ask | {"provider": "khac"})).json()["error_code"] == "-1"


async def test_more_people_can_be_made_up(client: httpx2.AsyncClient, session: str) -> None:
    known = (await client.get("/_admin/people")).json()
    assert [each["account"] for each in known] == ["mau", "thu", "vi-du"]
    new = known[0] | {"account": "moi", "number": "399080000099", "tech_id": "moi-1"}
    assert (await client.put("/_admin/people", json=[new])).json() == {"added": 1}
    ask = {"service": "TraCuuTechID", "provider": "wso2is", "mstorcmnd": "399080000099"}
    assert (await called(client, session, ask)).json()["result"] == [{"TECHNICALID": "moi-1"}]


async def test_without_a_session_nobody_is_looked_up(client: httpx2.AsyncClient, portal: NationalPortal) -> None:
    assert (await called(client, "", PERSON)).json()["error_code"] == "-2"
    assert not portal.evidence.looked_up
