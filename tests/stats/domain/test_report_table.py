"""Report forms: columns are sums of measures, every identity holds on every line, nothing is hidden."""

from dataclasses import fields, replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.stats.domain.figures import Crossed, Figures, FiguresDoNotAddUp, Sums, figures_of
from services.stats.domain.report_form import all_forms, report_form
from services.stats.domain.report_table import Counted, FilledForm, Line, LineOf, fill_in
from shared.errors import NotFound

II_06A = report_form("II.06a", date(2026, 3, 14))
SOME = figures_of(
    Sums(
        open_before=40, direct=60, online=30, post=10, received=100, early=50, on_time=20, late=6, late_with_letter=2,
        stopped=3, withdrawn=4, unclassed=0, open=57, waiting=7, overdue=5,
    )
)  # fmt: skip


def total(figures: Figures, *below: Counted) -> Counted:
    return Counted(LineOf.TOTAL, "H62", "Tổng số", figures, below)


def office(key: str, figures: Figures) -> Counted:
    return Counted(LineOf.OFFICE, key, key, figures)


def by_number(filled: FilledForm, line: Line) -> dict[int, int | None]:
    return {column.number: cell for column, cell in zip(filled.form.columns, line.cells, strict=True)}


def test_form_ii_06a_has_its_thirteen_columns_and_its_notes() -> None:
    filled = fill_in(II_06A, total(SOME))
    assert [column.number for column in II_06A.columns] == list(range(3, 14))
    assert by_number(filled, filled.total) == {
        **{3: 140, 4: 30, 5: 70, 6: 40},
        **{7: 83, 8: 50, 9: 27, 10: 6},  # stopped and withdrawn are "đúng hạn", as the form's note says
        **{11: 57, 12: 52, 13: 5},  # waiting is "trong hạn"
    }
    assert [check.identity.name for check in filled.checks] == [
        *("(3) = (4) + (5) + (6)", "(7) = (8) + (9) + (10) + unclassed"),
        *("(11) = (12) + (13)", "(3) = (7) + (11) + moved_out"),
    ]
    assert all(check.holds_in_columns for check in filled.checks)
    assert filled.remarks == ()


def test_the_unclassed_are_told_and_the_identity_is_marked() -> None:
    figures = replace(SOME, unclassed=4, late=2, late_without_letter=0)
    filled = fill_in(II_06A, total(figures))
    resolved = filled.checks[1]
    assert (resolved.left, resolved.right, resolved.asides, resolved.holds_in_columns) == (83, 79, 4, False)
    assert len(filled.remarks) == 1
    assert "Cột (7) gồm cả 4 hồ sơ chưa xếp loại được" in filled.remarks[0]


def test_what_was_handed_to_another_office_is_told() -> None:
    figures = figures_of(Sums(open_before=10, open=3, early=5), crossed=Crossed(moved_out=2))
    filled = fill_in(II_06A, total(figures))
    assert not filled.checks[3].holds_in_columns
    assert "2 hồ sơ đã bàn giao" in filled.remarks[0]


def test_lines_that_handed_over_to_one_another_still_add_up() -> None:
    old = figures_of(Sums(open_before=10, early=8), crossed=Crossed(moved_out=2))
    new = figures_of(Sums(direct=5, received=5, early=6, open=1), crossed=Crossed(moved_in=2))
    whole = figures_of(Sums(open_before=10, direct=5, received=5, early=14, open=1))
    filled = fill_in(II_06A, total(whole, office("H62.19", old), office("H62.20", new)))
    lines = [line for _, line in filled.lines()]
    assert [line.of for line in lines] == [LineOf.OFFICE, LineOf.OFFICE, LineOf.HANDED_OVER]
    assert by_number(filled, lines[2]) == dict.fromkeys(range(3, 14), 0) | {3: -2, 6: -2}
    for place, cell in enumerate(filled.total.cells):
        assert cell == sum(line.cells[place] or 0 for line in lines)


