"""Which set of forms is in force on which day."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from shared.forms.form_sets import FORM_SETS, Form, form_set


@pytest.mark.parametrize(
    ("on", "circular"),
    [
        (date(2018, 6, 1), "01/2018"),
        (date(2019, 1, 6), "01/2018"),
        (date(2025, 9, 14), "01/2018"),
        (date(2025, 9, 15), "03/2025"),
        (date(2030, 1, 1), "03/2025"),
    ],
    ids=str,
)
def test_the_new_set_is_in_force_from_15_september_2025(on: date, circular: str) -> None:
    assert circular in form_set(on).circular


def test_sets_follow_one_another_without_a_gap() -> None:
    for before, after in pairwise(FORM_SETS):
        assert before.valid_to == after.valid_from - timedelta(days=1)
    assert FORM_SETS[-1].valid_to is None


def test_numbers_in_a_set_run_from_one_without_a_gap() -> None:
    for forms in FORM_SETS:
        numbers = [form.number for form in forms.forms.values()]
        assert numbers == [f"{number:02}" for number in range(1, len(numbers) + 1)]
    assert Form.STOP_NOTICE not in FORM_SETS[0].forms
