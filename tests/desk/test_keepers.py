"""The rooms of those who keep offices, catalogue, officials and personal data: each whole job through the forms."""

from datetime import timedelta
from typing import Any

import pytest
from playwright.async_api import Page

from shared.callers import Role
from shared.clock import SystemClock
from shared.worktime import legal_day
from tests.desk.conftest import SignIn
from tests.desk.made import Made
from tests.intake.real_catalogue import as_csv, procedure_rows
from tests.support.browser import PHONE, Complaints, broken_rules
from tests.support.town import Town

KEEPER = (Role.ADMINISTRATOR, Role.REGISTRAR)
TOMORROW = legal_day(SystemClock().now()) + timedelta(days=1)


async def _send(page: Page, button: str) -> None:
    async with page.expect_navigation():
        await page.click(button)


async def _said(page: Page) -> str:
    return await page.locator(".said").inner_text()


async def _fill(page: Page, **boxes: str) -> None:
    for name, value in boxes.items():
        await page.fill(f"[id='{name}']", value)


async def _passes(page: Page) -> None:
    """On a phone, where all is one column; the states before it are looked at wide."""
    await page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    assert await broken_rules(page) == []
    assert await page.evaluate("() => document.documentElement.scrollWidth") <= PHONE["width"]
    await page.set_viewport_size({"width": 1366, "height": 768})


async def test_an_office_is_registered_and_given_hours_agencies_and_duties(
    sign_in: SignIn, complaints: Complaints, town: Town
) -> None:
    page = await sign_in(*KEEPER)
    await page.goto("/quan-tri/don-vi?q=xa")
    await page.goto("/quan-tri/don-vi/moi?parent=08944.2025")
    await _fill(page, code="MAU.1", hours="bảy giờ")
    await _send(page, "text=Đăng ký >> nth=-1")
    assert await page.locator("#name-fault, #hours-fault").count() == 2
    assert await page.input_value("#code") == "MAU.1" and await page.input_value("#parent") == "08944.2025"
    assert await broken_rules(page) == []
    await _fill(page, name="Bộ phận một cửa thử", hours="7:30-11h30, 13:30-17:00")
    await page.select_option("#kind", "one_stop_desk")
    await page.keyboard.press("Control+Enter")
    await page.wait_for_url("**/don-vi/MAU.1")
    assert "Đã đăng ký Bộ phận một cửa thử" in await _said(page)
    assert "07:30–11:30, 13:30–17:00" in await page.locator("section:has(#gio)").inner_text()
    await _fill(page, hours_from="01/01/2020", sessions="08:00-12:00")
    await _send(page, "text=Đặt giờ làm việc")
    assert await page.locator("#errors").count() == 1 and await page.input_value("#sessions") == "08:00-12:00"
    await _fill(page, hours_from=f"{TOMORROW:%d/%m/%Y}")
    await _send(page, "text=Đặt giờ làm việc")
    assert f"Từ {TOMORROW:%d/%m/%Y}: 08:00–12:00" in await page.locator("section:has(#gio)").inner_text()
    await _fill(page, agency="khong.co")
    await _send(page, "text=Nhận hồ sơ của cơ quan này")
    assert await page.locator("#agency-fault").count() == 1
    await _fill(page, agency="08971.2025")
    await _send(page, "text=Nhận hồ sơ của cơ quan này")
    assert "Đã nhận hồ sơ của 08971.2025" in await _said(page)
    await _fill(page, last_on=f"{TOMORROW:%d/%m/%Y}")
    await _send(page, "text=Thôi phục vụ sau ngày đó")
    await _fill(page, person="canbo.b", group_name="Tư pháp", fields="Hộ tịch; Chứng thực", duty_from="1.1.2026")
    await _send(page, "text=Phân công >> nth=-1")
    assert "canbo.b: Tư pháp (Hộ tịch; Chứng thực)" in await page.locator("section:has(#phan-cong)").inner_text()
    await _passes(page)
    found = town.client.get(f"{town.url('intake')}/offices/MAU.1", headers=town.headers("clerk")).json()
    assert [each["sessions"] for each in found["hours"]][-1] == [["08:00", "12:00"]]
    assert complaints == []


