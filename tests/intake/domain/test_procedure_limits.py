"""Which limit a receipt promises: by channel, case, office and day."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake.domain.catalogue.comparable_terms import is_shorter
from services.intake.domain.catalogue.procedure import Case, Procedure
from services.intake.domain.catalogue.shortened_limit import ShortenedLimit
from shared.contracts.terms import Channel
from shared.errors import Invalid
from shared.worktime import Term, Unit

PATH = ("VN", "H62", "H62.19", "H62.19.01")
DAY = date(2026, 3, 5)


def days(amount: int) -> Term:
    return Term(Unit.WORKING_DAY, amount)


def shortened(id_: int, office: str, term: Term, **more: Any) -> ShortenedLimit:
    values: dict[str, Any] = {
        "channel": None,
        "case": None,
        "decision": "12/QĐ-UBND",
        "decided_on": date(2026, 1, 2),
        "valid_from": date(2026, 1, 10),
        "valid_to": None,
    }
    return ShortenedLimit(id=UUID(int=id_), office=office, procedure="1.001612", term=term, **(values | more))


def a_procedure(limits: Sequence[ShortenedLimit] = ()) -> Procedure:
    cases = (Case("Có xác minh", days(15), {Channel.ONLINE: days(12)}), Case("Cấp lại", None, {}))
    return Procedure(
        *("1.001612", 1, "Đăng ký", "Hộ tịch", date(2025, 7, 1), None, days(10), {Channel.ONLINE: days(8)}),
        cases=cases,
        shortened=tuple(limits),
    )


@pytest.mark.parametrize(
    ("channel", "case", "term"),
    [
        (Channel.DIRECT, None, days(10)),
        (Channel.ONLINE, None, days(8)),
        (Channel.DIRECT, "Có xác minh", days(15)),
        (Channel.ONLINE, "Có xác minh", days(12)),
        (Channel.ONLINE, "Cấp lại", days(8)),
        (Channel.POST, "Cấp lại", days(10)),
    ],
)
def test_the_law_says_a_limit_for_each_channel_and_case(channel: Channel, case: str | None, term: Term) -> None:
    assert a_procedure().term_for(channel, case, PATH, DAY) == (term, term, None)


def test_a_case_that_is_not_published_is_refused() -> None:
    with pytest.raises(Invalid) as refused:
        a_procedure().term_for(Channel.DIRECT, "Khác", PATH, DAY)
    assert refused.value.code == "case_not_found"


PROVINCE = shortened(1, "H62", days(7))
LAST = shortened(2, "H62", days(6), valid_to=date(2026, 3, 4))
ENDED, TO_COME = LAST, shortened(3, "H62", days(5), valid_from=date(2026, 3, 6))
NEWER = shortened(4, "H62", days(5), valid_from=date(2026, 3, 5))
COMMUNE = shortened(5, "H62.19.01", days(9))
ELSEWHERE = shortened(6, "H26", days(1))
ONLINE = shortened(7, "H62", days(3), channel=Channel.ONLINE)
CHECKED = shortened(8, "H62", days(11), case="Có xác minh")
OTHER_UNIT = shortened(9, "H62", Term(Unit.DAY, 9))


@pytest.mark.parametrize(
    ("limits", "channel", "case", "applies"),
    [
        ([PROVINCE], Channel.DIRECT, None, PROVINCE),
        ([PROVINCE], Channel.DIRECT, "Có xác minh", PROVINCE),
        ([ENDED, TO_COME, ELSEWHERE], Channel.DIRECT, None, None),
        ([PROVINCE, NEWER], Channel.DIRECT, None, NEWER),
        ([NEWER, COMMUNE], Channel.DIRECT, None, COMMUNE),
        ([PROVINCE, ONLINE, NEWER], Channel.ONLINE, None, ONLINE),
        ([PROVINCE, ONLINE, CHECKED], Channel.DIRECT, "Có xác minh", CHECKED),
        ([CHECKED], Channel.DIRECT, None, None),
        ([COMMUNE], Channel.ONLINE, None, None),
        ([OTHER_UNIT], Channel.DIRECT, None, OTHER_UNIT),
    ],
    ids=[
        "a province for all below",
        "every case",
        "ended, to come, elsewhere",
        "the newest",
        "the nearest office",
        "just this channel",
        "just this case",
        "not another case",
        "not where the law itself is shorter",
        "another unit cannot be compared",
    ],
)
def test_the_nearest_most_exact_newest_shortening_applies(
    limits: list[ShortenedLimit], channel: Channel, case: str | None, applies: ShortenedLimit | None
) -> None:
    given = a_procedure(limits).term_for(channel, case, PATH, DAY)
    assert given.shortening == applies
    assert given.term == (applies.term if applies else given.statutory_term)


TERMS = st.builds(Term, st.sampled_from([unit for unit in Unit if unit is not Unit.SAME_DAY]), st.integers(1, 60))
SHORTENED = st.builds(
    lambda office, term, channel, case: shortened(1, office, term, channel=channel, case=case),
    st.sampled_from([*PATH, "H26"]),
    st.one_of(TERMS, st.just(Term(Unit.SAME_DAY, 0))),
    st.sampled_from([None, *Channel]),
    st.sampled_from([None, "Có xác minh", "Cấp lại"]),
)


@given(st.lists(SHORTENED, max_size=6), st.sampled_from(Channel), st.sampled_from([None, "Có xác minh", "Cấp lại"]))
def test_no_local_decision_makes_a_promise_longer(
    limits: list[ShortenedLimit], channel: Channel, case: str | None
) -> None:
    given_limit = a_procedure(limits).term_for(channel, case, PATH, DAY)
    assert given_limit.term
    assert given_limit.statutory_term == a_procedure().statutory_term(channel, case)
    assert is_shorter(given_limit.statutory_term, given_limit.term) is not True
    assert (given_limit.term == given_limit.statutory_term) == (given_limit.shortening is None)


def test_without_a_published_limit_nothing_is_promised() -> None:
    bare = Procedure("1.001612", 1, "", "", date(2025, 7, 1), None, None, {}, shortened=(PROVINCE,))
    assert bare.term_for(Channel.DIRECT, None, PATH, DAY) == (None, None, None)
