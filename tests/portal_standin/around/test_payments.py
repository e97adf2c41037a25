"""The payment platform: what it refuses, what it tells, and how its call-backs go astray."""

from io import BytesIO
from typing import Any

import httpx2
import pytest
from pypdf import PdfReader

from services.portal_standin.around.payments.check_sum import check_sum, is_right, signed
from services.portal_standin.portal import NationalPortal
from tests.portal_standin.around.conftest import Province

SECRET = "standin-pay-secret"
DOSSIER = "H17.01-260305-0001"


def init(**changed: Any) -> dict[str, Any]:
    asked = {
        "LoaiBanTin": "INIT",
        "PhienBan": "1.0.6",
        "MaDoiTac": "H17",
        "MaThamChieu": "H1701-1",
        "SoTien": "8000",
        "LoaiHinhThanhToan": "PAY",
        "MaKenhThanhToan": "1",
        "MaThietBi": "1",
        "NgonNgu": "vi-VN",
        "MaTienTe": "VND",
        "MaNganHang": "PAYMENT",
        "ThongTinGiaoDich": "Lệ phí bản sao",
        "ThoiGianGD": "20260305090000",
        "Ip": "127.0.0.1",
        "ThongTinBienLai": {"MaHoSo": DOSSIER},
    }
    return signed("INIT", asked | changed, SECRET)


def later(kind: str, reference: str = "H1701-1") -> dict[str, Any]:
    asked = {"LoaiBanTin": kind, "PhienBan": "1.0.6", "MaDoiTac": "H17", "MaThamChieu": reference}
    return signed(kind, asked | {"ThoiGianGD": "20260305090000"}, SECRET)


async def sent(client: httpx2.AsyncClient, message: Any) -> Any:
    return (await client.post("/payplat", json=message)).json()


async def paid(client: httpx2.AsyncClient, **how: Any) -> Any:
    answer = await client.post("/_admin/inbound/payment-callback", json={"reference": "H1701-1", **how})
    assert answer.is_success, answer.text
    return answer.json()


def test_the_check_sum_is_sha256_over_the_fields_and_the_secret() -> None:
    asked = {"LoaiBanTin": "QUERY", "PhienBan": "1.0.6", "MaDoiTac": "H17", "MaThamChieu": "1", "ThoiGianGD": "2"}
    # printf 'QUERY|1.0.6|H17|1|2|s' | sha256sum
    assert check_sum("QUERY", asked, "s") == "9263bc1339bea6ee48eb46632b26b5cb30255625f8387c5c3d0259200d298bda"


async def test_a_payment_begins_is_paid_and_is_told(
    client: httpx2.AsyncClient, province: Province, portal: NationalPortal
) -> None:
    begun = await sent(client, init())
    assert begun["MaLoi"] == "00"
    assert is_right("started", begun, SECRET)
    assert (await sent(client, later("QUERY")))["MaLoi"] == "01"
    [delivery] = await paid(client)
    [(path, told)] = province.heard
    assert (path, delivery["outcome"]) == ("payments/callback", "received")
    assert is_right("paid", told, SECRET)
    assert (told["MaLoi"], told["MaThamChieu"], told["SoTien"]) == ("00", "H1701-1", "8000")
    assert await sent(client, later("QUERY")) == told
    assert DOSSIER in portal.evidence.paid


@pytest.mark.parametrize(
    ("message", "text"),
    [
        (init() | {"SoTien": "1"}, "Mã xác thực không đúng"),
        (init(MaDoiTac="H99"), "Mã xác thực không đúng"),
        (init(SoTien="0"), "Số tiền phải là số nguyên dương, đơn vị đồng"),
        (init(SoTien="8.000"), "Số tiền phải là số nguyên dương, đơn vị đồng"),
        (init(MaTienTe="USD"), "Chỉ nhận PAY bằng VND"),
        (init(Ip=""), "Thiếu trường Ip"),
        (later("QUERY", "khong-co"), "Mã tham chiếu không tồn tại"),
        ({"LoaiBanTin": "PAY"}, "Loại bản tin không được hỗ trợ"),
    ],
)
async def test_a_message_that_is_wrong_is_refused_and_written_down(
    message: dict[str, Any], text: str, client: httpx2.AsyncClient, portal: NationalPortal
) -> None:
    assert await sent(client, message) == {"MaLoi": "99", "MoTaLoi": text}
    assert [each.check for each in portal.log.violations] == ["V23"]


