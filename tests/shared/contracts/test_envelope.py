"""The format of a fact never changes: fixed bytes, hashes and chain."""

import hashlib
import json
from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.contracts.envelope import (
    FIRST_LINK,
    Fact,
    canonical_bytes,
    chain_hash,
    leaf_hash,
    read_fact,
    read_instant,
    write_instant,
)
from shared.errors import Invalid

FACT = Fact(
    id=UUID("01890000-0000-7000-8000-000000000001"),
    type="intake.dossier.received.v1",
    stream="dossier:1",
    seq=1,
    office="H62.19",
    actor="canbo.a",
    happened_at=datetime(2026, 11, 24, 1, 2, 3, 4, UTC),
    recorded_at=datetime(2026, 11, 24, 1, 2, 4, tzinfo=UTC),
    body={"field": "Hộ tịch", "amount": 5, "until": None},
)
CANON = (
    '{"actor":"canbo.a","body":{"amount":5,"field":"Hộ tịch","until":null},'
    '"happened_at":"2026-11-24T01:02:03.000004Z","id":"01890000-0000-7000-8000-000000000001",'
    '"office":"H62.19","recorded_at":"2026-11-24T01:02:04.000000Z","seq":1,"stream":"dossier:1",'
    '"type":"intake.dossier.received.v1"}'
)


def test_the_canonical_bytes_are_these_and_no_others() -> None:
    assert FACT.canonical().decode() == CANON


def test_leaf_and_chain_are_plain_sha256() -> None:
    leaf = hashlib.sha256(b"\0" + CANON.encode()).digest()
    assert leaf_hash(FACT.canonical()) == leaf
    assert chain_hash(FIRST_LINK, leaf) == hashlib.sha256(bytes(32) + leaf).digest()


def test_a_fact_reads_back_as_it_was_written() -> None:
    assert read_fact(FACT.canonical()) == FACT


@pytest.mark.parametrize("text", ["", "2026-11-24", "2026-11-24T01:02:03Z", "2026-13-24T01:02:03.000000Z"])
def test_an_instant_of_another_form_is_refused(text: str) -> None:
    with pytest.raises((Invalid, ValueError)):
        read_instant(text)


@given(st.datetimes(min_value=datetime(1, 1, 2), max_value=datetime(9999, 12, 30), timezones=st.just(UTC)))  # noqa: DTZ001
def test_an_instant_keeps_its_width_and_value(at: datetime) -> None:
    assert len(write_instant(at)) == 27
    assert read_instant(write_instant(at)) == at


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(st.characters(exclude_categories=("Cs",))),
    lambda inner: st.lists(inner) | st.dictionaries(st.text("abcdefgh_", min_size=1), inner),
    max_leaves=12,
)


@given(st.dictionaries(st.text("abcdefgh_", min_size=1), JSON))
def test_canonical_bytes_do_not_depend_on_the_order_of_writing(document: dict[str, object]) -> None:
    backwards = dict(reversed(list(document.items())))
    assert canonical_bytes(document) == canonical_bytes(backwards)
    assert json.loads(canonical_bytes(document)) == document


@pytest.mark.parametrize("broken", [b"", b"[]", b"{}", b'{"id":"x"}', CANON.replace('"seq":1', '"seq":"x"').encode()])
def test_what_is_not_a_fact_is_refused(broken: bytes) -> None:
    with pytest.raises(Invalid):
        read_fact(broken)
