from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from services.intake.domain.catalogue.publishing import (
    Action,
    Decision,
    Item,
    LegalBasis,
    Running,
    must_be_draft,
    must_be_ready,
)
from services.intake.domain.catalogue.publishing_limits import judge_entry, judge_issue
from shared.contracts.terms import Level
from shared.errors import Conflict, Invalid
from shared.worktime import national_calendar

EFFECT = date(2026, 4, 1)
DECISION = Decision(
    id=UUID(int=1),
    issuer="H62",
    number="12/QĐ-UBND",
    decided_on=date(2026, 3, 5),
    title="Công bố danh mục",
    effective_on=EFFECT,
    legal_basis=(),
    prepared_by="canbo.a",
    prepared_at=datetime(2026, 3, 1, tzinfo=UTC),
    published_by=None,
    published_at=None,
    entered_on=None,
)
IN_FORCE = Running(1, date(2025, 7, 1), None, False)
ENDED = Running(1, None, None, False)
CONTENT = {"name": "Đăng ký khai sinh"}


def item(action: Action, procedure: str = "1.000001", replaced_by: str | None = None) -> Item:
    return Item(procedure, action, replaced_by, CONTENT if action in (Action.NEW, Action.AMENDED) else None)


@pytest.mark.parametrize(
    ("items", "running"),
    [
        ([item(Action.NEW)], {}),
        ([item(Action.NEW)], {"1.000001": ENDED}),
        ([item(Action.AMENDED)], {"1.000001": IN_FORCE}),
        ([item(Action.ABOLISHED)], {"1.000001": IN_FORCE}),
        ([item(Action.REPLACED, replaced_by="1.000002")], {"1.000001": IN_FORCE, "1.000002": IN_FORCE}),
        ([item(Action.REPLACED, replaced_by="1.000002"), item(Action.NEW, "1.000002")], {"1.000001": IN_FORCE}),
    ],
)
def test_a_decision_that_fits_the_catalogue_may_be_published(items: list[Item], running: dict[str, Running]) -> None:
    assert must_be_ready(DECISION, items, running) == EFFECT


@pytest.mark.parametrize(
    ("items", "running"),
    [
        ([item(Action.NEW)], {"1.000001": IN_FORCE}),
        ([item(Action.AMENDED)], {}),
        ([item(Action.AMENDED)], {"1.000001": ENDED}),
        ([item(Action.ABOLISHED)], {"1.000001": ENDED}),
        ([item(Action.AMENDED)], {"1.000001": Running(2, date(2025, 7, 1), date(2026, 4, 30), True)}),
        ([item(Action.AMENDED)], {"1.000001": Running(1, EFFECT, None, False)}),
        ([item(Action.REPLACED, replaced_by="1.000002")], {"1.000001": IN_FORCE}),
        ([item(Action.REPLACED, replaced_by="1.000002")], {"1.000001": IN_FORCE, "1.000002": ENDED}),
    ],
)
def test_a_decision_that_does_not_fit_says_which_procedure(items: Sequence[Item], running: dict[str, Running]) -> None:
    with pytest.raises(Conflict) as refused:
        must_be_ready(DECISION, items, running)
    assert refused.value.code == "decision_does_not_fit"
    assert list(refused.value.fields) == ["items.1.000001"]


@pytest.mark.parametrize("missing", ["number", "decided_on", "effective_on", "items"])
def test_a_decision_is_published_only_whole(missing: str) -> None:
    items = [] if missing == "items" else [item(Action.NEW)]
    decision = DECISION if missing == "items" else replace(DECISION, **{missing: None})
    with pytest.raises(Invalid) as refused:
        must_be_ready(decision, items, {})
    assert (refused.value.code, list(refused.value.fields)) == ("decision_not_complete", [missing])


def test_what_was_published_is_not_edited() -> None:
    must_be_draft(DECISION)
    with pytest.raises(Conflict):
        must_be_draft(replace(DECISION, published_at=datetime(2026, 3, 6, tzinfo=UTC)))


@pytest.mark.parametrize(
    ("level", "decided_on", "in_time", "by_index"),
    [
        (Level.PROVINCE, date(2026, 3, 23), True, True),  # five working days before Monday 30 March
        (Level.PROVINCE, date(2026, 3, 25), True, False),
        (Level.PROVINCE, date(2026, 3, 26), False, False),
        (Level.NATION, date(2026, 3, 2), True, True),  # 20 working days before 30 March
        (Level.NATION, date(2026, 3, 10), True, False),
        (Level.NATION, date(2026, 3, 11), False, False),
    ],
)
def test_issuing_is_judged_by_the_latest_day_of_effect(
    level: Level, decided_on: date, in_time: bool, by_index: bool
) -> None:
    basis = [LegalBasis("Nghị định A", date(2026, 3, 1)), LegalBasis("Thông tư B", date(2026, 3, 30))]
    judged = judge_issue(decided_on, basis, level, national_calendar())
    assert judged
    assert (judged.is_in_time, judged.index_is_in_time) == (in_time, by_index)


@pytest.mark.parametrize(
    ("level", "entered_on", "today", "in_time"),
    [
        (Level.PROVINCE, date(2026, 3, 12), date(2026, 3, 20), True),  # Thursday 5 March + 5 working days
        (Level.PROVINCE, date(2026, 3, 13), date(2026, 3, 20), False),
        (Level.NATION, date(2026, 3, 19), date(2026, 3, 20), True),
        (Level.NATION, date(2026, 3, 20), date(2026, 3, 20), False),
        (Level.PROVINCE, None, date(2026, 3, 12), None),
        (Level.PROVINCE, None, date(2026, 3, 13), False),
    ],
)
def test_entry_is_judged_by_working_days_from_the_decision(
    level: Level, entered_on: date | None, today: date, in_time: bool | None
) -> None:
    judged = judge_entry(date(2026, 3, 5), entered_on, level, national_calendar(), today)
    assert judged
    assert judged.is_in_time is in_time


def test_without_days_nothing_is_judged() -> None:
    assert judge_issue(None, DECISION.legal_basis, Level.PROVINCE, national_calendar()) is None
    assert judge_issue(date(2026, 3, 5), (), Level.PROVINCE, national_calendar()) is None
    assert judge_entry(None, None, Level.PROVINCE, national_calendar(), EFFECT) is None
