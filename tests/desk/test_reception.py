"""B2: receiving at the counter, by keyboard and scanner, without a script, and what may go wrong."""

import re
from typing import Any

import pytest
from playwright.async_api import Page

from shared.callers import Role
from tests.desk.conftest import SignIn
from tests.desk.made import Made
from tests.support.browser import PHONE, Complaints, broken_rules, scan
from tests.support.town import Town

DESK = "08944.2025"
PLACE = "/quay/tiep-nhan"
RECEIVED = re.compile(r"/quay/da-tiep-nhan/08944\.2025-\d{6}-\d{4}$")


def card(number: int) -> str:
    return f"026187000{number:03}|026187{number:03}|Nguyễn Thị Quét {number}|05081987|Nữ|Xóm Thử, xã Mẫu|01012024"


@pytest.fixture(scope="module")
def made(town: Town) -> Made:
    return Made(town, DESK)


def person(number: int, **more: Any) -> dict[str, Any]:
    return {"name": f"Người Quen {number}", "identity_number": f"026187000{number:03}", **more}


async def at_the_form(sign_in: SignIn, **more: object) -> Page:
    page = await sign_in(Role.CLERK, offices=[DESK], **more)
    await page.goto(PLACE)
    return page


async def scanned(page: Page, number: int) -> None:
    await scan(page, card(number))
    await page.wait_for_function("() => document.activeElement.id === 'q'")


async def choose(page: Page, words: str = "thanh lap ho kinh doanh") -> None:
    await page.focus("#q")
    await page.keyboard.type(words)
    await page.wait_for_selector("#options [aria-selected=true]")
    await page.keyboard.press("Enter")
    await page.wait_for_selector("#matter .due-said")


async def press(page: Page, selector: str) -> None:
    async with page.expect_navigation():
        await page.click(selector)


def found(made: Made, name: str) -> list[dict[str, Any]]:
    """Dossiers of that applicant."""
    headers = made.town.headers("clerk", offices=(DESK,))
    answer = made.town.client.get(f"{made.town.url('intake')}/dossiers", params={"name": name}, headers=headers)
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


async def test_a_whole_case_by_scanner_and_keyboard_ends_at_the_receipt(
    sign_in: SignIn, complaints: Complaints
) -> None:
    page = await sign_in(Role.CLERK, offices=[DESK])
    await page.goto("/tai-khoan")
    async with page.expect_navigation():
        await page.keyboard.press("F2")
    await scanned(page, 1)
    assert [await page.input_value(f"#{name}") for name in ("identity", "name", "born", "address")] == [
        *("026187000001", "Nguyễn Thị Quét 1", "05/08/1987", "Xóm Thử, xã Mẫu"),
    ]
    await choose(page)
    assert "3 ngày làm việc" in await page.inner_text(".due-said")
    await page.focus("#matter .paper input[type=checkbox]")
    await page.keyboard.press("Space")
    assert await broken_rules(page) == []
    async with page.expect_navigation():
        await page.keyboard.press("Control+Enter")
    assert RECEIVED.search(page.url)
    code = await page.inner_text(".code")
    assert await page.evaluate("() => getComputedStyle(document.querySelector('.code')).fontSize") == "28px"
    first, again = [await (await page.request.get(f"/quay/giay-hen/{code}.pdf")).body() for _ in range(2)]
    assert first[:5] == b"%PDF-" and first == again
    assert await broken_rules(page) == []
    async with page.expect_navigation():
        await page.keyboard.press("F2")
    assert await page.input_value("#identity") == "026187000001"
    assert await page.input_value("#name") == "Nguyễn Thị Quét 1"
    assert "026187000001" not in page.url
    await page.goto(f"/quay/nhan/{code}")
    assert await page.locator(".label svg").count() == 2
    assert await broken_rules(page) == []
    assert complaints == []


