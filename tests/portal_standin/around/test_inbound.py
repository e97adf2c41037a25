"""What citizens do at the portal arrives at the province, is tried three times, and is kept with the replies."""

from base64 import b64decode
from datetime import timedelta
from typing import Any

import httpx2
import pytest
from starlette.responses import HTMLResponse, Response

from services.portal_standin.portal import NationalPortal
from shared.clock import SetClock
from tests.portal_standin.around.conftest import KEY, Province

CODE = "H17.01-20260305-0000001"


async def asked(client: httpx2.AsyncClient, kind: str, **what: Any) -> Any:
    answer = await client.post(f"/_admin/inbound/{kind}", json=what)
    assert answer.is_success, answer.text
    return answer.json()


async def test_a_citizen_files_and_the_province_gets_a_whole_dossier(
    client: httpx2.AsyncClient, province: Province, portal: NationalPortal
) -> None:
    [delivery] = await asked(client, "dossier", agency="H17.01", procedure="9.000002", form={"lý do": "thử"})
    [(path, body)] = province.heard
    assert (path, body["service"], body["madonvi"], province.keys) == ("gen-a", "GuiHoSo", "H17.01", [KEY])
    data = body["data"]
    assert data["MaHoSo"] == CODE
    assert data["NgayNopHoSo"] == "20260305090000"
    assert (data["ChuHoSo"], data["LoaiDoiTuong"]) == ("Trần Văn Mẫu", "1")
    assert data["ThongTinKhac"] == '{"lý do": "thử"}'
    assert b64decode(data["TaiLieuNop"][0]["Base64"]).startswith(b"%PDF")
    assert data["MaDoiTuong"] in portal.evidence.accounts
    assert "NguoiNop" not in data
    assert (delivery["outcome"], delivery["tries"][0]["answer"]["message"]) == ("received", "Đã nhận")


async def test_what_is_filed_stands_at_the_portal_as_newly_registered(
    client: httpx2.AsyncClient, province: Province, portal: NationalPortal
) -> None:
    await asked(client, "dossier", agency="H17.01")
    [filed] = portal.dossiers.all()
    assert (filed.code, filed.agency, filed.status, filed.created_by) == (CODE, "H17.01", "1", "portal")
    filed.move("2")
    await asked(client, "dossier", agency="H17.01", code=CODE)
    assert [each.status for each in portal.dossiers.all()] == ["2"]
    assert not portal.codes.is_unused(CODE)
    await asked(client, "dossier")
    assert province.heard[-1][1]["madonvi"] == "H17"


async def test_who_files_for_another_is_named_and_is_the_account(
    client: httpx2.AsyncClient, province: Province
) -> None:
    await asked(client, "dossier", agency="H17.01", account="vi-du", filer="thu", by_post=True)
    data = province.heard[0][1]["data"]
    assert (data["ChuHoSo"], data["SoGiayToChuHoSo"]) == ("Công ty TNHH Ví Dụ", "0000000017")
    assert data["NguoiNop"] == {"HoVaTen": "Nguyễn Thị Thử", "SoDinhDanh": "399192000022"}
    assert data["MaDoiTuong"].endswith("2")
    assert data["HinhThuc"] == "1"


async def test_a_paper_by_link_can_be_fetched_and_cannot_be_guessed(
    client: httpx2.AsyncClient, province: Province
) -> None:
    paper = {"name": "ban-ve.pdf", "by": "link", "from_store": True}
    await asked(client, "dossier", agency="H17.01", papers=[paper])
    [sent] = province.heard[0][1]["data"]["TaiLieuNop"]
    assert sent["DuocLayTuKhoDMQG"] == "1"
    fetched = await client.get(sent["DuongDanTaiTepTin"])
    assert (fetched.headers["content-type"], fetched.content[:4]) == ("application/pdf", b"%PDF")
    assert (await client.get("/given-files/1")).status_code == 404


async def test_a_delivery_is_tried_three_times_and_then_left(client: httpx2.AsyncClient, province: Province) -> None:
    province.answers = [502, HTMLResponse("<p>bảo trì</p>"), 503]
    [delivery] = await asked(client, "dossier", agency="H17.01")
    assert [tried["status"] for tried in delivery["tries"]] == [502, 200, 503]
    assert delivery["outcome"] == "unanswered"
    assert len({str(heard) for heard in province.heard}) == 1


