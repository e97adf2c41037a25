"""Dossier codes that the portal issues itself (GetNextValue)."""

from collections import Counter
from datetime import datetime

from shared.worktime.legal_day import legal_day


class IssuedCodes:
    """Agency in the form it was asked in, eight digits of the day, seven of the number; one count an agency and day."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._unused: set[str] = set()

    def next(self, agency: str, now: datetime) -> str:
        head = f"{agency}-{legal_day(now):%Y%m%d}"
        self._counts[head] += 1
        code = f"{head}-{self._counts[head]:07d}"
        self._unused.add(code)
        return code

    def is_unused(self, code: str) -> bool:
        return code in self._unused

    def use(self, code: str) -> None:
        self._unused.discard(code)
