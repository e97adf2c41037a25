"""Which warnings a dossier deserves when, over Tết, make-up Saturdays, pauses and moved due dates."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from services.processing.domain.dossier import Dossier
from services.processing.domain.route import Effect
from services.processing.domain.state import Act
from services.processing.domain.warnings.deserved import Warning, Watchfulness, deserved
from services.processing.domain.warnings.kinds import Kind
from services.processing.domain.warnings.watched import Concern
from shared.callers import Role
from shared.worktime import Term, Unit
from tests.processing.made_up import ROUTE, TIME, a_dossier, after, do, local

DAYS = {n: Term(Unit.WORKING_DAY, n) for n in (1, 2, 4, 5, 10)}
OFFICE = "H62.19"
TAKEN = (Act.TAKEN_UP, "2026-03-02 09:00")


def kinds(dossier: Dossier, at: str, **watch: int) -> set[str]:
    return {warning.kind.value for warning in deserved(dossier, local(at), TIME, Watchfulness(**watch))}


def only(dossier: Dossier, at: str, kind: Kind) -> Warning:
    (found,) = [warning for warning in deserved(dossier, local(at), TIME) if warning.kind is kind]
    return found


# Ten working days from Monday 02/03/2026: due Monday 16/03/2026, 17:00.
@pytest.mark.parametrize(
    ("at", "told"),
    [
        ("2026-03-11 08:00", set()),
        ("2026-03-12 00:00", {"due_soon"}),
        ("2026-03-12 23:59", {"due_soon"}),
        ("2026-03-13 08:00", {"due_soon", "letter_today"}),  # the last working day before: art. 19.6
        ("2026-03-14 08:00", {"due_soon", "letter_today"}),
        ("2026-03-15 23:59", {"due_soon", "letter_today"}),
        ("2026-03-16 00:00", {"due_today"}),
        ("2026-03-16 23:59", {"due_today"}),  # a day limit is judged by its legal day
        ("2026-03-17 00:00", {"overdue"}),
        ("2026-09-01 08:00", {"overdue"}),
    ],
)
def test_a_dossier_is_due_soon_then_today_then_over(at: str, told: set[str]) -> None:
    assert kinds(a_dossier(), at) == told


@pytest.mark.parametrize(
    ("accepted", "term", "due", "at", "told"),
    [
        # T10: Friday 13/02/2026, two working days, due Tuesday 24/02 behind Tết (14–22/02).
        ("2026-02-13 08:00", 2, "2026-02-24", "2026-02-13 14:00", set()),
        ("2026-02-13 08:00", 2, "2026-02-24", "2026-02-14 08:00", {"due_soon"}),
        ("2026-02-13 08:00", 2, "2026-02-24", "2026-02-22 08:00", {"due_soon"}),
        ("2026-02-13 08:00", 2, "2026-02-24", "2026-02-23 08:00", {"due_soon", "letter_today"}),
        # T13: Thursday 08/01/2026, two working days, due on a make-up Saturday.
        ("2026-01-08 08:00", 2, "2026-01-10", "2026-01-09 08:00", {"due_soon", "letter_today"}),
        ("2026-01-08 08:00", 2, "2026-01-10", "2026-01-10 08:00", {"due_today"}),
        # T03: due on the make-up Saturday 05/01/2019.
        ("2018-12-28 10:00", 4, "2019-01-05", "2019-01-03 08:00", {"due_soon"}),
        ("2018-12-28 10:00", 4, "2019-01-05", "2019-01-05 08:00", {"due_today"}),
        # Due on the first day after Tết 2025: the letter must go on the last working day before the holidays.
        ("2025-01-20 09:00", 5, "2025-02-03", "2025-01-24 08:00", {"due_soon", "letter_today"}),
        ("2025-01-20 09:00", 5, "2025-02-03", "2025-01-30 08:00", {"due_soon", "letter_today"}),
        ("2025-01-20 09:00", 5, "2025-02-03", "2025-01-23 08:00", {"due_soon"}),
    ],
)
def test_working_days_are_counted_over_holidays(accepted: str, term: int, due: str, at: str, told: set[str]) -> None:
    dossier = a_dossier(accepted, DAYS[term])
    assert dossier.due and str(dossier.due.due_on) == due
    assert kinds(dossier, at) == told


@pytest.mark.parametrize(("soon", "told"), [(0, set()), (3, {"due_soon"}), (5, {"due_soon"})])
def test_how_early_is_settable(soon: int, told: set[str]) -> None:
    assert kinds(a_dossier(), "2026-03-11 08:00", soon_days=soon) == told


@pytest.mark.parametrize(
    ("at", "told"),
    [
        ("2026-03-02 09:00", set()),
        ("2026-03-02 15:59", set()),
        ("2026-03-02 16:00", {"due_today"}),  # its last hour
        ("2026-03-02 17:00", {"due_today"}),
        ("2026-03-02 17:01", {"overdue"}),  # an hour limit is judged by its instant
    ],
)
def test_what_came_in_today_is_no_warning_until_its_last_hour(at: str, told: set[str]) -> None:
    dossier = a_dossier("2026-03-02 08:00", Term(Unit.WORKING_HOUR, 7))
    assert dossier.due and dossier.due.due_at == local("2026-03-02 17:00")
    assert kinds(dossier, at) == told


def test_no_letter_is_asked_for_on_the_day_of_receipt() -> None:
    assert kinds(a_dossier("2026-03-02 08:30", DAYS[1]), "2026-03-02 10:00") == set()


def test_after_the_letter_no_letter_is_asked_for_and_the_due_date_stays() -> None:
    late = do(after(a_dossier(), TAKEN), Act.EXTENDED, "2026-03-12 09:00", promised_on=local("2026-03-20 00:00").date())
    assert kinds(late.dossier, "2026-03-13 09:00") == {"due_soon"}
    assert kinds(late.dossier, "2026-03-17 09:00") == {"overdue"}


@pytest.mark.parametrize("act", [Act.SUPPLEMENT_REQUESTED, Act.PAYMENT_REQUESTED])
def test_a_clock_that_stands_is_quiet(act: Act) -> None:
    waiting = after(a_dossier(), TAKEN, (act, "2026-03-04 09:00"))
    assert kinds(waiting, "2026-03-04 10:00") == set()
    assert not {"overdue", "due_today", "due_soon"} & kinds(waiting, "2026-04-20 09:00")


def test_a_due_date_that_moved_makes_another_warning() -> None:
    waiting = after(a_dossier(), TAKEN, (Act.PAYMENT_REQUESTED, "2026-03-04 09:00"))
    paid = do(waiting, Act.PAYMENT_RECEIVED, "2026-03-06 09:00").dossier
    before = only(a_dossier(), "2026-03-17 08:00", Kind.OVERDUE)
    moved = only(paid, "2026-04-17 08:00", Kind.OVERDUE)
    assert (before.due_on.isoformat(), moved.due_on.isoformat()) == ("2026-03-16", "2026-03-18")


@pytest.mark.parametrize(
    "ending",
    [
        ((Act.FINISHED, "2026-03-10 09:00"), (Act.RETURNED, "2026-03-10 10:00")),
        ((Act.STOPPED, "2026-03-10 09:00"),),
        ((Act.WITHDRAWAL_ASKED, "2026-03-10 09:00"), (Act.WITHDRAWN, "2026-03-10 10:00")),
    ],
)
def test_what_has_ended_is_quiet(ending: tuple[tuple[Act, str], ...]) -> None:
    assert kinds(after(a_dossier(route=ROUTE), TAKEN, *ending), "2026-06-01 08:00") == set()


class TestAnswers:
    """A supplement that was asked for and did not come (NĐ 118/2025 art. 19.5)."""

    @pytest.fixture
    def told(self) -> Dossier:
        asked = after(a_dossier(route=ROUTE), TAKEN, (Act.SUPPLEMENT_REQUESTED, "2026-03-03 09:00"))
        return do(asked, Act.SUPPLEMENT_NOTIFIED, "2026-03-04 09:00").dossier

    @pytest.mark.parametrize(
        ("at", "warned"),
        [("2026-03-19 23:00", set()), ("2026-03-20 00:00", {"supplement_answer_overdue"})],
    )
    def test_fifteen_days_count_from_the_notice(self, told: Dossier, at: str, warned: set[str]) -> None:
        assert kinds(told, at) == warned

    def test_it_concerns_the_desk(self, told: Dossier) -> None:
        found = only(told, "2026-03-20 08:00", Kind.SUPPLEMENT_ANSWER_OVERDUE)
        assert found.concern == Concern(OFFICE, Role.CLERK)
        assert found.due_on.isoformat() == "2026-03-19"

    def test_before_2025_nothing_was_closed_for_want_of_an_answer(self) -> None:
        asked = after(
            a_dossier("2024-03-04 08:30", route=ROUTE),
            (Act.TAKEN_UP, "2024-03-04 09:00"),
            (Act.SUPPLEMENT_REQUESTED, "2024-03-05 09:00"),
            (Act.SUPPLEMENT_NOTIFIED, "2024-03-05 10:00"),
        )
        assert kinds(asked, "2024-06-03 08:00") == set()


@pytest.mark.parametrize(
    ("at", "told"),
    [
        ("2026-03-04 08:00", set()),
        ("2026-03-05 08:00", {"notice_due"}),  # the third working day after acceptance
        ("2026-03-06 08:00", {"notice_due"}),
        ("2026-05-20 08:00", {"notice_due"}),  # untold, so no time to answer runs
    ],
)
def test_a_desk_that_has_not_told_the_applicant_is_warned(at: str, told: set[str]) -> None:
    asked = after(a_dossier(route=ROUTE), TAKEN, (Act.SUPPLEMENT_REQUESTED, "2026-03-03 09:00"))
    assert kinds(asked, at) == told
    if told:
        assert only(asked, at, Kind.NOTICE_DUE).concern == Concern(OFFICE, Role.CLERK)


class TestOpinions:
    """Another office was asked (NĐ 118/2025 art. 19.4)."""

    @pytest.fixture
    def asked(self) -> Dossier:
        until = local("2026-03-06 10:00")
        taken = after(a_dossier(route=ROUTE), TAKEN)
        return do(taken, Act.OPINION_ASKED, "2026-03-03 09:00", office="H10", until_at=until).dossier

    @pytest.mark.parametrize(
        ("at", "told"),
        [
            ("2026-03-05 08:00", set()),
            ("2026-03-06 08:00", {"step_due_today"}),
            ("2026-03-06 10:01", {"step_overdue", "opinion_overdue"}),
        ],
    )
    def test_the_office_asked_and_the_head_of_the_desk_are_warned(
        self, asked: Dossier, at: str, told: set[str]
    ) -> None:
        assert kinds(asked, at) == told

    def test_who_is_concerned(self, asked: Dossier) -> None:
        at = "2026-03-06 10:01"
        assert only(asked, at, Kind.STEP_OVERDUE).concern == Concern("H10", Role.LEADER)
        assert only(asked, at, Kind.OPINION_OVERDUE).concern == Concern(OFFICE, Role.LEADER)

    def test_an_answer_is_quiet(self, asked: Dossier) -> None:
        given = do(asked, Act.OPINION_GIVEN, "2026-03-06 09:00", step=asked.steps[-1].number).dossier
        assert kinds(given, "2026-03-09 08:00") == set()


class TestCollection:
    """A result that lies ready (domain reading: no general time limit, so a practice)."""

    READY = after(a_dossier(route=ROUTE), TAKEN, (Act.FINISHED, "2026-03-05 15:00"))

    @pytest.mark.parametrize(
        ("at", "due"),
        [
            ("2026-03-11 23:59", None),
            ("2026-03-12 00:00", "2026-03-12"),  # five working days after Thursday 05/03
            ("2026-03-18 23:59", "2026-03-12"),
            ("2026-03-19 00:00", "2026-03-19"),
            ("2026-03-26 08:00", "2026-03-26"),
        ],
    )
    def test_after_five_working_days_and_then_weekly(self, at: str, due: str | None) -> None:
        found = [w.due_on.isoformat() for w in deserved(self.READY, local(at), TIME)]
        assert found == ([due] if due else [])

    def test_written_down_that_nobody_came_it_is_quiet_for_the_week(self) -> None:
        noted = do(self.READY, Act.NOT_COLLECTED, "2026-03-13 09:00").dossier
        assert kinds(noted, "2026-03-18 08:00") == set()
        assert kinds(noted, "2026-03-19 08:00") == {"not_collected"}

    def test_days_off_do_not_count(self) -> None:
        ready = after(
            a_dossier("2026-02-09 08:30", route=ROUTE),
            (Act.TAKEN_UP, "2026-02-09 09:00"),
            (Act.FINISHED, "2026-02-12 15:00"),
        )
        assert kinds(ready, "2026-02-25 08:00") == set()
        assert kinds(ready, "2026-02-26 08:00") == {"not_collected"}

    def test_what_a_book_says_was_not_taken_away_lies_nowhere(self) -> None:
        book = replace(self.READY, matter=replace(self.READY.matter, origin="register"))
        assert kinds(book, "2026-06-01 08:00") == set()


class TestConcerns:
    """The assignee, else the heads; the desk for its own work."""

    def concern(self, dossier: Dossier, kind: Kind = Kind.OVERDUE) -> Concern:
        return only(dossier, "2026-03-17 08:00", kind).concern

    def test_at_the_desk_it_concerns_the_clerks(self) -> None:
        assert self.concern(a_dossier(route=ROUTE)) == Concern(OFFICE, Role.CLERK)

    def test_handed_over_and_given_to_nobody_the_heads(self) -> None:
        handed = after(a_dossier(route=ROUTE), (Act.HANDED_OVER, "2026-03-02 10:00"))
        assert self.concern(handed) == Concern(OFFICE, Role.LEADER)

    def test_taken_up_whoever_has_it(self) -> None:
        assert self.concern(after(a_dossier(route=ROUTE), TAKEN)).assignee == "canbo.a"

    def test_without_a_route_the_heads(self) -> None:
        assert self.concern(a_dossier()) == Concern(OFFICE, Role.LEADER)

    def test_the_letter_concerns_the_heads(self) -> None:
        taken = after(a_dossier(route=ROUTE), TAKEN)
        assert only(taken, "2026-03-13 08:00", Kind.LETTER_TODAY).concern == Concern(OFFICE, Role.LEADER)


def staged(**more: Any) -> Dossier:
    """The stage that decides has three working days of its own."""
    first, second, third = ROUTE.stages
    route = replace(ROUTE, stages=(first, replace(second, term=Term(Unit.WORKING_DAY, 3)), third))
    return a_dossier(route=replace(route, **more))


@pytest.mark.parametrize(
    ("at", "told"),
    [
        ("2026-03-04 08:00", set()),
        ("2026-03-05 08:00", {"step_due_today"}),
        ("2026-03-06 00:00", {"step_overdue"}),
        ("2026-03-17 08:00", {"step_overdue", "overdue"}),
    ],
)
def test_a_step_with_days_of_its_own_is_warned_of_by_itself(at: str, told: set[str]) -> None:
    assert kinds(after(staged(), TAKEN), at) == told


def test_a_step_that_is_due_with_its_dossier_is_not_told_twice() -> None:
    assert kinds(after(a_dossier(route=ROUTE), TAKEN), "2026-03-17 08:00") == {"overdue"}


def test_a_desk_that_did_not_hand_over_by_its_hour_is_warned() -> None:
    assert kinds(a_dossier(route=ROUTE), "2026-03-02 15:00") == set()
    assert kinds(a_dossier(route=ROUTE), "2026-03-02 16:30") == {"step_due_today"}
    assert kinds(a_dossier(route=ROUTE), "2026-03-02 17:01") == {"step_overdue"}


def test_where_the_sectors_law_lets_the_clock_run_on_it_is_as_loud_after_the_wait() -> None:
    waiting = after(staged(on_payment=Effect.RUNS), TAKEN, (Act.PAYMENT_REQUESTED, "2026-03-04 09:00"))
    paid = do(waiting, Act.PAYMENT_RECEIVED, "2026-03-10 09:00").dossier
    assert "step_overdue" in kinds(paid, "2026-03-10 09:01")


@pytest.mark.parametrize("days", range(0, 40, 3))
def test_at_any_moment_there_is_at_most_one_of_each_step_and_topic(days: int) -> None:
    dossier = after(staged(), TAKEN)
    found = deserved(dossier, local("2026-03-02 12:00") + timedelta(days=days), TIME)
    assert len({(warning.step, warning.topic) for warning in found}) == len(found)
    for warning in found:
        assert warning.until_at is None or warning.until_at > local("2026-03-02 12:00") + timedelta(days=days)
