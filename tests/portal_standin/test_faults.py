"""Every fault, on demand: what the caller sees and what the portal has kept of it."""

import time
import unicodedata
from typing import Any

import orjson
import pytest

from services.portal_standin.books.faults import NAMES
from tests.portal_standin.caller import AGENCY, CODE, Caller, a_dossier, a_row

# of payments and of what comes in: tested beside them
AROUND = {"duplicate_callback", "lost_callback", "callback_before_reply", "redelivery_changed"}
OTHER = f"{AGENCY}-260305-0008"


async def is_kept(portal: Caller, code: str = CODE) -> bool:
    return code in [each["code"] for each in await portal.view("dossiers")]


@pytest.mark.parametrize(("name", "kept"), [("timeout_before_commit", False), ("timeout_after_commit", True)])
async def test_a_time_out_says_nothing_and_has_committed_or_not(portal: Caller, name: str, kept: bool) -> None:
    await portal.fault(name, seconds=0.05, count=1)
    began = time.monotonic()
    answer = await portal.raw("DongBoHoSoMC", isUpdating="False", data=[a_dossier()])
    assert 0.05 <= time.monotonic() - began < 2
    assert answer.status_code == 504
    assert await is_kept(portal) is kept


@pytest.mark.parametrize(("name", "status"), [("bad_gateway", 502), ("html_page", 200)])
async def test_a_page_comes_instead_of_an_answer_and_nothing_is_kept(portal: Caller, name: str, status: int) -> None:
    await portal.fault(name, count=1)
    answer = await portal.raw("DongBoHoSoMC", isUpdating="False", data=[a_dossier()])
    assert (answer.status_code, answer.headers["content-type"]) == (status, "text/html; charset=utf-8")
    assert not await is_kept(portal)
    assert [each["outcome"] for each in await portal.view("received", service="DongBoHoSoMC")] == ["broken"]
    assert (await portal.create(a_dossier()))["error_code"] == "0"


@pytest.mark.parametrize("name", ["bad_gateway", "html_page"])
async def test_a_page_may_also_hide_what_was_kept(portal: Caller, name: str) -> None:
    await portal.fault(name, count=1, after_commit=True)
    answer = await portal.raw("DongBoHoSoMC", isUpdating="False", data=[a_dossier()])
    assert answer.text.startswith("<html>")
    assert await is_kept(portal)


async def test_a_session_that_expires_mid_run_is_gone_for_good(portal: Caller) -> None:
    await portal.create(a_dossier())
    await portal.fault("session_expired", service="CapNhatTienDoHoSoMC", count=1)
    assert (await portal.progress(a_row()))["error_code"] == "-2"
    assert (await portal.progress(a_row()))["error_code"] == "-2"
    portal.session = (await portal.log_in())["session"]
    assert (await portal.progress(a_row()))["error_code"] == "0"
    assert len((await portal.view(f"dossiers/{CODE}"))["progress"]) == 1


async def test_the_code_of_success_changes_its_look(portal: Caller) -> None:
    await portal.fault("code_rotation")
    seen = [(await portal.say("LayDanhSachTTHC"))["error_code"] for _ in range(6)]
    assert seen == ["0", "00", 0, "0", "00", 0]
    assert (await portal.update(a_dossier()))["error_code"] == "-1"


async def test_the_message_may_be_a_text_of_json(portal: Caller) -> None:
    await portal.fault("nested_message", count=1)
    told = await portal.create(a_dossier())
    assert orjson.loads(told["message"]) == {"error_code": "0", "message": "Cập nhật dữ liệu thành công"}


async def test_code_0_may_come_with_a_failure(portal: Caller) -> None:
    await portal.fault("failure_text", count=1)
    told = await portal.create(a_dossier())
    assert told == {"error_code": "0", "message": "Cập nhật dữ liệu thất bại, vui lòng thử lại sau"}
    assert not await is_kept(portal)


async def test_success_may_come_without_a_code(portal: Caller) -> None:
    await portal.fault("success_without_code", count=1)
    assert await portal.create(a_dossier()) == {"message": "Cập nhật dữ liệu thành công"}
    assert await is_kept(portal)


async def test_texts_may_come_decomposed(portal: Caller) -> None:
    await portal.create(a_dossier())
    await portal.fault("nfd_text", count=1)
    message = (await portal.create(a_dossier()))["message"]
    assert message != "Hồ sơ đã tồn tại"
    assert unicodedata.normalize("NFC", message) == "Hồ sơ đã tồn tại"


async def test_a_body_may_drip(portal: Caller) -> None:
    await portal.fault("slow_body", seconds=0.05, count=1)
    began = time.monotonic()
    assert (await portal.create(a_dossier()))["error_code"] == "0"
    assert time.monotonic() - began >= 0.05


