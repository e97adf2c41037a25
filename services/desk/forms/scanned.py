"""What a scanner or a hand gives at the return of results: a dossier's code, a citizen card, or a number."""

import re
from dataclasses import dataclass

_CODE = re.compile(r"[A-Z0-9]+(?:\.[A-Z0-9]+)*-\d{6}-\d{4,}", re.IGNORECASE)
_IN_ADDRESS = re.compile(r"[?&]ma=([A-Za-z0-9._\-]+)")
_NUMBER = re.compile(r"\d{9}|\d{12}")


@dataclass(frozen=True, slots=True)
class Scanned:
    """At most one of the two; neither where it cannot be told what was meant."""

    code: str = ""
    number: str = ""


def read_scanned(text: str) -> Scanned:
    """A card's text starts with the number; a receipt has the code as bars, and in an address as a square."""
    said = text.strip()
    if found := _IN_ADDRESS.search(said):
        said = found[1]
    if _CODE.fullmatch(said):
        return Scanned(code=said.upper())
    number = said.partition("|")[0].replace(" ", "")
    return Scanned(number=number) if _NUMBER.fullmatch(number) else Scanned()
