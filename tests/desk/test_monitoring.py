"""The monitoring centre over a register book whose figures are known: numbers, ways down, polls, closings, alerts."""

import asyncio
import re
from collections.abc import AsyncIterator

import pytest

from shared.callers import Role
from tests.desk.conftest import Served, SignIn
from tests.desk.made import DESK, Made
from tests.desk.watched import BOARD, OFFICE, PROVINCE, SPAN, Reader, first_cells, links, number_of, read_book
from tests.support.browser import PHONE, Complaints, broken_rules
from tests.support.town import Town

FORM = f"/giam-sat/bieu/II.06a?don-vi={OFFICE}&ky=2019-Q2"


@pytest.fixture(scope="module", autouse=True)
def book(town: Town) -> None:
    read_book(town)


@pytest.fixture
async def reader(served: Served) -> AsyncIterator[Reader]:
    reading = Reader(served, Role.MONITOR, Role.LEADER)
    async with reading.client:
        yield reading


async def test_the_board_shows_the_figures_of_the_book_and_each_opens_as_many_dossiers(reader: Reader) -> None:
    page = await reader.page(BOARD)
    cards = links(page.partition('id="so-lieu"')[2].partition("</section>")[0])
    shown = {address: number_of(words) for address, words in cards if "/giam-sat/ho-so?" in address}
    assert [*shown.values()] == [1880, 1845, 818, 997, 26, 0, 101]
    for address, number in shown.items():
        found = await reader.rows(address)
        assert len(found) == len(set(found)) == number, address
        assert f"{number:,} hồ sơ".replace(",", ".") in await reader.page(address)


async def test_every_number_of_the_table_opens_as_many_dossiers(reader: Reader) -> None:
    table = (await reader.page(f"{BOARD}&theo=thu-tuc&tat-ca=1")).partition('<section id="bang"')[2]
    counted = [(at, words) for at, words in links(table, "<tbody>") if "so=" in at and words[:1].isdigit()]
    assert len(counted) > 40
    for address, words in counted[::7]:
        assert len(await reader.rows(address)) == number_of(words), address


async def test_each_cell_of_the_form_opens_its_dossiers_and_the_form_adds_up(reader: Reader) -> None:
    page = await reader.page(FORM)
    assert "(3) = (4) + (5) + (6): 600 = 600 ✓" in page and "▲" not in page.partition("<tbody>")[2]
    cells = links(page.partition('id="bieu"')[2].partition("</table>")[0])
    assert len(cells) > 60
    for address, words in [*cells[:11], *cells[11::9]]:
        assert len(await reader.rows(address)) == number_of(words), address


async def test_cells_of_the_form_point_to_the_headings_above_and_before_them(reader: Reader) -> None:
    page = await reader.page(FORM)
    ids = re.findall(r'<th[^>]* id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    named = {each for headers in re.findall(r'headers="([^"]+)"', page) for each in headers.split()}
    assert named <= set(ids)


async def test_from_the_province_down_to_one_dossier_by_keyboard_without_script(sign_in: SignIn) -> None:
    page = await sign_in(Role.MONITOR, java_script_enabled=False)
    await page.goto(f"/giam-sat?don-vi={PROVINCE}&{SPAN}&cap=district")
    for words in ("Huyện Tam Đảo", "Đất đai"):
        await page.locator("#bang tbody").get_by_role("link", name=words, exact=True).focus()
        async with page.expect_navigation():
            await page.keyboard.press("Enter")
        assert "cap=district" in page.url and "den=2019-10-30" in page.url
    row = page.locator("#bang tbody tr").first
    number = number_of(await row.locator("td a").first.inner_text())
    await row.locator("td a").first.focus()
    async with page.expect_navigation():
        await page.keyboard.press("Enter")
    assert f"{number} hồ sơ" in await page.inner_text("main")
    assert await page.locator("#list tbody tr").count() == min(number, 100)
    await page.locator("#list tbody a").first.focus()
    async with page.expect_navigation():
        await page.keyboard.press("Enter")
    assert "Diễn biến" in await page.inner_text("main")
    crumbs = await page.locator(".crumbs a").evaluate_all("links => links.map(link => link.href)")
    assert crumbs and all("cap=district" in each and "den=2019-10-30" in each for each in crumbs)


