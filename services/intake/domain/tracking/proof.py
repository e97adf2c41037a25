"""How somebody proves that he holds a receipt: its secret, or four last digits of the applicant's numbers.

The secret has 40 bits and cannot be guessed; four digits can, so the tracker allows few tries of them.
"""

import hmac
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

SECRET_SIGNS = 8
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford: no I, L, O, U
_READ_AS = str.maketrans("ILO", "110")
_BITS = 5
_DIGITS = 4


class ProofKind(StrEnum):
    """What was shown."""

    SECRET = "secret"  # noqa: S105  (the kind's name)
    DIGITS = "digits"


@dataclass(frozen=True, slots=True)
class Proof:
    """What somebody typed, in the form in which it is compared."""

    kind: ProofKind
    value: str

    def is_one_of(self, right: Iterable[str]) -> bool:
        """Looks at all of them, in a time that does not depend on what they are."""
        return sum([hmac.compare_digest(self.value, each) for each in right]) > 0


def read_proof(text: str) -> Proof | None:
    """None where it can be neither: then it is simply wrong."""
    typed = re.sub(r"[\s.\-–]", "", text).upper()
    if re.fullmatch(rf"[0-9]{{{_DIGITS}}}", typed):
        return Proof(ProofKind.DIGITS, typed)
    word = typed.translate(_READ_AS)
    if len(word) == SECRET_SIGNS and set(word) <= set(_ALPHABET):
        return Proof(ProofKind.SECRET, word)
    return None


def slip_word(digest: bytes) -> str:
    """The first 40 bits of a digest, in Crockford's base 32."""
    number = int.from_bytes(digest[:_BITS], "big")
    return "".join(_ALPHABET[number >> _BITS * place & 31] for place in reversed(range(SECRET_SIGNS)))


def in_two_halves(secret: str) -> str:
    """As it is printed: `K7M2-P9QX`."""
    return f"{secret[: SECRET_SIGNS // 2]}-{secret[SECRET_SIGNS // 2 :]}"


def last_digits(*numbers: str | None) -> list[str]:
    """The last four digits of each number that has them."""
    found = ["".join(sign for sign in number if sign.isdigit())[-_DIGITS:] for number in numbers if number]
    return [digits for digits in found if len(digits) == _DIGITS]
