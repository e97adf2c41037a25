"""C: an officer's work, group by group; a leader's list to sign and the unit's work to give out."""

import re
from datetime import timedelta

import pytest
from playwright.async_api import Page

from shared.callers import Role
from shared.clock import SystemClock
from shared.worktime import legal_day
from tests.desk.conftest import SignIn
from tests.desk.made import Made
from tests.support.browser import PHONE, Complaints, broken_rules
from tests.support.journeys import Line, Office, enter_book
from tests.support.town import Town

DESK = "08923.2025"
EMPTY = "08914.2025"
OFFICER, LEADER = f"canbo.officer.{DESK}", f"canbo.leader.{DESK}"


@pytest.fixture(scope="module")
def made(town: Town, tmp_path_factory: pytest.TempPathFactory) -> Made:
    """An officer with three late, nine in term, one waiting; three at nobody's; three to sign."""
    at_desk = Made(town, DESK)
    today = legal_day(SystemClock().now())
    book = [Line(today - timedelta(days=40 + n), today - timedelta(days=20 + n)) for n in range(3)]
    for late in enter_book(town, tmp_path_factory.mktemp("book"), Office(DESK), *book):
        at_desk.act(late.id, "take-up", {"assignee": OFFICER, "note": "Hồ sơ tồn, xử lý trước"})
    ids = [at_desk.receive(f"Người Nộp {n:02}")["id"] for n in range(16)]
    for id_ in ids[:10]:
        at_desk.act(id_, "take-up", {"assignee": OFFICER})
    at_desk.act(ids[0], "supplement-request", {"note": "Thiếu bản sao"})
    for id_ in ids[10:13]:
        at_desk.act(id_, "hand-over")
    for id_ in ids[13:]:
        at_desk.act(id_, "take-up", {"assignee": OFFICER})
        at_desk.act(id_, "pass-on", {"note": "Kính trình"})
    return at_desk


async def test_every_number_is_the_length_of_its_list(made: Made, sign_in: SignIn, complaints: Complaints) -> None:
    page = await sign_in(Role.OFFICER, offices=[DESK])
    await page.goto("/")
    assert page.url.endswith("/viec-cua-toi")
    must = page.get_by_role("link", name="Hôm nay phải xong: 3")
    links = [await link.get_attribute("href") for link in await page.locator(".tabs a").all()]
    links.append(await must.get_attribute("href"))
    for address in links:
        assert address
        await page.goto(address)
        told = re.search(r"· (\d+) việc", await page.locator(".filtered").inner_text())
        assert told is not None
        assert await page.locator("#list tbody tr").count() == int(told[1]), address
    await page.goto("/viec-cua-toi?nhom=qua-han&trang-thai=in_process")
    assert await page.locator(".filtered").inner_text() == "Quá hạn · đang giải quyết · 3 việc"
    assert complaints == []


async def test_a_row_says_how_much_time_is_left_what_is_asked_by_whom_and_with_what_words(
    made: Made, sign_in: SignIn
) -> None:
    page = await sign_in(Role.OFFICER, offices=[DESK])
    await page.goto("/viec-cua-toi?nhom=qua-han")
    row = await page.locator("#list tbody tr").first.inner_text()
    assert re.search(r"▲ Quá hạn \d+ ngày\s+▲ Quá hạn \d+ ngày", row)
    assert "Giải quyết hồ sơ" in row and "Đăng ký khai sinh" in row
    assert "canbo.a: Hồ sơ tồn, xử lý trước" in row


async def test_steps_are_ticked_and_done_from_the_keyboard(made: Made, sign_in: SignIn, complaints: Complaints) -> None:
    page = await sign_in(Role.OFFICER, offices=[DESK])
    await page.goto("/tai-khoan")
    async with page.expect_navigation():
        await page.keyboard.press("F4")
    await page.keyboard.press("Alt+5")
    await page.wait_for_url("**nhom=sau")
    await page.evaluate("() => document.activeElement.blur()")
    for _ in range(2):
        await page.keyboard.press("ArrowDown")
        await page.keyboard.press("Space")
    assert await page.locator("input[name=chon]:checked").count() == 2
    async with page.expect_navigation():
        await page.keyboard.press("Control+Enter")
    assert "Đã chuyển bước tiếp theo 2 hồ sơ" in await page.locator(".said").inner_text()
    assert complaints == []


