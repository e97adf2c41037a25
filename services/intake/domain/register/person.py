"""Numbers of people in old books: taken in their checked form where they check, else kept as written and marked."""

from datetime import date

from services.intake.domain.dossiers.person_number import person_number, tax_number
from services.intake.domain.dossiers.phone import phone_number
from shared.errors import Invalid


def book_identity(written: str, on: date) -> tuple[str, bool]:
    """The number and whether its form is odd; a blank is not odd."""
    if not written:
        return "", False
    for check in (lambda text: person_number(text, on), tax_number, lambda text: _shortened(text, on)):
        try:
            return check(written), False
        except Invalid:
            continue
    return written[:60], True


def _shortened(written: str, on: date) -> str:
    """Ten digits: a personal identifier of the provinces 001 to 008 that has lost two zeros."""
    return person_number(written.zfill(12) if len(written) == 10 else written, on)


def book_phone(written: str) -> str:
    """E.164 where it is a number of Việt Nam, else as written."""
    try:
        return phone_number(written)
    except Invalid:
        return written[:60]