async def test_a_reference_serves_once(client: httpx2.AsyncClient) -> None:
    await sent(client, init())
    assert (await sent(client, init()))["MoTaLoi"] == "Mã tham chiếu đã tồn tại"


async def test_a_lost_call_back_is_found_by_asking(client: httpx2.AsyncClient, province: Province) -> None:
    await sent(client, init())
    assert await paid(client, is_lost=True) == []
    assert not province.heard
    assert (await sent(client, later("QUERY")))["MaLoi"] == "00"


@pytest.mark.parametrize(("fault", "heard"), [("lost_callback", 0), ("duplicate_callback", 2)])
async def test_faults_lose_and_double_a_call_back(
    fault: str, heard: int, client: httpx2.AsyncClient, province: Province, portal: NationalPortal
) -> None:
    portal.faults.set({"fault": fault, "dossier": DOSSIER, "count": 1})
    await sent(client, init())
    await paid(client)
    assert len(province.heard) == heard


async def test_a_hasty_citizen_has_paid_before_the_reply_is_out(
    client: httpx2.AsyncClient, province: Province, portal: NationalPortal
) -> None:
    portal.faults.set({"fault": "callback_before_reply", "count": 1})
    begun = await sent(client, init())
    assert begun["MaLoi"] == "00"
    assert [told["MaThamChieu"] for _, told in province.heard] == ["H1701-1"]


async def test_a_call_back_can_be_doubled_wrongly_signed_or_of_another_amount(
    client: httpx2.AsyncClient, province: Province
) -> None:
    await sent(client, init())
    province.answers = [{"MaLoi": "99"}]
    [forged] = await paid(client, wrong_check_sum=True)
    assert forged["outcome"] == "refused"
    await paid(client, change={"SoTien": "1"}, times=2)
    (_, first), (_, second), (_, third) = province.heard
    assert not is_right("paid", first, SECRET)
    assert second == third
    assert is_right("paid", second, SECRET)
    assert second["SoTien"] == "1"


async def test_what_is_paid_stays_paid_and_what_failed_is_told(client: httpx2.AsyncClient, province: Province) -> None:
    await sent(client, init())
    await sent(client, init(MaThamChieu="H1701-2"))
    await paid(client, reference="H1701-2", is_paid=False)
    assert province.heard[0][1]["MaLoi"] == "02"
    await paid(client)
    await paid(client, is_paid=False)
    assert (await sent(client, later("QUERY")))["MaLoi"] == "00"


async def test_the_bill_is_a_pdf_once_it_is_paid(client: httpx2.AsyncClient, province: Province) -> None:
    await sent(client, init())
    assert (await sent(client, later("GET_BILL")))["MoTaLoi"] == "Giao dịch chưa được thanh toán"
    await paid(client)
    bill = await client.post("/payplat", json=later("GET_BILL"))
    assert bill.headers["content-type"] == "application/pdf"
    assert DOSSIER in PdfReader(BytesIO(bill.content)).pages[0].extract_text()


async def test_a_citizen_pays_on_the_page(client: httpx2.AsyncClient, province: Province) -> None:
    address = (await sent(client, init()))["UrlThanhToan"]
    shown = (await client.get(address)).text
    assert "8.000 đồng" in shown
    assert "Đã thanh toán" in (await client.post(address, data={"outcome": "paid"})).text
    await client.post(address, data={"outcome": "failed"})
    assert len(province.heard) == 1
    assert (await client.get("/payplat/doan-mo")).status_code == 404


async def test_without_an_address_to_call_it_is_paid_all_the_same(client: httpx2.AsyncClient) -> None:
    await sent(client, init())
    assert await paid(client) == []
    assert (await sent(client, later("QUERY")))["MaLoi"] == "00"
    assert (await client.post("/_admin/inbound/payment-callback", json={"reference": "?"})).status_code == 404
