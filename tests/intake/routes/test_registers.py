"""The register book of a desk over HTTP: who gets it, what it says, and that our own import reads it back."""

import io
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx2
import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from services.intake.forms.bindery import BookKind
from services.intake.forms.register_columns import COLUMNS, READ_BACK
from services.intake.repository.registers.book_reader import read_book
from services.intake.usecases.registers import export_register as exporting
from shared.clock import SetClock
from shared.db.database import BoundDatabase
from tests.intake.books import book_row
from tests.intake.conftest import COMMUNE, DESK, THURSDAY
from tests.intake.registry import Registry, counts
from tests.intake.routes.test_dossiers import CANARY, receive
from tests.intake.standings import a_standing, acted
from tests.intake.usecases.test_note_standings import Reader
from tests.support.people import Identity
from tests.support.printed import pages_of, text_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FIRST_LINE = 10  # six rows of head, three of names


def sheet_of(book: bytes) -> Worksheet:
    (sheet,) = openpyxl.load_workbook(io.BytesIO(book)).worksheets
    return sheet


def lines_of(book: bytes) -> list[list[Any]]:
    """The rows that stand for dossiers."""
    rows = sheet_of(book).iter_rows(min_row=FIRST_LINE, values_only=True)
    return [list(row) for row in rows if isinstance(row[0], int)]


async def register(
    client: httpx2.AsyncClient, headers: dict[str, str], kind: str = "xlsx", office: str = DESK, **span: str
) -> httpx2.Response:
    answer = await client.get(f"/registers/{office}.{kind}", params=span, headers=headers)
    assert answer.status_code == 200, answer.text
    return answer


async def test_a_desk_has_its_register_as_a_workbook(client: httpx2.AsyncClient, identity: Identity) -> None:
    headers = identity.headers("clerk", offices=("H62",))
    codes = [(await receive(client, headers))["code"] for _ in range(3)]
    await receive(client, headers, desk=COMMUNE)
    answer = await register(client, headers)
    assert answer.headers["content-type"] == XLSX
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-disposition"] == f'attachment; filename="so-theo-doi-{DESK}-20260101-20260305.xlsx"'
    lines = lines_of(answer.content)
    assert [(line[0], line[1]) for line in lines] == list(enumerate(codes, start=1))
    assert lines[0][3:8] == [1, CANARY[0], CANARY[3], CANARY[2], "Trung tâm hành chính công Tam Đảo"]
    assert lines[0][8:11] == [
        datetime.fromisoformat("2026-03-05 09:00"),
        datetime.fromisoformat("2026-03-10 17:00"),
        None,
    ]


async def test_an_end_that_processing_told_stands_in_the_book_in_words(
    client: httpx2.AsyncClient, identity: Identity, database: BoundDatabase, clock: SetClock
) -> None:
    headers = identity.headers("clerk")
    receipt = await receive(client, headers, result={"way": "post", "address": "Thôn Hai"})
    ended = THURSDAY + timedelta(hours=1)
    standing = a_standing(receipt["id"], 3, "returned", ended_at=ended, returned_at=ended + timedelta(hours=1))
    await Reader(database, clock).take([acted(standing)])
    (line,) = lines_of((await register(client, headers)).content)
    assert (line[10], line[11]) == (datetime.fromisoformat("2026-03-05 11:00"), "Qua bưu chính")
    assert line[-2:] == [datetime.fromisoformat("2026-03-05 10:00"), "Đã trả kết quả"]


async def test_numbers_of_people_are_not_in_it(client: httpx2.AsyncClient, identity: Identity) -> None:
    headers = identity.headers("clerk")
    await receive(client, headers)
    text = "\n".join(str(row) for row in sheet_of((await register(client, headers)).content).values)
    assert CANARY[1] not in text
    assert CANARY[1] not in text_of((await register(client, headers, "pdf")).content)


