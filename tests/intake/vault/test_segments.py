"""Sealed segments: what went in comes out, and nothing else does."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.intake.vault.segments import (
    HEAD_BYTES,
    SEGMENT_BYTES,
    SegmentOpener,
    SegmentsDamaged,
    SegmentSealer,
    fresh_key,
)

SEALED_SEGMENT = SEGMENT_BYTES + 16
EDGES = [0, 1, SEGMENT_BYTES - 1, SEGMENT_BYTES, SEGMENT_BYTES + 1, 2 * SEGMENT_BYTES, 3 * SEGMENT_BYTES + 7]


def seal(key: bytes, content: bytes, cut: int = 10_000) -> bytes:
    sealer = SegmentSealer(key)
    pieces = [piece for at in range(0, len(content), cut) for piece in sealer.add(content[at : at + cut])]
    return b"".join([sealer.head, *pieces, sealer.end()])


def unseal(key: bytes, sealed: bytes, cut: int = 10_000) -> bytes:
    opener = SegmentOpener(key)
    pieces = [piece for at in range(0, len(sealed), cut) for piece in opener.add(sealed[at : at + cut])]
    return b"".join([*pieces, opener.end()])


def content_of(size: int) -> bytes:
    return bytes(range(256)) * (size // 256) + bytes(size % 256)


@settings(max_examples=60, deadline=None)
@given(
    size=st.one_of(st.sampled_from(EDGES), st.integers(0, 200_000)),
    cut_in=st.integers(1, 150_000),
    cut_out=st.integers(1, 150_000),
)
def test_however_it_is_cut_the_content_comes_back(size: int, cut_in: int, cut_out: int) -> None:
    key, content = fresh_key(), content_of(size)
    sealed = seal(key, content, max(cut_in, size // 50 + 1))
    assert len(sealed) == HEAD_BYTES + size + 16 * max(1, -(-size // SEGMENT_BYTES))
    assert unseal(key, sealed, max(cut_out, size // 50 + 1)) == content


@settings(max_examples=60, deadline=None)
@given(size=st.sampled_from(EDGES), where=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_a_flipped_bit_anywhere_does_not_open(size: int, where: float, bit: int) -> None:
    key = fresh_key()
    spoilt = bytearray(seal(key, content_of(size)))
    spoilt[int(where * len(spoilt))] ^= 1 << bit
    with pytest.raises(SegmentsDamaged):
        unseal(key, bytes(spoilt))


@settings(max_examples=60, deadline=None)
@given(size=st.sampled_from(EDGES), kept=st.floats(0, 1, exclude_max=True))
def test_a_cut_off_file_does_not_open(size: int, kept: float) -> None:
    key = fresh_key()
    sealed = seal(key, content_of(size))
    with pytest.raises(SegmentsDamaged):
        unseal(key, sealed[: int(kept * len(sealed))])


def segments(sealed: bytes) -> tuple[bytes, list[bytes]]:
    body = sealed[HEAD_BYTES:]
    return sealed[:HEAD_BYTES], [body[at : at + SEALED_SEGMENT] for at in range(0, len(body), SEALED_SEGMENT)]


def test_segments_cut_swapped_doubled_added_or_brought_from_elsewhere_do_not_open() -> None:
    key = fresh_key()
    head, parts = segments(seal(key, content_of(3 * SEGMENT_BYTES)))
    other_head, others = segments(seal(key, content_of(3 * SEGMENT_BYTES)))
    assert len(parts) == 3
    for wrong in (
        [head, *parts[:2]],
        [head, parts[1], parts[0], parts[2]],
        [head, parts[0], parts[0], parts[1], parts[2]],
        [head, *parts[1:]],
        [head, *parts, parts[2]],
        [head, *parts, b"x"],
        [head, parts[0], others[1], parts[2]],
        [other_head, *parts],
        [head],
        [b"\x02", head[1:], *parts],
        [],
    ):
        with pytest.raises(SegmentsDamaged):
            unseal(key, b"".join(wrong))
    with pytest.raises(SegmentsDamaged):
        unseal(fresh_key(), b"".join([head, *parts]))


def test_the_same_content_never_lies_there_twice_alike() -> None:
    content = content_of(100)
    key = fresh_key()
    assert seal(key, content) != seal(key, content)
    assert content[:32] not in seal(key, content)
