"""The plan of a living province: the same for the same seed, within the law, of people who do not exist."""

from collections import Counter
from datetime import date, datetime, time, timedelta
from itertools import pairwise

import pytest

from services.cli.demo.area import Area, Desk, Matter
from services.cli.demo.course import course_of, go_on
from services.cli.demo.days import last_tet
from services.cli.demo.model import COMMUNE, PROVINCE, load_model
from services.cli.demo.planning import Intended, Plan, Recipe, how_many, make_plan, months_before
from services.cli.demo.work_minutes import A_DAY, to_instant, to_minutes
from shared.contracts.terms import Channel
from shared.worktime import LEGAL_ZONE, legal_day, national_calendar

MODEL = load_model()
UNTIL = datetime(2026, 5, 29, 16, 55, tzinfo=LEGAL_ZONE)


def area() -> Area:
    desks = [Desk("05128.2025", "Xã Một", COMMUNE, 2.0), Desk("05134.2025", "Xã Hai", COMMUNE, 1.0)]
    desks.append(Desk("25.2025.10", "Trung tâm", PROVINCE, 1.0))
    matters = [
        Matter("2.000815", COMMUNE, COMMUNE, None, 0.4),
        Matter("1.001193", COMMUNE, COMMUNE, None, 0.3),
        Matter("1.011441", "huyen", PROVINCE, "25.2025.01", 0.3),
    ]
    return Area("Hòa Bình", "25.2025", "Tỉnh Phú Thọ", "017", 0.02, desks, {"25.2025.01": "Sở Một"}, matters)


def plan(seed: int = 1, lateness: float = 1.0) -> Plan:
    return make_plan(Recipe(date(2026, 1, 5), UNTIL, 0.2, seed, lateness), area(), MODEL)


def is_open(at: datetime) -> bool:
    """In the 7.5 hours of a working day."""
    is_in_session = time(7, 30) <= at.time() < time(11, 30) or time(13, 30) <= at.time() < time(17)
    return is_in_session and national_calendar().is_working(at.date())


def due_of(one: Intended) -> datetime:
    """Five working days, at the end of the day."""
    day = national_calendar().working_day_after(one.at.date(), 5)
    return datetime.combine(day, datetime.min.time(), LEGAL_ZONE) + timedelta(hours=17)


def test_the_same_seed_gives_the_same_plan_and_another_seed_another() -> None:
    assert plan().dossiers == plan().dossiers
    assert plan().dossiers != plan(seed=2).dossiers


def test_as_many_come_as_the_model_says_for_the_months_the_area_and_the_scale() -> None:
    made = plan()
    assert len(made.dossiers) == pytest.approx(how_many(made.recipe, made.area, MODEL), rel=0.02)
    assert how_many(Recipe(date(2023, 1, 1), datetime(2023, 9, 30, tzinfo=LEGAL_ZONE), 1.0), area(), MODEL) == (
        pytest.approx(293_161 * 0.02, rel=0.03)
    )


def test_the_counter_takes_in_what_comes_in_its_hours_and_nothing_on_days_off() -> None:
    at_counter = [one for one in plan().dossiers if one.channel is not Channel.ONLINE]
    assert at_counter
    assert all(is_open(one.at) for one in at_counter)


def test_tet_is_quiet_and_the_week_after_it_is_full() -> None:
    def a_day(first: date, last: date) -> float:
        days = [first + timedelta(n) for n in range((last - first).days + 1)]
        working = sum(national_calendar().is_working(day) for day in days)
        return sum(first <= one.at.date() <= last for one in plan().dossiers) / max(working, 1)

    assert last_tet(date(2026, 5, 1)) == date(2026, 2, 17)
    at_tet = [one for one in plan().dossiers if date(2026, 2, 16) <= one.at.date() <= date(2026, 2, 20)]
    assert len(at_tet) < 8
    assert {one.channel for one in at_tet} <= {Channel.ONLINE}
    assert a_day(date(2026, 2, 23), date(2026, 2, 27)) > 1.5 * a_day(date(2026, 2, 9), date(2026, 2, 13))


def test_nobody_has_the_numbers_of_the_people_of_the_plan() -> None:
    for one in plan().dossiers:
        assert one.person.identity_number.startswith("017")
        assert one.person.identity_number[6:9] == "000"
        assert one.person.phone[3:7] == "0000"


def test_copies_are_certified_at_once_over_the_counter() -> None:
    copies = [one for one in plan().dossiers if one.matter.code == "2.000815"]
    assert all(one.is_at_once and one.channel is Channel.DIRECT for one in copies)
    assert course_of(copies[0], plan().slots, copies[0].at, None) == []


def test_what_is_meant_to_be_in_time_is_ready_in_time_and_what_is_meant_to_be_late_is_late() -> None:
    made = plan(lateness=40)
    seen: Counter[bool] = Counter()
    for one in made.dossiers:
        doings = course_of(one, made.slots, one.at, due_of(one))
        if doings and doings[-1].goes_on:
            doings = go_on(one, made.slots, doings[-1].at, due_of(one) + timedelta(days=30))
            continue
        finished = next((doing.at for doing in doings if doing.act in {"finish", "refuse"}), None)
        if finished:
            assert (legal_day(finished) > legal_day(due_of(one))) == bool(one.fate.late_by)
            seen[bool(one.fate.late_by)] += 1
    assert min(seen[True], seen[False]) > 10


def test_the_letter_of_apology_goes_out_before_the_due_day_with_a_later_one() -> None:
    made = plan(lateness=300)
    letters = 0
    for one in made.dossiers:
        for doing in course_of(one, made.slots, one.at, due_of(one)):
            if doing.act == "extension":
                letters += 1
                assert legal_day(doing.at) < legal_day(due_of(one)) < date.fromisoformat(doing.say["promised_on"])
    assert letters > 10


def test_acts_on_a_dossier_follow_one_another_in_working_hours() -> None:
    made = plan()
    for one in made.dossiers:
        doings = course_of(one, made.slots, one.at, due_of(one))
        instants = [one.at, *(doing.at for doing in doings)]
        assert all(earlier < later for earlier, later in pairwise(instants))
        assert all(is_open(doing.at) for doing in doings)


@pytest.mark.parametrize("minutes", [0, 1, 239, 240, 449, 450, 451, 900_000])
def test_working_minutes_and_instants_are_each_others_inverse(minutes: int) -> None:
    assert to_minutes(to_instant(minutes)) == minutes


def test_the_end_of_a_working_day_is_the_beginning_of_the_next() -> None:
    friday = datetime(2026, 5, 29, 17, 0, tzinfo=LEGAL_ZONE)
    assert to_instant(to_minutes(friday)) == datetime(2026, 6, 1, 7, 30, tzinfo=LEGAL_ZONE)
    assert to_instant(to_minutes(friday) - A_DAY) == datetime(2026, 5, 29, 7, 30, tzinfo=LEGAL_ZONE)


def test_months_are_counted_back_by_the_calendar() -> None:
    assert months_before(date(2026, 11, 28), 9) == date(2026, 2, 28)
    assert months_before(date(2026, 3, 31), 1) == date(2026, 2, 28)