async def test_the_sheet_is_laid_out_as_a_book(client: httpx2.AsyncClient, identity: Identity) -> None:
    headers = identity.headers("clerk")
    await receive(client, headers)
    sheet = sheet_of((await register(client, headers)).content)
    said = [str(value) for row in sheet.values for value in row if value is not None]
    for words in (
        "ỦY BAN NHÂN DÂN TỈNH VĨNH PHÚC",
        "TRUNG TÂM HÀNH CHÍNH CÔNG TAM ĐẢO",
        "SỔ THEO DÕI HỒ SƠ",
        "Sổ mở năm 2026. Hồ sơ tiếp nhận từ ngày 01/01/2026 đến hết ngày 05/03/2026.",
        "(Mẫu số 07, Thông tư số 03/2025/TT-VPCP)",
        "Tổng cộng: 1 hồ sơ, trong đó đã trả kết quả 0",
        "Khóa sổ: từ số 1 đến số 1, gồm 1 hồ sơ. Sổ gồm …… trang, đóng dấu giáp lai.",
        "NGƯỜI GHI SỔ",
    ):
        assert words in said, words
    names = [cell.value for cell in sheet[FIRST_LINE - 2]]
    assert names == [column.name for column in (*COLUMNS, *READ_BACK)]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.print_title_rows == f"${FIRST_LINE - 3}:${FIRST_LINE - 2}"
    assert sheet.print_area.startswith("'So theo doi ho so'!$A$1:$N$")
    assert sheet.cell(FIRST_LINE, 9).number_format == "dd/mm/yyyy hh:mm"
    assert "&P/&N" in str(sheet.oddFooter.right.text) or "Page" in str(sheet.oddFooter.right.text)


async def test_nothing_that_people_typed_is_computed(client: httpx2.AsyncClient, identity: Identity) -> None:
    headers = identity.headers("clerk")
    evil = '=HYPERLINK("http://x","y")'
    await receive(client, headers, applicant={"name": evil, "address": "+1+1", "phone": CANARY[2]})
    sheet = sheet_of((await register(client, headers)).content)
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "d"}
    assert sheet.cell(FIRST_LINE, 5).value == evil
    assert isinstance(sheet.cell(FIRST_LINE, 7).value, str)


async def test_numbers_run_through_the_year_whatever_the_span(
    client: httpx2.AsyncClient, identity: Identity, clock: SetClock
) -> None:
    headers = identity.headers("clerk")
    for day in (3, 4, 5, 6):
        clock.turn_to(datetime(2026, 3, day, 3, tzinfo=UTC))
        await receive(client, headers)
    book = (await register(client, headers, **{"from": "2026-03-05"})).content
    assert [line[0] for line in lines_of(book)] == [3, 4]
    book = (await register(client, headers, **{"from": "2026-03-04", "to": "2026-03-04"})).content
    assert [line[0] for line in lines_of(book)] == [2]


async def test_an_empty_book_says_so(client: httpx2.AsyncClient, identity: Identity) -> None:
    book = (await register(client, identity.headers("leader"), to="2024-12-31")).content
    assert lines_of(book) == []
    said = [value for row in sheet_of(book).values for value in row]
    assert "(Mẫu số 06, Thông tư số 01/2018/TT-VPCP)" in said
    assert any("Không có hồ sơ nào" in str(value) for value in said)


async def test_the_paper_form_is_lying_numbered_and_closed(client: httpx2.AsyncClient, identity: Identity) -> None:
    headers = identity.headers("registrar")
    for _ in range(40):
        await receive(client, identity.headers("clerk"))
    answer = await register(client, headers, "pdf")
    assert answer.headers["content-type"] == "application/pdf"
    pages, text = pages_of(answer.content), text_of(answer.content)
    assert pages > 1
    for words in (
        f"Trang 1/{pages}",
        f"Trang {pages}/{pages}",
        "Mẫu số 07, Thông tư số 03/2025/TT-VPCP",
        "Tổng cộng: 40 hồ sơ",
        f"Khóa sổ: từ số 1 đến số 40, gồm 40 hồ sơ. Sổ gồm {pages} trang",
        "NGƯỜI ĐỨNG ĐẦU BỘ PHẬN MỘT CỬA",
    ):
        assert words in text, words
    assert text.count("Năm 2026, từ ngày 01/01/2026") == pages - 1  # the running head
    assert text.count("Tên cá nhân, tổ chức") >= pages - 1


MAY = dict.fromkeys(("clerk", "leader", "registrar"), 200)
MAY_NOT = dict.fromkeys(("officer", "monitor", "operator", "administrator"), 403)


@pytest.mark.parametrize(("role", "status"), [*MAY.items(), *MAY_NOT.items()])
async def test_only_who_keeps_the_book_gets_it(
    client: httpx2.AsyncClient, identity: Identity, role: str, status: int
) -> None:
    answer = await client.get(f"/registers/{DESK}.xlsx", headers=identity.headers(role))
    assert answer.status_code == status