async def test_the_whole_case_without_a_script(sign_in: SignIn, made: Made) -> None:
    page = await at_the_form(sign_in, java_script_enabled=False)
    await page.fill("#identity", card(2))
    async with page.expect_navigation():
        await page.keyboard.press("Enter")  # a scanner ends with Enter: the card is read
    assert await page.input_value("#name") == "Nguyễn Thị Quét 2"
    await page.fill("#q", "thanh lap ho kinh doanh")
    await press(page, "noscript button, button:text('Tìm thủ tục')")
    await press(page, ".picks button")
    assert "Hạn trả" in await page.inner_text(".due-said")
    await page.check("#matter .paper input[type=checkbox]")
    await press(page, "button.main")
    assert RECEIVED.search(page.url)
    assert len(found(made, "Nguyễn Thị Quét 2")) == 1


async def test_a_known_person_is_told_and_fills_what_is_to_be_confirmed(sign_in: SignIn, made: Made) -> None:
    for _ in range(2):
        made.receive(applicant=person(3, phone="0912000333", address="Xóm Cũ"), papers=[])
    page = await at_the_form(sign_in)
    await page.fill("#identity", "026187000003")
    await page.keyboard.press("Tab")
    await page.wait_for_selector("#known .warn")
    assert "Đã có 2 hồ sơ trước" in await page.inner_text("#known")
    assert [await page.input_value(f"#{name}") for name in ("name", "phone", "address")] == [
        *("Người Quen 3", "0912000333", "Xóm Cũ"),
    ]
    await choose(page)
    assert "hãy hỏi lại trước khi tiếp nhận" in await page.inner_text("#known")
    assert await page.locator("#known a[href^='/ho-so/']").count() == 2
    assert await broken_rules(page) == []
    async with page.expect_navigation():
        await page.keyboard.press("Control+Enter")
    assert RECEIVED.search(page.url), "a warning does not stand in the way"


async def test_what_is_wrong_comes_back_with_everything_typed(sign_in: SignIn, complaints: Complaints) -> None:
    page = await at_the_form(sign_in)
    await choose(page)
    await page.check("#matter .paper input[type=checkbox]")
    await page.fill("#phone", "12")
    await page.fill("#born", "32/13/1985")
    await press(page, "button.main")
    assert (await page.title()).startswith("Lỗi: ")
    assert await page.inner_text("#errors h2") == "Có 2 chỗ cần sửa"
    assert await page.evaluate("() => document.activeElement.id") == "errors"
    await page.fill("#name", "Nguyễn Văn Sửa")
    await page.fill("#born", "5.8.1985")
    await press(page, "button.main")
    assert await page.inner_text("#phone-fault") == (
        "Số điện thoại phải là 10 số di động (03, 05, 07, 08, 09) hoặc 11 số cố định (02)"
    )
    assert await page.is_checked("#matter .paper input[type=checkbox]")
    assert await broken_rules(page) == []
    await page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    assert await page.evaluate("() => document.documentElement.scrollWidth") <= PHONE["width"]
    assert await broken_rules(page) == []
    await page.fill("#phone", "0912000444")
    await press(page, "button.main")
    assert RECEIVED.search(page.url)
    assert complaints == []


async def test_a_form_sent_twice_makes_one_dossier_and_leads_to_the_same_page(sign_in: SignIn, made: Made) -> None:
    page = await at_the_form(sign_in)
    token = await page.input_value("#reception input[name=_token]")
    form = {"_token": token, "name": "Người Bấm Đúp", "q": "1.001612"}
    one, two = [await page.request.post(PLACE, form=form, max_redirects=0) for _ in range(2)]
    assert one.status == two.status == 303
    assert one.headers["location"] == two.headers["location"]
    assert len(found(made, "Người Bấm Đúp")) == 1


async def test_nothing_found_says_what_to_try_and_other_levels_are_grey(sign_in: SignIn) -> None:
    page = await at_the_form(sign_in)
    await page.focus("#q")
    await page.keyboard.type("qqqzzz")
    await page.wait_for_selector("#options")
    assert await page.inner_text("#options") == "Không tìm thấy thủ tục cho “qqqzzz”. Thử ít từ hơn hoặc nhập mã."
    assert await broken_rules(page) == []
    await page.fill("#q", "cap doi giay chung nhan quyen su dung dat")
    grey = page.locator("#options [aria-disabled=true]", has_text="Nộp tại cấp tỉnh")
    await grey.first.wait_for()
    await grey.first.dispatch_event("mousedown")
    assert await page.locator("#matter .due-said").count() == 0


