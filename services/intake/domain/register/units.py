"""Which office a row of a book belongs to: the one it names among those of the book's office, on the day of receipt."""

import unicodedata
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from services.intake.domain.organisation.office import BEFORE_ALL, Alias, Office
from services.intake.domain.register.cells import compact, folded, tidy

_TITLES = ("ủy ban nhân dân ", "uỷ ban nhân dân ", "ubnd ")


class NoSuchUnit(ValueError):
    """The row's office is not known, not one only, or did not exist on its day; the message says what to write."""


class Units:
    """The book's office and, where the book may name others, every office below it."""

    def __init__(self, root: Office, below: Iterable[Office] = (), aliases: Iterable[Alias] = ()) -> None:
        self._root = root
        self._offices = {office.code: office for office in (root, *below)}
        self._aliases: dict[str, list[Alias]] = {}
        for alias in aliases:
            self._aliases.setdefault(alias.alias, []).append(alias)
        self._names: dict[str, list[Office]] = {}
        self._folded: dict[str, list[Office]] = {}
        for office in self._offices.values():
            self._names.setdefault(_name(office.name), []).append(office)
            self._folded.setdefault(folded(office.name), []).append(office)

    def of(self, written: str, on: date) -> Office:
        """By code, by another code that means it that day, or by its name; blank is the book's own office."""
        meant = self._meant(written, on) if written else [self._root]
        there = [office for office in meant if _exists(office, on)]
        if len(there) == 1:
            return there[0]
        shown, whole = tidy(written)[:60], f"{self._root.name} ({self._root.code})"
        if len(there) > 1:
            raise NoSuchUnit(f"Có {len(there)} đơn vị “{shown}” thuộc {whole}: ghi mã đơn vị thay cho tên")
        if meant:
            raise NoSuchUnit(_not_there(meant[0], on))
        raise NoSuchUnit(f"Không có đơn vị “{shown}” thuộc {whole}: ghi mã hoặc đúng tên đơn vị tiếp nhận")

    def _meant(self, written: str, on: date) -> list[Office]:
        code, name, plain = _keys(written)
        if office := self._offices.get(code):
            return [office]
        named = {alias.office for alias in self._aliases.get(code, ()) if alias.holds(on)}
        if named:
            return [self._offices[office] for office in sorted(named)]
        return self._names.get(name) or self._folded.get(plain, [])


@lru_cache(4096)
def _keys(written: str) -> tuple[str, str, str]:
    """As a code, as a name, and as a name without marks: a book names its few offices in every row."""
    name = _name(written)
    return compact(written).upper(), name, folded(name)


def _name(text: str) -> str:
    """Lower case without the title that a committee puts before its unit's name."""
    name = unicodedata.normalize("NFC", tidy(text)).casefold()
    return next((name.removeprefix(title) for title in _TITLES if name.startswith(title)), name)


def _exists(office: Office, on: date) -> bool:
    """What stood at the beginning of the books stood before it."""
    return office.is_in_force(max(on, BEFORE_ALL))


def _not_there(office: Office, on: date) -> str:
    named = f"{office.name} ({office.code})"
    if on < office.valid_from:
        return f"{named} chưa hoạt động vào ngày tiếp nhận {on:%d/%m/%Y}: ghi đơn vị đã tiếp nhận hồ sơ"
    after = f", nay là {office.successor}" if office.successor else ""
    return f"{named} không còn hoạt động vào ngày tiếp nhận {on:%d/%m/%Y}{after}: ghi đơn vị đã tiếp nhận hồ sơ"
