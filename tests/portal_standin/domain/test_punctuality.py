"""When a dossier ended and whether in time: the portal's reading, case by case."""

from datetime import datetime, timedelta

import pytest

from services.portal_standin.domain.punctuality import Limit, Row, judge, read_course
from shared.worktime.legal_day import LEGAL_ZONE

RECEIVED = datetime(2026, 3, 5, 8, 0, tzinfo=LEGAL_ZONE)  # a Thursday
DUE = RECEIVED + timedelta(days=5)
NOW = RECEIVED + timedelta(days=30)


def rows(told: str) -> list[Row]:
    """`4@1 9@2`: status 4 on day 1, status 9 on day 2."""
    pairs = (each.split("@") for each in told.split())
    return [Row(status, RECEIVED + timedelta(days=float(day))) for status, day in pairs]


@pytest.mark.parametrize(
    ("told", "verdict"),
    [
        ("4@1 9@5", "on_time"),
        ("4@1 9@5.001", "late"),
        ("9@4 10@20", "on_time"),
        ("10@5", "on_time"),
        ("10@6", "late"),
        ("3@1", "on_time"),
        ("8@6", "late"),
        ("8@2 10@20", "on_time"),
        ("7@4", "on_time"),
        ("7@6", "late"),
        ("7@1 4@2 9@6", "late"),
        ("9@4 4@5 9@6", "late"),
        ("5@4", "on_time"),
        ("5@6", "late"),
        ("5@2 4@10 9@12", "on_time"),
        ("5@2 4@10 9@13.5", "late"),
        ("5@2 5@3 4@10 9@12", "on_time"),
        ("5@1 4@2 5@3 4@3.1 9@3.2", "late"),
        ("5@1 4@2 5@3", "late"),
        ("4@1", "overdue"),
        ("", "overdue"),
        ("5@1 4@29", "open"),
    ],
)
def test_a_course_is_judged_as_decision_766_reads_it(told: str, verdict: str) -> None:
    assert judge(read_course(rows(told)), RECEIVED, DUE, None, NOW) == verdict


def test_rows_are_read_by_their_instants_not_by_their_arrival() -> None:
    assert read_course(rows("9@5 4@1")) == read_course(rows("4@1 9@5"))


@pytest.mark.parametrize(
    ("limit", "last_day"),
    [(Limit(3, "working_day"), 5), (Limit(3, "day"), 3), (Limit(48, "hour"), 2)],
)
def test_without_a_promised_day_the_longest_time_of_the_procedure_counts(limit: Limit, last_day: int) -> None:
    in_time, late = rows(f"9@{last_day}"), rows(f"9@{last_day}.01")
    assert judge(read_course(in_time), RECEIVED, None, limit, NOW) == "on_time"
    assert judge(read_course(late), RECEIVED, None, limit, NOW) == "late"


def test_with_neither_nothing_is_decided() -> None:
    assert judge(read_course(rows("9@1")), RECEIVED, None, None, NOW) == "undecided"
    assert judge(read_course([]), RECEIVED, None, None, NOW) == "open"
