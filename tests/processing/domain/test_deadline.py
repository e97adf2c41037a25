"""The clock: the law restarts, sector law pauses, the national index subtracts, a stated due date moves by days."""

import json
from datetime import date, datetime
from pathlib import Path

import pytest

from services.processing.domain.deadline import Due, Wait, answer_until, due_after, index_due, notice_until
from services.processing.domain.desk_hours import desk_time
from services.processing.domain.due_story import due_story
from services.processing.domain.state import Act
from shared.contracts.processing import WaitingFor
from shared.contracts.terms import HoursPart
from shared.worktime import Term, Unit, Verdict, read_clock, reckon
from tests.processing.made_up import TIME, a_dossier, after, do, local

CASES = Path(__file__).parents[2] / "shared" / "worktime" / "cases" / "deadlines.json"
VECTORS = {v["id"]: v for v in json.loads(CASES.read_text(encoding="utf-8"))["vectors"]}
KINDS = {"pause": WaitingFor.PAYMENT, "restart": WaitingFor.SUPPLEMENT}


def the_vector(name: str) -> tuple[Term, datetime, list[Wait], datetime]:
    vector = VECTORS[name]
    waits = [
        Wait(KINDS[p["kind"]], datetime.fromisoformat(p["from"]), datetime.fromisoformat(p["to"]))
        for p in vector["pauses"]
    ]
    term = Term(Unit(vector["unit"]), vector["amount"])
    return term, datetime.fromisoformat(vector["received"]), waits, datetime.fromisoformat(vector["expected_due"])


def test_p05_after_a_supplement_the_whole_term_runs_again_nd118_art_19_5() -> None:
    term, accepted_at, waits, expected = the_vector("P05")
    first = reckon(term, accepted_at, TIME.calendar, TIME.hours)
    dues = due_after(term, accepted_at, [Due(accepted_at, first.due_at, first.due_on)], waits, TIME)
    assert [due.due_at for due in dues] == [first.due_at, expected]
    assert dues[-1].from_at == waits[-1].until_at


def test_p06_the_national_index_subtracts_the_supplement_time_qd766() -> None:
    term, accepted_at, waits, expected = the_vector("P06")
    as_supplement = [Wait(WaitingFor.SUPPLEMENT, w.from_at, w.until_at) for w in waits]
    assert index_due(term, accepted_at, as_supplement, TIME).due_at == expected


def test_p01_a_payment_pauses_the_term() -> None:
    term, accepted_at, waits, expected = the_vector("P01")
    first = reckon(term, accepted_at, TIME.calendar, TIME.hours)
    dues = due_after(term, accepted_at, [Due(accepted_at, first.due_at, first.due_on)], waits, TIME)
    assert dues[-1].due_at == expected


STATED = [
    # due, asked, paid, due after: a week with a Friday due date; days after the request up to the payment count
    ("two working days waited", "2026-03-13 17:00", "2026-03-04 09:00", "2026-03-06 10:00", "2026-03-17 17:00"),
    ("paid the same day", "2026-03-13 17:00", "2026-03-04 09:00", "2026-03-04 16:00", "2026-03-13 17:00"),
    ("over a weekend", "2026-03-13 17:00", "2026-03-06 09:00", "2026-03-09 08:00", "2026-03-16 17:00"),
    ("over the 30/4 bridge", "2026-05-08 16:30", "2026-04-29 09:00", "2026-05-04 08:00", "2026-05-11 16:30"),
    ("asked after the due date", "2026-03-13 17:00", "2026-03-16 09:00", "2026-03-20 08:00", "2026-03-13 17:00"),
]


@pytest.mark.parametrize(("due", "asked", "paid", "moved"), [row[1:] for row in STATED], ids=[row[0] for row in STATED])
def test_a_due_date_that_a_book_stated_moves_by_the_working_days_paused(
    due: str, asked: str, paid: str, moved: str
) -> None:
    stated = Due(local("2026-03-02 08:30"), local(due), local(due).date())
    waits = [Wait(WaitingFor.PAYMENT, local(asked), local(paid))]
    dues = due_after(None, stated.from_at, [stated], waits, TIME)
    assert dues[-1].due_at == local(moved)
    assert dues[-1].due_on == local(moved).date()
    assert len(dues) == (1 if due == moved else 2)


def test_without_a_due_date_nothing_moves() -> None:
    at = local("2026-03-02 08:30")
    assert due_after(None, at, [], [Wait(WaitingFor.PAYMENT, at, at)], TIME) == ()


def test_a_wait_that_lasts_moves_nothing_yet() -> None:
    dossier = after(a_dossier(), (Act.TAKEN_UP, "2026-03-03 08:00"), (Act.PAYMENT_REQUESTED, "2026-03-04 08:00"))
    assert len(dossier.dues) == 1
    assert dossier.open_wait is not None


def test_l02_the_applicant_has_fifteen_days_over_tet_nd118_art_19_5() -> None:
    assert answer_until(local("2026-02-02 09:00"), TIME) == date(2026, 2, 23)


def test_the_request_is_in_time_until_the_third_working_day_nd118_art_19_5() -> None:
    assert notice_until(local("2026-03-05 16:00"), TIME) == date(2026, 3, 10)


def test_the_desk_hours_are_the_nearest_that_were_decided_on_its_path() -> None:
    def part(day: str, closes: str) -> HoursPart:
        return HoursPart(valid_from=date.fromisoformat(day), sessions=((read_clock("08:00"), read_clock(closes)),))

    decided = {"H62": [part("2020-01-01", "16:00")], "H62.19": [part("2022-01-01", "16:30")]}
    time = desk_time(("VN", "H62", "H62.19"), decided)
    closings = [time.closes_at(date(year, 6, 1)).strftime("%H:%M") for year in (2018, 2021, 2023)]
    assert closings == ["17:00", "16:00", "16:30"]


def test_the_story_ends_at_the_due_date_in_force() -> None:
    dossier = after(
        a_dossier(),
        (Act.TAKEN_UP, "2026-03-03 08:00"),
        (Act.SUPPLEMENT_REQUESTED, "2026-03-04 08:00"),
        (Act.SUPPLEMENT_RECEIVED, "2026-03-09 08:00"),
    )
    steps = due_story(dossier, TIME)
    assert dossier.due is not None
    assert (steps[-1].verdict, steps[-1].day) == (Verdict.DUE, dossier.due.due_on)
    assert Verdict.RESTARTED in {step.verdict for step in steps}


def test_the_story_of_a_stated_due_date_says_that_it_was_stated() -> None:
    due = Due(local("2026-03-02 08:30"), local("2026-03-13 17:00"), date(2026, 3, 13))
    dossier = do(a_dossier(term=None, due=due), Act.TAKEN_UP, "2026-03-03 08:00").dossier
    paid = after(dossier, (Act.PAYMENT_REQUESTED, "2026-03-04 08:00"), (Act.PAYMENT_RECEIVED, "2026-03-06 08:00"))
    assert [step.day for step in due_story(paid, TIME)] == [date(2026, 3, 13), date(2026, 3, 6)]
    assert due_story(a_dossier(term=None), TIME) == ()