async def test_what_was_refused_is_told_one_by_one_and_the_rest_is_done_without_script(
    made: Made, sign_in: SignIn
) -> None:
    page = await sign_in(Role.OFFICER, offices=[DESK], java_script_enabled=False)
    await page.goto("/viec-cua-toi?nhom=sau")
    boxes = page.locator("input[name=chon]")
    values = [await boxes.nth(n).get_attribute("value") for n in range(2)]
    code, *_rest = str(values[0]).split("|")
    made.act(code, "assignment", {"assignee": OFFICER, "note": "Vẫn giao anh"})
    for n in range(2):
        await boxes.nth(n).check()
    await page.get_by_label("Ghi chú cho người nhận").fill("Kính trình")
    await page.get_by_role("button", name="Xong bước").click()
    assert "Đã chuyển bước tiếp theo 1 hồ sơ" in await page.locator(".said").inner_text()
    refused = await page.get_by_role("alert").inner_text()
    assert "Chưa làm được 1 hồ sơ" in refused and code in refused


async def test_nothing_ticked_is_said_where_one_ticks_and_what_was_typed_stays(made: Made, sign_in: SignIn) -> None:
    page = await sign_in(Role.OFFICER, offices=[DESK])
    await page.goto("/viec-cua-toi")
    await page.get_by_label("Ghi chú cho người nhận").fill("Kính trình")
    await page.keyboard.press("Control+Enter")
    await page.wait_for_selector(".errors")
    assert (await page.title()).startswith("Lỗi: ")
    assert await page.locator(".errors a").inner_text() == "Chưa chọn hồ sơ nào"
    assert await page.get_by_label("Ghi chú cho người nhận").input_value() == "Kính trình"
    assert await broken_rules(page) == []


async def test_each_row_leads_on_to_the_one_below_it(made: Made, sign_in: SignIn) -> None:
    page = await sign_in(Role.OFFICER, offices=[DESK])
    await page.goto("/viec-cua-toi?nhom=qua-han")
    links = page.locator("#list tbody a")
    codes = await links.all_inner_texts()
    for n, code in enumerate(codes):
        address = await links.nth(n).get_attribute("href")
        assert address and address.startswith(f"/ho-so/{code}?tiep=/viec-cua-toi")
    answer = await page.request.get(f"/viec-cua-toi/tiep?nhom=qua-han&toi={codes[1]}", max_redirects=0)
    assert answer.headers["location"].startswith(f"/ho-so/{codes[1]}?tiep=")
    assert codes[2] in answer.headers["location"]
    gone = await page.request.get("/viec-cua-toi/tiep?nhom=qua-han&toi=H00-000000-0000", max_redirects=0)
    assert gone.headers["location"].startswith(f"/ho-so/{codes[0]}")
    none = await page.request.get("/viec-cua-toi/tiep?nhom=hom-nay&toi=x", max_redirects=0)
    assert none.headers["location"] == "/viec-cua-toi?nhom=hom-nay"


async def test_a_leader_signs_what_waits_for_it_and_the_result_is_there(made: Made, sign_in: SignIn) -> None:
    page = await sign_in(Role.LEADER, offices=[DESK])
    await page.goto("/cho-ky")
    before = await page.locator("input[name=chon]").count()
    box = page.locator("input[name=chon]").last
    code = str(await box.get_attribute("value")).partition("|")[0]
    await box.check()
    async with page.expect_navigation():
        await page.keyboard.press("Control+Enter")
    assert "Đã có kết quả 1 hồ sơ" in await page.locator(".said").inner_text()
    assert await page.locator("input[name=chon]").count() == before - 1
    assert made.told(code)["state"] == "ready"


