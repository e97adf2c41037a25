"""The book of Tam Đảo, 2019: standings made from its rows give the figures of its press article."""

import json
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

import openpyxl

from services.stats.domain.figures import identities, rates_of
from services.stats.domain.period import Period
from services.stats.queries.offices import office_head
from services.stats.queries.question import Question
from services.stats.usecases.tell_figures import tell_figures
from shared.contracts.processing import Standing
from shared.contracts.terms import Channel, Outcome
from shared.db.database import BoundDatabase
from shared.worktime import LEGAL_ZONE
from tests.stats.made_up import DISTRICT, NOW, a_standing, acted, ended, furnish, in_runs, note

CASE = Path(__file__).parents[2] / "cases" / "tam-dao-2019"
_CHANNELS = {"Trực tiếp": Channel.DIRECT, "Trực tuyến": Channel.ONLINE, "Bưu chính công ích": Channel.POST}


def standings() -> Iterator[Standing]:
    """As processing leaves them: accepted, then ended where the book says so."""
    with closing(openpyxl.load_workbook(CASE / "register.xlsx", read_only=True)) as book:
        rows = list(book.worksheets[0].iter_rows(min_row=5, values_only=True))
    for row in rows[1:]:
        line = dict(zip(rows[0], row, strict=True))
        if not isinstance(line["STT"], int):
            continue
        accepted_at, due_at = _at(line["Ngày, giờ tiếp nhận"]), _at(line["Ngày, giờ hẹn trả"])
        assert accepted_at
        channel = _CHANNELS[str(line["Hình thức nộp"])]
        first = a_standing(accepted_at, due_at, channel=channel, code=str(line["Mã hồ sơ"]), origin="register")
        yield first
        ended_at = _at(line["Ngày, giờ có kết quả"]) or _at(line["Ngày, giờ trả kết quả"])
        if ended_at:
            yield ended(first, ended_at, _outcome(str(line["Tình trạng"])))


def _at(cell: object) -> datetime | None:
    return cell.replace(tzinfo=LEGAL_ZONE) if isinstance(cell, datetime) else None


def _outcome(words: str) -> Outcome:
    if "dừng" in words.lower():
        return Outcome.STOPPED
    return Outcome.WITHDRAWN if "rút" in words.lower() else Outcome.RESULT


async def test_the_book_gives_the_figures_of_the_press_to_the_last_unit(database: BoundDatabase) -> None:
    expected = json.loads((CASE / "expected.json").read_text())["figures"]
    facts = [acted(standing) for standing in standings()]
    await furnish(database)
    async with database.transaction() as connection:
        for some in in_runs(facts, 200):
            await note(connection, *some)
        head = await office_head(connection, DISTRICT, visible_to=[DISTRICT], now=NOW)
        span = Period(date(2019, 1, 1), date(2019, 10, 30))
        figures = (await tell_figures(connection, Question(head, span, NOW), None)).figures
    assert {name: getattr(figures, name) for name in expected} == expected
    assert all(identity.left == identity.right for identity in identities(figures))
    rates = rates_of(figures)
    assert (rates["resolved_share"].percent, rates["late"].percent) == (98.14, 1.41)
    assert (rates["late"].numerator, rates["late"].denominator) == (26, 1845)