async def test_the_reform_is_looked_at_before_it_is_carried_out(sign_in: SignIn) -> None:
    page = await sign_in(Role.ADMINISTRATOR, java_script_enabled=False)
    await page.goto("/quan-tri/sap-xep")
    await _send(page, "text=Xem trước >> nth=-1")
    assert await page.locator("#province-fault").count() == 1
    await _fill(page, province="khong.co")
    await _send(page, "text=Xem trước >> nth=-1")
    for _ in range(50):
        if await page.locator("#list .warn").count():
            break
        await page.reload()
    assert await page.locator("#list .warn").count() == 1


async def test_the_calendar_names_its_papers_and_explains_a_due_date(sign_in: SignIn, complaints: Complaints) -> None:
    page = await sign_in(Role.REGISTRAR)
    await page.goto("/quan-tri/lich?nam=2026")
    assert await page.locator("tr:has-text('Tết Dương lịch')").count() == 1
    await _fill(page, nhan="mai", so="ba")
    await page.keyboard.press("Control+Enter")
    await page.wait_for_selector("#errors")
    assert await page.input_value("#nhan") == "mai"
    await _fill(page, nhan="8:30 5/8/2026", so="5")
    await page.keyboard.press("Control+Enter")
    await page.wait_for_selector("main [role=status]")
    assert "17:00 thứ Tư 12/08/2026" in await page.locator("main [role=status]").inner_text()
    await _passes(page)
    assert complaints == []


async def test_a_decision_is_prepared_filled_from_a_file_and_published(
    sign_in: SignIn, complaints: Complaints, town: Town
) -> None:
    page = await sign_in(*KEEPER)
    await page.goto("/quan-tri/quyet-dinh")
    await _send(page, "button.main")
    assert await page.locator("#title-fault, #issuer-fault").count() == 2
    await _fill(page, title="Công bố thủ tục thử", issuer="VN", number="99/QĐ-THU", decided_on="1/1/2027")
    await _send(page, "button.main")
    assert "Đã lập dự thảo" in await _said(page)
    new = {**procedure_rows()[0], "code": "1.999991", "name": "Thủ tục chưa từng có"}
    file: Any = {"name": "tthc.csv", "mimeType": "text/csv", "buffer": as_csv([new])}
    await page.set_input_files("#tep", file)
    await _send(page, "text=Xem sẽ đổi gì")
    assert "1 mới" in await page.locator("main [role=status]").inner_text()
    await page.set_input_files("#tep", file)
    await _send(page, "text=Đưa phần khác vào dự thảo >> nth=0")
    assert await page.locator("#list tbody tr").count() == 1
    await _fill(page, code="1.999991")
    await _send(page, "text=Công bố 1 thủ tục")
    assert "ngày có hiệu lực" in (await page.locator("#errors").inner_text()).lower()
    assert await broken_rules(page) == []
    await _fill(page, effective_on="1/2/2027")
    await _send(page, "text=Lưu phần đầu")
    await _send(page, "text=Công bố 1 thủ tục")
    assert "Đã công bố 1 thủ tục" in await _said(page)
    await _fill(page, entered_on="abc")
    await _send(page, "text=Ghi ngày nhập")
    assert await page.locator("#entered_on-fault").count() == 1
    assert await broken_rules(page) == []
    await page.goto("/quan-tri/thu-tuc?q=dang+ky+khai+sinh")
    assert await page.locator("#list tbody tr").count() > 0
    await page.goto("/quan-tri/thu-tuc/1.001612")
    await _passes(page)
    assert complaints == []


