"""The relay profile: bare arrays in, nested texts out, a key instead of a session."""

from typing import Any

import httpx2
import orjson
import pytest

from tests.portal_standin.caller import CODE, RELAY_KEY, Caller, a_dossier, a_row

AGENCY = {"MaDinhDanhDV": "000.00.00.H17"}


async def push(portal: Caller, act: str, rows: Any, headers: dict[str, str] | None = None) -> httpx2.Response:
    sent = RELAY_KEY if headers is None else headers
    return await portal.http.post(f"/relay/HoSo/{act}", params=AGENCY, json=rows, headers=sent)


async def test_a_dossier_goes_through_the_relay(portal: Caller) -> None:
    assert (await push(portal, "ThemMoi", [a_dossier()])).json() == {
        "error_code": "0",
        "message": "Cập nhật dữ liệu thành công",
    }
    assert (await push(portal, "ThemMoi", [a_dossier()])).json()["error_code"] == "3"
    assert (await push(portal, "CapNhat", [a_dossier(TrangThaiHoSo="4")])).json()["error_code"] == "0"
    assert (await push(portal, "TienDo", [a_row()])).json()["error_code"] == "0"
    seen = await portal.view(f"dossiers/{CODE}")
    assert (seen["created_by"], seen["status"], len(seen["progress"])) == ("relay", "4", 1)


async def test_what_is_read_is_a_text_inside_the_message(portal: Caller) -> None:
    address = "/relay/KetNoiMotCuaQuocGia/LayThuTuc"
    told = (await portal.http.get(address, params=AGENCY | {"maTTHC": "9.000001"}, headers=RELAY_KEY)).json()
    assert told.keys() == {"error_code", "message"}
    assert orjson.loads(told["message"])["result"][0]["TENTTHC"] == "Cấp bản sao thử nghiệm"


async def test_a_look_up_is_nested_too(portal: Caller) -> None:
    await push(portal, "ThemMoi", [a_dossier()])
    told = await portal.http.post("/relay/HoSo/TraCuu", params=AGENCY, json={"mahoso": CODE}, headers=RELAY_KEY)
    assert orjson.loads(told.json()["message"])["result"][0]["MaHoSo"] == CODE


@pytest.mark.parametrize("headers", [{}, {"X-Relay-Key": "x"}])
async def test_a_wrong_key_is_refused_but_by_the_lenient_portal(portal: Caller, headers: dict[str, str]) -> None:
    told = (await push(portal, "ThemMoi", [a_dossier()], headers)).json()
    assert told == {"error_code": "-1", "message": "Khoá kết nối không đúng"}
    assert await portal.violations() == [("V01", True)]
    await portal.reset("lenient")
    assert (await push(portal, "ThemMoi", [a_dossier()], headers)).json()["error_code"] == "0"


async def test_another_agency_is_refused(portal: Caller) -> None:
    told = await portal.http.post("/relay/HoSo/ThemMoi", json=[a_dossier()], headers=RELAY_KEY)
    assert told.json()["error_code"] == "-4"


@pytest.mark.parametrize("rows", [[], a_dossier(), None, "x", [[]]])
async def test_a_body_that_is_no_array_of_objects_is_refused(portal: Caller, rows: Any) -> None:
    assert (await push(portal, "ThemMoi", rows)).json()["error_code"] == "-1"


async def test_only_catalogues_are_read_and_only_known_acts_pushed(portal: Caller) -> None:
    told = await portal.http.get("/relay/KetNoiMotCuaQuocGia/DongBoHoSoMC", params=AGENCY, headers=RELAY_KEY)
    assert told.json()["error_code"] == "-1"
    assert (await push(portal, "XoaHet", [a_dossier()])).json()["message"] == "Dịch vụ không tồn tại"


async def test_faults_are_aimed_at_the_same_names(portal: Caller) -> None:
    await portal.fault("bad_gateway", service="CapNhatTienDoHoSoMC", count=1)
    assert (await push(portal, "ThemMoi", [a_dossier()])).status_code == 200
    assert (await push(portal, "TienDo", [a_row()])).status_code == 502