async def test_an_officer_takes_what_nobody_has_and_a_leader_gives_it_to_another(made: Made, sign_in: SignIn) -> None:
    page = await sign_in(Role.OFFICER, offices=[DESK])
    await page.goto("/viec-don-vi?chua-giao=1&buoc=Ký+duyệt%2C+ban+hành")
    await page.locator("input[name=chon]").first.check()
    await page.get_by_role("button", name="Nhận việc đã chọn về tôi").click()
    await page.wait_for_selector(".said")
    assert f"Đã giao 1 việc cho {OFFICER}" in await page.locator(".said").inner_text()
    page = await sign_in(Role.LEADER, offices=[DESK])
    await page.goto(f"/viec-don-vi?nguoi={OFFICER}&buoc=Ký+duyệt%2C+ban+hành")
    await page.locator("input[name=chon]").first.check()
    await page.get_by_role("button", name="Giao việc đã chọn").click()
    await page.wait_for_selector(".errors")
    assert await page.locator("input[name=chon]:checked").count() == 1
    await page.get_by_label("Giao cho (tài khoản)").fill(LEADER)
    await page.get_by_role("button", name="Giao việc đã chọn").click()
    await page.wait_for_selector(".said")
    assert f"Đã giao 1 việc cho {LEADER}" in await page.locator(".said").inner_text()


async def test_an_absent_colleagues_work_is_taken_over_with_the_delegation_first(made: Made, sign_in: SignIn) -> None:
    away = made.receive("Người Chờ Lâu")["id"]
    made.act(away, "take-up", {"assignee": "canbo.vang"})
    officer = await sign_in(Role.OFFICER, offices=[DESK])
    await officer.goto("/viec-don-vi/nhan-thay")
    assert "chỉ lãnh đạo đơn vị giao được" in await officer.locator(".warn").inner_text()
    page = await sign_in(Role.LEADER, offices=[DESK])
    await page.goto("/viec-don-vi/nhan-thay")
    async with page.expect_navigation():
        await page.get_by_role("link", name="Nhận thay canbo.vang").click()
    await page.wait_for_load_state()
    await page.keyboard.press("Control+Enter")
    await page.wait_for_selector(".errors")
    await page.get_by_label("Văn bản uỷ quyền").fill("Thông báo 12/TB-UBND ngày 27/11/2026")
    await page.get_by_label("Người nhận thay").fill("canbo.thay")
    await page.keyboard.press("Control+Enter")
    await page.wait_for_url("**nguoi=canbo.thay")
    assert "canbo.thay nhận thay 1 việc của canbo.vang" in await page.locator(".said").inner_text()
    assert made.told(away)["history"][-1]["note"] == "Thông báo 12/TB-UBND ngày 27/11/2026"


async def test_who_has_nothing_due_is_told_what_comes_next(made: Made, sign_in: SignIn) -> None:
    page = await sign_in(Role.LEADER, offices=[DESK])
    await page.goto("/cho-ky")
    words = await page.locator(".empty").inner_text()
    assert re.fullmatch(r"Hết việc đến hạn\. \d+ hồ sơ còn hạn từ \d\d/\d\d\.", words)


async def test_lists_of_work_can_be_used_by_everyone(made: Made, sign_in: SignIn, complaints: Complaints) -> None:
    page = await sign_in(Role.OFFICER, Role.LEADER, offices=[DESK])
    for address in ("/viec-don-vi", "/cho-ky", "/viec-cua-toi/canh-bao", f"/viec-don-vi/nhan-thay?vang={OFFICER}"):
        await _is_usable(page, address)
    empty = await sign_in(Role.OFFICER, offices=[EMPTY])
    await _is_usable(empty, "/viec-cua-toi")
    assert await empty.locator(".empty").inner_text() == "Không có việc nào đang giao cho anh/chị."
    await page.set_viewport_size(PHONE)
    await _is_usable(page, "/viec-don-vi")
    assert await page.evaluate("() => document.documentElement.scrollWidth") <= PHONE["width"]
    assert complaints == []


async def _is_usable(page: Page, address: str) -> None:
    await page.goto(address)
    assert await broken_rules(page) == [], address
