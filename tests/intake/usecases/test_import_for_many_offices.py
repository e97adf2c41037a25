"""One book with the rows of many offices: each row goes to the office that it names, or is refused."""

from datetime import date
from typing import Any

import pytest

from services.intake.domain.organisation.office import BEFORE_ALL, Alias, Office
from services.intake.domain.register.units import NoSuchUnit, Units
from services.intake.unit_of_work.work import Work
from services.intake.usecases.organisation.register_office import NewOffice, register_office
from shared.contracts.terms import Level
from tests.intake.books import HEADER, a_book, an_open_row, book_row
from tests.intake.conftest import COMMUNE, DESK, THURSDAY
from tests.intake.registry import Registry, counts

PROVINCE = "H62"


def in_office(office: Any, *more: Any, heading: str = "Đơn vị tiếp nhận") -> bytes:
    rows = [[*book_row(n), unit] for n, unit in enumerate((office, *more), start=1)]
    return a_book(rows, [*HEADER, heading])


async def offices_of(registry: Registry) -> list[str]:
    return [fact.office for fact in await registry.facts() if ".received." in fact.type]


@pytest.mark.parametrize(
    "heading", ["Đơn vị tiếp nhận", "Cơ quan tiếp nhận hồ sơ", "Mã đơn vị", "MÃ CƠ QUAN", "Mã đơn vị giải quyết"]
)
async def test_a_row_goes_to_the_office_it_names(registry: Registry, heading: str) -> None:
    book = in_office(DESK, COMMUNE, "Xã Hợp Châu", "UBND xã Hợp Châu", "XA HOP CHAU", "H62.19", None, heading=heading)
    job = await registry.take_book(book, office=PROVINCE)
    assert counts(job) == ("done", 7, 7, 0, 0)
    assert await offices_of(registry) == [DESK, COMMUNE, COMMUNE, COMMUNE, COMMUNE, DESK, PROVINCE]
    levels = await read(registry, "select office, desk, level from intake.dossiers order by code")
    assert [tuple(row) for row in levels[:2]] == [(DESK, DESK, "district"), (COMMUNE, COMMUNE, "commune")]
    assert counts(await registry.take_book(book, office=PROVINCE)) == ("done", 7, 0, 7, 0)


async def read(registry: Registry, sql: str) -> list[Any]:
    async with registry.database.reading() as connection:
        return await connection.fetch(sql)


async def test_the_office_that_resolves_stays_a_word(registry: Registry) -> None:
    job = await registry.take([book_row(1, lead="UBND xã Hợp Châu")], office=PROVINCE)
    assert counts(job) == ("done", 1, 1, 0, 0)
    assert await offices_of(registry) == [PROVINCE]


async def test_an_office_that_is_not_below_the_books_is_refused(registry: Registry) -> None:
    book = in_office("Xã Không Có", "H26", COMMUNE)
    job = await registry.take_book(book, office=DESK)
    assert counts(job) == ("done", 3, 1, 0, 2)
    first, second = (reject["reason"] for reject in job["rejected"])
    assert "Không có đơn vị “Xã Không Có” thuộc Trung tâm hành chính công Tam Đảo" in first
    assert "Không có đơn vị “H26”" in second


async def test_a_name_that_two_offices_bear_is_refused(registry: Registry) -> None:
    async with registry.database.transaction() as connection:
        await register_office(
            Work(connection, THURSDAY), NewOffice("H62.20.09", "Xã Hợp Châu", Level.COMMUNE, PROVINCE), "test"
        )
    job = await registry.take_book(in_office("Xã Hợp Châu", "H62.20.09"), office=PROVINCE)
    assert counts(job) == ("done", 2, 1, 0, 1)
    assert "Có 2 đơn vị “Xã Hợp Châu”" in job["rejected"][0]["reason"]
    assert "ghi mã đơn vị" in job["rejected"][0]["reason"]


async def test_an_office_that_had_ended_on_the_day_of_receipt_is_refused(registry: Registry) -> None:
    late = {"received": "02/03/2026 08:00", "due": None, "result": None, "returned": None, "status": "Đang xử lý"}
    rows = [[*book_row(1), "Phòng đã giải thể"], [*book_row(2, **late), "OLD"]]
    job = await registry.take_book(a_book(rows, [*HEADER, "Đơn vị tiếp nhận"]), office=PROVINCE)
    assert counts(job) == ("done", 2, 1, 0, 1)
    assert "Phòng đã giải thể (OLD) không còn hoạt động vào ngày tiếp nhận 02/03/2026" in job["rejected"][0]["reason"]
    own = await registry.take([book_row(3, **late)], office="OLD")
    assert "không còn hoạt động" in own["rejected"][0]["reason"]


async def test_the_same_code_under_two_offices_is_refused(registry: Registry) -> None:
    rows = [[*book_row(1), COMMUNE], [*book_row(1), DESK], [*book_row(1), COMMUNE]]
    job = await registry.take_book(a_book(rows, [*HEADER, "Đơn vị tiếp nhận"]), office=PROVINCE)
    assert counts(job) == ("done", 3, 1, 1, 1)
    assert "dòng 6" in job["rejected"][0]["reason"]
    again = await registry.take_book(in_office(DESK), office=PROVINCE)
    assert f"đã thuộc đơn vị {COMMUNE}" in again["rejected"][0]["reason"]


async def test_a_dossier_that_went_to_the_successor_is_still_the_same(registry: Registry) -> None:
    book = a_book([an_open_row(1), an_open_row(2)])
    await registry.take_book(book)
    async with registry.database.transaction() as connection:
        await connection.execute("update intake.offices set successor = 'H26' where code = $1", DESK)
        await connection.execute("update intake.dossiers set office = 'H26', desk = 'H26'")
    assert counts(await registry.take_book(book)) == ("done", 2, 0, 2, 0)
    assert counts(await registry.take([book_row(1), an_open_row(2)])) == ("done", 2, 1, 1, 0)
    assert (await registry.facts())[-1].office == "H26"


def an_office(
    code: str, name: str, first: date = BEFORE_ALL, last: date | None = None, after: str | None = None
) -> Office:
    return Office(code, name, Level.COMMUNE, "P", first, last, after, code, ("VN", "P", code))


def test_of_two_bearers_of_a_name_the_one_of_that_day_is_meant() -> None:
    units = Units(
        an_office("P", "Tỉnh Mẫu"),
        [
            an_office("08866", "Xã Tân Lập", last=date(2025, 6, 30), after="08911.2025"),
            an_office("08911.2025", "Xã Tân Lập", first=date(2025, 7, 1)),
        ],
        [Alias("08866", "08911.2025", date(2025, 7, 1)), Alias("T1", "08866"), Alias("T1", "08911.2025")],
    )
    assert units.of("xã Tân Lập", date(2025, 6, 30)).code == "08866"
    assert units.of("Xã Tân Lập", date(2025, 7, 1)).code == "08911.2025"
    assert units.of("", date(2015, 1, 1)).code == "P"
    with pytest.raises(NoSuchUnit, match=r"nay là 08911\.2025: ghi đơn vị đã tiếp nhận"):
        units.of("08866", date(2025, 7, 1))
    with pytest.raises(NoSuchUnit, match="chưa hoạt động vào ngày tiếp nhận 30/06/2025"):
        units.of("08911.2025", date(2025, 6, 30))
    with pytest.raises(NoSuchUnit, match="Có 2 đơn vị"):
        Units(an_office("P", "Tỉnh Mẫu"), [an_office("1", "Xã A"), an_office("2", "Xã A")]).of("Xã A", date(2025, 1, 1))