async def test_a_limit_is_shortened_and_a_route_published(sign_in: SignIn, complaints: Complaints) -> None:
    page = await sign_in(*KEEPER)
    await page.goto("/quan-tri/rut-ngan?procedure=1.001612")
    await _fill(page, office="08944.2025", amount="9", decision="12/QĐ", decided_on="1/1/2026", valid_from="1/1/2040")
    await _send(page, "button.main")
    assert await page.locator("#amount-fault").count() == 1 and await page.input_value("#decision") == "12/QĐ"
    await _fill(page, amount="2")
    await _send(page, "button.main")
    row = page.locator("#list tbody tr")
    assert "2 ngày làm việc" in await row.inner_text()
    await _passes(page)
    await row.locator("summary").click()
    await row.locator("input[type=text]").fill("5/1/2040")
    await _send(page, "text=Chấm dứt sau ngày đó")
    assert "Đã chấm dứt" in await _said(page)
    await page.goto("/quan-tri/quy-trinh")
    await _send(page, "button.main")
    assert await page.locator("#errors li").count() == 4
    await _fill(page, name="Quy trình thử", decision="13/QĐ", procedure="1.001612", office="08944.2025")
    await _fill(page, valid_from="1/1/2040", **{"step-1": "Thẩm định", "amount-1": "2", "step-2": "Ký"})
    await page.select_option("[id='role-2']", "leader")
    await _send(page, "button.main")
    assert "Thẩm định (2 ngày làm việc) → Ký" in await page.locator("#list").inner_text()
    await _passes(page)
    assert complaints == []


async def test_an_official_is_entered_and_hands_all_his_work_on(
    sign_in: SignIn, complaints: Complaints, town: Town
) -> None:
    made = Made(town, "08944.2025")
    dossier = made.receive()["id"]
    made.act(dossier, "hand-over")
    made.act(dossier, "take-up", {"assignee": "canbo.cu"})
    page = await sign_in(Role.ADMINISTRATOR, Role.LEADER)
    await page.goto("/quan-tri/can-bo")
    await _fill(page, account="canbo.cu", name="Đỗ Thị Cũ", offices="08944.2025", phone="12")
    await page.check("fieldset#roles >> text=Chuyên viên")
    await page.check("fieldset#media >> text=Tin nhắn")
    await _send(page, "button.main")
    assert await page.locator("#phone-fault").count() == 1
    assert await page.is_checked("fieldset#media >> text=Tin nhắn")
    assert await broken_rules(page) == []
    await _fill(page, phone="0912 345 678")
    await _send(page, "button.main")
    await page.wait_for_url("**/can-bo/canbo.cu")
    assert await page.input_value("#phone") == "+84912345678"
    await _fill(page, to="canbo.moi")
    await _send(page, "text=Bàn giao mọi việc >> nth=-1")
    assert await page.locator("#note-fault").count() == 1 and await page.input_value("#to") == "canbo.moi"
    await _fill(page, note="Chuyển công tác")
    await _send(page, "text=Bàn giao mọi việc >> nth=-1")
    assert "Đã bàn giao 1 việc cho canbo.moi" in await _said(page)
    await _passes(page)
    assert complaints == []


async def test_personal_data_have_a_rule_and_an_auditor(sign_in: SignIn, complaints: Complaints) -> None:
    page = await sign_in(Role.ADMINISTRATOR, Role.AUDITOR)
    await page.goto("/quan-tri/luu-giu")
    await _fill(page, procedure="1.001612", months="nhiều", basis="Điều 5", decided_on="1/1/2026")
    await _send(page, "button[data-key]")
    assert await page.locator("#months-fault").count() == 1 and await page.input_value("#basis") == "Điều 5"
    await _fill(page, months="120")
    await _send(page, "button[data-key]")
    assert "Đã đặt thời hạn lưu của 1.001612" in await _said(page)
    await _passes(page)
    await _send(page, "text=Bỏ 1.001612")
    assert "không xoá nữa" in await _said(page)
    for address in ("/quan-tri/so-xoa", "/quan-tri/nhat-ky", "/quan-tri/nhat-ky?tu=mai"):
        await page.goto(address)
        await _passes(page)
    assert await page.input_value("#tu") == "mai"
    assert complaints == []


@pytest.mark.parametrize("address", ["/quan-tri/sap-xep", "/quan-tri/can-bo", "/quan-tri/so-xoa", "/quan-tri/nhat-ky"])
async def test_these_rooms_are_not_the_counters(sign_in: SignIn, address: str) -> None:
    page = await sign_in(Role.CLERK)
    answer = await page.goto(address)
    assert answer is not None and answer.status == 403
