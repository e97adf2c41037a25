"""Hours of a desk: its own, those above, the default; and what may be decided."""

from datetime import date, time

import pytest

from services.intake.domain.organisation.desk_hours import HoursAct, hours_of, must_not_rewrite
from shared.errors import Conflict
from shared.worktime import P75
from shared.worktime.hours import Sessions

EARLY = ((time(7), time(11)), (time(13), time(16)))
LATE = ((time(8), time(12)), (time(14), time(18)))
TODAY = date(2026, 3, 5)


def test_without_any_act_the_default_holds() -> None:
    assert hours_of(("VN", "H62"), {}) is P75


def test_the_nearest_office_above_decides_and_each_act_from_its_day() -> None:
    acts = {
        "H62": [HoursAct(date(2020, 1, 1), EARLY)],
        "H62.19": [HoursAct(date(2024, 1, 1), LATE), HoursAct(date(2025, 1, 1), EARLY)],
    }
    hours = hours_of(("VN", "H62", "H62.19"), acts)
    assert hours.sessions_on(date(2019, 12, 31)) == P75.usual
    assert hours.sessions_on(date(2023, 6, 1)) == Sessions(EARLY)
    assert hours.sessions_on(date(2024, 6, 3)) == Sessions(LATE)
    assert hours.sessions_on(date(2025, 6, 2)) == Sessions(EARLY)
    assert hours_of(("VN", "H62"), acts).sessions_on(date(2024, 6, 3)) == Sessions(EARLY)


def test_an_act_for_a_coming_day_is_new_and_its_repeat_is_known() -> None:
    act = HoursAct(date(2026, 3, 6), EARLY)
    assert must_not_rewrite([], act, TODAY) is False
    assert must_not_rewrite([act], act, TODAY) is True


@pytest.mark.parametrize("day", [TODAY, date(2020, 1, 1)])
def test_days_already_worked_keep_their_hours(day: date) -> None:
    with pytest.raises(Conflict):
        must_not_rewrite([], HoursAct(day, EARLY), TODAY)


def test_a_decided_day_is_not_decided_again() -> None:
    with pytest.raises(Conflict):
        must_not_rewrite([HoursAct(date(2026, 4, 1), EARLY)], HoursAct(date(2026, 4, 1), LATE), TODAY)
