"""The citizen card as a scanner types it: number, old number, name, born, sex, address, issued, parted by `|`."""

import re
from dataclasses import dataclass

from services.desk.forms.dates import read_day

_NUMBER = re.compile(r"\d{12}")
_FIELDS = 7


@dataclass(frozen=True, slots=True)
class Card:
    """What of a card the desk uses; `born` as it is shown, `05/08/1985`."""

    number: str
    name: str
    born: str
    address: str


def read_card(text: str) -> Card | None:
    """None where it is not the text of a card: then it is a number somebody typed."""
    parts = [part.strip() for part in text.strip().split("|")]
    if len(parts) < _FIELDS - 1 or not _NUMBER.fullmatch(parts[0]):
        return None
    born = read_day(parts[3])
    return Card(parts[0], parts[2], f"{born:%d/%m/%Y}" if born else "", parts[5])