def test_fields_with_nothing_in_the_period_are_left_out_but_no_office_is() -> None:
    idle = figures_of(Sums())
    fields = (Counted(LineOf.FIELD, name, name, each) for name, each in (("Đất đai", SOME), ("Hộ tịch", idle)))
    assert [line.key for _, line in fill_in(II_06A, total(SOME, *fields)).lines()] == ["Đất đai"]
    offices = (office("H62.19", SOME), office("H62.20", idle))
    assert [line.key for _, line in fill_in(II_06A, total(SOME, *offices)).lines()] == ["H62.19", "H62.20"]


@pytest.mark.parametrize("broken", [each.name for each in fields(Figures) if each.name in {"early", "online", "late"}])
def test_no_report_leaves_whose_sums_are_wrong(broken: str) -> None:
    wrong = replace(SOME, **{broken: getattr(SOME, broken) + 1})
    with pytest.raises(FiguresDoNotAddUp):
        fill_in(II_06A, total(wrong))
    with pytest.raises(FiguresDoNotAddUp):
        fill_in(II_06A, total(SOME, office("H62.19", wrong)))


def test_what_has_no_source_is_empty_and_not_nothing() -> None:
    filled = fill_in(report_form("07a-BTP", date(2026, 10, 1)), total(SOME))
    names = {
        (*column.under, column.name): cell for column, cell in zip(filled.form.columns, filled.total.cells, strict=True)
    }
    assert names["Tiếp nhận", "Trực tuyến", "Toàn trình"] is None
    assert names["Thanh toán", "Tổng số"] is None
    assert names["Tiếp nhận", "Tổng số"] == 140
    assert names["Đã giải quyết", "Quá hạn", "Có thư xin lỗi"] == 2
    assert (names[("Dừng giải quyết",)], names[("Rút hồ sơ",)]) == (3, 4)
    assert "5 hồ sơ đang giải quyết đã quá hạn" in filled.remarks[0]


counts = st.integers(0, 50)


SOME_OF_ALL = ("open_before", "direct", "online", "post", "early", "on_time", "late", "late_with_letter", "stopped")
STILL_MORE = ("withdrawn", "unclassed", "open", "waiting", "overdue", "refused", "pending")


@given(st.fixed_dictionaries(dict.fromkeys((*SOME_OF_ALL, *STILL_MORE), counts)), counts, counts)
def test_every_form_adds_up_whatever_the_figures(counted: dict[str, int], moved_in: int, moved_out: int) -> None:
    raw = Sums(**counted)
    ends = raw.early + raw.on_time + raw.late + raw.stopped + raw.withdrawn + raw.unclassed
    received = raw.direct + raw.online + raw.post
    late = min(raw.late, raw.late_with_letter)
    opened = ends + moved_out + raw.waiting + raw.overdue + raw.open - received - moved_in
    extra = max(0, -opened)
    sums = raw._replace(
        received=received, late_with_letter=late, open_before=max(opened, 0),
        open=raw.waiting + raw.overdue + raw.open + extra,
    )  # fmt: skip
    figures = figures_of(sums, crossed=Crossed(moved_in, moved_out))
    for form in all_forms():
        filled = fill_in(form, total(figures, office("H62.19", figures)))
        assert all(check.left == check.right + check.asides for check in filled.checks)
        assert len(filled.remarks) == sum(1 for aside in form.asides if getattr(figures, aside.measure))


def test_a_form_is_known_by_its_name_and_its_days() -> None:
    assert II_06A.is_in_force(date(2026, 3, 14))
    assert not report_form("II.06a", date(2019, 10, 30)).is_in_force(date(2019, 10, 30))
    with pytest.raises(NotFound, match="report_form_not_found"):
        report_form("II.99", date(2026, 1, 1))


def test_columns_and_asides_name_measures_that_are_counted() -> None:
    known = {each.name for each in fields(Figures)}
    for form in all_forms():
        numbers = [column.number for column in form.columns]
        assert numbers == sorted(set(numbers))
        for column in form.columns:
            assert {name.removeprefix("-") for name in column.sums} <= known
        for identity in form.identities:
            assert {identity.whole, *identity.parts} <= set(numbers)
            assert set(identity.asides) <= {aside.measure for aside in form.asides} <= known