async def test_an_answer_may_be_of_another_agency(portal: Caller) -> None:
    await portal.fault("wrong_agency", count=1)
    assert (await portal.create(a_dossier()))["error_code"] == "-4"
    assert not await is_kept(portal)
    assert await portal.violations() == []  # the caller did nothing wrong


async def test_progress_may_be_filed_in_another_order(portal: Caller) -> None:
    await portal.create(a_dossier())
    await portal.progress(a_row(TrangThai="2", NoiDungXuLy="Tiếp nhận"))
    await portal.fault("reordered_progress", count=1)
    await portal.progress(a_row())
    rows = (await portal.view(f"dossiers/{CODE}"))["progress"]
    assert [row["TrangThai"] for row in rows] == ["4", "2"]


@pytest.mark.parametrize(("name", "message"), [
    ("procedure_withdrawn", "Thủ tục 9.000001 không có trong danh mục"),
    ("procedure_renamed", "TenTTHC không khớp danh mục thủ tục"),
])  # fmt: skip
async def test_the_catalogue_may_change_under_a_push(portal: Caller, name: str, message: str) -> None:
    await portal.fault(name, count=1)
    assert (await portal.create(a_dossier()))["message"] == message
    listed = (await portal.say("LayDanhSachTTHC"))["result"]
    assert {"MATTHC": "9.000001", "TENTTHC": "Cấp bản sao thử nghiệm"} not in listed
    detail = (await portal.say("LayThuTuc", maTTHC="9.000001"))["result"][0]
    assert (detail["TRANGTHAI"], detail["TENTTHC"]) in {
        ("0", "Cấp bản sao thử nghiệm"),
        ("1", "Cấp bản sao thử nghiệm (sửa đổi)"),
    }


async def test_agency_codes_may_change_their_form(portal: Caller) -> None:
    await portal.create(a_dossier())
    await portal.fault("agency_form")
    assert (await portal.say("TraCuuHoSo", mahoso=CODE))["result"][0]["MaDonVi"] == "H17.12.01"
    assert (await portal.say("LayDanhMucCoQuan"))["result"][0]["MADONVI"] == "000.00.00.H17"


def test_every_fault_has_its_test() -> None:
    tested = {
        "timeout_before_commit", "timeout_after_commit", "bad_gateway", "html_page", "session_expired",
        "code_rotation", "nested_message", "failure_text", "success_without_code", "nfd_text", "slow_body",
        "wrong_agency", "reordered_progress", "procedure_withdrawn", "procedure_renamed", "agency_form",
    }  # fmt: skip
    assert set(NAMES) == tested | AROUND


@pytest.mark.parametrize(
    ("aimed", "hit"),
    [
        ({"service": "DongBoHoSoMC"}, True),
        ({"service": "TraCuuHoSo"}, False),
        ({"dossier": CODE}, True),
        ({"dossier": OTHER}, False),
        ({"service": "DongBoHoSoMC", "dossier": CODE}, True),
        ({"probability": 0.0}, False),
        ({"count": 0}, False),
    ],
)
async def test_a_fault_hits_only_what_it_is_aimed_at(portal: Caller, aimed: dict[str, Any], hit: bool) -> None:
    await portal.fault("bad_gateway", **aimed)
    answer = await portal.raw("DongBoHoSoMC", isUpdating="False", data=[a_dossier()])
    assert (answer.status_code == 502) is hit


async def test_a_share_of_the_calls_is_hit_and_counted(portal: Caller) -> None:
    await portal.fault("bad_gateway", probability=0.3)
    answers = [(await portal.raw("LayDanhSachTTHC")).status_code for _ in range(100)]
    assert 15 <= answers.count(502) <= 45
    assert (await portal.view("faults"))[0]["fired"] == answers.count(502)
    assert (await portal.view("metrics"))["faults.bad_gateway"] == answers.count(502)


async def test_faults_are_taken_back_one_by_one_or_all(portal: Caller) -> None:
    for name in ("bad_gateway", "html_page", "slow_body"):
        await portal.fault(name)
    assert (await portal.http.delete("/_admin/faults", params={"id": 2})).json() == {"left": 2}
    assert [each["fault"] for each in await portal.view("faults")] == ["bad_gateway", "slow_body"]
    assert (await portal.http.delete("/_admin/faults")).json() == {"left": 0}


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"fault": "rain"}, "unknown_fault"),
        ({"fault": "slow_body", "count": "3"}, "fault_not_valid"),
        ({"fault": "slow_body", "probability": 2}, "fault_not_valid"),
        ({"fault": "slow_body", "seconds": -1}, "fault_not_valid"),
    ],
)
async def test_an_unknown_or_unfit_fault_is_refused(portal: Caller, body: dict[str, Any], code: str) -> None:
    answer = await portal.http.post("/_admin/faults", json=body)
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert await portal.view("faults") == []
