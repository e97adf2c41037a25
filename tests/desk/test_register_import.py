"""G: an old register book is tried, its columns named, and written; by mouse, by key and without JavaScript."""

import asyncio
from pathlib import Path
from typing import Any

from playwright.async_api import Page

from shared.callers import Role
from tests.desk.conftest import SignIn
from tests.intake.books import HEADER, a_book, a_csv
from tests.intake.books import book_row as a_row
from tests.intake.old_fonts import to_tcvn3
from tests.support.browser import PHONE, Complaints, broken_rules

OFFICE = "08950.2025"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def a_file(content: bytes, name: str = "so-2024.xlsx") -> list[dict[str, object]]:
    return [{"name": name, "mimeType": XLSX, "buffer": content}]


def book_row(number: int, **changes: Any) -> list[Any]:
    """Of the days after the reform of 2025."""
    after = {"code": f"K{OFFICE[:5]}-251008-{number:04}", "received": "08/10/2025 08:00", "due": "13/10/2025 17:00"}
    return a_row(number, **(after | {"result": "10/10/2025 10:00", "returned": "10/10/2025 15:00"} | changes))


async def _try(page: Page, content: bytes, name: str = "so-2024.xlsx", *, by_key: bool = False) -> None:
    await page.goto("/quan-tri/nhap")
    await page.set_input_files("#so", a_file(content, name))  # type: ignore[arg-type]
    async with page.expect_navigation():
        await (page.keyboard.press("Control+Enter") if by_key else page.click("text=Đọc thử"))


async def _ended(page: Page) -> None:
    for _ in range(100):
        if "đang" not in (await page.locator(".lead").inner_text()).lower():
            return
        await asyncio.sleep(0.1)
        await page.reload()
    raise AssertionError(await page.locator(".lead").inner_text())


async def test_a_book_is_tried_and_its_rows_are_written(
    sign_in: SignIn, complaints: Complaints, tmp_path: Path
) -> None:
    page = await sign_in(Role.REGISTRAR, offices=[OFFICE])
    await page.goto("/quan-tri/nhap")
    assert await broken_rules(page) == []
    assert await page.input_value("#office") == OFFICE
    rows = [book_row(n, applicant=to_tcvn3("Nguyễn Thị Hường")) for n in range(1, 25)]
    rows += [book_row(31, received="mai"), book_row(32, received="hôm qua"), book_row(33, procedure="9.999999")]
    await _try(page, a_book(rows), by_key=True)
    await page.wait_for_selector(".tiles")  # the list swaps itself when the work has ended
    assert "Đã đọc thử, chưa ghi" in await page.locator(".lead").inner_text()
    tiles = await page.locator(".tile").all_inner_texts()
    assert tiles == ["27 dòng đã đọc", "25 sẵn sàng", "1 nhận nhưng có điểm lạ", "0 đã có, không đổi", "2 không nhận"]
    assert await page.locator("#ready tbody tr").count() == 20
    refused = await page.locator("#refused tbody tr").all_inner_texts()
    assert len(refused) == 1 and "30, 31" in refused[0] and "ngày tiếp nhận" in refused[0]
    assert "Nguyễn Thị Hường" in await page.locator("section").inner_text()
    assert await broken_rules(page) == []
    async with page.expect_download() as list_:
        await page.click("text=Tải danh sách dòng không nhận")
    kept = tmp_path / "loi.xlsx"
    await (await list_.value).save_as(kept)
    assert kept.read_bytes()[:2] == b"PK"
    async with page.expect_navigation():
        await page.keyboard.press("Control+Enter")
    assert "Đã bắt đầu ghi sổ" in await page.locator(".said").inner_text()
    await _ended(page)
    assert "25 đã nhận" in await page.locator(".tiles").inner_text()
    assert await page.locator("text=Ghi 25 dòng").count() == 0
    await page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    assert await broken_rules(page) == []
    await page.goto("/quan-tri/nhap")
    assert await broken_rules(page) == []
    states = await page.locator("#list tbody tr td:nth-child(4)").all_inner_texts()
    assert states[:2] == ["Đã ghi", "Đã đọc thử, chưa ghi"]
    assert complaints == []


async def test_a_foreign_column_is_named_once_without_javascript(sign_in: SignIn) -> None:
    page = await sign_in(Role.REGISTRAR, offices=["08971.2025"], java_script_enabled=False)
    header = ["Ký hiệu lưu" if each == "Mã hồ sơ" else each for each in HEADER]
    book = a_book([book_row(n) for n in range(101, 104)], header)
    await _try(page, book)
    assert "Đang" in await page.locator(".lead").inner_text() or await page.locator(".warn").count()
    await _ended(page)
    assert "Không thấy dòng tiêu đề" in await page.locator(".warn").inner_text()
    await page.get_by_label("Ký hiệu lưu").select_option(label="Mã hồ sơ")
    async with page.expect_navigation():
        await page.click("text=Nhớ tên cột và đọc lại sổ")
    assert "Đã nhớ 1 tên cột" in await page.locator(".said").inner_text()
    await _ended(page)
    async with page.expect_navigation():
        await page.click("text=Ghi 3 dòng")
    await _ended(page)
    await _try(page, book)
    await _ended(page)
    assert "3 đã có, không đổi" in await page.locator(".tiles").inner_text()
    assert "Không có dòng nào mới để ghi" in await page.locator("#list").inner_text()


async def test_work_on_a_book_is_stopped(sign_in: SignIn, complaints: Complaints) -> None:
    page = await sign_in(Role.REGISTRAR, offices=["08974.2025"])
    await _try(page, a_csv([HEADER, *(book_row(n) for n in range(1, 9000))]), "so.csv")
    assert await page.locator("progress").count() == 1
    assert await broken_rules(page) == []
    async with page.expect_navigation():
        await page.click("text=Dừng")
    assert "Đã dừng" in await page.locator(".said").inner_text()
    assert "chưa ghi gì" in await page.locator(".warn").inner_text()
    async with page.expect_navigation():
        await page.click("text=Nạp tệp khác")
    assert complaints == []


async def test_what_is_no_book_says_so_and_keeps_what_was_typed(sign_in: SignIn, complaints: Complaints) -> None:
    page = await sign_in(Role.REGISTRAR, offices=["VN"])
    await page.goto("/quan-tri/nhap")
    await page.fill("#office", OFFICE)
    async with page.expect_navigation():
        await page.click("text=Đọc thử")
    assert "Chọn tệp sổ cần nạp" in await page.locator("#errors").inner_text()
    assert await page.input_value("#office") == OFFICE
    await page.set_input_files("#so", a_file(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "so.pdf"))  # type: ignore[arg-type]
    async with page.expect_navigation():
        await page.click("text=Đọc thử")
    assert "không phải sổ Excel" in await page.locator("#errors").inner_text()
    assert (await page.title()).startswith("Lỗi: ")
    assert await broken_rules(page) == []
    await page.fill("#office", "khong.co")
    await page.set_input_files("#so", a_file(a_book([book_row(1)])))  # type: ignore[arg-type]
    async with page.expect_navigation():
        await page.click("text=Đọc thử")
    assert await page.input_value("#office") == "khong.co"
    assert await page.locator("#office-fault").count() == 1
    assert complaints == []


async def test_only_a_registrar_hands_books_in(sign_in: SignIn) -> None:
    page = await sign_in(Role.CLERK)
    answer = await page.goto("/quan-tri/nhap")
    assert answer is not None and answer.status == 403
