"""Every way through the cards finds what a naive filter over all dossiers finds, page by page."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import asyncpg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.intake.domain.dossiers.marks import pair_mark
from services.intake.domain.finding.finding_plan import Shares, Way, courses
from services.intake.domain.finding.sought import Sought
from services.intake.queries.finding import newest as ways_of_finding
from services.intake.queries.finding.newest import newest
from services.intake.queries.finding.search import Hit, Search
from services.intake.queries.finding.shares import KnownShares, endings_of
from services.intake.queries.finding.terms import Places
from shared.contracts.states import State
from shared.db.database import BoundDatabase, Connection
from shared.ids import new_id

WORDS = ("nguyen", "van", "an", "anh", "thi", "ngan", "quynh")
OFFICES = ("A", "A.1", "A.2", "B", "B.1")
PROCEDURES = ("1.000001", "1.000002")
START = datetime(2026, 1, 1, tzinfo=UTC)
PHONES = ("+84912000111", "+84912000222")


@dataclass(frozen=True)
class Card:
    """A dossier as the naive filter sees it."""

    dossier: UUID
    accepted_at: datetime
    office: str
    desk: str
    procedure: str
    words: tuple[str, ...]
    phone: str
    state: str
    due_on: date


def made_up(chance: random.Random) -> Card:
    office = chance.choice(OFFICES)
    at = START + timedelta(hours=chance.randrange(24 * 60))
    return Card(
        dossier=new_id(),
        accepted_at=at,
        office=office,
        desk=office if chance.random() < 0.7 else chance.choice(OFFICES),
        procedure=chance.choice(PROCEDURES),
        words=tuple(chance.sample(WORDS, chance.randint(1, 4))),
        phone=chance.choice(PHONES),
        state=chance.choice(list(State)),
        due_on=(at + timedelta(days=chance.randint(0, 20))).date(),
    )


async def put(connection: Connection, cards: Sequence[Card]) -> None:
    await connection.executemany(
        """
        insert into intake.dossiers (id, code, office, desk, procedure, procedure_version, procedure_name, field, level,
          channel, accepted_at, counts_by, origin, received_by, applicant_name, applicant_kind, identity_is_odd, sets,
          papers, marks)
        values ($1, $1::uuid::text, $2, $3, $4, 1, '', '', '', '', $5, 'day', 'counter', '', '', '', false, 1, '[]', $6)
        """,
        [(c.dossier, c.office, c.desk, c.procedure, c.accepted_at, [*c.words, c.phone]) for c in cards],
    )
    await connection.executemany(
        "update intake.standings set state = $2, due_on = $3, version = 1 where dossier = $1",
        [(c.dossier, c.state, c.due_on) for c in cards],
    )


def fits(card: Card, sought: Sought, places: Places) -> bool:
    beginning = sought.beginning
    return (
        sought.accepted_from <= card.accepted_at < sought.accepted_before
        and set(sought.words) <= set(card.words)
        and (beginning is None or any(word.startswith(beginning) for word in card.words))
        and all(card.phone in group for group in sought.marks)
        and sought.procedure in (None, card.procedure)
        and (not sought.states or card.state in sought.states)
        and (sought.due_before is None or card.due_on < sought.due_before)
        and (places.reach is None or card.office in places.reach or card.desk in places.reach)
        and (places.office is None or card.office in places.office)
        and (places.desk is None or card.desk in places.desk)
    )


def maybe(values: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.none() | values


days = st.integers(0, 60).map(lambda n: START + timedelta(days=n))
some_offices = st.lists(st.sampled_from(OFFICES), min_size=1, max_size=3, unique=True)
questions = st.builds(
    Sought,
    accepted_from=st.just(START - timedelta(days=1)) | days,
    accepted_before=st.just(START + timedelta(days=90)) | days,
    procedure=maybe(st.sampled_from(PROCEDURES)),
    words=st.lists(st.sampled_from(WORDS), max_size=3, unique=True).map(tuple),
    beginning=maybe(st.sampled_from(["a", "an", "ng", "v", "quynh", "x"])),
    marks=st.lists(st.sampled_from([PHONES[:1], PHONES]), max_size=1).map(tuple),
    states=st.lists(st.sampled_from(list(State)), max_size=3, unique=True).map(tuple),
    due_before=maybe(days.map(lambda at: at.date())),
)
bounds = st.builds(Places, reach=maybe(some_offices), office=maybe(some_offices), desk=maybe(some_offices))


def guesses(chance: random.Random) -> Shares:
    """Any idea of frequencies, right or wrong: it may lead the way and must not change what is found."""

    def shares(names: Sequence[str]) -> dict[str, float]:
        return {name: chance.choice([1e-6, 1e-3, 0.5]) for name in names}

    return Shares(
        count=chance.choice([0, 200, 5e6]),
        days=chance.choice([0, 0.01, 60, 4000]),
        newest=chance.choice([None, START, START + timedelta(days=70)]),
        words=shares([*WORDS, *PHONES]),
        procedures=shares(PROCEDURES),
        offices=shares(OFFICES),
        states=shares(list(State)),
    )


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    sought=questions,
    places=bounds,
    limit=st.integers(1, 40),
    said=st.booleans(),
    chance=st.randoms(use_true_random=False),
)
async def test_pages_together_are_what_a_naive_filter_finds(
    database: BoundDatabase, sought: Sought, places: Places, limit: int, said: bool, chance: random.Random
) -> None:
    async with database.transaction() as connection:
        cards = await _the_cards(connection)
        if sought.beginning and said:
            sought = _with_endings(sought, await endings_of(connection, sought.beginning))
        expected = [
            Hit(card.accepted_at, card.dossier)
            for card in sorted(cards, key=lambda c: (c.accepted_at, c.dossier), reverse=True)
            if fits(card, sought, places)
        ]
        found: list[Hit] = []
        shares = guesses(chance)
        while True:
            page = await newest(connection, Search(sought, places, shares, found[-1] if found else None, limit))
            found += page
            if len(page) < limit:
                break
        assert found == expected, courses(sought, places.leading, shares, limit)


_CARDS: list[Card] = []


async def _the_cards(connection: Connection) -> list[Card]:
    """Put once into the transaction that all examples of a test share."""
    if not await connection.fetchval("select exists (select from intake.cards)"):
        chance = random.Random(7)
        _CARDS[:] = [made_up(chance) for _ in range(300)]
        await put(connection, _CARDS)
    return _CARDS


def _with_endings(sought: Sought, endings: tuple[str, ...] | None) -> Sought:
    from dataclasses import replace

    return replace(sought, endings=endings)


@pytest.mark.parametrize("most", [1, 5])
async def test_a_way_that_proves_too_long_is_left_for_another(
    database: BoundDatabase, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    """What is thought to be rare may be common, and the other way round."""
    monkeypatch.setattr(ways_of_finding, "_MOST_FETCHED", most)
    monkeypatch.setattr(ways_of_finding, "_MOST_MET", most)
    sought = Sought(START, START + timedelta(days=90), words=("nguyen", "van"))
    async with database.transaction() as connection:
        cards = await _the_cards(connection)
        expected = sorted((c.accepted_at, c.dossier) for c in cards if fits(c, sought, Places()))[::-1][:20]
        for share in (1e-6, 0.9):
            words = dict.fromkeys(WORDS, share)
            shares = Shares(count=300, days=60, newest=START + timedelta(days=60), words=words)
            hits = await newest(connection, Search(sought, Places(), shares, None, 20))
            assert [(hit.accepted_at, hit.dossier) for hit in hits] == expected


async def test_shares_are_read_from_the_statistics(fresh_url: str) -> None:
    chance = random.Random(7)
    connection = await asyncpg.connect(fresh_url)
    assert (await KnownShares().ask(connection)).count == 0
    await put(connection, [made_up(chance) for _ in range(300)])
    await connection.execute("analyze intake.cards; analyze intake.standings")
    shares = await KnownShares().ask(connection)
    await connection.close()
    assert shares.count == 300
    assert 50 < shares.days < 60
    assert set(WORDS) <= shares.words.keys()
    assert shares.of_pair("an", "van") == shares.words[pair_mark("van", "an")] < shares.of_word("an")
    assert set(shares.offices) == set(OFFICES)
    assert sum(shares.procedures.values()) == pytest.approx(1)
    assert shares.of_states(list(State)) == pytest.approx(1)


def test_common_words_are_walked_to_and_rare_ones_looked_up() -> None:
    sought = Sought(START, START + timedelta(days=90), words=("nguyen", "van"))
    common = Shares(count=5e6, words={"nguyen": 0.3, "van": 0.2, pair_mark("nguyen", "van"): 0.05})
    assert courses(sought, None, common, 51)[0].way is Way.TIME
    assert courses(sought, None, Shares(count=5e6, words={"nguyen": 0.3}), 51)[0].way is Way.MARKS
    assert courses(sought, ["A"], common, 51)[0].way is Way.PLACE


async def test_a_beginning_of_many_words_is_not_spelled_out(database: BoundDatabase) -> None:
    async with database.transaction() as connection:
        await connection.execute("insert into intake.words select 'q' || n from generate_series(10, 50) as n")
        assert await endings_of(connection, "q1") == tuple(f"q{n}" for n in range(10, 20))
        assert await endings_of(connection, "q") is None
        assert await endings_of(connection, "qz") == ()