@pytest.mark.parametrize(
    ("way", "fields", "words", "form"),
    [
        ("Yêu cầu bổ sung", {"#contact": "Quầy 04"}, "Yêu cầu bổ sung, hoàn thiện", "phieu-bo-sung"),
        ("Từ chối", {"#reason_text": "Thuộc thẩm quyền của cấp tỉnh"}, "Từ chối tiếp nhận", "phieu-tu-choi"),
    ],
)
async def test_the_other_exits_record_answer_and_print_their_form(
    sign_in: SignIn, complaints: Complaints, way: str, fields: dict[str, str], words: str, form: str
) -> None:
    page = await at_the_form(sign_in)
    await page.fill("#name", "Nguyễn Văn Thiếu")
    await choose(page)
    await press(page, f".exits button:text-is('{way}')")
    assert await page.inner_text("h1") == words
    assert await broken_rules(page) == []
    if form == "phieu-tu-choi":
        await press(page, "button[name=_sure]")
        assert await page.inner_text("#reason-fault") == "Chọn lý do từ chối"
        await page.select_option("#reason", "not_competent")
    for field, text in fields.items():
        await page.fill(field, text)
    async with page.expect_navigation():
        await page.keyboard.press("Control+Enter")
    assert re.search(r"/quay/ho-so-nop/[0-9a-f-]{36}$", page.url)
    printed = await page.request.get(f"{page.url}/{form}.pdf")
    assert (await printed.body())[:5] == b"%PDF-"
    assert await broken_rules(page) == []
    assert complaints == []


async def test_going_back_from_an_exit_keeps_the_form(sign_in: SignIn) -> None:
    page = await at_the_form(sign_in)
    await page.fill("#name", "Nguyễn Văn Nghĩ Lại")
    await choose(page)
    await page.check("#matter .paper input[type=checkbox]")
    await press(page, ".exits button:text-is('Từ chối')")
    async with page.expect_navigation():
        await page.keyboard.press("Escape")
    assert await page.input_value("#name") == "Nguyễn Văn Nghĩ Lại"
    assert await page.is_checked("#matter .paper input[type=checkbox]")


async def test_a_draft_survives_a_reload_and_is_cleared_by_the_receipt(sign_in: SignIn) -> None:
    page = await at_the_form(sign_in)
    await page.fill("#name", "Nguyễn Văn Nháp")
    await choose(page)
    await page.check("#matter .paper input[type=checkbox]")
    await page.reload()
    await page.wait_for_selector("#matter .due-said")
    assert await page.input_value("#name") == "Nguyễn Văn Nháp"
    assert await page.is_checked("#matter .paper input[type=checkbox]")
    await press(page, "button.main")
    await page.goto(PLACE)
    assert await page.input_value("#name") == ""


async def test_a_scan_is_kept_with_its_paper(sign_in: SignIn, made: Made) -> None:
    page = await at_the_form(sign_in)
    await page.fill("#name", "Nguyễn Văn Ảnh")
    await choose(page)
    await page.check("#matter .paper input[type=checkbox]")
    picture = {"name": "anh.png", "mimeType": "image/png", "buffer": ONE_DOT}
    await page.set_input_files("#matter .paper input[type=file] >> nth=0", picture)  # type: ignore[arg-type]
    await page.fill("#phone", "1")
    await press(page, "button.main")
    assert await page.locator("text=Đã có bản quét").count() == 1, "the file need not be chosen again"
    await page.fill("#phone", "")
    await press(page, "button.main")
    code = await page.inner_text(".code")
    headers = made.town.headers("clerk", offices=(DESK,))
    scans = made.town.client.get(f"{made.town.url('intake')}/dossiers/{code}/scans", headers=headers).json()
    assert len(scans) == 1 or len(scans["items"]) == 1


ONE_DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
