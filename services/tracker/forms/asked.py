"""Code and proof as somebody typed, scanned or followed them; a whole link out of the QR will do for both."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from services.tracker.texts import _

_LONGEST = 300
_DIGITS = re.compile(r"\d{4}")
Problems = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Asked:
    """`code` as it is written on receipts; `proof` without blanks."""

    code: str
    proof: str

    @property
    def is_digits(self) -> bool:
        return _DIGITS.fullmatch(self.proof) is not None

    @property
    def problems(self) -> Problems:
        """What is missing: (field, sentence)."""
        missing = [
            ("ma", _("Nhập mã hồ sơ, ví dụ H40.12-260722-0001"), self.code),
            ("so", _("Nhập mã bí mật 8 ký tự, hoặc 4 số cuối của số căn cước, số điện thoại"), self.proof),
        ]
        return [(field, sentence) for field, sentence, value in missing if not value]


def read_asked(form: Mapping[str, str]) -> Asked:
    """From the fields `ma` and `so`."""
    typed, proof = form.get("ma", "")[:_LONGEST].strip(), form.get("so", "")[:_LONGEST]
    if "://" in typed:
        link = urlsplit(typed)
        typed, proof = (parse_qs(link.query).get("ma") or [""])[0], proof or link.fragment
    return Asked(tidy_code(typed), re.sub(r"[\s.\-–]", "", proof))


def tidy_code(typed: str) -> str:
    """Codes have capitals and no blanks; a long dash of a phone's keyboard is a hyphen."""
    return re.sub(r"\s", "", typed).replace("–", "-").upper()[:80]