async def test_the_pages_can_be_used_by_everyone(sign_in: SignIn, complaints: Complaints) -> None:
    page = await sign_in(Role.MONITOR, Role.LEADER)
    full = (f"/giam-sat?don-vi={PROVINCE}&{SPAN}", FORM, f"/giam-sat/ho-so?don-vi={OFFICE}&{SPAN}&so=late")
    rooms = ("canh-bao", "chi-so-766", "doi-lich", "chot")  # of each kind of page one, and one that is refused
    empty = (f"/giam-sat?don-vi={OFFICE}&ky=2018-M03", f"/giam-sat/ho-so?don-vi={OFFICE}&ky=2018-M03")
    for address in (*full, *empty, *(f"/giam-sat/{room}?don-vi={OFFICE}&{SPAN}" for room in rooms)):
        await page.goto(address)
        assert await broken_rules(page) == [], address
    await page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    for address in full[:2]:
        await page.goto(address)
        assert await broken_rules(page) == [], address
        assert await page.evaluate("() => document.documentElement.scrollWidth") <= PHONE["width"]
    assert complaints == []


async def test_keys_lead_to_the_blocks_and_through_the_table(sign_in: SignIn) -> None:
    page = await sign_in(Role.MONITOR)
    await page.goto(f"{BOARD}&theo=linh-vuc")
    await page.keyboard.press("Alt+3")
    assert page.url.endswith("#bang")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("ArrowDown")
    focused = await page.evaluate("() => document.activeElement.closest('tr')?.rowIndex")
    assert focused == 2


async def test_a_poll_costs_nothing_until_a_figure_of_the_office_moves(town: Town, reader: Reader) -> None:
    address = f"/giam-sat?don-vi={DESK}"
    first = await reader.client.get(address, headers={"X-Partial": "1"})
    tag = first.headers["etag"]
    again = {"X-Partial": "1", "If-None-Match": tag}
    unchanged = await reader.client.get(address, headers=again)
    assert (unchanged.status_code, unchanged.content) == (304, b"")
    other = await reader.client.get(f"{address}&kenh=online", headers=again)
    assert other.status_code == 200
    made = Made(town)
    made.told(made.receive()["id"])
    for _ in range(100):
        changed = await reader.client.get(address, headers=again)
        if changed.status_code == 200:
            break
    assert changed.status_code == 200 and changed.headers["etag"] != tag
    assert (await reader.client.get(address)).headers["cache-control"] == "no-store"


async def test_a_closed_period_carries_who_and_when_and_a_second_time_needs_a_reason(reader: Reader) -> None:
    place = f"/giam-sat/chot?don-vi={OFFICE}&ky=2019-M05"
    assert "Chưa hết" not in await reader.page(place)
    first = await _close(reader, place)
    assert first.status_code == 303
    shown = await reader.page(first.headers["location"])
    assert "phát hành lần 1" in shown and "Không có gì khác với số đã báo cáo" in shown
    refused = await _close(reader, place)
    assert refused.status_code == 422 and "Có 1 chỗ cần sửa" in refused.text and "Lỗi: " in refused.text
    again = await _close(reader, place, "Bổ sung sổ đến muộn")
    assert again.status_code == 303 and "phát hành lần 2" in await reader.page(again.headers["location"])
    assert "Kỳ này đã chốt lúc" in await reader.page(f"/giam-sat/bieu/II.06a?don-vi={OFFICE}&ky=2019-M05")


async def _close(reader: Reader, place: str, reason: str = ""):  # type: ignore[no-untyped-def]
    token = re.search(r'name="_token" value="([^"]+)"', (await reader.page(place)).partition("<main")[2])
    assert token
    return await reader.client.post(place, data={"_token": token[1], "ly-do": reason})


async def test_alerts_and_what_if_open_as_many_dossiers_as_they_say(reader: Reader) -> None:
    for page in (
        await reader.page(f"/giam-sat/canh-bao?don-vi={OFFICE}&{SPAN}&nguong=1"),
        await reader.page(f"/giam-sat/rut-ngan?don-vi={OFFICE}&{SPAN}&thu-tuc=1.011441"),
        await reader.page(f"/giam-sat/xep-hang?don-vi={PROVINCE}&{SPAN}&cap=district"),
    ):
        numbers = [(at, words) for at, words in links(page, 'id="list"') if re.fullmatch(r"[\d.]+", words)]
        opened = [(at, words) for at, words in numbers if "ho-so" in at or "canh-bao/" in at]
        assert opened
        for address, words in opened[:3]:
            assert len(await reader.rows(address)) == number_of(words), address


async def test_what_is_odd_is_decided_with_a_reason_that_is_never_lost(town: Town, reader: Reader) -> None:
    address = f"/giam-sat/bat-thuong/letter_after_due?don-vi={OFFICE}&{SPAN}"
    page = await reader.page(address)
    token = re.search(r'name="_token" value="([^"]+)"', page)
    assert token
    dossier = "00000000-0000-4000-8000-000000000001"
    sent = {"_token": token[1], "ho-so": dossier, "ma": "H", "ket-luan": "explained", "ly-do": ""}
    refused = await reader.client.post(address, data=sent)
    assert refused.status_code == 422 and "Nhập lý do của kết luận" in refused.text
    unknown = await reader.client.post(address, data={**sent, "ly-do": "Đã có biên bản"})
    assert unknown.status_code == 422


