"""V01 to V04: who may call, with which session, for whom, how; and what the log never holds."""

from typing import Any

import pytest

from tests.portal_standin.caller import AGENCY, CODE, MAPI, Caller, a_dossier


async def test_a_log_in_gives_a_session_and_a_number_as_code(portal: Caller) -> None:
    told = await portal.log_in()
    assert told["error_code"] == 0
    assert told["session"]


async def test_the_destination_may_stand_in_the_address(portal: Caller) -> None:
    body = {"username": "h17.motcua", "password": "standin-password"}
    told = (await portal.http.post(f"{MAPI}/login?dstcode=VN:GOV:TEST", json=body)).json()
    assert told["error_code"] == 0


@pytest.mark.parametrize("wrong", [{"password": "x"}, {"dstcode": ""}], ids=["password", "dstcode"])
async def test_a_wrong_log_in_is_refused_but_by_the_lenient_portal(portal: Caller, wrong: dict[str, str]) -> None:
    await portal.reset("normal")
    assert (await portal.log_in(**wrong))["error_code"] == "-1"
    assert await portal.violations() == [("V01", True)]
    await portal.reset("lenient")
    assert (await portal.log_in(**wrong))["error_code"] == 0


async def test_a_session_ends_after_ten_minutes(portal: Caller) -> None:
    await portal.http.put("/_admin/clock", json={"now": "2026-03-20T12:09:59+07:00"})
    assert (await portal.say("LayDanhSachTTHC"))["error_code"] == "0"
    await portal.http.put("/_admin/clock", json={"now": "2026-03-20T12:10:00+07:00"})
    told = await portal.say("LayDanhSachTTHC")
    assert told == {"error_code": "-2", "message": "Phiên làm việc không hợp lệ hoặc đã hết hạn"}
    assert await portal.violations() == [("V02", True)]


async def test_the_lenient_portal_asks_for_no_session(portal: Caller) -> None:
    await portal.reset("lenient")
    assert (await portal.say("LayDanhSachTTHC", session="x"))["error_code"] == "0"


@pytest.mark.parametrize("agency", ["000.00.00.H17", "H17", "000.01.12.H17", "H17.12.01"])
async def test_both_forms_of_an_agency_below_the_root_are_allowed(portal: Caller, agency: str) -> None:
    assert (await portal.say("LayDanhSachTTHC", madonvi=agency))["error_code"] == "0"


@pytest.mark.parametrize("agency", ["000.00.00.H18", "H1", "H171", "", "000.00.17.H18"])
async def test_another_agency_is_refused(portal: Caller, agency: str) -> None:
    assert (await portal.say("LayDanhSachTTHC", madonvi=agency))["error_code"] == "-4"


@pytest.mark.parametrize(
    ("agency", "code"),
    [(AGENCY, "0"), ("H17.12", "0"), ("H17.12.01", "0"), ("H17.12.02", "-4"), ("000.00.13.H17", "-4")],
)
async def test_a_dossier_is_of_the_calling_agency_or_below_it(portal: Caller, agency: str, code: str) -> None:
    told = await portal.say("DongBoHoSoMC", madonvi=agency, isUpdating="False", data=[a_dossier()])
    assert told["error_code"] == code


@pytest.mark.parametrize(
    "body",
    [
        {"service": "KhongCo"},
        {"service": "LayThuTuc"},
        {"service": "DongBoHoSoMC", "data": [a_dossier()]},
        {"service": "DongBoHoSoMC", "isUpdating": "False"},
        *({"service": "DongBoHoSoMC", "isUpdating": each, "data": [a_dossier()]} for each in (False, "false", "")),
        {"service": "DongBoHoSoMC", "isUpdating": "False", "data": []},
        {"service": "DongBoHoSoMC", "isUpdating": "False", "data": a_dossier()},
        {"service": "DongBoHoSoMC", "isUpdating": "False", "data": [a_dossier(), "x"]},
        {"service": "CapNhatTienDoHoSoMC", "data": None},
        {"service": "DongBoTrangThaiHoSo", "data": []},
    ],
)
async def test_an_incomplete_call_is_refused_at_every_level(portal: Caller, body: dict[str, Any]) -> None:
    await portal.reset("lenient")
    assert (await portal.say(**body))["error_code"] == "-1"
    assert await portal.violations() == [("V04", True)]


async def test_a_call_without_agency_or_that_is_no_json_is_refused(portal: Caller) -> None:
    for content in (b'{"service": "LayDanhSachTTHC"}', b"[1]", b"{"):
        told = (await portal.http.post(f"{MAPI}/g", content=content)).json()
        assert told["error_code"] == "-1"


async def test_the_log_holds_what_came_but_no_secret(portal: Caller) -> None:
    await portal.create(a_dossier())
    received = await portal.view("received")
    assert [each["service"] for each in received] == ["login", "DongBoHoSoMC"]
    assert {each["outcome"] for each in received} == {"accepted"}
    assert received[1]["body"]["data"] == [a_dossier()]
    assert received[1]["dossiers"] == [CODE]
    assert portal.session not in str(received[1])
    assert "standin-password" not in str(received)


async def test_the_log_is_read_on_from_a_number_by_service_and_by_dossier(portal: Caller) -> None:
    await portal.create(a_dossier())
    await portal.say("LayDanhSachTTHC")
    assert [each["number"] for each in await portal.view("received", after=2)] == [3]
    assert [each["number"] for each in await portal.view("received", service="DongBoHoSoMC")] == [2]
    assert [each["number"] for each in await portal.view("received", dossier=CODE)] == [2]
