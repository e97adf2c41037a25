"""How long a dossier took, gross and without waiting for the applicant, in minutes; and buckets for percentiles.

A bucket is at most 1/32 of its own size wide: a percentile read from buckets is right to within 1.6 %.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from services.stats.domain.dossier import Dossier
from services.stats.domain.punctuality import JUDGED, Class

_MINUTE = timedelta(minutes=1)
_FINE = 5  # 2 ** 5 buckets for each doubling


class Taken(NamedTuple):
    """Whole minutes from acceptance to the end."""

    gross: int
    net: int


def taken(dossier: Dossier, how: Class | None) -> Taken | None:
    """Of dossiers that ended with a result or a refusal after appraisal (`how`); of others time says nothing."""
    ended_at = dossier.ended_at
    if ended_at is None or how not in JUDGED:
        return None
    gross = ended_at - dossier.accepted_at
    waited = sum((_overlap(w.from_at, w.until_at or ended_at, dossier, ended_at) for w in dossier.waits), timedelta())
    return Taken(gross // _MINUTE, max(gross - waited, timedelta()) // _MINUTE)


def _overlap(first: datetime, after: datetime, dossier: Dossier, ended_at: datetime) -> timedelta:
    return max(min(after, ended_at) - max(first, dossier.accepted_at), timedelta())


def bucket_of(minutes: int) -> int:
    """Minutes one by one up to 63, then 32 buckets for each doubling."""
    coarse = max(0, minutes.bit_length() - _FINE - 1)
    return (coarse << _FINE) + (minutes >> coarse)


def middle_of(bucket: int) -> float:
    """Minutes in the middle of a bucket."""
    if bucket < 2 << _FINE:
        return float(bucket)
    coarse = (bucket >> _FINE) - 1
    first = ((bucket & 31) + 32) << coarse
    return first + ((1 << coarse) - 1) / 2


@dataclass(frozen=True, slots=True)
class Spread:
    """How long dossiers took: how many, the exact mean, and percentiles read from buckets, in minutes."""

    dossiers: int
    mean: float | None
    median: float | None
    ninetieth: float | None


def spread(counts: Mapping[int, int], minutes: int) -> Spread:
    """`counts` by bucket; `minutes` is the exact sum. Nothing is told of nothing."""
    dossiers = sum(counts.values())
    if not dossiers:
        return Spread(0, None, None, None)
    return Spread(dossiers, round(minutes / dossiers, 1), percentile(counts, 50), percentile(counts, 90))


def percentile(counts: Mapping[int, int], percent: int) -> float:
    """The smallest time that at least so many in a hundred needed or were faster (nearest rank)."""
    rank = -(-sum(counts.values()) * percent // 100)
    for bucket in sorted(counts):
        rank -= counts[bucket]
        if rank <= 0:
            return middle_of(bucket)
    raise ValueError("no dossiers")