async def test_files_are_handed_on_under_their_names(reader: Reader) -> None:
    for kind, begins in (("xlsx", b"PK"), ("pdf", b"%PDF")):
        answer = await reader.client.get(f"/giam-sat/tai/II.06a.{kind}?don-vi={OFFICE}&ky=2019-Q2")
        assert answer.content.startswith(begins) and "filename" in answer.headers["content-disposition"]
    table = await reader.client.get(f"/giam-sat/bang.csv?don-vi={OFFICE}&{SPAN}&theo=linh-vuc")
    assert table.content.startswith(b"\xef\xbb\xbf") and "Đất đai" in table.text


async def test_who_oversees_nothing_is_kept_out_and_nonsense_is_refused_in_words(
    served: Served, reader: Reader
) -> None:
    async with Reader(served, Role.CLERK).client as clerk:
        assert (await clerk.get(BOARD)).status_code == 403
    for place in ("", "/bieu/II.06a", "/canh-bao"):
        wrong = await reader.client.get(f"/giam-sat{place}?tu=hom+qua&den=5/8/2026")
        assert wrong.status_code == 422 and "Có 1 chỗ cần sửa" in wrong.text and "<title>Lỗi: " in wrong.text
        assert 'value="hom qua"' in wrong.text and 'value="5/8/2026"' in wrong.text
    turned = await reader.client.get("/giam-sat?tu=5/8/2026&den=4/8/2026")
    assert "Nhập ngày cuối không trước ngày đầu" in turned.text
    assert (await reader.client.get("/giam-sat/ho-so?so=khong-co")).status_code == 404
    both = await reader.client.get(f"/giam-sat?don-vi={OFFICE}&kenh=online&linh-vuc=x")
    assert both.status_code == 422 and "bỏ bớt một điều kiện" in both.text
    calendar = await reader.client.get("/giam-sat/doi-lich", params={"don-vi": OFFICE, "ngay": "31/12/2026 chơi"})
    assert calendar.status_code == 422 and "nghỉ, làm bù" in calendar.text


async def test_a_month_without_dossiers_says_so_and_few_have_no_percentage(reader: Reader) -> None:
    assert "Kỳ này chưa có hồ sơ." in await reader.page(f"/giam-sat?don-vi={OFFICE}&ky=2018-M03")
    few = await reader.page(f"/giam-sat?don-vi={OFFICE}&{SPAN}&theo=linh-vuc")
    assert re.search(r'class="share">[0-4]/[1-4] ', few)


async def test_periods_chosen_by_name_or_days_are_told_apart(reader: Reader) -> None:
    typed = await reader.page(f"/giam-sat?don-vi={OFFICE}&ky=2019-Q2&tu=1/1/2019&den=30.10.2019")
    assert "01/01/2019–30/10/2019" in typed
    chosen = await reader.page(f"/giam-sat?don-vi={OFFICE}&ky=2019-Q2&tu=1/1/2019&den=30.10.2019&dang=ngay")
    assert "Quý II năm 2019" in chosen


async def test_a_list_says_in_words_what_it_was_narrowed_to(reader: Reader) -> None:
    page = await reader.page(f"/giam-sat/ho-so?don-vi={OFFICE}&{SPAN}&so=late&linh-vuc=%C4%90%E1%BA%A5t+%C4%91ai")
    assert "<h1>Quá hạn · Huyện Tam Đảo · Đất đai · 01/01/2019–30/10/2019</h1>" in page
    assert first_cells(page)


async def test_the_board_is_polled_every_half_minute_and_says_when_it_was_checked(sign_in: SignIn) -> None:
    page = await sign_in(Role.MONITOR)
    polls: list[int] = []
    page.on("response", lambda answer: polls.append(answer.status) if "x-partial" in answer.request.headers else None)
    await page.clock.install()
    await page.goto(BOARD)
    rows = page.locator("#bang tbody tr")
    before = await rows.count()
    await page.evaluate("() => { document.querySelector('.fresh time').textContent = '' }")
    for _ in range(8):
        await page.clock.run_for(5_000)
        await asyncio.sleep(0.1)
    assert polls and await rows.count() == before
    assert re.fullmatch(r"\d\d:\d\d:\d\d", await page.inner_text(".fresh time"))
