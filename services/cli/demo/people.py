"""People who do not exist: names put together by frequency, numbers of ranges that belong to nobody."""

import json
import random
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_LEAST_AGE, _YEARS = 18, 60
_MOBILE = ("32", "35", "70", "81", "86", "90", "96")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody made up. The number ends in 000xxx, the telephone has 0000 in its middle: neither is anybody's."""

    name: str
    identity_number: str
    phone: str


@cache
def _parts() -> dict[str, Any]:
    parts: dict[str, Any] = json.loads(Path(__file__).with_name("names.json").read_text(encoding="utf-8"))
    return parts


def _drawn(dice: random.Random, weighted: Sequence[tuple[str, float]]) -> str:
    return dice.choices([name for name, _ in weighted], [weight for _, weight in weighted])[0]


def make_name(dice: random.Random, province: str, *, is_woman: bool) -> str:
    """With the surnames of the province where they are known."""
    parts, sex = _parts(), "female" if is_woman else "male"
    surnames = parts["by_province"].get(province, parts["surnames"])
    return " ".join((
        _drawn(dice, surnames),
        _drawn(dice, parts[f"{sex}_middle"]),
        _drawn(dice, parts[f"{sex}_given"]),
    ))  # fmt: skip


def make_person(dice: random.Random, province: str, citizen_code: str, year: int) -> Person:
    """Of age in that year; `citizen_code` is the province's part of the identity number."""
    is_woman = dice.random() < 0.5
    born = year - _LEAST_AGE - dice.randrange(_YEARS)
    century = (born // 100 - 19) * 2 + is_woman
    return Person(
        make_name(dice, province, is_woman=is_woman),
        f"{citizen_code}{century}{born % 100:02}000{dice.randrange(1000):03}",
        f"0{dice.choice(_MOBILE)}0000{dice.randrange(1000):03}",
    )


def as_account(name: str, place: str) -> str:
    """`Bùi Thị Lan` at 04792 is `lan.bt.04792`."""
    plain = unicodedata.normalize("NFD", name.replace("Đ", "D").replace("đ", "d")).encode("ascii", "ignore").decode()
    *before, given = plain.lower().split()
    return f"{given}.{''.join(word[0] for word in before)}.{place}"
