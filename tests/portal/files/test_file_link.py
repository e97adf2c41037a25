"""Signed links: bound to one file, the same for a long time, good for long enough, of no use once touched."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.portal.domain.file_link import LEAST_LEFT, STEP, FileRef, last_day_of, read_link, sign_link
from shared.errors import NotFound

KEY, OTHER = b"k" * 32, b"o" * 32
REF = FileRef(UUID("019d0000-0000-7000-8000-000000000001"), "ab" * 32, date(2027, 4, 9))
DAYS = st.dates(date(2020, 1, 1), date(2100, 1, 1))


def test_a_link_says_what_it_was_made_of() -> None:
    token = sign_link(REF, KEY)
    assert read_link(token, [KEY]) == REF
    assert token == sign_link(REF, KEY)
    assert len(token) == 95


@pytest.mark.parametrize("at", [0, 20, 40, 66, 68, 94])
def test_a_link_with_one_sign_changed_is_refused(at: int) -> None:
    token = sign_link(REF, KEY)
    touched = token[:at] + ("A" if token[at] not in "AB" else "x") + token[at + 1 :]
    with pytest.raises(NotFound, match="link_not_valid"):
        read_link(touched, [KEY])


@pytest.mark.parametrize("token", ["", "A" * 95, "A", "*" * 95, sign_link(REF, KEY)[:-1], sign_link(REF, KEY)[:68]])
def test_what_is_no_link_is_refused(token: str) -> None:
    with pytest.raises(NotFound, match="link_not_valid"):
        read_link(token, [KEY])


def test_a_new_key_leaves_the_links_of_the_old_one_good() -> None:
    assert read_link(sign_link(REF, OTHER), [KEY, OTHER]) == REF
    for keys in ([KEY], []):
        with pytest.raises(NotFound):
            read_link(sign_link(REF, OTHER), keys)


@given(day=DAYS, age=st.integers(0, 3000))
def test_ninety_days_are_always_left_and_never_more_than_a_step_besides(day: date, age: int) -> None:
    today = day + timedelta(days=age)
    left = last_day_of(day, today) - today
    assert LEAST_LEFT <= left <= LEAST_LEFT + STEP


def test_a_link_stays_the_same_for_310_days() -> None:
    day = date(2026, 3, 5)
    steps = {last_day_of(day, day + timedelta(days=age)) for age in range(311)}
    assert steps == {day + STEP}
    assert last_day_of(day, day + timedelta(days=311)) == day + 2 * STEP