async def test_desks_out_of_reach_or_unknown_and_odd_spans_are_refused(
    client: httpx2.AsyncClient, identity: Identity
) -> None:
    near, far = identity.headers("clerk"), identity.headers("clerk", offices=("H26",))
    for office, headers, span, status, code in (
        (DESK, far, {}, 403, "office_out_of_reach"),
        ("NONE", near, {}, 404, "office_not_found"),
        (DESK, near, {"from": "2025-12-01", "to": "2026-01-31"}, 422, "register_span_not_one_year"),
        (DESK, near, {"from": "2026-03-02", "to": "2026-03-01"}, 422, "register_span_not_one_year"),
        (DESK, near, {"from": "hôm qua"}, 422, "fields_not_valid"),
    ):
        answer = await client.get(f"/registers/{office}.xlsx", params=span, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (status, code)


@pytest.mark.parametrize(
    ("first", "last", "span"),
    [
        (None, None, (date(2026, 1, 1), date(2026, 3, 5))),
        (date(2026, 2, 1), None, (date(2026, 2, 1), date(2026, 3, 5))),
        (date(2025, 2, 1), None, (date(2025, 2, 1), date(2025, 12, 31))),
        (None, date(2024, 6, 30), (date(2024, 1, 1), date(2024, 6, 30))),
        (date(2026, 12, 1), None, (date(2026, 12, 1), date(2026, 12, 1))),
    ],
)
def test_days_left_out_are_those_of_the_year(first: date | None, last: date | None, span: tuple[date, date]) -> None:
    assert exporting._one_year(first, last, date(2026, 3, 5)) == span


async def test_a_book_too_long_for_paper_is_refused_with_the_way_out(
    client: httpx2.AsyncClient, identity: Identity, monkeypatch: pytest.MonkeyPatch
) -> None:
    headers = identity.headers("clerk")
    for _ in range(3):
        await receive(client, headers)
    monkeypatch.setitem(exporting.MOST_LINES, BookKind.PDF, 2)
    answer = await client.get(f"/registers/{DESK}.pdf", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (422, "register_too_long")
    assert "bản Excel" in answer.json()["detail"]
    assert len(lines_of((await register(client, headers)).content)) == 3


async def test_no_copy_stays_behind(client: httpx2.AsyncClient, identity: Identity, tmp_path: Path) -> None:
    await register(client, identity.headers("clerk"))
    await register(client, identity.headers("clerk"), "pdf")
    assert list((tmp_path / "files" / "exports").iterdir()) == []


BOOK = [
    book_row(1, identity=None),
    book_row(2, identity=None, status="Từ chối", note="=1+1", address=None),
    book_row(3, identity=None, channel="Trực tuyến", returned=None, status="Đã có kết quả"),
    book_row(4, identity=None, result=None, returned=None, status="Đang giải quyết", due=None, sets=3),
    book_row(5, identity=None, returned=None, status="Rút hồ sơ", phone="12345", channel="Bưu chính"),
    book_row(6, identity=None, returned=None, status="Dừng giải quyết", lead=None, way=None),
]


async def test_an_exported_book_of_an_old_desk_is_imported_again_as_unchanged(registry: Registry) -> None:
    assert counts(await registry.take(BOOK)) == ("done", 6, 6, 0, 0)
    exported = (await register(registry.client, registry.headers, to="2024-12-31")).content
    assert len(lines_of(exported)) == 6
    assert counts(await registry.take_book(exported)) == ("done", 6, 0, 6, 0)


async def test_what_is_read_back_equals_what_stands_in_the_books(
    client: httpx2.AsyncClient, identity: Identity, database: BoundDatabase, tmp_path: Path
) -> None:
    headers = identity.headers("clerk")
    for channel in ("direct", "online", "post"):
        await receive(client, headers, channel=channel)
    file = tmp_path / "exported.xlsx"
    file.write_bytes((await register(client, headers)).content)
    read = [line["entry"] for line in read_book(str(file), THURSDAY) if "entry" in line]
    async with database.reading() as connection:
        rows = await connection.fetch("select * from intake.dossiers order by accepted_at, id")
    assert len(read) == len(rows) == 3
    for entry, row in zip(read, rows, strict=True):
        for name in ("code", "procedure", "procedure_name", "sets", "phone", "address", "channel"):
            assert entry[name] == row[name]
        assert entry["applicant"] == row["applicant_name"]
        assert datetime.fromisoformat(entry["accepted_at"]) == row["accepted_at"].replace(microsecond=0)
        assert datetime.fromisoformat(entry["due_at"]) == row["due_at"]
        assert entry["outcome"] is None
