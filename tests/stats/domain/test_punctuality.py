"""Classes of resolved dossiers, by the reading of measures.md 2 and domain.md D.2."""

from datetime import date
from typing import Any

import pytest

from services.stats.domain.dossier import dossier_of
from services.stats.domain.punctuality import Class, classify, has_letter_in_time
from shared.contracts.processing import LetterPart
from shared.contracts.terms import CountsBy, Outcome
from tests.stats.made_up import a_standing, ended, local


def judged(accepted: str, due: str | None, end: str, counts_by: CountsBy, outcome: Outcome = Outcome.RESULT) -> Any:
    standing = a_standing(local(accepted), local(due) if due else None, counts_by=counts_by)
    return classify(dossier_of(ended(standing, local(end), outcome)))


@pytest.mark.parametrize(
    ("due", "end", "expected"),
    [
        ("2026-03-09 17:00", "2026-03-08 23:59", Class.EARLY),
        ("2026-03-09 17:00", "2026-03-09 07:30", Class.ON_TIME),
        ("2026-03-09 08:30", "2026-03-09 16:00", Class.ON_TIME),
        ("2026-03-09 17:00", "2026-03-09 23:59", Class.ON_TIME),
        ("2026-03-09 17:00", "2026-03-10 00:00", Class.LATE),
    ],
)
def test_a_limit_in_days_compares_dates(due: str, end: str, expected: Class) -> None:
    assert judged("2026-03-02 08:30", due, end, CountsBy.DAY) is expected


@pytest.mark.parametrize(
    ("due", "end", "expected"),
    [
        ("2026-03-09 15:20", "2026-03-09 15:20", Class.ON_TIME),
        ("2026-03-09 15:20", "2026-03-09 15:21", Class.LATE),
        ("2026-03-09 15:20", "2026-03-09 13:30", Class.ON_TIME),
        ("2026-03-09 15:20", "2026-03-09 12:00", Class.EARLY),
        ("2026-03-09 12:00", "2026-03-09 07:30", Class.ON_TIME),
        ("2026-03-09 08:00", "2026-03-08 16:00", Class.EARLY),
    ],
)
def test_a_limit_in_hours_compares_instants_and_early_is_before_the_session(
    due: str, end: str, expected: Class
) -> None:
    assert judged("2026-03-02 08:30", due, end, CountsBy.HOUR) is expected


@pytest.mark.parametrize("end", ["2026-03-09 10:00", "2026-03-20 10:00"])
def test_a_refusal_after_appraisal_is_judged_like_a_result(end: str) -> None:
    asked = ("2026-03-02 08:30", "2026-03-09 17:00", end, CountsBy.DAY)
    assert judged(*asked, Outcome.REFUSAL) is judged(*asked, Outcome.RESULT)


@pytest.mark.parametrize(("outcome", "expected"), [("stopped", Class.STOPPED), ("withdrawn", Class.WITHDRAWN)])
def test_an_end_without_a_result_has_its_own_class_however_late(outcome: str, expected: Class) -> None:
    end = ("2026-03-02 08:30", "2026-03-09 17:00", "2026-05-01 08:00", CountsBy.DAY)
    assert judged(*end, Outcome(outcome)) is expected


def test_without_a_due_date_nothing_is_called_on_time() -> None:
    assert judged("2026-03-02 08:30", None, "2026-03-03 08:30", CountsBy.DAY) is Class.UNCLASSED


@pytest.mark.parametrize(
    ("accepted", "due", "end"),
    [
        ("2026-03-02 08:30", "2026-03-09 17:00", "2026-03-01 08:30"),
        ("2026-03-02 08:30", "2026-03-09 17:00", "2026-03-02 08:29"),
        ("2026-03-02 08:30", "2026-03-01 17:00", "2026-03-02 08:31"),
    ],
    ids=["ended the day before acceptance", "ended a minute before acceptance", "due before acceptance"],
)
def test_what_contradicts_itself_stays_visible_as_unclassed(accepted: str, due: str, end: str) -> None:
    assert judged(accepted, due, end, CountsBy.DAY) is Class.UNCLASSED


def test_an_open_dossier_has_no_class() -> None:
    assert classify(dossier_of(a_standing(local("2026-03-02 08:30")))) is None


@pytest.mark.parametrize(("sent_on", "counts"), [(date(2026, 3, 8), True), (date(2026, 3, 9), False)])
def test_a_letter_counts_when_it_was_sent_before_the_due_day(sent_on: date, counts: bool) -> None:
    letters = (LetterPart(sent_on=sent_on, promised_on=date(2026, 3, 20)),)
    standing = a_standing(local("2026-03-02 08:30"), local("2026-03-09 17:00"), letters=letters)
    assert has_letter_in_time(dossier_of(standing)) is counts