async def test_nobody_listening_is_a_try_without_a_status(client: httpx2.AsyncClient, portal: NationalPortal) -> None:
    portal.config.inbound = {"url": "http://127.0.0.1:9", "key": KEY, "waits": [0, 0]}
    [delivery] = await asked(client, "lookup", code=CODE)
    assert [(tried["status"], tried["fault"]) for tried in delivery["tries"]] == [(None, "ConnectError")] * 3


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ({"error_code": "0"}, "received"),
        ({"error_code": 1, "message": "Đã nhận trước đây"}, "already_received"),
        ({"error_code": -1, "message": "Không có thủ tục này"}, "refused"),
        (401, "refused"),
    ],
)
async def test_an_answer_that_counts_ends_the_tries(
    answer: Any, outcome: str, client: httpx2.AsyncClient, province: Province
) -> None:
    province.answers = [answer if isinstance(answer, dict) else Response("{}", 401, media_type="application/json")]
    [delivery] = await asked(client, "withdrawal", code=CODE)
    assert (delivery["outcome"], len(delivery["tries"])) == (outcome, 1)


async def test_it_can_be_delivered_twice_and_then_with_other_content(
    client: httpx2.AsyncClient, province: Province
) -> None:
    await asked(client, "dossier", agency="H17.01", times=2, change={"DiaChi": "Nơi khác"})
    first, second, third = (body["data"] for _, body in province.heard)
    assert first == second
    assert third == first | {"DiaChi": "Nơi khác"}


async def test_deliveries_can_come_all_at_once(client: httpx2.AsyncClient, province: Province) -> None:
    delivered = await asked(client, "dossier", agency="H17.01", times=5, at_once=True)
    assert [each["outcome"] for each in delivered] == ["received"] * 5
    assert len({str(body) for _, body in province.heard}) == 1


async def test_an_earlier_delivery_comes_again_to_the_letter_or_changed(
    client: httpx2.AsyncClient, province: Province, clock: SetClock
) -> None:
    await asked(client, "dossier", agency="H17.01")
    await asked(client, "lookup", code=CODE)
    clock.turn_to(clock.now() + timedelta(days=1))
    await asked(client, "again", number=1)
    await asked(client, "again", number=1, change={"DiaChi": "Nơi khác"})
    await asked(client, "again", number=2, change={"masohoso": "khac"})
    (_, first), _, (_, same), (_, changed), (_, looked_up) = province.heard
    assert same == first
    assert changed["data"] == first["data"] | {"DiaChi": "Nơi khác"}
    assert looked_up["masohoso"] == "khac"
    assert (await client.post("/_admin/inbound/again", json={"number": 99})).status_code == 404


async def test_a_fault_has_it_delivered_again_with_other_content(
    client: httpx2.AsyncClient, province: Province, portal: NationalPortal
) -> None:
    portal.faults.set({"fault": "redelivery_changed", "service": "GuiHoSo", "count": 1})
    await asked(client, "dossier", agency="H17.01")
    await asked(client, "dossier", agency="H17.01")
    codes = [body["data"]["MaHoSo"][-1] for _, body in province.heard]
    assert codes == ["1", "1", "2"]


async def test_it_can_come_with_a_wrong_key_and_with_fields_missing(
    client: httpx2.AsyncClient, province: Province
) -> None:
    await asked(client, "dossier", agency="H17.01", bad_key=True, fields={"MaTTHC": None, "LoaiDoiTuong": "9"})
    assert province.keys != [KEY]
    data = province.heard[0][1]["data"]
    assert ("MaTTHC" in data, data["LoaiDoiTuong"]) == (False, "9")


