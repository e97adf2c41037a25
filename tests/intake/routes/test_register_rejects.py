"""The list of rows that were not taken: every row with its reason, safe to open, mended and handed in again."""

from io import BytesIO
from typing import Any

import httpx2
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.intake.books import HEADER, Sheet, Text, a_book, a_workbook, book_row
from tests.intake.dirt import BAD
from tests.intake.old_fonts import to_tcvn3
from tests.intake.registry import Registry, counts
from tests.support.people import Identity

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def opened(answer: httpx2.Response) -> list[Worksheet]:
    assert (answer.status_code, answer.headers["content-type"]) == (200, XLSX)
    return load_workbook(BytesIO(answer.content)).worksheets


def rows(sheet: Worksheet) -> list[tuple[Any, ...]]:
    return list(sheet.iter_rows(values_only=True))


async def test_each_rejected_row_stands_there_with_its_reason_last(registry: Registry) -> None:
    spoilt = [book_row(n, **changes) for n, (changes, _) in enumerate(BAD.values(), start=2)]
    job = await registry.take([book_row(1), *spoilt, book_row(99)])
    (sheet,) = opened(await registry.rejects(job["id"]))
    header, *lines = rows(sheet)
    assert list(header) == [*HEADER, "Dòng trong sổ", "Lý do không nhận"]
    assert [(line[-2], line[-1]) for line in lines] == [(one["row"], one["reason"]) for one in job["rejected"]]
    assert [line[5] for line in lines[7:9]] == [row[5] for row in spoilt[7:9]]
    again = await registry.take_book((await registry.rejects(job["id"])).content)
    assert [one["reason"] for one in again["rejected"]] == [one["reason"] for one in job["rejected"]]


async def test_the_list_can_be_mended_and_handed_in(registry: Registry) -> None:
    sheets = [
        Sheet([HEADER, book_row(1), book_row(2, received="hôm qua", procedure=1.001612)], "Tháng 3"),
        Sheet([HEADER, book_row(3, applicant=None), [], HEADER[::-1], book_row(4, due="mai")[::-1]], "Tháng 4"),
    ]
    job = await registry.take_book(a_workbook(*sheets))
    assert counts(job) == ("done", 4, 1, 0, 3)
    book = load_workbook(BytesIO((await registry.rejects(job["id"])).content))
    march, april = book.worksheets
    assert (march.title, april.title) == ("Tháng 3", "Tháng 4")
    march["L2"], april["F2"], april["F4"] = "08/05/2024", "Trần Thị Mẫu", "13/05/2024"
    stream = BytesIO()
    book.save(stream)
    assert counts(await registry.take_book(stream.getvalue())) == ("done", 3, 3, 0, 0)


async def test_nothing_in_the_list_is_ever_computed(registry: Registry) -> None:
    danger = '=HYPERLINK("http://mau.example","x")'
    job = await registry.take([book_row(1, note=Text(danger), applicant=Text("=1+1"), received="mai", due="=1/0")])
    (sheet,) = opened(await registry.rejects(job["id"]))
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert [cell.value for cell in sheet[2]][17] == danger
    assert not any(cell.hyperlink for cell in cells)


async def test_old_fonts_are_shown_in_unicode(registry: Registry) -> None:
    job = await registry.take([book_row(1, applicant=to_tcvn3("Nguyễn Thị Hường"), received=None)])
    (sheet,) = opened(await registry.rejects(job["id"]))
    assert rows(sheet)[1][5] == "Nguyễn Thị Hường"


async def test_a_book_without_rejects_has_an_empty_list(registry: Registry) -> None:
    job = await registry.take([book_row(1)], commit=False)
    (sheet,) = opened(await registry.rejects(job["id"]))
    assert len(rows(sheet)) == 1


async def test_the_list_is_only_for_the_registrar_of_the_office(registry: Registry, identity: Identity) -> None:
    job = await registry.take([book_row(1, received=None)])
    address = f"/register-imports/{job['id']}/rejects.xlsx"
    foreign = await registry.client.get(address, headers=identity.headers("registrar", offices=("H26",)))
    assert (foreign.status_code, foreign.json()["code"]) == (404, "register_import_not_found")
    clerk = await registry.client.get(address, headers=identity.headers("clerk"))
    assert (clerk.status_code, clerk.json()["code"]) == (403, "role_not_allowed")
    assert (await registry.client.get(address)).status_code == 401


async def test_there_is_no_list_before_the_end_nor_without_the_book(registry: Registry) -> None:
    id_ = await registry.hand_in(a_book([book_row(1, received=None)]))
    waiting = await registry.rejects(id_)
    assert (waiting.status_code, waiting.json()["code"]) == (409, "register_import_not_done")
    await registry.work_off()
    for file in (registry.station.settings.files / "registers").iterdir():
        file.unlink()
    gone = await registry.rejects(id_)
    assert (gone.status_code, gone.json()["code"]) == (404, "book_not_kept")
