"""Printing: which papers there are, the same bytes twice, several as one, and what is said where nothing prints."""

import re
from hashlib import sha256
from io import BytesIO

import httpx2
import pytest
from fastapi import FastAPI
from pypdf import PdfReader

from services.desk.clients.services import Services
from services.desk.settings import DeskSettings
from shared.callers import Role
from shared.local.fonts import NoFitTypeface
from shared.web.problems import answer_problems
from shared.web.service_client import ServiceClient
from tests.desk.conftest import SignIn
from tests.desk.dossiers import HERE, PROCEDURE, a_desk, a_dossier_at_work, width_of
from tests.support.browser import Complaints, broken_rules
from tests.support.journeys import Dossier, receive
from tests.support.town import Town


@pytest.fixture(scope="module")
def put_off(town: Town) -> Dossier:
    """With a letter of apology."""
    dossier = a_dossier_at_work(town)
    dossier.act(HERE.leader, "extension", promised_on="2098-12-31", note="Chờ ý kiến")
    return dossier


async def test_a_paper_printed_again_has_the_same_bytes_and_is_known_as_the_second(
    sign_in: SignIn, complaints: Complaints, put_off: Dossier
) -> None:
    page = await sign_in(Role.CLERK, offices=[HERE.code])
    version = put_off.seen_by(HERE.clerk)["version"]
    for key in ("giay-hen", f"viec-{version}", "phieu-kiem-soat"):
        address = f"/ho-so/{put_off.code}/giay/{key}.pdf?kho=a4"
        prints = [await (await page.request.get(address)).body() for _ in range(2)]
        assert prints[0] == prints[1] and prints[0].startswith(b"%PDF-"), key
        await page.goto(f"/ho-so/{put_off.code}/in?giay={key}")
        rows = [row for row in await page.locator("tbody tr").all_inner_texts() if sha256(prints[0]).hexdigest() in row]
        times = [re.search(r"In lần (\d), \d\d/\d\d/\d{4} \d\d:\d\d", row) for row in rows]
        assert [found and found[1] for found in times] == ["2", "1"], key
        assert all("A4" in row and "không ký số" in row for row in rows)
    assert await broken_rules(page) == []
    assert complaints == []


async def test_the_last_paper_made_stands_in_the_frame(
    sign_in: SignIn, complaints: Complaints, put_off: Dossier
) -> None:
    page = await sign_in(Role.CLERK, offices=[HERE.code])
    await page.goto(f"/ho-so/{put_off.code}")
    async with page.expect_navigation():
        await page.keyboard.press("Control+p")
    version = put_off.seen_by(HERE.clerk)["version"]
    assert await page.input_value("#giay") == f"viec-{version}"
    shown = await page.locator("#giay option").all_inner_texts()
    assert len(shown) == 3 and any("Phiếu xin lỗi và hẹn lại ngày trả kết quả" in each for each in shown)
    frame = await page.get_attribute("#preview", "src")
    answer = await page.request.get(f"{frame}")
    assert "frame-ancestors 'self'" in answer.headers["content-security-policy"]
    assert complaints == []


async def test_two_copies_are_one_file(sign_in: SignIn, put_off: Dossier) -> None:
    page = await sign_in(Role.CLERK, offices=[HERE.code], java_script_enabled=False)
    await page.goto(f"/ho-so/{put_off.code}/in")
    await page.select_option("#giay", "giay-hen")
    await page.select_option("#ban", "2")
    async with page.expect_navigation():
        await page.click("text=Xem mẫu")
    answer = await page.request.get(str(await page.get_attribute("#print", "href")))
    assert len(PdfReader(BytesIO(await answer.body())).pages) == 2


async def test_ticked_rows_are_one_file_and_what_cannot_be_printed_is_listed(
    sign_in: SignIn, town: Town, put_off: Dossier
) -> None:
    other = receive(town, HERE.clerk, PROCEDURE)
    page = await sign_in(Role.CLERK, offices=[HERE.code])
    await page.goto(f"/ho-so/{other.code}")
    token = await page.input_value("[name=_token] >> nth=0")

    async def ticked(*codes: str, **more: str) -> tuple[int, bytes]:
        fields = [("_token", token), *(("ho_so", code) for code in codes), *more.items()]
        body = "&".join(f"{name}={value}" for name, value in fields)
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        answer = await page.request.post("/in-nhieu", data=body, headers=kind)
        return answer.status, await answer.body()

    status, pdf = await ticked(other.code, put_off.code, other.code)
    assert (status, len(PdfReader(BytesIO(pdf)).pages)) == (200, 2)
    status, told = await ticked(other.code, "H40.12-260722-0001")
    assert status == 409 and "Có 1 hồ sơ chưa in được" in told.decode() and "In 1 hồ sơ còn lại" in told.decode()
    assert (await ticked(other.code, "H40.12-260722-0001", _con_lai="1"))[0] == 200
    assert "Chưa chọn hồ sơ nào" in (await ticked())[1].decode()
    assert "tối đa 50" in (await ticked(*(f"H40-260722-{n:04}" for n in range(51))))[1].decode()


async def test_the_receipt_can_be_read_out(sign_in: SignIn, complaints: Complaints, put_off: Dossier) -> None:
    page = await sign_in(Role.CLERK, offices=[HERE.code])
    await page.goto(f"/ho-so/{put_off.code}/doc")
    told = await page.inner_text("main")
    assert put_off.code in told and "Hẹn trả" in told and "Nguyễn Văn Mẫu" in told
    assert await width_of(page, "img.qr") > 0
    assert await broken_rules(page) == []
    assert complaints == []


async def test_without_fit_type_nothing_is_printed_and_the_receipt_is_read(desk_settings: DeskSettings) -> None:
    fontless = FastAPI()
    answer_problems(fontless)

    @fontless.get("/dossiers/{code}/receipt.pdf")
    async def refuse(code: str) -> None:
        raise NoFitTypeface("typeface_not_fit", "Không có phông chữ nào đủ 134 chữ cái tiếng Việt ở bốn kiểu")

    intake = ServiceClient("intake", "http://intake", httpx2.ASGITransport(fontless))
    others = Services.of(desk_settings)
    services = Services(intake, others.processing, others.stats, others.portal)
    async with a_desk(desk_settings, Role.CLERK, services=services) as client:
        answer = await client.get("/ho-so/H40.12-260722-0001/giay/giay-hen.pdf")
    await others.intake.close()
    assert answer.status_code == 400
    assert "Thiếu phông chữ tiếng Việt, báo quản trị" in answer.text and "Giấy hẹn để đọc" in answer.text
    assert "frame-ancestors 'self'" in answer.headers["content-security-policy"]