async def test_what_follows_goes_to_the_agency_where_it_was_filed(
    client: httpx2.AsyncClient, province: Province
) -> None:
    await asked(client, "dossier", agency="H17.01")
    await asked(client, "supplement", code=CODE, text="Bổ sung bản vẽ")
    await asked(client, "withdrawal", code=CODE, reason="Đổi ý")
    (_, supplement), (_, withdrawal) = province.heard[1:]
    assert {supplement["madonvi"], withdrawal["madonvi"]} == {"H17.01"}
    assert supplement["service"] == "GuiBoSungHoSo"
    assert supplement["data"]["NgayBoSung"] == "20260305090000"
    assert supplement["data"]["TaiLieuNop"][0]["TenTepDinhKem"] == "giay-to-bo-sung.pdf"
    assert withdrawal["data"] == {"MaHoSo": CODE, "NgayYeuCau": "20260305090000", "LyDo": "Đổi ý"}


async def test_a_tax_notice_is_xml_in_base64(client: httpx2.AsyncClient, province: Province) -> None:
    await asked(client, "tax-notice", code=CODE, agency="H17.01", amount=250_000)
    notice = b64decode(province.heard[0][1]["data"]["FileThongBaoThue"]).decode()
    for name, text in {"MaHoSo": CODE, "SoTien": "250000", "HanNop": "20260404090000"}.items():
        assert f"<{name}>{text}</{name}>" in notice
    await asked(client, "tax-notice", code=CODE, agency="H17.01", xml="<hỏng")
    assert b64decode(province.heard[1][1]["data"]["FileThongBaoThue"]) == "<hỏng".encode()


async def test_a_tax_receipt_comes_with_a_voucher_to_fetch(client: httpx2.AsyncClient, province: Province) -> None:
    await asked(client, "tax-receipt", code=CODE, agency="H17.01", notice="TB-9", amount=250_000)
    data = province.heard[0][1]["data"]
    assert data["ThongTinThanhToan"]["MaThongBaoThue"] == "TB-9"
    assert data["ThongTinThanhToan"]["TrangThaiThanhToan"] == "1"
    assert (await client.get(data["UrlFileChungTu"])).content.startswith(b"%PDF")


async def test_a_look_up_is_flat_and_its_answer_is_kept(client: httpx2.AsyncClient, province: Province) -> None:
    province.answers = [{"MaHoSo": "H17.01-260305-0001", "TrangThaiHoSo": "2"}]
    [delivery] = await asked(client, "lookup", code="H17.01-260305-0001", agency="H17.01")
    assert province.heard[0][1] == {
        "service": "TraCuuHoSo",
        "madonvi": "H17.01",
        "masohoso": "H17.01-260305-0001",
    }
    assert (delivery["outcome"], delivery["tries"][0]["answer"]["TrangThaiHoSo"]) == ("received", "2")


async def test_of_a_fetched_file_is_kept_what_it_is_like(client: httpx2.AsyncClient, province: Province) -> None:
    province.answers = [Response(b"%PDF-1.7", media_type="application/pdf"), Response(status_code=410)]
    [delivery] = await asked(client, "download", token="mot-lien-ket")
    assert province.heard == [("files/mot-lien-ket", None)]
    assert delivery["tries"][0]["answer"]["bytes"] == 8
    assert delivery["outcome"] == "received"
    [gone] = await asked(client, "download", token="mot-lien-ket")
    assert gone["outcome"] == "refused"


async def test_deliveries_are_listed_by_service_and_dossier(client: httpx2.AsyncClient, province: Province) -> None:
    await asked(client, "dossier", agency="H17.01")
    await asked(client, "withdrawal", code=CODE)
    listed = (await client.get("/_admin/inbound", params={"dossier": CODE, "after": 1})).json()
    assert [each["service"] for each in listed] == ["GuiYeuCauRutHoSo"]
    assert len((await client.get("/_admin/inbound", params={"service": "GuiHoSo"})).json()) == 1


async def test_without_a_target_nothing_is_sent(client: httpx2.AsyncClient) -> None:
    answer = await client.post("/_admin/inbound/withdrawal", json={"code": CODE})
    assert (answer.status_code, answer.json()["code"]) == (409, "inbound_target_not_set")


async def test_an_unknown_account_or_option_is_refused(client: httpx2.AsyncClient, province: Province) -> None:
    assert (await client.post("/_admin/inbound/dossier", json={"account": "khong-co"})).status_code == 404
    assert (await client.post("/_admin/inbound/dossier", json={"acount": "mau"})).status_code == 422
    assert not province.heard
