"""Made-up dossiers by the million: people by the frequencies of Vietnamese names, at the offices of today."""

import hashlib
import json
import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from services.intake.domain.dossiers.applicant import Applicant, ApplicantKind
from services.intake.vault.people import marks_of
from services.intake.vault.vault import Vault
from shared.clock import SystemClock

# fmt: off
COLUMNS = (
    "id", "code", "office", "desk", "procedure", "procedure_version", "procedure_name", "field", "level", "channel",
    "accepted_at", "counts_by", "due_at", "due_on", "origin", "received_by", "applicant_name", "applicant_kind",
    "identity_is_odd", "phone", "address", "sets", "papers", "marks",
)
# fmt: on
DAYS = 400
_BATCH = 10_000
_ORGANISATIONS = 0.08
_TRADES = ["Thương mại", "Xây dựng", "Dịch vụ", "Vận tải", "Nông sản", "Cơ khí", "May mặc", "Du lịch"]


# fmt: off
_INITIALS = ("B", "C", "Ch", "D", "Đ", "G", "Gi", "H", "Kh", "L", "M", "N", "Ng", "Nh", "Ph", "Qu", "R", "S", "T", "Tr")
_RHYMES = (
    "a", "ai", "an", "ang", "anh", "ao", "âm", "âng", "âu", "e", "em", "en", "ênh", "êu", "i", "iên", "iêu", "im",
    "inh", "o", "oan", "oang", "oi", "on", "ông", "ơn", "u", "ung", "ươn", "y",
)
# fmt: on


@dataclass(frozen=True, slots=True)
class Place:
    """An office of today with its weight among all dossiers."""

    code: str
    level: str
    province: str
    weight: float


@dataclass(frozen=True, slots=True)
class Matter:
    """A procedure with its share."""

    code: str
    name: str
    field: str
    weight: float


class Registry:
    """Writes lines for COPY, oldest first. The same seed gives the same dossiers."""

    def __init__(self, places: Sequence[Place], matters: Sequence[Matter], vault: Vault, count: int) -> None:
        self._places, self._matters, self._vault, self._count = places, matters, vault, count
        self._chance = random.Random(20261128)
        self._parts = json.loads(Path(__file__).with_name("names.json").read_text(encoding="utf-8"))
        self._end = SystemClock().now().astimezone(UTC)
        self._numbers: dict[str, int] = {}

    def lines(self) -> Iterator[bytes]:
        """Batches of lines in PostgreSQL's text format."""
        for first in range(0, self._count, _BATCH):
            size = min(_BATCH, self._count - first)
            places = self._drawn([(p, p.weight) for p in self._places], size)
            matters = self._drawn([(m, m.weight) for m in self._matters], size)
            names, kinds = self._names(size)
            rows = (self._line(first + n, places[n], matters[n], names[n], kinds[n]) for n in range(size))
            yield "".join(rows).encode()

    def _drawn(self, weighted: Sequence[tuple], size: int) -> list:  # type: ignore[type-arg]
        return self._chance.choices([x for x, _ in weighted], [w for _, w in weighted], k=size)

    def _names(self, size: int) -> tuple[list[str], list[ApplicantKind]]:
        parts, drawn = self._parts, self._drawn
        surnames, rare = drawn(parts["surnames"], size), self._chance.choices(parts["rare_given"], k=size)
        men = zip(surnames, drawn(parts["male_middle"], size), drawn(parts["male_given"], size), strict=True)
        women = zip(surnames, drawn(parts["female_middle"], size), drawn(parts["female_given"], size), strict=True)
        names, kinds = [], []
        for man, woman, odd in zip(men, women, rare, strict=True):
            dice = self._chance.random()
            words = list(man if dice < 0.5 else woman)
            if self._chance.random() < 0.01:
                words[2] = odd
            elif self._chance.random() < 0.15:
                words.insert(2, self._chance.choice(parts["female_given"])[0])
            if self._chance.random() < 0.02:
                words[1] = self._syllable()
            is_company = self._chance.random() < _ORGANISATIONS
            trade = self._chance.choice(_TRADES)
            company = f"Công ty TNHH {trade} {words[-1]} {self._syllable()}"
            names.append(company if is_company else " ".join(words))
            kinds.append(ApplicantKind.BUSINESS if is_company else ApplicantKind.CITIZEN)
        return names, kinds

    def _syllable(self) -> str:
        """One of some thousand that people and firms are seldom called by."""
        return self._chance.choice(_INITIALS) + self._chance.choice(_RHYMES)

    def _line(self, n: int, place: Place, matter: Matter, name: str, kind: ApplicantKind) -> str:
        accepted_at = self._end - timedelta(days=DAYS) * (1 - (n + self._chance.random()) / self._count)
        due_at = accepted_at + timedelta(days=self._chance.choice((1, 3, 3, 5, 10, 15, 30)))
        number = self._numbers[place.code] = self._numbers.get(place.code, 0) + 1
        person = self._chance.randrange(max(self._count * 3 // 5, 1))
        identity = f"{person % 96 + 1:03}{person % 2}{person % 80 + 10:02}{person % 1_000_000:06}"
        phone = f"+84{9 * 10**8 + person:09}"
        applicant = Applicant(name, kind, identity if person % 5 else None, phone if person % 7 else None)
        marks = marks_of(self._vault, applicant, None)
        return "\t".join((
            *(str(_uuid7(accepted_at, n)), f"{place.code}-{accepted_at:%y%m%d}-{number:06}", place.code, place.code),
            *(matter.code, "1", matter.name, matter.field, place.level, "online" if n % 2 else "direct"),
            *(str(accepted_at), "day", str(due_at), str(due_at.date()), "counter", "bench", name, kind.value, "f"),
            *(applicant.phone or "\\N", "Thôn Mẫu, xã Mẫu", "1", "[]", "{" + ",".join(marks) + "}\n"),
        ))  # fmt: skip


def _uuid7(at: datetime, n: int) -> UUID:
    head = int(at.timestamp() * 1000) << 80
    tail = int.from_bytes(hashlib.blake2b(n.to_bytes(8, "big"), digest_size=10).digest(), "big")
    return UUID(int=head | tail & ~(0xF << 76) & ~(0x3 << 62) | 0x7 << 76 | 0x2 << 62)


def weights(count: int, seed: int) -> list[float]:
    """Sizes of offices of one level: lognormal, sigma 0.6 (the load model's spread)."""
    chance = random.Random(seed)
    return [math.exp(chance.gauss(0, 0.6)) for _ in range(count)]
