"""How many wrong tries are borne: of one address, on one code, and of everybody together.

Four digits can be guessed, so all wrong ones together are few; the secret on the receipt has a count of its own, so who
has it gets in while somebody else tries digits on his code.
"""

from dataclasses import dataclass

from services.tracker.gate.tries import Tries
from services.tracker.settings import Limits

_MINUTE, _HOUR, _DAY = 60.0, 3600.0, 86_400.0
_ALL = ""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One look at a dossier: from which address, on which code, with digits or with the secret."""

    address: str
    code: str
    is_digits: bool

    @property
    def target(self) -> str:
        return f"{self.code.upper()} {'#' if self.is_digits else '*'}"


class Gate:
    """One per process; what it knows is gone with it."""

    def __init__(self, limits: Limits) -> None:
        self._asked = Tries(limits.asked_by_address, _MINUTE)
        self._address = Tries(limits.of_address, _MINUTE)
        self._code = Tries(limits.of_code, _HOUR)
        self._all = Tries(limits.of_all, _MINUTE)
        self._digits = Tries(limits.of_digits, _HOUR)
        self._digits_on_code = Tries(limits.of_digits_on_code, _DAY)
        self._sign_ins = Tries(limits.sign_ins_by_address, _MINUTE)

    def wait(self, attempt: Attempt) -> float:
        """Seconds to wait, else 0 and the attempt is counted as wrong until `was_right` says otherwise."""
        counts = self._counts(attempt)
        seconds = max(tries.wait(key) for tries, key in (*counts, (self._asked, attempt.address)))
        if seconds == 0:
            self._asked.take(attempt.address)
            for tries, key in counts:
                tries.take(key)
        return seconds

    def was_right(self, attempt: Attempt) -> None:
        for tries, key in self._counts(attempt):
            tries.give_back(key)

    def wait_to_sign_in(self, address: str) -> float:
        """Seconds to wait, else 0 and the sign-in is counted: each one costs the provider some questions."""
        seconds = self._sign_ins.wait(address)
        if seconds == 0:
            self._sign_ins.take(address)
        return seconds

    def _counts(self, attempt: Attempt) -> list[tuple[Tries, str]]:
        counts = [(self._address, attempt.address), (self._code, attempt.target), (self._all, _ALL)]
        if attempt.is_digits:
            counts += [(self._digits, _ALL), (self._digits_on_code, attempt.target)]
        return counts
